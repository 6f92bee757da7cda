package proof

import (
	"cmp"
	"math/bits"
	"strconv"
	"strings"
)

// rat is an exact fraction with a positive denominator. Values beyond the
// bounds of int64 are refused by the operations (ok false): no office counts
// that far, and a wrong answer would be worse than none.
type rat struct{ n, d int64 }

func whole(n int64) rat { return rat{n, 1} }

// gcd of two non-negative integers.
func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// reduce divides out the common factor.
func (a rat) reduce() rat {
	n := a.n
	if n < 0 {
		n = -n
	}
	if g := gcd(n, a.d); g > 1 {
		return rat{a.n / g, a.d / g}
	}
	return a
}

// mul64 multiplies and reports overflow.
func mul64(a, b int64) (int64, bool) {
	neg := (a < 0) != (b < 0)
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > 1<<62 {
		return 0, false
	}
	if neg {
		return -int64(lo), true
	}
	return int64(lo), true
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return uint64(-(a + 1)) + 1
	}
	return uint64(a)
}

func (a rat) add(b rat) (rat, bool) {
	if a.d == 1 && b.d == 1 && small(a.n) && small(b.n) {
		return rat{a.n + b.n, 1}, true
	}
	x, ok1 := mul64(a.n, b.d)
	y, ok2 := mul64(b.n, a.d)
	d, ok3 := mul64(a.d, b.d)
	return rat{x + y, d}.reduce(), ok1 && ok2 && ok3
}

// small reports whether two such numbers add without overflow.
func small(n int64) bool { return n > -1<<61 && n < 1<<61 }

func (a rat) sub(b rat) (rat, bool) { return a.add(rat{-b.n, b.d}) }

func (a rat) mul(b rat) (rat, bool) {
	n, ok1 := mul64(a.n, b.n)
	d, ok2 := mul64(a.d, b.d)
	return rat{n, d}.reduce(), ok1 && ok2
}

// div divides; a divisor that is not positive is refused.
func (a rat) div(b rat) (rat, bool) {
	if b.n <= 0 {
		return rat{}, false
	}
	return a.mul(rat{b.d, b.n})
}

// cmp compares exactly, through 128-bit products.
func (a rat) cmp(b rat) int {
	if a.d == b.d {
		return cmp.Compare(a.n, b.n)
	}
	if (a.n < 0) != (b.n < 0) {
		if a.n < 0 {
			return -1
		}
		return 1
	}
	h1, l1 := bits.Mul64(magnitude(a.n), uint64(b.d))
	h2, l2 := bits.Mul64(magnitude(b.n), uint64(a.d))
	c := cmpWide(h1, l1, h2, l2)
	if a.n < 0 {
		return -c
	}
	return c
}

func cmpWide(h1, l1, h2, l2 uint64) int {
	switch {
	case h1 < h2 || h1 == h2 && l1 < l2:
		return -1
	case h1 > h2 || l1 > l2:
		return 1
	}
	return 0
}

func (a rat) eq(b rat) bool { return a.cmp(b) == 0 }

func (a rat) isWhole() bool { return a.n%a.d == 0 }

// pow10 for 0 ≤ k ≤ 18.
func pow10(k int) int64 {
	p := int64(1)
	for ; k > 0; k-- {
		p *= 10
	}
	return p
}

// floorAt cuts a non-negative value to the number of decimals and tells what
// was cut off: -1 under a half, 0 exactly a half, 1 over it, and -2 nothing.
func (a rat) floorAt(decimals int) (scaled int64, rest int, ok bool) {
	hi, lo := bits.Mul64(magnitude(a.n), uint64(pow10(decimals)))
	if a.n < 0 || hi >= uint64(a.d) {
		return 0, 0, false
	}
	q, r := bits.Div64(hi, lo, uint64(a.d))
	if q > 1<<60 {
		return 0, 0, false
	}
	if r == 0 {
		return int64(q), -2, true
	}
	h2, l2 := bits.Mul64(r, 2)
	return int64(q), cmpWide(h2, l2, 0, uint64(a.d)), true
}

// fit tells how a printed decimal stands to an exact value.
type fit uint8

const (
	fitNone      fit = iota
	fitTruncated     // the printed value is the exact one cut off, not rounded
	fitRounded       // half up or half even
)

// fits compares the printed value with the exact one at the printed precision.
func fits(exact, printed rat, decimals int) fit {
	q, rest, ok := exact.floorAt(decimals)
	if !ok {
		return fitNone
	}
	scale := pow10(decimals)
	if printed.n%printed.d != 0 {
		if scale%printed.d != 0 {
			return fitNone
		}
	}
	p, ok := mul64(printed.n, scale)
	if !ok || p%printed.d != 0 {
		return fitNone
	}
	p /= printed.d
	switch {
	case p == q && (rest < 0 || rest == 0 && q%2 == 0): // exactly a half may go to the even neighbour
		return fitRounded
	case p == q+1 && rest >= 0:
		return fitRounded
	case p == q:
		return fitTruncated
	}
	return fitNone
}

// closeMissAt reports whether a value is missed by less than one unit of the
// last printed place: cut off, or rounded the wrong way.
func closeMissAt(exact, printed, ulp rat) bool {
	diff, ok := exact.sub(printed)
	if !ok {
		return false
	}
	if diff.n < 0 {
		diff.n = -diff.n
	}
	return diff.cmp(ulp) < 0
}

// closeMiss is closeMissAt for the printed number q.
func closeMiss(exact rat, q *quantity) bool {
	return closeMissAt(exact, q.val, rat{1, pow10(q.decimals)})
}

// decimal prints with the number of decimals, rounded half up.
func (a rat) decimal(decimals int) string {
	neg := a.n < 0
	if neg {
		a.n = -a.n
	}
	q, rest, ok := a.floorAt(decimals)
	if !ok {
		return strconv.FormatInt(a.n, 10) + "/" + strconv.FormatInt(a.d, 10)
	}
	if rest >= 0 {
		q++
	}
	s := strconv.FormatInt(q, 10)
	if decimals > 0 {
		for len(s) <= decimals {
			s = "0" + s
		}
		s = s[:len(s)-decimals] + "." + s[len(s)-decimals:]
	}
	if neg {
		s = "-" + s
	}
	return s
}

// String prints the value in full where it has at most four decimals, rounded to two where not.
func (a rat) String() string {
	for k := 0; k <= 4; k++ {
		if pow10(k)%a.d == 0 {
			return a.decimal(k)
		}
	}
	return strings.TrimSuffix(a.decimal(2), ".00")
}
