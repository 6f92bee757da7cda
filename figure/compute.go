package figure

import (
	"runtime"
	"sync"
)

// Set is the figures of a whole area and of each of its villages at one base date.
type Set struct {
	opt     Options
	columns *Columns
	total   Counts
	village []int32 // counters of all villages, one after the other
}

// Compute counts everything in one pass over the columns.
func Compute(c *Columns, opt Options) *Set {
	if opt.Bands == nil {
		opt.Bands = DefaultBands()
	}
	s := &Set{opt: opt, columns: c, village: make([]int32, c.Villages*counters), total: make(Counts, counters)}
	m := newMarker(opt)
	inParallel(c.shares(runtime.GOMAXPROCS(0)), func(from, to int) {
		for i := from; i < to; i++ {
			if set, age := m.of(c, i); set != 0 {
				s.counts(int(c.Village[i])).addPerson(set, age)
			}
		}
	})
	for v := range c.Villages {
		n := s.counts(v)
		s.settle(v, n)
		s.total.add(n)
	}
	return s
}

// counts is the vector of village v.
func (s *Set) counts(v int) Counts { return Counts(s.village[v*counters : (v+1)*counters]) }

// settle works out what is counted in villages, not in people.
func (s *Set) settle(v int, n Counts) {
	n[cVillages] = 1
	n[cDualVillages] = min(n[mDual], 1)
	if v < len(s.columns.Seats) {
		if vacant, told := s.columns.Seats[v].vacant(n); told {
			n[cVacancies], n[cSeatsTold] = vacant, 1
		}
	}
}

// vacant is how many seats are surely not filled.
func (s Seats) vacant(n Counts) (int32, bool) {
	back := int32(s.Returned)
	switch {
	case s.Party > 0 || s.Villagers > 0:
		return max(int32(s.Party)-n[mParty]-back, 0) + max(int32(s.Villagers)-n[mVillagers]-back, 0), true
	case s.Total > 0:
		return max(int32(s.Total)-n[mMembers]-back, 0), true
	}
	return 0, false
}

// shares cuts the people into ranges that share no village, so that they can be
// counted side by side; one range where the villages do not stand in order.
func (c *Columns) shares(n int) [][2]int {
	total := c.Len()
	for i := 1; i < total; i++ {
		if c.Village[i] < c.Village[i-1] {
			return [][2]int{{0, total}}
		}
	}
	var out [][2]int
	from := 0
	for k := 1; k <= n && from < total; k++ {
		to := max(total*k/n, from)
		for to < total && to > 0 && c.Village[to] == c.Village[to-1] {
			to++
		}
		out = append(out, [2]int{from, to})
		from = to
	}
	return out
}

func inParallel(shares [][2]int, work func(from, to int)) {
	var wg sync.WaitGroup
	for _, s := range shares {
		wg.Go(func() { work(s[0], s[1]) })
	}
	wg.Wait()
}

// RollUp adds the vectors of regions into those of the n regions above them;
// parent gives the index of the region above. Vectors stand one after the other.
func RollUp(vectors []int32, parent []int32, n int) []int32 {
	up := make([]int32, n*counters)
	for i, p := range parent {
		Counts(up[int(p)*counters : (int(p)+1)*counters]).add(Counts(vectors[i*counters : (i+1)*counters]))
	}
	return up
}

// Vectors gives the villages' vectors for RollUp.
func (s *Set) Vectors() []int32 { return s.village }
