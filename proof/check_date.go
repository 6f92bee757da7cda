package proof

// checkDates finds days the calendar does not have, days whose 日 is missing
// and weekdays that do not fall on their day.
func checkDates(d *document) {
	for i := range d.text.paras {
		d.clockTimes(i)
		d.monthWithoutDay(i)
	}
	for _, dt := range d.dates {
		dt.state = statusChecked
		p := &d.text.paras[dt.para]
		said := string(p.raw[dt.start:min(dt.end, len(p.raw))])
		switch {
		case !dt.possible():
			d.report(dt.para, dt.start, dt.end, Finding{Kind: KindDate, Severity: SeverityError, Said: said, Message: "没有这一天：" + impossible(dt), Suggest: "核对日期"})
		case dt.noDay:
			d.report(dt.para, dt.start, min(dt.end+2, len(p.raw)), Finding{Kind: KindDate, Severity: SeverityError, Said: said, Computed: said + "日",
				Message: "日期不完整，“" + said + "”后缺“日”", Suggest: said + "日"})
		default:
			d.checkWeekday(dt)
		}
	}
}

func impossible(dt *date) string {
	if dt.m > 12 {
		return "月份只有1至12"
	}
	return itoa(dt.m) + "月只有" + itoa(daysIn(dt.y, dt.m)) + "天"
}

// checkWeekday tests 2026年6月30日(星期二).
func (d *document) checkWeekday(dt *date) {
	if dt.y == 0 || dt.d == 0 || dt.m == 0 {
		return
	}
	p := &d.text.paras[dt.para]
	at := dt.end
	if p.at(at) == '(' || p.at(at) == ' ' || p.at(at) == ',' {
		at++
	}
	size := 0
	for _, w := range []string{"星期", "周", "礼拜"} {
		if p.hasAt(at, w) {
			size = len([]rune(w))
			break
		}
	}
	if size == 0 {
		return
	}
	days := []rune("日一二三四五六")
	said := -1
	for i, r := range days {
		if p.at(at+size) == r || r == '日' && (p.at(at+size) == '天' || p.at(at+size) == '末') {
			said = i
		}
	}
	if said < 0 || p.at(at+size) == '末' || said == dt.weekday() {
		return
	}
	right := string(p.raw[at:at+size]) + string(days[dt.weekday()])
	d.report(dt.para, dt.start, at+size+1, Finding{Kind: KindDate, Severity: SeverityError, Said: string(p.raw[at : at+size+1]), Computed: right,
		Message: string(p.raw[dt.start:dt.end]) + "是" + right + "，不是" + string(p.raw[at:at+size+1]), Suggest: right})
}

// checkOrder finds time running backwards: ranges whose end is before their
// start, stages that begin before the stage ahead of them, and deeds done
// before the office in which they were done.
func checkOrder(d *document) {
	for i := range d.pars {
		dates := d.pars[i].dates
		for k := 1; k < len(dates); k++ {
			if dates[k].rangeTo {
				d.checkRange(&dates[k-1], &dates[k])
			}
		}
		d.checkSince(i)
	}
	d.checkStages()
	d.checkSigned()
}

// checkRange tests one range, and the length the text gives for it.
func (d *document) checkRange(a, b *date) {
	if !a.possible() || !b.possible() || a.y == 0 && b.y != 0 || a.noDay || b.noDay {
		return
	}
	lo, hi := a.first(), b.last()
	if a.y == 0 {
		x, y := *a, *b
		x.y, y.y = 2024, 2024
		lo, hi = x.first(), y.last()
		if a.m != b.m || a.m == 0 { // 12月至1月 may turn the year
			return
		}
	}
	if hi == 0 || lo == 0 {
		return
	}
	p := &d.text.paras[a.para]
	if lo > hi {
		d.report(a.para, a.start, b.end, Finding{Kind: KindOrder, Severity: SeverityError, Said: string(p.raw[a.start:b.end]), Message: "起止时间颠倒：结束早于开始", Suggest: "核对起止时间"})
		return
	}
	d.checkLength(a, b)
}

// checkLength tests 6月1日至6月7日,共7天. Counting the first day or leaving it
// out are both usual; working days can only be fewer.
func (d *document) checkLength(a, b *date) {
	if a.d == 0 || b.d == 0 {
		return
	}
	x, y := *a, *b
	if x.y == 0 {
		x.y, y.y = 2023, 2023
	}
	span := y.ordinal() - x.ordinal()
	ps := &d.pars[a.para]
	for k := range ps.qs {
		q := &ps.qs[k]
		before := q.uEnd <= a.start && a.start-q.uEnd <= 8 && containsAny(q.lead, []string{"为期", "历时", "共"})
		if !before && (q.start < b.end || q.start > b.end+12) || q.class != "day" && q.class != "workday" || !q.exact() || !q.val.isWhole() {
			continue
		}
		t := d.text.paras[a.para].t
		if !before && hasStop(t[b.end:q.start]) || before && hasStop(t[q.uEnd:a.start]) || !before && countRune(t[b.end:q.start], ';') > 0 {
			return
		}
		n := int(q.val.n / q.val.d)
		check(q)
		if n == span || n == span+1 || q.class == "workday" && n <= span+1 {
			return
		}
		d.report(q.para, min(a.start, q.start), max(b.end, q.uEnd), Finding{Kind: KindDate, Severity: SeverityError, Said: q.text(d), Computed: itoa(span+1) + "天",
			Formula: "首尾都算，共 " + itoa(span+1) + " 天", Message: "起止日期之间是" + itoa(span+1) + "天，文中为" + q.text(d), Suggest: itoa(span+1) + "天"})
		return
	}
}

// checkSince tests 自2023年5月任职以来,2022年…: a deed before its beginning.
func (d *document) checkSince(i int) {
	p, dates := &d.text.paras[i], d.pars[i].dates
	for k := range dates {
		a := &dates[k]
		if a.y == 0 || a.inherited && a.m == 0 || !d.since(p, a) {
			continue
		}
		sp := d.sentenceAt(i, a.start)
		for j := k + 1; j < len(dates) && dates[j].start < sp.hi; j++ {
			b := &dates[j]
			if b.y != 0 && !b.inherited && b.last() < a.first() && !containsAny(string(p.t[a.end:b.start]), []string{"比", "较", "与", "同比", "相比", "于", "《", "印发"}) {
				d.report(i, b.start, b.end, Finding{Kind: KindOrder, Severity: SeverityWarning, Said: string(p.raw[b.start:b.end]), Related: []Place{d.place(i, a.start, min(a.end+8, len(p.raw)))},
					Message: string(p.raw[b.start:b.end]) + "早于起点" + string(p.raw[a.start:a.end]), Suggest: "核对两处时间"})
			}
		}
	}
}

// since reports whether 以来 follows the date within its clause.
func (d *document) since(p *para, a *date) bool {
	for i := a.end; i < len(p.t) && i < a.end+14; i++ {
		if isBreak(p.t[i]) {
			return false
		}
		if p.hasAt(i, "以来") || p.hasAt(i, "至今") {
			return true
		}
	}
	return false
}

func (d *document) sentenceAt(para, off int) span {
	for _, sp := range d.pars[para].sents {
		if off < sp.hi {
			return sp
		}
	}
	return span{0, len(d.text.paras[para].t)}
}

// checkStages compares the periods in the headings of one level: the second
// stage does not begin before the first.
func (d *document) checkStages() {
	last := map[int]*date{} // parent section → start of the stage before
	for s := 1; s < len(d.sects); s++ {
		sec := &d.sects[s]
		dates := d.pars[sec.para].dates
		if len(dates) < 2 || !dates[1].rangeTo || dates[0].y == 0 || !dates[0].possible() || hasStop(d.text.paras[sec.para].t[:dates[0].start]) || dates[0].start > 40 {
			continue
		}
		a := &dates[0]
		if prev := last[sec.parent]; prev != nil && a.first() < prev.first() && a.last() < prev.first() {
			p := &d.text.paras[sec.para]
			d.report(sec.para, a.start, a.end, Finding{Kind: KindOrder, Severity: SeverityWarning, Said: string(p.raw[a.start:a.end]), Related: []Place{d.place(prev.para, prev.start, prev.end)},
				Message: "这一阶段的开始时间早于上一阶段", Suggest: "核对各阶段的起止时间"})
		}
		last[sec.parent] = a
	}
}

// checkSigned compares "as of" dates with the date under the signature.
func (d *document) checkSigned() {
	n := len(d.pars)
	for i := n - 1; i >= max(0, n-4); i-- {
		p, dates := &d.text.paras[i], d.pars[i].dates
		if len(dates) != 1 || dates[0].d == 0 || dates[0].y == 0 || firstOf(p) != dates[0].start || dates[0].end < len(p.t)-1 {
			continue
		}
		for _, dt := range d.dates {
			q := &d.text.paras[dt.para]
			if planned := dt.para < i && dt.y != 0 && dt.d != 0 && dt.last() < dates[0].first() && isPlanned(q, dt); planned {
				d.report(dt.para, dt.start, min(len(q.raw), dt.end+6), Finding{Kind: KindOrder, Severity: SeverityWarning, Said: string(q.raw[dt.start:dt.end]), Related: []Place{d.place(i, dates[0].start, dates[0].end)},
					Message: "拟办的日期早于落款日期", Suggest: "核对两处日期"})
			}
			if dt.para < i && dt.y != 0 && dt.d != 0 && dt.first() > dates[0].last() && d.reportsPast() && tellsDeed(q, dt) {
				d.report(dates[0].para, dates[0].start, dates[0].end, Finding{Kind: KindOrder, Severity: SeverityWarning, Said: string(p.raw[dates[0].start:dates[0].end]), Related: []Place{d.place(dt.para, dt.start, dt.end)},
					Message: "落款日期早于文中所说的事", Suggest: "核对两处日期"})
				return
			}
			if dt.para < i && dt.y != 0 && dt.first() > dates[0].last() && (endsAt(q.t, dt.start, "截至") || endsAt(q.t, dt.start, "截止") || endsAt(q.t, dt.start, "截止到") || endsAt(q.t, dt.start, "截至到")) && hasPast(q.t, dt.end) {
				d.report(dt.para, dt.start, dt.end, Finding{Kind: KindOrder, Severity: SeverityWarning, Said: string(q.raw[dt.start:dt.end]), Related: []Place{d.place(i, dates[0].start, dates[0].end)},
					Message: "统计截止时间晚于落款日期", Suggest: "核对两处日期"})
			}
		}
		return
	}
}

// reportsPast reports whether the title says that the paper tells what was done.
func (d *document) reportsPast() bool {
	for i := range d.text.paras {
		p := &d.text.paras[i]
		if len(p.t) > firstOf(p) {
			return containsAny(string(p.t), []string{"结果", "总结", "情况的报告", "情况的通报", "情况报告"})
		}
	}
	return false
}

// tellsDeed reports whether the clause behind a date tells a deed and no deadline.
func tellsDeed(p *para, dt *date) bool {
	hi := min(len(p.t), dt.end+20)
	return !anyIn(p.t, dt.end, min(len(p.t), dt.end+3), []string{"前", "起", "至", "以前"}) && !isPlanned(p, dt) && anyIn(p.t, dt.end, hi, []string{"召开", "举行", "完成", "选举产生", "进行了", "组织了"})
}

// isPlanned reports whether a date is one that is still to come: 拟于, 定于.
func isPlanned(p *para, dt *date) bool {
	for _, w := range []string{"拟于", "定于", "将于", "计划于", "拟定于", "拟在"} {
		if endsAt(p.t, dt.start, w) {
			return true
		}
	}
	return false
}

// hasPast reports whether the clause behind a date tells what was done.
func hasPast(t []rune, at int) bool {
	hi := min(len(t), at+30)
	for _, w := range []string{"已", "共有", "全镇", "完成", "共"} {
		if indexIn(t, at, hi, w) >= 0 {
			return true
		}
	}
	return false
}
