package proof

import "strings"

// grid is a table as numbers: the header of each column, the label of each row.
type grid struct {
	head  []string // per column, header rows joined
	label []string // per row, its first words
	val   [][]rat
	ok    [][]bool // a plain number stands there
	pct   [][]bool
	dec   [][]int
	para  [][]int
	first int // first body row
	cols  int
}

// maxTableCells bounds what is checked of one table.
const maxTableCells = 40000

// checkTables tests totals of columns and rows and columns of percentages.
func checkTables(d *document) {
	for i := range d.text.tables {
		g := d.readGrid(&d.text.tables[i])
		if g == nil {
			continue
		}
		d.headed(g)
		d.serialColumn(g)
		d.rowMentions(g)
		d.columnTotals(g)
		d.rowTotals(g)
		d.textAgainst(g)
	}
}

// readGrid reads the numbers of a table. Rows without any number at its head
// are its header.
func (d *document) readGrid(t *table) *grid {
	cols := 0
	for _, r := range t.rows {
		n := 0
		for _, c := range r {
			n += max(1, c.span)
		}
		cols = max(cols, n)
	}
	if cols < 2 || len(t.rows) < 3 || cols*len(t.rows) > maxTableCells {
		return nil
	}
	g := &grid{cols: cols, head: make([]string, cols)}
	for _, r := range t.rows {
		g.addRow(r)
	}
	g.first = t.head
	if g.first == 0 {
		for g.first < len(t.rows) && !g.anyNumber(g.first) {
			g.first++
		}
	}
	if g.first == 0 || g.first >= len(t.rows) {
		return nil
	}
	for r := range g.first {
		col := 0
		for _, c := range t.rows[r] {
			for k := 0; k < max(1, c.span) && col < cols; k++ {
				if !strings.HasSuffix(g.head[col], c.text) {
					g.head[col] += c.text
				}
				col++
			}
		}
	}
	for c := range g.head {
		g.head[c] = stripQuotes(string(fold([]rune(g.head[c]))))
	}
	return g
}

// addRow reads one row of cells; a cell over several columns counts in its first.
func (g *grid) addRow(r []cell) {
	val, ok := make([]rat, g.cols), make([]bool, g.cols)
	pct, dec, paras := make([]bool, g.cols), make([]int, g.cols), make([]int, g.cols)
	for i := range val {
		val[i] = whole(0)
	}
	label, col := "", 0
	for _, c := range r {
		if col >= g.cols {
			break
		}
		paras[col] = c.para
		if c.cont {
			paras[col] = -1
		} else if n, isNum := cellNumber(c.text); isNum {
			val[col], ok[col], pct[col], dec[col] = n.val, true, n.percent, n.decimals
		} else if w := strings.ReplaceAll(stripQuotes(c.text), " ", ""); label == "" && w != "—" && w != "-" || strings.HasSuffix(w, "计") {
			label += w
		}
		col += max(1, c.span)
	}
	for ; col < g.cols; col++ {
		paras[col] = -1
	}
	g.val, g.ok, g.pct, g.dec = append(g.val, val), append(g.ok, ok), append(g.pct, pct), append(g.dec, dec)
	g.para, g.label = append(g.para, paras), append(g.label, label)
}

func (g *grid) anyNumber(r int) bool {
	for _, ok := range g.ok[r] {
		if ok {
			return true
		}
	}
	return false
}

// cellNumber reads a cell that holds one number and at most its unit.
func cellNumber(s string) (numeral, bool) {
	t := []rune(strings.TrimSpace(s))
	p := para{raw: t, t: fold(t)}
	if len(t) == 0 || len(t) > 18 || !isDigit(p.t[0]) {
		return numeral{}, false
	}
	n, ok := arabicAt(&p, 0)
	if !ok {
		return n, false
	}
	if p.at(n.end) == '%' {
		n.percent = true
		n.end++
	}
	for _, r := range p.t[n.end:] {
		if !isHan(r) && r != ' ' {
			return n, false
		}
	}
	return n, len(t)-n.end <= 2 && p.at(n.end) != '月' && p.at(n.end) != '年' && p.at(n.end) != '日' && p.at(n.end) != '、'
}

// notSummed are headers of columns whose numbers cannot be added.
var notSummed = []string{"率", "比例", "占比", "%", "平均", "均", "年龄", "序号", "排名", "编号", "电话", "得分", "分数", "时间", "日期", "年份", "届", "名次", "号"}

func (g *grid) summable(c int) bool {
	return !containsAny(g.head[c], notSummed) && g.head[c] != ""
}

func isTotalWord(s string) bool {
	for _, w := range []string{"合计", "总计", "共计", "全镇合计", "总数", "全镇", "全乡", "全县", "全街道", "汇总"} {
		if s == w || strings.HasPrefix(s, w) && len(s) <= len(w)+6 {
			return true
		}
	}
	return false
}

// columnTotals tests the row 合计 against the rows above it (or under it where it stands first).
func (d *document) columnTotals(g *grid) {
	rows := len(g.val)
	at := -1
	for r := g.first; r < rows; r++ {
		if isTotalWord(g.label[r]) {
			at = r
		}
	}
	if at < 0 {
		return
	}
	lo, hi := g.first, at
	if at == g.first {
		lo, hi = at+1, rows
	}
	if hi-lo < 2 {
		return
	}
	type miss struct {
		c   int
		sum rat
	}
	var wrong []miss
	good := 0
	for c := range g.cols {
		if !g.ok[at][c] || g.pct[at][c] || !g.summable(c) {
			continue
		}
		sum, subs, n := g.columnSum(lo, hi, c)
		switch {
		case n < 2:
		case sum.eq(g.val[at][c]) || subs.eq(g.val[at][c]):
			good++
			d.checkCell(g, at, c)
			for r := lo; r < hi; r++ {
				d.checkCell(g, r, c)
			}
		default:
			wrong = append(wrong, miss{c, sum})
		}
	}
	for _, w := range wrong {
		for r := lo; r < hi; r++ {
			d.checkCell(g, r, w.c)
		}
		sev := SeverityError
		if good == 0 && len(wrong) > 1 {
			sev = SeverityWarning
		}
		d.cellFinding(g, at, w.c, w.sum, sev, g.head[w.c]+"一列相加是"+w.sum.String()+"，合计写的是"+g.val[at][w.c].String(), g.columnFormula(lo, hi, w.c, w.sum))
	}
}

// columnSum adds a column without its subtotals, and the subtotals apart.
func (g *grid) columnSum(lo, hi, c int) (sum, subs rat, n int) {
	sum, subs = whole(0), whole(0)
	for r := lo; r < hi; r++ {
		if !g.ok[r][c] {
			continue
		}
		if strings.Contains(g.label[r], "小计") {
			subs, _ = subs.add(g.val[r][c])
			continue
		}
		v, ok := sum.add(g.val[r][c])
		if !ok {
			return whole(0), whole(0), 0
		}
		sum = v
		n++
	}
	return sum, subs, n
}

func (g *grid) columnFormula(lo, hi, c int, sum rat) string {
	var parts []string
	for r := lo; r < hi && len(parts) < 13; r++ {
		if g.ok[r][c] && !strings.Contains(g.label[r], "小计") {
			parts = append(parts, g.val[r][c].String())
		}
	}
	if len(parts) > 12 {
		parts = append(parts[:12], "…")
	}
	return strings.Join(parts, " + ") + " = " + sum.String()
}

// headed lets the header say what the bare numbers of a column count.
func (d *document) headed(g *grid) {
	for r := g.first; r < len(g.val); r++ {
		for c := range g.cols {
			i := g.para[r][c]
			if !g.ok[r][c] || i < 0 || g.head[c] == "" {
				continue
			}
			for k := range d.pars[i].qs {
				q := &d.pars[i].qs[k]
				if q.state == statusUnknown {
					q.state = statusOpen
				}
				if g.cols == 2 && q.class == "" {
					g.nameCell(q, r)
				}
			}
		}
	}
}

// nameCell gives the number of a table of two columns the words beside it, so
// that the text can speak of it: 登记选民(人) | 1238.
func (g *grid) nameCell(q *quantity, r int) {
	label := string(fold([]rune(g.label[r])))
	at := strings.IndexByte(label, '(')
	if at <= 0 || !strings.HasSuffix(label, ")") {
		return
	}
	if class, n := loadTables().units.match([]rune(label[at+1:]), 0); n > 0 {
		q.class, q.unit = class, string([]rune(label[at+1:])[:n])
		q.pre = trimLabel(stripQuotes(label[:at]))
		q.label, q.post = q.pre, ""
	}
}

// checkCell marks the number of a cell as compared.
func (d *document) checkCell(g *grid, r, c int) {
	if i := g.para[r][c]; i >= 0 && i < len(d.pars) {
		for k := range d.pars[i].qs {
			d.pars[i].qs[k].state = statusChecked
		}
	}
}

func (d *document) cellFinding(g *grid, r, c int, right rat, sev Severity, message, formula string) {
	i := g.para[r][c]
	if i < 0 {
		return
	}
	d.checkCell(g, r, c)
	p := &d.text.paras[i]
	lo := firstOf(p)
	hi := len(p.raw)
	for hi > lo && p.t[hi-1] == ' ' {
		hi--
	}
	label := g.label[r]
	if label == "" {
		label = "第" + itoa(r-g.first+1) + "行"
	}
	d.report(i, lo, hi, Finding{Kind: KindSum, Severity: sev, Said: g.val[r][c].String(), Computed: right.String(), Formula: formula,
		Message: "表中“" + label + "”行：" + message, Suggest: right.String()})
}
