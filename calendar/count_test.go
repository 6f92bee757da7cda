package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// addNaive counts day by day: the day of the event is not counted.
func (n naive) add(d time.Time, count int, unit Unit) time.Time {
	switch unit {
	case Months:
		first := time.Date(d.Year(), d.Month()+time.Month(count), 1, 0, 0, 0, 0, time.UTC)
		last := first.AddDate(0, 1, -1).Day()
		return first.AddDate(0, 0, min(d.Day(), last)-1)
	case Days:
		for range count {
			d = d.AddDate(0, 0, 1)
		}
		return d
	}
	for count > 0 {
		if d = d.AddDate(0, 0, 1); n.works(d) {
			count--
		}
	}
	return d
}

// More than two thousand cases, each worked out day by day.
func TestAddAgainstCountingDays(t *testing.T) {
	c, n := testCalendar(t), naiveTable(t)
	cases := 0
	for d := time.Date(2020, 1, 3, 0, 0, 0, 0, time.UTC); d.Year() < 2026 || d.Month() < 9; d = d.AddDate(0, 0, 5) {
		for _, u := range []Unit{Days, WorkingDays, Months} {
			for _, count := range []int{0, 1, 3, 5, 10, 20} {
				if u == Months && count > 3 {
					continue
				}
				cases++
				day, want := MustDay(d.Format(time.DateOnly)), n.add(d, count, u)
				if got := c.Add(day, count, u); got.Date().String() != want.Format(time.DateOnly) {
					t.Errorf("%s + %d %s = %s, counted %s", d.Format(time.DateOnly), count, u, got.Date(), want.Format(time.DateOnly))
				}
			}
		}
	}
	if cases < 2000 {
		t.Errorf("only %d cases", cases)
	}
}

// Notices before an event: found by trying every day from the event backwards.
func TestLatestNoticeAgainstTrying(t *testing.T) {
	c, n := testCalendar(t), naiveTable(t)
	cases := 0
	for d := time.Date(2021, 1, 4, 0, 0, 0, 0, time.UTC); d.Year() < 2027; d = d.AddDate(0, 0, 9) {
		for _, u := range []Unit{Days, WorkingDays, Months} {
			for _, count := range []int{1, 3, 5, 20} {
				if u == Months && count > 3 {
					continue
				}
				cases++
				want := d
				for n.add(want, count, u).After(d) {
					want = want.AddDate(0, 0, -1)
				}
				if got := c.LatestNotice(MustDay(d.Format(time.DateOnly)), count, u); got.Date().String() != want.Format(time.DateOnly) {
					t.Errorf("%d %s before %s = %s, tried %s", count, u, d.Format(time.DateOnly), got.Date(), want.Format(time.DateOnly))
				}
			}
		}
	}
	if cases < 1000 {
		t.Errorf("only %d cases", cases)
	}
}

// Cases worked out by hand with a wall calendar.
func TestCountedByHand(t *testing.T) {
	c := testCalendar(t)
	for _, x := range []struct {
		from  string
		count int
		unit  Unit
		want  string
	}{
		{"2026-11-30", 5, Days, "2026-12-05"},
		{"2026-09-18", 1, WorkingDays, "2026-09-20"}, // Friday; the Sunday is worked
		{"2026-09-24", 3, WorkingDays, "2026-09-30"}, // over 中秋
		{"2026-09-30", 3, WorkingDays, "2026-10-10"}, // over 国庆, the Saturday is worked
		{"2026-02-13", 5, WorkingDays, "2026-02-27"}, // 14th worked, 15th–23rd off
		{"2026-01-31", 1, Months, "2026-02-28"},
		{"2024-01-31", 1, Months, "2024-02-29"},
		{"2026-12-20", -20, Days, "2026-11-30"},
		{"2026-10-10", -2, WorkingDays, "2026-10-08"},
		{"2026-10-10", -3, WorkingDays, "2026-09-30"},
	} {
		if got := c.Add(MustDay(x.from), x.count, x.unit); got != MustDay(x.want) {
			t.Errorf("%s %+d %s = %s, want %s", x.from, x.count, x.unit, got.Date(), x.want)
		}
	}
	for from, want := range map[string]string{"2026-10-01": "2026-10-08", "2026-10-10": "2026-10-10", "2026-12-05": "2026-12-07"} {
		if got := c.Roll(MustDay(from)); got != MustDay(want) {
			t.Errorf("%s rolls to %s, want %s", from, got.Date(), want)
		}
	}
	if got := c.Back(MustDay("2026-10-07")); got != MustDay("2026-09-30") {
		t.Errorf("back to %s", got.Date())
	}
	if got := c.Between(MustDay("2026-09-30"), MustDay("2026-10-10")); got != 3 {
		t.Errorf("%d working days between", got)
	}
}

func anyDay(t *rapid.T) Day {
	return Day(rapid.IntRange(int(MustDay("2020-01-10")), int(MustDay("2030-01-01"))).Draw(t, "day"))
}

func TestCountingIsMonotone(t *testing.T) {
	c := testCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		d, count := anyDay(t), rapid.IntRange(0, 60).Draw(t, "count")
		u := rapid.SampledFrom([]Unit{Days, WorkingDays, Months}).Draw(t, "unit")
		f := func(d Day) Day { return c.Add(d, count, u) }
		if f(d+1) < f(d) {
			t.Fatalf("a later start ends earlier: %s", d.Date())
		}
		if l := c.LatestNotice(d, count, u); f(l) > d || f(l+1) <= d {
			t.Fatalf("%s is not the last day", l.Date())
		}
		if e := earliest(d, f); f(e) < d || f(e-1) >= d {
			t.Fatalf("%s is not the first day", e.Date())
		}
		if u == WorkingDays && count > 0 && (!c.Works(f(d)) || c.Between(d, f(d)) != count) {
			t.Fatalf("%d working days after %s is %s", count, d.Date(), f(d).Date())
		}
	})
}
