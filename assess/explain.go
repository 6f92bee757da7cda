package assess

import (
	"yanpan.dev/policy"
)

// Explanation tells how a rule came to its verdict of one village, person or
// the whole township.
type Explanation struct {
	Village string `json:"village,omitempty"` // "" for the township
	Person  string `json:"person,omitempty"`
	policy.Explanation
}

// Explain applies one rule to everything of its scope and derives each verdict
// clause by clause, in the order of villages. It is nil where there is no such rule.
func Explain(in Input, ruleID string) []Explanation {
	rule := in.Rules.Rule(ruleID)
	if rule == nil {
		return nil
	}
	w := newWorld(in)
	var out []Explanation
	for _, t := range w.try(rule) {
		e := Explanation{Village: w.name(t.village), Explanation: policy.Explain(t.Verdict)}
		if t.person >= 0 {
			e.Person = in.Records.People[t.person].Name
		}
		out = append(out, e)
	}
	return out
}

// VillageFacts gives what is recorded of a village at the base date: the figures
// and the fields of its file, as rules and gates of procedures ask for them.
func VillageFacts(in Input, village int) policy.Facts {
	w := newWorld(in)
	return w.at(in.Figures.AsOf).villages[village]
}
