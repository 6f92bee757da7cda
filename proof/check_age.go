package proof

import (
	"sort"
	"strings"
)

// aboutOne is how far before an age the birth may stand, in characters.
const aboutOne = 80

// checkAges holds an age against a birth told in the same sentence, at the day
// the sentence names: 1967年5月出生,到2026年3月换届时56岁.
func checkAges(d *document) {
	for _, q := range d.qs {
		if q.class != "age" || !q.exact() && !q.has(flagBand) || q.ranged || !q.val.isWhole() {
			continue
		}
		if birth, at := d.birthBefore(q); birth != nil && at != nil {
			d.ageAt(q, birth, at)
		}
	}
}

// birthBefore gives the birth of whom the age is told and the day it is counted at.
func (d *document) birthBefore(q *quantity) (birth, at *date) {
	t := d.text.paras[q.para].t
	lo := max(d.sentence(q).lo, q.start-aboutOne)
	if indexIn(t, lo, q.start, "生") < 0 {
		return nil, nil
	}
	dates := d.pars[q.para].dates
	for i := sort.Search(len(dates), func(i int) bool { return dates[i].start >= lo }); i < len(dates) && dates[i].end <= q.start; i++ {
		dt := &dates[i]
		if !dt.possible() || dt.y == 0 {
			continue
		}
		after := string(t[dt.end:min(len(t), dt.end+2)])
		if strings.HasPrefix(after, "出生") || strings.HasPrefix(after, "生") {
			birth, at = dt, nil
			continue
		}
		at = dt
	}
	if at == nil || q.start-at.end > 10 || strings.ContainsAny(string(t[at.end:q.start]), ";。:") || !containsAny(string(t[at.end:q.start]), []string{"时", "满", "年龄", "将"}) {
		return birth, nil
	}
	return birth, at
}

// ageAt compares: a month alone leaves two ages open.
func (d *document) ageAt(q *quantity, birth, at *date) {
	least, most := yearsBetween(birth.last(), at.first()), yearsBetween(birth.first(), at.last())
	q.state = statusChecked
	if age := int(q.val.n); age >= least && age <= most {
		return
	}
	want := whole(int64(most))
	lo, hi := d.extent(q)
	d.report(q.para, lo, hi, Finding{Kind: KindConflict, Severity: SeverityError, Said: q.text(d), Computed: want.String() + "岁", Related: []Place{d.place(birth.para, birth.start, birth.end), d.place(at.para, at.start, at.end)},
		Message: "年龄与出生年月不符：到" + string(d.text.paras[at.para].raw[at.start:at.end]) + "应为" + want.String() + "岁，文中为" + q.text(d), Suggest: want.String() + "岁"})
}

// yearsBetween counts whole years between two days written as yyyymmdd.
func yearsBetween(from, to int) int { return to/10000 - from/10000 - boolToInt(to%10000 < from%10000) }

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
