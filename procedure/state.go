package procedure

import (
	"maps"
	"slices"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// State is where a procedure stands: what Replay makes of the list of events.
// The zero State is that of a procedure that has not begun.
type State struct {
	Version    int                  // the number of events
	Steps      map[string]StepState // by id; steps in which nothing happened are absent
	Suspension Suspension
}

// StepState is where one step stands.
type StepState struct {
	Papers     []Paper     // sorted by name
	Votes      []Count     // every vote that was taken, in order; the last one counts
	Signatures []Signature // sorted by body, the last word of each
	Published  yanpan.Date // when its publication was put up
	Done       yanpan.Date // when it was completed
	Rungs      []string    // the measures taken because it was late
	Reopened   int         // how often it was opened again
	Latest     yanpan.Date // the latest day something happened in it
}

// Paper is one that was handed in.
type Paper struct {
	Name, Document string
	Day            yanpan.Date
}

// Count is the result of a vote.
type Count struct {
	Form                                string
	Due, Present, For, Against, Abstain int
	Day                                 yanpan.Date
}

// Signature is what a body said about a step.
type Signature struct {
	Role   string
	Agreed bool
	Reason string
	Day    yanpan.Date
}

// Suspension is the 暂缓 of a procedure; the zero value: nobody has asked.
type Suspension struct {
	Asked, Approved, Filed yanpan.Date
	Until                  yanpan.Date // the last day, where the approval says
	Reason                 string
}

// Replay derives the state from the events. It reports an error where their
// numbers have a gap, or where one names a step that the procedure does not
// have: then the list belongs to another procedure, or somebody changed it.
func Replay(p *policy.Procedure, events []Event) (State, error) {
	st := State{Steps: map[string]StepState{}}
	for i, e := range events {
		if e.Seq != i+1 {
			return State{}, yanpan.Errorf(yanpan.CodeInvalid, "procedure.Replay", "第%d件事的序号是%d,记录不连续", i+1, e.Seq)
		}
		if deedLabel(e.Does) == "" {
			return State{}, yanpan.Errorf(yanpan.CodeInvalid, "procedure.Replay", "第%d件事办的是“%s”,没有这种事", i+1, e.Does)
		}
		if inStep(e.Does) && p.Step(e.Step) == nil {
			return State{}, yanpan.Errorf(yanpan.CodeInvalid, "procedure.Replay", "第%d件事写的步骤“%s”,程序“%s”里没有", i+1, e.Step, p.Label)
		}
		st.apply(p, e)
	}
	return st, nil
}

// Apply gives the state after one more event; st is left as it was.
func Apply(p *policy.Procedure, st State, e Event) State {
	next := State{Version: st.Version, Steps: maps.Clone(st.Steps), Suspension: st.Suspension}
	if next.Steps == nil {
		next.Steps = map[string]StepState{}
	}
	next.apply(p, e)
	return next
}

func (st *State) apply(p *policy.Procedure, e Event) {
	st.Version++
	switch e.Does {
	case AskSuspension:
		st.Suspension = Suspension{Asked: e.Day, Reason: e.Reason}
	case ApproveSuspension:
		st.Suspension.Approved, st.Suspension.Until = e.Day, e.Until
	case FileSuspension:
		st.Suspension.Filed = e.Day
	case Resume:
		st.Suspension = Suspension{}
	case Reopen:
		st.reopen(p, e.Step)
	default:
		st.Steps[e.Step] = st.Steps[e.Step].with(e)
	}
}

// reopen forgets what was done in the step and in all that waited for it. The
// events stay in the list; only what they count for ends.
func (st *State) reopen(p *policy.Procedure, id string) {
	for _, behind := range p.Behind(id) {
		if old, ok := st.Steps[behind]; ok {
			st.Steps[behind] = StepState{Reopened: old.Reopened + 1}
		}
	}
}

// with gives the step's state after one more event in it. Slices are copied, so
// that states share nothing that changes.
func (s StepState) with(e Event) StepState {
	if e.Day.Compare(s.Latest) > 0 {
		s.Latest = e.Day
	}
	switch e.Does {
	case Submit:
		s.Papers = put(s.Papers, Paper{e.Paper, e.Document, e.Day}, func(p Paper) string { return p.Name })
	case Vote:
		s.Votes = append(slices.Clip(s.Votes), Count{e.Form, e.Due, e.Present, e.For, e.Against, e.Abstain, e.Day})
	case Sign, Decline:
		s.Signatures = put(s.Signatures, Signature{e.Role, e.Does == Sign, e.Reason, e.Day}, func(g Signature) string { return g.Role })
	case Publish:
		s.Published = e.Day
	case Complete:
		s.Done = e.Day
	case Escalate:
		s.Rungs = append(slices.Clip(s.Rungs), e.Rung)
	}
	return s
}

// put gives a copy of the sorted list in which x stands, in the place of the
// one that has its key already.
func put[T any](list []T, x T, key func(T) string) []T {
	next := slices.DeleteFunc(slices.Clone(list), func(o T) bool { return key(o) == key(x) })
	i, _ := slices.BinarySearchFunc(next, key(x), func(o T, k string) int {
		switch {
		case key(o) < k:
			return -1
		case key(o) > k:
			return 1
		}
		return 0
	})
	return slices.Insert(next, i, x)
}

// done reports whether the step is completed.
func (st State) done(id string) bool { return !st.Steps[id].Done.IsZero() }

// suspended reports whether a suspension holds.
func (st State) suspended() bool { return !st.Suspension.Approved.IsZero() }

func (s StepState) has(paper string) bool {
	return slices.ContainsFunc(s.Papers, func(p Paper) bool { return p.Name == paper })
}

// passed reports whether the last vote carried.
func (s StepState) passed(step *policy.Step) bool {
	if len(s.Votes) == 0 {
		return false
	}
	c := s.Votes[len(s.Votes)-1]
	f := step.Form(c.Form)
	return f != nil && c.Carries(f)
}

// Base is the number of people that a majority of the form is counted of.
func (c Count) Base(of policy.VoteBase) int {
	switch of {
	case policy.OfDue:
		return c.Due
	case policy.OfPresent:
		return c.Present
	}
	return c.For + c.Against + c.Abstain
}

// Quorate reports whether enough people came.
func (c Count) Quorate(f *policy.VoteForm) bool { return c.Present >= f.Quorum.Needed(c.Due) }

// Carries reports whether enough people came and enough of them agreed. Where
// the form asks for no majority, because the ballots are counted elsewhere,
// coming is enough.
func (c Count) Carries(f *policy.VoteForm) bool {
	return c.Quorate(f) && (f.Pass.IsZero() || c.For >= f.Pass.Needed(c.Base(f.PassOf)))
}
