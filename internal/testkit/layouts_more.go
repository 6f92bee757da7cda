package testkit

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// head finds the village's secretary or director, nil where the post is vacant.
func (v *Village) head(is func(*Person) bool) *Person {
	if i := slices.IndexFunc(v.People, is); i >= 0 {
		return v.People[i]
	}
	return nil
}

func isSecretary(p *Person) bool { return p.Party == roster.Secretary }
func isDirector(p *Person) bool  { return p.Villagers == roster.Director }

// Heads lists the secretaries and directors.
func (t *Town) Heads() []*Person {
	var out []*Person
	for _, p := range t.Taken() {
		if isSecretary(p) || isDirector(p) {
			out = append(out, p)
		}
	}
	return out
}

func (t *Town) heads(more ...column) Book {
	s := Sheet{Name: "正职"}
	cols := append([]column{name, sex, birth("出生年月", "1975年6月"), educat, politic}, more...)
	s.add(across("各村(社区)党组织书记、村(居)委会主任情况", 2*len(cols)+2))
	s.add(Line{Cells: []Cell{{Text: "村名", Down: 2, Head: true}, {Text: "党组织书记", Across: len(cols) + 1, Head: true}, {Text: "村(居)委会主任", Across: len(cols), Head: true}}})
	under := headLine(cols)
	under.Cells = append(append(slices.Clone(under.Cells), Cell{Text: "一肩挑", Head: true}), under.Cells...)
	s.add(under)
	for _, v := range t.Villages {
		s.add(v.headsLine(cols))
	}
	return book("书记主任一览表", s)
}

// headsLine is a village's row of two heads; one who holds both posts stands once.
func (v *Village) headsLine(cols []column) Line {
	l := Line{Cells: []Cell{{Text: v.Name}}}
	secretary, director := v.head(isSecretary), v.head(isDirector)
	put := func(p *Person, missing string) {
		if p == nil {
			cells := make([]Cell, len(cols))
			cells[0].Text = missing
			l.Cells = append(l.Cells, cells...)
			return
		}
		l.Cells = append(l.Cells, rowLine(cols, p, 0).Cells...)
	}
	put(secretary, "空缺")
	if secretary != nil && secretary == director {
		l.Cells = append(l.Cells, Cell{Text: "是"})
		put(nil, "同书记")
		return l
	}
	l.Cells = append(l.Cells, Cell{Text: "否"})
	put(director, "空缺")
	return l
}

// wideColumns are those of the widest sheet; much in it is of no use to figures.
func wideColumns() []column {
	say := func(head, text string) column { return textColumn(head, func(*Person, int) string { return text }) }
	serial := func(head string, of func(*Person) yanpan.Date) column {
		return column{head, func(p *Person, _ int) Cell { return Cell{Date: of(p), Serial: true} }}
	}
	return []column{
		number, textColumn("所在村(社区)", func(p *Person, _ int) string { return p.Village.Name }), name, say("照片", ""), sex, nation, say("籍贯", "云岭县"),
		serial("出生年月", func(p *Person) yanpan.Date { return p.Birth }),
		textColumn("学历", func(p *Person, i int) string { return word(educationWords, p.Education(), i) }), say("毕业院校及专业", ""), politic,
		serial("入党时间", func(p *Person) yanpan.Date { return p.Joined }), serial("转正时间", func(p *Person) yanpan.Date { return p.Confirmed }),
		textColumn("党内职务", underParty), textColumn("行政职务", underPosts), textColumn("兼任职务", underOther),
		since("任现职时间", "1975.06"), textColumn("是否连选连任", func(p *Person, _ int) string { return tenure(p) }),
		textColumn("是否致富能手", func(p *Person, _ int) string { return yesNo(p.WellOff) }), say("健康状况", "健康"), say("联系电话", "139****6021"), say("家庭住址", ""), say("备注", ""),
	}
}

// tenure answers 是否连选连任 of people on the committees.
func tenure(p *Person) string {
	if !p.IsMember() {
		return ""
	}
	return yesNo(p.Reelected)
}

// wide has no identity numbers, so that every age hangs on a serial number.
func (t *Town) wide() Book { return t.wideOf(wideColumns()) }

// wideWithNumbers is the wide sheet with identity numbers beside the births.
func (t *Town) wideWithNumbers() Book { return t.wideOf(slices.Insert(wideColumns(), 8, identi)) }

func (t *Town) wideOf(cols []column) Book {
	s := Sheet{Name: "全镇干部"}
	s.add(across(t.Name+"村级干部基础信息台账", len(cols)))
	for i, p := range t.People() {
		if i%20 == 0 {
			s.add(headLine(cols))
		}
		s.add(rowLine(cols, p, i))
	}
	return book("村级干部基础信息台账", s)
}

// alone is the sheet of a single village, which its title names; some rows are hidden.
func (t *Town) alone() Book {
	v := t.Villages[0]
	s := Sheet{Name: "Sheet1"}
	cols := []column{number, name, sex, birth("出生年月", "1975-6-12"), nation, educat, politic, joined("入党时间", "1975-6-12"), post, since("任现职时间", "1975年6月"), textColumn("备注", func(*Person, int) string { return "" })}
	s.add(across(v.Name+"“两委”班子及村干部花名册", len(cols)), Line{}, headLine(cols))
	for i, p := range v.People {
		l := rowLine(cols, p, i)
		l.Hidden = i%4 == 2
		s.add(l)
	}
	s.add(Line{}, across("备注:本表由村文书填报,如有变动及时上报镇党建办。", len(cols)))
	return book(v.Name, s)
}

func (t *Town) reversed() Book {
	s := Sheet{Name: "Sheet1"}
	cols := []column{number, village, name, sex, birth("出生年月", "75.6"), politic, joined("入党时间", "75.6"), textColumn("学历", func(p *Person, i int) string { return word(educationWords, p.Education(), i) }), post, textColumn("备注", func(*Person, int) string { return "" })}
	slices.Reverse(cols)
	s.add(across("村(社区)干部名册", len(cols)), headLine(cols))
	for i, p := range t.People() {
		s.add(rowLine(cols, p, i))
	}
	return book("村社区干部名册", s)
}

func (t *Town) hiding() Book {
	s := Sheet{Name: "花名册", HiddenColumns: map[int]bool{4: true, 5: true}}
	cols := []column{number, village, name, sex, nation, identi, birth("出生日期", "1975-6-12"), educat, politic, joined("入党日期", "1975-6-12"), post}
	s.add(across(t.Name+"村(社区)干部花名册", len(cols)), texts("单位:"+t.Name, "", "", "", "", "", "", "", "2026年10月31日"), headLine(cols))
	i := 0
	for n, v := range t.Villages {
		for _, p := range v.People {
			l := rowLine(cols, p, i)
			l.Hidden = n%5 == 2 || i%17 == 9
			s.add(l)
			i++
		}
		s.add(Line{})
	}
	s.add(across(fmt.Sprintf("备注:1.本表统计截至2026年10月31日,共%d人;2.文书、第一书记一并列入。", i), len(cols)))
	s.add(texts("", "填表人:", "钟莹", "", "", "", "审核人:", "", "", "单位负责人:"), Line{}, Line{})
	return book("干部花名册(汇总)", s)
}

func (t *Town) areas() Book {
	b := book("分片区干部名册")
	cols := []column{name, sex, birth("出生年月", "1975/06"), educat, politic, textColumn("现任职务", func(p *Person, _ int) string { return p.posts(",") })}
	at := map[string]int{}
	for _, v := range t.Villages {
		i, ok := at[v.Area]
		if !ok {
			i = len(b.Sheets)
			at[v.Area] = i
			s := Sheet{Name: v.Area}
			head := headLine(cols)
			head.Cells = append([]Cell{{Text: "村 名", Head: true}}, head.Cells...)
			s.add(across(t.Name+v.Area+"村(社区)干部名册", len(cols)+1), head)
			b.Sheets = append(b.Sheets, s)
		}
		lines := v.lines(cols)
		for j := range lines {
			c := &lines[j].Cells[0]
			c.Text = strings.ReplaceAll(spaced(c.Text), "  ", " ")
		}
		lines[0].Cells = append([]Cell{{Text: strings.TrimSuffix(v.Name, "村"), Down: len(lines)}}, lines[0].Cells...)
		b.Sheets[i].add(lines...)
	}
	return b
}

func (t *Town) blocks() Book {
	s := Sheet{Name: "各村情况"}
	cols := []column{number, name, sex, birth("出生年月", "一九七五年六月"), educat, politic, joined("入党时间", "1975.6"), post}
	for _, v := range t.Villages {
		s.add(across(v.Name+"“两委”班子及其他干部情况", len(cols)), headLine(cols))
		s.add(v.lines(cols)...)
		s.add(Line{})
	}
	return book("各村班子情况", s)
}

// handwritten mixes ways of writing within each column, as many hands fill one sheet.
func (t *Town) handwritten() Book {
	forms := []string{"1975.06", "1975年6月", "19750612", "75.6", "1975/06", "1975-6-12", "1975.6", "1975年6月12日", "197506"}
	seps := []string{"、", ",", "兼", "\n", "/", ";"}
	s := Sheet{Name: "汇总"}
	cols := []column{number, village, name, sex,
		textColumn("出生年月", func(p *Person, i int) string { return in(forms[i%len(forms)], p.Birth) }),
		textColumn("学历", func(p *Person, i int) string { return word(educationWords, p.Education(), i) }),
		textColumn("政治面貌", func(p *Person, i int) string { return word(politicalWords, p.Political, i) }),
		textColumn("入党时间", func(p *Person, i int) string { return in(forms[(i+4)%len(forms)], p.Joined) }),
		textColumn("职务", func(p *Person, i int) string { return p.posts(seps[i%len(seps)]) })}
	s.add(headLine(cols))
	for i, p := range t.People() {
		s.add(rowLine(cols, p, i))
	}
	return book("手填汇总", s)
}
