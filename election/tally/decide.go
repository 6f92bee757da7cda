package tally

import (
	"slices"

	"yanpan.dev"
)

// races decides every race, or shows the rankings where the vote is not valid.
func (l *ledger) races(r *Result) {
	for _, b := range l.books {
		r.Races = append(r.Races, RaceResult{
			Title: b.race.Title, Needed: l.needed(), Ranking: b.rank(), Elected: []string{}, Tied: []string{},
			Seats: b.race.Seats, Invalid: b.invalid, Vacant: b.race.Seats, Basis: l.raceBasis(),
		})
	}
	if !r.Valid {
		return
	}
	d := &decision{ledger: l, races: r.Races}
	d.decide()
	d.separateKin()
	d.runoffs()
	d.remarks()
}

func (l *ledger) raceBasis() RaceBasis {
	if l.Election.purpose() == Tie {
		return RaceBasis{Elected: cite(l.rules.Tie)}
	}
	return RaceBasis{Elected: cite(l.majority().Basis)}
}

// decision is the state of deciding all races together: who is skipped where,
// and which relatives must be voted on again.
type decision struct {
	*ledger
	races   []RaceResult
	barred  []map[string]bool // a race: relatives who give way
	revotes [][]revote        // a race: relatives with equal votes
}

// revote is relatives with equal votes, of whom one may stay.
type revote struct{ names []string }

// decide fills the seats of every race from the highest post down.
func (d *decision) decide() {
	taken := map[string]bool{}
	for _, name := range d.Election.AlreadyElected {
		taken[name] = true
	}
	for i := range d.races {
		d.race(i, taken)
		for _, name := range d.races[i].Elected {
			taken[name] = true
		}
	}
}

// race fills the seats of one race: at the cut all are elected if all fit,
// else they are tied.
func (d *decision) race(i int, taken map[string]bool) {
	r := &d.races[i]
	r.Elected, r.Tied, r.TiedSeats = []string{}, []string{}, 0
	seats := r.Seats
	if d.revotes != nil {
		for _, v := range d.revotes[i] {
			r.Tied = append(r.Tied, v.names...)
			r.TiedSeats++
			seats--
		}
	}
	var passing []*Standing
	for k := range r.Ranking {
		s := &r.Ranking[k]
		s.Skipped = d.skip(i, s, taken)
		if s.Votes >= r.Needed && s.Skipped == "" && !slices.Contains(r.Tied, s.Name) {
			passing = append(passing, s)
		}
	}
	d.fill(r, passing, seats)
	r.Vacant = r.Seats - int64(len(r.Elected)) - r.TiedSeats
	if r.TiedSeats > 0 {
		r.Basis.Tied = cite(d.rules.Tie)
	}
}

// fill elects the first of the passing, in the order of votes.
func (d *decision) fill(r *RaceResult, passing []*Standing, seats int64) {
	if seats <= 0 {
		return
	}
	if int64(len(passing)) <= seats {
		for _, s := range passing {
			r.Elected = append(r.Elected, s.Name)
		}
		return
	}
	cut := passing[seats-1].Votes
	fits := passing[seats].Votes < cut
	for _, s := range passing {
		switch {
		case s.Votes > cut || s.Votes == cut && fits:
			r.Elected = append(r.Elected, s.Name)
		case s.Votes == cut:
			r.Tied = append(r.Tied, s.Name)
		}
	}
	if !fits {
		r.TiedSeats += seats
		for _, s := range passing {
			if s.Votes > cut {
				r.TiedSeats--
			}
		}
	}
}

// skip says why somebody cannot be elected in a race whatever the votes.
func (d *decision) skip(i int, s *Standing, taken map[string]bool) Skipped {
	e, race := &d.Election, d.books[i].race
	switch {
	case taken[s.Name]:
		return SkippedElected
	case d.barred != nil && d.barred[i][s.Name]:
		return SkippedKin
	case e.purpose() == Tie && s.WriteIn:
		return SkippedNotTied
	}
	if race.ReservedFor == yanpan.SexUnknown {
		return ""
	}
	sex := e.Sexes[s.Name]
	if sex == race.ReservedFor || sex == yanpan.SexUnknown && !s.WriteIn {
		return "" // candidates for a reserved seat were looked at when they were nominated
	}
	return SkippedReserved
}

// runoffs names the seats left vacant and who stands for them.
func (d *decision) runoffs() {
	taken := map[string]bool{}
	for i := range d.races {
		r := &d.races[i]
		for _, name := range r.Elected {
			taken[name] = true
		}
		if r.Vacant <= 0 {
			continue
		}
		r.RunOff = &RunOff{Seats: r.Vacant, Candidates: d.standing(i, r), Days: d.rules.Runoff.Days}
		r.Basis.RunOff = cite(d.rules.Runoff.Basis)
	}
}

// standing lists the candidates of a run-off: the highest not elected with at
// least one vote, a few more than the vacant seats, and all equal to the last.
func (d *decision) standing(i int, r *RaceResult) []string {
	out, want := []string{}, r.Vacant+d.rules.Runoff.Extra
	last := int64(0)
	for _, s := range r.Ranking {
		if s.Votes < 1 || s.Skipped != "" || slices.Contains(r.Elected, s.Name) || slices.Contains(r.Tied, s.Name) || d.electedLater(i, s.Name) {
			continue
		}
		if int64(len(out)) >= want && s.Votes < last {
			break
		}
		out, last = append(out, s.Name), s.Votes
	}
	return out
}

// electedLater reports whether somebody was elected in a later race. He stands
// in the run-off of the higher post all the same only if the law lets him leave
// the other seat; it does not, so he is left out.
func (d *decision) electedLater(i int, name string) bool {
	for _, r := range d.races[i+1:] {
		if slices.Contains(r.Elected, name) {
			return true
		}
	}
	return false
}
