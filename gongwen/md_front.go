package gongwen

import (
	"bytes"
	"sort"
	"strings"

	"yanpan.dev"
)

// frontKeys are the lines 键：值 that may stand before the title.
var frontKeys = map[string]func(*Document, string){
	"标题":   func(d *Document, v string) { d.Title = v },
	"主送":   func(d *Document, v string) { d.To = strings.TrimRight(v, "：:") },
	"落款":   func(d *Document, v string) { d.Signature = splitNames(v) },
	"日期":   func(d *Document, v string) { d.Date = v },
	"附注":   func(d *Document, v string) { d.Remark = strings.Trim(v, "（）()") },
	"附件":   func(d *Document, v string) { d.Enclosures = splitNames(v) },
	"份号":   func(d *Document, v string) { d.head().Copy = v },
	"密级":   func(d *Document, v string) { d.head().Secrecy = v },
	"紧急程度": func(d *Document, v string) { d.head().Urgency = v },
	"发文机关": func(d *Document, v string) { d.head().Organs = splitNames(v) },
	"发文字号": func(d *Document, v string) { d.head().Number = v },
	"签发人":  func(d *Document, v string) { d.head().Signers = splitNames(v) },
	"抄送":   func(d *Document, v string) { d.record().CopyTo = strings.TrimRight(v, "。") },
	"印发机关": func(d *Document, v string) { d.record().Printer = v },
	"印发日期": func(d *Document, v string) { d.record().Date = strings.TrimSuffix(v, "印发") },
}

// frontNames are other names people give to the same lines.
var frontNames = map[string]string{
	"主送机关": "主送", "署名": "落款", "发文机关署名": "落款", "成文日期": "日期", "时间": "日期",
	"发文机关标志": "发文机关", "版头": "发文机关", "文号": "发文字号", "抄送机关": "抄送", "附件说明": "附件",
}

func (d *Document) head() *Head {
	if d.Head == nil {
		d.Head = &Head{}
	}
	return d.Head
}

func (d *Document) record() *Record {
	if d.Record == nil {
		d.Record = &Record{}
	}
	return d.Record
}

// splitNames cuts a value at ； and ;.
func splitNames(v string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(v, func(r rune) bool { return r == '；' || r == ';' }) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// front reads the lines before the title and blanks them out, so that the
// numbers of lines stay true. Between --- lines an unknown key is an error;
// without them the first line that is no known key begins the text.
func (r *mdReader) front(src []byte) ([]byte, error) {
	lines := bytes.Split(bytes.Clone(src), []byte("\n"))
	fenced, seen := false, false
	for i, raw := range lines {
		l := strings.TrimSpace(string(raw))
		key, value, ok := cutKey(l)
		switch {
		case l == "---" && !seen && !fenced:
			fenced = true
		case l == "---" && fenced:
			lines[i] = nil
			return bytes.Join(lines, []byte("\n")), nil
		case l == "":
		case ok:
			if f := frontKeys[key]; value != "" {
				f(r.doc, value)
				r.titled = r.titled || key == "标题"
			}
			seen = true
		case fenced && seen:
			return nil, errFront(i+1, l)
		case fenced:
			return src, nil // a line drawn above a text without such lines
		default:
			return bytes.Join(lines, []byte("\n")), nil
		}
		lines[i] = nil
	}
	return bytes.Join(lines, []byte("\n")), nil
}

// cutKey cuts a line at its first colon, if what stands before it is a key.
func cutKey(l string) (key, value string, ok bool) {
	i := strings.IndexAny(l, "：:")
	if i < 0 {
		return "", "", false
	}
	key = strings.ReplaceAll(strings.TrimSpace(l[:i]), " ", "")
	if other, known := frontNames[key]; known {
		key = other
	}
	_, ok = frontKeys[key]
	return key, strings.TrimSpace(strings.TrimLeft(l[i:], "：:")), ok
}

func errFront(line int, text string) error {
	known := make([]string, 0, len(frontKeys))
	for k := range frontKeys {
		known = append(known, k)
	}
	sort.Strings(known)
	return &yanpan.Error{Code: yanpan.CodeInvalid, Op: "gongwen.Markdown", Where: "第" + decimal(line) + "行",
		Message: "开头的说明里有不认识的一行“" + text + "”", Remedy: "这里只能写：" + strings.Join(known, "、")}
}
