package calendar

// Unit is what a period is counted in.
type Unit string

// The units.
const (
	Days        Unit = "days"         // every day
	WorkingDays Unit = "working_days" // days that are worked
	Months      Unit = "months"       // to the same day of a later month, or its last
)

// Label is the Chinese word that follows a number: 5日, 3个工作日, 3个月.
func (u Unit) Label() string {
	switch u {
	case WorkingDays:
		return "个工作日"
	case Months:
		return "个月"
	}
	return "日"
}

// Add counts n units from a day that is itself not counted: 5 days from the 1st
// is the 6th, 3 working days from a Friday the Wednesday after, a month from 31
// January the last of February. A negative n counts backwards.
func (c *Calendar) Add(d Day, n int, u Unit) Day {
	switch u {
	case WorkingDays:
		return c.addWorking(inRange(d), n)
	case Months:
		return addMonths(inRange(d), n)
	}
	return inRange(d + Day(n))
}

func (c *Calendar) addWorking(d Day, n int) Day {
	i := 0
	switch {
	case n > 0:
		i = int(c.before[d-FirstDay+1]) + n - 1
	case n < 0:
		i = int(c.before[d-FirstDay]) + n
	default:
		return d
	}
	return c.working[min(max(i, 0), len(c.working)-1)]
}

func addMonths(d Day, n int) Day {
	date := d.Date().AddMonths(n)
	day, _ := DayOf(date)
	return inRange(day)
}

// Roll gives the day itself where it is worked, else the next day that is:
// 民法典第203条, the end of a period on a day of rest.
func (c *Calendar) Roll(d Day) Day {
	if c.Works(d) {
		return d
	}
	return c.addWorking(inRange(d), 1)
}

// Back gives the day itself where it is worked, else the last one before that is.
func (c *Calendar) Back(d Day) Day {
	if c.Works(d) {
		return d
	}
	return c.addWorking(inRange(d), -1)
}

// Between is the number of working days after from up to and with to; 0 where
// to is not after from.
func (c *Calendar) Between(from, to Day) int {
	from, to = inRange(from), inRange(to)
	return max(0, int(c.before[to-FirstDay+1]-c.before[from-FirstDay+1]))
}

// LatestNotice is the latest day on which something must be done that an event
// wants “n units before”: the last one from which n units fit before the event's
// day has passed. 20 days before the 21st is the 1st; 3 working days before a
// Sunday is the Tuesday.
func (c *Calendar) LatestNotice(event Day, n int, u Unit) Day {
	return latest(event, func(d Day) Day { return c.Add(d, n, u) })
}

// latest is the last day that f takes to no later than limit; earliest the first
// that it takes to limit or beyond. f never falls as its argument rises.
func latest(limit Day, f func(Day) Day) Day {
	d := inRange(limit - (f(limit) - limit))
	for d > FirstDay && f(d) > limit {
		d--
	}
	for d < LastDay && f(d+1) <= limit {
		d++
	}
	return d
}

func earliest(limit Day, f func(Day) Day) Day {
	d := inRange(limit - (f(limit) - limit))
	for d < LastDay && f(d) < limit {
		d++
	}
	for d > FirstDay && f(d-1) >= limit {
		d--
	}
	return d
}
