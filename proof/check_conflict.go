package proof

import (
	"sort"
	"strings"
)

// checkConflicts finds one measure told with two values. Two numbers measure
// the same only when place, words before, unit and noun agree to the letter
// once the words that carry no meaning are taken off.
func checkConflicts(d *document) {
	seen := map[string][]*quantity{}
	var order []string
	for _, q := range d.qs {
		key := d.measure(q)
		if key == "" || d.dated(q) {
			continue
		}
		if len(seen[key]) == 0 {
			order = append(order, key)
		}
		seen[key] = append(seen[key], q)
	}
	for _, key := range order {
		if same := seen[key]; len(same) > 1 {
			d.compareAll(same)
		}
	}
}

// measure gives the key of what a number measures, "" where it must not be compared.
func (d *document) measure(q *quantity) string {
	if q.percent || !q.exact() || !countable(q.class) || q.flags&(flagEach|flagMean|flagGrowth|flagOf|flagGone|flagBand) != 0 || d.text.paras[q.para].cell {
		return ""
	}
	if n := placeNoun(q); n != "" && q.area != "" && (q.pre == "" || actless(q.pre)) {
		return q.area + "//" + n
	}
	name := q.pre + "/" + q.post
	long := len([]rune(q.pre))+len([]rune(q.post)) >= 2
	switch {
	case q.area != "" && long && (q.pre == "" || q.post == "" || actless(q.pre)):
		if q.pre == "" || actless(q.pre) {
			return q.area + "/" + q.post + "/" + unitGroup(q)
		}
		return q.area + "/" + name + "/" + unitGroup(q)
	case q.has(flagTotal) && len([]rune(q.label)) >= 4 && q.post == "" && !d.local(q):
		return "/" + q.label + "/" + unitGroup(q)
	}
	return ""
}

// placeNoun gives the kind of place that a number counts, whatever is told of
// them: 9个社区综合服务站 are nine communities.
func placeNoun(q *quantity) string {
	if q.unit != "个" && q.class != "village" {
		return ""
	}
	for _, n := range []string{"行政村", "建制村", "嘎查村", "社区", "村民小组", "乡镇", "村"} {
		rest, ok := strings.CutPrefix(q.post, n)
		if !ok || hasPrefixAny(rest, "(", "干部", "民", "党", "书记", "两委", "居", "务", "组", "级") {
			continue
		}
		if n == "建制村" || n == "嘎查村" {
			n = "行政村"
		}
		return n
	}
	return ""
}

// actless reports whether the words before a number hold no act: 辖, 现有.
func actless(s string) bool {
	switch s {
	case "", "辖", "下辖", "管辖", "现辖", "共辖", "辖区", "所辖", "辖区内":
		return true
	}
	return false
}

func unitGroup(q *quantity) string {
	switch q.class {
	case "person", "household", "village":
		return q.class
	case "thing":
		if q.unit == "个" {
			return "个"
		}
	}
	return q.unit
}

// dated reports whether the sentence up to q ties it to a time of its own.
func (d *document) dated(q *quantity) bool {
	sp := d.sentence(q)
	dates := d.pars[q.para].dates
	i := sort.Search(len(dates), func(i int) bool { return dates[i].start >= sp.lo })
	if i < len(dates) && dates[i].start < q.start {
		return true
	}
	t := d.text.paras[q.para].t
	for _, w := range []string{"年初", "年底", "今年", "明年", "换届前", "换届后", "上届", "本届", "累计", "届初", "目标", "计划", "拟", "力争", "到期", "此前", "整改前", "整改后", "上半年", "下半年", "季度"} {
		if indexIn(t, sp.lo, q.start, w) >= 0 {
			return true
		}
	}
	return false
}

// local reports whether the sentence speaks of one village: 石板村共有….
func (d *document) local(q *quantity) bool {
	t := d.text.paras[q.para].t
	for s := q.sect; s > 0; s = d.sects[s].parent {
		if h := string(d.text.paras[d.sects[s].para].t); strings.HasSuffix(strings.TrimSpace(h), "村") || strings.HasSuffix(strings.TrimSpace(h), "社区") {
			return true
		}
	}
	lo := d.sentence(q).lo
	for i := lo; i+1 < q.start; i++ {
		if (t[i] == '村' || t[i+1] == '区' && t[i] == '社') && i > lo && isHan(t[i-1]) && !strings.ContainsRune("各全每个农乡政(两居我本有共设辖", t[i-1]) && !ofTownship(t, lo, i) {
			return true
		}
	}
	return false
}

// ofTownship reports whether 村 speaks of all the villages of a township: 全镇村
// “两委”, 清水镇村(社区), not 古镇村.
func ofTownship(t []rune, lo, i int) bool {
	if t[i] != '村' || !strings.ContainsRune("镇县市区道", t[i-1]) {
		return false
	}
	next := i + 1
	if next < len(t) && strings.ContainsRune("“(‘\"", t[next]) {
		return true
	}
	return i-2 >= lo && strings.ContainsRune("全我本该", t[i-2])
}

func (d *document) compareAll(same []*quantity) {
	for _, q := range same[1:] {
		if !q.val.eq(same[0].val) && (near(q.val, same[0].val, slackPair(q, same[0])) || q.top == same[0].top && q.sent == same[0].sent) {
			return
		}
	}
	check(same...)
	for _, q := range same[1:] {
		if q.val.eq(same[0].val) {
			continue
		}
		lo, hi := d.extent(q)
		d.report(q.para, lo, hi, Finding{Kind: KindConflict, Severity: SeverityError, Said: q.text(d), Computed: same[0].text(d),
			Related: []Place{d.placeOf(same[0])}, Message: "同一项数字前后不一：前面是" + same[0].text(d) + "，这里是" + q.text(d),
			Suggest: "查清后两处统一"})
	}
}

// slackPair is the room left by two numbers printed with different precision: 3.2万 and 32150.
func slackPair(a, b *quantity) rat {
	if a.mult == 1 && b.mult == 1 && a.decimals == b.decimals {
		return rat{0, 1}
	}
	return slack([]*quantity{a}, b)
}
