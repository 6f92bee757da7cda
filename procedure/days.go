package procedure

import (
	"time"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/policy"
)

// Calendar counts days. Whoever has the notices of public holidays hands one in.
type Calendar interface {
	// Add gives the last of so many days, working days where asked for, that
	// begin on the day after from. sure is false where the holidays of a year
	// were not known and the day is an estimate.
	Add(from yanpan.Date, days int, working bool) (last yanpan.Date, sure bool)
}

// DueFunc gives the day a step is due by a timetable. It reports false where
// the timetable does not speak of the step.
type DueFunc func(step string, events State) (Due, bool)

// Due is the last day on which a step may be done.
type Due struct {
	Day   yanpan.Date
	Sure  bool // false: counted over a year whose holidays are not known
	Basis yanpan.Citation
}

// Holidays is a Calendar that counts working days by the notices of public
// holidays. A day outside the years it holds counts as Weekdays would.
func Holidays(c *calendar.Calendar) Calendar { return holidays{c} }

type holidays struct{ *calendar.Calendar }

// Add counts days.
func (h holidays) Add(from yanpan.Date, days int, working bool) (yanpan.Date, bool) {
	first, ok := calendar.DayOf(from)
	if !ok || !working || first+calendar.Day(4*days+60) > calendar.LastDay {
		return Weekdays{}.Add(from, days, working)
	}
	last := h.Calendar.Add(first, days, calendar.WorkingDays)
	return last.Date(), !h.Estimated(first) && !h.Estimated(last)
}

// Weekdays is a Calendar that knows no holidays: natural days are exact, working
// days are Monday to Friday and never sure.
type Weekdays struct{}

// Add counts days.
func (Weekdays) Add(from yanpan.Date, days int, working bool) (yanpan.Date, bool) {
	if !working {
		return addDays(from, days), true
	}
	at := from
	for range days {
		at = addDays(at, 1)
		for w := at.Time().Weekday(); w == time.Saturday || w == time.Sunday; w = at.Time().Weekday() {
			at = addDays(at, 1)
		}
	}
	return at, false
}

func addDays(d yanpan.Date, n int) yanpan.Date { return yanpan.DateOf(d.Time().AddDate(0, 0, n)) }

// Setting is what a command is held against beside the state.
type Setting struct {
	Facts    policy.Facts // nil: nothing is recorded
	Today    yanpan.Date
	Calendar Calendar // nil: Weekdays
	Due      DueFunc  // nil: only the limits of the procedure itself
}

func (s Setting) facts() policy.Facts {
	if s.Facts == nil {
		return policy.FactMap{}
	}
	return s.Facts
}

func (s Setting) calendar() Calendar {
	if s.Calendar == nil {
		return Weekdays{}
	}
	return s.Calendar
}

// estimate says that a day rests on a year whose holidays are not known.
func estimate(sure bool) string {
	if sure {
		return ""
	}
	return "(按双休推算,未计节假日和调休)"
}

// deadline is when a step is due; ok is false where nothing says.
func (s Setting) deadline(st State, step *policy.Step) (Due, bool) {
	if s.Due != nil {
		if due, told := s.Due(step.ID, st); told {
			return due, true
		}
	}
	if step.Within == nil || !st.done(step.Within.From) {
		return Due{}, false
	}
	day, sure := s.calendar().Add(st.Steps[step.Within.From].Done, step.Within.Days, step.Within.Working)
	return Due{day, sure, step.Basis}, true
}
