package app

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/gongwen"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet"
	"yanpan.dev/proof"
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

	// InternalFile stays in the office. It is written where there is something
	// to be supplied, a finding about people or a sanction.
	InternalFile = "内部台账（内部使用）.xlsx"
)

// Papers are the files of a report and what a screen wants to say about them.
type Papers struct {
	Outputs []Output
	Report  *paper.Report
	Proof   *proof.Report // what the checker says of the report, held against its own figures
}

// Report writes the papers of the work.
func (w *Work) Report() (*Papers, error) {
	m := w.Material()
	r, err := w.document(m)
	if err != nil {
		return nil, err
	}
	out := &Papers{Report: r}
	statistics, problems, internal := m.Statistics(), m.ProblemBook(), m.InternalBook(r.Lacking)
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{ReportFile, func(b io.Writer) error { return gongwen.New(gongwen.Style{}).Docx(b, r.Document) }},
		{StatisticsFile, func(b io.Writer) error { return sheet.WriteWorkbook(b, &statistics) }},
		{ProblemsFile, func(b io.Writer) error { return sheet.WriteWorkbook(b, &problems) }},
		{ReceiptFile, func(b io.Writer) error { return sheet.WriteReceipt(b, w.Readings, w.Admission, m.About) }},
		{FiguresFile, w.writeFigures},
		{InternalFile, func(b io.Writer) error { return sheet.WriteWorkbook(b, &internal) }},
	} {
		if file.name == InternalFile && len(internal.Sheets) == 0 {
			continue
		}
		var b bytes.Buffer
		if err := file.write(&b); err != nil {
			return nil, err
		}
		out.Outputs = append(out.Outputs, Output{file.name, b.Bytes()})
	}
	out.Proof, err = w.prove(out.Outputs[0])
	return out, err
}

// document makes the report from the template of the lowest pack that has one.
func (w *Work) document(m *paper.Material) (*paper.Report, error) {
	tmpl, ok := w.Rules.Document(paper.ReportName)
	if !ok {
		return nil, &yanpan.Error{Code: yanpan.CodePack, Op: "app.Report", Message: "政策包里没有“研判报告”模板", Remedy: "请在包的 documents 文件夹里放 研判报告.md"}
	}
	return m.Report(tmpl.Text, tmpl.Pos.File)
}

// prove checks the report as it will be read, against the figures it was made from.
func (w *Work) prove(report Output) (*proof.Report, error) {
	text, err := proof.Read(report.Name, report.Data)
	if err != nil {
		return nil, err
	}
	found := proof.Check(text, proof.Options{Org: w.Material().Township(), Known: []string{w.Request.Org}, Figures: w.Figures().proofFigures()})
	found.Findings = slices.DeleteFunc(found.Findings, func(f proof.Finding) bool {
		return f.Kind == proof.KindPlaceholder && strings.HasPrefix(f.Quote, "【待填") // left blank on purpose, and marked
	})
	return found, nil
}

func (w *Work) writeFigures(b io.Writer) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(w.Figures())
}
