package testkit

import (
	"sync"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// role is one place in a village's team, and whom one meets in it.
type role struct {
	party, villagers roster.Title
	duty, other      string
	staff            bool
	youngest, oldest int
	women            int // of a hundred
	schooling        int // of a hundred with junior college or above, beyond what the age gives
	young            bool
}

// The three shapes of a team. Whoever supervises the villagers' committee does
// not sit on it; the last of each team is the young one with a college education.
var shapes = map[string][]role{
	"seven": {
		{party: roster.Secretary, villagers: roster.Director, youngest: 38, oldest: 55, women: 12, schooling: 45},
		{party: roster.DeputySecretary, villagers: roster.DeputyDirector, youngest: 34, oldest: 50, women: 20, schooling: 25},
		{party: roster.Member, villagers: roster.Member, duty: "组织", youngest: 30, oldest: 46, women: 30, schooling: 20},
		{party: roster.Member, duty: "纪检", other: "监督委员会主任", youngest: 40, oldest: 59, women: 5},
		{party: roster.Member, duty: "宣传", youngest: 28, oldest: 44, women: 40, schooling: 20},
		{villagers: roster.Member, other: "妇联主席", youngest: 31, oldest: 47, women: 100},
		{villagers: roster.Member, youngest: 24, oldest: 34, women: 25, young: true},
		{other: "文书", staff: true, youngest: 25, oldest: 52, women: 50},
	},
	"five": {
		{party: roster.Secretary, villagers: roster.Director, youngest: 37, oldest: 56, women: 10, schooling: 40},
		{party: roster.DeputySecretary, youngest: 33, oldest: 52, women: 10, schooling: 15},
		{party: roster.Member, duty: "纪检", other: "监督委员会主任", youngest: 38, oldest: 60, women: 5},
		{villagers: roster.Member, other: "妇联主席", youngest: 29, oldest: 46, women: 100},
		{villagers: roster.Member, youngest: 24, oldest: 35, women: 20, young: true},
	},
	"four": {
		{party: roster.Secretary, villagers: roster.Director, youngest: 36, oldest: 55, women: 10, schooling: 40},
		{party: roster.DeputySecretary, youngest: 33, oldest: 50, women: 10, schooling: 15},
		{party: roster.Member, villagers: roster.Member, duty: "组织", other: "妇联主席", youngest: 30, oldest: 46, women: 100, schooling: 15},
		{villagers: roster.Member, youngest: 25, oldest: 35, women: 20, young: true},
	},
}

// seats are the 职数 of the shapes: party committee and villagers' committee.
var seats = map[string][2]int{"seven": {5, 5}, "five": {3, 3}, "four": {3, 3}}

// Build gives the township. It is worked out once; callers must not change it.
var Build = sync.OnceValue(build)

func build() *Town {
	var plan struct {
		County, Township, Region string
		AsOf                     yanpan.Date `json:"as_of"`
		TermBegan                yanpan.Date `json:"term_began"`
		Villages                 []struct {
			Name, Area, Class, Shape, Surname string
			Story                             []string
		}
	}
	readData("township.json", &plan)
	t := &Town{County: plan.County, Name: plan.Township, AsOf: plan.AsOf, TermBegan: plan.TermBegan, region: plan.Region}
	b := &builder{dice: newDice(), names: newNameBook(), town: t}
	for _, p := range plan.Villages {
		v := &Village{Name: p.Name, Area: p.Area, Class: p.Class, surname: p.Surname, story: map[string]bool{}}
		for _, s := range p.Story {
			v.story[s] = true
		}
		b.village(v, p.Shape)
		t.Villages = append(t.Villages, v)
	}
	b.namesakes()
	b.sanctions()
	b.work()
	return t
}

type builder struct {
	*dice
	names *nameBook
	town  *Town
}

// village fills a village: team, party organisation, register, reserve, file.
func (b *builder) village(v *Village, shape string) {
	v.Kind, v.Level = yanpan.VillageRural, roster.LevelBranch
	if len(v.Name) > 6 && v.Name[len(v.Name)-6:] == "社区" {
		v.Kind = yanpan.VillageUrban
	}
	switch {
	case shape == "seven" && v.Kind == yanpan.VillageUrban:
		v.Level = roster.LevelCommittee
	case shape == "seven":
		v.Level = roster.LevelGeneral
	}
	for i, r := range shapes[shape] {
		if i == 0 && v.story["vacant"] {
			continue
		}
		v.People = append(v.People, b.cadre(v, told(v, i, r)))
	}
	if b.percent(30) && shape == "five" {
		v.People = append(v.People, b.cadre(v, role{other: "文书", staff: true, youngest: 25, oldest: 55, women: 50}))
	}
	if v.story["low_turnout"] || v.story["aged"] && v.story["low_schooling"] {
		v.People = append(v.People, b.cadre(v, role{other: "驻村第一书记", youngest: 30, oldest: 42, women: 20, schooling: 100}))
	}
	b.former(v)
	b.register(v)
	b.reserves(v)
	b.file(v, shape)
}

// told bends the i-th role to the village's story.
func told(v *Village, i int, r role) role {
	switch {
	case v.story["separate"] && i == 0:
		r.villagers = roster.TitleUnknown
	case (v.story["separate"] || v.story["vacant"]) && i == 1:
		r.villagers = roster.Director
	}
	if v.story["no_woman"] {
		r.women, r.other = 0, ""
		if r.duty == "纪检" {
			r.other = "监督委员会主任"
		}
	}
	if v.story["no_young"] || v.story["aged"] || v.story["low_schooling"] {
		r.youngest, r.oldest = max(r.youngest, 37), max(r.oldest, 44)
		r.young = false
	}
	if v.story["aged"] {
		r.youngest, r.oldest = r.youngest+12, r.oldest+9
		if i == 0 {
			r.youngest, r.oldest = 61, 64
		}
	}
	if v.story["low_schooling"] {
		r.schooling = -100
	}
	return r
}

func (b *builder) cadre(v *Village, r role) *Person {
	p := &Person{Village: v, Sex: yanpan.Male, Party: r.party, Villagers: r.villagers, Duty: r.duty, Other: r.other, Staff: r.staff, Ethnicity: "汉族"}
	if b.percent(r.women) {
		p.Sex = yanpan.Female
	}
	if b.percent(4) {
		p.Ethnicity = pick(b.dice, []string{"土家族", "苗族", "回族"})
	}
	p.Acting = v.story["vacant"] && r.party == roster.DeputySecretary
	b.born(p, r.youngest, r.oldest)
	b.schooling(p, r)
	b.politics(p)
	b.tenure(p)
	p.WellOff = b.percent(map[bool]int{true: 70, false: 18}[p.Party == roster.Secretary])
	return p
}

// born gives age, name and number.
func (b *builder) born(p *Person, youngest, oldest int) {
	p.Birth = b.bornAt(b.within(youngest, oldest), b.town.AsOf)
	p.Name = b.names.draw(b.dice, p.Sex, p.Birth, p.Village.surname)
	p.ID = idNumber(b.dice, b.town.region, p.Birth, p.Sex)
}

// schooling follows the age: the younger, the longer at school.
func (b *builder) schooling(p *Person, r role) {
	age := yearsOld(p.Birth, b.town.AsOf)
	n := b.below(100) + r.schooling
	switch {
	case r.young:
		p.FullTime = pick(b.dice, []roster.Education{roster.JuniorCollege, roster.JuniorCollege, roster.Undergraduate, roster.Undergraduate, roster.JuniorCollege, roster.Undergraduate})
		if b.percent(4) {
			p.PartTime = roster.Graduate
		}
		return
	case r.schooling < 0:
		p.FullTime = pick(b.dice, []roster.Education{roster.JuniorSecondary, roster.JuniorSecondary, roster.Primary, roster.JuniorSecondary, roster.SeniorSecondary})
		return
	case age >= 56:
		p.FullTime = pick(b.dice, []roster.Education{roster.SeniorSecondary, roster.JuniorSecondary, roster.JuniorSecondary, roster.Primary})
	case age >= 46:
		p.FullTime = pick(b.dice, []roster.Education{roster.SeniorSecondary, roster.SeniorSecondary, roster.JuniorSecondary})
	case age >= 36:
		p.FullTime = pick(b.dice, []roster.Education{roster.SeniorSecondary, roster.SeniorSecondary, roster.JuniorCollege})
	default:
		p.FullTime = pick(b.dice, []roster.Education{roster.SeniorSecondary, roster.JuniorCollege, roster.JuniorCollege, roster.Undergraduate})
	}
	if r.party == roster.Secretary {
		p.FullTime = max(p.FullTime, roster.SeniorSecondary)
	}
	if n >= 78 && p.FullTime < roster.JuniorCollege {
		p.PartTime = pick(b.dice, []roster.Education{roster.JuniorCollege, roster.JuniorCollege, roster.Undergraduate})
	}
	if n >= 110 {
		p.PartTime = roster.Undergraduate
	}
}

// politics gives the political status: whoever sits in the party organisation
// or leads the villagers is a full member.
func (b *builder) politics(p *Person) {
	age := yearsOld(p.Birth, b.town.AsOf)
	n := b.below(100)
	switch {
	case p.Party != roster.TitleUnknown || p.Villagers == roster.Director || p.Other == "驻村第一书记" || n < 45:
		p.Political = roster.FullMember
	case n < 57 && age < 45:
		p.Political = roster.ProbationaryMember
	case n < 75 && age <= 28:
		p.Political = roster.LeagueMember
	default:
		p.Political = roster.Masses
	}
	switch p.Political {
	case roster.FullMember:
		year := min(p.Birth.Year()+b.within(20, 32), 2019)
		if p.Birth.Year() > 1995 {
			year = min(p.Birth.Year()+b.within(20, 23), 2020)
		}
		p.Joined = b.day(year)
		p.Confirmed = p.Joined.AddYears(1)
	case roster.ProbationaryMember:
		p.Joined, _ = yanpan.NewDate(2026, b.within(1, 6), b.within(1, 28))
	}
}

// tenure tells since when someone serves, and whether also in the term before.
func (b *builder) tenure(p *Person) {
	p.Since, _ = yanpan.NewDate(2021, b.within(1, 2), 0)
	if b.percent(8) {
		p.Since, _ = yanpan.NewDate(b.within(2022, 2025), b.within(1, 12), 0)
	}
	age := yearsOld(p.Birth, b.town.AsOf)
	p.Reelected = p.IsMember() && p.Since.Year() == 2021 && age >= 33 && b.percent(72)
}

// namesakes gives two women of different villages one name, which happens in
// every township and must not make one person of them.
func (b *builder) namesakes() {
	b.town.Village("团结村").People[3].Name = b.town.Village("清溪村").People[3].Name
}
