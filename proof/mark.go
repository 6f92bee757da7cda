package proof

import "strings"

// markStyle is the way a list or heading is numbered.
type markStyle uint8

const (
	markNone     markStyle = iota
	markPart               // 第一编, 第一部分
	markChapter            // 第一章
	markJie                // 第一节
	markHan                // 一、
	markHanParen           // (一)
	markNum                // 1. or 1、
	markNumParen           // (1)
	markNumHalf            // 1)
	markCircle             // ①
	markOutline            // 1.1, 1.1.2
	markArticle            // 第一条
	markIs                 // 一是
	markFirst              // 第一,
	markWord               // 首先、其次
)

// level gives the depth of a heading of the style, 0 for marks that are no headings.
func (m markStyle) level() int {
	switch m {
	case markPart:
		return 1
	case markChapter:
		return 1
	case markJie, markHan:
		return 2
	case markHanParen:
		return 3
	}
	return 0
}

// mark is one number of a list.
type mark struct {
	para, at, end int
	style         markStyle
	n             int
	word          rune // the word behind the number: 是 in 一是, 、 in 1、
	inline        bool
	prefix        string // of an outline number: 1. in 1.2
	plain         bool   // stands at the head of its paragraph
}

// readMarks reads the marks of a paragraph and gives where its body begins.
func (d *document) readMarks(i int) int {
	p := &d.text.paras[i]
	at := 0
	for at < len(p.t) && p.t[at] == ' ' {
		at++
	}
	body := 0
	for _, w := range []string{"附件:", "附:"} {
		if p.hasAt(at, w) && isDigit(p.at(at+len([]rune(w)))) {
			at += len([]rune(w)) // 附件:1.统计表 begins the list that 2. goes on
		}
	}
	if m, ok := headMark(p, at); ok && !p.cell && !p.mixed {
		m.para, m.plain = i, true
		d.marks = append(d.marks, m)
		body = m.end
	}
	d.inlineMarks(i, max(at, body))
	return body
}

// headMark reads a mark at the head of a paragraph.
func headMark(p *para, at int) (mark, bool) {
	if m, ok := innerMark(p, at); ok {
		return m, true
	}
	r := p.at(at)
	switch {
	case r == '第':
		return divisionMark(p, at)
	case isDigit(r):
		return arabicMark(p, at)
	case isChineseNumeral(r):
		n, bare, ok := chineseAt(p.t, at)
		if ok && !bare && !n.about && n.decimals == 0 && n.val.n > 0 && n.val.n < 100 && p.at(n.end) == '、' && !numbersRow(p, n.end, n.val.n) {
			return mark{at: at, end: n.end + 1, style: markHan, n: int(n.val.n), word: '、'}, true
		}
		if ok && n.val.n > 0 && n.val.n < 30 && (p.at(n.end) == '.' || p.at(n.end) == ',') && isHan(p.at(n.end+1)) && p.at(n.end) == '.' {
			return mark{at: at, end: n.end + 1, style: markHan, n: int(n.val.n), word: '.'}, true
		}
	}
	return mark{}, false
}

// numbersRow reports whether the mark 、 at the offset only parts numbers: 一、二、三
// 产业, 一、二组; not 一、三步.
func numbersRow(p *para, at int, first int64) bool {
	v, ok := digitOf(p.at(at + 1))
	if !ok && !isChineseNumeral(p.at(at+1)) {
		return false
	}
	next := p.at(at + 2)
	return next == '、' || ok && v == first+1 && strings.ContainsRune("组类级产队社期批区号线季班", next)
}

// divisionMark reads 第一章, 第三条, 第2节.
func divisionMark(p *para, at int) (mark, bool) {
	v, j := markNumber(p, at+1)
	if j == at+1 || v == 0 {
		return mark{}, false
	}
	style := markNone
	end := j + 1
	switch p.at(j) {
	case '章':
		style = markChapter
	case '节':
		style = markJie
	case '条':
		style = markArticle
	case '编':
		style = markPart
	case '部':
		if p.at(j+1) == '分' {
			style, end = markPart, j+2
		}
	}
	if style == markNone || style == markArticle && p.at(end) != ' ' && !isHan(p.at(end)) || isBreak(p.at(end)) && p.at(end) != ':' || p.at(end) == '第' || p.at(end) == '规' || p.at(end) == '的' || p.at(end) == '至' {
		return mark{}, false
	}
	return mark{at: at, end: end, style: style, n: v}, true
}

// markNumber reads the number of a mark, Arabic or Chinese.
func markNumber(p *para, at int) (v, end int) {
	if isDigit(p.at(at)) {
		j := runOf(p, at)
		if j-at > 3 {
			return 0, at
		}
		for k := at; k < j; k++ {
			v = v*10 + int(p.t[k]-'0')
		}
		return v, j
	}
	n, _, ok := chineseAt(p.t, at)
	if !ok || n.about || n.decimals > 0 || n.val.n > 999 {
		return 0, at
	}
	return int(n.val.n), n.end
}

// arabicMark reads 1. 1、 1) and 1.1 at the head of a paragraph.
func arabicMark(p *para, at int) (mark, bool) {
	j := runOf(p, at)
	if j-at > 2 {
		return mark{}, false
	}
	v, _ := markNumber(p, at)
	next, after := p.at(j), p.at(j+1)
	switch {
	case next == '、' && !isDigit(after):
		return mark{at: at, end: j + 1, style: markNum, n: v, word: '、'}, true
	case next == ')':
		return mark{at: at, end: j + 1, style: markNumHalf, n: v}, true
	case next == '.' && !isDigit(after):
		return mark{at: at, end: j + 1, style: markNum, n: v, word: '.'}, true
	case next == '.':
		return outlineMark(p, at)
	}
	return mark{}, false
}

// outlineMark reads 1.2 and 1.2.3; the number before the last point is its prefix.
func outlineMark(p *para, at int) (mark, bool) {
	j, last := at, at
	for isDigit(p.at(j)) || p.at(j) == '.' && isDigit(p.at(j+1)) {
		if p.at(j) == '.' {
			last = j + 1
		}
		j++
	}
	v, _ := markNumber(p, last)
	if j-last > 2 || v == 0 {
		return mark{}, false
	}
	end := j
	if r := p.at(j); r != ' ' && !isHan(r) {
		return mark{}, false
	}
	if r := p.at(j); isHan(r) && (powerOf(r) > 0 || loadTables().startsUnit(p, j)) {
		return mark{}, false
	}
	return mark{at: at, end: end, style: markOutline, n: v, prefix: string(p.t[at:last])}, true
}

func (t *tables) startsUnit(p *para, j int) bool {
	_, n := t.units.match(p.t, j)
	return n > 0
}

// inlineMarks reads the marks that stand inside a paragraph at the start of a clause.
func (d *document) inlineMarks(i, from int) {
	p := &d.text.paras[i]
	for at := from; at < len(p.t); at++ {
		if at > from && !clauseStart(p, at) {
			continue
		}
		m, ok := innerMark(p, at)
		if !ok {
			continue
		}
		m.para, m.inline = i, true
		m.plain = at == from && from == firstOf(p)
		if n := len(d.marks); n > 0 && d.marks[n-1].para == i && d.marks[n-1].at == m.at {
			continue
		}
		d.marks = append(d.marks, m)
		at = m.end - 1
	}
}

func firstOf(p *para) int {
	i := 0
	for i < len(p.t) && p.t[i] == ' ' {
		i++
	}
	return i
}

// clauseStart reports whether a clause begins at the offset.
func clauseStart(p *para, at int) bool {
	j := at - 1
	for j >= 0 && p.t[j] == ' ' {
		j--
	}
	if j < 0 {
		return true
	}
	switch p.t[j] {
	case ',', '。', ';', ':', '!', '?', '—', '(':
		return true
	}
	return false
}
