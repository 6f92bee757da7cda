package procedure

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// maxPeople bounds the numbers of a vote.
const maxPeople = 10_000_000

// Decide holds a command against the procedure, its state, the facts and the
// day. It gives the events to append to the list, or an error that says why
// not; then nothing is to be appended. It changes nothing itself.
func Decide(p *policy.Procedure, st State, c Command, in Setting) ([]Event, error) {
	d := decision{p: p, st: st, act: c.Act, in: in}
	if c.Seen != st.Version {
		return nil, refuse(staleReason())
	}
	if err := refuse(d.day()...); err != nil {
		return nil, err
	}
	if !inStep(c.Does) {
		return d.outcome(d.whole())
	}
	if d.step = p.Step(c.Step); d.step == nil {
		return nil, refuse(d.unknownStep())
	}
	return d.outcome(d.inStep())
}

// outcome is the event of the act, or the refusal for the reasons.
func (d *decision) outcome(reasons []Reason) ([]Event, error) {
	if err := refuse(reasons...); err != nil {
		return nil, err
	}
	return []Event{{Seq: d.st.Version + 1, Act: d.act}}, nil
}

func staleReason() Reason {
	return Reason{Kind: Stale, Message: "别人刚刚办过事,您看到的情况已经变了", Remedy: "请看过最新情况再办"}
}

// decision is one command being decided.
type decision struct {
	p    *policy.Procedure
	st   State
	act  Act
	in   Setting
	step *policy.Step
}

// day checks the day of the act by itself.
func (d *decision) day() []Reason {
	day := d.act.Day
	switch {
	case deedLabel(d.act.Does) == "":
		return d.input("没有“"+d.act.Does+"”这种事", "可以办的有:"+strings.Join(policy.ActWords(), "、"))
	case day.Precision() != yanpan.PrecisionDay:
		return d.input("没有写明是哪一天办的", "日期写到日,例如 2026-12-01")
	case day.After(d.in.Today):
		return d.input(day.Chinese()+"还没有到", "办过了再记")
	}
	return nil
}

func (d *decision) input(message, remedy string) []Reason {
	return []Reason{{Kind: WrongInput, Step: d.act.Step, Message: message, Remedy: remedy}}
}

func (d *decision) unknownStep() Reason {
	ids := make([]string, len(d.p.Steps))
	for i, s := range d.p.Steps {
		ids[i] = s.ID
	}
	if d.act.Step == "" {
		return Reason{Kind: WrongInput, Message: "没有写明是哪一步", Remedy: "步骤有:" + strings.Join(ids, "、")}
	}
	return Reason{Kind: WrongInput, Step: d.act.Step, Message: "程序“" + d.p.Label + "”里没有步骤“" + d.act.Step + "”", Remedy: "步骤有:" + strings.Join(ids, "、")}
}

// role says that somebody else has to act.
func (d *decision) role(allowed []string, basis yanpan.Citation) []Reason {
	if slices.Contains(allowed, d.act.Role) {
		return nil
	}
	who := d.act.Role
	if who == "" {
		who = "没有写明的人"
	}
	what := deedLabel(d.act.Does)
	if d.step != nil {
		what = d.step.Quoted() + "的" + what
	}
	return []Reason{{
		Kind: WrongRole, Step: d.act.Step, Basis: basis,
		Message: what + "不由" + who + "承办", Remedy: "应由" + strings.Join(allowed, "、") + "承办",
	}}
}

// inStep gives what stands in the way of an act in a step.
func (d *decision) inStep() []Reason {
	s, got := d.step, d.st.Steps[d.act.Step]
	switch d.act.Does {
	case Reopen:
		return d.reopen(got)
	case Escalate:
		return d.escalate(got)
	}
	if !got.Done.IsZero() {
		return []Reason{{Kind: WrongOrder, Step: s.ID, Message: s.Quoted() + "已在" + got.Done.Chinese() + "办结", Remedy: d.reopenRemedy(), Basis: s.Basis}}
	}
	if locked := d.before(); len(locked) > 0 {
		return locked
	}
	allowed := s.Who
	if d.act.Does == Sign || d.act.Does == Decline {
		allowed = s.Sign
	}
	if wrong := d.signless(); len(wrong) > 0 {
		return wrong
	}
	if wrong := d.role(allowed, s.Basis); len(wrong) > 0 {
		return wrong
	}
	if d.act.Does == Submit {
		return d.submit()
	}
	if locked := lockedBy(d.p, d.st, s, d.act.Day, d.in); len(locked) > 0 {
		return locked
	}
	switch d.act.Does {
	case Vote:
		return d.vote(got)
	case Publish:
		return d.publish(got)
	case Decline:
		if strings.TrimSpace(d.act.Reason) == "" {
			return d.input("签批不同意没有写理由", "写明理由")
		}
	case Complete:
		return d.complete(got)
	}
	return nil
}

func (d *decision) signless() []Reason {
	if (d.act.Does == Sign || d.act.Does == Decline) && len(d.step.Sign) == 0 {
		return d.input(d.step.Quoted()+"不用签批", "直接办结即可")
	}
	return nil
}

func (d *decision) reopenRemedy() string {
	if d.p.Reopen == nil {
		return "不必再办"
	}
	return "要改的,由" + strings.Join(d.p.Reopen.Who, "、") + "先重开这一步"
}

// before gives what must come before anything is done in the step: that it is
// not put off, that it is filled in, that the steps before it are done.
func (d *decision) before() []Reason {
	if reasons := ahead(d.p, d.st, d.step); len(reasons) > 0 {
		return reasons
	}
	for _, a := range d.step.After {
		if done := d.st.Steps[a].Done; d.act.Day.Compare(done) < 0 {
			return []Reason{{
				Kind: WrongOrder, Step: d.step.ID, Basis: d.step.Basis, Day: done,
				Message: "日期" + d.act.Day.Chinese() + "早于" + d.p.Step(a).Quoted() + "办结的" + done.Chinese(), Remedy: "核对日期",
			}}
		}
	}
	return nil
}

func (d *decision) submit() []Reason {
	s, paper := d.step, d.act.Paper
	if slices.Contains(s.Evidence, paper) {
		return nil
	}
	if len(s.Evidence) == 0 {
		return d.input(s.Quoted()+"不用交材料", "材料留存备查即可")
	}
	return d.input(s.Quoted()+"要交的材料里没有“"+paper+"”", "要交的是"+strings.Join(s.Evidence, "、"))
}

func (d *decision) vote(got StepState) []Reason {
	s := d.step
	f := s.Form(d.act.Form)
	switch {
	case len(s.Votes) == 0:
		return d.input(s.Quoted()+"不用表决", "直接办结即可")
	case f == nil:
		ids := make([]string, len(s.Votes))
		for i, v := range s.Votes {
			ids[i] = v.ID + "(" + v.Label + ")"
		}
		return d.input(s.Quoted()+"没有写明是哪种表决方式", "form 写"+strings.Join(ids, "或"))
	case got.passed(s):
		return []Reason{{Kind: WrongOrder, Step: s.ID, Message: s.Quoted() + "已经表决通过", Remedy: "不用再表决", Basis: f.Basis}}
	}
	if n := len(got.Votes); n > 0 && d.act.Day.Compare(got.Votes[n-1].Day) < 0 {
		return d.input("日期"+d.act.Day.Chinese()+"早于上一次表决的"+got.Votes[n-1].Day.Chinese(), "核对日期")
	}
	c := Count{"", d.act.Due, d.act.Present, d.act.For, d.act.Against, d.act.Abstain, d.act.Day}
	if wrong := c.wrong(); wrong != "" {
		return d.input(wrong, "核对会议记录上的人数")
	}
	if !c.Quorate(f) {
		return []Reason{{
			Kind: MissingVote, Step: s.ID, Basis: f.Basis,
			Message: fmt.Sprintf("%s应到%d人,到会%d人,不到%s(至少%d人),会议无效", f.Label, c.Due, c.Present, f.Quorum, f.Quorum.Needed(c.Due)),
			Remedy:  "另行召集",
		}}
	}
	return nil
}

// wrong says what is impossible about the numbers of a vote.
func (c Count) wrong() string {
	for _, n := range []int{c.Due, c.Present, c.For, c.Against, c.Abstain} {
		if n < 0 || n > maxPeople {
			return fmt.Sprintf("人数%d不对", n)
		}
	}
	switch cast := c.For + c.Against + c.Abstain; {
	case c.Due == 0:
		return "没有写应到人数"
	case c.Present > c.Due:
		return fmt.Sprintf("到会%d人,比应到的%d人还多", c.Present, c.Due)
	case cast > c.Present:
		return fmt.Sprintf("赞成、反对、弃权共%d人,比到会的%d人还多", cast, c.Present)
	}
	return ""
}

func (d *decision) publish(got StepState) []Reason {
	s := d.step
	switch {
	case s.Publish == nil:
		return d.input(s.Quoted()+"不用公示", "直接办结即可")
	case !got.Published.IsZero():
		return []Reason{{Kind: WrongOrder, Step: s.ID, Message: s.Quoted() + "已从" + got.Published.Chinese() + "起公示", Remedy: "等公示期满", Basis: s.Basis}}
	}
	return lackingVote(s, got)
}

// complete gives everything that is missing in the step itself.
func (d *decision) complete(got StepState) []Reason {
	reasons := lacking(d.step, got, d.act.Day, d.in)
	if len(reasons) == 0 && d.act.Day.Compare(got.Latest) < 0 {
		return []Reason{{
			Kind: WrongOrder, Step: d.step.ID, Basis: d.step.Basis, Day: got.Latest,
			Message: "办结的日期" + d.act.Day.Chinese() + "早于这一步里" + got.Latest.Chinese() + "办的事", Remedy: "核对日期",
		}}
	}
	return reasons
}

func (d *decision) reopen(got StepState) []Reason {
	switch {
	case d.p.Reopen == nil:
		return d.input("程序“"+d.p.Label+"”不能重开步骤", "确需重开的,在政策包里写明由谁重开(reopen)")
	case got.Done.IsZero():
		return []Reason{{Kind: WrongOrder, Step: d.step.ID, Message: d.step.Quoted() + "还没有办结", Remedy: "不用重开,接着办即可", Basis: d.p.Reopen.Basis}}
	case d.act.Day.Compare(got.Done) < 0:
		return d.input("重开的日期"+d.act.Day.Chinese()+"早于办结的"+got.Done.Chinese(), "核对日期")
	case strings.TrimSpace(d.act.Reason) == "":
		return d.input("重开没有写理由", "写明理由")
	}
	if d.st.suspended() {
		return []Reason{suspendedReason(d.p, d.st)}
	}
	return d.role(d.p.Reopen.Who, d.p.Reopen.Basis)
}

func (d *decision) escalate(got StepState) []Reason {
	s := d.step
	i := slices.IndexFunc(s.Overdue, func(r policy.Rung) bool { return r.ID == d.act.Rung })
	if i < 0 {
		return d.input(s.Quoted()+"没有逾期措施“"+d.act.Rung+"”", "rung 写逾期措施的编号")
	}
	rung := s.Overdue[i]
	limit, ok := d.in.deadline(d.st, s)
	due, late := limit.Day, 0
	if ok {
		late = due.DaysUntil(d.act.Day)
	}
	switch {
	case !got.Done.IsZero():
		return []Reason{{Kind: WrongOrder, Step: s.ID, Message: s.Quoted() + "已经办结", Remedy: "不用再" + rung.Label, Basis: s.Basis}}
	case d.st.suspended():
		return []Reason{suspendedReason(d.p, d.st)}
	case !ok:
		return []Reason{{Kind: WrongOrder, Step: s.ID, Message: s.Quoted() + "的期限还没有开始算", Remedy: "先办前面的步骤", Basis: s.Basis}}
	case late < max(1, rung.Days):
		first := addDays(due, max(1, rung.Days))
		return []Reason{{Kind: MissingDay, Step: s.ID, Day: first, Basis: limit.Basis,
			Message: s.Quoted() + "的期限是" + due.Chinese() + ",还不到" + rung.Label + "的时候", Remedy: first.Chinese() + "起仍没有办结的才" + rung.Label}}
	case slices.Contains(got.Rungs, rung.ID):
		return []Reason{{Kind: WrongOrder, Step: s.ID, Message: "已经" + rung.Label + "过", Remedy: "不用重复", Basis: s.Basis}}
	case i > 0 && !slices.Contains(got.Rungs, s.Overdue[i-1].ID):
		return []Reason{{Kind: MissingStep, Step: s.ID, Message: "还没有" + s.Overdue[i-1].Label + ",不能直接" + rung.Label, Remedy: "先" + s.Overdue[i-1].Label, Basis: s.Basis}}
	}
	return d.role([]string{rung.Who}, s.Basis)
}
