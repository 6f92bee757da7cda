package sheet

import (
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// Options of Tables.
type Options struct {
	// Map is what the user says about columns: header label or column letter to
	// field id or Chinese label; 忽略 leaves a column out. It applies wherever the label stands.
	Map map[string]string
	// Mappings is what was said at earlier times; nil for nothing.
	Mappings *Mappings
}

// Reading is what Tables found in one Book.
type Reading struct {
	Book      *grid.Book
	Rows      []roster.Row  // in the order of sheets and rows; the unit of the balance
	Tables    []*Table      // the headed tables, in order
	Sheets    []Summary     // every sheet, the skipped ones too
	Questions []Question    // columns that nobody has explained yet
	Notes     []roster.Note // about columns and single cells; notes of rows are roster's
	Told      []Signature   // heads that the user explained with Options.Map, to be kept
	Heard     []string      // keys of Options.Map that met a column
	Origins   []Origin      // of the rows of a receipt, in their order; nil in other books
	Receipt   bool          // the book is an 错误回执 and only its 待更正 was read
}

// Summary says what became of a sheet.
type Summary struct {
	Name    string             `json:"name"`
	Kinds   []roster.SheetKind `json:"kinds,omitempty"`
	Rows    int                `json:"rows"`
	Hidden  int                `json:"hidden_rows,omitempty"`
	Skipped string             `json:"skipped,omitempty"` // why nothing was read, in plain Chinese
	Left    []Line             `json:"left,omitempty"`    // lines that are no rows, the first hundred
}

// Line is a line of a sheet that was not read as a row, and why.
type Line struct {
	Row  int    `json:"row"`
	Text string `json:"text"`
	Why  string `json:"why"` // 合计行, 备注行, 分组行 …
}

// Question is a column whose meaning is not sure.
type Question struct {
	File       string       `json:"file"`
	Sheet      string       `json:"sheet"`
	Column     string       `json:"column"` // the letter
	Label      string       `json:"label"`
	Samples    []string     `json:"samples,omitempty"`   // two values
	Mapped     roster.Field `json:"mapped,omitempty"`    // what it was read as, where something was chosen
	ByValues   bool         `json:"by_values,omitempty"` // the head says nothing; Mapped rests on what the cells hold
	Candidates []Candidate  `json:"candidates,omitempty"`
	Signature  string       `json:"signature"` // of the head it belongs to
}

// Table is one headed table of a sheet.
type Table struct {
	Sheet      *grid.Sheet
	Kind       roster.SheetKind
	HeaderTop  int      // row number of the first row of the head
	HeaderEnd  int      // row number of its last row
	Columns    []Mapped // every column with a label, from left to right
	First, End int      // its rows are Reading.Rows[First:End]
	Signature  string
	Transposed bool // labels stand in a column, people side by side
	places     []rowPlace
}

// Mapped is one column of a Table.
type Mapped struct {
	Col   int // from 0; in a transposed table the index of the label's row
	Label string
	Field roster.Field // "" where it is not used
	Score int
	leaf  string
}

// rowPlace is where a row of a Table stands, where its Number alone does not say it.
type rowPlace struct {
	block *block
	col   int // column of the person in a transposed table
}
