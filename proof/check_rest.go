package proof

import "strings"

// checkRest tests what is said to be left over: 26个村…对3个重点村…对其余23个村.
func checkRest(d *document) {
	for i, q := range d.qs {
		if q.count() && q.val.isWhole() && q.state != statusChecked && isLeftOver(q) {
			d.restAt(i)
		}
	}
}

// isLeftOver reports whether the words right before q say that it is all the rest.
func isLeftOver(q *quantity) bool {
	for _, w := range []string{"其余", "其余的", "剩余", "剩余的", "剩下", "剩下的", "余下", "余下的", "还剩", "另外", "另", "另有", "尚有", "尚余", "尚缺", "还缺", "还差", "缺口", "缺口为", "其他", "其他的"} {
		if strings.HasSuffix(q.lead, w) {
			return true
		}
	}
	return false
}

// restAt looks for a whole and one part of it that leave the number; where
// none do, the one whole of its name in the paper and the part just before it
// are held against it.
func (d *document) restAt(i int) {
	q := d.qs[i]
	var part *quantity
	var parts, wholes []*quantity
	for k, n := i-1, 0; k >= 0 && n < 2*maxScope; k-- {
		p := d.qs[k]
		if n++; !canBePart(p) || !sameUnit(p, q) || p.sent != q.sent && p.unit == "个" && nounOf(p) != "" && nounOf(q) != "" && !sharesNoun(p, q) {
			continue
		}
		if part == nil && p.sent == q.sent && p.val.cmp(q.val) != 0 {
			part = p
		}
		if p.sent == q.sent {
			parts = append(parts, p)
		}
		if p.val.cmp(q.val) > 0 {
			wholes = append(wholes, p)
		}
	}
	if part == nil || len(wholes) == 0 {
		return
	}
	sum := q.val
	for _, p := range parts {
		var ok bool
		if sum, ok = sum.add(p.val); !ok {
			return
		}
		for _, w := range wholes {
			if one, ok := p.val.add(q.val); sum.eq(w.val) || ok && one.eq(w.val) {
				check(q, p, w)
				return
			}
		}
	}
	d.restFinding(q, part, wholes)
}

// restFinding accuses where every whole of that name has one value.
func (d *document) restFinding(q, part *quantity, wholes []*quantity) {
	var w *quantity
	for _, x := range wholes {
		switch {
		case x == part || x.of != nil && x.sent == q.sent:
		case w == nil:
			w = x
		case !x.val.eq(w.val):
			return
		}
	}
	if w == nil {
		return
	}
	left, ok := w.val.sub(part.val)
	if !ok || left.n <= 0 || !closeTo(q.val, left, 25) || q.unit == "个" && nounOf(q) == "" {
		return
	}
	check(q, part, w)
	lo, hi := d.extent(q)
	f := w.figure(1) + " − " + part.figure(1) + " = " + left.String()
	d.report(q.para, lo, hi, Finding{Kind: KindSum, Severity: SeverityError, Said: q.text(d), Computed: left.String() + q.unit, Formula: f,
		Related: []Place{d.placeOf(w), d.placeOf(part)}, Message: "总数减去前面一部分，同剩下的数不符：" + f + "，文中为" + q.text(d), Suggest: left.String() + q.unit})
}

// nounOf gives the noun that a number counts, what stands behind the unit first.
func nounOf(q *quantity) string {
	if q.post != "" {
		return q.post
	}
	return q.pre
}

// sharesNoun reports whether the shorter noun of two ends the longer.
func sharesNoun(a, b *quantity) bool {
	x, y := nounOf(a), nounOf(b)
	return strings.HasSuffix(x, y) || strings.HasSuffix(y, x)
}
