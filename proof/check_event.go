package proof

import "strings"

// precedence says that one kind of event comes before another: a list of
// voters is published before the day of the vote.
type precedence struct {
	Before []string `json:"before"`
	After  []string `json:"after"`
	Not    []string `json:"not"`    // words by which a date tells neither
	With   []string `json:"with"`   // words one of which the event before must hold as well
	Person bool     `json:"person"` // of one life: compared within a sentence only
	Near   bool     `json:"near"`   // everyday words: compared within a paragraph only
}

// electionBody is a body that is elected, with the words of its own affair.
type electionBody struct {
	Name  string   `json:"name"`
	Words []string `json:"words"`
}

// event is a date with the words that tell what happens on it.
type event struct {
	dt     *date
	words  string
	body   string // whose affair it is, where the paragraph says so
	finish bool   // 11月20日前: the event ends by then
}

// checkEvents finds events told in an order in which they cannot happen, and
// dates outside the stage under which they stand.
func checkEvents(d *document) {
	events := d.events()
	for i := range d.tab.events {
		d.checkPrecedence(&d.tab.events[i], events)
	}
	d.checkStageBounds()
}

// maxEvents bounds how many dates are compared with each other.
const maxEvents = 400

// events reads every date together with its clause.
func (d *document) events() []event {
	var out []event
	for i, dt := range d.dates {
		if dt.m == 0 || !dt.possible() || dt.noDay || len(out) >= maxEvents || d.text.paras[dt.para].cell {
			continue
		}
		t := d.text.paras[dt.para].t
		lo, hi := d.clauseOf(i)
		e := event{dt: dt, words: string(t[lo:dt.start]) + "|" + string(t[dt.end:hi]), body: d.bodyOf(t)}
		e.finish = hasAt(t, dt.end, "前") || hasAt(t, dt.end, "之前") || hasAt(t, dt.end, "底前")
		out = append(out, e)
	}
	return out
}

// bodyOf says whose election a paragraph speaks of, "" where it names none or
// several: what the party's members do on one day says nothing of the voters' days.
func (d *document) bodyOf(t []rune) string {
	text, body := string(t), ""
	for _, b := range d.tab.bodies {
		if !containsAny(text, b.Words) {
			continue
		}
		if body != "" {
			return ""
		}
		body = b.Name
	}
	return body
}

// clauseOf gives the words that belong to the i-th date: back to the mark
// before it, on to the next date, the end of the sentence or the second comma.
func (d *document) clauseOf(i int) (int, int) {
	dt := d.dates[i]
	t := d.text.paras[dt.para].t
	floor, ceil := 0, len(t)
	for k := i - 1; k >= 0 && d.dates[k].para == dt.para; k-- {
		floor = d.dates[k].end
		break
	}
	for k := i + 1; k < len(d.dates) && d.dates[k].para == dt.para; k++ {
		if !d.dates[k].rangeTo {
			ceil = d.dates[k].start
			break
		}
	}
	lo := dt.start
	for lo > floor && dt.start-lo < 16 && !isBreak(t[lo-1]) {
		lo--
	}
	hi, commas := dt.end, 0
	for hi < ceil && hi-dt.end < 40 && !isStop(t[hi]) && t[hi] != ';' && t[hi] != ':' {
		if t[hi] == ',' && hi-dt.end > 3 {
			if commas++; commas > 1 {
				break
			}
		}
		hi++
	}
	if ceil < len(t) && hi == ceil { // the clause before the next date belongs to that date
		for hi > dt.end && !isBreak(t[hi-1]) {
			hi--
		}
	}
	return lo, max(hi, dt.end)
}

func (d *document) checkPrecedence(pr *precedence, events []event) {
	var first, second []*event
	for i := range events {
		e := &events[i]
		before, after := e.tells(pr.Before, pr) && (len(pr.With) == 0 || containsAny(e.words, pr.With)), e.tells(pr.After, pr)
		if before && (!after || pr.Person) {
			first = append(first, e)
		}
		if after && !before {
			second = append(second, e)
		}
	}
	for _, a := range first {
		for _, b := range second {
			if a != b && d.together(a, b, pr) && d.runsBack(a, b) {
				d.orderFinding(a, b, pr)
				break
			}
		}
	}
}

func (e *event) tells(words []string, pr *precedence) bool {
	return wordIn(e.words, words) != "" && !containsAny(e.words, pr.Not)
}

// together reports whether two events belong to one course of things.
func (d *document) together(a, b *event, pr *precedence) bool {
	if a.dt.para == b.dt.para && d.sentenceAt(a.dt.para, a.dt.start) == d.sentenceAt(b.dt.para, b.dt.start) {
		return true
	}
	if pr.Person || a.body != "" && b.body != "" && a.body != b.body {
		return false
	}
	gap := a.dt.para - b.dt.para
	if pr.Near {
		return gap == 0
	}
	return gap == 0 || gap > -12 && gap < 12 && (len(d.pars) < 24 || d.sameStage(d.pars[a.dt.para].sect, d.pars[b.dt.para].sect))
}

// sameStage reports whether two paragraphs of a long paper stand under one
// heading: a plan tells of several bodies, each in a section of its own.
func (d *document) sameStage(a, b int) bool {
	if a == b || d.sects[a].parent == b || d.sects[b].parent == a {
		return true
	}
	return d.sects[a].parent >= 0 && d.sects[a].parent == d.sects[b].parent
}

// runsBack reports whether a, which should come first, lies wholly behind b.
// Where a year is not written, months more than five apart may be of two years.
func (d *document) runsBack(a, b *event) bool {
	x, y := *a.dt, *b.dt
	if x.y != 0 && y.y != 0 && !x.inherited && !y.inherited {
		return x.first() > y.last()
	}
	if x.m-y.m > 5 || y.m-x.m > 5 || x.y != 0 && y.y != 0 && x.y != y.y {
		return false
	}
	x.y, y.y = 2000, 2000
	return x.first() > y.last()
}

func (d *document) orderFinding(a, b *event, pr *precedence) {
	sev := SeverityWarning
	if a.dt.para == b.dt.para {
		sev = SeverityError
	}
	p := &d.text.paras[b.dt.para]
	x, y := d.place(a.dt.para, a.dt.start, a.dt.end), string(p.raw[b.dt.start:b.dt.end])
	hi := min(len(p.raw), b.dt.end+12)
	d.report(b.dt.para, b.dt.start, hi, Finding{Kind: KindOrder, Severity: sev, Said: y, Related: []Place{d.place(a.dt.para, a.dt.start, min(a.dt.end+12, len(d.text.paras[a.dt.para].raw)))},
		Message: "先后颠倒：“" + wordIn(a.words, pr.Before) + "”（" + x.Quote + "）应在“" + wordIn(b.words, pr.After) + "”（" + y + "）之前", Suggest: "核对两处时间"})
}

// wordIn finds the first of the words that tells of the event itself, not of a
// day counted from it: 选举日前20日, 最迟在选举日20日前.
func wordIn(s string, words []string) string {
	for _, w := range words {
		if at := strings.Index(s, w); at >= 0 && !countedFrom(s[at+len(w):]) {
			return w
		}
	}
	return ""
}

func countedFrom(rest string) bool {
	rest = strings.TrimLeft(rest, "0123456789一二两三四五六七八九十个半工作日天月周以之")
	return strings.HasPrefix(rest, "前")
}

// checkStageBounds finds dates that lie outside the stage whose paragraph they
// stand in: (二)换届阶段(12月1日至12月31日)。1月20日前召开党员大会.
func (d *document) checkStageBounds() {
	for i := range d.pars {
		dates := d.pars[i].dates
		if len(dates) < 3 || !dates[1].rangeTo || dates[0].start > 30 || !dates[0].possible() || !dates[1].possible() {
			continue
		}
		t := d.text.paras[i].t
		at := indexIn(t, 0, len(t), "阶段")
		if at < 0 || at > dates[0].start || indexIn(t, at+1, len(t), "阶段") >= 0 {
			continue
		}
		for k := 2; k < len(dates); k++ {
			if b := &dates[k]; outside(&dates[0], &dates[1], b) && !anyIn(t, b.end, min(len(t), b.end+14), []string{"报", "总结", "汇总"}) {
				p := &d.text.paras[i]
				d.report(i, b.start, min(len(p.raw), b.end+8), Finding{Kind: KindOrder, Severity: SeverityError, Said: string(p.raw[b.start:b.end]), Related: []Place{d.place(i, dates[0].start, dates[1].end)},
					Message: "“" + string(p.raw[b.start:b.end]) + "”不在这一阶段（" + string(p.raw[dates[0].start:dates[1].end]) + "）之内", Suggest: "核对两处时间"})
			}
		}
	}
}

// outside reports whether a day lies out of the range; a date without a year
// is tried in the years of both ends.
func outside(lo, hi, x *date) bool {
	if x.m == 0 || x.noDay || !x.possible() || x.y != 0 && !x.inherited && (lo.y == 0 || hi.y == 0) {
		return false
	}
	a, b := *lo, *hi
	if a.y == 0 {
		a.y = 2000
	}
	if b.y == 0 || hi.inherited && b.m < a.m {
		b.y = a.y
		if b.m < a.m {
			b.y++
		}
	}
	years := []int{a.y, b.y}
	if x.y != 0 && !x.inherited {
		years = []int{x.y}
	}
	for _, y := range years {
		c := *x
		c.y = y
		if c.last() >= a.first() && c.first() <= b.last() {
			return false
		}
	}
	return true
}
