package proof

import "strings"

// checkPlaceholders finds blanks that were never filled: X个, XX镇, **县, 某某,
// 【】, ( ), a measure word without its number.
func checkPlaceholders(d *document) {
	for i := range d.text.paras {
		d.letterBlanks(i)
		d.emptyBrackets(i)
		d.gaps(i)
		d.unitWithoutNumber(i)
		d.bareUnit(i)
		d.amountMissing(i)
	}
}

func (d *document) blank(i, lo, hi int, sev Severity, message string) {
	p := &d.text.paras[i]
	d.report(i, lo, hi, Finding{Kind: KindPlaceholder, Severity: sev, Said: string(p.raw[lo:min(hi, len(p.raw))]), Message: message, Suggest: "填上内容或删去"})
}

// isBlankLetter reports whether r is a letter or sign that stands for something left out.
func isBlankLetter(r rune) bool {
	switch r {
	case 'X', 'x', '×', '*', '○', '〇', '□', '█', '△', '╳':
		return true
	}
	return false
}

// placeTails are what follows a blank name.
const placeTails = "省市县区镇乡村街某个名户人次场元万亿年月日号家所条项件份张处期支班队组届同书主党委"

// letterBlanks finds X个, XX镇, ××, **县, □□ and 某某镇.
func (d *document) letterBlanks(i int) {
	p := &d.text.paras[i]
	for at := 0; at < len(p.t); at++ {
		r := p.raw[at]
		folded := p.t[at]
		switch {
		case isBlankLetter(folded) && folded != '〇' || r == '○':
			at = d.letterRun(i, at) - 1
		case folded == '某':
			at = d.someRun(i, at) - 1
		case folded == '_':
			j := at
			for j < len(p.t) && p.t[j] == '_' {
				j++
			}
			if j-at >= 2 {
				d.blank(i, at, j, SeverityWarning, "有空白横线没有填写")
			}
			at = j - 1
		}
	}
}

// letterRun judges a run of blank letters and gives its end.
func (d *document) letterRun(i, at int) int {
	p := &d.text.paras[i]
	j := at
	for j < len(p.t) && isBlankLetter(p.t[j]) && (p.t[j] != '〇' || p.raw[j] == '○') {
		j++
	}
	prev, next := p.at(at-1), p.at(j)
	if isLatin(prev) || isLatin(next) || isDigit(prev) || isDigit(next) && p.t[at] != 'X' {
		return j
	}
	stars := p.t[at] == '*'
	switch {
	case p.t[at] == '×' && j-at == 1 && !strings.ContainsRune(placeTails, next):
	case stars && j-at == 1 && !strings.ContainsRune(placeTails, next):
	case p.t[at] == '□' && j-at == 1, p.t[at] == '△' && j-at == 1: // a box to tick
	case p.t[at] == '○' && j-at == 1 && p.raw[j-1] == '○' && !strings.ContainsRune("镇乡村县市区", next):
	case j-at == 1 && strings.ContainsRune(placeTails, next) || j-at >= 2:
		hi := j
		if isHan(next) && strings.ContainsRune(placeTails, next) {
			hi++
		}
		d.blank(i, at, hi, SeverityError, "占位符号没有替换：“"+string(p.raw[at:hi])+"”")
	}
	return j
}

// someRun finds 某某镇, 某县, 某地 used as a name.
func (d *document) someRun(i, at int) int {
	p := &d.text.paras[i]
	j := at
	for j < len(p.t) && p.t[j] == '某' {
		j++
	}
	next := p.at(j)
	sev := SeverityWarning
	switch {
	case j-at >= 2:
		sev = SeverityError
	case strings.ContainsRune("省市县区镇乡村", next) && next != 0 && !hasStopWord(p, at):
	case next == '地' && (j-at == 1) && !hasStopWord(p, at):
	default:
		return j
	}
	hi := j
	if isHan(next) && strings.ContainsRune("省市县区镇乡村地", next) {
		hi++
	}
	if j-at >= 2 && p.at(hi) == 0 && hi == j && at > 0 {
		hi = j
	}
	d.blank(i, at, hi, sev, "名称是占位：“"+string(p.raw[at:hi])+"”")
	return max(hi, j)
}

// hasStopWord reports whether 某 rightly means "some": 如某村, 对某村, 个别.
func hasStopWord(p *para, at int) bool {
	if t := string(p.t); strings.ContainsRune(t, '?') || strings.HasPrefix(t, "问") || strings.HasPrefix(t, "答") || containsAny(t, []string{"例如", "例:", "假如", "比如", "案例", "举例"}) {
		return true
	}
	switch p.at(at - 1) {
	case '如', '个', '有', '若', '任', '一', '到', '对':
		return true
	}
	return false
}

// emptyBrackets finds 【】, (), [], 《》 and 【待填…】.
func (d *document) emptyBrackets(i int) {
	p := &d.text.paras[i]
	for at := 0; at+1 < len(p.t); at++ {
		if p.t[at] == '【' && (p.hasAt(at+1, "待填") || p.hasAt(at+1, "待补") || p.hasAt(at+1, "填写") || p.hasAt(at+1, "此处")) {
			j := indexIn(p.t, at, min(len(p.t), at+60), "】")
			if j > 0 {
				d.blank(i, at, j+1, SeverityError, "还有待填内容")
				at = j
			}
			continue
		}
		if !isOpen(p.t[at]) || p.t[at] == '“' || p.t[at] == '‘' || p.t[at] == '[' {
			continue
		}
		j := at + 1
		for j < len(p.t) && (p.t[j] == ' ' || p.t[j] == '_') {
			j++
		}
		if j < len(p.t) && isClose(p.t[j]) && closes(p.t[at], p.t[j]) {
			d.blank(i, at, j+1, SeverityError, "括号里是空的")
			at = j
		}
	}
}

func closes(open, close rune) bool {
	switch open {
	case '(':
		return close == ')'
	case '【':
		return close == '】'
	case '《':
		return close == '》'
	case '〈':
		return close == '〉'
	case '〔':
		return close == '〕'
	case '“':
		return close == '”'
	case '‘':
		return close == '’'
	case '[':
		return close == ']'
	case '「':
		return close == '」'
	case '『':
		return close == '』'
	case '{':
		return close == '}'
	}
	return false
}

// gaps finds blanks of two or more spaces inside a sentence, and dates left
// empty (年 月 日).
func (d *document) gaps(i int) {
	p := &d.text.paras[i]
	if p.cell || len(p.t) < 8 {
		return
	}
	for at := firstOf(p); at < len(p.t); at++ {
		if p.t[at] != ' ' {
			continue
		}
		j := at
		for j < len(p.t) && p.t[j] == ' ' {
			j++
		}
		if j >= len(p.t) {
			return
		}
		wide := j-at >= 2
		prev, next := p.t[at-1], p.t[j]
		switch {
		case (prev == '年' && next == '月' || prev == '月' && next == '日') && d.toBeSigned(i):
		case prev == '第' && strings.ContainsRune("项条章次届名位号批组", next):
			d.blank(i, at-1, j+1, SeverityError, "序号处是空白")
		case wide && j-at <= 8 && isHan(next) && d.wantsName(p, at):
			d.blank(i, max(0, at-1), min(len(p.t), j+2), SeverityError, "名称处是空白")
		case prev == '年' && next == '月' || prev == '月' && next == '日':
			d.blank(i, at-1, j+1, SeverityError, "日期没有填写")
		case wide && isHan(prev) && isGapUnit(p, d.tab, j) && (isCountVerb(p, at) || j-at >= 3):
			d.blank(i, max(0, at-2), min(len(p.t), j+2), SeverityError, "数字处是空白")
		}
		at = j - 1
	}
}

// toBeSigned reports whether the paragraph, or one shortly before it, is where
// somebody signs: the date is his to write.
func (d *document) toBeSigned(i int) bool {
	for k := i; k >= 0 && k >= i-3; k-- {
		if containsAny(string(d.text.paras[k].t), []string{"签名", "签字", "签收", "盖章", "签章", "承诺人", "接收人", "填表人", "经手人", "见证人"}) {
			return true
		}
	}
	return false
}

// wantsName reports whether the words before a gap call for a name: 由  负责.
func (d *document) wantsName(p *para, at int) bool {
	for _, w := range []string{"由", "经", "向", "联系人", "责任人为", "组长由"} {
		if endsAt(p.t, at, w) {
			return at-len([]rune(w)) > 0
		}
	}
	return false
}

// isGapUnit reports whether a measure word stands at j as a word of its own.
func isGapUnit(p *para, tab *tables, j int) bool {
	class, n := tab.units.match(p.t, j)
	return n > 0 && (class == "person" || class == "household" || class == "thing" || class == "money" || class == "area" || class == "village")
}

// isCountVerb reports whether the words before at call for a number.
func isCountVerb(p *para, at int) bool {
	for _, w := range []string{"共有", "现有", "共计", "累计", "合计", "发放", "收回", "收集", "排查", "排查出", "走访", "召开", "辖", "党员", "化解", "开展", "举办", "投入", "有", "为", "达", "调解", "培训", "新增", "完成", "占", "共"} {
		if endsAt(p.t, at, w) {
			return true
		}
	}
	return false
}

// unitWithoutNumber finds 共有个村, 排查出户, 培训人次: a measure word straight
// behind a word that calls for a number.
func (d *document) unitWithoutNumber(i int) {
	p := &d.text.paras[i]
	for at := 1; at < len(p.t); at++ {
		r := p.t[at]
		if r != '个' && r != '名' && r != '户' && r != '万' && r != '%' && r != '亩' && r != '余' && r != ' ' {
			continue
		}
		lo := at
		j := at
		if r == ' ' {
			j++
			if j >= len(p.t) {
				return
			}
			r = p.t[j]
			if r != '个' && r != '名' && r != '户' && r != '亩' {
				continue
			}
		}
		if r == '%' && (isHan(p.at(lo-1)) || p.at(lo-1) == ' ') && !isChineseNumeral(p.at(lo-1)) && p.at(lo-1) != '余' {
			d.blank(i, max(0, lo-2), j+1, SeverityError, "百分号前没有数字")
			continue
		}
		if !callsForNumber(p, lo) || !unitEnds(p, j) {
			continue
		}
		d.blank(i, max(0, lo-2), min(len(p.t), j+2), SeverityError, "“"+string(r)+"”前没有数字")
	}
}

// callsForNumber reports whether the words before at cannot end there.
func callsForNumber(p *para, at int) bool {
	for _, w := range []string{"共有", "现有", "共计", "累计", "合计", "总计", "排查出", "摸排出", "共发放", "共收回", "收集到", "共走访", "共召开", "共辖", "下辖", "共化解", "不少于", "不超过", "不低于", "要将"} {
		if endsAt(p.t, at, w) {
			return true
		}
	}
	return false
}

// unitEnds guards words that begin with a measure word: 个别, 个人, 名单, 户籍, 万一.
func unitEnds(p *para, j int) bool {
	switch p.t[j] {
	case '个':
		return !strings.ContainsRune("别人体性案税", p.at(j+1))
	case '名':
		return !strings.ContainsRune("单优义额誉胜牌列称气次贵著录", p.at(j+1))
	case '户':
		return !strings.ContainsRune("籍口主外厕均型数", p.at(j+1))
	case '亩':
		return p.at(j+1) != '产' && p.at(j+1) != '均'
	case '万':
		return p.at(j+1) == '元' || p.at(j+1) == '余' || p.at(j+1) == '亩'
	case '余':
		return p.at(j+1) == '人' || p.at(j+1) == '名' || p.at(j+1) == '户' || p.at(j+1) == '个'
	}
	return false
}
