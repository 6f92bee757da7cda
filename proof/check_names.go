package proof

import "strings"

// checkNames compares a number of people or places with the names told behind
// it (4名监票人,分别是甲、乙、丙) or before it (甲、乙、丙等2个村).
func checkNames(d *document) {
	for _, q := range d.qs {
		if !q.exact() || !q.val.isWhole() || q.val.n < 2 || q.val.n > 40 || q.flags&(flagEach|flagMean|flagRule) != 0 {
			continue
		}
		if hasPrefixAny(q.post, "字") {
			continue // 六个字
		}
		switch q.class {
		case "person", "village", "thing", "household":
			d.namesBehind(q)
			d.namesBefore(q)
		}
	}
}

// namesBehind counts names after 分别是, 依次是, 即 and a colon.
func (d *document) namesBehind(q *quantity) {
	p := &d.text.paras[q.para]
	lo := -1
	for _, w := range []string{"分别是", "依次是", "分别为", "依次为", ",即", ":"} {
		at := indexIn(p.t, q.uEnd, min(len(p.t), q.uEnd+30), w)
		if at >= 0 && quietGap(p.t[q.uEnd:at]) && !hasDigits(p.t[q.uEnd:at]) && !hasStop(p.t[q.uEnd:at]) && countRune(p.t[q.uEnd:at], '“') == 0 && (lo < 0 || at < lo) {
			lo = at + len([]rune(w))
		}
	}
	if lo < 0 {
		return
	}
	if p.at(lo) == ':' {
		lo++
	}
	n, end := countNames(p, lo)
	if n < 2 {
		return
	}
	check(q)
	if n == int(q.val.n) {
		return
	}
	said := q.text(d)
	d.report(q.para, q.start, min(len(p.raw), q.uEnd+len([]rune(q.post))), Finding{Kind: KindCount, Severity: SeverityError, Said: said, Computed: itoa(n) + q.unit,
		Formula: "实列 " + itoa(n) + " 个", Related: []Place{d.place(q.para, lo, end)}, Message: "说的是" + said + "，后面列出的是" + itoa(n) + "个", Suggest: "补齐名单或把" + said + "改为" + itoa(n) + q.unit})
}

func hasDigits(t []rune) bool {
	for _, r := range t {
		if isDigit(r) {
			return true
		}
	}
	return false
}

// countNames counts a row of short names up to the end of the clause; 0 where
// the row is left open by 等, or is no row of names.
func countNames(p *para, lo int) (n, end int) {
	depth, at := 0, lo
	for i := lo; i <= len(p.t) && i < lo+600; i++ {
		r := p.at(i)
		switch {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case depth > 0 && i < len(p.t):
		case r == '和' && n > 0 && isName(p.t[at:i]) && twins(p, lo, at, i):
			n++
			at = i + 1
		case r == '、' || isBreak(r) || i == len(p.t) || r == ')':
			if !isName(p.t[at:i]) {
				return 0, 0
			}
			n++
			if r != '、' {
				return n, i
			}
			at = i + 1
		}
	}
	return 0, 0
}

// twins reports whether 和 at the offset parts the last two names of a row, all
// of one length: 一组、二组、五组和八组, not 存在和潜在问题.
func twins(p *para, lo, at, and int) bool {
	first := lo
	for first < len(p.t) && p.t[first] != '、' {
		first++
	}
	n := and - at
	return n == first-lo && (and+1+n >= len(p.t) || isBreak(p.t[and+1+n]))
}

// isName reports whether the words are one name: short, Chinese, open-ended by
// nothing; a remark in brackets may follow.
func isName(t []rune) bool {
	for i, r := range t {
		if r == '(' {
			t = t[:i]
			break
		}
	}
	if len(t) < 2 || len(t) > 8 || !allHan(t) {
		return false
	}
	last := t[len(t)-1]
	return last != '等' && !hasWord(t, "等") && !hasWord(t, "和") && !hasWord(t, "及") && (!isChineseNumeral(t[0]) || len(t) == 2 && strings.ContainsRune("组队社村", last))
}

// namesBefore tests 甲村、乙村、丙村等7个村: never more names than the number says.
func (d *document) namesBefore(q *quantity) {
	p := &d.text.paras[q.para]
	hi := q.start
	if p.at(hi-1) != '等' {
		return
	}
	n, i := 1, hi-2
	for ; i >= 0 && hi-i < 400; i-- {
		r := p.t[i]
		if r == '、' {
			n++
		} else if !isHan(r) {
			break
		}
	}
	if n < 2 {
		return
	}
	check(q)
	if n <= int(q.val.n) {
		return
	}
	d.report(q.para, i+1, q.uEnd, Finding{Kind: KindCount, Severity: SeverityError, Said: q.text(d), Computed: itoa(n) + q.unit, Formula: "实列 " + itoa(n) + " 个",
		Message: "“等”前已列出" + itoa(n) + "个，比" + q.text(d) + "还多", Suggest: "核对数字或名单"})
}
