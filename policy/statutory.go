package policy

import (
	"fmt"
	"slices"
)

// The numbers of the national packs' seats and periods are the law's: a lower
// pack may stay within them and never go beyond.

// national reports whether the pack of the id is a national one among those laid so far.
func (rs *Rules) national(id string) bool {
	return slices.ContainsFunc(rs.Packs, func(p *Pack) bool { return p.ID == id && p.Level == LevelNational })
}

// looserSeats finds the seats of a lower pack that leave the law's range for a
// kind of village they may apply to.
func (p *Pack) looserSeats(rules *Rules) Faults {
	if p.Level == LevelNational {
		return nil
	}
	var faults Faults
	told := map[string]bool{}
	for _, kind := range choices(TypeVillageKind) {
		law, ok := lawSeats(rules, kind)
		if !ok {
			continue
		}
		for _, s := range p.Seats {
			applies := s.appliesTo(kind)
			if applies == Bool(false) {
				continue
			}
			if !s.Villagers.within(law.Villagers) && !told[s.ID] {
				told[s.ID] = true
				faults = append(faults, p.looseSeats(s, law, kind.label, applies.IsZero() || s.Applies == nil))
			}
			if applies == Bool(true) {
				break // the rules behind it never come to a village of this kind
			}
		}
	}
	return faults
}

func (p *Pack) looseSeats(s SeatRule, law SeatRule, kind string, open bool) Fault {
	remedy := fmt.Sprintf("改在%d至%d人以内", law.Villagers.Min, law.Villagers.Max)
	if open {
		remedy += ";不管" + kind + "的,在 for 里用 village_kind 写明"
	}
	return p.fault(s.spanPos, remedy, "“%s”的村(居)委会职数%d至%d人超出了法定范围:%s法定为%d至%d人(%s,%s/%s)",
		s.Label, s.Villagers.Min, s.Villagers.Max, kind, law.Villagers.Min, law.Villagers.Max, law.Basis, law.Pack, law.spanPos)
}

// lawSeats is the national rule that surely applies to a kind of village.
func lawSeats(rules *Rules, kind choice) (SeatRule, bool) {
	for _, s := range rules.SeatRules {
		if rules.national(s.Pack) && !s.Villagers.IsZero() && s.appliesTo(kind) == Bool(true) {
			return s, true
		}
	}
	return SeatRule{}, false
}

// appliesTo tells whether the rule applies to villages of a kind of which
// nothing else is known; the zero Value where that depends on more.
func (s SeatRule) appliesTo(kind choice) Value {
	if s.Applies == nil {
		return Bool(true)
	}
	return s.Applies.eval(func(name string) Value {
		if name == "village_kind" {
			return Value{typ: TypeVillageKind, n: kind.rank}
		}
		return Value{}
	}).value
}

// within reports whether a span says nothing or stays inside the other.
func (s Span) within(law Span) bool { return s.IsZero() || s.Min >= law.Min && s.Max <= law.Max }

// looserSanctions finds periods of a lower pack that are shorter than those
// that the law gives to any of their names.
func (p *Pack) looserSanctions(rules *Rules) Faults {
	if p.Level == LevelNational {
		return nil
	}
	law := slices.DeleteFunc(slices.Clone(rules.Sanctions), func(s SanctionPeriod) bool { return !rules.national(s.Pack) })
	var faults Faults
	for _, s := range p.Sanctions {
		for _, name := range s.names() {
			if old, ok := onePeriod(law, name); ok && s.Months < old.Months {
				faults = append(faults, p.fault(s.monthsPos, fmt.Sprintf("只能改长,不能少于%d个月", old.Months),
					"“%s”的影响期%d个月比上级规定的短:“%s”为%d个月(%s,%s/%s)", name, s.Months, old.Kind, old.Months, old.Basis, old.Pack, old.monthsPos))
				break
			}
		}
	}
	return faults
}
