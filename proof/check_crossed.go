package proof

import "strings"

// crossWords say that a number counts those who are in two of the parts.
var crossWords = []string{"交叉任职", "交叉", "兼任", "兼职", "重复", "同时", "两项", "既是", "双重", "两职"}

// crossed settles A + B − both = N.
func (d *document) crossed(r *row, ties []tie) bool {
	both := d.bothBehind(r)
	if both == nil {
		both = d.bothInside(r)
	}
	var rest []*quantity
	for _, p := range r.parts {
		if both == nil && containsAny(p.pre+p.post, crossWords) {
			both = p
			continue
		}
		rest = append(rest, p)
	}
	if both == nil || len(rest) < 2 {
		return twoBodies(r.parts)
	}
	sum, ok := total(rest)
	if !ok {
		return false
	}
	diff, ok := sum.sub(both.val)
	if !ok {
		return true
	}
	check(r.parts...)
	for _, t := range ties {
		if diff.eq(t.w.val) || sum.eq(t.w.val) {
			return true
		}
	}
	for _, t := range ties {
		if !closeTo(diff, t.w.val, 70) || d.leavesRest(t.w, r.parts[len(r.parts)-1], sum) {
			continue // of something else
		}
		if t.link == linkOf || t.link == linkColon || t.link == linkNext && closeTo(diff, t.w.val, 10) {
			d.sumFinding(&row{parts: r.parts}, t.w, rest, both, diff, SeverityError, "两部分相加、减去重复计算的，与总数不符")
			return true
		}
	}
	return true
}

// bothBehind finds the number of those in two parts told behind the row:
// 委员61人、成员55人,交叉任职24人.
func (d *document) bothBehind(r *row) *quantity {
	last := r.parts[len(r.parts)-1]
	for i := d.index(last) + 1; i < len(d.qs) && i < d.index(last)+4 && d.qs[i].sent == last.sent; i++ {
		if q := d.qs[i]; canBePart(q) && sameUnit(q, last) {
			if containsAny(q.pre+q.post, crossWords) {
				return q
			}
			return nil
		}
	}
	return nil
}

// bothInside finds the number of those counted twice told in brackets:
// 书记21人、主任21人(含“一肩挑”18人).
func (d *document) bothInside(r *row) *quantity {
	first, last := d.index(r.parts[0]), d.index(r.parts[len(r.parts)-1])
	for i := first + 1; i < len(d.qs) && i <= last+1; i++ {
		q := d.qs[i]
		if q.depth > r.parts[0].depth && q.count() && sameUnit(q, r.parts[0]) && containsAny(q.lead, []string{"一肩挑", "兼", "交叉", "重复"}) {
			return q
		}
	}
	return nil
}

// twoBodies reports whether the parts are members of the two committees, who
// are partly the same people.
func twoBodies(parts []*quantity) bool {
	if len(parts) != 2 {
		return false
	}
	a, b := parts[0].pre+parts[0].post, parts[1].pre+parts[1].post
	return strings.Contains(a+b, "委员") && containsAny(a, []string{"党", "支部"}) != containsAny(b, []string{"党", "支部"}) && containsAny(a+b, []string{"村委会", "居委会", "村民委员会", "居民委员会", "居)委会", "居)民委员会"})
}
