package paper

import (
	"strings"
	"text/template"

	"yanpan.dev"
	"yanpan.dev/gongwen"
)

// Report is a paper made from a template, with what it could not say.
type Report struct {
	Document *gongwen.Document
	Lacking  []Lacking
	Sources  []Source
}

// ReportName is the name of the template of the assessment report in packs.
const ReportName = "研判报告"

// Report makes the assessment report from the template of a pack. The error is
// CodePack where the template is wrong; it names the line.
func (m *Material) Report(text, where string) (*Report, error) {
	markdown, lacks, err := m.execute(text, where)
	if err != nil {
		return nil, err
	}
	doc, _, err := gongwen.Markdown([]byte(markdown), gongwen.MarkdownOptions{})
	if err != nil {
		return nil, err
	}
	r := &Report{Document: doc, Lacking: m.lacking(lacks)}
	r.Sources = m.sources(doc.Body)
	doc.Attachments = append(doc.Attachments, m.structureAttachment(), m.chartAttachment())
	if a, ok := m.problemAttachment(); ok {
		doc.Attachments = append(doc.Attachments, a)
	}
	doc.Attachments = append(doc.Attachments, m.sourceAttachment(r.Sources))
	doc.Front = m.lackingPage(r.Lacking)
	for _, f := range m.About {
		doc.Properties = append(doc.Properties, gongwen.Property{Name: f.Name, Value: f.Value})
	}
	return r, nil
}

// execute runs the template and leaves out what cannot be said.
func (m *Material) execute(text, where string) (markdown string, lacks []string, err error) {
	t, err := template.New(checkName).Funcs(m.functions()).Option("missingkey=error").Parse(text)
	if err != nil {
		return "", nil, templateError(where, err)
	}
	var b strings.Builder
	if err := t.Execute(&b, m); err != nil {
		return "", nil, templateError(where, err)
	}
	markdown, lacks = prune(b.String())
	return markdown, lacks, nil
}

// templateError says in Chinese what is wrong with a template, and in which line.
func templateError(where string, err error) error {
	f := faultOf(err)
	e := &yanpan.Error{Code: yanpan.CodePack, Op: "paper.Report", Where: "模板“" + where + "”", Message: f.Message, Remedy: f.Remedy, Err: err}
	if f.Line > 0 {
		e.Where += "第" + count(f.Line) + "行"
	}
	return e
}

func runsOf(blocks []gongwen.Block) []gongwen.Run {
	var runs []gongwen.Run
	for _, b := range blocks {
		switch b := b.(type) {
		case gongwen.Heading:
			runs = append(append(runs, b.Text...), b.After...)
		case gongwen.Paragraph:
			runs = append(runs, b.Runs...)
		case gongwen.List:
			for _, item := range b.Items {
				runs = append(runs, item.Runs...)
			}
		}
	}
	return runs
}

// lackingPage is the sheet before the text that tells the desk what to supply.
func (m *Material) lackingPage(list []Lacking) []gongwen.Block {
	if len(list) == 0 {
		return nil
	}
	t := gongwen.Table{Head: 1, Columns: []gongwen.Column{{Width: 5, Align: gongwen.Center}, {Width: 13}, {Width: 44}, {Width: 17}, {Width: 24}}}
	t.Rows = append(t.Rows, gongwen.TextRow("序号", "补在哪张表", "补什么", typeset(m.local("哪些村(社区)")), "用在哪里"))
	for i, l := range list {
		t.Rows = append(t.Rows, gongwen.TextRow(count(i+1), typeset(orText(l.Sheet, "—")), typeset(strings.Join(l.What, "、")), typeset(orText(l.Places, "全部")), typeset(purposes(l.For))))
	}
	return []gongwen.Block{
		gongwen.Paragraph{Runs: []gongwen.Run{{Text: "待补清单", Bold: true}}, Align: gongwen.Center},
		gongwen.Paragraph{Runs: gongwen.Text(typeset("以下内容各村没有报来或有待核实,报告中相应的句子已省去,没有代填;补齐后重新生成即可。本页供经办人使用,报送前请删去。"))},
		t,
	}
}

func orText(s, empty string) string {
	if s == "" {
		return empty
	}
	return s
}

// purposes lists what waits for a record, rules of one kind by their number;
// the workbook for the office names each.
func purposes(list []string) string {
	var kinds tally
	for _, p := range list {
		kind, _, _ := strings.Cut(p, ":")
		kinds.add(kind, 1)
	}
	var texts []string
	for _, p := range list {
		kind, _, _ := strings.Cut(p, ":")
		if n := kinds.counts[kind]; n > 1 {
			p = kind + count(n) + "项"
		}
		texts = append(texts, p)
	}
	return strings.Join(unique(texts), "、")
}
