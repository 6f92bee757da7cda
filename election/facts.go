package election

import (
	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// fill lays out what is known of a nominee at a day.
func (n *Nominee) fill(row *policy.Row, rules *policy.Rules, day yanpan.Date) {
	row.Clear()
	n.fillSteady(row, rules)
	n.fillDay(row, rules, day)
}

// fillDay lays out what differs from day to day.
func (n *Nominee) fillDay(row *policy.Row, rules *policy.Rules, day yanpan.Date) {
	row.Set("as_of", policy.Date(day))
	row.Set("age", n.age(day, rules.Ages.Rule))
	years, ok := policy.PartyYears(n.Joined, day)
	row.Set("party_years", known(policy.Int(years), ok))
	n.fillSanctions(row, day)
}

func known(v policy.Value, ok bool) policy.Value {
	if !ok {
		return policy.Value{}
	}
	return v
}

func (n *Nominee) age(day yanpan.Date, rule yanpan.AgeRule) policy.Value {
	if age, ok := n.Birth.Age(day, rule); ok {
		return policy.Int(age)
	}
	if n.Birth.IsZero() && n.roster != nil && n.roster.RecordedAge > 0 {
		return policy.Int(n.roster.RecordedAge)
	}
	return policy.Value{}
}

// fillSteady lays out what is the same whatever day is counted at.
func (n *Nominee) fillSteady(row *policy.Row, rules *policy.Rules) {
	row.Set("name", policy.Text(n.Name))
	row.Set("sex", policy.SexValue(n.Sex))
	row.Set("birth", policy.Date(n.Birth))
	row.Set("education", educationValue(n.Education))
	row.Set("political", politicalValue(n.Political))
	row.Set("joined", policy.Date(n.Joined))
	row.Set("confirmed", policy.Date(n.Confirmed))
	row.Set("in_village", answer(n.InVillage))
	row.Set("newly_elected", n.newcomer())
	row.Set("seconded", answer(n.Seconded))
	row.Set("review", policy.Text(n.Review))
	row.Set("village_kind", policy.VillageKindValue(n.Kind))
	n.fillPosts(row, rules)
}

// newcomer is what the sheet says, else whether the present posts show that the
// person sits on neither committee.
func (n *Nominee) newcomer() policy.Value {
	if n.New != roster.NotTold || !n.PresentTold {
		return answer(n.New)
	}
	return policy.Bool(!n.holds(policy.GroupTwo))
}

func (n *Nominee) holds(g policy.Group) bool {
	for _, o := range n.Holds.List() {
		if g.Has(o) {
			return true
		}
	}
	return false
}

func (n *Nominee) fillPosts(row *policy.Row, rules *policy.Rules) {
	secretary, director := policy.SetOf(policy.OfficeSecretary), policy.SetOf(policy.OfficeDirector)
	row.Set("dual_head", policy.Bool(n.Offices.Meets(secretary) && n.Offices.Meets(director)))
	row.Set("for_villagers", policy.Bool(n.In(policy.GroupVillagers)))
	if len(rules.Ranks) > 0 {
		row.Set("nominated_rank", policy.Int(rank(n.Offices, rules.Ranks)))
	}
	if !n.PresentTold {
		return
	}
	if len(rules.Ranks) > 0 {
		row.Set("present_rank", policy.Int(rank(n.Holds, rules.Ranks)))
	}
	v := words()
	row.Set("is_secretary", policy.Bool(n.Holds.Meets(secretary)))
	row.Set("is_director", policy.Bool(n.Holds.Meets(director)))
	row.Set("is_clerk", policy.Bool(containsAny(n.PresentText, v.Clerk)))
	row.Set("is_accountant", policy.Bool(containsAny(n.PresentText, v.Accountant)))
	row.Set("heads_collective", policy.Bool(containsAny(n.PresentText, v.Collective)))
}

// fillSanctions tells whether a measure is in its period of effect. Where no
// list of sanctions was given, or a period is not recorded, nothing is told.
func (n *Nominee) fillSanctions(row *policy.Row, day yanpan.Date) {
	if !n.told {
		return
	}
	row.Set("sanctioned", policy.Bool(len(n.sanctions) > 0))
	in, probation, unsure := false, false, false
	for _, s := range n.sanctions {
		switch s.InEffect(day) {
		case roster.Yes:
			in = true
			probation = probation || containsAny(s.Kind, words().Probation)
		case roster.NotTold:
			unsure = true
		}
	}
	row.Set("in_effect", known(policy.Bool(in), in || !unsure))
	row.Set("on_probation", known(policy.Bool(probation), probation || !unsure))
}

func answer(a roster.Answer) policy.Value {
	if a == roster.NotTold {
		return policy.Value{}
	}
	return policy.Bool(a == roster.Yes)
}

func educationValue(e roster.Education) policy.Value {
	words := [...]string{"", "primary", "junior_secondary", "senior_secondary", "junior_college", "undergraduate", "graduate"}
	return policy.Choice(policy.TypeEducation, words[e])
}

func politicalValue(p roster.Political) policy.Value {
	words := [...]string{"", "full_member", "probationary_member", "league_member", "democratic_party", "non_partisan", "masses"}
	return policy.Choice(policy.TypePolitical, words[p])
}
