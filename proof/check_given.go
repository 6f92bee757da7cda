package proof

import "strings"

// checkLimits compares periods and quotas of the text with the limits handed in.
func checkLimits(d *document) {
	for li := range d.opt.Limits {
		l := &d.opt.Limits[li]
		for _, qs := range d.sentencesOf() {
			if len(qs) == 0 || !d.speaks(qs[0], l.Words) {
				continue
			}
			for _, q := range qs {
				if l.measures(q) && d.speaksNear(q, l.Words) {
					d.checkLimit(l, q)
				}
			}
		}
	}
}

// speaks reports whether the sentence holds all the words.
func (d *document) speaks(q *quantity, words []string) bool {
	sp, t := d.sentence(q), d.text.paras[q.para].t
	for _, w := range words {
		if indexIn(t, sp.lo, sp.hi, w) < 0 {
			return false
		}
	}
	return len(words) > 0
}

// speaksNear reports whether the last of the words stands in the clause of the
// number, so that another period of the same sentence is not taken for it.
func (d *document) speaksNear(q *quantity, words []string) bool {
	t := d.text.paras[q.para].t
	lo, hi := q.start, q.uEnd
	for n := 0; lo > 0 && !isStop(t[lo-1]) && t[lo-1] != ';'; lo-- {
		if t[lo-1] == ',' {
			if n++; n > 1 {
				break
			}
		}
	}
	for hi < len(t) && !isBreak(t[hi]) {
		hi++
	}
	for _, w := range words {
		if indexIn(t, lo, hi, w) >= 0 {
			return true
		}
	}
	return false
}

// measures reports whether the limit speaks of the number's unit: 个工作日 is
// 工作日, 天 and 日内 are 日. Calendar days are held against working days too:
// three of them are fewer than five working days in any week.
func (l *Limit) measures(q *quantity) bool {
	unit := plainUnit(q.unit)
	for _, u := range l.Units {
		if u = plainUnit(u); u == unit || u == "工作日" && unit == "日" && l.Min != nil && q.val.cmp(whole(*l.Min)) < 0 {
			return true
		}
	}
	return false
}

func plainUnit(u string) string {
	u = strings.TrimSuffix(strings.TrimPrefix(u, "个"), "内")
	switch u {
	case "天":
		return "日"
	case "人", "位":
		return "名"
	}
	return u
}

// checkLimit tests one number. 不少于3天 promises three days and no more.
func (d *document) checkLimit(l *Limit, q *quantity) {
	if q.about {
		return
	}
	check(q)
	low, high := q.val, q.hi
	under := l.Min != nil && low.cmp(whole(*l.Min)) < 0 && (q.flags&flagUnder == 0 || q.flags&flagRule == 0)
	over := l.Max != nil && high.cmp(whole(*l.Max)) > 0
	if !under && !over {
		return
	}
	bound := "不少于"
	v := l.Min
	if over && !under {
		bound, v = "不超过", l.Max
	}
	right := bound + whole(*v).String() + l.Units[0]
	rule := l.Rule
	if rule == "" {
		rule = right
	}
	message := "与规定不符：" + rule
	if l.Source != "" {
		message += "（" + l.Source + "）"
	}
	lo, hi := d.extent(q)
	d.report(q.para, lo, hi, Finding{Kind: KindLimit, Severity: SeverityError, Said: q.text(d), Computed: right, Message: message + "，文中为" + q.text(d), Suggest: right})
}
