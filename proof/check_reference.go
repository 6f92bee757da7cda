package proof

import "strings"

// checkReferences finds numbers that point back to one told before and miss
// it: 查出问题47条 … 74条问题中. What points back says so: 227名人选中, 走访的
// 1620户, 以上5个村, 12个网格全部.
func checkReferences(d *document) {
	for i, q := range d.qs {
		if q.exact() && q.val.isWhole() && !q.percent && !q.share && countable(q.class) && q.class != "money" && q.flags&(flagEach|flagMean|flagGrowth|flagGone|flagBand|flagPeak) == 0 {
			if kind := d.pointsBack(i); kind != refNone {
				d.resolve(i, kind)
			}
		}
	}
	d.checkVotes()
}

// reference is the way a number points back.
type reference uint8

const (
	refNone  reference = iota
	refAmong           // 47条问题中
	refDeed            // 走访的1620户
	refAll             // 12个网格全部
	refThese           // 以上5个村
	refPlain           // 53名党员, at the head of a clause
)

// pointsBack reads how, if at all, the number points back.
func (d *document) pointsBack(i int) reference {
	q := d.qs[i]
	t := d.text.paras[q.para].t
	lead := strings.TrimLeft(q.lead, "在从对将把")
	switch {
	case q.post == "" && q.pre == "":
		return refNone
	case strings.HasSuffix(lead, "以上") || strings.HasSuffix(lead, "上述") || strings.HasSuffix(lead, "这"):
		return refThese
	case strings.HasSuffix(lead, "的") && deedLike(lead) && d.firstOfKind(i):
		return refDeed
	}
	tail := string(t[q.uEnd:min(len(t), q.uEnd+16)])
	noun := strings.Index(tail, q.post)
	if noun != 0 {
		return refNone
	}
	tail = tail[len(q.post):]
	free := lead == "" || lead == q.lead && q.area != "" && q.pre == ""
	switch {
	case free && (strings.HasPrefix(tail, "中,") || strings.HasPrefix(tail, "中") && !strings.HasPrefix(tail, "中心")):
		return refAmong
	case free && len([]rune(q.post)) > 1 && !strings.HasPrefix(tail, "全部") && !strings.HasPrefix(tail, "均") && !strings.HasPrefix(tail, "都"):
		return refPlain
	case free && q.post != "" && d.firstOfKind(i) && (strings.HasPrefix(tail, "全部") || strings.HasPrefix(tail, "均") || strings.HasPrefix(tail, "都")):
		return refAll
	}
	return refNone
}

// deedLike reports whether the words before 的 tell a deed or a state that was
// counted before, and no mere measure or comparison.
func deedLike(lead string) bool {
	if n := []rune(lead); len(n) < 3 || n[len(n)-2] == '”' || containsAny(lead, []string{"新", "其他", "其余", "符合", "年龄", "以上", "以下", "以内", "不少于", "比", "全部", "达到", "超过", "需要", "存在", "计划", "拟", "原有", "原来", "现有", "上年", "去年", "之前", "下一", "当选", "最", "有的", "另"}) {
		return false
	}
	return true
}

// firstOfKind reports whether no other count of the unit stands before q in its sentence.
func (d *document) firstOfKind(i int) bool {
	q := d.qs[i]
	for k := i - 1; k >= 0 && d.qs[k].sent == q.sent; k-- {
		if p := d.qs[k]; p.count() && sameUnit(p, q) {
			return false
		}
	}
	return true
}

// resolve looks for what the number points back to.
func (d *document) resolve(i int, kind reference) {
	q := d.qs[i]
	var suspect *quantity
	for k, n := i-1, 0; k >= 0 && n < 4*maxScope; k-- {
		p := d.qs[k]
		if n++; p.class == "vote" || !p.exact() || p.percent || p.share || p.flags&(flagEach|flagMean|flagGrowth|flagGone|flagBand) != 0 || p.class != q.class || !sameUnit(p, q) {
			continue
		}
		if p.val.eq(q.val) || d.pairIs(k, q.val) {
			if kind != refPlain {
				check(p, q)
			}
			return
		}
		if suspect == nil && d.sameThing(k, q, kind) && mistaken(p, q) && (kind != refPlain || swapped(p, q) && p.of == nil) && !d.text.paras[p.para].cell {
			suspect = p
		}
	}
	if d.derived(i) {
		return
	}
	if suspect == nil {
		if kind == refDeed {
			d.undone(i)
		}
		return
	}
	sev := SeverityError
	if kind == refAll {
		sev = SeverityWarning
	}
	d.twoValues(q, suspect, sev)
}

// undone tests 未完成登记的3个村 against 22个村中有19个村完成了登记.
func (d *document) undone(i int) {
	q := d.qs[i]
	deed, ok := strings.CutPrefix(strings.TrimLeft(q.lead, "对将把"), "未")
	if !ok {
		return
	}
	deed = plainWords(strings.TrimSuffix(deed, "的"))
	for k, n := i-1, 0; k >= 0 && n < maxScope; k-- {
		n++
		p := d.qs[k]
		if !p.count() || p.of == nil || !sameUnit(p, q) || !strings.Contains(d.plain(p), deed) || len([]rune(deed)) < 2 {
			continue
		}
		left, ok := p.of.val.sub(p.val)
		check(p, q)
		if !ok || left.eq(q.val) || !closeTo(q.val, left, 30) {
			return
		}
		lo, hi := d.extent(q)
		f := p.of.figure(1) + " − " + p.figure(1) + " = " + left.String()
		d.report(q.para, lo, hi, Finding{Kind: KindSum, Severity: SeverityError, Said: q.text(d), Computed: left.String() + q.unit, Formula: f,
			Related: []Place{d.placeOf(p.of), d.placeOf(p)}, Message: "总数减去已完成的，同未完成的数不符：" + f + "，文中为" + q.text(d), Suggest: left.String() + q.unit})
		return
	}
}

// pairIs reports whether two neighbouring numbers add up to the value: 168个村、37个社区.
func (d *document) pairIs(k int, v rat) bool {
	if k+1 >= len(d.qs) || d.qs[k+1].sent != d.qs[k].sent || !d.qs[k+1].count() || !sameUnit(d.qs[k], d.qs[k+1]) {
		return false
	}
	sum, ok := d.qs[k].val.add(d.qs[k+1].val)
	diff, fine := d.qs[k].val.sub(d.qs[k+1].val)
	return ok && sum.eq(v) || fine && diff.eq(v)
}

// derived reports whether the number is what two counts of its unit before it
// make together, or what one leaves of the other.
func (d *document) derived(i int) bool {
	q := d.qs[i]
	var near []*quantity
	for k := i - 1; k >= 0 && len(near) < 14; k-- {
		if p := d.qs[k]; p.count() && p.unit == q.unit {
			near = append(near, p)
		}
	}
	for a := range near {
		for b := range near {
			sum, ok := near[a].val.add(near[b].val)
			diff, fine := near[a].val.sub(near[b].val)
			if a != b && (ok && sum.eq(q.val) || fine && diff.eq(q.val)) {
				return true
			}
		}
	}
	return false
}

// swapped reports whether two numbers differ by two digits changed about.
func swapped(p, q *quantity) bool {
	a, b := p.val.String(), q.val.String()
	if len(a) != len(b) {
		return false
	}
	diff := 0
	for i := range len(a) {
		if a[i] != b[i] {
			diff++
		}
	}
	return diff == 2 && oneSlip(a, b)
}

// mistaken reports whether one number can be the other mistyped.
func mistaken(p, q *quantity) bool {
	a, b := p.val.String(), q.val.String()
	if p.val.cmp(whole(10)) < 0 && q.val.cmp(whole(10)) < 0 {
		return near(p.val, q.val, whole(1))
	}
	return oneSlip(a, b) || closeTo(p.val, q.val, 3)
}

// tail gives what stands behind the unit up to the next mark or number.
func (d *document) tail(q *quantity) string {
	return string(d.text.paras[q.para].t[q.uEnd:max(q.uEnd, q.postHi)])
}

// sameThing reports whether the number at k counts what q points back to.
func (d *document) sameThing(k int, q *quantity, kind reference) bool {
	p := d.qs[k]
	words := d.plain(p)
	if p.pre == "" && p.post == "" && k > 0 && d.qs[k-1].sent == p.sent && sameUnit(d.qs[k-1], p) {
		words = plainWords(d.qs[k-1].lead + d.qs[k-1].post) // 配备网格员1名,共54名
	}
	noun := plainWords(q.post)
	if kind == refDeed {
		deed := plainWords(strings.TrimSuffix(q.lead, "的"))
		if sharesWord(words, noun) && !sharesWord(words, deed) {
			return oneSlip(p.val.String(), q.val.String()) && p.post == "" && containsAny(deed, []string{"某"})
		}
		return sharesWord(words, deed) && (noun == "" || p.post == "" || sharesWord(words, noun) || strings.Contains(words, noun))
	}
	if noun == "" {
		noun = plainWords(q.pre)
	}
	if noun == "" || containsAny(words, []string{"未", "不"}) != containsAny(plainWords(q.lead+q.post), []string{"未", "不"}) {
		return false
	}
	if len([]rune(noun)) == 1 {
		return strings.HasSuffix(words, noun) && (p.area != "" || p.has(flagTotal))
	}
	return strings.Contains(words, noun) || strings.HasSuffix(noun, words) && len([]rune(words)) > 1
}

// plain gives the words before and behind a number without what carries no
// meaning; they are worked out once.
func (d *document) plain(q *quantity) string {
	if q.words == "" {
		q.words = plainWords(q.lead + d.tail(q))
	}
	return q.words
}

// emptyWords carry no meaning in a label.
var emptyWords = strings.NewReplacer("已经", "", "已", "", "共", "", "了", "", "的", "", "其中", "", "有", "", "先后", "", "累计", "", "全镇", "", "全县", "", "全乡", "", "全市", "", "全区", "", "全街道", "", "我镇", "", "我乡", "", "我县", "", ",", "",
	"“", "", "”", "", "‘", "", "’", "", "\"", "", " ", "", "*", "")

// plainWords drops what carries no meaning in a label.
func plainWords(s string) string { return emptyWords.Replace(s) }

// sharesWord reports whether two labels have two characters in a row in common.
func sharesWord(a, b string) bool {
	r := []rune(b)
	for i := 0; i+1 < len(r); i++ {
		if isHan(r[i]) && isHan(r[i+1]) && strings.Contains(a, string(r[i:i+2])) {
			return true
		}
	}
	return false
}

// twoValues reports two numbers that claim the same thing.
func (d *document) twoValues(q, p *quantity, sev Severity) {
	check(q, p)
	lo, hi := d.extent(q)
	d.report(q.para, lo, hi, Finding{Kind: KindConflict, Severity: sev, Said: q.text(d), Computed: p.text(d),
		Related: []Place{d.placeOf(p)}, Message: "同一项数字前后不一：前面是" + p.text(d) + "，这里是" + q.text(d), Suggest: "查清后两处统一"})
}

// checkVotes compares the votes of one person told twice: 郑某得571票 … 郑某以517票当选.
func (d *document) checkVotes() {
	votes := map[string][]*quantity{}
	for _, q := range d.qs {
		name := voter(q)
		if name == "" || d.text.paras[q.para].cell {
			continue
		}
		same := votes[name]
		votes[name] = append(same, q)
		if len(same) == 0 || !d.elects(q) {
			continue
		}
		found := false
		for _, p := range same {
			found = found || p.val.eq(q.val)
		}
		if !found {
			d.twoValues(q, same[len(same)-1], SeverityError)
		}
	}
}

// elects reports whether the votes are told with the result.
func (d *document) elects(q *quantity) bool {
	t := d.text.paras[q.para].t
	return hasWord(t[q.uEnd:min(len(t), q.uEnd+14)], "当选")
}

// voter gives the name in 郑某得571票, 以517票: its last two characters.
func voter(q *quantity) string {
	if q.class != "vote" || !q.count() {
		return ""
	}
	s := strings.TrimSuffix(q.lead, "票")
	for _, w := range []string{"获得赞成", "获赞成", "获得", "得赞成", "得", "以", "获"} {
		if rest := strings.TrimSuffix(s, w); rest != s {
			return lastRunes(rest, 2)
		}
	}
	return ""
}
