package proof

// attendance settles a row from those due to those present: 应到9名,实到8名,1名
// 请假; what does not divide (9名不计入应到会人数) is left alone.
func (d *document) attendance(qs []*quantity, r *row) bool {
	sp, t := d.sentence(qs[0]), d.text.paras[qs[0].para].t
	if !anyIn(t, sp.lo, sp.hi, []string{"应", "到", "参加", "列席", "不计"}) {
		return false
	}
	var due, here, away *quantity
	more := whole(0) // 请假4人、缺席2人: those away under a second word
	for _, p := range qs {
		w := p.lead + p.post + string(t[p.uEnd:min(sp.hi, p.uEnd+3)])
		switch {
		case !canBePart(p) || !sameUnit(p, r.parts[0]) || containsAny(w, []string{"列席", "不计"}):
		case due == nil && containsAny(p.pre, []string{"应到", "应参加", "应参会", "应出席"}):
			due = p
		case here == nil && (containsAny(p.pre, []string{"实到", "实际", "到会", "出席", "参会"}) || containsAny(d.tail(p), []string{"参加会议", "到会", "出席", "参会"})):
			here = p
		case containsAny(w+p.lead, []string{"请假", "缺席", "未到", "因事", "因病", "缺勤", "旷会"}):
			if away != nil {
				more, _ = more.add(p.val)
				check(p)
				break
			}
			away = p
		}
	}
	if due == nil {
		for _, p := range r.parts {
			if containsAny(p.pre+p.post, []string{"应到", "实到", "应参加", "实际参加", "不计入", "不计算", "列席"}) {
				return true
			}
		}
		return false
	}
	if here == nil || away == nil || away.state == statusChecked {
		return true
	}
	left, ok := due.val.sub(here.val)
	if ok {
		left, ok = left.sub(more)
	}
	check(due, here, away)
	if ok && !left.eq(away.val) {
		lo, _ := d.extent(away)
		f := due.figure(1) + " − " + here.figure(1) + " = " + left.String()
		d.report(away.para, lo, away.uEnd, Finding{Kind: KindSum, Severity: SeverityError, Said: away.text(d), Computed: left.String() + away.unit, Formula: f,
			Related: []Place{d.placeOf(due), d.placeOf(here)}, Message: "应到与实到之差同缺席的人数不符：" + f + "，文中为" + away.text(d), Suggest: left.String() + away.unit})
	}
	return true
}

// overPresent holds a vote by hand against those present: 赞成34票、反对2票、弃权
// 2票 of 37 who came.
func (d *document) overPresent(r *row, sum rat) bool {
	first := r.parts[0]
	if first.fam < 0 || d.tab.families[first.fam].Name != "表决" || len(r.parts) < 2 {
		return false
	}
	for i, n := d.index(first)-1, 0; i >= 0 && n < 20; i-- {
		n++
		q := d.qs[i]
		if q.class != "person" || !q.count() || !containsAny(q.pre, []string{"实到", "到会", "参会", "参加"}) {
			continue
		}
		check(append(r.parts, q)...)
		if sum.cmp(q.val) > 0 {
			d.sumFinding(r, q, r.parts, nil, sum, SeverityError, "票数之和超过到会人数")
		}
		return true
	}
	return false
}
