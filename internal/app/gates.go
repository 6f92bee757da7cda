package app

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/policy"
	"yanpan.dev/procedure"
)

// EventFile is a list of events of a village's procedure that was opened.
type EventFile struct {
	Name string // for messages
	List procedure.File
}

// ReadEventFile reads a list of events for a timetable.
func ReadEventFile(name string) (EventFile, error) {
	f, err := OpenFile(name)
	if err != nil {
		return EventFile{}, err
	}
	defer f.Close()
	list, err := readEvents(name, f)
	return EventFile{Name: name, List: list}, err
}

// heedGates says which conditions the steps of the timetable wait for. Of a
// village whose list of events was given it warns of the gates that are shut,
// with the day the step is planned for; of the others the conditions are named.
func (t *Timetable) heedGates(rules *policy.Rules) error {
	used := map[string]bool{}
	for _, link := range stepLinks() {
		if !slices.ContainsFunc(link.Kinds, func(k string) bool { return k == t.Kind.Kind || slices.Contains(t.Kind.Includes, k) }) {
			continue
		}
		for _, id := range link.Procedures {
			p := rules.Procedure(id)
			if p == nil {
				continue
			}
			watched, err := t.watch(p, link, used)
			if err != nil {
				return err
			}
			if !watched {
				t.Notes = append(t.Notes, conditions(p)...)
			}
		}
	}
	for _, r := range t.Request.Records {
		if !used[r.Name] {
			return inFile(r.Name, &yanpan.Error{Code: yanpan.CodeInvalid, Op: "app.PlanElection", Message: "这份办事记录用不上:程序“" + r.List.Procedure + "”不在这份日程里,或日程里没有“" + r.List.Place + "”",
				Remedy: "核对记录里的 procedure 和 place"})
		}
	}
	return nil
}

// watch warns of the gates of one procedure in the plans whose lists were given.
func (t *Timetable) watch(p *policy.Procedure, link stepLink, used map[string]bool) (watched bool, err error) {
	for _, r := range t.Request.Records {
		if r.List.Procedure != p.ID {
			continue
		}
		for i := range t.Plans {
			v := &t.Plans[i]
			if v.Village != "" && v.Village != r.List.Place {
				continue
			}
			used[r.Name], watched = true, true
			if err := t.warn(v, p, link, r); err != nil {
				return watched, err
			}
		}
	}
	return watched, nil
}

func (t *Timetable) warn(v *VillagePlan, p *policy.Procedure, link stepLink, r EventFile) error {
	in := procedure.Setting{Today: t.Request.AsOf.Last(), Calendar: procedure.Holidays(t.Calendar)}
	if t.Request.Work != nil {
		var err error
		if in.Facts, err = t.Request.Work.factsOf(r.List.Place, p.ID); err != nil {
			return err
		}
	}
	st, err := procedure.StandingOf(p, r.List, in)
	if err != nil {
		return inFile(r.Name, err)
	}
	if st.Status == procedure.Halted {
		v.Gates = append(v.Gates, yanpan.Typeset(r.List.Place+p.Label+"已批准暂缓,日程里的日子暂不执行"))
	}
	for i := range p.Steps {
		s := &p.Steps[i]
		if st.Steps[i].State == procedure.StepDone {
			continue
		}
		for _, reason := range procedure.Shut(p, s, r.List, in) {
			v.Gates = append(v.Gates, yanpan.Typeset(r.List.Place+s.Quoted()+plannedText(v.Plan, link.Steps[s.ID])+":"+reason.Sentence()))
		}
	}
	return nil
}

// plannedText says for which day a step is planned.
func plannedText(p *calendar.Plan, step string) string {
	if s, ok := p.Step(step); ok && s.Day > 0 {
		return "排在" + s.Day.Chinese()
	}
	return "之前"
}

// conditions names what the gates of a procedure ask for.
func conditions(p *policy.Procedure) []string {
	var out []string
	for i := range p.Steps {
		s := &p.Steps[i]
		for _, g := range s.Gates {
			var asks []string
			for _, v := range g.Variables() {
				asks = append(asks, v.Label)
			}
			out = append(out, yanpan.Typeset(p.Label+"的门槛:"+s.Quoted()+"之前核对"+strings.Join(asks, "、")+","+g.Message+"的,"+g.Remedy+"("+g.Basis.String()+")"))
		}
	}
	return out
}
