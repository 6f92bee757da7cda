package policy

import (
	"slices"

	"yanpan.dev"
)

// Theme is a heading of a paper under which several categories of findings are
// told in one passage, with one heading for the problems and one for the measures.
type Theme struct {
	ID         string
	Problem    string   // heading above the problems: 年龄结构不够合理
	Measure    string   // heading above the measures: 优化年龄结构
	Categories []string // of problems and targets, in the order in which they are told
	Basis      yanpan.Citation
	Pack       string
	Pos        Pos
}

func themeShape() *object {
	return &object{name: "theme", label: "标题", keys: []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "problem", label: "问题的标题", shape: shapeText, required: true},
		{name: "measure", label: "措施的标题", shape: shapeText, required: true},
		{name: "categories", label: "归入的类别", shape: shapeText, required: true},
		basisKey(),
	}}
}

// theme reads one heading. A category stands under one heading only.
func (rr *ruleReader) theme(s *section, p *Pack) {
	t := Theme{ID: s.text("id"), Problem: s.text("problem"), Measure: s.text("measure"), Basis: s.citation(), Pack: p.ID, Pos: s.posOf("id")}
	t.Categories = splitWords(s.text("categories"))
	for _, other := range p.Themes {
		if other.ID == t.ID && t.ID != "" {
			s.fault("id", "换一个编号", "编号“%s”已在 %s 用过", t.ID, other.Pos)
		}
		for _, c := range t.Categories {
			if slices.Contains(other.Categories, c) {
				s.fault("categories", "一个类别只归入一个标题", "类别“%s”已在 %s 归入“%s”", c, other.Pos, other.Problem)
			}
		}
	}
	p.Themes = append(p.Themes, t)
}

// overlayThemes puts headings on top of others: one with the same id takes the
// place of the higher pack's, a new one stands behind them, and a category that
// is named again leaves the heading it stood under.
func overlayThemes(all, more []Theme) []Theme {
	out := slices.Clone(all)
	for i := range out {
		out[i].Categories = slices.DeleteFunc(slices.Clone(out[i].Categories), func(c string) bool {
			return slices.ContainsFunc(more, func(t Theme) bool { return slices.Contains(t.Categories, c) })
		})
	}
	for _, t := range more {
		if i := slices.IndexFunc(out, func(o Theme) bool { return o.ID == t.ID }); i >= 0 {
			out[i] = t
		} else {
			out = append(out, t)
		}
	}
	return out
}

// ThemeOf gives the position in Themes of the heading that a category stands
// under; -1 where no pack says.
func (rs *Rules) ThemeOf(category string) int {
	return slices.IndexFunc(rs.Themes, func(t Theme) bool { return slices.Contains(t.Categories, category) })
}
