package calendar

import (
	"time"

	"yanpan.dev"
)

// Day is a day of the calendar as the number of days since 1 January 1970.
// Days can be compared and subtracted.
type Day int32

// The days that a Calendar holds: 1 January 2000 to 31 December 2079.
const (
	FirstDay Day = 10957
	LastDay  Day = 40176
)

// DayOf is the day of d; of a date that knows only its month or year, the first one.
// It reports false for the zero Date and for days no Calendar holds.
func DayOf(d yanpan.Date) (Day, bool) {
	day := Day(d.Time().Unix() / 86400)
	return day, !d.IsZero() && day >= FirstDay && day <= LastDay
}

// MustDay is the day of an ISO date written in the program or its tests; it
// panics on a bad one.
func MustDay(iso string) Day {
	d, ok := DayOf(yanpan.MustDate(iso))
	if !ok {
		panic("calendar: no such day: " + iso)
	}
	return d
}

// Date is the day as a date.
func (d Day) Date() yanpan.Date { return yanpan.DateOf(time.Unix(int64(d)*86400, 0).UTC()) }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return time.Weekday((int(d)%7 + 11) % 7) }

// weekdays are the characters of the days of the week, Sunday first.
const weekdays = "日一二三四五六"

// Chinese gives the day as papers write it: 2026年12月20日.
func (d Day) Chinese() string { return d.Date().Chinese() }

// WithWeekday gives the day with its day of the week: 2026年12月20日(周日).
func (d Day) WithWeekday() string {
	return yanpan.Typeset(d.Chinese() + "(周" + string([]rune(weekdays)[d.Weekday()]) + ")")
}

func (d Day) weekend() bool { return d.Weekday() == time.Sunday || d.Weekday() == time.Saturday }

// inRange keeps a day within those that a Calendar holds.
func inRange(d Day) Day { return min(max(d, FirstDay), LastDay) }
