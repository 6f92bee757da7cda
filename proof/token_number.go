package proof

import "strings"

// number finishes a numeral: percent sign, range, unit; and keeps it.
func (s *scanner) number(n numeral) int {
	s.percentSign(&n)
	q := quantity{numeral: n, para: s.para, fam: -1}
	s.unit(&q)
	s.rangeEnd(&q)
	if s.isMoment(&q) {
		return s.skip(q.start, q.uEnd)
	}
	s.keep(&q)
	return q.uEnd
}

// isMoment reports whether the number names a time or a label rather than
// measures: 9时30分, 1—3月, 2020级, 每月15日.
func (s *scanner) isMoment(q *quantity) bool {
	next := s.p.at(q.uEnd)
	switch {
	case q.unit == "" && (next == '时' || next == '级' || next == '届' || next == '°'):
		return true
	case q.unit == "月" || q.unit == "年" && (next == '级' || next == '度') && q.val.cmp(whole(100)) > 0:
		return true
	case q.unit == "点" && (next == '半' || next == '整' || isDigit(next)):
		return true
	case q.unit == "日" && q.end < len(s.p.t) && s.p.at(q.start-1) == '月':
		return true
	case q.unit == "届" && q.chinese:
		return true
	case q.chinese && isDigit(next) && strings.Contains("期组批类班队片", q.unit) && q.unit != "": // 四期207人次, 二组35户
		return true
	}
	return false
}

// percentSign takes % and ‰ behind the digits.
func (s *scanner) percentSign(n *numeral) {
	j := n.end
	if s.p.at(j) == ' ' {
		j++
	}
	switch s.p.at(j) {
	case '%':
		n.end, n.percent = j+1, true
	case '‰':
		if v, ok := n.val.div(whole(10)); ok {
			n.val, n.hi, n.end, n.percent, n.decimals = v, v, j+1, true, n.decimals+1
		}
	}
}

// unit takes the measure word; one space may stand before it, as word
// processors put one between digits and characters.
func (s *scanner) unit(q *quantity) {
	q.uEnd = q.end
	if q.percent {
		q.class, q.unit = "share", "%"
		return
	}
	j := q.end
	if s.p.at(j) == ' ' {
		j++
	}
	class, size := s.tab.units.match(s.p.t, j)
	if size == 0 {
		return
	}
	q.class, q.unit, q.uEnd = class, string(s.p.t[j:j+size]), j+size
	if q.unit == "成" && !endOfShare(s.p.at(q.uEnd)) {
		q.class, q.unit, q.uEnd = "", "", q.end // 三成立: no share
	}
	if q.unit == "成" || q.unit == "折" {
		q.share = true
		if v, ok := q.val.div(whole(10)); ok {
			q.val, q.hi = v, v
		}
	}
	s.unitTail(q)
}

// endOfShare reports whether r may follow 三成.
func endOfShare(r rune) bool {
	return !isHan(r) || r == '以' || r == '左' || r == '多' || r == '的' || r == '是'
}

// unitTail takes 多/余 behind the unit (两个多月 is in the unit, 三年多) and
// 人次 for 人.
func (s *scanner) unitTail(q *quantity) {
	switch s.p.at(q.uEnd) {
	case '多', '余':
		if q.class != "person" {
			q.about = true
			q.uEnd++
		}
	}
}

// rangeEnd joins 3-5名, 35岁至45岁, 5%—10% into one interval.
func (s *scanner) rangeEnd(q *quantity) {
	p := s.p
	mark := p.at(q.uEnd)
	if !isRangeMark(mark) || q.about || q.share || isRangeMark(p.at(q.uEnd+1)) {
		return
	}
	if before := p.at(q.start - 1); q.unit != "" && (before == '从' || before == '由' || mark == '到' && q.class != "age") {
		return
	}
	j := q.uEnd + 1
	var m numeral
	ok := false
	if isDigit(p.at(j)) {
		m, ok = arabicAt(p, j)
	} else if q.chinese && isChineseNumeral(p.at(j)) {
		m, _, ok = chineseAt(p.t, j)
	}
	if !ok || m.size() == 0 {
		return
	}
	s.percentSign(&m)
	end := quantity{numeral: m}
	s.unit(&end)
	s.joinRange(q, &end)
}

// joinRange makes one interval of two ends whose units agree.
func (s *scanner) joinRange(q, end *quantity) {
	lo := q.val
	switch {
	case q.unit == "" && end.mult > 1 && q.mult == 1 && q.val.cmp(end.val) < 0:
		v, ok := lo.mul(whole(end.mult))
		if !ok {
			return
		}
		if v.cmp(end.val) < 0 {
			lo = v
		}
	case q.unit != "" && q.class != end.class:
		return
	}
	if lo.cmp(end.val) >= 0 {
		return
	}
	q.val, q.hi, q.ranged = lo, end.val, true
	q.percent = q.percent || end.percent
	q.end, q.uEnd, q.unit, q.class = end.end, end.uEnd, end.unit, end.class
	q.mult, q.decimals = end.mult, end.decimals
}

// keep adds the quantity with the words around it.
func (s *scanner) keep(q *quantity) {
	q.preLo = s.preStart(q)
	q.postHi = s.postEnd(q.uEnd)
	s.flag(q)
	if q.class == "" && !q.percent && !q.share {
		q.state = statusUnknown
	}
	s.qs = append(s.qs, *q)
}

// preReach bounds how far words before or after a number may belong to it.
const preReach = 40

// preStart goes back to the last mark or number; a band (35岁以下) belongs to
// the number behind it.
func (s *scanner) preStart(q *quantity) int {
	p, lo := s.p, max(0, q.start-preReach)
	if n := len(s.qs); n > 0 {
		if last := &s.qs[n-1]; last.flags&flagBand == 0 || last.uEnd > q.start {
			lo = max(lo, last.uEnd)
		} else {
			lo = max(lo, last.preLo)
		}
	}
	if n := len(s.dates); n > 0 {
		lo = max(lo, s.dates[n-1].end)
	}
	depth := 0
	for i := q.start - 1; i >= lo; i-- {
		r := p.t[i]
		if r == ')' {
			depth++
		} else if r == '(' {
			if depth == 0 {
				return i + 1
			}
			depth--
		} else if depth == 0 && isBreak(r) {
			return i + 1
		}
	}
	return lo
}

// postEnd goes on to the next mark or digit.
func (s *scanner) postEnd(i int) int {
	p, depth := s.p, 0
	j := i
	for ; j < len(p.t) && j-i < preReach; j++ {
		r := p.t[j]
		switch {
		case r == '(':
			if k := j + 1; k < len(p.t) && (isDigit(p.t[k]) || p.hasAt(k, "其中") || p.hasAt(k, "占") || p.hasAt(k, "含")) {
				return j
			}
			depth++
		case r == ')':
			if depth == 0 {
				return j
			}
			depth--
		case isDigit(r) || depth == 0 && isBreak(r):
			return j
		}
	}
	return j
}
