package yanpan

import (
	"fmt"
	"strings"
)

// IDNumber is a citizen's identity number of 18 digits (GB 11643—1999), the last
// of which may be X. It is never printed whole by accident: String, %v and JSON
// give the masked form; Reveal gives it whole.
type IDNumber struct {
	digits string
}

// IDFault says what is wrong with a text that should be an identity number.
type IDFault string

// The faults of an identity number.
const (
	IDShape   IDFault = "位数或字符不对"
	IDBirth   IDFault = "其中的出生日期不存在"
	IDCheck   IDFault = "校验位不对"
	IDDamaged IDFault = "末几位被表格软件改成了0"
)

// Error gives the fault as a clause.
func (f IDFault) Error() string { return "身份证号" + string(f) }

var (
	idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	idChecks  = "10X98765432"
)

// ParseIDNumber reads a number of 18 digits, or of 15 (the form of before 1999,
// which gets 19 and its check digit). Spaces, a leading apostrophe and
// full-width forms are the caller's to fold; x may be small. The error is an IDFault:
// IDDamaged where a spreadsheet has kept fifteen digits only (…000, 1.1E+17).
func ParseIDNumber(s string) (IDNumber, error) {
	s = strings.ToUpper(s)
	if scientific(s) {
		return IDNumber{}, IDDamaged
	}
	switch len(s) {
	case 15:
		if !allDigits(s) {
			return IDNumber{}, IDShape
		}
		s = s[:6] + "19" + s[6:]
		s += string(checkDigit(s))
	case 18:
		if !allDigits(s[:17]) || s[17] != 'X' && !allDigits(s[17:]) {
			return IDNumber{}, IDShape
		}
	default:
		return IDNumber{}, IDShape
	}
	damaged := s[15:] == "000"
	if _, ok := NewDate(num(s[6:10]), num(s[10:12]), num(s[12:14])); !ok || num(s[10:12]) == 0 || num(s[12:14]) == 0 {
		if damaged {
			return IDNumber{}, IDDamaged
		}
		return IDNumber{}, IDBirth
	}
	if checkDigit(s) != s[17] {
		if damaged {
			return IDNumber{}, IDDamaged
		}
		return IDNumber{}, IDCheck
	}
	return IDNumber{s}, nil
}

// IsZero reports whether no number was recorded.
func (n IDNumber) IsZero() bool { return n.digits == "" }

// Birth is the day of birth in the number.
func (n IDNumber) Birth() Date {
	if n.IsZero() {
		return Date{}
	}
	d, _ := NewDate(num(n.digits[6:10]), num(n.digits[10:12]), num(n.digits[12:14]))
	return d
}

// Sex is the sex in the number: the seventeenth digit is odd for men.
func (n IDNumber) Sex() Sex {
	if n.IsZero() {
		return SexUnknown
	}
	if (n.digits[16]-'0')%2 == 1 {
		return Male
	}
	return Female
}

// Reveal gives the whole number. Callers are few and each of them is one that
// the law lets see it.
func (n IDNumber) Reveal() string { return n.digits }

// String gives the masked form: 4 digits at each end, ten stars between.
func (n IDNumber) String() string {
	if n.IsZero() {
		return ""
	}
	return n.digits[:4] + "**********" + n.digits[14:]
}

// Format masks the number under every verb, so that %#v and %q cannot leak it.
func (n IDNumber) Format(f fmt.State, _ rune) { fmt.Fprint(f, n.String()) }

// MarshalText gives the masked form.
func (n IDNumber) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

func checkDigit(s string) byte {
	sum := 0
	for i, w := range idWeights {
		sum += int(s[i]-'0') * w
	}
	return idChecks[sum%11]
}

// scientific recognises 3.40524198001010E+17, which is what a spreadsheet shows
// for a number it could not keep.
func scientific(s string) bool {
	mantissa, exponent, ok := strings.Cut(s, "E+")
	return ok && (exponent == "17" || exponent == "14") && len(mantissa) > 1 && mantissa[1] == '.' && allDigits(mantissa[:1]) && allDigits(mantissa[2:])
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func num(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
