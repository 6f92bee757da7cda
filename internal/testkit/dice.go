package testkit

import (
	"math/rand/v2"

	"yanpan.dev"
)

// dice draws from a generator whose algorithm is fixed, so that the township
// is the same one with every version of Go.
type dice struct{ src *rand.PCG }

func newDice() *dice { return &dice{rand.NewPCG(1975, 6)} }

// below draws a number from 0 up to n-1.
func (d *dice) below(n int) int { return int(d.src.Uint64() % uint64(n)) }

// within draws a number from lo to hi, both included.
func (d *dice) within(lo, hi int) int { return lo + d.below(hi-lo+1) }

// percent is true in n of a hundred draws.
func (d *dice) percent(n int) bool { return d.below(100) < n }

func pick[T any](d *dice, from []T) T { return from[d.below(len(from))] }

// day draws a day of the year.
func (d *dice) day(year int) yanpan.Date {
	date, _ := yanpan.NewDate(year, d.within(1, 12), d.within(1, 28))
	return date
}

// bornAt draws the birth of someone of that many whole years at asOf.
func (d *dice) bornAt(age int, asOf yanpan.Date) yanpan.Date {
	for {
		if b := d.day(asOf.Year() - age - d.below(2)); yearsOld(b, asOf) == age {
			return b
		}
	}
}

// yearsOld counts the birthdays passed, in the plain way.
func yearsOld(born, at yanpan.Date) int {
	n := at.Year() - born.Year()
	if at.Month() < born.Month() || at.Month() == born.Month() && at.Day() < born.Day() {
		n--
	}
	return n
}
