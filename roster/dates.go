package roster

import (
	"strconv"
	"strings"
	"time"

	"yanpan.dev"
)

// DateFault says why a text is no date.
type DateFault uint8

// The faults of a date.
const (
	DateFine       DateFault = iota
	DateEmpty                // nothing, or a word that says so: 不详, /
	DateImpossible           // has digits, but no calendar has such a day
)

// ReadDate reads a date as people write it in spreadsheets: 1975.06, 1975年6月,
// 19750612, 1975-6-12, 75.6, 一九七五年六月, a serial number of a spreadsheet
// (1900 system), each also with an age or a remark in brackets behind it. Years
// of two digits are put into the hundred years that end at asOf; for a birth,
// adult is the least age that makes the later century possible (0 for other dates).
func ReadDate(text string, asOf yanpan.Date, adult int) (yanpan.Date, DateFault) {
	s := dateText(text)
	if s == "" {
		return yanpan.Date{}, DateEmpty
	}
	parts, ok := dateParts(s)
	if !ok {
		return yanpan.Date{}, DateImpossible
	}
	y, m, d := parts[0], parts[1], parts[2]
	if y < 100 {
		y = century(y, asOf, adult)
	}
	if date, ok := yanpan.NewDate(y, m, d); ok && y >= 1850 && y <= 2200 {
		return date, DateFine
	}
	return yanpan.Date{}, DateImpossible
}

// dateNoise takes out of a date what people write into it besides the date.
var dateNoise = strings.NewReplacer(" ", "", "\n", "", "'", "", "’", "", "生", "", "出", "", "加入", "", "入党", "")

// dateText folds the text, drops what stands in brackets and behind a time of
// day, and turns Chinese numerals into digits. Text without any digit is empty.
func dateText(text string) string {
	s := Fold(text)
	if i := strings.IndexAny(s, "(["); i > 0 {
		s = s[:i]
	}
	if i := strings.IndexAny(s, "T "); i >= 8 && strings.Contains(s[i:], ":") {
		s = s[:i]
	}
	s = dateNoise.Replace(s)
	s = chineseDate(s)
	if !strings.ContainsAny(s, "0123456789") {
		return ""
	}
	return s
}

var chineseDigits = map[rune]string{'〇': "0", '零': "0", '○': "0", '一': "1", '二': "2", '三': "3", '四': "4", '五': "5", '六': "6", '七': "7", '八': "8", '九': "9"}

// chineseDate turns 一九七五年十二月 into 1975年12月; text without Chinese numerals stays.
func chineseDate(s string) string {
	if !strings.ContainsAny(s, "一二三四五六七八九十〇零") {
		return s
	}
	runes := []rune(s)
	var b strings.Builder
	for i, r := range runes {
		switch digit, ok := chineseDigits[r]; {
		case ok:
			b.WriteString(digit)
		case r == '十':
			b.WriteString(tens(runes, i))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// tens gives the digits that 十 stands for at runes[i]: 十 10, 十二 1(2), 二十 (2)0, 二十一 (2)(1).
func tens(runes []rune, i int) string {
	before := digitAt(runes, i-1)
	after := digitAt(runes, i+1)
	switch {
	case before && after:
		return ""
	case before:
		return "0"
	case after:
		return "1"
	}
	return "10"
}

// digitAt reports whether a Chinese digit stands at runes[i].
func digitAt(runes []rune, i int) bool {
	if i < 0 || i >= len(runes) {
		return false
	}
	_, ok := chineseDigits[runes[i]]
	return ok
}

// dateParts splits s into year, month and day; parts that are not told are 0.
func dateParts(s string) (parts [3]int, ok bool) {
	fields := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if strings.ContainsFunc(s, notInDate) {
		return englishMonth(s)
	}
	switch len(fields) {
	case 1:
		return packedDate(fields[0])
	case 2, 3:
		return splitDate(fields)
	}
	return parts, false
}

// notInDate tells the letters that no written date has.
func notInDate(r rune) bool {
	return (r < '0' || r > '9') && !strings.ContainsRune("年月日号.-/、。,·—_\\~", r)
}

func splitDate(fields []string) (parts [3]int, ok bool) {
	for i, f := range fields {
		n, err := strconv.Atoi(f)
		if err != nil || n == 0 && i > 0 || len(f) > 4 {
			return parts, false
		}
		parts[i] = n
	}
	if len(fields) == 2 && len(fields[1]) == 4 && len(fields[0]) == 4 { // 1975.0612
		parts[1], parts[2] = parts[1]/100, parts[1]%100
		return parts, parts[1] != 0 && parts[2] != 0
	}
	if len(fields[0]) == 4 || len(fields[0]) == 2 && len(fields[len(fields)-1]) <= 2 {
		return parts, true
	}
	if len(fields) == 3 && len(fields[2]) == 4 { // 6/12/1975, as an American locale shows it
		return [3]int{parts[2], parts[0], parts[1]}, true
	}
	if len(fields) == 2 && len(fields[1]) == 4 && len(fields[0]) <= 2 { // 06.1975
		return [3]int{parts[1], parts[0], 0}, true
	}
	return parts, false
}

// packedDate reads 19750612, 197506, 1975 and serial numbers of spreadsheets.
func packedDate(f string) (parts [3]int, ok bool) {
	n, err := strconv.Atoi(f)
	if err != nil {
		return parts, false
	}
	switch len(f) {
	case 8:
		return [3]int{n / 10000, n / 100 % 100, n % 100}, n/100%100 != 0 && n%100 != 0
	case 6:
		if m := n % 100; m != 0 && (n/100 >= 1900 && n/100 <= 2100) {
			return [3]int{n / 100, m, 0}, true
		}
		return [3]int{n / 10000, n / 100 % 100, n % 100}, n/100%100 != 0 && n%100 != 0 // 750612
	case 5:
		d := SerialDate(n, false)
		return [3]int{d.Year(), d.Month(), d.Day()}, n >= 5000
	case 4:
		if n >= 1850 && n <= 2200 {
			return [3]int{n, 0, 0}, true
		}
		return [3]int{n / 100, n % 100, 0}, n%100 != 0 // 7506
	case 2:
		return [3]int{n, 0, 0}, true
	}
	return parts, false
}

// englishMonth reads Jun-75 and 12-Jun-75, which a spreadsheet in English makes of 1975-6.
func englishMonth(s string) (parts [3]int, ok bool) {
	for _, layout := range []string{"Jan-06", "2-Jan-06", "Jan-2006", "2-Jan-2006", "06-Jan"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		parts = [3]int{t.Year(), int(t.Month()), 0}
		if strings.HasPrefix(layout, "2-") {
			parts[2] = t.Day()
		}
		if !strings.Contains(layout, "2006") {
			parts[0] %= 100
		}
		return parts, true
	}
	return parts, false
}

// SerialDate is the day of a spreadsheet's serial number in the 1900 or the
// 1904 system. The day that 1900 did not have (serial 60) becomes 28 February.
func SerialDate(serial int, system1904 bool) yanpan.Date {
	switch {
	case system1904:
		serial += 1462
	case serial < 60:
		serial++
	}
	return yanpan.DateOf(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, serial))
}

// century completes a year of two digits.
func century(yy int, asOf yanpan.Date, adult int) int {
	if y := 2000 + yy; y <= asOf.Year()-adult {
		return y
	}
	return 1900 + yy
}
