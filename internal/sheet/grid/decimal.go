package grid

import (
	"bytes"
	"strconv"
	"strings"
)

// decimal is the number 0.digits × 10^point, exactly as the text gave it.
type decimal struct {
	neg    bool
	digits string // without leading or trailing zeros; empty is zero
	point  int
}

// parseDecimal reads 12, -0.5, 1.5E+3. Absurd exponents are not read.
func parseDecimal(s string) (decimal, bool) {
	var d decimal
	s, d.neg = strings.CutPrefix(s, "-")
	mantissa, exp := s, 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		n, err := strconv.Atoi(s[i+1:])
		if err != nil || n > 400 || n < -400 {
			return decimal{}, false
		}
		mantissa, exp = s[:i], n
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	all := whole + frac
	if all == "" || strings.Trim(all, "0123456789") != "" {
		return decimal{}, false
	}
	trimmed := strings.TrimLeft(all, "0")
	d.point = len(whole) + exp - (len(all) - len(trimmed))
	d.digits = strings.TrimRight(trimmed, "0")
	if d.digits == "" {
		d.point = 0
	}
	return d, true
}

func (d decimal) zero() bool { return d.digits == "" }

// shift multiplies by a power of ten.
func (d decimal) shift(n int) decimal {
	if !d.zero() {
		d.point += n
	}
	return d
}

// shorten rounds half up to n significant digits.
func (d decimal) shorten(n int) decimal {
	if n < 0 {
		return decimal{}
	}
	if len(d.digits) <= n {
		return d
	}
	up := d.digits[n] >= '5'
	kept := []byte(d.digits[:n])
	for i := n - 1; up && i >= 0; i-- {
		if up = kept[i] == '9'; up {
			kept[i] = '0'
		} else {
			kept[i]++
		}
	}
	if up {
		kept = append([]byte{'1'}, kept...)
		d.point++
	}
	d.digits = strings.TrimRight(string(kept), "0")
	if d.zero() {
		d.point = 0
	}
	return d
}

// round rounds half up to so many decimals.
func (d decimal) round(decimals int) decimal { return d.shorten(d.point + decimals) }

// parts gives the digits before and behind the point, the first without leading zeros.
func (d decimal) parts() (whole, frac string) {
	switch {
	case d.point <= 0:
		return "", strings.Repeat("0", -d.point) + d.digits
	case d.point >= len(d.digits):
		return d.digits + strings.Repeat("0", d.point-len(d.digits)), ""
	}
	return d.digits[:d.point], d.digits[d.point:]
}

// plain writes d without an exponent.
func (d decimal) plain() string {
	whole, frac := d.parts()
	if whole == "" {
		whole = "0"
	}
	if d.neg && !d.zero() {
		whole = "-" + whole
	}
	if d.zero() || frac == "" {
		return whole
	}
	return whole + "." + frac
}

// layout writes d, which is not negative, with the digit marks of a format.
func (d decimal) layout(n numberLayout) string {
	if n.exponent > 0 {
		return d.scientific(n)
	}
	whole, frac := d.round(n.maxFrac).parts()
	if d.round(n.maxFrac).zero() {
		whole, frac = "", ""
	}
	if len(whole) < n.minInt {
		whole = strings.Repeat("0", n.minInt-len(whole)) + whole
	}
	if len(frac) < n.minFrac {
		frac += strings.Repeat("0", n.minFrac-len(frac))
	}
	if n.group {
		whole = grouped(whole)
	}
	if frac == "" {
		return whole
	}
	return whole + "." + frac
}

func (d decimal) scientific(n numberLayout) string {
	m := d.shorten(1 + n.maxFrac)
	exp := m.point - 1
	if m.zero() {
		exp = 0
	}
	m.point = 1
	frac := ""
	if len(m.digits) > 1 {
		frac = m.digits[1:]
	}
	if len(frac) < n.minFrac {
		frac += strings.Repeat("0", n.minFrac-len(frac))
	}
	lead, sign := "0", "+"
	if !m.zero() {
		lead = m.digits[:1]
	}
	if exp < 0 {
		exp, sign = -exp, "-"
	}
	e := strconv.Itoa(exp)
	if len(e) < n.exponent {
		e = strings.Repeat("0", n.exponent-len(e)) + e
	}
	if frac != "" {
		lead += "." + frac
	}
	return lead + "E" + sign + e
}

func grouped(whole string) string {
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// tidyNumber gives the shortest decimal text of a stored number: whole numbers keep the
// file's digits, 1975.0999999999999 becomes 1975.1, an exponent is
// written out up to twenty digits. It reports false for what is no number.
// The answer may share memory with text or buf.
func tidyNumber(text, buf []byte) ([]byte, bool) {
	if simpleNumber(text) {
		return text, true
	}
	if len(bytes.Trim(text, "0123456789.eE+-")) > 0 {
		return nil, false
	}
	v, err := strconv.ParseFloat(string(text), 64)
	if err != nil || v != v || v > 1e300 || v < -1e300 {
		return nil, false
	}
	if a := max(v, -v); a != 0 && (a >= 1e20 || a < 1e-9) {
		return strconv.AppendFloat(buf[:0], v, 'E', -1, 64), true
	}
	return strconv.AppendFloat(buf[:0], v, 'f', -1, 64), true
}

// simpleNumber reports whether text is already short: whole with up to 20
// digits, or up to 15 digits around a point, the last of which is not 0.
func simpleNumber(text []byte) bool {
	b := text
	if len(b) > 0 && b[0] == '-' {
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 20 || b[0] == '.' || b[0] == '0' && len(b) > 1 && b[1] != '.' || len(b) == 1 && b[0] == '0' && len(text) == 2 {
		return false
	}
	dot := -1
	for i, c := range b {
		switch {
		case c == '.' && dot < 0:
			dot = i
		case c < '0' || c > '9':
			return false
		}
	}
	return dot < 0 || len(b) <= 16 && b[len(b)-1] != '0' && b[len(b)-1] != '.'
}
