package calendar

// Rolling says which periods that end on a day of rest end on the next working day.
type Rolling string

// The ways of rolling. 民法典第203条 rolls the end of a period unless another law says
// otherwise; how public procedures count it differs by place.
const (
	RollStrict Rolling = "strict" // what gives people time rolls, deadlines for offices do not: the default
	RollAlways Rolling = "always"
	RollNever  Rolling = "never"
)

// link bounds the first day of one step by that of another. With most unset,
// start(to) >= f(start(from)); with most set, start(to) <= f(start(from)).
// f counts n units from the first or, with end set, the last day of from.
type link struct {
	from, to int
	most     bool
	end      bool
	n        int
	unit     Unit
	roll     bool
	step     int // whose rule it is
	rule     int
}

// network holds the bounds of every step's first day and why they hold.
type network struct {
	table *Timetable
	cal   *Calendar
	roll  Rolling
	links []link
	touch [][]int // the links of each step

	low, high     []Day
	lowBy, highBy []int // the link that set a bound, or one of the by… marks
	changes       []int
	queue         []int
	queued        []bool
	circular      int // a step whose rules push it on for ever; -1
	clashes       []clash
}

// clash is a link that wants another day of a step whose day was given.
type clash struct {
	step int
	want Day  // not before this day, or not after it
	late bool // want lies behind the given day
	by   int
}

// Marks for bounds that no link set.
const (
	byNothing = -1
	byFixed   = -2 // the day was given
	byToday   = -3 // nothing can be done before the present day
	byWindow  = -4 // the step's own From and To
)

func newNetwork(t *Timetable, cal *Calendar, roll Rolling) *network {
	n := len(t.steps)
	w := &network{
		table: t, cal: cal, roll: roll, touch: make([][]int, n), low: make([]Day, n), high: make([]Day, n),
		lowBy: make([]int, n), highBy: make([]int, n), changes: make([]int, n), queued: make([]bool, n), circular: -1,
	}
	for i := range w.low {
		w.low[i], w.high[i], w.lowBy[i], w.highBy[i] = FirstDay, LastDay, byNothing, byNothing
	}
	for i, s := range t.steps {
		for k, r := range s.Rules {
			w.connect(i, k, r)
		}
	}
	return w
}

// connect turns one rule into one or two links.
func (w *network) connect(i, k int, r Rule) {
	a := w.table.index[r.Anchor]
	add := func(l link) {
		l.n, l.unit, l.step, l.rule = r.Count, r.Unit, i, k
		w.touch[l.from] = append(w.touch[l.from], len(w.links))
		w.touch[l.to] = append(w.touch[l.to], len(w.links))
		w.links = append(w.links, l)
	}
	least, most := r.Limit != AtMost, r.Limit != AtLeast
	deadline := w.roll == RollAlways && r.Limit == AtMost
	if r.Direction == Before {
		if least {
			add(link{from: i, to: a})
		}
		if most {
			add(link{from: i, to: a, most: true})
		}
		return
	}
	end := r.Limit != Exactly || r.Count != 0 // “the same day” is that of the anchor's beginning
	if least {
		add(link{from: a, to: i, end: end})
	}
	if most {
		add(link{from: a, to: i, end: end, most: true, roll: deadline})
	}
}

// last is the last day of a step that begins on d.
func (w *network) last(i int, d Day) Day {
	l := w.table.steps[i].Lasts
	if l.Count == 0 {
		return d
	}
	e := w.cal.Add(d, l.Count, l.Unit)
	if w.roll != RollNever {
		e = w.cal.Roll(e)
	}
	return e
}

// reach is what a link makes of a first day of its from.
func (w *network) reach(l *link, d Day) Day {
	if l.end {
		d = w.last(l.from, d)
	}
	d = w.cal.Add(d, l.n, l.unit)
	if l.roll {
		d = w.cal.Roll(d)
	}
	return d
}

func (w *network) push(i int) {
	if !w.queued[i] {
		w.queued[i] = true
		w.queue = append(w.queue, i)
	}
}

// raise and lower narrow the bounds of a step.
func (w *network) raise(i int, d Day, by int) {
	switch {
	case d <= w.low[i]:
	case w.lowBy[i] == byFixed:
		w.clashes = append(w.clashes, clash{step: i, want: d, late: true, by: by})
	default:
		w.low[i], w.lowBy[i] = d, by
		w.push(i)
	}
}

func (w *network) lower(i int, d Day, by int) {
	switch {
	case d >= w.high[i]:
	case w.highBy[i] == byFixed:
		w.clashes = append(w.clashes, clash{step: i, want: d, by: by})
	default:
		w.high[i], w.highBy[i] = d, by
		w.push(i)
	}
}

// fix gives a step its day.
func (w *network) fix(i int, d Day) {
	w.low[i], w.high[i], w.lowBy[i], w.highBy[i] = d, d, byFixed, byFixed
	w.push(i)
}

// open reports whether some day is left for every step.
func (w *network) open() bool {
	if w.circular >= 0 || len(w.clashes) > 0 {
		return false
	}
	for i := range w.low {
		if w.low[i] > w.high[i] {
			return false
		}
	}
	return true
}

// settle follows the links until no bound moves. Lower and upper bounds never
// meet here: they are the least and the greatest solution, and where one lies
// beyond the other there is none.
func (w *network) settle() {
	most := 4*len(w.table.steps) + 8
	for len(w.queue) > 0 && w.circular < 0 {
		i := w.queue[0]
		w.queue = w.queue[1:]
		w.queued[i] = false
		if w.changes[i]++; w.changes[i] > most {
			w.circular = i
			return
		}
		for _, k := range w.touch[i] {
			w.follow(k)
		}
	}
}

func (w *network) follow(k int) {
	l := &w.links[k]
	f := func(d Day) Day { return w.reach(l, d) }
	if l.most {
		if w.high[l.from] < LastDay {
			w.lower(l.to, f(w.high[l.from]), k)
		}
		if w.low[l.to] > FirstDay {
			w.raise(l.from, earliest(w.low[l.to], f), k)
		}
		return
	}
	if w.low[l.from] > FirstDay {
		w.raise(l.to, f(w.low[l.from]), k)
	}
	if w.high[l.to] < LastDay {
		w.lower(l.from, latest(w.high[l.to], f), k)
	}
}
