package app

import (
	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/proof"
	"yanpan.dev/roster"
)

// FiguresDocument is the JSON of figures: a contract; it is only ever added to.
type FiguresDocument struct {
	AsOf     yanpan.Date      `json:"as_of"`
	Rows     roster.Balance   `json:"rows"`
	Notes    []roster.Note    `json:"notes"`
	Figures  []figure.Figure  `json:"figures"`
	Villages []VillageFigures `json:"villages"`
	Version  string           `json:"version,omitempty"`
	Packs    []string         `json:"packs,omitempty"`
	Faults   []FaultDocument  `json:"unreadable,omitempty"`
	Columns  []ColumnDoubt    `json:"columns,omitempty"`  // not understood, or not for sure
	Warnings []string         `json:"warnings,omitempty"` // each a sentence
}

// VillageFigures are the figures of one village.
type VillageFigures struct {
	Name     string              `json:"name"`
	Township string              `json:"township"`
	Code     *yanpan.VillageCode `json:"code"`
	Figures  []figure.Figure     `json:"figures"`
}

// FaultDocument is a file that could not be read.
type FaultDocument struct {
	File    string `json:"file"`
	Message string `json:"message"`
}

// Figures gives the document of the work's figures.
func (w *Work) Figures() FiguresDocument {
	doc := FiguresDocument{
		AsOf: w.Request.AsOf, Rows: w.Admission.Balance, Notes: w.Notes, Version: w.Request.Version,
		Figures: w.compare(typeset(w.Set.Figures(w.Set.All()))), Villages: []VillageFigures{},
	}
	if doc.Notes == nil {
		doc.Notes = []roster.Note{}
	}
	doc.Columns = w.Doubts()
	for _, warning := range w.Warnings {
		doc.Warnings = append(doc.Warnings, yanpan.Typeset(warning))
	}
	for _, p := range w.Request.Packs {
		doc.Packs = append(doc.Packs, p.ID)
	}
	for _, f := range w.Faults {
		doc.Faults = append(doc.Faults, FaultDocument{f.Name, yanpan.Typeset(yanpan.MessageOf(f.Err))})
	}
	for v, village := range w.Admission.Records.Villages {
		vf := VillageFigures{Name: village.Name, Township: village.Township, Figures: typeset(w.Set.Figures(w.Set.VillageScope(v)))}
		if village.Code != "" {
			vf.Code = &village.Code
		}
		doc.Villages = append(doc.Villages, vf)
	}
	return doc
}

// typeset gives labels and definitions the punctuation of Chinese prose.
func typeset(figures []figure.Figure) []figure.Figure {
	for i := range figures {
		f := &figures[i]
		f.Label, f.Definition = yanpan.Typeset(f.Label), yanpan.Typeset(f.Definition)
	}
	return figures
}

// compare sets beside every figure what it was at the earlier date.
func (w *Work) compare(figures []figure.Figure) []figure.Figure {
	if w.Before == nil {
		return figures
	}
	for i := range figures {
		if was, ok := w.Before.Get(w.Before.All(), figures[i].ID); ok {
			figures[i].Before = was.Value
		}
	}
	return figures
}

// proofFigures gives the counts of the whole area as the checker takes them.
func (doc FiguresDocument) proofFigures() []proof.Figure {
	var out []proof.Figure
	for _, f := range doc.Figures {
		if f.Value == nil {
			continue
		}
		n, err := f.Value.Int64()
		if err != nil {
			continue // averages are compared nowhere else
		}
		p := proof.Figure{ID: f.ID, Labels: f.Names(), Unit: f.Unit, Value: n}
		if f.Base != nil {
			p.Base = *f.Base
		}
		if f.Percent != nil {
			p.Percent = *f.Percent
		}
		out = append(out, p)
	}
	return out
}
