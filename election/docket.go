package election

import (
	"fmt"
	"slices"

	"yanpan.dev"
)

// RefusedCaseAct is an act of a list that does not count, with the reason.
type RefusedCaseAct struct {
	Number int // in the list, from 1
	Act    CaseAct
	Why    string
}

// Text tells the act and why it does not count.
func (r RefusedCaseAct) Text() string {
	return yanpan.Typeset(fmt.Sprintf("第%d件事(%s%s“%s”%s):%s", r.Number, r.Act.Day.Chinese(), r.Act.Village, r.Act.Name, r.Act.deed(), r.Why))
}

// Docket is what was decided about the findings of a screening, and what is
// still to be decided.
type Docket struct {
	Screened *Screened
	Cases    []*Case // in the order they were first spoken of
	Refused  []RefusedCaseAct
}

// Replay does the acts of a list one after the other against the findings of a
// screening. An act that may not be done (no statement yet, no minutes, no
// document) does not count and is told; those after it are done all the same.
func Replay(s *Screened, acts []CaseAct) *Docket {
	d := &Docket{Screened: s}
	for i := range acts {
		if err := d.do(&acts[i]); err != nil {
			d.Refused = append(d.Refused, RefusedCaseAct{i + 1, acts[i], yanpan.MessageOf(err)})
		}
	}
	return d
}

func (d *Docket) do(a *CaseAct) error {
	c, err := d.find(a)
	if err != nil {
		return err
	}
	switch a.Does {
	case "state":
		return c.Hear(Statement{On: a.Day, Text: a.Text, Waived: a.Waived, Heard: a.Heard})
	case "review":
		return c.Object(Review{By: a.By, On: a.Day, Upheld: a.Upheld != nil && *a.Upheld, Reason: a.Reason, Minutes: a.Minutes})
	case "reopen":
		return c.Reopen()
	}
	return c.Decide(Decision{
		Ruling: Ruling(slices.Index(rulingWords(), a.Ruling) + 1), On: a.Day, Meeting: a.Meeting, Minutes: a.Minutes, Signer: a.Signer, Reason: a.Reason, Level: a.Level,
	})
}

// find gives the case an act is about, opening it where this is its first act.
func (d *Docket) find(a *CaseAct) (*Case, error) {
	refuse := func(remedy, format string, args ...any) error {
		e := yanpan.Errorf(yanpan.CodeInvalid, "election.Replay", format, args...)
		e.Remedy = remedy
		return e
	}
	nominee := -1
	for i := range d.Screened.Input.Nominees {
		k := d.Screened.Input.Nominees[i].Key
		switch {
		case k.Village != a.Village || k.Name != a.Name || !a.Birth.IsZero() && !k.Birth.Agrees(a.Birth):
		case nominee >= 0:
			return nil, refuse("birth 写出生年月", "%s有两个“%s”,不知道是哪一个", a.Village, a.Name)
		default:
			nominee = i
		}
	}
	if nominee < 0 {
		return nil, refuse("核对村名、姓名和出生年月", "提名人选里没有这个人")
	}
	for _, c := range d.Cases {
		if c.finding.Nominee == nominee && c.finding.Rule.ID == a.Rule {
			return c, nil
		}
	}
	for _, f := range d.Screened.Results[nominee].Findings {
		if f.Rule.ID != a.Rule {
			continue
		}
		c, err := Open(d.Screened, f)
		if err == nil {
			d.Cases = append(d.Cases, c)
		}
		return c, err
	}
	return nil, refuse("按初审表里的规则编号写;没有提示的不能另立理由", "初审没有提示这个人有“%s”的情形", a.Rule)
}

// caseOf gives the case about a finding; nil where nobody has spoken of it.
func (d *Docket) caseOf(f *Finding) *Case {
	for _, c := range d.Cases {
		if c.finding.Nominee == f.Nominee && c.finding.Rule.ID == f.Rule.ID {
			return c
		}
	}
	return nil
}

// Outcome is where one nominee stands after the acts.
type Outcome struct {
	Nominee int
	Ruling  Ruling  // 0: nothing stands in the way, or something is undecided
	Decided []*Case // findings with a ruling that holds
	Open    []Finding
	Waiting int // findings that want a fact or a department's answer, and cannot be decided
}

// Label says it in one word.
func (o Outcome) Label() string {
	switch {
	case o.Ruling == Barred || o.Ruling == Withdrawn:
		return o.Ruling.Label()
	case len(o.Open) > 0:
		return "待研究"
	case o.Waiting > 0:
		return "待补证"
	case len(o.Decided) == 0:
		return Clear.Label()
	}
	return Admitted.Label()
}

// Outcomes gives every nominee's in their order.
func (d *Docket) Outcomes() []Outcome {
	out := make([]Outcome, len(d.Screened.Results))
	for i := range out {
		out[i].Nominee, out[i].Waiting = i, len(d.Screened.PendingDepartments(i))
		for _, f := range d.Screened.Results[i].Findings {
			out[i].add(d, f)
		}
	}
	return out
}

func (o *Outcome) add(d *Docket, f Finding) {
	if f.Status != StatutoryBar && f.Status != NeedsDecision && f.Status != NeedsApproval {
		o.Waiting++
		return
	}
	c := d.caseOf(&f)
	if c == nil {
		o.Open = append(o.Open, f)
		return
	}
	ruling, decided := c.Ruling()
	if !decided {
		o.Open = append(o.Open, f)
		return
	}
	o.Decided = append(o.Decided, c)
	if ruling == Barred || ruling == Withdrawn && o.Ruling != Barred {
		o.Ruling = ruling
	}
}

// Next says what a finding that is not decided waits for.
func (d *Docket) Next(f Finding) string {
	c := d.caseOf(&f)
	switch {
	case c == nil, c.statement == nil && c.decision == nil:
		return "先告知本人,听取陈述"
	case c.decision == nil && f.Status == StatutoryBar:
		return "已听取陈述,等授权人签字"
	case c.decision == nil && f.Status == NeedsApproval:
		return "已听取陈述,等" + f.Approval.Label() + "一级批准"
	case c.decision == nil:
		return "已听取陈述,等会议研究"
	}
	return "复核推翻了原结论,要重新研究"
}

// Decision gives the decision on record; nil before it is made.
func (c *Case) Decision() *Decision { return c.decision }

// Says tells what was decided, by whom, when and why, and what a review came to.
func (c *Case) Says() string {
	d := c.decision
	if d == nil {
		return ""
	}
	by := d.Meeting + d.Minutes
	if by != "" {
		by += ","
	}
	t := fmt.Sprintf("%s(%s,%s签字人%s;%s)", d.Ruling.Label(), d.On.Chinese(), by, d.Signer, d.Reason)
	if c.statement != nil {
		t += ",本人" + map[bool]string{true: "无异议", false: "陈述:" + c.statement.Text}[c.statement.Waived]
	}
	if r := c.review; r != nil {
		t += fmt.Sprintf(",%s%s复核%s:%s", r.On.Chinese(), r.By, map[bool]string{true: "维持", false: "推翻"}[r.Upheld], r.Reason)
	}
	return yanpan.Typeset(t)
}
