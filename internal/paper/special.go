package paper

import (
	"slices"
	"strings"

	"yanpan.dev/gongwen"
	"yanpan.dev/policy"
)

// Shortfall is a village that a target is not reached in, as the statement lists it.
type Shortfall struct{ Village, What string }

// shortfalls lists the villages that do not reach the targets of age and schooling,
// village by village, by the records.
func (r *Renewal) shortfalls() []Shortfall {
	var out []Shortfall
	for v := range r.Material.Records.Villages {
		if what := r.shortOf(v); what != "" {
			out = append(out, Shortfall{clean(r.Material.Records.Villages[v].Name), what})
		}
	}
	return out
}

// shortOf says what a village does not reach: targets by name, averages with the
// village's own, people by their number.
func (r *Renewal) shortOf(village int) string {
	var named, told []string
	for _, t := range r.Material.Findings.Targets {
		if t.Outcome != policy.Unmet || t.Scope == policy.ScopeTownship || t.Advisory || !r.ageOrSchooling(t.RuleID) {
			continue
		}
		for _, u := range t.Unmet {
			switch {
			case u.Village != village:
			case t.Scope == policy.ScopePerson:
				told = append(told, "有"+count(max(len(u.People), 1))+"人不符合“"+inner(t.Label)+"”的要求")
			case r.unitOf(t.RuleID) == "岁" && u.Value != "":
				told = append(told, "班子平均年龄"+clean(u.Value)+",要求"+clean(t.Required))
			default:
				named = append(named, "“"+inner(strings.TrimPrefix(t.Label, "每个班子"))+"”")
			}
		}
	}
	if len(named) > 0 {
		told = append([]string{strings.Join(named, "") + "的目标未达到"}, told...)
	}
	return strings.Join(told, ";")
}

// inner is a text that stands in quotes: its own quotes are the inner ones.
func inner(s string) string { return strings.NewReplacer("“", "‘", "”", "’").Replace(clean(s)) }

func (r *Renewal) unitOf(rule string) string {
	if t := r.Material.Rules.Rule(rule); t != nil {
		return t.Unit
	}
	return ""
}

// ageOrSchooling reports whether a rule asks for ages or for schooling.
func (r *Renewal) ageOrSchooling(id string) bool {
	rule := r.Material.Rules.Rule(id)
	if rule == nil {
		return false
	}
	names := rule.Judged()
	for _, q := range rule.Queries {
		names = append(names, q.Name)
	}
	for _, v := range rule.Variables() {
		names = append(names, v.Name)
	}
	text := rule.Label + strings.Join(names, " ")
	for _, word := range []string{"age", "education", "岁", "学历", "大专"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// apart lists the villages whose secretary is not the director, both posts being
// held; one without a secretary or a director is a vacancy, not a refusal.
func (r *Renewal) apart() []Shortfall {
	var out []Shortfall
	rec := r.Material.Records
	for v := range rec.Villages {
		secretary, director, dual := "", "", false
		for i := range rec.People {
			p := &rec.People[i]
			if p.Village != v {
				continue
			}
			if p.IsSecretary() {
				secretary = "有"
			}
			if p.IsDirector() {
				director = "有"
			}
			dual = dual || p.IsSecretary() && p.IsDirector()
		}
		if secretary != "" && director != "" && !dual {
			out = append(out, Shortfall{clean(rec.Villages[v].Name), "书记、主任没有“一肩挑”"})
		}
	}
	return out
}

// statementAttachment is the table of the statement: the reason is for the
// village to write.
func (r *Renewal) statementAttachment() (gongwen.Attachment, bool) {
	list := r.shortfalls()
	for _, a := range r.apart() {
		if i := slices.IndexFunc(list, func(s Shortfall) bool { return s.Village == a.Village }); i >= 0 {
			list[i].What += ";" + a.What
		} else {
			list = append(list, a)
		}
	}
	if len(list) == 0 {
		return gongwen.Attachment{}, false
	}
	t := gongwen.Table{Head: 1, Columns: []gongwen.Column{{Width: 6, Align: gongwen.Center}, {Width: 14, Align: gongwen.Center}, {Width: 44, Align: gongwen.Left}, {Width: 26, Align: gongwen.Left}}}
	t.Rows = append(t.Rows, gongwen.TextRow("序号", typeset(r.Material.local("村(社区)")), "达不到的要求", "原因"))
	for i, s := range list {
		t.Rows = append(t.Rows, gongwen.TextRow(count(i+1), typeset(s.Village), typeset(r.Material.local(s.What)), visible("原因")))
	}
	return gongwen.Attachment{Title: typeset(r.Material.local("村(社区)“两委”换届有关要求不能落实情况表")), Body: []gongwen.Block{t}}, true
}
