package proof

import "strings"

// stage is a stretch of a plan with its dates: 2.整改阶段(6月16日至9月20日).
type stage struct {
	para   int
	lo, hi *date
}

// checkStages finds a stage that begins before the one before it has ended.
func checkStages(d *document) {
	var before *stage
	for i := range d.pars {
		s := d.stageAt(i)
		if s == nil {
			if d.pars[i].sect != 0 && before != nil && d.pars[i].sect != d.pars[before.para].sect && d.sects[d.pars[i].sect].parent != d.sects[d.pars[before.para].sect].parent {
				before = nil
			}
			continue
		}
		if before != nil && beginsEarly(before, s) {
			p := &d.text.paras[i]
			d.report(i, s.lo.start, s.hi.end, Finding{Kind: KindOrder, Severity: SeverityWarning, Said: string(p.raw[s.lo.start:s.hi.end]), Related: []Place{d.place(before.para, before.lo.start, before.hi.end)},
				Message: "这一阶段开始时，上一阶段（" + string(d.text.paras[before.para].raw[before.lo.start:before.hi.end]) + "）还没有结束", Suggest: "核对两个阶段的起止时间"})
		}
		before = s
	}
}

// stageAt reads a paragraph that opens with the name of a stage and its dates.
func (d *document) stageAt(i int) *stage {
	dates := d.pars[i].dates
	if len(dates) < 2 || !dates[1].rangeTo || dates[0].start > 30 {
		return nil
	}
	lo, hi := &dates[0], &dates[1]
	t := d.text.paras[i].t
	at := indexIn(t, 0, lo.start, "阶段")
	if at < 0 || lo.start-at > 4 || !lo.possible() || !hi.possible() || lo.noDay || hi.noDay || lo.m == 0 || hi.m == 0 {
		return nil
	}
	if strings.Contains(string(t), "穿插") || strings.Contains(string(t), "同步") || strings.Contains(string(t), "压茬") {
		return nil
	}
	return &stage{i, lo, hi}
}

// beginsEarly reports whether b begins before a has ended, a day shared being
// none; without years only where the months do not turn over.
func beginsEarly(a, b *stage) bool {
	x, y, z := *a.lo, *a.hi, *b.lo
	if x.y == 0 || y.y == 0 || z.y == 0 {
		if y.m < x.m || z.m < x.m {
			return false
		}
		x.y, y.y, z.y = 2000, 2000, 2000
	}
	return z.first() < y.last() && z.first() > x.first()
}
