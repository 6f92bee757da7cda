package app

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/sheet"
	"yanpan.dev/roster"
)

// Recognised is what one file was taken for: the account that a person checks
// before anything is counted.
type Recognised struct {
	Name     string
	Fault    string // why it could not be read; nothing else is told then
	Warnings []string
	Receipt  bool // an 错误回执 of which only the mended rows are read
	Sheets   []RecognisedSheet
}

// RecognisedSheet is one sheet of a file.
type RecognisedSheet struct {
	Name    string
	Skipped string // why nothing was read
	Rows    int
	Hidden  int
	Left    []LeftLine
	Tables  []RecognisedTable
}

// LeftLine is a line that is no row, and why.
type LeftLine struct {
	Row       int
	Text, Why string
}

// RecognisedTable is one headed table of a sheet.
type RecognisedTable struct {
	Kind      roster.SheetKind
	HeaderTop int // number of the first row of the head
	HeaderEnd int
	Rows      int
	Signature string
	Columns   []RecognisedColumn
}

// RecognisedColumn is one column with a label.
type RecognisedColumn struct {
	Label      string
	Field      roster.Field // "" where it is not read
	Meaning    string       // the Chinese word of Field
	Samples    []string     // up to two values; numbers of identity and telephones masked
	Doubt      bool         // nobody has said yet what it is, and the head does not tell
	Candidates []FieldChoice
}

// FieldChoice is a field that a column may be.
type FieldChoice = sheet.FieldChoice

// FieldsOf lists what the columns of a kind of sheet may be.
func FieldsOf(kind roster.SheetKind) []FieldChoice { return sheet.Fields(kind) }

// Recognised tells what every file was taken for, in the order of the request.
func (w *Work) Recognised() []Recognised {
	var out []Recognised
	readings, faults := w.Readings, w.Faults[len(w.Request.Unopened):]
	for _, f := range w.Request.Files { // each file is either the next reading or the next fault
		switch {
		case len(faults) > 0 && faults[0].Name == f.Name:
			out = append(out, Recognised{Name: f.Name, Fault: yanpan.Typeset(yanpan.MessageOf(faults[0].Err))})
			faults = faults[1:]
		case len(readings) > 0:
			out = append(out, recognised(readings[0]))
			readings = readings[1:]
		}
	}
	return out
}

func recognised(r *sheet.Reading) Recognised {
	out := Recognised{Name: r.Book.Name, Warnings: r.Book.Warnings, Receipt: r.Receipt}
	for n, s := range r.Sheets {
		rs := RecognisedSheet{Name: s.Name, Skipped: yanpan.Typeset(s.Skipped), Rows: s.Rows, Hidden: s.Hidden}
		for _, l := range s.Left {
			rs.Left = append(rs.Left, LeftLine{l.Row, l.Text, l.Why})
		}
		for _, t := range r.Tables {
			if n < len(r.Book.Sheets) && t.Sheet == r.Book.Sheets[n] {
				rs.Tables = append(rs.Tables, recognisedTable(r, t))
			}
		}
		out.Sheets = append(out.Sheets, rs)
	}
	return out
}

func recognisedTable(r *sheet.Reading, t *sheet.Table) RecognisedTable {
	out := RecognisedTable{Kind: t.Kind, HeaderTop: t.HeaderTop, HeaderEnd: t.HeaderEnd, Rows: t.End - t.First, Signature: t.Signature}
	rows := r.Rows[t.First:t.End]
	for _, c := range t.Columns {
		col := RecognisedColumn{Label: c.Label, Field: c.Field, Samples: samples(t, c, rows)}
		if c.Field != "" {
			col.Meaning = sheet.FieldLabel(c.Field)
		}
		for _, q := range r.Questions {
			if q.Signature != t.Signature || q.Label != c.Label || q.Sheet != t.Sheet.Name {
				continue
			}
			col.Doubt = true
			for _, k := range q.Candidates {
				col.Candidates = append(col.Candidates, FieldChoice{Field: k.Field, Label: k.Label})
			}
			break
		}
		out.Columns = append(out.Columns, col)
	}
	return out
}

// sampleRows is how many rows are looked through for two different values.
const sampleRows = 200

// samples gives two different values of a column as the sheet shows them.
func samples(t *sheet.Table, c sheet.Mapped, rows []roster.Row) []string {
	var out []string
	for i := range rows[:min(len(rows), sampleRows)] {
		text := ""
		if t.Transposed {
			text = textUnder(&rows[i], c.Label)
		} else {
			text = strings.TrimSpace(t.Sheet.At(rows[i].Number, c.Col).Text())
		}
		if text = mask(c.Field, text); text == "" || slices.Contains(out, text) {
			continue
		}
		if out = append(out, text); len(out) == 2 {
			break
		}
	}
	return out
}

func textUnder(r *roster.Row, label string) string {
	i := slices.IndexFunc(r.Layout.Columns, func(c roster.Column) bool { return c.Label == label })
	if i < 0 || i >= len(r.Texts) {
		return ""
	}
	return r.Texts[i]
}

// mask hides the middle of what looks like a number of identity, of a bank
// account or of a telephone, whatever the column is taken for.
func mask(f roster.Field, text string) string {
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	runes := []rune(text)
	switch {
	case digits >= 11 || f == roster.FieldIDNumber && digits > 8:
		for i := 4; i < len(runes)-4; i++ {
			runes[i] = '*'
		}
	case f == roster.FieldPhone && len(runes) > 6:
		for i := 2; i < len(runes)-2; i++ {
			runes[i] = '*'
		}
	}
	return string(runes)
}

func typesetNote(n roster.Note) roster.Note {
	n.Message, n.Remedy = yanpan.Typeset(n.Message), yanpan.Typeset(n.Remedy)
	return n
}
