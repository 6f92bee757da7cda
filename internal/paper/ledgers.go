package paper

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

// FigureSheet lists every figure of the whole area with its base, its
// percentage, its definition and how many records stand behind it.
func (m *Material) FigureSheet() Sheet {
	s := Sheet{
		Name: "总体情况", Title: m.Township() + m.villageNoun() + "“两委”班子总体情况",
		Head:    []HeadRow{{{Text: "指标"}, {Text: "数值"}, {Text: "单位"}, {Text: "占比(%)"}, {Text: "分母"}, {Text: "口径"}, {Text: "明细条数"}}},
		Columns: []Column{{Width: 26}, {Width: 9, Kind: NumberCells}, {Width: 6}, {Width: 9, Kind: PercentCells}, {Width: 24}, {Width: 64}, {Width: 9, Kind: CountCells}},
	}
	figures := m.Set.Figures(m.Set.All())
	for _, f := range figures {
		s.Rows = append(s.Rows, []Cell{words(m.local(f.Label)), valueCell(f), words(f.Unit), percentCell(f), words(m.local(baseLabel(f, figures))), words(m.local(f.Definition)), m.behindCell(f)})
	}
	return s
}

// behindCell is the number of records behind a figure; none stands behind a vacancy.
func (m *Material) behindCell(f figure.Figure) Cell {
	if f.ID == "vacancies" {
		return text("—")
	}
	return Cell{Number: count(m.behind(f))}
}

func percentCell(f figure.Figure) Cell {
	if f.Percent == nil {
		return text("—")
	}
	return Cell{Number: strings.TrimSuffix(*f.Percent, "%")}
}

func baseLabel(f figure.Figure, all []figure.Figure) string {
	if f.Base == nil {
		return "—"
	}
	i := slices.IndexFunc(all, func(g figure.Figure) bool { return g.ID == *f.Base })
	return all[i].Label + all[i].Value.String() + all[i].Unit
}

// RosterSheet is the ledger of all people, one line each, in the order of the villages.
func (m *Material) RosterSheet() Sheet {
	s := Sheet{
		Name: "花名汇总", Title: m.Township() + m.villageNoun() + "干部花名汇总",
		Head:    []HeadRow{{{Text: "序号"}, {Text: m.local("村(社区)")}, {Text: "姓名"}, {Text: "性别"}, {Text: "出生年月"}, {Text: "年龄"}, {Text: "学历"}, {Text: "政治面貌"}, {Text: "职务"}, {Text: "任现职时间"}, {Text: "来源"}}},
		Columns: []Column{{Width: 5, Kind: CountCells}, {Width: 14}, {Width: 9}, {Width: 5}, {Width: 11}, {Width: 5, Kind: CountCells}, {Width: 11}, {Width: 12}, {Width: 34}, {Width: 11}, {Width: 34}},
	}
	for n, i := range m.byVillage() {
		s.Rows = append(s.Rows, m.rosterRow(n+1, i))
	}
	return s
}

// byVillage gives the people's indexes in the order of their villages.
func (m *Material) byVillage() []int {
	order := make([]int, len(m.Records.People))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return m.Records.People[a].Village - m.Records.People[b].Village })
	return order
}

func (m *Material) rosterRow(n, i int) []Cell {
	p := &m.Records.People[i]
	age := text("")
	if a := m.Set.Age(i); a >= 0 {
		age = Cell{Number: count(a)}
	}
	place := p.Places[0]
	return []Cell{
		{Number: count(n)}, text(m.Records.Villages[p.Village].Name), text(p.Name), text(told(p.Sex == yanpan.SexUnknown, p.Sex.String())), text(dotted(p.Birth)), age,
		text(EducationLabel(p.Education)), text(PoliticalLabel(p.Political)), words(PostsText(p, m.Records.Villages[p.Village].Kind)), text(dotted(p.Since)),
		words("《" + place.File + "》“" + place.Sheet + "”表第" + count(place.Row) + "行"),
	}
}

func told(unknown bool, s string) string {
	if unknown {
		return ""
	}
	return s
}

// dotted writes a date as registers do: 1975.06.
func dotted(d yanpan.Date) string { return strings.ReplaceAll(d.String(), "-", ".") }

// EducationLabel is the word for the level, "" where none is told.
func EducationLabel(e roster.Education) string {
	return [...]string{"", "小学", "初中", "高中(中专)", "大专", "大学本科", "研究生"}[e]
}

// PoliticalLabel is the word for the status, "" where none is told.
func PoliticalLabel(p roster.Political) string {
	return [...]string{"", "中共党员", "中共预备党员", "共青团员", "民主党派", "无党派人士", "群众"}[p]
}
