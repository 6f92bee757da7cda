package paper

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/gongwen"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// gongwenTable sets a sheet's table into a paper.
func gongwenTable(s Sheet) gongwen.Table {
	t := gongwen.Table{Head: len(s.Head)}
	if s.Unit != "" {
		t.Unit = typeset("单位:" + s.Unit)
	}
	for _, c := range s.Columns {
		col := gongwen.Column{Width: c.Width}
		if c.Kind != TextCells || c.Width <= 10 {
			col.Align = gongwen.Center
		}
		t.Columns = append(t.Columns, col)
	}
	for _, h := range s.Head {
		var row gongwen.Row
		for _, c := range h {
			row.Cells = append(row.Cells, gongwen.Cell{Runs: gongwen.Text(typeset(c.Text)), ColSpan: c.ColSpan, RowSpan: c.RowSpan, Align: gongwen.Center})
		}
		t.Rows = append(t.Rows, row)
	}
	for _, r := range s.Rows {
		t.Rows = append(t.Rows, gongwenRow(r, false))
	}
	if s.Total != nil {
		t.Rows = append(t.Rows, gongwenRow(s.Total, true))
	}
	return t
}

func gongwenRow(cells []Cell, strong bool) gongwen.Row {
	row := gongwen.Row{Strong: strong}
	for _, c := range cells {
		text := c.Text
		if c.Number != "" {
			text = c.Number
		}
		row.Cells = append(row.Cells, gongwen.TextCell(typeset(text)))
	}
	return row
}

// ProblemSheet lists the findings by village, the more severe first within one.
func (m *Material) ProblemSheet() Sheet {
	s := Sheet{
		Name: "问题清单", Title: m.Township() + m.villageNoun() + "“两委”班子问题清单",
		Head:    []HeadRow{{{Text: "序号"}, {Text: m.local("村(社区)")}, {Text: "问题类别"}, {Text: "具体表现"}, {Text: "程度"}, {Text: "建议措施"}, {Text: "依据"}}},
		Columns: []Column{{Width: 5, Kind: CountCells}, {Width: 12}, {Width: 14}, {Width: 34}, {Width: 6}, {Width: 40}, {Width: 20}},
	}
	founded, plan := 0, m.localPlan()
	for i, f := range m.told(m.findingsByVillage()) {
		basis := m.basisWithCovered(f)
		if basis != noBasis {
			founded++
		}
		if plan != "" {
			basis = strings.ReplaceAll(basis, plan, "方案")
		}
		s.Rows = append(s.Rows, []Cell{{Number: count(i + 1)}, words(m.placeName(f)), words(f.Category), words(m.local(publicMessage(f))), words(f.Severity), words(m.local(f.Measure)), words(basis)})
	}
	switch {
	case 2*founded < len(s.Rows):
		foldBasis(&s)
	case plan != "":
		s.Note = "注:依据栏的“方案”指" + plan + "。"
	}
	return s
}

// localPlan is the one local plan that problems cite, as they cite it; "" where
// there is none, or more than one.
func (m *Material) localPlan() string {
	plan := ""
	for _, f := range m.Findings.Findings {
		if f.Basis.Confidence != yanpan.Local || m.basisOf(f.Verdict.Rule, f.Basis) == noBasis {
			continue
		}
		name := yanpan.Citation{Source: f.Basis.Source, Confidence: yanpan.Verbatim}.String()
		if plan != "" && plan != name {
			return ""
		}
		plan = name
	}
	return plan
}

// foldBasis puts the sources behind what they are of, where most problems have
// none: a column of dashes tells nobody anything.
func foldBasis(s *Sheet) {
	const message, basis = 3, 6
	for _, r := range s.Rows {
		if b := r[basis].Text; b != noBasis {
			r[message] = words(r[message].Text + "(" + b + ")")
		}
	}
	for i := range s.Rows {
		s.Rows[i] = s.Rows[i][:basis]
	}
	s.Head[0], s.Columns = s.Head[0][:basis], s.Columns[:basis]
	s.Columns[message].Width += 12
}

// basisWithCovered names the sources of a finding and of those that it covers.
func (m *Material) basisWithCovered(f assess.Finding) string {
	var all []string
	add := func(o assess.Finding) {
		if b := m.basisOf(o.Verdict.Rule, o.Basis); b != noBasis {
			all = append(all, b)
		}
	}
	add(f)
	for _, o := range m.Findings.Findings {
		if o.Village == f.Village && slices.Contains(f.Verdict.Rule.Covers, o.RuleID) {
			add(o)
		}
	}
	return orText(strings.Join(unique(all), ";"), noBasis)
}

// noBasis stands where a rule has no source that this township could name.
const noBasis = "—"

// basisOf names the source of a rule as a table has room for it. The invented
// plan of the sample is no basis for anybody else.
func (m *Material) basisOf(r *policy.Rule, c yanpan.Citation) string {
	if r != nil && strings.HasPrefix(r.Pack, policy.SampleAuthority+"/") && !slices.Contains(m.samplePlaces(), m.Township()) {
		return noBasis
	}
	if r != nil && len(r.Adjusted) > 0 && !slices.Contains(m.samplePlaces(), m.Township()) && m.Sample {
		c = r.Basis // the sample's own number is no source; that of the law is
	}
	if unsure(c) {
		return noBasis
	}
	return yanpan.Citation{Source: c.Source, Article: c.Article, Confidence: yanpan.Verbatim}.String()
}

// unsure reports whether nobody has read in the source what is cited: such a
// basis is for the desk to check, and not for a paper that is sent.
func unsure(c yanpan.Citation) bool {
	return c.IsZero() || c.Confidence == yanpan.Recalled || c.Confidence == yanpan.Disputed
}

// publicMessage is a finding's message as a paper may print it: a rule about
// persons is told by what it is about, not by whom it found.
func publicMessage(f assess.Finding) string {
	if aboutPersons(f) {
		return countPeople([]assess.Finding{f})
	}
	return f.Message
}

func (m *Material) placeName(f assess.Finding) string {
	if f.Village < 0 {
		return m.Township()
	}
	return f.Name
}

func (m *Material) findingsByVillage() []assess.Finding {
	list := slices.Clone(m.Findings.Findings)
	rank := map[string]int{"高": 0, "中": 1, "低": 2}
	slices.SortStableFunc(list, func(a, b assess.Finding) int {
		if a.Village != b.Village {
			return a.Village - b.Village
		}
		return rank[a.Severity] - rank[b.Severity]
	})
	return list
}

// PeopleSheet names the people behind the findings. It is for the office's own
// use and no part of any paper.
func (m *Material) PeopleSheet() Sheet {
	s := Sheet{
		Name: "涉及人员", Title: "问题涉及人员",
		Head:    []HeadRow{{{Text: "序号"}, {Text: m.local("村(社区)")}, {Text: "问题"}, {Text: "姓名"}, {Text: "职务"}, {Text: "事实"}, {Text: "依据"}}},
		Columns: []Column{{Width: 5, Kind: CountCells}, {Width: 12}, {Width: 24}, {Width: 10}, {Width: 28}, {Width: 30}, {Width: 32}},
		Note:    "本表只列规则、事实和出处,不作结论;对人的结论由会议或授权人作出,本人可以陈述申辩。",
	}
	for _, f := range m.findingsByVillage() {
		for _, p := range f.People {
			person := &m.Records.People[p]
			s.Rows = append(s.Rows, []Cell{{Number: count(len(s.Rows) + 1)}, words(m.placeName(f)), words(f.Label), words(person.Name), words(PostsText(person, m.Records.Villages[person.Village].Kind)), words(f.Message), words(m.basisOf(f.Verdict.Rule, f.Basis))})
		}
	}
	return s
}

// TargetSheet is the table of targets: what is required, what is, how many are missing, where.
func (m *Material) TargetSheet() Sheet {
	s := Sheet{
		Name: "达标情况", Title: m.Township() + m.villageNoun() + "“两委”班子结构目标达标情况表",
		Head:    []HeadRow{{{Text: "序号"}, {Text: "目标"}, {Text: "计算基准日"}, {Text: "要求"}, {Text: "现状"}, {Text: "换届前"}, {Text: "结论"}, {Text: "差"}, {Text: m.local("未达标的村(社区)")}, {Text: "例外规定"}, {Text: "依据"}}},
		Columns: []Column{{Width: 5, Kind: CountCells}, {Width: 30}, {Width: 12}, {Width: 12}, {Width: 10}, {Width: 9}, {Width: 9}, {Width: 9}, {Width: 36}, {Width: 24}, {Width: 30}},
	}
	ownDay := false
	for i, t := range m.Findings.Targets {
		ownDay = ownDay || t.BaseDate != m.Date
		s.Rows = append(s.Rows, m.targetRow(i+1, t))
	}
	if ownDay {
		s.Note = "注:各项目标按方案规定的基准日计算,年龄等数字与“总体情况”(基准日" + m.Date.Chinese() + ")略有出入。"
	}
	return s
}

func (m *Material) targetRow(n int, t assess.Target) []Cell {
	var names []string
	for _, u := range t.Unmet {
		name := u.Name
		if u.Value != "" {
			name += "(" + u.Value + ")"
		}
		names = append(names, name)
	}
	gap := words("")
	if t.HasGap && t.Outcome == policy.Unmet {
		gap = words(count(t.Gap) + t.GapUnit)
	}
	label := t.Label
	if t.Advisory {
		label += "(提倡)"
	}
	return []Cell{{Number: count(n)}, words(label), words(dotted(t.BaseDate)), words(t.Required), words(t.Value), words(t.Before), words(t.Outcome.Label()), gap, words(strings.Join(names, "、")), words(t.Exception), words(m.basisOf(m.Rules.Rule(t.RuleID), t.Basis))}
}

// OutlookSheet lists villages that run a risk at the coming election, with the reason.
func (m *Material) OutlookSheet() Sheet {
	s := Sheet{
		Name: "态势预测", Title: m.Township() + m.villageNoun() + "换届态势预测",
		Head:    []HeadRow{{{Text: "序号"}, {Text: m.local("村(社区)")}, {Text: "态势"}, {Text: "理由"}, {Text: "建议"}, {Text: "依据"}}},
		Columns: []Column{{Width: 5, Kind: CountCells}, {Width: 12}, {Width: 18}, {Width: 44}, {Width: 36}, {Width: 30}},
	}
	for i, f := range m.Findings.Outlook {
		s.Rows = append(s.Rows, []Cell{{Number: count(i + 1)}, words(m.placeName(f)), words(f.Label), words(reason(f)), words(f.Measure), words(m.basisOf(f.Verdict.Rule, f.Basis))})
	}
	return s
}

// reason is what was found with the numbers it was found by.
func reason(f assess.Finding) string {
	var facts []string
	for _, fact := range f.Facts {
		if strings.ContainsAny(fact, "0123456789") {
			facts = append(facts, fact)
		}
	}
	if len(facts) == 0 {
		return f.Message
	}
	return f.Message + "(" + strings.Join(facts, "、") + ")"
}

// LackingSheet is 待补清单 as a table.
func (m *Material) LackingSheet(list []Lacking) Sheet {
	s := Sheet{
		Name: "待补清单", Title: "待补清单",
		Head:    []HeadRow{{{Text: "序号"}, {Text: "补在哪张表"}, {Text: "补什么"}, {Text: m.local("哪些村(社区)")}, {Text: "用在哪里"}}},
		Columns: []Column{{Width: 5, Kind: CountCells}, {Width: 16}, {Width: 48}, {Width: 30}, {Width: 60}},
	}
	for i, l := range list {
		s.Rows = append(s.Rows, []Cell{{Number: count(i + 1)}, words(orText(l.Sheet, "—")), words(strings.Join(l.What, "、")), words(orText(l.Places, "全部")), words(strings.Join(l.For, "、"))})
	}
	return s
}

// ActivitySheet is the ledger of activities.
func (m *Material) ActivitySheet() Sheet {
	s := Sheet{
		Name: "工作台账", Title: m.Township() + "研判工作台账",
		Head:    []HeadRow{{{Text: "序号"}, {Text: "事项"}, {Text: "类别"}, {Text: "日期"}, {Text: m.local("村(社区)")}, {Text: "场次"}, {Text: "参加人次"}, {Text: "份数"}}},
		Columns: []Column{{Width: 5, Kind: CountCells}, {Width: 36}, {Width: 12}, {Width: 12}, {Width: 14}, {Width: 7, Kind: CountCells}, {Width: 9, Kind: CountCells}, {Width: 7, Kind: CountCells}},
	}
	for i, a := range m.Records.Activities {
		place := m.Township()
		if a.Village >= 0 {
			place = m.Records.Villages[a.Village].Name
		}
		s.Rows = append(s.Rows, []Cell{{Number: count(i + 1)}, text(a.Name), text(a.Kind), text(dotted(a.Date)), text(place), {Number: count(a.Sessions)}, orEmpty(a.Participants), orEmpty(a.Copies)})
	}
	return s
}

// SanctionSheet is the ledger of sanctions, for the office's own use.
func (m *Material) SanctionSheet() Sheet {
	s := Sheet{
		Name: "处分台账", Title: m.Township() + "处分及影响期台账",
		Head:    []HeadRow{{{Text: "序号"}, {Text: m.local("村(社区)")}, {Text: "姓名"}, {Text: "处分"}, {Text: "决定日"}, {Text: "影响期截止"}, {Text: "基准日是否在影响期内"}, {Text: "文号"}}},
		Columns: []Column{{Width: 5, Kind: CountCells}, {Width: 14}, {Width: 10}, {Width: 18}, {Width: 12}, {Width: 12}, {Width: 12}, {Width: 24}},
	}
	for i := range m.Records.Sanctions {
		x := &m.Records.Sanctions[i]
		in := map[roster.Answer]string{roster.Yes: "是", roster.No: "否", roster.NotTold: "未登记截止日"}[x.InEffect(m.Date)]
		s.Rows = append(s.Rows, []Cell{{Number: count(i + 1)}, text(m.Records.Villages[x.Village].Name), text(x.Name), text(x.Kind), text(dotted(x.Decided)), text(dotted(x.Until)), text(in), text(x.Document)})
	}
	return s
}

func orEmpty(n int) Cell {
	if n == 0 {
		return text("")
	}
	return Cell{Number: count(n)}
}

// Statistics is 统计表.xlsx: figures, structure by village, targets, outlook and
// the ledger of work. The targets of an invented plan are left out.
func (m *Material) Statistics() Workbook {
	w := Workbook{About: m.About, Sheets: []Sheet{m.StructureSheet(), m.FigureSheet()}}
	if !m.Borrowed() {
		w.Sheets = append(w.Sheets, m.TargetSheet())
	}
	w.Sheets = append(w.Sheets, m.RosterSheet())
	for _, s := range []Sheet{m.OutlookSheet(), m.ActivitySheet()} {
		if len(s.Rows) > 0 {
			w.Sheets = append(w.Sheets, s)
		}
	}
	return w
}

// ProblemBook is 问题清单.xlsx.
func (m *Material) ProblemBook() Workbook {
	return Workbook{About: m.About, Sheets: []Sheet{m.ProblemSheet()}}
}

// InternalBook is what stays in the office: what is to be supplied, whom the
// findings are about, and the sanctions. It has no sheets where there is
// nothing of all this.
func (m *Material) InternalBook(lacking []Lacking) Workbook {
	w := Workbook{About: m.About}
	for _, s := range []Sheet{m.LackingSheet(lacking), m.PeopleSheet(), m.SanctionSheet()} {
		if len(s.Rows) > 0 {
			s.Title += "(内部使用,不随文报送)"
			w.Sheets = append(w.Sheets, s)
		}
	}
	return w
}
