package policy

import (
	"math/big"
	"strings"

	"yanpan.dev"
)

// maxDigits bounds the length of a number in a pack.
const maxDigits = 15

// parseNumber reads a number of a pack exactly: 3 is an int; 45.5, 30% and 1/3
// are ratios. It reports false for anything else.
func parseNumber(text string) (Value, bool) {
	s, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	if len(s) == 0 || len(s) > maxDigits || strings.Trim(s, "0123456789./-") != "" || strings.LastIndex(s, "-") > 0 {
		return Value{}, false
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return Value{}, false
	}
	if percent {
		r.Quo(r, big.NewRat(100, 1))
	}
	exact, ok := fits(r)
	if !ok {
		return Value{}, false
	}
	if !percent && !strings.ContainsAny(s, "./") {
		return Int(exact.Num), true
	}
	return Ratio(exact), true
}

// showNumber gives a number as a pack's reader would say it: 3人, 30%, 45.5岁, 1/3.
// It is exact where Show rounds, for a limit must not look like another one.
func showNumber(v Value, unit string) string {
	r, ok := v.Number()
	if !ok {
		return v.Show(unit)
	}
	if unit == "%" {
		p, ok := mulRatios(r, yanpan.Ratio{Num: 100, Den: 1})
		if percent := plain(p); ok && !strings.Contains(percent, "/") {
			return percent + "%"
		}
		return plain(r) // 1/3 is no round percentage
	}
	return plain(r) + unit
}

// plain writes a fraction with as few decimals as are exact, or as a fraction.
func plain(r yanpan.Ratio) string {
	if !r.Defined() {
		return ""
	}
	q := rat(r)
	if n, exact := q.FloatPrec(); exact && n <= 6 {
		return q.FloatString(n)
	}
	return q.String()
}
