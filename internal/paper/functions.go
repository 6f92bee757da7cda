package paper

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

func count(n int) string { return strconv.Itoa(n) }

// functions are the words of templates. Each gives text or a list; a figure
// that the data cannot tell makes its sentence fall away.
func (m *Material) functions() template.FuncMap {
	all := m.Set.All()
	get := func(id string) (figure.Figure, bool) { return m.Set.Get(all, id) }
	return template.FuncMap{
		"num":       func(id string) string { return printFigure(get(id)) },
		"pct":       func(id string) string { return printPercent(get(id)) },
		"has":       func(id string) bool { f, ok := get(id); return ok && f.Known && f.Ratio.Num > 0 },
		"known":     func(id string) bool { f, ok := get(id); return ok && f.Known },
		"same":      func(a, b string) bool { f, _ := get(a); g, _ := get(b); return f.Int() == g.Int() },
		"partition": func(group string) string { return m.partition(group) },
		"shares":    func(group string) string { return m.shares(group) },
		"lists":     func(list []Named) bool { return len(list) > 0 },
		"where":     m.where,
		"people":    m.people,
		"names":     func(list []Named) string { return m.namesOf(namesOnly(list)) },
		"ranked":    m.ranked,
		"size":      func(list []Named) string { return count(len(list)) },
		"blank":     func(what string) string { return "【待填:" + what + "】" },
		"need":      missing,
		"whole":     func() string { w, _ := m.words(); return w },
		"ours":      func() string { _, o := m.words(); return o },
		"noun":      m.villageNoun,
		"kinds":     m.kindsText,
		"activity":  m.activity,
		"held":      m.held,
		"evaluated": m.evaluated,
		"sanctions": m.sanctions,
		"told":      m.toldCount,
	}
}

func printFigure(f figure.Figure, ok bool) string {
	if !ok || !f.Known {
		return missing(f.Label)
	}
	return traced(f.ID, f.Value.String())
}

func printPercent(f figure.Figure, ok bool) string {
	if !ok || f.Percent == nil {
		return missing(f.Label + "占比")
	}
	return traced(f.ID, *f.Percent)
}

// group gives the parts of a partition that count somebody, those that count
// nobody, and the number of people for whom nothing was recorded.
func (m *Material) group(name string) (some, none []figure.Figure, unknown int) {
	for _, f := range m.Set.Figures(m.Set.All()) {
		group, part, ok := strings.Cut(f.ID, ".")
		switch {
		case !ok || group != name:
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
	some, none, unknown := m.group(name)
	if len(some) == 0 {
		return missing(groupLabels[name])
	}
	var parts, without []string
	for _, f := range some {
		parts = append(parts, f.Label+traced(f.ID, f.Value.String())+"人")
	}
	text := strings.Join(parts, "、")
	if name == "education" || name == "age" {
		for _, f := range none {
			without = append(without, noneText(name, f))
		}
	}
	if unknown > 0 {
		text += ",另有" + traced(name+".unknown", count(unknown)) + "人" + groupLabels[name] + "未登记"
	}
	if len(without) > 0 {
		text += ",无" + strings.Join(without, "、")
	}
	return text
}

// noneText names people of whom there are none: 研究生, 小学学历者, 60岁以上者.
func noneText(group string, f figure.Figure) string {
	if group == "age" {
		return f.Label + "者"
	}
	if f.ID == "education.graduate" {
		return f.Label
	}
	return f.Label + "学历者"
}

var groupLabels = map[string]string{"gender": "性别", "political": "政治面貌", "education": "学历", "age": "年龄"}

// shares lists the percentages of the parts that partition names, in its order.
func (m *Material) shares(name string) string {
	some, _, _ := m.group(name)
	var parts []string
	for _, f := range some {
		parts = append(parts, printPercent(f, true))
	}
	if len(parts) == 1 {
		return "占" + parts[0]
	}
	return "分别占" + strings.Join(parts, "、")
}

// Named is a village with the value for which it is named.
type Named struct {
	Name  string
	Value figure.Figure
}

func namesOnly(list []Named) []string {
	var names []string
	for _, n := range list {
		names = append(names, n.Name)
	}
	return names
}

// where lists the villages whose figure stands in the relation to the limit,
// the highest value first. A figure that is not known fits no relation.
func (m *Material) where(id, relation string, limit int) []Named {
	var out []Named
	for v := range m.Set.Villages() {
		f, ok := m.Set.Get(m.Set.VillageScope(v), id)
		if !ok || !f.Known {
			continue
		}
		if holds(relation, valueOf(f).Cmp(yanpan.Ratio{Num: int64(limit), Den: 1})) {
			out = append(out, Named{m.Records.Villages[v].Name, f})
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

// ranked lists villages with their values: 孙家沟村(52.2岁)、….
func (m *Material) ranked(list []Named) string {
	var names []string
	for _, n := range list {
		names = append(names, n.Name+"("+n.Value.Value.String()+n.Value.Unit+")")
	}
	return m.namesOf(names)
}

// kindsText is 10个村、2个社区, and 12个村 where there is one kind only.
func (m *Material) kindsText() string {
	villages, communities := m.kinds()
	if villages+communities != len(m.Records.Villages) || villages == 0 || communities == 0 {
		return traced("villages", count(len(m.Records.Villages))) + "个" + m.villageNoun()
	}
	return traced("villages", count(villages)) + "个村、" + traced("villages", count(communities)) + "个社区"
}

// people counts secretaries (书记) by education, or gives their youngest and oldest.
func (m *Material) people(what string) string {
	secretaries := m.Set.Pick(m.Set.All(), figure.Filter{Any: figure.IsSecretary})
	if len(secretaries) == 0 {
		return missing("党组织书记名单")
	}
	switch what {
	case "oldest", "youngest":
		return m.extreme(secretaries, what)
	}
	return m.educations(secretaries)
}

func (m *Material) extreme(people []int, what string) string {
	var ages []int
	for _, p := range people {
		if a := m.Set.Age(p); a >= 0 {
			ages = append(ages, a)
		}
	}
	if len(ages) == 0 {
		return missing("党组织书记出生年月")
	}
	if what == "oldest" {
		return count(slices.Max(ages))
	}
	return count(slices.Min(ages))
}

// educations lists the schooling below junior college: 高中(中专)3人,小学2人.
func (m *Material) educations(people []int) string {
	levels := []struct {
		level roster.Education
		label string
	}{{roster.SeniorSecondary, "高中(中专)"}, {roster.JuniorSecondary, "初中"}, {roster.Primary, "小学"}}
	var parts []string
	for _, l := range levels {
		n := 0
		for _, p := range people {
			if m.Records.People[p].Education == l.level {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, l.label+count(n)+"人")
		}
	}
	return strings.Join(parts, ",")
}

// toldCount is how many villages have a number or text of the village file recorded.
func (m *Material) toldCount(field string) int {
	n := 0
	for _, v := range m.Records.Villages {
		if _, ok := v.Numbers[roster.Field(field)]; ok || v.Texts[roster.Field(field)] != "" {
			n++
		}
	}
	return n
}

// sanctions counts measures of members since the records begin.
func (m *Material) sanctions() string {
	if len(m.Records.Sanctions) == 0 {
		return missing("处分情况")
	}
	return count(len(m.Records.Sanctions))
}

// held is the sum over activities of a kind: sessions, participants, copies or masses.
func (m *Material) held(kind, what string) string {
	total, found := 0, false
	for _, a := range m.Records.Activities {
		if !strings.Contains(a.Kind, kind) && !strings.Contains(a.Name, kind) {
			continue
		}
		found = true
		total += map[string]int{"sessions": a.Sessions, "participants": a.Participants, "copies": a.Copies, "masses": a.Masses}[what]
	}
	if !found || total == 0 {
		return missing(kind + "开展情况")
	}
	return traced("activity."+what, count(total))
}

// activity reports whether any activity of the kind is on record.
func (m *Material) activity(kind string) bool {
	return slices.ContainsFunc(m.Records.Activities, func(a roster.Activity) bool {
		return strings.Contains(a.Kind, kind) || strings.Contains(a.Name, kind)
	})
}

// evaluated sums the totals of the evaluations of teams.
func (m *Material) evaluated(what string) string {
	total, found := 0, false
	for _, e := range m.Records.Evaluations {
		if !strings.Contains(e.Subject, "班子") {
			continue
		}
		found = true
		total += map[string]int{"villages": 1, "issued": e.Issued, "collected": e.Collected, "valid": e.Valid, "first": e.First, "second": e.Second, "third": e.Third}[what]
	}
	if !found {
		return missing("民主测评情况")
	}
	return traced("evaluation."+what, count(cmp.Or(total, 0)))
}
