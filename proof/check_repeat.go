package proof

import "strings"

// checkRepetition finds a word or clause that stands twice in a row (做到做到,
// 召开专题会议,召开专题会议) and items named twice in one list.
func checkRepetition(d *document) {
	right := map[string]bool{}
	for _, w := range d.tab.slips.Redoubled {
		right[w] = true
	}
	single := map[rune][2]string{} // what may stand before, and behind
	for _, w := range d.tab.slips.Doubles {
		r := []rune(w)
		before, behind, _ := strings.Cut(string(r[2:]), "|")
		single[r[0]] = [2]string{before, behind}
	}
	for i := range d.text.paras {
		p := &d.text.paras[i]
		if p.cell {
			continue
		}
		d.repeatedWords(i, right, single)
		d.repeatedClauses(i)
	}
}

// repeatedWords finds ABAB, ABCABC … up to eight characters, and 和和.
func (d *document) repeatedWords(i int, right map[string]bool, single map[rune][2]string) {
	t := d.text.paras[i].t
	for at := 0; at+1 < len(t); at++ {
		if !isHan(t[at]) {
			continue
		}
		if thrice(t, at) {
			d.repeated(i, at, 1, SeverityError)
			at += 2
			continue
		}
		if not, ok := single[t[at]]; ok && standsTwice(t, at, not) {
			d.repeated(i, at, 1, SeverityError)
			continue
		}
		for n := 2; n <= 8 && at+2*n <= len(t); n++ {
			if !sameHan(t, at, n) {
				continue
			}
			if d.rightlyTwice(t, at, n, right) {
				at += n
				break
			}
			sev := SeverityError
			if at+2*n < len(t) && strings.ContainsRune(d.tab.slips.Tails, t[at+2*n]) && !d.beginsWord(t, at+2*n) {
				sev = SeverityInfo
			}
			d.repeated(i, at, n, sev)
			at += 2*n - 1
			break
		}
	}
}

// thrice reports whether a character stands three times in a row: 件件件.
func thrice(t []rune, at int) bool {
	return at+2 < len(t) && t[at+1] == t[at] && t[at+2] == t[at] && !isChineseNumeral(t[at]) && (at+3 >= len(t) || t[at+3] != t[at]) && t[at] != '哈'
}

// standsTwice reports whether a character stands twice in a row where neither
// neighbour makes two words of it.
func standsTwice(t []rune, at int, not [2]string) bool {
	return t[at+1] == t[at] && (at == 0 || !strings.ContainsRune(not[0], t[at-1])) && (at+2 >= len(t) || !strings.ContainsRune(not[1], t[at+2])) && (at+2 >= len(t) || t[at+2] != '非' && t[at+2] != t[at])
}

// beginsWord reports whether a word begins at the offset, so that its first
// character is no tail of a compound: 加强加强班子.
func (d *document) beginsWord(t []rune, at int) bool {
	if at+1 >= len(t) {
		return false
	}
	two := string(t[at : at+2])
	return contains(d.tab.slips.Words, two) || contains([]string{"班子", "部门", "区域", "家庭", "法律", "队伍", "科学", "点位", "处置", "会务", "家长"}, two)
}

// sameHan reports whether n characters, all Chinese, stand twice in a row.
func sameHan(t []rune, at, n int) bool {
	for k := range n {
		if t[at+k] != t[at+n+k] || !isHan(t[at+k]) {
			return false
		}
	}
	return true
}

func (d *document) rightlyTwice(t []rune, at, n int, right map[string]bool) bool {
	for back := 0; back <= 2 && back <= at; back++ { // 党组织组织 is right after 党
		if right[string(t[at-back:at+2*n])] {
			return true
		}
	}
	all := true
	for k := 1; k < n; k++ {
		all = all && t[at+k] == t[at]
	}
	if all { // 哈哈哈哈
		return true
	}
	if n == 2 && (t[at+1] == '一' || t[at] == '一') { // 一村一策 behind 村
		return true
	}
	return n <= 3 && (isChineseNumeral(t[at]) || t[at] == '逐' || t[at] == '每') // 一个一个
}

func (d *document) repeated(i, at, n int, sev Severity) {
	p := &d.text.paras[i]
	w := string(p.raw[at : at+n])
	d.report(i, at, at+2*n, Finding{Kind: KindRepetition, Severity: sev, Said: w + w, Computed: w, Message: "“" + w + "”重复", Suggest: w})
}

// repeatedClauses finds a clause or list item that stands twice in a row, and
// the same item twice in one list of three or more.
func (d *document) repeatedClauses(i int) {
	t := d.text.paras[i].t
	lo, prevLo, prevHi := 0, -1, -1
	var prevMark rune
	items := map[string]int{}
	for at := 0; at <= len(t); at++ {
		if at < len(t) && !isBreak(t[at]) && !isOpen(t[at]) && !isClose(t[at]) {
			continue
		}
		if prevLo >= 0 && !again(t, at) {
			d.neighbours(i, prevLo, prevHi, lo, at, prevMark)
		}
		if at < len(t) && t[at] == '、' || prevMark == '、' && prevHi >= 0 {
			d.itemTwice(i, items, lo, at, prevMark)
		}
		if at < len(t) && t[at] != '、' {
			clear(items)
		}
		prevLo, prevHi = lo, at
		if at < len(t) {
			prevMark = t[at]
		}
		lo = at + 1
	}
}

// neighbours compares a clause with the one before it.
func (d *document) neighbours(i, prevLo, prevHi, lo, hi int, mark rune) {
	t := d.text.paras[i].t
	if mark != ',' && mark != '、' && mark != ';' {
		return
	}
	if hi-lo >= 2 && sameRunes(t[prevLo:prevHi], t[lo:hi]) && allHan(t[lo:hi]) {
		d.clauseTwice(i, prevLo, lo, hi)
	} else if n := seam(t, prevLo, prevHi, lo, hi, mark); n > 0 && prevHi+1 == lo {
		d.clauseTwice(i, prevHi-n, lo, lo+n)
	}
}

// seam gives the length of the words that end one clause and begin the next
// where one of the two is nothing else: …多次召开专题会议,召开专题会议,.
func seam(t []rune, prevLo, prevHi, lo, hi int, mark rune) int {
	a, b := prevHi-prevLo, hi-lo
	switch {
	case b >= 4 && b < a && mark == ',' && sameRunes(t[prevHi-b:prevHi], t[lo:hi]) && allHan(t[lo:hi]):
		return b
	case a >= 5 && a < b && mark == '、' && sameRunes(t[prevLo:prevHi], t[lo:lo+a]) && allHan(t[prevLo:prevHi]) && !strings.ContainsRune("主成委长会组部员和及与小负书代工", t[lo+a]):
		return a
	}
	return 0
}

func sameRunes(a, b []rune) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// again reports whether the repetition is meant: 学习、学习、再学习.
func again(t []rune, at int) bool {
	return at+1 < len(t) && t[at+1] == '再'
}

func (d *document) clauseTwice(i, prevLo, lo, hi int) {
	p := &d.text.paras[i]
	w := string(p.raw[lo:hi])
	d.report(i, prevLo, hi, Finding{Kind: KindRepetition, Severity: SeverityError, Said: string(p.raw[prevLo:hi]), Computed: w, Message: "“" + w + "”重复", Suggest: w})
}

// itemTwice finds A、B、A.
func (d *document) itemTwice(i int, items map[string]int, lo, hi int, prevMark rune) {
	p := &d.text.paras[i]
	if hi-lo < 2 || hi-lo > 12 || !allHan(p.t[lo:hi]) {
		return
	}
	w := string(p.t[lo:hi])
	if at, ok := items[w]; ok && prevMark == '、' && at+hi-lo+1 < lo {
		d.report(i, lo, hi, Finding{Kind: KindRepetition, Severity: SeverityWarning, Said: w, Related: []Place{d.place(i, at, at+hi-lo)}, Message: "同一列举中“" + w + "”出现两次", Suggest: "删去一处"})
		return
	}
	items[w] = lo
}

// checkTorn finds a whole word with a digit or letter in its middle: 干1部, 组a织.
func checkTorn(d *document) {
	words := map[[2]rune]bool{}
	for _, w := range d.tab.slips.Words {
		r := []rune(w)
		words[[2]rune{r[0], r[1]}] = true
	}
	for i := range d.text.paras {
		p := &d.text.paras[i]
		for at := 1; at+1 < len(p.t); at++ {
			if !isDigit(p.t[at]) && !isLatin(p.t[at]) || !isHan(p.t[at-1]) {
				continue
			}
			j := at
			for j < len(p.t) && j-at < 3 && (isDigit(p.t[j]) || isLatin(p.t[j])) {
				j++
			}
			if words[[2]rune{p.t[at-1], p.at(j)}] && !d.tornUnit(p, at, j) {
				w := string(p.raw[at-1 : j+1])
				whole := string(p.raw[at-1]) + string(p.raw[j])
				d.report(i, at-1, j+1, Finding{Kind: KindRepetition, Severity: SeverityError, Said: w, Computed: whole, Message: "“" + whole + "”中间混入了“" + string(p.raw[at:j]) + "”", Suggest: whole})
			}
			at = j
		}
	}
}

// tornUnit guards words whose second half is itself a measure word behind a
// digit: 成果3果 never is, 会议2议 neither, but 产业1业.
func (d *document) tornUnit(p *para, at, j int) bool {
	if !isDigit(p.t[at]) {
		return false
	}
	switch p.at(j) {
	case '项', '级', '家', '条', '件', '层', '类', '点', '处', '名':
		return true
	}
	return false
}
