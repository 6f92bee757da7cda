package election

import (
	"math/bits"
	"strings"
	"sync"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// Status is what the first look proposes for one rule, or for a nominee on the
// whole. It decides nothing.
type Status uint8

// The statuses, from none to the gravest; that of a nominee is the gravest of its findings.
const (
	Clear         Status = iota // nothing against the nomination
	NeedsEvidence               // a department has not answered
	NoData                      // a fact is not recorded
	NeedsApproval               // the pack allows an exception, if the level it names approves
	NeedsDecision               // a local rule speaks against it: a meeting has to decide
	StatutoryBar                // the law forbids it, by recorded facts or a department's document
)

// Label is the Chinese word of the status.
func (s Status) Label() string {
	return [...]string{"初审未发现问题", "待部门举证", "缺数据", "需报批", "提请研究", "拟列法定禁止"}[s]
}

// ID is the word of the status in JSON.
func (s Status) ID() string {
	return [...]string{"clear", "needs_evidence", "no_data", "needs_approval", "needs_decision", "statutory_bar"}[s]
}

// MarshalText gives the ID.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.ID()), nil }

// Finding is what one rule came to for one nominee, where it is not simply
// passed. It is a proposal, to be taken up in a Case.
type Finding struct {
	Nominee    int // index in Input.Nominees
	Rule       *policy.Rule
	Status     Status
	Message    string      // 刑满释放(缓刑期满)未满5年
	Facts      []string    // 年龄 61岁
	Counted    yanpan.Date // the day it was counted at
	Department string      // id; of rules that a department answers
	Approval   policy.Level
	Missing    []policy.Missing // of NoData
	Opinion    *Opinion         // that the finding rests on; nil where the records tell
}

// Result is what the first look proposes for one nominee.
type Result struct {
	Nominee  int
	Status   Status
	Findings []Finding

	applied int
	pending bitset // over Screened.Rules: what departments have not answered
	asked   bitset // over Screened.Rules: what departments are asked, answered or not
}

// bitset is a set of indexes of rules, a bit each.
type bitset []uint64

func (b bitset) add(k int) { b[k/64] |= 1 << (k % 64) }

// of lists the rules of the set.
func (b bitset) of(rules []*policy.Rule) []*policy.Rule {
	var out []*policy.Rule
	for w, set := range b {
		for ; set != 0; set &= set - 1 {
			out = append(out, rules[w*64+bits.TrailingZeros64(set)])
		}
	}
	return out
}

// Screened is the outcome for all nominees, in their order.
type Screened struct {
	Input   Input
	Rules   []*policy.Rule
	Results []Result
}

// Input is what Screen looks at.
type Input struct {
	Nominees []Nominee
	Rules    *policy.Rules
	AsOf     yanpan.Date
	Election yanpan.Date // zero: not told; rules that count at election day then lack it
	Opinions *Opinions   // nil: no department has answered
}

// Screen applies every rule of eligibility to every nominee. The order of the
// nominees makes no difference to what each of them gets.
func Screen(in Input) *Screened {
	sieve := policy.NewSieve(in.Rules.Eligibility, in.AsOf, in.Election)
	out := &Screened{Input: in, Rules: sieve.Rules(), Results: make([]Result, len(in.Nominees))}
	const hands = 2
	var wg sync.WaitGroup
	for h := range hands {
		wg.Go(func() {
			from, to := len(in.Nominees)*h/hands, len(in.Nominees)*(h+1)/hands
			newScreener(out, sieve).run(from, to)
		})
	}
	wg.Wait()
	return out
}

// screener is the work of one goroutine: it writes the results of its own nominees only.
type screener struct {
	out   *Screened
	sieve *policy.Sieve
	hand  *policy.Hand
	rows  []*policy.Row // by day
}

func newScreener(out *Screened, sieve *policy.Sieve) *screener {
	s := &screener{out: out, sieve: sieve, hand: sieve.Hand()}
	for range sieve.Days() {
		s.rows = append(s.rows, sieve.Row())
	}
	return s
}

func (s *screener) run(from, to int) {
	words := (len(s.out.Rules) + 63) / 64
	sets := make(bitset, 2*words*(to-from))
	for i := from; i < to; i++ {
		res := &s.out.Results[i]
		res.Nominee, res.pending, res.asked = i, sets[:words:words], sets[words:2*words:2*words]
		s.one(res)
		sets = sets[2*words:]
	}
}

func (s *screener) one(res *Result) {
	in := &s.out.Input
	n := &in.Nominees[res.Nominee]
	s.fill(n)
	for k, r := range s.out.Rules {
		if r.Screening.Offices.Meets(n.Offices) {
			s.apply(res, n, k, in.Opinions.find(n.Key, r, in.AsOf))
		}
	}
}

// fill lays out the nominee for every day that rules count at.
func (s *screener) fill(n *Nominee) {
	in := &s.out.Input
	if len(s.rows) > 0 {
		s.rows[0].Clear()
		n.fillSteady(s.rows[0], in.Rules)
	}
	for d, day := range s.sieve.Days() {
		if d > 0 {
			s.rows[d].CopyFrom(s.rows[0])
		}
		n.fillDay(s.rows[d], in.Rules, day)
	}
}

// apply applies one rule and keeps what is not simply passed.
func (s *screener) apply(res *Result, n *Nominee, k int, op *Opinion) {
	r := s.out.Rules[k]
	outcome := s.hand.Outcome(k, s.rows[s.sieve.DayOf(k)], op.answer(r))
	if outcome == policy.NotApplicable {
		return
	}
	res.applied++
	if r.Screening.Department != "" && s.asks(k) {
		res.asked.add(k)
		if outcome == policy.NoData && op == nil {
			res.pending.add(k)
			res.Status = max(res.Status, NeedsEvidence)
			return
		}
	}
	if outcome != policy.Passed && outcome != policy.Met {
		f := s.finding(n, k, op)
		f.Nominee = res.Nominee
		res.Findings = append(res.Findings, f)
		res.Status = max(res.Status, f.Status)
	}
}

// asks reports whether it is the department's answer that is missing, and not
// a fact that tells whether the rule applies at all.
func (s *screener) asks(k int) bool {
	r := s.out.Rules[k]
	if r.Applies == nil {
		return true
	}
	row := s.rows[s.sieve.DayOf(k)]
	for _, name := range r.AppliesTo() {
		if row.Fact(name).Value.IsZero() {
			return false
		}
	}
	return true
}

func (s *screener) finding(n *Nominee, k int, op *Opinion) Finding {
	r := s.out.Rules[k]
	v := s.hand.Verdict(k, s.rows[s.sieve.DayOf(k)], op.answer(r))
	f := Finding{Rule: r, Counted: v.AsOf, Department: r.Screening.Department, Missing: v.Missing, Opinion: op}
	for _, u := range v.Used {
		if !u.Value.IsZero() && u.Name != "hit" {
			f.Facts = append(f.Facts, yanpan.Typeset(u.Show()))
		}
	}
	if r.Message != nil {
		f.Message = v.Message(n.Key.Village, "")
	}
	if f.Message == "" {
		f.Message = yanpan.Typeset(r.Label)
	}
	f.Status, f.Approval = statusOf(r, v.Outcome)
	if v.Reason != "" {
		f.Message = yanpan.Typeset(v.Reason)
	}
	return f
}

// statusOf says what an outcome proposes.
func statusOf(r *policy.Rule, o policy.Outcome) (Status, policy.Level) {
	switch {
	case o == policy.NoData:
		return NoData, ""
	case r.Statutory:
		return StatutoryBar, ""
	case r.Screening.Approval != "":
		return NeedsApproval, r.Screening.Approval
	}
	return NeedsDecision, ""
}

// Pending lists the rules that departments have not answered for a nominee.
func (s *Screened) Pending(nominee int) []*policy.Rule {
	return s.Results[nominee].pending.of(s.Rules)
}

// Asked lists the rules that departments are asked about a nominee, answered or not.
func (s *Screened) Asked(nominee int) []*policy.Rule {
	return s.Results[nominee].asked.of(s.Rules)
}

// PendingDepartments lists the ids of departments that have yet to answer for a
// nominee, in the order of their first rule.
func (s *Screened) PendingDepartments(nominee int) []string {
	var out []string
	seen := map[string]bool{}
	for _, r := range s.Pending(nominee) {
		if d := r.Screening.Department; !seen[d] {
			seen[d] = true
			out = append(out, d)
		}
	}
	return out
}

// Applied is how many rules applied to the nominee.
func (s *Screened) Applied(nominee int) int { return s.Results[nominee].applied }

// Count tells how many nominees have the status on the whole.
func (s *Screened) Count(status Status) int {
	n := 0
	for i := range s.Results {
		if s.Results[i].Status == status {
			n++
		}
	}
	return n
}

// Explain derives a rule for one nominee clause by clause; it reports false
// where the rule is not for the nominee's offices.
func (s *Screened) Explain(nominee int, rule string) (policy.Explanation, bool) {
	in := &s.Input
	n := &in.Nominees[nominee]
	sieve := policy.NewSieve(in.Rules.Eligibility, in.AsOf, in.Election)
	for k, r := range s.Rules {
		if r.ID != rule || !r.Screening.Offices.Meets(n.Offices) {
			continue
		}
		row := sieve.Row()
		n.fill(row, in.Rules, sieve.Days()[sieve.DayOf(k)])
		op := in.Opinions.find(n.Key, r, in.AsOf)
		return policy.Explain(sieve.Hand().Verdict(k, row, op.answer(r))), true
	}
	return policy.Explanation{}, false
}

// Says tells a finding in one sentence: what, by which rule, on which facts, who has to act.
func (f Finding) Says(rules *policy.Rules) string {
	parts := []string{f.Message}
	if len(f.Facts) > 0 {
		parts = append(parts, strings.Join(f.Facts, "、"))
	}
	if f.Opinion != nil && f.Status != NoData {
		parts = append(parts, rules.DepartmentLabel(f.Department)+"反馈:"+f.Opinion.documentText())
	}
	if f.Approval != "" {
		parts = append(parts, f.Rule.Exception+"(由"+f.Approval.Label()+"一级批准)")
	}
	for _, m := range f.Missing {
		parts = append(parts, "没有登记:"+m.Sheet+"的"+m.Label)
	}
	return yanpan.Typeset(strings.Join(parts, ";"))
}
