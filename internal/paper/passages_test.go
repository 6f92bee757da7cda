package paper

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// lines writes sections one a line.
func lines(sections []Section) []string {
	var out []string
	for _, s := range sections {
		out = append(out, s.Title+":"+s.Text)
	}
	return out
}

// The findings of the township of three, worked out by hand from its people:
// every committee is too small, 石板村 has nobody of 35 and a secretary of 51,
// 柳林村 no woman.
func TestProblemsAndMeasures(t *testing.T) {
	m := assessed(t, three(), true)
	got := lines(m.Problems())
	text := yanpanHalf(strings.Join(got, "\n"))
	for _, want := range []string{
		"石板村、柳林村村民委员会只有2人,少于法定的3人",
		"西河社区居民委员会只有2人,少于法定的5人",
		"石板村(51.0岁)、柳林村(47.7岁)班子平均年龄超过45岁",
		"石板村班子中没有35岁及以下成员",
		"柳林村班子中没有女成员",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the problems do not say %q:\n%s", want, text)
		}
	}
	for _, not := range []string{"大专以上学历的成员", "没有妇女成员", "受过处分"} {
		if strings.Contains(text, not) {
			t.Errorf("said twice, or not found: %q in\n%s", not, text)
		}
	}
	if len(got) > 7 {
		t.Errorf("%d headings", len(got))
	}
	steps := strings.Join(lines(m.Measures()), "\n")
	for _, want := range []string{"对柳林村,换届时落实妇女名额", "空缺的依法补选妇女委员", "对石板村,从致富能手"} {
		if !strings.Contains(yanpanHalf(steps), want) {
			t.Errorf("the measures do not say %q:\n%s", want, steps)
		}
	}
}

// yanpanHalf writes the marks of Chinese prose as templates are written.
func yanpanHalf(s string) string {
	return strings.NewReplacer("，", ",", "；", ";", "（", "(", "）", ")").Replace(s)
}

func TestExtent(t *testing.T) {
	rec := &roster.Records{}
	for i := range 10 {
		kind := yanpan.VillageRural
		if i == 9 {
			kind = yanpan.VillageUrban
		}
		rec.Villages = append(rec.Villages, roster.Village{Name: fmt.Sprintf("第%d村", i), Kind: kind})
	}
	m := &Material{Records: rec}
	for _, c := range []struct {
		n    int
		want string
	}{{0, ""}, {1, "个别村"}, {2, "个别村"}, {3, "部分村"}, {5, "部分村"}, {6, "多数村"}, {9, "多数村"}, {10, "各村(社区)"}} {
		var villages []int
		for v := range c.n {
			villages = append(villages, v)
		}
		if got := m.extent(villages); got != c.want {
			t.Errorf("%d of 10: %q, want %q", c.n, got, c.want)
		}
	}
	one := &Material{Records: &roster.Records{Villages: rec.Villages[:1]}}
	if got := one.extent([]int{0}); got != "" {
		t.Errorf("the only village: %q", got)
	}
	if got := m.extent([]int{9}); got != "个别社区" {
		t.Errorf("a community: %q", got)
	}
}

// finding makes a finding of a rule of the text.
func finding(id, category string, village int, message string, more ...func(*assess.Finding)) assess.Finding {
	f := assess.Finding{RuleID: id, Label: id, Category: category, Severity: "中", Village: village, Message: message, Measure: "整改" + id,
		Verdict: policy.Verdict{Rule: &policy.Rule{ID: id, Label: message, Scope: policy.ScopeVillage}}}
	if village >= 0 {
		f.Name = three().Villages[village].Name
	}
	for _, change := range more {
		change(&f)
	}
	return f
}

func TestFindingSentences(t *testing.T) {
	m := material(three(), figure.Options{})
	persons := func(people ...int) func(*assess.Finding) {
		return func(f *assess.Finding) { f.Verdict.Rule.Scope, f.People = policy.ScopePerson, people }
	}
	covers := func(f *assess.Finding) { f.Verdict.Rule.Covers = []string{"narrow"} }
	for _, c := range []struct {
		name, want string
		findings   []assess.Finding
	}{
		{"one village", "石板村没有甲。", []assess.Finding{finding("a", "甲", 0, "没有甲")}},
		{"the order of the records", "石板村、柳林村没有甲。", []assess.Finding{finding("a", "甲", 2, "没有甲"), finding("a", "甲", 0, "没有甲")}},
		{"two rules of one village", "石板村没有甲,没有乙。", []assess.Finding{finding("a", "甲", 0, "没有甲"), finding("b", "甲", 0, "没有乙")}},
		{"with a stop inside", "石板村没有甲;有乙,很久。", []assess.Finding{finding("a", "甲", 0, "没有甲"), finding("b", "甲", 0, "有乙,很久")}},
		{"two rules of two villages", "石板村没有甲。柳林村没有乙。", []assess.Finding{finding("a", "甲", 0, "没有甲"), finding("b", "甲", 2, "没有乙")}},
		{"the whole area", "全镇没有甲。", []assess.Finding{finding("a", "甲", -1, "全镇没有甲。")}},
		{"one person", "石板村有1名成员受处分。", []assess.Finding{finding("a", "甲", 0, "有成员受处分", persons(1))}},
		{"three persons", "石板村、西河社区共有3名成员受处分。", []assess.Finding{finding("a", "甲", 0, "有成员受处分", persons(1, 2)), finding("a", "甲", 1, "有成员受处分", persons(3))}},
		{"no number to say", "石板村成员受处分。", []assess.Finding{finding("a", "甲", 0, "成员受处分", persons(1))}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m.Findings = &assess.Result{Findings: c.findings}
			if got := m.findingSentences(c.findings); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	wide, narrow, elsewhere := finding("wide", "甲", 0, "没有成员", covers), finding("narrow", "乙", 0, "没有女成员"), finding("narrow", "乙", 2, "没有女成员")
	m.Findings = &assess.Result{Findings: []assess.Finding{wide, narrow, elsewhere}}
	if got := m.findingSentences(m.Findings.Findings); got != "石板村没有成员。柳林村没有女成员。" {
		t.Errorf("what is covered: %q", got)
	}
}

func TestStepsNameTheirVillages(t *testing.T) {
	m := material(three(), figure.Options{})
	measure := func(s string) func(*assess.Finding) { return func(f *assess.Finding) { f.Measure = s } }
	for _, c := range []struct {
		name, want string
		p          passage
	}{
		{"one village, two steps", "对石板村,补选;公开。", passage{findings: []assess.Finding{finding("a", "甲", 0, "", measure("补选。")), finding("b", "甲", 0, "", measure("公开"))}}},
		{"one step, two villages", "对石板村、柳林村,补选。", passage{findings: []assess.Finding{finding("a", "甲", 2, "", measure("补选")), finding("a", "甲", 0, "", measure("补选"))}}},
		{"the longer one says both", "对石板村,依法补选。", passage{findings: []assess.Finding{finding("a", "甲", 0, "", measure("补选")), finding("b", "甲", 0, "", measure("依法补选"))}}},
		{"of the area behind", "对石板村,补选。把比例分解到村。", passage{findings: []assess.Finding{finding("a", "甲", 0, "", measure("补选"))}, targets: []assess.Target{{Measure: "把比例分解到村"}}}},
		{"no measure", "", passage{findings: []assess.Finding{finding("a", "甲", 0, "", measure(""))}}},
	} {
		if got := m.stepsText(steps(c.p), nil); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Categories stand under the headings of the packs, in their order; one that no
// pack knows has its own.
func TestHeadings(t *testing.T) {
	m := material(three(), figure.Options{})
	m.Rules.Themes = []policy.Theme{
		{ID: "one", Problem: "结构不合理", Measure: "优化结构", Categories: []string{"年龄", "学历"}},
		{ID: "two", Problem: "运行不规范", Measure: "规范运行", Categories: []string{"公开"}},
	}
	high := func(f *assess.Finding) { f.Severity = "高" }
	m.Findings = &assess.Result{Findings: []assess.Finding{
		finding("x", "本地问题", 0, "有本地问题"), finding("p", "公开", 1, "没有公开", high), finding("e", "学历", 2, "学历低"), finding("a", "年龄", 2, "年龄大"),
	}}
	want := []string{"个别村结构不合理:柳林村年龄大,学历低。", "个别社区运行不规范:西河社区没有公开。", "个别村本地问题:石板村有本地问题。"}
	if got := lines(m.Problems()); !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
	want = []string{"优化结构:对柳林村,整改a;整改e。", "规范运行:对西河社区,整改p。", "解决本地问题问题:对石板村,整改x。"}
	if got := lines(m.Measures()); !slices.Equal(got, want) {
		t.Errorf("measures %q, want %q", got, want)
	}
	if got := (&Material{Records: three(), Findings: &assess.Result{}}).Problems(); len(got) > 0 {
		t.Errorf("without findings: %v", got)
	}
}

// More villages than a paper names: the worst five, in the order of the records.
func TestWorstVillages(t *testing.T) {
	rec := three()
	rec.Villages = append(rec.Villages, three().Villages...)
	for i := range rec.Villages {
		rec.Villages[i].Name = fmt.Sprintf("%d号村", i+1)
		rec.Villages[i].Kind = yanpan.VillageRural
	}
	rec.People = nil
	for v := range rec.Villages { // the ages of the villages: 46, 47, 48, 49, 50, 51
		p := three().People[0]
		p.Village, p.Name, p.Birth = v, fmt.Sprintf("甲%d", v), yanpan.MustDate(fmt.Sprintf("%d-01", 1980-v))
		q := three().People[1] // a roster of heads alone tells no team's age
		q.Village, q.Name, q.Birth = v, fmt.Sprintf("乙%d", v), p.Birth
		rec.People = append(rec.People, p, q)
	}
	text := strings.Join(lines(assessed(t, rec, true).Problems()), "\n")
	if want := "6个村班子平均年龄超过45岁,其中2号村(47.0岁)、3号村(48.0岁)、4号村(49.0岁)、5号村(50.0岁)、6号村(51.0岁)较为突出。"; !strings.Contains(text, want) {
		t.Errorf("%s\ndoes not say %s", text, want)
	}
}
