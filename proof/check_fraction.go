package proof

import "strings"

// checkFractions tests shares told in words (三分之一, 七成) and what is said of
// a percentage in words (47.6%,超过半数). Words are round: they are held to
// within six points, the words "more than" and "nearly" to their side.
func checkFractions(d *document) {
	for _, qs := range d.sentencesOf() {
		for i, q := range qs {
			switch {
			case q.percent && !q.ranged:
				d.halfAfter(q)
			case q.share && !q.ranged:
				d.fractionAt(qs, i)
			}
		}
	}
}

// halfAfter tests 占47.6%,超过半数.
func (d *document) halfAfter(q *quantity) {
	t := d.text.paras[q.para].t
	tail := string(t[q.end:min(len(t), q.end+9)])
	at := strings.Index(tail, "半")
	if at < 0 || strings.ContainsAny(tail[:at], "。;") || !strings.HasPrefix(tail, ",") || q.flags&flagGrowth != 0 {
		return
	}
	half := whole(50)
	w := tail[:at]
	more := containsAny(w, []string{"超过", "超", "过", "逾", "突破"}) && !strings.Contains(w, "不")
	less := containsAny(w, []string{"不足", "不到", "未过", "接近", "将近", "近", "未超过", "不超过"})
	if !more && !less || strings.HasPrefix(tail[at:], "年") {
		return
	}
	check(q)
	if more && q.val.cmp(half) > 0 || less && q.val.cmp(half) <= 0 {
		return
	}
	d.report(q.para, q.start, min(len(t), q.end+len([]rune(tail[:at]))+2), Finding{Kind: KindPercent, Severity: SeverityError, Said: string(t[q.start : q.end+len([]rune(tail[:at]))+1]),
		Message: "说法与百分数不符：" + q.text(d) + "与“" + strings.TrimPrefix(w, ",") + "半”矛盾", Suggest: "核对百分数或改说法"})
}

// fractionAt tests 1180亩,占耕地面积的三分之一 and 2300元,相当于4600元的一半.
func (d *document) fractionAt(qs []*quantity, i int) {
	p := qs[i]
	if i == 0 || p.flags&(flagRule|flagGrowth|flagEach) != 0 {
		return
	}
	t := d.text.paras[p.para].t
	a, b := qs[i-1], (*quantity)(nil)
	if i > 1 && strings.HasSuffix(d.words(a, p), "的") && len([]rune(d.words(a, p))) <= 8 && containsAny(d.words(qs[i-2], a), []string{"相当于", "占"}) {
		a, b = qs[i-2], qs[i-1]
	} else {
		at := lastIndexIn(t, a.uEnd, p.start, "占")
		if at < 0 || !canBePart(a) || d.gapOf(a, p) > gapComma {
			return
		}
		s := d.shareAt(qs, i, a)
		if s.name == "" {
			return
		}
		for _, c := range d.bases(&s) {
			if c.q2 == nil && c.q.unit == a.unit && s.named(c) > 0 {
				b = c.q
				break
			}
		}
	}
	if b == nil || !a.count() || !b.count() || a.unit != b.unit || a == b {
		return
	}
	v, ok := a.val.div(b.val)
	if !ok || b.val.cmp(a.val) < 0 {
		return
	}
	check(a, b, p)
	if d.roughly(v, p) {
		return
	}
	f := a.figure(1) + " ÷ " + b.figure(1) + " = " + v.decimal(2)
	d.report(p.para, p.start, p.uEnd, Finding{Kind: KindPercent, Severity: SeverityError, Said: p.text(d), Formula: f, Related: []Place{d.placeOf(a), d.placeOf(b)},
		Message: "所占的份额与两个数不符：" + f + "，文中为" + p.text(d), Suggest: "核对份额"})
}

// roughly reports whether a share in words may stand for the exact one.
func (d *document) roughly(v rat, p *quantity) bool {
	by := rat{6, 100}
	switch {
	case p.has(flagOver):
		diff, ok := v.sub(p.val)
		return ok && diff.n >= 0 && diff.cmp(rat{15, 100}) < 0
	case p.has(flagUnder):
		by = rat{10, 100}
	}
	return near(v, p.val, by)
}
