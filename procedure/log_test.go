package procedure

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// Of many who complete the same step on the same list, one wins.
func TestTwoCannotWinAStep(t *testing.T) {
	p := national(t).Procedure("four_deliberations")
	day := yanpan.MustDate("2026-12-01")
	for range 50 {
		var log Log
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wg.Go(func() {
				a := Act{Day: day, Role: "村党组织", Name: fmt.Sprint(i), Does: Complete, Step: "propose"}
				_, errs[i] = log.Do(p, Command{a, 0}, Setting{Today: day})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
				continue
			}
			if r := RefusalOf(err); r == nil || r.Reasons[0].Kind != Stale {
				t.Fatalf("refused otherwise: %v", err)
			}
		}
		if won != 1 || len(log.Events()) != 1 {
			t.Fatalf("%d won, %d events", won, len(log.Events()))
		}
	}
}

func TestAppendWantsTheNextNumbers(t *testing.T) {
	var log Log
	e := Event{Seq: 1, Act: Act{Does: Complete, Step: "propose"}}
	for _, bad := range []struct {
		seen int
		e    Event
	}{{1, e}, {0, Event{Seq: 2, Act: e.Act}}, {-1, e}} {
		if err := log.Append(bad.seen, bad.e); err == nil || len(log.Events()) != 0 {
			t.Errorf("appended %+v", bad)
		}
	}
	if err := log.Append(0, e); err != nil {
		t.Fatal(err)
	}
	got := log.Events()
	got[0].Step = "changed"
	if log.Events()[0].Step != "propose" {
		t.Error("the list was changed from outside")
	}
}

// anything draws an act that may or may not be acceptable, near enough to the
// procedure that many are.
func anything(t *rapid.T, p *policy.Procedure, day yanpan.Date) Act {
	s := p.Steps[rapid.IntRange(0, len(p.Steps)-1).Draw(t, "step")]
	a := Act{Day: day, Step: s.ID, Does: rapid.SampledFrom([]string{
		Submit, Submit, Vote, Vote, Sign, Publish, Complete, Complete, Complete, Decline, Escalate,
		AskSuspension, ApproveSuspension, FileSuspension, Resume, Reopen,
	}).Draw(t, "does"), Reason: "理由"}
	roles := slices.Concat(s.Who, s.Sign)
	if x := p.Suspend; x != nil {
		roles = append(append(roles, x.Approve), x.Ask...)
	}
	if p.Reopen != nil {
		roles = append(roles, p.Reopen.Who...)
	}
	if len(roles) > 0 {
		a.Role = rapid.SampledFrom(roles).Draw(t, "role")
	}
	if len(s.Evidence) > 0 {
		a.Paper = rapid.SampledFrom(s.Evidence).Draw(t, "paper")
	}
	if len(s.Votes) > 0 {
		a.Form = rapid.SampledFrom(s.Votes).Draw(t, "form").ID
		a.Due = rapid.IntRange(0, 9).Draw(t, "due")
		a.Present = rapid.IntRange(0, 9).Draw(t, "present")
		a.For = rapid.IntRange(0, 9).Draw(t, "for")
	}
	if len(s.Overdue) > 0 {
		a.Rung = rapid.SampledFrom(s.Overdue).Draw(t, "rung").ID
	}
	return a
}

// Whatever people try: the state kept along the way is that of the replay, a
// refused act leaves no event, no event is lost or changed, every refusal is a
// sentence, and what was done stays done unless somebody opened it again.
func TestAnyHistory(t *testing.T) {
	rules := township(t)
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(rules.Procedures).Draw(t, "procedure")
		in := Setting{Facts: policy.FactMap{
			"weak_branch": {Value: policy.Bool(false)}, "audit_published": {Value: policy.Bool(true)}, "seats_open": {Value: policy.Int(5)},
			"candidates_named": {Value: policy.Int(6)}, "shortlisted": {Value: policy.Int(8)}, "vetting_due": {Value: policy.Int(6)}, "vetting_done": {Value: policy.Int(6)},
		}}
		var log Log
		st := State{Steps: map[string]StepState{}}
		day := yanpan.MustDate("2026-01-05")
		for range rapid.IntRange(1, 60).Draw(t, "acts") {
			day = addDays(day, rapid.IntRange(0, 25).Draw(t, "days"))
			in.Today = day
			before := log.Events()
			more, err := log.Do(p, Command{anything(t, p, day), st.Version}, in)
			after := log.Events()
			if err != nil && (len(after) != len(before) || RefusalOf(err) == nil || RefusalOf(err).Error() != err.Error()) {
				t.Fatalf("refusal %v; %d events became %d", err, len(before), len(after))
			}
			if diff := cmp.Diff(append(before, more...), after, cmp.AllowUnexported(yanpan.Date{})); diff != "" {
				t.Fatal(diff)
			}
			for _, e := range more {
				next := Apply(p, st, e)
				for id, s := range st.Steps {
					if !s.Done.IsZero() && !next.done(id) && e.Does != Reopen {
						t.Fatalf("%s was undone by %+v", id, e)
					}
				}
				st = next
			}
			again, err := Replay(p, after)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(again, st, cmp.AllowUnexported(yanpan.Date{})); diff != "" {
				t.Fatalf("replay differs: %s", diff)
			}
		}
		for _, s := range Stand(p, st, in).Steps {
			if s.State == StepLocked && len(s.Missing) == 0 {
				t.Fatalf("%s is locked and nobody says why", s.ID)
			}
			// What stands as ready can be completed at once.
			if who := p.Step(s.ID).Who; s.State == StepOpen && len(s.Missing) == 0 {
				a := Act{Day: day, Role: who[0], Does: Complete, Step: s.ID}
				if _, err := Decide(p, st, Command{a, st.Version}, in); err != nil {
					t.Fatalf("%s is said to be ready: %v", s.ID, err)
				}
			}
		}
	})
}

// Steps that run side by side may be done in any order.
func TestParallelStepsInAnyOrder(t *testing.T) {
	p := township(t).Procedure("villagers_election")
	papers := map[string]string{"survey": "摸底表", "assessment": "研判报告", "review": "测评统计表", "audit": "审计报告", "talks": "谈话记录", "training": "培训签到表"}
	ids := make([]string, 0, len(papers))
	for id := range papers {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	day := yanpan.MustDate("2026-09-10")
	run := func(order []string) State {
		acts := []Act{{Day: day, Role: "村党组织", Does: Complete, Step: "leadership"}}
		for _, id := range order {
			acts = append(acts, Act{Day: day, Role: "村党组织", Does: Submit, Step: id, Paper: papers[id]}, Act{Day: day, Role: "村党组织", Does: Complete, Step: id})
		}
		events, refused := Check(p, acts, Setting{})
		if len(refused) > 0 {
			t.Fatalf("%+v", refused)
		}
		st, err := Replay(p, events)
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	want := run(ids)
	rapid.Check(t, func(rt *rapid.T) {
		got := run(rapid.Permutation(ids).Draw(rt, "order"))
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(yanpan.Date{})); diff != "" {
			rt.Fatal(diff)
		}
	})
}

func TestReplayRefusesAnotherList(t *testing.T) {
	p := national(t).Procedure("four_deliberations")
	for says, events := range map[string][]Event{
		"第1件事的序号是2,记录不连续":                {{Seq: 2, Act: Act{Does: Complete, Step: "propose"}}},
		"第1件事写的步骤“rectify”,程序“四议两公开”里没有": {{Seq: 1, Act: Act{Does: Complete, Step: "rectify"}}},
		"第1件事办的是“finish”,没有这种事":          {{Seq: 1, Act: Act{Does: "finish", Step: "propose"}}},
		"第1件事写的步骤“”,程序“四议两公开”里没有":        {{Seq: 1, Act: Act{Does: Submit}}},
	} {
		if _, err := Replay(p, events); err == nil || plain(err.Error()) != says {
			t.Errorf("%v, want %s", err, says)
		}
	}
}
