package testkit_test

import (
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/internal/testkit"
	"yanpan.dev/roster"
)

// TestTownshipFigures counts the records with package figure, and holds the
// outcome against the plain loops.
func TestTownshipFigures(t *testing.T) {
	rec, want := testkit.Township()
	set := compute(rec, nil)
	compare(t, "全镇", want, printed(set, set.All()))
	town := testkit.Build()
	for i, v := range town.Villages {
		part := town.Part(v.Name)
		compare(t, v.Name, testkit.Count(part, v.People, testkit.Extra{WellOff: true, Tenure: true, Sanctions: true, Seats: true}), printed(set, set.VillageScope(i)))
	}
}

// TestCount counts a village of four by hand.
func TestCount(t *testing.T) {
	v := &testkit.Village{Name: "甲村", File: testkit.File{PartySeats: 3, VillageSeats: 3}}
	person := func(sex yanpan.Sex, birth string, e roster.Education, pol roster.Political, party, villagers roster.Title) *testkit.Person {
		return &testkit.Person{Village: v, Sex: sex, Birth: yanpan.MustDate(birth), FullTime: e, Political: pol, Party: party, Villagers: villagers}
	}
	head := person(yanpan.Male, "1976-06-30", roster.JuniorCollege, roster.FullMember, roster.Secretary, roster.Director) // 50 that very day
	head.WellOff = true
	young := person(yanpan.Female, "1990-07-01", roster.SeniorSecondary, roster.FullMember, roster.Member, roster.TitleUnknown) // 35: 36 the day after
	young.PartTime = roster.Undergraduate
	plain := person(yanpan.Female, "1965-01-05", roster.Primary, roster.Masses, roster.TitleUnknown, roster.Member) // 61
	plain.Reelected = true
	clerk := person(yanpan.Male, "1980-01-01", roster.SeniorSecondary, roster.Masses, roster.TitleUnknown, roster.TitleUnknown)
	clerk.Staff = true
	v.People = []*testkit.Person{head, young, plain, clerk}
	town := &testkit.Town{AsOf: yanpan.MustDate("2026-06-30"), TermBegan: yanpan.MustDate("2021-01-01"), Villages: []*testkit.Village{v}}
	town.Sanctions = []*testkit.Sanction{{Person: plain, Village: v, Decided: yanpan.MustDate("2020-06-01"), Until: yanpan.MustDate("2026-06-30")}}

	got := testkit.Count(town, v.People, testkit.Extra{WellOff: true, Tenure: true, Sanctions: true, Seats: true})
	want := testkit.Figures{
		"villages": "1", "members": "3", "party_committee": "2", "villagers_committee": "2", "cross_posted": "1", "regular_staff": "1",
		"gender.male": "1", "gender.female": "2", "political.full_member": "2", "political.masses": "1",
		"education.undergraduate": "1", "education.junior_college": "1", "education.senior_secondary": "0", "education.primary": "1", "junior_college_or_above": "2",
		"age.<=35": "1", "age.46-55": "1", "age.>60": "1", "average_age": "48.7", // 146 ÷ 3
		"dual_head": "1", "secretaries": "1", "directors": "1", "principals": "1", "female_heads": "0", "secretaries_average_age": "50.0",
		"secretaries_junior_college_or_above": "1", "secretaries_well_off": "1", "under_35_college": "1",
		"disciplined": "1", "disciplined_since_term": "0", "reelected": "1", "newly_elected": "2", "vacancies": "2",
	}
	for id, n := range want {
		if got[id] != n {
			t.Errorf("%s: got %s, want %s", id, got[id], n)
		}
	}
	if n := len(figure.Definitions(figure.DefaultBands())); n != len(got) {
		t.Errorf("%d figures counted, %d are defined", len(got), n)
	}
}

// TestPeople holds everybody against what makes a person of this township one
// that a reader must accept.
func TestPeople(t *testing.T) {
	town := testkit.Build()
	ids, names := map[string]bool{}, map[string]int{}
	for _, p := range town.People() {
		n, err := yanpan.ParseIDNumber(p.ID)
		if err != nil || n.Birth() != p.Birth || n.Sex() != p.Sex {
			t.Errorf("%v: number %v (%v) against %v %v", p, n, err, p.Birth, p.Sex)
		}
		if ids[p.ID] {
			t.Errorf("%v: number twice", p)
		}
		ids[p.ID] = true
		names[p.Name]++
		if age, _ := p.Birth.Age(town.AsOf, yanpan.CountAsReached); age < 20 || age > 70 {
			t.Errorf("%v is %d", p, age)
		}
		if p.Party != roster.TitleUnknown && p.Political != roster.FullMember {
			t.Errorf("%v sits on the party committee and is no full member", p)
		}
		if member := p.Political == roster.FullMember || p.Political == roster.ProbationaryMember; member == p.Joined.IsZero() {
			t.Errorf("%v: joined %v", p, p.Joined)
		}
		if len(p.Confirmed.String()) > 0 && (p.Confirmed.After(town.AsOf) || p.Joined.Year()-p.Birth.Year() < 18) {
			t.Errorf("%v: joined %v, confirmed %v, born %v", p, p.Joined, p.Confirmed, p.Birth)
		}
	}
	if len(names) != len(town.People())-1 {
		t.Errorf("%d names of %d people; exactly one is borne twice", len(names), len(town.People()))
	}
}

// TestStory holds the villages against the problems that they are to show.
func TestStory(t *testing.T) {
	town := testkit.Build()
	if n := len(town.Villages); n != 38 {
		t.Fatalf("%d villages", n)
	}
	figures := map[string]testkit.Figures{}
	kinds := map[yanpan.VillageKind]int{}
	for _, v := range town.Villages {
		figures[v.Name] = testkit.Count(town.Part(v.Name), v.People, testkit.Extra{Sanctions: true, Seats: true})
		kinds[v.Kind]++
	}
	if kinds[yanpan.VillageRural] != 32 || kinds[yanpan.VillageUrban] != 6 {
		t.Errorf("kinds %v", kinds)
	}
	with := func(id, value string) string {
		var out []string
		for _, v := range town.Villages {
			if figures[v.Name][id] == value {
				out = append(out, v.Name)
			}
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct{ id, value, villages string }{
		{"gender.female", "0", "高岩村 大垭口村"},
		{"age.<=35", "0", "下坪村 黄泥塘村 马鞍山村 梨树坪村"},
		{"secretaries", "0", "陈家沟村"},
		{"disciplined", "1", "王家店村"},
		{"vacancies", "1", "陈家沟村"},
	} {
		if got := with(c.id, c.value); got != c.villages {
			t.Errorf("%s = %s: got %s, want %s", c.id, c.value, got, c.villages)
		}
	}
	var bare, unaudited []string
	for _, v := range town.Villages {
		if len(v.Reserves) == 0 {
			bare = append(bare, v.Name)
		}
		if v.File.Audited.IsZero() {
			unaudited = append(unaudited, v.Name)
		}
	}
	if !slices.Equal(bare, []string{"上坪村", "大垭口村", "水井村"}) || !slices.Equal(unaudited, []string{"双河口村", "金盆村"}) {
		t.Errorf("without reserve %v, not audited %v", bare, unaudited)
	}
}

// TestPlacing lays merged cells out: a cell below another that spans two rows
// goes to the first free place.
func TestPlacing(t *testing.T) {
	b := testkit.Book{Sheets: []testkit.Sheet{{Name: "表", Lines: []testkit.Line{
		{Cells: []testkit.Cell{{Text: "甲", Down: 2}, {Text: "乙", Across: 2}}},
		{Cells: []testkit.Cell{{Text: "丙"}, {Text: "丁"}}},
	}}}}
	got := string(b.Spreadsheet())
	rows := strings.Split(got, "<table:table-row>")
	for i, want := range []string{"甲 乙 covered", "covered 丙 丁"} {
		text := rows[i+1]
		for _, w := range strings.Fields(want) {
			at := strings.Index(text, w)
			if at < 0 {
				t.Fatalf("row %d: no %s in order of %q: %s", i, w, want, rows[i+1])
			}
			text = text[at+len(w):]
		}
	}
}
