package gongwen

import "strings"

func (h *htmlSetter) blocks(blocks []Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Heading:
			h.turn(false)
			h.heading(b)
		case Paragraph:
			h.turn(false)
			h.tag("p", [...]string{"", "left", "center", "right"}[max(0, min(3, b.Align))])
			h.runs(b.Runs)
			h.b.str("</p>\n")
		case List:
			h.turn(false)
			h.list(b)
		case Table:
			h.turn(b.Landscape)
			h.table(&b)
		case Figure:
			h.turn(false)
			h.figure(b)
		case PageBreak:
			h.sheet(h.side)
		}
	}
}

// heading is numbered as Word would number it, so that screen and paper agree.
func (h *htmlSetter) heading(hd Heading) {
	level := clampLevel(hd.Level)
	number := hd.Number
	if number == "" && !hd.Plain {
		number = h.count.next(level)
	}
	tag := [...]string{"h2", "h3", "h4", "h5"}[level-1]
	class := "l" + decimal(level)
	if len(hd.After) > 0 {
		h.b.str(`<div class="runin">`)
	}
	h.tag(tag, class)
	h.b.text(number)
	h.runs(hd.Text)
	h.b.str("</", tag, ">")
	if len(hd.After) > 0 {
		h.tag("span", "")
		h.runs(hd.After)
		h.b.str("</span></div>")
	}
	h.b.str("\n")
}

// list writes its marks as text: they are part of the paper.
func (h *htmlSetter) list(l List) {
	first, second := max(1, l.Start)-1, 0
	for _, it := range l.Items {
		mark := "——"
		switch {
		case l.Ordered && it.Level <= 0:
			first, second = first+1, 0
			mark = headingNumber(3, first)
		case l.Ordered:
			second++
			mark = headingNumber(4, second)
		}
		h.tag("p", "")
		h.b.text(mark)
		h.runs(it.Runs)
		h.b.str("</p>\n")
	}
}

func (h *htmlSetter) table(t *Table) {
	if len(t.Rows) == 0 {
		return
	}
	width := textWidth
	if t.Landscape {
		width = textWidthSide
	}
	g := layOut(t)
	size, widths := g.fit(t, width)
	h.b.str(`<figure class="table">`, "\n")
	if t.Caption != "" {
		h.text("figcaption", "", t.Caption)
	}
	if t.Unit != "" {
		h.text("p", "unit", t.Unit)
	}
	h.b.str(`<table class="s`, decimal(size), `"><colgroup>`)
	for _, w := range widths {
		h.b.str(`<col style="width:`, percent(w, width), `">`)
	}
	h.b.str("</colgroup>\n")
	h.rows(t, &g, g.longColumns(t, size, widths), size, widths)
	h.b.str("</table>\n")
	if t.Note != "" {
		h.text("p", "note", t.Note)
	}
	h.b.str("</figure>\n")
}

// percent is a/b in percent to two decimals.
func percent(a, b int) string {
	n := a * 10000 / b
	rest := decimal(n % 100)
	return decimal(n/100) + "." + strings.Repeat("0", 2-len(rest)) + rest + "%"
}

func (h *htmlSetter) rows(t *Table, g *grid, long []bool, size int, widths []int) {
	head := max(0, t.Head)
	if head >= len(t.Rows) {
		head = 0
	}
	for i, row := range g.slots {
		if i == 0 && head > 0 {
			h.b.str("<thead>\n")
		}
		if i == head {
			h.b.str("<tbody>\n")
		}
		h.b.str("<tr>")
		for k, s := range row {
			if s.cell == nil {
				continue
			}
			fits := !long[k] && g.fitsLine(Plain(s.cell.Runs), size, total(widths[k:k+s.cols]))
			h.cell(s, i < t.Head || t.Rows[i].Strong, i < t.Head, g.alignment(t, s.cell, k, i < t.Head, fits))
		}
		h.b.str("</tr>\n")
		if i == head-1 {
			h.b.str("</thead>\n")
		}
	}
	h.b.str("</tbody>")
}

func (h *htmlSetter) cell(s slot, strong, head bool, a Align) {
	tag := "td"
	if head {
		tag = "th"
	}
	h.b.str("<", tag)
	if s.cols > 1 {
		h.b.attr("colspan", s.cols)
	}
	if s.rows > 1 {
		h.b.attr("rowspan", s.rows)
	}
	var class []string
	if strong && !head {
		class = append(class, "strong")
	}
	switch a {
	case Left:
		class = append(class, "left")
	case Right:
		class = append(class, "right")
	}
	if len(class) > 0 {
		h.b.str(` class="`, strings.Join(class, " "), `"`)
	}
	h.b.str(">")
	h.runs(s.cell.Runs)
	h.b.str("</", tag, ">")
}

func (h *htmlSetter) figure(f Figure) {
	h.charts++
	h.b.str(`<figure class="chart">`, "\n")
	h.svg(&f.Chart)
	if f.Caption != "" {
		h.text("figcaption", "", f.Caption)
	}
	h.b.str("</figure>\n")
}
