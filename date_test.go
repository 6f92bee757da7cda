package yanpan_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
	"yanpan.dev"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		in, iso, chinese string
		precision        yanpan.Precision
	}{
		{"1975", "1975", "1975年", yanpan.PrecisionYear},
		{"1975-06", "1975-06", "1975年6月", yanpan.PrecisionMonth},
		{"1975-06-12", "1975-06-12", "1975年6月12日", yanpan.PrecisionDay},
		{"2024-02-29", "2024-02-29", "2024年2月29日", yanpan.PrecisionDay},
	} {
		d, err := yanpan.ParseDate(c.in)
		if err != nil || d.String() != c.iso || d.Chinese() != c.chinese || d.Precision() != c.precision {
			t.Errorf("ParseDate(%q) = %s, %s, %d, %v", c.in, d, d.Chinese(), d.Precision(), err)
		}
	}
	for _, bad := range []string{"", "75", "1975-6", "1975-13", "1975-00", "2023-02-29", "1975-06-31", "1975-06-12-01", "1975/06", "一九七五", "0000"} {
		if d, err := yanpan.ParseDate(bad); err == nil {
			t.Errorf("ParseDate(%q) = %s, must fail", bad, d)
		}
	}
}

// Ages worked out on a calendar by hand.
func TestAge(t *testing.T) {
	for _, c := range []struct {
		birth, at           string
		reached, young, old int
	}{
		{"1975-06", "2023-06-01", 48, 47, 48},
		{"1975-06", "2023-05-31", 47, 47, 47},
		{"1975-06", "2023-06-30", 48, 48, 48},
		{"1975-06-12", "2023-06-11", 47, 47, 47},
		{"1975-06-12", "2023-06-12", 48, 48, 48},
		{"1975", "2023-01-01", 48, 47, 48},
		{"1975", "2023-12-31", 48, 48, 48},
		{"2000-02-29", "2023-02-28", 22, 22, 22},
		{"2000-02-29", "2023-03-01", 23, 23, 23},
		{"2000-02-29", "2024-02-29", 24, 24, 24},
		{"1975-06-20", "2023-06", 48, 48, 48},
		{"2023-03", "2023-03-17", 0, 0, 0},
	} {
		b, at := yanpan.MustDate(c.birth), yanpan.MustDate(c.at)
		n, ok := b.Age(at, yanpan.CountAsReached)
		young, old, _ := b.AgeRange(at)
		if !ok || n != c.reached || young != c.young || old != c.old {
			t.Errorf("%s at %s: %d (%d–%d), want %d (%d–%d)", c.birth, c.at, n, young, old, c.reached, c.young, c.old)
		}
	}
	if _, ok := yanpan.MustDate("2023-04").Age(yanpan.MustDate("2023-03-17"), yanpan.CountAsReached); ok {
		t.Error("an age before birth")
	}
	if _, ok := (yanpan.Date{}).Age(yanpan.MustDate("2023-03-17"), yanpan.CountAsReached); ok {
		t.Error("an age without a birth")
	}
}

// The age of a full date, worked out a second way: count the birthdays that have passed.
func TestAgeCountsBirthdays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		birth := yanpan.DateOf(time.Date(1930, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 30000).Draw(t, "birth")))
		at := yanpan.DateOf(birth.Time().AddDate(0, 0, rapid.IntRange(0, 30000).Draw(t, "days")))
		birthdays := 0
		for !birth.AddYears(birthdays + 1).After(at) {
			birthdays++
		}
		if n, ok := birth.Age(at, yanpan.CountAsReached); !ok || n != birthdays {
			t.Fatalf("%s at %s: %d, counted %d", birth, at, n, birthdays)
		}
	})
}

func TestDateRelations(t *testing.T) {
	d := yanpan.MustDate
	for _, c := range []struct {
		a, b         string
		agree, after bool
	}{
		{"1975-06", "1975-06-12", true, false},
		{"1975", "1975-06-12", true, false},
		{"1975-07", "1975-06-12", false, true},
		{"1975-06", "1975-06", true, false},
		{"1976", "1975-12-31", false, true},
		{"1975-06-12", "1975-06", true, false},
	} {
		if got := d(c.a).Agrees(d(c.b)); got != c.agree {
			t.Errorf("%s agrees with %s: %v", c.a, c.b, got)
		}
		if got := d(c.a).After(d(c.b)); got != c.after {
			t.Errorf("%s after %s: %v", c.a, c.b, got)
		}
	}
	if d("1975").Compare(d("1975-01")) >= 0 || d("1975-02").Compare(d("1975-01-31")) <= 0 || (yanpan.Date{}).Compare(d("0001")) >= 0 {
		t.Error("order of dates")
	}
	if n := d("2024-02-28").DaysUntil(d("2024-03-01")); n != 2 {
		t.Errorf("days over a leap day = %d", n)
	}
	for _, c := range []struct {
		from string
		n    int
		want string
	}{{"2021-08-31", 18, "2023-02-28"}, {"2021-08", 18, "2023-02"}, {"2023-02-28", -3, "2022-11-28"}, {"2021", 24, "2023"}} {
		if got := d(c.from).AddMonths(c.n); got.String() != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestDateJSON(t *testing.T) {
	for _, s := range []string{`"1975-06"`, `""`, `"2026-11-23"`} {
		var d yanpan.Date
		if err := json.Unmarshal([]byte(s), &d); err != nil {
			t.Fatal(err)
		}
		if b, _ := json.Marshal(d); string(b) != s {
			t.Errorf("%s came back as %s", s, b)
		}
	}
	var d yanpan.Date
	if json.Unmarshal([]byte(`"1975-13"`), &d) == nil {
		t.Error("an impossible date was taken")
	}
}
