package app

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/policy"
	"yanpan.dev/procedure"
)

//go:embed duesteps.json
var dueSteps []byte

// stepLink says which timetable tells the days of a procedure: step by step, and
// for which body of a village.
type stepLink struct {
	Procedures []string          `json:"procedures"`
	Kinds      []string          `json:"kinds"`
	Body       policy.Group      `json:"body"`
	Steps      map[string]string `json:"steps"` // step of the procedure: step of the timetable
}

var stepLinks = sync.OnceValue(func() []stepLink {
	var links []stepLink
	if err := json.Unmarshal(dueSteps, &links); err != nil {
		panic("duesteps.json: " + err.Error()) // built into the program and checked by its tests
	}
	return links
})

// linkOf finds the timetable of a procedure.
func linkOf(id string) (stepLink, bool) {
	i := slices.IndexFunc(stepLinks(), func(l stepLink) bool { return slices.Contains(l.Procedures, id) })
	if i < 0 {
		return stepLink{}, false
	}
	return stepLinks()[i], true
}

// kind chooses the timetable among those that fit.
func (l stepLink) kind(want string) (string, error) {
	if want == "" {
		return l.Kinds[0], nil
	}
	if !slices.Contains(l.Kinds, want) {
		return "", &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.Standing", Message: "这个程序没有“" + want + "”这种日程", Remedy: "可以写 " + strings.Join(l.Kinds, "、")}
	}
	return want, nil
}

// due makes deadlines out of the legal calendar of the election day.
func (req *StandingRequest) due(rules *policy.Rules, days *calendar.Calendar) (procedure.DueFunc, error) {
	if req.Election.IsZero() {
		return nil, nil
	}
	link, ok := linkOf(req.Procedure)
	if !ok {
		return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.Standing", Message: "程序“" + req.Procedure + "”不按选举日排日子", Remedy: "去掉 --election-day"}
	}
	kind, err := link.kind(req.Kind)
	if err != nil {
		return nil, err
	}
	steps, about, _, err := rules.Timetable(kind)
	if err != nil {
		return nil, err
	}
	day, err := fullDay(req.Election, "选举日")
	if err != nil {
		return nil, err
	}
	plan := duePlan{link: link, steps: steps, election: about.Election, day: day, days: days}
	return plan.due, nil
}

// duePlan counts deadlines by a timetable.
type duePlan struct {
	link     stepLink
	steps    *calendar.Timetable
	election string
	day      calendar.Day
	days     *calendar.Calendar
}

// due gives the latest day of a step, the days of what has been done being
// fixed. Where those contradict the timetable only the election day counts.
func (d duePlan) due(step string, st procedure.State) (procedure.Due, bool) {
	id, ok := d.link.Steps[step]
	if _, known := d.steps.Step(id); !ok || !known {
		return procedure.Due{}, false
	}
	in := calendar.Input{Calendar: d.days, Days: d.done(st)}
	p, err := d.steps.Plan(in)
	if err == nil && !p.OK() {
		in.Days = map[string]calendar.Day{d.election: d.day}
		p, err = d.steps.Plan(in)
	}
	if err != nil {
		return procedure.Due{}, false
	}
	placed, _ := p.Step(id)
	last := placed.Latest
	if id == d.election {
		last = d.day
	}
	if last == 0 {
		return procedure.Due{}, false
	}
	basis := placed.Decides
	if basis.IsZero() {
		basis = placed.Step.Basis
	}
	return procedure.Due{Day: last.Date(), Sure: !placed.Estimate && !d.days.Estimated(last), Basis: basis}, true
}

// done fixes the election day and the days of the steps that are done.
func (d duePlan) done(st procedure.State) map[string]calendar.Day {
	days := map[string]calendar.Day{d.election: d.day}
	for step, id := range d.link.Steps {
		day, ok := calendar.DayOf(st.Steps[step].Done)
		if _, known := d.steps.Step(id); known && ok {
			days[id] = day
		}
	}
	return days
}
