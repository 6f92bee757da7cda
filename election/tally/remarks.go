package tally

import (
	"slices"

	"yanpan.dev"
)

// remarks points out what does not change the result and somebody must see to.
func (d *decision) remarks() {
	for i := range d.races {
		d.uncontested(i)
		d.reserved(i)
		d.writeIns(i)
	}
	d.tiedEarlier()
	d.kinTogether()
	d.women()
}

// uncontested: the laws of villagers and residents want more candidates than seats.
func (d *decision) uncontested(i int) {
	b, e := d.books[i].race, &d.Election
	n := int64(len(b.Candidates))
	if e.Kind == PartyCommittee || e.purpose() != Regular || e.round() > 1 || n == 0 || n > b.Seats {
		return
	}
	d.add(Warning, "uncontested", spot{race: b.Title}, d.rules.Elected.Basis, "“%s”候选人%d名,应选%d名,候选人应多于应选名额", b.Title, n, b.Seats)
}

// reserved names those whom a reserved seat passed over or took on trust.
func (d *decision) reserved(i int) {
	r, race := &d.races[i], d.books[i].race
	if race.ReservedFor == yanpan.SexUnknown {
		return
	}
	for _, s := range r.Ranking {
		at := spot{race: r.Title, name: s.Name}
		unknown := d.Election.Sexes[s.Name] == yanpan.SexUnknown
		switch {
		case s.Votes < r.Needed:
		case s.Skipped == SkippedReserved && unknown:
			d.add(Warning, "reserved_unknown", at, yanpan.Citation{}, "“%s”限选%s,“%s”的性别没有登记,没有计入当选,请核实", r.Title, race.ReservedFor, s.Name)
		case s.Skipped == SkippedReserved:
			d.add(Warning, "reserved_other", at, yanpan.Citation{}, "“%s”限选%s,“%s”不能在这一职务当选", r.Title, race.ReservedFor, s.Name)
		case s.Skipped == "" && unknown:
			d.add(Warning, "reserved_unknown", at, yanpan.Citation{}, "“%s”限选%s,候选人“%s”的性别没有登记,请核实", r.Title, race.ReservedFor, s.Name)
		}
	}
}

// writeIns: somebody elected without having been a candidate was never vetted.
func (d *decision) writeIns(i int) {
	r := &d.races[i]
	for _, s := range r.Ranking {
		switch {
		case s.WriteIn && slices.Contains(r.Elected, s.Name):
			d.add(Warning, "write_in_elected", spot{race: r.Title, name: s.Name}, yanpan.Citation{}, "“%s”不是候选人,由选民另选当选,公布前请补做资格审查", s.Name)
		case s.Skipped == SkippedNotTied:
			d.add(Warning, "not_tied", spot{race: r.Title, name: s.Name}, d.rules.Tie, "再投票只在票数相等的人中进行,“%s”的%d票不能当选", s.Name, s.Votes)
		}
	}
}

// tiedEarlier: who is tied for a higher post and elected to a lower one leaves
// the lower seat if he wins the vote.
func (d *decision) tiedEarlier() {
	for i := range d.races {
		for _, name := range d.races[i].Tied {
			for j := i + 1; j < len(d.races); j++ {
				if slices.Contains(d.races[j].Elected, name) {
					d.add(Warning, "tied_earlier", spot{race: d.races[j].Title, name: name}, yanpan.Citation{},
						"“%s”在“%s”中票数相等待再投票,请先定“%s”,再宣布“%s”", name, d.races[i].Title, d.races[i].Title, d.races[j].Title)
				}
			}
		}
	}
}

// kinTogether: relatives elected together where the rules say nothing of who gives way.
func (d *decision) kinTogether() {
	if len(d.rules.Kin.Order) > 0 {
		return
	}
	holds := func(name string) (string, bool) {
		for i := range d.races {
			if slices.Contains(d.races[i].Elected, name) {
				return d.races[i].Title, true
			}
		}
		return "", slices.Contains(d.Election.AlreadyElected, name)
	}
	for _, k := range d.Election.Kin {
		_, okA := holds(k.A)
		race, okB := holds(k.B)
		if okA && okB && slices.Contains(d.rules.Kin.Relations, k.Relation) {
			d.add(Warning, "kin_together", spot{race: race, name: k.B}, d.rules.Kin.Basis, "“%s”与“%s”(%s)同时当选,请按本地规定处理", k.A, k.B, k.Relation)
		}
	}
}

// women: the body should have women, and nobody elected is one.
func (d *decision) women() {
	if d.rules.Women.AtLeast == 0 || d.Election.purpose() != Regular {
		return
	}
	women, names := 0, slices.Clone(d.Election.AlreadyElected)
	for i := range d.races {
		if len(d.races[i].Tied) > 0 || d.races[i].Vacant > 0 {
			return // not all are known yet
		}
		names = append(names, d.races[i].Elected...)
	}
	for _, name := range names {
		switch d.Election.Sexes[name] {
		case yanpan.SexUnknown:
			return // nobody told
		case yanpan.Female:
			women++
		}
	}
	if women < d.rules.Women.AtLeast {
		d.add(Warning, "women_missing", spot{}, d.rules.Women.Basis, "当选人中妇女%d名,少于%d名", women, d.rules.Women.AtLeast)
	}
}
