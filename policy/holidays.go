package policy

import (
	"fmt"
	"regexp"
	"strings"

	"yanpan.dev"
	"yanpan.dev/calendar"
)

// HolidayYear is one year of holidays.yaml: the notice and where it stands.
type HolidayYear struct {
	calendar.Year
	Pos Pos
}

// holidayYearShape is one year of holidays.yaml.
func holidayYearShape() *object {
	off := &object{name: "off", label: "放假", keys: []key{
		{name: "name", label: "节日", shape: shapeText, required: true},
		{name: "from", label: "首日", shape: shapeDate, required: true},
		{name: "to", label: "末日", shape: shapeDate},
	}}
	return &object{name: "year", label: "一年的放假安排", keys: []key{
		{name: "year", label: "年份", shape: shapeInt, required: true},
		{name: "off", label: "放假", shape: shapeList, of: off, required: true},
		{name: "working", label: "调休上班的日子", shape: shapeText},
		basisKey(),
	}}
}

// feastShape is a lunar holiday of years without a notice.
func feastShape() *object {
	return &object{name: "feast", label: "农历节日", keys: []key{
		{name: "name", label: "节日", shape: shapeText, required: true},
		{name: "days", label: "公历日期", shape: shapeText, required: true},
		basisKey(),
	}}
}

func (s *section) feast(p *Pack) {
	for _, d := range s.dayList("days") {
		p.Feasts = append(p.Feasts, calendar.Feast{Name: s.text("name"), Day: d})
	}
}

func (s *section) holidayYear(p *Pack) {
	before := len(s.rd.faults)
	y := HolidayYear{Year: calendar.Year{Year: s.integer("year"), Basis: s.citation()}, Pos: s.posOf("year")}
	for _, o := range s.items("off") {
		from, to := o.day("from"), o.day("to")
		if o.child("to") == nil {
			to = from
		}
		y.Off = append(y.Off, calendar.Off{Name: o.text("name"), From: from, To: to})
	}
	y.Working = s.dayList("working")
	if _, err := calendar.New([]calendar.Year{y.Year}, nil); err != nil && before == len(s.rd.faults) {
		message, _, _ := strings.Cut(yanpan.MessageOf(err), "。")
		s.fault("year", "请对照国务院办公厅的通知改正", "%s", message)
	}
	p.Holidays = append(p.Holidays, y)
}

// day reads a date that is known to the day.
func (s *section) day(name string) calendar.Day {
	date := s.date(name)
	d, ok := calendar.DayOf(date)
	if s.child(name) != nil && !date.IsZero() && (!ok || date.Precision() != yanpan.PrecisionDay) {
		s.fault(name, "写到日,例如 2026-01-01", "日期“%s”要写到日", s.text(name))
	}
	return d
}

var isoDay = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// dayList reads days that are set apart by 、.
func (s *section) dayList(name string) []calendar.Day {
	var days []calendar.Day
	for _, w := range splitWords(s.text(name)) {
		date, err := yanpan.ParseDate(w)
		d, ok := calendar.DayOf(date)
		if err != nil || !ok || !isoDay.MatchString(w) {
			s.fault(name, "写成 2026-01-04、2026-02-14", "“%s”不是日期", w)
			continue
		}
		days = append(days, d)
	}
	return days
}

// Calendar makes the calendar of all packs' notices; a lower pack's year takes
// the place of a higher one's.
func (rs *Rules) Calendar() (*calendar.Calendar, error) {
	var years []calendar.Year
	var feasts []calendar.Feast
	for _, p := range rs.Packs {
		for _, y := range p.Holidays {
			years = append(years, y.Year)
		}
		feasts = append(feasts, p.Feasts...)
	}
	return calendar.New(years, feasts)
}

// holidayTexts says for each year how many days are off and worked.
func (p *Pack) holidayTexts() []string {
	var out []string
	for _, y := range p.Holidays {
		off := 0
		for _, o := range y.Off {
			off += int(o.To-o.From) + 1
		}
		out = append(out, yanpan.Typeset(fmt.Sprintf("%d年:放假%d天,调休上班%d天(%s)", y.Year.Year, off, len(y.Working), y.Basis)))
	}
	return out
}
