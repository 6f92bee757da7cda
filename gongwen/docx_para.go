package gongwen

// para is a paragraph's properties, written in the order the schema asks for
// (ECMA-376 part 1, CT_PPr). The zero value is a plain paragraph.
type para struct {
	style     string
	keepNext  bool
	keepLines bool
	newPage   bool
	num       int // instance of a numbering; 0 for none
	numLevel  int
	border    string // bottom border, complete
	tabRight  int    // place of a right tab stop; 0 for none
	before    int    // space before, in twips
	line      string // attributes of a line spacing of its own: ` w:line="20" w:lineRule="exact"`
	left      int
	right     int
	firstLine int // negative hangs; noIndent cancels the style's
	noIndent  bool
	jc        string
}

// open writes the start of a paragraph with its properties and remembers where
// a section's end could be put.
func (s *setter) open(p para) {
	if s.breakNext {
		p.newPage, s.breakNext = true, false
	}
	b := &s.b
	b.str(`<w:p><w:pPr>`)
	if p.style != "" {
		b.str(`<w:pStyle w:val="`, p.style, `"/>`)
	}
	toggle(b, p.keepNext, "w:keepNext")
	toggle(b, p.keepLines, "w:keepLines")
	toggle(b, p.newPage, "w:pageBreakBefore")
	if p.num > 0 {
		b.str(`<w:numPr><w:ilvl`)
		b.attr("w:val", p.numLevel)
		b.str(`/><w:numId`)
		b.attr("w:val", p.num)
		b.str(`/></w:numPr>`)
	}
	if p.border != "" {
		b.str(`<w:pBdr>`, p.border, `</w:pBdr>`)
	}
	if p.tabRight > 0 {
		b.str(`<w:tabs><w:tab w:val="right"`)
		b.attr("w:pos", p.tabRight)
		b.str(`/></w:tabs>`)
	}
	p.spacing(b)
	p.indent(b)
	if p.jc != "" {
		b.str(`<w:jc w:val="`, p.jc, `"/>`)
	}
	s.lastPPr = b.Len()
	b.str(`</w:pPr>`)
}

func toggle(b *xmlBuf, on bool, name string) {
	if on {
		b.str("<", name, "/>")
	}
}

func (p *para) spacing(b *xmlBuf) {
	if p.before == 0 && p.line == "" {
		return
	}
	b.str(`<w:spacing`)
	if p.before != 0 {
		b.attr("w:before", p.before)
	}
	b.str(p.line, `/>`)
}

func (p *para) indent(b *xmlBuf) {
	if p.left == 0 && p.right == 0 && p.firstLine == 0 && !p.noIndent {
		return
	}
	b.str(`<w:ind`)
	b.attr("w:left", p.left)
	b.attr("w:right", p.right)
	switch {
	case p.firstLine > 0:
		b.attr("w:firstLine", p.firstLine)
	case p.firstLine < 0:
		b.attr("w:hanging", -p.firstLine)
	default:
		b.str(` w:firstLineChars="0" w:firstLine="0"`)
	}
	b.str(`/>`)
}

func (s *setter) close() { s.b.str(`</w:p>`) }

// line writes a whole paragraph of plain text.
func (s *setter) line(p para, text string) {
	s.open(p)
	s.runs(Text(text), dress{})
	s.close()
}

// dress is how runs differ from their paragraph's style.
type dress struct {
	eastAsia string // another Chinese typeface, escaped
	bold     bool
	size     int    // half-points; 0 for the style's
	color    string // RRGGBB; "" for the style's
	plain    bool   // in the body's type within a heading
}

// runs writes runs with their marks, anchors and blanks.
func (s *setter) runs(runs []Run, d dress) {
	for _, r := range runs {
		linked := r.Mark != "" && s.anchors[r.Mark] > 0
		if linked {
			s.b.str(`<w:hyperlink w:anchor="`, bookmarkName(s.anchors[r.Mark]), `" w:history="1">`)
		}
		marked := r.Anchor != "" && s.place(r.Anchor)
		for _, p := range splitBlanks(r.Text) {
			s.run(r, p, d)
		}
		if marked {
			s.b.str(`<w:bookmarkEnd`)
			s.b.attr("w:id", s.anchors[r.Anchor])
			s.b.str(`/>`)
		}
		if linked {
			s.b.str(`</w:hyperlink>`)
		}
	}
}

// place opens the bookmark of an anchor unless it stands elsewhere already.
func (s *setter) place(id string) bool {
	n := s.anchors[id]
	if n == 0 || s.placed[n] {
		return false
	}
	s.placed[n] = true
	s.b.str(`<w:bookmarkStart`)
	s.b.attr("w:id", n)
	s.b.str(` w:name="`, bookmarkName(n), `"/>`)
	return true
}

func bookmarkName(n int) string {
	var b xmlBuf
	b.str("yp")
	b.int(n)
	return b.String()
}

func (s *setter) run(r Run, p piece, d dress) {
	b := &s.b
	b.str(`<w:r>`)
	s.runProps(r, p, d)
	writeText(b, p.text)
	b.str(`</w:r>`)
}

// runProps writes a run's properties in the order of CT_RPr.
func (s *setter) runProps(r Run, p piece, d dress) {
	b := &s.b
	hint := needsHint(p.text)
	bold := r.Bold || d.bold
	if !hint && !bold && !r.Underline && !p.blank && d.eastAsia == "" && d.size == 0 && d.color == "" && !d.plain {
		return
	}
	b.str(`<w:rPr>`)
	if d.plain {
		d.eastAsia = s.names.body
	}
	switch {
	case d.eastAsia != "" && hint:
		b.str(`<w:rFonts w:hint="eastAsia" w:eastAsia="`, d.eastAsia, `"/>`)
	case d.eastAsia != "":
		b.str(`<w:rFonts w:eastAsia="`, d.eastAsia, `"/>`)
	case hint:
		b.str(`<w:rFonts w:hint="eastAsia"/>`)
	}
	toggle(b, bold, "w:b")
	if d.color != "" {
		b.str(`<w:color w:val="`, d.color, `"/>`)
	}
	if d.size > 0 {
		b.str(`<w:sz`)
		b.attr("w:val", d.size)
		b.str(`/><w:szCs`)
		b.attr("w:val", d.size)
		b.str(`/>`)
	}
	if p.blank {
		b.str(`<w:highlight w:val="yellow"/>`)
	}
	if r.Underline {
		b.str(`<w:u w:val="single"/>`)
	}
	b.str(`</w:rPr>`)
}

// needsHint reports whether text has marks that Word would set in the Latin
// typeface, half as wide, unless told that they are Chinese.
func needsHint(text string) bool {
	for _, r := range text {
		if isShared(r) {
			return true
		}
	}
	return false
}

// writeText writes text with its line breaks and tabs.
func writeText(b *xmlBuf, text string) {
	from := 0
	flush := func(to int) {
		if to > from {
			b.str(`<w:t xml:space="preserve">`)
			b.text(text[from:to])
			b.str(`</w:t>`)
		}
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			flush(i)
			b.str(`<w:br/>`)
		case '\t':
			flush(i)
			b.str(`<w:tab/>`)
		default:
			continue
		}
		from = i + 1
	}
	flush(len(text))
}
