package testkit

import (
	"fmt"

	"yanpan.dev"
)

// The sheets that stand beside a roster. Each gives its rows' number too.

// files is the sheet 一村一档.
func (t *Town) files() Sheet {
	s := Sheet{Name: "一村一档"}
	whole := func(n int) Cell { return Cell{Number: fmt.Sprint(n)} }
	tenths := func(r yanpan.Ratio) Cell { return Cell{Number: fmt.Sprintf("%d.%d", r.Num/10, r.Num%10)} }
	date := func(d yanpan.Date) Cell { return Cell{Text: in("1975年6月12日", d)} }
	type col struct {
		head string
		cell func(*Village) Cell
	}
	cols := []col{
		{"村(社区)名称", func(v *Village) Cell { return Cell{Text: v.Name} }},
		{"所属片区", func(v *Village) Cell { return Cell{Text: v.Area} }},
		{"村类别", func(v *Village) Cell { return Cell{Text: v.Class} }},
		{"总户数", func(v *Village) Cell { return whole(v.File.Households) }},
		{"户籍人口", func(v *Village) Cell { return whole(v.File.Registered) }},
		{"常住人口", func(v *Village) Cell { return whole(v.File.Resident) }},
		{"外出人口", func(v *Village) Cell { return whole(v.File.Away()) }},
		{"选民数", func(v *Village) Cell { return whole(v.File.Voters) }},
		{"党员人数", func(v *Village) Cell { return whole(v.File.PartyMembers) }},
		{"村(居)民小组数", func(v *Village) Cell { return whole(v.File.Groups) }},
		{"集体经济年经营性收入(万元)", func(v *Village) Cell { return tenths(v.File.Income) }},
		{"负债(万元)", func(v *Village) Cell { return tenths(v.File.Debt) }},
		{"特色产业", func(v *Village) Cell { return Cell{Text: v.File.Industry} }},
		{"党组织职数", func(v *Village) Cell { return whole(v.File.PartySeats) }},
		{"村(居)委会职数", func(v *Village) Cell { return whole(v.File.VillageSeats) }},
		{"上届参选率(%)", func(v *Village) Cell { return tenths(v.File.Turnout) }},
		{"上届是否另行选举", func(v *Village) Cell { return Cell{Text: yesNo(v.File.RunOff)} }},
		{"有意参选人数", func(v *Village) Cell { return whole(v.File.Candidates) }},
		{"最近一次村务公开时间", func(v *Village) Cell { return date(v.File.Published) }},
		{"最近一次村民代表会议时间", func(v *Village) Cell { return date(v.File.Meeting) }},
		{"最近一次审计时间", func(v *Village) Cell { return date(v.File.Audited) }},
		{"是否软弱涣散", func(v *Village) Cell { return Cell{Text: yesNo(v.File.Weak)} }},
		{"研判等次", func(v *Village) Cell { return Cell{Text: v.File.Grade} }},
		{"历史遗留问题", func(v *Village) Cell { return Cell{Text: v.File.Legacy} }},
	}
	s.add(across(t.Name+"村(社区)基本情况台账(一村一档)", len(cols)))
	var head Line
	for _, c := range cols {
		head.Cells = append(head.Cells, Cell{Text: c.head, Head: true})
	}
	s.add(head)
	for _, v := range t.Villages {
		var l Line
		for _, c := range cols {
			l.Cells = append(l.Cells, c.cell(v))
		}
		s.add(l)
	}
	return s
}

// reserves is the sheet of people being prepared for office.
func (t *Town) reserves() (Sheet, int) {
	s := Sheet{Name: "后备干部"}
	cols := []column{number, village, name, sex, birth("出生年月", "1975.06"), educat, politic}
	s.add(across(t.Name+"村级后备干部名册", len(cols)+2))
	head := headLine(cols)
	head.Cells = append(head.Cells, Cell{Text: "后备来源", Head: true}, Cell{Text: "培养措施", Head: true})
	s.add(head)
	n := 0
	for _, v := range t.Villages {
		for _, r := range v.Reserves {
			l := rowLine(cols, &r.Person, n)
			l.Cells = append(l.Cells, Cell{Text: r.Origin}, Cell{Text: r.Training})
			s.add(l)
			n++
		}
	}
	return s, n
}

// measures is the sheet of sanctions.
func (t *Town) measures() (Sheet, int) {
	s := Sheet{Name: "处分情况"}
	s.add(across(t.Name+"村干部受处分情况登记表", 8))
	s.add(texts("序号", "村(社区)", "姓名", "处分种类", "处分决定时间", "影响期截止时间", "处分文号", "处分事由"))
	for i, m := range t.Sanctions {
		l := texts("", m.Village.Name, m.Name, m.Kind, in("1975年6月12日", m.Decided), in("1975年6月12日", m.Until), m.Document, m.Of)
		l.Cells[0].Number = fmt.Sprint(i + 1)
		s.add(l)
	}
	return s, len(t.Sanctions)
}

// ledger is the sheet of what was done.
func (t *Town) ledger() (Sheet, int) {
	s := Sheet{Name: "工作开展情况"}
	s.add(across(t.Name+"村(社区)“两委”分析研判工作开展情况台账", 7))
	s.add(texts("序号", "工作事项", "类型", "开展时间", "场次", "参加人次", "问卷份数", "其中群众代表"))
	count := func(n int) Cell {
		if n == 0 {
			return Cell{}
		}
		return Cell{Number: fmt.Sprint(n)}
	}
	for i, a := range t.Activities {
		l := texts("", a.Name, a.Kind, in("1975年6月12日", a.Date))
		l.Cells[0].Number = fmt.Sprint(i + 1)
		l.Cells = append(l.Cells, count(a.Sessions), count(a.Participants), count(a.Copies), count(a.OfMasses))
		s.add(l)
	}
	return s, len(t.Activities)
}

// evaluations is the sheet of ballots; spoilt is the village whose totals cannot be.
func (t *Town) evaluations(spoilt string) (Sheet, int) {
	s := Sheet{Name: "民主测评汇总"}
	s.add(across(t.Name+"村(社区)“两委”班子民主测评结果汇总表", 12))
	s.add(Line{Cells: []Cell{
		{Text: "序号", Down: 2, Head: true}, {Text: "村(社区)", Down: 2, Head: true}, {Text: "测评对象", Down: 2, Head: true},
		{Text: "参加人数", Across: 2, Head: true}, {Text: "测评票", Across: 4, Head: true}, {Text: "测评结果(票)", Across: 3, Head: true},
	}})
	s.add(texts("应到", "实到", "发出", "收回", "有效", "无效", "先进", "一般", "后进"))
	for i, v := range t.Villages {
		e := v.Evaluation
		if v.Name == spoilt {
			e.Valid += 10
		}
		l := texts("", v.Name, "班子")
		for _, n := range []int{e.Due, e.Present, e.Issued, e.Collected, e.Valid, e.Invalid, e.First, e.Second, e.Third} {
			l.Cells = append(l.Cells, Cell{Number: fmt.Sprint(n)})
		}
		l.Cells[0].Number = fmt.Sprint(i + 1)
		s.add(l)
	}
	return s, len(t.Villages)
}

// registers is the book of the party members of villages that keep a register.
func (t *Town) registers() (Book, int) {
	b, n := book("党员名册"), 0
	cols := []column{number, textColumn("所在党支部", func(p *Person, _ int) string { return p.Village.Branch() }), name, sex, nation, birth("出生年月", "1975.06"), educat,
		textColumn("党员类别", func(p *Person, _ int) string { return word(politicalWords, p.Political, 2) }), joined("入党时间", "1975.06"),
		textColumn("转正时间", func(p *Person, _ int) string { return in("1975.06", p.Confirmed) })}
	for _, v := range t.Villages {
		if len(v.Members) == 0 {
			continue
		}
		s := Sheet{Name: v.Name}
		s.add(across(v.Branch()+"党员名册", len(cols)), headLine(cols))
		for i, p := range v.Register() {
			s.add(rowLine(cols, p, i))
			n++
		}
		b.Sheets = append(b.Sheets, s)
	}
	return b, n
}

// formerTerm is the roster of the term before: whoever was elected again, and
// those who have left since.
func (t *Town) formerTerm() (Book, int) {
	s, n := Sheet{Name: "2018届"}, 0
	cols := []column{number, village, name, sex, birth("出生年月", "1975.06"), textColumn("学历", func(p *Person, _ int) string { return word(educationWords, p.FullTime, 0) }), politic, post}
	s.add(across(t.Name+"村(社区)“两委”成员花名册(2018年换届)", len(cols)), headLine(cols))
	for _, v := range t.Villages {
		var team []*Person
		for _, p := range v.People {
			if p.Reelected && !p.Again {
				q := *p
				q.Cells = nil
				team = append(team, &q)
			}
		}
		for _, p := range append(team, v.Former...) {
			s.add(rowLine(cols, p, n))
			n++
		}
	}
	return book("上一届两委花名册", s), n
}
