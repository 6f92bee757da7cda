package proof

import (
	"strings"
	"unicode/utf8"
)

// records finds the recorded figures by what the paper may call them. One name
// may belong to several: 大专及以上 of the members and of the secretaries.
type records map[string][]*Figure

// checkRecords compares numbers of the text with recorded figures. A number is
// compared only where its label is the figure's and it speaks for the whole
// place: 37名书记中大专以上19人 says nothing of the members.
func checkRecords(d *document) {
	if len(d.opt.Figures) == 0 {
		return
	}
	rs := records{}
	for i := range d.opt.Figures {
		f := &d.opt.Figures[i]
		for _, l := range f.Labels {
			key := recordLabel(l)
			rs[key] = append(rs[key], f)
		}
	}
	for i := range d.pars {
		d.recordsOf(i, rs)
	}
	d.recordTables(rs)
}

// recordsOf compares the numbers of one paragraph. The first number of the
// paragraph and the first of the sentence say of whom the rest speaks.
func (d *document) recordsOf(i int, rs records) {
	var top, head, prev *quantity
	var held *Figure // the figure prev was compared with
	for k := range d.pars[i].qs {
		q := &d.pars[i].qs[k]
		if q.percent {
			if held != nil && prev.sent == q.sent {
				d.checkRecordShare(held, prev, q)
			}
			continue
		}
		if head != nil && head.sent != q.sent {
			head = nil
		}
		f := d.recordFor(rs, q, head, top)
		if f != nil {
			d.checkRecord(f, q)
			if !q.val.eq(whole(f.Value)) && !q.has(flagOf) {
				f = nil // its share follows the number that is already named
			}
		}
		held, prev = f, q
		if q.class == "person" && q.count() && !q.has(flagBand) {
			if head == nil {
				head = q
			}
			if top == nil {
				top = q
			}
		}
	}
}

// recordFor gives the figure that the number must agree with, nil where it
// speaks of nothing recorded.
func (d *document) recordFor(rs records, q, head, top *quantity) *Figure {
	if !q.exact() || q.flags&(flagEach|flagMean|flagGrowth|flagGone|flagBand) != 0 || d.local(q) {
		return nil
	}
	var first *Figure
	for _, f := range rs.of(d, q) {
		if !rs.speaks(d, f, q, head) || !rs.speaks(d, f, q, top) {
			continue
		}
		if q.val.eq(whole(f.Value)) {
			return f
		}
		if first == nil {
			first = f
		}
	}
	return first
}

// speaks reports whether a number that stands behind head can be the figure:
// head is the figure's own base, or another part of the same base.
func (rs records) speaks(d *document, f *Figure, q, head *quantity) bool {
	if head == nil || head == q || q.class != "person" && f.Base == "" {
		return true
	}
	heads := rs.of(d, head)
	if len(heads) == 0 && !rs.holds(f.Base) {
		return d.ofArea(head) // nothing recorded to tell the base by
	}
	for _, h := range heads {
		switch {
		case h == f, h.ID != "" && h.ID == f.Base, h.ID == "" && h.Value >= f.Value:
			return true
		case h.Base == f.Base && (f.Base != "" || h.ID == "") && !q.has(flagOf):
			return true
		case f.Base == "" && h.Base == "" && h.Value >= f.Value && !q.has(flagOf):
			return true
		}
	}
	return false
}

// holds reports whether the figure with the ID is recorded.
func (rs records) holds(id string) bool {
	for _, fs := range rs {
		for _, f := range fs {
			if id != "" && f.ID == id {
				return true
			}
		}
	}
	return false
}

// ofArea reports whether the sentence speaks of the whole place before the number.
func (d *document) ofArea(q *quantity) bool {
	t := d.text.paras[q.para].t
	lo := d.sentence(q).lo
	for _, a := range areas {
		if indexIn(t, lo, q.start, a.word) >= 0 {
			return true
		}
	}
	return false
}

// of lists the figures that bear the name of the number.
func (rs records) of(d *document, q *quantity) []*Figure {
	names := []string{q.pre}
	if q.fam >= 0 && q.pre != "" && q.post != "" && len([]rune(q.pre)) <= 4 {
		names = append(names, q.pre+q.post)
	}
	if d.wholeArea(q) {
		names = append(names, q.post)
	}
	var out []*Figure
	for _, n := range names {
		if n == "" {
			continue
		}
		for _, f := range rs[recordLabel(n)] {
			if f.Unit == "" || f.Unit == q.unit || q.unit == "名" && f.Unit == "人" || q.unit == "个" {
				out = append(out, f)
			}
		}
	}
	return out
}

// wholeArea reports whether a number before its noun counts all of them: 全镇
// 38个村, 共38个村, 37名书记 at the head of a sentence, not 覆盖35个村.
func (d *document) wholeArea(q *quantity) bool {
	if q.pre != "" && !actless(q.pre) {
		return false
	}
	if q.area != "" || q.has(flagTotal) {
		return true
	}
	return q.class == "person" && d.sentence(q).lo == q.preLo
}

// recordLabel is a label as compared: without quotes, brackets and 数, and
// without the words for all the villages of a place before what they have.
func recordLabel(s string) string {
	s = stripQuotes(string(fold([]rune(s))))
	s = strings.NewReplacer("(", "", ")", "", "两委班子", "两委").Replace(s)
	return ofVillages(trimLabel(strings.TrimSuffix(s, "学历")))
}

// ofVillages cuts 全镇村社区 off 全镇村社区两委成员: the figures are those of all villages anyway.
func ofVillages(s string) string {
	for _, w := range []string{"两委", "党组织"} {
		before, _, ok := strings.Cut(s, w)
		if !ok || before == "" {
			continue
		}
		rest := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(before, "社区"), "居"), "村")
		if rest == before {
			return s
		}
		if last, _ := utf8.DecodeLastRuneInString(rest); rest == "" || strings.ContainsRune("镇乡县市区道", last) {
			return s[len(before):]
		}
	}
	return s
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
func (d *document) checkRecordShare(f *Figure, before, q *quantity) {
	if f.Percent == "" || q.start-before.uEnd > 8 || !q.exact() {
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
