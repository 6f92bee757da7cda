package paper

import (
	"regexp"
	"testing"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// asOf is the day of the tests' papers.
func asOf() yanpan.Date { return yanpan.MustDate("2026-06-30") }

// three is a township of two villages and a community with nine members. Ages
// on 30 June 2026, by village: 51, 36, 66; 45, 27, 55; 31, 58, 54.
func three() *roster.Records {
	village := func(name string, kind yanpan.VillageKind) roster.Village {
		return roster.Village{
			Name: name, Township: "清水镇", Kind: kind,
			Numbers: map[roster.Field]yanpan.Ratio{}, Texts: map[roster.Field]string{}, Dates: map[roster.Field]yanpan.Date{},
		}
	}
	person := func(village int, name string, sex yanpan.Sex, birth string, e roster.Education, p roster.Political, posts ...roster.Post) roster.Person {
		return roster.Person{
			Identity:  roster.Identity{Village: village, Name: name, Sex: sex, Birth: yanpan.MustDate(birth)},
			Education: e, Political: p, Posts: posts, Places: []roster.Place{{File: "花名册.xlsx", Sheet: "Sheet1", Row: 3}},
		}
	}
	secretary := roster.Post{Body: roster.PartyCommittee, Title: roster.Secretary, Level: roster.LevelBranch, Text: "党支部书记"}
	director := roster.Post{Body: roster.VillagersCommittee, Title: roster.Director, Text: "村委会主任"}
	committee := roster.Post{Body: roster.VillagersCommittee, Title: roster.Member, Text: "委员"}
	party := roster.Post{Body: roster.PartyCommittee, Title: roster.Member, Level: roster.LevelGeneral, Text: "委员"}
	return &roster.Records{
		Villages: []roster.Village{village("石板村", yanpan.VillageRural), village("西河社区", yanpan.VillageUrban), village("柳林村", yanpan.VillageRural)},
		People: []roster.Person{
			person(0, "张三", yanpan.Male, "1975-03", roster.Undergraduate, roster.FullMember, secretary, director),
			person(0, "李四", yanpan.Female, "1990-05", roster.JuniorCollege, roster.Masses, committee),
			person(0, "王五", yanpan.Male, "1960-01", roster.Primary, roster.FullMember, party),
			person(1, "周明", yanpan.Male, "1981-01", roster.SeniorSecondary, roster.FullMember, secretary, director),
			person(1, "吴芳", yanpan.Female, "1998-12", roster.Undergraduate, roster.ProbationaryMember, committee),
			person(1, "郑强", yanpan.Male, "1970-07", roster.JuniorSecondary, roster.FullMember, party),
			person(2, "赵六", yanpan.Male, "1995-01", roster.JuniorCollege, roster.FullMember, secretary),
			person(2, "钱七", yanpan.Male, "1968-06", roster.SeniorSecondary, roster.FullMember, director),
			person(2, "孙八", yanpan.Male, "1972-02", roster.Primary, roster.Masses, committee),
		},
		Told: map[roster.Field]bool{},
	}
}

// material is a paper's material without any rules.
func material(rec *roster.Records, opt figure.Options) *Material {
	opt.AsOf = asOf()
	if opt.Bands == nil {
		opt.Bands = figure.DefaultBands()
	}
	return &Material{
		Org: "清水镇党委", To: "县委组织部", Date: asOf(), Records: rec,
		Set: figure.Compute(figure.FromRecords(rec, opt), opt), Findings: &assess.Result{}, Rules: &policy.Rules{Ages: policy.DefaultAges()},
	}
}

// assessed is a material judged by the national packs and, where sample is
// set, by those of the sample township.
func assessed(t *testing.T, rec *roster.Records, sample bool) *Material {
	t.Helper()
	builtin, err := policy.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	var packs []*policy.Pack
	for _, p := range builtin {
		if p.InForce(asOf()) && (p.Level == policy.LevelNational || sample && p.Authority == policy.SampleAuthority) {
			packs = append(packs, p)
		}
	}
	rules, err := policy.Overlay(policy.ByLevel(packs)...)
	if err != nil {
		t.Fatal(err)
	}
	opt := figure.Options{AsOf: asOf(), Bands: figure.DefaultBands()}
	m := material(rec, opt)
	m.Rules, m.Sample = rules, sample
	m.Findings = assess.Assess(assess.Input{Records: rec, Rules: rules, Figures: opt, Township: m.Township(), Returned: m.Returned})
	return m
}

var link = regexp.MustCompile(`\[([^\]]*)\]\(#[^)]*\)`)

// say runs a template and gives its text without the links to figures, and what it lacked.
func say(t *testing.T, m *Material, text string) (string, []string) {
	t.Helper()
	markdown, lacks, err := m.execute(text, "test")
	if err != nil {
		t.Fatal(err)
	}
	return link.ReplaceAllString(markdown, "$1"), lacks
}
