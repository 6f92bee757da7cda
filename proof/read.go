package proof

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"yanpan.dev"
)

// maxText bounds the bytes of a plain text or Markdown file.
const maxText = 64 << 20

// Read reads a paper: .docx by content, .md by name, anything else as plain
// text in UTF-8 or GB18030. The name stands in the report and in errors.
// A file that is no text is refused with a *yanpan.Error.
func Read(name string, data []byte) (*Text, error) {
	lower := strings.ToLower(name)
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readDocx(name, data)
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return nil, unreadable(name, "是旧格式文档（.doc、.wps），不能直接读取", "请用 Word 或 WPS 打开后另存为 .docx")
	case strings.HasSuffix(lower, ".docx"):
		return nil, unreadable(name, "扩展名是 .docx，内容却不是", "请用 Word 打开后另存为 .docx")
	case len(data) > maxText:
		return nil, &yanpan.Error{Code: yanpan.CodeRefused, Op: "proof.Read", Where: "《" + name + "》", Message: "文件过大（超过 64 MB)", Remedy: "请拆分后再校核"}
	}
	s, err := decode(name, data)
	if err != nil {
		return nil, err
	}
	t := &Text{file: name}
	if strings.HasSuffix(lower, ".md") || strings.HasSuffix(lower, ".markdown") {
		t.readMarkdown(s)
	} else {
		t.readPlain(string(s))
	}
	return t, nil
}

func unreadable(name, message, remedy string) error {
	return &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "proof.Read", Where: "《" + name + "》", Message: message, Remedy: remedy}
}

// Plain gives the text of a .txt or .md as Read understands it, in UTF-8. What
// is no text is refused with a *yanpan.Error.
func Plain(name string, data []byte) (string, error) {
	text, err := decode(name, data)
	return string(text), err
}

// decode gives UTF-8 text: by its mark, as UTF-8 where it is valid, else as GB18030.
func decode(name string, data []byte) ([]byte, error) {
	var dec *encoding.Decoder
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		dec = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
	case !utf8.Valid(data):
		dec = simplifiedchinese.GB18030.NewDecoder()
	}
	if dec != nil {
		out, err := dec.Bytes(data)
		if err != nil {
			return nil, unreadable(name, "认不出文字编码", "请另存为 UTF-8 编码的文本")
		}
		data = out
	}
	if bytes.IndexByte(data, 0) >= 0 || bytes.Count(data, []byte("\uFFFD"))*20 > len(data) {
		return nil, unreadable(name, "不是文本文件", "只能校核 .txt、.md、.docx")
	}
	return data, nil
}

// readPlain makes a paragraph of every line. Where the lines of the file were
// broken at a fixed width they are joined again.
func (t *Text) readPlain(s string) {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	lines := strings.Split(s, "\n")
	width := brokenAt(lines)
	for i := 0; i < len(lines); i++ {
		raw := []rune(lines[i])
		if blankRunes(raw) {
			continue
		}
		p := newPara("", i+1, raw)
		for width > 0 && i+1 < len(lines) && runsOn(lines[i], lines[i+1], width) {
			i++
			p.segs = append(p.segs, seg{len(p.raw), i + 1, 1})
			p.raw = append(p.raw, []rune(lines[i])...)
		}
		if len(p.segs) > 1 {
			p.t = fold(p.raw)
		}
		t.paras = append(t.paras, p)
	}
}

func blankRunes(r []rune) bool {
	for _, x := range r {
		if foldRune(x) != ' ' && x != '\uFEFF' {
			return false
		}
	}
	return true
}

// brokenAt gives the width at which the lines of a file were broken, 0 where a
// line is a paragraph.
func brokenAt(lines []string) int {
	widest, n := 0, 0
	for _, l := range lines {
		if w := utf8.RuneCountInString(l); w > 0 {
			widest = max(widest, w)
			n++
		}
	}
	if n < 6 || widest > 90 || widest < 20 {
		return 0
	}
	full, mid := 0, 0
	for _, l := range lines {
		if w := utf8.RuneCountInString(l); w >= widest-3 {
			full++
			if r, _ := utf8.DecodeLastRuneInString(l); isHan(r) || isDigit(r) {
				mid++
			}
		}
	}
	if full*2 < n || mid*3 < full {
		return 0
	}
	return widest
}

// runsOn reports whether the next line goes on with the paragraph of this one.
func runsOn(line, next string, width int) bool {
	if utf8.RuneCountInString(line) < width-3 || strings.TrimSpace(next) == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next)
	if foldRune(r) == ' ' {
		return false
	}
	p := newPara("", 1, []rune(next))
	_, marked := headMark(&p, 0)
	return !marked
}
