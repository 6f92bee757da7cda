package gongwen

import "unicode/utf8"

// blocks sets the text of a part. keepLast holds its last paragraph on the page
// of what follows, so that no signature stands alone; where that is a set phrase
// of one line (特此报告。), the one before it as well.
func (s *setter) blocks(blocks []Block, keepLast bool) {
	last := len(blocks) - 1
	if last > 0 && isLine(blocks[last]) {
		last--
	}
	for i, b := range blocks {
		keep := keepLast && i >= last
		switch b := b.(type) {
		case Heading:
			s.back()
			s.heading(b, keep)
		case Paragraph:
			s.back()
			s.paragraph(b, keep)
		case List:
			s.back()
			s.list(b, keep)
		case Table:
			s.turn(b.Landscape)
			s.table(&b)
		case Figure:
			s.back()
			s.figure(b)
		case PageBreak:
			s.breakNext = true
		}
	}
}

// isLine reports whether a block is a paragraph of less than half a line.
func isLine(b Block) bool {
	p, ok := b.(Paragraph)
	return ok && utf8.RuneCountInString(Plain(p.Runs)) < charsOfLine/2
}

// charsOfLine is how many characters the standard sets on a line.
const charsOfLine = 28

// back returns to upright pages after a wide table.
func (s *setter) back() { s.turn(false) }

func (s *setter) heading(h Heading, keep bool) {
	level := clampLevel(h.Level)
	p := para{style: headingStyles[level-1], keepNext: keep || len(h.After) == 0}
	text := h.Text
	switch {
	case h.Plain:
	case h.Number != "":
		text = append(Text(h.Number), text...)
	default:
		if s.headings == 0 {
			s.headings = s.newNum(numHeadings, 1)
		}
		p.num, p.numLevel = s.headings, level-1
	}
	s.open(p)
	s.runs(text, dress{})
	s.runs(h.After, dress{plain: true})
	s.close()
}

func (s *setter) paragraph(p Paragraph, keep bool) {
	pp := para{style: styleBody, keepNext: keep}
	switch p.Align {
	case Left:
		pp.style = styleTo
	case Center:
		pp.style, pp.jc = styleTo, "center"
	case Right:
		pp.style, pp.jc = styleTo, "right"
	}
	s.open(pp)
	s.runs(p.Runs, dress{})
	s.close()
}

func (s *setter) list(l List, keep bool) {
	abstract := numDashes
	if l.Ordered {
		abstract = numOrdered
	}
	num := s.newNum(abstract, l.Start)
	for i, it := range l.Items {
		s.open(para{style: styleBody, num: num, numLevel: max(0, min(1, it.Level)), keepNext: keep && i == len(l.Items)-1})
		s.runs(it.Runs, dress{})
		s.close()
	}
}

// figure sets a chart in the middle of the line with its caption beneath.
func (s *setter) figure(f Figure) {
	s.charts = append(s.charts, f.Chart)
	s.open(para{style: styleFigure, keepNext: f.Caption != ""})
	s.b.str(`<w:r>`)
	s.chartDrawing(len(s.charts)-1, &f.Chart)
	s.b.str(`</w:r>`)
	s.close()
	if f.Caption != "" {
		s.open(para{style: styleCaption})
		s.runs(Text(f.Caption), dress{})
		s.close()
	}
}
