package paper

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/policy"
)

// Section is a heading with its text.
type Section struct{ Title, Text string }

// Problems are the sections of problems: one a category of findings, the numbers
// first, then the villages. Targets of the whole area that are not met have a
// section of their own.
func (m *Material) Problems() []Section {
	var out []Section
	for _, c := range assess.Categories(m.Findings.Findings) {
		var text strings.Builder
		for _, same := range byRule(c.Findings) {
			text.WriteString(m.problemSentence(same))
		}
		out = append(out, Section{clean(c.Name), text.String()})
	}
	if text := m.unmetTargets(); text != "" {
		out = append(out, Section{"结构目标未达到", text})
	}
	return out
}

// byRule parts findings by their rule, in order.
func byRule(findings []assess.Finding) [][]assess.Finding {
	var out [][]assess.Finding
	for _, f := range findings {
		i := slices.IndexFunc(out, func(g []assess.Finding) bool { return g[0].RuleID == f.RuleID })
		if i < 0 {
			out = append(out, []assess.Finding{f})
			continue
		}
		out[i] = append(out[i], f)
	}
	return out
}

// problemSentence says of all villages that one rule found what it found: the
// names before the common words, or, where a value differs, the values behind the names.
func (m *Material) problemSentence(same []assess.Finding) string {
	if same[0].Village < 0 {
		return endSentence(clean(same[0].Message))
	}
	value, ok := differing(same)
	if !ok {
		var names []string
		for _, f := range same {
			names = append(names, clean(f.Name))
		}
		return endSentence(m.namesOf(names) + clean(same[0].Message))
	}
	return m.rankedSentence(same, value)
}

func endSentence(s string) string { return strings.TrimRight(s, "。") + "。" }

// differing gives the name of the fact in which the findings differ; false where their messages agree.
func differing(same []assess.Finding) (name string, ok bool) {
	if !slices.ContainsFunc(same, func(f assess.Finding) bool { return f.Message != same[0].Message }) && len(same) > 1 {
		return "", false
	}
	for _, u := range same[0].Verdict.Used {
		shown := u.Value.Show(u.Unit)
		if u.Value.Type() != policy.TypeBool && strings.Contains(same[0].Message, shown) && !constant(same, u.Name) {
			return u.Name, true
		}
	}
	return "", false
}

// constant reports whether all findings have the same value of the fact; the
// only finding of a rule has nothing to differ from.
func constant(same []assess.Finding, name string) bool {
	first, _ := factOf(same[0], name)
	for _, f := range same[1:] {
		if u, ok := factOf(f, name); !ok || u.Value.Show(u.Unit) != first.Value.Show(first.Unit) {
			return false
		}
	}
	return true
}

func factOf(f assess.Finding, name string) (policy.Used, bool) {
	i := slices.IndexFunc(f.Verdict.Used, func(u policy.Used) bool { return u.Name == name })
	if i < 0 {
		return policy.Used{}, false
	}
	return f.Verdict.Used[i], true
}

func (m *Material) rankedSentence(same []assess.Finding, name string) string {
	sorted := slices.Clone(same)
	slices.SortStableFunc(sorted, func(a, b assess.Finding) int {
		x, _ := factOf(a, name)
		y, _ := factOf(b, name)
		n, ok1 := x.Value.Number()
		o, ok2 := y.Value.Number()
		if !ok1 || !ok2 {
			return strings.Compare(x.Value.Show(""), y.Value.Show("")) // dates: the longest ago first
		}
		return o.Cmp(n)
	})
	var names []string
	for _, f := range sorted {
		u, _ := factOf(f, name)
		names = append(names, clean(f.Name)+"("+clean(u.Value.Show(u.Unit))+")")
	}
	said := clean(same[0].Verdict.Summary())
	if len(names) <= maxNames {
		return fmt.Sprintf("%d个%s%s,依次是%s。", len(names), m.villageNoun(), said, strings.Join(names, "、"))
	}
	return fmt.Sprintf("%d个%s%s,其中%s较为突出。", len(names), m.villageNoun(), said, strings.Join(names[:maxNames], "、"))
}

// unmetTargets says which targets of the whole area are not met.
func (m *Material) unmetTargets() string {
	var parts []string
	for _, t := range m.Findings.Targets {
		if t.Outcome != policy.Unmet || t.Scope != policy.ScopeTownship || t.Advisory {
			continue
		}
		part := clean(t.Label) + "为" + clean(t.Value) + ",要求" + clean(t.Required)
		if t.Value == "" {
			part = clean(t.Label) + "未达到要求"
		}
		if t.HasGap && t.Gap > 0 {
			part += fmt.Sprintf(",还差%d人", t.Gap)
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ";") + "。"
}

// Measures are the sections of what is to be done: one a category of problems.
func (m *Material) Measures() []Section {
	var out []Section
	for _, c := range assess.Categories(m.Findings.Findings) {
		if len(c.Measures) == 0 {
			continue
		}
		var names, steps []string
		for _, v := range c.Villages {
			names = append(names, clean(m.Records.Villages[v].Name))
		}
		for _, s := range c.Measures {
			steps = append(steps, strings.TrimRight(clean(s), "。"))
		}
		text := strings.Join(steps, ";") + "。"
		if len(names) > 0 {
			text += "涉及" + m.namesOf(names) + "。"
		}
		out = append(out, Section{"针对" + clean(c.Name) + "问题", text})
	}
	return out
}

// Lacking is one line of 待补清单: what is missing, and what could not be said for want of it.
type Lacking struct {
	What   string // 处分情况
	Sheet  string // where to record it
	For    string // what it is needed for
	Places string // villages, "" for all
}

// lacking joins what the template left out with the rules that could not be told.
func (m *Material) lacking(sentences []string) []Lacking {
	var out []Lacking
	for _, s := range sentences {
		out = append(out, Lacking{What: s, For: "报告正文"})
	}
	for _, g := range m.Findings.NoData {
		var what, sheets []string
		for _, x := range g.Missing {
			what, sheets = append(what, x.Label), append(sheets, x.Sheet)
		}
		if len(what) == 0 {
			what = []string{g.Reason}
		}
		out = append(out, Lacking{What: strings.Join(unique(what), "、"), Sheet: strings.Join(unique(sheets), "、"), For: g.Kind.Label() + "“" + g.Label + "”", Places: m.gapPlaces(g)})
	}
	return joinLacking(out)
}

func (m *Material) gapPlaces(g assess.Gap) string {
	if len(g.Names) == 0 || len(g.Names) == len(m.Records.Villages) {
		return ""
	}
	return m.namesOf(g.Names)
}

// joinLacking makes one line of everything that waits for the same record.
func joinLacking(list []Lacking) []Lacking {
	var out []Lacking
	for _, l := range list {
		i := slices.IndexFunc(out, func(o Lacking) bool { return o.What == l.What && o.Places == l.Places && o.Sheet == l.Sheet })
		if i < 0 {
			out = append(out, l)
			continue
		}
		out[i].For += "、" + l.For
	}
	return out
}

// typeset gives the punctuation of Chinese prose.
func typeset(s string) string { return yanpan.Typeset(s) }
