package proof

import "strings"

// checkTerms tests growth told of this term or year against what the paper told
// of the one before: 上届…153名。本届…141名,比上届减少12名;平均年龄43.2岁,下降5.5岁.
func checkTerms(d *document) {
	for i, c := range d.qs {
		if i == 0 || c.state == statusChecked || !c.exact() && c.class != "points" || !d.isGrowth(c) || c.class == "times" {
			continue
		}
		b := d.qs[i-1]
		if b.half != c.half || !b.plain() || d.isGrowth(b) || b.percent != (c.class == "points") || !b.percent && b.unit != c.unit {
			if c.percent && !b.percent && b.half == c.half && b.plain() && strings.Contains(c.lead, "同比") {
				d.sameDeedBefore(i)
			}
			continue
		}
		if !d.ofTerm(b, nowWords) {
			continue
		}
		if a := d.beforeTerm(i - 1); a != nil {
			d.testTerm(a, b, c)
		}
	}
}

var (
	nowWords  = []string{"本届", "新一届", "今年", "本年", "换届后", "现任"}
	pastWords = []string{"上届", "上一届", "去年", "上年", "换届前"}
)

// ofTerm reports whether the paragraph up to the number begins by naming the time.
func (d *document) ofTerm(q *quantity, words []string) bool {
	t := d.text.paras[q.para].t
	lo := firstOf(&d.text.paras[q.para])
	return anyIn(t, lo, min(len(t), lo+8), words)
}

// beforeTerm finds the number of the term before that bears the name of the i-th.
func (d *document) beforeTerm(i int) *quantity {
	b := d.qs[i]
	for k, n := i-1, 0; k > 0 && n < maxScope; k-- {
		n++
		a := d.qs[k]
		if a.percent != b.percent || a.unit != b.unit || !a.plain() || a.para == b.para || !d.ofTerm(a, pastWords) {
			continue
		}
		x, y := nameOf(a, d.qs[k-1]), nameOf(b, d.qs[i-1])
		if x != "" && (x == y || strings.HasSuffix(x, y) && len([]rune(y)) > 2) {
			return a
		}
	}
	return nil
}

// sameDeedBefore tests 2022年走访9504户,同比增长10% against 2021年…走访8640户.
func (d *document) sameDeedBefore(i int) {
	b, c := d.qs[i-1], d.qs[i]
	year := d.yearOf(b)
	if year == 0 || b.label == "" {
		return
	}
	for k, n := i-2, 0; k >= 0 && n < maxScope; k-- {
		n++
		a := d.qs[k]
		if a.unit != b.unit || !strings.HasSuffix(a.label, b.label) || !a.plain() || a.percent || d.yearOf(a) != year-1 {
			continue
		}
		d.testChange(&change{from: a, to: b}, c)
		return
	}
}

// yearOf gives the year told in the sentence before the number, 0 for none.
func (d *document) yearOf(q *quantity) int {
	lo, y := d.sentence(q).lo, 0
	for k := range d.pars[q.para].dates {
		if dt := &d.pars[q.para].dates[k]; dt.start >= lo && dt.end <= q.start && dt.y != 0 {
			y = dt.y
		}
	}
	return y
}

// nameOf gives the label of a number; a share bears that of the number before it.
func nameOf(q, before *quantity) string {
	if q.percent {
		return before.label
	}
	return q.label
}

func (d *document) testTerm(a, b, c *quantity) {
	diff, ok := b.val.sub(a.val)
	if !ok {
		return
	}
	formula := b.figure(1) + " − " + a.figure(1)
	if diff.n < 0 {
		diff.n = -diff.n
		formula = a.figure(1) + " − " + b.figure(1)
	}
	check(a, b, c)
	if !near(diff, c.val, rat{1, pow10(max(c.decimals, a.decimals)) * 2}) {
		d.growthFinding(a, b, c, diff, c.unit, formula)
	}
}

// checkBallots finds more ballots collected than handed out, more valid ones
// than collected, and a quorum claimed that those present do not make.
func checkBallots(d *document) {
	var out, in *quantity
	for i, q := range d.qs {
		switch {
		case q.share && strings.Contains(q.lead, "超过"):
			d.quorum(i)
		case !isBallot(q) || !q.count() || d.text.paras[q.para].cell:
		case containsAny(q.pre, []string{"发出", "发放", "共发"}):
			out, in = q, nil
		case containsAny(q.pre, []string{"收回", "回收"}):
			in = q
			d.fewer(out, q, "收回的比发出的还多")
		case strings.HasPrefix(q.pre, "有效") && in != nil && q.sent == in.sent:
			d.fewer(in, q, "有效的比收回的还多")
		}
	}
}

// fewer reports q where it is more than it can be.
func (d *document) fewer(most, q *quantity, message string) {
	if most == nil || most.para != q.para || most.unit != q.unit {
		return
	}
	check(most, q)
	if q.val.cmp(most.val) <= 0 {
		return
	}
	lo, hi := d.extent(q)
	d.report(q.para, lo, hi, Finding{Kind: KindSum, Severity: SeverityError, Said: q.text(d), Computed: "不超过" + most.text(d), Formula: q.figure(1) + " > " + most.figure(1),
		Related: []Place{d.placeOf(most)}, Message: message, Suggest: "核对这两个数"})
}

// quorum tests 应到59名,实到44名,超过应到会人数的五分之四.
func (d *document) quorum(i int) {
	p := d.qs[i]
	var due, here *quantity
	for k := i - 1; k >= 0 && d.qs[k].sent == p.sent; k-- {
		q := d.qs[k]
		switch {
		case !q.count() || q.class != "person":
		case here == nil && containsAny(q.pre, []string{"实到", "到会", "参加"}):
			here = q
		case due == nil && containsAny(q.pre, []string{"应到", "应参加"}):
			due = q
		}
	}
	t := d.text.paras[p.para].t
	if due == nil || here == nil || d.between(here, p, "。") || indexIn(t, here.uEnd, p.start, "半") >= 0 {
		return
	}
	v, ok := here.val.div(due.val)
	if !ok {
		return
	}
	check(due, here, p)
	if v.cmp(p.val) >= 0 {
		return
	}
	f := here.figure(1) + " ÷ " + due.figure(1) + " = " + v.decimal(2)
	d.report(p.para, p.preLo, p.uEnd, Finding{Kind: KindPercent, Severity: SeverityError, Said: p.text(d), Formula: f, Related: []Place{d.placeOf(due), d.placeOf(here)},
		Message: "到会人数没有超过所说的比例：" + f, Suggest: "核对应到、实到人数"})
}
