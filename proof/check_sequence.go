package proof

import "strconv"

// list is an open numbered list.
type list struct {
	style  markStyle
	prefix string
	word   rune
	last   int
	size   int
	first  *mark
	prev   *mark
}

// checkSequence follows the numbering at every level. Lists nest: an item of
// an outer list closes the lists inside it.
func checkSequence(d *document) {
	d.wordNumbers()
	var stack []list
	closed := map[markStyle]int{} // where the last closed list of a style ended, for numbering that runs on
	for i := range d.marks {
		m := &d.marks[i]
		if d.loneMark(i) {
			continue
		}
		at := findList(stack, m)
		if at < 0 {
			stack = d.openList(stack, closed, m)
			continue
		}
		for _, l := range stack[at+1:] {
			closed[l.style] = l.last
		}
		stack = stack[:at+1]
		d.nextItem(&stack[at], m, i)
	}
}

// findList gives the open list the mark belongs to. Running words (一是, 第一,)
// and marks inside a paragraph end with the paragraph's section.
func findList(stack []list, m *mark) int {
	for i := len(stack) - 1; i >= 0; i-- {
		l := &stack[i]
		if l.style != m.style || l.prefix != m.prefix {
			continue
		}
		if m.style == markIs && l.word != m.word && m.n == 1 {
			continue
		}
		return i
	}
	return -1
}

// openList starts a list; its first number is 1 unless the numbering runs on
// from the list of the same style before it.
func (d *document) openList(stack []list, closed map[markStyle]int, m *mark) []list {
	l := list{style: m.style, prefix: m.prefix, word: m.word, last: m.n, size: 1, first: m, prev: m}
	if m.startsAnew() {
		return append(stack, l)
	}
	if m.n != 1 {
		if over := mixedInto(stack, m); over != nil {
			d.seqFinding(m, over.prev, SeverityWarning, "编号样式不一致：上一项是"+d.markText(over.prev)+"，这一项是"+d.markText(m), "与同级编号用同一种样式")
			over.last, over.prev = m.n, m
			return stack
		}
		if last, ok := closed[m.style]; (!ok || last+1 != m.n) && !d.reference(m) {
			sev := SeverityError
			if m.style == markArticle || m.style == markChapter || m.style == markPart {
				sev = SeverityInfo // a piece of a longer text
			}
			if (m.style == markHan || m.style == markHanParen) && d.excerpt(m.para) {
				sev = SeverityInfo
			}
			if m.inline && m.style != markIs && m.style != markFirst {
				sev = SeverityInfo
			}
			if m.style == markWord {
				return append(stack, l)
			}
			d.seqFinding(m, nil, sev, "编号从"+d.markText(m)+"开始，缺前面的"+strconv.Itoa(m.n-1)+"项", "补上缺项或重新编号")
		}
	}
	return append(stack, l)
}

// startsAnew reports whether a list may rightly begin with the mark wherever it
// stands: 1.1, and a nought before the first.
func (m *mark) startsAnew() bool { return m.n == 0 || m.style == markOutline && m.n == 1 }

// excerpt reports whether nothing stands before the paragraph, so that the text
// is a piece of a longer one and its first number need not be 1.
func (d *document) excerpt(para int) bool {
	for i := range para {
		if len(d.text.paras[i].t) > firstOf(&d.text.paras[i]) {
			return false
		}
	}
	return true
}

// mixedInto finds the list that a mark of another style goes on: 一、 2、 三、.
func mixedInto(stack []list, m *mark) *list {
	if len(stack) == 0 || m.inline && !m.plain {
		return nil
	}
	l := &stack[len(stack)-1]
	if l.last+1 == m.n && !l.prev.inline && l.style.sister(m.style) {
		return l
	}
	return nil
}

// sister reports whether two styles are easily mistaken for each other.
func (s markStyle) sister(o markStyle) bool {
	pairs := [][2]markStyle{{markHan, markNum}, {markHanParen, markNumParen}, {markHan, markHanParen}, {markNum, markNumParen}, {markNum, markNumHalf}, {markNumParen, markNumHalf}, {markNumParen, markCircle}}
	for _, p := range pairs {
		if p[0] == s && p[1] == o || p[1] == s && p[0] == o {
			return true
		}
	}
	return false
}

// nextItem compares a mark with the one before it in its list.
func (d *document) nextItem(l *list, m *mark, i int) {
	prev := l.prev
	switch {
	case m.n == l.last+1:
	case m.n == 1 && d.newList(l, m, i):
		l.size, l.first = 0, m
	case m.style == markWord:
		// 首先、其次 need not all be there
	case m.n == l.last:
		d.seqFinding(m, prev, SeverityError, "编号重复："+d.markText(m)+"出现两次", "改为第"+strconv.Itoa(m.n+1)+"项的编号")
	case m.n > l.last+1:
		d.seqFinding(m, prev, SeverityError, "编号跳号："+d.markText(prev)+"之后是"+d.markText(m), "补上缺项或顺次编号")
	default:
		d.seqFinding(m, prev, SeverityError, "编号倒退："+d.markText(prev)+"之后是"+d.markText(m), "顺次编号")
	}
	l.last, l.prev = m.n, m
	l.size++
	if m.style == markIs {
		l.word = m.word
	}
}

// newList reports whether a 1 rightly begins anew: the old list had come to
// something, and the new one goes on or stands under another heading.
func (d *document) newList(l *list, m *mark, i int) bool {
	if l.size >= 2 && m.inline {
		return true
	}
	if m.style == markIs || m.style == markWord || m.style == markFirst {
		return l.size >= 2 || d.pars[m.para].sect != d.pars[l.prev.para].sect || m.para != l.prev.para
	}
	if l.size >= 2 && d.goesOn(m, i) {
		return true
	}
	if m.inline && m.para != l.prev.para {
		return true
	}
	return d.titleBetween(l.prev.para, m.para) || !m.inline && m.style == markNum && l.prev.para+1 < m.para && d.goesOn(m, i)
}

// goesOn reports whether a 2 of the same style follows before another 1.
func (d *document) goesOn(m *mark, i int) bool {
	for j := i + 1; j < len(d.marks) && j < i+200; j++ {
		if o := &d.marks[j]; o.style == m.style && o.prefix == m.prefix {
			return o.n == 2
		}
	}
	return false
}

// titleBetween reports whether an annex or another title stands between two paragraphs.
func (d *document) titleBetween(a, b int) bool {
	for i := max(a+1, b-30); i < b; i++ {
		p := &d.text.paras[i]
		if p.level > 0 || p.hasAt(firstOf(p), "附件") || p.hasAt(firstOf(p), "附:") || p.hasAt(firstOf(p), "附表") {
			return true
		}
		if n := len(p.t); n > 1 && n <= 30 && !hasStop(p.t) && isHan(p.t[n-1]) && isHan(p.at(firstOf(p))) && d.pars[i].sect == d.pars[a].sect && !isBreak(p.t[n-1]) && (p.hasAt(n-2, "方案") || p.hasAt(n-2, "报告") || p.hasAt(n-2, "意见") || p.hasAt(n-2, "通知") || p.hasAt(n-2, "办法") || p.hasAt(n-2, "制度")) {
			return true
		}
	}
	return false
}

// loneMark reports whether the mark is not one of a list: a bracketed number
// inside a sentence with no neighbour.
func (d *document) loneMark(i int) bool {
	m := &d.marks[i]
	switch m.style {
	case markHanParen, markNumParen, markCircle:
		if !m.inline || m.plain {
			return false
		}
	case markWord:
	case markIs:
		if m.n != 1 && m.word != '是' && !d.neighbour(i) {
			return true
		}
		return m.n == 1 && !d.neighbour(i)
	default:
		return false
	}
	return !d.neighbour(i)
}

// neighbour reports whether a mark of the same style stands close by.
func (d *document) neighbour(i int) bool {
	m := &d.marks[i]
	for j := max(0, i-12); j < min(len(d.marks), i+12); j++ {
		o := &d.marks[j]
		if j != i && o.style == m.style && (o.n == m.n+1 || o.n == m.n-1 || o.n == m.n && o.para == m.para || o.n == m.n+2 || o.n == m.n-2) && (m.style != markIs || o.word == m.word) {
			return true
		}
	}
	return false
}

// reference reports whether the mark only points elsewhere.
func (d *document) reference(m *mark) bool {
	return m.inline && !m.plain && (m.style == markNumParen || m.style == markHanParen) && m.n > 20
}

func (d *document) markText(m *mark) string {
	p := &d.text.paras[m.para]
	hi := min(m.end, len(p.raw))
	return "“" + string(p.raw[m.at:hi]) + "”"
}

func (d *document) seqFinding(m, prev *mark, sev Severity, message, suggest string) {
	p := &d.text.paras[m.para]
	f := Finding{Kind: KindSequence, Severity: sev, Said: string(p.raw[m.at:min(m.end, len(p.raw))]), Message: message, Suggest: suggest}
	if prev != nil {
		f.Related = []Place{d.place(prev.para, prev.at, min(prev.end+8, len(d.text.paras[prev.para].raw)))}
		f.Computed = strconv.Itoa(prev.n + 1)
	}
	d.report(m.para, m.at, min(len(p.raw), m.end+8), f)
}
