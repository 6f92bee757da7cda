package assess

import (
	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// township stands for “all villages” where a village's index is asked for.
const township = -1

// world is the records arranged for the questions that rules ask.
type world struct {
	in          Input
	cover       coverage
	coverBefore coverage
	everybody   []int
	people      [][]int // by village
	sanctions   map[int][]int
	columns     *figure.Columns   // of the user's base date, for tenure
	figures     []policy.Variable // those that are figures
	fields      []policy.Variable // those of the village's file
	days        map[yanpan.Date]*day
	earlier     *world // of Before, for the comparison of targets
}

func newWorld(in Input) *world {
	w := &world{
		in: in, cover: coverageOf(in.Records), coverBefore: coverageOf(in.Before),
		people: make([][]int, len(in.Records.Villages)), sanctions: map[int][]int{}, days: map[yanpan.Date]*day{},
	}
	w.figures, w.fields = variables()
	for i := range in.Records.People {
		v := in.Records.People[i].Village
		w.people[v] = append(w.people[v], i)
		w.everybody = append(w.everybody, i)
	}
	for i := range in.Records.Sanctions {
		if p := in.Records.Sanctions[i].Person; p >= 0 {
			w.sanctions[p] = append(w.sanctions[p], i)
		}
	}
	w.columns = figure.FromRecords(in.Records, in.Figures)
	return w
}

// variables lists the figures and the fields of the village's file.
func variables() (figures, fields []policy.Variable) {
	for _, v := range policy.VariablesOf(policy.ScopeVillage) {
		switch {
		case v.Figure != "":
			figures = append(figures, v)
		case v.Field != "":
			fields = append(fields, v)
		}
	}
	return figures, fields
}

// at gives the facts of a base date, counted once.
func (w *world) at(asOf yanpan.Date) *day {
	if w.days[asOf] == nil {
		w.days[asOf] = newDay(w, asOf)
	}
	return w.days[asOf]
}

// tenure says whether somebody was elected again or is new.
func (w *world) tenure(i int, again bool) policy.Value {
	flags := w.columns.Flags[i]
	switch {
	case !w.columns.Told.Reelected:
		return policy.Value{}
	case flags&figure.IsReelected != 0:
		return policy.Bool(again)
	case flags&figure.IsNew != 0:
		return policy.Bool(!again)
	}
	return policy.Value{}
}

// place is one village on one day, or the whole township: what rules are applied to.
type place struct {
	*day
	village int // township for all
}

// Fact gives a figure or a field of the village's file.
func (p place) Fact(name string) policy.Fact {
	if p.village == township {
		return p.township[name]
	}
	return p.villages[p.village][name]
}

// Records gives the entries of the place.
func (p place) Records(c policy.Collection) ([]policy.Facts, bool) {
	rec := p.w.in.Records
	rule := p.w.in.Rules.Ages.Rule
	switch c {
	case policy.Members, policy.People:
		return p.persons(c), !p.w.cover.nobody
	case policy.PartyMembers:
		told := false
		for i := range rec.Members {
			told = told || rec.Members[i].Floating != roster.NotTold
		}
		list, given := collect(p, rec.Members, func(m *roster.PartyMember) int { return m.Village },
			func(m *roster.PartyMember) policy.Facts { return partyMember(m, p.asOf, rule, told) })
		return list, given && len(list) > 0 // no village is without a party member: its register was not given
	case policy.Reserves:
		return collect(p, rec.Reserves, func(r *roster.Reserve) int { return r.Village },
			func(r *roster.Reserve) policy.Facts { return reserve(r, p.asOf, rule) })
	case policy.Sanctions:
		return collect(p, rec.Sanctions, func(s *roster.Sanction) int { return s.Village },
			func(s *roster.Sanction) policy.Facts { return sanction(s, p.w.in.Rules) })
	case policy.Activities:
		return collect(p, rec.Activities, func(a *roster.Activity) int { return a.Village },
			func(a *roster.Activity) policy.Facts { return activity(a) })
	case policy.Evaluations:
		return collect(p, rec.Evaluations, func(e *roster.Evaluation) int { return e.Village },
			func(e *roster.Evaluation) policy.Facts { return evaluation(e) })
	case policy.Villages:
		all := make([]policy.Facts, len(p.villages))
		for i := range all {
			all[i] = p.villages[i]
		}
		return all, p.village == township && len(all) > 0
	}
	return nil, false
}

// collect gives the entries of a sheet that belong to the place. A sheet
// without any entry was not given.
func collect[T any](p place, all []T, village func(*T) int, facts func(*T) policy.Facts) ([]policy.Facts, bool) {
	var out []policy.Facts
	for i := range all {
		if p.village == township || village(&all[i]) == p.village {
			out = append(out, facts(&all[i]))
		}
	}
	return out, len(all) > 0
}

// persons gives the people of the place in the order of who(c), and behind
// them an entry for those whom the roster does not list.
func (p place) persons(c policy.Collection) []policy.Facts {
	var out []policy.Facts
	for _, i := range p.who(c) {
		out = append(out, person{p.w, i, p.asOf})
	}
	if p.w.cover.partial() {
		out = append(out, unlisted{p.w.cover})
	}
	for range p.w.returned(p.village) {
		out = append(out, returned{})
	}
	return out
}

// who lists the people of the place that a collection ranges over.
func (p place) who(c policy.Collection) []int {
	people := p.w.everybody
	if p.village != township {
		people = p.w.people[p.village]
	}
	if c == policy.People {
		return people
	}
	var members []int
	for _, i := range people {
		if p.w.in.Records.People[i].OnTwoCommittees() {
			members = append(members, i)
		}
	}
	return members
}
