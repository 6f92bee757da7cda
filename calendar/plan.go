package calendar

import (
	"cmp"
	"slices"

	"yanpan.dev"
)

// Input is what a plan starts from.
type Input struct {
	Calendar *Calendar
	Days     map[string]Day // days that are fixed, by the step's id: the election day, days that have passed
	Today    Day            // nothing new is planned before this day; 0 for no bound
	Rolling  Rolling        // "" is RollStrict
}

// Placed is a step on its days. Days are first days of the step; End is the last
// day of one that lasts, from Day.
type Placed struct {
	Step     Step
	Earliest Day // 0: nothing bounds it
	Latest   Day // 0: nothing bounds it
	Safe     Day // the latest day that leaves a day to spare where the law says “before”; 0 where Latest is
	Day      Day // the day proposed, or the fixed one; 0 where the plan is contradictory
	End      Day // 0 where Day is
	Fixed    bool
	Slack    int    // days from Earliest to Latest; -1 where one is open; negative below that never
	Why      string // why not earlier
	Until    string // why not later
	Basis    []yanpan.Citation
	Decides  yanpan.Citation // the source of the rule that sets Latest; zero where none does
	Notes    []string
	Estimate bool // counted over a year without a notice
}

// Plan is what came of laying out a timetable.
type Plan struct {
	Steps          []Placed // by day
	Contradictions []Contradiction
	Warnings       []string
	Estimates      []string // a note for each year without a notice
}

// OK reports whether every step has a day.
func (p *Plan) OK() bool { return len(p.Contradictions) == 0 }

// Step gives the placed step of an id; it reports false where there is none.
func (p *Plan) Step(id string) (Placed, bool) {
	for i := range p.Steps {
		if p.Steps[i].Step.ID == id {
			return p.Steps[i], true
		}
	}
	return Placed{}, false
}

// Plan lays the steps out. It fails only where a fixed day belongs to no step or
// lies outside the calendar; what cannot be met is a Contradiction.
func (t *Timetable) Plan(in Input) (*Plan, error) {
	w, err := t.solve(in)
	if err != nil {
		return nil, err
	}
	p := &Plan{}
	if !w.open() {
		p.Contradictions = w.contradictions(in)
	}
	p.Steps = w.placed()
	if p.OK() {
		w.choose(p.Steps)
	}
	w.finish(p)
	return p, nil
}

// solve finds the bounds of every step.
func (t *Timetable) solve(in Input) (*network, error) {
	roll := in.Rolling
	if roll == "" {
		roll = RollStrict
	}
	w := newNetwork(t, in.Calendar, roll)
	for _, id := range sortedIDs(in.Days) {
		i, ok := t.index[id]
		if !ok {
			return nil, wrong("没有步骤“%s”,它的日子用不上", "核对步骤编号", id)
		}
		if d := in.Days[id]; d < FirstDay || d > LastDay {
			return nil, wrong("“%s”的日子不在2000年至2079年之间", "核对日期", t.steps[i].Label)
		}
		w.fix(i, in.Days[id])
	}
	for i, s := range t.steps {
		if s.From > 0 {
			w.raise(i, s.From, byWindow)
		}
		if s.To > 0 {
			w.lower(i, s.To, byWindow)
		}
	}
	w.settle()
	w.fromToday(in)
	return w, nil
}

// fromToday keeps steps from being planned in the past, but for those that
// stand before a step that has already been held.
func (w *network) fromToday(in Input) {
	for i := range w.low {
		if in.Today > 0 && w.lowBy[i] != byFixed && w.low[i] < in.Today && !w.past(i, in.Today) {
			w.raise(i, in.Today, byToday)
		}
	}
	w.settle()
}

// past reports whether a step was over before today because a fixed one behind it was.
func (w *network) past(i int, today Day) bool {
	for range w.table.steps {
		by := w.highBy[i]
		if by == byFixed {
			return w.high[i] < today
		}
		if by < 0 {
			return false
		}
		i = w.links[by].other(i)
	}
	return false
}

func (l *link) other(i int) int {
	if l.from == i {
		return l.to
	}
	return l.from
}

func sortedIDs(days map[string]Day) []string {
	ids := make([]string, 0, len(days))
	for id := range days {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// placed gives every step its bounds, in the order of the timetable.
func (w *network) placed() []Placed {
	steps := make([]Placed, len(w.table.steps))
	for i, s := range w.table.steps {
		p := Placed{Step: s, Fixed: w.lowBy[i] == byFixed, Slack: -1, Basis: bases(s)}
		if w.low[i] > FirstDay {
			p.Earliest, p.Why = w.low[i], w.why(i, w.lowBy[i], w.low[i])
		}
		if w.high[i] < LastDay {
			p.Latest, p.Until = w.high[i], w.why(i, w.highBy[i], w.high[i])
			p.Safe, p.Decides = w.safe(i), w.decides(i)
		}
		if p.Earliest > 0 && p.Latest > 0 {
			p.Slack = int(p.Latest - p.Earliest)
		}
		if p.Fixed {
			p.Day = w.low[i]
		}
		p.Estimate = w.estimated(i, w.lowBy) || w.estimated(i, w.highBy)
		steps[i] = p
	}
	return steps
}

// safe is the latest day with one to spare where a “before” of the step's own
// sets it: 20日前 is kept on the 20th day before and safe on the 21st.
func (w *network) safe(i int) Day {
	by := w.highBy[i]
	if by < 0 || w.links[by].step != i || w.links[by].most || w.links[by].n == 0 || w.high[i]-1 < w.low[i] {
		return w.high[i]
	}
	return w.high[i] - 1
}

// decides is the source of the rule that sets a step's latest day.
func (w *network) decides(i int) yanpan.Citation {
	if by := w.highBy[i]; by >= 0 {
		l := &w.links[by]
		return w.table.steps[l.step].Rules[l.rule].Basis
	}
	return yanpan.Citation{}
}

// bases lists the sources of a step without repetition.
func bases(s Step) []yanpan.Citation {
	var all []yanpan.Citation
	add := func(c yanpan.Citation) {
		if !c.IsZero() && !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	add(s.Basis)
	for _, r := range s.Rules {
		add(r.Basis)
	}
	add(s.Lasts.Basis)
	return all
}

// choose gives every step a day: first those that something later bounds, from
// the last to the first and each as late as is safe, then the rest as early as
// possible. Fixing a step at its latest day always leaves the others theirs.
func (w *network) choose(steps []Placed) {
	for {
		i, late := w.next()
		if i < 0 {
			break
		}
		w.settleAt(i, w.candidates(i, late))
	}
	for i := range steps {
		steps[i].Day = w.low[i]
	}
}

// next picks the step to be given a day.
func (w *network) next() (step int, late bool) {
	step = -1
	for k := len(w.table.order) - 1; k >= 0; k-- {
		i := w.table.order[k]
		if w.lowBy[i] == byFixed || w.high[i] == LastDay || !w.beforeAnchor(i) {
			continue
		}
		if step < 0 || w.high[i] > w.high[step] {
			step = i
		}
	}
	if step >= 0 {
		return step, true
	}
	for _, i := range w.table.order {
		if w.lowBy[i] != byFixed && (step < 0 || w.low[i] < w.low[step]) {
			step = i
		}
	}
	return step, false
}

// beforeAnchor reports whether a step's latest day is set by what comes after it,
// so that it is planned backwards.
func (w *network) beforeAnchor(i int) bool {
	by := w.highBy[i]
	return by >= 0 && !w.links[by].most && w.links[by].from == i
}

// candidates lists the days to try, the best first.
func (w *network) candidates(i int, late bool) []Day {
	low, high := w.low[i], w.high[i]
	if !late {
		first := w.preferred(i, low, +1)
		return []Day{first, low}
	}
	safe := w.safe(i)
	return []Day{w.preferred(i, safe, -1), w.preferred(i, high, -1), safe, high}
}

// preferred is the nearest day from d in a direction that suits the step.
func (w *network) preferred(i int, d Day, way Day) Day {
	suits := func(d Day) bool {
		switch w.table.steps[i].Prefers {
		case PreferAny:
			return true
		case PreferRest:
			k, _ := w.cal.KindOf(d)
			return k == Weekend
		}
		return w.cal.Works(d)
	}
	for e := d; e >= w.low[i] && e <= w.high[i] && e-d <= 14 && d-e <= 14; e += way {
		if suits(e) {
			return e
		}
	}
	return d
}

// settleAt fixes a step on the first of the days that leaves a day to all others.
// The bound itself always does.
func (w *network) settleAt(i int, days []Day) {
	for k, d := range days {
		last := k == len(days)-1
		var saved *network
		if !last {
			saved = w.copyBounds()
		}
		w.fix(i, d)
		w.resetChanges()
		w.settle()
		if last || w.open() {
			return
		}
		w.restore(saved)
	}
}

func (w *network) copyBounds() *network {
	return &network{low: slices.Clone(w.low), high: slices.Clone(w.high), lowBy: slices.Clone(w.lowBy), highBy: slices.Clone(w.highBy)}
}

func (w *network) restore(s *network) {
	w.low, w.high, w.lowBy, w.highBy = s.low, s.high, s.lowBy, s.highBy
	w.clashes, w.circular, w.queue = nil, -1, nil
	clear(w.queued)
}

func (w *network) resetChanges() { clear(w.changes) }

// finish puts the steps in the order of their days and adds what is to be minded.
func (w *network) finish(p *Plan) {
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.Day > 0 {
			s.End = w.last(i, s.Day)
		}
	}
	slices.SortStableFunc(p.Steps, func(a, b Placed) int { return cmp.Compare(a.sortDay(), b.sortDay()) })
	for i := range p.Steps {
		w.mind(p, &p.Steps[i])
	}
	p.Estimates = w.estimateNotes(p)
}

// sortDay is where a step stands in a list.
func (p *Placed) sortDay() Day {
	for _, d := range []Day{p.Day, p.Latest, p.Earliest} {
		if d > 0 {
			return d
		}
	}
	return LastDay
}
