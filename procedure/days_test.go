package procedure

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/policy"
)

// legalDays counts by the notices of holidays that come with the program.
func legalDays(t testing.TB) Calendar {
	t.Helper()
	rules, err := policy.Overlay(builtin(t)...)
	if err != nil {
		t.Fatal(err)
	}
	c, err := rules.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	return Holidays(c)
}

// By the notice for 2026: 中秋 25 to 27 September, 国庆 1 to 7 October, 20 September
// and 10 October worked. Counted on a wall calendar.
func TestHolidaysByHand(t *testing.T) {
	c := legalDays(t)
	for _, x := range []struct {
		from    string
		days    int
		working bool
		last    string
		sure    bool
	}{
		{"2026-09-24", 3, true, "2026-09-30", true},
		{"2026-09-24", 3, false, "2026-09-27", true},
		{"2026-09-18", 1, true, "2026-09-20", true},  // the Sunday is worked
		{"2026-09-30", 5, true, "2026-10-13", true},  // 8, 9, 10 worked, 11 off, 12, 13
		{"2026-02-13", 1, true, "2026-02-14", true},  // worked
		{"2026-02-14", 1, true, "2026-02-24", true},  // 春节 15 to 23
		{"2026-12-31", 1, true, "2027-01-04", false}, // 2027 has no notice: 1 January and the weekend off
		{"2026-12-24", 3, true, "2026-12-29", true},
		{"2027-01-04", 2, true, "2027-01-06", false},
		{"2026-12-20", 0, true, "2026-12-20", true},
		{"2026-01-31", 28, false, "2026-02-28", true},
		{"2079-12-30", 5, true, "2080-01-05", false}, // a Saturday; beyond what a calendar holds: weekdays
		{"1999-12-31", 1, true, "2000-01-03", false},
	} {
		last, sure := c.Add(yanpan.MustDate(x.from), x.days, x.working)
		if last != yanpan.MustDate(x.last) || sure != x.sure {
			t.Errorf("%s + %d (working %v) = %s sure %v, want %s %v", x.from, x.days, x.working, last, sure, x.last, x.sure)
		}
	}
}

// Counting by notices is never quicker than every day, and in a year without a
// notice never quicker than weekdays either.
func TestHolidaysAgainstCounting(t *testing.T) {
	c := legalDays(t)
	rapid.Check(t, func(t *rapid.T) {
		from := yanpan.DateOf(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 4000).Draw(t, "from")))
		n := rapid.IntRange(1, 40).Draw(t, "days")
		working, sure := c.Add(from, n, true)
		natural, exact := c.Add(from, n, false)
		if working.Compare(natural) < 0 || !exact || natural != addDays(from, n) {
			t.Fatalf("%s + %d: %s before %s", from, n, working, natural)
		}
		more, _ := c.Add(from, n+1, true)
		if more.Compare(working) <= 0 {
			t.Fatalf("one day more ends on %s, not after %s", more, working)
		}
		if weekdays, _ := (Weekdays{}).Add(from, n, true); from.Year() >= 2027 && working.Compare(weekdays) < 0 {
			t.Fatalf("%s + %d: %s before the weekday %s", from, n, working, weekdays)
		}
		if from.Year() >= 2027 && sure || working.Year() <= 2026 && !sure {
			t.Fatalf("%s to %s sure %v", from, working, sure)
		}
	})
}

// A calendar without any notice says of every working day that it is an estimate.
func TestHolidaysWithoutNotices(t *testing.T) {
	c, err := calendar.New(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if last, sure := Holidays(c).Add(yanpan.MustDate("2026-11-20"), 1, true); last != yanpan.MustDate("2026-11-23") || sure {
		t.Error(last, sure)
	}
}

// What the records tell comes before what the list says; the difference is said.
func TestRecordsBeforeTheList(t *testing.T) {
	m := opened(t, township(t), "villagers_election")
	f := File{Place: "甲村", Facts: map[string]any{"weak_branch": false, "seats_open": 3}}
	records := policy.FactMap{}
	records.Set("weak_branch", policy.Bool(true), "村情表")
	v, err := StandingOf(m.p, f, Setting{Today: yanpan.MustDate("2026-11-20"), Facts: records})
	if err != nil {
		t.Fatal(err)
	}
	if want := "“软弱涣散党组织”，办事记录写的是否，记录里是是（村情表），按记录算"; len(v.Notes) != 1 || v.Notes[0] != want {
		t.Errorf("%q", v.Notes)
	}
	if !strings.Contains(v.Text(), "注意：“软弱涣散党组织”") {
		t.Error(v.Text())
	}
	same := policy.FactMap{}
	same.Set("weak_branch", policy.Bool(false), "村情表")
	if v, err = StandingOf(m.p, f, Setting{Today: yanpan.MustDate("2026-11-20"), Facts: same}); err != nil || len(v.Notes) != 0 {
		t.Error(v.Notes, err)
	}
}
