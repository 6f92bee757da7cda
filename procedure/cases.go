package procedure

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// Test runs the cases of a pack about procedures, laid over the packs below it
// (higher levels first). Beside the cases it reports every procedure of the
// pack that lacks a case in which all is accepted or one in which something is
// refused.
func Test(p *policy.Pack, under ...*policy.Pack) ([]policy.CaseResult, error) {
	rules, err := policy.Overlay(append(slices.Clone(under), p)...)
	if err != nil {
		return nil, err
	}
	var results []policy.CaseResult
	for i := range p.ProcedureCases {
		results = append(results, runCase(rules, &p.ProcedureCases[i]))
	}
	return append(results, p.UncoveredProcedures(rules)...), nil
}

func runCase(rules *policy.Rules, c *policy.ProcedureCase) policy.CaseResult {
	p := rules.Procedure(c.Procedure)
	if p == nil {
		return c.Fail("没有程序“%s”。有的是:%s", c.Procedure, rules.ProcedureNames())
	}
	in, err := settingOf(rules)
	if err != nil {
		return c.Fail("%s", yanpan.MessageOf(err))
	}
	facts := policy.FactMap{}
	for _, f := range c.Facts {
		fact, ok := p.ReadFact(f.Name, f.Text)
		if !ok {
			return c.Fail("%s", yanpan.MessageOf(unreadFact(p, f.Name, f.Text)))
		}
		facts[f.Name] = fact
	}
	in.Facts = facts
	acts := make([]Act, len(c.Acts))
	for i, a := range c.Acts {
		acts[i] = Act(a)
	}
	events, refused := Check(p, acts, in)
	if message := refusalFault(c, refused); message != "" {
		return c.Fail("%s", message)
	}
	if in.Today = c.Today; in.Today.IsZero() && len(acts) > 0 {
		in.Today = acts[len(acts)-1].Day
	}
	st, err := Replay(p, events)
	if err != nil {
		return c.Fail("%s", yanpan.MessageOf(err))
	}
	if message := standingFault(c, Stand(p, st, in)); message != "" {
		return c.Fail("%s", message)
	}
	return c.Pass()
}

// settingOf counts working days by the notices of the packs; without any, as Weekdays.
func settingOf(rules *policy.Rules) (Setting, error) {
	c, err := rules.Calendar()
	if err != nil || len(c.Years()) == 0 {
		return Setting{}, err
	}
	return Setting{Calendar: Holidays(c)}, nil
}

// refusalFault compares what was refused with what the case expects: nothing,
// or the last act with the words given.
func refusalFault(c *policy.ProcedureCase, refused []RefusedAct) string {
	for _, r := range refused {
		if c.Refused == "" || r.Number < len(c.Acts) {
			return r.Text()
		}
	}
	switch {
	case c.Refused == "":
		return ""
	case len(refused) == 0:
		return "最后一件事应不准,实际准了"
	case !strings.Contains(refused[0].Why, c.Refused):
		return "不准的话里应有“" + c.Refused + "”,实际为“" + refused[0].Why + "”"
	}
	return ""
}

func standingFault(c *policy.ProcedureCase, v Standing) string {
	var done, open []string
	for _, s := range v.Steps {
		switch s.State {
		case StepDone:
			done = append(done, s.ID)
		case StepOpen:
			open = append(open, s.ID)
		}
	}
	switch {
	case c.Status != "" && c.Status != v.Status:
		return "状态应为“" + c.Status + "”(" + statusLabel(c.Status) + "),实际为“" + v.Status + "”(" + statusLabel(v.Status) + ")"
	case c.Done != nil && !sameIDs(c.Done, done):
		return "应办结的是" + listIDs(c.Done) + ",实际办结的是" + listIDs(done)
	case c.Open != nil && !sameIDs(c.Open, open):
		return "应轮到的是" + listIDs(c.Open) + ",实际轮到的是" + listIDs(open)
	}
	return ""
}

func sameIDs(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func listIDs(ids []string) string {
	if len(ids) == 0 {
		return "(没有)"
	}
	return strings.Join(ids, "、")
}
