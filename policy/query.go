package policy

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// queryOp is what a query does with the entries it finds.
type queryOp string

const (
	queryCount    queryOp = "count"
	querySum      queryOp = "sum"
	queryAverage  queryOp = "average"
	queryLargest  queryOp = "largest"
	querySmallest queryOp = "smallest"
)

// Query is a figure that a rule defines for itself: how many entries of a
// collection meet a condition, or what their values come to; without a
// collection it is an expression under a name.
type Query struct {
	Name  string
	Label string
	Unit  string
	Of    Collection // "" for an expression under a name
	Where *Expr      // nil: every entry
	Value *Expr      // nil for a count

	op   queryOp
	typ  Type
	lang *language // of the entries
}

func (rr *ruleReader) query(s *section, name *yaml.Node, r *Rule, outer *language, limits []Variable) *Query {
	q := &Query{Name: name.Value, Label: s.text("label"), Unit: s.text("unit")}
	for _, op := range []queryOp{queryCount, querySum, queryAverage, queryLargest, querySmallest} {
		of := s.text(string(op))
		if of == "" {
			continue
		}
		if q.op != "" {
			s.fault(string(op), "删去一个", "“%s”和“%s”只能写一个", q.op, op)
			return nil
		}
		q.op, q.Of = op, Collection(of)
	}
	if q.Of == "" {
		return rr.computed(s, name, q, outer)
	}
	fields := rr.fields[q.Of]
	if fields == nil || !rr.reach(s, q, r) {
		return nil
	}
	q.lang = rr.extend(s, fields, limits)
	if n := s.child("where"); n != nil && n.Kind == yaml.ScalarNode {
		if q.Where = rr.rd.compile(s.src, n, q.lang, TypeBool); q.Where == nil {
			return nil
		}
	}
	if !rr.queryValue(s, name, q) {
		return nil
	}
	return q
}

// reach says which collections a rule of a scope can range over.
func (rr *ruleReader) reach(s *section, q *Query, r *Rule) bool {
	switch {
	case r.Scope == ScopePerson:
		s.fault(string(q.op), "范围写 village 或 township", "用于个人的规则里不能统计名册")
		return false
	case q.Of == Villages && r.Scope != ScopeTownship:
		s.fault(string(q.op), "范围写 township", "只有全镇的规则能统计各村")
		return false
	}
	return true
}

func (rr *ruleReader) queryValue(s *section, name *yaml.Node, q *Query) bool {
	n := s.child("value")
	switch {
	case q.op == queryCount && n != nil:
		s.fault("value", "求和写 sum,求平均写 average", "计数(count)不用写 value")
		return false
	case q.op == queryCount:
		q.typ = TypeInt
		return true
	case n == nil || n.Kind != yaml.ScalarNode:
		rr.rd.at(s.src, name, "写明对哪一项求值,例如 value: age", "“%s”缺 value", q.Name)
		return false
	}
	if q.Value = rr.rd.compile(s.src, n, q.lang); q.Value == nil {
		return false
	}
	if q.typ = q.Value.typ; q.op == queryAverage {
		q.typ = TypeRatio
	}
	return true
}

func (rr *ruleReader) computed(s *section, name *yaml.Node, q *Query, outer *language) *Query {
	n := s.child("value")
	if n == nil || n.Kind != yaml.ScalarNode {
		rr.rd.at(s.src, name, "写 count: members 一类,或写 value: 表达式", "“%s”没有写怎么统计", q.Name)
		return nil
	}
	if s.child("where") != nil {
		s.fault("where", "写明 count 哪个名册", "没有名册,不能写条件")
		return nil
	}
	if q.Value = rr.rd.compile(s.src, n, outer); q.Value == nil {
		return nil
	}
	q.typ = q.Value.typ
	return q
}

// manyUnlisted is how many entries an Unlisted one may stand for: more than any
// team or township has, so that a count is told by what is listed or not at all.
const manyUnlisted = 1_000_000

// tally is the outcome of a query.
type tally struct {
	fact    Fact
	matches []int     // entries that surely meet the condition
	missing []Missing // what was not recorded, where that matters
}

// run evaluates the query over the entries of the situation.
func (q *Query) run(s Situation, find func(string) Value) tally {
	records, told := s.Records(q.Of)
	if !told {
		return tally{missing: []Missing{{Name: string(q.Of), Label: q.Label, Sheet: q.Of.Label()}}}
	}
	var t tally
	var values []Value
	unsure, unlisted := 0, 0
	for i, rec := range records {
		get := func(name string) Value { return q.entry(rec, find, name, false) }
		in := q.meets(rec, find, get)
		if u, ok := rec.(Unlisted); ok && in.value != Bool(false) {
			unlisted = manyUnlisted
			t.missing = append(t.missing, u.Unlisted())
			continue
		}
		switch {
		case in.value.IsZero():
			unsure++
			t.missing = q.note(t.missing, in.missing)
		case in.value == Bool(true):
			t.matches = append(t.matches, i)
			values = q.take(values, get, &t)
		}
	}
	t.fact = q.fact(values, len(t.matches), unsure+unlisted, len(records))
	return t
}

// meets evaluates the condition for one entry. An entry whose own numbers are
// spans (a village with members of unknown sex) meets it surely only if both
// ends say so.
func (q *Query) meets(rec Facts, find func(string) Value, low func(string) Value) answer {
	if q.Where == nil {
		return answer{value: Bool(true)}
	}
	a := q.Where.eval(low)
	var spans []string
	for _, name := range q.Where.vars {
		if !rec.Fact(name).High.IsZero() {
			spans = append(spans, name)
		}
	}
	if len(spans) == 0 || a.value.IsZero() {
		return a
	}
	high := q.Where.eval(func(name string) Value { return q.entry(rec, find, name, true) })
	if high.value != a.value {
		return answer{missing: spans}
	}
	return a
}

func (q *Query) entry(rec Facts, find func(string) Value, name string, high bool) Value {
	f := rec.Fact(name)
	switch {
	case high && !f.High.IsZero():
		return f.High
	case !f.Value.IsZero():
		return f.Value
	}
	if v, declared := q.lang.names[name]; declared && v.Sheet == "" || name == "as_of" {
		return find(name) // a limit of the rule, or the day
	}
	return Value{}
}

func (q *Query) take(values []Value, get func(string) Value, t *tally) []Value {
	if q.Value == nil {
		return values
	}
	a := q.Value.eval(get)
	if a.value.IsZero() {
		t.missing = q.note(t.missing, a.missing)
		return values
	}
	return append(values, a.value)
}

func (q *Query) note(missing []Missing, names []string) []Missing {
	for _, n := range names {
		m := q.lang.names[n].missing()
		if !slices.Contains(missing, m) {
			missing = append(missing, m)
		}
	}
	return missing
}

// fact turns what was found into a fact. A count with unsure entries is a span;
// the other operations need every entry's condition, and leave out entries
// whose value was not recorded, as an average of ages does.
func (q *Query) fact(values []Value, sure, unsure, all int) Fact {
	f := Fact{Name: q.Name, Source: q.Of.Label()}
	if q.op == queryCount {
		if unsure > 0 && unsure == all {
			return f
		}
		f.Value = Int(sure)
		if unsure > 0 {
			f.High = Int(sure + unsure)
		}
		return f
	}
	if unsure > 0 || len(values) == 0 && q.op != querySum {
		return f
	}
	if v, ok := q.combine(values); ok {
		f.Value = v
	}
	return f
}

func (q *Query) combine(values []Value) (Value, bool) {
	total := yanpan.Ratio{Num: 0, Den: 1}
	var largest, smallest yanpan.Ratio
	for i, v := range values {
		r, _ := v.Number()
		var ok bool
		if total, ok = addRatios(total, r); !ok {
			return Value{}, false
		}
		if i == 0 || r.Cmp(largest) > 0 {
			largest = r
		}
		if i == 0 || r.Cmp(smallest) < 0 {
			smallest = r
		}
	}
	switch q.op {
	case queryAverage:
		mean, ok := mulRatios(total, yanpan.Ratio{Num: 1, Den: int64(len(values))})
		return Ratio(mean), ok
	case queryLargest:
		total = largest
	case querySmallest:
		total = smallest
	}
	if q.typ == TypeInt {
		return Int(total.Num / total.Den), true
	}
	return Ratio(total), true
}
