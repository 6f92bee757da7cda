package testkit

import (
	"yanpan.dev"
	"yanpan.dev/roster"
)

// Town is the whole truth about the invented township.
type Town struct {
	County, Name string
	AsOf         yanpan.Date // the last day of a month: a birth known to the month gives the same age as the day itself
	TermBegan    yanpan.Date
	Villages     []*Village
	Sanctions    []*Sanction
	Activities   []Activity
	region       string
}

// Village is a village or community and whoever serves in it.
type Village struct {
	Name, Area, Class string
	Kind              yanpan.VillageKind
	Level             roster.PartyLevel
	People            []*Person
	Former            []*Person // on a committee before the present term, and not now
	Members           []*Person // party members without any post
	Reserves          []*Reserve
	File              File
	Evaluation        Ballots

	surname string // the name that many bear in a village called after a family
	story   map[string]bool
}

// Person is a cadre. Party and Villagers are the titles on the two
// committees, TitleUnknown where the person does not sit there.
type Person struct {
	Village            *Village
	Name               string
	Sex                yanpan.Sex
	Birth              yanpan.Date
	ID                 string
	Ethnicity          string
	Political          roster.Political
	FullTime, PartTime roster.Education
	Joined, Confirmed  yanpan.Date
	Party, Villagers   roster.Title
	Duty               string // 组织, 纪检, 宣传: the duty of a party committee member
	Acting             bool   // a deputy who runs the branch while it has no secretary
	Other              string // 村务监督委员会主任, 妇联主席, 文书, 驻村第一书记
	Staff              bool   // 文书: regular staff
	Since              yanpan.Date
	WellOff, Reelected bool

	Cells map[string]Cell // what stands under a header instead of the truth
	Fate  Fate            // what becomes of the row
	Again bool            // a second row of somebody who stands in the village already
}

// Fate is what a reader has to do with a person's row.
type Fate string

// The fates beside Taken; any other is the code with which the row is given back.
const (
	Taken  Fate = ""
	United Fate = "merged" // the person stands in an earlier row already
)

// Education is the highest level the person has.
func (p *Person) Education() roster.Education { return max(p.FullTime, p.PartTime) }

// IsMember reports whether the person sits on either committee.
func (p *Person) IsMember() bool {
	return p.Party != roster.TitleUnknown || p.Villagers != roster.TitleUnknown
}

// File is the village file, 一村一档. Dates that are zero were not recorded.
type File struct {
	Households, Registered, Resident, Voters int
	PartyMembers, Groups, Candidates         int
	Income, Debt                             yanpan.Ratio // 万元, in tenths
	Turnout                                  yanpan.Ratio // percent, in tenths
	Industry, Legacy, Grade                  string
	RunOff, Weak                             bool
	PartySeats, VillageSeats                 int
	Published, Meeting, Audited              yanpan.Date
}

// Away is how many of the registered live elsewhere.
func (f *File) Away() int { return f.Registered - f.Resident }

// Reserve is someone being prepared for office.
type Reserve struct {
	Person
	Origin, Training string
}

// Sanction is a measure against a cadre; Person is nil where its subject is in no roster.
type Sanction struct {
	Person                   *Person
	Village                  *Village
	Name, Kind, Document, Of string
	Decided, Until           yanpan.Date
}

// Activity is an entry of the township's ledger of work.
type Activity struct {
	Name, Kind                               string
	Date                                     yanpan.Date
	Sessions, Participants, Copies, OfMasses int
}

// Ballots are the totals of one evaluation of a team.
type Ballots struct {
	Due, Present, Issued, Collected, Valid, Invalid, First, Second, Third int
}

// People lists everybody who serves, village by village.
func (t *Town) People() []*Person {
	var all []*Person
	for _, v := range t.Villages {
		all = append(all, v.People...)
	}
	return all
}

// Village finds a village by its name; it panics where there is none, which is
// a slip of the test that asks.
func (t *Town) Village(name string) *Village {
	for _, v := range t.Villages {
		if v.Name == name {
			return v
		}
	}
	panic("testkit: no village " + name)
}

// Part is the township with the named villages only, in the order given.
func (t *Town) Part(names ...string) *Town {
	part := *t
	part.Villages = nil
	for _, n := range names {
		part.Villages = append(part.Villages, t.Village(n))
	}
	return &part
}

// Taken lists the people whose rows are taken in as new ones.
func (t *Town) Taken() []*Person {
	var out []*Person
	for _, p := range t.People() {
		if p.Fate == Taken {
			out = append(out, p)
		}
	}
	return out
}

// copy gives a township whose people may be changed.
func (t *Town) copy() *Town {
	out := *t
	out.Villages, out.Sanctions = nil, nil
	where := map[*Person]*Person{}
	for _, v := range t.Villages {
		w := *v
		w.People = nil
		for _, p := range v.People {
			q := *p
			q.Village = &w
			where[p] = &q
			w.People = append(w.People, &q)
		}
		out.Villages = append(out.Villages, &w)
	}
	for _, s := range t.Sanctions {
		r := *s
		r.Person, r.Village = where[s.Person], out.Village(s.Village.Name)
		out.Sanctions = append(out.Sanctions, &r)
	}
	return &out
}
