package yanpan

import (
	"math/big"
	"strconv"
)

// Ratio is an exact fraction: a share of a base, or a sum over a count.
// Num and Den are kept as given, so that both can be shown; Den 0 means that
// there is no base and the ratio has no value.
type Ratio struct {
	Num, Den int64
}

// Defined reports whether the ratio has a base.
func (r Ratio) Defined() bool { return r.Den != 0 }

// Cmp compares r with s exactly: -1, 0 or +1. Both must be defined.
func (r Ratio) Cmp(s Ratio) int {
	return big.NewRat(r.Num, r.Den).Cmp(big.NewRat(s.Num, s.Den))
}

// Round gives r as decimal text with the number of decimals asked for, rounded
// half up (away from zero), and "" where r has no base.
func (r Ratio) Round(decimals int) string {
	if !r.Defined() {
		return ""
	}
	// FloatString rounds halves away from zero, which is what 四舍五入 means.
	return big.NewRat(r.Num, r.Den).FloatString(decimals)
}

// Percent gives r as a percentage to one decimal, 42.1%, and "" without a base.
func (r Ratio) Percent() string {
	if !r.Defined() {
		return ""
	}
	return new(big.Rat).Mul(big.NewRat(r.Num, r.Den), big.NewRat(100, 1)).FloatString(1) + "%"
}

// Tenths gives r in tenths, rounded half up: 42.9 is 429. Without a base it is 0.
func (r Ratio) Tenths() int64 {
	if !r.Defined() {
		return 0
	}
	s := new(big.Rat).Mul(big.NewRat(r.Num, r.Den), big.NewRat(10, 1)).FloatString(0)
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0 // out of range: no office counts this far
	}
	return n
}
