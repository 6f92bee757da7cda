package proof

import "strings"

// share is the claim that a is p percent of something.
type share struct {
	p       *quantity
	a       *quantity // nil where the text gives no number for the part
	base    *quantity // the base the phrase itself names with a number
	name    string    // the base the phrase names in words, "" for 总数 and nothing
	area    string
	rate    bool   // a named rate: 到会率, 回收率
	loose   bool   // the part may be another number than a
	subject string // what the share is of, where a is nil
}

// sharesIn reads the shares of one sentence.
func (d *document) sharesIn(qs []*quantity) []share {
	var out []share
	qs = withoutBands(qs)
	for i := 0; i < len(qs); i++ {
		if !qs[i].percent || qs[i].ranged {
			continue
		}
		if n := d.zipped(qs, i); n > 1 {
			for k := range n {
				s := d.shareAt(qs, i+k, qs[i-n+k])
				if k > 0 {
					s.name, s.base, s.area = out[len(out)-1].name, out[len(out)-1].base, out[len(out)-1].area
				}
				out = append(out, s)
			}
			i += n - 1
			continue
		}
		if s, ok := d.shareOf(qs, i); ok {
			out = append(out, s)
		}
	}
	return out
}

// withoutBands leaves out the numbers that only name a group.
func withoutBands(qs []*quantity) []*quantity {
	out := make([]*quantity, 0, len(qs))
	for _, q := range qs {
		if !q.has(flagBand) {
			out = append(out, q)
		}
	}
	return out
}

// zipped gives n where qs[i:i+n] are percentages told in one row about the n
// counts told in one row before them: A1人、B2人,分别占x%、y%.
func (d *document) zipped(qs []*quantity, i int) int {
	t := d.text.paras[qs[i].para].t
	n := 1
	for i+n < len(qs) && qs[i+n].percent && !qs[i+n].ranged && rowGap(t, qs[i+n-1].end, qs[i+n].start) {
		n++
	}
	if n < 2 || i < n || !hasWord(t[qs[i-1].uEnd:qs[i].start], "占") && !hasWord(t[qs[i-1].uEnd:qs[i].start], "分别") {
		return 0
	}
	for k := i - n; k < i; k++ {
		if !canBePart(qs[k]) || k > i-n && !sameUnit(qs[k], qs[k-1]) {
			return 0
		}
	}
	if i > n && canBePart(qs[i-n-1]) && qs[i-n-1].half == qs[i].half && sameUnit(qs[i-n-1], qs[i-n]) && !qs[i-n-1].has(flagTotal) && !qs[i-n].has(flagOf) && rowGap(t, qs[i-n-1].uEnd, qs[i-n].preLo) {
		if sum, ok := total(qs[i-n : i]); ok && qs[i-n-1].val.cmp(sum) < 0 {
			return 0 // the rows are not of one length
		}
	}
	return n
}

// rowGap reports whether only a mark and a word or two part two members of a row.
func rowGap(t []rune, lo, hi int) bool {
	if hi < lo || hi-lo > 4 {
		return hi < lo
	}
	for _, r := range t[lo:hi] {
		switch r {
		case '、', ',', '和', '及', ' ', '与':
		default:
			return false
		}
	}
	return true
}

// shareOf reads the share at qs[i], a single percentage.
func (d *document) shareOf(qs []*quantity, i int) (share, bool) {
	p := qs[i]
	if p.flags&(flagGrowth|flagRule|flagGone) != 0 || p.about {
		return share{}, false
	}
	t := d.text.paras[p.para].t
	lo := d.sentence(p).lo
	if i > 0 {
		lo = qs[i-1].uEnd
	}
	at := lastIndexIn(t, max(lo, p.start-preReach), p.start, "占")
	switch {
	case at >= 0:
		var a *quantity
		if i > 0 {
			a = d.numerator(qs, i, at)
		}
		s := d.shareAt(qs, i, a)
		s.loose = a != nil && at-a.uEnd > 3 && countRune(t[a.uEnd:at], ',') == 0
		return s, true
	case i > 0 && p.depth > qs[i-1].depth && t[p.start-1] == '(' && p.start-qs[i-1].uEnd <= 10 && canBePart(qs[i-1]) && (p.end >= len(t) || t[p.end] == ')' || t[p.end] == ','):
		return share{p: p, a: qs[i-1]}, true
	case i > 0 && d.isRate(p):
		return share{p: p, rate: true}, true
	}
	// 占67名成员的28.4%: the base stands between 占 and the percentage
	if i > 1 && canBePart(qs[i-1]) && hasWord(t[qs[i-2].uEnd:qs[i-1].start], "占") && onlyBase(t[qs[i-1].uEnd:p.start]) {
		at := lastIndexIn(t, qs[i-2].uEnd, qs[i-1].start, "占")
		return share{p: p, a: d.numerator(qs, i-1, at), base: qs[i-1]}, true
	}
	return share{}, false
}

// onlyBase reports whether the words behind a base lead straight to its share: 名成员的.
func onlyBase(t []rune) bool {
	if len(t) == 0 || len(t) > 14 {
		return false
	}
	for _, r := range t {
		if isBreak(r) {
			return false
		}
	}
	return len(t) > 0 && t[len(t)-1] == '的' || hasWord(t, "总数") || hasWord(t, "比例") || hasWord(t, "比重")
}

func lastIndexIn(t []rune, lo, hi int, words string) int {
	at := -1
	for i := indexIn(t, lo, hi, words); i >= 0; i = indexIn(t, i+1, hi, words) {
		at = i
	}
	return at
}

// numerator gives the count that 占 at the offset speaks of, nil where another
// subject stands between them.
func (d *document) numerator(qs []*quantity, i, at int) *quantity {
	if i == 0 {
		return nil
	}
	a := qs[i-1]
	bare := a.exact() && a.class == ""
	if !a.count() && !bare || a.percent || a.flags&(flagEach|flagMean|flagGone) != 0 {
		return nil
	}
	t := d.text.paras[a.para].t
	gap := string(t[a.uEnd:max(at, a.uEnd)])
	if at > a.uEnd && (t[at-1] == ',' || t[at-1] == '(') && countRune(t[a.uEnd:at], ',') <= 1 && !hasStop(t[a.uEnd:at]) && countRune(t[a.uEnd:at], ';') == 0 {
		return a // 有5个村没有后备干部,占13.2%
	}
	gap = strings.NewReplacer(",", "", "(", "", " ", "", "约", "", "分别", "", "各", "", ")", "", "、", "", "总体", "", "”", "", "“", "").Replace(gap)
	if gap == "" || gap == a.post || strings.HasPrefix(gap, a.post) && len(gap)-len(a.post) <= 3 {
		return a
	}
	if !strings.ContainsRune(string(t[a.uEnd:at]), ',') && len([]rune(gap)) <= 12 {
		return a // 6个村实现一肩挑占50%
	}
	return nil
}

// shareAt reads the phrase of the base: 占全镇党员总数的.
func (d *document) shareAt(qs []*quantity, i int, a *quantity) share {
	p := qs[i]
	s := share{p: p, a: a}
	t := d.text.paras[p.para].t
	lo := d.sentence(p).lo
	if i > 0 {
		lo = qs[i-1].uEnd
	}
	at := lastIndexIn(t, max(lo, p.start-preReach), p.start, "占")
	if at < 0 {
		return s
	}
	phrase := string(t[at+1 : p.start])
	for _, w := range areas {
		if strings.Contains(phrase, w.word) {
			s.area, phrase = w.level, strings.Replace(phrase, w.word, "", 1)
		}
	}
	for _, w := range []string{"总人数", "总数", "总量", "总户数", "总人口", "比例", "比重", "总额", "分别", "的", "为", "达到", "达", "到", "约", "比", "了", "近", "其", "总", "数", ":", " ", "中"} {
		phrase = strings.ReplaceAll(phrase, w, "")
	}
	s.name = stripQuotes(phrase)
	if s.name == "" && a != nil {
		s.name = subjectIn(a.pre)
	}
	if a == nil {
		s.subject = string(t[max(lo, at-12):at])
		s.name = firstOfTwo(s.name, subjectIn(stripQuotes(s.subject)))
	}
	return s
}

func hasSuffixAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func firstOfTwo(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// subjectIn gives X of X中女性.
func subjectIn(s string) string {
	at := strings.LastIndex(s, "中")
	if at <= 0 || strings.HasSuffix(s[:at], "其") || hasSuffixAny(s[:at], "高", "初", "之", "当", "集", "年") || strings.HasPrefix(s[at:], "中共") || strings.HasPrefix(s[at:], "中专") || strings.HasPrefix(s[at:], "中心") || strings.HasPrefix(s[at:], "中学") {
		return ""
	}
	name := s[:at]
	if i := strings.LastIndexAny(name, ",;:、"); i >= 0 {
		name = strings.TrimLeft(name[i:], ",;:、")
	}
	return trimLabel(name)
}

// isRate reports whether the words right before p end in 率.
func (d *document) isRate(p *quantity) bool {
	t := d.text.paras[p.para].t
	if hasWord(t[max(0, p.start-6):p.start], "差额比例") {
		return true
	}
	at := lastIndexIn(t, max(0, p.start-5), p.start, "率")
	return at >= 0 && !hasWord(t[at:p.start], ",") && p.flags&flagGrowth == 0
}

// rateWord gives the named rate whose word stands right before p.
func (d *document) rateWord(p *quantity) *rate {
	t := d.text.paras[p.para].t
	for i := range d.tab.slips.Rates {
		r := &d.tab.slips.Rates[i]
		at := lastIndexIn(t, max(0, p.start-8), p.start, r.Word)
		if at >= 0 && at+len([]rune(r.Word)) >= p.start-2 {
			return r
		}
	}
	return nil
}
