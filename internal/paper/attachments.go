package paper

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/gongwen"
	"yanpan.dev/roster"
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

// problemAttachment lists the findings by village on pages laid sideways;
// names of people are not in it.
func (m *Material) problemAttachment() (gongwen.Attachment, bool) {
	s := m.ProblemSheet()
	if len(s.Rows) == 0 {
		return gongwen.Attachment{}, false
	}
	t := gongwenTable(s)
	t.Landscape, t.Note = true, typeset(s.Note)
	return gongwen.Attachment{Title: typeset(s.Title), Body: []gongwen.Block{t}}, true
}

// Source is a number of the text and where it comes from.
type Source struct {
	Text       string // as printed: 67人
	Label      string
	Definition string
	Base       string
	Records    int
	ID         string

	baseRecords int // records behind the base
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
			base := 0
			if f.Base != nil {
				b, _ := m.figure(*f.Base)
				base = m.behind(b)
			}
			out = append(out, Source{baseRecords: base, Text: f.Value.String() + f.Unit, Label: f.Label, Definition: f.Definition, Base: baseLabel(f, figures), Records: m.behind(f), ID: f.ID})
		}
	}
	return out
}

// sourceGroup is one line of the attachment: numbers that are counted alike.
type sourceGroup struct {
	title, definition string
	ids               []string // figures, or the beginning of a partition's parts: gender.
}

func (m *Material) sourceGroups() []sourceGroup {
	day := m.Date.Last().Chinese()
	return []sourceGroup{
		{"班子人数", "按花名册登记的职务统计,一人兼两处计一人;成员总数=党组织委员+村(居)委会成员-交叉任职", []string{"villages", "members", "party_committee", "villagers_committee", "cross_posted", "regular_staff"}},
		{"书记、主任", "按花名册登记的现任职务统计;计算女性正职占比时,一人兼两职计一人", []string{"dual_head", "secretaries", "directors", "principals", "female_heads", "secretaries_average_age", "secretaries_junior_college_or_above", "secretaries_well_off"}},
		{"性别", "按花名册登记的性别,以身份证号核对", []string{"gender."}},
		{"政治面貌", "按花名册登记的政治面貌", []string{"political."}},
		{"年龄", "按周岁计算到" + day + "," + m.monthRule() + ";平均年龄为已登记出生年月人员周岁年龄的平均数", []string{"age.", "average_age"}},
		{"学历", "按登记的最高学历,党校学历计入相应层次,中专、职高、技校计入高中(中专)", []string{"education.", "junior_college_or_above", "under_35_college"}},
		{"任职变化", "上届也是本村(社区)“两委”成员的为连选连任,不是的为新进", []string{"reelected", "newly_elected"}},
		{"处分", "按处分表登记的决定日和影响期统计,算到" + day, []string{"disciplined", "disciplined_since_term"}},
		{"空缺职位", "核定职数中尚未配备的职位;有行被退回的村,退回的行可能占用的职位不算空缺", []string{"vacancies"}},
	}
}

func (g sourceGroup) holds(id string) bool {
	return slices.ContainsFunc(g.ids, func(own string) bool {
		return own == id || strings.HasSuffix(own, ".") && strings.HasPrefix(id, own)
	})
}

// sourceAttachment tells the reader how the numbers of the text were counted,
// numbers that are counted alike in one line.
func (m *Material) sourceAttachment(sources []Source) gongwen.Attachment {
	t := gongwen.Table{Head: 1, Columns: []gongwen.Column{{Width: 12}, {Width: 34, Align: gongwen.Left}, {Width: 30, Align: gongwen.Left}, {Width: 14}, {Width: 12}}}
	t.Rows = append(t.Rows, gongwen.TextRow("项目", "报告中的数字", "怎么算的", "占比的分母", "依据的底数"))
	for _, g := range m.sourceGroups() {
		var parts []Source
		for _, s := range sources {
			if g.holds(s.ID) {
				parts = append(parts, s)
			}
		}
		if len(parts) > 0 {
			t.Rows = append(t.Rows, m.sourceRow(g, parts))
		}
	}
	t.Note = typeset(m.local("注:数据截至" + m.Date.Last().Chinese() + ";各村(社区)报来的表共" + count(m.Balance.Read) + "行," + balanceText(m.Balance) + "。"))
	return gongwen.Attachment{Title: "数据口径说明", Body: []gongwen.Block{t}}
}

// balanceText tells what became of the rows that were read, and nothing of
// what befell none of them.
func balanceText(b roster.Balance) string {
	if b.Accepted == b.Read {
		return "全部采用"
	}
	text := "采用" + count(b.Accepted) + "行"
	if b.Merged > 0 {
		text += ",重复的合并" + count(b.Merged) + "行"
	}
	if b.Rejected > 0 {
		text += ",有误退回核实" + count(b.Rejected) + "行"
	}
	return text
}

func (m *Material) sourceRow(g sourceGroup, parts []Source) gongwen.Row {
	var runs []gongwen.Run
	var bases []string
	records := 0
	for i, p := range parts {
		if i > 0 {
			runs = append(runs, gongwen.Run{Text: "、"})
		}
		runs = append(runs, gongwen.Run{Text: typeset(m.local(p.Label))}, gongwen.Run{Text: p.Text, Anchor: p.ID})
		records = max(records, p.Records, p.baseRecords)
		if p.Base != noBasis {
			bases = append(bases, p.Base)
		}
	}
	behind := "花名册" + count(records) + "人"
	if records == 0 {
		behind = "核定职数、花名册"
	}
	cell := func(s string) gongwen.Cell { return gongwen.TextCell(typeset(m.local(s))) }
	return gongwen.Row{Cells: []gongwen.Cell{cell(g.title), {Runs: runs}, cell(g.definition), cell(orText(strings.Join(unique(bases), "、"), noBasis)), cell(behind)}}
}

// monthRule says how a birth without a day counts.
func (m *Material) monthRule() string {
	if m.Rules != nil && m.Rules.Ages.Rule == yanpan.CountAsNotReached {
		return "只登记年月的当月视为未满"
	}
	return "只登记年月的当月视为已满"
}
