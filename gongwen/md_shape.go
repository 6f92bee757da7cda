package gongwen

import (
	"regexp"
	"strconv"
	"strings"
)

// finish turns what was read in order into the parts of a paper.
func (r *mdReader) finish() {
	if r.main == nil {
		r.main = r.part
	}
	d := r.doc
	r.addressee()
	r.ending()
	d.Body = r.shape(r.main)
	for _, p := range r.parts {
		d.Attachments = append(d.Attachments, Attachment{Title: p.title, Body: r.shape(p)})
	}
	if len(d.Enclosures) == len(d.Attachments) {
		d.Enclosures = nil // named by the attachments themselves
	}
	if d.Title == "" {
		r.note(0, "没有标题；标题写在“# ”后面")
	}
	d.Title = strings.ReplaceAll(d.Title, softBreak, "")
	if r.dropped > 0 {
		r.note(r.dropped, "成文日期后分隔线以下的文字不属于公文，没有排入")
	}
}

// addressee takes a first paragraph that ends with a colon.
func (r *mdReader) addressee() {
	m := r.main
	if r.doc.To != "" || len(m.blocks) == 0 {
		return
	}
	p, ok := m.blocks[0].(Paragraph)
	if !ok {
		return
	}
	lines := sourceLines(p.Runs)
	if len(lines) != 1 || halves(lines[0]) > 120 || strings.Contains(lines[0], "。") || !strings.HasSuffix(lines[0], "：") && !strings.HasSuffix(lines[0], ":") {
		return
	}
	r.doc.To = strings.TrimRight(lines[0], "：:")
	m.blocks, m.lines = m.blocks[1:], m.lines[1:]
}

var (
	dateLine      = regexp.MustCompile(`^(\d{4}|[〇零一二三四五六七八九]{4}|【待填[^】]*】)\s*年\s*([\d一二三四五六七八九十]{1,3}|【待填[^】]*】)\s*月\s*(([\d一二三四五六七八九十]{1,3}|【待填[^】]*】)\s*日)?$|^【待填[^】]*日期[^】]*】$`)
	bracketLine   = regexp.MustCompile(`^[（(](.+)[）)]$`)
	enclosureHead = regexp.MustCompile(`^附件\s*[：:]\s*`)
	enclosureMark = regexp.MustCompile(`^\d{1,2}\s*[.．、]\s*`)
	attachment    = regexp.MustCompile(`^附件\s*[0-9一二三四五六七八九十]*\s*[：:.．、\s]?\s*`)
)

// attachmentTitle reads the title behind 附件, 附件1 or 附件1：.
func attachmentTitle(s string) (string, bool) {
	m := attachment.FindString(s)
	return strings.TrimSpace(s[len(m):]), m != ""
}

// endsSigned reports whether the last lines are a date, or a date and a remark
// in brackets.
func endsSigned(blocks []Block) bool {
	lines := trailingLines(blocks)
	return len(lines) > 0 && (dateLine.MatchString(lines[0]) || len(lines) > 1 && bracketLine.MatchString(lines[0]) && dateLine.MatchString(lines[1]))
}

// trailingLines are the lines of the last paragraphs, the last first.
func trailingLines(blocks []Block) []string {
	var out []string
	for i := len(blocks) - 1; i >= 0 && len(out) < 8; i-- {
		p, ok := blocks[i].(Paragraph)
		if !ok {
			break
		}
		lines := sourceLines(p.Runs)
		for k := len(lines) - 1; k >= 0; k-- {
			out = append(out, lines[k])
		}
	}
	return out
}

// ending takes remark, date, signature and the list of attachments from the end
// of the text.
func (r *mdReader) ending() {
	m := r.main
	if endsSigned(m.blocks) {
		if r.doc.Date != "" {
			r.note(0, "开头和文末都写了日期，用的是文末的")
		}
		l := r.popLine()
		if !dateLine.MatchString(l) {
			r.doc.Remark = bracketLine.FindStringSubmatch(l)[1]
			l = r.popLine()
		}
		r.doc.Date = strings.ReplaceAll(l, " ", "")
		r.signers()
	}
	r.listed()
}

// signers takes the names above the date: the lines of its own paragraph, or
// one short paragraph.
func (r *mdReader) signers() {
	var names []string
	for {
		p, ok := r.last()
		if !ok {
			break
		}
		lines := sourceLines(p.Runs)
		if len(lines) == 0 || len(names) > 0 || !allNames(lines) {
			break
		}
		names = lines
		r.main.pop()
	}
	if len(names) > 0 {
		r.doc.Signature = names
	}
}

// allNames reports whether every line could be the name of an organ or person.
func allNames(lines []string) bool {
	for _, l := range lines {
		if halves(l) > 60 || strings.ContainsAny(l, "。；，;,：:？！") || looksNumbered(l) {
			return false
		}
	}
	return true
}

// listed takes 附件：1.… above the signature.
func (r *mdReader) listed() {
	var names []string
	m := r.main
	for i := len(m.blocks) - 1; i >= 0; i-- {
		switch b := m.blocks[i].(type) {
		case List:
			if !b.Ordered {
				return
			}
			var items []string
			for _, it := range b.Items {
				items = append(items, strings.ReplaceAll(Plain(it.Runs), softBreak, ""))
			}
			names = append(items, names...)
			continue
		case Paragraph:
			lines := sourceLines(b.Runs)
			if len(lines) == 0 || !enclosureHead.MatchString(lines[0]) {
				return
			}
			lines[0] = enclosureHead.ReplaceAllString(lines[0], "")
			var own []string
			for _, l := range lines {
				if l = enclosureMark.ReplaceAllString(l, ""); l != "" {
					own = append(own, l)
				}
			}
			r.doc.Enclosures = append(own, names...)
			m.blocks, m.lines = m.blocks[:i], m.lines[:i]
		}
		return
	}
}

func (p *part) pop() {
	n := len(p.blocks) - 1
	p.blocks, p.lines = p.blocks[:n], p.lines[:n]
}

func (r *mdReader) last() (Paragraph, bool) {
	n := len(r.main.blocks)
	if n == 0 {
		return Paragraph{}, false
	}
	p, ok := r.main.blocks[n-1].(Paragraph)
	return p, ok
}

// popLine takes the last line of the last paragraph.
func (r *mdReader) popLine() string {
	p, ok := r.last()
	if !ok {
		return ""
	}
	lines := sourceLines(p.Runs)
	r.main.pop()
	if len(lines) == 0 {
		return ""
	}
	if len(lines) > 1 {
		r.main.add(0, Paragraph{Runs: Text(strings.Join(lines[:len(lines)-1], softBreak))})
	}
	return lines[len(lines)-1]
}

var (
	typed1 = regexp.MustCompile(`^([一二三四五六七八九十百零]{1,4})、\s*`)
	typed2 = regexp.MustCompile(`^[（(]([一二三四五六七八九十百零]{1,4})[）)]\s*、?\s*`)
	typed3 = regexp.MustCompile(`^(\d{1,2})(?:[．、]\s*|\.\s+|\.([^\d]))`)
	typed4 = regexp.MustCompile(`^[（(](\d{1,2})[）)]\s*、?\s*`)
)

// typedNumber reads a number written by hand before a heading: its level, its
// value and the length of what wrote it; level 0 if there is none.
func typedNumber(s string) (level, n, length int) {
	if m := typed1.FindStringSubmatch(s); m != nil {
		return 1, parseChinese(m[1]), len(m[0])
	}
	if m := typed2.FindStringSubmatch(s); m != nil {
		return 2, parseChinese(m[1]), len(m[0])
	}
	if m := typed3.FindStringSubmatch(s); m != nil {
		n, _ = strconv.Atoi(m[1]) // two digits
		return 3, n, len(m[0]) - len(m[2])
	}
	if m := typed4.FindStringSubmatch(s); m != nil {
		n, _ = strconv.Atoi(m[1])
		return 4, n, len(m[0])
	}
	return 0, 0, 0
}

func looksNumbered(s string) bool {
	level, _, _ := typedNumber(s)
	return level > 0
}

// cutRuns cuts runs at n bytes of their text.
func cutRuns(runs []Run, n int) (before, after []Run) {
	for i, r := range runs {
		if n <= 0 {
			return before, append(after, runs[i:]...)
		}
		if len(r.Text) > n {
			a, b := r, r
			a.Text, b.Text = r.Text[:n], r.Text[n:]
			b.Anchor = ""
			return append(before, a), append(append(after, b), runs[i+1:]...)
		}
		before = append(before, r)
		n -= len(r.Text)
	}
	return before, after
}
