package proof

import "strings"

// bareUnits are measure words that hardly ever end a word of another kind, with
// the characters behind which they do: 层次, 长篇.
var bareUnits = []struct{ unit, not string }{
	{"次", "等层档名场批人户件桌再首依多此本每历屡初其逐几数上下这那一某版座班轮车届项期架频艘台头只"},
	{"篇", "长短通诗新开各每首末全终"},
	{"亩", "每几数余多公市"},
	{"万元", "每几数余多百千十"},
	{"亿元", "每几数余多百千十万"},
	{"公里", "方每几数余多"},
	{"平方米", "每几数余多"},
	{"公斤", "每几数余多"},
	{"吨", "每几数余多万公"},
	{"个百分点", "几多余"},
	{"人次", "每几数余多万百千"},
}

// bareUnit finds a measure word whose number was left out: 刊发稿件篇, 落实经费万元.
func (d *document) bareUnit(i int) {
	p := &d.text.paras[i]
	if p.cell || hasWord(p.t, "单位:") {
		return
	}
	for at := 2; at < len(p.t); at++ {
		switch p.t[at] {
		case '次', '篇', '亩', '万', '亿', '公', '平', '吨', '个', '人':
		default:
			continue
		}
		if !isHan(p.t[at-1]) || !isHan(p.t[at-2]) || isChineseNumeral(p.t[at-1]) {
			continue
		}
		for _, u := range bareUnits {
			end := at + len([]rune(u.unit))
			if !p.hasAt(at, u.unit) || strings.ContainsRune(u.not, p.t[at-1]) || !endsMeasure(p, end) {
				continue
			}
			d.blank(i, at-2, end, SeverityError, "“"+u.unit+"”前没有数字")
			break
		}
	}
}

// spentWords call for an amount or a number straight behind them.
var spentWords = []string{"花费", "投入", "补助", "支出", "共", "总计", "累计", "合计", "共计", "收入", "筹资", "欠款", "罚款", "奖励"}

// amountMissing finds 花费元, 共米: a unit straight behind a word that calls for its number.
func (d *document) amountMissing(i int) {
	p := &d.text.paras[i]
	for at := 2; at < len(p.t); at++ {
		switch p.t[at] {
		case '元', '米', '户', '名', '人', '亩', '个', '场', '次', '件':
		default:
			continue
		}
		if r := p.at(at + 1); r != ',' && r != '。' && r != ';' && r != '、' && r != 0 || p.cell {
			continue
		}
		for _, w := range spentWords {
			if endsAt(p.t, at, w) && !endsAt(p.t, at, "公共") {
				d.blank(i, at-1, at+1, SeverityError, "“"+string(p.raw[at])+"”前没有数字")
				break
			}
		}
	}
}

// endsMeasure reports whether what follows can only follow a measured number.
func endsMeasure(p *para, at int) bool {
	if r := p.at(at); r == 0 || r == ',' || r == ';' || r == '。' || r == '、' {
		return true
	}
	return p.hasAt(at, "以上") || p.hasAt(at, "以下") || p.hasAt(at, "左右")
}

// clockTimes finds hours and minutes that no clock shows: 8时65分, 上午9:75.
func (d *document) clockTimes(i int) {
	p := &d.text.paras[i]
	for at := 0; at < len(p.t); at++ {
		if !isDigit(p.t[at]) || at > 0 && (isDigit(p.t[at-1]) || p.t[at-1] == '.' || p.t[at-1] == ':') {
			continue
		}
		h, j := markNumber(p, at)
		if j == at || j-at > 2 {
			continue
		}
		sep := p.at(j)
		m, k := markNumber(p, j+1)
		if sep != '时' && sep != '点' && sep != ':' || k == j+1 || k-j > 3 || !isDigit(p.at(j+1)) {
			continue
		}
		if sep == ':' && (k-j != 3 || !dayPart(p, at)) || sep != ':' && p.at(k) != '分' {
			continue
		}
		if h > 24 || m > 59 || h == 24 && m > 0 {
			hi := k
			if p.at(k) == '分' {
				hi++
			}
			d.report(i, at, hi, Finding{Kind: KindDate, Severity: SeverityError, Said: string(p.raw[at:hi]), Message: "没有这个时刻：一小时只有60分", Suggest: "核对时间"})
		}
		at = k
	}
}

// dayPart reports whether a time of day is announced before the offset.
func dayPart(p *para, at int) bool {
	for _, w := range []string{"上午", "下午", "晚上", "中午", "早上", "凌晨", "时间", "时间为", "至", "于", "日"} {
		if endsAt(p.t, at, w) {
			return true
		}
	}
	return false
}

// monthWithoutDay finds 1月日前: a day whose number was left out.
func (d *document) monthWithoutDay(i int) {
	p := &d.text.paras[i]
	for at := indexIn(p.t, 1, len(p.t), "月日"); at >= 0; at = indexIn(p.t, at+1, len(p.t), "月日") {
		if prev := p.t[at-1]; isDigit(prev) || isChineseNumeral(prev) {
			d.report(i, at-1, at+2, Finding{Kind: KindDate, Severity: SeverityError, Said: string(p.raw[at-1 : at+2]), Message: "日期不完整，“月”与“日”之间缺数字", Suggest: "补上日期"})
		}
	}
}

// wordNumbers follow 问题一:…问题二:…: points numbered behind a word.
func (d *document) wordNumbers() {
	type point struct{ para, at, n int }
	last := map[string]point{}
	for i := range d.text.paras {
		p := &d.text.paras[i]
		if p.cell {
			continue
		}
		for at := 2; at+1 < len(p.t); at++ {
			if p.t[at+1] != ':' || !isListDigit(p.t[at]) || !isHan(p.t[at-1]) || !isHan(p.t[at-2]) || isChineseNumeral(p.t[at-1]) || !clauseStart(p, at-2) {
				continue
			}
			v, _ := digitOf(p.t[at])
			w := string(p.t[at-2 : at])
			prev, ok := last[w]
			if ok && int(v) != prev.n+1 && v != 1 {
				d.report(i, at-2, at+2, Finding{Kind: KindSequence, Severity: SeverityError, Said: string(p.raw[at-2 : at+1]), Related: []Place{d.place(prev.para, prev.at, prev.at+4)},
					Message: "编号不连续：“" + w + string(n2rune(int64(prev.n))) + "”之后是“" + string(p.raw[at-2:at+1]) + "”", Suggest: "补上缺项或顺次编号"})
			}
			if ok || v == 1 {
				last[w] = point{i, at - 2, int(v)}
			}
		}
	}
}
