package policy

import (
	"slices"

	"yanpan.dev"
)

// wordLabel is the Chinese word of a closed choice's word; a word that is
// Chinese already stays as it is.
func wordLabel(word string) string {
	for _, l := range []string{Level(word).Label(), Scope(word).Label(), Outcome(word).Label(), Office(word).Label(), Group(word).Label(), VoteBase(word).Label()} {
		if l != word && l != "" {
			return yanpan.Typeset(l)
		}
	}
	if slices.Contains(factTypeWords(), word) {
		return Type(word).Label()
	}
	if l := thresholdWord(word); l != "" {
		return yanpan.Typeset(l)
	}
	if l := otherWord(word); l != "" {
		return l
	}
	return Collection(word).Label()
}

// otherWord has the words of choices that are told nowhere else.
func otherWord(word string) string {
	return map[string]string{
		string(Members): "“两委”成员", string(People): "花名册全部人员",
		"reached": "当月视为已满", "not_reached": "当月视为未满",
		"days": "日", "working_days": "工作日", "months": "月",
		"rest": "双休日", "any": "哪天都行", "up": "只能改大", "down": "只能改小",
		"supervisory": "监督委员会推选", "rural": "村", "community": "社区", avoidanceCandidates: "村(居)委会候选人",
		"as_of": "基准日", "election_day": "选举日",
		"submit": "交材料", "vote": "表决", "sign": "签批同意", "decline": "签批不同意", "publish": "公示", "complete": "办结", "escalate": "逾期措施",
		"ask_suspension": "申请暂缓", "approve_suspension": "批准暂缓", "file_suspension": "暂缓备案", "resume": "恢复", "reopen": "重开",
		"not_begun": "没有开始", "running": "正在办", "suspended": "暂缓", "finished": "办完",
	}[word]
}
