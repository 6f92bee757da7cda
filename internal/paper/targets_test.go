package paper

import (
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
)

// rule is a rule of the township whose value is in the unit and needs the bound.
func rule(unit string, need policy.Need) *policy.Rule {
	return &policy.Rule{ID: "t", Scope: policy.ScopeTownship, Unit: unit, Need: need}
}

func TestTargetSentence(t *testing.T) {
	m := material(three(), figure.Options{})
	day := yanpan.MustDate("2026-12")
	woman := assess.Target{Label: "女性比例", Scope: policy.ScopeTownship, BaseDate: day, Value: "22.2%", Required: "超过30%", HasGap: true, Gap: 1, GapUnit: "人", Verdict: policy.Verdict{Rule: rule("%", policy.Need{Op: "over"})}}
	age := assess.Target{Label: "书记平均年龄", Scope: policy.ScopeTownship, BaseDate: day, Value: "46.5岁", Required: "不超过46岁", Verdict: policy.Verdict{Rule: rule("岁", policy.Need{Op: "at_most"})}}
	over := assess.Target{Label: "班子人数", Scope: policy.ScopeTownship, BaseDate: asOf(), Value: "9人", Required: "不超过8人", HasGap: true, Gap: 1, GapUnit: "人", Verdict: policy.Verdict{Rule: rule("人", policy.Need{Op: "at_most"})}}
	villages := assess.Target{Label: "每个班子至少1名女性", Scope: policy.ScopeVillage, BaseDate: asOf(), Unmet: []assess.Shortfall{{Village: 2, Name: "柳林村"}}}
	people := assess.Target{Label: "新进人员45岁以下", Scope: policy.ScopePerson, BaseDate: day, Unmet: []assess.Shortfall{{Village: 0, Name: "石板村", People: []int{1, 2}}, {Village: 2, Name: "柳林村", People: []int{7}}}}
	for _, c := range []struct {
		name, want string
		targets    []assess.Target
	}{
		{"none", "", nil},
		{"a share does not change with the day", "女性比例为22.2%,要求超过30%,还差1人。", []assess.Target{woman}},
		{"an age does", "按方案以2026年12月为基准日计算,书记平均年龄为46.5岁,要求不超过46岁。", []assess.Target{age}},
		{"too many", "班子人数为9人,要求不超过8人,多出1人。", []assess.Target{over}},
		{"villages", "柳林村未达到“每个班子至少1名女性”的要求。", []assess.Target{villages}},
		{"people are counted, villages named", "按方案以2026年12月为基准日计算,有3人未达到“新进人员45岁以下”的要求,涉及石板村、柳林村。", []assess.Target{people}},
		{"the day once", "按方案以2026年12月为基准日计算,书记平均年龄为46.5岁,要求不超过46岁;有3人未达到“新进人员45岁以下”的要求,涉及石板村、柳林村。", []assess.Target{age, people}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.targetSentence(c.targets); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// The targets of the sample are its own township's; nobody else's paper has
// them, or cites its plan.
func TestBorrowedRules(t *testing.T) {
	for _, c := range []struct {
		township string
		borrowed bool
	}{{"清水镇", false}, {"青石镇", true}} {
		rec := three()
		for i := range rec.Villages {
			rec.Villages[i].Township = c.township
		}
		m := assessed(t, rec, true)
		m.Org = c.township + "党委"
		if m.Borrowed() != c.borrowed {
			t.Fatalf("%s: %v", c.township, m.Borrowed())
		}
		var text strings.Builder
		for _, s := range append(lines(m.Problems()), lines(m.Measures())...) {
			text.WriteString(s)
		}
		books := []Workbook{m.Statistics(), m.ProblemBook(), m.InternalBook(m.lacking(nil))}
		for _, b := range books {
			for _, s := range b.Sheets {
				text.WriteString(s.Title + s.Note)
				for _, r := range s.Rows {
					for _, cell := range r {
						text.WriteString(cell.Text)
					}
				}
			}
		}
		if got := strings.Contains(text.String(), "换届工作方案"); got == c.borrowed {
			t.Errorf("%s: the plan of the sample is cited: %v", c.township, got)
		}
		if got := strings.Contains(text.String(), "要求超过30%"); got == c.borrowed {
			t.Errorf("%s: a target of the sample is required: %v", c.township, got)
		}
		if got := strings.Contains(text.String(), "本地换届方案"); got != c.borrowed {
			t.Errorf("%s: the desk is told to bring a plan: %v", c.township, got)
		}
	}
}

// A target that fails where a problem of the same heading was found is not said again.
func TestUnmetIsSaidOnce(t *testing.T) {
	m := material(three(), figure.Options{})
	m.Rules.Themes = []policy.Theme{{ID: "women", Problem: "女干部不足", Measure: "配强女干部", Categories: []string{"无女性成员", "女性目标"}}}
	short := []assess.Shortfall{{Village: 2, Name: "柳林村"}}
	target := func(category string, unmet []assess.Shortfall, advisory bool) assess.Target {
		return assess.Target{Label: category, Category: category, Scope: policy.ScopeVillage, Outcome: policy.Unmet, Unmet: unmet, Advisory: advisory}
	}
	for _, c := range []struct {
		name    string
		targets []assess.Target
		want    []string
	}{
		{"the same villages", []assess.Target{target("女性目标", short, false)}, nil},
		{"other villages", []assess.Target{target("女性目标", []assess.Shortfall{{Village: 0, Name: "石板村"}}, false)}, []string{"女性目标"}},
		{"another heading", []assess.Target{target("年龄目标", short, false)}, []string{"年龄目标"}},
		{"only recommended", []assess.Target{target("年龄目标", short, true)}, nil},
		{"of nobody", []assess.Target{target("年龄目标", nil, false)}, nil},
	} {
		m.Findings = &assess.Result{Findings: []assess.Finding{finding("w", "无女性成员", 2, "没有女成员")}, Targets: c.targets}
		var got []string
		for _, u := range m.unmet() {
			got = append(got, u.Category)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
