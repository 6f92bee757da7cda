package proof

// document is a text understood: its quantities, dates, marks and sentences in order.
type document struct {
	tab   *tables
	text  *Text
	opt   Options
	pars  []parsed
	qs    []*quantity
	dates []*date
	marks []mark
	sects []section

	uncompared []*quantity   // those beyond maxCompared
	bySent     [][]*quantity // see sentencesOf
	findings   []Finding
	totalsAt   []int // see totals
	full       bool  // the bound of findings was reached
}

// parsed is what was read from one paragraph.
type parsed struct {
	qs    []quantity
	dates []date
	skips []span
	sents []span
	sect  int
	head  bool // a heading: short, marked or by format
	sent0 int  // number of its first sentence in the document
}

// section is what stands under one heading.
type section struct {
	level  int
	parent int // index, -1 none
	para   int // the heading
}

// understand reads the text into a document.
func understand(t *Text, opt Options) *document {
	d := &document{tab: loadTables(), text: t, opt: opt, pars: make([]parsed, len(t.paras))}
	d.sects = []section{{parent: -1}}
	sent, half := 0, 0
	for i := range t.paras {
		d.readPara(i, &sent, &half)
	}
	for i := range d.pars {
		for j := range d.pars[i].qs {
			d.qs = append(d.qs, &d.pars[i].qs[j])
		}
		for j := range d.pars[i].dates {
			d.dates = append(d.dates, &d.pars[i].dates[j])
		}
	}
	if len(d.qs) > maxCompared {
		d.qs, d.uncompared = d.qs[:maxCompared], d.qs[maxCompared:]
	}
	var before *quantity
	for _, q := range d.qs {
		d.name(q, before)
		before = q
	}
	return d
}

// maxCompared bounds how many numbers are compared with each other: the papers
// of a whole year hold fewer, and what holds more is no paper.
const maxCompared = 12000

// readPara reads one paragraph: marks, heading, numerals, sentences.
func (d *document) readPara(i int, sent, half *int) {
	p, out := &d.text.paras[i], &d.pars[i]
	body := d.readMarks(i)
	out.sect = d.enterSection(i, body)
	s := scanner{tab: d.tab, p: p, para: i}
	s.scan(body)
	out.qs, out.dates, out.skips = s.qs, s.dates, s.skips
	out.sents = sentences(p.t)
	out.sent0 = *sent
	k, top := 0, d.top(out.sect)
	for n, sp := range out.sents {
		at, depth := sp.lo, 0
		for ; k < len(out.qs) && out.qs[k].start < sp.hi; k++ {
			q := &out.qs[k]
			*half += countRune(p.t[at:q.start], ';')
			depth = max(0, depth+countRune(p.t[at:q.start], '(')-countRune(p.t[at:q.start], ')'))
			q.depth = depth
			at = q.start
			q.sent, q.half, q.sect, q.top = *sent+n, *half, out.sect, top
		}
		*half++
	}
	*sent += len(out.sents)
}

func countRune(t []rune, r rune) int {
	n := 0
	for _, x := range t {
		if x == r {
			n++
		}
	}
	return n
}

// maxSentence bounds a sentence: a longer one is cut at the next mark, so that
// no check looks at an endless line again and again.
const maxSentence = 1200

// sentences cuts a paragraph at 。!? and keeps closing quotes with them.
func sentences(t []rune) []span {
	var out []span
	lo := 0
	for i := 0; i < len(t); i++ {
		if !isStop(t[i]) && !tooLong(t[i], i-lo) {
			continue
		}
		for i+1 < len(t) && (isClose(t[i+1]) || isStop(t[i+1])) {
			i++
		}
		out = append(out, span{lo, i + 1})
		lo = i + 1
	}
	if lo < len(t) {
		out = append(out, span{lo, len(t)})
	}
	return out
}

// enterSection opens a section where the paragraph is a heading.
func (d *document) enterSection(i, body int) int {
	p := &d.text.paras[i]
	level := p.level
	if level == 0 && body > 0 && !p.cell {
		level = d.marks[len(d.marks)-1].style.level()
	}
	cur := len(d.sects) - 1
	if level == 0 || level > 3 && p.level == 0 {
		return cur
	}
	d.pars[i].head = len(p.t) <= 40 && !hasStop(p.t)
	parent := cur
	for parent > 0 && d.sects[parent].level >= level {
		parent = d.sects[parent].parent
	}
	d.sects = append(d.sects, section{level: level, parent: max(parent, 0), para: i})
	return len(d.sects) - 1
}

// tooLong reports whether a sentence of the length must be cut at r.
func tooLong(r rune, size int) bool {
	return size > maxSentence && isBreak(r) || size > 2*maxSentence
}

func hasStop(t []rune) bool {
	for _, r := range t {
		if isStop(r) {
			return true
		}
	}
	return false
}

// top gives the section of the first level that holds s.
func (d *document) top(s int) int {
	for s > 0 && d.sects[s].parent > 0 {
		s = d.sects[s].parent
	}
	return s
}

// sentence gives the span of the sentence in its paragraph.
func (d *document) sentence(q *quantity) span {
	ps := &d.pars[q.para]
	k := q.sent - ps.sent0
	if k < 0 || k >= len(ps.sents) {
		return span{0, len(d.text.paras[q.para].t)}
	}
	return ps.sents[k]
}

// report adds a finding at raw[lo:hi] of a paragraph.
func (d *document) report(para, lo, hi int, f Finding) {
	if len(d.findings) >= maxFindings {
		d.full = true
		return
	}
	pl := d.place(para, lo, hi)
	f.Part, f.Line, f.Column, f.Quote = pl.Part, pl.Line, pl.Column, pl.Quote
	f.para, f.off = para, lo
	if f.Related == nil {
		f.Related = []Place{}
	}
	d.findings = append(d.findings, f)
}

// maxQuote bounds what is quoted of the text.
const maxQuote = 60

// place names a stretch of the text.
func (d *document) place(para, lo, hi int) Place {
	p := &d.text.paras[para]
	lo = max(0, min(lo, len(p.raw)))
	hi = max(lo, min(hi, len(p.raw), lo+maxQuote))
	line, col := p.place(lo)
	return Place{Part: p.part, Line: line, Column: col, Quote: string(p.raw[lo:hi])}
}

// placeOf names where a quantity stands, with the words before it that belong to it.
func (d *document) placeOf(q *quantity) Place {
	lo, hi := d.extent(q)
	return d.place(q.para, lo, hi)
}

// extent is the quantity with its own words: from its clause to its noun.
func (d *document) extent(q *quantity) (int, int) {
	p := &d.text.paras[q.para]
	lo := q.preLo
	for lo < q.start && p.t[lo] == ' ' {
		lo++
	}
	if q.start-lo > 20 {
		lo = q.start - 20
	}
	return lo, q.uEnd
}

// check marks quantities as compared.
func check(qs ...*quantity) {
	for _, q := range qs {
		q.state = statusChecked
	}
}
