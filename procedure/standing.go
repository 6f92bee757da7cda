package procedure

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// How a procedure as a whole stands.
const (
	NotBegun = "not_begun"
	Running  = "running"
	Halted   = "suspended"
	Finished = "finished"
)

// Status tells how the procedure as a whole stands: not_begun, running,
// suspended or finished.
func Status(p *policy.Procedure, st State) string {
	switch {
	case st.suspended():
		return Halted
	case st.Version == 0:
		return NotBegun
	case !slices.ContainsFunc(p.Steps, func(s policy.Step) bool { return !st.done(s.ID) }):
		return Finished
	}
	return Running
}

func statusLabel(status string) string {
	switch status {
	case NotBegun:
		return "还没有开始"
	case Running:
		return "正在办"
	case Halted:
		return "已暂缓"
	}
	return "已办完"
}

// How a step stands.
const (
	StepDone   = "done"
	StepOpen   = "open"   // it can be worked on
	StepLocked = "locked" // something ahead of it is missing
)

// Standing is where a procedure stands and what is missing.
type Standing struct {
	Procedure  string         `json:"procedure"`
	Label      string         `json:"label"`
	Place      string         `json:"place,omitempty"`
	AsOf       yanpan.Date    `json:"as_of"`
	Status     string         `json:"status"`
	Done       int            `json:"done"`
	Total      int            `json:"total"`
	Steps      []StepStanding `json:"steps"`
	Suspension []Reason       `json:"suspension,omitempty"` // what a suspension still needs
	Refused    []RefusedAct   `json:"refused,omitempty"`    // acts of a list that could not stand
	Notes      []string       `json:"notes,omitempty"`      // where the list and the records say different things
}

// StepStanding is where one step stands.
type StepStanding struct {
	ID       string          `json:"id"`
	Label    string          `json:"label"`
	State    string          `json:"state"`
	Day      yanpan.Date     `json:"day,omitzero"` // when it was done
	Who      []string        `json:"who,omitempty"`
	Missing  []Reason        `json:"missing,omitempty"`
	Due      yanpan.Date     `json:"due,omitzero"`
	DueBasis yanpan.Citation `json:"due_basis,omitzero"`
	Estimate bool            `json:"estimate,omitempty"` // Due rests on holidays that are not known
	Late     int             `json:"late,omitempty"`     // days
	Next     string          `json:"next,omitempty"`     // the measure that its being late calls for
	Votes    []string        `json:"votes,omitempty"`    // what each vote came to
}

// Stand tells where a procedure stands on the day of the setting, and of every
// step that is not done what is missing.
func Stand(p *policy.Procedure, st State, in Setting) Standing {
	v := Standing{Procedure: p.ID, Label: yanpan.Typeset(p.Label), AsOf: in.Today, Status: Status(p, st), Total: len(p.Steps)}
	for i := range p.Steps {
		s := standStep(p, st, &p.Steps[i], in)
		if s.State == StepDone {
			v.Done++
		}
		v.Steps = append(v.Steps, s)
	}
	v.Suspension = suspensionNeeds(p, st)
	return v
}

func standStep(p *policy.Procedure, st State, s *policy.Step, in Setting) StepStanding {
	got := st.Steps[s.ID]
	v := StepStanding{ID: s.ID, Label: s.Label, Who: s.Who, Day: got.Done, Votes: votesText(s, got)}
	if !got.Done.IsZero() {
		v.State = StepDone
		return v
	}
	v.State = StepOpen
	v.Missing = ahead(p, st, s)
	if len(v.Missing) == 0 {
		v.Missing = lockedBy(p, st, s, in.Today, in)
	}
	if len(v.Missing) > 0 {
		v.State = StepLocked
	} else {
		v.Missing = lacking(s, got, in.Today, in)
	}
	if due, ok := in.deadline(st, s); ok {
		v.Due, v.Estimate, v.Late, v.DueBasis = due.Day, !due.Sure, max(0, due.Day.DaysUntil(in.Today)), due.Basis
		v.Next = nextRung(s, got, v.Late)
	}
	return v
}

// nextRung names the measure that has become due and was not taken.
func nextRung(s *policy.Step, got StepState, late int) string {
	for _, r := range s.Overdue {
		if late >= max(1, r.Days) && !slices.Contains(got.Rungs, r.ID) {
			return "由" + r.Who + r.Label
		}
	}
	return ""
}

func votesText(s *policy.Step, got StepState) []string {
	var out []string
	for _, c := range got.Votes {
		f := s.Form(c.Form)
		if f == nil {
			continue
		}
		t := fmt.Sprintf("%s%s:应到%d人,到会%d人", c.Day.Chinese(), f.Label, c.Due, c.Present)
		if !f.Pass.IsZero() {
			result := "没有通过"
			if c.Carries(f) {
				result = "通过"
			}
			t += fmt.Sprintf(",赞成%d人、反对%d人、弃权%d人,%s", c.For, c.Against, c.Abstain, result)
		}
		out = append(out, yanpan.Typeset(t))
	}
	return out
}

func suspensionNeeds(p *policy.Procedure, st State) []Reason {
	x, now := p.Suspend, st.Suspension
	switch {
	case x == nil || now.Asked.IsZero():
		return nil
	case now.Approved.IsZero():
		return []Reason{{Kind: MissingSignature, Message: "暂缓的申请还没有批准", Remedy: "等" + x.Approve + "批复,批复前各步照办", Basis: x.Basis}}
	case x.File != "" && now.Filed.IsZero():
		return []Reason{{Kind: MissingFiling, Message: "暂缓还没有备案", Remedy: "报" + x.File + "备案", Basis: x.Basis}}
	}
	return nil
}

// Text is the standing as the command prints it.
func (v Standing) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s%s:%s,%d步办结%d步(截至%s)\n", v.Place, v.Label, statusLabel(v.Status), v.Total, v.Done, v.AsOf.Chinese())
	for _, r := range v.Refused {
		b.WriteString("不能算数:" + r.Text() + "\n")
	}
	for _, n := range v.Notes {
		b.WriteString("注意:" + n + "\n")
	}
	for _, r := range v.Suspension {
		b.WriteString("暂缓:" + r.Sentence() + "\n")
	}
	for i, s := range v.Steps {
		fmt.Fprintf(&b, "%d.%s:%s\n", i+1, s.Label, s.word())
		for _, t := range s.Votes {
			b.WriteString("    " + t + "\n")
		}
		if s.State != StepDone && !s.Due.IsZero() {
			b.WriteString("    " + s.dueText() + "\n")
		}
		for _, r := range s.Missing {
			b.WriteString("    " + r.Sentence() + "\n")
		}
	}
	return yanpan.Typeset(b.String())
}

func (s StepStanding) word() string {
	switch s.State {
	case StepDone:
		return s.Day.Chinese() + "办结"
	case StepOpen:
		if len(s.Missing) == 0 {
			return "可以办结,由" + strings.Join(s.Who, "、") + "承办"
		}
		return "可以办,由" + strings.Join(s.Who, "、") + "承办"
	}
	return "还不能办"
}

func (s StepStanding) dueText() string {
	t := "期限" + s.Due.Chinese() + estimate(!s.Estimate)
	if !s.DueBasis.IsZero() {
		t += "(" + s.DueBasis.String() + ")"
	}
	if s.Late > 0 {
		t += fmt.Sprintf(",已超过%d日", s.Late)
	}
	if s.Next != "" {
		t += ",应" + s.Next
	}
	return t
}
