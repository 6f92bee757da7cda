package gongwen

import "slices"

// turn goes over to pages laid sideways or back, and reports whether that began
// a new page.
func (s *setter) turn(side bool) bool {
	if s.side == side {
		return false
	}
	if s.b.Len() > 0 {
		s.endSection()
	}
	s.side, s.breakNext = side, false
	return s.b.Len() > 0
}

// turnIf returns to upright pages if something is to follow there.
func (s *setter) turnIf(follows bool) {
	if follows {
		s.turn(false)
	}
}

// endSection writes the section's properties into its last paragraph, so that
// no empty line is spent; after a table it needs a paragraph of its own.
func (s *setter) endSection() {
	if s.lastPPr < 0 {
		s.open(para{style: styleSectEnd})
		s.close()
	}
	props := s.sectPr()
	rest := slices.Clone(s.b.Bytes()[s.lastPPr:])
	s.b.Truncate(s.lastPPr)
	s.b.Write(props)
	s.b.Write(rest)
	s.lastPPr = -1
}

// end writes the properties of the last section.
func (s *setter) end() {
	if s.lastPPr < 0 {
		s.open(para{style: styleSectEnd})
		s.close()
	}
	s.b.Write(s.sectPr())
}

// sectPr is the page: A4 with the standard's margins, or the same sheet turned
// a quarter so that its upper edge lies at the binding.
func (s *setter) sectPr() []byte {
	var b xmlBuf
	b.str(`<w:sectPr>`)
	b.str(s.footers())
	if s.side {
		b.str(`<w:pgSz`)
		b.attr("w:w", pageHeight)
		b.attr("w:h", pageWidth)
		b.str(` w:orient="landscape"/><w:pgMar`)
		margins(&b, marginLeft, marginTop, marginRight, marginBottom)
	} else {
		b.str(`<w:pgSz`)
		b.attr("w:w", pageWidth)
		b.attr("w:h", pageHeight)
		b.str(`/><w:pgMar`)
		margins(&b, marginTop, marginRight, marginBottom, marginLeft)
	}
	b.str(`/>`)
	if s.restart {
		b.str(`<w:pgNumType w:start="1"/>`)
		s.restart = false
	}
	b.str(`<w:cols w:space="425"/><w:docGrid w:type="lines"`)
	b.attr("w:linePitch", linePitch)
	b.str(`/></w:sectPr>`)
	return b.Bytes()
}

// footers names the two that carry the page numbers; the pages before the paper have none.
func (s *setter) footers() string {
	switch {
	case s.front:
		return ""
	case s.side:
		return `<w:footerReference w:type="even" r:id="rId8"/><w:footerReference w:type="default" r:id="rId7"/>`
	}
	return `<w:footerReference w:type="even" r:id="rId6"/><w:footerReference w:type="default" r:id="rId5"/>`
}

func margins(b *xmlBuf, top, right, bottom, left int) {
	b.attr("w:top", top)
	b.attr("w:right", right)
	b.attr("w:bottom", bottom)
	b.attr("w:left", left)
	b.str(` w:header="851"`)
	b.attr("w:footer", min(footerEdge, bottom))
	b.str(` w:gutter="0"`)
}

// head sets the 版头 (7.2): the marks at the upper left, the organ's name in red
// 35 mm below the top of the text, the number two lines further, the red line.
func (s *setter) head(h *Head) {
	const organTop = 1984 // 35 mm
	above := 0
	for _, t := range []string{h.Copy, h.Secrecy, h.Urgency} {
		if t == "" {
			continue
		}
		d := dress{eastAsia: s.names.heading1}
		if t == h.Copy {
			d.eastAsia = ""
		}
		s.open(para{style: styleTo})
		s.runs(Text(t), d)
		s.close()
		above++
	}
	for i, o := range h.Organs {
		p := para{style: styleOrgan, jc: organAlign(o)}
		if i == 0 {
			p.before = max(0, organTop-above*linePitch)
		}
		s.line(p, o)
	}
	s.blank(2, true)
	s.headLine(h)
	s.blank(2, true)
}

// organAlign spreads a short name over the line, as offices print it.
func organAlign(name string) string {
	if n := halves(name) / 2; n >= 7 && n <= 12 {
		return "distribute"
	}
	return "center"
}

const redLine = `<w:bottom w:val="single" w:sz="18" w:space="11" w:color="FF0000"/>` // 4 mm beneath the number

// headLine sets 发文字号, in the middle, or at the left with the signers at the right.
func (s *setter) headLine(h *Head) {
	if len(h.Signers) == 0 {
		s.line(para{style: styleNumber, border: redLine}, h.Number)
		return
	}
	for i, name := range h.Signers {
		last := i == len(h.Signers)-1
		p := para{style: styleTo, tabRight: textWidth - charWidth, left: charWidth, keepNext: true, noIndent: true}
		if last {
			p.border = redLine
		}
		s.open(p)
		if last {
			s.runs(Text(h.Number), dress{})
		}
		label := "\t签发人："
		if i > 0 {
			label = "\t"
		}
		s.runs(Text(label), dress{})
		s.runs(Text(name), dress{eastAsia: s.names.heading2})
		s.close()
	}
}

// record sets the 版记 (7.4) at the foot of the last page, in a box that hangs
// there wherever the text ends: thick, thin and thick line.
func (s *setter) record(r *Record) {
	var rows []recordRow
	if r.CopyTo != "" {
		rows = append(rows, recordRow{"抄送：" + r.CopyTo + "。", ""})
	}
	if r.Printer != "" || r.Date != "" {
		printed := r.Date
		if printed != "" {
			printed += "印发"
		}
		rows = append(rows, recordRow{r.Printer, printed})
	}
	if len(rows) == 0 {
		return
	}
	s.open(para{style: styleSectEnd}) // the paragraph that the box belongs to
	s.b.str(`<w:r>`)
	height := 0
	for _, row := range rows {
		height += row.height()
	}
	s.boxStart(height)
	s.recordTable(rows)
	s.boxEnd()
	s.b.str(`</w:r>`)
	s.close()
}

// recordRow is a line of the 版记: one text, or two at its ends.
type recordRow struct{ left, right string }

// Measures of the 版记 in twips: 14 points, one character free at either side.
const (
	recordChar = 280
	recordLine = 520
)

// height is how much room the row takes.
func (r recordRow) height() int {
	lines := 1
	if r.right == "" {
		lines = 1 + (halves(r.left)-1)*recordChar/2/(textWidth-5*recordChar)
	}
	return lines*recordLine + 40
}

// recordTable sets the rows between lines of 0.35 and 0.25 mm (7.4.1), as wide as
// the text; a paragraph's own borders would be no wider than its words.
func (s *setter) recordTable(rows []recordRow) {
	b := &s.b
	b.str(`<w:tbl><w:tblPr><w:tblW`)
	b.attr("w:w", textWidth)
	b.str(` w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/>`,
		`<w:insideH w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tblBorders><w:tblLayout w:type="fixed"/>`,
		`<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol`)
	b.attr("w:w", textWidth)
	b.str(`/></w:tblGrid>`)
	for _, r := range rows {
		b.str(`<w:tr><w:tc><w:tcPr><w:tcW`)
		b.attr("w:w", textWidth)
		b.str(` w:type="dxa"/></w:tcPr>`)
		s.recordRow(r)
		b.str(`</w:tc></w:tr>`)
	}
	b.str(`</w:tbl>`)
	s.line(para{style: styleSectEnd}, "") // a box may not end with a table
}

func (s *setter) recordRow(r recordRow) {
	p := para{style: styleRecord, left: recordChar, right: recordChar, tabRight: textWidth - recordChar, noIndent: true}
	text := r.left
	if r.right != "" {
		text += "\t" + r.right
	} else {
		p.left, p.firstLine = recordChar*4, -3*recordChar // names that run over hang beneath the first
	}
	s.line(p, text)
}

// boxStart opens a text box as wide as the text that stands at its foot,
// wherever the paragraph that holds it comes to stand on the page.
func (s *setter) boxStart(height int) {
	const emu = 635
	s.drawing++
	b := &s.b
	extent := func(tag string) {
		b.str(tag)
		b.attr("cx", textWidth*emu)
		b.attr("cy", height*emu)
		b.str(`/>`)
	}
	b.str(`<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="3" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">`,
		`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH><wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>`)
	extent(`<wp:extent`)
	b.str(`<wp:wrapTopAndBottom/><wp:docPr`)
	b.attr("id", s.drawing)
	b.str(` name="版记"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="`, nsShape, `"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>`)
	extent(`<a:ext`)
	b.str(`</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>`)
}

func (s *setter) boxEnd() {
	s.b.str(`</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>`)
	s.lastPPr = -1 // the last paragraph opened lies inside the box
}
