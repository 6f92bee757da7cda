package policy

import (
	"slices"

	"yanpan.dev"
)

// Outcome is what a rule came to.
type Outcome string

// The outcomes. NoData is neither met nor unmet, neither found nor passed.
const (
	Met           Outcome = "met"            // a target is reached
	Unmet         Outcome = "unmet"          // a target is not reached
	Found         Outcome = "finding"        // a problem or a risk is there
	Passed        Outcome = "pass"           // it is not
	NoData        Outcome = "no_data"        // facts that would decide are not recorded
	NotApplicable Outcome = "not_applicable" // the rule is not for this village or person
)

func outcomeWords() []string {
	return []string{string(Met), string(Unmet), string(Found), string(Passed), string(NoData), string(NotApplicable)}
}

// Label is the Chinese word of the outcome.
func (o Outcome) Label() string {
	switch o {
	case Met:
		return "达标"
	case Unmet:
		return "未达标"
	case Found:
		return "列为问题"
	case Passed:
		return "没有问题"
	case NoData:
		return "缺数据"
	case NotApplicable:
		return "不适用"
	}
	return string(o)
}

// Missing is something that nobody recorded and that would decide a rule.
type Missing struct {
	Name  string `json:"name"`  // of the variable, the field or the collection
	Label string `json:"label"` // 学历
	Sheet string `json:"sheet"` // 花名册
}

// Used is a fact that a rule looked at.
type Used struct {
	Fact
	Label string
	Unit  string
}

// Show gives the fact as 女成员 1人, with its span where it has one.
func (u Used) Show() string {
	s := u.Value.Show(u.Unit)
	switch {
	case u.High.Int64()-u.Value.Int64() >= manyUnlisted:
		s = "至少" + s
	case !u.High.IsZero():
		s = u.Value.Show("") + "至" + u.High.Show(u.Unit)
	}
	return u.Label + " " + s
}

// Verdict is the outcome of a rule for one village, township or person, with
// everything needed to explain it.
type Verdict struct {
	Rule    *Rule
	AsOf    yanpan.Date
	Outcome Outcome
	Missing []Missing        // of NoData
	Reason  string           // of NoData without anything missing: 比例的分母为0
	Used    []Used           // the facts it looked at; of Found, Unmet and NoData (Explain tells the others)
	Matches map[string][]int // by query: indexes of the entries that meet it

	Value    Value // of a target in the form value and need
	Base     Value // the base of a share
	Required Value // the bound
	Gap      int   // people or villages (the rule's GapUnit) that are missing or too many; of Unmet
	HasGap   bool  // whether a number of them can mend it at all

	frame *frame
}

// looked lists the facts the rule looked at, limits and the day left out.
func (v Verdict) looked() []Used {
	if v.Used != nil || v.frame == nil {
		return v.Used
	}
	return v.frame.used()
}

// Share is the value over its base; undefined for a plain number.
func (v Verdict) Share() yanpan.Ratio {
	return yanpan.Ratio{Num: v.Value.Int64(), Den: v.Base.Int64()}
}

// ValueText is the value as the table of targets prints it: 29.5%, 44.1岁, 2人.
func (v Verdict) ValueText() string {
	if v.Value.IsZero() {
		return ""
	}
	if !v.Base.IsZero() {
		return v.Share().Percent()
	}
	return v.Value.Show(v.Rule.Unit)
}

// RequiredText is the requirement as the table of targets prints it: 超过30%.
func (v Verdict) RequiredText() string {
	if v.Required.IsZero() {
		return ""
	}
	return v.Rule.Need.Show(v.Rule.Unit, v.Required)
}

// Message is the rule's message with the facts filled in; village and township
// are the names to print. It is "" where the rule has none or a fact is missing.
func (v Verdict) Message(village, township string) string {
	return v.Rule.Message.render(v.values(village, township))
}

// Summary says in one phrase what the villages that share the finding have in
// common: 班子平均年龄超过45岁. It is the rule's label where the rule has no summary.
func (v Verdict) Summary() string {
	if text := v.Rule.Summary.render(v.values("", "")); text != "" {
		return text
	}
	return v.Rule.Label
}

// Measure is the suggested measure with the facts filled in.
func (v Verdict) Measure(village, township string) string {
	return v.Rule.Measure.render(v.values(village, township))
}

func (v Verdict) values(village, township string) map[string]any {
	values := map[string]any{"village": village, "township": township}
	for _, l := range v.Rule.Limits {
		values[l.Name] = showNumber(l.Value, limitUnit(l, v.Rule.Unit))
	}
	for _, u := range v.looked() {
		if !u.Value.IsZero() {
			values[u.Name] = shown{u.Value, u.Unit}
		}
	}
	return values
}

// limitUnit prints a limit with decimals of a share as a percentage and leaves
// the unit of anything else to the text.
func limitUnit(l Limit, unit string) string {
	if r, ok := l.Value.Number(); ok && l.Value.Type() == TypeRatio && (unit == "%" || r.Cmp(yanpan.Ratio{Num: 1, Den: 1}) <= 0) {
		return "%"
	}
	return ""
}

// maxSpans bounds the facts with a span that one rule may look at; more are
// treated as not known.
const maxSpans = 8

// frame holds the facts of one evaluation.
type frame struct {
	rule    *Rule
	facts   []Fact // beside rule.inputs
	spans   []int  // indexes of facts with a span
	corner  uint   // bit i set: the i-th span takes its high end
	matches map[string][]int
	missing map[string][]Missing // by query
}

// Evaluate applies the rule to a situation. asOf is the day the situation's
// facts were counted for: the rule's Base of the day the user asked for.
func (r *Rule) Evaluate(s Situation, asOf yanpan.Date) Verdict {
	f := &frame{rule: r, facts: make([]Fact, len(r.inputs))}
	f.load(s, asOf)
	v := Verdict{Rule: r, AsOf: asOf, frame: f}
	counted := r.Applies != nil && slices.ContainsFunc(r.Applies.vars, func(n string) bool { return r.query(n) != nil })
	if counted {
		f.queries(s)
	}
	if r.Applies != nil {
		a := f.settle(r.Applies.vars, func(find func(string) Value) answer { return r.Applies.eval(find) })
		if a.value == Bool(false) {
			v.Outcome = NotApplicable
			return v
		}
		if a.value.IsZero() {
			return f.undecided(v, a)
		}
	}
	if !counted {
		f.queries(s)
	}
	return f.decide(v)
}

// load fetches limits, the day and the recorded facts.
func (f *frame) load(s Situation, asOf yanpan.Date) {
	for i, name := range f.rule.inputs {
		switch f.rule.kinds[i] {
		case inputLimit:
			f.facts[i] = Fact{Name: name, Value: f.rule.limit(name)}
		case inputAsOf:
			f.facts[i] = Fact{Name: name, Value: Date(asOf)}
		case inputFact:
			f.set(i, s.Fact(name))
		}
	}
}

func (r *Rule) limit(name string) Value {
	l, _ := r.limitNamed(name)
	return l.Value
}

func (r *Rule) limitNamed(name string) (Limit, bool) {
	i := slices.IndexFunc(r.Limits, func(l Limit) bool { return l.Name == name })
	if i < 0 {
		return Limit{}, false
	}
	return r.Limits[i], true
}

// set stores a fact of the type that was declared; a wrong one counts as not recorded.
func (f *frame) set(i int, fact Fact) {
	name := f.rule.inputs[i]
	fact.Name = name
	if fact.Value.Type() != f.rule.lang.names[name].Type {
		fact.Value, fact.High = Value{}, Value{}
	}
	f.facts[i] = fact
	if !fact.High.IsZero() {
		f.spans = append(f.spans, i)
	}
}

func (f *frame) queries(s Situation) {
	for i, name := range f.rule.inputs {
		if f.rule.kinds[i] != inputQuery {
			continue
		}
		q := f.rule.query(name)
		t := q.run(s, f.find)
		f.set(i, t.fact)
		if f.matches == nil {
			f.matches, f.missing = map[string][]int{}, map[string][]Missing{}
		}
		f.matches[name], f.missing[name] = t.matches, t.missing
	}
}

func (r *Rule) query(name string) *Query {
	for i := range r.Queries {
		if r.Queries[i].Name == name {
			return &r.Queries[i]
		}
	}
	return nil
}

// find gives the value of a name at the present corner.
func (f *frame) find(name string) Value {
	i := slices.Index(f.rule.inputs, name)
	if i < 0 {
		return Value{}
	}
	if f.rule.kinds[i] == inputComputed {
		return f.rule.query(name).Value.eval(f.find).value
	}
	if k := slices.Index(f.spans, i); k >= 0 && f.corner&(1<<k) != 0 {
		return f.facts[i].High
	}
	return f.facts[i].Value
}

// settle evaluates at every combination of the ends of the spans that matter.
// Only if all agree is the answer certain; otherwise the spans are what is missing.
func (f *frame) settle(names []string, eval func(find func(string) Value) answer) answer {
	f.corner = 0
	first := eval(f.find)
	relevant := f.relevant(names)
	if len(relevant) == 0 || first.value.IsZero() {
		return first
	}
	if len(relevant) > maxSpans {
		return answer{missing: f.spanNames(relevant)}
	}
	for mask := uint(1); mask < 1<<len(relevant); mask++ {
		f.corner = 0
		for bit, k := range relevant {
			if mask&(1<<bit) != 0 {
				f.corner |= 1 << k
			}
		}
		if a := eval(f.find); a.value != first.value {
			f.corner = 0
			return answer{missing: f.spanNames(relevant)}
		}
	}
	f.corner = 0
	return first
}

// relevant gives the indexes into spans that the names depend on.
func (f *frame) relevant(names []string) []int {
	if len(f.spans) == 0 {
		return nil
	}
	all := f.rule.expand(names)
	var out []int
	for k, i := range f.spans {
		if slices.Contains(all, f.rule.inputs[i]) {
			out = append(out, k)
		}
	}
	return out
}

func (f *frame) spanNames(spans []int) []string {
	names := make([]string, len(spans))
	for j, k := range spans {
		names[j] = f.rule.inputs[f.spans[k]]
	}
	return names
}

// expand replaces expressions under a name by what they depend on.
func (r *Rule) expand(names []string) []string {
	var out []string
	for _, n := range names {
		if q := r.query(n); q != nil && q.Of == "" {
			out = append(out, r.expand(q.Value.vars)...)
			continue
		}
		out = append(out, n)
	}
	return out
}

// decide evaluates the condition or the need and fills the verdict.
func (f *frame) decide(v Verdict) Verdict {
	r := f.rule
	v.Matches = f.matches
	var a answer
	if r.Test != nil {
		a = f.settle(r.Test.vars, func(find func(string) Value) answer { return r.Test.eval(find) })
	} else {
		a = f.settle(r.needNames(), f.rule.meets)
		f.fill(&v)
	}
	if a.value.IsZero() {
		return f.undecided(v, a)
	}
	v.Outcome = r.outcome(a.value == Bool(true))
	if v.Outcome == Found {
		f.period(&v)
	}
	if v.Outcome == Found || v.Outcome == Unmet {
		v.Used = f.used()
	}
	if v.Outcome == Unmet && r.Test == nil {
		f.gap(&v)
	}
	return v
}

func (r *Rule) outcome(holds bool) Outcome {
	switch {
	case r.positive() && holds:
		return Met
	case r.positive():
		return Unmet
	case holds:
		return Found
	}
	return Passed
}

func (r *Rule) needNames() []string {
	names := slices.Clone(r.Value.vars)
	for _, e := range []*Expr{r.Of, r.Need.Expr} {
		if e != nil {
			names = append(names, e.vars...)
		}
	}
	return names
}

// meets evaluates a target's need.
func (r *Rule) meets(find func(string) Value) answer {
	value := r.Value.eval(find)
	if value.value.IsZero() {
		return value
	}
	n, _ := value.value.Number()
	if r.Of != nil {
		base := r.Of.eval(find)
		if base.value.IsZero() {
			return base
		}
		if base.value.Int64() == 0 {
			return answer{reason: errNoBase}
		}
		n = yanpan.Ratio{Num: n.Num, Den: base.value.Int64()}
	}
	bound := r.bound(find)
	b, ok := bound.value.Number()
	if !ok {
		return bound
	}
	return answer{value: Bool(r.Need.op().holds(n, b))}
}

func (r *Rule) bound(find func(string) Value) answer {
	if r.Need.Expr == nil {
		return answer{value: r.Need.Bound}
	}
	return r.Need.Expr.eval(find)
}

// fill puts value, base and bound into the verdict as far as they are known.
func (f *frame) fill(v *Verdict) {
	r := f.rule
	v.Value = r.Value.eval(f.find).value
	if r.Of != nil {
		v.Base = r.Of.eval(f.find).value
	}
	v.Required = r.bound(f.find).value
}

func (f *frame) gap(v *Verdict) {
	bound, ok := v.Required.Number()
	if !ok || v.Value.Type() != TypeInt {
		return
	}
	k, ok := f.rule.Need.gap(v.Value.Int64(), v.Base.Int64(), !v.Base.IsZero(), bound)
	v.Gap, v.HasGap = int(k), ok
}

// used lists the facts the rule looked at, limits and the day left out.
func (f *frame) used() []Used {
	var all []Used
	for i, name := range f.rule.inputs {
		k := f.rule.kinds[i]
		if k == inputLimit || k == inputAsOf {
			continue
		}
		v := f.rule.lang.names[name]
		fact := f.facts[i]
		if k == inputComputed {
			fact = Fact{Name: name, Value: f.find(name)}
		}
		all = append(all, Used{Fact: fact, Label: v.Label, Unit: v.Unit})
	}
	return all
}

// undecided says what would have to be recorded.
func (f *frame) undecided(v Verdict, a answer) Verdict {
	v.Outcome, v.Reason, v.Used = NoData, a.reason, f.used()
	for _, name := range a.missing {
		if q := f.rule.query(name); q != nil && q.Of == "" && v.Reason == "" {
			v.Reason = q.Value.eval(f.find).reason
		}
	}
	for _, name := range f.rule.expand(a.missing) {
		if found := f.missing[name]; len(found) > 0 {
			v.Missing = appendMissing(v.Missing, found...)
			continue
		}
		if i := slices.Index(f.rule.inputs, name); i >= 0 && f.facts[i].Sure() {
			continue // known: another part of the expression under a name is missing
		}
		v.Missing = appendMissing(v.Missing, f.rule.lang.names[name].missing())
	}
	return v
}

func appendMissing(all []Missing, more ...Missing) []Missing {
	for _, m := range more {
		if !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}
