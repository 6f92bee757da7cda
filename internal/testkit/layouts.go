package testkit

import (
	"fmt"
	"slices"

	"yanpan.dev/roster"
)

// Layout is one way of writing the people of the township down.
type Layout struct {
	Name  string
	About string
	Heads bool  // only secretaries and directors stand in it
	Knows Extra // what it records beyond persons and posts
	Book  Book
}

// Count gives the figures that a reader of the layout finds of the town: where
// only the heads stand in it, each with the post of its heading alone.
func (l Layout) Count(t *Town) Figures {
	if !l.Heads {
		return Count(t, t.People(), l.Knows)
	}
	var heads []*Person
	for _, p := range t.Heads() {
		q := *p
		if q.Party != roster.Secretary {
			q.Party = roster.TitleUnknown
		}
		if q.Villagers != roster.Director {
			q.Villagers = roster.TitleUnknown
		}
		heads = append(heads, &q)
	}
	return Count(t, heads, l.Knows)
}

// LayoutTown is the part of the township that the layouts show: twelve
// villages, those with a story among them.
func LayoutTown() *Town {
	return Build().Part("石桥村", "杨家坝村", "松林村", "枫林社区", "柳河村", "何家嘴村", "黄泥塘村", "高岩村", "西河社区", "陈家沟村", "大垭口村", "红星村")
}

// Layouts writes the same people in every layout.
func Layouts(t *Town) []Layout {
	return []Layout{
		{Name: "01平铺名单", About: "一行一人,村名逐行填写", Book: t.flat()},
		{Name: "02合并村名", About: "村名纵向合并,空缺职位占一行", Book: t.merged()},
		{Name: "03分组小计", About: "村名写在分组行,小计合计用公式,学历分两栏,出生年月带年龄", Book: t.groups()},
		{Name: "04一村一表", About: "村名只在工作表名,日期为日期单元格", Book: t.sheets()},
		{Name: "05双层表头", About: "两级表头,党内、行政职务分栏,身份证号全", Book: t.twoLevels()},
		{Name: "06并列职务", About: "职务并列一格,姓名中空,村名前带镇名", Book: t.joined()},
		{Name: "07两张名单", About: "党组织、村委会各一张名单,同一人两处都在", Book: t.twoLists()},
		{Name: "08正职并列", About: "一村一行,书记、主任左右并列", Heads: true, Book: t.heads()},
		{Name: "09宽表", About: "无关列多,每20行重复表头,日期是没有格式的序列号", Knows: Extra{WellOff: true, Tenure: true}, Book: t.wide()},
		{Name: "10倒序列", About: "列序颠倒,两位年份", Book: t.reversed()},
		{Name: "11隐藏行列", About: "有隐藏的行和列,尾部有备注和签字", Book: t.hiding()},
		{Name: "12片区分表", About: "一片区一表,村名不带村字,全角空格", Book: t.areas()},
		{Name: "13逐村分块", About: "一表之内每村一块,块上有标题,日期用汉字", Book: t.blocks()},
		{Name: "14手填混写", About: "同一列里日期、学历、面貌、职务写法各异", Book: t.handwritten()},
	}
}

// column is one column of a people's table; i is the person's place in the list.
type column struct {
	head string
	cell func(p *Person, i int) Cell
}

func textColumn(head string, f func(p *Person, i int) string) column {
	return column{head, func(p *Person, i int) Cell { return Cell{Text: f(p, i)} }}
}

// The columns that most layouts have, in their plain forms.
var (
	number  = column{"序号", func(_ *Person, i int) Cell { return Cell{Number: fmt.Sprint(i + 1)} }}
	village = textColumn("村(社区)", func(p *Person, _ int) string { return p.Village.Name })
	name    = textColumn("姓名", func(p *Person, _ int) string { return p.Name })
	sex     = textColumn("性别", func(p *Person, _ int) string { return p.Sex.String() })
	nation  = textColumn("民族", func(p *Person, _ int) string { return p.Ethnicity })
	identi  = textColumn("身份证号", func(p *Person, _ int) string { return p.ID })
	politic = textColumn("政治面貌", func(p *Person, _ int) string { return word(politicalWords, p.Political, 0) })
	educat  = textColumn("学历", func(p *Person, _ int) string { return word(educationWords, p.Education(), 0) })
	fullTim = textColumn("全日制学历", func(p *Person, i int) string { return word(educationWords, p.FullTime, i) })
	partTim = textColumn("在职学历", func(p *Person, i int) string { return word(educationWords, p.PartTime, i) })
	post    = textColumn("职务", func(p *Person, _ int) string { return p.posts("、") })
)

func birth(head, form string) column {
	return textColumn(head, func(p *Person, _ int) string { return in(form, p.Birth) })
}

func joined(head, form string) column {
	return textColumn(head, func(p *Person, _ int) string { return in(form, p.Joined) })
}

func since(head, form string) column {
	return textColumn(head, func(p *Person, _ int) string { return in(form, p.Since) })
}

func headLine(cols []column) Line {
	var l Line
	for _, c := range cols {
		l.Cells = append(l.Cells, Cell{Text: c.head, Head: true})
	}
	return l
}

func rowLine(cols []column, p *Person, i int) Line {
	var l Line
	for _, c := range cols {
		cell, ok := p.Cells[c.head]
		if !ok {
			cell = c.cell(p, i)
		}
		l.Cells = append(l.Cells, cell)
	}
	return l
}

func book(name string, sheets ...Sheet) Book { return Book{Name: name, Sheets: sheets} }

func (t *Town) flat() Book {
	s := Sheet{Name: "花名册"}
	cols := []column{number, village, name, sex, nation, birth("出生年月", "1975.06"), politic, educat, joined("入党时间", "1975.06"), post, since("任现职时间", "1975.06")}
	s.add(headLine(cols))
	for i, p := range t.People() {
		s.add(rowLine(cols, p, i))
	}
	return book("村社区干部花名册", s)
}

func (t *Town) merged() Book {
	s := Sheet{Name: "Sheet1"}
	cols := []column{name, sex, birth("出生年月", "1975年6月"), educat, politic, joined("入党时间", "1975年6月"), textColumn("现任职务", func(p *Person, _ int) string { return p.posts("、") }), since("任职时间", "1975年6月")}
	s.add(across(t.Name+"村(社区)“两委”干部基本情况表", len(cols)+2), Line{})
	head := headLine(cols)
	head.Cells = append([]Cell{{Text: "序号", Head: true}, {Text: "村(社区)名称", Head: true}}, head.Cells...)
	s.add(head)
	for i, v := range t.Villages {
		lines := v.lines(cols)
		lines[0].Cells = append([]Cell{{Number: fmt.Sprint(i + 1), Down: len(lines)}, {Text: v.Name, Down: len(lines)}}, lines[0].Cells...)
		s.add(lines...)
	}
	return book("两委干部基本情况", s)
}

// lines gives the village's rows; a vacant post of secretary has one of its own.
func (v *Village) lines(cols []column) []Line {
	var out []Line
	if v.story["vacant"] {
		l := Line{Cells: make([]Cell, len(cols))}
		for i, c := range cols {
			switch c.head {
			case "姓名":
				l.Cells[i].Text = "空缺"
			case "职务", "现任职务":
				l.Cells[i].Text = v.Party() + "书记"
			}
		}
		out = append(out, l)
	}
	for i, p := range v.People {
		out = append(out, rowLine(cols, p, i))
	}
	return out
}

var ordinals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"}

func (t *Town) groups() Book {
	s := Sheet{Name: "一览表"}
	age := textColumn("出生年月\n(年龄)", func(p *Person, _ int) string {
		return fmt.Sprintf("%s\n(%d岁)", in("1975.06", p.Birth), yearsOld(p.Birth, t.AsOf))
	})
	cols := []column{number, name, sex, age, politic, fullTim, partTim, joined("入党时间", "1975.06"), textColumn("现 任 职 务", func(p *Person, _ int) string { return p.posts("、") }), since("任现职\n时间", "1975.06"), textColumn("备注", func(*Person, int) string { return "" })}
	s.add(across(t.Name+"村(社区)干部一览表(2026年10月)", len(cols)), headLine(cols))
	i, sums := 0, ""
	for n, v := range t.Villages {
		s.add(across(fmt.Sprintf("%s、%s(%d人)", ordinals[n%len(ordinals)], v.Name, len(v.People)), len(cols)))
		first := len(s.Lines) + 1
		for _, p := range v.People {
			s.add(rowLine(cols, p, i))
			i++
		}
		s.add(Line{Cells: []Cell{{Text: "小计"}, {Formula: fmt.Sprintf("COUNTA([.B%d:.B%d])", first, len(s.Lines)), Number: fmt.Sprint(len(v.People))}}})
		sums += fmt.Sprintf("+[.B%d]", len(s.Lines))
	}
	s.add(Line{Cells: []Cell{{Text: "合计"}, {Formula: sums[1:], Number: fmt.Sprint(i)}}})
	s.add(across("填表人:钟莹      审核人:            填表日期:2026年10月31日", len(cols)))
	return book("干部一览表", s)
}

func (t *Town) sheets() Book {
	cols := []column{number, name, sex, {"出生年月", func(p *Person, _ int) Cell { return Cell{Date: p.Birth} }}, nation, educat, politic, {"入党时间", func(p *Person, _ int) Cell { return Cell{Date: p.Joined} }}, post}
	b := book("各村班子成员")
	for _, v := range t.Villages {
		s := Sheet{Name: v.Name}
		s.add(across("“两委”班子成员名单", len(cols)), headLine(cols))
		s.add(v.lines(cols)...)
		b.Sheets = append(b.Sheets, s)
	}
	return b
}

// The posts by body, as they stand under a heading that names the body.
var (
	underParty = func(p *Person, _ int) string { return bare(p.partyPost(), "党支部", "党总支", "党委") }
	underOther = func(p *Person, _ int) string { return p.otherPost() }
	underPosts = func(p *Person, _ int) string { return bare(p.villagePost(), "村委会", "居委会") }
)

func (t *Town) twoLevels() Book {
	s := Sheet{Name: "信息采集表"}
	cols := []column{number, village, name, sex, identi, birth("出生年月", "19750612"), nation, politic, joined("入党时间", "19750612"), fullTim, partTim,
		textColumn("党内", underParty), textColumn("行政", underPosts), textColumn("其他", underOther), since("任现职时间", "197506")}
	s.add(across(t.Name+"村(社区)干部信息采集表", len(cols)))
	s.add(across("填报单位(盖章):"+t.Name+"党建工作办公室", len(cols)))
	top, below := Line{}, Line{}
	groups := map[string]Cell{"姓名": {Text: "基本情况", Across: 7, Head: true}, "全日制学历": {Text: "文化程度", Across: 2, Head: true}, "党内": {Text: "现任职务", Across: 3, Head: true}}
	for _, c := range cols {
		if g, ok := groups[c.head]; ok {
			top.Cells = append(top.Cells, g)
		}
		switch c.head {
		case "序号", "村(社区)", "任现职时间":
			top.Cells = append(top.Cells, Cell{Text: c.head, Down: 2, Head: true})
		default:
			below.Cells = append(below.Cells, Cell{Text: c.head, Head: true})
		}
	}
	s.add(top, below)
	for i, p := range t.People() {
		s.add(rowLine(cols, p, i))
	}
	return book("村干部信息采集表", s)
}

func (t *Town) joined() Book {
	s := Sheet{Name: "名册"}
	cols := []column{textColumn("单位", func(p *Person, _ int) string { return t.Name + p.Village.Name }),
		textColumn("姓 名", func(p *Person, _ int) string { return spaced(p.Name) }), sex, birth("出生\n年月", "197506"),
		textColumn("文化程度", func(p *Person, _ int) string { return word(educationWords, p.Education(), 1) }),
		textColumn("政治面貌", func(p *Person, _ int) string { return word(politicalWords, p.Political, 1) }), joined("入党年月", "197506"),
		textColumn("担任职务", func(p *Person, _ int) string { return p.posts("、") })}
	s.add(headLine(cols))
	for i, p := range t.People() {
		s.add(rowLine(cols, p, i))
	}
	return book("青石镇村干部名册", s)
}

func (t *Town) twoLists() Book {
	base := []column{number, village, name, sex, birth("出生年月", "1975-6-12"), politic, educat}
	party, villagers, others := Sheet{Name: "党组织"}, Sheet{Name: "村(居)委会"}, Sheet{Name: "其他干部"}
	partyCols := append(slices.Clone(base), textColumn("党组织职务", func(p *Person, _ int) string { return p.partyPost() }))
	villageCols := append(slices.Clone(base), textColumn("村(居)委会职务", func(p *Person, _ int) string { return p.villagePost() }))
	otherCols := append(slices.Clone(base), textColumn("职务", underOther))
	party.add(across(t.Name+"村(社区)党组织班子成员名单", len(partyCols)), headLine(partyCols))
	villagers.add(across(t.Name+"村(居)委会成员名单", len(villageCols)), headLine(villageCols))
	others.add(across(t.Name+"其他村干部名单", len(otherCols)), headLine(otherCols))
	for i, p := range t.People() {
		if p.Party != roster.TitleUnknown {
			party.add(rowLine(partyCols, p, i))
		}
		if p.Villagers != roster.TitleUnknown {
			villagers.add(rowLine(villageCols, p, i))
		}
		if !p.IsMember() {
			others.add(rowLine(otherCols, p, i))
		}
	}
	return book("党组织和村委会名单", party, villagers, others)
}
