package proof

import (
	"slices"
	"strings"
)

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

// checkTotalsAfter looks for …,共N behind its parts.
func (d *document) checkTotalsAfter(qs []*quantity) {
	for i, w := range qs {
		if !w.has(flagTotal) || !w.count() || w.flags&(flagEach|flagMean|flagGrowth|flagGone|flagOf) != 0 {
			continue
		}
		if parts := d.partsBefore(qs, i); len(parts) > 1 {
			d.judgeAfter(parts, w)
		} else {
			d.judgeAfter(d.namesakes(w), w)
			if soleOfUnit(qs[:i], w) {
				d.judgeAfter(d.sentenceBefore(w), w)
			}
		}
	}
}

// partsBefore gathers the counts that lead up to a total.
func (d *document) partsBefore(qs []*quantity, i int) []*quantity {
	w := qs[i]
	if w.pre != "" {
		return nil
	}
	var parts []*quantity
	for j := i - 1; j >= 0 && len(parts) < maxScope; j-- {
		q := qs[j]
		if q.percent || q.has(flagBand) {
			continue
		}
		if !canBePart(q) || q.half != w.half || !sameUnit(q, w) || q.depth != w.depth || q.unit != w.unit && q.post != "" && q.unit == "个" {
			break
		}
		if q.has(flagTotal) && (len(parts) == 0 || d.gapOf(q, parts[len(parts)-1]) != gapItem) {
			break
		}
		parts = append(parts, q)
		if q.has(flagTotal) {
			break
		}
	}
	slices.Reverse(parts)
	return parts
}

// namesakes gathers the counts of the paragraph that bear the name of a total
// behind them: 第一组工作人员3名;第二组工作人员3名。工作人员共6名.
func (d *document) namesakes(w *quantity) []*quantity {
	var parts []*quantity
	if len([]rune(w.label)) < 3 || w.state == statusChecked {
		return nil
	}
	for k := range d.pars[w.para].qs {
		q := &d.pars[w.para].qs[k]
		if q.start >= w.start {
			break
		}
		if !strings.HasSuffix(q.label, w.label) || !canBePart(q) || q.has(flagTotal) || q.unit != w.unit || q.sent < w.sent-1 {
			continue
		}
		if parts = append(parts, q); len(parts) > maxScope {
			return nil
		}
	}
	return parts
}

// soleOfUnit reports whether no number of the unit stands before a total in its sentence.
func soleOfUnit(before []*quantity, w *quantity) bool {
	for _, q := range before {
		if q.unit == w.unit {
			return false
		}
	}
	return true
}

// sentenceBefore gathers the undivided counts of the sentence before a total
// that opens its own: …296人,…3人。共登记选民1711人. 以上五类人员共104人.
func (d *document) sentenceBefore(w *quantity) []*quantity {
	if w.state == statusChecked {
		return nil
	}
	var parts []*quantity
	for i := d.index(w) - 1; i >= 0 && d.qs[i].para == w.para && d.qs[i].sent >= w.sent-1; i-- {
		q := d.qs[i]
		if q.percent || q.has(flagBand) || q.share || q.depth > w.depth {
			continue
		}
		if q.sent == w.sent {
			continue
		}
		if !canBePart(q) || q.has(flagTotal) || q.unit != w.unit || q.of != nil {
			return nil
		}
		parts = append(parts, q)
	}
	slices.Reverse(parts)
	if sum, ok := total(parts); len(parts) < 3 || !ok || !closeTo(sum, w.val, 12) {
		return nil
	}
	return parts
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
	if by := slack(parts, w); by.n > 0 && near(sum, w.val, by) {
		check(append(parts, w)...)
		return
	}
	if w.post != "" && !closeTo(sum, w.val, 15) || w.val.cmp(largest(parts)) < 0 {
		return
	}
	d.sumFinding(&row{parts: parts}, w, parts, nil, sum, sev, "各项之和与合计不符")
}

// checkLadders compares a stretch of a ladder with its rungs in the same
// sentence: 本科28人、大专8人…;大专及以上36人.
func (d *document) checkLadders(rows []row) {
	for i := range min(len(rows), maxScope) {
		g := &rows[i]
		if len(g.parts) < 2 || g.parts[0].fam < 0 || !d.tab.families[g.parts[0].fam].Ladder || !disjoint(g.parts) {
			continue
		}
		for j := range min(len(rows), maxScope) {
			for _, q := range rows[j].parts {
				if i != j && q.fam == g.parts[0].fam && (q.host == g.parts[0].host || q.host == "") && q.member.hi-q.member.lo > 1 {
					d.checkStretch(g, q)
				}
			}
		}
	}
}

// checkStretch adds the rungs that the stretch covers.
func (d *document) checkStretch(g *row, q *quantity) {
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
