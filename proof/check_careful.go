package proof

import "strings"

// checkCareful holds plain statements against each other as a reader with a
// calculator does: a part larger than its whole, a mean outside its ends, so
// many a year against the years, what is printed against what is printed for.
func checkCareful(d *document) {
	for _, qs := range d.sentencesOf() {
		for i := range qs {
			d.oneOverWhole(qs, i)
			d.meanOutside(qs, i)
			d.eachYear(qs, i)
			d.withSpare(qs, i)
		}
	}
}

// oneOverWhole finds 大专及以上51名,占60.5%,其中本科以上53名.
func (d *document) oneOverWhole(qs []*quantity, i int) {
	q := qs[i]
	if !q.has(flagOf) || !strings.HasPrefix(q.lead, "其中") || !q.count() || i == 0 {
		return
	}
	k := i - 1
	for k >= 0 && (qs[k].percent || qs[k].share) {
		k--
	}
	if k < 0 {
		return
	}
	w := qs[k]
	if w.half != q.half || !w.count() || w.unit != q.unit || w.flags&(flagEach|flagMean|flagGrowth|flagOf|flagGone) != 0 || q.val.cmp(w.val) <= 0 || d.gapOf(w, q) > gapComma {
		return
	}
	if t := d.text.paras[q.para].t; strings.Contains(q.lead, "另") || strings.Contains(string(t[q.uEnd:d.sentence(q).hi]), "不计入") {
		return
	}
	if i+1 < len(qs) && qs[i+1].half == q.half && sameUnit(qs[i+1], q) {
		return // 其中A、B: the check of sums tells
	}
	d.partOverWhole(q, w)
}

// meanOutside finds 平均年龄51.2岁,最大63岁,最小54岁.
func (d *document) meanOutside(qs []*quantity, i int) {
	m := qs[i]
	if !m.has(flagMean) || m.ranged || m.about {
		return
	}
	for _, q := range qs[i+1 : min(len(qs), i+4)] {
		if q.half != m.half || q.class != m.class || q.unit != m.unit || q.ranged {
			return
		}
		low, high := containsAny(q.lead, []string{"最小", "最低", "最少", "最年轻"}), containsAny(q.lead, []string{"最大", "最高", "最多", "最年长"})
		if !low && !high {
			return
		}
		if low && m.val.cmp(q.val) >= 0 || high && m.val.cmp(q.val) <= 0 {
			check(m, q)
			continue
		}
		check(m, q)
		lo, hi := d.extent(q)
		d.report(q.para, lo, hi, Finding{Kind: KindConflict, Severity: SeverityError, Said: q.text(d), Related: []Place{d.placeOf(m)},
			Message: "平均数在最大、最小之外：平均为" + m.text(d) + "，" + strings.TrimSuffix(q.pre, "的") + "为" + q.text(d), Suggest: "核对这两个数"})
	}
}

// periods are what comes round several times in a longer stretch.
var periods = []struct {
	each, whole string
	times       int64
}{{"每季度", "全年", 4}, {"每月", "全年", 12}, {"每半年", "全年", 2}, {"每季度", "一年", 4}, {"每月", "一年", 12}}

// eachYear finds 每年至少办3件实事,五年不少于12件.
func (d *document) eachYear(qs []*quantity, i int) {
	q := qs[i]
	if q.ranged || q.percent || q.unit == "" || isSpan(q) {
		return
	}
	k := i + 1
	for k < len(qs) && k < i+3 && isSpan(qs[k]) {
		k++
	}
	if k >= len(qs) || k >= i+3 {
		return
	}
	b := qs[k]
	if b.half != q.half || b.ranged || b.percent || b.unit != q.unit || b.post != "" && q.post != "" && b.post != q.post {
		return
	}
	times := d.timesBetween(q, qs[k-1], b)
	want, ok := q.val.mul(whole(times))
	if !ok || times < 2 || times > 60 || !closeTo(b.val, want, 50) {
		return
	}
	check(q, b)
	if b.val.eq(want) || b.val.cmp(want) > 0 && containsAny(b.lead, []string{"以上", "超过", "不少于"}) && containsAny(q.lead, []string{"不少于", "至少"}) {
		return
	}
	l, h := d.extent(b)
	f := q.figure(1) + " × " + whole(times).String() + " = " + want.String()
	d.report(b.para, l, h, Finding{Kind: KindMultiple, Severity: SeverityWarning, Said: b.text(d), Computed: want.String() + b.unit, Formula: f, Related: []Place{d.placeOf(q)},
		Message: "按每次的数累计与总数不符：" + f + "，文中为" + b.text(d), Suggest: want.String() + b.unit})
}

// timesBetween is how often what is told of one stretch comes round in the
// longer one that is told next; 0 where the words do not say.
func (d *document) timesBetween(q, span, b *quantity) int64 {
	t := d.text.paras[q.para].t
	before, between := string(t[max(d.sentence(q).lo, q.start-8):q.start]), string(t[q.uEnd:b.start])
	if strings.Contains(between, "各") { // of several
		return 0
	}
	if span != q && span.class == "year" && span.val.isWhole() && containsAny(before, []string{"每年", "年均"}) {
		return span.val.n
	}
	for _, p := range periods {
		if strings.Contains(before, p.each) && strings.Contains(between, p.whole) {
			return p.times
		}
	}
	return 0
}

// withSpare finds 印制874张,另备用30张,共印940张.
func (d *document) withSpare(qs []*quantity, i int) {
	if i < 2 {
		return
	}
	w, spare, first := qs[i], qs[i-1], qs[i-2]
	if !w.has(flagTotal) || !strings.HasPrefix(spare.lead, "另") || w.half != first.half || !w.count() || !spare.count() || !first.count() || w.unit != first.unit || w.unit != spare.unit || w.state == statusChecked {
		return
	}
	sum, ok := first.val.add(spare.val)
	if !ok {
		return
	}
	check(w, spare, first)
	if sum.eq(w.val) {
		return
	}
	if i >= 3 && qs[i-3].half == w.half && qs[i-3].unit == w.unit {
		return // a longer row
	}
	lo, hi := d.extent(w)
	f := first.figure(1) + " + " + spare.figure(1) + " = " + sum.String()
	d.report(w.para, lo, hi, Finding{Kind: KindSum, Severity: SeverityError, Said: w.text(d), Computed: sum.String() + w.unit, Formula: f, Related: []Place{d.placeOf(first), d.placeOf(spare)},
		Message: "两部分之和与总数不符：" + f + "，文中为" + w.text(d), Suggest: sum.String() + w.unit})
}
