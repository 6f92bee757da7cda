package paper

import (
	"slices"
	"strings"
	"testing"

	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// show writes lines of 待补清单 for comparison.
func show(list []Lacking) []string {
	var out []string
	for _, l := range list {
		out = append(out, strings.Join([]string{l.Sheet, strings.Join(l.What, "、"), l.Places, strings.Join(l.For, "、")}, "|"))
	}
	return out
}

func gap(kind policy.RuleKind, label string, missing []policy.Missing, villages ...int) assess.Gap {
	return assess.Gap{RuleID: label, Label: label, Kind: kind, Missing: missing, Villages: villages}
}

func TestLackingIsOneLineASheet(t *testing.T) {
	m := material(three(), figure.Options{})
	audit := []policy.Missing{{Name: "audited_on", Label: "最近一次审计", Sheet: "村情表"}}
	grade := []policy.Missing{{Name: "grade", Label: "研判等次", Sheet: "村情表"}}
	seats := []policy.Missing{{Name: "total_seats_max", Label: "“两委”合计职数上限", Sheet: "村情表(或政策包的职数)"}, {Name: "total_seats_min", Label: "“两委”合计职数下限", Sheet: "村情表(或政策包的职数)"}}
	kin := []policy.Missing{{Name: "kin_pairs", Label: "近亲属关系", Sheet: "亲属关系申报表"}}
	for _, c := range []struct {
		name      string
		sentences []string
		gaps      []assess.Gap
		want      []string
	}{
		{"nothing", nil, nil, nil},
		{"a sentence", []string{"研判等次"}, nil, []string{"村情表|研判等次||报告正文"}},
		{"a whole sheet", []string{"后备力量名册"}, []assess.Gap{gap(policy.KindProblem, "没有后备", []policy.Missing{{Label: "后备干部", Sheet: "后备力量表"}}, 0, 1, 2)}, []string{"后备力量表|整张表未报||报告正文、排查问题:没有后备"}},
		{"registers of some villages", []string{"其余3个村(社区)的党员名册"}, nil, []string{"党员名册|整张表未报||报告正文"}},
		{"of one village", nil, []assess.Gap{gap(policy.KindProblem, "未审计", audit, 2)}, []string{"村情表|最近一次审计|柳林村|排查问题:未审计"}},
		{"of both kinds apart", nil, []assess.Gap{gap(policy.KindProblem, "甲", kin, 1), gap(policy.KindProblem, "乙", kin, 0, 2)}, []string{"亲属关系申报表|近亲属关系||排查问题:甲、排查问题:乙"}},
		{"of all villages of a kind", nil, []assess.Gap{gap(policy.KindProblem, "乙", kin, 0, 2)}, []string{"亲属关系申报表|近亲属关系|各村|排查问题:乙"}},
		{"different villages of one sheet", nil, []assess.Gap{gap(policy.KindProblem, "未审计", audit, 2), gap(policy.KindOutlook, "等次", grade, 0, 1, 2)},
			[]string{"村情表|最近一次审计(柳林村)、研判等次|见左|排查问题:未审计、预测态势:等次"}},
		{"seats", nil, []assess.Gap{gap(policy.KindTarget, "职数", seats, 0, 1, 2)}, []string{"村情表|核定职数||核对目标:职数"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m.Findings = &assess.Result{NoData: c.gaps}
			if got := show(m.lacking(c.sentences)); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// What a village lacks because its rows came back is told once, with the receipt.
func TestReturnedRowsAreToldOnce(t *testing.T) {
	m := material(three(), figure.Options{})
	m.Returned, m.Pending, m.Balance = []int{1, 0, 0}, []string{"石板村"}, roster.Balance{Read: 10, Accepted: 9, Rejected: 1}
	m.Findings = &assess.Result{NoData: []assess.Gap{
		gap(policy.KindProblem, "书记空缺", []policy.Missing{{Label: "职务", Sheet: "花名册"}}, 0),
		gap(policy.KindProblem, "学历", []policy.Missing{{Label: "学历", Sheet: "花名册"}}, 0, 2),
	}}
	got := show(m.lacking(nil))
	want := []string{"错误回执|退回的1行尚未更正|石板村|更正后人数等数字会变,这些村缺不缺人暂不下结论", "花名册|学历|柳林村|排查问题:学历"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	m.Pending, m.Balance = nil, roster.Balance{}
	if got := show(m.lacking(nil)); !strings.Contains(got[0], "看不出属于哪个班子") || !strings.Contains(got[0], "石板村") {
		t.Errorf("a post of no body: %q", got)
	}
}

// A village whose rows came back has no vacancy, no missing secretary and no
// missing woman on their account.
func TestReturnedRowsMakeNoVacancy(t *testing.T) {
	noSecretary := func() *roster.Records {
		rec := three()
		rec.People[6].Posts = nil
		return rec
	}
	opt := func(returned int) figure.Options {
		return figure.Options{Seats: []figure.Seats{{Total: 3}, {Total: 3}, {Total: 4, Returned: returned}}}
	}
	for _, c := range []struct {
		name     string
		returned []int
		heads    string
		vacant   string
		found    bool
	}{
		{"nothing came back", nil, "党组织书记2人、村(居)委会主任3人,柳林村党组织书记空缺。", "按核定职数,尚有空缺职位2个(柳林村2个)。", true},
		{"one row", []int{0, 0, 1}, "党组织书记2人、村(居)委会主任3人。", "按核定职数,尚有空缺职位1个(柳林村)。", false},
		{"two rows", []int{0, 0, 2}, "党组织书记2人、村(居)委会主任3人。", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			back := 0
			if c.returned != nil {
				back = c.returned[2]
			}
			m := material(noSecretary(), opt(back))
			m.Returned = c.returned
			heads, _ := say(t, m, "{{heads}}。")
			vacant, _ := say(t, m, "{{vacancies}}")
			if heads != c.heads || vacant != c.vacant {
				t.Errorf("%q %q", heads, vacant)
			}
			rules := assessed(t, noSecretary(), false).Rules
			result := assess.Assess(assess.Input{Records: noSecretary(), Rules: rules, Figures: figure.Options{AsOf: asOf()}, Returned: c.returned})
			found := slices.ContainsFunc(result.Findings, func(f assess.Finding) bool { return f.RuleID == "secretary_vacant" && f.Village == 2 })
			if found != c.found {
				t.Errorf("found vacant: %v", found)
			}
			woman := slices.ContainsFunc(result.Findings, func(f assess.Finding) bool {
				return f.RuleID == "villagers_committee_without_woman" && f.Village == 2
			})
			if woman != c.found {
				t.Errorf("found without a woman: %v", woman)
			}
		})
	}
	full := material(three(), figure.Options{Seats: []figure.Seats{{Total: 3}, {Total: 3}, {Total: 3}}})
	if got, _ := say(t, full, "{{vacancies}}"); got != "核定职数全部配齐。" {
		t.Errorf("all filled: %q", got)
	}
	if got, lacks := say(t, material(three(), figure.Options{}), "{{vacancies}}"); got != "" || lacks[0] != "空缺职位" {
		t.Errorf("no seats told: %q lacking %q", got, lacks)
	}
}
