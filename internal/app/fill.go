package app

import (
	"bytes"
	"io"

	"yanpan.dev"
	"yanpan.dev/internal/sheet"
)

// Filled is a form filled in, and what was left for a person.
type Filled struct {
	Data   []byte
	Report *sheet.FillReport
}

// maxForm bounds an empty form; none comes near it.
const maxForm = 64 << 20

// Fill fills an empty form from the records and figures of the work. village
// names the one village that a form about a single village is for; "" makes one sheet for each.
func (w *Work) Fill(form File, village string) (*Filled, error) {
	if form.Size > maxForm {
		return nil, yanpan.Errorf(yanpan.CodeRefused, "app.Fill", "空表超过64 MB,不像是空表").At("《" + form.Name + "》")
	}
	data, err := io.ReadAll(io.NewSectionReader(form.Data, 0, form.Size))
	if err != nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "app.Fill", Where: "《" + form.Name + "》", Message: "读不出来", Err: err}
	}
	facts := &sheet.Facts{Records: &w.Admission.Records, AsOf: w.Request.AsOf, Rule: w.Rules.Ages.Rule, Problems: w.problemsOf}
	var b bytes.Buffer
	report, err := sheet.Fill(&b, form.Name, data, facts, sheet.FillOptions{Mappings: w.Request.Mappings, Village: village})
	if err != nil {
		return nil, err
	}
	return &Filled{b.Bytes(), report}, nil
}

// problemsOf lists what was found of one village.
func (w *Work) problemsOf(village int) []string {
	var out []string
	for _, f := range w.Findings.Findings {
		if f.Village == village {
			out = append(out, f.Message)
		}
	}
	return out
}
