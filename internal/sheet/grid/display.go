package grid

import (
	"math"
	"strconv"
	"strings"
	"time"

	"yanpan.dev"
)

// Display is what a person sees of the stored number raw, a decimal text as
// Cell.Number gives it. Where the format asks for something rare (a condition,
// a fraction) it shows the plain number.
func (f *NumberFormat) Display(raw string, d1904 bool) string {
	if f == nil || f == general {
		return plainNumber(raw)
	}
	s := f.sections[0]
	if s.date || s.clock {
		t, ok := serialTime(raw, d1904)
		if !ok {
			return plainNumber(raw)
		}
		return s.displayTime(t)
	}
	d, ok := parseDecimal(raw)
	if !ok {
		return raw
	}
	switch n := len(f.sections); {
	case f.conditional():
		return plainNumber(raw)
	case d.zero() && n > 2:
		s = f.sections[2]
	case d.neg && !d.zero() && n > 1:
		s, d.neg = f.sections[1], false
	}
	return s.displayNumber(d, raw)
}

func (f *NumberFormat) conditional() bool {
	for _, s := range f.sections {
		for _, t := range s.tokens {
			if t.kind == 'C' {
				return true
			}
		}
	}
	return false
}

func (s *section) displayNumber(d decimal, raw string) string {
	if s.plain && (len(s.tokens) == 1 || s.number.odd) {
		return plainNumber(raw)
	}
	var b strings.Builder
	d = d.shift(2*s.number.percent - 3*s.number.thousands)
	showsZero := s.number.digits && s.number.exponent == 0 && d.round(s.number.maxFrac).zero()
	if d.neg && !showsZero {
		b.WriteByte('-')
	}
	d.neg = false
	for _, t := range s.tokens {
		switch t.kind {
		case '"':
			b.WriteString(t.text)
		case '%':
			b.WriteByte('%')
		case '0':
			b.WriteString(d.layout(s.number))
		case 'G', '@':
			b.WriteString(d.shorten(15).plain())
		}
	}
	return b.String()
}

// plainNumber is the number as General shows it in a column that is wide
// enough: whole numbers with all their digits, others with fifteen.
func plainNumber(raw string) string {
	if len(raw) <= 15 {
		return raw
	}
	d, ok := parseDecimal(raw)
	if !ok || strings.IndexByte(raw, '.') < 0 {
		return raw
	}
	return d.shorten(15).plain()
}

// date is the calendar date of a serial day, cut to what the format shows.
func (f *NumberFormat) date(raw string, d1904 bool) yanpan.Date {
	t, ok := serialTime(raw, d1904)
	if !ok {
		return yanpan.Date{}
	}
	y, m, d := t.Year(), int(t.Month()), t.Day()
	switch f.Precision() {
	case yanpan.PrecisionMonth:
		d = 0
	case yanpan.PrecisionYear:
		m, d = 0, 0
	}
	out, _ := yanpan.NewDate(y, m, d)
	return out
}

// lastSerial is 9999-12-31 in the 1900 system.
const lastSerial = 2958465

// serialTime turns a serial day into a moment, to the second. Excel's 1900 system
// counts a 29 February 1900 that never was: days before it are one off.
func serialTime(raw string, d1904 bool) (time.Time, bool) {
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || v < 0 || v >= lastSerial+1 {
		return time.Time{}, false
	}
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case d1904:
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case v < 60:
		base = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	seconds := int64(math.Round(v * 86400))
	t := base.AddDate(0, 0, int(seconds/86400)).Add(time.Duration(seconds%86400) * time.Second)
	return t, t.Year() <= 9999
}

// validSerial reports whether raw names a day: serial 0 of the 1900 system does not.
func validSerial(raw string, d1904 bool) bool {
	t, ok := serialTime(raw, d1904)
	return ok && (d1904 || t.Year() >= 1900)
}

func (s *section) displayTime(t time.Time) string {
	var b strings.Builder
	for _, k := range s.tokens {
		b.WriteString(s.timePart(k, t))
	}
	return b.String()
}

func (s *section) timePart(k token, t time.Time) string {
	switch k.kind {
	case '"', '/':
		return k.text
	case 'y', 'e':
		return s.year(k, t.Year())
	case 'm':
		return s.month(k, t.Month())
	case 'd', 'a':
		return s.day(k, t)
	case 'h':
		hour := t.Hour()
		if s.has('p') {
			hour = (hour+11)%12 + 1
		}
		return s.count(hour, len(k.text))
	case 'n':
		return s.count(t.Minute(), len(k.text))
	case 's':
		return s.count(t.Second(), len(k.text))
	case 'p':
		return halfDay(k.text, t.Hour())
	case '0':
		return strings.Trim(k.text, "0#?") // the point of 2021.3 written yyyy.m, not fractions of seconds
	}
	return ""
}

func (s *section) has(kind rune) bool {
	for _, t := range s.tokens {
		if t.kind == kind {
			return true
		}
	}
	return false
}

func halfDay(marks string, hour int) string {
	am, pm, _ := strings.Cut(marks, "/")
	if hour < 12 {
		return am
	}
	return pm
}

func (s *section) year(k token, year int) string {
	text := strconv.Itoa(year)
	if len(k.text) <= 2 && k.kind == 'y' {
		text = text[len(text)-2:]
	}
	if !s.chinese {
		return text
	}
	var b strings.Builder
	for _, c := range text {
		b.WriteString(chineseDigits[c-'0'])
	}
	return b.String()
}

func (s *section) month(k token, m time.Month) string {
	switch len(k.text) {
	case 1, 2:
		return s.count(int(m), len(k.text))
	case 3:
		return m.String()[:3]
	}
	return m.String()
}

var (
	weekdays      = [7]string{"日", "一", "二", "三", "四", "五", "六"}
	chineseDigits = [10]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
)

func (s *section) day(k token, t time.Time) string {
	day := weekdays[t.Weekday()]
	switch {
	case k.kind == 'a' && len(k.text) >= 4:
		return "星期" + day
	case k.kind == 'a':
		return day
	case len(k.text) == 3:
		return t.Weekday().String()[:3]
	case len(k.text) > 3:
		return t.Weekday().String()
	}
	return s.count(t.Day(), len(k.text))
}

// count writes a number below 100, with a leading zero where two marks stand.
func (s *section) count(n, width int) string {
	switch {
	case !s.chinese && width == 2 && n < 10:
		return "0" + strconv.Itoa(n)
	case !s.chinese:
		return strconv.Itoa(n)
	case n < 10:
		return chineseDigits[n]
	}
	out := "十"
	if n >= 20 {
		out = chineseDigits[n/10] + out
	}
	if n%10 != 0 {
		out += chineseDigits[n%10]
	}
	return out
}
