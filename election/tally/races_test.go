package tally_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/election/tally"
)

// raceCase is one block of testdata/races.txt.
type raceCase struct {
	election tally.Election
	says     []tally.Marks
	want     []string
}

// sexed parts a name from the mark of its sex.
func sexed(s string) (string, yanpan.Sex) {
	switch {
	case strings.Contains(s, "♀"):
		return strings.Replace(s, "♀", "", 1), yanpan.Female
	case strings.Contains(s, "♂"):
		return strings.Replace(s, "♂", "", 1), yanpan.Male
	}
	return s, yanpan.SexUnknown
}

func (c *raceCase) read(t *testing.T, line string) {
	t.Helper()
	words := strings.Fields(line)
	e := &c.election
	switch words[0] {
	case "=>":
		c.want = append(c.want, strings.Join(words[1:], " "))
	case "kin":
		a, b, _ := strings.Cut(words[1], "-")
		e.Kin = append(e.Kin, tally.Kinship{A: a, B: b, Relation: "夫妻"})
	case "before":
		e.AlreadyElected = strings.Split(words[1], ",")
	case "round":
		e.Round = int(number(t, words[1]))
	default:
		c.race(t, words)
	}
}

func (c *raceCase) race(t *testing.T, words []string) {
	t.Helper()
	title, reserved := sexed(words[0])
	race, m := tally.Race{Title: title, Seats: number(t, words[1]), ReservedFor: reserved}, marks(title, 0)
	for _, w := range words[2:] {
		w, writeIn := strings.CutPrefix(w, "*")
		w, sex := sexed(w)
		name := strings.TrimRight(w, "0123456789")
		if !writeIn {
			race.Candidates = append(race.Candidates, name)
		}
		if sex != yanpan.SexUnknown {
			c.election.Sexes[name] = sex
		}
		m.Votes = append(m.Votes, n(name, number(t, strings.TrimPrefix(w, name))))
	}
	c.election.Races, c.says = append(c.election.Races, race), append(c.says, m)
}

// decided writes what a race came to as the cases do.
func decided(r *tally.RaceResult) string {
	parts := []string{r.Title}
	if len(r.Elected) > 0 {
		parts = append(parts, strings.Join(r.Elected, ","))
	}
	if r.TiedSeats > 0 {
		parts = append(parts, fmt.Sprintf("=%s:%d", strings.Join(r.Tied, ","), r.TiedSeats))
	}
	if r.RunOff != nil {
		parts = append(parts, fmt.Sprintf("?%s:%d", strings.Join(r.RunOff.Candidates, ","), r.RunOff.Seats))
	}
	return strings.Join(parts, " ")
}

// Races that depend on one another, relatives and reserved seats, worked by hand.
func TestRacesWorkedByHand(t *testing.T) {
	text, err := os.ReadFile("testdata/races.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, block := range strings.Split(strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")), "\n\n") {
		c := raceCase{election: tally.Election{Kind: tally.Villagers, Eligible: 100, Sexes: map[string]yanpan.Sex{}}}
		for _, line := range strings.Split(block, "\n") {
			if !strings.HasPrefix(line, "#") {
				c.read(t, line)
			}
		}
		cases++
		r := result(t, count(c.election, 60, 60, c.says...))
		var got []string
		for i := range r.Races {
			got = append(got, decided(&r.Races[i]))
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") || !r.Valid {
			t.Errorf("%s\ncame to\n%s\n%v", block, strings.Join(got, "\n"), r.Problems)
		}
	}
	if cases < 30 {
		t.Errorf("%d cases only", cases)
	}
}

// The smallest number that satisfies a share, worked by hand.
func TestLeast(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		over     bool
		base     int64
		want     int64
	}{
		{1, 2, true, 0, 1}, {1, 2, true, 1, 1}, {1, 2, true, 2, 2}, {1, 2, true, 3, 2}, {1, 2, true, 898, 450}, {1, 2, true, 899, 450},
		{1, 3, false, 0, 0}, {1, 3, false, 1, 1}, {1, 3, false, 2, 1}, {1, 3, false, 3, 1}, {1, 3, false, 4, 2}, {1, 3, false, 898, 300}, {1, 3, false, 900, 300}, {1, 3, false, 901, 301},
		{2, 3, true, 3, 3}, {2, 3, true, 60, 41}, {2, 3, true, 61, 41}, {2, 3, true, 62, 42}, {2, 3, false, 60, 40}, {2, 3, false, 61, 41},
		{4, 5, false, 5, 4}, {4, 5, false, 6, 5}, {4, 5, false, 50, 40}, {4, 5, false, 51, 41}, {4, 5, true, 50, 41},
		{1, 1, false, 7, 7}, {1, 2, true, 100_000_000, 50_000_001},
	} {
		if got := (tally.Share{Num: c.num, Den: c.den, Over: c.over}).Least(c.base); got != c.want {
			t.Errorf("%d/%d over %v of %d: %d, want %d", c.num, c.den, c.over, c.base, got, c.want)
		}
	}
}
