package proof

import (
	"slices"
	"strings"
)

// checkRate tests 到会率, 整改率 and their like against two numbers of the
// sentence: the part bears the word of the rate, the base is what it is part of.
func (d *document) checkRate(s *share, qs []*quantity) {
	r := d.rateWord(s.p)
	if r == nil {
		r = &rate{Word: d.plainRate(s.p)}
	}
	root := strings.TrimSuffix(r.Word, "率")
	counts := countsBefore(qs, s.p)
	words := r.Part
	if root != "" {
		words = append(words[:len(words):len(words)], root)
	}
	part, base := pick(counts, words), pick(counts, r.Base)
	tied := part != nil && d.gapOf(part, s.p) <= gapComma && part == lastOf(counts, part)
	if tied {
		if b := d.baseBefore(part, counts, qs); b != nil && (base == nil || base == part) {
			base = b
		}
	}
	if rateGiven(counts, s.p) {
		return
	}
	if len(r.Part) > 0 && part == nil && base == nil && len(counts) == 2 && counts[0].half == s.p.half && counts[0].class != "money" {
		part, base = counts[1], counts[0]
	}
	if part == nil || base == nil || part == base || !holds(base, part) || !s.p.exact() || root == "满意" && d.summed(qs, base, s.p) {
		return
	}
	if part.val.cmp(base.val) > 0 && slices.ContainsFunc(qs, func(q *quantity) bool { return q.percent && q.start > base.start && q.start < s.p.start }) {
		return // the numbers are those of the share before
	}
	if base.sent != part.sent && !nearRate(part, base, s.p) {
		return
	}
	if len(r.Part) == 0 && (!tied || part.val.cmp(base.val) > 0) {
		return // a rate of another name is accused only where its words stand
	}
	d.rateFinding(s.p, part, base, r.Word)
}

// rateGiven reports whether two of the counts give the rate.
func rateGiven(counts []*quantity, p *quantity) bool {
	for _, a := range counts {
		for _, b := range counts {
			if a == b || !sameUnit(a, b) || a.val.cmp(b.val) > 0 {
				continue
			}
			if v, ok := percentOf(a.val, b.val); ok && fits(v, p.val, p.decimals) == fitRounded {
				check(a, b, p)
				return true
			}
		}
	}
	return false
}

// countsBefore gives the last few plain counts of the sentence before p.
func countsBefore(qs []*quantity, p *quantity) []*quantity {
	var counts []*quantity
	for _, q := range qs {
		if q.start < p.start && q.count() && q.flags&(flagEach|flagMean) == 0 {
			counts = append(counts, q)
		}
	}
	return counts[max(0, len(counts)-6):]
}

// plainRate gives a named rate that is in no list, its last three characters: 采用率.
func (d *document) plainRate(p *quantity) string {
	t := d.text.paras[p.para].t
	at := lastIndexIn(t, max(0, p.start-4), p.start, "率")
	if at < 2 || !isHan(t[at-1]) || !isHan(t[at-2]) {
		return ""
	}
	return string(t[at-2 : at+1])
}

// lastOf gives the last number of the part's unit.
func lastOf(counts []*quantity, part *quantity) *quantity {
	for i := len(counts) - 1; i >= 0; i-- {
		if sameUnit(counts[i], part) {
			return counts[i]
		}
	}
	return nil
}

// baseBefore gives the nearest larger number of the unit before the part, in
// the sentence or at the head of what the section tells.
func (d *document) baseBefore(part *quantity, counts, qs []*quantity) *quantity {
	for i := len(counts) - 1; i >= 0; i-- {
		if c := counts[i]; c.start < part.start && holds(c, part) && c.unit == part.unit && c.val.cmp(part.val) >= 0 {
			return c
		}
	}
	for i, n := d.index(qs[0])-1, 0; i >= 0 && n < 6 && d.qs[i].sent >= part.sent-2; i-- {
		n++
		if q := d.qs[i]; canBePart(q) && q.unit == part.unit && (q.has(flagTotal) || q.area != "") && q.val.cmp(part.val) >= 0 {
			return q
		}
	}
	return nil
}

// summed reports whether two parts of the sentence give the rate together:
// 满意98件、基本满意11件,满意率97.3%.
func (d *document) summed(qs []*quantity, base, p *quantity) bool {
	for i := 0; i+1 < len(qs); i++ {
		sum, ok := qs[i].val.add(qs[i+1].val)
		if !ok || !sameUnit(qs[i], qs[i+1]) {
			continue
		}
		if v, ok := percentOf(sum, base.val); ok && fits(v, p.val, p.decimals) == fitRounded {
			check(p, base, qs[i], qs[i+1])
			return true
		}
	}
	return false
}

func pick(qs []*quantity, words []string) *quantity {
	for i := len(qs) - 1; i >= 0; i-- {
		if w := qs[i].pre + qs[i].post; containsAny(w, words) && !denied(w, words) {
			return qs[i]
		}
	}
	return nil
}

// denied reports whether the word stands behind 不 or 未: 不通过19名.
func denied(s string, words []string) bool {
	for _, w := range words {
		if at := strings.Index(s, w); at > 0 && containsAny(lastRunes(s[:at], 1), []string{"不", "未", "没", "非"}) {
			return true
		}
	}
	return false
}

// nearRate reports whether a base of another sentence gives about the rate.
func nearRate(part, base, p *quantity) bool {
	v, ok := percentOf(part.val, base.val)
	return ok && near(v, p.val, whole(15))
}

func (d *document) rateFinding(p, part, base *quantity, word string) {
	v, ok := percentOf(part.val, base.val)
	if !ok {
		return
	}
	check(p, part, base)
	if fits(v, p.val, p.decimals) == fitRounded {
		return
	}
	f := Finding{Kind: KindPercent, Severity: SeverityError, Said: p.text(d), Computed: v.decimal(p.decimals) + "%",
		Formula: part.figure(1) + " ÷ " + base.figure(1) + " = " + v.decimal(2) + "%", Related: []Place{d.placeOf(part), d.placeOf(base)}}
	f.Suggest = word + f.Computed
	f.Message = word + "与前面两个数不符：" + f.Formula + "，文中为" + f.Said
	if closeMiss(v, p) {
		f.Kind, f.Severity = KindRounding, SeverityWarning
		f.Message = roundingMessage(v, p, f.Computed, f.Formula)
	}
	d.report(p.para, p.start, p.uEnd, f)
}

// checkPercentTotals adds the shares of a complete division: they make 100 %
// but for rounding.
func checkPercentTotals(d *document) {
	for _, qs := range d.sentencesOf() {
		for i := 0; i < len(qs); {
			row := d.percentRow(qs, i)
			if len(row) > 1 {
				d.judgeHundred(row)
			}
			i += max(1, len(row))
		}
	}
}

// percentRow gathers 男性占58.2%、女性占41.8%: percentages whose words before
// them are members of one family.
func (d *document) percentRow(qs []*quantity, i int) []*quantity {
	var row []*quantity
	fam := -1
	for _, q := range qs[i:] {
		if !q.percent || q.ranged || !q.exact() || q.flags&flagGrowth != 0 || len(row) > 0 && q.half != row[0].half {
			break
		}
		probe := *q
		probe.percent, probe.class, probe.fam, probe.pre = false, "person", -1, strings.TrimSuffix(q.pre, "占")
		d.classify(&probe, probe.pre)
		if probe.fam < 0 || fam >= 0 && probe.fam != fam || probe.host != "" {
			break
		}
		fam, q.fam, q.member = probe.fam, probe.fam, probe.member
		row = append(row, q)
	}
	return row
}

func (d *document) judgeHundred(row []*quantity) {
	if !disjoint(row) || !d.tab.families[row[0].fam].complete(row) {
		return
	}
	sum, ok := total(row)
	if !ok {
		return
	}
	check(row...)
	coarse := 6
	for _, q := range row {
		coarse = min(coarse, q.decimals)
	}
	if near(sum, whole(100), rat{int64(len(row)), 2 * pow10(coarse)}) {
		return
	}
	f := formula(row, nil, sum)
	d.report(row[0].para, row[0].preLo, row[len(row)-1].uEnd, Finding{Kind: KindPercent, Severity: SeverityError, Said: sum.String() + "%",
		Computed: "100%", Formula: f, Message: "各部分占比之和不是100%:" + f, Suggest: "逐项核对占比"})
}
