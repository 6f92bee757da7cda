package testkit

import (
	"fmt"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// Figures maps the ids of figures to values as they are printed: counts, and
// averages to one decimal; "null" where the data cannot tell.
type Figures map[string]string

// Extra names the figures that only some layouts record; without them they are "null".
type Extra struct {
	WellOff, Tenure, Sanctions, Seats bool
}

// Count works the figures out for the people of the villages by plain loops,
// without package figure. Whoever is passed counts, so a caller leaves out the
// people whose rows are given back.
func Count(t *Town, people []*Person, know Extra) Figures {
	c := counter{town: t, n: map[string]int{}}
	for _, p := range people {
		c.person(p)
	}
	c.heads(people)
	if know.Seats {
		c.vacancies(people)
	}
	return c.figures(know)
}

type counter struct {
	town                     *Town
	n                        map[string]int
	ages, secretaryAges      int
	aged, secretariesCounted int
}

var educationIDs = map[roster.Education]string{
	roster.Graduate: "graduate", roster.Undergraduate: "undergraduate", roster.JuniorCollege: "junior_college",
	roster.SeniorSecondary: "senior_secondary", roster.JuniorSecondary: "junior_secondary", roster.Primary: "primary",
	roster.EducationNotTold: "unknown",
}

var politicalIDs = map[roster.Political]string{
	roster.FullMember: "full_member", roster.ProbationaryMember: "probationary", roster.LeagueMember: "league",
	roster.DemocraticParty: "democratic", roster.NonPartisan: "non_partisan", roster.Masses: "masses", roster.PoliticalNotTold: "unknown",
}

var sexIDs = map[yanpan.Sex]string{yanpan.Male: "male", yanpan.Female: "female", yanpan.SexUnknown: "unknown"}

func (c *counter) person(p *Person) {
	if !p.IsMember() {
		if p.Staff {
			c.n["regular_staff"]++
		}
		return
	}
	c.n["members"]++
	if p.Party != roster.TitleUnknown {
		c.n["party_committee"]++
	}
	if p.Villagers != roster.TitleUnknown {
		c.n["villagers_committee"]++
	}
	if p.Party != roster.TitleUnknown && p.Villagers != roster.TitleUnknown {
		c.n["cross_posted"]++
	}
	c.n["gender."+sexIDs[p.Sex]]++
	c.n["political."+politicalIDs[p.Political]]++
	c.n["education."+educationIDs[p.Education()]]++
	college := p.Education() >= roster.JuniorCollege
	if college {
		c.n["junior_college_or_above"]++
	}
	c.age(p, college)
	if p.Reelected {
		c.n["reelected"]++
	} else {
		c.n["newly_elected"]++
	}
	c.measures(p)
}

func (c *counter) age(p *Person, college bool) {
	if p.Birth.IsZero() {
		c.n["age.unknown"]++
		return
	}
	age := yearsOld(p.Birth, c.town.AsOf)
	c.ages += age
	c.aged++
	switch {
	case age <= 35:
		c.n["age.<=35"]++
	case age <= 45:
		c.n["age.36-45"]++
	case age <= 55:
		c.n["age.46-55"]++
	case age <= 60:
		c.n["age.56-60"]++
	default:
		c.n["age.>60"]++
	}
	if age <= 35 && college {
		c.n["under_35_college"]++
	}
	if p.Party == roster.Secretary {
		c.secretaryAges += age
		c.secretariesCounted++
	}
}

func (c *counter) measures(p *Person) {
	for _, s := range c.town.Sanctions {
		if s.Person != p {
			continue
		}
		if c.town.AsOf.Compare(s.Decided) >= 0 && c.town.AsOf.Compare(s.Until) <= 0 {
			c.n["disciplined"]++
		}
		if s.Decided.Compare(c.town.TermBegan) >= 0 {
			c.n["disciplined_since_term"]++
		}
	}
}

// heads counts secretaries and directors.
func (c *counter) heads(people []*Person) {
	for _, p := range people {
		secretary, director := p.Party == roster.Secretary, p.Villagers == roster.Director
		if !secretary && !director {
			continue
		}
		c.n["principals"]++
		if p.Sex == yanpan.Female {
			c.n["female_heads"]++
		}
		if director {
			c.n["directors"]++
		}
		if secretary && director {
			c.n["dual_head"]++
		}
		if !secretary {
			continue
		}
		c.n["secretaries"]++
		if p.Education() >= roster.JuniorCollege {
			c.n["secretaries_junior_college_or_above"]++
		}
		if p.WellOff {
			c.n["secretaries_well_off"]++
		}
	}
}

// vacancies compares the seats of each village with who sits there.
func (c *counter) vacancies(people []*Person) {
	for _, v := range c.town.Villages {
		party, villagers := v.File.PartySeats, v.File.VillageSeats
		for _, p := range people {
			if p.Village == v && p.Party != roster.TitleUnknown {
				party--
			}
			if p.Village == v && p.Villagers != roster.TitleUnknown {
				villagers--
			}
		}
		c.n["vacancies"] += max(party, 0) + max(villagers, 0)
	}
}

// counted lists the figures that any roster with posts tells.
var counted = []string{
	"members", "party_committee", "villagers_committee", "cross_posted", "regular_staff",
	"gender.male", "gender.female", "gender.unknown",
	"political.full_member", "political.probationary", "political.league", "political.democratic", "political.non_partisan", "political.masses", "political.unknown",
	"education.graduate", "education.undergraduate", "education.junior_college", "education.senior_secondary", "education.junior_secondary", "education.primary", "education.unknown",
	"junior_college_or_above", "age.<=35", "age.36-45", "age.46-55", "age.56-60", "age.>60", "age.unknown",
	"dual_head", "secretaries", "directors", "principals", "female_heads", "secretaries_junior_college_or_above", "under_35_college",
}

func (c *counter) figures(know Extra) Figures {
	f := Figures{"villages": fmt.Sprint(len(c.town.Villages))}
	for _, id := range counted {
		f[id] = fmt.Sprint(c.n[id])
	}
	f["average_age"] = average(c.ages, c.aged)
	f["secretaries_average_age"] = average(c.secretaryAges, c.secretariesCounted)
	for id, known := range map[string]bool{
		"secretaries_well_off": know.WellOff, "reelected": know.Tenure, "newly_elected": know.Tenure,
		"disciplined": know.Sanctions, "disciplined_since_term": know.Sanctions, "vacancies": know.Seats,
	} {
		f[id] = "null"
		if known {
			f[id] = fmt.Sprint(c.n[id])
		}
	}
	return f
}

// average rounds half up to one decimal, in whole tenths.
func average(sum, n int) string {
	if n == 0 {
		return "null"
	}
	tenths := (2*10*sum + n) / (2 * n)
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}
