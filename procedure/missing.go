package procedure

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// ahead gives what keeps everybody from touching a step: a suspension, a step
// that the place has not filled in, steps before it that are not done.
func ahead(p *policy.Procedure, st State, s *policy.Step) []Reason {
	var reasons []Reason
	if st.suspended() {
		reasons = append(reasons, suspendedReason(p, st))
	}
	if s.Slot {
		reasons = append(reasons, Reason{Kind: LeftOpen, Step: s.ID, Basis: s.Basis,
			Message: s.Quoted() + "怎样办还没有定", Remedy: "请按本地文件在政策包里写明由谁办、怎样办"})
	}
	undone := slices.DeleteFunc(slices.Clone(s.After), st.done)
	if len(undone) > 0 {
		reasons = append(reasons, Reason{Kind: MissingStep, Step: s.ID, Basis: s.Basis,
			Message: "还没有轮到" + s.Quoted(), Remedy: "先办结" + p.StepLabels(undone)})
	}
	return reasons
}

func suspendedReason(p *policy.Procedure, st State) Reason {
	r := Reason{Kind: Suspended, Message: "“" + p.Label + "”已在" + st.Suspension.Approved.Chinese() + "批准暂缓"}
	if !st.Suspension.Until.IsZero() {
		r.Message += ",到" + st.Suspension.Until.Chinese() + "止"
	}
	if x := p.Suspend; x != nil {
		r.Basis, r.Remedy = x.Basis, "要接着办,由"+x.Approve+"批准恢复"
		if x.File != "" && st.Suspension.Filed.IsZero() {
			r.Remedy = "先报" + x.File + "备案,再由" + x.Approve + "批准恢复"
		}
	}
	return r
}

// lockedBy gives the gates that are shut and the day that has not come.
func lockedBy(p *policy.Procedure, st State, s *policy.Step, day yanpan.Date, in Setting) []Reason {
	var reasons []Reason
	for i := range s.Gates {
		if r, shut := gateReason(s, &s.Gates[i], day, in); shut {
			reasons = append(reasons, r)
		}
	}
	if w := s.Wait; w != nil && st.done(w.From) {
		last, sure := in.calendar().Add(st.Steps[w.From].Done, w.Days, w.Working)
		if first := addDays(last, 1); day.Compare(first) < 0 {
			reasons = append(reasons, Reason{Kind: MissingDay, Step: s.ID, Day: first, Basis: s.Basis,
				Message: fmt.Sprintf("离%s办结还不满%s", p.Step(w.From).Quoted(), policy.DaysText(w.Days, w.Working)),
				Remedy:  "最早" + first.Chinese() + "办" + estimate(sure)})
		}
	}
	return reasons
}

// Shut gives the gates of a step that are shut on the setting's day by the
// records and by what the list of events says, whether the step's turn has come
// or not. A list whose facts cannot be read shuts none: reading it told so.
func Shut(p *policy.Procedure, s *policy.Step, f File, in Setting) []Reason {
	said, err := f.FactsOf(p)
	if err != nil {
		return nil
	}
	in.Facts, _ = recorded(p, said, in.facts())
	var reasons []Reason
	for i := range s.Gates {
		if r, shut := gateReason(s, &s.Gates[i], in.Today, in); shut {
			reasons = append(reasons, r)
		}
	}
	return reasons
}

func gateReason(s *policy.Step, g *policy.Gate, day yanpan.Date, in Setting) (Reason, bool) {
	state := g.Check(in.facts(), day)
	if state.Open {
		return Reason{}, false
	}
	r := Reason{Kind: MissingGate, Step: s.ID, Message: g.Message, Remedy: g.Remedy, Basis: g.Basis}
	if len(state.Missing) > 0 {
		var lacks []string
		for _, m := range state.Missing {
			lacks = append(lacks, m.Label+"(记在"+m.Sheet+")")
		}
		r.Message = strings.Join(lacks, "、") + "没有登记,不能确定" + s.Quoted() + "可以办"
		r.Remedy = "先登记;" + g.Remedy
	}
	return r, true
}

// lacking gives everything that a step which has begun still needs on the day.
func lacking(s *policy.Step, got StepState, day yanpan.Date, in Setting) []Reason {
	var reasons []Reason
	papers := slices.DeleteFunc(slices.Clone(s.Evidence), got.has)
	if len(papers) > 0 {
		reasons = append(reasons, Reason{Kind: MissingPaper, Step: s.ID, Basis: s.Basis,
			Message: s.Quoted() + "还缺材料", Remedy: "补交" + strings.Join(papers, "、")})
	}
	reasons = append(reasons, lackingVote(s, got)...)
	reasons = append(reasons, lackingSignatures(s, got)...)
	return append(reasons, lackingPublication(s, got, day, in)...)
}

func lackingVote(s *policy.Step, got StepState) []Reason {
	if len(s.Votes) == 0 || got.passed(s) {
		return nil
	}
	r := Reason{Kind: MissingVote, Step: s.ID, Basis: s.Votes[0].Basis}
	if len(got.Votes) == 0 {
		var forms []string
		for i := range s.Votes {
			forms = append(forms, s.Votes[i].Says())
		}
		r.Message, r.Remedy = s.Quoted()+"还没有表决", "召集"+strings.Join(forms, ";或")
		return []Reason{r}
	}
	c := got.Votes[len(got.Votes)-1]
	f := s.Form(c.Form)
	if f == nil {
		r.Message, r.Remedy = s.Quoted()+"上次的表决方式已经不用", "重新表决"
		return []Reason{r}
	}
	base := c.Base(f.PassOf)
	r.Basis = f.Basis
	r.Message = fmt.Sprintf("%s没有表决通过:%s%d人,赞成%d人,不到%s(至少%d人)", s.Quoted(), f.PassOf.Label(), base, c.For, f.Pass, f.Pass.Needed(base))
	r.Remedy = "修改后重新表决"
	return []Reason{r}
}

func lackingSignatures(s *policy.Step, got StepState) []Reason {
	var reasons []Reason
	for _, body := range s.Sign {
		i := slices.IndexFunc(got.Signatures, func(g Signature) bool { return g.Role == body })
		switch {
		case i < 0:
			reasons = append(reasons, Reason{Kind: MissingSignature, Step: s.ID, Basis: s.Basis,
				Message: s.Quoted() + "还没有经" + body + "签批", Remedy: "送" + body + "签批"})
		case !got.Signatures[i].Agreed:
			reasons = append(reasons, Reason{Kind: MissingSignature, Step: s.ID, Basis: s.Basis,
				Message: body + "没有同意" + s.Quoted() + ":" + got.Signatures[i].Reason, Remedy: "改好后再送" + body + "签批"})
		}
	}
	return reasons
}

func lackingPublication(s *policy.Step, got StepState, day yanpan.Date, in Setting) []Reason {
	x := s.Publish
	if x == nil {
		return nil
	}
	days := policy.DaysText(x.Days, x.Working)
	if got.Published.IsZero() {
		return []Reason{{Kind: MissingPublication, Step: s.ID, Basis: s.Basis,
			Message: s.Quoted() + "还没有公示" + x.What, Remedy: "公示不少于" + days}}
	}
	last, sure := in.calendar().Add(got.Published, x.Days, x.Working)
	first := addDays(last, 1)
	if day.Compare(first) >= 0 {
		return nil
	}
	return []Reason{{Kind: MissingDay, Step: s.ID, Basis: s.Basis, Day: first,
		Message: fmt.Sprintf("%s从%s起公示,不满%s", x.What, got.Published.Chinese(), days),
		Remedy:  "公示到" + last.Chinese() + ",最早" + first.Chinese() + "办结" + estimate(sure)}}
}
