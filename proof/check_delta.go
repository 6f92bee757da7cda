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
	if strings.Contains(words, "相比") && compares(b.lead) {
		d.testChangeOf(b, c, p, containsAny(words, downWords))
		return
	}
	if !containsAny(words, []string{"比", "较"}) || compares(b.lead) || containsAny(string(t[c.uEnd:p.start]), []string{"占"}) {
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

// compares reports whether the words before a number make it what another is
// compared with: 比上年的, 与去年同期的.
func compares(lead string) bool {
	for _, w := range []string{"比", "较", "与", "同", "和"} {
		at := strings.LastIndex(lead, w)
		if at < 0 {
			continue
		}
		rest := lead[at+len(w):]
		if !hasPrefixAny(rest, "例", "重", "率", "较", "级", "比", "期", "为") && !containsAny(rest, []string{"由", "从"}) && !strings.HasSuffix(lead[:at], "占") && containsAny(rest, []string{"年", "届", "期", "前", "月", "初", "底", "后", "原", "的"}) {
			return true
		}
	}
	return false
}

// testChangeOf tests 与上年的224件相比,减少41件,下降18.3%.
func (d *document) testChangeOf(a, c, p *quantity, down bool) {
	v, ok := percentOf(c.val, a.val)
	if !ok || a.val.n == 0 {
		return
	}
	check(a, c, p)
	to := *a
	if down {
		to.val, ok = a.val.sub(c.val)
	} else {
		to.val, ok = a.val.add(c.val)
	}
	if ok {
		d.growthFinding(a, &to, p, v, "%", c.figure(1)+" ÷ "+a.figure(1))
	}
}

// compareAt tests 48场,比去年同期的32场增加16场,增长50%, in whatever order the
// growth is told; qs[i] is what the other is compared with.
func (d *document) compareAt(qs []*quantity, i int) {
	a := qs[i]
	if !a.plain() || d.isGrowth(a) || !compares(a.lead) || i == 0 {
		return
	}
	b, stated := d.comparedTo(qs, i, true)
	if b == nil {
		b, stated = d.comparedTo(qs, i, false)
	}
	if b == nil {
		return
	}
	for k := i + 1; k < len(qs) && k < i+4 && qs[k].half == a.half && d.isGrowth(qs[k]) && !compares(qs[k].lead) && d.gapOf(qs[k-1], qs[k]) <= gapComma; k++ {
		stated = append(stated, qs[k])
	}
	c := change{from: a, to: b}
	for _, q := range stated {
		if q.percent && a.percent {
			continue // pointsAt
		}
		if q.state != statusChecked || q.percent {
			d.testChange(&c, q)
		}
	}
}

// comparedTo finds the number before qs[i] that is compared with it, and the
// growth told between the two. With alike both are means or neither is.
func (d *document) comparedTo(qs []*quantity, i int, alike bool) (b *quantity, stated []*quantity) {
	a := qs[i]
	for k := i - 1; k >= 0 && qs[k].half == a.half && b == nil; k-- {
		switch q := qs[k]; {
		case d.isGrowth(q) && (q.percent || sameUnit(q, a)):
			stated = append(stated, q)
		case q.percent == a.percent && q.class == a.class && q.unit == a.unit && !q.ranged && !q.about && !q.share && q.flags&(flagUnder|flagBand|flagAbout) == 0 && !compares(q.lead) && q.depth == a.depth && (!alike || q.flags&(flagMean|flagEach) == a.flags&(flagMean|flagEach)):
			b = q
		case q.percent || q.has(flagBand):
		case len(stated) == 0 && i-k > 2:
			return nil, nil
		}
	}
	return b, stated
}

// formerAt tests 最多23人,最少7人,前者是后者的3倍多.
func (d *document) formerAt(qs []*quantity, i int) {
	q := qs[i]
	if q.class != "times" || i < 2 || !strings.HasSuffix(q.lead, "前者是后者的") {
		return
	}
	b, a := qs[i-2], qs[i-1]
	v, ok := b.val.div(a.val)
	if !ok || !sameUnit(a, b) {
		return
	}
	check(a, b, q)
	next, fine := q.val.add(whole(1))
	if q.about && fine && v.cmp(q.val) >= 0 && v.cmp(next) < 0 {
		return
	}
	if q.about || q.exact() {
		d.growthFinding(a, b, q, v, "倍", b.figure(1)+" ÷ "+a.figure(1))
	}
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

// meanPer gives the noun of what a mean is taken over.
func (d *document) meanPer(m *quantity) string {
	w := string(d.text.paras[m.para].t[m.preLo:m.start])
	if per := perWord(w); per != "" {
		return per
	}
	for _, n := range []string{"社区", "支部", "村", "户", "人", "组", "场", "期", "次", "处"} {
		if strings.Contains(w, n+"均") || strings.Contains(w, n+"平均") {
			return n
		}
	}
	return ""
}

// meanAt looks for a total and a count whose quotient is the mean.
func (d *document) meanAt(qs []*quantity, m *quantity) {
	per := d.meanPer(m)
	if per == "" {
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
		if countedBy(q, per) {
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
	kind, sev := KindMultiple, SeverityError
	if !v.isWhole() && closeMissAt(v, m.val, rat{m.mult, pow10(m.decimals)}) {
		kind, sev = KindRounding, SeverityWarning
	}
	f := s.figure(1) + " ÷ " + c.figure(1) + " = " + v.String()
	d.report(m.para, m.preLo, m.uEnd, Finding{Kind: kind, Severity: sev, Said: m.text(d), Computed: scaledTo(v, m) + m.unit,
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
