package policy

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"yanpan.dev"
)

// Pos is a place in a file of a pack. Line and Column count from 1, columns in
// code points; 0 means the whole file.
type Pos struct {
	File   string `json:"file"` // of a book the name of the sheet
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Cell   string `json:"cell,omitempty"` // of a book: F7; Line and Column are then the sheet's
}

// String gives file:line:column, without what is not known, and of a book the
// sheet and the cell.
func (p Pos) String() string {
	switch {
	case p.Cell != "":
		return "“" + p.File + "”表" + p.Cell + "格"
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Fault is one mistake in a pack: where, what, how to mend it, and the line
// with a caret under the place.
type Fault struct {
	Pos     Pos    `json:"pos"`
	Message string `json:"message"`
	Remedy  string `json:"remedy,omitempty"`
	Excerpt string `json:"excerpt,omitempty"`
}

// String gives the fault as it is printed.
func (f Fault) String() string {
	s := f.Pos.String() + "\uFF1A" + f.Message
	if f.Remedy != "" {
		s += "。" + f.Remedy
	}
	if f.Excerpt != "" {
		s += "\n" + f.Excerpt
	}
	return s
}

// Faults is every mistake that was found, in the order of the files. It is the
// cause inside the *yanpan.Error that Load and Overlay return.
type Faults []Fault

// Error gives all faults, one after the other.
func (fs Faults) Error() string {
	parts := make([]string, len(fs))
	for i, f := range fs {
		parts[i] = f.String()
	}
	return strings.Join(parts, "\n")
}

// FaultsOf gives the faults behind an error of this package; nil for another error.
func FaultsOf(err error) Faults {
	var fs Faults
	if errors.As(err, &fs) {
		return fs
	}
	return nil
}

// asError wraps faults for the user; nil where there are none.
func (fs Faults) asError(op, pack string) error {
	if len(fs) == 0 {
		return nil
	}
	sort.SliceStable(fs, func(i, j int) bool { return fs[i].Pos.before(fs[j].Pos) })
	return &yanpan.Error{
		Code:    yanpan.CodePack,
		Op:      op,
		Where:   "政策包“" + pack + "”",
		Message: fmt.Sprintf("有%d处错误\n%s", len(fs), fs.Error()),
		Err:     fs,
	}
}

func (p Pos) before(q Pos) bool {
	if p.File != q.File {
		return p.File < q.File
	}
	if p.Line != q.Line {
		return p.Line < q.Line
	}
	return p.Column < q.Column
}

// source is one file of a pack, kept to show its lines. Where it was made from
// a sheet of a book, cells says which cell each line came from, and every
// place and excerpt is that of the cell.
type source struct {
	name  string
	lines []string
	cells []cell
}

func newSource(name string, text []byte) *source {
	s := strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n")
	return &source{name: name, lines: strings.Split(s, "\n")}
}

// text is the file with plain line ends and without a byte order mark.
func (s *source) text() string { return strings.Join(s.lines, "\n") }

// line gives a line counted from 1; "" outside the file.
func (s *source) line(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	return s.lines[n-1]
}

func (s *source) pos(line, column int) Pos {
	if s.cells != nil {
		return s.cells[min(max(line, 1), len(s.cells))-1].pos()
	}
	return Pos{File: s.name, Line: line, Column: column}
}

// excerptWidth is how many code points of a long line are shown.
const excerptWidth = 100

// excerpt is the line with a caret under the column. The blanks before the
// caret are as wide as the text above it: ideographic ones under Chinese. Of a
// book it is what stands in the cell.
func (s *source) excerpt(line, column int) string {
	if s.cells != nil {
		return s.cellExcerpt(line, column)
	}
	if line < 1 || line > len(s.lines) {
		return ""
	}
	text := []rune(s.line(line))
	column = min(max(column, 1), len(text)+1)
	start := 0
	if column > excerptWidth-20 {
		start = column - 1 - excerptWidth/2
	}
	shown := text[start:min(len(text), start+excerptWidth)]
	head := fmt.Sprintf("%5d | ", line)
	var blank strings.Builder
	for _, r := range text[start : column-1] {
		blank.WriteRune(blankFor(r))
	}
	return head + string(shown) + "\n" + strings.Repeat(" ", len(head)-2) + "| " + blank.String() + "^"
}

// blankFor is a blank as wide as r on a terminal.
func blankFor(r rune) rune {
	switch {
	case r == '\t':
		return '\t'
	case r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
		r >= 0xffe0 && r <= 0xffe6 || r >= 0x20000 && r <= 0x3fffd):
		return '\u3000'
	}
	return ' '
}

// fault builds a fault at a place of the file.
func (s *source) fault(line, column int, remedy, format string, args ...any) Fault {
	return s.faultAt(s.pos(line, column), remedy, format, args...)
}

// faultAt builds a fault at a place that pos gave.
func (s *source) faultAt(at Pos, remedy, format string, args ...any) Fault {
	f := Fault{
		Pos:     at,
		Message: yanpan.Typeset(fmt.Sprintf(format, args...)),
		Remedy:  yanpan.Typeset(remedy),
		Excerpt: s.excerpt(at.Line, at.Column),
	}
	if s.cells != nil {
		f.Message, f.Remedy = inBookWords(f.Message), inBookWords(f.Remedy)
	}
	return f
}

// nearest gives the candidate that is closest to the word, where one is close
// enough to be meant; "" otherwise.
func nearest(word string, candidates []string) string {
	best, limit := "", max(1, min(3, len([]rune(word))/3))
	for _, c := range candidates {
		if d := distance([]rune(word), []rune(c)); d <= limit {
			best, limit = c, d-1
		}
	}
	return best
}

// distance counts insertions, deletions, replacements and swaps of neighbours.
func distance(a, b []rune) int {
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
