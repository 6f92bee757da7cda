package paper

import (
	"fmt"

	"yanpan.dev"
	"yanpan.dev/gongwen"
)

// structureAttachment is the table of structure on a page laid sideways. Parts
// that count nobody in the whole area are left out, and a nought is left blank,
// as such tables are printed.
func (m *Material) structureAttachment() gongwen.Attachment {
	cols := m.printedColumns()
	s := m.structureSheet(cols)
	for _, r := range s.Rows {
		for i := range r {
			if r[i].Number == "0" {
				r[i] = text("")
			}
		}
	}
	s.Columns[0].Width, s.Columns[1].Width = 23, 58
	for i, c := range cols {
		s.Columns[i+2].Width = printedWidth(c.label)
	}
	t := gongwenTable(s)
	t.Landscape = true
	return gongwen.Attachment{Title: typeset(s.Title), Body: []gongwen.Block{t}}
}

// printedColumns are the columns of the table of structure without the parts of
// age and schooling that count nobody.
func (m *Material) printedColumns() []structureColumn {
	var cols []structureColumn
	for _, c := range structureColumns(m.Set) {
		f, _ := m.figure(c.id)
		if group, _ := cutID(c.id); (group == "age" || group == "education") && f.Int() == 0 {
			continue
		}
		cols = append(cols, c)
	}
	return cols
}

// printedWidth is how wide a column is for its label to stand on two lines, in
// tenths of a character.
func printedWidth(label string) int {
	n := 0
	for _, r := range typeset(label) {
		n += 5
		if r > 0x7F {
			n += 5
		}
	}
	return max(20, (n+15)/2) + 4
}

// chartHeightMM lets three charts with their captions stand on one page.
const chartHeightMM = 46

// chartAttachment shows the partitions as charts that stay editable.
func (m *Material) chartAttachment() gongwen.Attachment {
	a := gongwen.Attachment{Title: typeset(m.Township() + m.villageNoun() + "“两委”班子结构图")}
	add := func(group, title string, kind gongwen.ChartKind) {
		c := m.chart(group, title)
		if len(c.Names) == 0 {
			return
		}
		chart := gongwen.Chart{Kind: kind, Unit: "人", Height: chartHeightMM, Categories: c.Names, Series: []gongwen.Series{{Name: "人数", Values: c.Cells}}}
		for i, n := range chart.Categories {
			if kind == gongwen.PieChart {
				n += c.Cells[i] + "人"
			}
			chart.Categories[i] = typeset(n)
		}
		a.Body = append(a.Body, gongwen.Figure{Chart: chart, Caption: typeset(fmt.Sprintf("图%d　%s(单位:人)", len(a.Body)+1, title))})
	}
	add("age", "年龄结构", gongwen.ColumnChart)
	add("education", "学历结构", gongwen.ColumnChart)
	add("gender", "性别结构", gongwen.PieChart)
	return a
}

// problemAttachment lists the findings by village on pages laid sideways, the
// village once for all its lines; names of people are not in it.
func (m *Material) problemAttachment() (gongwen.Attachment, bool) {
	s := m.ProblemSheet()
	if len(s.Rows) == 0 {
		return gongwen.Attachment{}, false
	}
	t := gongwenTable(s)
	t.Landscape, t.Note = true, typeset(s.Note)
	spanVillages(t.Rows[t.Head:])
	return gongwen.Attachment{Title: typeset(s.Title), Body: []gongwen.Block{t}}, true
}

// spanVillages lets the cell of a village reach over its lines.
func spanVillages(rows []gongwen.Row) {
	const village = 1
	for i := 0; i < len(rows); {
		n := 1
		for i+n < len(rows) && gongwen.Plain(rows[i+n].Cells[village].Runs) == gongwen.Plain(rows[i].Cells[village].Runs) {
			rows[i+n].Cells = append(rows[i+n].Cells[:village:village], rows[i+n].Cells[village+1:]...)
			n++
			if i+n < len(rows) && len(rows[i+n].Cells) <= village {
				break
			}
		}
		rows[i].Cells[village].RowSpan = n
		i += n
	}
}

// Source is a number of the text and where it comes from.
type Source struct {
	Text       string // as printed: 67人
	Label      string
	Definition string
	Base       string
	Records    int
	ID         string
}

// sources lists the numbers of the text that lead to figures, each figure once.
func (m *Material) sources(blocks []gongwen.Block) []Source {
	marked := map[string]bool{}
	for _, run := range runsOf(blocks) {
		marked[run.Mark] = true
	}
	var out []Source
	figures := m.Set.Figures(m.Set.All())
	for _, f := range figures {
		if marked[f.ID] {
			out = append(out, Source{Text: f.Value.String() + f.Unit, Label: f.Label, Definition: f.Definition, Base: baseLabel(f, figures), Records: m.behind(f), ID: f.ID})
		}
	}
	return out
}

// sourceAttachment tells the reader how the numbers of the text were counted:
// the parts of one whole in one line, every other number in its own.
func (m *Material) sourceAttachment(sources []Source) gongwen.Attachment {
	t := gongwen.Table{Head: 1, Columns: []gongwen.Column{{Width: 14}, {Width: 26, Align: gongwen.Left}, {Width: 32, Align: gongwen.Left}, {Width: 16}, {Width: 12}}}
	t.Rows = append(t.Rows, gongwen.TextRow("项目", "报告中的数字", "怎么算的", "分母", "依据的底数"))
	for i := 0; i < len(sources); {
		group, _ := cutID(sources[i].ID)
		n := 1
		for i+n < len(sources) && groupTitles[group] != "" {
			if next, _ := cutID(sources[i+n].ID); next != group {
				break
			}
			n++
		}
		t.Rows = append(t.Rows, m.sourceRow(group, sources[i:i+n]))
		i += n
	}
	b := m.Balance
	t.Note = typeset(fmt.Sprintf("注:数据截至%s;各村(社区)报来的表共%d行,采用%d行,重复的合并%d行,有误退回核实%d行。", m.Date.Last().Chinese(), b.Read, b.Accepted, b.Merged, b.Rejected))
	t.Note = typeset(m.local(t.Note))
	return gongwen.Attachment{Title: "数据口径说明", Body: []gongwen.Block{t}}
}

// sourceRow is one line: a single figure, or all parts of a whole.
func (m *Material) sourceRow(group string, parts []Source) gongwen.Row {
	first := parts[0]
	label, definition := groupTitles[group], m.groupDefinition(group)
	if label == "" {
		label, definition = first.Label, first.Definition
	}
	var runs []gongwen.Run
	records := 0
	for i, p := range parts {
		if i > 0 {
			runs = append(runs, gongwen.Run{Text: "、"})
		}
		if groupTitles[group] != "" {
			runs = append(runs, gongwen.Run{Text: typeset(p.Label)})
		}
		runs = append(runs, gongwen.Run{Text: p.Text, Anchor: p.ID})
		records += p.Records
	}
	behind := "花名册" + count(records) + "人"
	switch {
	case first.ID == "vacancies":
		behind = "核定职数"
	case first.ID == "villages" || first.ID == "dual_head":
		behind = "花名册"
	}
	cell := func(s string) gongwen.Cell { return gongwen.TextCell(typeset(m.local(s))) }
	return gongwen.Row{Cells: []gongwen.Cell{cell(label), {Runs: runs}, cell(definition), cell(first.Base), cell(behind)}}
}

var groupTitles = map[string]string{"gender": "性别", "political": "政治面貌", "education": "学历", "age": "年龄段"}

// groupDefinition says in one line how the parts of a whole are told apart.
func (m *Material) groupDefinition(group string) string {
	switch group {
	case "gender":
		return "按花名册登记的性别,以身份证号核对"
	case "political":
		return "按花名册登记的政治面貌"
	case "education":
		return "按登记的最高学历,党校学历计入相应层次,中专、职高、技校计入高中(中专)"
	case "age":
		return "按周岁计算到" + m.Date.Last().Chinese() + "," + m.monthRule()
	}
	return ""
}

// monthRule says how a birth without a day counts.
func (m *Material) monthRule() string {
	if m.Rules != nil && m.Rules.Ages.Rule == yanpan.CountAsNotReached {
		return "只登记年月的当月视为未满"
	}
	return "只登记年月的当月视为已满"
}
