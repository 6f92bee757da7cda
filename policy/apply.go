package policy

import (
	"strings"

	"yanpan.dev"
)

// Seats is how many posts a village has by the packs.
type Seats struct {
	Party, Villagers, Total Span
	Label                   string
	Basis                   yanpan.Citation

	// Each of these two is taken from the first rule that says it, with its own basis.
	Supervisory, Election           Span
	SupervisoryBasis, ElectionBasis yanpan.Citation
}

// Seats gives the posts of a village by the first seat rule that applies; it
// reports false where none does, or where the facts that would decide are not
// recorded. asOf is the day of the facts.
func (rs *Rules) Seats(village Facts, asOf yanpan.Date) (Seats, bool) {
	find := func(name string) Value {
		if name == "as_of" {
			return Date(asOf)
		}
		return village.Fact(name).Value
	}
	var out Seats
	found := false
	for _, s := range rs.SeatRules {
		if s.Applies != nil {
			a := s.Applies.eval(find)
			if a.value.IsZero() {
				return out, found
			}
			if a.value != Bool(true) {
				continue
			}
		}
		if !found && !s.committees().IsZero() {
			out.Party, out.Villagers, out.Total, out.Label, out.Basis = s.Party, s.Villagers, s.Total, s.Label, s.Basis
			found = true
		}
		out.others(s)
	}
	return out, found
}

// committees is a span of one of the two committees that the rule sets; zero
// where it speaks of other bodies only.
func (s SeatRule) committees() Span {
	for _, sp := range []Span{s.Party, s.Villagers, s.Total} {
		if !sp.IsZero() {
			return sp
		}
	}
	return Span{}
}

// others takes the bodies beside the two committees from a rule, unless an
// earlier one has told them.
func (out *Seats) others(s SeatRule) {
	if out.Supervisory.IsZero() && !s.Supervisory.IsZero() {
		out.Supervisory, out.SupervisoryBasis = s.Supervisory, s.Basis
	}
	if out.Election.IsZero() && !s.Election.IsZero() {
		out.Election, out.ElectionBasis = s.Election, s.Basis
	}
}

// SanctionPeriod finds how long a kind of sanction, as recorded, stays in
// effect. Of several kinds named in one text (撤销党内职务、政务撤职) the longest
// holds. It reports false for a kind that no pack knows.
func (rs *Rules) SanctionPeriod(kind string) (SanctionPeriod, bool) {
	var best SanctionPeriod
	found := false
	for _, part := range splitWords(strings.ReplaceAll(kind, "并", "、")) {
		if p, ok := rs.onePeriod(part); ok && (!found || p.Months > best.Months) {
			best, found = p, true
		}
	}
	return best, found
}

// onePeriod prefers the longest name that the text contains: 党内严重警告 is no 警告.
func (rs *Rules) onePeriod(text string) (SanctionPeriod, bool) { return onePeriod(rs.Sanctions, text) }

// onePeriod among periods of which the lower packs' stand last: of equally long
// names the lower one holds.
func onePeriod(all []SanctionPeriod, text string) (SanctionPeriod, bool) {
	var best SanctionPeriod
	length := 0
	for _, p := range all {
		for _, name := range p.names() {
			if len(name) >= length && strings.Contains(text, name) {
				best, length = p, len(name)
			}
		}
	}
	return best, length > 0
}

// Until is the last day of the period of effect of a sanction decided on a day:
// the day before the one that many months later. A decision of which only the
// month or the year is known gives the month or the year of its end.
func (p SanctionPeriod) Until(decided yanpan.Date) yanpan.Date {
	end := addMonths(decided, p.Months)
	if end.Precision() != yanpan.PrecisionDay || decided.IsZero() {
		return end
	}
	return addDays(end, -1)
}

// Document gives a template by name from the lowest pack that has it.
func (rs *Rules) Document(name string) (Document, bool) {
	d, ok := rs.Documents[name]
	return d, ok
}
