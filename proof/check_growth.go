package proof

import "strings"

// change is one statement of growth: from a to b, by c, by p %, by n times.
type change struct {
	from, to *quantity
	down     bool
	stated   []*quantity
}

var downWords = []string{"下降", "降低", "减少", "降到", "降至", "降为", "减", "压缩", "缩减", "缩短", "回落"}

// checkGrowth tests 由a增加到b,增长p% and its like.
func checkGrowth(d *document) {
	for _, qs := range d.sentencesOf() {
		for i := range qs {
			d.changeAt(qs, i)
			d.deltaAt(qs, i)
			d.compareAt(qs, i)
			d.yearsAt(qs, i)
			d.formerAt(qs, i)
			d.pointsAt(qs, i)
		}
	}
}

// changeAt reads 由3000元增加到12000元,增长3倍 with its start at qs[i].
func (d *document) changeAt(qs []*quantity, i int) {
	if i+1 >= len(qs) {
		return
	}
	a, b := qs[i], qs[i+1]
	t := d.text.paras[a.para].t
	if a.para != b.para || a.class != b.class || !comparableUnits(a, b) || !a.plain() || !b.plain() {
		return
	}
	lo := max(d.sentence(a).lo, a.start-24)
	from := lastIndexIn(t, lo, a.start, "由") >= 0 || lastIndexIn(t, lo, a.start, "从") >= 0 || lastIndexIn(t, lo, a.start, "将") >= 0
	to := string(t[a.uEnd:b.start])
	if !from || !containsAny(to, []string{"到", "至", "为"}) || len([]rune(to)) > 24 || strings.ContainsAny(to, "。;:") {
		return
	}
	c := change{from: a, to: b, down: containsAny(to, downWords)}
	for j := i + 2; j < len(qs) && j < i+5 && qs[j].half == b.half; j++ {
		if isSpan(qs[j]) {
			continue // 三年翻了两番
		}
		if !d.isGrowth(qs[j]) {
			break
		}
		c.stated = append(c.stated, qs[j])
		d.testChange(&c, qs[j])
	}
	if c.from.val.cmp(c.to.val) < 0 && c.down || c.from.val.cmp(c.to.val) > 0 && !c.down && containsAny(to, []string{"增加", "提高", "上升", "增长", "提升"}) {
		check(a, b)
		d.report(a.para, a.start, b.uEnd, Finding{Kind: KindMultiple, Severity: SeverityError, Said: string(t[a.start:b.uEnd]),
			Formula: a.figure(1) + " → " + b.figure(1), Message: "增减的说法与两个数的大小相反：" + a.text(d) + "到" + b.text(d), Suggest: "核对两个数的先后，或改正“增加”“下降”"})
	}
}

// isSpan reports whether q is a stretch of time.
func isSpan(q *quantity) bool {
	return q.class == "year" || q.class == "month" || q.class == "day" || q.class == "quarter"
}

// yearsAt tests 2019年11240元,2020年12364元,增长10%.
func (d *document) yearsAt(qs []*quantity, i int) {
	if i+2 >= len(qs) {
		return
	}
	a, b := qs[i], qs[i+1]
	if a.unit != b.unit || a.class == "" || !a.plain() || !b.plain() || a.percent || d.gapOf(a, b) != gapComma || d.isGrowth(a) || d.isGrowth(b) || !d.yearBefore(b, a.uEnd) || !d.yearBefore(a, d.sentence(a).lo) {
		return
	}
	if containsAny(d.words(a, b), []string{"是", "比", "较", "相当"}) {
		return
	}
	c := change{from: a, to: b}
	for j := i + 2; j < len(qs) && j < i+4 && d.isGrowth(qs[j]) && !compares(qs[j].lead) && qs[j].half == b.half; j++ {
		if containsAny(qs[j].lead, []string{"比", "较", "同比"}) || d.gapOf(qs[j-1], qs[j]) > gapComma {
			return
		}
		d.testChange(&c, qs[j])
	}
}

// yearBefore reports whether a year is told between the offset and the number.
func (d *document) yearBefore(q *quantity, lo int) bool {
	for k := range d.pars[q.para].dates {
		dt := &d.pars[q.para].dates[k]
		if dt.start >= lo && dt.end <= q.start && dt.y != 0 && q.start-dt.end < 16 {
			return true
		}
	}
	return false
}

// plain reports a number that may be compared, percentages included.
func (q *quantity) plain() bool { return q.exact() && !q.share }

func comparableUnits(a, b *quantity) bool {
	return a.percent == b.percent && (a.percent || sameUnit(a, b) || a.class == b.class)
}

// isGrowth reports whether the words before q speak of growth.
func (d *document) isGrowth(q *quantity) bool {
	if q.class == "times" || q.class == "points" {
		return true
	}
	t := d.text.paras[q.para].t
	w := string(t[q.preLo:q.start])
	return q.flags&flagGrowth != 0 || containsAny(w, []string{"增长", "增加", "提高", "上升", "下降", "降低", "减少", "增幅", "降幅", "涨幅", "提升", "同比", "翻"})
}

// testChange tests one stated growth against from and to.
func (d *document) testChange(c *change, q *quantity) {
	a, b := c.from, c.to
	diff, ok := b.val.sub(a.val)
	if !ok || a.val.n == 0 || !q.exact() && q.class != "times" {
		return
	}
	down := diff.n < 0
	if down {
		diff.n = -diff.n
	}
	if containsAny(q.lead, []string{"年均", "月均", "平均"}) {
		return // a rate of its own
	}
	check(a, b, q)
	switch {
	case q.class == "points" || q.percent && a.percent:
		d.testPoints(a, b, q, diff)
	case q.percent:
		if v, ok := percentOf(diff, a.val); ok {
			d.growthFinding(a, b, q, v, "%", "("+b.figure(1)+" − "+a.figure(1)+") ÷ "+a.figure(1))
		}
	case q.class == "times":
		d.testTimes(a, b, q, down)
	case (sameUnit(a, q) || a.class == q.class) && !a.percent && !q.val.eq(diff):
		formula := b.figure(1) + " − " + a.figure(1)
		if down {
			formula = a.figure(1) + " − " + b.figure(1)
		}
		d.growthFinding(a, b, q, diff, q.unit, formula)
	}
}

// testPoints tells 百分点 from %: the difference of two percentages is in points.
func (d *document) testPoints(a, b, q *quantity, diff rat) {
	if !a.percent {
		return
	}
	if q.class == "points" {
		if !near(q.val, diff, rat{1, 100}) || q.decimals >= 2 && !q.val.eq(diff) {
			d.growthFinding(a, b, q, diff, "个百分点", b.figure(1)+"% − "+a.figure(1)+"%")
		}
		return
	}
	if v, ok := percentOf(diff, a.val); ok && fits(v, q.val, q.decimals) != fitNone && !q.val.eq(diff) {
		return
	}
	if q.val.eq(diff) {
		d.report(q.para, q.preLo, q.uEnd, Finding{Kind: KindMultiple, Severity: SeverityWarning, Said: q.text(d), Computed: diff.String() + "个百分点",
			Formula: b.figure(1) + "% − " + a.figure(1) + "% = " + diff.String(), Related: []Place{d.placeOf(a), d.placeOf(b)},
			Message: "两个百分数相减得到的是百分点，不是%", Suggest: diff.String() + "个百分点"})
		return
	}
	d.growthFinding(a, b, q, diff, "个百分点", b.figure(1)+"% − "+a.figure(1)+"%")
}

// testTimes tells 增长3倍 from 是原来的4倍, and reads 翻一番.
func (d *document) testTimes(a, b, q *quantity, down bool) {
	t := d.text.paras[q.para].t
	w := string(t[q.preLo:q.start])
	if down {
		d.report(q.para, q.preLo, q.uEnd, Finding{Kind: KindMultiple, Severity: SeverityError, Said: q.text(d), Related: []Place{d.placeOf(a), d.placeOf(b)},
			Message: "减少不能用倍数，应写减少百分之几或减少到几分之一", Suggest: "改用百分比"})
		return
	}
	v, ok := b.val.div(a.val)
	if !ok {
		return
	}
	said, formula := q.val, b.figure(1)+" ÷ "+a.figure(1)
	switch {
	case q.unit == "番":
		if said.n > 20 || !said.isWhole() {
			return
		}
		if fold := whole(int64(1) << said.n); !closeBy(v, fold, 10) && q.exact() {
			d.growthFinding(a, b, q, v, "倍", formula)
		}
		return
	case containsAny(w, []string{"增长了", "增加了", "扩大了", "提高了", "增长", "增加", "扩大"}) && !containsAny(w, []string{"到", "为", "至", "的"}):
		if v, ok = v.sub(whole(1)); !ok {
			return
		}
		formula = "(" + b.figure(1) + " − " + a.figure(1) + ") ÷ " + a.figure(1)
	case strings.HasSuffix(w, "的"), containsAny(w, []string{"增长到", "增加到", "是", "为", "达到", "相当于"}):
	default:
		if v, ok = v.sub(whole(1)); !ok {
			return
		}
		formula = "(" + b.figure(1) + " − " + a.figure(1) + ") ÷ " + a.figure(1)
	}
	if q.exact() {
		d.growthFinding(a, b, q, v, "倍", formula)
	}
}

// closeBy reports whether a is within the percentage of b.
func closeBy(a, b rat, percent int64) bool {
	by, ok := b.mul(rat{percent, 100})
	return ok && near(a, b, by)
}

// growthFinding reports q unless it is v at its own precision.
func (d *document) growthFinding(a, b, q *quantity, v rat, unit, formula string) {
	if fits(v, q.val, q.decimals) == fitRounded || q.mult > 1 && near(v, q.val, rat{q.mult, 2 * pow10(q.decimals)}) {
		return
	}
	kind, sev := KindMultiple, SeverityError
	switch {
	case q.exact() && (q.percent || q.class == "times") && closeMiss(v, q):
		kind, sev = KindRounding, SeverityWarning
	case q.decimals > 0 && near(v, q.val, rat{q.mult, pow10(q.decimals)}):
		sev = SeverityWarning // each of the three may be rounded
	}
	if a.mult > 1 || b.mult > 1 || a.decimals > 0 && a.val.cmp(whole(100)) < 0 && !a.percent {
		if rounded(a, b, q) {
			if near(v, q.val, whole(2)) {
				return
			}
			sev = SeverityWarning // rounding could just explain it
		}
	}
	said := v.decimal(max(q.decimals, 0))
	if !v.isWhole() && q.decimals == 0 {
		said = v.decimal(1)
	}
	computed := said + unit
	if q.mult > 1 && unit == q.unit {
		computed = scaled(v, q.mult) + unit
	}
	lo := q.preLo
	d.report(q.para, lo, q.uEnd, Finding{Kind: kind, Severity: sev, Said: q.text(d), Computed: computed,
		Formula: formula + " = " + v.String() + unitOf(unit), Related: []Place{d.placeOf(a), d.placeOf(b)},
		Message: "增减的幅度与前后两个数不符：" + formula + " = " + v.String() + unitOf(unit) + "，文中为" + q.text(d), Suggest: computed})
}

func unitOf(u string) string {
	if u == "%" {
		return "%"
	}
	return ""
}

// rounded reports whether two numbers that are themselves rounded could give
// the stated growth at the ends of what they may mean.
func rounded(a, b, q *quantity) bool {
	if !q.percent {
		return false
	}
	ea, eb := rat{a.mult, 2 * pow10(a.decimals)}, rat{b.mult, 2 * pow10(b.decimals)}
	hiB, ok1 := b.val.add(eb)
	loA, ok2 := a.val.sub(ea)
	loB, ok3 := b.val.sub(eb)
	hiA, ok4 := a.val.add(ea)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return true
	}
	hi, ok1 := percentOf(hiB, loA)
	lo, ok2 := percentOf(loB, hiA)
	if !ok1 || !ok2 {
		return true
	}
	said, ok := q.val.add(whole(100))
	if b.val.cmp(a.val) < 0 {
		said, ok = whole(100).sub(q.val)
	}
	half := rat{1, 2 * pow10(q.decimals)}
	up, ok1 := hi.add(half)
	low, ok2 := lo.sub(half)
	return !ok || !ok1 || !ok2 || said.cmp(low) >= 0 && said.cmp(up) <= 0
}
