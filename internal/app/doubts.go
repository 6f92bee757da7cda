package app

import (
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/sheet"
	"yanpan.dev/roster"
)

// ColumnDoubt is a column that was not understood, or whose reading is not sure,
// with the words that settle it. Equal heads are told once.
type ColumnDoubt struct {
	File       string            `json:"file"`
	Sheet      string            `json:"sheet"`
	Column     string            `json:"column"` // the letter
	Label      string            `json:"label"`
	Others     int               `json:"others,omitempty"`  // further tables with the same head and the same doubt
	Samples    []string          `json:"samples,omitempty"` // two values; numbers of identity and telephones masked
	Field      roster.Field      `json:"field,omitempty"`   // what it was read as
	Meaning    string            `json:"meaning,omitempty"` // the Chinese word of Field
	ByValues   bool              `json:"by_values,omitempty"`
	Candidates []sheet.Candidate `json:"candidates,omitempty"`
	Map        string            `json:"map"` // what to type behind --map; the field stands open where nothing suggests one
}

// Doubts lists the columns that a person should say a word about, in the order of the files.
func (w *Work) Doubts() []ColumnDoubt {
	var out []ColumnDoubt
	at := map[string]int{}
	for _, r := range w.Readings {
		for _, q := range r.Questions {
			key := q.Signature + "\n" + q.Label + "\n" + string(q.Mapped)
			if i, ok := at[key]; ok {
				out[i].Others++
				continue
			}
			at[key] = len(out)
			out = append(out, doubtOf(q))
		}
	}
	return out
}

func doubtOf(q sheet.Question) ColumnDoubt {
	d := ColumnDoubt{File: q.File, Sheet: q.Sheet, Column: q.Column, Label: q.Label, Field: q.Mapped, ByValues: q.ByValues}
	if q.Mapped != "" {
		d.Meaning = yanpan.Typeset(sheet.FieldLabel(q.Mapped))
	}
	for _, s := range q.Samples {
		d.Samples = append(d.Samples, mask(q.Mapped, s))
	}
	field := "字段"
	for _, c := range q.Candidates {
		c.Label = yanpan.Typeset(c.Label)
		d.Candidates = append(d.Candidates, c)
		if field == "字段" && c.Field != q.Mapped {
			field = c.Label
		}
	}
	d.Map = columnWord(q) + "=" + field
	return d
}

// columnWord is how a column is best called on a command line: by its label as
// the table has it, or by its letter where the label is none or is hard to type.
func columnWord(q sheet.Question) string {
	if q.Label == "" || strings.ContainsAny(q.Label, "=\"'`$\\%!\n") {
		return q.Column
	}
	if strings.ContainsAny(q.Label, " ()<>|&;*?[]{}~#") {
		return strings.NewReplacer(" ", "", "(", "\uff08", ")", "\uff09").Replace(q.Label)
	}
	return q.Label
}
