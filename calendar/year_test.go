package calendar

import (
	"strings"
	"testing"
	"time"

	"yanpan.dev"
)

// The days off and the make-up days of 2020 to 2026, entered a second time from
// the published table: month/day-month/day.
func table() map[int][2]string {
	return map[int][2]string{
		2020: {"1/1 1/24-2/2 4/4-4/6 5/1-5/5 6/25-6/27 10/1-10/8", "1/19 4/26 5/9 6/28 9/27 10/10"},
		2021: {"1/1-1/3 2/11-2/17 4/3-4/5 5/1-5/5 6/12-6/14 9/19-9/21 10/1-10/7", "2/7 2/20 4/25 5/8 9/18 9/26 10/9"},
		2022: {"1/1-1/3 1/31-2/6 4/3-4/5 4/30-5/4 6/3-6/5 9/10-9/12 10/1-10/7", "1/29 1/30 4/2 4/24 5/7 10/8 10/9"},
		2023: {"1/1-1/2 1/21-1/27 4/5 4/29-5/3 6/22-6/24 9/29-10/6", "1/28 1/29 4/23 5/6 6/25 10/7 10/8"},
		2024: {"1/1 2/10-2/17 4/4-4/6 5/1-5/5 6/10 9/15-9/17 10/1-10/7", "2/4 2/18 4/7 4/28 5/11 9/14 9/29 10/12"},
		2025: {"1/1 1/28-2/4 4/4-4/6 5/1-5/5 5/31-6/2 10/1-10/8", "1/26 2/8 4/27 9/28 10/11"},
		2026: {"1/1-1/3 2/15-2/23 4/4-4/6 5/1-5/5 6/19-6/21 9/25-9/27 10/1-10/7", "1/4 2/14 2/28 5/9 9/20 10/10"},
	}
}

// monthDay reads 1/24 of a year with the standard library.
func monthDay(t testing.TB, year int, text string) time.Time {
	t.Helper()
	d, err := time.Parse("2006/1/2", strings.Join([]string{time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006"), text}, "/"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// naive is a second way of knowing days: a map of days looked up one by one.
type naive map[string]bool // true: worked

func naiveTable(t testing.TB) naive {
	n := naive{}
	for year, y := range table() {
		for _, span := range strings.Fields(y[0]) {
			from, to, many := strings.Cut(span, "-")
			if !many {
				to = from
			}
			for d := monthDay(t, year, from); !d.After(monthDay(t, year, to)); d = d.AddDate(0, 0, 1) {
				n[d.Format(time.DateOnly)] = false
			}
		}
		for _, day := range strings.Fields(y[1]) {
			n[monthDay(t, year, day).Format(time.DateOnly)] = true
		}
	}
	n["2022-12-31"] = false
	return n
}

func (n naive) works(d time.Time) bool {
	if w, told := n[d.Format(time.DateOnly)]; told {
		return w
	}
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

// testCalendar is made from the same table through the package's own types.
func testCalendar(t testing.TB) *Calendar {
	t.Helper()
	var years []Year
	day := func(d time.Time) Day { return MustDay(d.Format(time.DateOnly)) }
	for year, y := range table() {
		all := Year{Year: year}
		for i, span := range strings.Fields(y[0]) {
			from, to, many := strings.Cut(span, "-")
			if !many {
				to = from
			}
			name := "假"
			if i == 1 {
				name = SpringFestival
			}
			all.Off = append(all.Off, Off{Name: name, From: day(monthDay(t, year, from)), To: day(monthDay(t, year, to))})
		}
		for _, d := range strings.Fields(y[1]) {
			all.Working = append(all.Working, day(monthDay(t, year, d)))
		}
		years = append(years, all)
	}
	for i := range years {
		if years[i].Year == 2023 {
			years[i].Off[0].From = MustDay("2022-12-31")
		}
	}
	c, err := New(years, []Feast{{SpringFestival, MustDay("2027-02-05")}, {SpringFestival, MustDay("2027-02-06")}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryDayOfSevenYears(t *testing.T) {
	c, n := testCalendar(t), naiveTable(t)
	for d := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2027; d = d.AddDate(0, 0, 1) {
		day := MustDay(d.Format(time.DateOnly))
		if c.Works(day) != n.works(d) {
			t.Errorf("%s: worked %v, by the table %v", d.Format(time.DateOnly), c.Works(day), n.works(d))
		}
		if day.Weekday() != d.Weekday() || day.Date() != yanpan.DateOf(d) {
			t.Errorf("%s: weekday %v, date %v", d.Format(time.DateOnly), day.Weekday(), day.Date())
		}
	}
}

func TestUnknownYear(t *testing.T) {
	c := testCalendar(t)
	for iso, want := range map[string]string{
		"2027-01-01": "元旦放假（估算）", "2027-02-05": "春节放假（估算）", "2027-04-05": "清明节放假（估算）", "2027-05-02": "劳动节放假（估算）",
		"2027-10-03": "国庆节放假（估算）", "2027-10-04": "", "2027-03-06": "双休日（估算）", "2026-02-14": "调休上班", "2026-02-15": "春节放假", "2026-03-07": "双休日",
	} {
		if got := c.Describe(MustDay(iso)); got != want {
			t.Errorf("%s: %q, want %q", iso, got, want)
		}
	}
	note := c.EstimateNote(2027)
	for _, want := range []string{"没有录入", "估算", "端午节、中秋节的日子"} {
		if !strings.Contains(note, want) {
			t.Errorf("%q lacks %q", note, want)
		}
	}
	if c.EstimateNote(2026) != "" || c.Estimated(MustDay("2026-12-31")) || !c.Estimated(MustDay("2027-01-01")) {
		t.Error("2026 is known and 2027 is not")
	}
	next, err := c.With(Year{Year: 2027, Off: []Off{{"元旦", MustDay("2027-01-01"), MustDay("2027-01-03")}}})
	if err != nil || next.EstimateNote(2027) != "" || !next.Works(MustDay("2027-02-05")) || len(next.Years()) != 8 {
		t.Errorf("a year that was entered stays unknown: %v", err)
	}
}

// 清明 by the formula against the almanac of these years.
func TestClearBright(t *testing.T) {
	for year, want := range map[int]int{2020: 4, 2021: 4, 2022: 5, 2023: 5, 2024: 4, 2025: 4, 2026: 5, 2027: 5, 2028: 4, 2031: 5} {
		if got := clearBright(year); got != want {
			t.Errorf("%d: 4月%d日, want %d", year, got, want)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	d := MustDay
	for want, y := range map[string]Year{
		"首日晚于末日":  {Year: 2026, Off: []Off{{"元旦", d("2026-01-03"), d("2026-01-01")}}},
		"不合常理":    {Year: 2026, Off: []Off{{"元旦", d("2026-01-01"), d("2026-02-01")}}},
		"不在2026年": {Year: 2026, Off: []Off{{"元旦", d("2027-01-01"), d("2027-01-01")}}},
		"写了两遍":    {Year: 2026, Off: []Off{{"元旦", d("2026-01-01"), d("2026-01-01")}, {"春节", d("2026-01-01"), d("2026-01-02")}}},
		"没有写放假":   {Year: 2026},
	} {
		if _, err := New([]Year{y}, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
