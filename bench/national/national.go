// Package national makes a country of villages for the benches: as many
// villages, communities and committee members as there are, in five levels,
// the same for the same seed. Nobody in it exists.
package national

import (
	"math/rand/v2"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

// The size of the country: provinces, counties, townships and villages as the
// yearbooks count them, rounded; members of both committees per the goal of the bench.
const (
	Provinces   = 31
	Counties    = 2850
	Townships   = 38_000
	Villages    = 502_000
	Communities = 113_000
	Members     = 2_690_000
)

// Country is a whole country: people in columns, and for each region the index
// of the one above it.
type Country struct {
	People     *figure.Columns
	TownshipOf []int32 // of each village
	CountyOf   []int32 // of each township
	ProvinceOf []int32 // of each county
	Kind       []yanpan.VillageKind
}

// Generate makes the country of the seed, 1/scale of its full size.
func Generate(seed uint64, scale int) *Country {
	g := &generator{rand: rand.New(rand.NewPCG(seed, 0))}
	townships, counties := max(Townships/scale, 1), max(Counties/scale, 1)
	kinds := g.kinds(Villages/scale, Communities/scale)
	c := &Country{
		Kind:       kinds,
		TownshipOf: g.parents(len(kinds), townships),
		CountyOf:   g.parents(townships, counties),
		ProvinceOf: g.parents(counties, min(Provinces, counties)),
	}
	c.People = g.people(len(kinds), Members/scale)
	return c
}

type generator struct{ rand *rand.Rand }

// kinds shuffles the villages and communities.
func (g *generator) kinds(villages, communities int) []yanpan.VillageKind {
	all := make([]yanpan.VillageKind, villages+communities)
	for i := range all {
		all[i] = yanpan.VillageRural
		if i >= villages {
			all[i] = yanpan.VillageUrban
		}
	}
	g.rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// parents deals n regions in order to the regions above; every one gets some,
// and their sizes differ by up to a half.
func (g *generator) parents(n, above int) []int32 {
	out := make([]int32, n)
	for p := range above {
		from, to := g.cut(p, n, above), n
		for i := from; i < to; i++ {
			out[i] = int32(p)
		}
	}
	return out
}

// cut is where region p begins: the even share, moved by up to a quarter of it.
func (g *generator) cut(p, n, above int) int {
	if p == 0 {
		return 0
	}
	share := n / above
	return p*n/above + g.rand.IntN(share/2+1) - share/4
}

// people deals out the members, three to seven a village, and beside them a
// clerk on neither committee in one village of ten.
func (g *generator) people(villages, members int) *figure.Columns {
	size := g.sizes(villages, members)
	c := &figure.Columns{Villages: villages, Seats: make([]figure.Seats, villages)}
	c.Told = figure.Told{WellOff: true, Disciplined: true, DisciplinedSince: true, Reelected: true, New: true, Seats: true, Staff: true}
	for v, n := range size {
		c.Seats[v] = figure.Seats{Total: n + g.rand.IntN(10)/9}
		dual := g.one(10, 7)
		for i := range n {
			g.person(c, v, g.posts(i, n, dual))
		}
		if g.one(10, 1) {
			g.person(c, v, figure.IsStaff)
		}
	}
	return c
}

// sizes are the members of each village; they add up exactly.
func (g *generator) sizes(villages, members int) []int {
	size := make([]int, villages)
	sum := 0
	for i := range size {
		size[i] = 3 + g.rand.IntN(4)
		sum += size[i]
	}
	for i := 0; sum != members; i = (i + 1) % villages {
		switch {
		case sum < members && size[i] < 7:
			size[i]++
			sum++
		case sum > members && size[i] > 3:
			size[i]--
			sum--
		}
	}
	return size
}

// posts of member i of n: the secretary first, who in most villages is the
// director too; then members of both committees, of the party's, of the villagers'.
func (g *generator) posts(i, n int, dual bool) figure.Flag {
	switch {
	case i == 0 && dual:
		return figure.OnParty | figure.OnVillagers | figure.IsSecretary | figure.IsDirector
	case i == 0:
		return figure.OnParty | figure.IsSecretary
	case i == 1 && !dual:
		return figure.OnVillagers | figure.IsDirector
	case i < n/2:
		return figure.OnParty | figure.OnVillagers
	case g.one(2, 1):
		return figure.OnParty
	}
	return figure.OnVillagers
}

func (g *generator) person(c *figure.Columns, village int, posts figure.Flag) {
	flags := posts
	for _, m := range [...]struct {
		flag figure.Flag
		of   int // in a thousand
	}{{figure.IsWellOff, 300}, {figure.IsDisciplined, 8}, {figure.IsDisciplinedSince, 12}} {
		if g.one(1000, m.of) {
			flags |= m.flag
		}
	}
	if g.one(10, 6) {
		flags |= figure.IsReelected
	} else {
		flags |= figure.IsNew
	}
	c.Village = append(c.Village, int32(village))
	c.Born = append(c.Born, g.born())
	c.Sex = append(c.Sex, pick(g, []yanpan.Sex{yanpan.Male, yanpan.Male, yanpan.Female}, yanpan.SexUnknown))
	c.Political = append(c.Political, pick(g, []roster.Political{
		roster.FullMember, roster.FullMember, roster.FullMember, roster.ProbationaryMember, roster.LeagueMember, roster.NonPartisan, roster.Masses, roster.Masses,
	}, roster.PoliticalNotTold))
	c.Education = append(c.Education, pick(g, []roster.Education{
		roster.Primary, roster.JuniorSecondary, roster.JuniorSecondary, roster.SeniorSecondary, roster.SeniorSecondary,
		roster.JuniorCollege, roster.JuniorCollege, roster.Undergraduate, roster.Graduate,
	}, roster.EducationNotTold))
	c.Flags = append(c.Flags, flags)
}

// born is a birthday as columns keep it: mostly known to the month, hence its
// first day; sometimes to the day; seldom not at all.
func (g *generator) born() int32 {
	if g.one(200, 1) {
		return 0
	}
	day := 1
	if g.one(3, 1) {
		day = 1 + g.rand.IntN(28)
	}
	return int32((1958+g.rand.IntN(46))*10000 + (1+g.rand.IntN(12))*100 + day)
}

// one is true k times out of n.
func (g *generator) one(n, k int) bool { return g.rand.IntN(n) < k }

// pick gives one of the values, and once in three hundred what stands for not told.
func pick[T any](g *generator, values []T, notTold T) T {
	if g.one(300, 1) {
		return notTold
	}
	return values[g.rand.IntN(len(values))]
}
