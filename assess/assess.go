package assess

import (
	"cmp"
	"slices"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// Input is what an assessment is made from. Records must be admitted records;
// nothing of it is changed.
type Input struct {
	Records    *roster.Records
	Before     *roster.Records // the same area at an earlier date, or nil
	BeforeAsOf yanpan.Date     // the day of Before; zero: counted at the same day as Records
	Rules      *policy.Rules
	Figures    figure.Options // AsOf is the day the user asks for; the bands are not used
	Township   string         // the name that messages print
	Returned   []int          // by village, how many rows of its roster were given back; nil is none
}

// Result is everything the rules came to.
type Result struct {
	AsOf     yanpan.Date `json:"as_of"`
	Targets  []Target    `json:"targets"`
	Findings []Finding   `json:"findings"` // by rule, then in the order of villages
	Outlook  []Finding   `json:"outlook"`
	NoData   []Gap       `json:"no_data"`
}

// Finding is a problem or a risk of one village, or of the township.
type Finding struct {
	RuleID   string          `json:"rule"`
	Label    string          `json:"label"`
	Category string          `json:"category"`
	Severity string          `json:"severity"` // 高, 中, 低
	Village  int             `json:"-"`        // index of Records.Villages, -1 for the township
	Name     string          `json:"village,omitempty"`
	Message  string          `json:"message"` // names no person
	Measure  string          `json:"measure,omitempty"`
	Basis    yanpan.Citation `json:"basis"`
	Facts    []string        `json:"facts"` // 女成员 0人
	People   []int           `json:"-"`     // indexes of Records.People, for the internal list only
	Verdict  policy.Verdict  `json:"-"`
}

// Target is one line of the table of targets.
type Target struct {
	RuleID    string          `json:"rule"`
	Label     string          `json:"label"`
	Category  string          `json:"category"`
	Scope     policy.Scope    `json:"scope"`
	BaseDate  yanpan.Date     `json:"base_date"`
	Required  string          `json:"required,omitempty"` // 超过30%
	Value     string          `json:"value,omitempty"`    // 29.5%; of a village or person target the share that meets it
	Outcome   policy.Outcome  `json:"outcome"`            // met, unmet, no_data, not_applicable
	Advisory  bool            `json:"advisory,omitempty"` // 提倡
	Exception string          `json:"exception,omitempty"`
	Met       int             `json:"met"`                // villages or people; 1 or 0 of a township target
	Of        int             `json:"of"`                 // villages or people it could be told of
	Gap       int             `json:"gap,omitempty"`      // people or villages that are missing (or too many), all villages together
	HasGap    bool            `json:"-"`                  // whether Gap says something
	GapUnit   string          `json:"gap_unit,omitempty"` // what Gap counts: 人, 个村
	Unmet     []Shortfall     `json:"unmet"`              // villages that do not meet it, in their order
	NoData    []int           `json:"-"`                  // villages it cannot be told of
	Before    string          `json:"before,omitempty"`   // the same value at the earlier date
	Measure   string          `json:"measure,omitempty"`
	Basis     yanpan.Citation `json:"basis"`
	Verdict   policy.Verdict  `json:"-"` // of a township target
}

// Shortfall is a village that does not meet a target.
type Shortfall struct {
	Village int    `json:"-"`
	Name    string `json:"village"`
	Value   string `json:"value,omitempty"`
	Gap     int    `json:"gap,omitempty"`
	People  []int  `json:"-"` // who does not meet it, for the internal list only
}

// Gap is a rule that could not be told, for the list of what is to be supplied.
type Gap struct {
	RuleID   string           `json:"rule"`
	Label    string           `json:"label"`
	Kind     policy.RuleKind  `json:"kind"`
	Missing  []policy.Missing `json:"missing"`
	Reason   string           `json:"reason,omitempty"` // where nothing is missing: 比例的分母为0
	Villages []int            `json:"-"`                // in their order; empty for the township
	Names    []string         `json:"villages,omitempty"`
	People   int              `json:"people,omitempty"` // of a rule about persons: of how many it could not be told
}

// Assess applies every rule. It has no failure: what cannot be told is listed.
func Assess(in Input) *Result {
	w := newWorld(in)
	r := &Result{AsOf: in.Figures.AsOf}
	for _, rule := range in.Rules.Targets {
		r.Targets = append(r.Targets, w.target(rule, r))
	}
	for _, rule := range in.Rules.Problems {
		r.Findings = append(r.Findings, w.findings(rule, r)...)
	}
	for _, rule := range in.Rules.Outlook {
		r.Outlook = append(r.Outlook, w.findings(rule, r)...)
	}
	return r
}

// trial is a rule's verdict for one village, with the people it is about.
type trial struct {
	village int
	person  int // index of Records.People of a rule about persons, else -1
	policy.Verdict
}

// try applies a rule to everything of its scope.
func (w *world) try(rule *policy.Rule) []trial {
	asOf := rule.Base(w.in.Figures.AsOf)
	d := w.at(asOf)
	var out []trial
	switch rule.Scope {
	case policy.ScopeTownship:
		out = append(out, trial{township, -1, rule.Evaluate(place{d, township}, asOf)})
	case policy.ScopeVillage:
		for v := range w.in.Records.Villages {
			out = append(out, trial{v, -1, rule.Evaluate(place{d, v}, asOf)})
		}
	case policy.ScopePerson:
		for v := range w.in.Records.Villages {
			for _, i := range w.people[v] {
				out = append(out, trial{v, i, rule.Evaluate(alone{person{w, i, asOf}}, asOf)})
			}
		}
	}
	return out
}

// alone is a person as the situation of a rule; it has no entries behind it.
type alone struct{ person }

// Records is empty: a rule about a person ranges over nothing.
func (alone) Records(policy.Collection) ([]policy.Facts, bool) { return nil, false }

// named lists the people whom a finding is about: the person, or the matches
// of the query that the rule names.
func (w *world) named(t trial) []int {
	if t.person >= 0 {
		return []int{t.person}
	}
	q := slices.IndexFunc(t.Rule.Queries, func(q policy.Query) bool { return q.Name == t.Rule.People })
	if q < 0 {
		return nil
	}
	of := t.Rule.Queries[q].Of
	if of != policy.Members && of != policy.People {
		return nil
	}
	who := place{w.at(t.AsOf), t.village}.who(of)
	var people []int
	for _, i := range t.Matches[t.Rule.People] {
		people = append(people, who[i])
	}
	return people
}

func (w *world) name(village int) string {
	if village == township {
		return ""
	}
	return w.in.Records.Villages[village].Name
}

// findings turns verdicts into findings, one a village: people of one village
// who fall under the same rule are one finding.
func (w *world) findings(rule *policy.Rule, r *Result) []Finding {
	trials := w.try(rule)
	w.noData(rule, trials, r)
	var out []Finding
	for _, t := range trials {
		if t.Outcome != policy.Found {
			continue
		}
		if n := len(out); t.person >= 0 && n > 0 && out[n-1].Village == t.village {
			out[n-1].People = append(out[n-1].People, t.person)
			continue
		}
		out = append(out, w.finding(t))
	}
	return out
}

func (w *world) finding(t trial) Finding {
	f := Finding{
		RuleID: t.Rule.ID, Label: t.Rule.Label, Category: t.Rule.Category, Severity: t.Rule.Severity,
		Village: t.village, Name: w.name(t.village), Basis: basis(t.Rule), People: w.named(t), Verdict: t.Verdict,
		Message: t.Message(w.name(t.village), w.in.Township), Measure: t.Measure(w.name(t.village), w.in.Township),
	}
	if f.Message == "" {
		f.Message = t.Rule.Label
	}
	if t.person < 0 {
		for _, u := range t.Used {
			if !u.Value.IsZero() {
				f.Facts = append(f.Facts, u.Show())
			}
		}
	}
	return f
}

// basis is the lowest citation: who set the number that holds.
func basis(r *policy.Rule) yanpan.Citation {
	if n := len(r.Adjusted); n > 0 {
		return r.Adjusted[n-1]
	}
	return r.Basis
}

// noData gathers what a rule could not be told for want of records: one entry
// for each set of missing facts.
func (w *world) noData(rule *policy.Rule, trials []trial, r *Result) {
	first := len(r.NoData)
	for _, t := range trials {
		if t.Outcome != policy.NoData {
			continue
		}
		missing := w.missing(t.Missing)
		i := slices.IndexFunc(r.NoData[first:], func(g Gap) bool { return slices.Equal(g.Missing, missing) && g.Reason == t.Reason })
		if i < 0 {
			r.NoData = append(r.NoData, Gap{RuleID: rule.ID, Label: rule.Label, Kind: rule.Kind, Missing: missing, Reason: t.Reason})
			i = len(r.NoData) - 1 - first
		}
		g := &r.NoData[first+i]
		if t.person >= 0 {
			g.People++
		}
		if t.village != township && !slices.Contains(g.Villages, t.village) {
			g.Villages = append(g.Villages, t.village)
			g.Names = append(g.Names, w.name(t.village))
		}
	}
}

// Category is the findings of one kind of problem, for the paper: what to say
// about it once and which villages to name.
type Category struct {
	Name     string
	Severity string // the highest
	Findings []Finding
	Villages []int // each once, in their order
	Measures []string
}

// Categories gathers findings by category: the more severe first, equal ones
// in the order of the rules.
func Categories(findings []Finding) []Category {
	var out []Category
	for _, f := range findings {
		i := slices.IndexFunc(out, func(c Category) bool { return c.Name == f.Category })
		if i < 0 {
			out = append(out, Category{Name: f.Category, Severity: f.Severity})
			i = len(out) - 1
		}
		c := &out[i]
		c.Findings = append(c.Findings, f)
		if severityRank(f.Severity) < severityRank(c.Severity) {
			c.Severity = f.Severity
		}
		if f.Village != township && !slices.Contains(c.Villages, f.Village) {
			c.Villages = append(c.Villages, f.Village)
		}
		if f.Measure != "" && !slices.Contains(c.Measures, f.Measure) {
			c.Measures = append(c.Measures, f.Measure)
		}
	}
	for i := range out {
		slices.Sort(out[i].Villages)
	}
	slices.SortStableFunc(out, func(a, b Category) int { return cmp.Compare(severityRank(a.Severity), severityRank(b.Severity)) })
	return out
}

func severityRank(s string) int { return slices.Index([]string{"高", "中", "低"}, s) }
