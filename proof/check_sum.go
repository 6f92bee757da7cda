package proof

import "strings"

// checkSums compares parts with their whole, sentence by sentence.
func checkSums(d *document) {
	for _, qs := range d.sentencesOf() {
		rows := d.rowsIn(qs)
		for i := range rows {
			d.checkRow(qs, rows, i)
		}
		d.checkLadders(rows)
		d.checkTotalsAfter(qs)
	}
	checkVillages(d)
}

// total adds the parts exactly.
func total(qs []*quantity) (rat, bool) {
	sum := whole(0)
	for _, q := range qs {
		var ok bool
		if sum, ok = sum.add(q.val); !ok {
			return sum, false
		}
	}
	return sum, true
}

// formula prints 57 + 83 − 45 = 95.
func formula(plus []*quantity, minus *quantity, result rat) string {
	m := commonMult(plus)
	parts := make([]string, len(plus))
	for i, q := range plus {
		parts[i] = q.figure(m)
	}
	s := strings.Join(parts, " + ")
	if minus != nil {
		s += " − " + minus.figure(m)
	}
	return s + " = " + scaled(result, m)
}

// commonMult gives 万 where every number is written in 万, else 1.
func commonMult(qs []*quantity) int64 {
	m := qs[0].mult
	for _, q := range qs {
		if q.mult != m {
			return 1
		}
	}
	return m
}

func scaled(v rat, mult int64) string {
	if mult > 1 {
		if w, ok := v.div(whole(mult)); ok {
			return w.String() + multName(mult)
		}
	}
	return v.String()
}

func multName(m int64) string {
	switch m {
	case 100:
		return "百"
	case 1000:
		return "千"
	case 10000:
		return "万"
	case 100000000:
		return "亿"
	}
	return ""
}

// figure prints the value the way its neighbours are written.
func (q *quantity) figure(mult int64) string { return scaled(q.val, mult) }

// slack is by how much decimals rounded one by one may miss their rounded sum:
// half a unit of the last place of each.
func slack(parts []*quantity, w *quantity) rat {
	sum := whole(0)
	for _, q := range append(append([]*quantity(nil), parts...), w) {
		if q.decimals == 0 && q.mult == 1 {
			continue
		}
		v, ok := sum.add(rat{q.mult, 2 * pow10(q.decimals)})
		if !ok {
			return sum
		}
		sum = v
	}
	return sum
}

// near reports whether two sums differ by no more than the slack.
func near(a, b, by rat) bool {
	diff, ok := a.sub(b)
	if !ok {
		return false
	}
	if diff.n < 0 {
		diff.n = -diff.n
	}
	return diff.cmp(by) <= 0
}

// checkRow compares one row with the numbers it may divide: if it makes up any
// of them, all is well; if not, it is held against the one it is tied to.
func (d *document) checkRow(qs []*quantity, rows []row, i int) {
	r := &rows[i]
	ties := d.tiesOf(qs, r)
	sum, ok := total(r.parts)
	if !ok || d.attendance(qs, r) || d.explained(r, ties, sum) || d.crossed(r, ties) {
		return
	}
	if d.overPresent(r, sum) {
		return
	}
	t, ok := d.wholeFor(r, ties, sum)
	if ok && sum.cmp(t.w.val) < 0 {
		if sum, ok = d.extend(qs, r, t.w); !ok {
			return
		}
	}
	if i > 0 && ok && t.link >= linkNext && isPart(t.w, rows[i-1].parts) && rows[i-1].whole != nil {
		t.w = rows[i-1].whole // 按类型分:…;按风险分:… divide the same whole
		if sum.eq(t.w.val) {
			check(append(r.parts, t.w)...)
			return
		}
	}
	if w := sharedWhole(rows, i); len(r.parts) == 1 && w != nil && (!ok || t.link < linkOf) {
		r.divides(w)
		return
	}
	if !ok {
		d.headRow(r)
		return
	}
	r.divides(t.w)
	d.judge(r, t, sum)
}

// sharedWhole gives what the row before it divides, where a single number goes
// on the same account: 42名,其中男29名、女13名;大专以上24名.
func sharedWhole(rows []row, i int) *quantity {
	if i == 0 || rows[i-1].whole == nil {
		return nil
	}
	p, w := rows[i].parts[0], rows[i-1].whole
	last := rows[i-1].parts[len(rows[i-1].parts)-1]
	if p == w || p.fam < 0 || p.sent != last.sent || p.depth != last.depth || !holds(w, p) || p.val.cmp(w.val) > 0 {
		return nil
	}
	return w
}

// divides notes what the row is a division of.
func (r *row) divides(w *quantity) {
	r.whole = w
	for _, p := range r.parts {
		if p != w && p.val.cmp(w.val) <= 0 {
			p.of = w
		}
	}
}

// extend takes in the numbers that go on the row in another way, as long as
// the whole has room for them: 已整改51条、正在整改10条,需长期坚持的3条.
func (d *document) extend(qs []*quantity, r *row, w *quantity) (rat, bool) {
	sum, ok := total(r.parts)
	last := r.parts[len(r.parts)-1]
	for _, q := range qs {
		if q.start <= last.start || !ok || q.percent || q.has(flagBand) || q.depth > last.depth {
			continue
		}
		if !canBePart(q) || q.flags&(flagTotal|flagOf) != 0 || !sameUnit(last, q) || d.gapOf(last, q) > gapComma || d.gapOf(last, q) == gapNone || !sameDimension(r.parts[0], q) {
			break
		}
		more, fine := sum.add(q.val)
		if !fine || more.cmp(w.val) > 0 && !closeTo(more, w.val, 8) {
			break
		}
		r.parts, sum, last = append(r.parts[:len(r.parts):len(r.parts)], q), more, q
	}
	return sum, ok
}

// isPart reports whether q is the last of several parts.
func isPart(q *quantity, parts []*quantity) bool {
	return len(parts) > 1 && parts[len(parts)-1] == q
}

// explained marks a row that makes up one of the numbers around it.
func (d *document) explained(r *row, ties []tie, sum rat) bool {
	for _, t := range ties {
		if sum.eq(t.w.val) && (len(r.parts) > 1 || t.link == linkOf) {
			if t.link > linkNext || d.complete(r.parts) {
				check(append(r.parts, t.w)...) // others may make it up by chance
			}
			r.divides(t.w)
			return true
		}
	}
	if len(r.parts) > 1 && d.summedBehind(r, sum) {
		return true
	}
	if len(r.parts) > 2 && !r.parts[0].has(flagOf) { // the first is the whole of the rest
		if rest, ok := total(r.parts[1:]); ok && rest.eq(r.parts[0].val) {
			check(r.parts...)
			r.divides(r.parts[0])
			return true
		}
	}
	return false
}

// summedBehind reports whether a total told just behind the row is its sum.
func (d *document) summedBehind(r *row, sum rat) bool {
	last := r.parts[len(r.parts)-1]
	for i, n := d.index(last)+1, 0; i < len(d.qs) && n < 3 && d.qs[i].para == last.para; i++ {
		n++
		if q := d.qs[i]; q.has(flagTotal) && q.count() && sameUnit(q, last) && q.val.eq(sum) {
			check(append(r.parts, q)...)
			return true
		}
	}
	return false
}

// headRow looks at a row whose first number is the whole of the rest: 应配7人,
// 实配6人,缺额1人.
func (d *document) headRow(r *row) {
	if len(r.parts) < 3 || r.sep != gapComma {
		return
	}
	l := linkColon
	if !d.complete(r.parts[1:]) {
		if l = linkNext; !sharedNoun(r.parts[0], r.parts[1:]) && !actLabels(r.parts[0], r.parts[1:]) {
			return
		}
	}
	if i := d.index(r.parts[len(r.parts)-1]) + 1; i < len(d.qs) && d.qs[i].sent == r.parts[0].sent && d.qs[i].has(flagTotal) {
		return // 甲3次,乙2次,其他1次,合计6次
	}
	w, rest := r.parts[0], r.parts[1:]
	sum, ok := total(rest)
	if !ok || w.val.cmp(largest(rest)) < 0 {
		return
	}
	d.judge(&row{parts: rest, sep: r.sep, open: r.open}, tie{w, l}, sum)
}

func (d *document) partOverWhole(p, w *quantity) {
	check(p, w)
	lo, hi := d.extent(p)
	d.report(p.para, lo, hi, Finding{Kind: KindSum, Severity: SeverityError,
		Said: p.text(d), Computed: "不超过" + w.text(d), Formula: p.figure(1) + " > " + w.figure(1),
		Related: []Place{d.placeOf(w)},
		Message: "部分" + p.text(d) + "比总数" + w.text(d) + "还多", Suggest: "核对" + p.text(d) + "与" + w.text(d)})
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// judge decides how a sum that misses its whole is to be told, if at all.
func (d *document) judge(r *row, t tie, sum rat) {
	w, parts := t.w, r.parts
	if by := slack(parts, w); near(sum, w.val, by) {
		check(append(parts, w)...)
		if by.n > 0 && !sum.eq(w.val) && len(parts) > 1 {
			d.sumFinding(r, w, parts, nil, sum, SeverityInfo, "分项之和与总数差一个末位，可能是四舍五入所致")
			d.findings[len(d.findings)-1].Kind = KindRounding
		}
		return
	}
	if len(parts) == 1 {
		d.single(parts[0], t)
		return
	}
	sev := d.doubt(r, t, sum)
	switch {
	case sev == "":
	case sum.cmp(w.val) > 0:
		d.sumFinding(r, w, parts, nil, sum, sev, "分项之和超过总数")
	default:
		d.sumFinding(r, w, parts, nil, sum, sev, "分项之和与总数不符")
	}
}

// single looks at one part of a whole: it is not over it.
func (d *document) single(p *quantity, t tie) {
	if t.link != linkOf && t.link != linkParen || p.val.cmp(t.w.val) <= 0 {
		return // not over its whole; that says too little to call it checked
	}
	if p.unit == t.w.unit && p.has(flagOf) && t.w.fam < 0 && (p.fam < 0 || d.gapOf(t.w, p) <= gapComma && p.sent == t.w.sent && t.w.label != "") {
		d.partOverWhole(p, t.w)
	}
}

// doubt tells how sure it is that the row divides the whole, though its sum
// misses it; "" not at all.
func (d *document) doubt(r *row, t tie, sum rat) Severity {
	parts, w := r.parts, t.w
	over := sum.cmp(w.val) > 0
	if d.accountedFor(r, w, sum) {
		return ""
	}
	known := kin(parts[0], parts[1])
	complete := d.complete(parts)
	if r.open && !over || known && !disjoint(parts) || isBallot(w) && !over && parts[0].class == "vote" || d.manySeats(r) || r.sep == gapHalf && !known && !uniform(parts) && !complete {
		return ""
	}
	same := complete || uniform(parts)
	closely := closeTo(sum, w.val, 12)
	cross := !known && !uniform(parts) && d.crossDimension(parts)
	switch {
	case complete && (t.link >= linkOf || closely || banded(parts)):
		return SeverityError
	case complete && t.link == linkNext && (known || closeTo(sum, w.val, 30)):
		return SeverityError
	case cross && (t.link != linkOf || len(parts) < 3 || !closeTo(sum, w.val, 5)):
		return ""
	case over && known && (t.link >= linkOf || closely):
		return SeverityError
	case t.link == linkOf:
		return d.doubtOf(r, w, sum, same, over, closely)
	}
	return d.doubtLoose(r, t, sum, same)
}

// doubtLoose is doubt for a row that the words only lead to, or that just follows.
func (d *document) doubtLoose(r *row, t tie, sum rat, same bool) Severity {
	parts, w := r.parts, t.w
	over, closely := sum.cmp(w.val) > 0, closeTo(sum, w.val, 12)
	switch {
	case t.link == linkColon || t.link == linkParen:
		if same || closely || over && closeTo(sum, w.val, 30) {
			return SeverityError
		}
	case t.link == linkNext && w.has(flagTotal) && closely && r.sep == gapItem:
		return SeverityError
	case t.link == linkNext && closely && len(parts) >= 2 && r.sep <= gapComma && same:
		return SeverityError
	case t.link == linkNext && over && closely && r.sep == gapComma && (sharedNoun(w, parts) || w.val.cmp(whole(20)) >= 0 && actLabels(w, parts)):
		return SeverityWarning
	case t.link == linkNext && closely && len(parts) >= 3 && r.sep <= gapItem:
		return SeverityWarning
	}
	return ""
}

// doubtOf is doubt for a row behind 其中.
func (d *document) doubtOf(r *row, w *quantity, sum rat, same, over, closely bool) Severity {
	n := len(r.parts)
	switch {
	case over && (same && (n > 2 || d.complete(r.parts) || closeTo(sum, w.val, 40)) || closely || !overlapping(w.class)):
		return SeverityError
	case over && n >= 3:
		return SeverityWarning
	case closely && n >= 3:
		return SeverityError
	case closely && same && closeTo(sum, w.val, 6):
		return SeverityError
	case n == 2 && closeTo(sum, w.val, 8) && !overlapping(w.class):
		return SeverityWarning
	}
	return ""
}

// sharedNoun reports whether the parts repeat the noun of the whole behind their
// numbers: 8个支部,6个支部记录完整,3个支部记录不规范.
func sharedNoun(w *quantity, parts []*quantity) bool {
	if len([]rune(w.post)) < 2 {
		return false
	}
	for _, p := range parts {
		if !strings.HasPrefix(p.post, w.post) {
			return false
		}
	}
	return true
}

// actLabels reports whether the whole has a name and each part only tells what
// was done: 收集意见建议93条,当场答复58条,转交35条.
func actLabels(w *quantity, parts []*quantity) bool {
	if len([]rune(w.pre)) < 4 || len(parts) != 2 {
		return false
	}
	for _, p := range parts {
		if p.pre == "" || p.post != "" || !containsAny(p.pre, []string{"答复", "转", "解决", "办", "完成", "整改", "上报", "采纳", "落实", "化解", "调处", "移交", "回复", "报送"}) {
			return false
		}
	}
	return true
}

// manySeats reports whether a voter could choose several of the row: 委员应选3名.
func (d *document) manySeats(r *row) bool {
	if r.parts[0].class != "vote" {
		return false
	}
	p := r.parts[0]
	sp, t := d.sentence(p), d.text.paras[p.para].t
	at := lastIndexIn(t, sp.lo, p.start, "应选")
	if at < 0 {
		return lastIndexIn(t, sp.lo, p.start, "委员") > lastIndexIn(t, sp.lo, p.start, "主任")
	}
	n, ok := arabicAt(&d.text.paras[p.para], at+2)
	if !ok || n.end == at+2 {
		n, _, ok = chineseAt(t, at+2)
	}
	return !ok || n.val.n != 1
}

// overlapping reports whether one person or thing may be in several parts, as
// acres and yuan never are.
func overlapping(class string) bool {
	return class == "person" || class == "thing" || class == "household" || class == "village"
}

// sumFinding reports the row against its whole.
func (d *document) sumFinding(r *row, w *quantity, plus []*quantity, minus *quantity, sum rat, sev Severity, message string) {
	check(append(r.parts, w)...)
	first, last := r.parts[0], r.parts[len(r.parts)-1]
	lo, _ := d.extent(first)
	f := Finding{Kind: KindSum, Severity: sev, Said: w.text(d), Computed: scaled(sum, w.mult) + w.unit,
		Formula: formula(plus, minus, sum), Related: []Place{d.placeOf(w)}}
	f.Message = message + "：" + f.Formula + "，文中总数为" + w.text(d)
	f.Suggest = "核对各分项，或把" + w.text(d) + "改为" + f.Computed
	hi := last.uEnd
	if minus != nil && minus.para == last.para {
		hi = max(hi, minus.uEnd)
	}
	if first.para != last.para {
		hi = first.uEnd
	}
	d.report(first.para, lo, hi, f)
}
