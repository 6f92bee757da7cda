package assess

import (
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// identityFact answers for what every kind of entry about a human being has.
func identityFact(name string, id *roster.Identity, asOf yanpan.Date, rule yanpan.AgeRule) (policy.Value, bool) {
	switch name {
	case "name":
		return policy.Text(id.Name), true
	case "sex":
		return policy.SexValue(id.Sex), true
	case "birth":
		return policy.Date(id.Birth), true
	case "age":
		if age, ok := id.Birth.Age(asOf, rule); ok {
			return policy.Int(age), true
		}
		return policy.Value{}, true
	}
	return policy.Value{}, false
}

func educationValue(e roster.Education) policy.Value {
	words := [...]string{"", "primary", "junior_secondary", "senior_secondary", "junior_college", "undergraduate", "graduate"}
	return policy.Choice(policy.TypeEducation, words[e])
}

func politicalValue(p roster.Political) policy.Value {
	words := [...]string{"", "full_member", "probationary_member", "league_member", "democratic_party", "non_partisan", "masses"}
	return policy.Choice(policy.TypePolitical, words[p])
}

// person is one entry of the roster as facts, at a base date.
type person struct {
	w    *world
	i    int
	asOf yanpan.Date
}

// Fact answers for a variable of people.
func (p person) Fact(name string) policy.Fact {
	return policy.Fact{Name: name, Value: p.value(name), Source: "花名册"}
}

func (p person) value(name string) policy.Value {
	rec := &p.w.in.Records.People[p.i]
	if v, ok := identityFact(name, &rec.Identity, p.asOf, p.w.in.Rules.Ages.Rule); ok {
		if name == "age" && v.IsZero() && rec.Birth.IsZero() && rec.RecordedAge > 0 {
			return policy.Int(rec.RecordedAge)
		}
		return v
	}
	switch name {
	case "education":
		return educationValue(rec.Education)
	case "political":
		return politicalValue(rec.Political)
	case "joined":
		return policy.Date(rec.Joined)
	case "confirmed":
		return policy.Date(rec.Confirmed)
	case "since":
		return policy.Date(rec.Since)
	case "terms":
		if rec.Terms > 0 {
			return policy.Int(rec.Terms)
		}
		return policy.Value{}
	case "review":
		return policy.Text(rec.Review)
	case "branch":
		return policy.Text(rec.Branch)
	case "village_kind":
		return policy.VillageKindValue(p.w.in.Records.Villages[rec.Village].Kind)
	}
	if v, ok := p.post(name, rec); ok {
		return v
	}
	return p.mark(name, rec)
}

// post answers for the variables that follow from the posts held.
func (p person) post(name string, rec *roster.Person) (policy.Value, bool) {
	c := p.w.cover
	switch name {
	case "posts":
		var all []string
		for _, post := range rec.Posts {
			all = append(all, post.Text)
		}
		return policy.Text(strings.Join(all, "、")), true
	case "is_secretary":
		return known(rec.IsSecretary(), c.noParty), true
	case "is_director":
		return known(rec.IsDirector(), c.noVillagers), true
	case "is_deputy_secretary":
		return known(rec.HoldsTitle(roster.PartyCommittee, roster.DeputySecretary), c.noParty), true
	case "is_deputy_director":
		return known(rec.HoldsTitle(roster.VillagersCommittee, roster.DeputyDirector), c.noVillagers), true
	case "on_party_committee":
		return known(rec.Holds(roster.PartyCommittee), c.noParty), true
	case "on_villagers_committee":
		return known(rec.Holds(roster.VillagersCommittee), c.noVillagers), true
	case "on_supervisory_committee":
		return policy.Bool(rec.Holds(roster.SupervisoryCommittee)), true
	case "is_regular_staff":
		return policy.Bool(rec.Holds(roster.RegularStaff)), true
	}
	return policy.Value{}, false
}

// known is the answer, unless the roster lists nobody of the body at all.
func known(b, untold bool) policy.Value {
	if untold {
		return policy.Value{}
	}
	return policy.Bool(b)
}

// mark answers for the yes-or-no columns of the roster.
func (p person) mark(name string, rec *roster.Person) policy.Value {
	switch name {
	case "reelected":
		return p.w.tenure(p.i, true)
	case "newly_elected":
		return p.w.tenure(p.i, false)
	case "well_off":
		return p.column(rec.WellOff, roster.FieldWellOff)
	case "seconded":
		return p.column(rec.Seconded, roster.FieldSeconded)
	case "graduate_official":
		return p.column(rec.Graduate, roster.FieldGraduate)
	case "social_worker":
		return p.column(rec.Social, roster.FieldSocialWorker)
	case "sanctioned":
		return p.sanctioned(rec)
	case "in_effect":
		return p.inEffect(rec)
	}
	return policy.Value{}
}

// column reads a yes-or-no column. Where the roster has the column, an empty
// cell means no, as the figures count it.
func (p person) column(a roster.Answer, field roster.Field) policy.Value {
	if a == roster.NotTold && p.w.in.Records.Told[field] {
		return policy.Bool(false)
	}
	return answer(a)
}

func (p person) sanctioned(rec *roster.Person) policy.Value {
	switch {
	case len(p.w.sanctions[p.i]) > 0:
		return policy.Bool(true)
	case rec.Sanctioned == roster.Yes:
		return policy.Bool(true)
	case len(p.w.in.Records.Sanctions) > 0:
		return policy.Bool(false)
	}
	return p.column(rec.Sanctioned, roster.FieldSanctioned)
}

// inEffect looks through the person's sanctions. A roster's own column that
// says yes does not tell the period; one that says no does.
func (p person) inEffect(rec *roster.Person) policy.Value {
	open := false
	for _, i := range p.w.sanctions[p.i] {
		s := p.w.in.Records.Sanctions[i]
		s.Until = Until(p.w.in.Rules, &s)
		switch s.InEffect(p.asOf) {
		case roster.Yes:
			return policy.Bool(true)
		case roster.NotTold:
			open = true
		}
	}
	switch {
	case open:
		return policy.Value{}
	case len(p.w.in.Records.Sanctions) > 0:
		return policy.Bool(false)
	}
	if v := p.column(rec.Sanctioned, roster.FieldSanctioned); v == policy.Bool(false) {
		return v
	}
	return policy.Value{}
}

// Until is the last day of a sanction's period of effect: as recorded, or by
// the kind and the day of the decision; the zero Date where neither tells.
func Until(rules *policy.Rules, s *roster.Sanction) yanpan.Date {
	if !s.Until.IsZero() || s.Decided.IsZero() {
		return s.Until
	}
	period, ok := rules.SanctionPeriod(s.Kind)
	if !ok {
		return yanpan.Date{}
	}
	return period.Until(s.Decided)
}
