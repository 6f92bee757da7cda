package proof

import "slices"

// checkFreePartition looks at a complete division without 其中: 男42人、女25人.
// Its whole is sought in the sentence and the section.
func (d *document) checkFreePartition(g *group) {
	if len(g.parts) < 2 || g.parts[0].fam < 0 || !disjoint(g.parts) || g.open || d.tab.families[g.parts[0].fam].Exact {
		return // villages and communities have a check of their own
	}
	sum, ok := total(g.parts)
	if !ok {
		return
	}
	if !d.tab.families[g.parts[0].fam].complete(g.parts) {
		d.agrees(g, sum)
		return
	}
	first := g.parts[0]
	var suspect *quantity
	strong := false
	seen, at := 0, d.index(first)
	for i := at - 1; i >= max(0, at-4*maxScope) && seen < maxScope; i-- {
		q := d.qs[i]
		if d.top(q.sect) != d.top(first.sect) {
			break
		}
		if q.percent || !q.count() || !sameUnit(q, first) {
			continue
		}
		seen++
		if q.val.eq(sum) {
			check(append(g.parts, q)...)
			return
		}
		if suspect == nil && d.canHold(q, first) {
			suspect = q
			strong = q.sent == first.sent || q.has(flagTotal) && q.sent == first.sent-1
		}
	}
	if suspect == nil || !strong && !near(sum, suspect.val, rat{max(2, suspect.val.n/10), 1}) {
		return
	}
	g.whole = suspect
	sev := SeverityWarning
	if strong {
		sev = SeverityError
	}
	d.sumFinding(g, g.parts, nil, sum, sev, "分项之和与上文总数不符")
}

// agrees marks a row that adds up to a number just before it, though it need not.
func (d *document) agrees(g *group, sum rat) {
	first := g.parts[0]
	for i, n := d.index(first)-1, 0; i >= 0 && n < 12 && d.qs[i].sent >= first.sent-1; i-- {
		if q := d.qs[i]; q.count() && sameUnit(q, first) && q.val.eq(sum) {
			check(append(g.parts, q)...)
			return
		}
		n++
	}
}

// maxScope bounds how many numbers back a whole or a base is sought.
const maxScope = 60

// index finds a quantity in the document by its position.
func (d *document) index(q *quantity) int {
	lo, hi := 0, len(d.qs)
	for lo < hi {
		mid := (lo + hi) / 2
		m := d.qs[mid]
		if m.para < q.para || m.para == q.para && m.start < q.start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// canHold reports whether q may be the whole of a division that does not name
// one: a total, or the subject of the same sentence.
func (d *document) canHold(q, first *quantity) bool {
	if q.fam >= 0 && q.fam == first.fam || q.flags&(flagEach|flagMean|flagGrowth|flagGone) != 0 {
		return false
	}
	if first.host != "" && q.label != first.host {
		return false
	}
	if q.sent == first.sent {
		return q.half == first.half && q.class == first.class && d.onlyBandsBetween(q, first)
	}
	return q.has(flagTotal) && q.class == first.class
}

// onlyBandsBetween reports whether nothing is counted between two quantities.
func (d *document) onlyBandsBetween(a, b *quantity) bool {
	for i := d.index(a) + 1; i < len(d.qs) && d.qs[i] != b; i++ {
		if !d.qs[i].has(flagBand) {
			return false
		}
	}
	return true
}

// checkTotalsAfter looks for …,共N behind its parts.
func (d *document) checkTotalsAfter(qs []*quantity) {
	for i, w := range qs {
		if !w.has(flagTotal) || !w.count() || w.pre != "" || w.post != "" || w.flags&(flagEach|flagMean|flagGrowth|flagGone) != 0 {
			continue
		}
		var parts []*quantity
		for j := i - 1; j >= 0; j-- {
			q := qs[j]
			if q.percent || q.has(flagBand) {
				continue
			}
			if !canBePart(q) || q.has(flagTotal) || q.half != w.half || !sameUnit(q, w) || q.depth != w.depth || q.unit != w.unit && q.post != "" && q.unit == "个" {
				break
			}
			parts = append(parts, q)
			if len(parts) > maxScope {
				break
			}
		}
		slices.Reverse(parts)
		d.judgeAfter(parts, w)
	}
}

// judgeAfter accepts any tail of the row that adds up; a row that does not is
// an error if nothing in it speaks of parts of parts.
func (d *document) judgeAfter(parts []*quantity, w *quantity) {
	if len(parts) < 2 || len(parts) > 40 {
		return
	}
	for i := range parts {
		if sum, ok := total(parts[i:]); ok && sum.eq(w.val) && len(parts)-i >= 2 {
			check(append(parts[i:], w)...)
			return
		}
	}
	sum, ok := total(parts)
	if !ok {
		return
	}
	sev := SeverityError
	for _, p := range parts {
		if p.val.eq(w.val) {
			check(p, w)
			return
		}
		if p.has(flagOf) {
			sev = SeverityWarning
		}
		if containsAny(p.pre+p.post, crossWords) {
			return
		}
	}
	g := &group{parts: parts, whole: w, link: linkAfter}
	if by := slack(parts, w); by.n > 0 && near(sum, w.val, by) {
		check(append(parts, w)...)
		return
	}
	d.sumFinding(g, parts, nil, sum, sev, "各项之和与合计不符")
}

// checkLadders compares a stretch of a ladder with its rungs in the same
// sentence: 本科28人、大专8人…;大专及以上36人.
func (d *document) checkLadders(groups []group) {
	for i := range min(len(groups), maxScope) {
		g := &groups[i]
		if len(g.parts) < 2 || g.parts[0].fam < 0 || !d.tab.families[g.parts[0].fam].Ladder || !disjoint(g.parts) {
			continue
		}
		for j := range min(len(groups), maxScope) {
			for _, q := range groups[j].parts {
				if i != j && q.fam == g.parts[0].fam && q.host == g.parts[0].host && q.member.hi-q.member.lo > 1 {
					d.checkStretch(g, q)
				}
			}
		}
	}
}

// checkStretch adds the rungs that the stretch covers.
func (d *document) checkStretch(g *group, q *quantity) {
	var rungs []*quantity
	next := -1
	for _, p := range g.parts {
		if p.member.hi > 0 && p.member.lo >= q.member.lo && p.member.hi <= q.member.hi {
			rungs = append(rungs, p)
			next = max(next, p.member.hi)
		}
	}
	if len(rungs) < 2 || q.member.lo == 0 && next != q.member.hi {
		return
	}
	sum, ok := total(rungs)
	if !ok {
		return
	}
	check(append(rungs, q)...)
	if sum.eq(q.val) {
		return
	}
	lo, hi := d.extent(q)
	related := make([]Place, len(rungs))
	for i, r := range rungs {
		related[i] = d.placeOf(r)
	}
	f := formula(rungs, nil, sum)
	d.report(q.para, lo, hi, Finding{Kind: KindSum, Severity: SeverityError, Said: q.text(d), Computed: sum.String() + q.unit,
		Formula: f, Related: related, Message: "与所含各项之和不符：" + f + "，文中为" + q.text(d), Suggest: q.pre + sum.String() + q.unit})
}

// checkVillages compares 10个村、2个社区 with 12个村(社区).
func checkVillages(d *document) {
	var both, p, q *quantity
	for i, x := range d.qs {
		if both == nil && isPair(x) && x.count() && x.flags&(flagEach|flagGone) == 0 {
			both = x
		}
		if q == nil && i > 0 && isKind(x, "社区", "城市社区", "居委会") {
			if v := d.qs[i-1]; v.sent == x.sent && v.area != "" && isKind(v, "村", "行政村", "建制村") && !d.between(v, x, "。", ";") {
				p, q = v, x
			}
		}
	}
	if both == nil || q == nil {
		return
	}
	sum, ok := p.val.add(q.val)
	if !ok {
		return
	}
	check(p, q, both)
	if sum.eq(both.val) || d.dated(both) || both.area == "" {
		return
	}
	lo, _ := d.extent(p)
	f := formula([]*quantity{p, q}, nil, sum)
	d.report(p.para, lo, q.uEnd, Finding{Kind: KindSum, Severity: SeverityError, Said: both.text(d), Computed: sum.String() + both.unit,
		Formula: f, Related: []Place{d.placeOf(both)}, Message: "村与社区之和为" + sum.String() + "个，另一处为" + both.text(d) + both.post, Suggest: "两处统一"})
}

func isPair(q *quantity) bool {
	return q.unit == "个" && (hasPrefixAny(q.post, "村(社区)", "村(社区)", "村居", "村(居)"))
}

func isKind(q *quantity, names ...string) bool {
	if !q.count() {
		return false
	}
	for _, n := range names {
		if q.post == n || q.unit == n {
			return true
		}
	}
	return false
}

func hasPrefixAny(s string, words ...string) bool {
	for _, w := range words {
		if len(s) >= len(w) && s[:len(w)] == w {
			return true
		}
	}
	return false
}
