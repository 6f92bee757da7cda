package proof

import (
	"slices"
	"strings"
)

// checkListed compares a number with the items told before it (信息、处置、医疗
// 三个小组), with those of a name of several numbers (四议两公开), and with the
// paragraphs above it (以上4名同志).
func checkListed(d *document) {
	for i := range d.pars {
		if p := &d.text.paras[i]; !p.cell {
			d.itemsBefore(i)
			d.compoundNames(i)
		}
	}
	for _, q := range d.qs {
		if q.has(flagTotal) && q.count() && d.pars[q.para].sents != nil && strings.HasPrefix(string(d.text.paras[q.para].t[d.sentence(q).lo:q.start]), "以上") {
			d.totalAbove(q)
		}
		if strings.HasSuffix(q.lead, "以上") && q.exact() && q.val.isWhole() && (q.class == "person" || q.unit == "个" || q.class == "village") {
			d.paragraphsAbove(q)
		}
	}
}

// groupTails are what may follow a small number that sums up a list.
var groupTails = []string{"个", "项", "大", "地", "级", "类", "种", "方", "家", "镇", "村", "县", "组", "股", "所", "支", "条", "有", "好", "点"}

// itemsBefore counts the row of short items that leads straight up to a number.
func (d *document) itemsBefore(i int) {
	p := &d.text.paras[i]
	for at := 4; at < len(p.t); at++ {
		if p.t[at] != '、' {
			continue
		}
		hi, n, items, quoted := d.rowToNumber(p, at)
		if hi == 0 {
			continue
		}
		at = hi
		if items == n || items < 3 && n > 3 || items > n+1 || items < n-1 {
			continue
		}
		sev := SeverityError
		if !quoted && n <= 3 {
			sev = SeverityWarning
		}
		lo := max(0, hi-1)
		end := min(len(p.raw), hi+3)
		d.report(i, max(0, lo-12), end, Finding{Kind: KindCount, Severity: sev, Said: string(p.raw[hi:end]), Computed: itoa(items), Formula: "实列 " + itoa(items) + " 项",
			Message: "前面列出的是" + itoa(items) + "项，后面说的是“" + string(p.raw[hi:end]) + "”", Suggest: "补齐或删去一项，或改数字为" + itoa(items)})
	}
}

// itemRow is a row of short items as far as it was read.
type itemRow struct {
	first  int   // length of the first item, which may carry a verb
	rest   []int // lengths of the others but the last
	from   int   // where the last begins
	quoted bool
}

func (r *itemRow) items() int { return len(r.rest) + 2 }

// next closes an item at the offset.
func (r *itemRow) next(j int) {
	r.rest = append(r.rest, j-r.from)
	r.from = j + 1
}

// fits reports whether the last item, up to the offset, is like the others.
func (r *itemRow) fits(p *para, j int) bool {
	last := j - r.from
	if r.quoted {
		return last > 1 || p.at(j-1) != '”' && last > 0
	}
	shortest, longest := r.first, r.first
	if len(r.rest) > 0 {
		shortest, longest = slices.Min(r.rest), slices.Max(r.rest)
	}
	return last > 0 && last <= longest+2 && longest-shortest <= 5 && !actWord(p.t[r.from:j])
}

// alike reports whether the items are names of one length: 李庄、崔庄、田庄2个村.
func (r *itemRow) alike(p *para, j int) bool {
	n := j - r.from
	return !r.quoted && len(r.rest) > 0 && slices.Max(r.rest) == n && slices.Min(r.rest) == n && n >= 2 && n <= 4 && !actWord(p.t[r.from:j])
}

// rowToNumber reads a row of items from its first 、 on: where the number that
// sums it up stands, its value and the number of items; hi is 0 where none does.
func (d *document) rowToNumber(p *para, at int) (hi, n, items int, quoted bool) {
	lo := at - 1
	for lo > 0 && at-lo < 12 && !isBreak(p.t[lo-1]) && p.t[lo-1] != '“' {
		lo--
	}
	if lo > 0 && p.t[lo-1] == '、' {
		return 0, 0, 0, false // the row begins before
	}
	r := itemRow{first: at - lo, from: at + 1, quoted: lo > 0 && p.t[lo-1] == '“'}
	for j := at + 1; j < len(p.t) && j-r.from <= 12; j++ {
		switch c := p.t[j]; {
		case c == '、', c == '和' && j > r.from+1 && p.at(j-1) != '共':
			r.next(j)
			continue
		case c == '”' && r.quoted:
			continue
		case c == '“' && j > r.from+1:
		case isDigit(c):
			if v, end := markNumber(p, j); r.alike(p, j) && end-j == 1 && v > 1 && strings.ContainsRune("个名家", p.at(end)) {
				return j, v, r.items(), false
			}
			return 0, 0, 0, false
		case isBreak(c) || isOpen(c) || strings.ContainsRune("等及与或的", c):
			return 0, 0, 0, false
		}
		if v, ok := d.sumsUp(p, j, r.from); ok {
			if !r.fits(p, j) || v == 2 && !r.quoted { // 备案、联审两级
				return 0, 0, 0, false
			}
			return j, v, r.items(), r.quoted
		}
	}
	return 0, 0, 0, false
}

// sumsUp reads a small Chinese number with a noun for what is summed up: 五个小组, “六有”.
func (d *document) sumsUp(p *para, j, from int) (int, bool) {
	k := j
	if p.t[j] == '“' {
		k++
	}
	if k >= len(p.t) || j == from || !isChineseNumeral(p.t[k]) {
		return 0, false
	}
	if _, n := d.tab.phrases.match(p.t, k); n > 0 && p.t[j] != '“' {
		return 0, false
	}
	v, bare, ok := chineseAt(p.t, k)
	if !ok || bare || v.about || v.val.n < 2 || v.val.n > 12 || v.decimals > 0 {
		return 0, false
	}
	for _, w := range groupTails {
		if p.hasAt(v.end, w) && p.at(v.end+1) != '月' {
			return int(v.val.n), true
		}
	}
	return 0, false
}

// actWord reports whether the last item ends like a verb, so that the number
// belongs to another clause: 加强领导、突出三个重点.
func actWord(t []rune) bool {
	if len(t) == 0 {
		return true
	}
	return strings.ContainsRune("出好住握做行持进立了设有分为到施成抓建选按成绕实共各对每近这第从将推定开", t[len(t)-1])
}

// compoundNames tests 四议两公开, 四看四问 against the items behind 即.
func (d *document) compoundNames(i int) {
	p := &d.text.paras[i]
	for at := indexIn(p.t, 0, len(p.t), "即"); at >= 0; at = indexIn(p.t, at+1, len(p.t), "即") {
		lo := at - 1
		for lo > 0 && at-lo < 14 && (!isBreak(p.t[lo]) || lo == at-1) {
			lo--
		}
		terms := readTerms(p.t[lo:at])
		if len(terms) < 2 {
			continue
		}
		end := listEnd(p, at+1, 0)
		items := strings.FieldsFunc(string(p.t[at+1:end]), func(r rune) bool { return r == '、' || r == ',' || r == ';' || r == ':' })
		for _, tm := range terms {
			n := tm.among(items, terms)
			if n == 0 || n == tm.n {
				continue
			}
			d.report(i, lo, end, Finding{Kind: KindCount, Severity: SeverityError, Said: itoa(tm.n) + tm.noun, Computed: itoa(n) + tm.noun, Formula: "实列 " + itoa(n) + " 项",
				Message: "“" + tm.noun + "”应有" + itoa(tm.n) + "项，后面列出的是" + itoa(n) + "项", Suggest: "补齐或删去一项"})
		}
	}
}

// among counts the items that bear the noun; 0 where some item bears none of
// the nouns, so that the list is another one.
func (tm term) among(items []string, terms []term) int {
	n := 0
	for _, it := range items {
		if !bears(it, terms) {
			return 0
		}
		if strings.HasSuffix(it, tm.noun) || strings.HasPrefix(it, tm.noun) && !ends(it, terms) {
			n++
		}
	}
	return n
}

// bears reports whether the item begins or ends with one of the nouns.
func bears(it string, terms []term) bool {
	for _, o := range terms {
		if strings.HasSuffix(it, o.noun) || strings.HasPrefix(it, o.noun) {
			return true
		}
	}
	return false
}

// ends reports whether the item ends in one of the nouns.
func ends(it string, terms []term) bool {
	for _, o := range terms {
		if strings.HasSuffix(it, o.noun) {
			return true
		}
	}
	return false
}

// term is one part of a name of several numbers: 四议.
type term struct {
	n    int
	noun string
}

// readTerms reads 四议两公开 as 4 议 and 2 公开, from the last quotation or word.
func readTerms(t []rune) []term {
	var out []term
	for i := 0; i < len(t); i++ {
		v, ok := digitOf(t[i])
		if !ok || v < 2 {
			continue
		}
		j := i + 1
		for j < len(t) && isHan(t[j]) && j-i <= 3 {
			if d, isd := digitOf(t[j]); isd && d > 1 {
				break
			}
			j++
		}
		if j > i+1 {
			out = append(out, term{int(v), strings.TrimSuffix(strings.TrimSuffix(string(t[i+1:j]), "的办"), "的")})
		}
		i = j - 1
	}
	return out
}

// paragraphsAbove compares 以上4名 with the paragraphs before it that are alike:
// numbered in one style, or each a person or place of its own.
func (d *document) paragraphsAbove(q *quantity) {
	if firstOf(&d.text.paras[q.para]) < d.sentence(q).lo {
		return
	}
	n := 0
	for i := q.para - 1; i >= 0; i-- {
		p := &d.text.paras[i]
		if firstOf(p) >= len(p.t) {
			continue
		}
		if m := d.firstMark(i); m < len(d.marks) && d.marks[m].para == i && d.marks[m].plain {
			if d.marks[m].n == 1 {
				n++
				break
			}
			n++
			continue
		}
		if !personLine(p) {
			break
		}
		n++
	}
	if n < 2 {
		return
	}
	check(q)
	if int64(n)*q.val.d == q.val.n {
		return
	}
	lo, hi := d.extent(q)
	d.report(q.para, lo, hi, Finding{Kind: KindCount, Severity: SeverityError, Said: q.text(d), Computed: itoa(n) + q.unit, Formula: "实列 " + itoa(n) + " 个",
		Message: "说的是以上" + q.text(d) + "，上面列出的是" + itoa(n) + "个", Suggest: "补齐名单或改为" + itoa(n) + q.unit})
}

// totalAbove adds the first number of its unit in each numbered paragraph above:
// 一、宣传组(4人)… 以上四个组共18人.
func (d *document) totalAbove(q *quantity) {
	var parts []*quantity
	for i := q.para - 1; i >= 0 && len(parts) <= maxScope; i-- {
		p := &d.text.paras[i]
		if firstOf(p) >= len(p.t) {
			continue
		}
		m := d.firstMark(i)
		if m >= len(d.marks) || d.marks[m].para != i || !d.marks[m].plain {
			break
		}
		var own *quantity
		for k := range d.pars[i].qs {
			if x := &d.pars[i].qs[k]; own == nil && canBePart(x) && sameUnit(x, q) {
				own = x
			}
		}
		if own == nil {
			return
		}
		parts = append([]*quantity{own}, parts...)
		if d.marks[m].n == 1 {
			break
		}
	}
	sum, ok := total(parts)
	if len(parts) < 2 || !ok {
		return
	}
	if sum.eq(q.val) {
		check(append(parts, q)...)
	} else if closeTo(sum, q.val, 20) && q.state != statusChecked {
		d.sumFinding(&row{parts: parts}, q, parts, nil, sum, SeverityError, "上面各项之和与合计不符")
		lo, hi := d.extent(q)
		f := &d.findings[len(d.findings)-1]
		pl := d.place(q.para, lo, hi)
		f.Line, f.Column, f.Quote, f.para, f.off = pl.Line, pl.Column, pl.Quote, q.para, lo
	}
}

// personLine reports whether a paragraph tells of one person: 张某,男,1978年….
func personLine(p *para) bool {
	i := firstOf(p)
	for j := i + 2; j < len(p.t) && j < i+6; j++ {
		if p.t[j] == ',' {
			return p.hasAt(j+1, "男") || p.hasAt(j+1, "女")
		}
	}
	return false
}
