package calendar

import (
	"cmp"
	"fmt"
	"slices"

	"yanpan.dev"
)

// Proposal is a day on which a step could be held.
type Proposal struct {
	Day      Day
	Plan     *Plan
	Tightest int      // the least slack of any step before it, in days
	Reasons  []string // what speaks for it and against it
}

// maxWindow bounds the days that are tried.
const maxWindow = 400

// Propose tries every day of a window for the step and gives the best ones:
// those without a contradiction, then with the fewest warnings, then on a day of
// the kind the step prefers, then with the most time to spare, then the earliest.
func (t *Timetable) Propose(in Input, id string, from, to Day, most int) ([]Proposal, error) {
	if _, ok := t.Step(id); !ok {
		return nil, wrong("没有步骤“%s”", "核对步骤编号", id)
	}
	if from > to || to-from > maxWindow {
		return nil, wrong("选日子的范围不对:%s至%s", fmt.Sprintf("首日不晚于末日,范围不超过%d日", maxWindow), from.Chinese(), to.Chinese())
	}
	var found []Proposal
	for d := from; d <= to; d++ {
		p, err := t.tryDay(in, id, d)
		if err != nil {
			return nil, err
		}
		if p.Plan.OK() {
			found = append(found, p)
		}
	}
	s, _ := t.Step(id)
	slices.SortStableFunc(found, func(a, b Proposal) int {
		return cmp.Or(
			cmp.Compare(len(a.Plan.Warnings), len(b.Plan.Warnings)),
			-cmp.Compare(suits(in.Calendar, s, a.Day), suits(in.Calendar, s, b.Day)),
			-cmp.Compare(min(a.Tightest, 7), min(b.Tightest, 7)),
			cmp.Compare(a.Day, b.Day))
	})
	return found[:min(most, len(found))], nil
}

func (t *Timetable) tryDay(in Input, id string, d Day) (Proposal, error) {
	tried := in
	tried.Days = map[string]Day{id: d}
	for k, v := range in.Days {
		if k != id {
			tried.Days[k] = v
		}
	}
	plan, err := t.Plan(tried)
	if err != nil {
		return Proposal{}, err
	}
	p := Proposal{Day: d, Plan: plan, Tightest: tightest(plan, d)}
	s, _ := t.Step(id)
	p.Reasons = reasons(in.Calendar, s, p)
	return p, nil
}

// tightest is the least slack of the steps that are not fixed and end before the day.
func tightest(p *Plan, d Day) int {
	least := maxWindow
	for i := range p.Steps {
		s := &p.Steps[i]
		if !s.Fixed && s.Slack >= 0 && s.Latest <= d {
			least = min(least, s.Slack)
		}
	}
	return least
}

// suits is 1 where a day is of the kind that the step prefers.
func suits(c *Calendar, s Step, d Day) int {
	k, _ := c.KindOf(d)
	switch s.Prefers {
	case PreferRest:
		if k == Weekend {
			return 1
		}
	case PreferAny:
		return 1
	default:
		if c.Works(d) {
			return 1
		}
	}
	return 0
}

func reasons(c *Calendar, s Step, p Proposal) []string {
	said := c.Describe(p.Day)
	if said == "" {
		said = "工作日"
	}
	out := []string{said}
	if s.Prefers == PreferRest && suits(c, s, p.Day) == 1 {
		out[0] += ",在家的人多"
	}
	switch p.Tightest {
	case maxWindow:
		out = append(out, "前面没有限期的步骤")
	case 0:
		out = append(out, "前面的步骤一天余地也没有")
	default:
		out = append(out, fmt.Sprintf("前面最紧的步骤还有%d日余地", p.Tightest))
	}
	if n := len(p.Plan.Warnings); n > 0 {
		out = append(out, fmt.Sprintf("有%d处要注意", n))
	}
	for i := range out {
		out[i] = yanpan.Typeset(out[i])
	}
	return out
}
