package policy

import "sync"

// bookWord is a word of the conditions and what it is in CEL. after says that
// it only has this meaning behind a value, so that 是 may also be “yes”.
type bookWord struct {
	word, cel string
	after     bool
}

// bookWords lists the words, longer ones before shorter ones that they begin with.
func bookWords() []bookWord { return bookWordList() }

var bookWordList = sync.OnceValue(func() []bookWord {
	return []bookWord{
		{"并且", " && ", false}, {"而且", " && ", false}, {"且", " && ", false}, {"或者", " || ", false}, {"或", " || ", false},
		{"不少于", " >= ", true}, {"不低于", " >= ", true}, {"不小于", " >= ", true}, {"不早于", " >= ", true}, {"至少", " >= ", true},
		{"不超过", " <= ", true}, {"不高于", " <= ", true}, {"不多于", " <= ", true}, {"不大于", " <= ", true}, {"不晚于", " <= ", true}, {"至多", " <= ", true},
		{"超过", " > ", true}, {"大于", " > ", true}, {"高于", " > ", true}, {"多于", " > ", true}, {"晚于", " > ", true},
		{"低于", " < ", true}, {"小于", " < ", true}, {"少于", " < ", true}, {"早于", " < ", true}, {"不满", " < ", true},
		{"不等于", " != ", true}, {"不为", " != ", true}, {"不是", " != ", true}, {"≠", " != ", true},
		{"等于", " == ", true}, {"为", " == ", true}, {"是", " == ", true},
		{"≥", " >= ", true}, {"≤", " <= ", true},
		{"属于", " in ", true}, {"含有", ".contains", true}, {"开头是", ".startsWith", true}, {"末尾是", ".endsWith", true},
		{"不是", "!", false}, {"是", "true", false}, {"否", "false", false},
		{"占比", "share", false}, {"推后月数", "months_after", false}, {"推后天数", "days_after", false}, {"相差月数", "months_between", false}, {"字数", "size", false},
		{"×", " * ", true}, {"÷", " / ", true}, {"−", " - ", true},
	}
})

// bookUnits may stand behind a number and mean nothing more.
func bookUnits() []string {
	return []string{"个百分点", "个月", "万元", "人次", "岁", "人", "个", "名", "月", "天", "日", "次", "届", "户", "张", "份", "对", "年"}
}
