package proof

import "strings"

// levels are the kinds of place a paper speaks for.
var levels = []string{"街道", "社区", "开发区", "镇", "乡", "县", "市", "区", "村"}

// checkForeign finds, with the organisation given, self-names of another level
// (我县 in a township's paper) and bodies of another place of the same level.
func checkForeign(d *document) {
	stem, level := splitOrg(d.opt.Org)
	if level == "" {
		return
	}
	for i := range d.text.paras {
		d.selfNames(i, level)
		d.otherPlaces(i, stem, level)
	}
}

// splitOrg parts 清水镇党委 into 清水 and 镇. Of 某县清水镇 the last place counts.
func splitOrg(org string) (stem, level string) {
	org = strings.TrimSpace(org)
	best := -1
	for _, l := range levels {
		if at := strings.LastIndex(org, l); at > best && at > 0 {
			best, stem, level = at, org[:at], l
		}
	}
	for _, l := range []string{"县", "市", "区", "省"} {
		if at := strings.LastIndex(stem, l); at >= 0 && len(stem) > at+len(l) {
			stem = stem[at+len(l):]
		}
	}
	return stem, level
}

// selfNames finds 我县, 我乡, 本街道 where the paper is a township's.
func (d *document) selfNames(i int, level string) {
	p := &d.text.paras[i]
	for at := 0; at+1 < len(p.t); at++ {
		if p.t[at] != '我' {
			continue
		}
		for _, l := range levels {
			if !p.hasAt(at+1, l) || l == level || sameRank(l, level) {
				continue
			}
			if l == "市" && p.hasAt(at+1, "市场") || l == "村" && level != "村" || l == "区" && p.hasAt(at+1, "区域") {
				break
			}
			said := "我" + l
			d.report(i, at, at+1+len([]rune(l)), Finding{Kind: KindForeign, Severity: SeverityWarning, Said: said, Computed: "我" + level,
				Message: d.opt.Org + "的文稿里出现“" + said + "”，自称的层级不对", Suggest: "我" + level})
			break
		}
	}
}

// sameRank lets a development zone and a street speak of 我区 and 我街道.
func sameRank(a, b string) bool {
	return b == "开发区" && a == "区" || a == "开发区" && b == "区"
}

// otherPlaces finds 红旗镇党委 in a paper of 清水镇.
func (d *document) otherPlaces(i int, stem, level string) {
	if stem == "" || level == "村" || level == "社区" {
		return
	}
	p := &d.text.paras[i]
	want := []rune(stem)
	for at := indexIn(p.t, 0, len(p.t), level); at >= 0; at = indexIn(p.t, at+1, len(p.t), level) {
		end := at + len([]rune(level))
		if !hasAnyAt(p, end, d.tab.slips.BodyTails) && !ownBody(p, at, end) || at >= len(want) && sameRunes(p.t[at-len(want):at], want) {
			continue
		}
		if d.known(p, end) || d.visited(i, p, at) {
			continue
		}
		lo := d.placeName(p, at)
		if lo < 0 {
			continue
		}
		said := string(p.raw[lo:end])
		d.report(i, lo, end, Finding{Kind: KindForeign, Severity: SeverityWarning, Said: said, Computed: stem + level,
			Message: d.opt.Org + "的文稿里出现了“" + said + "”，可能是套用别处文稿时没有改", Suggest: stem + level})
	}
}

// ownBody reports whether a body acts under the name (由大安镇物业办公室牵头), or
// the paper speaks for it (我代表青云镇).
func ownBody(p *para, at, end int) bool {
	lo := max(0, at-4)
	if indexIn(p.t, lo, at, "代表") >= 0 && indexIn(p.t, max(0, at-6), at, "我") >= 0 {
		return true
	}
	if indexIn(p.t, lo, at, "由") < 0 {
		return false
	}
	hi := end
	for hi < len(p.t) && hi-end < 16 && !isBreak(p.t[hi]) {
		hi++
	}
	return anyIn(p.t, end, hi, []string{"办公室", "领导小组", "牵头", "负责", "换届办"})
}

// visited reports whether the text goes to the place or learns from it, so that
// its name stands there by right.
func (d *document) visited(i int, p *para, at int) bool {
	sp := d.sentenceAt(i, at)
	return anyIn(p.t, sp.lo, sp.hi, []string{"学习", "观摩", "考察", "借鉴", "邻县", "邻镇", "兄弟", "赴", "结对", "共建", "划归", "调任", "原任"})
}

// known reports whether a place that the caller knows of ends here.
func (d *document) known(p *para, end int) bool {
	for _, k := range d.opt.Known {
		if stem, level := splitOrg(k); level != "" && endsAt(p.t, end, stem+level) {
			return true
		}
	}
	return false
}

func hasAnyAt(p *para, at int, words []string) bool {
	for _, w := range words {
		if p.hasAt(at, w) {
			return true
		}
	}
	return false
}

// placeName gives where a proper name before the level begins, -1 where the
// words before it are none (全镇, 乡镇, 各镇).
func (d *document) placeName(p *para, at int) int {
	for _, g := range d.tab.slips.Generic {
		if endsAt(p.t, at, g) {
			return -1
		}
	}
	lo := at
	for lo > 0 && at-lo < 3 && isHan(p.t[lo-1]) && !strings.ContainsRune("在和与由经向报到以为从将按及对的是了县市区省", p.t[lo-1]) {
		lo--
	}
	if at-lo < 1 || at-lo == 3 && lo > 0 && isHan(p.t[lo-1]) && !strings.ContainsRune("在和与由经向报到以为从将按及对的县市区省", p.t[lo-1]) {
		if at-lo < 2 {
			return -1
		}
		lo = at - 2
	}
	return lo
}

// checkCitations finds laws and documents whose names are cut, mistyped or out
// of force, and terms of office of an older law.
func checkCitations(d *document) {
	known := map[string]bool{}
	for _, k := range d.tab.titles.Known {
		known[k] = true
	}
	for i := range d.text.paras {
		p := &d.text.paras[i]
		for at := 0; at < len(p.t); at++ {
			if p.t[at] != '《' {
				continue
			}
			end := indexIn(p.t, at, min(len(p.t), at+60), "》")
			if end < 0 {
				continue
			}
			d.title(i, at, end+1, known)
			at = end
		}
		d.oldTerms(i)
	}
}

// title judges one name in 《》.
func (d *document) title(i, lo, hi int, known map[string]bool) {
	p := &d.text.paras[i]
	name := plainTitle(string(p.t[lo+1 : hi-1]))
	if name == "" || known[name] {
		return
	}
	for _, r := range d.tab.titles.Replaced {
		if name == r.Title {
			if indexIn(p.t, max(0, lo-6), min(len(p.t), hi+12), "废止") < 0 {
				d.cite(i, lo, hi, SeverityWarning, "《"+name+"》已被《"+r.By+"》代替", "《"+r.By+"》")
			}
			return
		}
	}
	if hasPrefixAny(name, "省", "市", "县", "自治区") && !hasPrefixAny(name, "省直", "市场", "市直", "县级", "县乡", "省级", "市级", "市政", "县域", "市容") {
		d.report(i, lo, min(hi, lo+8), Finding{Kind: KindPlaceholder, Severity: SeverityWarning, Said: string(p.raw[lo:hi]), Message: "文件名前缺地名：《" + name + "》", Suggest: "补上地名"})
		return
	}
	if near := nearestTitle(name, d.tab.titles.Known); near != "" {
		d.cite(i, lo, hi, SeverityError, "文件名称有误，应为《"+near+"》", "《"+near+"》")
	}
}

func (d *document) cite(i, lo, hi int, sev Severity, message, suggest string) {
	d.report(i, lo, hi, Finding{Kind: KindCitation, Severity: sev, Said: string(d.text.paras[i].raw[lo:hi]), Computed: suggest, Message: message, Suggest: suggest})
}

// plainTitle drops what may follow a title: (2018年修正), (试行).
func plainTitle(s string) string {
	s = strings.ReplaceAll(s, " ", "")
	if at := strings.Index(s, "("); at > 0 && !strings.HasSuffix(s, "(试行)") {
		s = s[:at]
	}
	return s
}

// nearestTitle gives a known title that differs by one or two characters.
func nearestTitle(name string, known []string) string {
	n := []rune(name)
	if len(n) < 5 {
		return ""
	}
	for _, k := range known {
		r := []rune(k)
		if cutFrom(n, r) {
			return k
		}
		if len(n) < 6 {
			continue
		}
		most := 1
		if len(r) >= 9 {
			most = 2
		}
		if diff := len(r) - len(n); diff > most || diff < -most {
			continue
		}
		if e := editDistance(n, r, most); e > 0 && e <= most && !meantOtherwise(n, r) {
			return k
		}
	}
	return ""
}

// cutFrom reports whether a name is a known one with one or two characters of
// its middle or end left out.
func cutFrom(n, known []rune) bool {
	if d := len(known) - len(n); d < 1 || d > 2 || n[0] != known[0] {
		return false
	}
	i := 0
	for _, r := range known {
		if i < len(n) && n[i] == r {
			i++
		}
	}
	return i == len(n) && !meantOtherwise(n, known)
}

// meantOtherwise guards pairs of real titles that differ by little: the one on
// 村民委员会 and the one on 居民委员会, a draft, an order of the same name.
func meantOtherwise(a, b []rune) bool {
	for _, pair := range [][2]string{{"办法", "条例"}, {"规定", "条例"}, {"准则", "条例"}, {"条例", "章程"}, {"村", "居"}, {"草案", ""}, {"细则", "条例"}, {"意见", "办法"}} {
		sa, sb := string(a), string(b)
		if strings.Contains(sa, pair[0]) != strings.Contains(sb, pair[0]) && (pair[1] == "" || strings.Contains(sa, pair[1]) || strings.Contains(sb, pair[1])) {
			return true
		}
	}
	return false
}

// editDistance of two short strings, cut off beyond most.
func editDistance(a, b []rune, most int) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			least = min(least, cur[j])
		}
		if least > most {
			return most + 1
		}
		prev = cur
	}
	return prev[len(b)]
}

// oldTerms finds what an older law said: 村民委员会每届任期三年.
func (d *document) oldTerms(i int) {
	p := &d.text.paras[i]
	for k := range d.tab.titles.Terms {
		o := &d.tab.titles.Terms[k]
		for at := indexIn(p.t, 0, len(p.t), o.Said); at >= 0; at = indexIn(p.t, at+1, len(p.t), o.Said) {
			sp := d.sentenceAt(i, at)
			if !anyIn(p.t, sp.lo, sp.hi, o.Words) || anyIn(p.t, sp.lo, sp.hi, []string{"原", "由三年", "由3年", "过去", "此前", "改为五年", "改为5年"}) {
				continue
			}
			size := len([]rune(o.Said))
			d.report(i, at, at+size, Finding{Kind: KindCitation, Severity: SeverityError, Said: o.Said, Computed: o.Right, Message: o.Note, Suggest: o.Right})
		}
	}
}

func anyIn(t []rune, lo, hi int, words []string) bool {
	for _, w := range words {
		if indexIn(t, lo, hi, w) >= 0 {
			return true
		}
	}
	return false
}
