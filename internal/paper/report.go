package paper

import (
	"fmt"
	"strings"
	"text/template"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/gongwen"
)

// Report is a paper made from a template, with what it could not say.
type Report struct {
	Document *gongwen.Document
	Lacking  []Lacking
	Sources  []Source
}

// Source is a number of the text and where it comes from.
type Source struct {
	Text       string // as printed
	Label      string
	Definition string
	Base       string
	Records    int
	ID         string
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
	doc.Attachments = append(doc.Attachments, sourceAttachment(r.Sources, m))
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

// sources lists the numbers of the text that lead to figures, each figure once
// with the number as first printed.
func (m *Material) sources(blocks []gongwen.Block) []Source {
	var out []Source
	seen := map[string]bool{}
	figures := m.Set.Figures(m.Set.All())
	byID := map[string]figure.Figure{}
	for _, f := range figures {
		byID[f.ID] = f
	}
	for _, run := range runsOf(blocks) {
		f, ok := byID[run.Mark]
		if !ok || seen[run.Mark] {
			continue
		}
		seen[run.Mark] = true
		out = append(out, Source{Text: f.Value.String() + f.Unit, Label: f.Label, Definition: f.Definition, Base: baseLabel(f, figures), Records: m.behind(f), ID: f.ID})
	}
	return out
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

// structureAttachment is the table of structure on a page laid sideways.
func (m *Material) structureAttachment() gongwen.Attachment {
	s := m.StructureSheet()
	t := gongwenTable(s)
	t.Landscape = true
	return gongwen.Attachment{Title: typeset(s.Title), Body: []gongwen.Block{t}}
}

// chartAttachment shows the partitions as charts that stay editable.
func (m *Material) chartAttachment() gongwen.Attachment {
	a := gongwen.Attachment{Title: typeset(m.Township() + m.villageNoun() + "“两委”班子结构图")}
	add := func(group, title string, kind gongwen.ChartKind) {
		c := m.chart(group, title)
		if len(c.Names) == 0 {
			return
		}
		chart := gongwen.Chart{Kind: kind, Unit: "人", Categories: c.Names, Series: []gongwen.Series{{Name: "人数", Values: c.Cells}}}
		for i, n := range chart.Categories {
			chart.Categories[i] = typeset(n)
		}
		a.Body = append(a.Body, gongwen.Figure{Chart: chart, Caption: fmt.Sprintf("图%d　%s", len(a.Body)+1, title)})
	}
	add("age", "年龄结构", gongwen.ColumnChart)
	add("education", "学历结构", gongwen.ColumnChart)
	add("gender", "性别结构", gongwen.PieChart)
	return a
}

// problemAttachment lists the findings by village; names of people are not in it.
func (m *Material) problemAttachment() (gongwen.Attachment, bool) {
	s := m.ProblemSheet()
	if len(s.Rows) == 0 {
		return gongwen.Attachment{}, false
	}
	return gongwen.Attachment{Title: typeset(s.Title), Body: []gongwen.Block{gongwenTable(s)}}, true
}

func sourceAttachment(sources []Source, m *Material) gongwen.Attachment {
	t := gongwen.Table{Head: 1, Columns: []gongwen.Column{{Width: 7, Align: gongwen.Center}, {Width: 16}, {Width: 10, Align: gongwen.Center}, {Width: 40}, {Width: 17}, {Width: 10, Align: gongwen.Center}}}
	t.Rows = append(t.Rows, gongwen.TextRow("序号", "指标", "数值", "口径", "分母", "底数条数"))
	for i, s := range sources {
		row := gongwen.TextRow(count(i+1), typeset(s.Label), s.Text, typeset(s.Definition), typeset(s.Base), count(s.Records))
		row.Cells[2].Runs[0].Anchor = s.ID
		t.Rows = append(t.Rows, row)
	}
	b := m.Balance
	t.Note = typeset(fmt.Sprintf("注:基准日%s;花名册等表读入%d行,采用%d行,合并%d行,退回%d行。", m.Date.Last().Chinese(), b.Read, b.Accepted, b.Merged, b.Rejected))
	return gongwen.Attachment{Title: "数据来源", Body: []gongwen.Block{t}}
}

// lackingPage is the sheet before the text that tells the desk what to supply.
func (m *Material) lackingPage(list []Lacking) []gongwen.Block {
	if len(list) == 0 {
		return nil
	}
	t := gongwen.Table{Head: 1, Columns: []gongwen.Column{{Width: 6, Align: gongwen.Center}, {Width: 14}, {Width: 34}, {Width: 30}, {Width: 16}}}
	t.Rows = append(t.Rows, gongwen.TextRow("序号", "补在哪张表", "补什么", "用在哪里", typeset("哪些村(社区)")))
	for i, l := range list {
		t.Rows = append(t.Rows, gongwen.TextRow(count(i+1), typeset(orText(l.Sheet, "—")), typeset(strings.Join(l.What, "、")), typeset(purposes(l.For)), typeset(orText(l.Places, "全部"))))
	}
	return []gongwen.Block{
		gongwen.Paragraph{Runs: []gongwen.Run{{Text: "待补清单", Bold: true}}, Align: gongwen.Center},
		gongwen.Paragraph{Runs: gongwen.Text(typeset("以下内容没有底数,报告中相应的句子已省去,没有代填。补齐后重新生成即可。本页供经办人使用,报送前请删去。"))},
		t,
	}
}

func orText(s, empty string) string {
	if s == "" {
		return empty
	}
	return s
}

// purposes lists what waits for a record: three by name, the rest by number.
func purposes(list []string) string {
	const named = 3
	if len(list) <= named {
		return strings.Join(list, "、")
	}
	return strings.Join(list[:named], "、") + "等" + count(len(list)) + "项"
}
