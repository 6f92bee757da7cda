package paper

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev/assess"
	"yanpan.dev/policy"
)

// targetSentence says which targets are not met: of the whole area with the
// value and the gap, of villages with their names, of people with their number.
// Targets with a base date of their own say so.
func (m *Material) targetSentence(targets []assess.Target) string {
	var parts []string
	said := ""
	for _, t := range targets {
		day := m.ownBase(t)
		part := ""
		if day != "" && day != said {
			part = "按方案以" + day + "为基准日计算,"
			said = day
		}
		switch t.Scope {
		case policy.ScopeTownship:
			part += townshipTarget(t)
		case policy.ScopePerson:
			part += m.personTarget(t)
		default:
			part += m.namesOf(shortNames(t)) + m.shortWords(t)
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ";") + "。"
}

// ownBase is the day of a target that counts ages at a day other than the
// paper's; shares of sex or schooling do not change with the day.
func (m *Material) ownBase(t assess.Target) string {
	if t.BaseDate == m.Date || t.Scope == policy.ScopeTownship && t.Verdict.Rule.Unit != "岁" {
		return ""
	}
	return t.BaseDate.Chinese()
}

func shortNames(t assess.Target) []string {
	var names []string
	for _, u := range t.Unmet {
		if name := clean(u.Name); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// personTarget counts the people who do not meet a target, and names villages only.
func (m *Material) personTarget(t assess.Target) string {
	n := 0
	for _, u := range t.Unmet {
		n += max(len(u.People), 1)
	}
	if m.targetSummary(t) != "" {
		return fmt.Sprintf("有%d名%s,涉及%s", n, m.shortWords(t), m.namesOf(shortNames(t)))
	}
	return fmt.Sprintf("有%d人%s,涉及%s", n, m.shortWords(t), m.namesOf(shortNames(t)))
}

// targetSummary is how the pack says that a target is not met; "" where it does not.
func (m *Material) targetSummary(t assess.Target) string {
	if m.Rules == nil {
		return ""
	}
	if r := m.Rules.Rule(t.RuleID); r != nil && r.Summary != nil {
		return clean(policy.Verdict{Rule: r}.Summary())
	}
	return ""
}

// shortWords says that a target is not met, by the pack's words where it has any.
func (m *Material) shortWords(t assess.Target) string {
	return orText(m.targetSummary(t), "未达到“"+clean(t.Label)+"”的要求")
}

// zeroInWords writes a share of nothing as papers do: 女性正职比例为零.
func zeroInWords(value string) string {
	if value == "0.0%" {
		return "零"
	}
	return value
}

func townshipTarget(t assess.Target) string {
	if t.Value == "" {
		return clean(t.Label) + "未达到要求"
	}
	part := clean(t.Label) + "为" + zeroInWords(clean(t.Value)) + ",要求" + clean(t.Required)
	if t.HasGap && t.Gap > 0 {
		word := "还差"
		if t.Verdict.Rule.Need.Caps() {
			word = "多出"
		}
		part += fmt.Sprintf(",%s%d%s", word, t.Gap, t.GapUnit)
	}
	return part
}

// unmet lists the binding targets that are not met. One that fails in the very
// villages in which a problem of the same heading was found is that problem in
// other words. The targets of an invented plan are nobody's.
func (m *Material) unmet() []assess.Target {
	if m.Borrowed() {
		return nil
	}
	groups := byRule(m.Findings.Findings)
	said := func(t assess.Target) bool {
		home := m.passageOf(t.Category)
		return slices.ContainsFunc(groups, func(g []assess.Finding) bool {
			o := m.passageOf(g[0].Category)
			return o.theme.ID == home.theme.ID && o.category == home.category && sameVillages(t.Unmet, g)
		})
	}
	var out []assess.Target
	for _, t := range m.Findings.Targets {
		if t.Outcome == policy.Unmet && !t.Advisory && (t.Scope == policy.ScopeTownship || len(t.Unmet) > 0 && !said(t)) {
			out = append(out, t)
		}
	}
	return out
}

// Borrowed reports whether the rules are those of the sample that comes with
// the program while the paper speaks of another township.
func (m *Material) Borrowed() bool {
	return m.Sample && !slices.ContainsFunc(m.samplePlaces(), func(name string) bool { return name != "" && name == m.Township() })
}

func (m *Material) samplePlaces() []string {
	var names []string
	if m.Rules != nil {
		for _, p := range m.Rules.Packs {
			if p.Authority == policy.SampleAuthority {
				names = append(names, p.Region.Name)
			}
		}
	}
	return names
}

func sameVillages(unmet []assess.Shortfall, findings []assess.Finding) bool {
	in := map[int]bool{}
	for _, f := range findings {
		in[f.Village] = true
	}
	for _, u := range unmet {
		if !in[u.Village] {
			return false
		}
	}
	return len(unmet) > 0
}
