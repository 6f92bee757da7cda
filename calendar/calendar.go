package calendar

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// Kind says what a day is.
type Kind uint8

// The kinds of day.
const (
	Workday Kind = iota // an ordinary day of work
	Weekend             // Saturday or Sunday
	Holiday             // off by the notice, or statutory in a year without one
	MakeUp              // a day of a weekend that is worked
)

// Calendar knows which days are worked. It is immutable.
type Calendar struct {
	kinds   []Kind
	names   map[Day]string
	before  []int32 // before[i]: working days before the i-th day
	working []Day
	years   map[int]Year
	feasts  []Feast
}

// New makes a calendar of the years' notices, a later one of the same year in
// place of an earlier. Years without a notice have weekends and statutory
// holidays; those by the lunar calendar come from feasts.
func New(years []Year, feasts []Feast) (*Calendar, error) {
	c := &Calendar{kinds: make([]Kind, LastDay-FirstDay+1), names: map[Day]string{}, years: map[int]Year{}, feasts: feasts}
	for i := range years {
		y := years[i]
		if message := y.check(); message != "" {
			return nil, &yanpan.Error{Code: yanpan.CodeInvalid, Op: "calendar.New", Where: fmt.Sprintf("%d年放假安排", y.Year), Message: message, Remedy: "请对照国务院办公厅的通知改正", Basis: y.Basis}
		}
		c.years[y.Year] = y
	}
	for d := FirstDay; d <= LastDay; d++ {
		if d.weekend() {
			c.set(d, Weekend, "")
		}
	}
	for year := FirstDay.Date().Year(); year <= LastDay.Date().Year(); year++ {
		c.fill(year)
	}
	c.count()
	return c, nil
}

func (c *Calendar) set(d Day, k Kind, name string) {
	c.kinds[d-FirstDay] = k
	if name != "" {
		c.names[d] = name
	}
}

// fill enters the days of one year.
func (c *Calendar) fill(year int) {
	y, known := c.years[year]
	if !known {
		for _, f := range statutory(year, c.feasts) {
			c.set(f.Day, Holiday, f.Name)
		}
		return
	}
	for _, o := range y.Off {
		for d := o.From; d <= o.To; d++ {
			c.set(d, Holiday, o.Name)
		}
	}
	for _, d := range y.Working {
		c.set(d, MakeUp, "调休上班")
	}
}

func (c *Calendar) count() {
	c.before = make([]int32, len(c.kinds)+1)
	for i, k := range c.kinds {
		c.before[i+1] = c.before[i]
		if k == Workday || k == MakeUp {
			c.before[i+1]++
			c.working = append(c.working, FirstDay+Day(i))
		}
	}
}

// With gives a calendar that knows further years; one that it knew already is replaced.
func (c *Calendar) With(years ...Year) (*Calendar, error) {
	all := make([]Year, 0, len(c.years)+len(years))
	for _, n := range c.Years() {
		all = append(all, c.years[n])
	}
	return New(append(all, years...), c.feasts)
}

// Years lists the years with a notice, rising.
func (c *Calendar) Years() []int {
	years := make([]int, 0, len(c.years))
	for y := range c.years {
		years = append(years, y)
	}
	slices.Sort(years)
	return years
}

// Notice gives what was announced for a year; it reports false for an unknown one.
func (c *Calendar) Notice(year int) (Year, bool) {
	y, ok := c.years[year]
	return y, ok
}

// Estimated reports whether the year of the day has no notice, so that what is
// said about it is 估算: weekends and statutory holidays without make-up days.
func (c *Calendar) Estimated(d Day) bool {
	_, ok := c.years[d.Date().Year()]
	return !ok
}

// KindOf says what a day is and the name of its holiday, "" for none.
func (c *Calendar) KindOf(d Day) (Kind, string) {
	d = inRange(d)
	return c.kinds[d-FirstDay], c.names[d]
}

// Works reports whether a day is worked.
func (c *Calendar) Works(d Day) bool {
	k, _ := c.KindOf(d)
	return k == Workday || k == MakeUp
}

// Describe says what is particular about a day: 周日, 春节放假, 调休上班; "" for an
// ordinary day of work. In a year without a notice it says 估算.
func (c *Calendar) Describe(d Day) string {
	k, name := c.KindOf(d)
	said := ""
	switch k {
	case Workday:
		return ""
	case Weekend:
		said = "双休日"
	case Holiday:
		said = name + "放假"
	case MakeUp:
		said = name
	}
	if c.Estimated(d) {
		said += "(估算)"
	}
	return yanpan.Typeset(said)
}

// EstimateNote explains how the days of a year without a notice were estimated,
// and which holidays nobody told; "" for a known year.
func (c *Calendar) EstimateNote(year int) string {
	if _, known := c.years[year]; known {
		return ""
	}
	var missing []string
	for _, name := range []string{SpringFestival, "端午节", "中秋节"} {
		if !slices.ContainsFunc(c.feasts, func(f Feast) bool { return f.Name == name && f.Day.Date().Year() == year }) {
			missing = append(missing, name)
		}
	}
	note := fmt.Sprintf("%d年的放假安排没有录入,工作日按双休日和法定节日估算,没有算调休和补假", year)
	if len(missing) > 0 {
		note += ",也没有" + strings.Join(missing, "、") + "的日子"
	}
	return yanpan.Typeset(note + "。通知公布后请录入再算一遍")
}
