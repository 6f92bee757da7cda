package grid

import (
	"iter"
	"slices"
	"strconv"
)

// Format is the kind of file a Book was read from.
type Format string

// The kinds of file that can be read.
const (
	FormatXLSX Format = "xlsx"
	FormatXLS  Format = "xls" // BIFF8, .et included
	FormatCSV  Format = "csv"
	FormatHTML Format = "html" // a web page's table saved under the name .xls
	FormatDOCX Format = "docx"
)

// Book is one file's tables.
type Book struct {
	Name     string // as the caller gave it, for messages
	Format   Format
	Date1904 bool     // serial day 0 is 1904-01-01; Cell.Date has already heeded it
	Sheets   []*Sheet // in the file's order, hidden ones included, charts and macro sheets not
	Warnings []string // plain Chinese sentences about what was left out or mended on reading
}

// Sheet is one table: a worksheet, a .csv, or a table of a Word text.
type Sheet struct {
	Name       string
	Hidden     bool     // hidden or very hidden
	Title      []string // .docx only: the paragraphs between the table before and this one, empty ones left out
	Merges     []Range  // sorted by Top, then Left
	hiddenCols []bool
	rows       []storedRow
	width      int
	store      *store
}

// Range is a block of cells, both ends included. Rows count from 1 as Row.Number
// does, columns from 0 as Row.Cell does.
type Range struct {
	Top, Left, Bottom, Right int
}

// Contains reports whether the cell lies in r.
func (r Range) Contains(row, col int) bool {
	return row >= r.Top && row <= r.Bottom && col >= r.Left && col <= r.Right
}

// Len is the number of rows that hold a value. Rows without any are not
// kept: they show as a jump of Row.Number.
func (s *Sheet) Len() int { return len(s.rows) }

// Width is the number of columns up to the last value of any row.
func (s *Sheet) Width() int { return s.width }

// Row is the i-th row that holds a value, 0 ≤ i < Len.
func (s *Sheet) Row(i int) Row { return Row{&s.rows[i], s.store} }

// Rows gives the rows that hold a value from top to bottom, with their index.
func (s *Sheet) Rows() iter.Seq2[int, Row] {
	return func(yield func(int, Row) bool) {
		for i := range s.rows {
			if !yield(i, s.Row(i)) {
				return
			}
		}
	}
}

// Find is the index of the row with this number, or of the next one that
// holds a value; Len where there is none.
func (s *Sheet) Find(number int) (index int, exact bool) {
	return slices.BinarySearchFunc(s.rows, number, func(r storedRow, n int) int { return int(r.number) - n })
}

// At is the cell at a row number and a column; an empty one where nothing stands.
func (s *Sheet) At(number, col int) Cell {
	if i, ok := s.Find(number); ok {
		return s.Row(i).Cell(col)
	}
	return Cell{}
}

// HiddenCol reports whether the column is hidden.
func (s *Sheet) HiddenCol(col int) bool {
	return col >= 0 && col < len(s.hiddenCols) && s.hiddenCols[col]
}

func (s *Sheet) hideColumns(lo, hi int) {
	if hi >= len(s.hiddenCols) {
		s.hiddenCols = append(s.hiddenCols, make([]bool, hi+1-len(s.hiddenCols))...)
	}
	for col := lo; col <= hi; col++ {
		s.hiddenCols[col] = true
	}
}

// Row is one row of a Sheet. It is a small value that may be copied.
type Row struct {
	row   *storedRow
	store *store
}

// Number is the row's number as the spreadsheet program shows it, from 1. In a
// .csv it is the number of the record, in a .docx that of the table's row.
func (r Row) Number() int { return int(r.row.number) }

// Hidden reports whether the row is hidden or filtered away.
func (r Row) Hidden() bool { return r.row.hidden }

// Width is the number of columns up to the row's last value.
func (r Row) Width() int {
	if n := len(r.row.cells); n > 0 {
		return int(r.row.cells[n-1].col) + 1
	}
	return 0
}

// Cell is the cell in a column, counted from 0; an empty one outside the row's width.
func (r Row) Cell(col int) Cell {
	cells := r.row.cells
	if col < 0 || col > maxCol {
		return Cell{}
	}
	if col < len(cells) && int(cells[col].col) == col {
		return r.store.cell(cells[col])
	}
	i, ok := slices.BinarySearchFunc(cells, col, func(c storedCell, col int) int { return int(c.col) - col })
	if !ok {
		return Cell{}
	}
	return r.store.cell(cells[i])
}

// Cells gives the cells that hold a value, with their columns, from left to right.
func (r Row) Cells() iter.Seq2[int, Cell] {
	return func(yield func(int, Cell) bool) {
		for _, c := range r.row.cells {
			if !yield(int(c.col), r.store.cell(c)) {
				return
			}
		}
	}
}

// Texts gives what a person sees in the columns 0 to Width−1.
func (r Row) Texts() []string {
	out := make([]string, r.Width())
	for col, c := range r.Cells() {
		out[col] = c.Text()
	}
	return out
}

// ColumnName is the column's letters: 0 is A, 26 is AA.
func ColumnName(col int) string {
	var b [4]byte
	i := len(b)
	for n := col + 1; n > 0 && i > 0; n = (n - 1) / 26 {
		i--
		b[i] = byte('A' + (n-1)%26)
	}
	return string(b[i:])
}

// CellName is a cell's address as people say it: row 3, column 1 is B3.
func CellName(row, col int) string { return ColumnName(col) + strconv.Itoa(row) }
