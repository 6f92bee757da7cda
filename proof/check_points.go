package proof

// marksIn counts the list marks between two offsets of a paragraph.
func (d *document) marksIn(para, lo, hi int) int {
	n := 0
	for i := d.firstMark(para); i < len(d.marks) && d.marks[i].para == para; i++ {
		if m := &d.marks[i]; m.at >= lo && m.at < hi {
			n++
		}
	}
	return n
}

// firstMark finds the first mark of a paragraph or of one after it.
func (d *document) firstMark(para int) int {
	lo, hi := 0, len(d.marks)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.marks[mid].para < para {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// pointsAfter counts the points (一是…二是…, 1. 2. 3.) that directly follow a
// declaration which announces them: it ends its sentence or paragraph and
// nothing else stands between.
func (d *document) pointsAfter(dc *declared, hi int) int {
	p := &d.text.paras[dc.para]
	i := d.firstMark(dc.para)
	for i < len(d.marks) && d.marks[i].para == dc.para && d.marks[i].at < hi {
		i++
	}
	if i >= len(d.marks) {
		return 0
	}
	m := &d.marks[i]
	if m.n != 1 || m.para > dc.para+1 {
		return 0
	}
	if m.para == dc.para {
		if !quietGap(p.t[hi:m.at]) && !leadsOn(p.t[hi:m.at]) {
			return 0
		}
	} else if !m.plain || !quietGap(p.t[hi:]) || !d.announces(dc) {
		return 0
	}
	return d.run(i)
}

// quietGap reports whether nothing but the end of a clause stands in the gap.
func quietGap(t []rune) bool {
	if len(t) > 12 {
		return false
	}
	stops := 0
	for _, r := range t {
		if isBreak(r) {
			stops++
		}
	}
	return stops <= 1 || stops == 2 && len(t) <= 6
}

// leadsOn reports whether one clause and a colon lead from a declaration to its
// list: 三种情形之一的,直接评为不称职:.
func leadsOn(t []rune) bool {
	return len(t) > 0 && len(t) <= 40 && t[len(t)-1] == ':' && !hasStop(t) && !hasDigits(t) && countRune(t, ';') == 0 && countRune(t, ',') <= 2
}

// announces reports whether the words say that the list follows.
func (d *document) announces(dc *declared) bool {
	p := &d.text.paras[dc.para]
	lo := max(0, dc.lo-14)
	for _, w := range []string{"以下", "如下", "下列", "主要", "存在", "重点", "着力", "做好", "抓好", "突出", "从", "分", "共", "有", "把", "坚持", "做到", "采取", "讲", "提", "谈", "汇报", "通报", "强调", "围绕", "介绍"} {
		if indexIn(p.t, lo, dc.lo, w) >= 0 {
			return true
		}
	}
	n := len(p.t)
	return n > 0 && p.t[n-1] == ':'
}

// run counts the items of the list that begins at mark i, as far as it goes on
// one by one; inner lists are passed over. A list whose numbering is broken
// gives 0: the check of numbering tells it.
func (d *document) run(i int) int {
	m, n := &d.marks[i], 1
	for j := i + 1; j < len(d.marks); j++ {
		o := &d.marks[j]
		if o.style != m.style || o.prefix != m.prefix {
			if !o.inline && outranks(o.style, m.style) {
				break
			}
			continue
		}
		if m.style == markIs && o.word != m.word {
			continue
		}
		if o.n == 1 {
			break
		}
		if m.inline && !m.plain && o.para != m.para {
			break
		}
		if o.n != n+1 {
			return 0
		}
		n++
	}
	if n < 2 {
		return 0
	}
	return n
}

// outranks reports whether a mark of style a closes lists of style b.
func outranks(a, b markStyle) bool {
	return a != markIs && a != markFirst && a != markWord && a < b
}
