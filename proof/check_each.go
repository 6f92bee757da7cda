package proof

import "strings"

// checkEach tests what is told of each against the number of all: 21个村,每村2人,
// 共42人; 36名组成9个组,每组4人; 设5人的6个村、设3人的10个村,共60人.
func checkEach(d *document) {
	for _, qs := range d.sentencesOf() {
		for i, e := range qs {
			if e.has(flagEach) && e.count() && e.flags&(flagMean|flagGrowth|flagGone) == 0 {
				d.eachAt(qs, i)
			}
		}
		d.sizesIn(qs)
	}
}

// perWord gives the noun behind 每: 每个网格配备1名 → 网格配备.
func perWord(lead string) string {
	at := strings.LastIndex(lead, "每")
	if at < 0 {
		return ""
	}
	w := lead[at+len("每"):]
	for _, m := range []string{"个月", "个", "名", "家", "支", "所", "座"} {
		if rest := strings.TrimPrefix(w, m); rest != "" {
			w = rest
		}
	}
	return w
}

// countedBy reports whether q counts what the word begins with: 9个调研组 for 组.
func countedBy(q *quantity, per string) bool {
	if per == "" || !q.count() || q.flags&(flagEach|flagMean|flagGrowth|flagGone) != 0 {
		return false
	}
	noun := q.post
	if q.class == "area" && strings.HasPrefix(per, q.unit) || q.class == "person" && strings.HasPrefix(per, "人") || q.class == "household" && strings.HasPrefix(per, "户") {
		return true
	}
	if n := placeNoun(q); n != "" {
		noun = n
	}
	if noun == "" {
		noun = q.pre
	}
	if q.class == "village" || q.class == "thing" && q.unit != "个" && q.unit != "家" {
		if strings.HasPrefix(per, q.unit) {
			return true
		}
	}
	for r := []rune(noun); len(r) > 0; r = r[1:] {
		if strings.HasPrefix(per, string(r)) {
			return len(r) > 1 || strings.ContainsRune("村组户场次期批人社队站处班岁", r[0])
		}
	}
	return false
}

// eachAt tests one number told of each.
func (d *document) eachAt(qs []*quantity, i int) {
	e := qs[i]
	per := perWord(e.lead)
	if per == "" {
		return
	}
	t, after := d.totalOfEach(qs, i)
	if t == nil {
		return
	}
	counts, same := d.countsOf(qs, i, per, t)
	var suspect *quantity
	for _, c := range counts {
		v, ok := c.val.mul(e.val)
		if !ok {
			continue
		}
		if v.eq(t.val) {
			check(c, e, t)
			return
		}
		if suspect == nil || !same && oneSlip(v.String(), t.val.String()) {
			suspect = c
		}
	}
	if all := wholeOnes(counts); !same && len(all) > 0 {
		counts, suspect = all, all[0]
		after = after || e.class == "money"
	}
	if suspect == nil || len(counts) > 1 && !d.agreed(counts) && !slipOf(suspect, e, t) {
		return
	}
	beside := d.index(suspect) > d.index(t) || i > 1 && qs[i-1] == t && qs[i-2] == suspect
	if after || same && beside || slipOf(suspect, e, t) {
		d.productFinding(t, []*quantity{suspect}, []*quantity{e})
	}
}

// wholeOnes keeps the counts that speak for the whole place: 全镇26个村.
func wholeOnes(counts []*quantity) []*quantity {
	var out []*quantity
	for _, c := range counts {
		if c.area != "" {
			out = append(out, c)
		}
	}
	return out
}

// slipOf reports whether the total is one slip of the hand from the product.
func slipOf(c, e, t *quantity) bool {
	v, ok := c.val.mul(e.val)
	return ok && v.cmp(whole(10)) >= 0 && oneSlip(v.String(), t.val.String())
}

// agreed reports whether all counts have one value.
func (d *document) agreed(qs []*quantity) bool {
	for _, q := range qs {
		if !q.val.eq(qs[0].val) {
			return false
		}
	}
	return true
}

// totalOfEach finds the total that the each makes up: behind it with 共, or the
// nearest of its kind before it.
func (d *document) totalOfEach(qs []*quantity, i int) (t *quantity, after bool) {
	e := qs[i]
	for k := i + 1; k < len(qs) && k <= i+2; k++ {
		if q := qs[k]; q.has(flagTotal) && q.count() && sameUnit(e, q) && d.gapOf(e, q) <= gapComma && (!q.has(flagEach) || strings.HasPrefix(q.lead, "每年")) && shortLead(q) {
			return q, true
		}
	}
	for k := i - 1; k >= 0; k-- {
		q := qs[k]
		if !q.count() || !canBePart(q) || !sameUnit(e, q) || q.unit == "个" && e.unit != "个" {
			continue
		}
		if e.post != "" && e.post == q.post || q.label != "" && (strings.HasSuffix(e.lead, q.label) || strings.HasSuffix(q.label, lastRunes(e.pre, 3)) && lastRunes(e.pre, 3) != "") || bareEach(e) && (e.class == "person" || k == i-1 && d.gapOf(q, e) == gapComma) {
			return q, false
		}
	}
	return nil, false
}

// shortLead reports whether a total says of nothing else what it counts.
func shortLead(q *quantity) bool { return len([]rune(q.pre)) <= 4 }

// bareEach reports whether the each names nothing but its unit: 每组5人.
func bareEach(e *quantity) bool {
	return e.post == "" && len([]rune(perWord(e.lead))) <= 2
}

// countsOf gathers the counts of what each is told of: of the sentence, or
// else of the section; same is true for the first.
func (d *document) countsOf(qs []*quantity, i int, per string, t *quantity) (out []*quantity, same bool) {
	for k := i - 1; k >= 0; k-- {
		if q := qs[k]; q != t && countedBy(q, per) {
			out = append(out, q)
		}
	}
	if len(out) > 0 {
		return out, true
	}
	top := qs[i].top
	for k, n := d.index(qs[0])-1, 0; k >= 0 && n < maxScope; k-- {
		n++
		if q := d.qs[k]; (q.top == top || q.area != "") && q != t && countedBy(q, per) {
			out = append(out, q)
		}
	}
	return out, false
}

// sizesIn tests 设5人的6个村、设3人的10个村,共60人: pairs of a size and a number.
func (d *document) sizesIn(qs []*quantity) {
	for i := range qs {
		var sizes, counts []*quantity
		j := i
		for ; j+1 < len(qs) && isSized(d, qs[j], qs[j+1]); j += 2 {
			sizes, counts = append(sizes, qs[j]), append(counts, qs[j+1])
		}
		if len(sizes) < 2 || j >= len(qs) || !qs[j].has(flagTotal) || !qs[j].count() || !sameUnit(qs[j], sizes[0]) {
			continue
		}
		if sum, ok := products(counts, sizes); ok && sum.eq(qs[j].val) {
			check(append(append(sizes, counts...), qs[j])...)
		} else if ok {
			d.productFinding(qs[j], counts, sizes)
		}
	}
}

func isSized(d *document, size, count *quantity) bool {
	w := d.words(size, count)
	return size.count() && count.count() && size.class == "person" && count.class != "person" && strings.HasPrefix(w, "的") && len(w) <= len("的有村")
}

func products(as, bs []*quantity) (rat, bool) {
	sum := whole(0)
	for i := range as {
		v, ok := as[i].val.mul(bs[i].val)
		if !ok {
			return sum, false
		}
		if sum, ok = sum.add(v); !ok {
			return sum, false
		}
	}
	return sum, true
}

// productFinding reports a total that its numbers and sizes do not give.
func (d *document) productFinding(t *quantity, counts, sizes []*quantity) {
	v, ok := products(counts, sizes)
	if !ok || near(v, t.val, slack(append(append([]*quantity(nil), counts...), sizes...), t)) {
		return
	}
	check(append(append([]*quantity{t}, counts...), sizes...)...)
	terms := make([]string, len(counts))
	for i := range counts {
		terms[i] = counts[i].figure(1) + " × " + sizes[i].figure(1)
	}
	f := Finding{Kind: KindSum, Severity: SeverityError, Said: t.text(d), Computed: v.String() + t.unit, Formula: strings.Join(terms, " + ") + " = " + v.String()}
	for i := range counts {
		f.Related = append(f.Related, d.placeOf(counts[i]), d.placeOf(sizes[i]))
	}
	f.Message = "每个的数与个数相乘，同总数不符：" + f.Formula + "，文中为" + f.Said
	f.Suggest = "核对这几个数，或把" + f.Said + "改为" + f.Computed
	lo, hi := d.extent(t)
	d.report(t.para, lo, hi, f)
}
