package proof

import "strings"

// relation says that a column is the sum of the columns lo..hi-1.
type relation struct{ total, lo, hi int }

// rowTotals tests columns that are sums or shares of others. What belongs to
// what is read from the rows: a relation that holds in nearly all of them, or
// that the headers say outright, must hold in each.
func (d *document) rowTotals(g *grid) {
	body := len(g.val) - g.first
	if body < 2 {
		return
	}
	tested := 0
	for c := range g.cols {
		if !g.summable(c) || !totalHead(g.head[c]) {
			continue
		}
		for _, r := range g.candidates(c) {
			if tested++; tested > 400 {
				return
			}
			if d.testRelation(g, r) {
				break
			}
		}
	}
	for c := range g.cols {
		if strings.Contains(g.head[c], "%") || containsAny(g.head[c], []string{"占比", "比例", "率", "比重"}) {
			d.shareColumn(g, c)
		}
	}
}

func totalHead(h string) bool {
	return containsAny(h, []string{"合计", "总数", "小计", "总人数", "总计", "人数", "成员数", "总户数", "共计", "职数", "应选", "总票", "收回", "发出", "参加投票", "总分"}) || strings.HasSuffix(h, "数")
}

// candidates lists the neighbouring columns that may add up to c: to its right,
// then to its left.
func (g *grid) candidates(c int) []relation {
	var out []relation
	for hi := c + 3; hi <= g.cols && hi <= c+12; hi++ {
		out = append(out, relation{c, c + 1, hi})
	}
	for lo := c - 2; lo >= 0 && lo >= c-12; lo-- {
		out = append(out, relation{c, lo, c})
	}
	return out
}

// testRelation counts the rows that bear the relation out and reports the rest.
func (d *document) testRelation(g *grid, rel relation) bool {
	var bad []int
	good, real := 0, 0
	for r := g.first; r < len(g.val); r++ {
		sum, ok := g.rowSum(r, rel)
		switch {
		case !ok:
		case sum.eq(g.val[r][rel.total]):
			good++
			if sum.n > 0 {
				real++
			}
		default:
			bad = append(bad, r)
		}
	}
	if real < 2 || g.columnsFilled(rel) < 2 || len(bad) > 0 && good < 3 || len(bad)*4 > good {
		return false
	}
	for r := g.first; r < len(g.val); r++ {
		for c := rel.lo; c < rel.hi; c++ {
			d.checkCell(g, r, c)
		}
		d.checkCell(g, r, rel.total)
	}
	for _, r := range bad {
		sum, _ := g.rowSum(r, rel)
		var parts []string
		for c := rel.lo; c < rel.hi; c++ {
			parts = append(parts, g.val[r][c].String())
		}
		d.cellFinding(g, r, rel.total, sum, SeverityError, g.head[rel.total]+"写的是"+g.val[r][rel.total].String()+"，各列相加是"+sum.String(), strings.Join(parts, " + ")+" = "+sum.String())
	}
	return true
}

// columnsFilled counts the columns of the relation that hold a number at all.
func (g *grid) columnsFilled(rel relation) int {
	n := 0
	for c := rel.lo; c < rel.hi; c++ {
		for r := g.first; r < len(g.val); r++ {
			if g.ok[r][c] && g.val[r][c].n != 0 {
				n++
				break
			}
		}
	}
	return n
}

func (g *grid) rowSum(r int, rel relation) (rat, bool) {
	if !g.ok[r][rel.total] || g.pct[r][rel.total] {
		return rat{}, false
	}
	sum, any := whole(0), false
	for c := rel.lo; c < rel.hi; c++ {
		if !g.summable(c) || g.pct[r][c] {
			return rat{}, false
		}
		if !g.ok[r][c] {
			continue // an empty cell is nought
		}
		any = true
		v, ok := sum.add(g.val[r][c])
		if !ok {
			return rat{}, false
		}
		sum = v
	}
	return sum, any
}

// shareColumn tests a column of percentages as the quotient of two others, or
// of one by its total.
func (d *document) shareColumn(g *grid, c int) {
	for a := c - 1; a >= 0 && a >= c-8; a-- {
		for b := range g.cols {
			if b == a || b == c || !g.summable(a) || !g.summable(b) {
				continue
			}
			if d.testShare(g, c, func(r int) (rat, rat, bool) { return g.val[r][a], g.val[r][b], g.ok[r][a] && g.ok[r][b] }) {
				return
			}
		}
		at := g.totalRow()
		if at >= 0 && g.ok[at][a] && g.summable(a) && d.testShare(g, c, func(r int) (rat, rat, bool) { return g.val[r][a], g.val[at][a], g.ok[r][a] }) {
			return
		}
	}
}

func (g *grid) totalRow() int {
	for r := g.first; r < len(g.val); r++ {
		if isTotalWord(g.label[r]) {
			return r
		}
	}
	return -1
}

// testShare reports the rows that break a quotient most rows bear out.
func (d *document) testShare(g *grid, c int, of func(r int) (a, b rat, ok bool)) bool {
	var bad []int
	good := 0
	for r := g.first; r < len(g.val); r++ {
		a, b, ok := of(r)
		if !ok || !g.ok[r][c] || b.n == 0 {
			continue
		}
		v, vok := percentOf(a, b)
		if vok && fits(v, g.val[r][c], g.dec[r][c]) == fitRounded {
			good++
		} else {
			bad = append(bad, r)
		}
	}
	if good < 2 || len(bad) > 0 && good < 3 || len(bad)*2 > good {
		return false
	}
	for r := g.first; r < len(g.val); r++ {
		d.checkCell(g, r, c)
	}
	for _, r := range bad {
		a, b, _ := of(r)
		v, ok := percentOf(a, b)
		if !ok {
			continue
		}
		right := v.decimal(g.dec[r][c])
		d.cellFinding(g, r, c, whole(0), SeverityError, g.head[c]+"写的是"+g.val[r][c].String()+"%，应为"+right+"%", a.String()+" ÷ "+b.String()+" = "+v.decimal(2)+"%")
		f := &d.findings[len(d.findings)-1]
		f.Kind, f.Computed, f.Suggest = KindPercent, right+"%", right+"%"
		if fits(v, g.val[r][c], g.dec[r][c]) == fitTruncated {
			f.Kind, f.Severity = KindRounding, SeverityWarning
		}
	}
	return true
}

// textAgainst compares numbers of the text that speak for the whole place with
// the totals of a column of the same name.
func (d *document) textAgainst(g *grid) {
	at := g.totalRow()
	if at < 0 {
		return
	}
	byHead := map[string]int{}
	for c, h := range g.head {
		if g.ok[at][c] && !g.pct[at][c] && g.summable(c) {
			byHead[headLabel(h)] = c
		}
	}
	for _, q := range d.qs {
		if q.percent || !q.exact() || d.text.paras[q.para].cell || q.area == "" || q.flags&(flagEach|flagMean|flagGrowth|flagGone|flagOf) != 0 || !countable(q.class) {
			continue
		}
		name := q.label
		if actless(q.pre) {
			name = q.post
		}
		c, ok := byHead[headLabel(name)]
		if !ok || name == "" {
			continue
		}
		check(q)
		d.checkCell(g, at, c)
		if q.val.eq(g.val[at][c]) || near(q.val, g.val[at][c], slack([]*quantity{q}, q)) || g.para[at][c] < 0 {
			continue
		}
		lo, hi := d.extent(q)
		d.report(q.para, lo, hi, Finding{Kind: KindConflict, Severity: SeverityError, Said: q.text(d), Computed: g.val[at][c].String() + q.unit,
			Related: []Place{d.place(g.para[at][c], 0, 20)}, Message: "与表中合计不一致：表中“" + g.head[c] + "”合计为" + g.val[at][c].String() + "，这里是" + q.text(d), Suggest: "查清后两处统一"})
	}
}

// headLabel is a header as compared with words of the text.
func headLabel(s string) string {
	s = strings.NewReplacer("(人)", "", "(个)", "", "(户)", "", "人数", "", "合计", "", "总数", "", "总", "").Replace(s)
	return trimLabel(s)
}
