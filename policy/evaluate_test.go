package policy

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev"
)

// loadRule loads a pack of one rule.
func loadRule(t testing.TB, file, text string) *Rule {
	t.Helper()
	p, err := Load(packFS(file, text), ".", "试验")
	if err != nil {
		t.Fatal(err)
	}
	return p.Rules[0]
}

func facts(pairs ...any) caseSituation {
	m := FactMap{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name := pairs[i].(string)
		switch v := pairs[i+1].(type) {
		case int:
			m.Set(name, Int(v), "")
		case bool:
			m.Set(name, Bool(v), "")
		case string:
			m.Set(name, Date(yanpan.MustDate(v)), "")
		case yanpan.Ratio:
			m.Set(name, Ratio(v), "")
		case Fact:
			m[name] = v
		}
	}
	return caseSituation{FactMap: m}
}

var asOf = yanpan.MustDate("2026-06-30")

// Facts that nobody recorded matter only if they would decide.
func TestMissingFactsShortCircuit(t *testing.T) {
	for _, c := range []struct {
		when string
		s    caseSituation
		want Outcome
		miss string
	}{
		{"gender_female == 0 && members > 3", facts("members", 3), Passed, ""},
		{"gender_female == 0 && members > 3", facts("members", 4), NoData, "花名册:性别"},
		{"gender_female == 0 || members > 3", facts("members", 4), Found, ""},
		{"gender_female == 0 || members > 3", facts("members", 3), NoData, "花名册:性别"},
		{"!(members > 3)", facts(), NoData, "花名册:职务"},
		{"members > 3 ? gender_female == 0 : true", facts("members", 1), Found, ""},
		{"share(gender_female, members) > percent(30)", facts("gender_female", 1, "members", 0), NoData, ""},
		{"members > 0 && share(gender_female, members) > percent(30)", facts("gender_female", 0, "members", 0), Passed, ""},
	} {
		v := loadRule(t, "problems.yaml", problem("    when: |\n      "+c.when+"\n")).Evaluate(c.s, asOf)
		if v.Outcome != c.want {
			t.Errorf("%s with %v: %s, want %s", c.when, c.s.FactMap, v.Outcome, c.want)
		}
		if got := strings.Join(Explain(v).Missing, ","); got != c.miss {
			t.Errorf("%s: missing %q, want %q", c.when, got, c.miss)
		}
	}
}

// A span decides only if both its ends say the same.
func TestSpans(t *testing.T) {
	rule := loadRule(t, "problems.yaml", problem("    when: gender_female == 0\n"))
	span := func(low, high int) caseSituation {
		return facts("gender_female", Fact{Value: Int(low), High: Int(high)})
	}
	for _, c := range []struct {
		low, high int
		want      Outcome
	}{{0, 1, NoData}, {1, 2, Passed}} {
		if v := rule.Evaluate(span(c.low, c.high), asOf); v.Outcome != c.want {
			t.Errorf("%d to %d: %s, want %s", c.low, c.high, v.Outcome, c.want)
		}
	}
}

func TestAbsentAndWronglyTypedFactsAreNoData(t *testing.T) {
	rule := loadRule(t, "problems.yaml", problem("    when: gender_female == 0\n"))
	for _, s := range []caseSituation{facts(), facts("gender_female", true), facts("gender_female", yanpan.Ratio{Num: 0, Den: 1})} {
		if v := rule.Evaluate(s, asOf); v.Outcome != NoData {
			t.Errorf("%v: %s", s.FactMap, v.Outcome)
		}
	}
}

// Dates that are not fully recorded never make anything overdue by guess.
func TestImpreciseDates(t *testing.T) {
	rule := loadRule(t, "problems.yaml", problem("    when: months_after(published_on, 3) < as_of\n"))
	for published, want := range map[string]Outcome{
		"2026-03-29": Found, "2026-03-30": Passed, "2026-03": Passed, "2026-02": Found, "2026": Passed, "2025": Found,
	} {
		if v := rule.Evaluate(facts("published_on", published), asOf); v.Outcome != want {
			t.Errorf("published %s: %s, want %s", published, v.Outcome, want)
		}
	}
}

// Shares are compared exactly: a percentage rounded to 30.0% may be above or below 30%.
func TestSharesAreExact(t *testing.T) {
	rule := loadRule(t, "problems.yaml", problem("    when: share(gender_female, members) > percent(30)\n"))
	for _, c := range []struct {
		women, all int
		want       Outcome
	}{{3, 10, Passed}, {30001, 100000, Found}, {29999, 100000, Passed}, {1, 3, Found}} {
		if v := rule.Evaluate(facts("gender_female", c.women, "members", c.all), asOf); v.Outcome != c.want {
			t.Errorf("%d of %d: %s, want %s", c.women, c.all, v.Outcome, c.want)
		}
	}
}

// The gap is the least change that meets the need: one less does not.
func TestGapIsLeast(t *testing.T) {
	ops := []needOp{needOver, needAtLeast, needUnder, needAtMost}
	rapid.Check(t, func(t *rapid.T) {
		op := rapid.SampledFrom(ops).Draw(t, "op")
		base := rapid.Int64Range(1, 200).Draw(t, "base")
		count := rapid.Int64Range(0, base).Draw(t, "count")
		bound := yanpan.Ratio{Num: rapid.Int64Range(0, 100).Draw(t, "percent"), Den: 100}
		k, ok := Need{Op: string(op)}.gap(count, base, true, bound)
		holds := func(n int64) bool { return op.holds(yanpan.Ratio{Num: n, Den: base}, bound) }
		step := int64(1)
		if op.down() {
			step = -1
		}
		if !ok { // more than everybody would be needed
			if op.up() && !holds(base) {
				return
			}
			t.Fatal("a gap that can be closed is not told")
		}
		if !holds(count+step*k) && count+step*k >= 0 {
			t.Fatalf("%d of %d %s %v: %d people do not help", count, base, op, bound, k)
		}
		if k > 0 && holds(count+step*(k-1)) {
			t.Fatalf("%d of %d %s %v: %d people are more than needed", count, base, op, bound, k)
		}
	})
}

// Rules that nobody foresaw, by data alone.
func TestUnforeseenRules(t *testing.T) {
	records := map[Collection][]Facts{
		Members: {
			row("is_secretary", true, "terms", 2, "social_worker", false, "age", 50),
			row("is_secretary", false, "terms", 1, "social_worker", false, "age", 30),
		},
		PartyMembers: {row("floating", true), row("floating", false), row("floating", false)},
		Activities:   {row("sessions", 3, "copies", 50), row("sessions", 4)},
		Villages: {
			FactMap{"gender_female": {Name: "gender_female", Value: Int(1)}},
			FactMap{"gender_female": {Name: "gender_female", Value: Int(0)}},
		},
	}
	for _, c := range []struct {
		name, rule, scope string
		want              Outcome
	}{
		{"每个社区至少1名专职社工", "for: village_kind == community\n    let: {workers: {label: 专职社工, count: members, where: social_worker}}\n    when: workers == 0", "village", Found},
		{"书记任职满两届的不超过四成", "let:\n      all: {label: 书记, count: members, where: is_secretary}\n      long: {label: 任满两届的书记, count: members, where: is_secretary && terms >= 2}\n    when: share(long, all) > percent(40)", "township", Found},
		{"流动党员超过三成", "let:\n      all: {label: 党员, count: party_members}\n      roaming: {label: 流动党员, count: party_members, where: floating}\n    when: share(roaming, all) > percent(30)", "village", Found},
		{"全年活动不足八次", "let: {held: {label: 场次, sum: activities, value: sessions}}\n    when: held < 8", "township", Found},
		{"一半的村没有女成员", "let:\n      none: {label: 无女成员的村, count: villages, where: gender_female == 0}\n      all: {label: 村, count: villages}\n    when: share(none, all) >= share(1, 2)", "township", Found},
		{"班子最大与最小年龄差", "let:\n      oldest: {label: 最大年龄, largest: members, value: age}\n      youngest: {label: 最小年龄, smallest: members, value: age}\n      spread: {label: 年龄差, value: oldest - youngest}\n    when: spread >= 20", "village", Found},
		{"平均任职不满两届", "let: {mean: {label: 平均届数, average: members, value: terms}}\n    when: mean < 2", "village", Found},
		{"问卷份数有一次没有登记", "let: {copies: {label: 份数, count: activities, where: copies >= 50}}\n    when: copies == 1", "township", NoData},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(problem("    "+c.rule+"\n"), "scope: village", "scope: "+c.scope, 1)
			rule := loadRule(t, "problems.yaml", text)
			s := caseSituation{FactMap: FactMap{"village_kind": {Value: Choice(TypeVillageKind, "community")}}, records: records}
			if v := rule.Evaluate(s, asOf); v.Outcome != c.want {
				t.Errorf("%s, want %s\n%s", v.Outcome, c.want, Explain(v).Text())
			}
		})
	}
}

func row(pairs ...any) Facts { return facts(pairs...).FactMap }

func TestExplainNamesWhatDecided(t *testing.T) {
	rule := loadRule(t, "problems.yaml", problem("    limits: {years: 45}\n    when: members > 0 && (average_age > years || gender_female == 0)\n"))
	v := rule.Evaluate(facts("members", 5, "average_age", yanpan.Ratio{Num: 233, Den: 5}, "gender_female", 1), asOf)
	got := Explain(v)
	want := []Clause{
		{Text: "“两委”成员(5人)大于0", Source: "when", Holds: "成立", Decides: true},
		{Text: "平均年龄(46.6岁)大于45", Source: "when", Holds: "成立", Decides: true},
		{Text: "女成员(1人)等于0", Source: "when", Holds: "不成立", Decides: false},
	}
	if fmt.Sprint(got.Clauses) != fmt.Sprint(want) {
		t.Errorf("got  %+v\nwant %+v", got.Clauses, want)
	}
	if text := plainMarks(got.Text()); !strings.Contains(text, "→ 平均年龄(46.6岁)大于45:成立") {
		t.Errorf("text:\n%s", text)
	}
}

func TestExplainTarget(t *testing.T) {
	rule := loadRule(t, "targets.yaml", target("    value: gender_female\n    of: members\n    need: {over: 30%}\n"))
	v := rule.Evaluate(facts("gender_female", 19, "members", 67), asOf)
	if v.Outcome != Unmet || v.Gap != 2 || v.ValueText() != "28.4%" || v.RequiredText() != "超过30%" {
		t.Errorf("%s %d %s %s", v.Outcome, v.Gap, v.ValueText(), v.RequiredText())
	}
	if got := plainMarks(Explain(v).Short()); got != "女性比例 19÷67=28.4%,要求超过30%,不成立" {
		t.Errorf("short %q", got)
	}
}

func TestMessagesFillIn(t *testing.T) {
	text := strings.Replace(problem("    limits: {years: 45}\n    when: average_age > years\n"), "班子平均年龄偏大", "\"{{.village}}平均{{.average_age}}岁,超过{{.years}}岁\"", 1)
	v := loadRule(t, "problems.yaml", text).Evaluate(facts("average_age", yanpan.Ratio{Num: 261, Den: 5}), asOf)
	if got := plainMarks(v.Message("石板村", "清水镇")); got != "石板村平均52.2岁,超过45岁" {
		t.Errorf("message %q", got)
	}
}

// Costs are bounded: an expression cannot run away.
func TestLongExpressionsAreRefused(t *testing.T) {
	for _, when := range []string{
		strings.Repeat("(", 200) + "members" + strings.Repeat(")", 200) + " > 0",
		"members > 0" + strings.Repeat(" && members > 0", 400),
	} {
		if _, err := Load(packFS("problems.yaml", problem("    when: "+when+"\n")), ".", "试验"); err == nil {
			t.Errorf("%d characters are accepted", len(when))
		}
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{"3": "3", "-3": "-3", "45.5": "45.5", "30%": "3/10", "1/3": "1/3", "0.5%": "1/200"} {
		v, ok := parseNumber(text)
		r, _ := v.Number()
		if !ok || rat(r).RatString() != want && r.Round(1) != want {
			t.Errorf("%s: %v %v, want %s", text, v, ok, want)
		}
	}
	for _, text := range []string{"", "%", "3岁", "1/0", "--1", "1e9", "9999999999999999999", "3-1", "0x10", "."} {
		if v, ok := parseNumber(text); ok {
			t.Errorf("%q is read as %v", text, v)
		}
	}
}

func TestFloorAndCeil(t *testing.T) {
	for _, c := range []struct{ num, den, floor, ceil int64 }{{7, 2, 3, 4}, {-7, 2, -4, -3}, {6, 2, 3, 3}, {0, 5, 0, 0}, {-6, 3, -2, -2}} {
		r := yanpan.Ratio{Num: c.num, Den: c.den}
		if floor(r) != c.floor || ceil(r) != c.ceil {
			t.Errorf("%d/%d: %d, %d", c.num, c.den, floor(r), ceil(r))
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	rule := loadRule(b, "problems.yaml", problem("    limits: {years: 45}\n    when: members > 0 && average_age > years\n"))
	s := facts("members", 5, "average_age", yanpan.Ratio{Num: 233, Den: 5})
	for b.Loop() {
		if rule.Evaluate(s, asOf).Outcome != Found {
			b.Fatal("wrong")
		}
	}
}

func BenchmarkPerson(b *testing.B) {
	text := strings.Replace(problem("    limits: {years: 45}\n    for: is_secretary && newly_elected\n    when: age > years || education < junior_college\n"), "scope: village", "scope: person", 1)
	rule := loadRule(b, "problems.yaml", text)
	s := facts("is_secretary", true, "newly_elected", true, "age", 50)
	for b.Loop() {
		if rule.Evaluate(s, asOf).Outcome != Found {
			b.Fatal("wrong")
		}
	}
}
