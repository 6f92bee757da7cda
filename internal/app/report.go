package app

import (
	"bytes"
	"encoding/json"

	"yanpan.dev"
	"yanpan.dev/gongwen"
	"yanpan.dev/internal/paper"
)

// Output is one file of a report, whole in memory, so that nothing half written
// reaches a folder.
type Output struct {
	Name string
	Data []byte
}

// The files of a report.
const (
	ReportFile     = "研判报告.docx"
	StatisticsFile = "统计表.xlsx"
	ProblemsFile   = "问题清单.xlsx"
	ReceiptFile    = "错误回执.xlsx"
	FiguresFile    = "figures.json"
)

// Papers are the files of a report and what a screen wants to say about them.
type Papers struct {
	Outputs []Output
	Report  *paper.Report
}

// Report writes the papers of the work.
func (w *Work) Report() (*Papers, error) {
	m := w.Material()
	r, err := w.document(m)
	if err != nil {
		return nil, err
	}
	out := &Papers{Report: r}
	for _, make := range []func() (Output, error){
		func() (Output, error) { return docx(r) },
		func() (Output, error) { return w.figuresFile() },
	} {
		o, err := make()
		if err != nil {
			return nil, err
		}
		out.Outputs = append(out.Outputs, o)
	}
	return out, nil
}

// document makes the report from the template of the lowest pack that has one.
func (w *Work) document(m *paper.Material) (*paper.Report, error) {
	tmpl, ok := w.Rules.Document(paper.ReportName)
	if !ok {
		return nil, &yanpan.Error{Code: yanpan.CodePack, Op: "app.Report", Message: "政策包里没有“研判报告”模板", Remedy: "请在包的 documents 文件夹里放 研判报告.md"}
	}
	return m.Report(tmpl.Text, tmpl.Pos.File)
}

func docx(r *paper.Report) (Output, error) {
	var b bytes.Buffer
	err := gongwen.New(gongwen.Style{}).Docx(&b, r.Document)
	return Output{ReportFile, b.Bytes()}, err
}

func (w *Work) figuresFile() (Output, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(w.Figures())
	return Output{FiguresFile, b.Bytes()}, err
}
