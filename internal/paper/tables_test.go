package paper

import (
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// row writes the cells of a row for comparison.
func row(cells []Cell) string {
	var parts []string
	for _, c := range cells {
		parts = append(parts, c.Text+c.Number)
	}
	return strings.Join(parts, "|")
}

func head(s Sheet) string {
	var parts []string
	for _, h := range s.Head {
		var line []string
		for _, c := range h {
			line = append(line, c.Text)
		}
		parts = append(parts, strings.Join(line, "|"))
	}
	return strings.Join(parts, "/")
}

// Every row of every sheet has a cell for every column.
func TestSheetsAreRectangular(t *testing.T) {
	m := assessed(t, full(), true)
	books := append(m.Statistics().Sheets, m.ProblemBook().Sheets...)
	books = append(books, m.InternalBook(m.lacking([]string{"党员名册"})).Sheets...)
	names := map[string]bool{}
	for _, s := range books {
		if names[s.Name] || s.Title == "" || len(s.Rows) == 0 {
			t.Errorf("sheet %q: twice, without a title or empty", s.Name)
		}
		names[s.Name] = true
		width := 0
		for _, c := range s.Head[0] {
			width += max(c.ColSpan, 1)
		}
		if width != len(s.Columns) {
			t.Errorf("%s: the head is %d wide, the table %d", s.Name, width, len(s.Columns))
		}
		for i, r := range s.Rows {
			if len(r) != len(s.Columns) {
				t.Errorf("%s row %d: %d cells of %d", s.Name, i, len(r), len(s.Columns))
			}
		}
		if s.Total != nil && len(s.Total) != len(s.Columns) {
			t.Errorf("%s: the total has %d cells of %d", s.Name, len(s.Total), len(s.Columns))
		}
	}
	for _, want := range []string{"班子结构", "总体情况", "达标情况", "花名汇总", "工作台账", "问题清单", "待补清单", "涉及人员", "处分台账"} {
		if !names[want] {
			t.Errorf("no sheet %s", want)
		}
	}
}

// What stays in the office is not in what is sent: no sanction, no name behind
// a finding, no list of what is lacking.
func TestInternalLedgersStayApart(t *testing.T) {
	m := assessed(t, full(), true)
	sent := append(m.Statistics().Sheets, m.ProblemBook().Sheets...)
	for _, s := range sent {
		if slices.Contains([]string{"涉及人员", "处分台账", "待补清单"}, s.Name) {
			t.Errorf("%s travels", s.Name)
		}
		for _, r := range s.Rows {
			if text := row(r); s.Name != "花名汇总" && strings.Contains(text, "王五") || strings.Contains(text, "党内警告") {
				t.Errorf("%s tells %s", s.Name, text)
			}
		}
	}
	inside := m.InternalBook(m.lacking(nil))
	for _, s := range inside.Sheets {
		if !strings.HasSuffix(s.Title, "(内部使用,不随文报送)") {
			t.Errorf("%s is not marked: %s", s.Name, s.Title)
		}
	}
	i := slices.IndexFunc(inside.Sheets, func(s Sheet) bool { return s.Name == "处分台账" })
	if i < 0 || row(inside.Sheets[i].Rows[0]) != "1|石板村|王五|党内警告|2026.03.01|2027.03.01|是|" {
		t.Errorf("the ledger of sanctions: %v", inside.Sheets)
	}
	if empty := material(three(), figure.Options{}).InternalBook(nil); len(empty.Sheets) > 0 {
		t.Errorf("nothing to keep, and %d sheets", len(empty.Sheets))
	}
}

func TestStructureSheet(t *testing.T) {
	s := material(three(), figure.Options{}).StructureSheet()
	if want := "序号|村(社区)|“两委”成员|其中|性别|年龄|学历|平均年龄|一肩挑/党组织委员|村(居)委会成员|交叉任职|男|女|35岁及以下|36至45岁|46至55岁|56至60岁|61岁及以上|研究生|大学本科|大专|高中(中专)|初中|小学"; head(s) != want {
		t.Errorf("head %s", head(s))
	}
	want := []string{
		"1|石板村|3|2|2|1|2|1|0|1|1|0|1|0|1|1|0|0|1|51.0|是",
		"2|西河社区|3|2|2|1|2|1|1|1|1|0|0|0|1|0|1|1|0|42.3|是",
		"3|柳林村|3|1|2|0|3|0|1|0|1|1|0|0|0|1|1|0|1|47.7|否",
	}
	for i, r := range s.Rows {
		if row(r) != want[i] {
			t.Errorf("row %d: %s, want %s", i, row(r), want[i])
		}
	}
	if got := row(s.Total); got != "|合计|9|5|6|2|7|2|2|2|3|1|1|0|2|2|2|1|2|47.0|2" {
		t.Errorf("total %s", got)
	}
	for i, c := range s.Total {
		if id := i; c.Sum != (id >= 2 && id <= 18) {
			t.Errorf("column %d: a sum: %v", i, c.Sum)
		}
	}
	if len(s.Charts) != 2 || s.Charts[0].Title != "年龄结构（单位：人）" || strings.Join(s.Charts[0].Cells, " ") != "2 2 3 1 1" {
		t.Errorf("charts %+v", s.Charts)
	}
}

// People without a sex, a birth or a schooling have a column of their own, so
// that every line adds up.
func TestStructureWithUnknown(t *testing.T) {
	rec := three()
	rec.People[0].Birth, rec.People[1].Education = yanpan.Date{}, roster.EducationNotTold
	s := material(rec, figure.Options{}).StructureSheet()
	if !strings.Contains(head(s), "|未登记|") || !strings.HasSuffix(head(s), "|年龄|学历") {
		t.Errorf("head %s", head(s))
	}
	if got := row(s.Rows[0]); got != "1|石板村|3|2|2|1|2|1|0|1|0|0|1|0|1|0|0|0|1|1|1|51.0|是" {
		t.Errorf("row %s", got) // (36+66)/2
	}
}

func TestRosterSheet(t *testing.T) {
	s := material(three(), figure.Options{}).RosterSheet()
	for i, want := range map[int]string{
		0: "1|石板村|张三|男|1975.03|51|大学本科|中共党员|党支部书记、村委会主任||《花名册.xlsx》“Sheet1”表第3行",
		3: "4|西河社区|周明|男|1981.01|45|高中(中专)|中共党员|党支部书记、居委会主任||《花名册.xlsx》“Sheet1”表第3行",
		4: "5|西河社区|吴芳|女|1998.12|27|大学本科|中共预备党员|居委会委员||《花名册.xlsx》“Sheet1”表第3行",
		5: "6|西河社区|郑强|男|1970.07|55|初中|中共党员|党总支委员||《花名册.xlsx》“Sheet1”表第3行",
	} {
		if got := row(s.Rows[i]); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	rec := three()
	rec.People[0].Sex, rec.People[0].Birth, rec.People[0].Education, rec.People[0].Political = yanpan.SexUnknown, yanpan.Date{}, 0, 0
	if got := row(material(rec, figure.Options{}).RosterSheet().Rows[0]); !strings.HasPrefix(got, "1|石板村|张三||||||党支部书记") {
		t.Errorf("nothing told: %s", got)
	}
}

func TestFigureSheet(t *testing.T) {
	m := material(three(), figure.Options{Seats: []figure.Seats{{Total: 4}, {Total: 3}, {Total: 3}}})
	rows := map[string]string{}
	for _, r := range m.FigureSheet().Rows {
		rows[r[0].Text] = row(r[1:5]) + "|" + row(r[6:])
	}
	for label, want := range map[string]string{
		"“两委”成员": "9|人|—|—|9", "女": "2|人|22.2|“两委”成员9人|2", "平均年龄": "47.0|岁|—|—|9", "书记、主任“一肩挑”": "2|个|66.7|村（社区）3个|2", "空缺职位": "1|个|—|—|—",
		"连选连任": "—|人|—|“两委”成员9人|0",
	} {
		if rows[label] != want {
			t.Errorf("%s: %s, want %s", label, rows[label], want)
		}
	}
}

func TestProblemSheet(t *testing.T) {
	m := material(three(), figure.Options{})
	law := yanpan.Citation{Source: "村民委员会组织法", Article: "第8条", Confidence: yanpan.Verbatim}
	local := yanpan.Citation{Source: "青石镇方案", Article: "二", Confidence: yanpan.Local}
	recalled := yanpan.Citation{Source: "某条例", Confidence: yanpan.Recalled}
	with := func(c yanpan.Citation, severity string, covers ...string) func(*assess.Finding) {
		return func(f *assess.Finding) { f.Basis, f.Severity, f.Verdict.Rule.Covers = c, severity, covers }
	}
	rows := func() []string {
		var out []string
		for _, r := range m.ProblemSheet().Rows {
			out = append(out, row(r))
		}
		return out
	}
	m.Findings = &assess.Result{Findings: []assess.Finding{
		finding("b", "乙", 2, "没有乙", with(law, "中")), finding("a", "甲", 0, "没有甲", with(local, "低")), finding("c", "丙", 0, "没有丙", with(law, "高")),
	}}
	want := []string{"1|石板村|丙|没有丙|高|整改c|《村民委员会组织法》第8条", "2|石板村|甲|没有甲|低|整改a|方案二", "3|柳林村|乙|没有乙|中|整改b|《村民委员会组织法》第8条"}
	if got := rows(); !slices.Equal(got, want) || m.ProblemSheet().Note != "注:依据栏的“方案”指《青石镇方案》。" {
		t.Errorf("%q %s", got, m.ProblemSheet().Note)
	}
	m.Findings = &assess.Result{Findings: []assess.Finding{finding("w", "甲", 0, "没有女成员", with(local, "高", "n")), finding("n", "甲", 0, "没有妇女", with(law, "高"))}}
	if got := rows(); len(got) != 1 || got[0] != "1|石板村|甲|没有女成员|高|整改w|方案二；《村民委员会组织法》第8条" {
		t.Errorf("what is covered lends its basis: %q", got)
	}
	m.Findings = &assess.Result{Findings: []assess.Finding{finding("a", "甲", 0, "没有甲", with(recalled, "高")), finding("b", "甲", 1, "没有乙", with(recalled, "高")), finding("c", "甲", 2, "没有丙", with(law, "高"))}}
	if got := rows(); got[0] != "1|石板村|甲|没有甲|高|整改a" || got[2] != "3|柳林村|甲|没有丙（《村民委员会组织法》第8条）|高|整改c" || strings.Contains(head(m.ProblemSheet()), "依据") {
		t.Errorf("most have no basis that was read: %q", got)
	}
	m.Findings = &assess.Result{Findings: []assess.Finding{finding("a", "甲", -1, "全镇没有甲", with(law, "高"))}}
	if got := rows(); got[0] != "1|清水镇|甲|全镇没有甲|高|整改a|《村民委员会组织法》第8条" {
		t.Errorf("of the township: %q", got)
	}
}

func TestOutlookTellsItsNumbers(t *testing.T) {
	m := material(three(), figure.Options{})
	facts := func(f *assess.Finding) {
		f.Facts = []string{"外出人口比例 45.2%", "特色产业 茶叶", "上届参选率 55.0%"}
	}
	m.Findings = &assess.Result{Outlook: []assess.Finding{finding("a", "参选率", 0, "外出人口多", facts), finding("b", "人选", 1, "没有人选")}}
	s := m.OutlookSheet()
	if got := s.Rows[0][3].Text; got != "外出人口多（外出人口比例 45.2%、上届参选率 55.0%）" {
		t.Errorf("%q", got)
	}
	if got := s.Rows[1][3].Text; got != "没有人选" {
		t.Errorf("without facts: %q", got)
	}
}

func TestTargetSheet(t *testing.T) {
	m := material(three(), figure.Options{})
	m.Findings = &assess.Result{Targets: []assess.Target{
		{Label: "女性比例", BaseDate: yanpan.MustDate("2026-05"), Required: "超过30%", Value: "22.2%", Before: "20.0%", Outcome: policy.Unmet, HasGap: true, Gap: 1, GapUnit: "人"},
		{Label: "新任书记", BaseDate: asOf(), Outcome: policy.Met, Advisory: true, Unmet: []assess.Shortfall{{Name: "柳林村", Value: "1人"}}},
	}}
	s := m.TargetSheet()
	if got := row(s.Rows[0]); got != "1|女性比例|2026.05|超过30%|22.2%|20.0%|未达标|1人||||—" && !strings.HasPrefix(got, "1|女性比例|2026.05|超过30%|22.2%|20.0%|") {
		t.Errorf("%s", got)
	}
	if got := row(s.Rows[1]); !strings.HasPrefix(got, "2|新任书记（提倡）|2026.06.30|") || !strings.Contains(got, "柳林村（1人）") {
		t.Errorf("%s", got)
	}
	if !strings.Contains(s.Note, "2026年6月30日") {
		t.Errorf("two base dates without a word: %q", s.Note)
	}
	m.Findings.Targets = m.Findings.Targets[1:]
	if s := m.TargetSheet(); s.Note != "" {
		t.Errorf("one base date: %q", s.Note)
	}
}

func TestActivitySheet(t *testing.T) {
	rec := three()
	rec.Activities = []roster.Activity{
		{Village: -1, Name: "部署会", Kind: "专题会", Sessions: 1, Participants: 20, Date: yanpan.MustDate("2026-04-10")},
		{Village: 1, Name: "问卷", Kind: "问卷", Sessions: 1, Copies: 50},
	}
	s := material(rec, figure.Options{}).ActivitySheet()
	if row(s.Rows[0]) != "1|部署会|专题会|2026.04.10|清水镇|1|20|" || row(s.Rows[1]) != "2|问卷|问卷||西河社区|1||50" {
		t.Errorf("%s\n%s", row(s.Rows[0]), row(s.Rows[1]))
	}
}

func TestPeopleSheet(t *testing.T) {
	m := material(three(), figure.Options{})
	m.Findings = &assess.Result{Findings: []assess.Finding{finding("a", "甲", 1, "有人超龄", func(f *assess.Finding) { f.People = []int{3, 5} })}}
	s := m.PeopleSheet()
	if len(s.Rows) != 2 || row(s.Rows[0]) != "1|西河社区|a|周明|党支部书记、居委会主任|有人超龄|—" || row(s.Rows[1]) != "2|西河社区|a|郑强|党总支委员|有人超龄|—" {
		t.Errorf("%v", s.Rows)
	}
	if !strings.Contains(s.Note, "不作结论") {
		t.Errorf("note %q", s.Note)
	}
}
