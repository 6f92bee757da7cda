package proof

import "strings"

// checkLimits compares periods and quotas of the text with the limits handed in.
func checkLimits(d *document) {
	for li := range d.opt.Limits {
		l := &d.opt.Limits[li]
		for _, qs := range d.sentencesOf() {
			if len(qs) == 0 || !d.speaks(qs[0], l.Words) {
				continue
			}
			for _, q := range qs {
				if contains(l.Units, q.unit) && d.speaksNear(q, l.Words) {
					d.checkLimit(l, q)
				}
			}
		}
	}
}

// speaks reports whether the sentence holds all the words.
func (d *document) speaks(q *quantity, words []string) bool {
	sp, t := d.sentence(q), d.text.paras[q.para].t
	for _, w := range words {
		if indexIn(t, sp.lo, sp.hi, w) < 0 {
			return false
		}
	}
	return len(words) > 0
}

// speaksNear reports whether the last of the words stands in the clause of the
// number, so that another period of the same sentence is not taken for it.
func (d *document) speaksNear(q *quantity, words []string) bool {
	t := d.text.paras[q.para].t
	lo, hi := q.start, q.uEnd
	for n := 0; lo > 0 && !isStop(t[lo-1]) && t[lo-1] != ';'; lo-- {
		if t[lo-1] == ',' {
			if n++; n > 1 {
				break
			}
		}
	}
	for hi < len(t) && !isBreak(t[hi]) {
		hi++
	}
	for _, w := range words {
		if indexIn(t, lo, hi, w) >= 0 {
			return true
		}
	}
	return false
}

// checkLimit tests one number. 不少于3天 promises three days and no more.
func (d *document) checkLimit(l *Limit, q *quantity) {
	if q.about {
		return
	}
	check(q)
	low, high := q.val, q.hi
	under := l.Min != nil && low.cmp(whole(*l.Min)) < 0 && (q.flags&flagUnder == 0 || q.flags&flagRule == 0)
	over := l.Max != nil && high.cmp(whole(*l.Max)) > 0
	if !under && !over {
		return
	}
	bound := "不少于"
	v := l.Min
	if over && !under {
		bound, v = "不超过", l.Max
	}
	right := bound + whole(*v).String() + l.Units[0]
	rule := l.Rule
	if rule == "" {
		rule = right
	}
	message := "与规定不符：" + rule
	if l.Source != "" {
		message += "(" + l.Source + ")"
	}
	lo, hi := d.extent(q)
	d.report(q.para, lo, hi, Finding{Kind: KindLimit, Severity: SeverityError, Said: q.text(d), Computed: right, Message: message + "，文中为" + q.text(d), Suggest: right})
}

// checkRecords compares numbers of the text with recorded figures. A number is
// compared only where its label is the figure's and it speaks for the whole place.
func checkRecords(d *document) {
	if len(d.opt.Figures) == 0 {
		return
	}
	byLabel := map[string]*Figure{}
	for i := range d.opt.Figures {
		f := &d.opt.Figures[i]
		for _, l := range f.Labels {
			byLabel[recordLabel(l)] = f
		}
	}
	for _, q := range d.qs {
		if q.percent {
			d.checkRecordShare(q, byLabel)
			continue
		}
		if !q.exact() || q.flags&(flagEach|flagMean|flagGrowth|flagGone|flagBand) != 0 || d.local(q) {
			continue
		}
		if f := d.recorded(q, byLabel); f != nil {
			d.checkRecord(f, q)
		}
	}
}

// recordLabel is a label as compared: without quotes, brackets and 数.
func recordLabel(s string) string {
	s = stripQuotes(string(fold([]rune(s))))
	s = strings.NewReplacer("(", "", ")", "").Replace(s)
	return trimLabel(s)
}

func (d *document) recorded(q *quantity, byLabel map[string]*Figure) *Figure {
	names := []string{q.pre, q.post}
	if q.fam >= 0 && q.pre != "" && q.post != "" && len([]rune(q.pre)) <= 4 {
		names = append(names, q.pre+q.post)
	}
	for _, n := range names {
		if n == "" {
			continue
		}
		if f := byLabel[recordLabel(n)]; f != nil && (f.Unit == "" || f.Unit == q.unit || q.unit == "名" && f.Unit == "人" || q.unit == "个" || q.unit == f.Unit) {
			return f
		}
	}
	return nil
}

func (d *document) checkRecord(f *Figure, q *quantity) {
	check(q)
	if q.val.eq(whole(f.Value)) {
		return
	}
	lo, hi := d.extent(q)
	right := whole(f.Value).String() + q.unit
	d.report(q.para, lo, hi, Finding{Kind: KindRecord, Severity: SeverityError, Said: q.text(d), Computed: right, Message: "与底数不符：底数中" + f.Labels[0] + "为" + right + "，文中为" + q.text(d), Suggest: right})
}

// checkRecordShare compares 女成员…占28.4% with the recorded share of the figure before it.
func (d *document) checkRecordShare(q *quantity, byLabel map[string]*Figure) {
	i := d.index(q)
	if i == 0 || d.qs[i-1].sent != q.sent || d.qs[i-1].percent || d.local(q) {
		return
	}
	f := d.recorded(d.qs[i-1], byLabel)
	if f == nil || f.Percent == "" || q.start-d.qs[i-1].uEnd > 8 || !q.exact() {
		return
	}
	want, ok := arabicAt(&para{raw: []rune(f.Percent), t: []rune(f.Percent)}, 0)
	if !ok {
		return
	}
	check(q)
	if fits(want.val, q.val, q.decimals) != fitNone || want.decimals < q.decimals {
		return
	}
	d.report(q.para, q.start, q.uEnd, Finding{Kind: KindRecord, Severity: SeverityError, Said: q.text(d), Computed: f.Percent, Message: "与底数不符：底数中" + f.Labels[0] + "占" + f.Percent + "，文中为" + q.text(d), Suggest: f.Percent})
}
