package tally_test

import (
	"fmt"
	"sort"
	"strings"

	"yanpan.dev/election/tally"
)

// plainly works a count of one race out a second way, slowly and straight from
// the words of the law: thresholds by trying every number, seats by asking for
// each person how many stand above, ties by counting equals.
func plainly(c *tally.Count) string {
	e := c.Election
	var issued, collected int64
	for _, b := range c.Boxes {
		issued, collected = issued+b.Issued, collected+b.Collected
	}
	took, valid := collected, func(k int64) bool { return 2*k > e.Eligible }
	if e.Kind == tally.ResidentsRepresentative {
		valid = func(k int64) bool { return 3*k > 2*e.Eligible }
	}
	base := collected
	if e.Kind == tally.PartyCommittee {
		took, valid, base = e.Present, func(k int64) bool { return 5*k >= 4*e.Eligible }, e.Eligible
		if e.ElectedBase == tally.Present {
			base = e.Present
		}
	}
	enough := func(v int64) bool { return 2*v > base }
	switch {
	case e.Purpose == tally.Tie:
		enough = func(int64) bool { return true }
	case e.Round == 2 && e.Kind != tally.PartyCommittee:
		enough = func(v int64) bool { return v > 0 && 3*v >= base }
	}
	needValid := first(valid)
	switch {
	case collected > issued:
		return fmt.Sprintf("ballots %d", needValid)
	case !valid(took):
		return fmt.Sprintf("turnout %d", needValid)
	}
	return strings.Join(append([]string{fmt.Sprint(needValid), fmt.Sprint(first(enough))}, plainRace(c, enough)...), " ")
}

// first tries numbers until one is enough: doubling, then halving the gap.
func first(ok func(int64) bool) int64 {
	if ok(0) {
		return 0
	}
	low, high := int64(0), int64(1)
	for !ok(high) {
		low, high = high, high*2
	}
	for high-low > 1 {
		if mid := (low + high) / 2; ok(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}

func plainRace(c *tally.Count, enough func(int64) bool) []string {
	race, votes := c.Election.Races[0], map[string]int64{}
	var names []string
	for _, g := range c.Groups {
		for _, v := range g.Sheets[0].Races[0].Votes {
			if _, ok := votes[v.Name]; !ok {
				names = append(names, v.Name)
			}
			votes[v.Name] += v.Votes
		}
	}
	order := map[string]int{}
	for i, name := range race.Candidates {
		order[name] = i + 1
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := names[i], names[j]
		switch {
		case votes[a] != votes[b]:
			return votes[a] > votes[b]
		case (order[a] == 0) != (order[b] == 0):
			return order[a] != 0
		case order[a] != order[b]:
			return order[a] < order[b]
		}
		return a < b
	})
	may := func(name string) bool {
		return enough(votes[name]) && (c.Election.Purpose != tally.Tie || order[name] > 0)
	}
	above := func(name string, orEqual bool) (k int64) {
		for _, o := range names {
			if may(o) && (votes[o] > votes[name] || orEqual && votes[o] == votes[name]) {
				k++
			}
		}
		return k
	}
	var elected, tied []string
	for _, name := range names {
		switch {
		case !may(name) || above(name, false) >= race.Seats:
		case above(name, true) <= race.Seats:
			elected = append(elected, name)
		default:
			tied = append(tied, name)
		}
	}
	left := race.Seats - int64(len(elected))
	var out []string
	if len(elected) > 0 {
		out = append(out, strings.Join(elected, ","))
	}
	if len(tied) > 0 {
		return append(out, fmt.Sprintf("=%s:%d", strings.Join(tied, ","), left))
	}
	if left > 0 {
		out = append(out, fmt.Sprintf("?%s:%d", strings.Join(plainStanding(names, votes, elected, left+1), ","), left))
	}
	return out
}

// plainStanding: who has a vote and fewer than want people above among those not elected.
func plainStanding(names []string, votes map[string]int64, elected []string, want int64) []string {
	in := " " + strings.Join(elected, " ") + " "
	var stand []string
	for _, name := range names {
		above := int64(0)
		for _, o := range names {
			if votes[o] > votes[name] && !strings.Contains(in, " "+o+" ") {
				above++
			}
		}
		if votes[name] > 0 && above < want && !strings.Contains(in, " "+name+" ") {
			stand = append(stand, name)
		}
	}
	return stand
}
