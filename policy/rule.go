package policy

import (
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// RuleKind tells targets from problems and outlook.
type RuleKind string

// The kinds of rule.
const (
	KindTarget  RuleKind = "target"  // a structure to be reached: met or unmet
	KindProblem RuleKind = "problem" // a defect: found or not
	KindOutlook RuleKind = "outlook" // a risk of the coming election, of villages only
	// KindEligibility is who may be put forward for which post.
	KindEligibility RuleKind = "eligibility"
)

// Label is the Chinese word of the kind.
func (k RuleKind) Label() string {
	switch k {
	case KindTarget:
		return "结构目标"
	case KindProblem:
		return "问题"
	case KindOutlook:
		return "态势"
	case KindEligibility:
		return "资格条件"
	}
	return string(k)
}

// Limit is a number of a rule under a name, so that a lower pack can tighten it
// and a message can print it.
type Limit struct {
	Name    string
	Value   Value
	Tighten string // up: a larger number is stricter; down: a smaller one; "" for free
	Pos     Pos
}

// Rule is one target, problem or outlook rule. It is immutable once loaded.
type Rule struct {
	ID        string
	Kind      RuleKind
	Label     string
	Category  string // the heading it is gathered under; the label where none is given
	Scope     Scope
	BaseDate  yanpan.Date // zero: the day the user asks for
	Severity  string      // 高, 中, 低; of problems and outlook
	Statutory bool        // set by law: a lower pack may tighten it only
	Advisory  bool        // 提倡: unmet is said, but is no failure
	Exception string      // what the plan allows and who approves it
	Unit      string
	Limits    []Limit
	Queries   []Query
	Applies   *Expr // nil: to all
	Test      *Expr // when or require; nil where Value and Need say it
	Value     *Expr
	Of        *Expr // the base of a share; nil for a plain number
	Need      Need
	Covers    []string // rules that say less than this one: where it is found, they are not told again
	People    string   // the query whose matches are listed by name in the internal list
	Message   *Template
	Summary   *Template // what several villages have in common, without the values that differ; the label where none is given
	Measure   *Template
	Basis     yanpan.Citation
	Adjusted  []yanpan.Citation // the bases of the lower packs that tightened it
	Screening *Screening        // of KindEligibility; nil for the others
	Pack      string            // id of the pack
	Pos       Pos

	counted string // the unit as the pack wrote it: of a share that of what is counted
	lang    *language
	inputs  []string // the names of everything an evaluation needs, lets and limits first
	kinds   []inputKind
}

type inputKind uint8

const (
	inputFact inputKind = iota
	inputLimit
	inputQuery
	inputComputed
	inputAsOf
)

// Base is the day the rule counts from: its own, or the one asked for.
func (r *Rule) Base(asOf yanpan.Date) yanpan.Date {
	if r.BaseDate.IsZero() {
		return asOf
	}
	return r.BaseDate
}

// Variables lists the variables that the rule speaks of, its own queries and
// limits left out.
func (r *Rule) Variables() []Variable {
	var vs []Variable
	for i, name := range r.inputs {
		if r.kinds[i] == inputFact {
			vs = append(vs, r.lang.names[name])
		}
	}
	return vs
}

// ruleReader builds the rules of one pack.
type ruleReader struct {
	rd     *reader
	scopes map[Scope]*language
	fields map[Collection]*language
	seen   map[string]Pos
	pack   string
}

func newRuleReader(rd *reader, pack string) (*ruleReader, error) {
	words, err := baseLanguages()
	if err != nil {
		return nil, err
	}
	return &ruleReader{rd: rd, pack: pack, seen: map[string]Pos{}, scopes: words.scopes, fields: words.fields}, nil
}

// languages are those of every scope and collection, before a rule adds its own names.
type languages struct {
	scopes map[Scope]*language
	fields map[Collection]*language
}

// baseLanguages is built once, as baseEnv is: neither the maps nor the languages change.
var baseLanguages = sync.OnceValues(func() (l languages, err error) {
	l = languages{scopes: map[Scope]*language{}, fields: map[Collection]*language{}}
	for _, s := range []Scope{ScopeVillage, ScopeTownship, ScopePerson, ScopeNominee} {
		if l.scopes[s], err = newLanguage(VariablesOf(s)); err != nil {
			return l, err
		}
	}
	for _, c := range collections() {
		if l.fields[c], err = newLanguage(FieldsOf(c)); err != nil {
			return l, err
		}
	}
	return l, nil
})

// rule builds one rule; nil where faults make it unusable.
func (rr *ruleReader) rule(s *section, kind RuleKind) *Rule {
	before := len(rr.rd.faults)
	r := &Rule{
		ID: s.text("id"), Kind: kind, Label: s.text("label"), Category: s.text("category"),
		Scope: Scope(s.text("scope")), BaseDate: s.date("base_date"), Severity: s.text("severity"),
		Statutory: s.flag("statutory"), Advisory: s.flag("advisory"), Exception: s.text("exception"),
		Unit: s.text("unit"), People: s.text("people"), Covers: splitWords(s.text("covers")), Basis: s.citation(), Pack: rr.pack, Pos: s.posOf("id"),
	}
	if r.Category == "" {
		r.Category = r.Label
	}
	rr.rd.broken = nil
	rr.unique(s, r)
	if rr.scopes[r.Scope] == nil {
		return nil // reported by the check of the shape
	}
	if kind == KindOutlook && r.Scope == ScopePerson {
		s.fault("scope", "态势只讲村,不给个人下结论", "态势规则不能用于个人")
	}
	rr.limits(s, r)
	rr.language(s, r)
	rr.conditions(s, r)
	rr.templates(s, r)
	if len(rr.rd.faults) > before {
		return nil
	}
	r.gatherInputs()
	return r
}

func (rr *ruleReader) unique(s *section, r *Rule) {
	if first, ok := rr.seen[r.ID]; ok && r.ID != "" {
		s.fault("id", "换一个编号", "编号“%s”已在 %s 用过", r.ID, first)
		return
	}
	rr.seen[r.ID] = r.Pos
}

func (rr *ruleReader) limits(s *section, r *Rule) {
	for _, p := range s.pairs("limits") {
		if v, ok := parseNumber(p.value.Value); ok {
			r.Limits = append(r.Limits, Limit{Name: p.name.Value, Value: v, Pos: s.src.pos(p.value.Line, p.value.Column)})
		} else {
			name, _, _ := strings.Cut(p.name.Value, "：")
			rr.rd.broken = append(rr.rd.broken, name)
		}
	}
	for _, p := range s.pairs("tighten") {
		i := slices.IndexFunc(r.Limits, func(l Limit) bool { return l.Name == p.name.Value })
		if i < 0 {
			rr.rd.at(s.src, p.name, "", "limits 里没有“%s”", p.name.Value)
			continue
		}
		r.Limits[i].Tighten = p.value.Value
	}
}

// language declares the limits and the queries of a rule on top of its scope.
func (rr *ruleReader) language(s *section, r *Rule) {
	var limits []Variable
	for _, l := range r.Limits {
		limits = append(limits, Variable{Name: l.Name, Label: "", Unit: r.Unit, Type: l.Value.Type()})
	}
	lang := rr.scopes[r.Scope]
	for _, p := range slices.Concat(s.pairs("limits"), s.pairs("let")) {
		rr.free(s, p.name, lang)
	}
	for _, p := range s.pairs("let") {
		if slices.ContainsFunc(limits, func(v Variable) bool { return v.Name == p.name.Value }) {
			rr.rd.at(s.src, p.name, "换一个名称", "“%s”在 limits 里已经用了", p.name.Value)
		}
	}
	lang = rr.extend(s, lang, limits)
	rr.rd.later = nil
	for _, p := range s.pairs("let") {
		rr.rd.later = append(rr.rd.later, p.name.Value)
	}
	for _, p := range s.pairs("let") {
		sec := &section{s.src, p.value, rr.rd}
		q := rr.query(sec, p.name, r, lang, limits)
		if q == nil {
			rr.rd.broken = append(rr.rd.broken, p.name.Value)
			continue
		}
		r.Queries = append(r.Queries, *q)
		lang = rr.extend(s, lang, []Variable{{Name: q.Name, Label: q.Label, Unit: q.Unit, Type: q.typ, Sheet: q.Of.Label()}})
	}
	r.lang = lang
	if r.People != "" && !slices.ContainsFunc(r.Queries, func(q Query) bool { return q.Name == r.People && q.Of != "" }) {
		s.fault("people", "写 let 里某个 count 的名称", "let 里没有名册统计项“%s”", r.People)
	}
}

// free reports a name that already means something.
func (rr *ruleReader) free(s *section, name *yaml.Node, lang *language) {
	if v, ok := lang.names[name.Value]; ok {
		rr.rd.at(s.src, name, "换一个名称", "“%s”已经是变量(%s)", name.Value, v.Label)
		return
	}
	if slices.Contains(lang.words(), name.Value) {
		rr.rd.at(s.src, name, "换一个名称", "“%s”已有别的意思", name.Value)
	}
}

func (rr *ruleReader) extend(s *section, l *language, vars []Variable) *language {
	fresh := slices.DeleteFunc(slices.Clone(vars), func(v Variable) bool { _, taken := l.names[v.Name]; return taken })
	next, err := l.with(fresh)
	if err != nil {
		s.fault("id", "", "这条规则里的名称不能用")
		return l
	}
	return next
}

func (rr *ruleReader) conditions(s *section, r *Rule) {
	compile := func(name string, want ...Type) *Expr {
		if n := s.child(name); n != nil && n.Kind == yaml.ScalarNode {
			return rr.rd.compile(s.src, n, r.lang, want...)
		}
		return nil
	}
	r.Applies = compile("for", TypeBool)
	if r.Kind != KindTarget {
		r.Test = compile("when", TypeBool)
		return
	}
	r.Test = compile("require", TypeBool)
	r.Value = compile("value")
	r.Of = compile("of", TypeInt)
	r.Need = readNeed(s, r.lang)
	rr.targetForm(s, r)
}

// targetForm checks that a target says its requirement in one of the two ways.
func (rr *ruleReader) targetForm(s *section, r *Rule) {
	has := func(name string) bool { return s.child(name) != nil }
	switch {
	case has("require") && (has("need") || has("value") || has("of")):
		s.fault("require", "要么写 value 和 need,要么只写 require", "“require”不能和“value”“need”同时写")
	case !has("require") && !has("need"):
		s.fault("id", "写 value 和 need(数值与要求),或写 require(条件)", "目标“%s”没有写要求", r.ID)
	case has("need") && !has("value"):
		s.fault("need", "用 value 写明要求的是哪个数", "有“need”就要有“value”")
	case has("of") && r.Value != nil && r.Value.typ != TypeInt:
		s.fault("value", "有“of”时,value 是部分、of 是全部,都是整数", "这里应得出整数")
	}
	r.counted = r.Unit
	if has("of") || r.Value != nil && isShare(r.Value) {
		r.Unit = "%" // a share is required in percent, whatever its people or villages are counted in
	}
}

func (rr *ruleReader) templates(s *section, r *Rule) {
	r.Message = rr.template(s, "message", r)
	r.Measure = rr.template(s, "measure", r)
	r.Summary = rr.template(s, "summary", r)
}

// gatherInputs lists everything that evaluating the rule needs, each name once.
func (r *Rule) gatherInputs() {
	add := func(name string, k inputKind) {
		if !slices.Contains(r.inputs, name) {
			r.inputs, r.kinds = append(r.inputs, name), append(r.kinds, k)
		}
	}
	for _, l := range r.Limits {
		add(l.Name, inputLimit)
	}
	for _, q := range r.Queries {
		if q.Of == "" {
			add(q.Name, inputComputed)
		} else {
			add(q.Name, inputQuery)
		}
	}
	add("as_of", inputAsOf)
	for _, name := range r.names() {
		add(name, inputFact)
	}
}

// names are all names used by the rule's expressions and templates.
func (r *Rule) names() []string {
	var names []string
	for _, e := range []*Expr{r.Applies, r.Test, r.Value, r.Of, r.Need.Expr} {
		if e != nil {
			names = append(names, e.vars...)
		}
	}
	for _, q := range r.Queries {
		if q.Of == "" && q.Value != nil {
			names = append(names, q.Value.vars...)
		}
	}
	for _, t := range []*Template{r.Message, r.Measure, r.Summary} {
		if t != nil {
			names = append(names, t.names...)
		}
	}
	if r.Screening != nil {
		names = append(names, r.Screening.Since, r.Screening.Until)
	}
	return slices.DeleteFunc(names, func(n string) bool { return n == "" || n == "village" || n == "township" })
}
