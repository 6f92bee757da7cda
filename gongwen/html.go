package gongwen

import (
	_ "embed"
	"io"
	"strings"

	"yanpan.dev"
)

//go:embed paper.css
var paperCSS string

// HTML writes d as one HTML file: sheets of A4 on the screen, the same layout on
// the printer, headings numbered, charts drawn as SVG, nothing loaded from
// elsewhere. A Mark becomes a link with the attribute data-mark. Errors as Docx.
func (p *Press) HTML(w io.Writer, d *Document) error {
	if d == nil {
		return errNoDocument()
	}
	ids := anchors(d)
	h := &htmlSetter{press: p, doc: d, anchors: ids, placed: map[int]bool{}}
	h.paper()
	if keepPlaced(ids, h.placed) {
		h = &htmlSetter{press: p, doc: d, anchors: ids, placed: map[int]bool{}}
		h.paper()
	}
	if _, err := w.Write(h.b.Bytes()); err != nil {
		return &yanpan.Error{Code: yanpan.CodeWrite, Op: "gongwen.HTML", Message: "文件写不进去", Remedy: "请看看磁盘是否已满、文件是否正被打开", Err: err}
	}
	return nil
}

// htmlSetter lays one paper out as HTML.
type htmlSetter struct {
	press   *Press
	doc     *Document
	b       xmlBuf
	anchors map[string]int
	placed  map[int]bool
	count   counter
	open    bool // a sheet is open
	side    bool // and lies sideways
	charts  int
}

func (h *htmlSetter) paper() {
	d := h.doc
	h.begin()
	if len(d.Front) > 0 {
		h.sheet(beginsSideways(d.Front))
		h.blocks(d.Front)
		h.count = counter{}
	}
	h.sheet(beginsSideways(d.Body) && d.Title == "" && d.Head == nil)
	if d.Head != nil {
		h.head(d.Head)
	}
	h.lines("h1", "title", titleLines(d.Title))
	if d.To != "" {
		h.text("p", "to", d.To+"：")
	}
	h.blocks(d.Body)
	h.closing()
	for i, a := range d.Attachments {
		h.attachment(a, attachmentMark(i, len(d.Attachments)))
	}
	if d.Record != nil {
		h.turn(false)
		h.record(d.Record)
	}
	h.b.str("</section>\n</main>\n</body>\n</html>\n")
}

func (h *htmlSetter) begin() {
	b := &h.b
	b.str(`<!DOCTYPE html>`, "\n", `<html lang="zh-CN">`, "\n", `<head>`, "\n", `<meta charset="utf-8">`, "\n",
		`<meta name="viewport" content="width=device-width, initial-scale=1">`, "\n", `<title>`)
	b.text(joinLines(h.doc.Title))
	b.str("</title>\n")
	for _, p := range h.doc.Properties {
		b.str(`<meta name="`)
		b.text(p.Name)
		b.str(`" content="`)
		b.text(p.Value)
		b.str("\">\n")
	}
	b.str("<style>\n")
	h.fontRules()
	b.str(paperCSS, "</style>\n</head>\n<body>\n<main>\n")
}

// fontRules names the typefaces of the style, each with those that stand in.
func (h *htmlSetter) fontRules() {
	s := h.press.style
	h.b.str(":root{")
	for _, f := range []struct {
		name string
		font Font
		last string
	}{{"title", s.Title, "serif"}, {"h1", s.Heading1, "sans-serif"}, {"h2", s.Heading2, "serif"}, {"body", s.Body, "serif"}, {"num", s.Number, "serif"}} {
		h.b.str("--", f.name, ":", cssFont(s.Latin.Name), ",", cssFont(f.font.Name))
		for _, alt := range f.font.Fallbacks {
			h.b.str(",", cssFont(alt))
		}
		h.b.str(",", f.last, ";")
	}
	h.b.str("}\n")
}

// cssFont is a name as a CSS string; what could end the string or the style
// sheet goes.
func cssFont(name string) string {
	return `"` + strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"\\<>{};\n\r\f", r) || r < 0x20 {
			return -1
		}
		return r
	}, name) + `"`
}

// sheet begins a new sheet of paper.
func (h *htmlSetter) sheet(side bool) {
	if h.open {
		h.b.str("</section>\n")
	}
	class := "sheet"
	if side {
		class = "sheet side"
	}
	h.b.str(`<section class="`, class, `">`, "\n")
	h.open, h.side = true, side
}

// turn begins a new sheet if the paper must lie the other way.
func (h *htmlSetter) turn(side bool) {
	if h.side != side {
		h.sheet(side)
	}
}

func (h *htmlSetter) tag(tag, class string) {
	h.b.str("<", tag)
	if class != "" {
		h.b.str(` class="`, class, `"`)
	}
	h.b.str(">")
}

// text writes an element holding plain text.
func (h *htmlSetter) text(tag, class, text string) {
	h.tag(tag, class)
	h.runs(Text(text))
	h.b.str("</", tag, ">\n")
}

// lines writes lines of one element, parted by breaks.
func (h *htmlSetter) lines(tag, class string, lines []string) {
	if len(lines) > 0 {
		h.text(tag, class, strings.Join(lines, "\n"))
	}
}

func (h *htmlSetter) runs(runs []Run) {
	for _, r := range runs {
		if n := h.anchors[r.Anchor]; r.Anchor != "" && !h.placed[n] {
			h.placed[n] = true
			h.b.str(`<span id="`, bookmarkName(n), `"></span>`)
		}
		end := h.openRun(r)
		for _, p := range splitBlanks(r.Text) {
			if p.blank {
				h.b.str(`<mark>`)
			}
			h.broken(p.text)
			if p.blank {
				h.b.str(`</mark>`)
			}
		}
		h.b.str(end)
	}
}

// openRun writes the tags of a run and gives those that end it.
func (h *htmlSetter) openRun(r Run) string {
	end := ""
	if r.Mark != "" {
		if n := h.anchors[r.Mark]; n > 0 {
			h.b.str(`<a class="mark" href="#`, bookmarkName(n), `" data-mark="`)
			end = "</a>"
		} else {
			h.b.str(`<span class="mark" data-mark="`)
			end = "</span>"
		}
		h.b.text(r.Mark)
		h.b.str(`">`)
	}
	if r.Bold {
		h.b.str("<b>")
		end = "</b>" + end
	}
	if r.Underline {
		h.b.str("<u>")
		end = "</u>" + end
	}
	return end
}

// broken writes text with its line breaks.
func (h *htmlSetter) broken(text string) {
	for i, l := range strings.Split(text, "\n") {
		if i > 0 {
			h.b.str("<br>")
		}
		h.b.text(l)
	}
}

func (h *htmlSetter) head(hd *Head) {
	h.tag("header", "head")
	for _, t := range []string{hd.Copy, hd.Secrecy, hd.Urgency} {
		if t != "" {
			h.text("p", "class", t)
		}
	}
	for _, o := range hd.Organs {
		h.text("p", "organ "+organAlign(o), o)
	}
	if len(hd.Signers) > 0 {
		h.tag("p", "number up")
		h.b.str("<span>")
		h.runs(Text(hd.Number))
		h.b.str("</span><span>签发人：<i>")
		h.runs(Text(strings.Join(hd.Signers, "　")))
		h.b.str("</i></span></p>\n")
	} else {
		h.text("p", "number", hd.Number)
	}
	h.b.str("</header>\n")
}

// closing sets what follows the text: names of attachments, signature, date.
func (h *htmlSetter) closing() {
	d := h.doc
	names := enclosureTitles(d)
	if len(names) > 0 || len(d.Signature) > 0 || d.Date != "" || d.Remark != "" {
		h.turn(false)
	}
	if len(names) == 1 {
		h.b.str(`<div class="enclosures"><span>附件：</span><div>`)
		h.text("p", "", names[0])
		h.b.str("</div></div>\n")
	} else if len(names) > 1 {
		h.b.str(`<div class="enclosures"><span>附件：</span><div>`)
		for i, n := range names {
			h.text("p", "", headingNumber(3, i+1)+n)
		}
		h.b.str("</div></div>\n")
	}
	h.signature()
	if d.Remark != "" {
		h.text("p", "", "（"+d.Remark+"）")
	}
}

// signature stands where signatureIndents puts it, in hundredths of a character.
func (h *htmlSetter) signature() {
	d := h.doc
	if len(d.Signature) == 0 && d.Date == "" {
		return
	}
	date, names := signatureIndents(d, h.press.style.Unsealed)
	class := "sign sealed"
	if h.press.style.Unsealed {
		class = "sign"
	}
	h.tag("div", class)
	line := func(right int, text string) {
		h.b.str(`<p style="padding-right:`, decimal(right/20), `pt">`)
		h.runs(Text(text))
		h.b.str("</p>\n")
	}
	for i, n := range d.Signature {
		line(names[i], n)
	}
	if d.Date != "" {
		line(date, d.Date)
	}
	h.b.str("</div>\n")
}

func (h *htmlSetter) attachment(a Attachment, mark string) {
	h.count = counter{}
	h.sheet(beginsSideways(a.Body))
	h.text("p", "attmark", mark)
	h.lines("h2", "title", titleLines(a.Title))
	h.blocks(a.Body)
}

func (h *htmlSetter) record(r *Record) {
	h.tag("footer", "record")
	if r.CopyTo != "" {
		h.text("p", "copies", "抄送："+r.CopyTo+"。")
	}
	if r.Printer != "" || r.Date != "" {
		h.b.str(`<p class="printed"><span>`)
		h.runs(Text(r.Printer))
		h.b.str("</span><span>")
		if r.Date != "" {
			h.runs(Text(r.Date + "印发"))
		}
		h.b.str("</span></p>\n")
	}
	h.b.str("</footer>\n")
}
