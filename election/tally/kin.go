package tally

import (
	"cmp"
	"slices"
)

// seat is somebody who was elected: the race and the standing there. Those
// elected before stand above every race.
type seat struct {
	name  string
	race  int // -1: elected before
	votes int64
	tied  bool // at the cut: may yet be elected
}

// pair is two relatives elected together, the one who stands higher first.
type pair struct {
	high, low seat
	relation  string
}

// separateKin lets one of two relatives who were elected together give way,
// step by step as the rules say, and fills the seats again after each. Every
// turn bars one person from a race or sends equals to another vote, so it ends.
func (d *decision) separateKin() {
	if len(d.rules.Kin.Order) == 0 || len(d.Election.Kin) == 0 {
		return
	}
	d.barred, d.revotes = make([]map[string]bool, len(d.races)), make([][]revote, len(d.races))
	for {
		pairs := d.pairs()
		if len(pairs) == 0 {
			return
		}
		d.resolve(pairs[0])
		d.decide()
	}
}

// pairs lists relatives who hold or may hold seats together, the one with the
// best standing first. Relatives who are to be voted on again are settled.
func (d *decision) pairs() []pair {
	seats := d.seats()
	var out []pair
	for _, k := range d.Election.Kin {
		a, okA := seats[k.A]
		b, okB := seats[k.B]
		if !okA || !okB || !slices.Contains(d.rules.Kin.Relations, k.Relation) || a.race < 0 && b.race < 0 || d.together(a, b) {
			continue
		}
		if d.compare(b, a) < 0 {
			a, b = b, a
		}
		if a.tied {
			continue // whether the higher one is elected is for the next vote to say
		}
		out = append(out, pair{a, b, k.Relation})
	}
	slices.SortStableFunc(out, func(p, q pair) int {
		return cmp.Or(d.compare(p.high, q.high), d.compare(p.low, q.low), cmp.Compare(p.high.name, q.high.name), cmp.Compare(p.low.name, q.low.name))
	})
	return out
}

// seats are those elected, and those whom the next vote may elect.
func (d *decision) seats() map[string]seat {
	seats := map[string]seat{}
	for i := range d.races {
		r := &d.races[i]
		for _, name := range r.Tied {
			seats[name] = seat{name, i, r.votes(name), true}
		}
		for _, name := range r.Elected {
			seats[name] = seat{name, i, r.votes(name), false}
		}
		for _, v := range d.revotes[i] {
			for _, name := range v.names {
				seats[name] = seat{name, i, r.votes(name), false}
			}
		}
	}
	for _, name := range d.Election.AlreadyElected {
		seats[name] = seat{name, -1, 0, false}
	}
	return seats
}

func (r *RaceResult) votes(name string) int64 {
	for _, s := range r.Ranking {
		if s.Name == name {
			return s.Votes
		}
	}
	return 0
}

// together reports whether two seats wait for the same vote among relatives.
func (d *decision) together(a, b seat) bool {
	if a.race != b.race || a.race < 0 {
		return false
	}
	return slices.ContainsFunc(d.revotes[a.race], func(v revote) bool {
		return slices.Contains(v.names, a.name) && slices.Contains(v.names, b.name)
	})
}

// compare orders two seats by the steps of the rules: negative where a stays.
func (d *decision) compare(a, b seat) int {
	if a.race < 0 || b.race < 0 {
		return cmp.Compare(a.race, b.race)
	}
	for _, step := range d.rules.Kin.Order {
		c := 0
		switch step {
		case HigherPost:
			c = cmp.Compare(a.race, b.race)
		case MoreVotes:
			c = cmp.Compare(b.votes, a.votes)
		case VoteAgain:
			return 0
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

// resolve lets the lower of a pair give way; equals are voted on again.
func (d *decision) resolve(p pair) {
	i := p.low.race
	at := spot{race: d.races[i].Title, name: p.low.name}
	again := slices.Contains(d.rules.Kin.Order, VoteAgain) && p.high.race == i && p.high.votes == p.low.votes
	if d.compare(p.high, p.low) == 0 && again {
		d.voteAgain(i, p)
		d.add(Warning, "kin_revote", at, d.rules.Kin.Basis, "“%s”与“%s”(%s)同时得票过线且票数相等,只能一人当选,就二人再投票", p.high.name, p.low.name, p.relation)
		return
	}
	if d.barred[i] == nil {
		d.barred[i] = map[string]bool{}
	}
	d.barred[i][p.low.name] = true
	d.leave(i, p.low.name)
	d.add(Warning, "kin_gives_way", at, d.rules.Kin.Basis, "“%s”与“%s”(%s)不能同时当选,%s,“%s”在“%s”中不当选", p.low.name, p.high.name, p.relation, d.why(p), p.low.name, d.races[i].Title)
}

// why tells which step decided.
func (d *decision) why(p pair) string {
	switch {
	case p.high.race < 0:
		return "“" + p.high.name + "”已经当选"
	case p.high.race != p.low.race && d.rules.Kin.Order[0] == HigherPost:
		return "留职务高的“" + p.high.name + "”"
	case p.high.votes != p.low.votes:
		return "留得票多的“" + p.high.name + "”"
	}
	return "留“" + p.high.name + "”"
}

// voteAgain sends a pair to another vote, together with relatives who wait already.
func (d *decision) voteAgain(i int, p pair) {
	names := []string{p.high.name, p.low.name}
	var rest []revote
	for _, v := range d.revotes[i] {
		if slices.Contains(v.names, p.high.name) || slices.Contains(v.names, p.low.name) {
			names = append(names, v.names...)
			continue
		}
		rest = append(rest, v)
	}
	var order []string // as ranked, each once
	for _, s := range d.races[i].Ranking {
		if slices.Contains(names, s.Name) {
			order = append(order, s.Name)
		}
	}
	d.revotes[i] = append(rest, revote{order})
}

// leave takes somebody out of a vote among relatives, which ends where one is left.
func (d *decision) leave(i int, name string) {
	var rest []revote
	for _, v := range d.revotes[i] {
		v.names = slices.DeleteFunc(slices.Clone(v.names), func(n string) bool { return n == name })
		if len(v.names) > 1 {
			rest = append(rest, v)
		}
	}
	d.revotes[i] = rest
}
