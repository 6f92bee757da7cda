package testkit

import "yanpan.dev"

// Cell is one cell of a written table: text, unless another value is set.
type Cell struct {
	Text         string
	Number       string      // a number as decimal text
	Date         yanpan.Date // a date cell, which a spreadsheet keeps as a serial number
	Serial       bool        // with Date: the serial number without a date's format
	Formula      string      // OpenFormula, with Number as its result
	Down, Across int         // how many cells it covers; 0 is 1
	Head         bool        // bold and centred
}

// Line is one row of a table; Hidden ones are not shown.
type Line struct {
	Cells  []Cell
	Hidden bool
}

// Sheet is one table with its name; the name stands above it where a format has no sheets.
type Sheet struct {
	Name          string
	Lines         []Line
	HiddenColumns map[int]bool
}

// Book is one file to be written.
type Book struct {
	Name   string // of the file, without its ending
	Sheets []Sheet
}

// texts makes a line of plain cells.
func texts(s ...string) Line {
	var l Line
	for _, t := range s {
		l.Cells = append(l.Cells, Cell{Text: t})
	}
	return l
}

// across makes a line of one cell over n columns.
func across(text string, n int) Line {
	return Line{Cells: []Cell{{Text: text, Across: n, Head: true}}}
}

func (s *Sheet) add(l ...Line) { s.Lines = append(s.Lines, l...) }

// placed is a cell at its place, or a place that another cell covers.
type placed struct {
	Cell
	covered bool
}

// place lays the lines out on a grid: cells go to the first free place, so
// that a line below a merged cell lists only its own cells.
func (s *Sheet) place() [][]placed {
	width, covered := 0, map[[2]int]bool{}
	rows := make([][]placed, len(s.Lines))
	for y, line := range s.Lines {
		x := 0
		for _, c := range line.Cells {
			for covered[[2]int{y, x}] {
				rows[y] = append(rows[y], placed{covered: true})
				x++
			}
			for dy := range max(c.Down, 1) {
				for dx := range max(c.Across, 1) {
					covered[[2]int{y + dy, x + dx}] = dy > 0 || dx > 0
				}
			}
			rows[y] = append(rows[y], placed{Cell: c})
			x++
		}
		for covered[[2]int{y, x}] {
			rows[y] = append(rows[y], placed{covered: true})
			x++
		}
		width = max(width, x)
	}
	for y := range rows {
		for len(rows[y]) < width {
			rows[y] = append(rows[y], placed{covered: covered[[2]int{y, len(rows[y])}]})
		}
	}
	return rows
}

// shown is what the cell shows where there are no cell values, as in a text document.
func (c Cell) shown() string {
	switch {
	case c.Text != "":
		return c.Text
	case !c.Date.IsZero():
		return in("1975-6-12", c.Date)
	}
	return c.Number
}
