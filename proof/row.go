package proof

import "strings"

// row is a list of counts told side by side, 男168人、女68人: what may divide a whole.
type row struct {
	parts []*quantity
	whole *quantity // what it was found to divide
	at    int       // index of the first part in its sentence
	sep   gap       // what parts the members
	open  bool      // the row goes on with something that was not understood, or ends in 等
}

// gap is the strongest mark between two numbers of a sentence.
type gap uint8

const (
	gapNone gap = iota
	gapItem     // 、 or 和
	gapComma
	gapHalf // ;
	gapStop
)

// maxRow bounds the numbers looked at together; no sentence for people has more.
const maxRow = 120

// sentencesOf gives the quantities sentence by sentence.
func (d *document) sentencesOf() [][]*quantity {
	if d.bySent != nil || len(d.qs) == 0 {
		return d.bySent
	}
	lo := 0
	for i := 1; i <= len(d.qs); i++ {
		if i == len(d.qs) || d.qs[i].sent != d.qs[lo].sent || i-lo >= maxRow {
			d.bySent = append(d.bySent, d.qs[lo:i])
			lo = i
		}
	}
	return d.bySent
}

// between reports whether one of the words stands between two quantities of one paragraph.
func (d *document) between(a, b *quantity, words ...string) bool {
	if a.para != b.para {
		return false
	}
	t := d.text.paras[a.para].t
	for _, w := range words {
		if indexIn(t, a.uEnd, b.start, w) >= 0 {
			return true
		}
	}
	return false
}

// words gives what stands between two quantities of one paragraph, "" for others.
func (d *document) words(a, b *quantity) string {
	if a.para != b.para || b.start < a.uEnd {
		return ""
	}
	return string(d.text.paras[a.para].t[a.uEnd:b.start])
}

// gapOf gives the strongest mark between two quantities, leaving out what stands in brackets.
func (d *document) gapOf(a, b *quantity) gap {
	if a.para != b.para {
		return gapStop
	}
	g, depth := gapNone, 0
	for _, r := range d.text.paras[a.para].t[a.uEnd:max(a.uEnd, b.start)] {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case depth > 0:
		case isStop(r) || r == ':':
			return gapStop
		case r == ';':
			g = max(g, gapHalf)
		case r == ',':
			g = max(g, gapComma)
		case r == '、' || r == '和' || r == '及':
			g = max(g, gapItem)
		}
	}
	return g
}

// canBePart reports whether q may be one of several parts.
func canBePart(q *quantity) bool {
	return q.count() && q.flags&(flagEach|flagMean|flagGrowth|flagGone|flagPeak) == 0
}

// rowsIn finds the rows of a sentence.
func (d *document) rowsIn(qs []*quantity) []row {
	var out []row
	for i := 0; i < len(qs); {
		r, next := d.rowAt(qs, i)
		if len(r.parts) > 0 {
			out = append(out, r)
		}
		i = max(next, i+1)
	}
	return out
}

// rowAt gathers the row that begins at qs[i] and tells where to go on.
func (d *document) rowAt(qs []*quantity, i int) (row, int) {
	first := qs[i]
	if !canBePart(first) || first.has(flagTotal) {
		return row{}, i + 1
	}
	r := row{parts: []*quantity{first}, at: i}
	lastAt, j := i, i+1
	for ; j < len(qs); j++ {
		q := qs[j]
		prev := r.parts[len(r.parts)-1]
		g := d.gapOf(prev, q)
		if passes(first, prev, q, g) {
			continue
		}
		if q.depth < first.depth || !canBePart(q) || q.flags&(flagTotal|flagOf) != 0 || !sameUnit(first, q) || len(r.parts) == 1 && isHead(first, q, g) {
			r.open = q.has(flagOf) && canBePart(q) && sameUnit(first, q)
			break
		}
		if len(r.parts) > 1 && g < r.sep && !kin(first, q) {
			if g > gapNone {
				r.parts = r.parts[:len(r.parts)-1] // the last one begins a closer row
				return d.ended(r), lastAt
			}
			break
		}
		d.refile(first, q)
		if !r.takes(q, g) {
			break
		}
		if len(r.parts) == 1 {
			r.sep = g
		}
		r.parts = append(r.parts, q)
		lastAt = j
	}
	return d.ended(r), j
}

// passes reports whether a row goes on behind q without it: a percentage, a
// band, a remark in brackets, people beside households (12户38人、8户21人).
func passes(first, prev, q *quantity, g gap) bool {
	return q.percent || q.has(flagBand) || q.share || q.depth > first.depth || g == gapNone && !sameUnit(prev, q) && canBePart(q)
}

// isHead reports whether the first number of a would-be row is the whole of
// what follows: 排查126处,已整改119处; 应配7人,实配6人.
func isHead(first, q *quantity, g gap) bool {
	if g < gapComma || first.val.cmp(q.val) < 0 {
		return false
	}
	return first.fam < 0 && q.fam >= 0 || first.fam >= 0 && q.fam >= 0 && first.fam != q.fam && strings.HasPrefix(first.pre, "应") || isDue(first) && !isDue(q)
}

// isDue reports whether a number says how many there should be.
func isDue(q *quantity) bool {
	return containsAny(q.pre, []string{"应", "核定", "计划", "任务", "目标"})
}

// kin reports whether two numbers belong to one family.
func kin(a, b *quantity) bool {
	return a.fam >= 0 && a.fam == b.fam && a.host == b.host && a.member != b.member
}

// refile reads a label anew in the family of the row: 一般 is a grade of 先进、
// 一般、后进 as of 好、较好、一般.
func (d *document) refile(first, q *quantity) {
	if first.fam < 0 || q.fam < 0 || first.fam == q.fam {
		return
	}
	f := &d.tab.families[first.fam]
	for m, words := range f.Members {
		for _, w := range words {
			if strings.HasPrefix(q.label, w) && !f.excludes(q.label) {
				q.fam, q.member, q.host = first.fam, span{m, m + 1}, hostTail(q.label[len(w):])
				return
			}
		}
	}
}

// takes reports whether q goes on the row.
func (r *row) takes(q *quantity, g gap) bool {
	first := r.parts[0]
	if q.has(flagRest) && q.fam < 0 && first.fam >= 0 && g < gapStop {
		return true // 学历未登记1人 completes the division
	}
	if g >= gapStop || g == gapNone && !kin(first, q) {
		return false
	}
	if len(r.parts) > 1 && g > r.sep && !kin(first, q) && !isResidual(q) {
		return false
	}
	if isDue(q) && !isDue(first) || !sameDimension(first, q) && !isResidual(q) {
		return false
	}
	if first.fam >= 0 && len(r.parts) > 1 && r.parts[1].fam == first.fam && q.fam != first.fam && !isResidual(q) {
		return false
	}
	if kin(first, q) && q.member.hi-q.member.lo > 1 && !disjoint(append(r.parts[:len(r.parts):len(r.parts)], q)) {
		return false // 大专及以上 behind 大专: another way of dividing
	}
	return parallel(first, q)
}

// sameDimension reports whether two labels do not divide in different ways:
// 男 and 女, 农村党员 and 机关党员, 主任优秀 and 称职, but not 男 and 党员.
func sameDimension(a, b *quantity) bool {
	switch {
	case a.fam < 0 || b.fam < 0:
		return true
	case a.fam != b.fam:
		return false
	case a.member == b.member:
		return a.host != b.host
	case b.host == "":
		b.host = a.host // 主任优秀28票、称职14票
	}
	return a.host == b.host
}

// parallel reports whether two numbers are named in the same way: both before
// or both behind, or the second not at all.
func parallel(a, b *quantity) bool {
	switch {
	case b.pre == "" && b.post == "":
		return true
	case isResidual(b):
		return true
	case a.pre != "" && b.pre != "":
		return true
	}
	return a.pre == "" && b.pre == "" && a.post != ""
}

// ended closes a row: 等 behind its last member leaves it open.
func (d *document) ended(r row) row {
	if d.follows(r.parts[len(r.parts)-1], "等") {
		r.open = true
	}
	return r
}

// follows reports whether the words stand within a few characters behind q.
func (d *document) follows(q *quantity, words string) bool {
	t := d.text.paras[q.para].t
	at := indexIn(t, q.uEnd, min(len(t), q.uEnd+14), words)
	if at < 0 {
		return false
	}
	for i := q.uEnd; i < at; i++ {
		if isStop(t[i]) || t[i] == ';' || t[i] == ',' {
			return false
		}
	}
	return at+1 >= len(t) || t[at+1] != '次' && t[at+1] != '级'
}

func hasWord(t []rune, w string) bool { return indexIn(t, 0, len(t), w) >= 0 }

// residualWords name a last part that takes up all the rest.
var residualWords = []string{"其他", "其余", "其它", "剩余", "另外", "另选他人"}

// restWords name what is left over when the rest is done.
var restWords = []string{"尚有", "尚未", "还有", "还剩", "还差", "仍有", "未", "正在", "在办", "在建", "缺额", "空缺", "缺编", "缺", "不合格", "不符合", "不通过", "不满意", "无效", "废票", "作废", "弃权", "待", "余下", "剩下", "退回", "不实", "空白"}

// isResidual reports whether q takes up all the rest: 其他36件.
func isResidual(q *quantity) bool { return containsAny(q.lead+q.post, residualWords) }

// isComplement reports whether q is what is left when the other part is done: 尚有17件.
func isComplement(q *quantity) bool { return containsAny(q.lead+q.post, restWords) }

// complete reports whether the row by its own words divides all of something.
func (d *document) complete(parts []*quantity) bool {
	n := len(parts)
	if n < 2 {
		return false
	}
	if isResidual(parts[n-1]) {
		return true
	}
	if f := parts[0].fam; f >= 0 && kin(parts[0], parts[1]) {
		return disjoint(parts) && d.tab.families[f].complete(parts)
	}
	if serial(parts) || banded(parts) {
		return true
	}
	return n <= 3 && isComplement(parts[n-1]) && !isComplement(parts[0])
}

// banded reports whether the labels are bands of one measure, open at both ends:
// 90分以上的22人、80分至89分的35人、80分以下的7人.
func banded(parts []*quantity) bool {
	n := len(parts)
	if n < 3 {
		return false
	}
	a, b := parts[0].lead, parts[n-1].lead
	falling := strings.Contains(a, "以上") && strings.Contains(b, "以下")
	rising := strings.Contains(a, "以下") && strings.Contains(b, "以上")
	if !falling && !rising {
		return false
	}
	for _, unit := range []string{"分", "万元", "元", "亩", "人", "户"} {
		all := true
		for _, p := range parts {
			at := strings.Index(p.lead, unit)
			all = all && at > 0 && isDigit(rune(p.lead[at-1]))
		}
		if all {
			return true
		}
	}
	return false
}

// uniform reports whether the labels of all parts end in the same word, so
// that they divide one thing: 邻里纠纷、土地纠纷、婚姻纠纷.
func uniform(qs []*quantity) bool {
	if len(qs) < 2 || kin(qs[0], qs[1]) {
		return false
	}
	tail := lastRunes(qs[0].label, 1)
	for i, q := range qs {
		if tail == "" || lastRunes(q.label, 1) != tail || len([]rune(q.label)) < 2 || q.area != "" {
			return serial(qs)
		}
		for _, o := range qs[:i] {
			if strings.HasSuffix(q.label, o.label) || strings.HasSuffix(o.label, q.label) {
				return false
			}
		}
	}
	return true
}

// serial reports whether the labels count up: 第一批6个、第二批12个; 一组4名、二组5名.
func serial(qs []*quantity) bool {
	for i, q := range qs {
		l := []rune(strings.TrimPrefix(q.pre, "第"))
		if len(l) < 2 || len(l) > 8 {
			return false
		}
		v, ok := digitOf(l[0])
		if isDigit(l[0]) {
			v, ok = int64(l[0]-'0'), true
		}
		if !ok || v != int64(i+1) {
			return false
		}
	}
	return len(qs) > 1
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	if len(r) < n {
		return ""
	}
	return string(r[len(r)-n:])
}

// crossDimension reports whether the labels measure people in different ways
// (党员、妇女、大专以上), so that they overlap.
func (d *document) crossDimension(parts []*quantity) bool {
	fams := map[int]bool{}
	for _, q := range parts {
		fams[q.fam] = true
	}
	if len(fams) > 1 && !fams[-1] || len(fams) > 2 {
		return true
	}
	for _, q := range parts {
		if containsAny(q.pre+q.post, d.tab.traits) {
			return true
		}
	}
	return false
}
