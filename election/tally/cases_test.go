package tally_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"yanpan.dev/election/tally"
)

// handCase is one line of testdata/cases.txt.
type handCase struct {
	line  int
	text  string
	count *tally.Count
	want  string
}

func readCases(t *testing.T) []handCase {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []handCase
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, "|")
		if len(parts) != 3 {
			t.Fatalf("line %d: %q", i+1, line)
		}
		cases = append(cases, handCase{i + 1, line, caseCount(t, strings.Fields(parts[0]), strings.Fields(parts[1])), strings.Join(strings.Fields(parts[2]), " ")})
	}
	return cases
}

func number(t *testing.T, s string) int64 {
	t.Helper()
	v, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func caseCount(t *testing.T, head, votes []string) *tally.Count {
	t.Helper()
	kinds := map[string]tally.Kind{"v": tally.Villagers, "a": tally.ResidentsAll, "h": tally.ResidentsHousehold, "r": tally.ResidentsRepresentative, "p": tally.PartyCommittee, "q": tally.PartyCommittee}
	e := tally.Election{Kind: kinds[head[0]], Round: 1}
	switch head[1] {
	case "t":
		e.Purpose = tally.Tie
	case "2":
		e.Round = 2
	}
	if head[0] == "q" {
		e.ElectedBase = tally.Present
	}
	eligible, present, ok := strings.Cut(head[2], "/")
	if e.Eligible = number(t, eligible); ok {
		e.Present = number(t, present)
	}
	issued, collected, ok := strings.Cut(head[3], "/")
	if !ok {
		collected = issued
	}
	race := tally.Race{Title: "主任", Seats: number(t, head[4])}
	m := marks("主任", 0)
	for _, v := range votes {
		name := strings.TrimRight(strings.TrimPrefix(v, "*"), "0123456789")
		if !strings.HasPrefix(v, "*") {
			race.Candidates = append(race.Candidates, name)
		}
		m.Votes = append(m.Votes, n(name, number(t, strings.TrimPrefix(strings.TrimPrefix(v, "*"), name))))
	}
	e.Races = []tally.Race{race}
	return count(e, number(t, issued), number(t, collected), m)
}

// shown writes a result as the cases do.
func shown(r *tally.Result) string {
	if !r.Valid {
		return fmt.Sprintf("%s %d", r.Reason, r.NeededToBeValid)
	}
	race := r.Races[0]
	parts := []string{fmt.Sprint(r.NeededToBeValid), fmt.Sprint(race.Needed)}
	if len(race.Elected) > 0 {
		parts = append(parts, strings.Join(race.Elected, ","))
	}
	if race.TiedSeats > 0 {
		parts = append(parts, fmt.Sprintf("=%s:%d", strings.Join(race.Tied, ","), race.TiedSeats))
	}
	if race.RunOff != nil {
		parts = append(parts, fmt.Sprintf("?%s:%d", strings.Join(race.RunOff.Candidates, ","), race.RunOff.Seats))
	}
	return strings.Join(parts, " ")
}

// Every case worked by hand comes out, and the plain way of counting agrees.
func TestCasesWorkedByHand(t *testing.T) {
	cases := readCases(t)
	if len(cases) < 150 {
		t.Errorf("%d cases only", len(cases))
	}
	for _, c := range cases {
		r, err := tally.Tally(c.count, lawOf(c.count.Election.Kind))
		if err != nil {
			t.Fatalf("line %d: %v", c.line, err)
		}
		if got := shown(r); got != c.want {
			t.Errorf("line %d: %s\n got %s\nwant %s %v", c.line, c.text, got, c.want, r.Problems)
		}
		if got := plainly(c.count); got != c.want {
			t.Errorf("line %d: %s\ncounted plainly: %s\n           want %s", c.line, c.text, got, c.want)
		}
	}
}
