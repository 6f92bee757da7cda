package app

import (
	"strconv"
	"strings"

	"yanpan.dev/policy"
	"yanpan.dev/proof"
)

// body is an elected body as papers name it.
type body struct {
	names []string
	span  func(policy.SeatRule) policy.Span
	bound policy.Span // the widest over all rules: which of them a village falls under no text says
	rule  policy.SeatRule
}

// ProofLimits gives what the packs say of numbers as limits to check a text
// against: how many members a committee may have, how long a notice stands, by
// when an office is handed over. A number of members is held against the
// widest span that any rule allows, as a text does not say which rule a village
// falls under.
func ProofLimits(packs []*policy.Pack) []proof.Limit {
	bodies := []body{
		{names: []string{"村民委员会", "村委会"}, span: func(r policy.SeatRule) policy.Span { return villagers(r, false) }},
		{names: []string{"居民委员会", "居委会"}, span: func(r policy.SeatRule) policy.Span { return villagers(r, true) }},
	}
	for _, p := range packs {
		for _, r := range p.Seats {
			for i := range bodies {
				bodies[i].widen(r)
			}
		}
	}
	out := deadlineLimits(packs)
	for i := range bodies {
		out = append(out, bodies[i].limits()...)
	}
	return out
}

// villagers gives the span of the elected committee where the rule is one for
// villages, or with residents one for communities, as its label says.
func villagers(r policy.SeatRule, residents bool) policy.Span {
	if strings.Contains(r.Label, "居民") != residents {
		return policy.Span{}
	}
	return r.Villagers
}

// widen takes in one rule.
func (b *body) widen(r policy.SeatRule) {
	s := b.span(r)
	if s.IsZero() {
		return
	}
	if b.bound.IsZero() {
		b.bound, b.rule = s, r
		return
	}
	b.bound.Min, b.bound.Max = min(b.bound.Min, s.Min), max(b.bound.Max, s.Max)
}

// limits gives one limit for each way of saying how large the body is.
func (b *body) limits() []proof.Limit {
	if b.bound.IsZero() {
		return nil
	}
	lo, hi := int64(b.bound.Min), int64(b.bound.Max)
	var out []proof.Limit
	for _, n := range b.names {
		out = append(out, proof.Limit{Words: []string{n + "由", "组成"}, Units: []string{"人", "名"}, Min: &lo, Max: &hi, Rule: b.rule.Label + b.words(), Source: b.rule.Basis.String()})
	}
	return out
}

// words prints the span: 3至7人.
func (b *body) words() string {
	return strconv.Itoa(b.bound.Min) + "至" + strconv.Itoa(b.bound.Max) + "人"
}
