package grid

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev"
)

func TestDisplay(t *testing.T) {
	cases := []struct{ code, raw, want string }{
		{"General", "1975.1", "1975.1"},
		{"General", "0.30000000000000004", "0.3"},
		{"General", "110101199001011234", "110101199001011234"},
		{"General", "-12", "-12"},
		{"G/通用格式", "12", "12"},
		{`G/通用格式"人"`, "12", "12人"},
		{"@", "1975.1", "1975.1"},
		{"0.00", "1975.1", "1975.10"},
		{"0.00", "1.005", "1.01"}, // half up, as the program shows it
		{"0.00", "0.994999", "0.99"},
		{"0.00", "0.995", "1.00"},
		{"0", "-0.4", "0"},
		{"0", "2.5", "3"},
		{"#", "0", ""},
		{"#.##", "1.5", "1.5"},
		{"000000", "42", "000042"},
		{"#,##0", "1234567", "1,234,567"},
		{"#,##0", "123", "123"},
		{"#,##0.0", "999.95", "1,000.0"},
		{"0%", "0.425", "43%"},
		{"0.0%", "1", "100.0%"},
		{"0.00E+00", "1234.5", "1.23E+03"},
		{"0.0E+0", "0.00012", "1.2E-4"},
		{"0.00E+00", "0", "0.00E+00"},
		{"0,", "12345", "12"},
		{`0"岁"`, "43", "43岁"},
		{`第0届`, "3", "第3届"},
		{`#,##0;[Red]-#,##0`, "-1234", "-1,234"},
		{`0;(0);"无"`, "-5", "(5)"},
		{`0;(0);"无"`, "0", "无"},
		{`_ * #,##0.00_ ;_ * -#,##0.00_ `, "-5", "-5.00"},
		{`[$¥-804]#,##0.00`, "5", "¥5.00"},
		{`[<60]"不及格";"及格"`, "70", "70"}, // conditions are not worked out
		{"# ?/?", "0.5", "0.5"},
		{"000-0000", "1234567", "1234567"},
		{"yyyy-mm-dd", "27557", "1975-06-12"},
		{"yyyy/m/d", "27557.75", "1975/6/12"},
		{`yy"年"m"月"`, "27557", "75年6月"},
		{"yyyy.m", "27557", "1975.6"},
		{"mmm-yy", "27557", "Jun-75"},
		{"d-mmmm", "27557", "12-June"},
		{`yyyy"年"m"月"d"日" aaaa`, "27557", "1975年6月12日 星期四"},
		{"yyyy-mm-dd ddd", "27557", "1975-06-12 Thu"},
		{`[$-F800]dddd, mmmm dd, yyyy`, "27557", "1975年6月12日"},
		{`[DBNum1][$-804]yyyy"年"m"月"`, "46356", "二〇二六年十一月"},
		{`[DBNum1]m"月"d"日"`, "46376", "十二月二十日"},
		{"e.mm", "27557", "1975.06"},
		{"h:mm", "0.5", "12:00"},
		{"hh:mm:ss AM/PM", "0.75", "06:00:00 PM"},
		{`上午/下午h"时"mm"分"`, "0.25", "上午6时00分"},
		{"mm:ss", "0.0007", "01:00"},
		{"yyyy-mm-dd", "-1", "-1"},
		{"yyyy-mm-dd", "99999999", "99999999"},
		{"", "7", ""},
		{"0.00", "", ""},
		{"0.00", "x", "x"},
	}
	for _, c := range cases {
		if got := ParseNumberFormat(c.code).Display(c.raw, false); got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.code, c.raw, got, c.want)
		}
	}
	if got := (*NumberFormat)(nil).Display("1.5", false); got != "1.5" {
		t.Errorf("no format: %q", got)
	}
}

func TestPrecisionOfFormats(t *testing.T) {
	cases := []struct {
		code string
		want yanpan.Precision
	}{
		{"yyyy", yanpan.PrecisionYear},
		{`yyyy"年"`, yanpan.PrecisionYear},
		{"e", yanpan.PrecisionYear},
		{"yyyy.mm", yanpan.PrecisionMonth},
		{`yyyy"年"m"月";@`, yanpan.PrecisionMonth},
		{"mmm-yy", yanpan.PrecisionMonth},
		{"yyyy-mm-dd", yanpan.PrecisionDay},
		{`m"月"d"日"`, yanpan.PrecisionDay},
		{"yyyy-mm-dd h:mm", yanpan.PrecisionDay},
		{"dddd", yanpan.PrecisionNone}, // a day of the week is no date
		{"h:mm", yanpan.PrecisionNone},
		{"[m]:ss", yanpan.PrecisionNone},
		{"mm:ss.0", yanpan.PrecisionNone},
		{"General", yanpan.PrecisionNone},
		{"0.00E+00", yanpan.PrecisionNone},
		{`0"yd"`, yanpan.PrecisionNone},
		{`[Red]0`, yanpan.PrecisionNone},
		{`\y0`, yanpan.PrecisionNone},
	}
	for _, c := range cases {
		if got := ParseNumberFormat(c.code).Precision(); got != c.want {
			t.Errorf("%q: %v, want %v", c.code, got, c.want)
		}
	}
}

// Serial days around the 29 February 1900 that never was, and in both systems.
func TestSerialDays(t *testing.T) {
	cases := []struct {
		raw   string
		d1904 bool
		want  string
	}{
		{"1", false, "1900-01-01"}, {"59", false, "1900-02-28"}, {"61", false, "1900-03-01"},
		{"27557", false, "1975-06-12"}, {"2958465", false, "9999-12-31"}, {"2958466", false, ""},
		{"0", true, "1904-01-01"}, {"26095", true, "1975-06-12"}, {"0", false, ""},
		{"27556.999999999", false, "1975-06-12"}, // rounds to midnight
	}
	f := ParseNumberFormat("yyyy-mm-dd")
	for _, c := range cases {
		if got := f.date(c.raw, c.d1904).String(); got != c.want && validSerial(c.raw, c.d1904) || validSerial(c.raw, c.d1904) != (c.want != "") {
			t.Errorf("%s (1904 %v): %s, want %s", c.raw, c.d1904, got, c.want)
		}
	}
}

func TestTidyNumber(t *testing.T) {
	cases := []struct{ in, want string }{
		{"0", "0"}, {"-0", "-0"}, {"12", "12"}, {"007", "7"}, {"110101199001011234", "110101199001011234"},
		{"1.10101199001011E+17", "110101199001011000"}, {"1975.0999999999999", "1975.1"}, {"1975.10", "1975.1"},
		{"3.0", "3"}, {"1e21", "1E+21"}, {"1E-10", "1E-10"}, {".5", "0.5"}, {"-2.50", "-2.5"}, {"1E-7", "0.0000001"},
		{"", ""}, {"abc", ""}, {"NaN", ""}, {"Inf", ""}, {"1.2.3", ""}, {"0x10", ""}, {"1_000", ""},
	}
	for _, c := range cases {
		got, ok := tidyNumber([]byte(c.in), make([]byte, 0, 64))
		if string(got) != c.want || ok != (c.want != "") {
			t.Errorf("%q: %q %v, want %q", c.in, got, ok, c.want)
		}
	}
}

// What is shown with n decimals is what the standard library shows of a number that is exact in binary.
func TestDecimalsAgreeWithAnotherWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		eighths := rapid.Int64Range(-1<<40, 1<<40).Draw(t, "eighths")
		raw := strconv.FormatFloat(float64(eighths)/8, 'f', -1, 64)
		want := strconv.FormatFloat(float64(eighths)/8, 'f', 3, 64) // three decimals hold an eighth exactly
		if got := ParseNumberFormat("0.000").Display(raw, false); got != want {
			t.Fatalf("%s: %s, want %s", raw, got, want)
		}
	})
}

func FuzzNumberFormat(f *testing.F) {
	for _, code := range []string{"", ";;;", `"`, `\`, "_", "*", "[", "[$", "yyyy\"年\"m\"月\"", "0.00E+00", "#,##0.00;[Red]-#,##0.00", "[h]:mm", "General", "上午/下午h", "[<1]0;0"} {
		f.Add(code, "27557.5")
		f.Add(code, "-1E+300")
	}
	f.Fuzz(func(t *testing.T, code, raw string) {
		n := ParseNumberFormat(code)
		if len(n.Display(raw, false)) > 8*(len(code)+len(raw))+2000 {
			t.Fatalf("%q of %q grows", code, raw)
		}
		if d := n.date(raw, true); d.IsZero() != (d.String() == "") {
			t.Fatal(d)
		}
	})
}
