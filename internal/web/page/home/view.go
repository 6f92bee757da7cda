// Package home is the one page of the main job: drop workbooks, see what was
// recognised and whether the rows add up, read the figures, take the papers.
package home

import (
	"embed"
	"html/template"

	"yanpan.dev/internal/app"
	"yanpan.dev/internal/web/page"
	"yanpan.dev/roster"
)

//go:embed page.html page.css
var files embed.FS

// Parse reads the page's template.
func Parse() (*page.Template[View], error) { return page.Parse[View](files) }

// Style is the page's own style.
func Style() (string, error) {
	css, err := files.ReadFile("page.css")
	return string(css), err
}

// Input is what the page is built from.
type Input struct {
	Frame       page.Frame
	Settings    Settings
	Uploads     []Upload
	CanSample   bool
	CanRemember bool // answers about columns can be kept in a file
	Notices     []Notice
	Progress    *Progress // non-nil while something is being worked out
	Failure     string    // why it could not be worked out
	Work        *app.Work
	Papers      *app.Papers
	NoPapers    string // why there are none
	Answers     []app.Answer
	Corrections []app.Correction
	Confirmed   bool
	Adjust      string // signature of a head all of whose columns are to have a menu
	Show        string // name of the file whose columns are to be shown
}

// View is what the page shows.
type View struct {
	page.Frame
	Steps       []Step
	Notices     []Notice
	Settings    Settings
	Empty       bool
	CanSample   bool
	Progress    *Progress
	Failure     string
	Uploads     []Upload
	Read        *Read
	Check       *Check
	Result      *Result
	CanRemember bool
	Answered    int
}

// Step is one of the three steps and where the person stands.
type Step struct {
	Number      int
	Label, Note string
	State       string // done, now, next
	Anchor      string
}

// Notice is a sentence about what was just done; it is shown once.
type Notice struct {
	Kind string // done, warn
	Text string
}

// Settings are what the person says about the papers.
type Settings struct {
	AsOf      string // as typed
	Term      string // the day the present term began, as typed
	Org       string
	To        string
	Pack      string
	Packs     []Choice
	Error     string // beside the base date
	TermError string // beside the beginning of the term
}

// Choice is an entry of a menu.
type Choice struct {
	Value, Label string
	Chosen       bool
}

// Upload is a file that was handed in.
type Upload struct {
	Name   string
	Size   string
	Before bool // for comparison only
}

// Progress is how far the work is.
type Progress struct {
	Done  int    `json:"done"`
	Total int    `json:"total"`
	What  string `json:"what"`
	Left  string `json:"left"` // 约还要5秒; "" while it cannot be told
	Over  bool   `json:"over"`
}

// Read is the account of what was recognised.
type Read struct {
	Files   []File
	Tables  int
	Doubts  int // columns that wait for an answer
	Faults  int
	Open    bool
	Asks    bool // some column has a menu
	Summary string
}

// File is one file as recognised.
type File struct {
	app.Recognised
	Summary string
	Open    bool
	Sheets  []Sheet
}

// Sheet is one sheet as recognised.
type Sheet struct {
	Name, Skipped string
	Hidden        int
	Left          []app.LeftLine
	Tables        []Table
}

// Table is one headed table as recognised.
type Table struct {
	File      string
	Kind      string
	Header    string // 第3行, 第3至4行
	Rows      int
	Signature string
	Shown     bool // whether the columns are listed
	Columns   []Column
	Adjusting bool
}

// Column is one column as recognised.
type Column struct {
	Label, Meaning string
	Samples        []string
	Doubt          bool
	Told           bool   // the person has said what it is
	Ask            *Asked // the menu, where there is one
}

// Asked is a menu that says what a column is.
type Asked struct {
	Index            int
	Signature, Label string
	Was              string // the field it is read as
	Likely, All      []Choice
	Ignored          bool
}

// Check is the balance and the rows that came back.
type Check struct {
	Balance     roster.Balance
	Rejected    []Row
	More        int // rejected rows that are not shown
	Corrections []Corrected
	Notes       Notes
	Merged      Notes
	Hidden      int
	Sample      bool
}

// Row is a rejected row with its editor.
type Row struct {
	app.Rejected
	Index int
	Who   string
	Edit  []Cell // cells to write in: those named by a reason and what tells who it is
	Other string // the rest of the row as one line
}

// Cell is one input of the editor.
type Cell struct {
	Index int
	Label string
	Text  string
	Wrong bool
}

// Corrected is a cell that was written anew, and how to take that back.
type Corrected struct {
	Index int
	Where string
	Label string
	Text  string
}

// Notes are what is to be said about accepted or merged rows.
type Notes struct {
	List []roster.Note
	Of   int
}

// Result is what came of it.
type Result struct {
	Cards    []Card
	Groups   []Group
	Targets  []Target
	Untold   []Target // those that the data cannot tell
	Problems []Problem
	Lacking  []Lack
	LackOf   int
	Papers   []Paper
	Report   template.URL // address of the report, "" where there is none
	NoPapers string       // why there are none
	Compared bool
}

// Card is one figure with its people behind it.
type Card struct {
	Label, Value, Unit, Share, Before string
	To                                template.URL
	Chip                              *Chip
	Definition                        string
}

// Group is a partition: all its parts, with their shares.
type Group struct {
	Title string
	Base  string
	Parts []Part
}

// Part is one line of a partition.
type Part struct {
	Label, Value, Share, Before string
	Tenths                      int // of a percent, for the bar
	To                          template.URL
}

// Target is one line of the table of targets.
type Target struct {
	Label, Required, Value string
	Chip                   Chip
	Villages               string
}

// Chip is a state in a word with all that explains it.
type Chip struct {
	State  string // good, warn, bad, none
	Word   string
	Rule   string
	Basis  string
	Facts  string
	Mend   string
	Except string
}

// Problem is a kind of problem with its prose.
type Problem struct{ Title, Text string }

// Lack is a line of what is to be supplied.
type Lack struct{ Sheet, What, For, Places string }

// Paper is a file to take.
type Paper struct {
	Name, About, Size string
	To                template.URL
	Main              bool
}
