package proof

import "strings"

// checkSums compares parts with their whole, sentence by sentence.
func checkSums(d *document) {
	var before []*quantity
	for _, qs := range d.sentencesOf() {
		groups := d.groupsIn(qs, before)
		for i := range groups {
			d.checkGroup(&groups[i])
		}
		d.checkLadders(groups)
		d.checkTotalsAfter(qs)
		before = qs
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

// slack is by how much decimals rounded one by one may miss their rounded sum.
func slack(parts []*quantity, w *quantity) rat {
	coarse := rat{0, 1}
	for _, q := range append(append([]*quantity(nil), parts...), w) {
		if q.decimals == 0 && q.mult == 1 {
			continue
		}
		ulp := rat{q.mult, pow10(q.decimals)}
		if coarse.cmp(ulp) < 0 {
			coarse = ulp
		}
	}
	return rat{coarse.n * int64(len(parts)+1), coarse.d * 2}
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

// checkGroup compares one row with its whole.
func (d *document) checkGroup(g *group) {
	if g.whole == nil {
		d.checkFreePartition(g)
		return
	}
	sum, ok := total(g.parts)
	if !ok {
		return
	}
	w := g.whole
	for _, p := range g.parts {
		if p.val.cmp(w.val) > 0 && g.link != linkColon && p.unit == w.unit {
			d.partOverWhole(p, w)
			return
		}
	}
	if sum.eq(w.val) {
		check(append(g.parts, w)...)
		return
	}
	if d.crossed(g) || len(g.parts) < 2 {
		d.boundOnly(g)
		return
	}
	d.judge(g, sum)
}

// boundOnly marks a single part as compared: it is not over its whole.
func (d *document) boundOnly(g *group) {
	if g.link == linkOf || g.link == linkParen {
		check(g.parts...)
		check(g.whole)
	}
}

func (d *document) partOverWhole(p, w *quantity) {
	check(p, w)
	lo, hi := d.extent(p)
	d.report(p.para, lo, hi, Finding{Kind: KindSum, Severity: SeverityError,
		Said: p.text(d), Computed: "不超过" + w.text(d), Formula: p.figure(1) + " > " + w.figure(1),
		Related: []Place{d.placeOf(w)},
		Message: "部分" + p.text(d) + "比总数" + w.text(d) + "还多", Suggest: "核对" + p.text(d) + "与" + w.text(d)})
}

// crossWords say that a number counts those who are in two of the parts.
var crossWords = []string{"交叉任职", "交叉", "兼任", "兼职", "重复", "同时", "两项", "既是", "双重", "两职"}

// crossed settles A + B − both = N.
func (d *document) crossed(g *group) bool {
	var both *quantity
	var rest []*quantity
	for _, p := range g.parts {
		if both == nil && containsAny(p.pre+p.post, crossWords) {
			both = p
			continue
		}
		rest = append(rest, p)
	}
	if both == nil || len(rest) < 2 {
		return false
	}
	sum, ok := total(rest)
	if !ok {
		return false
	}
	diff, ok := sum.sub(both.val)
	check(append(g.parts, g.whole)...)
	if !ok || diff.eq(g.whole.val) || sum.eq(g.whole.val) {
		return true
	}
	d.sumFinding(g, rest, both, diff, SeverityError, "两部分相加、减去重复计算的，与总数不符")
	return true
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
func (d *document) judge(g *group, sum rat) {
	w := g.whole
	if d.attendance(g) {
		return
	}
	over := sum.cmp(w.val) > 0
	known := g.parts[0].fam >= 0 && disjoint(g.parts)
	complete := known && d.tab.families[g.parts[0].fam].complete(g.parts)
	switch {
	case near(sum, w.val, slack(g.parts, w)):
		check(append(g.parts, w)...)
		if slack(g.parts, w).n > 0 {
			d.sumFinding(g, g.parts, nil, sum, SeverityInfo, "分项之和与总数差一个末位，可能是四舍五入所致")
			d.findings[len(d.findings)-1].Kind = KindRounding
		}
	case g.parts[0].fam >= 0 && !known:
		return // overlapping bands
	case complete && (!g.open || over):
		d.sumFinding(g, g.parts, nil, sum, SeverityError, "分项之和与总数不符")
	case over && known:
		d.sumFinding(g, g.parts, nil, sum, SeverityError, "分项之和超过总数")
	case d.residual(g) || g.link == linkColon && !g.open && uniform(g.parts):
		d.sumFinding(g, g.parts, nil, sum, SeverityError, "分项之和与总数不符")
	case over && uniform(g.parts):
		d.sumFinding(g, g.parts, nil, sum, SeverityError, "分项之和超过总数")
	case over && (len(g.parts) >= 3 || !overlapping(w.class)):
		d.sumFinding(g, g.parts, nil, sum, SeverityWarning, "分项之和超过总数；如分项有交叉，请写明")
	case !over && !g.open && nearlyAll(g, sum) && (known || uniform(g.parts)):
		d.sumFinding(g, g.parts, nil, sum, SeverityWarning, "分项之和比总数少，可能漏写或写错一项")
	}
}

// attendance reports whether a row runs from those due to those present: 9名不
// 计入应到会人数,应到43名,实到38名 divides nothing.
func (d *document) attendance(g *group) bool {
	for _, p := range g.parts {
		if containsAny(p.pre+p.post, []string{"应到", "实到", "应参加", "实际参加", "不计入", "不计算"}) {
			return true
		}
	}
	return false
}

// overlapping reports whether one person or thing may be in several parts, as
// acres and yuan never are.
func overlapping(class string) bool {
	return class == "person" || class == "thing" || class == "household" || class == "village"
}

// nearlyAll reports whether three or more parts make up most of the whole.
func nearlyAll(g *group, sum rat) bool {
	if len(g.parts) < 3 {
		return false
	}
	most, ok := g.whole.val.mul(rat{85, 100})
	return ok && sum.cmp(most) >= 0
}

// residualWords name a last part that takes up all the rest.
var residualWords = []string{"其他", "其余", "其它", "剩余", "另外"}

// residual reports whether the row ends in 其他 and so must be complete.
func (d *document) residual(g *group) bool {
	last := g.parts[len(g.parts)-1]
	return len(g.parts) >= 2 && containsAny(last.pre+last.post, residualWords)
}

// uniform reports whether the labels of all parts end in the same word, so
// that they divide one thing: 邻里纠纷、土地纠纷、婚姻纠纷.
func uniform(qs []*quantity) bool {
	if len(qs) < 2 || qs[0].fam >= 0 {
		return false
	}
	tail := lastRunes(qs[0].label, 1)
	if tail == "" {
		return false
	}
	for i, q := range qs {
		if lastRunes(q.label, 1) != tail || len([]rune(q.label)) < 2 || q.area != "" {
			return false
		}
		for _, o := range qs[:i] {
			if strings.HasSuffix(q.label, o.label) || strings.HasSuffix(o.label, q.label) {
				return false
			}
		}
	}
	return true
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	if len(r) < n {
		return ""
	}
	return string(r[len(r)-n:])
}

// sumFinding reports the row against its whole.
func (d *document) sumFinding(g *group, plus []*quantity, minus *quantity, sum rat, sev Severity, message string) {
	w := g.whole
	check(append(g.parts, w)...)
	first, last := g.parts[0], g.parts[len(g.parts)-1]
	lo, _ := d.extent(first)
	f := Finding{Kind: KindSum, Severity: sev, Said: w.text(d), Computed: scaled(sum, w.mult) + w.unit,
		Formula: formula(plus, minus, sum), Related: []Place{d.placeOf(w)}}
	f.Message = message + "：" + f.Formula + "，文中总数为" + w.text(d)
	f.Suggest = "核对各分项，或把" + w.text(d) + "改为" + f.Computed
	hi := last.uEnd
	if first.para != last.para {
		hi = first.uEnd
	}
	d.report(first.para, lo, hi, f)
}
