package policy

import (
	"strings"
	"testing"
)

// onlyRule loads a pack with one rule.
func onlyRule(t *testing.T, file, text string) *Rule {
	t.Helper()
	return packOf(t, goodPack, map[string]string{file: text}).Rules[0]
}

func TestJudged(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"problems.yaml", problem("    when: members > 3 && average_age > 45\n"), "members average_age"},
		{"problems.yaml", problem("    limits: {most: 3}\n    when: debt > income || members > most\n"), "debt income members"},
		{"problems.yaml", problem("    when: months_after(meeting_on, 6) < as_of\n"), "meeting_on"},
		{"problems.yaml", problem("    let:\n      gone: {label: 差额, value: registered - resident}\n    when: share(gone, registered) > percent(50)\n"), "gone registered resident"},
		{"problems.yaml", problem("    let:\n      old: {label: 年长的, count: members, where: age > 60}\n    for: village_kind == rural\n    when: old > 0\n"), "old"},
		{"targets.yaml", target("    value: gender_female\n    of: members\n    need: {over: 30%}\n"), "gender_female members"},
		{"targets.yaml", target("    value: secretaries_average_age\n    need: {under: before_secretaries_average_age}\n"), "secretaries_average_age before_secretaries_average_age"},
	} {
		if got := strings.Join(onlyRule(t, c.file, c.text).Judged(), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestGapUnit(t *testing.T) {
	count := func(of, unit string) string {
		return "    let:\n      some: {label: 若干" + unit + ", count: " + of + "}\n"
	}
	for _, c := range []struct{ lines, unit, required string }{
		{"    value: gender_female\n    of: members\n    need: {over: 30%}\n", "人", "超过30%"},
		{"    value: dual_head\n    of: villages\n    need: {at_least: 50%}\n", "个村", "不少于50%"},
		{count("villages", ", unit: 个") + "    value: some\n    of: villages\n    unit: 个\n    need: {at_least: 80%}\n", "个村", "不少于80%"},
		{count("villages", "") + "    value: some\n    unit: 个\n    need: {at_most: 2}\n", "个村", "不超过2个"},
		{count("members", "") + "    value: some\n    need: {at_least: 1}\n", "人", "不少于1"},
		{count("activities", ", unit: 次") + "    value: some\n    unit: 次\n    need: {at_least: 4}\n", "次", "不少于4次"},
		{"    value: share(dual_head, villages)\n    unit: 个\n    need: {at_least: 0.8}\n", "个村", "不少于80%"},
		{"    value: members - gender_female\n    need: {at_most: 9}\n", "人", "不超过9"},
	} {
		r := onlyRule(t, "targets.yaml", target(c.lines))
		if got := r.Need.Show(r.Unit, r.Need.Bound); r.GapUnit() != c.unit || got != c.required {
			t.Errorf("%s: %s %s, want %s %s", c.lines, r.GapUnit(), got, c.unit, c.required)
		}
	}
}

// A share of villages falls short by villages.
func TestGapOfVillages(t *testing.T) {
	r := onlyRule(t, "targets.yaml", target("    value: dual_head\n    of: villages\n    need: {at_least: 80%}\n"))
	v := r.Evaluate(facts("dual_head", 3, "villages", 10), asOf)
	if v.Outcome != Unmet || v.Gap != 5 || v.Rule.GapUnit() != "个村" {
		t.Errorf("%s, %d%s missing, want 5个村", v.Outcome, v.Gap, v.Rule.GapUnit())
	}
}
