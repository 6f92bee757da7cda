package proof

import (
	"strconv"
	"strings"
)

// checkPercents tests every share against the bases in reach.
func checkPercents(d *document) {
	explained := map[*quantity]map[int]int{} // base → paragraph → shares it explains
	var open []share
	all := map[int][]share{} // by paragraph
	for _, qs := range d.sentencesOf() {
		for _, s := range d.sharesIn(qs) {
			all[s.p.para] = append(all[s.p.para], s)
			switch {
			case len(open) >= maxFindings: // noise, not a paper
			case s.p.val.cmp(whole(100)) > 0 && !s.rate && s.a != nil:
				d.overHundred(&s)
			case s.rate:
				d.checkRate(&s, qs)
			case s.p.flags&(flagAbout|flagOver|flagUnder) != 0:
			case s.a == nil:
				d.checkPossible(&s)
			default:
				if !d.settle(&s, explained) {
					open = append(open, s)
				}
			}
		}
	}
	for i := range open {
		if d.full {
			return
		}
		if !d.amongSisters(&open[i], all[open[i].p.para]) {
			d.accuse(&open[i], explained)
		}
	}
}

// amongSisters tests a share whose base is told nowhere but is what all the
// parts of the paragraph make together, as the other shares bear out.
func (d *document) amongSisters(s *share, all []share) bool {
	if len(all) > 2*maxScope {
		return false
	}
	var sisters []share
	for _, o := range all {
		if o.a != nil && o.a.count() && sameUnit(o.a, s.a) && o.name == s.name {
			sisters = append(sisters, o)
		}
	}
	if len(sisters) < 4 || len(sisters) > maxScope {
		return false
	}
	parts := make([]*quantity, len(sisters))
	for i, o := range sisters {
		parts[i] = o.a
	}
	sum, ok := total(parts)
	if !ok {
		return false
	}
	good := 0
	for _, o := range sisters {
		if v, ok := percentOf(o.a.val, sum); ok && fits(v, o.p.val, o.p.decimals) == fitRounded {
			good++
		}
	}
	v, ok := percentOf(s.a.val, sum)
	if !ok || good < len(sisters)-2 || good < 3 {
		return false
	}
	check(s.p, s.a)
	right := v.decimal(s.p.decimals) + "%"
	d.report(s.p.para, s.a.start, s.p.uEnd, Finding{Kind: KindPercent, Severity: SeverityError, Said: s.p.text(d), Computed: right,
		Formula: s.a.figure(1) + " ÷ " + sum.String() + " = " + v.decimal(2) + "%", Message: "与其他各项的百分比不是同一个底数：各项合计" + sum.String() + "，这一项应占" + right, Suggest: "占" + right})
	return true
}

func (d *document) overHundred(s *share) {
	check(s.p)
	d.report(s.p.para, s.p.start, s.p.uEnd, Finding{Kind: KindPercent, Severity: SeverityError, Said: s.p.text(d),
		Message: "占比超过100%", Suggest: "核对这一百分比"})
}

// settle looks for a base that gives the printed value; the base named by the text goes first.
func (d *document) settle(s *share, explained map[*quantity]map[int]int) bool {
	done := false
	d.eachBase(s, s.likely(), func(b base) bool {
		if s.explains(b) != fitRounded || b.q2 == nil && s.named(b) == 0 && s.p.decimals == 0 && !holds(b.q, s.a) {
			return true
		}
		if o := d.bound(s, d.bases(s)); o != nil && s.name == "" && s.base == nil && d.fromWithin(s, o) && s.explains(*o) != fitRounded {
			return false // 16个村中4个…占20%: no other base will do
		}
		check(s.p, s.a, b.q)
		if explained[b.q] == nil {
			explained[b.q] = map[int]int{}
		}
		if b.q2 == nil {
			explained[b.q][s.p.para]++
		}
		done = true
		return false
	})
	return done
}

// likely gives a quick test for the bases that may explain the share at all.
func (s *share) likely() func(v rat) bool {
	want := float64(s.a.val.n) / float64(s.a.val.d) * 100
	p := float64(s.p.val.n) / float64(s.p.val.d)
	ulp := 1 / float64(pow10(s.p.decimals))
	return func(v rat) bool {
		got := want * float64(v.d) / float64(v.n)
		return got > p-ulp && got < p+ulp
	}
}

// fromSame reports whether the words between a part and its share go on with
// the noun of the part: 5个村没有后备干部占13.2%, not 4个班子女成员占37.5%.
func fromSame(s *share) bool {
	return s.a.fam >= 0 || !containsAny(s.a.post, []string{"成员", "女", "党员", "以上", "以下", "干部"})
}

// fromWithin reports whether the words say that the part is taken from the
// base: 16个村中,有4个….
func (d *document) fromWithin(s *share, b *base) bool {
	w := d.words(b.q, s.a)
	return len(w) < 60 && (strings.Contains(w, "中,") || strings.HasPrefix(w, b.q.post+"中") && b.q.post != "") && d.words(s.a, s.p) != ""
}

// accuse reports a share that no base in reach gives, if the text ties it to one.
func (d *document) accuse(s *share, explained map[*quantity]map[int]int) {
	cands := d.bases(s)
	if s.loose && !fromSame(s) {
		return
	}
	b, sure := d.suspect(s, cands, explained)
	if b == nil {
		return
	}
	v, ok := percentOf(s.a.val, b.val)
	if !ok || s.explains(*b) == fitRounded {
		return
	}
	check(s.p, s.a, b.q)
	exact := v.decimal(2) + "%"
	f := Finding{Kind: KindPercent, Severity: SeverityError, Said: s.p.text(d), Computed: v.decimal(s.p.decimals) + "%",
		Formula: s.a.figure(1) + " ÷ " + b.val.String() + " = " + exact, Related: []Place{d.placeOf(b.q)}}
	f.Suggest = "占" + f.Computed
	lo, hi := s.a.start, s.p.uEnd
	if s.a.para != s.p.para {
		lo = s.p.start
	}
	if closeMiss(v, s.p) {
		f.Kind, f.Severity = KindRounding, SeverityWarning
		f.Message = roundingMessage(v, s.p, f.Computed, f.Formula)
		d.report(s.p.para, lo, hi, f)
		return
	}
	f.Message = "百分比与上下文的数字不符：" + f.Formula + "，文中为" + f.Said
	if !sure {
		f.Severity = SeverityWarning
		f.Message = "上下文中没有一个底数能得出" + f.Said + "（试过" + d.tried(cands) + "）；按" + b.text(d) + "计算，" + f.Formula
	}
	d.report(s.p.para, lo, hi, f)
}

// roundingMessage tells a share that was cut off from one rounded the wrong way.
func roundingMessage(v rat, p *quantity, right, formula string) string {
	if fits(v, p.val, p.decimals) == fitTruncated {
		return "尾数直接舍去了，按四舍五入应为" + right + "：" + formula
	}
	return "末位舍入不对，按四舍五入应为" + right + "：" + formula
}

// tried lists a few of the bases that were tried.
func (d *document) tried(cands []base) string {
	var names []string
	seen := map[string]bool{}
	for _, b := range cands {
		if w := b.text(d); !seen[w] {
			seen[w] = true
			names = append(names, w)
		}
		if len(names) == 4 {
			break
		}
	}
	s := strings.Join(names, "、")
	if len(cands) > len(names) {
		s += "等" + strconv.Itoa(len(cands)) + "个"
	}
	return s
}

// suspect picks the base that the text ties the share to; sure is false where
// the tie is loose.
func (d *document) suspect(s *share, cands []base, explained map[*quantity]map[int]int) (*base, bool) {
	var best *base
	for i := range cands {
		if d.placed(s, &cands[i]) {
			return &cands[i], true
		}
		if n := s.named(cands[i]); n > 0 && (best == nil || n > s.named(*best)) {
			best = &cands[i]
		}
	}
	if best != nil {
		return best, true
	}
	if b := d.bound(s, cands); b != nil && s.name != "" && placeNoun(b.q) != "" && strings.HasSuffix(s.name, placeNoun(b.q)) {
		return b, false
	}
	if s.name != "" {
		return nil, false // the text names a base that it gives no number for
	}
	for i := range cands {
		if s.a.of != nil && cands[i].q == s.a.of && cands[i].q2 == nil {
			return &cands[i], true
		}
	}
	if b := d.bound(s, cands); b != nil {
		return b, true
	}
	for i := range cands {
		if b := &cands[i]; b.q2 == nil && explained[b.q][s.p.para] >= 1 && sameUnit(b.q, s.a) && s.a.val.cmp(b.val) <= 0 {
			return b, true
		}
	}
	return d.looseBase(s, cands)
}

// placed reports whether a share of 西片党员 is of the 党员 told of 西片.
func (d *document) placed(s *share, b *base) bool {
	l := b.q.label
	place, ok := strings.CutSuffix(s.name, l)
	if !ok || b.q2 != nil || len([]rune(l)) < 2 || len([]rune(place)) < 2 || s.a.val.cmp(b.val) > 0 || b.q.of != nil && b.q.of == s.a.of {
		return false
	}
	t := d.text.paras[b.q.para].t
	lo := d.sentence(b.q).lo
	for i := b.q.start; i > lo; i-- {
		if t[i-1] == ';' {
			lo = i
			break
		}
	}
	return indexIn(t, lo, b.q.start, place) >= 0
}

// bound finds the base in the sentence itself: the total that 其中 divides, or
// the sole larger number ahead of the part.
func (d *document) bound(s *share, cands []base) *base {
	var sole *base
	for i := range cands {
		b := &cands[i]
		if b.q2 != nil || b.q.para != s.a.para || b.q.sent != s.a.sent || b.q.start > s.a.start || !sameUnit(b.q, s.a) || b.val.cmp(s.a.val) < 0 {
			continue
		}
		if b.q.has(flagTotal) || s.a.has(flagOf) && sole == nil {
			return b
		}
		if sister(b.q, s.a) || d.hasShare(b.q) || b.q.of != nil && b.q.of == s.a.of {
			continue // a sister, not the whole
		}
		if sole != nil {
			return nil
		}
		sole = b
	}
	return sole
}

// hasShare reports whether a percentage follows q directly, so that q is a part itself.
func (d *document) hasShare(q *quantity) bool {
	i := d.index(q) + 1
	return i < len(d.qs) && d.qs[i].percent && d.qs[i].sent == q.sent
}

// looseBase takes the nearest total of the section, or a number with which the
// printed share is one slip of the hand away.
func (d *document) looseBase(s *share, cands []base) (*base, bool) {
	for i := range cands {
		b := &cands[i]
		v, ok := percentOf(s.a.val, b.val)
		if !ok || s.a.val.cmp(b.val) > 0 || b.q2 != nil {
			continue
		}
		slip := oneSlip(v.decimal(s.p.decimals), s.p.val.decimal(s.p.decimals)) || s.explains(*b) == fitTruncated
		if slip && (sameUnit(b.q, s.a) || b.q.unit == "个") && (b.q.has(flagTotal) || b.q.area != "" || b.q.sect == s.a.sect) && s.p.decimals > 0 {
			return b, true
		}
	}
	for i := range cands {
		b := &cands[i]
		if b.q2 == nil && b.q.has(flagTotal) && b.q.para == s.p.para && b.q.start < s.a.start && b.q.class == s.a.class && b.val.cmp(s.a.val) >= 0 {
			return b, false
		}
	}
	return nil, false
}

// checkPossible tests a share without a number for its part: some whole number
// of the base must give it.
func (d *document) checkPossible(s *share) {
	if s.p.val.cmp(whole(100)) > 0 {
		return
	}
	if s.name == "" && s.base == nil || d.resolved(s) {
		return
	}
	var worst *base
	for _, b := range d.bases(s) {
		if s.named(b) == 0 || !b.val.isWhole() || b.q.class != "person" && b.q.unit != "个" && b.q.class != "household" {
			continue
		}
		if s.reachable(b) {
			check(s.p, b.q)
			return
		}
		worst = &b
	}
	if worst == nil {
		return
	}
	check(s.p, worst.q)
	n := worst.val.n / worst.val.d
	d.report(s.p.para, s.p.start, s.p.uEnd, Finding{Kind: KindPercent, Severity: SeverityWarning, Said: s.p.text(d),
		Related: []Place{d.placeOf(worst.q)},
		Message: "以" + worst.text(d) + "为底数，任何整数都得不出" + s.p.text(d), Suggest: "核对百分比与底数",
		Formula: "k ÷ " + strconv.FormatInt(n, 10) + " ≠ " + s.p.text(d)})
}

// resolved tests a share whose part is named in words that a number elsewhere
// bears: 参加投票人数占登记选民的84.6%.
func (d *document) resolved(s *share) bool {
	name := trimLabel(stripQuotes(s.subject))
	if i := strings.LastIndexAny(name, ",;:。"); i >= 0 {
		name = strings.TrimLeft(name[i:], ",;:。")
	}
	if name = trimLabel(name); len([]rune(name)) < 3 {
		return false
	}
	cands := d.bases(s)
	var a *quantity
	for _, b := range cands {
		if b.q2 == nil && b.q.label == name {
			a = b.q
			break
		}
	}
	if a == nil {
		return false
	}
	found := *s
	found.a = a
	for i := range cands {
		b := &cands[i]
		if found.named(*b) == 0 || b.q == a || b.val.cmp(a.val) < 0 {
			continue
		}
		v, ok := percentOf(a.val, b.val)
		if !ok {
			continue
		}
		if fits(v, s.p.val, s.p.decimals) == fitRounded {
			check(a, b.q, s.p)
		} else if s.p.exact() {
			d.rateFinding(s.p, a, b.q, "占")
		}
		return true
	}
	return false
}

// reachable reports whether a whole number of the base gives the printed share, rounded or cut.
func (s *share) reachable(b base) bool {
	near, ok := s.p.val.mul(b.val)
	if !ok {
		return true
	}
	k := near.n / (near.d * 100)
	for i := max(0, k-1); i <= k+1; i++ {
		v, ok := percentOf(whole(i), b.val)
		if ok && fits(v, s.p.val, s.p.decimals) != fitNone {
			return true
		}
	}
	return false
}
