package tally_test

import (
	"reflect"
	"slices"
	"sort"
	"testing"

	"pgregory.net/rapid"
	"yanpan.dev/election/tally"
)

// drawCount draws a count of one race that balances: every group's votes fit
// its ballots, both passes agree.
func drawCount(t *rapid.T) *tally.Count {
	kind := rapid.SampledFrom(tally.Kinds()).Draw(t, "kind")
	seats := rapid.Int64Range(1, 4).Draw(t, "seats")
	candidates := []string{"甲", "乙", "丙", "丁", "戊"}[:rapid.IntRange(1, 5).Draw(t, "candidates")]
	e := tally.Election{Kind: kind, Round: rapid.IntRange(1, 2).Draw(t, "round"), Races: []tally.Race{{Title: "委员", Seats: seats, Candidates: candidates}}}
	if rapid.IntRange(0, 5).Draw(t, "purpose") == 0 {
		e.Purpose = tally.Tie
	}
	c := &tally.Count{Election: e}
	var collected int64
	for _, id := range []string{"一组", "二组", "三组"}[:rapid.IntRange(1, 3).Draw(t, "groups")] {
		ballots := rapid.Int64Range(0, 12).Draw(t, "ballots")
		collected += ballots
		left := seats * ballots
		m := marks("委员", 0)
		names := slices.Clone(candidates)
		if e.Purpose != tally.Tie { // among equals nobody else can be chosen
			names = append(names, "另甲", "另乙")
		}
		for _, name := range names {
			v := rapid.Int64Range(0, min(ballots, left)).Draw(t, name)
			left -= v
			m.Votes = append(m.Votes, n(name, v))
		}
		c.Groups = append(c.Groups, tally.Group{ID: id, Ballots: ballots, Sheets: twice(m)})
	}
	first := rapid.Int64Range(0, collected).Draw(t, "first box")
	c.Boxes = []tally.Box{{ID: "主会场", Issued: first, Collected: first}, {ID: "流动票箱", Issued: collected - first, Collected: collected - first}}
	c.Election.Eligible = collected + rapid.Int64Range(0, collected+1).Draw(t, "absent")
	c.Election.Eligible = max(c.Election.Eligible, 1)
	c.Election.Present = collected
	return c
}

func result(t interface{ Fatal(...any) }, c *tally.Count) *tally.Result {
	r, err := tally.Tally(c, lawOf(c.Election.Kind))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Every result agrees with the plain way of counting.
func TestAgreesWithPlainCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCount(t)
		if got, want := shown(result(t, c)), plainly(c); got != want {
			t.Fatalf("%s, counted plainly %s", got, want)
		}
	})
}

// The order of boxes, groups, sheets and names on a sheet changes nothing; the
// order of candidates nothing but the order of equals.
func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCount(t)
		want := result(t, c)
		slices.Reverse(c.Boxes)
		slices.Reverse(c.Groups)
		for i := range c.Groups {
			slices.Reverse(c.Groups[i].Sheets)
			m := &c.Groups[i].Sheets[0].Races[0]
			m.Votes = slices.Clone(m.Votes)
			slices.Reverse(m.Votes)
		}
		if got := result(t, c); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\n%+v", got, want)
		}
		slices.Reverse(c.Election.Races[0].Candidates)
		got := result(t, c)
		for i := range want.Races {
			a, b := want.Races[i], got.Races[i]
			if !sameNames(a.Elected, b.Elected) || !sameNames(a.Tied, b.Tied) || a.TiedSeats != b.TiedSeats || (a.RunOff == nil) != (b.RunOff == nil) || a.RunOff != nil && !sameNames(a.RunOff.Candidates, b.RunOff.Candidates) {
				t.Fatalf("%+v\n%+v", a, b)
			}
		}
	})
}

func sameNames(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	sort.Strings(a)
	sort.Strings(b)
	return slices.Equal(a, b)
}

// Splitting a group in two changes nothing.
func TestSplittingAGroupChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCount(t)
		want := result(t, c)
		g := c.Groups[0]
		part := rapid.Int64Range(0, g.Ballots).Draw(t, "part")
		a, b := marks("委员", 0), marks("委员", 0)
		roomA, roomB := c.Election.Races[0].Seats*part, c.Election.Races[0].Seats*(g.Ballots-part)
		for _, v := range g.Sheets[0].Races[0].Votes {
			x := min(v.Votes, part, roomA)
			y := v.Votes - x
			if y > g.Ballots-part || y > roomB {
				t.Skip("these votes do not fit the parts")
			}
			roomA, roomB = roomA-x, roomB-y
			a.Votes, b.Votes = append(a.Votes, n(v.Name, x)), append(b.Votes, n(v.Name, y))
		}
		c.Groups = append(c.Groups[1:], tally.Group{ID: "甲半", Ballots: part, Sheets: twice(a)}, tally.Group{ID: "乙半", Ballots: g.Ballots - part, Sheets: twice(b)})
		if got := result(t, c); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\n%+v", got, want)
		}
	})
}

// One more vote never hurts: who is elected stays so, who is tied is not dropped.
func TestOneMoreVoteNeverHurts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCount(t)
		c.Groups = append(c.Groups, tally.Group{ID: "四组", Ballots: 0, Sheets: twice(marks("委员", 0))})
		who := rapid.SampledFrom(c.Election.Races[0].Candidates).Draw(t, "who")
		var one, none []tally.NameCount
		for _, name := range c.Election.Races[0].Candidates {
			none = append(none, n(name, 0))
			one = append(one, n(name, 0))
			if name == who {
				one[len(one)-1].Votes = 1
			}
		}
		last := &c.Groups[len(c.Groups)-1]
		last.Ballots = 1
		c.Boxes[0].Issued++
		c.Boxes[0].Collected++
		c.Election.Eligible++
		c.Election.Present++
		last.Sheets = twice(tally.Marks{Race: "委员", Invalid: 1, InvalidGiven: true, Votes: none})
		before := result(t, c)
		last.Sheets = twice(marks("委员", 0, one...))
		after := result(t, c)
		if before.Valid != after.Valid {
			t.Fatal("a vote changed the turnout")
		}
		if !after.Valid {
			return
		}
		rank := func(r *tally.Result) int {
			switch race := r.Races[0]; {
			case slices.Contains(race.Elected, who):
				return 2
			case slices.Contains(race.Tied, who):
				return 1
			}
			return 0
		}
		if rank(after) < rank(before) {
			t.Fatalf("%s fell with one vote more: %+v\n%+v", who, before.Races[0], after.Races[0])
		}
	})
}

// Seats are elected, tied or vacant, and nobody is two of them.
func TestSeatsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := result(t, drawCount(t))
		for _, race := range r.Races {
			if int64(len(race.Elected))+race.TiedSeats+race.Vacant != race.Seats || race.Vacant < 0 || race.TiedSeats < 0 {
				t.Fatalf("%+v", race)
			}
			if (race.TiedSeats > 0) != (len(race.Tied) > 0) || race.TiedSeats > 0 && race.TiedSeats >= int64(len(race.Tied)) {
				t.Fatalf("tied: %+v", race)
			}
			for _, name := range race.Tied {
				if slices.Contains(race.Elected, name) {
					t.Fatalf("%s is elected and tied", name)
				}
			}
		}
	})
}

// Whatever relatives there are, no two of them hold seats together, and the seats add up.
func TestKinNeverSitTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := []string{"甲", "乙", "丙", "丁"}
		e := tally.Election{Kind: tally.Villagers, Eligible: 30}
		var all []tally.Marks
		for _, title := range []string{"主任", "副主任", "委员"} {
			seats := rapid.Int64Range(1, 3).Draw(t, "seats")
			e.Races = append(e.Races, tally.Race{Title: title, Seats: seats, Candidates: names})
			m, left := marks(title, 0), seats*20
			for _, name := range names {
				v := rapid.Int64Range(0, min(20, left)).Draw(t, name)
				left -= v
				m.Votes = append(m.Votes, n(name, v))
			}
			all = append(all, m)
		}
		for range rapid.IntRange(1, 5).Draw(t, "pairs") {
			a, b := rapid.SampledFrom(names).Draw(t, "a"), rapid.SampledFrom(names).Draw(t, "b")
			if a != b {
				e.Kin = append(e.Kin, tally.Kinship{A: a, B: b, Relation: "夫妻"})
			}
		}
		r := result(t, count(e, 20, 20, all...))
		var holds []string
		for _, race := range r.Races {
			if int64(len(race.Elected))+race.TiedSeats+race.Vacant != race.Seats {
				t.Fatalf("%+v", race)
			}
			holds = append(holds, race.Elected...)
		}
		for _, k := range e.Kin {
			if slices.Contains(holds, k.A) && slices.Contains(holds, k.B) {
				t.Fatalf("%v sit together: %v", k, holds)
			}
		}
	})
}
