package proof

import "strings"

// family is a way of dividing people or things so that the parts do not overlap.
type family struct {
	Name    string     `json:"name"`
	Closed  bool       `json:"closed"` // the members are all there are
	Ladder  bool       `json:"ladder"` // ordered: 大专以上 means a stretch of it
	Ages    bool       `json:"ages"`   // bands of years
	Exact   bool       `json:"exact"`  // counts things whose whole name is the member: 10个村
	Members [][]string `json:"members"`
	Not     []string   `json:"not"` // words that hold a member's word and are none
}

// bounds of an age band that is open at one end.
const (
	ageLow  = 0
	ageHigh = 200
)

// maxFamilyLabel is the longest label, in bytes, that is looked at for a member of a family.
const maxFamilyLabel = 54

// classify finds the family of a label: 女成员 is member 女 of 性别 with host 成员.
func (d *document) classify(q *quantity, pre string) {
	if q.percent || q.flags&flagBand != 0 || !countable(q.class) {
		return
	}
	if sp, rest, ok := ageBand(pre); ok {
		q.fam, q.member, q.host = d.ageFamily(), sp, trimLabel(rest)
		return
	}
	label := q.pre
	if label == "" {
		label = stripQuotes(q.post)
	}
	if label == "" || len(label) > maxFamilyLabel {
		return
	}
	d.classifyWord(q, label)
	if q.fam < 0 && q.post != "" && label != q.post && len(q.pre) <= len("走访了出") {
		d.classifyWord(q, q.post)
	}
}

func (d *document) ageFamily() int {
	for i := range d.tab.families {
		if d.tab.families[i].Ages {
			return i
		}
	}
	return -1
}

// familyEntry is a word of a family, found by its first rune.
type familyEntry struct {
	family, member int
	word           []rune
}

// familyTable orders the words of all families by their first rune.
func familyTable(fs []family) map[rune][]familyEntry {
	out := map[rune][]familyEntry{}
	for i := range fs {
		for m, words := range fs[i].Members {
			for _, w := range words {
				r := []rune(w)
				out[r[0]] = append(out[r[0]], familyEntry{i, m, r})
			}
		}
	}
	return out
}

// classifyWord finds the first family that has a word in the label; of its
// words the longest counts, so that 不称职 is not read as 称职.
func (d *document) classifyWord(q *quantity, label string) {
	t := []rune(label)
	var best *familyEntry
	at := 0
	for i, r := range t {
		for k := range d.tab.members[r] {
			e := &d.tab.members[r][k]
			if best != nil && (e.family > best.family || e.family == best.family && len(e.word) < len(best.word)) || !startsWith(t[i:], e.word) {
				continue
			}
			f := &d.tab.families[e.family]
			if f.Exact && (q.class == "person" || len(t) != len(e.word)) || f.excludes(label) {
				continue
			}
			best, at = e, i
		}
	}
	if best == nil {
		return
	}
	f := &d.tab.families[best.family]
	rest := string(t[at+len(best.word):])
	sp := span{best.member, best.member + 1}
	if f.Ladder {
		sp, rest = ladderSpan(sp, rest, len(f.Members))
	}
	q.fam, q.member = best.family, sp
	q.host = trimLabel(string(t[:at])) + hostTail(rest)
}

func (f *family) excludes(label string) bool {
	for _, w := range f.Not {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// hostTail drops the words behind a member that say nothing more: 学历, 文化程度, 的.
func hostTail(s string) string {
	for _, w := range []string{"(中专)", "及", "以上", "以下", "(含)", "学历", "文化程度", "文化", "毕业", "的", "者", "票", "等次", "村", "户", "问题", "层次"} {
		s = strings.ReplaceAll(s, w, "")
	}
	return trimLabel(s)
}

// ladderSpan widens a member by 以上 or 以下 behind it. Rung 0 is the highest.
func ladderSpan(sp span, rest string, n int) (span, string) {
	for _, w := range []string{"学历", "文化程度", "文化", "毕业", "(含)", "(中专)"} {
		rest = strings.Replace(rest, w, "", 1)
	}
	rest = strings.TrimPrefix(rest, "及")
	switch {
	case strings.HasPrefix(rest, "以上"):
		return span{0, sp.hi}, rest[len("以上"):]
	case strings.HasPrefix(rest, "以下"):
		return span{sp.lo, n}, rest[len("以下"):]
	}
	return sp, rest
}

// ageBand reads 35岁及以下, 36至45岁, 60岁以上 out of a label. The span is in
// whole years, half open; an edge said by 以下 or 以上 counts as inclusive.
func ageBand(s string) (span, string, bool) {
	at := strings.Index(s, "岁")
	if at < 0 {
		return span{}, "", false
	}
	head, tail := strings.TrimSuffix(s[:at], "周"), s[at+len("岁"):]
	lead, nums := trailingNumbers(head)
	if len(nums) == 0 {
		return span{}, "", false
	}
	for _, w := range []string{"(含)", "(含)", "及", "(不含)"} {
		tail = strings.TrimPrefix(tail, w)
	}
	switch {
	case len(nums) == 2:
		return span{nums[0], nums[1] + 1}, lead + tail, nums[0] < nums[1]
	case strings.HasPrefix(tail, "以下"):
		return span{ageLow, nums[0] + 1}, lead + tail[len("以下"):], true
	case strings.HasPrefix(tail, "以上"):
		return span{nums[0], ageHigh}, lead + tail[len("以上"):], true
	}
	if r := []rune(tail); len(r) > 1 && isRangeMark(r[0]) {
		if second, _, ok := ageBand(string(r[1:])); ok && second.lo == ageLow { // 36岁至45岁以下
			return span{nums[0], second.hi}, "", true
		}
		if end := firstNumber(string(r[1:])); end > nums[0] {
			if i := strings.Index(tail, "岁"); i > 0 {
				return span{nums[0], end + 1}, lead + tail[i+len("岁"):], true
			}
		}
	}
	return span{}, "", false
}

// trailingNumbers reads the one or two small numbers at the end of s: 36至45.
func trailingNumbers(s string) (lead string, nums []int) {
	r := []rune(s)
	i := len(r)
	for len(nums) < 2 {
		j := i
		for j > 0 && isDigit(r[j-1]) {
			j--
		}
		if j == i || i-j > 3 {
			break
		}
		v := 0
		for k := j; k < i; k++ {
			v = v*10 + int(r[k]-'0')
		}
		nums = append([]int{v}, nums...)
		i = j
		if len(nums) == 1 && i > 0 && isRangeMark(r[i-1]) {
			i--
			continue
		}
		break
	}
	return string(r[:i]), nums
}

func firstNumber(s string) int {
	v := 0
	for _, r := range s {
		if !isDigit(r) || v > 200 {
			break
		}
		v = v*10 + int(r-'0')
	}
	return v
}

// disjoint reports whether no two of the members overlap; edges said by 以上
// and 以下 may touch.
func disjoint(qs []*quantity) bool {
	for i := range qs {
		for j := i + 1; j < len(qs); j++ {
			a, b := qs[i].member, qs[j].member
			if a.lo > b.lo {
				a, b = b, a
			}
			touch := a.hi-b.lo == 1 && (b.hi == ageHigh || a.lo == ageLow)
			if b.lo < a.hi && !touch {
				return false
			}
		}
	}
	return true
}

// complete reports whether the members cover the family without a gap.
func (f *family) complete(qs []*quantity) bool {
	if f.Ages {
		return tiles(qs)
	}
	covered := make([]bool, len(f.Members))
	for _, q := range qs {
		for m := q.member.lo; m < q.member.hi && m < len(covered); m++ {
			covered[m] = true
		}
	}
	if f.Ladder && len(qs) >= 2 {
		covered[0] = true // few villages have a postgraduate, and papers leave the nought out
	}
	for _, c := range covered {
		if !c {
			return false
		}
	}
	return f.Closed || f.Ladder || len(qs) == len(f.Members)
}

// tiles reports whether age bands run from below to above without a gap.
func tiles(qs []*quantity) bool {
	var sorted []*quantity
	for _, q := range qs {
		if q.member.hi > 0 { // not those of unknown age
			sorted = append(sorted, q)
		}
	}
	for i := 1; i < len(sorted); i++ {
		for j := i; j > 0 && sorted[j].member.lo < sorted[j-1].member.lo; j-- {
			sorted[j], sorted[j-1] = sorted[j-1], sorted[j]
		}
	}
	if len(sorted) < 2 || sorted[0].member.lo != ageLow || sorted[len(sorted)-1].member.hi != ageHigh {
		return false
	}
	for i := 1; i < len(sorted); i++ {
		gap := sorted[i].member.lo - sorted[i-1].member.hi
		if gap > 0 || gap < -1 {
			return false
		}
	}
	return true
}
