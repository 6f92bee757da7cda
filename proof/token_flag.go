package proof

import "strings"

// cue is a word that, standing directly before or after a number, says how it is meant.
type cue struct {
	word string
	flag manner
}

var cuesBefore = []cue{
	{"不少于", flagRule | flagOver}, {"不低于", flagRule | flagOver}, {"不得少于", flagRule | flagOver}, {"不得低于", flagRule | flagOver},
	{"不超过", flagRule | flagUnder}, {"不高于", flagRule | flagUnder}, {"不多于", flagRule | flagUnder}, {"不得超过", flagRule | flagUnder},
	{"至少", flagRule | flagOver}, {"最多", flagRule | flagUnder}, {"最少", flagRule | flagOver}, {"不足", flagUnder}, {"不到", flagUnder},
	{"超过", flagOver}, {"逾", flagOver}, {"超", flagOver}, {"突破", flagOver}, {"高于", flagOver}, {"低于", flagUnder}, {"多于", flagOver}, {"少于", flagUnder}, {"大于", flagOver}, {"小于", flagUnder},
	{"将近", flagUnder}, {"接近", flagUnder}, {"近", flagUnder}, {"大约", flagAbout}, {"约", flagAbout}, {"大概", flagAbout}, {"约为", flagAbout},
	{"平均", flagMean}, {"人均", flagMean}, {"户均", flagMean}, {"村均", flagMean}, {"均", flagMean},
	{"各", flagEach}, {"每", flagEach},
	{"增加", flagGrowth}, {"增加了", flagGrowth}, {"减少", flagGrowth}, {"减少了", flagGrowth}, {"增长", flagGrowth}, {"增长了", flagGrowth}, {"下降", flagGrowth}, {"下降了", flagGrowth},
	{"提高", flagGrowth}, {"提高了", flagGrowth}, {"降低", flagGrowth}, {"降低了", flagGrowth}, {"上升", flagGrowth}, {"上升了", flagGrowth}, {"新增", flagGrowth}, {"增", flagGrowth}, {"减", flagGrowth}, {"净增", flagGrowth}, {"多", flagGrowth}, {"少", flagGrowth},
}

// cuesWithin may stand anywhere in the words before the number.
var cuesWithin = []cue{
	{"共有", flagTotal}, {"总计", flagTotal}, {"合计", flagTotal}, {"共计", flagTotal}, {"总数", flagTotal}, {"总人数", flagTotal}, {"总共", flagTotal}, {"一共", flagTotal}, {"共", flagTotal}, {"总", flagTotal}, {"累计", flagTotal}, {"全部", flagTotal},
	{"其中", flagOf}, {"平均", flagMean}, {"人均", flagMean}, {"户均", flagMean}, {"村均", flagMean}, {"分别", 0},
	{"新增", flagGrowth}, {"同比", flagGrowth}, {"应当", flagRule}, {"一般设", flagRule}, {"原则上", flagRule}, {"每个", flagEach}, {"每村", flagEach}, {"每名", flagEach}, {"每人", flagEach}, {"每户", flagEach}, {"每年", flagEach}, {"每月", flagEach}, {"每季度", flagEach}, {"每半年", flagEach}, {"各村", flagEach}, {"每", flagEach},
	{"未登记", flagRest}, {"不详", flagRest}, {"未填", flagRest}, {"未知", flagRest}, {"未注明", flagRest},
	{"最多", flagPeak}, {"最少", flagPeak}, {"最大", flagPeak}, {"最小", flagPeak}, {"最高", flagPeak}, {"最低", flagPeak}, {"最长", flagPeak}, {"最短", flagPeak},
	{"去年", flagGone}, {"上年", flagGone}, {"上届", flagGone}, {"往年", flagGone}, {"前年", flagGone}, {"同期", flagGone}, {"原有", flagGone}, {"原", flagGone},
}

var cuesAfter = []cue{
	{"以上", flagOver}, {"及以上", flagOver}, {"以下", flagUnder}, {"及以下", flagUnder}, {"以内", flagUnder}, {"之内", flagUnder}, {"左右", flagAbout}, {"上下", flagAbout}, {"内", flagUnder}, {"不等", flagAbout}, {"多", flagAbout}, {"余", flagAbout}, {"(含)以上", flagOver}, {"(含)以下", flagUnder}, {"(含)及以上", flagOver},
}

// flag reads the words that say how the number is meant.
func (s *scanner) flag(q *quantity) {
	t := s.p.t
	if q.percent {
		q.flags |= flagPercent
	}
	hi := q.start
	for hi > q.preLo && t[hi-1] == ' ' {
		hi--
	}
	for i := q.preLo; i < hi; i++ {
		for _, c := range s.tab.cues[t[i]] {
			if i+len(c.runes) > hi || c.last && i+len(c.runes) != hi || !startsWith(t[i:], c.runes) || c.isOther(t, i) {
				continue
			}
			q.flags |= c.flag
		}
	}
	if endsAt(t, q.preLo, "其中,") || endsAt(t, q.preLo, "其中:") {
		q.flags |= flagOf
	}
	for _, c := range cuesAfter {
		if hasAt(t, q.uEnd, c.word) {
			q.flags |= c.flag
		}
	}
	if s.isBand(q) {
		q.flags |= flagBand
	}
}

// notCue are the neighbours that make another word of 共, 总 and 原.
var notCue = map[string][2]string{
	"共": {"公中", "同青产享建治和"},
	"总": {"老", "书支体结理"},
	"原": {"草平高还", "则来因籍"},
}

// cueWord is a cue made ready for scanning.
type cueWord struct {
	runes  []rune
	flag   manner
	last   bool // only directly before the number
	before string
	after  string
}

// isOther reports whether the neighbours make another word of it.
func (c *cueWord) isOther(t []rune, i int) bool {
	if c.before == "" && c.after == "" {
		return false
	}
	n := i + len(c.runes)
	return i > 0 && strings.ContainsRune(c.before, t[i-1]) || n < len(t) && strings.ContainsRune(c.after, t[n])
}

// cueTable orders the cues before a number by their first rune.
func cueTable() map[rune][]cueWord {
	out := map[rune][]cueWord{}
	add := func(cs []cue, last bool) {
		for _, c := range cs {
			w := cueWord{runes: []rune(c.word), flag: c.flag, last: last}
			if not, ok := notCue[c.word]; ok {
				w.before, w.after = not[0], not[1]
			}
			out[w.runes[0]] = append(out[w.runes[0]], w)
		}
	}
	add(cuesBefore, true)
	add(cuesWithin, false)
	return out
}

// isBand reports whether a number only names a group: 35岁以下的12人, 36至45岁
// 21人, 任职10年以上的3人. The count stands behind it before any mark.
func (s *scanner) isBand(q *quantity) bool {
	if q.percent || q.share {
		return false
	}
	p := s.p
	edge := q.ranged || s.edgeAt(q.uEnd)
	for i := q.uEnd; edge && i < len(p.t) && i-q.uEnd < 16; i++ {
		r := p.t[i]
		if isDigit(r) {
			return true
		}
		if isBreak(r) || r == ')' || r == '(' && !p.hasAt(i, "(含)") && !p.hasAt(i, "(不含") {
			break
		}
	}
	return q.class == "age" && (q.ranged || q.flags&(flagOver|flagUnder) != 0 || isRangeMark(p.at(q.uEnd)) && isDigit(p.at(q.uEnd+1)))
}

// edgeAt reports whether 以上, 以下 or a range goes on at i.
func (s *scanner) edgeAt(i int) bool {
	for _, w := range []string{"以上", "以下", "及以上", "及以下", "(含)", "之间", "至", "—", "-", "周岁"} {
		if s.p.hasAt(i, w) {
			return true
		}
	}
	return false
}
