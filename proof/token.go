package proof

// scanner reads one paragraph from left to right into quantities and dates.
// Every rune is looked at a bounded number of times.
type scanner struct {
	tab   *tables
	p     *para
	para  int
	qs    []quantity
	dates []date
	skips []span // numerals that count nothing: marks, document numbers, set phrases
}

// span is a half-open stretch of a paragraph.
type span struct{ lo, hi int }

// scan reads p; from skips a list mark at the head.
func (s *scanner) scan(from int) {
	for i := from; i < len(s.p.t); {
		r := s.p.t[i]
		switch {
		case isDigit(r):
			i = s.digits(i)
		case isHan(r):
			i = s.han(i)
		case isLatin(r):
			i = s.latin(i)
		default:
			i++
		}
	}
}

// latin passes a word of letters together with digits glued to it (G104, LED3).
func (s *scanner) latin(i int) int {
	j := i
	for j < len(s.p.t) && (isLatin(s.p.t[j]) || isDigit(s.p.t[j])) {
		j++
	}
	return j
}

// skip records numerals that count nothing.
func (s *scanner) skip(lo, hi int) int {
	s.skips = append(s.skips, span{lo, hi})
	return hi
}

// digits reads what begins with an Arabic digit.
func (s *scanner) digits(i int) int {
	if prev := s.p.at(i - 1); prev != '第' && prev != '〔' && prev != '[' {
		if end := s.datesAt(i); end > i {
			return end
		}
	}
	if end := s.label(i); end > i {
		return s.skip(i, end)
	}
	n, ok := arabicAt(s.p, i)
	if !ok {
		j := i
		for j < len(s.p.t) && (isDigit(s.p.t[j]) || s.p.t[j] == '.' && isDigit(s.p.at(j+1))) {
			j++
		}
		return s.skip(i, j)
	}
	if end := s.fraction(&n); end > 0 {
		return end
	}
	return s.number(n)
}

// label recognises digits that name something and count nothing, and gives their end.
func (s *scanner) label(i int) int {
	p, j := s.p, i
	for j < len(p.t) && isDigit(p.t[j]) {
		j++
	}
	prev, next := p.at(i-1), p.at(j)
	switch {
	case prev == '第', prev == '+' || next == '+', prev == '×' || prev == '№':
		return j
	case prev == '〔' || prev == '[' || (next == '号' && p.at(j+1) != '人'):
		return s.throughNumber(j)
	case (prev == '(') && next == ')' && j-i <= 2:
		return j
	case isAnnex(p, i) && !s.hasUnit(j) && next != '.' && next != '%':
		return j
	case p.t[i] == '0' && j-i > 1: // a telephone's area code
		for isDigit(p.at(j)) || isRangeMark(p.at(j)) && isDigit(p.at(j+1)) {
			j++
		}
		return j
	case j-i >= 7 && next != '.' && powerOf(next) == 0 && !s.hasUnit(j):
		return j
	case isLatin(next) && !s.hasUnit(j) && !isLatin(p.at(j+1)):
		return s.latin(j)
	case next == '后' && j-i == 2 && p.t[i+1] == '0' && p.at(j+1) != '的' && p.at(j+1) != '续':
		return j
	case next == ':' && j-i <= 2 && isDigit(p.at(j+1)) && isDigit(p.at(j+2)) && !isDigit(p.at(j+3)):
		return j + 3
	case next == ':' && isDigit(p.at(j+1)) || next == '·' && isDigit(p.at(j+1)):
		return runOf(p, j+1)
	case p.hasAt(j, "热线") || p.hasAt(j, "平台") || p.hasAt(j, "工程") && j-i >= 3:
		return j
	case dotted(p, i) > j:
		return dotted(p, i)
	}
	return 0
}

// throughNumber passes a document number: 〔2020〕20号.
func (s *scanner) throughNumber(j int) int {
	p := s.p
	if r := p.at(j); r == '〕' || r == ']' {
		j = runOf(p, j+1)
	}
	if p.at(j) == '号' {
		j++
	}
	return j
}

// runOf gives the end of the digits at j.
func runOf(p *para, j int) int {
	for j < len(p.t) && isDigit(p.t[j]) {
		j++
	}
	return j
}

// isAnnex reports whether the digit at i numbers a table, figure or annex.
func isAnnex(p *para, i int) bool {
	for _, w := range []string{"附件", "附表", "附图", "见表", "见图", "表", "图"} {
		if endsAt(p.t, i, w) {
			return true
		}
	}
	return false
}

// dotted gives the end of 1.2.3, i if it is none.
func dotted(p *para, i int) int {
	j, dots := i, 0
	for j < len(p.t) {
		if p.t[j] == '.' && isDigit(p.at(j+1)) {
			dots++
		} else if !isDigit(p.t[j]) {
			break
		}
		j++
	}
	if dots >= 2 {
		return j
	}
	return i
}

func (s *scanner) hasUnit(j int) bool {
	_, n := s.tab.units.match(s.p.t, j)
	return n > 0
}

// fraction reads 2/3 as a share.
func (s *scanner) fraction(n *numeral) int {
	p := s.p
	if p.at(n.end) != '/' || !isDigit(p.at(n.end+1)) || n.decimals > 0 {
		return 0
	}
	m, ok := arabicAt(p, n.end+1)
	if !ok || m.decimals > 0 || m.mult != 1 || p.at(m.end) == '/' || m.val.n <= n.val.n || m.val.n == 0 {
		return s.skip(n.start, max(m.end, n.end+1))
	}
	n.val = rat{n.val.n, m.val.n}
	n.hi, n.end, n.share = n.val, m.end, true
	return s.number(*n)
}

// han reads what begins with a Chinese character.
func (s *scanner) han(i int) int {
	t := s.p.t
	if t[i] == '第' {
		return s.ordinal(i)
	}
	if !isChineseNumeral(t[i]) {
		return i + 1
	}
	if _, n := s.tab.phrases.match(t, i); n > 0 {
		return s.skip(i, i+n)
	}
	if end := s.datesAt(i); end > i {
		return end
	}
	if end := s.parts(i); end > 0 {
		return end
	}
	n, bare, ok := chineseAt(t, i)
	if !ok {
		return i + max(1, n.end-i)
	}
	if bare && !s.pair(&n) {
		return s.skip(i, n.end)
	}
	return s.chineseNumber(n)
}

// ordinal passes 第三, 第12, 第十一届.
func (s *scanner) ordinal(i int) int {
	j := i + 1
	for j < len(s.p.t) && (isDigit(s.p.t[j]) || isChineseNumeral(s.p.t[j])) {
		j++
	}
	if j > i+1 {
		s.skip(i, j)
	}
	return j
}

// pair turns two neighbouring digits (三五名, 七八个) into "about".
func (s *scanner) pair(n *numeral) bool {
	if n.size() != 2 {
		return false
	}
	a, _ := digitOf(s.p.t[n.start])
	b, _ := digitOf(s.p.t[n.start+1])
	if b <= a || b-a > 2 || a == 0 {
		return false
	}
	n.val, n.hi, n.ranged, n.about = whole(a), whole(b), true, true
	return true
}

// parts reads A分之B: percentages, per mille and fractions in words.
func (s *scanner) parts(i int) int {
	t := s.p.t
	den, bare, ok := chineseAt(t, i)
	if !ok || bare || !hasAt(t, den.end, "分之") || den.val.n < 2 {
		return 0
	}
	var num numeral
	if isDigit(s.p.at(den.end + 2)) {
		num, ok = arabicAt(s.p, den.end+2)
	} else {
		num, _, ok = chineseAt(t, den.end+2)
	}
	if !ok || num.size() == 0 {
		return 0
	}
	n := numeral{start: i, end: num.end, mult: 1, chinese: true, decimals: num.decimals, about: num.about}
	if den.val.n == 100 {
		n.val, n.percent = num.val, true
	} else {
		v, ok := num.val.div(den.val)
		if !ok {
			return 0
		}
		n.val, n.share = v, true
	}
	n.hi = n.val
	return s.number(n)
}

// chineseNumber keeps a Chinese numeral only where a unit follows; 一个 and its
// like are articles unless something beside them counts.
func (s *scanner) chineseNumber(n numeral) int {
	t := s.p.t
	class, size := s.tab.units.match(t, n.end)
	if size == 0 && !s.afterRange(n.end) {
		return n.end
	}
	if s.p.at(n.start-1) == '“' && size > 0 && class != "points" && !n.about && n.size() == 1 {
		return s.skip(n.start, n.end) // “五关”, “三个把握”: a name; declared counts are read by the check of lists
	}
	if n.size() == 1 && t[n.start] == '一' && (class == "thing" || class == "village" || class == "score" || class == "degree" || class == "volume" || class == "length") && !s.stressed(n.start) {
		return n.end
	}
	return s.number(n)
}

// afterRange reports whether a range goes on at i: 三至五名.
func (s *scanner) afterRange(i int) bool {
	r := s.p.at(i)
	return isRangeMark(r) && (isDigit(s.p.at(i+1)) || isChineseNumeral(s.p.at(i+1)))
}

// stressed reports whether the words before 一 make it a number.
func (s *scanner) stressed(i int) bool {
	switch s.p.at(i - 1) {
	case '各', '每', '仅', '只', '少', '于', '共', '有', '设', '配':
		return true
	}
	return false
}

func isRangeMark(r rune) bool {
	switch r {
	case '-', '—', '~', '至', '到':
		return true
	}
	return false
}
