package proof

// date is a point of the calendar as written; a part that is not written is 0.
type date struct {
	start, end int
	y, m, d    int
	// inherited says that the year was taken from a date before it in the same expression.
	inherited bool
	noDay     bool // 11月20前: the word 日 is missing
	rangeTo   bool // the date ends a range whose start is the date before it
	chinese   bool
	para      int
	state     status
}

// dateInt reads a small integer, Arabic or Chinese, for a part of a date.
func (s *scanner) dateInt(i int) (v, end int, chinese bool) {
	p := s.p
	if isDigit(p.at(i)) {
		j := i
		for j < len(p.t) && isDigit(p.t[j]) && j-i < 5 {
			v = v*10 + int(p.t[j]-'0')
			j++
		}
		if j-i > 4 {
			return 0, i, false
		}
		return v, j, false
	}
	j := i
	for j < len(p.t) && j-i < 4 && isChineseNumeral(p.t[j]) && powerOf(p.t[j]) < 100 && p.t[j] != '半' && p.t[j] != '几' && p.t[j] != '两' {
		j++
	}
	if j == i {
		return 0, i, true
	}
	n, _, ok := chineseAt(p.t[:j], i)
	if !ok || n.val.n > 9999 || n.about && n.val.n >= 32 {
		return 0, i, true
	}
	return int(n.val.n), j, true
}

// skipSpace passes one space, as Word sets one between digits and 年月日.
func (s *scanner) skipSpace(i int) int {
	if s.p.at(i) == ' ' {
		return i + 1
	}
	return i
}

// datesAt reads a date or a range of dates at i and gives its end, i if there is none.
func (s *scanner) datesAt(i int) int {
	if end := s.yearRange(i); end > i {
		return end
	}
	d, ok := s.dateAt(i, date{})
	if !ok {
		return i
	}
	s.dates = append(s.dates, d)
	end := d.end
	for range 12 { // 6月1日、3日、5日至8日
		j, isRange := s.dateMark(end)
		if j == end {
			break
		}
		next, ok := s.dateAt(j, d)
		if !ok {
			break
		}
		next.rangeTo = isRange
		s.dates = append(s.dates, next)
		d, end = next, next.end
	}
	return end
}

// dateMark passes what may stand between two dates of one expression.
func (s *scanner) dateMark(i int) (end int, isRange bool) {
	p := s.p
	switch r := p.at(i); {
	case isRangeMark(r):
		for i < len(p.t) && (p.t[i] == '—' || p.t[i] == '-') {
			i++
		}
		if r == '至' || r == '到' || r == '~' {
			i++
		}
		return s.skipSpace(i), true
	case r == '、' || r == '和':
		return i + 1, false
	}
	return i, false
}

// yearRange passes 2021—2025年, 2020至2022年.
func (s *scanner) yearRange(i int) int {
	a, j, chinese := s.dateInt(i)
	if !plausibleYear(a) || chinese {
		return i
	}
	k, isRange := s.dateMark(j)
	if !isRange {
		return i
	}
	b, end, _ := s.dateInt(k)
	if !plausibleYear(b) || s.p.at(end) != '年' {
		return i
	}
	s.dates = append(s.dates, date{start: i, end: j, y: a, para: s.para}, date{start: k, end: end + 1, y: b, rangeTo: true, para: s.para})
	return end + 1
}

func plausibleYear(y int) bool { return y >= 1900 && y <= 2100 }

// dateAt reads one date at i; from lends its year and month to what follows it.
func (s *scanner) dateAt(i int, from date) (date, bool) {
	a, j, chinese := s.dateInt(i)
	if j == i {
		return date{}, false
	}
	d := date{start: i, para: s.para, chinese: chinese}
	k := s.skipSpace(j)
	switch s.p.at(k) {
	case '年':
		if !plausibleYear(a) || chinese && j-i != 4 {
			return date{}, false
		}
		d.y, d.end = a, k+1
		return s.monthAfter(d), true
	case '月':
		if !chinese && j-i > 2 || a == 0 {
			return date{}, false
		}
		d.y, d.inherited = from.y, from.y != 0
		if from.y != 0 && from.m != 0 && a < from.m && from.d == 0 {
			d.y = 0 // 2020年12月至1月: the year turned
		}
		d.m, d.end = a, k+1
		return s.dayAfter(d), true
	case '日', '号':
		if from.m == 0 || from.d == 0 || a == 0 || j-i > 2 {
			return date{}, false
		}
		d.y, d.m, d.d, d.end, d.inherited = from.y, from.m, a, k+1, true
		return d, true
	case '.', '-', '/':
		return s.numericDate(d, a, j)
	}
	return date{}, false
}

// monthAfter takes 6月30日 behind a year.
func (s *scanner) monthAfter(d date) date {
	k := s.skipSpace(d.end)
	m, j, _ := s.dateInt(k)
	e := s.skipSpace(j)
	if j == k || s.p.at(e) != '月' || j-k > 2 {
		return d
	}
	d.m, d.end = m, e+1
	if m == 0 {
		d.m = 13 // 0月: no month either
	}
	return s.dayAfter(d)
}

// dayAfter takes 30日 behind a month, or a day whose 日 is missing.
func (s *scanner) dayAfter(d date) date {
	k := s.skipSpace(d.end)
	v, j, chinese := s.dateInt(k)
	if j == k || j-k > 3 || !chinese && j-k > 2 {
		return d
	}
	e := s.skipSpace(j)
	switch r := s.p.at(e); {
	case r == '日' || r == '号' && s.p.at(e+1) != '文':
		d.d, d.end = v, e+1
		if v == 0 {
			d.d = 32
		}
	case isRangeMark(r) || r == '、':
		if s.rangeHasDay(e) {
			d.d, d.end = v, j
		} else if k == d.end && !chinese && isRangeMark(r) {
			d.d, d.end, d.noDay = v, j, true
		}
	case k == d.end && !chinese && v >= 1 && v <= 31 && s.dayMissing(j):
		d.d, d.end, d.noDay = v, j, true
	}
	return d
}

// rangeHasDay reports whether 1-5日 or 1、3日 goes on at e.
func (s *scanner) rangeHasDay(e int) bool {
	for range 8 {
		k, _ := s.dateMark(e)
		if k == e {
			return false
		}
		_, j, _ := s.dateInt(k)
		if j == k {
			return false
		}
		e = s.skipSpace(j)
		switch s.p.at(e) {
		case '日', '号':
			return true
		case '月', '年':
			return false
		}
	}
	return false
}

// dayMissing reports whether the words at j can only follow a day: 前, 起, 之前.
func (s *scanner) dayMissing(j int) bool {
	p := s.p
	for _, w := range []string{"前", "之前", "以前", "起", "之后", "以后", "后", "开始", "召开", "上午", "下午", "晚", ",", "。", ")", ";"} {
		if p.hasAt(j, w) {
			return true
		}
	}
	return false
}

// numericDate reads 2026-06-30, 2026.6.30 and 2026/6/30.
func (s *scanner) numericDate(d date, y, j int) (date, bool) {
	sep := s.p.at(j)
	if !plausibleYear(y) || d.chinese {
		return date{}, false
	}
	m, k, ch := s.dateInt(j + 1)
	if k == j+1 || ch || k-j > 3 || s.p.at(k) != sep {
		return date{}, false
	}
	v, e, ch := s.dateInt(k + 1)
	if e == k+1 || ch || e-k > 3 || s.p.at(e) == sep {
		return date{}, false
	}
	d.y, d.m, d.d, d.end = y, m, v, e
	if m == 0 {
		d.m = 13
	}
	if v == 0 {
		d.d = 32
	}
	return d, true
}

// daysIn gives the days of a month; of February in an unknown year, 29.
func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y != 0 && (y%4 != 0 || y%100 == 0 && y%400 != 0) {
			return 28
		}
		return 29
	}
	return 31
}

// possible reports whether the calendar has the date.
func (d *date) possible() bool {
	return d.m <= 12 && (d.d == 0 || d.m == 0 || d.d <= daysIn(d.y, d.m))
}

// ordinal numbers the days since the start of the calendar (Gregorian, proleptic).
func (d *date) ordinal() int {
	y, m := d.y, d.m
	if m <= 2 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d.d
}

// weekday counts from 0, Sunday.
func (d *date) weekday() int { return (d.ordinal() + 2) % 7 }

// first and last days that the date can mean, as comparable numbers; 0 where the year is not known.
func (d *date) first() int {
	if d.y == 0 {
		return 0
	}
	return d.y*10000 + max(d.m, 1)*100 + max(d.d, 1)
}

func (d *date) last() int {
	if d.y == 0 {
		return 0
	}
	m, v := d.m, d.d
	if m == 0 {
		m = 12
	}
	if v == 0 {
		v = 31
	}
	return d.y*10000 + m*100 + v
}
