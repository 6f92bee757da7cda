package proof

import "strings"

// checkRate tests 到会率, 回收率 and their like against two numbers of the sentence.
func (d *document) checkRate(s *share, qs []*quantity) {
	r := d.rateWord(s.p)
	if r == nil {
		r = &rate{} // a rate of another name may agree with two numbers, but is not accused
	}
	var counts []*quantity
	for _, q := range qs {
		if q.start < s.p.start && q.count() && q.flags&(flagEach|flagMean) == 0 {
			counts = append(counts, q)
		}
	}
	if n := len(counts); n > 6 {
		counts = counts[n-6:]
	}
	part, base := pick(counts, r.Part), pick(counts, r.Base)
	for _, a := range counts {
		for _, b := range counts {
			if a == b || !sameUnit(a, b) || a.val.cmp(b.val) > 0 {
				continue
			}
			if v, ok := percentOf(a.val, b.val); ok && fits(v, s.p.val, s.p.decimals) == fitRounded {
				check(a, b, s.p)
				return
			}
		}
	}
	if r.Word != "" && part == nil && base == nil && len(counts) == 2 && counts[0].half == s.p.half && counts[0].class != "money" {
		part, base = counts[1], counts[0]
	}
	if part == nil || base == nil || part == base || !sameUnit(part, base) || !s.p.exact() {
		return
	}
	d.rateFinding(s.p, part, base, r.Word)
}

func pick(qs []*quantity, words []string) *quantity {
	for i := len(qs) - 1; i >= 0; i-- {
		if containsAny(qs[i].pre+qs[i].post, words) {
			return qs[i]
		}
	}
	return nil
}

func (d *document) rateFinding(p, part, base *quantity, word string) {
	v, ok := percentOf(part.val, base.val)
	if !ok {
		return
	}
	check(p, part, base)
	f := Finding{Kind: KindPercent, Severity: SeverityError, Said: p.text(d), Computed: v.decimal(p.decimals) + "%",
		Formula: part.figure(1) + " ÷ " + base.figure(1) + " = " + v.decimal(2) + "%", Related: []Place{d.placeOf(part), d.placeOf(base)}}
	f.Suggest = word + f.Computed
	if fits(v, p.val, p.decimals) == fitTruncated {
		f.Kind, f.Severity = KindRounding, SeverityWarning
	}
	f.Message = word + "与前面两个数不符：" + f.Formula + "，文中为" + f.Said
	if f.Kind == KindRounding {
		f.Message = "尾数直接舍去了，按四舍五入应为" + f.Computed + "：" + f.Formula
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
