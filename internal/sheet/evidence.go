package sheet

import (
	"strings"

	"yanpan.dev/internal/sheet/grid"
)

// evidence is what the values of a column look like.
type evidence struct {
	class   string // "" where the column is empty or mixed
	strong  bool   // nearly all values are of the class
	samples []string
	filled  int
}

const sampleRows = 160 // so many rows of a table are looked at to judge its columns

// evidenceOf looks at the values of a column in the sampled rows.
func evidenceOf(s *grid.Sheet, rows []int, col int) evidence {
	var ev evidence
	count := make(map[string]int)
	for _, i := range rows {
		c := s.Row(i).Cell(col)
		text := clean(c.Text())
		if text == "" {
			continue
		}
		ev.filled++
		if len(ev.samples) < 2 && (len(ev.samples) == 0 || ev.samples[0] != text) {
			ev.samples = append(ev.samples, text)
		}
		count[classOf(c, text)]++
	}
	best := ""
	for class, n := range count {
		if n > count[best] || n == count[best] && class < best {
			best = class
		}
	}
	if n := count[best]; n*10 >= ev.filled*7 && n > 0 {
		ev.class = best
		ev.strong = n*10 >= ev.filled*9 && best != "text" && (ev.filled > 1 || best == "id")
	}
	return ev
}

// classOf names the class of one value.
func classOf(c grid.Cell, text string) string {
	if c.Kind == grid.Date {
		return "date"
	}
	v := words()
	t := fold(text)
	digits := countDigits(t)
	switch {
	case digits > 0 && digits*2 >= len(t):
		return numberClass(t, digits)
	case v.class["sex"][t]:
		return "sex"
	case v.class["yesno"][t]:
		return "yesno"
	case v.class["tick"][t]:
		return "tick"
	case v.class["political"][t]:
		return "political"
	case v.class["education"][t]:
		return "education"
	case v.class["ethnicity"][t]:
		return "ethnicity"
	}
	return wordClass(v, t)
}

func wordClass(v *vocabulary, t string) string {
	n := runes(t)
	switch {
	case strings.Contains(t, "年") && looksLikeDate(t):
		return "date"
	case n <= 12 && v.villageName(t):
		return "village"
	case n <= 30 && endsInPost(v, t):
		return "post"
	case looksLikeName(t):
		return "name"
	}
	return "text"
}

func endsInPost(v *vocabulary, t string) bool {
	t = bare(t)
	for w := range v.class["post"] {
		if strings.HasSuffix(t, w) {
			return true
		}
	}
	return false
}

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// numberClass tells numbers of identity, telephones, dates, ages and counts apart.
func numberClass(t string, digits int) string {
	switch {
	case digits >= 17 && len(t) <= 19, digits == 15 && len(t) == 15, strings.HasSuffix(t, "E+17"):
		return "id"
	case digits == 11 && len(t) == 11 && t[0] == '1':
		return "phone"
	case digits == len(t) && digits == 4 && looksLikeDate(t):
		return "year" // or a count
	case digits == len(t) && digits == 5 && t >= "10000" && t <= "60000":
		return "serial" // a day without a date format, or a count
	case shortDotted(t):
		return "dotted" // 94.2 is a month or an amount
	case looksLikeDate(t):
		return "date"
	case digits == len(t) && digits <= 2 && t >= "16" && digits == 2:
		return "age"
	case digits == len(t):
		return "int"
	}
	return "number"
}

// shortDotted is true for two digits, a dot and what can be a month.
func shortDotted(t string) bool {
	year, month, ok := dotted(t)
	return ok && len(year) == 2 && month != "0" && month != "00" && (len(month) == 1 || month <= "12")
}

// definite reports whether values of the class can hardly be anything else,
// so that they can speak against a header.
func definite(class string) bool {
	switch class {
	case "id", "sex", "yesno", "political", "education", "ethnicity", "post", "phone", "date":
		return true
	}
	return false
}

// looksLikeDate is generous: 1975.06, 75.6, 1975年6月(49岁), 19750612, 1975-6-12.
func looksLikeDate(t string) bool {
	if i := strings.IndexByte(t, '('); i > 0 {
		t = t[:i]
	}
	head := 0
	for head < len(t) && t[head] >= '0' && t[head] <= '9' {
		head++
	}
	century := strings.HasPrefix(t, "19") || strings.HasPrefix(t, "20")
	rest := t[head:]
	switch head {
	case 8, 6:
		return century && rest == ""
	case 4:
		return century && (rest == "" || strings.HasPrefix(rest, "年") || strings.IndexByte("./-", rest[0]) >= 0 && len(rest) <= 16)
	case 2:
		return strings.HasPrefix(rest, "年") || len(rest) >= 2 && rest[0] == '.' && t[0] >= '3' && countDigits(rest) <= 4
	}
	return false
}

// looksLikeName is true for two to four Chinese characters, or more with the
// dot that parts names of minorities.
func looksLikeName(t string) bool {
	t = bare(t)
	n := 0
	dot := false
	for _, r := range t {
		switch {
		case han(r):
			n++
		case r == 0xB7 || r == 0x2022 || r == 0x30FB:
			dot = true
		default:
			return false
		}
	}
	return n >= 2 && n <= 4 || dot && n >= 3 && n <= 20
}
