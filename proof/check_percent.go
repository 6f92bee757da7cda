package proof

import (
	"strconv"
	"strings"
)

// checkPercents tests every share against the bases in reach.
func checkPercents(d *document) {
	explained := map[*quantity]map[int]int{} // base → paragraph → shares it explains
	var open []share
	for _, qs := range d.sentencesOf() {
		for _, s := range d.sharesIn(qs) {
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
		d.accuse(&open[i], explained)
	}
}

func (d *document) overHundred(s *share) {
	check(s.p)
	d.report(s.p.para, s.p.start, s.p.uEnd, Finding{Kind: KindPercent, Severity: SeverityError, Said: s.p.text(d),
		Message: "占比超过100%", Suggest: "核对这一百分比"})
}

// settle looks for a base that gives the printed value; the base named by the text goes first.
func (d *document) settle(s *share, explained map[*quantity]map[int]int) bool {
	for _, b := range d.bases(s) {
		if s.explains(b) != fitRounded {
			continue
		}
		check(s.p, s.a, b.q)
		if explained[b.q] == nil {
			explained[b.q] = map[int]int{}
		}
		if b.q2 == nil {
			explained[b.q][s.p.para]++
		}
		return true
	}
	return false
}

// accuse reports a share that no base in reach gives, if the text ties it to one.
func (d *document) accuse(s *share, explained map[*quantity]map[int]int) {
	cands := d.bases(s)
	b, sure := d.suspect(s, cands, explained)
	if b == nil {
		return
	}
	v, ok := percentOf(s.a.val, b.val)
	if !ok {
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
	if s.explains(*b) == fitTruncated {
		f.Kind, f.Severity = KindRounding, SeverityWarning
		f.Message = "尾数直接舍去了，按四舍五入应为" + f.Computed + "：" + f.Formula
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
		if n := s.named(cands[i]); n > 0 && (best == nil || n > s.named(*best)) {
			best = &cands[i]
		}
	}
	if best != nil {
		return best, true
	}
	if s.name != "" {
		return nil, false // the text names a base that it gives no number for
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
		if b.q.fam >= 0 && b.q.fam == s.a.fam || d.hasShare(b.q) {
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
	if s.name == "" && s.base == nil {
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
