package calendar

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// Contradiction is something that no choice of days can meet.
type Contradiction struct {
	Step    string // id of the step that is left without a day
	Message string // what collides, with the days
	Remedy  string // how to mend it
	Basis   yanpan.Citation
	Missing int      // how many days are lacking; 0 where that says nothing
	Also    []string // labels of further steps without a day
}

// Error gives the contradiction as one sentence or two.
func (c Contradiction) Error() string {
	s := c.Message
	if c.Remedy != "" {
		s += "。" + c.Remedy
	}
	if !c.Basis.IsZero() {
		s += "(" + c.Basis.String() + ")"
	}
	return yanpan.Typeset(s)
}

// why says what set a bound of a step.
func (w *network) why(i, by int, at Day) string { return w.reason(i, by, at, true) }

// reason is why, with or without its source.
func (w *network) reason(i, by int, at Day, source bool) string {
	switch by {
	case byFixed:
		return "日期已定"
	case byToday:
		return yanpan.Typeset("从" + at.Chinese() + "起安排")
	case byWindow:
		return yanpan.Typeset("方案规定的期限" + cited(w.table.steps[i].Basis))
	case byNothing:
		return ""
	}
	l := &w.links[by]
	r := w.table.steps[l.step].Rules[l.rule]
	phrase := r.Phrase(w.table.steps[w.table.index[r.Anchor]].Label)
	if source {
		phrase += cited(r.Basis)
	}
	if l.step == i {
		return yanpan.Typeset(phrase)
	}
	o := l.other(i)
	bound := w.low[o]
	if w.highBy[i] == by {
		bound = w.high[o]
	}
	return yanpan.Typeset(fmt.Sprintf("“%s”(%s)应在%s", w.table.steps[l.step].Label, short(bound), phrase))
}

func cited(c yanpan.Citation) string {
	if c.IsZero() {
		return ""
	}
	return "(" + c.String() + ")"
}

// short is a day without its year.
func short(d Day) string {
	date := d.Date()
	return fmt.Sprintf("%d月%d日", date.Month(), date.Day())
}

// contradictions tells what collides: days given that a rule refuses, then the
// steps that are left without a day, gathered under what bounds them.
func (w *network) contradictions(in Input) []Contradiction {
	if w.circular >= 0 {
		s := w.table.steps[w.circular]
		return []Contradiction{{Step: s.ID, Message: "“" + s.Label + "”的几条期限互相矛盾,怎么排都不行", Remedy: "请核对政策包里它和相邻步骤的天数", Basis: s.Basis}}
	}
	var out []Contradiction
	squeezed := w.squeezed(in)
	for _, c := range w.worstClashes() {
		o := w.links[c.by].other(c.step)
		if len(squeezed) == 0 || w.lowBy[o] == byFixed { // else the squeezed steps tell the same better
			out = append(out, w.clashed(c))
		}
	}
	return append(out, squeezed...)
}

// worstClashes keeps of each step and side the link that is furthest off.
func (w *network) worstClashes() []clash {
	var worst []clash
	for _, c := range w.clashes {
		i := slices.IndexFunc(worst, func(o clash) bool { return o.step == c.step && o.late == c.late })
		switch {
		case i < 0:
			worst = append(worst, c)
		case c.late == (c.want > worst[i].want):
			worst[i] = c
		}
	}
	return worst
}

// clashed tells of a given day that a rule refuses.
func (w *network) clashed(c clash) Contradiction {
	l := &w.links[c.by]
	s, given := w.table.steps[c.step], w.low[c.step]
	r := w.table.steps[l.step].Rules[l.rule]
	anchor := w.table.steps[w.table.index[r.Anchor]].Label
	side, gap := "不能早于", int(c.want-given)
	if !c.late {
		side, gap = "不能晚于", -gap
	}
	from := w.table.steps[l.other(c.step)]
	by := w.low[l.other(c.step)]
	if !c.late {
		by = w.high[l.other(c.step)]
	}
	what := fmt.Sprintf("“%s”应在%s", w.table.steps[l.step].Label, r.Phrase(anchor))
	return Contradiction{
		Step: s.ID, Basis: r.Basis, Missing: gap,
		Message: fmt.Sprintf("“%s”定在%s,但%s,而“%s”%s,算下来%s%s,差%d日", s.Label, given.Chinese(), what, from.Label, w.stands(l.other(c.step), by, c.late), side, c.want.Chinese(), gap),
		Remedy:  fmt.Sprintf("请把“%s”改到%s,或改动“%s”的日子", s.Label, c.want.Chinese()+map[bool]string{true: "或以后", false: "或以前"}[c.late], from.Label),
	}
}

// stands says where a step stands: given, or its earliest or latest day.
func (w *network) stands(i int, d Day, low bool) string {
	switch {
	case low && w.lowBy[i] == byFixed, !low && w.highBy[i] == byFixed:
		return "定在" + d.Chinese()
	case low:
		return "最早只能在" + d.Chinese()
	}
	return "最迟应在" + d.Chinese()
}

// squeezed tells of the steps whose earliest day lies behind their latest one.
func (w *network) squeezed(in Input) []Contradiction {
	type cause struct{ low, high int }
	groups := map[cause][]int{}
	var order []cause
	for _, i := range w.table.order {
		if w.low[i] <= w.high[i] {
			continue
		}
		c := cause{w.source(i, w.lowBy), w.source(i, w.highBy)}
		if groups[c] == nil {
			order = append(order, c)
		}
		groups[c] = append(groups[c], i)
	}
	var out []Contradiction
	for _, c := range order {
		out = append(out, w.squeeze(groups[c], c.high, in))
	}
	return out
}

// source follows a bound to the step it comes from.
func (w *network) source(i int, by []int) int {
	for range w.table.steps {
		if by[i] < 0 {
			return i
		}
		i = w.links[by[i]].other(i)
	}
	return i
}

// telling picks the step to speak of: one whose own rule of law sets the latest
// day, else the one that lacks most days.
func (w *network) telling(steps []int) int {
	best := steps[0]
	score := func(i int) int {
		s := int(w.low[i] - w.high[i])
		if by := w.highBy[i]; by >= 0 && w.links[by].step == i && !w.links[by].most {
			s += 1000
		}
		return s
	}
	for _, i := range steps {
		if score(i) > score(best) {
			best = i
		}
	}
	return best
}

func (w *network) squeeze(steps []int, anchor int, in Input) Contradiction {
	i := w.telling(steps)
	s := w.table.steps[i]
	c := Contradiction{Step: s.ID, Missing: int(w.low[i] - w.high[i]), Basis: s.Basis}
	until := w.reason(i, w.highBy[i], w.high[i], false)
	c.Message = fmt.Sprintf("“%s”最迟应于%s(%s)", s.Label, w.high[i].Chinese(), until)
	switch {
	case in.Today > 0 && w.high[i] < in.Today && w.low[w.source(i, w.lowBy)] == in.Today:
		c.Message += fmt.Sprintf(",到%s已过了%d日", in.Today.Chinese(), in.Today-w.high[i])
	case in.Today > 0 && w.low[w.source(i, w.lowBy)] == in.Today:
		c.Message += fmt.Sprintf(",现只剩%d日,前面的步骤做完最早也要到%s,差%d日", max(0, w.high[i]-in.Today), w.low[i].Chinese(), c.Missing)
	default:
		c.Message += fmt.Sprintf(",而最早只能在%s(%s),差%d日", w.low[i].Chinese(), w.reason(i, w.lowBy[i], w.low[i], false), c.Missing)
	}
	c.Remedy = w.mend(anchor, in)
	for _, k := range steps {
		if k != i && len(c.Also) < 40 {
			c.Also = append(c.Also, w.table.steps[k].Label)
		}
	}
	return c
}

// mend proposes the first day on which the step that binds all could be held.
func (w *network) mend(anchor int, in Input) string {
	s := w.table.steps[anchor]
	day, ok := w.table.FirstFeasible(in, s.ID)
	if w.highBy[anchor] != byFixed || !ok {
		return "请把期限放宽,或提前做完前面的步骤"
	}
	return fmt.Sprintf("可把“%s”推迟到%s或以后,或压缩前面不是法定的步骤", s.Label, day.WithWeekday())
}

// FirstFeasible is the first day on which a step can be held when all else is
// given as in the input; it reports false where there is none within two years
// of the earliest that its own predecessors leave.
func (t *Timetable) FirstFeasible(in Input, id string) (Day, bool) {
	free := in
	free.Days = map[string]Day{}
	for k, d := range in.Days {
		if k != id {
			free.Days[k] = d
		}
	}
	w, err := t.solve(free)
	i, known := t.index[id]
	if err != nil || !known || w.low[i] == FirstDay || w.circular >= 0 || len(w.clashes) > 0 {
		return 0, false
	}
	for d := w.low[i]; d <= min(w.low[i]+730, w.high[i], LastDay); d++ {
		free.Days[id] = d
		if w, err := t.solve(free); err == nil && w.open() {
			return d, true
		}
	}
	return 0, false
}

// estimated reports whether a bound was counted over days of a year without a notice.
func (w *network) estimated(i int, by []int) bool {
	for range w.table.steps {
		if by[i] < 0 {
			return false
		}
		l := &w.links[by[i]]
		o := l.other(i)
		if w.calendarMatters(l) && (w.cal.Estimated(w.bound(i, by)) || w.cal.Estimated(w.bound(o, by))) {
			return true
		}
		i = o
	}
	return false
}

func (w *network) bound(i int, by []int) Day {
	if &by[0] == &w.lowBy[0] {
		return w.low[i]
	}
	return w.high[i]
}

// calendarMatters reports whether a link counts working days or rolls.
func (w *network) calendarMatters(l *link) bool {
	lasts := w.table.steps[l.from].Lasts
	return l.unit == WorkingDays || l.roll || l.end && lasts.Count > 0 && (lasts.Unit == WorkingDays || w.roll != RollNever)
}

// mind notes what is particular about a step's days.
func (w *network) mind(p *Plan, s *Placed) {
	if s.Day == 0 {
		return
	}
	if said := w.cal.Describe(s.Day); said != "" && s.Step.Prefers == PreferWorking {
		s.Notes = append(s.Notes, yanpan.Typeset(fmt.Sprintf("%s是%s,要安排值班", short(s.Day), said)))
	}
	if name, d := w.festival(s.Day, s.End); name == SpringFestival {
		p.Warnings = append(p.Warnings, yanpan.Typeset(fmt.Sprintf("“%s”(%s)碰上春节假期(%s),看的人少、办事不便,最好避开", s.Step.Label, span(s.Day, s.End), short(d))))
	} else if name != "" && s.End > s.Day {
		s.Notes = append(s.Notes, yanpan.Typeset(fmt.Sprintf("期间有%s假期", name)))
	}
	if k, name := w.cal.KindOf(s.Day); s.Fixed && k == Holiday && name != SpringFestival {
		p.Warnings = append(p.Warnings, yanpan.Typeset(fmt.Sprintf("“%s”定在%s,是%s放假的日子", s.Step.Label, s.Day.Chinese(), name)))
	}
}

// festival finds a holiday within a span of days, the Spring Festival before others.
func (w *network) festival(from, to Day) (string, Day) {
	found, at := "", Day(0)
	for d := from; d <= to; d++ {
		k, name := w.cal.KindOf(d)
		if k == Holiday && (found == "" || name == SpringFestival && found != name) {
			found, at = name, d
		}
	}
	return found, at
}

func span(from, to Day) string {
	if to <= from {
		return short(from)
	}
	return short(from) + "至" + short(to)
}

// estimateNotes says for which years the days were estimated.
func (w *network) estimateNotes(p *Plan) []string {
	var years []int
	see := func(d Day) {
		if y := d.Date().Year(); d > 0 && w.cal.Estimated(d) && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	for i := range p.Steps {
		for _, d := range []Day{p.Steps[i].Day, p.Steps[i].End} {
			see(d)
		}
		if p.Steps[i].Day == 0 {
			see(p.Steps[i].Latest)
			see(p.Steps[i].Earliest)
		}
	}
	slices.Sort(years)
	var notes []string
	for _, y := range years {
		notes = append(notes, w.cal.EstimateNote(y))
	}
	return notes
}

// Sentences lists everything a plan has to say besides its days.
func (p *Plan) Sentences() []string {
	var out []string
	for _, c := range p.Contradictions {
		s := c.Error()
		if len(c.Also) > 0 {
			s += yanpan.Typeset("。同样来不及的还有:" + strings.Join(c.Also, "、"))
		}
		out = append(out, s)
	}
	return append(append(out, p.Warnings...), p.Estimates...)
}
