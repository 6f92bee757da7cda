package proof

import "strings"

// accountedFor reports whether the words account for what a row and its whole
// differ by, so that no arithmetic is wrong.
func (d *document) accountedFor(r *row, w *quantity, sum rat) bool {
	first, last := r.parts[0], r.parts[len(r.parts)-1]
	if w.para != first.para {
		return false
	}
	t := d.text.paras[first.para].t
	over := sum.cmp(w.val) > 0
	between := ""
	if w.uEnd <= first.start {
		between = string(t[w.uEnd:first.start])
	}
	switch {
	case !over && !closeTo(sum, w.val, 30) && strings.Contains(firstClause(between), "中") && !strings.Contains(between, "其中"): // 58份合同中,无书面合同的6份…
		return true
	case strings.HasSuffix(w.lead, "由") && strings.Contains(string(t[last.uEnd:min(len(t), last.uEnd+12)]), "组成"): // 由1名甲、1名乙组成
		return true
	case d.headOf(first, sum, w):
		return true
	}
	return !over && d.leavesRest(w, last, sum)
}

// firstClause is what stands before the first comma.
func firstClause(s string) string {
	head, _, _ := strings.Cut(s, ",")
	return head
}

// headOf reports whether the one who is missing is named without a number:
// 组长由党委书记担任,副组长3名,成员12名,共16名.
func (d *document) headOf(first *quantity, sum rat, w *quantity) bool {
	one, ok := sum.add(whole(1))
	if !ok || !one.eq(w.val) || first.class != "person" {
		return false
	}
	sp, t := d.sentence(first), d.text.paras[first.para].t
	return strings.Contains(first.lead, "副") && containsAny(string(t[sp.lo:first.start]), []string{"担任", "组长", "任主任", "任主席"})
}

// leavesRest reports whether what is left over is told behind the row:
// 联名签字268人,其中重复7人、…,有效联名243人.
func (d *document) leavesRest(w, last *quantity, sum rat) bool {
	left, ok := w.val.sub(sum)
	if !ok {
		return false
	}
	for i, n := d.index(last)+1, 0; i < len(d.qs) && n < 3 && d.qs[i].sent == last.sent; i++ {
		n++
		if q := d.qs[i]; q.unit == w.unit && q.val.eq(left) && containsAny(q.lead+q.pre, []string{"有效", "实际", "剩", "余", "净", "尚", "符合"}) {
			check(q, w)
			return true
		}
	}
	return false
}
