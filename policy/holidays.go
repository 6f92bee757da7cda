package policy

import (
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

// Holidays is holidays.yaml: the notices of some years, and the days of lunar
// holidays for years that have none.
type Holidays struct {
	Years  []HolidayYear
	Feasts []calendar.Feast
}

// holidaysShape is holidays.yaml.
func holidaysShape() *object {
	off := &object{name: "off", label: "放假", keys: []key{
		{name: "name", label: "节日", shape: shapeText, required: true},
		{name: "from", label: "首日", shape: shapeDate, required: true},
		{name: "to", label: "末日", shape: shapeDate},
	}}
	year := &object{name: "year", label: "一年的放假安排", keys: []key{
		{name: "year", label: "年份", shape: shapeInt, required: true},
		{name: "off", label: "放假的日子", shape: shapeList, of: off, required: true},
		{name: "working", label: "调休上班的日子", shape: shapeText},
		basisKey(),
	}}
	feast := &object{name: "feast", label: "农历节日", keys: []key{
		{name: "name", label: "节日", shape: shapeText, required: true},
		{name: "days", label: "公历日期", shape: shapeText, required: true},
		basisKey(),
	}}
	return &object{name: "holidays", label: "节假日", keys: []key{
		{name: "years", label: "逐年的放假安排", shape: shapeList, of: year, required: true},
		{name: "feasts", label: "没有放假安排的年份里的农历节日", shape: shapeList, of: feast},
	}}
}

// holidays reads holidays.yaml.
func (rr *ruleReader) holidays(p *Pack) {
	src := p.sources["holidays.yaml"]
	if src == nil {
		return
	}
	s := rr.rd.document(src, holidaysShape())
	if s == nil {
		return
	}
	h := &Holidays{}
	for _, y := range s.items("years") {
		h.Years = append(h.Years, y.holidayYear())
	}
	for _, f := range s.items("feasts") {
		for _, d := range f.dayList("days") {
			h.Feasts = append(h.Feasts, calendar.Feast{Name: f.text("name"), Day: d})
		}
	}
	p.Holidays = h
}

func (s *section) holidayYear() HolidayYear {
	y := HolidayYear{Year: calendar.Year{Year: s.integer("year"), Basis: s.citation()}, Pos: s.posOf("year")}
	for _, o := range s.items("off") {
		from, to := o.day("from"), o.day("to")
		if o.child("to") == nil {
			to = from
		}
		y.Off = append(y.Off, calendar.Off{Name: o.text("name"), From: from, To: to})
	}
	y.Working = s.dayList("working")
	before := len(s.rd.faults)
	if _, err := calendar.New([]calendar.Year{y.Year}, nil); err != nil && before == len(s.rd.faults) {
		message, _, _ := strings.Cut(yanpan.MessageOf(err), "。")
		s.fault("year", "请对照国务院办公厅的通知改正", "%s", message)
	}
	return y
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
		if p.Holidays == nil {
			continue
		}
		for _, y := range p.Holidays.Years {
			years = append(years, y.Year)
		}
		feasts = append(feasts, p.Holidays.Feasts...)
	}
	return calendar.New(years, feasts)
}
