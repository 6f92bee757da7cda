package proof

import "strings"

// base is a number that a share may be of.
type base struct {
	val rat
	q   *quantity // the number, or the first of two
	q2  *quantity // the second where the base is the sum of a pair: 10个村、2个社区
}

func (b base) text(d *document) string {
	if b.q2 != nil {
		return b.q.text(d) + "+" + b.q2.text(d)
	}
	return b.q.text(d)
}

// bases gathers what a share may be of.
func (d *document) bases(s *share) []base {
	var out []base
	d.eachBase(s, nil, func(b base) bool {
		out = append(out, b)
		return true
	})
	return out
}

// eachBase goes through what a share may be of, as long as yield wants more: the
// numbers around it in its section, nearest first, and the totals of the paper.
// With likely only those are told that it lets pass.
func (d *document) eachBase(s *share, likely func(rat) bool, yield func(base) bool) {
	at := d.index(s.p)
	top := s.p.top
	for i, n := at-1, 0; i >= max(0, at-4*maxScope) && n < maxScope && d.qs[i].top == top; i-- {
		if !d.baseAt(s, i, likely, yield) {
			return
		}
		n++
	}
	for i, n := at+1, 0; i < len(d.qs) && n < 12 && d.qs[i].para == s.p.para; i++ {
		if !d.baseAt(s, i, likely, yield) {
			return
		}
		n++
	}
	for _, i := range d.totals() {
		if (d.qs[i].top != top || i < at-4*maxScope) && !d.baseAt(s, i, likely, yield) {
			return
		}
	}
}

// baseAt offers the i-th number and, where another follows in one row with it,
// the two together.
func (d *document) baseAt(s *share, i int, likely func(rat) bool, yield func(base) bool) bool {
	q := d.qs[i]
	if q == s.a || q.percent || !q.count() || q.val.n <= 0 {
		return true
	}
	if (likely == nil || likely(q.val)) && !yield(base{val: q.val, q: q}) {
		return false
	}
	if i+1 >= len(d.qs) {
		return true
	}
	n := d.qs[i+1]
	if n.para != q.para || n.sent != q.sent || !n.count() || n == s.a || !sameUnit(q, n) || n.start-q.uEnd >= 24 {
		return true
	}
	v, ok := q.val.add(n.val)
	if ok && (likely == nil || likely(v)) && d.between(q, n, "、", ",", "和") {
		return yield(base{val: v, q: q, q2: n})
	}
	return true
}

// totals gives the first numbers of the paper that speak for the whole place.
func (d *document) totals() []int {
	if d.totalsAt == nil {
		d.totalsAt = []int{}
		for i, q := range d.qs {
			if q.count() && (q.has(flagTotal) || q.area != "" || d.pars[q.para].sect <= 1) && q.flags&(flagEach|flagMean|flagGrowth|flagGone) == 0 {
				if d.totalsAt = append(d.totalsAt, i); len(d.totalsAt) >= 2*maxScope {
					break
				}
			}
		}
	}
	return d.totalsAt
}

// named tells how well the base is what the phrase names: 0 not at all.
func (s *share) named(b base) int {
	if s.base != nil {
		if b.q == s.base && b.q2 == nil {
			return 4
		}
		return 0
	}
	if s.name == "" || b.q2 != nil || s.a != nil && s.a.val.cmp(b.val) > 0 {
		return 0
	}
	best := 0
	for _, l := range []string{b.q.post, b.q.pre, b.q.label} {
		switch {
		case l == "":
		case l == s.name:
			best = max(best, 2)
		case strings.HasSuffix(l, s.name) && len(s.name) >= len("党员") || strings.HasPrefix(s.name, l) && len(l) >= len("党员"):
			best = max(best, 1)
		}
	}
	if best > 0 && s.area != "" && s.area == b.q.area {
		best++
	}
	return best
}

// percentOf gives 100·a/b.
func percentOf(a, b rat) (rat, bool) {
	v, ok := a.div(b)
	if !ok {
		return v, false
	}
	return v.mul(whole(100))
}

// explains tells whether the base gives the printed share.
func (s *share) explains(b base) fit {
	v, ok := percentOf(s.a.val, b.val)
	if !ok || s.a.val.cmp(b.val) > 0 {
		return fitNone
	}
	return fits(v, s.p.val, s.p.decimals)
}

// oneSlip reports whether two decimals differ by one wrong digit or two
// digits changed about, the slips of a typing hand.
func oneSlip(a, b string) bool {
	if len(a) != len(b) || a == b || strings.IndexByte(a, '.') != strings.IndexByte(b, '.') {
		return false
	}
	a, b = strings.Replace(a, ".", "", 1), strings.Replace(b, ".", "", 1)
	var diff []int
	for i := range len(a) {
		if a[i] != b[i] {
			diff = append(diff, i)
		}
	}
	if len(diff) == 1 {
		return true
	}
	return len(diff) == 2 && diff[1] == diff[0]+1 && a[diff[0]] == b[diff[1]] && a[diff[1]] == b[diff[0]]
}
