package proof

import "strings"

// checkParallel adds what parallel clauses tell of several places and compares
// it with the sentence that sums them up: 东片5个村,党员311名;中片8个村,党员423名
// 。全镇合计13个村,党员734名.
func checkParallel(d *document) {
	sents := d.sentencesOf()
	for k := 1; k < len(sents); k++ {
		a, b := sents[k-1], sents[k]
		if b[0].sent != a[0].sent+1 || a[0].para != b[0].para || !d.sumsAll(b) {
			continue
		}
		halves := halvesOf(a)
		if len(halves) < 2 {
			continue
		}
		for _, w := range b {
			if w.count() && w.state != statusChecked && w.flags&(flagEach|flagMean|flagGrowth|flagGone|flagOf) == 0 {
				d.addHalves(halves, w)
			}
		}
	}
	d.checkLedger()
}

// sumsAll reports whether a sentence sums up what stands before it.
func (d *document) sumsAll(qs []*quantity) bool {
	t := d.text.paras[qs[0].para].t
	lo := d.sentence(qs[0]).lo
	head := string(t[lo:qs[0].start])
	return containsAny(head, []string{"合计", "共计", "总计", "全镇", "全乡", "全县", "全街道", "以上", "三片", "总共"}) && (qs[0].has(flagTotal) || containsAny(head, []string{"合计", "共"}))
}

// halvesOf cuts the numbers of a sentence at its semicolons.
func halvesOf(qs []*quantity) [][]*quantity {
	var out [][]*quantity
	lo := 0
	for i := 1; i <= len(qs); i++ {
		if i == len(qs) || qs[i].half != qs[lo].half {
			out = append(out, qs[lo:i])
			lo = i
		}
	}
	return out
}

// addHalves adds the one number of each clause that counts what w counts.
func (d *document) addHalves(halves [][]*quantity, w *quantity) {
	var parts []*quantity
	for _, h := range halves {
		var own *quantity
		for _, q := range h {
			if !canBePart(q) || q.unit != w.unit || !sameLabel(q, w) {
				continue
			}
			if own != nil {
				return
			}
			own = q
		}
		if own == nil {
			return
		}
		parts = append(parts, own)
	}
	sum, ok := total(parts)
	if !ok || w.val.cmp(largest(parts)) < 0 {
		return
	}
	if near(sum, w.val, slack(parts, w)) {
		check(append(parts, w)...)
		return
	}
	if !closeTo(sum, w.val, 20) {
		return
	}
	lo, hi := d.extent(w)
	d.sumFinding(&row{parts: parts}, w, parts, nil, sum, SeverityError, "各处之和与合计不符")
	f := &d.findings[len(d.findings)-1]
	pl := d.place(w.para, lo, hi)
	f.Line, f.Column, f.Quote, f.para, f.off = pl.Line, pl.Column, pl.Quote, w.para, lo
}

// sameLabel reports whether two numbers of one unit count the same noun.
func sameLabel(a, b *quantity) bool {
	if a.post != "" || b.post != "" {
		return a.post == b.post
	}
	x, y := a.pre, b.pre
	return x != "" && y != "" && (strings.HasSuffix(x, y) || strings.HasSuffix(y, x))
}

// ledgerWords name the four numbers of an account.
var ledgerWords = [4][]string{
	{"上期结余", "期初结余", "期初余额", "上年结余", "上年结转", "年初结余", "上年末结余", "上期结转"},
	{"收入"},
	{"支出"},
	{"期末结余", "本期结余", "年末结余", "期末余额", "累计结余", "年末余额"},
}

// checkLedger tests opening + income − expense = closing.
func (d *document) checkLedger() {
	var found [4]*quantity
	for _, q := range d.qs {
		if q.class != "money" || !q.count() {
			continue
		}
		t := d.text.paras[q.para].t
		head := string(t[d.sentence(q).lo:q.start])
		for i, words := range ledgerWords {
			if found[i] == nil && containsAny(head, words) && (i != 3 || found[2] != nil) && (i == 0 || found[0] != nil) && (i == 0 || i == 3 || !containsAny(head, ledgerWords[3])) {
				found[i] = q
				break
			}
		}
	}
	for _, q := range found {
		if q == nil {
			return
		}
	}
	sum, ok := found[0].val.add(found[1].val)
	if !ok {
		return
	}
	if sum, ok = sum.sub(found[2].val); !ok {
		return
	}
	w := found[3]
	check(found[:]...)
	if sum.eq(w.val) || near(sum, w.val, slack(found[:3], w)) {
		return
	}
	f := found[0].figure(1) + " + " + found[1].figure(1) + " − " + found[2].figure(1) + " = " + sum.String()
	lo, hi := d.extent(w)
	d.report(w.para, lo, hi, Finding{Kind: KindSum, Severity: SeverityError, Said: w.text(d), Computed: sum.String() + w.unit, Formula: f,
		Related: []Place{d.placeOf(found[0]), d.placeOf(found[1]), d.placeOf(found[2])}, Message: "结余与收支不符：" + f + "，文中为" + w.text(d), Suggest: sum.String() + w.unit})
}
