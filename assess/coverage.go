package assess

import (
	"slices"

	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// coverage says whom the roster lists at all. A roster of heads only, or of one
// committee only, cannot tell how a whole team is made up.
type coverage struct {
	nobody      bool
	headsOnly   bool // nobody but secretaries and directors
	noParty     bool // nobody of any party committee
	noVillagers bool // nobody of any villagers' committee
}

func coverageOf(rec *roster.Records) coverage {
	c := coverage{nobody: true, headsOnly: true, noParty: true, noVillagers: true}
	if rec == nil {
		return c
	}
	for i := range rec.People {
		p := &rec.People[i]
		if !p.OnTwoCommittees() {
			continue
		}
		c.nobody = false
		c.headsOnly = c.headsOnly && (p.IsSecretary() || p.IsDirector())
		c.noParty = c.noParty && !p.Holds(roster.PartyCommittee)
		c.noVillagers = c.noVillagers && !p.Holds(roster.VillagersCommittee)
	}
	return c
}

// partial reports whether teams are listed in part only.
func (c coverage) partial() bool { return c.headsOnly || c.noParty || c.noVillagers }

// tells reports whether the roster can tell a figure.
func (c coverage) tells(id string) bool {
	switch id {
	case "villages":
		return true
	case "secretaries", "secretaries_average_age", "secretaries_junior_college_or_above", "secretaries_well_off":
		return !c.noParty
	case "directors":
		return !c.noVillagers
	case "principals", "female_heads", "dual_head":
		return !c.noParty && !c.noVillagers
	case "party_committee":
		return !c.headsOnly && !c.noParty
	case "villagers_committee":
		return !c.headsOnly && !c.noVillagers
	case "regular_staff":
		return !c.nobody
	}
	return !c.partial()
}

// missing says of figures that a partial roster cannot tell what is really
// missing: the people who are not listed.
func (w *world) missing(all []policy.Missing) []policy.Missing {
	c := w.cover
	if !c.partial() {
		return all
	}
	var out []policy.Missing
	for _, m := range all {
		for _, v := range w.figures {
			same := v.Name == m.Name && (v.Label == m.Label || v.Needs == m.Label)
			if same && v.Figure != "" && !v.Before && !c.tells(v.Figure) {
				m = unlisted{c}.Unlisted()
			}
		}
		if !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// unlisted stands for the members whom the roster does not list.
type unlisted struct{ coverage }

// Fact says what is sure of people who are not listed: which posts they cannot have.
func (u unlisted) Fact(name string) policy.Fact {
	no := false
	switch name {
	case "is_secretary":
		no = !u.noParty
	case "is_director":
		no = !u.noVillagers
	}
	if no {
		return policy.Fact{Name: name, Value: policy.Bool(false)}
	}
	return policy.Fact{}
}

// Unlisted says what would have to be recorded.
func (u unlisted) Unlisted() policy.Missing {
	label := "班子其他成员"
	switch {
	case u.noParty:
		label = "党组织委员"
	case u.noVillagers:
		label = "村(居)委会成员"
	}
	return policy.Missing{Name: "members", Label: label, Sheet: policy.Members.Label()}
}
