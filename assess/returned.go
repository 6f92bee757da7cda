package assess

import "yanpan.dev/policy"

// returned stands for somebody whose row was given back: nothing is known of
// the person, not even whether he sits on a committee.
type returned struct{}

// Fact knows nothing.
func (returned) Fact(string) policy.Fact { return policy.Fact{} }

// returned is how many rows of the village's roster were given back. Of the
// whole township the figures are what was accepted, as its papers say.
func (w *world) returned(village int) int {
	if village < 0 || village >= len(w.in.Returned) {
		return 0
	}
	return w.in.Returned[village]
}

// widenReturned lets every count of a village run up to what it would be with
// the rows that were given back, so that nobody is found missing on their account.
func widenReturned(facts policy.FactMap, figures []policy.Variable, n int) {
	if n == 0 {
		return
	}
	for _, v := range figures {
		f, ok := facts[v.Name]
		if !ok || v.Before || v.Type != policy.TypeInt {
			continue
		}
		high := f.Value
		if !f.High.IsZero() {
			high = f.High
		}
		f.High = policy.Int(high.Int64() + int64(n))
		facts[v.Name] = f
	}
}
