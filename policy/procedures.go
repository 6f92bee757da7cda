package policy

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// Procedure is an affair that goes step by step: an election, a deliberation,
// a rectification. It says who does what in which order, what has to be handed
// in, how many must come and agree, what is made public for how long, and what
// locks a step. It is immutable once loaded; package procedure runs it.
type Procedure struct {
	ID, Label string
	Note      string
	Facts     []Variable // what its gates speak of beyond the variables of a village
	Steps     []Step     // in the order of the pack; a step stands behind those it waits for
	Suspend   *Suspension
	Reopen    *Reopening
	Basis     yanpan.Citation
	Adjusted  []yanpan.Citation // the bases of the lower packs that changed it
	Pack      string
	Pos       Pos

	lang *language
}

// Step is one step of a procedure.
type Step struct {
	ID, Label string
	After     []string // the steps that must be done before; none: it may begin at once
	Who       []string // the bodies that may act in it; any of them
	Slot      bool     // a name only: the place has to say what is done
	Statutory bool     // set by law: a lower pack may tighten it only
	Gates     []Gate
	Evidence  []string // papers that must be handed in
	Votes     []VoteForm
	Sign      []string // the bodies that must each agree in writing
	Publish   *Publication
	Wait      *Period // not before this many days after another step was done
	Within    *Period // at the latest this many days after another step was done
	Overdue   []Rung  // what follows when it is late, one after the other
	Note      string
	Basis     yanpan.Citation
	Pack      string
	Pos       Pos

	afterPos Pos
}

// Gate locks a step until the recorded facts meet a condition.
type Gate struct {
	ID        string
	Test      *Expr
	Message   string // what is the matter while it is locked, a clause without a full stop
	Remedy    string
	Statutory bool
	Basis     yanpan.Citation
	Pack      string
	Pos       Pos

	vars []Variable // those it speaks of
}

// VoteForm is one way to decide a step: a meeting with its quorum and the
// majority it needs. Where a step has several, one of them is enough.
type VoteForm struct {
	ID     string
	Label  string // 村民代表会议
	Due    string // who counts as due: 村民代表会议组成人员
	Quorum Share  // of those due
	Pass   Share  // of PassOf; the zero Share: the result is counted elsewhere
	PassOf VoteBase
	Basis  yanpan.Citation
	Pos    Pos

	quorumPos, passPos Pos
}

// VoteBase is what a majority is counted of, the strictest first.
type VoteBase string

// The bases of a majority.
const (
	OfDue     VoteBase = "due"     // 应到
	OfPresent VoteBase = "present" // 实到
	OfCast    VoteBase = "cast"    // 赞成、反对、弃权之和
)

func voteBaseWords() []string { return []string{string(OfDue), string(OfPresent), string(OfCast)} }

// Label is the Chinese word of the base.
func (b VoteBase) Label() string {
	switch b {
	case OfDue:
		return "应到人数"
	case OfPresent:
		return "到会人数"
	case OfCast:
		return "投票人数"
	}
	return string(b)
}

func (b VoteBase) rank() int { return slices.Index(voteBaseWords(), string(b)) }

// Share is an exact part of a whole number of people. Over means strictly more.
type Share struct {
	Of   yanpan.Ratio
	Over bool
}

// IsZero reports whether nothing is asked for.
func (s Share) IsZero() bool { return !s.Of.Defined() }

// Needed is the least number of people out of base that meets the share: of 60
// a half or more is 30, over a half 31. Without a share it is 0.
func (s Share) Needed(base int) int {
	if s.IsZero() || base < 0 {
		return 0
	}
	n := int64(base) * s.Of.Num
	if s.Over {
		return int(n/s.Of.Den) + 1
	}
	return int((n + s.Of.Den - 1) / s.Of.Den)
}

// stricter compares two shares: 1 where s asks for more than o, -1 for less.
func (s Share) stricter(o Share) int {
	if s.IsZero() || o.IsZero() {
		return compareBool(!s.IsZero(), !o.IsZero())
	}
	if c := s.Of.Cmp(o.Of); c != 0 {
		return c
	}
	return compareBool(s.Over, o.Over)
}

func compareBool(a, b bool) int {
	switch {
	case a && !b:
		return 1
	case b && !a:
		return -1
	}
	return 0
}

// String says the share as a rule does: 过半数、三分之二以上、超过三分之二、37%以上.
func (s Share) String() string {
	if s.IsZero() {
		return ""
	}
	half := s.Of.Cmp(yanpan.Ratio{Num: 1, Den: 2}) == 0
	switch {
	case half && s.Over:
		return "过半数"
	case half:
		return "半数以上"
	case s.Of.Num == s.Of.Den:
		return "全部"
	case s.Over:
		return "超过" + s.fraction()
	}
	return s.fraction() + "以上"
}

func (s Share) fraction() string {
	digits := []rune("零一二三四五六七八九十")
	reduced := rat(s.Of)
	num, den := reduced.Num().Int64(), reduced.Denom().Int64()
	if num <= 10 && den <= 10 {
		return string(digits[den]) + "分之" + string(digits[num])
	}
	return showNumber(Ratio(s.Of), "%")
}

// Publication is what a step makes public, and for how long at least.
type Publication struct {
	What    string
	Days    int
	Working bool // working days
	Pos     Pos
}

// Period is a number of days counted from the day another step was done; that
// day itself does not count.
type Period struct {
	Days    int
	Working bool
	From    string // the step
	Pos     Pos

	fromPos Pos
}

// DaysText says a number of days: 5日, 3个工作日.
func DaysText(days int, working bool) string {
	if working {
		return fmt.Sprintf("%d个工作日", days)
	}
	return fmt.Sprintf("%d日", days)
}

// Rung is one measure of an escalation against a step that is late.
type Rung struct {
	ID, Label string
	Days      int    // after the deadline
	Who       string // the body that takes it
	Pos       Pos
}

// Suspension is how a procedure may be put off.
type Suspension struct {
	Ask     []string // who asks
	Approve string   // who approves
	File    string   // with whom it is filed; "": nowhere
	Months  int      // the longest; 0: the approval says
	Basis   yanpan.Citation
	Pos     Pos
}

// Reopening is who may open a step again that was done.
type Reopening struct {
	Who   []string
	Basis yanpan.Citation
}

// Step gives the step of the id; nil where there is none.
func (p *Procedure) Step(id string) *Step {
	for i := range p.Steps {
		if p.Steps[i].ID == id {
			return &p.Steps[i]
		}
	}
	return nil
}

// Behind lists the step and every one that waits for it, directly or not.
func (p *Procedure) Behind(id string) []string {
	behind := []string{id}
	for i := 0; i < len(behind); i++ {
		for _, s := range p.Steps {
			if slices.Contains(s.After, behind[i]) && !slices.Contains(behind, s.ID) {
				behind = append(behind, s.ID)
			}
		}
	}
	return behind
}

// Form gives the way of deciding of the id; "" where the step has only one. It
// is nil where there is none.
func (s *Step) Form(id string) *VoteForm {
	if id == "" && len(s.Votes) == 1 {
		return &s.Votes[0]
	}
	for i := range s.Votes {
		if s.Votes[i].ID == id {
			return &s.Votes[i]
		}
	}
	return nil
}

// Quoted is the step's name in quotation marks; marks inside it become single ones.
func (s *Step) Quoted() string {
	return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(s.Label) + "”"
}

// where names the step's place in its own pack.
func (s *Step) where(at Pos) string { return s.Pack + "/" + at.String() }

// GateState is what a gate comes to.
type GateState struct {
	Open    bool
	Missing []Missing // what nobody recorded and would decide; then it is shut
	Used    []Used    // the facts it looked at
}

// Check applies the gate to the facts of a day. What is not recorded, or not
// for sure, leaves it shut.
func (g *Gate) Check(facts Facts, asOf yanpan.Date) GateState {
	var st GateState
	find := func(name string) Value {
		if name == "as_of" {
			return Date(asOf)
		}
		if f := facts.Fact(name); f.Sure() {
			return f.Value
		}
		return Value{}
	}
	a := g.Test.eval(find)
	st.Open = a.value == Bool(true)
	for _, v := range g.vars {
		if f := facts.Fact(v.Name); f.Sure() {
			st.Used = append(st.Used, Used{Fact: f, Label: v.Label, Unit: v.Unit})
		}
		if slices.Contains(a.missing, v.Name) {
			st.Missing = append(st.Missing, v.missing())
		}
	}
	return st
}

// Variables lists what the gate speaks of.
func (g *Gate) Variables() []Variable { return slices.Clone(g.vars) }

// Procedure gives the procedure of the id; nil where there is none.
func (rs *Rules) Procedure(id string) *Procedure { return procedureIn(rs.Procedures, id) }

func procedureIn(all []*Procedure, id string) *Procedure {
	i := slices.IndexFunc(all, func(p *Procedure) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return all[i]
}

// FactVariables lists every variable the gates of the procedure may speak of:
// those of a village, and its own.
func (p *Procedure) FactVariables() []Variable {
	return slices.Concat(VariablesOf(ScopeVillage), p.Facts)
}

// ReadFact reads a fact of the procedure from text: true, 3, 2026-06-30, 1/3.
// It reports false where the procedure has no such variable or the text does
// not fit its type.
func (p *Procedure) ReadFact(name, text string) (Fact, bool) {
	for _, v := range p.FactVariables() {
		if v.Name == name {
			return parseFact(v, text)
		}
	}
	return Fact{}, false
}

// StepLabels joins the names of steps: “村党组织提议”、“两委商议”.
func (p *Procedure) StepLabels(ids []string) string {
	labels := make([]string, 0, len(ids))
	for _, id := range ids {
		if s := p.Step(id); s != nil {
			labels = append(labels, s.Quoted())
		}
	}
	return strings.Join(labels, "、")
}
