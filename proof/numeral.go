package proof

// numeral is one number as written: its exact value and how it was written.
type numeral struct {
	start, end int // offsets in the paragraph, multiplier and percent sign included
	val        rat // in plain units; for a percentage 47.5 means 47.5 %
	hi         rat // the upper end of a range; equal to val where there is none
	mult       int64
	decimals   int  // digits printed after the point
	chinese    bool // written in Chinese numerals
	percent    bool
	share      bool // a fraction of something: 三分之二, 2/3
	ranged     bool
	about      bool // 余, 多, 几, or a pair like 七八
}

func (n *numeral) size() int { return n.end - n.start }

var chineseDigits = map[rune]int64{
	'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
}

// powerOf gives the value of a Chinese power of ten, 0 for other runes.
func powerOf(r rune) int64 {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万':
		return 10000
	case '亿':
		return 100000000
	}
	return 0
}

// digitOf gives the value of a Chinese digit.
func digitOf(r rune) (int64, bool) {
	if r < 0x3007 || r > 0x9FFF {
		return 0, false
	}
	d, ok := chineseDigits[r]
	return d, ok
}

func isChineseNumeral(r rune) bool {
	if _, ok := digitOf(r); ok {
		return true
	}
	return powerOf(r) > 0 || r == '半' || r == '几' || r == '廿'
}

// arabicAt reads digits, thousands commas, a decimal point and 千/万/亿 at i.
func arabicAt(p *para, i int) (numeral, bool) {
	n := numeral{start: i, mult: 1}
	j, digits, v := i, 0, int64(0)
	for j < len(p.t) {
		switch {
		case isDigit(p.t[j]):
			if digits++; digits > 15 {
				return n, false
			}
			v = v*10 + int64(p.t[j]-'0')
			j++
			continue
		case p.raw[j] == ',' && thousandsAt(p, j, i):
			j++
			continue
		}
		break
	}
	den := int64(1)
	if p.at(j) == '.' && isDigit(p.at(j+1)) {
		for j++; j < len(p.t) && isDigit(p.t[j]); j++ {
			if n.decimals++; n.decimals > 6 || digits+n.decimals > 15 {
				return n, false
			}
			v = v*10 + int64(p.t[j]-'0')
			den *= 10
		}
	}
	n.end, n.val = j, rat{v, den}
	ok := n.multiplier(p)
	n.hi = n.val
	return n, ok
}

// thousandsAt reports whether the comma at j parts thousands: one to three
// digits or whole groups before it, exactly three after it.
func thousandsAt(p *para, j, start int) bool {
	lead := 0
	for k := j - 1; k >= start && isDigit(p.t[k]); k-- {
		lead++
	}
	first := j-lead == start
	if lead == 0 || first && lead > 3 || !first && lead != 3 {
		return false
	}
	return isDigit(p.at(j+1)) && isDigit(p.at(j+2)) && isDigit(p.at(j+3)) && !isDigit(p.at(j+4)) && p.at(j+4) != '年'
}

// multiplier takes 余/多/几 and 百/千/万/亿 behind the digits.
func (n *numeral) multiplier(p *para) bool {
	for {
		r := p.at(n.end)
		if (r == '余' || r == '多') && powerOf(p.at(n.end+1)) > 0 {
			n.about = true
			n.end++
			continue
		}
		m := powerOf(r)
		if m < 100 || (r == '千' || r == '百') && isMetric(p.at(n.end+1)) || n.mult >= 100000000 {
			break
		}
		v, ok := n.val.mul(whole(m))
		if !ok {
			return false
		}
		n.val, n.mult = v, n.mult*m
		n.end++
	}
	if r := p.at(n.end); r == '余' || r == '多' || r == '来' && n.mult == 1 && isHan(p.at(n.end+1)) {
		n.about = true
		n.end++
	}
	return true
}

// isMetric reports whether 千 before r belongs to the unit (千米, 千瓦).
func isMetric(r rune) bool {
	switch r {
	case '米', '克', '瓦', '伏', '卡', '帕', '赫', '字':
		return true
	}
	return false
}

// chineseAt reads a numeral in Chinese characters at i. bare is true for a row
// of digits without powers (二〇二六, 三五), which is a number only in places.
func chineseAt(t []rune, i int) (n numeral, bare, ok bool) {
	n = numeral{start: i, mult: 1, chinese: true}
	var total, section, digit int64
	powers, row, j := 0, 0, i
	lastDigits := [2]int64{-1, -1}
	for ; j < len(t) && j-i < 24; j++ {
		if d, isd := digitOf(t[j]); isd {
			if row > 0 && powers == 0 || row > 0 && d != 0 && lastDigits[1] > 0 {
				digit = digit*10 + d
			} else {
				digit = d
			}
			lastDigits = [2]int64{lastDigits[1], d}
			row++
			continue
		}
		m := powerOf(t[j])
		if m == 0 {
			break
		}
		if row > 1 && lastDigits[0] > 0 {
			n.about = true // 七八十, 三五百
			digit = lastDigits[0]
		}
		total, section, ok = addPower(total, section, digit, m)
		if !ok {
			return n, false, false
		}
		digit, row, lastDigits = 0, 0, [2]int64{-1, -1}
		powers++
	}
	n.end = j
	if j == i {
		return n, false, false
	}
	n.val = whole(total + section + digit)
	n.hi = n.val
	if powers > 0 && row > 1 && lastDigits[0] > 0 {
		n.about = true // 十七八
	}
	chineseTail(t, &n)
	return n, powers == 0 && row > 1, true
}

// addPower folds a power of ten into the running value; 万 and 亿 close a section.
func addPower(total, section, digit, m int64) (int64, int64, bool) {
	if m < 10000 {
		if digit == 0 && section%(m*10) == 0 {
			digit = 1 // 十二, 百余
		}
		section += digit * m
		return total, section, section < 10000
	}
	section += digit
	if section == 0 && total == 0 {
		section = 1
	}
	if m == 100000000 {
		total, section = (total+section)*m, 0
	} else {
		total, section = total+section*m, 0
	}
	return total, section, total < 1e16
}

// chineseTail takes a spoken point (一点五) and 余/多/几 behind the numeral.
func chineseTail(t []rune, n *numeral) {
	if n.end+1 < len(t) && t[n.end] == '点' {
		v, den, j := n.val.n, int64(1), n.end+1
		for j < len(t) && den < 1e6 {
			d, ok := digitOf(t[j])
			if !ok {
				break
			}
			v, den = v*10+d, den*10
			n.decimals++
			j++
		}
		if den > 1 {
			n.val = rat{v, den}
			n.hi = n.val
			n.end = j
		}
	}
	if n.end < len(t) {
		switch r := t[n.end]; {
		case r == '几' || r == '余' || r == '多' && n.val.n >= 10:
			n.about = true
			n.end++
		}
	}
	if n.about && n.end < len(t) {
		if m := powerOf(t[n.end]); m >= 10000 {
			if v, ok := n.val.mul(whole(m)); ok {
				n.val, n.hi = v, v
				n.end++
			}
		}
	}
}
