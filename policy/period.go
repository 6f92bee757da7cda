package policy

import "yanpan.dev"

// A bar that lasts some years, or as long as a period of effect, is over when
// its last day has passed. Years are counted from the day after the event (民法典
// 第201条), so that five years from 30 June 2021 end with 30 June 2026: that day
// is still within them.

// lastDay is the last day of the period that the rule has for a hit. has is
// false for a permanent bar; missing is the variable that would tell.
func (r *Rule) lastDay(find func(string) Value) (last yanpan.Date, has bool, missing string) {
	sc := r.Screening
	switch {
	case sc == nil || sc.Since == "" && sc.Until == "":
		return yanpan.Date{}, false, ""
	case sc.Until != "":
		if last = find(sc.Until).date; last.IsZero() {
			return last, true, sc.Until
		}
		return last, true, ""
	}
	from := find(sc.Since).date
	if from.IsZero() {
		return from, true, sc.Since
	}
	return from.AddMonths(12 * int(r.limit(yearsLimit).Int64())), true, ""
}

// within tells whether a day lies in the period that ends with last; known is
// false where the end is not recorded precisely enough.
func within(day, last yanpan.Date) (in, known bool) {
	switch {
	case day.After(last):
		return false, true
	case day.Last().After(last.First()) && last.Precision() != yanpan.PrecisionDay:
		return false, false
	}
	return true, true
}

// period turns a hit whose time has passed into none, and into one that cannot
// be told where the day is not recorded.
func (f *frame) period(v *Verdict) {
	last, has, missing := f.rule.lastDay(f.find)
	if !has {
		return
	}
	if missing == "" {
		in, known := within(v.AsOf, last)
		switch {
		case known && !in:
			v.Outcome, v.Used = Passed, nil
			return
		case known:
			return
		}
		missing = f.rule.periodName()
		v.Reason = "日期只记到年或月,期限是否已过定不下来"
	}
	v.Outcome, v.Used = NoData, f.used()
	v.Missing = appendMissing(v.Missing, f.rule.lang.names[missing].missing())
}

func (r *Rule) periodName() string {
	if r.Screening.Until != "" {
		return r.Screening.Until
	}
	return r.Screening.Since
}

// periodClause tells the period as a clause of an explanation; ok is false
// where the rule has none or its days are not recorded.
func (x explainer) periodClause() (c Clause, ok bool) {
	r := x.verdict.Rule
	last, has, missing := r.lastDay(x.find)
	if !has || missing != "" {
		return Clause{}, false
	}
	c = Clause{Source: "since", Decides: true, Holds: holdsUnknown}
	if in, known := within(x.verdict.AsOf, last); known {
		c.Holds = holdsFalse
		if in {
			c.Holds = holdsTrue
		}
	}
	c.Text = r.lang.names[r.periodName()].Label + bracket(x.find(r.periodName()).Show(""))
	if r.Screening.Since != "" {
		c.Text += "起" + r.limit(yearsLimit).Show("") + "年"
	}
	c.Text += ",到" + last.Chinese() + "为止,计算基准日" + x.verdict.AsOf.Chinese() + "还在期内"
	return c, true
}
