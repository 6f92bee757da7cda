package paper

import (
	"slices"
	"strconv"
	"strings"
	"text/template"

	"yanpan.dev"
	"yanpan.dev/figure"
)

func count(n int) string { return strconv.Itoa(n) }

// functions are the words of templates. Each gives text, a list or a condition;
// what the data cannot tell makes its sentence fall away.
func (m *Material) functions() template.FuncMap {
	whole, ours := m.words()
	return template.FuncMap{
		// the paper
		"township": m.Township, "to": func() string { return m.To }, "org": func() string { return m.Org },
		"whole": func() string { return whole }, "ours": func() string { return ours }, "noun": m.villageNoun, "kinds": m.kindsText,
		"date": m.Date.Last().Chinese, "month": m.monthText, "blank": blank, "need": missing,
		// figures of the whole area
		"num": m.num, "pct": m.pct, "has": m.has, "every": m.every, "known": m.known, "nobody": m.nobody,
		"partition": m.partition, "shared": m.shared, "unrecorded": m.unrecorded,
		// villages
		"where": m.where, "names": m.names, "ranked": m.ranked, "local": m.local, "size": func(list []Named) int { return len(list) },
		// sentences
		"period": m.period, "heads": m.heads, "dual": m.dual, "vacancies": m.vacancies, "people": m.people, "reserves": m.reserves, "register": m.register, "conditions": m.conditions,
		"grades": m.grades, "evaluated": m.evaluated, "activities": m.activities, "survey": m.survey,
		// findings
		"problems": m.Problems, "judged": func() bool { return m.Rules != nil && len(m.Rules.Problems) > 0 }, "measures": m.Measures,
	}
}

func blank(what string) string { return "【待填:" + what + "】" }

// monthText is the month of the paper: 2026年6月.
func (m *Material) monthText() string {
	d, _ := yanpan.NewDate(m.Date.Year(), m.Date.Month(), 0)
	return d.Chinese()
}

func (m *Material) figure(id string) (figure.Figure, bool) { return m.Set.Get(m.Set.All(), id) }

func (m *Material) has(id string) bool {
	f, ok := m.figure(id)
	return ok && f.Known && f.Ratio.Num > 0
}

// every reports whether the figure counts everybody in its base.
func (m *Material) every(id string) bool {
	f, ok := m.figure(id)
	return ok && f.Known && f.Percent != nil && f.Ratio.Num == f.Ratio.Den && f.Ratio.Num > 0
}

func (m *Material) known(id string) bool {
	f, ok := m.figure(id)
	return ok && f.Known
}

// num prints a figure of the whole area.
func (m *Material) num(id string) string {
	f, ok := m.figure(id)
	switch {
	case !ok:
		return missing(id)
	case !f.Known:
		return missing(f.Label)
	}
	return traced(f.ID, f.Value.String())
}

// pct prints a figure's share of its base.
func (m *Material) pct(id string) string {
	f, ok := m.figure(id)
	if !ok || f.Percent == nil || !f.Known {
		return missing(f.Label)
	}
	return traced(f.ID, *f.Percent)
}

// nobody gives text where the figure is known, and lets its sentence fall away where it is not.
func (m *Material) nobody(id, text string) string {
	if !m.known(id) {
		f, _ := m.figure(id)
		return missing(f.Label)
	}
	return text
}

// group gives the parts of a partition that count somebody, those that count
// nobody, and the number of people for whom nothing was recorded.
func (m *Material) group(name string) (some, none []figure.Figure, unknown int) {
	for _, f := range m.Set.Figures(m.Set.All()) {
		group, part := cutID(f.ID)
		switch {
		case group != name:
		case part == "unknown":
			unknown = f.Int()
		case f.Int() == 0:
			none = append(none, f)
		default:
			some = append(some, f)
		}
	}
	return some, none, unknown
}

// partition writes a partition as a secretary does: 大学本科28人、大专8人,无研究生. What
// nobody recorded at all makes the sentence fall away; what few left out is said.
func (m *Material) partition(name string) string {
	return m.parts(name, func(f figure.Figure) string { return traced(f.ID, f.Value.String()) + "人" })
}

// shared is partition with the share behind every part: 35岁及以下20人(29.9%)、….
func (m *Material) shared(name string) string {
	return m.parts(name, func(f figure.Figure) string {
		return traced(f.ID, f.Value.String()) + "人(" + traced(f.ID, *f.Percent) + ")"
	})
}

func (m *Material) parts(name string, value func(figure.Figure) string) string {
	some, none, _ := m.group(name)
	if len(some) == 0 {
		return missing(groupLabels[name])
	}
	var parts, without []string
	for _, f := range some {
		parts = append(parts, f.Label+value(f))
	}
	text := strings.Join(parts, "、") + m.unrecorded(name)
	if name == "education" || name == "age" {
		for _, f := range none {
			without = append(without, noneText(f))
		}
	}
	if len(without) > 0 && len(without) <= maxNone {
		text += ",无" + strings.Join(without, "、")
	}
	return text
}

// unrecorded says how many people have nothing recorded, and nothing where there are none.
func (m *Material) unrecorded(name string) string {
	_, _, n := m.group(name)
	if n == 0 {
		return ""
	}
	return "、未登记" + traced(name+".unknown", count(n)) + "人"
}

// maxNone is how many parts that count nobody are named; a list of them tells nothing.
const maxNone = 2

// noneText names people of whom there are none: 研究生, 小学学历者, 60岁以上者.
func noneText(f figure.Figure) string {
	switch group, part := cutID(f.ID); {
	case group == "age":
		return f.Label + "者"
	case part == "graduate":
		return f.Label
	}
	return f.Label + "学历者"
}

var groupLabels = map[string]string{"gender": "性别", "political": "政治面貌", "education": "学历", "age": "年龄"}

// Named is a village with the value for which it is named.
type Named struct {
	Name    string
	Value   figure.Figure
	village int
}

// where lists the villages whose figure stands in the relation to the limit,
// the highest value first. A figure that is not known fits no relation.
func (m *Material) where(id, relation string, limit int) []Named {
	var out []Named
	for v := range m.Set.Villages() {
		f, ok := m.Set.Get(m.Set.VillageScope(v), id)
		if ok && f.Known && holds(relation, valueOf(f).Cmp(yanpan.Ratio{Num: int64(limit), Den: 1})) {
			out = append(out, Named{m.Records.Villages[v].Name, f, v})
		}
	}
	if relation == ">" || relation == ">=" {
		slices.SortStableFunc(out, func(a, b Named) int { return valueOf(b.Value).Cmp(valueOf(a.Value)) })
	}
	return out
}

// valueOf is the figure's own value: an average as a fraction, a count over one.
func valueOf(f figure.Figure) yanpan.Ratio {
	if f.Unit == "岁" {
		return f.Ratio
	}
	return yanpan.Ratio{Num: f.Ratio.Num, Den: 1}
}

func holds(relation string, c int) bool {
	switch relation {
	case ">":
		return c > 0
	case ">=":
		return c >= 0
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	}
	return c == 0
}

// names lists villages: up to five, then 等N个村.
func (m *Material) names(list []Named) string {
	var names []string
	for _, n := range list {
		names = append(names, clean(n.Name))
	}
	return m.namesOf(names)
}

// ranked lists villages with their values: 孙家沟村(52.2岁)、….
func (m *Material) ranked(list []Named) string {
	var names []string
	for _, n := range list {
		names = append(names, clean(n.Name)+"("+n.Value.Value.String()+n.Value.Unit+")")
	}
	return m.namesOf(names)
}

// kindsText is 10个村、2个社区, and 12个村 where there is one kind only.
func (m *Material) kindsText() string {
	villages, communities := m.kinds()
	if villages+communities != len(m.Records.Villages) || villages == 0 || communities == 0 {
		return m.num("villages") + "个" + m.villageNoun()
	}
	return traced("villages", count(villages)) + "个村、" + traced("villages", count(communities)) + "个社区"
}
