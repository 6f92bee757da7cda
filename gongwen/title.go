package gongwen

import "strings"

// titleChars is how many characters of 22 points a line holds.
const titleChars = 20

// kindsOfPaper end a title; a line does not begin inside one.
var kindsOfPaper = []string{
	"研判报告", "调研报告", "工作报告", "情况报告", "述职述廉报告", "报告", "实施方案", "工作方案", "整治方案", "方案",
	"实施意见", "意见", "通知", "通报", "决定", "请示", "批复", "函", "纪要", "公告", "通告", "办法", "细则", "总结", "汇报",
}

// titleLines breaks a title into lines of like length, at places where a reader
// would pause (7.3.1: 回行时词意完整, 排列对称). Breaks the author set are kept.
func titleLines(title string) []string {
	var out []string
	for _, part := range strings.Split(strings.TrimSpace(title), "\n") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, breakTitle(part)...)
		}
	}
	return out
}

func breakTitle(s string) []string {
	lines := (halves(s) + 2*titleChars - 1) / (2 * titleChars)
	if lines <= 1 {
		return []string{s}
	}
	r := []rune(s)
	at := bestBreak(r, halves(s)/lines)
	if at == 0 {
		return []string{s} // one unbreakable word; the page will break it
	}
	return append([]string{string(r[:at])}, breakTitle(string(r[at:]))...)
}

// bestBreak finds where the first line should end: near the wished length, at a
// pause. 0 if there is no place that fits.
func bestBreak(r []rune, wish int) int {
	best, bestCost := 0, 1<<30
	depth, width := 0, 0
	for i := 1; i < len(r); i++ {
		depth += nesting(r[i-1])
		if width += halves(string(r[i-1])); width > 2*titleChars {
			break
		}
		cost := abs(width-wish) * 2
		if depth > 0 {
			cost += 60
		}
		cost += breakCost(r, i)
		if cost < bestCost {
			best, bestCost = i, cost
		}
	}
	return best
}

func nesting(r rune) int {
	switch r {
	case '“', '《', '（', '(', '〔':
		return 1
	case '”', '》', '）', ')', '〕':
		return -1
	}
	return 0
}

// breakCost is small where a reader pauses and large where a word is torn.
func breakCost(r []rune, i int) int {
	before, after := r[i-1], r[i]
	rest := string(r[i:])
	switch {
	case strings.ContainsRune("、，。：；”》）)〕", after) || strings.ContainsRune("“《（(〔", before):
		return 1000
	case !isHan(before) && !isHan(after):
		return 1000 // a number or a Latin word
	case insideKind(r, i):
		return 200
	case strings.ContainsRune("（(", after):
		return 40 // brackets belong to what they follow
	case strings.ContainsRune("、，：", before):
		return 0
	case before == '的' || strings.HasPrefix(rest, "关于") || before == '于':
		return 2
	case strings.ContainsRune("”》）)", before) && strings.ContainsRune("“《（(", after):
		return 40 // 村（社区）“两委”: one phrase
	case strings.ContainsRune("”》）)", before):
		return 8
	case strings.ContainsRune("“《", after):
		return 10
	case startsKind(rest):
		return 14
	case strings.ContainsRune("省市县区镇乡村会局委年", before):
		return 16
	}
	return 24
}

func startsKind(s string) bool {
	for _, k := range kindsOfPaper {
		if s == k {
			return true
		}
	}
	return false
}

// insideKind reports whether a break before r[i] would tear the kind of paper.
func insideKind(r []rune, i int) bool {
	for _, k := range kindsOfPaper {
		n := len([]rune(k))
		if strings.HasSuffix(string(r), k) && i > len(r)-n && i < len(r) {
			return true
		}
	}
	return false
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
