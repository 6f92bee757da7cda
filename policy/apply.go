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
	for _, s := range rs.SeatRules {
		if s.Applies != nil {
			a := s.Applies.eval(find)
			if a.value.IsZero() {
				return Seats{}, false
			}
			if a.value != Bool(true) {
				continue
			}
		}
		return Seats{Party: s.Party, Villagers: s.Villagers, Total: s.Total, Label: s.Label, Basis: s.Basis}, true
	}
	return Seats{}, false
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
