package proof

import "strings"

// checkPunctuation finds marks that stand alone, twice or without their pair.
func checkPunctuation(d *document) {
	width := d.commaWidth()
	for i := range d.text.paras {
		d.emptyQuotes(i)
		d.doubledMarks(i)
		d.strayMarks(i)
		d.oddWidth(i, width)
	}
	d.pairs()
}

func (d *document) mark(i, lo, hi int, sev Severity, message, suggest string) {
	p := &d.text.paras[i]
	d.report(i, lo, hi, Finding{Kind: KindPunctuation, Severity: sev, Said: string(p.raw[max(0, lo):min(hi, len(p.raw))]), Message: message, Suggest: suggest})
}

// emptyQuotes finds “” and ‘’ with nothing in them.
func (d *document) emptyQuotes(i int) {
	p := &d.text.paras[i]
	for at := 0; at+1 < len(p.t); at++ {
		if p.t[at] != '“' && p.t[at] != '‘' {
			continue
		}
		j := at + 1
		for j < len(p.t) && p.t[j] == ' ' {
			j++
		}
		if j < len(p.t) && closes(p.t[at], p.t[j]) {
			d.mark(i, at, j+1, SeverityError, "引号里是空的", "补上内容或删去引号")
		}
	}
}

// doubledMarks finds 、、 ,, ,。 。; and other marks that never stand side by side.
func (d *document) doubledMarks(i int) {
	p := &d.text.paras[i]
	for at := 0; at+1 < len(p.t); at++ {
		a := p.t[at]
		if !isPlainMark(a) {
			continue
		}
		j := at + 1
		for j < len(p.t) && p.t[j] == ' ' && j < at+3 {
			j++
		}
		if j >= len(p.t) || !isPlainMark(p.t[j]) {
			continue
		}
		b := p.t[j]
		if (a == '!' || a == '?') && (b == '!' || b == '?') || a == ':' && b == ':' && p.raw[at] == ':' {
			continue
		}
		hi := j + 1
		for hi < len(p.t) && isPlainMark(p.t[hi]) {
			hi++
		}
		if a == '。' && hi-at >= 3 && b == '。' {
			at = hi - 1
			continue // 。。。 for an ellipsis
		}
		d.mark(i, at, hi, SeverityError, "标点重叠：“"+string(p.raw[at:hi])+"”", "只留一个，或补上中间漏掉的词语")
		at = hi - 1
	}
}

func isPlainMark(r rune) bool {
	switch r {
	case ',', '。', ';', ':', '、', '!', '?':
		return true
	}
	return false
}

// strayMarks finds a mark at the head of a paragraph, behind an opening bracket,
// before a closing one, and 、 before 等.
func (d *document) strayMarks(i int) {
	p := &d.text.paras[i]
	if len(p.t) == 0 || p.cell {
		return
	}
	first := firstOf(p)
	if r := p.at(first); !p.mixed && (r == ',' || r == '。' || r == '、' || r == ';') {
		d.mark(i, first, first+1, SeverityError, "段首不应有标点", "删去")
	}
	for at := 0; at+1 < len(p.t); at++ {
		a, b := p.t[at], p.t[at+1]
		switch {
		case (a == '(' || a == '“' || a == '《') && (b == ',' || b == '。' || b == '、' || b == ';'):
			d.mark(i, at, at+2, SeverityWarning, "“"+string(p.raw[at])+"”后面紧跟标点，可能漏了词语", "补上漏掉的词语")
		case (a == '、' || a == ',' && p.raw[at] != '.') && (b == ')' || b == '”' || b == '》'):
			d.mark(i, at, at+2, SeverityWarning, "标点后面可能漏了词语", "补上漏掉的词语或删去标点")
		case a == '、' && b == '等' && p.at(at+2) != '级' && p.at(at+2) != '额' && p.at(at+2) != '次' && p.at(at+2) != '待':
			d.mark(i, at, at+2, SeverityWarning, "“等”前不用顿号", "删去顿号")
		}
	}
}

// pairs matches quotes and brackets within a paragraph, and over paragraphs for
// a quotation that runs on.
func (d *document) pairs() {
	open := 0 // a quotation of several paragraphs
	for i := range d.text.paras {
		p := &d.text.paras[i]
		if len(p.t) > 200000 {
			continue
		}
		open = d.pairIn(i, p, open)
	}
}

// pairIn matches one paragraph. carried is how many quotations run on into it.
func (d *document) pairIn(i int, p *para, carried int) int {
	var stack []int
	for at, r := range p.t {
		switch {
		case r == '[' || r == ']' || r == '{' || r == '}' || r == '’' || r == '‘':
			// used for other things too
		case isOpen(r):
			if len(stack) < 64 {
				stack = append(stack, at)
			}
		case isClose(r):
			if n := len(stack); n > 0 && closes(p.t[stack[n-1]], r) {
				stack = stack[:n-1]
				continue
			}
			if r == ')' && at <= 6 && d.listParen(p, at) {
				continue
			}
			if r == '”' && carried > 0 {
				carried--
				continue
			}
			stack = d.unmatched(i, p, stack, at)
		}
	}
	return d.leftOpen(i, p, stack, carried)
}

// leftOpen reports what a paragraph opens and does not close, but for a
// quotation that a later paragraph ends.
func (d *document) leftOpen(i int, p *para, stack []int, carried int) int {
	for _, at := range stack {
		if p.t[at] == '“' && len(p.t)-at > 30 && d.closesLater(i) {
			carried++
			continue
		}
		end := at + 1
		for end < len(p.t) && !isStop(p.t[end]) {
			end++ // the half that is missing belongs somewhere in what follows
		}
		d.mark(i, at, end, SeverityError, "“"+string(p.raw[at])+"”没有配对的后半", "补上后半个")
	}
	return carried
}

// listParen reports whether ) belongs to a mark like 1), or 一) where the paper
// numbers that way.
func (d *document) listParen(p *para, at int) bool {
	if halfMark(p, isDigit) == at {
		return true
	}
	if halfMark(p, isChineseNumeral) != at {
		return false
	}
	n := 0
	for i := range d.text.paras {
		if halfMark(&d.text.paras[i], isChineseNumeral) > 0 {
			n++
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// halfMark gives where ) stands in a paragraph that begins with 1) or 一), -1 in any other.
func halfMark(p *para, is func(rune) bool) int {
	i := firstOf(p)
	j := i
	for j < len(p.t) && j-i < 4 && is(p.t[j]) {
		j++
	}
	if j > i && p.at(j) == ')' {
		return j
	}
	return -1
}

// unmatched reports a closing mark without its opening, or an opening one that
// another closing has passed over.
func (d *document) unmatched(i int, p *para, stack []int, at int) []int {
	for k := len(stack) - 1; k >= 0 && k >= len(stack)-3; k-- {
		if !closes(p.t[stack[k]], p.t[at]) {
			continue
		}
		for _, o := range stack[k+1:] {
			d.mark(i, o, min(len(p.t), o+6), SeverityError, "“"+string(p.raw[o])+"”没有配对的后半", "补上后半个")
		}
		return stack[:k]
	}
	d.mark(i, max(0, at-5), at+1, SeverityError, "“"+string(p.raw[at])+"”没有配对的前半", "补上前半个")
	return stack
}

// closesLater reports whether one of the next paragraphs has a closing quote too many.
func (d *document) closesLater(i int) bool {
	for j := i + 1; j < len(d.text.paras) && j <= i+4; j++ {
		n := 0
		for _, r := range d.text.paras[j].t {
			switch r {
			case '“':
				n++
			case '”':
				if n--; n < 0 {
					return true
				}
			}
		}
	}
	return false
}

// commaWidth tells which form of the comma the paper uses between Chinese
// characters: +1 full width, -1 half width, 0 no clear habit.
func (d *document) commaWidth() int {
	full, half := 0, 0
	for i := range d.text.paras {
		p := &d.text.paras[i]
		for at := 1; at+1 < len(p.t); at++ {
			if p.t[at] == ',' && isHan(p.t[at-1]) && isHan(p.t[at+1]) {
				if p.raw[at] == ',' {
					half++
				} else {
					full++
				}
			}
		}
	}
	switch {
	case full >= 4 && full > 8*half:
		return 1
	case half >= 4 && half > 8*full:
		return -1
	}
	return 0
}

// oddWidth finds half-width marks in a paper that uses full-width ones.
func (d *document) oddWidth(i, width int) {
	if width != 1 {
		return
	}
	p := &d.text.paras[i]
	for at := 1; at+1 < len(p.t); at++ {
		if strings.ContainsRune(",;:?!.", p.raw[at]) && isHan(p.t[at-1]) && isHan(p.t[at+1]) {
			d.mark(i, at, at+1, SeverityWarning, "半角标点混在全角标点中", "改为全角“"+wide(p.raw[at])+"”")
		}
	}
}

// wide gives the full-width twin of a mark.
func wide(r rune) string {
	if r == '.' {
		return "。"
	}
	return string(r + 0xFEE0)
}
