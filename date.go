package yanpan

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Precision says which parts of a date are known.
type Precision uint8

// The precisions of a Date.
const (
	PrecisionNone Precision = iota
	PrecisionYear
	PrecisionMonth
	PrecisionDay
)

// Date is a day of the calendar that knows how precisely it was recorded:
// 1975, 1975-06 and 1975-06-12 are three different dates. The zero Date is
// "not recorded". Dates are comparable with ==.
type Date struct {
	year  int16
	month uint8 // 0 where only the year is known
	day   uint8 // 0 where only the month is known
}

// NewDate makes a date; month or day 0 means that part is not known. It
// reports false for a day that the calendar does not have.
func NewDate(year, month, day int) (Date, bool) {
	switch {
	case year < 1 || year > 9999 || month < 0 || month > 12 || day < 0:
		return Date{}, false
	case month == 0 && day != 0:
		return Date{}, false
	case month != 0 && day > daysIn(year, month):
		return Date{}, false
	}
	return Date{int16(year), uint8(month), uint8(day)}, true
}

// DateOf is the day of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{int16(y), uint8(m), uint8(d)}
}

// ParseDate reads the ISO forms 1975, 1975-06 and 1975-06-12, which are the
// ones of the command line, of JSON and of packs. What people write in
// spreadsheets is read by package roster.
func ParseDate(s string) (Date, error) {
	parts := strings.Split(s, "-")
	widths := []int{4, 2, 2}
	var n [3]int
	bad := len(parts) > 3
	for i, p := range parts {
		if bad || len(p) != widths[i] {
			bad = true
			break
		}
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil || v == 0 {
			bad = true
			break
		}
		n[i] = int(v)
	}
	if !bad {
		if d, ok := NewDate(n[0], n[1], n[2]); ok {
			return d, nil
		}
	}
	return Date{}, &Error{Code: CodeInvalid, Op: "ParseDate", Message: fmt.Sprintf("日期“%s”不对", s), Remedy: "请写成 2026-06-30、2026-06 或 2026"}
}

// MustDate is ParseDate for dates written in the program and its tests; it panics on a bad one.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether nothing was recorded.
func (d Date) IsZero() bool { return d == Date{} }

// Year is the year; 0 is "not known".
func (d Date) Year() int { return int(d.year) }

// Month is the month from 1; 0 is "not known".
func (d Date) Month() int { return int(d.month) }

// Day is the day of the month from 1; 0 is "not known".
func (d Date) Day() int { return int(d.day) }

// Precision says which parts are known.
func (d Date) Precision() Precision {
	switch {
	case d.day != 0:
		return PrecisionDay
	case d.month != 0:
		return PrecisionMonth
	case d.year != 0:
		return PrecisionYear
	}
	return PrecisionNone
}

// String gives the ISO form at the date's own precision, and "" for the zero Date.
func (d Date) String() string {
	switch d.Precision() {
	case PrecisionDay:
		return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	case PrecisionMonth:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	case PrecisionYear:
		return fmt.Sprintf("%04d", d.year)
	}
	return ""
}

// Chinese gives the date as official papers write it, without leading zeros
// (GB/T 9704—2012, 7.3.5): 2026年6月30日, 2026年6月, 2026年.
func (d Date) Chinese() string {
	switch d.Precision() {
	case PrecisionDay:
		return fmt.Sprintf("%d年%d月%d日", d.year, d.month, d.day)
	case PrecisionMonth:
		return fmt.Sprintf("%d年%d月", d.year, d.month)
	case PrecisionYear:
		return fmt.Sprintf("%d年", d.year)
	}
	return ""
}

// MarshalText and UnmarshalText use the ISO form; "" is the zero Date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// First and Last are the earliest and the latest day the date can stand for.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.year, max(d.month, 1), max(d.day, 1)}
}

// Last is the latest day the date can stand for.
func (d Date) Last() Date {
	if d.IsZero() {
		return d
	}
	if d.month == 0 {
		return Date{d.year, 12, 31}
	}
	if d.day == 0 {
		return Date{d.year, d.month, uint8(daysIn(int(d.year), int(d.month)))}
	}
	return d
}

// Compare orders dates by their first possible day, then the less precise
// first; the zero Date comes before all others.
func (d Date) Compare(e Date) int {
	if c := d.First().ordinal() - e.First().ordinal(); c != 0 {
		return sign(c)
	}
	return sign(int(d.Precision()) - int(e.Precision()))
}

// Agrees reports whether d and e can be the same day, one perhaps less precisely
// recorded than the other: 1975-06 agrees with 1975-06-12 and with 1975.
func (d Date) Agrees(e Date) bool {
	return !d.IsZero() && !e.IsZero() &&
		d.First().ordinal() <= e.Last().ordinal() && e.First().ordinal() <= d.Last().ordinal()
}

// After reports whether d is surely after e: its first possible day lies
// behind the last possible day of e.
func (d Date) After(e Date) bool {
	return !d.IsZero() && !e.IsZero() && d.First().ordinal() > e.Last().ordinal()
}

// AddYears moves a date by whole years; 29 February becomes 1 March where the
// year has none, as a period of years that ends on a missing day is counted.
func (d Date) AddYears(n int) Date {
	if d.IsZero() {
		return d
	}
	y := int(d.year) + n
	if d.month == 2 && int(d.day) > daysIn(y, 2) {
		return Date{int16(y), 3, 1}
	}
	return Date{int16(y), d.month, d.day}
}

// AddMonths moves a date by whole months; a day that the month lacks becomes its last.
// A date that knows no month moves by whole years only.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() || d.month == 0 {
		return d.AddYears(n / 12)
	}
	m := int(d.year)*12 + int(d.month) - 1 + n
	y, mo := m/12, m%12+1
	return Date{int16(y), uint8(mo), min(d.day, uint8(daysIn(y, mo)))}
}

// AgeRule says how an unknown day or month of a birth is counted.
type AgeRule uint8

// The rules for ages of people whose day of birth is not recorded.
const (
	CountAsReached    AgeRule = iota // 当月视为已满: the first possible day; the default
	CountAsNotReached                // 当月视为未满: the last possible day
)

// Age is the number of whole years at the day at of someone born on d. Age
// rises on the birthday itself; someone born on 29 February is a year older on
// 1 March of a common year. Unknown parts of d are filled by rule; unknown
// parts of at stand for its last possible day. It reports false where either
// date is not recorded or the birth lies after at.
func (d Date) Age(at Date, rule AgeRule) (int, bool) {
	if d.IsZero() || at.IsZero() {
		return 0, false
	}
	born := d.First()
	if rule == CountAsNotReached {
		born = d.Last()
	}
	end := at.Last()
	n := wholeYears(born, end)
	if n < 0 && d.First().ordinal() <= end.ordinal() {
		n = 0 // born in the very month of at
	}
	return n, n >= 0
}

// AgeRange is the youngest and the oldest age that someone born on d can have
// at the day at; they differ where the day of birth is not recorded and the
// birthday may or may not have passed.
func (d Date) AgeRange(at Date) (youngest, oldest int, ok bool) {
	oldest, ok = d.Age(at, CountAsReached)
	if !ok {
		return 0, 0, false
	}
	youngest, ok = d.Age(at, CountAsNotReached)
	return youngest, oldest, ok
}

func wholeYears(from, to Date) int {
	n := int(to.year) - int(from.year)
	if to.month < from.month || to.month == from.month && to.day < from.day {
		n--
	}
	return n
}

// DaysUntil is the number of days from d to e, both at full precision.
func (d Date) DaysUntil(e Date) int {
	return int(e.Time().Sub(d.Time()) / (24 * time.Hour))
}

// Time is midnight UTC of the first possible day.
func (d Date) Time() time.Time {
	f := d.First()
	return time.Date(int(f.year), time.Month(f.month), int(f.day), 0, 0, 0, 0, time.UTC)
}

func (d Date) ordinal() int { return int(d.year)*372 + int(d.month)*31 + int(d.day) }

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && year%100 != 0 || year%400 == 0 {
			return 29
		}
		return 28
	}
	return 31
}
