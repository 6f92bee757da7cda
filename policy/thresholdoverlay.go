package policy

import (
	"slices"

	"yanpan.dev"
)

// Threshold gives the numbers for a kind of election; false where no pack has them.
func (rs *Rules) Threshold(kind string) (Threshold, bool) {
	for _, t := range rs.Thresholds {
		if t.Kind == kind {
			return t, true
		}
	}
	return Threshold{}, false
}

// overlayThresholds puts the entries of a pack on top of those laid so far,
// part by part. What a higher pack says in force of law may be tightened only;
// a part that it marks as recalled, disputed or local is a parameter.
func overlayThresholds(all []Threshold, p *Pack, faults *Faults) []Threshold {
	all = slices.Clone(all)
	for _, t := range p.Thresholds {
		i := slices.IndexFunc(all, func(o Threshold) bool { return o.Kind == t.Kind })
		if i < 0 {
			if missing := t.missing(); missing != "" {
				*faults = append(*faults, p.fault(t.Pos, "上级的包里没有这种选举的门槛,要写全", "“%s”缺“%s”", t.Kind, missing))
				continue
			}
			t.Runoff.Extra = max(t.Runoff.Extra, 0)
			all = append(all, t)
			continue
		}
		all[i] = all[i].under(t, p, faults)
	}
	return all
}

// missing names a part without which nothing can be counted; "" where all are there.
func (t Threshold) missing() string {
	for _, x := range []struct {
		name  string
		share ThresholdShare
	}{{"valid", t.Valid}, {"elected", t.Elected}, {"runoff", t.Runoff.ThresholdShare}} {
		if !x.share.Share.Defined() || x.share.Of == "" {
			return x.name
		}
	}
	if t.Valid.Count == "" {
		return "valid.count"
	}
	return ""
}

// under gives the entry with a lower pack's entry on top of it.
func (t Threshold) under(n Threshold, p *Pack, faults *Faults) Threshold {
	t.Valid = t.Valid.under(n.Valid, p, faults)
	t.Elected = t.Elected.under(n.Elected, p, faults)
	share := t.Runoff.ThresholdShare
	t.Runoff.ThresholdShare = share.under(n.Runoff.ThresholdShare, p, faults)
	if !n.Runoff.Basis.IsZero() {
		t.Runoff.KeepQuorum = n.Runoff.KeepQuorum
		if n.Runoff.Extra >= 0 {
			t.Runoff.Extra = n.Runoff.Extra
		}
		if n.Runoff.Days > 0 {
			t.Runoff.Days = n.Runoff.Days
		}
	}
	t.Proxies = t.Proxies.under(n.Proxies, -1, p, faults)
	t.Women = t.Women.under(n.Women, +1, p, faults)
	t.Kin = t.Kin.under(n.Kin, p, faults)
	for _, c := range []struct {
		to   *yanpan.Citation
		from yanpan.Citation
	}{{&t.Tie, n.Tie}, {&t.Ballots, n.Ballots}, {&t.Vacancy, n.Vacancy}} {
		if !c.from.IsZero() {
			*c.to = c.from
		}
	}
	if n.Electors != "" {
		t.Electors = n.Electors
	}
	return t
}

// free reports whether a basis leaves the number to lower packs: it was not
// read in the text of the law, or sources contradict each other.
func free(c yanpan.Citation) bool {
	return c.Confidence == yanpan.Recalled || c.Confidence == yanpan.Disputed || c.Confidence == yanpan.Local
}

func (t ThresholdShare) under(n ThresholdShare, p *Pack, faults *Faults) ThresholdShare {
	if n.Basis.IsZero() {
		return t
	}
	old := t
	if n.Of != "" {
		t.Of = n.Of
	}
	if n.Count != "" {
		t.Count = n.Count
	}
	if n.Share.Defined() {
		t.Share, t.Over = n.Share, n.Over
	}
	c := t.Share.Cmp(old.Share)
	looser := c < 0 || c == 0 && old.Over && !t.Over || t.Of != old.Of && t.Of != "eligible" || t.Count != old.Count
	if looser && !free(old.Basis) {
		*faults = append(*faults, p.fault(n.Pos, "只能收紧,不能放宽", "比法定的门槛放宽了:法定为%s(%s,%s/%s)", old, old.Basis, old.Pack, old.Pos))
		return old
	}
	if n.Share.Defined() || n.Of != "" || n.Count != "" {
		t.Basis, t.Pack, t.Pos = n.Basis, n.Pack, n.Pos
	}
	return t
}

// under takes the lower pack's number where it is no looser: way +1 where more is stricter.
func (t ThresholdCount) under(n ThresholdCount, way int, p *Pack, faults *Faults) ThresholdCount {
	if n.Basis.IsZero() {
		return t
	}
	if !t.Basis.IsZero() && !free(t.Basis) && (n.Number-t.Number)*way < 0 {
		*faults = append(*faults, p.fault(n.Pos, "只能收紧,不能放宽", "比法定的数放宽了:法定为%d(%s,%s/%s)", t.Number, t.Basis, t.Pack, t.Pos))
		return t
	}
	return n
}

// under adds relations and takes the order; relations of the law stay.
func (t KinThreshold) under(n KinThreshold, p *Pack, faults *Faults) KinThreshold {
	if n.Basis.IsZero() {
		return t
	}
	if len(t.Order) > 0 && len(n.Order) == 0 {
		n.Order = t.Order
	}
	for _, w := range t.Relations {
		if len(n.Relations) > 0 && !slices.Contains(n.Relations, w) && !free(t.Basis) {
			*faults = append(*faults, p.fault(n.Pos, "在原有的后面添加", "少了法定的关系“%s”(%s,%s/%s)", w, t.Basis, t.Pack, t.Pos))
			return t
		}
	}
	if len(n.Relations) == 0 {
		n.Relations = t.Relations
	}
	return n
}
