package policy

import (
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"yanpan.dev"
)

// Sieve applies all rules of eligibility to many people. What is known of a
// person is laid out once, in Rows, instead of being asked for by every rule.
// It may be used by several goroutines at once, each with its own Hand.
type Sieve struct {
	rules []sieved
	days  []yanpan.Date
	slots map[string]int
	types []Type // beside slots
}

// sieved is one rule made ready.
type sieved struct {
	rule    *Rule
	day     int     // index in days
	names   []bound // every name of its expressions
	plain   bool    // the condition is one answer of a department and nothing else
	asOf    ref.Val // the day, in CEL's form
	undated bool    // it counts at election day, and nobody said which day that is
}

// bound says where the value of a name comes from: a slot of the row, the
// department's answer, or a limit.
type bound struct {
	name   string
	slot   int // -1: a limit
	answer bool
	limit  ref.Val
}

// NewSieve makes rules ready for a day and an election day; the zero Date is
// "not told". Rules of other kinds are left out.
func NewSieve(rules []*Rule, asOf, election yanpan.Date) *Sieve {
	s := &Sieve{slots: map[string]int{}}
	for i, v := range VariablesOf(ScopeNominee) {
		s.slots[v.Name] = i
		s.types = append(s.types, v.Type)
	}
	for _, r := range rules {
		if r.Screening == nil {
			continue
		}
		day := r.Counted(asOf, election)
		i := slices.Index(s.days, day)
		if i < 0 {
			i, s.days = len(s.days), append(s.days, day)
		}
		s.rules = append(s.rules, sieved{rule: r, day: i, names: s.bind(r), undated: day.IsZero(), asOf: toCEL(Date(day)),
			plain: !day.IsZero() && r.Applies == nil && r.Test.tree.Kind() == ast.IdentKind && r.Test.tree.AsIdent() == "hit"})
	}
	return s
}

func (s *Sieve) bind(r *Rule) []bound {
	var out []bound
	for i, name := range r.inputs {
		if r.kinds[i] == inputLimit {
			out = append(out, bound{name: name, slot: -1, limit: toCEL(r.limit(name))})
			continue
		}
		out = append(out, bound{name: name, slot: s.slots[name], answer: isAnswer(name)})
	}
	return out
}

// isAnswer reports whether a variable comes from the department that a rule asks.
func isAnswer(name string) bool {
	switch name {
	case "hit", "event_on", "effect_until", "penalty":
		return true
	}
	return false
}

// Rules gives the rules in their order.
func (s *Sieve) Rules() []*Rule {
	out := make([]*Rule, len(s.rules))
	for i := range s.rules {
		out[i] = s.rules[i].rule
	}
	return out
}

// Days lists the days that rules are counted at. A Row is wanted for each: ages
// and periods of effect differ by day.
func (s *Sieve) Days() []yanpan.Date { return s.days }

// DayOf gives the index in Days of a rule's day.
func (s *Sieve) DayOf(rule int) int { return s.rules[rule].day }

// Row is what is known of a person at one day. Values that were never set are
// not recorded.
type Row struct {
	sieve  *Sieve
	values []Value
	cells  []ref.Val
}

// Row makes an empty row.
func (s *Sieve) Row() *Row {
	return &Row{sieve: s, values: make([]Value, len(s.slots)), cells: make([]ref.Val, len(s.slots))}
}

// Set puts a value under a variable's name; one of another type, or of an
// unknown name, counts as not recorded.
func (r *Row) Set(name string, v Value) {
	i, ok := r.sieve.slots[name]
	if !ok || v.typ != r.sieve.types[i] && !v.IsZero() {
		return
	}
	r.values[i], r.cells[i] = v, nil
}

// CopyFrom takes over another row of the same sieve.
func (r *Row) CopyFrom(o *Row) {
	copy(r.values, o.values)
	copy(r.cells, o.cells)
}

// cell is the value in CEL's form, made when a rule first asks for it.
func (r *Row) cell(i int) ref.Val {
	if r.cells[i] == nil && !r.values[i].IsZero() {
		r.cells[i] = toCEL(r.values[i])
	}
	return r.cells[i]
}

// Clear empties the row for the next person.
func (r *Row) Clear() {
	clear(r.values)
	clear(r.cells)
}

// Fact gives what is recorded under a name; it makes a Row Facts.
func (r *Row) Fact(name string) Fact {
	i, ok := r.sieve.slots[name]
	if !ok {
		return Fact{Name: name}
	}
	return Fact{Name: name, Value: r.values[i]}
}

// Answer is what a department found for one person and one rule.
type Answer struct {
	Hit     bool
	EventOn yanpan.Date // of the sentence, the penalty, the measure
	Until   yanpan.Date // last day of its period of effect
	Penalty string
	Source  string // the document, in Chinese
}

// Fact gives the answer's part of the name.
func (a *Answer) Fact(name string) Fact {
	f := Fact{Name: name}
	if a == nil {
		return f
	}
	f.Source = a.Source
	switch name {
	case "hit":
		f.Value = Bool(a.Hit)
	case "event_on":
		f.Value = Date(a.EventOn)
	case "effect_until":
		f.Value = Date(a.Until)
	case "penalty":
		f.Value = Text(a.Penalty)
	}
	return f
}

// Hand is the working memory of one goroutine.
type Hand struct {
	sieve  *Sieve
	rule   *sieved
	row    *Row
	answer *Answer
}

// Hand makes one.
func (s *Sieve) Hand() *Hand { return &Hand{sieve: s} }

// ResolveName is part of CEL's activation: what nobody recorded is an unknown.
func (h *Hand) ResolveName(name string) (any, bool) {
	for i := range h.rule.names {
		b := &h.rule.names[i]
		if b.name != name {
			continue
		}
		if v := h.cell(b); v != nil {
			return v, true
		}
		break
	}
	return types.NewUnknown(1, types.NewAttributeTrail(name)), true
}

func (h *Hand) cell(b *bound) ref.Val {
	switch {
	case b.slot < 0:
		return b.limit
	case b.name == "as_of":
		return h.rule.asOf
	case b.answer:
		if v := h.answer.Fact(b.name).Value; !v.IsZero() {
			return toCEL(v)
		}
		return nil
	}
	return h.row.cell(b.slot)
}

// Parent is part of CEL's activation.
func (h *Hand) Parent() cel.Activation { return nil }

// Outcome applies one rule, by its index in Rules, to the row of its day and to
// the department's answer (nil: none). It comes to the same as Verdict.
func (h *Hand) Outcome(rule int, row *Row, answer *Answer) Outcome {
	h.rule, h.row, h.answer = &h.sieve.rules[rule], row, answer
	r := h.rule.rule
	switch {
	case h.rule.plain && answer == nil:
		return NoData
	case h.rule.plain && !answer.Hit:
		return Passed
	case h.rule.plain:
		return h.hit(r)
	}
	if r.Applies != nil {
		if v, _, _ := r.Applies.program.Eval(h); v == types.False {
			return NotApplicable
		} else if v != types.True {
			return NoData
		}
	}
	if h.rule.undated {
		return NoData
	}
	v, _, _ := r.Test.program.Eval(h)
	if v != types.True && v != types.False {
		return NoData
	}
	if out := r.outcome(v == types.True); out != Found {
		return out
	}
	return h.hit(r)
}

// hit looks whether the time of a hit has passed.
func (h *Hand) hit(r *Rule) Outcome {
	last, has, missing := r.lastDay(h.value)
	if !has {
		return Found
	}
	if missing != "" {
		return NoData
	}
	in, known := within(h.sieve.days[h.rule.day], last)
	switch {
	case !known:
		return NoData
	case !in:
		return Passed
	}
	return Found
}

func (h *Hand) value(name string) Value {
	if isAnswer(name) {
		return h.answer.Fact(name).Value
	}
	return h.row.Fact(name).Value
}

// Verdict applies one rule as Outcome does, with everything that explains it.
func (h *Hand) Verdict(rule int, row *Row, answer *Answer) Verdict {
	s := &h.sieve.rules[rule]
	v := s.rule.Evaluate(answered{row, answer}, h.sieve.days[s.day])
	if s.undated && v.Outcome != NotApplicable {
		v.Outcome, v.Missing = NoData, []Missing{{Name: "election_day", Label: "选举日", Sheet: "--election-day"}}
	}
	return v
}

// answered is a row together with a department's answer.
type answered struct {
	row    *Row
	answer *Answer
}

// Fact gives the answer's parts from the answer and everything else from the row.
func (a answered) Fact(name string) Fact {
	if isAnswer(name) {
		return a.answer.Fact(name)
	}
	return a.row.Fact(name)
}

// Records is part of Situation; rules of eligibility range over no entries.
func (a answered) Records(Collection) ([]Facts, bool) { return nil, false }

// AppliesTo lists the variables that tell whether the rule is for somebody at all.
func (r *Rule) AppliesTo() []string {
	if r.Applies == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.Applies.vars), func(n string) bool { _, limit := r.limitNamed(n); return limit || n == "as_of" })
}
