package proof

import (
	"strings"
	"unicode/utf8"
)

// areas are the words that say a number speaks for the whole place. The value
// is the level, so that 我镇 and 全镇 are one.
var areas = []struct{ word, level string }{
	{"全镇", "镇"}, {"我镇", "镇"}, {"本镇", "镇"}, {"全乡", "乡"}, {"我乡", "乡"}, {"本乡", "乡"}, {"全街道", "街道"}, {"我街道", "街道"}, {"街道共", "街道"},
	{"全县", "县"}, {"我县", "县"}, {"全市", "市"}, {"我市", "市"}, {"全区", "区"}, {"我区", "区"}, {"全村", "村"}, {"我村", "村"}, {"本村", "村"}, {"全社区", "社区"}, {"本社区", "社区"}, {"全省", "省"}, {"全国", "国"},
}

// leads are words at the head of a label that say nothing about what is counted.
var leads = []string{"其中", "包括", "含", "另有", "还有", "以及", "并", "和", "与", "及", "有", "现有", "现", "目前", "共有", "共", "是", "为", "的", "到", "了", "又", "分别为", "分别", "即", "设", "由"}

// trails are words at the end of a label before its number.
var trails = []string{"共计", "共有", "总计", "合计", "总数", "总人数", "人数", "总量", "数量", "累计", "达到", "达", "现有", "分别为", "分别", "合计为", "有", "为", "是", "共", "约", "近", "超过", "超", "逾", "仅", "只", "只有", "仅有", "已", "计", "的", "了", "各", "平均", "人均", "户均", "村均", "配备", "设", "设有", "辖", "下辖", "管辖", "占", "到", "至", "计有", "就有", "总共", "一共", "数"}

// nounEnds are words at which what is counted ends.
var nounEnds = []string{"占", "看", "全部", "调整", "参加", "参与", "为", "是", "均", "被", "已", "由", "在", "进行", "开展", "没有", "未", "中", "实现", "存在", "达到", "超过", "不", "和", "与", "及", "以上", "以下", "以内", "左右", "的", "等", "平均", "都", "共", "分别", "完成", "接受", "需要", "处于", "属于", "出席", "到会", "列席", "组成", "编成", "编入", "分成", "分为", "划分", "就", "可", "应", "要"}

// name works out what a quantity counts; before is the one ahead of it.
func (d *document) name(q, before *quantity) {
	t := d.text.paras[q.para].t
	pre := strings.ReplaceAll(string(t[q.preLo:q.start]), " ", "")
	post := strings.ReplaceAll(string(t[q.uEnd:max(q.uEnd, q.postHi)]), " ", "")
	if before != nil && before.para == q.para && before.uEnd == q.preLo && before.post != "" {
		d.splitPost(before)
		pre = strings.TrimPrefix(stripQuotes(pre), before.post) // 2个社区共有67人: 社区 belongs to the 2
	}
	for _, a := range areas {
		if !strings.ContainsAny(pre, "全我本街") {
			break
		}
		if strings.Contains(pre, a.word) {
			q.area = a.level
			pre = strings.Replace(pre, a.word, "", 1)
			break
		}
	}
	q.lead = pre
	d.inherit(q, before)
	q.pre = trimLabel(pre)
	if n := nounHead(post); n != "" {
		q.post = n
	}
	q.label = q.pre
	if q.label == "" || q.post != "" && len(q.post) >= len("成员") && isVerbOnly(q.pre) {
		q.label = q.post
	}
	d.classify(q, pre)
}

// plainNouns are what is most often counted; behind one of them another clause
// may begin without a mark: 211个村一次选举成功209个.
var plainNouns = []string{"行政村", "村(社区)", "社区", "村", "党支部", "党组织", "支部", "党员", "干部", "书记", "网格", "小组", "代表", "选民", "项目", "问题"}

// splitPost cuts what stands between two numbers at the noun of the first.
func (d *document) splitPost(q *quantity) {
	for _, n := range plainNouns {
		rest, ok := strings.CutPrefix(q.post, n)
		if !ok || len(rest) < len("换届完成") || hasPrefixAny(rest, "(", "干", "民", "党", "书", "两", "居", "务", "组", "级", "集", "班", "支", "主", "委", "代", "员", "负", "联", "长", "培", "整", "总") {
			continue
		}
		q.post = n
		return
	}
}

// inherit lends a number what the one before it says for both: the area of
// 全县辖12个乡镇、247个行政村, the noun of 42个网格调整为56个.
func (d *document) inherit(q, before *quantity) {
	if before == nil || before.sent != q.sent || before.para != q.para {
		return
	}
	w := d.words(before, q)
	if q.area == "" && strings.HasSuffix(w, "、") && strings.TrimPrefix(w, before.post) == "、" {
		q.area = before.area
	}
	if before.unit == q.unit && containsAny(w, []string{"调整为", "增加到", "增加至", "减少到", "减少至", "扩大到", "下降到", "提高到"}) {
		q.post = before.post
	}
}

// trimLabel strips the words around a label that count nothing, and quotes.
func trimLabel(s string) string {
	s = stripQuotes(s)
	for {
		n := len(s)
		s = cutLead(cutTrail(s))
		if len(s) == n {
			return s
		}
	}
}

// trailLast are the last characters of the trails.
const trailLast = "别计有数量达为是共约近过超逾仅只已的了各均备设辖占到至"

// cutTrail takes the longest trail off the end.
func cutTrail(s string) string {
	best := ""
	if r, _ := utf8.DecodeLastRuneInString(s); !strings.ContainsRune(trailLast, r) {
		return s
	}
	for _, w := range trails {
		if len(w) > len(best) && strings.HasSuffix(s, w) && !trailKept(s) {
			best = w
		}
	}
	return s[:len(s)-len(best)]
}

// trailKept guards words that end like a trail but are none.
func trailKept(s string) bool {
	for _, w := range []string{"实到", "应到", "职数", "村委会主任", "户数", "票数"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// cutLead takes a lead off the head.
func cutLead(s string) string {
	for _, w := range leads {
		if strings.HasPrefix(s, w) && !leadKept(s) {
			return s[len(w):]
		}
	}
	return s
}

// leadKept guards words that begin like a lead but are none.
func leadKept(s string) bool {
	for _, w := range []string{"共青团", "共产党", "共同", "有效", "和谐", "现任", "现役", "与会", "有线", "到会", "为民", "设施", "由于"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func stripQuotes(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '“', '”', '‘', '’', '"', ' ', '*':
			return -1
		}
		return r
	}, s)
}

// nounHead cuts what stands behind the unit down to the noun.
func nounHead(s string) string {
	s = stripQuotes(s)
	cut := len(s)
	for _, w := range nounEnds {
		if i := strings.Index(s, w); i >= 0 && i < cut {
			cut = i
		}
	}
	s = s[:cut]
	if len(s) > 36 {
		return ""
	}
	return s
}

// isVerbOnly reports whether the words before a number are only an act (走访,
// 排查出), so that the noun behind the unit is what is counted.
func isVerbOnly(s string) bool {
	return s == "" || len(s) <= len("选派了出")
}
