package paper

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yanpan.dev/assess"
	"yanpan.dev/policy"
)

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

// clause is what one rule found: of whom, and what.
type clause struct{ who, what string }

// findingSentences says what the rules found, what is found of the same villages
// in one sentence.
func (m *Material) findingSentences(findings []assess.Finding) string {
	var text strings.Builder
	var last clause
	for _, same := range byRule(m.told(findings)) {
		c := m.clause(same)
		switch {
		case last.what == "":
		case c.who == last.who && c.who != "":
			mark := ","
			if strings.ContainsAny(last.what+c.what, ",\uFF0C") {
				mark = ";"
			}
			last.what += mark + c.what
			continue
		default:
			text.WriteString(last.who + last.what + "。")
		}
		last = c
	}
	if last.what != "" {
		text.WriteString(last.who + last.what + "。")
	}
	return text.String()
}

// clause says of all villages that one rule found what it found: the names
// before the common words, or, where the value that the rule judges differs,
// that value behind the names. A rule about persons names villages only.
func (m *Material) clause(same []assess.Finding) clause {
	if same[0].Village < 0 {
		return clause{what: strings.TrimRight(clean(same[0].Message), "。")}
	}
	same = slices.Clone(same)
	slices.SortStableFunc(same, func(a, b assess.Finding) int { return cmp.Compare(a.Village, b.Village) })
	if value, ok := m.judgedValue(same); ok {
		return m.valued(same, value)
	}
	said := same[0].Message
	switch {
	case aboutPersons(same[0]):
		said = countPeople(same)
	case len(same) > 1 && (messagesDiffer(same) || same[0].Verdict.Rule.Summary != nil):
		said = same[0].Verdict.Summary()
	}
	return clause{m.placesIn(villagesOf(same)), strings.TrimRight(clean(said), "。")}
}

// placesIn names villages, and says 各村 where it is all of them.
func (m *Material) placesIn(villages []int) string {
	if all := len(m.Records.Villages); len(villages) == all && all > fewVillages {
		return "各" + m.villageNoun()
	}
	return m.namesOf(m.villageNames(villages))
}

// countPeople puts the number of people into the summary of a rule about
// persons: 有成员仍在处分影响期内 becomes 有1名成员仍在处分影响期内.
func countPeople(same []assess.Finding) string {
	n := 0
	for _, f := range same {
		n += len(f.People)
	}
	said := same[0].Verdict.Summary()
	rest, ok := strings.CutPrefix(said, "有")
	switch {
	case !ok || n == 0:
		return said
	case len(same) > 1:
		return fmt.Sprintf("共有%d名%s", n, rest)
	}
	return fmt.Sprintf("有%d名%s", n, rest)
}

func aboutPersons(f assess.Finding) bool { return f.Verdict.Rule.Scope == policy.ScopePerson }

func messagesDiffer(same []assess.Finding) bool {
	return slices.ContainsFunc(same, func(f assess.Finding) bool { return f.Message != same[0].Message })
}

// judgedValue gives the name of the fact to print behind the villages: one that
// the rule works out for its message or that it judges, where the message shows
// it and the villages differ in it.
func (m *Material) judgedValue(same []assess.Finding) (name string, ok bool) {
	if aboutPersons(same[0]) || len(same) < 2 || !messagesDiffer(same) {
		return "", false
	}
	rule := same[0].Verdict.Rule
	var names []string
	for _, q := range rule.Queries {
		if q.Of == "" {
			names = append(names, q.Name)
		}
	}
	for _, name := range append(names, rule.Judged()...) {
		u, ok := factOf(same[0], name)
		if ok && countable(u.Value.Type()) && strings.Contains(same[0].Message, plainValue(u)) && !constant(same, name) {
			return name, true
		}
	}
	return "", false
}

func countable(t policy.Type) bool {
	return t == policy.TypeInt || t == policy.TypeRatio || t == policy.TypeDate
}

// plainValue is the fact's number as a message prints it, without its unit.
func plainValue(u policy.Used) string {
	if u.Unit == "%" {
		return u.Value.Show("%")
	}
	return u.Value.Show("")
}

// constant reports whether all findings have the same value of the fact.
func constant(same []assess.Finding, name string) bool {
	first, _ := factOf(same[0], name)
	for _, f := range same[1:] {
		if u, ok := factOf(f, name); !ok || plainValue(u) != plainValue(first) {
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

// valued names the villages with their values; of more than a paper names, the
// worst, in the order of the records all the same.
func (m *Material) valued(same []assess.Finding, name string) clause {
	said := strings.TrimRight(clean(same[0].Verdict.Summary()), "。")
	worst := slices.Clone(same)
	slices.SortStableFunc(worst, func(a, b assess.Finding) int { return compareFacts(b, a, name) })
	worst = worst[:min(len(worst), maxNames)]
	slices.SortStableFunc(worst, func(a, b assess.Finding) int { return cmp.Compare(a.Village, b.Village) })
	var names, plain []string
	for _, f := range worst {
		u, _ := factOf(f, name)
		names = append(names, clean(f.Name)+"("+clean(u.Value.Show(u.Unit))+")")
	}
	for _, f := range same {
		plain = append(plain, f.Name)
	}
	if len(same) <= maxNames {
		return clause{strings.Join(names, "、"), said}
	}
	return clause{fmt.Sprintf("%d个%s", len(same), m.nounOf(plain)), said + ",其中" + strings.Join(names, "、") + "较为突出"}
}

// compareFacts orders by a fact; the longer ago a date, the higher it stands.
func compareFacts(a, b assess.Finding, name string) int {
	x, _ := factOf(a, name)
	y, _ := factOf(b, name)
	n, ok1 := x.Value.Number()
	o, ok2 := y.Value.Number()
	if !ok1 || !ok2 {
		return strings.Compare(y.Value.Show(""), x.Value.Show(""))
	}
	return n.Cmp(o)
}
