package assess

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

var asOf = yanpan.MustDate("2026-06-30")

// sampleRules are the packs of the sample township on top of the national ones.
func sampleRules(t testing.TB) *policy.Rules {
	t.Helper()
	packs, err := policy.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := policy.Overlay(policy.Select(packs, "990101001", asOf)...)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// ownRules is a pack of the test's own problems.
func ownRules(t testing.TB, file, text string) *policy.Rules {
	t.Helper()
	p, err := policy.Load(fstest.MapFS{
		"pack.yaml": {Data: []byte("authority: a\ntopic: b\nlabel: 试验\nlevel: national\nfrom: 2026-01-01\nbasis: {source: 方案, confidence: 地方}\n")},
		file:        {Data: []byte(text)},
	}, ".", "试验")
	if err != nil {
		t.Fatal(err)
	}
	rules, err := policy.Overlay(p)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func rule(scope, lines string) string {
	return "problems:\n  - id: x\n    label: 试验\n    scope: " + scope + "\n    severity: 中\n" + lines + "    message: 有问题\n    basis: {source: 方案, confidence: 地方}\n"
}

// cadre makes a person: posts are p (party), s (secretary), v (villagers), d (director), 常 for staff.
func cadre(village int, name, posts string, sex yanpan.Sex, birth string, edu roster.Education) roster.Person {
	p := roster.Person{Identity: roster.Identity{Name: name, Village: village, Sex: sex}, Education: edu, Political: roster.FullMember}
	if birth != "" {
		p.Birth = yanpan.MustDate(birth)
	}
	for _, c := range posts {
		switch c {
		case 'p':
			p.Posts = append(p.Posts, roster.Post{Body: roster.PartyCommittee, Title: roster.Member, Text: "支委"})
		case 's':
			p.Posts = append(p.Posts, roster.Post{Body: roster.PartyCommittee, Title: roster.Secretary, Text: "书记"})
		case 'v':
			p.Posts = append(p.Posts, roster.Post{Body: roster.VillagersCommittee, Title: roster.Member, Text: "委员"})
		case 'd':
			p.Posts = append(p.Posts, roster.Post{Body: roster.VillagersCommittee, Title: roster.Director, Text: "主任"})
		case 'c':
			p.Posts = append(p.Posts, roster.Post{Body: roster.RegularStaff, Title: roster.Staff, Text: "文书"})
		}
	}
	return p
}

// twoVillages is 石板村 (young, with a woman) and 柳树村 (old, men only).
func twoVillages() *roster.Records {
	return &roster.Records{
		Villages: []roster.Village{{Name: "石板村", Kind: yanpan.VillageRural}, {Name: "柳树村", Kind: yanpan.VillageRural}},
		People: []roster.Person{
			cadre(0, "张三", "sd", yanpan.Male, "1985-03-02", roster.JuniorCollege),
			cadre(0, "李四", "pv", yanpan.Female, "1992-06", roster.Undergraduate),
			cadre(0, "王五", "v", yanpan.Male, "1980-01-01", roster.SeniorSecondary),
			cadre(1, "赵六", "s", yanpan.Male, "1963-05-01", roster.Primary),
			cadre(1, "钱七", "d", yanpan.Male, "1970-01-01", roster.JuniorSecondary),
			cadre(1, "孙八", "v", yanpan.Male, "1975-01-01", roster.SeniorSecondary),
			cadre(1, "周九", "pv", yanpan.Male, "1971-01-01", roster.SeniorSecondary),
			cadre(1, "吴十", "c", yanpan.Female, "1995-01-01", roster.Undergraduate),
		},
		Told: map[roster.Field]bool{},
	}
}

func run(t testing.TB, rec *roster.Records, rules *policy.Rules) *Result {
	t.Helper()
	return Assess(Input{
		Records: rec, Rules: rules, Township: "清水镇",
		Figures: figure.Options{AsOf: asOf, Seats: Seats(rec, rules, asOf)},
	})
}

func target(t *testing.T, r *Result, id string) Target {
	t.Helper()
	i := slices.IndexFunc(r.Targets, func(x Target) bool { return x.RuleID == id })
	if i < 0 {
		t.Fatalf("no target %s", id)
	}
	return r.Targets[i]
}

func findings(fs []Finding, id string) string {
	var names []string
	for _, f := range fs {
		if f.RuleID == id {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, "、")
}

// Worked out by hand from twoVillages at 2026-06-30: ages 41, 34, 46 and 63, 56, 51, 55.
func TestSampleTownship(t *testing.T) {
	r := run(t, twoVillages(), sampleRules(t))
	for id, want := range map[string]string{
		"team_too_old":                      "柳树村", // (63+56+51+55)/4 = 56.25
		"secretary_too_old":                 "柳树村",
		"no_young_member":                   "柳树村",
		"no_young_college_member":           "柳树村",
		"team_low_education":                "柳树村",
		"secretary_low_education":           "柳树村",
		"team_without_woman":                "柳树村", // the clerk sits on neither committee
		"villagers_committee_without_woman": "柳树村",
		"villagers_committee_too_small":     "",
		"secretary_vacant":                  "",
	} {
		if got := findings(r.Findings, id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	for id, want := range map[string]string{
		"villagers_women_share":     "16.7% 超过30% unmet 差1", // 1 of 6; 2 of 6 is 33.3%
		"women_share":               "14.3% 超过30% unmet 差2", // 1 of 7; 2 of 7 is 28.6%
		"secretaries_average_age":   "52.0岁 不超过46岁 unmet 差0",
		"secretaries_college_share": "50.0% 不少于50% met 差0",
		"young_member":              " 不少于1人 unmet 差1",
		"secretaries_age_falls":     "  no_data 差0",
	} {
		x := target(t, r, id)
		if got := fmt.Sprintf("%s %s %s 差%d", x.Value, x.Required, x.Outcome, x.Gap); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	young := target(t, r, "young_member")
	if young.Met != 1 || young.Of != 2 || len(young.Unmet) != 1 || young.Unmet[0].Name != "柳树村" || young.BaseDate.String() != "2026-06" {
		t.Errorf("young_member: %+v", young)
	}
}

// Each target counts at its own base date: 李四, born 1992-06, is 34 in June and
// 赵六 turns 63 in May; a base date in the past makes them younger.
func TestOwnBaseDates(t *testing.T) {
	for base, want := range map[string]policy.Outcome{"2022-12": policy.Met, "2026-12": policy.Unmet} {
		text := "targets:\n  - id: x\n    label: 书记不超过60岁\n    scope: person\n    base_date: " + base +
			"\n    for: is_secretary\n    require: age <= 60\n    basis: {source: 方案, confidence: 地方}\n"
		r := run(t, twoVillages(), ownRules(t, "targets.yaml", text))
		if got := target(t, r, "x"); got.Outcome != want {
			t.Errorf("at %s: %s, want %s", base, got.Outcome, want)
		}
	}
}

// What nobody recorded is no finding and no pass, and is named.
func TestNoData(t *testing.T) {
	r := run(t, twoVillages(), sampleRules(t))
	for id, want := range map[string]string{
		"no_reserve":                 "后备力量表:后备干部 石板村、柳树村",
		"publication_overdue":        "村情表:最近一次村(居)务公开 石板村、柳树村",
		"kin_on_villagers_committee": "亲属关系申报表:“两委”成员间的近亲属关系 石板村、柳树村",
		"secretaries_well_off_share": "花名册:致富能手 ",
		"in_effect":                  "处分表:处分种类、决定日和影响期 石板村、柳树村",
		"low_turnout":                "村情表:外出人口 村情表:户籍人口 村情表:上届参选率 石板村、柳树村",
	} {
		i := slices.IndexFunc(r.NoData, func(g Gap) bool { return g.RuleID == id })
		if i < 0 {
			t.Errorf("%s is not listed", id)
			continue
		}
		var parts []string
		for _, m := range r.NoData[i].Missing {
			parts = append(parts, m.Sheet+":"+m.Label)
		}
		if got := strings.Join(parts, " ") + " " + strings.Join(r.NoData[i].Names, "、"); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
		if findings(r.Findings, id) != "" {
			t.Errorf("%s is a finding as well", id)
		}
	}
}

// A roster of heads only says nothing about teams, but all about heads.
func TestHeadsOnly(t *testing.T) {
	rec := twoVillages()
	rec.People = slices.DeleteFunc(rec.People, func(p roster.Person) bool { return !p.IsSecretary() && !p.IsDirector() })
	r := run(t, rec, sampleRules(t))
	for _, id := range []string{"team_too_old", "no_young_member", "team_without_woman", "villagers_committee_too_small", "villagers_committee_without_woman"} {
		if got := findings(r.Findings, id); got != "" {
			t.Errorf("%s was found in %s", id, got)
		}
		i := slices.IndexFunc(r.NoData, func(g Gap) bool { return g.RuleID == id })
		if i < 0 || r.NoData[i].Missing[0].Label != "班子其他成员" {
			t.Errorf("%s is not said to lack the other members", id)
		}
	}
	if got := findings(r.Findings, "secretary_too_old"); got != "柳树村" {
		t.Errorf("heads are told of: %q", got)
	}
	if x := target(t, r, "secretaries_average_age"); x.Value != "52.0岁" {
		t.Errorf("secretaries: %+v", x)
	}
	if x := target(t, r, "villagers_women_share"); x.Outcome != policy.NoData || x.Value != "" {
		t.Errorf("a share of members was told: %+v", x)
	}
}

// A roster without any party committee cannot say that a secretary is missing.
func TestOneCommitteeOnly(t *testing.T) {
	rec := twoVillages()
	rec.People = []roster.Person{cadre(0, "甲", "d", yanpan.Male, "1985-03", roster.Primary), cadre(0, "乙", "v", yanpan.Female, "1985-03", roster.Primary), cadre(1, "丙", "v", yanpan.Male, "1985-03", roster.Primary)}
	r := run(t, rec, sampleRules(t))
	if got := findings(r.Findings, "secretary_vacant"); got != "" {
		t.Errorf("secretary missing in %s", got)
	}
	if got := findings(r.Findings, "director_vacant"); got != "柳树村" {
		t.Errorf("director missing in %q", got)
	}
}

func TestVillageFile(t *testing.T) {
	rec := twoVillages()
	v := &rec.Villages[0]
	v.Class = "二类"
	v.Dates = map[roster.Field]yanpan.Date{roster.FieldPublishedOn: yanpan.MustDate("2026-01-10"), roster.FieldAuditedOn: yanpan.MustDate("2022-01")}
	v.Numbers = map[roster.Field]yanpan.Ratio{
		roster.FieldLastTurnout: {Num: 555, Den: 10}, roster.FieldAway: {Num: 300, Den: 1}, roster.FieldRegistered: {Num: 1000, Den: 1}, roster.FieldTotalSeats: {Num: 2, Den: 1},
	}
	v.Texts = map[roster.Field]string{roster.FieldLastRunOff: "否"}
	rec.Villages[1].Texts = map[roster.Field]string{roster.FieldLastRunOff: "是"}
	r := run(t, rec, sampleRules(t))
	for id, want := range map[string]string{"publication_overdue": "石板村", "audit_overdue": "石板村", "over_strength": "石板村", "under_strength": ""} {
		if got := findings(r.Findings, id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	for id, want := range map[string]string{"low_turnout": "石板村", "run_off_risk": "柳树村"} {
		if got := findings(r.Outlook, id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	i := slices.IndexFunc(r.Findings, func(f Finding) bool { return f.RuleID == "audit_overdue" })
	if b := r.Findings[i].Basis; b.Confidence != yanpan.Local {
		t.Errorf("the basis is %v, not that of the pack that set the number", b)
	}
}

func TestSeatsForFigures(t *testing.T) {
	rec := twoVillages()
	rec.Villages[0].Class = "一类"
	rec.Villages[1].Numbers = map[roster.Field]yanpan.Ratio{roster.FieldTotalSeats: {Num: 7, Den: 1}}
	got := Seats(rec, sampleRules(t), asOf)
	want := []figure.Seats{{Party: 3, Villagers: 5, Total: 5}, {Total: 7}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if Seats(twoVillages(), ownRules(t, "problems.yaml", rule("village", "    when: members > 3\n")), asOf) != nil {
		t.Error("seats out of nothing")
	}
}

// People in their period of effect: by the recorded end, by kind and decision,
// or open where neither tells.
func TestPeriodOfEffect(t *testing.T) {
	for _, c := range []struct {
		kind, decided, until string
		want                 string
	}{
		{"党内警告", "2025-07-01", "", "石板村"},
		{"党内警告", "2025-06-30", "", ""},
		{"党内警告", "2025-01-01", "2026-12-31", "石板村"},
		{"批评", "2026-06-01", "", "?"},
	} {
		rec := twoVillages()
		s := roster.Sanction{Person: 1, Village: 0, Name: "李四", Kind: c.kind, Decided: yanpan.MustDate(c.decided)}
		if c.until != "" {
			s.Until = yanpan.MustDate(c.until)
		}
		rec.Sanctions = []roster.Sanction{s}
		r := run(t, rec, sampleRules(t))
		got := findings(r.Findings, "in_effect")
		if i := slices.IndexFunc(r.NoData, func(g Gap) bool { return g.RuleID == "in_effect" }); i >= 0 {
			got = "?"
			if r.NoData[i].People != 1 || !slices.Equal(r.NoData[i].Names, []string{"石板村"}) {
				t.Errorf("open for %d people in %v", r.NoData[i].People, r.NoData[i].Names)
			}
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c, got, c.want)
		}
	}
}

// Findings name villages; people stand apart.
func TestPeopleStandApart(t *testing.T) {
	rec := twoVillages()
	rec.People[0].Review, rec.People[1].Review = "不称职", "不称职"
	rec.People[3].Review = "称职"
	r := run(t, rec, sampleRules(t))
	i := slices.IndexFunc(r.Findings, func(f Finding) bool { return f.RuleID == "poor_review" })
	if i < 0 {
		t.Fatal("not found")
	}
	f := r.Findings[i]
	if !slices.Equal(f.People, []int{0, 1}) || f.Name != "石板村" {
		t.Errorf("people %v in %s", f.People, f.Name)
	}
	for _, f := range append(r.Findings, r.Outlook...) {
		for _, p := range rec.People {
			if strings.Contains(f.Message+f.Measure+strings.Join(f.Facts, ""), p.Name) {
				t.Errorf("%s names %s", f.RuleID, p.Name)
			}
		}
	}
	i = slices.IndexFunc(r.Findings, func(f Finding) bool { return f.RuleID == "secretary_too_old" })
	if !slices.Equal(r.Findings[i].People, []int{3}) {
		t.Errorf("the people of a query: %v", r.Findings[i].People)
	}
}

func TestBefore(t *testing.T) {
	before := twoVillages()
	before.People[0].Birth = yanpan.MustDate("1960-01-01")
	before.People[0].Education = roster.Primary
	in := Input{Records: twoVillages(), Before: before, BeforeAsOf: yanpan.MustDate("2021-03-01"), Rules: sampleRules(t), Figures: figure.Options{AsOf: asOf}}
	in.Figures.Before = before
	r := Assess(in)
	// Before: 张三 61 and 赵六 57 make 59.0; now 41 and 63 make 52.0. One of two has a college now, none had.
	for id, want := range map[string]string{"secretaries_age_falls": "52.0岁 低于59岁 met", "secretaries_college_rises": "50.0% 超过0% met"} {
		x := target(t, r, id)
		if got := fmt.Sprintf("%s %s %s", x.Value, x.Required, x.Outcome); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if x := target(t, r, "secretaries_average_age"); x.Before != "59.0岁" {
		t.Errorf("before %q", x.Before)
	}
}

// Rules that nobody foresaw, on records: by data alone.
func TestUnforeseenRules(t *testing.T) {
	rec := twoVillages()
	rec.Villages[1].Kind, rec.Villages[1].Name = yanpan.VillageUrban, "柳树社区"
	rec.Told[roster.FieldSocialWorker] = true
	rec.People[0].Social = roster.Yes
	rec.People[0].Terms, rec.People[3].Terms = 1, 3
	rec.Members = []roster.PartyMember{
		{Identity: roster.Identity{Name: "甲", Village: 0}, Floating: roster.Yes}, {Identity: roster.Identity{Name: "乙", Village: 0}, Floating: roster.No},
		{Identity: roster.Identity{Name: "丙", Village: 1}, Floating: roster.No},
	}
	rec.Activities = []roster.Activity{{Village: township, Kind: "培训", Sessions: 2}, {Village: 0, Kind: "走访", Sessions: 5}}
	for _, c := range []struct{ scope, lines, want string }{
		{"village", "    for: village_kind == community\n    let: {workers: {label: 专职社工, count: members, where: social_worker}}\n    when: workers == 0\n", "柳树社区"},
		{"township", "    let:\n      all: {label: 书记, count: members, where: is_secretary}\n      long: {label: 任满两届, count: members, where: is_secretary && terms >= 2}\n    when: share(long, all) > percent(40)\n", ""},
		{"village", "    let:\n      all: {label: 党员, count: party_members}\n      roaming: {label: 流动党员, count: party_members, where: floating}\n    when: share(roaming, all) > percent(30)\n", "石板村"},
		{"village", "    let: {clerks: {label: 常职干部, count: people, where: is_regular_staff && age < 35}}\n    when: clerks > 0\n", "柳树社区"},
		{"township", "    let: {trained: {label: 培训场次, sum: activities, value: sessions, where: kind == \"培训\"}}\n    when: trained < 3\n", ""},
		{"township", "    let: {old: {label: 平均超过50岁的村, count: villages, where: average_age > 50}}\n    when: old == 1\n", ""},
	} {
		r := run(t, rec, ownRules(t, "problems.yaml", rule(c.scope, c.lines)))
		if len(r.Findings) != 1 || r.Findings[0].Name != c.want || len(r.NoData) != 0 {
			t.Errorf("%s: %+v %+v", c.lines, r.Findings, r.NoData)
		}
	}
}

// A village whose register of party members was not given is not one without
// party members: the rule says that it does not know.
func TestRegisterOfOneVillage(t *testing.T) {
	rec := twoVillages()
	rec.Members = []roster.PartyMember{{Identity: roster.Identity{Name: "甲", Village: 0}}, {Identity: roster.Identity{Name: "乙", Village: 0}}}
	r := run(t, rec, ownRules(t, "problems.yaml", rule("village", "    let: {all: {label: 党员, count: party_members}}\n    when: all < 3\n")))
	if len(r.Findings) != 1 || r.Findings[0].Village != 0 || len(r.NoData) != 1 || !slices.Equal(r.NoData[0].Villages, []int{1}) {
		t.Errorf("findings %+v, no data %+v", r.Findings, r.NoData)
	}
}

// Every rule ends in exactly one way for every village, and villages that are
// not there do not change the others.
func TestEveryVillageIsAccountedFor(t *testing.T) {
	rules := sampleRules(t)
	rapid.Check(t, func(t *rapid.T) {
		rec := &roster.Records{Told: map[roster.Field]bool{}}
		n := rapid.IntRange(1, 4).Draw(t, "villages")
		for v := range n {
			rec.Villages = append(rec.Villages, roster.Village{Name: fmt.Sprintf("第%d村", v+1), Kind: yanpan.VillageRural})
			for i := range rapid.IntRange(0, 5).Draw(t, "people") {
				birth := rapid.SampledFrom([]string{"", "1960", "1975-06", "1991-06-30"}).Draw(t, "birth")
				posts := rapid.SampledFrom([]string{"p", "v", "pv", "s", "d", "sd", "c"}).Draw(t, "posts")
				sex := rapid.SampledFrom([]yanpan.Sex{yanpan.SexUnknown, yanpan.Male, yanpan.Female}).Draw(t, "sex")
				edu := roster.Education(rapid.IntRange(0, 6).Draw(t, "education"))
				rec.People = append(rec.People, cadre(v, fmt.Sprintf("某%d", i), posts, sex, birth, edu))
			}
		}
		r := Assess(Input{Records: rec, Rules: rules, Figures: figure.Options{AsOf: asOf}})
		for _, x := range r.Targets {
			if x.Scope == policy.ScopeVillage && x.Met+len(x.Unmet)+len(x.NoData) != n {
				t.Fatalf("%s: %d met, %d unmet, %d without data of %d", x.RuleID, x.Met, len(x.Unmet), len(x.NoData), n)
			}
		}
		found := map[string]bool{}
		for _, f := range r.Findings {
			key := f.RuleID + f.Name
			if found[key] {
				t.Fatalf("%s is found twice", key)
			}
			found[key] = true
			if f.Message == "" || f.Basis.IsZero() {
				t.Fatalf("%s says nothing", f.RuleID)
			}
		}
	})
}

func TestCategories(t *testing.T) {
	fs := []Finding{
		{Category: "甲", Severity: "低", Village: 2, Measure: "一"}, {Category: "乙", Severity: "中", Village: 0},
		{Category: "甲", Severity: "高", Village: 1, Measure: "一"}, {Category: "甲", Severity: "低", Village: 2, Measure: "二"},
	}
	got := Categories(fs)
	if len(got) != 2 || got[0].Name != "甲" || got[0].Severity != "高" || !slices.Equal(got[0].Villages, []int{1, 2}) || !slices.Equal(got[0].Measures, []string{"一", "二"}) {
		t.Errorf("%+v", got)
	}
}

func BenchmarkAssess(b *testing.B) {
	rules := sampleRules(b)
	rec := &roster.Records{Told: map[roster.Field]bool{}}
	base := twoVillages()
	for v := range 38 {
		rec.Villages = append(rec.Villages, roster.Village{Name: fmt.Sprint(v), Kind: yanpan.VillageRural})
		for _, p := range base.People {
			p.Village = v
			rec.People = append(rec.People, p)
		}
	}
	for b.Loop() {
		Assess(Input{Records: rec, Rules: rules, Figures: figure.Options{AsOf: asOf}})
	}
}
