package policy

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev"
)

// bar is an eligibility.yaml with one rule.
func bar(lines string) string {
	return "eligibility:\n  - id: one\n    label: 试验条件\n" + lines + basisLine
}

// eligibilityFaults are the mistakes an author can make in eligibility.yaml.
func eligibilityFaults() []faultCase {
	const f = "eligibility.yaml"
	return []faultCase{
		{"资格条件没有写条件", f, bar("    class: 不能\n"), f + ":2:9", "没有写条件"},
		{"性质写错", f, bar("    class: 禁止\n    when: sanctioned\n"), f + ":4:12", "性质不能是“禁止”"},
		{"条件写成了 when", f, bar("    class: 条件\n    when: age > 60\n"), f + ":4:12", "“条件”与写法不合"},
		{"不能写成了 require", f, bar("    class: 不能\n    require: age <= 60\n"), f + ":4:12", "“不能”与写法不合"},
		{"乡镇自己定法定禁止", f, bar("    class: 法定禁止\n    when: sanctioned\n"), f + ":4:12", "的包不能定法定的情形"},
		{"没有这种职务", f, bar("    class: 不能\n    posts: secretari\n    when: sanctioned\n"), f + ":5:12", "没有“secretari”这种职务"},
		{"用了部门查实而没有写部门", f, bar("    class: 不能\n    when: hit\n"), f + ":5:11", "没有写由哪个部门举证"},
		{"写了部门而没有用部门查实", f, bar("    class: 不能\n    department: police\n    when: sanctioned\n"), f + ":5:17", "条件里却没有用 hit"},
		{"有起算日没有年限", f, bar("    class: 不能\n    department: police\n    since: event_on\n    when: hit\n"), f + ":6:12", "写了起算日而没有写年限"},
		{"起算日不是日期", f, bar("    class: 不能\n    department: police\n    limits: {years: 5}\n    since: age\n    when: hit\n"), f + ":7:12", "不是日期"},
		{"例外没有写谁批准", f, bar("    class: 不能\n    when: sanctioned\n    exception: 特殊情况\n"), f + ":2:9", "例外和批准的层级要一起写"},
		{"职务高低写错", "ranks.yaml", "ranks:\n  - posts: secretary\n    rank: 100\n" + basisLine, "ranks.yaml:3:11", "层次“100”不对"},
		{"答复期限不合理", "departments.yaml", "departments:\n  - id: police\n    label: 公安\n    days: 0\n" + basisLine, "departments.yaml:4:11", "答复期限0个工作日不合理"},
		{"回避的一方写错", "avoidance.yaml", "avoidance:\n  - id: one\n    label: 甲\n    class: 不宜\n    one: village_committee\n    other: candidates\n" + basisLine, "avoidance.yaml:5:10", "一方不能是“village_committee”"},
	}
}

func sitFacts(pairs ...any) situationOf {
	m := FactMap{}
	for i := 0; i < len(pairs); i += 2 {
		m.Set(pairs[i].(string), pairs[i+1].(Value), "试验")
	}
	return situationOf{m}
}

// situationOf is facts without entries.
type situationOf struct{ FactMap }

func (situationOf) Records(Collection) ([]Facts, bool) { return nil, false }

const policeDepartment = "departments:\n  - id: police\n    label: 公安\n    days: 5\n" + basisLine

func TestPeriodBoundaries(t *testing.T) {
	p := packOf(t, goodPack, map[string]string{"departments.yaml": policeDepartment, "eligibility.yaml": bar("    class: 不能\n    department: police\n    limits: {years: 5}\n    since: event_on\n    when: hit\n")})
	for _, c := range []struct {
		on, at string
		want   Outcome
	}{
		{"2021-06-30", "2026-06-30", Found}, {"2021-06-30", "2026-07-01", Passed}, {"2020-02-29", "2025-02-28", Found}, {"2020-02-29", "2025-03-01", Passed},
		{"2021-06", "2026-05-31", Found}, {"2021-06", "2026-06-01", Found}, {"2021-06", "2026-06-02", NoData}, {"2021-06", "2026-06-30", NoData}, {"2021-06", "2026-07-01", Passed},
		{"2021", "2025-12-31", Found}, {"2021", "2026-06-01", NoData}, {"2021", "2027-01-01", Passed},
	} {
		s := sitFacts("hit", Bool(true), "event_on", Date(yanpan.MustDate(c.on)))
		v := p.Rules[0].Evaluate(s, yanpan.MustDate(c.at))
		if v.Outcome != c.want {
			t.Errorf("from %s at %s: %s, want %s", c.on, c.at, v.Outcome, c.want)
		}
		if v.Outcome == NoData && v.Reason == "" {
			t.Errorf("from %s at %s: no reason", c.on, c.at)
		}
	}
	v := p.Rules[0].Evaluate(sitFacts("hit", Bool(true), "event_on", Date(yanpan.MustDate("2021-06-30"))), yanpan.MustDate("2026-06-30"))
	if text := Explain(v).Text(); !strings.Contains(text, "起5年，到2026年6月30日为止，计算基准日2026年6月30日还在期内：成立") {
		t.Error(text)
	}
}

func TestPeriodOfEffect(t *testing.T) {
	p := packOf(t, goodPack, map[string]string{"departments.yaml": policeDepartment, "eligibility.yaml": bar("    class: 不宜\n    department: police\n    until: effect_until\n    when: hit\n")})
	for at, want := range map[string]Outcome{"2026-06-30": Found, "2026-07-01": Passed} {
		if v := p.Rules[0].Evaluate(sitFacts("hit", Bool(true), "effect_until", Date(yanpan.MustDate("2026-06-30"))), yanpan.MustDate(at)); v.Outcome != want {
			t.Errorf("%s: %s", at, v.Outcome)
		}
	}
	if v := p.Rules[0].Evaluate(sitFacts("hit", Bool(true)), yanpan.MustDate("2026-07-01")); v.Outcome != NoData || len(v.Missing) != 1 {
		t.Errorf("%+v", v)
	}
}

// The quick way and the way that explains come to the same, whatever is recorded.
func TestSieveAgreesWithEvaluate(t *testing.T) {
	rules, err := Overlay(ByLevel(load(t))...)
	if err != nil {
		t.Fatal(err)
	}
	sieve := NewSieve(rules.Eligibility, yanpan.MustDate("2026-11-20"), yanpan.MustDate("2026-12-20"))
	days := []string{"2021-11-20", "2021-11", "2024-02-29", "1990", "2026-11-01"}
	rapid.Check(t, func(rt *rapid.T) {
		row := sieve.Row()
		for _, v := range nomineeVariables() {
			if rapid.IntRange(0, 3).Draw(rt, v.Name) > 0 && !isAnswer(v.Name) {
				row.Set(v.Name, drawn(rt, v, days))
			}
		}
		var answer *Answer
		if rapid.Bool().Draw(rt, "answered") {
			answer = &Answer{Hit: rapid.Bool().Draw(rt, "hit")}
			if d := rapid.SampledFrom(append(days, "")).Draw(rt, "on"); d != "" {
				answer.EventOn = yanpan.MustDate(d)
			}
		}
		hand := sieve.Hand()
		for k, r := range sieve.Rules() {
			if quick, full := hand.Outcome(k, row, answer), hand.Verdict(k, row, answer).Outcome; quick != full {
				rt.Fatalf("%s: %s, %s", r.ID, quick, full)
			}
		}
	})
}

func drawn(t *rapid.T, v Variable, days []string) Value {
	switch v.Type {
	case TypeBool:
		return Bool(rapid.Bool().Draw(t, v.Name))
	case TypeInt:
		return Int(rapid.SampledFrom([]int{0, 2, 3, 4, 17, 18, 45, 46, 60, 61}).Draw(t, v.Name))
	case TypeText:
		return Text("某")
	case TypeDate:
		return Date(yanpan.MustDate(rapid.SampledFrom(days).Draw(t, v.Name)))
	}
	return Choice(v.Type, rapid.SampledFrom(choices(v.Type)).Draw(t, v.Name).constant)
}

// A row keeps only values of the type that its variable has.
func TestRowRefusesWrongTypes(t *testing.T) {
	s := NewSieve(nil, yanpan.MustDate("2026-11-20"), yanpan.Date{})
	r := s.Row()
	r.Set("age", Text("四十"))
	r.Set("nothing", Int(1))
	if f := r.Fact("age"); !f.Value.IsZero() || !r.Fact("nothing").Value.IsZero() {
		t.Errorf("%+v", f)
	}
	r.Set("age", Int(40))
	other := s.Row()
	other.CopyFrom(r)
	r.Clear()
	if other.Fact("age").Value != Int(40) || !r.Fact("age").Value.IsZero() {
		t.Error("copying or clearing a row went wrong")
	}
}

const lawBar = "eligibility:\n  - id: old\n    label: 年满18周岁\n    class: 条件\n    statutory: true\n    limits: {years: 18}\n    require: age >= years\n" + basisLine

func TestStatutoryEligibilityIsNotLoosened(t *testing.T) {
	above := packOf(t, lawPack, map[string]string{"eligibility.yaml": lawBar, "avoidance.yaml": "avoidance:\n  - id: kin\n    label: 回避\n    class: 法定禁止\n    one: villagers_committee\n    other: villagers_committee\n" + basisLine})
	for _, c := range []struct{ name, text, says string }{
		{"a number", "eligibility:\n  - adjust: old\n    limits: {years: 16}\n" + basisLine, "比法定的数放宽了"},
		{"switched off", "eligibility:\n  - adjust: old\n    off: true\n" + basisLine, "不能停用"},
		{"replaced", strings.Replace(bar("    class: 条件\n    require: age > 16\n"), "id: one", "id: old", 1), "不能整条替换"},
		{"avoidance replaced", "avoidance:\n  - id: kin\n    label: 回避\n    class: 不宜\n    one: villagers_committee\n    other: villagers_committee\n" + basisLine, "是法定的回避规定"},
		{"no such department", bar("    class: 不能\n    department: polise\n    when: hit\n"), "没有联审部门“polise”"},
	} {
		list, _, _ := strings.Cut(c.text, ":")
		_, err := Overlay(above, packOf(t, goodPack, map[string]string{list + ".yaml": c.text}))
		if fs := FaultsOf(err); len(fs) != 1 || !strings.Contains(fs[0].Message, c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// A local bar may be changed by a lower pack, and everything beside rules is laid over.
func TestEligibilityOverlay(t *testing.T) {
	rank := func(posts, n string) string { return "  - posts: " + posts + "\n    rank: " + n + "\n" + basisLine }
	relation := func(name string) string { return "  - relation: " + name + "\n" + basisLine }
	county := packOf(t, strings.Replace(goodPack, "level: township", "level: county", 1), map[string]string{
		"departments.yaml": policeDepartment, "kin.yaml": "kin:\n" + relation("岳父"), "ranks.yaml": "ranks:\n" + rank("two_committees", "2") + rank("secretary", "4"),
		"eligibility.yaml": bar("    class: 不能\n    department: police\n    limits: {years: 5}\n    since: event_on\n    when: hit\n"),
	})
	town := packOf(t, goodPack, map[string]string{
		"departments.yaml": "departments:\n  - id: police\n    label: 派出所\n    days: 3\n" + basisLine, "kin.yaml": "kin:\n" + relation("岳父") + relation("女婿"),
		"ranks.yaml": "ranks:\n" + rank("secretary", "5"), "eligibility.yaml": "eligibility:\n  - adjust: one\n    limits: {years: 8}\n" + basisLine,
	})
	rules, err := Overlay(county, town)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := rules.Department("police")
	if len(rules.Eligibility) != 1 || rules.Eligibility[0].limit("years") != Int(8) || d.Label != "派出所" || len(rules.Departments) != 1 || rules.DepartmentLabel("x") != "x" {
		t.Errorf("%+v %+v", rules.Eligibility[0].Limits, d)
	}
	if !slices.Equal(rules.Kin, []string{"岳父", "女婿"}) || rules.Ranks[OfficeSecretary] != 5 || rules.Ranks[OfficeDirector] != 2 {
		t.Errorf("%v %v", rules.Kin, rules.Ranks)
	}
}

func TestGroundless(t *testing.T) {
	for _, c := range []struct{ name, lines, want string }{
		{"age of a director", "    class: 条件\n    posts: director\n    require: age <= 60\n", "以年龄为条件,法律没有授权"},
		{"schooling of both committees", "    class: 条件\n    posts: two_committees\n    require: age <= 60 && education >= junior_college\n", "以年龄、学历为条件"},
		{"of a secretary: the party's own matter", "    class: 条件\n    posts: secretary\n    require: age <= 60\n", ""},
		{"with a ground", "    class: 条件\n    posts: director\n    ground: 云岭省村委会选举办法第12条\n    require: age <= 60\n", ""},
		{"where one lives", "    class: 条件\n    posts: director\n    require: in_village\n", ""},
	} {
		var got []string
		for _, f := range packOf(t, goodPack, map[string]string{"eligibility.yaml": bar(c.lines)}).Groundless() {
			got = append(got, f.Message)
			if f.Pos.Line != 2 || f.Remedy == "" {
				t.Errorf("%s: %+v", c.name, f)
			}
		}
		if s := strings.Join(got, ";"); c.want == "" && s != "" || !strings.Contains(s, yanpan.Typeset(c.want)) {
			t.Errorf("%s: %q", c.name, s)
		}
	}
}

func TestOffices(t *testing.T) {
	for _, o := range Offices() {
		if o.Label() == string(o) || o.Group().Label() == string(o.Group()) || !slices.Equal(SetOf(o).List(), []Office{o}) {
			t.Errorf("%s is not complete", o)
		}
	}
	if !GroupTwo.Has(OfficeDirector) || !GroupTwo.Has(OfficeSecretary) || GroupTwo.Has(OfficeSupervisor) || GroupParty.Has(OfficeDirector) {
		t.Error("groups hold the wrong offices")
	}
	if got := (groupSet(GroupTwo) | SetOf(OfficeWatcher)).Label(); got != "“两委”、监票人" {
		t.Error(got)
	}
	if !LevelCounty.AtLeast(LevelTownship) || LevelTownship.AtLeast(LevelCounty) || Level("").AtLeast(LevelTownship) {
		t.Error("levels are ordered wrongly")
	}
}

// The seats of the bodies beside the two committees come from whichever pack tells them.
func TestSeatsOfOtherBodies(t *testing.T) {
	rules, err := Overlay(ByLevel(load(t))...)
	if err != nil {
		t.Fatal(err)
	}
	facts := FactMap{}
	facts.Set("village_kind", Choice(TypeVillageKind, "rural"), "")
	facts.Set("village_class", Text("二类"), "")
	s, ok := rules.Seats(facts, yanpan.MustDate("2026-11-20"))
	if !ok || s.Villagers != (Span{3, 5}) || s.Supervisory != (Span{3, 5}) || s.Election != (Span{5, 9}) || s.SupervisoryBasis.IsZero() || s.Basis == s.SupervisoryBasis {
		t.Errorf("%+v", s)
	}
}

func TestPartyYears(t *testing.T) {
	for _, c := range []struct {
		joined, at string
		want       int
	}{{"2023-12-31", "2026-12-31", 3}, {"2024-01-01", "2026-12-31", 2}, {"2023-12", "2026-12-31", 3}, {"2023-12", "2026-12-30", 2}} {
		if got, ok := PartyYears(yanpan.MustDate(c.joined), yanpan.MustDate(c.at)); !ok || got != c.want {
			t.Errorf("%s at %s: %d", c.joined, c.at, got)
		}
	}
	if _, ok := PartyYears(yanpan.Date{}, yanpan.MustDate("2026-12-31")); ok {
		t.Error("years without a day of joining")
	}
}
