package figure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

var asOf = yanpan.MustDate("2023-03-17")

func person(village int, sex yanpan.Sex, birth string, e roster.Education, p roster.Political, posts ...roster.Post) roster.Person {
	out := roster.Person{Identity: roster.Identity{Name: "某", Village: village, Sex: sex}, Education: e, Political: p, Posts: posts, Places: []roster.Place{{File: "a.xlsx", Sheet: "一", Row: 3}}}
	if birth != "" {
		out.Birth = yanpan.MustDate(birth)
	}
	return out
}

var (
	secretary = roster.Post{Body: roster.PartyCommittee, Title: roster.Secretary}
	member    = roster.Post{Body: roster.PartyCommittee, Title: roster.Member}
	director  = roster.Post{Body: roster.VillagersCommittee, Title: roster.Director}
	villager  = roster.Post{Body: roster.VillagersCommittee, Title: roster.Member}
	clerk     = roster.Post{Body: roster.RegularStaff, Title: roster.Staff}
)

// township is two villages counted by hand below.
func township() *roster.Records {
	return &roster.Records{
		Villages: []roster.Village{{Name: "石板村"}, {Name: "北关社区"}},
		People: []roster.Person{
			person(0, yanpan.Male, "1975-06", roster.JuniorCollege, roster.FullMember, secretary, director), // 47
			person(0, yanpan.Female, "1988-03-17", roster.Undergraduate, roster.FullMember, member),         // 35 on the day
			person(0, yanpan.Male, "1962", roster.Primary, roster.Masses, villager),                         // 61
			person(0, yanpan.Male, "1970-01", roster.SeniorSecondary, roster.FullMember, clerk),             // staff
			person(1, yanpan.Female, "1988-03-18", roster.Graduate, roster.FullMember, secretary),           // 34
			person(1, yanpan.Male, "1967-03", roster.EducationNotTold, roster.PoliticalNotTold, director),   // 56 as reached
			person(1, yanpan.SexUnknown, "", roster.JuniorSecondary, roster.ProbationaryMember, member, villager),
		},
	}
}

func compute(rec *roster.Records, opt figure.Options) *figure.Set {
	return figure.Compute(figure.FromRecords(rec, opt), opt)
}

func TestFiguresByHand(t *testing.T) {
	s := compute(township(), figure.Options{AsOf: asOf})
	want := map[string]string{
		"villages": "2", "members": "6", "party_committee": "4 66.7%", "villagers_committee": "4 66.7%", "cross_posted": "2 33.3%", "regular_staff": "1",
		"gender.male": "3 50.0%", "gender.female": "2 33.3%", "gender.unknown": "1 16.7%",
		"political.full_member": "3 50.0%", "political.probationary": "1 16.7%", "political.masses": "1 16.7%", "political.unknown": "1 16.7%",
		"education.graduate": "1 16.7%", "education.undergraduate": "1 16.7%", "education.junior_college": "1 16.7%", "education.senior_secondary": "0 0.0%",
		"education.junior_secondary": "1 16.7%", "education.primary": "1 16.7%", "education.unknown": "1 16.7%", "junior_college_or_above": "3 50.0%",
		"age.<=35": "2 33.3%", "age.36-45": "0 0.0%", "age.46-55": "1 16.7%", "age.56-60": "1 16.7%", "age.>60": "1 16.7%", "age.unknown": "1 16.7%",
		"average_age": "46.6", // (47+35+61+34+56)/5 = 233/5
		"dual_head":   "1 50.0%", "secretaries": "2", "directors": "2", "principals": "3", "female_heads": "1 33.3%",
		"secretaries_average_age": "40.5", "secretaries_junior_college_or_above": "2 100.0%", "secretaries_well_off": "-", "under_35_college": "2 33.3%",
		"disciplined": "-", "disciplined_since_term": "-", "reelected": "-", "newly_elected": "-", "vacancies": "-",
	}
	for _, f := range s.Figures(s.All()) {
		got := "-"
		if f.Value != nil {
			got = f.Value.String()
		}
		if f.Percent != nil {
			got += " " + *f.Percent
		}
		if w, ok := want[f.ID]; ok && got != w {
			t.Errorf("%s = %s, want %s", f.ID, got, w)
		}
		delete(want, f.ID)
		if f.Definition == "" || f.Label == "" {
			t.Errorf("%s says not what it is", f.ID)
		}
	}
	if len(want) > 0 {
		t.Errorf("figures not there: %v", want)
	}
}

func TestSpecialFigures(t *testing.T) {
	rec := township()
	rec.Sanctions = []roster.Sanction{
		{Person: 0, Decided: yanpan.MustDate("2022-04-01"), Until: yanpan.MustDate("2023-03-17")}, // its last day
		{Person: 1, Decided: yanpan.MustDate("2020-04-01"), Until: yanpan.MustDate("2021-03-31")},
		{Person: 5, Decided: yanpan.MustDate("2022-01-01"), Until: yanpan.MustDate("2023-03-16")}, // ended the day before
		{Person: -1, Decided: yanpan.MustDate("2022-01-01"), Until: yanpan.MustDate("2024-01-01")},
	}
	before := township()
	before.People = before.People[:2]
	s := compute(rec, figure.Options{AsOf: asOf, TermBegan: yanpan.MustDate("2021-03"), Before: before, Seats: []figure.Seats{{Party: 3, Villagers: 5}, {Total: 4}}})
	for id, want := range map[string]int{"disciplined": 1, "disciplined_since_term": 2, "reelected": 2, "newly_elected": 4, "vacancies": 1 + 3 + 1} {
		if f, _ := s.Get(s.All(), id); !f.Known || f.Int() != want {
			t.Errorf("%s = %d (known %v), want %d", id, f.Int(), f.Known, want)
		}
	}
	if f, _ := s.Get(s.VillageScope(1), "vacancies"); f.Int() != 1 {
		t.Errorf("vacancies of the second village = %d, want 1", f.Int())
	}
}

func TestSanctionWithoutEndLeavesTheNumberOpen(t *testing.T) {
	rec := township()
	rec.Sanctions = []roster.Sanction{{Person: 0, Decided: yanpan.MustDate("2022-04-01")}}
	s := compute(rec, figure.Options{AsOf: asOf})
	if f, _ := s.Get(s.All(), "disciplined"); f.Known || f.Value != nil {
		t.Errorf("disciplined is %v, must be unknown", f.Value)
	}
}

func TestPopulation(t *testing.T) {
	s := compute(township(), figure.Options{AsOf: asOf, Population: figure.OnVillagers})
	for id, want := range map[string]int{"members": 4, "gender.female": 0, "gender.male": 3, "gender.unknown": 1} {
		if f, _ := s.Get(s.All(), id); f.Int() != want {
			t.Errorf("%s of the villagers' committees = %d, want %d", id, f.Int(), want)
		}
	}
}

func TestPeopleBehindANumber(t *testing.T) {
	s := compute(township(), figure.Options{AsOf: asOf})
	for _, c := range []struct {
		id   string
		want []int
	}{{"gender.female", []int{1, 4}}, {"dual_head", []int{0}}, {"age.<=35", []int{1, 4}}, {"secretaries_average_age", []int{0, 4}}, {"villages", nil}, {"no_such", nil}} {
		if got := s.People(s.All(), c.id); !slices.Equal(got, c.want) {
			t.Errorf("people behind %s = %v, want %v", c.id, got, c.want)
		}
	}
	if got := s.People(s.VillageScope(0), "gender.female"); !slices.Equal(got, []int{1}) {
		t.Errorf("women of the first village = %v", got)
	}
}

func TestCount(t *testing.T) {
	s := compute(township(), figure.Options{AsOf: asOf})
	for _, c := range []struct {
		name string
		f    figure.Filter
		want int
	}{
		{"everybody", figure.Filter{}, 6},
		{"50 and over", figure.Filter{MinAge: 50}, 2},
		{"up to 45", figure.Filter{MaxAge: 45}, 2},
		{"women with a degree", figure.Filter{Sex: yanpan.Female, MinEducation: roster.Undergraduate}, 2},
		{"up to junior secondary", figure.Filter{MaxEducation: roster.JuniorSecondary}, 2},
		{"party members", figure.Filter{Political: []roster.Political{roster.FullMember, roster.ProbationaryMember}}, 4},
		{"only in the party organisation", figure.Filter{All: figure.OnParty, None: figure.OnVillagers}, 2},
	} {
		if got := s.Count(s.All(), c.f); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestEdgeNotes(t *testing.T) {
	rec := township()
	notes := figure.EdgeNotes(rec, figure.Options{AsOf: asOf})
	// 1967-03 on 17 March 2023: 55 or 56, on the edge of two bands. 1962: 60 or 61.
	if len(notes) != 2 || !strings.Contains(notes[0].Message, "1962年") || !strings.Contains(notes[1].Message, "可能55岁也可能56岁,现按56岁计入56至60岁") {
		t.Errorf("%+v", notes)
	}
}

func TestBands(t *testing.T) {
	bands, err := figure.ParseBands("44,54")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, b := range bands {
		ids = append(ids, b.ID()+" "+b.Label())
	}
	if got, want := strings.Join(ids, ";"), "age.<=44 44岁及以下;age.45-54 45至54岁;age.>54 55岁及以上"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, bad := range []string{"", "x", "54,44", "0", "44,44", strings.Repeat("1,", 30)} {
		if _, err := figure.ParseBands(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// Properties: partitions add up to their base, villages add up to the whole, the
// order of people does not matter, and counting the list behind a number gives the number.
func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecords(t)
		opt := figure.Options{AsOf: asOf}
		s := compute(rec, opt)
		checkPartitions(t, s, s.All())
		sums := map[string]int{}
		for v := range rec.Villages {
			checkPartitions(t, s, s.VillageScope(v))
			for _, f := range s.Figures(s.VillageScope(v)) {
				sums[f.ID] += f.Int()
			}
		}
		for _, f := range s.Figures(s.All()) {
			if sums[f.ID] != f.Int() {
				t.Fatalf("%s: villages add up to %d, whole is %d", f.ID, sums[f.ID], f.Int())
			}
			if strings.Contains(f.ID, ".") && len(s.People(s.All(), f.ID)) != f.Int() {
				t.Fatalf("%s counts %d, lists %d", f.ID, f.Int(), len(s.People(s.All(), f.ID)))
			}
		}
		shuffled := *rec
		shuffled.People = rapid.Permutation(rec.People).Draw(t, "order")
		if a, b := printed(s), printed(compute(&shuffled, opt)); a != b {
			t.Fatalf("order matters:\n%s\n%s", a, b)
		}
	})
}

func printed(s *figure.Set) string {
	var b strings.Builder
	for _, f := range s.Figures(s.All()) {
		fmt.Fprintln(&b, f.ID, f.Ratio, f.Known)
	}
	return b.String()
}

func checkPartitions(t *rapid.T, s *figure.Set, sc figure.Scope) {
	sums, bases := map[string]int{}, map[string]int{}
	for _, f := range s.Figures(sc) {
		bases[f.ID] = f.Int()
		if group, _, ok := strings.Cut(f.ID, "."); ok {
			sums[group] += f.Int()
		}
	}
	for _, group := range []string{"gender", "political", "education", "age"} {
		if sums[group] != bases["members"] {
			t.Fatalf("%s adds up to %d of %d", group, sums[group], bases["members"])
		}
	}
	if bases["members"] != bases["party_committee"]+bases["villagers_committee"]-bases["cross_posted"] {
		t.Fatal("members ≠ party + villagers − cross")
	}
}

func drawRecords(t *rapid.T) *roster.Records {
	rec := &roster.Records{Villages: make([]roster.Village, rapid.IntRange(1, 5).Draw(t, "villages"))}
	posts := []roster.Post{secretary, member, director, villager, clerk, {Body: roster.SupervisoryCommittee}}
	for range rapid.IntRange(0, 40).Draw(t, "people") {
		p := person(rapid.IntRange(0, len(rec.Villages)-1).Draw(t, "village"), yanpan.Sex(rapid.IntRange(0, 2).Draw(t, "sex")), "",
			roster.Education(rapid.IntRange(0, 6).Draw(t, "education")), roster.Political(rapid.IntRange(0, 6).Draw(t, "political")))
		if d, ok := yanpan.NewDate(rapid.IntRange(1940, 2010).Draw(t, "year"), rapid.IntRange(0, 12).Draw(t, "month"), 0); ok && rapid.Bool().Draw(t, "born") {
			p.Birth = d
		}
		for range rapid.IntRange(0, 3).Draw(t, "posts") {
			p.Posts = append(p.Posts, rapid.SampledFrom(posts).Draw(t, "post"))
		}
		rec.People = append(rec.People, p)
	}
	return rec
}
