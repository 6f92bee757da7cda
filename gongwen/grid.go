package gongwen

// maxColumns bounds a table: Word knows no more than 63 columns.
const maxColumns = 63

// slot is one position of a table's grid.
type slot struct {
	cell  *Cell // the cell that begins here; nil where one from above or the left goes on
	above bool  // a cell from a row above goes on here, at its first column
	cols  int   // columns the cell takes, at its first column
	rows  int   // rows the cell takes, at its first row
}

// grid lays out the cells of a table: every row complete, every span within
// the table and free of others. A model that says otherwise is bent to fit.
type grid struct {
	cols  int
	slots [][]slot
}

func layOut(t *Table) grid {
	g := grid{cols: min(maxColumns, max(1, len(t.Columns)))}
	for _, r := range t.Rows {
		n := 0
		for _, c := range r.Cells {
			n += max(1, c.ColSpan)
		}
		g.cols = min(maxColumns, max(g.cols, n))
	}
	g.slots = make([][]slot, len(t.Rows))
	taken := make([][]bool, len(t.Rows))
	for i := range t.Rows {
		g.slots[i], taken[i] = make([]slot, g.cols), make([]bool, g.cols)
	}
	for i := range t.Rows {
		g.layRow(t, taken, i)
	}
	return g
}

func (g *grid) layRow(t *Table, taken [][]bool, i int) {
	at := 0
	for k := range t.Rows[i].Cells {
		c := &t.Rows[i].Cells[k]
		for at < g.cols && taken[i][at] {
			at++
		}
		if at == g.cols {
			return // more cells than columns: nothing to hold them
		}
		g.place(c, taken, i, at, g.limit(t, i))
	}
	for ; at < g.cols; at++ {
		if !taken[i][at] {
			g.slots[i][at] = slot{cell: &Cell{}, cols: 1, rows: 1}
			taken[i][at] = true
		}
	}
}

// limit is the row up to which a cell of row i may reach: the head does not
// grow into the body, because only whole rows are repeated.
func (g *grid) limit(t *Table, i int) int {
	if i < t.Head && t.Head < len(t.Rows) {
		return t.Head
	}
	return len(t.Rows)
}

func (g *grid) place(c *Cell, taken [][]bool, i, at, limit int) {
	cols := 1
	for cols < max(1, c.ColSpan) && at+cols < g.cols && !taken[i][at+cols] {
		cols++
	}
	rows := max(1, min(c.RowSpan, limit-i))
	for r := i; r < i+rows; r++ {
		for k := at; k < at+cols; k++ {
			taken[r][k] = true
		}
		g.slots[r][at] = slot{above: r > i, cols: cols}
	}
	g.slots[i][at] = slot{cell: c, cols: cols, rows: rows}
}

// fit chooses the type size of a table in half-points and the widths of its
// columns in twips, which add up to width.
func (g *grid) fit(t *Table, width int) (size int, widths []int) {
	need, least := g.needs(t, 14)
	sizes := []int{24, 21, 18} // 小四, 五号, 小五
	switch {
	case g.cols > manyColumns:
		sizes = sizes[2:]
	case g.cols > 6:
		sizes = sizes[1:]
	}
	for _, size = range sizes {
		if total(least)*size*5+g.cols*g.padding() <= width {
			break
		}
	}
	if w := g.shares(t, width); w != nil {
		return size, w
	}
	half := size * 5 // half a square in twips
	if total(need)*half+g.cols*g.padding() > width {
		need, least = g.needs(t, 8) // heads over two lines leave more for words
	}
	for i := range need {
		need[i] = need[i]*half + g.padding()
		least[i] = least[i]*half + g.padding()
	}
	return size, pour(need, least, width)
}

// shares divides width by the columns' own widths; nil if none has one. A column
// without one counts as the narrowest.
func (g *grid) shares(t *Table, width int) []int {
	const most = 10000 // wider than any page in any unit
	narrowest := 0
	for _, c := range t.Columns {
		if c.Width > 0 && (narrowest == 0 || c.Width < narrowest) {
			narrowest = min(c.Width, most)
		}
	}
	if narrowest == 0 || len(t.Columns) != g.cols {
		return nil
	}
	parts := make([]int, g.cols)
	for i, c := range t.Columns {
		parts[i] = max(narrowest, min(c.Width, most))
	}
	return spread(parts, width)
}

// needs measures, in half squares, what each column would like and the least
// it can do with: its longest number or Latin word, and two characters of Chinese.
func (g *grid) needs(t *Table, head int) (need, least []int) {
	need, least = make([]int, g.cols), make([]int, g.cols)
	for i := range need {
		need[i], least[i] = 2, 2
	}
	for i, row := range g.slots {
		for k, s := range row {
			if s.cell == nil || s.cols != 1 {
				continue
			}
			text := Plain(s.cell.Runs)
			n := halves(text)
			if i < t.Head {
				n = min(n, head) // a head may run over several lines
			}
			need[k] = max(need[k], n)
			least[k] = max(least[k], longestWord(text), min(n, 4))
		}
	}
	return need, least
}

// longestWord is the width of the longest stretch that has no place to break.
func longestWord(s string) int {
	longest, run := 0, 0
	for _, r := range s {
		if isWide(r) || r == ' ' || r == '\n' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// pour divides width: what every column needs if there is room, the rest evenly
// in proportion; otherwise narrow columns get what they need and the wide ones
// share what is left, never below the least.
func pour(need, least []int, width int) []int {
	out := make([]int, len(need))
	if total(need) <= width {
		return spread(level(need, width), width)
	}
	if total(least) >= width {
		return spread(least, width)
	}
	lo, hi := 0, width
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if total(capped(need, least, mid)) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	copy(out, capped(need, least, lo))
	return spread(out, width)
}

// level raises the narrow columns towards the same width, so that columns of
// numbers look alike, but none beyond two and a half times its need: a column
// of running numbers stays narrow.
func level(need []int, width int) []int {
	raised := func(to int) []int {
		out := make([]int, len(need))
		for i, n := range need {
			out[i] = max(n, min(to, n*5/2))
		}
		return out
	}
	lo, hi := 0, width
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if total(raised(mid)) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return raised(lo)
}

func capped(need, least []int, cap int) []int {
	out := make([]int, len(need))
	for i := range need {
		out[i] = max(least[i], min(need[i], cap))
	}
	return out
}

// spread scales parts so that they add up to width exactly.
func spread(parts []int, width int) []int {
	out := make([]int, len(parts))
	sum, left := total(parts), width
	for i, p := range parts {
		out[i] = max(1, int(int64(width)*int64(p)/int64(sum)))
		left -= out[i]
	}
	widest := 0
	for i := range out {
		if out[i] > out[widest] {
			widest = i
		}
	}
	out[widest] += left // rounding, a few twips
	return out
}

func total(parts []int) int {
	n := 0
	for _, p := range parts {
		n += p
	}
	return n
}

// alignment is where the text of the cell at column k stands: as it says, as
// its column says, or in the middle if it fits on one line and at the left if not.
func (g *grid) alignment(t *Table, c *Cell, k int, head, fits bool) Align {
	switch {
	case c.Align != Auto:
		return c.Align
	case head:
		return Center
	case k < len(t.Columns) && t.Columns[k].Align != Auto:
		return t.Columns[k].Align
	case fits:
		return Center
	}
	return Left
}

// fitsLine reports whether a text of the size stands on one line of the width.
func (g *grid) fitsLine(text string, size, width int) bool {
	return halves(text)*size*5+2*g.margin() <= width
}

// longColumns reports, for each column, whether some cell of its body runs over
// several lines: then the whole column begins at the left.
func (g *grid) longColumns(t *Table, size int, widths []int) []bool {
	out := make([]bool, g.cols)
	for i, row := range g.slots {
		for k, s := range row {
			if s.cell != nil && i >= t.Head && s.cols == 1 && !g.fitsLine(Plain(s.cell.Runs), size, widths[k]) {
				out[k] = true
			}
		}
	}
	return out
}
