package calendar

import (
	"fmt"
	"slices"

	"yanpan.dev"
)

// Year is what the notice of one year says about its days.
type Year struct {
	Year    int
	Off     []Off           // days off, in the order of the notice
	Working []Day           // days of a weekend that are worked
	Basis   yanpan.Citation // the notice; its number stands in Article
}

// Off is a run of days off under the name of its holiday.
type Off struct {
	Name     string // 春节
	From, To Day
}

// Feast is a statutory holiday whose day follows the lunar calendar, for years
// without a notice.
type Feast struct {
	Name string
	Day  Day
}

// SpringFestival is the name under which the notices give the days off around
// the lunar new year.
const SpringFestival = "春节"

// days is the number of days off.
func (o Off) days() int { return int(o.To-o.From) + 1 }

// check says what is impossible in a year's days; "" where nothing is.
func (y *Year) check() string {
	off := map[Day]bool{}
	for _, o := range y.Off {
		switch {
		case o.From > o.To:
			return fmt.Sprintf("%s放假的首日晚于末日", o.Name)
		case o.days() > 15:
			return fmt.Sprintf("%s放假%d天,不合常理", o.Name, o.days())
		case !y.near(o.From) || !y.near(o.To):
			return fmt.Sprintf("%s的日期(%s)不在%d年", o.Name, o.From.Chinese(), y.Year)
		}
		for d := o.From; d <= o.To; d++ {
			if off[d] {
				return d.Chinese() + "写了两遍"
			}
			off[d] = true
		}
	}
	for i, d := range y.Working {
		switch {
		case !y.near(d):
			return fmt.Sprintf("上班日%s不在%d年", d.Chinese(), y.Year)
		case off[d]:
			return d.Chinese() + "既写放假又写上班"
		case !d.weekend():
			return d.WithWeekday() + "本来就上班,不会是调休上班日"
		case slices.Contains(y.Working[:i], d):
			return d.Chinese() + "写了两遍"
		}
	}
	if len(y.Off) == 0 {
		return "没有写放假的日子"
	}
	return ""
}

// near reports whether a day belongs to the year or to the last days of the one
// before, which New Year's holiday may reach into.
func (y *Year) near(d Day) bool {
	date := d.Date()
	return date.Year() == y.Year || date.Year() == y.Year-1 && date.Month() == 12 && date.Day() >= 25
}

// statutory lists the statutory holidays of a year: 全国年节及纪念日放假办法 (2024),
// four of them by the solar calendar, the others where the feasts tell.
func statutory(year int, feasts []Feast) []Feast {
	day := func(month, day int) Day {
		d, _ := yanpan.NewDate(year, month, day)
		n, _ := DayOf(d)
		return n
	}
	all := []Feast{
		{"元旦", day(1, 1)}, {"清明节", day(4, clearBright(year))}, {"劳动节", day(5, 1)}, {"劳动节", day(5, 2)},
		{"国庆节", day(10, 1)}, {"国庆节", day(10, 2)}, {"国庆节", day(10, 3)},
	}
	for _, f := range feasts {
		if f.Day.Date().Year() == year {
			all = append(all, f)
		}
	}
	return all
}

// clearBright is the day in April of 清明, good for the years 2000 to 2099.
func clearBright(year int) int {
	y := year % 100
	return (y*2422+48100)/10000 - y/4
}
