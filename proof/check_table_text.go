package proof

import "strings"

// serialColumn follows the column 序号.
func (d *document) serialColumn(g *grid) {
	for c, h := range g.head {
		if h != "序号" && h != "编号" {
			continue
		}
		prev := -1
		for r := g.first; r < len(g.val); r++ {
			if !g.ok[r][c] || !g.val[r][c].isWhole() || g.para[r][c] < 0 {
				continue
			}
			n := int(g.val[r][c].n / g.val[r][c].d)
			if prev >= 0 && n != prev+1 && n != 1 {
				d.cellFinding(g, r, c, whole(int64(prev+1)), SeverityError, "序号"+itoa(prev)+"之后是"+itoa(n), "")
				d.findings[len(d.findings)-1].Kind = KindSequence
			}
			prev = n
		}
	}
}

// rowMentions compares what the text tells of one row of the table (城关管区
// 干部47名) with its cell, and sums of columns with 共有问题26个.
func (d *document) rowMentions(g *grid) {
	lo, hi := g.reach(len(d.pars))
	at := g.totalRow()
	for i := lo; i < hi; i++ {
		if d.text.paras[i].cell {
			continue
		}
		for k := range d.pars[i].qs {
			q := &d.pars[i].qs[k]
			if !q.exact() || q.percent || q.share || !countable(q.class) || q.flags&(flagEach|flagMean|flagGrowth|flagGone|flagBand) != 0 {
				continue
			}
			if d.rowsCounted(g, q) {
				continue
			}
			if r := d.rowNamed(g, q); r >= 0 {
				d.cellAgainst(g, r, q)
			} else if at < 0 {
				d.columnAgainst(g, q)
			}
		}
	}
}

// rowsCounted compares 4个重点村 at the head of a sentence behind the table with
// its rows.
func (d *document) rowsCounted(g *grid, q *quantity) bool {
	if q.unit != "个" || q.lead != "" || q.post == "" || d.sentence(q).lo != q.preLo || q.para < g.lastPara() || !q.val.isWhole() {
		return false
	}
	noun := lastRunes(q.post, 1)
	if at := strings.Index(q.post, "共"); at > 0 {
		noun = lastRunes(q.post[:at], 1)
	}
	if noun != "村" && noun != "区" || !strings.HasSuffix(g.firstHead(), noun) {
		return false
	}
	rows := 0
	for r := g.first; r < len(g.val); r++ {
		if g.label[r] != "" && !isTotalWord(g.label[r]) && !strings.Contains(g.label[r], "计") {
			rows++
		}
	}
	n := int(q.val.n / q.val.d)
	check(q)
	if n == rows || n > rows+1 || n < rows-1 || rows < 3 {
		return n == rows
	}
	lo, hi := d.extent(q)
	d.report(q.para, lo, hi, Finding{Kind: KindConflict, Severity: SeverityWarning, Said: q.text(d), Computed: itoa(rows) + q.unit,
		Message: "表中列出的是" + itoa(rows) + "个，这里是" + q.text(d), Suggest: "查清后两处统一"})
	return true
}

// lastPara gives the last paragraph of the table.
func (g *grid) lastPara() int {
	_, hi := g.reach(1 << 30)
	return hi - 6
}

// firstHead gives the header of the column of names.
func (g *grid) firstHead() string {
	for c, h := range g.head {
		if h != "序号" && h != "编号" && h != "" && !g.ok[g.first][c] {
			return h
		}
	}
	return ""
}

// reach gives the paragraphs that can speak of the table: a few before and behind it.
func (g *grid) reach(n int) (lo, hi int) {
	first, last := n, 0
	for _, row := range g.para {
		for _, i := range row {
			if i >= 0 {
				first, last = min(first, i), max(last, i)
			}
		}
	}
	return max(0, first-4), min(n, last+6)
}

// rowNamed finds the one row whose label stands in the clause before q, -1 if none.
func (d *document) rowNamed(g *grid, q *quantity) int {
	t := d.text.paras[q.para].t
	lo := d.sentence(q).lo
	best, found := -1, -1
	for r := g.first; r < len(g.val); r++ {
		l := g.label[r]
		if n := len([]rune(l)); n < 2 || n > 10 || isTotalWord(l) {
			continue
		}
		if at := lastIndexIn(t, lo, q.start, l); at > best {
			best, found = at, r
		}
	}
	return found
}

// cellAgainst compares q with the cell whose header its clause names.
func (d *document) cellAgainst(g *grid, r int, q *quantity) {
	t := d.text.paras[q.para].t
	lo := lastIndexIn(t, d.sentence(q).lo, q.start, g.label[r])
	for i := d.index(q) - 1; i >= 0 && d.qs[i].para == q.para && d.qs[i].start > lo; i-- {
		return // another number stands between the name and q
	}
	clause := string(t[lo:q.start]) + q.post
	col := -1
	for c := range g.cols {
		if !g.ok[r][c] {
			continue
		}
		if g.val[r][c].eq(q.val) {
			check(q)
			d.checkCell(g, r, c)
			return
		}
		if h := headNoun(g.head[c]); len([]rune(h)) > 1 && (strings.Contains(clause, h) || q.post != "" && strings.HasSuffix(h, q.post)) && !g.pct[r][c] {
			if col >= 0 {
				return
			}
			col = c
		}
	}
	if col < 0 || g.para[r][col] < 0 || !closeTo(q.val, g.val[r][col], 30) {
		return
	}
	check(q)
	d.checkCell(g, r, col)
	from, to := d.extent(q)
	d.report(q.para, from, to, Finding{Kind: KindConflict, Severity: SeverityError, Said: q.text(d), Computed: g.val[r][col].String() + q.unit,
		Related: []Place{d.place(g.para[r][col], 0, 20)}, Message: "与表中不一致：表中“" + g.label[r] + "”的“" + g.head[col] + "”为" + g.val[r][col].String() + "，这里是" + q.text(d), Suggest: "查清后两处统一"})
}

// headNoun gives what a header counts.
func headNoun(h string) string {
	return headLabel(strings.TrimSuffix(strings.TrimSuffix(h, "总数"), "数"))
}

// columnAgainst compares q with the sum of the column that bears its name, in a
// table without a row of totals.
func (d *document) columnAgainst(g *grid, q *quantity) {
	t := d.text.paras[q.para].t
	sp := d.sentence(q)
	if q.area == "" && !hasWord(t[sp.lo:q.start], "共") && !hasWord(t[sp.lo:q.start], "合计") || q.has(flagOf) {
		return
	}
	for c := range g.cols {
		h := headNoun(g.head[c])
		if len([]rune(h)) < 2 || !g.summable(c) || q.pre != h && q.post != h {
			continue
		}
		sum, _, n := g.columnSum(g.first, len(g.val), c)
		if n < 2 {
			continue
		}
		check(q)
		if sum.eq(q.val) || !closeTo(q.val, sum, 20) {
			return
		}
		lo, hi := d.extent(q)
		d.report(q.para, lo, hi, Finding{Kind: KindSum, Severity: SeverityError, Said: q.text(d), Computed: sum.String() + q.unit, Formula: g.columnFormula(g.first, len(g.val), c, sum),
			Message: "与表中相加不符：“" + g.head[c] + "”一列相加是" + sum.String() + "，这里是" + q.text(d), Suggest: sum.String() + q.unit})
		return
	}
}
