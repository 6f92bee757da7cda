package assess

import (
	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// entry is a record of another sheet as facts.
type entry func(name string) policy.Value

// Fact answers for a variable of the entry.
func (e entry) Fact(name string) policy.Fact { return policy.Fact{Name: name, Value: e(name)} }

func partyMember(m *roster.PartyMember, asOf yanpan.Date, rule yanpan.AgeRule, floatingTold bool) entry {
	return func(name string) policy.Value {
		if v, ok := identityFact(name, &m.Identity, asOf, rule); ok {
			return v
		}
		switch name {
		case "education":
			return educationValue(m.Education)
		case "political":
			return politicalValue(m.Political)
		case "joined":
			return policy.Date(m.Joined)
		case "confirmed":
			return policy.Date(m.Confirmed)
		case "branch":
			return policy.Text(m.Branch)
		case "floating":
			if m.Floating == roster.NotTold && floatingTold {
				return policy.Bool(false)
			}
			return answer(m.Floating)
		}
		return policy.Value{}
	}
}

func reserve(r *roster.Reserve, asOf yanpan.Date, rule yanpan.AgeRule) entry {
	return func(name string) policy.Value {
		if v, ok := identityFact(name, &r.Identity, asOf, rule); ok {
			return v
		}
		switch name {
		case "education":
			return educationValue(r.Education)
		case "political":
			return politicalValue(r.Political)
		case "origin":
			return policy.Text(r.Origin)
		case "training":
			return policy.Text(r.Training)
		}
		return policy.Value{}
	}
}

func sanction(s *roster.Sanction, rules *policy.Rules) entry {
	return func(name string) policy.Value {
		switch name {
		case "name":
			return policy.Text(s.Name)
		case "kind":
			return policy.Text(s.Kind)
		case "decided":
			return policy.Date(s.Decided)
		case "until":
			return policy.Date(Until(rules, s))
		case "document":
			return policy.Text(s.Document)
		}
		return policy.Value{}
	}
}

func activity(a *roster.Activity) entry {
	return func(name string) policy.Value {
		switch name {
		case "name":
			return policy.Text(a.Name)
		case "kind":
			return policy.Text(a.Kind)
		case "date":
			return policy.Date(a.Date)
		case "sessions":
			return policy.Int(max(a.Sessions, 1))
		case "participants":
			return counted(a.Participants)
		case "copies":
			return counted(a.Copies)
		case "mass_representatives":
			return counted(a.Masses)
		}
		return policy.Value{}
	}
}

// counted is a number of which 0 means that it was not told.
func counted(n int) policy.Value {
	if n == 0 {
		return policy.Value{}
	}
	return policy.Int(n)
}

func evaluation(e *roster.Evaluation) entry {
	numbers := map[string]int{
		"due": e.Due, "present": e.Present, "issued": e.Issued, "collected": e.Collected, "valid": e.Valid,
		"invalid": e.Invalid, "first": e.First, "second": e.Second, "third": e.Third,
	}
	return func(name string) policy.Value {
		if name == "subject" {
			return policy.Text(e.Subject)
		}
		if n, ok := numbers[name]; ok {
			return policy.Int(n)
		}
		return policy.Value{}
	}
}
