package proof

// innerMark reads the marks that may stand anywhere a clause begins: (一), (1),
// ①, 一是, 第一, 首先.
func innerMark(p *para, at int) (mark, bool) {
	r := p.at(at)
	switch {
	case r == '(':
		return parenMark(p, at)
	case r >= 0x2460 && r <= 0x2473:
		return mark{at: at, end: at + 1, style: markCircle, n: int(r-0x2460) + 1}, true
	case r >= 0x2474 && r <= 0x2487:
		return mark{at: at, end: at + 1, style: markNumParen, n: int(r-0x2474) + 1}, true
	case r == '第':
		return firstMark(p, at)
	case isChineseNumeral(r):
		return isMark(p, at)
	case r == '首' || r == '其' || r == '再' || r == '最':
		return wordMark(p, at)
	}
	return mark{}, false
}

// parenMark reads (一) and (1).
func parenMark(p *para, at int) (mark, bool) {
	v, j := markNumber(p, at+1)
	if j == at+1 || p.at(j) != ')' || v == 0 || v > 99 {
		return mark{}, false
	}
	style := markHanParen
	if isDigit(p.at(at + 1)) {
		style = markNumParen
	}
	switch p.at(j + 1) {
	case '项', '款', '目', '至', '、', ')', ',', '。', ';':
		return mark{}, false // 第(二)项: a reference
	}
	return mark{at: at, end: j + 1, style: style, n: v}, true
}

// firstMark reads 第一, 第二、 as "firstly, secondly".
func firstMark(p *para, at int) (mark, bool) {
	v, j := markNumber(p, at+1)
	if j == at+1 || v == 0 || v > 20 || isDigit(p.at(at+1)) {
		return mark{}, false
	}
	if r := p.at(j); r != ',' && r != ':' && r != '、' || r == '、' && (p.at(j+1) == '第' || isChineseNumeral(p.at(j+1))) {
		return mark{}, false
	}
	return mark{at: at, end: j + 1, style: markFirst, n: v}, true
}

// isMark reads 一是, 二要, 三靠.
func isMark(p *para, at int) (mark, bool) {
	j := at
	for j < len(p.t) && j-at < 3 && (p.t[j] == '十' || p.t[j] != '两' && isListDigit(p.t[j])) {
		j++
	}
	if j == at {
		return mark{}, false
	}
	w := p.at(j)
	switch w {
	case '是', '要', '靠', '抓', '看', '查':
	default:
		return mark{}, false
	}
	n, bare, ok := chineseAt(p.t[:j], at)
	if !ok || bare || n.about || n.val.n < 1 || n.val.n > 30 {
		return mark{}, false
	}
	if next := p.at(j + 1); w == '是' && (next == n2rune(n.val.n) || next == '否') {
		return mark{}, false // 一是一、二是二
	}
	return mark{at: at, end: j + 1, style: markIs, n: int(n.val.n), word: w}, true
}

func isListDigit(r rune) bool { d, ok := digitOf(r); return ok && d > 0 && r < 0x9999 }

func n2rune(n int64) rune {
	if n < 1 || n > 9 {
		return 0
	}
	return []rune("一二三四五六七八九")[n-1]
}

// wordMark reads 首先, 其次, 再次, 最后.
func wordMark(p *para, at int) (mark, bool) {
	for i, w := range []string{"首先", "其次", "再次", "最后"} {
		if p.hasAt(at, w) && (p.at(at+2) == ',' || p.at(at+2) == '是' || p.at(at+2) == ':' || isHan(p.at(at+2)) && i < 2) {
			if i == 1 && p.at(at+2) == '的' {
				return mark{}, false
			}
			return mark{at: at, end: at + 2, style: markWord, n: i + 1}, true
		}
	}
	return mark{}, false
}
