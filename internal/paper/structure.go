package paper

import (
	"yanpan.dev/figure"
)

// structureColumn is one column of the table of structure by village.
type structureColumn struct {
	group string // heading above several columns; "" for none
	label string
	id    string
}

// structureColumns are those of the table of structure: bodies, sex, age,
// education, heads. The age bands are those in force.
func structureColumns(set *figure.Set) []structureColumn {
	cols := []structureColumn{
		{"", "“两委”成员", "members"}, {"其中", "党组织委员", "party_committee"}, {"其中", "村(居)委会成员", "villagers_committee"}, {"其中", "交叉任职", "cross_posted"},
		{"性别", "男", "gender.male"}, {"性别", "女", "gender.female"},
	}
	for _, g := range []struct{ id, label string }{{"age", "年龄"}, {"education", "学历"}} {
		for _, f := range set.Figures(set.All()) {
			if group, part := cutID(f.ID); group == g.id && part != "unknown" {
				cols = append(cols, structureColumn{g.label, f.Label, f.ID})
			}
		}
	}
	return append(cols, unknownColumns(set)...)
}

// unknownColumns adds a column of 未登记 for every partition that has any, so that the parts add up on the page.
func unknownColumns(set *figure.Set) []structureColumn {
	var cols []structureColumn
	for _, id := range []string{"gender.unknown", "age.unknown", "education.unknown"} {
		if f, _ := set.Get(set.All(), id); f.Int() > 0 {
			cols = append(cols, structureColumn{"未登记", map[string]string{"gender.unknown": "性别", "age.unknown": "年龄", "education.unknown": "学历"}[id], id})
		}
	}
	return append(cols, structureColumn{"", "平均年龄", "average_age"}, structureColumn{"", "一肩挑", "dual_head"})
}

func cutID(id string) (group, part string) {
	for i := range len(id) {
		if id[i] == '.' {
			return id[:i], id[i+1:]
		}
	}
	return "", id
}

// structureHead gives the two lines of the head: groups over labels.
func structureHead(first []string, cols []structureColumn) []HeadRow {
	var top, below HeadRow
	for _, f := range first {
		top = append(top, HeadCell{Text: f, RowSpan: 2})
	}
	for i := 0; i < len(cols); {
		if cols[i].group == "" {
			top = append(top, HeadCell{Text: cols[i].label, RowSpan: 2})
			i++
			continue
		}
		n := 0
		for i+n < len(cols) && cols[i+n].group == cols[i].group {
			below = append(below, HeadCell{Text: cols[i+n].label})
			n++
		}
		top = append(top, HeadCell{Text: cols[i].group, ColSpan: n})
		i += n
	}
	return []HeadRow{top, below}
}

// valueCell is a figure in a cell; what the data cannot tell is a dash.
func valueCell(f figure.Figure) Cell {
	if !f.Known {
		return text("—")
	}
	return Cell{Number: f.Value.String()}
}

// StructureSheet is the table of structure by village, the total at the foot.
func (m *Material) StructureSheet() Sheet {
	s := m.structureSheet(structureColumns(m.Set))
	s.Charts = []Chart{m.chart("age", "年龄结构(单位:人)"), m.chart("education", "学历结构(单位:人)")}
	return s
}

func (m *Material) structureSheet(cols []structureColumn) Sheet {
	for i := range cols {
		cols[i].label = m.local(cols[i].label)
	}
	s := Sheet{Name: "班子结构", Title: m.Township() + m.villageNoun() + "“两委”班子结构统计表", Unit: "人、岁", Head: structureHead([]string{"序号", m.local("村(社区)")}, cols)}
	s.Columns = []Column{{Width: 5, Kind: CountCells}, {Width: 14}}
	for _, c := range cols {
		s.Columns = append(s.Columns, Column{Width: 7, Kind: kindOf(c.id)})
	}
	for v, village := range m.Records.Villages {
		row := []Cell{{Number: count(v + 1)}, text(village.Name)}
		for _, c := range cols {
			f, _ := m.Set.Get(m.Set.VillageScope(v), c.id)
			row = append(row, villageCell(c, f))
		}
		s.Rows = append(s.Rows, row)
	}
	s.Total = []Cell{text(""), text("合计")}
	for _, c := range cols {
		f, _ := m.Set.Get(m.Set.All(), c.id)
		cell := valueCell(f)
		cell.Sum = f.Unit != "岁" && c.id != "dual_head"
		s.Total = append(s.Total, cell)
	}
	return s
}

// villageCell shows 是 or 否 for one village's 一肩挑, and the value for everything else.
func villageCell(c structureColumn, f figure.Figure) Cell {
	if c.id != "dual_head" {
		return valueCell(f)
	}
	if f.Int() > 0 {
		return text("是")
	}
	return text("否")
}

func kindOf(id string) CellKind {
	if id == "average_age" || id == "secretaries_average_age" {
		return DecimalCells
	}
	return CountCells
}

// chart shows a partition of the whole area, those not recorded among it where there are any.
func (m *Material) chart(group, title string) Chart {
	c := Chart{Title: typeset(title), Kind: ColumnChart}
	for _, f := range m.Set.Figures(m.Set.All()) {
		g, part := cutID(f.ID)
		if g != group || part == "unknown" && f.Int() == 0 {
			continue
		}
		c.Names, c.Cells = append(c.Names, f.Label), append(c.Cells, f.Value.String())
	}
	return c
}
