package policy

import (
	"math/big"

	"yanpan.dev"
)

func rat(r yanpan.Ratio) *big.Rat { return big.NewRat(r.Num, r.Den) }

// addRatios adds exactly; it reports false where the sum does not fit.
func addRatios(a, b yanpan.Ratio) (yanpan.Ratio, bool) {
	return fits(new(big.Rat).Add(rat(a), rat(b)))
}

// mulRatios multiplies exactly; it reports false where the product does not fit.
func mulRatios(a, b yanpan.Ratio) (yanpan.Ratio, bool) {
	return fits(new(big.Rat).Mul(rat(a), rat(b)))
}

func fits(r *big.Rat) (yanpan.Ratio, bool) {
	if !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return yanpan.Ratio{}, false
	}
	return yanpan.Ratio{Num: r.Num().Int64(), Den: r.Denom().Int64()}, true
}

// floor is the largest whole number not above r, ceil the smallest not below it.
func floor(r yanpan.Ratio) int64 {
	q, m := r.Num/r.Den, r.Num%r.Den
	if m != 0 && (m < 0) != (r.Den < 0) {
		q--
	}
	return q
}

func ceil(r yanpan.Ratio) int64 {
	f := floor(r)
	if f*r.Den != r.Num {
		return f + 1
	}
	return f
}
