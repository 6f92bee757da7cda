package proof

import "strings"

// deltaAt tests 共120人,比上年增加20人,增长20%: the year before is 120 − 20.
func (d *document) deltaAt(qs []*quantity, i int) {
	if i+2 >= len(qs) {
		return
	}
	b, c, p := qs[i], qs[i+1], qs[i+2]
	if !b.count() || b.has(flagGrowth) || !c.exact() || !p.percent || p.ranged || !p.exact() || !sameUnit(b, c) || c.half != b.half || p.half != b.half {
		return
	}
	t := d.text.paras[b.para].t
	if !d.isGrowth(c) || !d.isGrowth(p) || p.start-c.uEnd > 10 || c.start-b.uEnd > 24 {
		return
	}
	words := string(t[b.uEnd:c.start])
	if !containsAny(words, []string{"比", "较"}) || containsAny(string(t[c.uEnd:p.start]), []string{"占"}) {
		return
	}
	var a rat
	var ok bool
	down := containsAny(words, downWords)
	if down {
		a, ok = b.val.add(c.val)
	} else {
		a, ok = b.val.sub(c.val)
	}
	if !ok || a.n <= 0 {
		return
	}
	v, ok := percentOf(c.val, a)
	if !ok {
		return
	}
	check(b, c, p)
	sign := " − "
	if down {
		sign = " + "
	}
	before := *b
	before.val = a
	if b.mult > 1 || b.decimals > 0 {
		if near(v, p.val, rat{1, pow10(p.decimals)}) {
			return
		}
		cur := *b
		if rounded(&before, &cur, p) {
			return
		}
	}
	d.growthFinding(&before, b, p, v, "%", c.figure(1)+" ÷ ("+b.figure(1)+sign+c.figure(1)+")")
}

// pointsAt tests shares compared with another time: 占35%,比上届的30%提高5个百分点.
func (d *document) pointsAt(qs []*quantity, i int) {
	if i+2 >= len(qs) {
		return
	}
	b, a, q := qs[i], qs[i+1], qs[i+2]
	if !b.percent || !a.percent || b.ranged || a.ranged || !b.exact() && b.flags&flagGone == 0 || q.half != b.half || q.class != "points" && !q.percent {
		return
	}
	t := d.text.paras[b.para].t
	words := string(t[b.uEnd:a.start])
	if !strings.Contains(words, "比") && !strings.Contains(words, "较") || a.start-b.uEnd > 16 || q.start-a.uEnd > 10 || !d.isGrowth(q) {
		return
	}
	diff, ok := b.val.sub(a.val)
	if !ok {
		return
	}
	if diff.n < 0 {
		diff.n = -diff.n
	}
	check(a, b, q)
	d.testPoints(a, b, q, diff)
}

// checkMeans tests 12个村共走访360户,平均每村30户.
func checkMeans(d *document) {
	for _, qs := range d.sentencesOf() {
		for i, m := range qs {
			if !m.has(flagMean) || m.percent || m.class == "age" || !m.plainMean() {
				continue
			}
			d.meanAt(qs[:i], m)
		}
	}
}

func (q *quantity) plainMean() bool {
	return !q.ranged && !q.about && q.flags&(flagAbout|flagOver|flagUnder|flagRule) == 0 && q.class != ""
}

// meanPer gives the units of what a mean is taken over.
func (d *document) meanPer(m *quantity) []string {
	w := string(d.text.paras[m.para].t[m.preLo:m.start])
	switch {
	case containsAny(w, []string{"村均", "每村", "每个村", "各村"}):
		return []string{"村", "行政村", "社区", "村(社区)"}
	case containsAny(w, []string{"户均", "每户"}):
		return []string{"户"}
	case containsAny(w, []string{"人均", "每人", "每名"}):
		return []string{"人", "名"}
	case containsAny(w, []string{"每期", "期均"}):
		return []string{"期"}
	case containsAny(w, []string{"每次", "每场", "场均"}):
		return []string{"次", "场"}
	}
	return nil
}

// meanAt looks for a total and a count whose quotient is the mean.
func (d *document) meanAt(qs []*quantity, m *quantity) {
	per := d.meanPer(m)
	if per == nil {
		return
	}
	var sums, counts []*quantity
	for _, q := range qs {
		if !q.count() || q.flags&(flagEach|flagMean|flagGrowth|flagGone) != 0 {
			continue
		}
		if q.class == m.class && q.unit == m.unit {
			sums = append(sums, q)
		}
		if contains(per, q.unit) || q.unit == "个" && (contains(per, q.post) || hasPrefixAny(q.post, "村", "行政村")) {
			counts = append(counts, q)
		}
	}
	if len(sums) == 0 || len(counts) == 0 || len(sums) > maxScope || len(counts) > maxScope {
		return
	}
	for _, s := range sums {
		for _, c := range counts {
			if v, ok := s.val.div(c.val); ok && s != c && (fits(v, m.val, m.decimals) == fitRounded || near(v, m.val, rat{m.mult, 2 * pow10(m.decimals)})) {
				check(s, c, m)
				return
			}
		}
	}
	s, c := sums[len(sums)-1], counts[len(counts)-1]
	v, ok := s.val.div(c.val)
	if !ok || s == c || len(sums) > 1 || len(counts) > 1 {
		return
	}
	check(s, c, m)
	f := s.figure(1) + " ÷ " + c.figure(1) + " = " + v.String()
	d.report(m.para, m.preLo, m.uEnd, Finding{Kind: KindMultiple, Severity: SeverityError, Said: m.text(d), Computed: scaledTo(v, m) + m.unit,
		Formula: f, Related: []Place{d.placeOf(s), d.placeOf(c)}, Message: "平均数与总数、个数不符：" + f + "，文中为" + m.text(d), Suggest: "平均" + scaledTo(v, m) + m.unit})
}

func scaledTo(v rat, q *quantity) string {
	w, ok := v.div(whole(q.mult))
	if !ok {
		return v.String()
	}
	return w.decimal(q.decimals) + multName(q.mult)
}

func contains(words []string, w string) bool {
	for _, x := range words {
		if x == w {
			return true
		}
	}
	return false
}
