package app

import (
	"slices"

	"yanpan.dev/internal/sheet"
	"yanpan.dev/roster"
)

// Correction is a cell that a person wrote anew because its row came back. The
// file on the disk is not touched.
type Correction struct {
	File, Sheet string
	Row         int    // as the spreadsheet numbers it
	Entry       int    // which of the people that stand side by side in the row, from 0
	Column      string // label of the column; 村(社区) also where the table has no such column
	Text        string
}

// Same reports whether both are about the same cell.
func (c Correction) Same(d Correction) bool {
	c.Text = d.Text
	return c == d
}

// entry names one entry of a table.
type entry struct {
	roster.Place
	n int
}

// entries counts the entries that stand in one row of a sheet.
type entries map[roster.Place]int

func (e entries) next(r *roster.Row) entry {
	p := r.Place()
	n := e[p]
	e[p]++
	return entry{p, n}
}

// corrected writes the corrections into the rows they are about. Rows share
// their texts with the readings, so those that change get texts of their own.
func corrected(rows []roster.Row, corrections []Correction) []roster.Row {
	if len(corrections) == 0 {
		return rows
	}
	byEntry := map[entry][]Correction{}
	for _, c := range corrections {
		e := entry{roster.Place{File: c.File, Sheet: c.Sheet, Row: c.Row}, c.Entry}
		byEntry[e] = append(byEntry[e], c)
	}
	seen := entries{}
	for i := range rows {
		for _, c := range byEntry[seen.next(&rows[i])] {
			correct(&rows[i], c)
		}
	}
	return rows
}

func correct(r *roster.Row, c Correction) {
	i := slices.IndexFunc(r.Layout.Columns, func(col roster.Column) bool { return col.Label == c.Column })
	if i < 0 {
		if c.Column == sheet.FieldLabel(roster.FieldVillage) {
			r.Village = c.Text
		}
		return
	}
	texts := make([]string, max(len(r.Texts), i+1))
	copy(texts, r.Texts)
	texts[i] = c.Text
	r.Texts = texts
}

// Rejected is a row that came back, with what is needed to mend it in place.
type Rejected struct {
	roster.Place
	Entry   int
	Kind    roster.SheetKind
	Name    string
	Village string
	Reasons []roster.Note // why it came back
	Cells   []RejectedCell
}

// RejectedCell is one cell of a row that came back.
type RejectedCell struct {
	Label string
	Field roster.Field
	Text  string
	Wrong bool // a reason names it
}

// Rejected lists the rows that came back, in their order.
func (w *Work) Rejected() []Rejected {
	var out []Rejected
	seen := entries{}
	for i := range w.rows {
		e := seen.next(&w.rows[i])
		if res := &w.Admission.Results[i]; res.Outcome == roster.Rejected {
			out = append(out, rejected(&w.rows[i], res, e.n))
		}
	}
	return out
}

func rejected(r *roster.Row, res *roster.Result, n int) Rejected {
	out := Rejected{Place: r.Place(), Entry: n, Kind: r.Layout.Kind, Village: r.Village}
	out.Name, _ = r.Text(roster.FieldName)
	if v, _ := r.Text(roster.FieldVillage); v != "" {
		out.Village = v
	}
	wrong := map[string]bool{}
	village := false
	for _, note := range res.Notes {
		if note.Rejects {
			out.Reasons = append(out.Reasons, typesetNote(note))
			wrong[note.Column] = true
			village = village || note.Code == roster.NoVillage
		}
	}
	for i, c := range r.Layout.Columns {
		if c.Field == "" || slices.ContainsFunc(out.Cells, func(o RejectedCell) bool { return o.Label == c.Label }) {
			continue
		}
		cell := RejectedCell{Label: c.Label, Field: c.Field, Wrong: wrong[c.Label]}
		if i < len(r.Texts) {
			cell.Text = r.Texts[i]
		}
		village = village && c.Field != roster.FieldVillage
		out.Cells = append(out.Cells, cell)
	}
	if village {
		out.Cells = append(out.Cells, RejectedCell{Label: sheet.FieldLabel(roster.FieldVillage), Field: roster.FieldVillage, Wrong: true})
	}
	return out
}
