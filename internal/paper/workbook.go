package paper

// Workbook is the contents of a spreadsheet file: what stands in which cell,
// not how a file format writes it.
type Workbook struct {
	Sheets []Sheet
	About  []Fact // version, base date, packs: kept in the file and printed under each table
}

// Fact is one line about a file.
type Fact struct{ Name, Value string }

// Sheet is one table with its title.
type Sheet struct {
	Name    string // on the tab
	Title   string // first line, over the whole width
	Unit    string // right above the table: 单位:人; "" for none
	Head    []HeadRow
	Columns []Column
	Rows    [][]Cell
	Total   []Cell // last line, "" for none; sums of columns stand as formulas
	Note    string // below the table
	Charts  []Chart
}

// HeadRow is one line of the head; a cell hidden by a span is left out.
type HeadRow []HeadCell

// HeadCell is a cell of the head. Spans of 0 count as 1.
type HeadCell struct {
	Text             string
	ColSpan, RowSpan int
}

// Column says how wide a column is, in characters, and how its cells are set.
type Column struct {
	Width int
	Kind  CellKind
}

// CellKind is what a column's cells hold.
type CellKind uint8

// The kinds of cells.
const (
	TextCells CellKind = iota
	CountCells
	DecimalCells // one decimal
	PercentCells // a share with one decimal
	NumberCells  // whole numbers and decimals mixed, each as it is
)

// Cell is one value. Number is decimal text for count, decimal and percent
// cells (28.4 for 28.4%); a cell without Number shows Text.
type Cell struct {
	Text   string
	Number string
	Sum    bool // in Total: the sum of the column above, as a formula with Number as its cached value
}

// Chart is a chart over columns of the sheet, editable in the spreadsheet program.
type Chart struct {
	Title string
	Kind  ChartKind
	Names []string // categories
	Cells []string // values as decimal text
}

// ChartKind is the form of a chart.
type ChartKind uint8

// The forms of charts.
const (
	ColumnChart ChartKind = iota
	PieChart
)

// text is a plain cell.
func text(s string) Cell { return Cell{Text: s} }

// words is a cell of our own words, with the punctuation of Chinese prose.
func words(s string) Cell { return Cell{Text: typeset(s)} }
