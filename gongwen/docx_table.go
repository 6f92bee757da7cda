package gongwen

// The space left and right of a cell's text, in twips: of a table of many
// columns less, so that their heads need fewer lines.
const (
	cellMargin      = 80
	cellMarginTight = 28
	manyColumns     = 12
)

// margin is the space left and right of the text of the table's cells.
func (g *grid) margin() int {
	if g.cols > manyColumns {
		return cellMarginTight
	}
	return cellMargin
}

// padding is the space of both sides, with a little to spare for rounding.
func (g *grid) padding() int { return 2*g.margin() + 20 }

// lift is the space above and below the text of the table's cells.
func (g *grid) lift() int {
	if g.cols > manyColumns {
		return 20
	}
	return 57
}

// table sets a table with caption and unit above and its note beneath.
func (s *setter) table(t *Table) {
	if len(t.Rows) == 0 {
		return
	}
	if t.Caption != "" {
		s.line(para{style: styleCaption, keepNext: true}, t.Caption)
	}
	if t.Unit != "" {
		s.line(para{style: styleUnit}, t.Unit)
	}
	if s.breakNext {
		s.line(para{style: styleSectEnd}, "") // a table cannot begin a page itself
	}
	width := textWidth
	if t.Landscape {
		width = textWidthSide
	}
	g := layOut(t)
	size, widths := g.fit(t, width)
	ts := tableSetter{s: s, t: t, g: &g, size: size, widths: widths, long: g.longColumns(t, size, widths)}
	ts.set(width)
	s.lastPPr = -1
	if t.Note != "" {
		s.line(para{style: styleNote}, t.Note)
	}
	s.gap()
}

// gap parts a table from what follows and keeps two tables from growing together.
func (s *setter) gap() {
	s.open(para{style: styleSectEnd, line: ` w:line="120" w:lineRule="exact"`})
	s.close()
}

// tableSetter sets one table whose measures are known.
type tableSetter struct {
	s      *setter
	t      *Table
	g      *grid
	size   int
	widths []int
	long   []bool
}

func (ts *tableSetter) set(width int) {
	b := &ts.s.b
	b.str(`<w:tbl><w:tblPr><w:tblW`)
	b.attr("w:w", width)
	b.str(` w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`)
	for _, edge := range [...]string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.str(`<w:`, edge, ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
	}
	b.str(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top`)
	b.attr("w:w", ts.g.lift())
	b.str(` w:type="dxa"/><w:left`)
	b.attr("w:w", ts.g.margin())
	b.str(` w:type="dxa"/><w:bottom`)
	b.attr("w:w", ts.g.lift())
	b.str(` w:type="dxa"/><w:right`)
	b.attr("w:w", ts.g.margin())
	b.str(` w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, w := range ts.widths {
		b.str(`<w:gridCol`)
		b.attr("w:w", w)
		b.str(`/>`)
	}
	b.str(`</w:tblGrid>`)
	for i := range ts.g.slots {
		ts.row(i)
	}
	b.str(`</w:tbl>`)
}

func (ts *tableSetter) row(i int) {
	b := &ts.s.b
	b.str(`<w:tr><w:trPr><w:cantSplit/>`)
	// Word repeats a head only from the first row on, and never the whole table.
	if i < ts.t.Head && ts.t.Head < len(ts.t.Rows) {
		b.str(`<w:tblHeader/>`)
	}
	b.str(`</w:trPr>`)
	row := ts.g.slots[i]
	for k := range row {
		if row[k].cols > 0 {
			ts.cell(i, k, row[k])
		}
	}
	b.str(`</w:tr>`)
}

func (ts *tableSetter) cell(i, k int, sl slot) {
	b := &ts.s.b
	width := total(ts.widths[k : k+sl.cols])
	b.str(`<w:tc><w:tcPr><w:tcW`)
	b.attr("w:w", width)
	b.str(` w:type="dxa"/>`)
	if sl.cols > 1 {
		b.str(`<w:gridSpan`)
		b.attr("w:val", sl.cols)
		b.str(`/>`)
	}
	switch {
	case sl.above:
		b.str(`<w:vMerge/>`)
	case sl.rows > 1:
		b.str(`<w:vMerge w:val="restart"/>`)
	}
	b.str(`<w:vAlign w:val="center"/></w:tcPr>`)
	ts.cellText(i, k, sl, width)
	b.str(`</w:tc>`)
}

// beforeTotal reports whether the row is one of the two in front of a total at
// the foot, which go to a new page with it.
func (ts *tableSetter) beforeTotal(i int) bool {
	last := len(ts.t.Rows) - 1
	return ts.t.Rows[last].Strong && i < last && i >= last-2
}

func (ts *tableSetter) cellText(i, k int, sl slot, width int) {
	head := i < ts.t.Head
	p := para{style: styleCell, keepNext: head || ts.beforeTotal(i)}
	if head || ts.t.Rows[i].Strong {
		p.style = styleCellHead
	}
	if sl.cell == nil {
		ts.s.open(p)
		ts.s.close()
		return
	}
	fits := !ts.long[k] && ts.g.fitsLine(Plain(sl.cell.Runs), ts.size, width)
	switch ts.g.alignment(ts.t, sl.cell, k, head, fits) {
	case Left:
		p.jc = "left"
	case Right:
		p.jc = "right"
	}
	d := dress{size: ts.size}
	if ts.size == 24 {
		d.size = 0 // the style's
	}
	ts.s.open(p)
	ts.s.runs(sl.cell.Runs, d)
	ts.s.close()
}
