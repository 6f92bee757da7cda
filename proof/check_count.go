package proof

import "strings"

// declared is a number that announces how many things follow: 三个方面, “五关”.
type declared struct {
	para, lo, hi int // the words: “七个必谈”
	n            int
	noun         string // 必谈, 关, 方面
	quoted       bool
	q            *quantity // the number where it counts as one
}

// listNouns are what is announced before a list of points.
var listNouns = []string{"方面", "问题", "措施", "环节", "步骤", "阶段", "原则", "要求", "任务", "重点", "举措", "特点", "原因", "建议", "做法", "情况", "情形", "类别", "类型", "条件", "标准", "程序", "工程", "行动", "抓手", "关系", "渠道", "方式", "内容", "要点", "短板", "困难", "机制", "制度", "专项", "类", "点", "项", "不足", "关键", "目标", "清单", "台账", "事", "事项", "体会", "变化", "经验", "教训", "启示", "现象", "矛盾", "风险", "难题", "底线", "关口", "好处", "优势", "亮点", "案例", "案件", "事例", "典型", "意见", "看法", "想法", "打算"}

// checkCounts compares announced numbers with what is listed behind them.
func checkCounts(d *document) {
	for i := range d.pars {
		for _, dc := range d.declarations(i) {
			d.checkDeclared(&dc)
		}
	}
}

// declarations finds the announcing numbers of a paragraph.
func (d *document) declarations(i int) []declared {
	p := &d.text.paras[i]
	var out []declared
	for at := 0; at < len(p.t); at++ {
		r := p.t[at]
		if r == '“' || r == '"' {
			if dc, ok := quotedCount(p, i, at); ok {
				out = append(out, dc)
			}
			continue
		}
	}
	for k := range d.pars[i].qs {
		q := &d.pars[i].qs[k]
		if dc, ok := d.plainCount(q); ok {
			out = append(out, dc)
		}
	}
	return out
}

// quotedCount reads “五关”, “七个必谈”, “六有”: one numeral and one noun.
func quotedCount(p *para, i, at int) (declared, bool) {
	end := -1
	for j := at + 1; j < len(p.t) && j-at < 14; j++ {
		if p.t[j] == '”' || p.t[j] == '"' {
			end = j
			break
		}
	}
	if end < 0 {
		return declared{}, false
	}
	if _, n := loadTables().phrases.match(p.t[:end], at+1); n > 0 {
		return declared{}, false // 两委: a name
	}
	n, _, ok := chineseAt(p.t[:end], at+1)
	var v int64
	j := n.end
	if !ok && isDigit(p.at(at+1)) {
		a, aok := arabicAt(p, at+1)
		if !aok || a.decimals > 0 {
			return declared{}, false
		}
		n, ok, j = a, true, a.end
	}
	v = n.val.n
	if !ok || v < 2 || v > 30 || n.about || n.decimals > 0 {
		return declared{}, false
	}
	if p.at(j) == '个' || p.at(j) == '项' && end-j > 2 || p.at(j) == '大' && end-j > 2 {
		j++
	}
	noun := string(p.t[j:end])
	body := noun
	if p.at(j-1) == '个' {
		body = strings.TrimPrefix(noun, "一") // 三个一批, 四个一
	}
	for _, r := range body {
		if isChineseNumeral(r) || isBreak(r) || isDigit(r) {
			return declared{}, false // 两升一降, 三会一课
		}
	}
	return declared{para: i, lo: at, hi: end + 1, n: int(v), noun: noun, quoted: true}, noun != ""
}

// plainCount reads 以下五个方面, 三项措施: a small number with a noun of the list.
func (d *document) plainCount(q *quantity) (declared, bool) {
	if !q.exact() || !q.val.isWhole() || q.val.n < 2 || q.val.n > 20 || q.class != "thing" || q.decimals > 0 {
		return declared{}, false
	}
	p := &d.text.paras[q.para]
	noun := ""
	for _, w := range listNouns {
		if p.hasAt(q.uEnd, w) || (q.unit == w) {
			noun = w
			break
		}
		for skip := 1; skip <= 4; skip++ {
			if p.hasAt(q.uEnd+skip, w) && allHan(p.t[q.uEnd:q.uEnd+skip]) && !hasWord(p.t[q.uEnd:q.uEnd+skip], "的") {
				noun = string(p.t[q.uEnd:q.uEnd+skip]) + w
			}
		}
		if noun != "" {
			break
		}
	}
	if noun == "" {
		return declared{}, false
	}
	return declared{para: q.para, lo: q.start, hi: q.uEnd + len([]rune(noun)), n: int(q.val.n), noun: noun, q: q}, true
}

func allHan(t []rune) bool {
	for _, r := range t {
		if !isHan(r) {
			return false
		}
	}
	return true
}

// checkDeclared finds the list behind a declaration and counts it.
func (d *document) checkDeclared(dc *declared) {
	p := &d.text.paras[dc.para]
	hi := min(dc.hi, len(p.t))
	if dc.q != nil && dc.q.unit == dc.noun {
		hi = min(dc.q.uEnd, len(p.t))
	}
	for _, w := range []string{"工作法", "要求", "标准", "原则", "工作", "制度", "机制", "目标", "任务", "方面", "的"} {
		if hasAt(p.t, hi, w) {
			hi += len([]rune(w))
		}
	}
	n, end, sure := d.listed(dc, hi)
	if n == 0 || n == dc.n {
		if n > 0 && dc.q != nil {
			check(dc.q)
		}
		return
	}
	if dc.q != nil {
		check(dc.q)
	}
	sev := SeverityWarning
	switch {
	case sure:
		sev = SeverityError
	case n > dc.n+2 || n < dc.n-2:
		return // another list
	}
	said := string(p.raw[dc.lo:min(dc.hi, len(p.raw))])
	f := Finding{Kind: KindCount, Severity: sev, Said: said, Computed: itoa(n), Formula: "实列 " + itoa(n) + " 项",
		Message: "说的是" + said + "，后面列出的是" + itoa(n) + "项", Suggest: "补齐或删去一项，或把" + itoa(dc.n) + "改为" + itoa(n)}
	if end > hi {
		f.Related = []Place{d.place(dc.para, hi, end)}
	}
	d.report(dc.para, dc.lo, min(dc.hi, len(p.raw)), f)
}

// listed counts what follows a declaration. sure is false where the list could
// be read in another way.
func (d *document) listed(dc *declared, hi int) (n, end int, sure bool) {
	p := &d.text.paras[dc.para]
	if r := p.at(hi); r == '(' || r == ':' || (r == ',' || r == '。') && (p.hasAt(hi+1, "即") || p.hasAt(hi+1, "分别是")) || p.hasAt(hi, "即") || p.hasAt(hi, "分别是") {
		if n, end, sure = d.inlineList(dc, hi); n > 0 {
			return n, end, sure
		}
	}
	if dc.quoted && p.at(hi) == ',' {
		body := cutList(p.t[hi+1 : listEnd(p, hi+1, 0)])
		if items, sep := splitList(body); sep == '、' && allWith(items, dc.noun) {
			return len(items), hi + 1 + len(body), true
		}
	}
	if dc.quoted && hi < len(p.t) && !isBreak(p.t[hi]) {
		return 0, 0, false // the name only qualifies something else
	}
	if k := d.pointsAfter(dc, hi); k > 0 {
		return k, 0, true
	}
	return 0, 0, false
}

// inlineList counts items in brackets or behind a colon.
func (d *document) inlineList(dc *declared, hi int) (n, end int, sure bool) {
	p := &d.text.paras[dc.para]
	lo := hi + 1
	closer := rune(0)
	if p.at(hi) == '(' {
		closer = ')'
	}
	for _, w := range []string{"即:", "即", "分别是:", "分别是"} {
		if p.hasAt(lo, w) {
			lo += len([]rune(w))
		} else if p.hasAt(hi, w) {
			lo = hi + len([]rune(w))
		}
	}
	end = listEnd(p, lo, closer)
	if m := d.marksIn(dc.para, lo, end); m > 0 {
		return 0, end, false // 一是…二是…: counted as points
	}
	body := cutList(p.t[lo:end])
	if indexIn(body, 0, len(body), "等") >= 0 && hasEtc(body) {
		return 0, end, false
	}
	return countItems(body, dc)
}

// hasEtc reports whether the list itself is left open by 等 at its end.
func hasEtc(body []rune) bool {
	for i := len(body) - 1; i >= 0 && i > len(body)-6; i-- {
		if body[i] == '等' {
			return true
		}
	}
	return false
}

// listEnd gives the end of the sentence or bracket.
func listEnd(p *para, lo int, closer rune) int {
	depth := 0
	for i := lo; i < len(p.t) && i < lo+400; i++ {
		switch r := p.t[i]; {
		case closer != 0 && r == closer && depth == 0:
			return i
		case r == '(':
			depth++
		case r == ')':
			depth--
		case isStop(r) && closer == 0:
			return i
		}
	}
	return min(len(p.t), lo+400)
}

func itoa(n int) string {
	const digits = "0123456789"
	if n < 0 {
		return "-" + itoa(-n)
	}
	if n < 10 {
		return digits[n : n+1]
	}
	return itoa(n/10) + digits[n%10:n%10+1]
}

// countItems counts the items of a list. A word that heads or ends every item
// (必谈, 关, 有) counts best; else one kind of mark must part short items.
func countItems(body []rune, dc *declared) (n, end int, sure bool) {
	items, sep := splitList(body)
	if len(items) < 2 {
		return 0, 0, false
	}
	if dc.quoted {
		k := 0
		for _, it := range items {
			if strings.HasSuffix(it, dc.noun) || strings.HasPrefix(it, dc.noun) || len([]rune(dc.noun)) == 1 && strings.Contains(it, dc.noun) {
				k++
			}
		}
		if k == len(items) || k >= 2 && k >= len(items)-1 {
			return len(items), 0, k == len(items)
		}
	}
	if len(items) >= 3 && sep != '、' && sameHead(items) {
		return len(items), 0, true
	}
	longest := 0
	for _, it := range items {
		longest = max(longest, len([]rune(it)))
	}
	if sep == '、' && longest <= 10 || sep == ';' || sep == ',' && dc.quoted && longest <= 8 {
		return len(items), 0, sep == '、' && longest <= 8
	}
	return 0, 0, false
}

// allWith reports whether the noun begins or ends every item.
func allWith(items []string, noun string) bool {
	for _, it := range items {
		if !strings.HasPrefix(it, noun) && !strings.HasSuffix(it, noun) {
			return false
		}
	}
	return len(items) > 1
}

// sameHead reports whether all items begin with the same two characters:
// 抓好班子,抓好队伍,抓好阵地.
func sameHead(items []string) bool {
	for _, it := range items {
		a, b := []rune(it), []rune(items[0])
		if len(a) < 3 || len(b) < 3 || a[0] != b[0] || a[1] != b[1] {
			return false
		}
	}
	return true
}

// cutList ends a list of items parted by 、 at the comma with which the
// sentence goes on: 四个优先,即优先从…选、优先从…选,每村2名.
func cutList(body []rune) []rune {
	at, depth := -1, 0
	for i, r := range body {
		switch r {
		case '(', '“', '《':
			depth++
		case ')', '”', '》':
			depth--
		case ',':
			if at < 0 && depth <= 0 {
				at = i
			}
		case ';', ':':
			return body
		case '、':
			if at >= 0 && depth <= 0 {
				return body
			}
		}
	}
	if at > 0 && countRune(body[:at], '、') > 0 {
		return body[:at]
	}
	return body
}

// splitList cuts a list at ; if it has any, else at 、 if it has no ,, else at ,.
func splitList(body []rune) ([]string, rune) {
	sep := rune('、')
	depth := 0
	seen := map[rune]int{}
	for _, r := range body {
		switch r {
		case '(', '“', '《':
			depth++
		case ')', '”', '》':
			depth--
		case ';', ',', '、', ':':
			if depth <= 0 {
				seen[r]++
			}
		}
	}
	switch {
	case seen[';'] > 0:
		sep = ';'
	case seen['、'] > 0 && seen[','] == 0 && seen[':'] == 0:
	case seen[','] > 0 && seen['、'] == 0 && seen[':'] == 0:
		sep = ','
	default:
		return nil, 0
	}
	var items []string
	depth = 0
	lo := 0
	for i, r := range body {
		switch r {
		case '(', '“', '《':
			depth++
		case ')', '”', '》':
			depth--
		}
		if r == sep && depth <= 0 {
			items = append(items, strings.TrimSpace(string(body[lo:i])))
			lo = i + 1
		}
	}
	items = append(items, strings.TrimSpace(string(body[lo:])))
	return items, sep
}
