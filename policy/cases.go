package policy

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// testCase is one case of a pack's tests.yaml.
type testCase struct {
	rule, name string
	asOf       yanpan.Date
	facts      []pair
	records    *section
	expect     Outcome
	gap        int
	hasGap     bool
	says       string
	src        *source
	pos        Pos
}

// CaseResult is what became of one case.
type CaseResult struct {
	Rule    string  `json:"rule"`
	Name    string  `json:"name"`
	OK      bool    `json:"ok"`
	Expect  Outcome `json:"expect,omitempty"`
	Got     Outcome `json:"got,omitempty"`
	Lacking bool    `json:"lacking,omitempty"` // no case: a rule lacks one with this outcome
	Message string  `json:"message,omitempty"` // what is wrong, in Chinese
	Pos     Pos     `json:"pos"`
	Excerpt string  `json:"excerpt,omitempty"`
}

func (rr *ruleReader) testCase(s *section, p *Pack) {
	c := testCase{
		rule: s.text("rule"), name: s.text("name"), asOf: s.date("as_of"), facts: s.pairs("facts"), records: s.sub("records"),
		expect: Outcome(s.text("expect")), gap: s.integer("gap"), hasGap: s.child("gap") != nil, says: s.text("says"),
		src: s.src, pos: s.posOf("rule"),
	}
	p.cases = append(p.cases, c)
}

// Test runs the cases of a pack against its rules laid over the packs below it
// (higher levels first; none for a pack that stands alone). Beside the cases
// it reports every rule of the pack that lacks one that passes or one that fails.
func Test(p *Pack, under ...*Pack) ([]CaseResult, error) {
	rules, err := Overlay(append(slices.Clone(under), p)...)
	if err != nil {
		return nil, err
	}
	results := make([]CaseResult, 0, len(p.cases))
	for _, c := range p.cases {
		results = append(results, c.run(rules))
	}
	return append(results, p.uncovered(rules)...), nil
}

func (c testCase) run(rules *Rules) CaseResult {
	res := CaseResult{Rule: c.rule, Name: c.name, Expect: c.expect, Pos: c.pos}
	fail := func(format string, args ...any) CaseResult {
		res.Message = yanpan.Typeset(fmt.Sprintf(format, args...))
		res.Excerpt = c.src.excerpt(c.pos.Line, c.pos.Column)
		return res
	}
	r := rules.Rule(c.rule)
	if r == nil {
		ids := make([]string, 0, len(rules.All()))
		for _, r := range rules.All() {
			ids = append(ids, r.ID)
		}
		return fail("没有规则“%s”。%s", c.rule, meant(c.rule, ids))
	}
	sit, message := c.situation(r, rules.Ages.Rule)
	if message != "" {
		return fail("%s", message)
	}
	v := r.Evaluate(sit, c.day(r))
	res.Got = v.Outcome
	switch {
	case v.Outcome != c.expect:
		return fail("应为“%s”,实际为“%s”:%s", c.expect.Label(), v.Outcome.Label(), Explain(v).Short())
	case c.hasGap && v.Gap != c.gap:
		return fail("应差%d%s,实际差%d%s", c.gap, r.GapUnit(), v.Gap, r.GapUnit())
	case c.says != "" && !strings.Contains(v.Message("本村", "本镇"), yanpan.Typeset(c.says)):
		return fail("说明应含“%s”,实际为“%s”", c.says, v.Message("本村", "本镇"))
	}
	res.OK = true
	return res
}

// day is the day the case's facts are counted for: its own, else the rule's,
// else the day the rule's pack came into force at the earliest.
func (c testCase) day(r *Rule) yanpan.Date {
	if !c.asOf.IsZero() {
		return c.asOf
	}
	return r.Base(yanpan.Date{})
}

// uncovered reports rules of the pack without a case of either outcome.
func (p *Pack) uncovered(rules *Rules) []CaseResult {
	var missing []CaseResult
	ids := []string{}
	for _, r := range p.Rules {
		ids = append(ids, r.ID)
	}
	for _, a := range p.adjusts {
		if !a.off {
			ids = append(ids, a.rule)
		}
	}
	for _, id := range ids {
		r := rules.Rule(id)
		if r == nil {
			continue
		}
		for _, want := range []Outcome{r.outcome(true), r.outcome(false)} {
			if !slices.ContainsFunc(p.cases, func(c testCase) bool { return c.rule == id && c.expect == want }) {
				missing = append(missing, CaseResult{
					Rule: id, Name: "例子齐全", Lacking: true, Expect: want, Pos: r.Pos,
					Message: yanpan.Typeset(fmt.Sprintf("规则“%s”(%s)缺一个结果为“%s”(%s)的例子", id, r.Label, want, want.Label())),
				})
			}
		}
	}
	return missing
}

// caseSituation is the situation that a case describes.
type caseSituation struct {
	FactMap
	records map[Collection][]Facts
}

// Records gives the entries of the case.
func (s caseSituation) Records(c Collection) ([]Facts, bool) {
	rs, told := s.records[c]
	return rs, told
}

// situation reads the facts of a case by the types of the rule's variables.
func (c testCase) situation(r *Rule, ages yanpan.AgeRule) (caseSituation, string) {
	sit := caseSituation{records: map[Collection][]Facts{}}
	declared := map[string]Variable{}
	for _, v := range VariablesOf(r.Scope) {
		declared[v.Name] = v
	}
	var message string
	if sit.FactMap, message = readFacts(c.facts, declared, c.day(r), ages); message != "" {
		return sit, message
	}
	for i := 0; i+1 < len(c.records.node.Content); i += 2 {
		of := Collection(c.records.node.Content[i].Value)
		fields := map[string]Variable{}
		for _, v := range FieldsOf(of) {
			fields[v.Name] = v
		}
		sit.records[of] = []Facts{}
		for _, item := range c.records.node.Content[i+1].Content {
			s := section{src: c.src, node: &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Value: "f"}, item}}}
			facts, message := readFacts(s.pairs("f"), fields, c.day(r), ages)
			if message != "" {
				return sit, message
			}
			sit.records[of] = append(sit.records[of], facts)
		}
	}
	return sit, ""
}

func readFacts(pairs []pair, declared map[string]Variable, asOf yanpan.Date, ages yanpan.AgeRule) (FactMap, string) {
	facts := FactMap{}
	names := make([]string, 0, len(declared))
	for n := range declared {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, p := range pairs {
		v, ok := declared[p.name.Value]
		if !ok {
			return nil, fmt.Sprintf("没有变量“%s”。%s", p.name.Value, meant(p.name.Value, names))
		}
		f, ok := parseFact(v, p.value.Value)
		if !ok {
			return nil, fmt.Sprintf("“%s”(%s)应是%s,这里是“%s”%s", v.Name, v.Label, v.Type.Label(), p.value.Value, writable(v.Type))
		}
		facts[v.Name] = f
	}
	if birth := facts["birth"].Value; !birth.IsZero() && facts["age"].Value.IsZero() {
		if age, ok := birth.date.Age(asOf, ages); ok {
			facts["age"] = Fact{Name: "age", Value: Int(age)}
		}
	}
	if _, ok := declared["party_years"]; ok && facts["party_years"].Value.IsZero() {
		if years, ok := PartyYears(facts["joined"].Value.date, asOf); ok {
			facts["party_years"] = Fact{Name: "party_years", Value: Int(years)}
		}
	}
	return facts, ""
}

// parseFact reads a fact of a case: a value of the variable's type, or 1..2 for
// a count that is only known to lie between.
func parseFact(v Variable, text string) (Fact, bool) {
	if low, high, ok := strings.Cut(text, ".."); ok && v.Type == TypeInt {
		a, okA := parseNumber(low)
		b, okB := parseNumber(high)
		return Fact{Name: v.Name, Value: a, High: b}, okA && okB && a.Type() == TypeInt && b.Type() == TypeInt && a.n < b.n
	}
	value, ok := parseValue(v.Type, text)
	return Fact{Name: v.Name, Value: value}, ok
}

func parseValue(t Type, text string) (Value, bool) {
	switch t {
	case TypeInt:
		n, ok := parseNumber(text)
		return n, ok && n.Type() == TypeInt
	case TypeRatio:
		n, ok := parseNumber(text)
		if r, number := n.Number(); ok && number {
			return Ratio(r), true
		}
		return Value{}, false
	case TypeBool:
		return Bool(text == "true"), text == "true" || text == "false"
	case TypeText:
		return Text(text), text != ""
	case TypeDate:
		d, err := yanpan.ParseDate(text)
		return Date(d), err == nil
	}
	v := Choice(t, text)
	return v, !v.IsZero()
}

// writable lists the words that a closed choice is written with; nothing for
// values that anybody can write.
func writable(t Type) string {
	var words []string
	for _, c := range choices(t) {
		words = append(words, c.constant+"("+c.label+")")
	}
	if len(words) == 0 {
		return ""
	}
	return "。可以写的有:" + strings.Join(words, "、")
}
