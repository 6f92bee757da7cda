package paper

import (
	"slices"
	"strings"
	"testing"

	"yanpan.dev/figure"
	"yanpan.dev/gongwen"
)

// cells writes a row of a table for comparison.
func cells(r gongwen.Row) string {
	var parts []string
	for _, c := range r.Cells {
		parts = append(parts, gongwen.Plain(c.Runs))
	}
	return strings.Join(parts, "|")
}

func tableOf(t *testing.T, a gongwen.Attachment) gongwen.Table {
	t.Helper()
	table, ok := a.Body[0].(gongwen.Table)
	if !ok {
		t.Fatalf("%s begins with no table", a.Title)
	}
	return table
}

func TestAttachmentsInOrder(t *testing.T) {
	for name, m := range papers(t) {
		var titles []string
		for _, a := range report(t, m).Document.Attachments {
			titles = append(titles, strings.TrimPrefix(a.Title, "清水镇"))
		}
		noun := typeset(m.villageNoun())
		want := []string{noun + "“两委”班子结构统计表", noun + "“两委”班子结构图", noun + "“两委”班子问题清单", "数据口径说明"}
		if len(m.Findings.Findings) == 0 {
			want = slices.Delete(want, 2, 3)
		}
		if !slices.Equal(titles, want) {
			t.Errorf("%s: %v", name, titles)
		}
	}
}

// The printed table of structure: noughts blank, empty parts left out, the
// total whole.
func TestPrintedStructure(t *testing.T) {
	m := material(three(), figure.Options{})
	table := tableOf(t, m.structureAttachment())
	if !table.Landscape || table.Unit != "单位：人、岁" || table.Head != 2 {
		t.Errorf("landscape %v, unit %s, head %d", table.Landscape, table.Unit, table.Head)
	}
	if text := cells(table.Rows[1]); strings.Contains(text, "研究生") || !strings.Contains(text, "小学") {
		t.Errorf("nobody has been to a graduate school: %s", text)
	}
	want := []string{
		"1|石板村|3|2|2|1|2|1||1|1||1|1|1|||1|51.0|是",
		"2|西河社区|3|2|2|1|2|1|1|1|1|||1||1|1||42.3|是",
		"3|柳林村|3|1|2||3||1||1|1|||1|1||1|47.7|否",
		"|合计|9|5|6|2|7|2|2|2|3|1|1|2|2|2|1|2|47.0|2",
	}
	for i, w := range want {
		if got := cells(table.Rows[2+i]); got != w {
			t.Errorf("row %d: %s, want %s", i, got, w)
		}
	}
	if !table.Rows[5].Strong {
		t.Error("the total looks like a village")
	}
	for i, c := range table.Columns {
		if c.Width < 20 {
			t.Errorf("column %d is %d wide", i, c.Width)
		}
	}
}

func TestPrintedWidth(t *testing.T) {
	for label, want := range map[string]int{"男": 24, "大专": 24, "党组织委员": 36, "村(居)委会成员": 51, "46至55岁": 31} {
		// two lines of half the label each, at least two characters, and a little to spare
		if got := printedWidth(label); got != want {
			t.Errorf("%s: %d, want %d", label, got, want)
		}
	}
}

func TestChartsShareAPage(t *testing.T) {
	m := material(three(), figure.Options{})
	a := m.chartAttachment()
	if len(a.Body) != 3 {
		t.Fatalf("%d charts", len(a.Body))
	}
	height := 0
	for i, b := range a.Body {
		f := b.(gongwen.Figure)
		height += f.Chart.Height
		if !strings.HasPrefix(f.Caption, "图"+count(i+1)) || !strings.HasSuffix(f.Caption, "（单位：人）") {
			t.Errorf("caption %s", f.Caption)
		}
		if len(f.Chart.Categories) != len(f.Chart.Series[0].Values) {
			t.Errorf("%s: %d names, %d values", f.Caption, len(f.Chart.Categories), len(f.Chart.Series[0].Values))
		}
	}
	if height > 225-45 { // millimetres of a page less title and captions
		t.Errorf("%d mm of charts", height)
	}
	pie := a.Body[2].(gongwen.Figure).Chart
	if pie.Kind != gongwen.PieChart || strings.Join(pie.Categories, " ") != "男7人 女2人" {
		t.Errorf("pie %v", pie.Categories)
	}
	ages := a.Body[0].(gongwen.Figure).Chart
	if strings.Join(ages.Series[0].Values, " ") != "2 2 3 1 1" {
		t.Errorf("ages %v", ages.Series[0].Values)
	}
}

func TestProblemAttachment(t *testing.T) {
	m := assessed(t, full(), true)
	a, ok := m.problemAttachment()
	table := tableOf(t, a)
	if !ok || !table.Landscape || len(table.Rows) != len(m.ProblemSheet().Rows)+1 {
		t.Fatalf("landscape %v, %d rows", table.Landscape, len(table.Rows))
	}
	for _, r := range table.Rows {
		for _, name := range []string{"张三", "李四", "王五", "周明", "赵六", "钱七"} {
			if strings.Contains(cells(r), name) {
				t.Errorf("%s stands in a paper that is sent: %s", name, cells(r))
			}
		}
	}
	if _, ok := material(three(), figure.Options{}).problemAttachment(); ok {
		t.Error("a list of no problems")
	}
}

// Numbers that are counted alike stand in one line, every number of the text in one.
func TestSourceAttachment(t *testing.T) {
	m := assessed(t, full(), true)
	r := report(t, m)
	last := r.Document.Attachments[len(r.Document.Attachments)-1]
	table := tableOf(t, last)
	anchors := map[string]int{}
	for _, row := range table.Rows[1:] {
		for _, run := range row.Cells[1].Runs {
			if run.Anchor != "" {
				anchors[run.Anchor]++
			}
		}
	}
	for _, s := range r.Sources {
		if anchors[s.ID] != 1 {
			t.Errorf("%s stands %d times", s.ID, anchors[s.ID])
		}
	}
	if len(anchors) != len(r.Sources) || len(table.Rows) > 10 {
		t.Errorf("%d anchors for %d sources in %d rows", len(anchors), len(r.Sources), len(table.Rows))
	}
	for title, want := range map[string]string{
		"班子人数": "班子人数|村（社区）3个、“两委”成员9人、党组织委员5人、村（居）委会成员6人、交叉任职2人|",
		"性别":   "性别|女2人|按花名册登记的性别，以身份证号核对|“两委”成员9人|花名册9人",
		"处分":   "处分|处分影响期内1人|按处分表登记的决定日和影响期统计，算到2026年6月30日|“两委”成员9人|花名册9人",
	} {
		i := slices.IndexFunc(table.Rows, func(r gongwen.Row) bool { return strings.HasPrefix(cells(r), title+"|") })
		if i < 0 || !strings.HasPrefix(cells(table.Rows[i]), want) {
			t.Errorf("%s: no such line in the sources", title)
			for _, r := range table.Rows {
				t.Log(cells(r))
			}
		}
	}
	if !strings.HasPrefix(table.Note, "注：数据截至2026年6月30日；") {
		t.Errorf("note %s", table.Note)
	}
}

// Every figure there is belongs to exactly one group, so that none can be printed without its source.
func TestEveryFigureHasASource(t *testing.T) {
	m := material(three(), figure.Options{})
	for _, f := range m.Set.Figures(m.Set.All()) {
		n := 0
		for _, g := range m.sourceGroups() {
			if g.holds(f.ID) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s belongs to %d groups", f.ID, n)
		}
	}
}

func TestLackingPage(t *testing.T) {
	m := material(three(), figure.Options{})
	if got := m.lackingPage(nil); got != nil {
		t.Errorf("nothing lacks: %v", got)
	}
	page := m.lackingPage([]Lacking{{Sheet: "村情表", What: []string{"户数", "人口"}, For: []string{"甲", "乙", "丙", "丁"}}})
	table := page[2].(gongwen.Table)
	if got := cells(table.Rows[1]); got != "1|村情表|户数、人口|全部|甲、乙、丙、丁" {
		t.Errorf("%s", got)
	}
	if text := gongwen.Plain(page[1].(gongwen.Paragraph).Runs); !strings.Contains(text, "报送前请删去") {
		t.Errorf("%s", text)
	}
}
