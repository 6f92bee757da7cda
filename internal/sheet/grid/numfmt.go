package grid

import (
	"strings"

	"yanpan.dev"
)

// NumberFormat is a number format of a workbook, understood as far as rosters
// need it: whether it shows a date and how much of it, decimals, grouping,
// per cent, leading zeros, fixed words before and behind.
type NumberFormat struct {
	code     string
	sections []section // positive; negative; zero
}

// section is one part of a format between semicolons.
type section struct {
	tokens    []token
	date      bool             // shows a year, a month or a day
	clock     bool             // shows a time of day only
	precision yanpan.Precision // of a date
	plain     bool             // to be shown as General is
	chinese   bool             // [DBNum1]: 二〇二六年六月
	number    numberLayout
}

// numberLayout is what the digit marks of a section say.
type numberLayout struct {
	minInt, maxFrac, minFrac int
	group                    bool
	percent                  int  // number of % signs
	thousands                int  // commas that divide by a thousand
	exponent                 int  // digits of the exponent; 0 is none
	digits                   bool // there is a digit mark at all
	odd                      bool // a fraction or digits in several places: shown as General
}

// longDate is how a machine set to Chinese shows its long date.
var longDate = []token{{'y', "yyyy"}, {'"', "年"}, {'m', "m"}, {'"', "月"}, {'d', "d"}, {'"', "日"}}

var general = ParseNumberFormat("General")

// String is the code as the file spells it; General for none.
func (f *NumberFormat) String() string {
	if f == nil {
		return "General"
	}
	return f.code
}

// IsDate reports whether numbers of this format show as dates.
func (f *NumberFormat) IsDate() bool { return f != nil && f.sections[0].date }

// Precision says how much of a date the format shows; PrecisionNone where it shows none.
func (f *NumberFormat) Precision() yanpan.Precision {
	if !f.IsDate() {
		return yanpan.PrecisionNone
	}
	return f.sections[0].precision
}

// ParseNumberFormat understands a format code (ECMA-376 part 1, 18.8.31). It never
// fails: what it does not understand shows as General does.
func ParseNumberFormat(code string) *NumberFormat {
	f := &NumberFormat{code: code}
	rest := code
	for len(f.sections) < 4 {
		var s section
		var more bool
		s, rest, more = parseSection(rest)
		f.sections = append(f.sections, s)
		if !more {
			break
		}
	}
	return f
}

// token is one piece of a format.
type token struct {
	kind rune   // '"' fixed words; y m d e a date parts; h n s clock parts (n is minutes); p 上午/下午; '0' digits; '%' '@' 'E'
	text string // the words, or the marks as written
}

func parseSection(code string) (s section, rest string, more bool) {
	rest = code
	for rest != "" {
		if rest[0] == ';' {
			rest, more = rest[1:], true
			break
		}
		var t token
		t, rest = nextToken(rest)
		switch {
		case t.kind == 'D':
			s.chinese = true
		case t.kind == 'L':
			s.tokens = longDate
		case t.kind != 0:
			s.tokens = append(s.tokens, t)
		}
	}
	s.classify()
	return s, rest, more
}

// nextToken takes one token off the front of a code that is not empty.
func nextToken(code string) (token, string) {
	switch c := code[0]; c {
	case '"':
		words, rest, _ := strings.Cut(code[1:], `"`)
		return token{'"', words}, rest
	case '\\', '!':
		r := firstRune(code[1:])
		return token{'"', r}, code[1+len(r):]
	case '_', '*': // a gap as wide as the next character, or filled with it
		r := firstRune(code[1:])
		return token{}, code[1+len(r):]
	case '[':
		return bracket(code)
	}
	if strings.HasPrefix(code, "General") {
		return token{'G', "General"}, code[len("General"):]
	}
	if strings.HasPrefix(code, "G/通用格式") {
		return token{'G', "General"}, code[len("G/通用格式"):]
	}
	for _, p := range []string{"AM/PM", "am/pm", "A/P", "上午/下午"} {
		if strings.HasPrefix(code, p) {
			return token{'p', p}, code[len(p):]
		}
	}
	return letterToken(code)
}

// bracket takes [h], [Red], [$-804], [$¥-804], [DBNum1] or a condition.
func bracket(code string) (token, string) {
	in, rest, _ := strings.Cut(code[1:], "]")
	switch low := strings.ToLower(in); {
	case low == "h" || low == "hh":
		return token{'h', "[h]"}, rest
	case low == "m" || low == "mm":
		return token{'n', "[m]"}, rest
	case low == "s" || low == "ss":
		return token{'s', "[s]"}, rest
	case low == "dbnum1", len(low) == len("$-1e000804") && strings.HasPrefix(low, "$-1e"): // the same as numeral shape 1E
		return token{'D', in}, rest
	case low == "$-f800": // the long date of the machine's settings
		return token{'L', in}, ""
	case strings.HasPrefix(in, "$"):
		symbol, _, _ := strings.Cut(in[1:], "-")
		if symbol == "" {
			return token{}, rest
		}
		return token{'"', symbol}, rest
	}
	if in != "" && strings.IndexByte("<>=", in[0]) >= 0 {
		return token{'C', in}, rest
	}
	return token{}, rest
}

func letterToken(code string) (token, string) {
	c := code[0]
	switch low := c | 0x20; {
	case (low == 'e') && len(code) > 1 && (code[1] == '+' || code[1] == '-'):
		n := 2
		for n < len(code) && strings.IndexByte("0#?", code[n]) >= 0 {
			n++
		}
		return token{'E', code[:n]}, code[n:]
	case strings.IndexByte("ymdhsaegb", low) >= 0:
		n := 1
		for n < len(code) && code[n]|0x20 == low {
			n++
		}
		return token{rune(low), strings.ToLower(code[:n])}, code[n:]
	case strings.IndexByte("0#?.,", c) >= 0:
		n := 1
		for n < len(code) && strings.IndexByte("0#?.,", code[n]) >= 0 {
			n++
		}
		return token{'0', code[:n]}, code[n:]
	case c == '%', c == '@':
		return token{rune(c), code[:1]}, code[1:]
	case c == '/':
		return token{'/', "/"}, code[1:]
	}
	r := firstRune(code)
	return token{'"', r}, code[len(r):]
}

func firstRune(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}

// classify finds out what the tokens show together.
func (s *section) classify() {
	s.markMinutes()
	var year, month, day, clock bool
	for _, t := range s.tokens {
		switch t.kind {
		case 'y', 'e', 'b':
			year = true
		case 'm':
			month = true
		case 'd':
			day = day || len(t.text) <= 2
		case 'h', 'n', 's':
			clock = true
		case '0', '%', 'E', '/':
			s.number.read(t)
		case '@', 'G', 'C':
			s.plain = true
		}
	}
	s.date = month || day || year && (!s.number.digits || s.hasYear())
	s.clock = clock && !s.date
	s.plain = s.plain || s.number.odd
	switch {
	case !s.date:
	case day:
		s.precision = yanpan.PrecisionDay
	case month:
		s.precision = yanpan.PrecisionMonth
	default:
		s.precision = yanpan.PrecisionYear
	}
}

// hasYear reports whether there is a y; a lone e beside digits is no year.
func (s *section) hasYear() bool {
	for _, t := range s.tokens {
		if t.kind == 'y' {
			return true
		}
	}
	return false
}

// markMinutes turns the m of h:mm and mm:ss from months into minutes.
func (s *section) markMinutes() {
	last := rune(0)
	for i := range s.tokens {
		t := &s.tokens[i]
		switch t.kind {
		case 'm':
			if last == 'h' || s.nextPart(i+1) == 's' {
				t.kind = 'n'
			}
			last = t.kind
		case 'y', 'd', 'h', 's', 'n', 'e':
			last = t.kind
		}
	}
}

func (s *section) nextPart(i int) rune {
	for ; i < len(s.tokens); i++ {
		if strings.ContainsRune("ymdhsne", s.tokens[i].kind) {
			return s.tokens[i].kind
		}
	}
	return 0
}

// read adds the digit marks of a token to the layout.
func (n *numberLayout) read(t token) {
	switch t.kind {
	case '%':
		n.percent++
		return
	case 'E':
		n.exponent = max(len(t.text)-2, 1)
		return
	}
	if t.kind == '/' || n.digits { // # ?/?, or marks in several places: 000-0000
		n.odd = true
		return
	}
	n.digits = true
	whole, frac, _ := strings.Cut(t.text, ".")
	trimmed := strings.TrimRight(whole, ",")
	n.thousands = len(whole) - len(trimmed)
	if frac != "" {
		n.thousands = len(frac) - len(strings.TrimRight(frac, ","))
	}
	n.group = strings.Contains(trimmed, ",")
	n.minInt = strings.Count(trimmed, "0")
	for _, c := range frac {
		switch c {
		case '0':
			n.maxFrac++
			n.minFrac = n.maxFrac
		case '#', '?':
			n.maxFrac++
		}
	}
}
