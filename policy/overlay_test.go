package policy

import (
	"strings"
	"testing"
	"testing/fstest"

	"yanpan.dev"
)

const lawPack = `authority: national
topic: law
label: 上位法
level: national
from: 2026-01-01
basis: {source: 村民委员会组织法, confidence: 原文}
`

const lawRules = `problems:
  - id: small
    label: 成员太少
    scope: village
    statutory: true
    severity: 高
    limits: {least: 3, note: 10}
    tighten: {least: up}
    when: villagers_committee < least && members < note
    message: 只有{{.villagers_committee}}人,少于{{.least}}人
    basis: {source: 村民委员会组织法, article: 第8条, confidence: 原文}
  - id: free
    label: 惯例
    scope: village
    severity: 低
    when: members < 5
    message: 少
    basis: {source: 惯例, confidence: 旁证}
`

const lawTargets = `targets:
  - id: share
    label: 妇女代表
    scope: township
    statutory: true
    value: gender_female
    of: members
    need: {at_least: 1/3}
    basis: {source: 村民委员会组织法, article: 第29条, confidence: 原文}
`

func packOf(t *testing.T, pack string, files map[string]string) *Pack {
	t.Helper()
	fsys := fstest.MapFS{"pack.yaml": {Data: []byte(pack)}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := Load(fsys, ".", "试验")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func law(t *testing.T) *Pack {
	return packOf(t, lawPack, map[string]string{"problems.yaml": lawRules, "targets.yaml": lawTargets})
}

func adjustText(file, rule, lines string) map[string]string {
	list := strings.TrimSuffix(file, ".yaml")
	return map[string]string{file: list + ":\n  - adjust: " + rule + "\n" + lines + basisLine}
}

func TestTightening(t *testing.T) {
	local := packOf(t, goodPack, adjustText("problems.yaml", "small", "    limits: {least: 5}\n    severity: 中\n    message: 不到{{.least}}人\n"))
	rules, err := Overlay(law(t), local)
	if err != nil {
		t.Fatal(err)
	}
	r := rules.Rule("small")
	v := r.Evaluate(facts("villagers_committee", 4, "members", 4), asOf)
	if v.Outcome != Found || r.Severity != "中" || v.Message("", "") != "不到5人" || len(r.Adjusted) != 1 {
		t.Errorf("%s %s %q %v", v.Outcome, r.Severity, v.Message("", ""), r.Adjusted)
	}
	if old := law(t).Rules[1]; old.ID == "small" && old.Evaluate(facts("villagers_committee", 4, "members", 4), asOf).Outcome != Passed {
		t.Error("the law's own rule changed")
	}
	tighter := packOf(t, goodPack, adjustText("targets.yaml", "share", "    need: {over: 1/3}\n"))
	if rules, err = Overlay(law(t), tighter); err != nil {
		t.Fatal(err)
	}
	if v := rules.Rule("share").Evaluate(facts("gender_female", 1, "members", 3), asOf); v.Outcome != Unmet {
		t.Errorf("exactly a third: %s", v.Outcome)
	}
}

// What a lower pack may not do, with both places named.
func TestLoosening(t *testing.T) {
	for _, c := range []struct{ name, file, rule, lines, says, names string }{
		{"放宽数值", "problems.yaml", "small", "    limits: {least: 2}\n", "“least”比法定的数放宽了:法定为3", "problems.yaml:7:21"},
		{"改不能改的数", "problems.yaml", "small", "    limits: {note: 11}\n", "“note”比法定的数放宽了", "problems.yaml:7:30"},
		{"改法定规则的基准日", "problems.yaml", "small", "    base_date: 2020-01\n", "计算基准日不能改", "problems.yaml:2:9"},
		{"停用法定规则", "problems.yaml", "small", "    off: true\n", "是法定规则", "problems.yaml:2:9"},
		{"放宽要求", "targets.yaml", "share", "    need: {at_least: 30%}\n", "比法定的要求放宽了:法定为不少于1/3", "targets.yaml:8:22"},
		{"反过来要求", "targets.yaml", "share", "    need: {at_most: 50%}\n", "比法定的要求放宽了", "targets.yaml:8:22"},
		{"没有这条规则", "problems.yaml", "smal", "    limits: {least: 5}\n", "上级政策包里没有规则“smal”", "small"},
		{"没有这个数", "problems.yaml", "small", "    limits: {leest: 5}\n", "没有数值“leest”", "small"},
		{"类型不同", "problems.yaml", "small", "    limits: {least: 50%}\n", "这里应是整数", ""},
		{"文件不对", "targets.yaml", "small", "    limits: {least: 5}\n", "“small”是问题", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Overlay(law(t), packOf(t, goodPack, adjustText(c.file, c.rule, c.lines)))
			if err == nil {
				t.Fatal("accepted")
			}
			text := plainMarks(err.Error())
			if !strings.Contains(text, c.says) || !strings.Contains(text, c.names) || !strings.Contains(text, c.file+":") {
				t.Errorf("says %s", text)
			}
		})
	}
}

// Seats and periods of the national packs are the law's: a lower pack that goes
// beyond them is refused with both lines named.
func TestStatutoryNumbersAreNotLoosened(t *testing.T) {
	national := Select(load(t), "", asOf)
	sanction := func(lines string) map[string]string {
		return map[string]string{"sanctions.yaml": "sanctions:\n  - kind: " + lines + basisLine}
	}
	seats := func(lines string) map[string]string { return map[string]string{"seats.yaml": "seats:\n" + lines} }
	rule := func(id, applies, villagers string) string {
		return "  - id: " + id + "\n    label: 一类\n" + applies + "    villagers: " + villagers + "\n" + basisLine
	}
	community, rural := "    for: village_kind == community\n", "    for: village_kind == rural\n"
	for _, c := range []struct {
		name  string
		files map[string]string
		says  []string // nothing: accepted
	}{
		{"影响期改短", sanction("党内警告\n    months: 1\n"), []string{"sanctions.yaml:3:13", "影响期1个月比上级规定的短", "“党内警告”为12个月", "national/sanctions/2024-01-01/sanctions.yaml:2:"}},
		{"从别的写法改短", sanction("本乡处理\n    also: 批评、警告\n    months: 1\n"), []string{"“警告”的影响期1个月"}},
		{"从更长的写法改短", sanction("给予党内严重警告处分\n    months: 12\n"), []string{"“党内严重警告”为18个月"}},
		{"影响期改长", sanction("党内警告\n    months: 18\n"), nil},
		{"国家没有的种类", sanction("乡党委通报批评\n    months: 1\n"), nil},
		{"社区人数超过法定", seats(rule("a", community, "{min: 5, max: 11}")), []string{"seats.yaml:5:16", "5至11人超出了法定范围", "社区法定为5至9人", "national/residents-committees/2026-01-01/seats.yaml:5:"}},
		{"村人数少于法定", seats(rule("a", rural, "{min: 1, max: 5}")), []string{"村法定为3至7人"}},
		{"不分村和社区", seats(rule("a", "", "{min: 3, max: 5}")), []string{"社区法定为5至9人", "在 for 里用 village_kind 写明"}},
		{"前面已有社区", seats(rule("a", community, "{min: 5, max: 9}") + rule("b", "", "{min: 3, max: 5}")), nil},
		{"管到哪类不能肯定", seats(rule("a", "    for: registered >= 2000\n", "{min: 5, max: 9}")), []string{"村法定为3至7人"}},
		{"只管大村", seats(rule("a", "    for: village_kind == rural && registered >= 2000\n", "{min: 5, max: 7}")), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Overlay(append(national, packOf(t, goodPack, c.files))...)
			if (err == nil) != (c.says == nil) {
				t.Fatalf("error %v", err)
			}
			for _, want := range c.says {
				if got := plainMarks(err.Error()); !strings.Contains(got, want) {
					t.Errorf("%q lacks %q", got, want)
				}
			}
		})
	}
}

// A period that a lower pack lengthens holds under every name of the kind.
func TestLengthenedPeriodKeepsItsNames(t *testing.T) {
	national := Select(load(t), "", asOf)
	local := packOf(t, goodPack, map[string]string{"sanctions.yaml": "sanctions:\n  - kind: 党内警告\n    months: 20\n" + basisLine})
	rules, err := Overlay(append(national, local)...)
	if err != nil {
		t.Fatal(err)
	}
	for kind, months := range map[string]int{"党内警告": 20, "警告处分": 20, "警告": 20, "严重警告": 18} {
		if p, ok := rules.SanctionPeriod(kind); !ok || p.Months != months {
			t.Errorf("%s: %d months, want %d", kind, p.Months, months)
		}
	}
}

func TestReplacing(t *testing.T) {
	replace := func(id string) *Pack {
		return packOf(t, goodPack, map[string]string{"problems.yaml": strings.Replace(problem("    when: members < 9\n"), "id: old", "id: "+id, 1)})
	}
	rules, err := Overlay(law(t), replace("free"))
	if err != nil {
		t.Fatal(err)
	}
	if v := rules.Rule("free").Evaluate(facts("members", 8), asOf); v.Outcome != Found {
		t.Errorf("the local rule does not hold: %s", v.Outcome)
	}
	if _, err := Overlay(law(t), replace("small")); err == nil || !strings.Contains(err.Error(), "不能整条替换") {
		t.Errorf("a statutory rule was replaced: %v", err)
	}
	off := packOf(t, goodPack, adjustText("problems.yaml", "free", "    off: true\n"))
	if rules, err = Overlay(law(t), off); err != nil || rules.Rule("free") != nil {
		t.Errorf("not switched off: %v", err)
	}
}

func TestSelect(t *testing.T) {
	pack := func(id string, level Level, code, from, to string) *Pack {
		p := &Pack{ID: id, Authority: id, Topic: "t", Level: level, Region: Region{Code: yanpan.VillageCode(code)}, From: yanpan.MustDate(from)}
		if to != "" {
			p.To = yanpan.MustDate(to)
		}
		return p
	}
	all := []*Pack{
		pack("town", LevelTownship, "370112001", "2026-01-01", ""),
		pack("nation", LevelNational, "", "2018-12-29", "2025-12-31"),
		pack("nation", LevelNational, "", "2026-01-01", ""),
		pack("province", LevelProvince, "37", "2020-01-01", ""),
		pack("other", LevelCounty, "370113", "2020-01-01", ""),
		pack("future", LevelNational, "", "2030-01-01", ""),
	}
	for _, c := range []struct{ region, at, want string }{
		{"370112001", "2026-06-30", "nation province town"},
		{"370112001", "2025-12-31", "nation province"},
		{"370112", "2026-01-01", "nation province"},
		{"", "2026-01-01", "nation"},
		{"990101001", "2019-01-01", "nation"},
	} {
		var got []string
		for _, p := range Select(all, yanpan.VillageCode(c.region), yanpan.MustDate(c.at)) {
			got = append(got, p.ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s at %s: %v, want %s", c.region, c.at, got, c.want)
		}
	}
}

func TestSanctionPeriods(t *testing.T) {
	rules := &Rules{Sanctions: []SanctionPeriod{{Kind: "党内警告", Also: []string{"警告"}, Months: 12}, {Kind: "党内严重警告", Also: []string{"严重警告"}, Months: 18}, {Kind: "政务撤职", Months: 24}}}
	for _, c := range []struct{ kind, decided, until string }{
		{"党内警告", "2025-07-01", "2026-06-30"},
		{"警告处分", "2025-07-01", "2026-06-30"},
		{"党内严重警告", "2025-01-31", "2026-07-30"},
		{"给予严重警告", "2025-03", "2026-09"},
		{"党内警告、政务撤职", "2024-02-29", "2026-02-27"},
	} {
		p, ok := rules.SanctionPeriod(c.kind)
		if !ok {
			t.Errorf("%s is not known", c.kind)
			continue
		}
		if got := p.Until(yanpan.MustDate(c.decided)).String(); got != c.until {
			t.Errorf("%s of %s: until %s, want %s", c.kind, c.decided, got, c.until)
		}
	}
	if _, ok := rules.SanctionPeriod("批评教育"); ok {
		t.Error("an unknown kind has a period")
	}
}

func TestSeats(t *testing.T) {
	packs := load(t)
	rules, err := Overlay(Select(packs, "990101001", asOf)...)
	if err != nil {
		t.Fatal(err)
	}
	village := func(kind, class string) FactMap {
		return FactMap{"village_kind": {Value: Choice(TypeVillageKind, kind)}, "village_class": {Value: Text(class)}}
	}
	for _, c := range []struct {
		kind, class string
		total       Span
		ok          bool
	}{
		{"rural", "一类", Span{5, 7}, true}, {"rural", "二类", Span{3, 5}, true}, {"community", "", Span{5, 9}, true},
		{"rural", "三类", Span{}, true}, {"rural", "", Span{}, false},
	} {
		s, ok := rules.Seats(village(c.kind, c.class), asOf)
		if ok != c.ok || s.Total != c.total {
			t.Errorf("%s %s: %v %v", c.kind, c.class, s, ok)
		}
	}
	if s, _ := rules.Seats(village("rural", "三类"), asOf); s.Villagers != (Span{3, 7}) {
		t.Errorf("the law's own number does not hold: %v", s)
	}
}

func TestDocuments(t *testing.T) {
	upper := packOf(t, lawPack, map[string]string{"documents/研判报告.md": "# 上", "documents/公告.md": "# 公告"})
	lower := packOf(t, goodPack, map[string]string{"documents/研判报告.md": "# 下", "README.md": "说明"})
	rules, err := Overlay(upper, lower)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"研判报告": "# 下", "公告": "# 公告"} {
		if d, ok := rules.Document(name); !ok || d.Text != want {
			t.Errorf("%s: %q", name, d.Text)
		}
	}
	if _, ok := rules.Document("README"); ok {
		t.Error("a read-me is no template")
	}
}

func TestCasesFindMistakes(t *testing.T) {
	p := packOf(t, goodPack, map[string]string{
		"problems.yaml": problem("    when: average_age > 45\n"),
		"tests.yaml": `cases:
  - {rule: old, name: 对, facts: {average_age: 46}, expect: finding}
  - {rule: old, name: 错, facts: {average_age: 45}, expect: finding}
  - {rule: odl, name: 没有这条, expect: finding}
  - {rule: old, name: 变量错, facts: {avrage_age: 45}, expect: pass}
  - {rule: old, name: 类型错, facts: {average_age: 很大}, expect: finding}
  - {rule: old, name: 话不对, facts: {average_age: 46}, expect: finding, says: 不在其中}
`})
	results, err := Test(p)
	if err != nil {
		t.Fatal(err)
	}
	wants := []string{"", "应为“列为问题”,实际为“没有问题”", "没有规则“odl”。是不是“old”", "没有变量“avrage_age”。是不是“average_age”", "应是比例或小数", "说明应含“不在其中”"}
	for i, want := range wants {
		if got := plainMarks(results[i].Message); results[i].OK != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", results[i].Name, got, want)
		}
	}
	p = packOf(t, goodPack, map[string]string{"problems.yaml": problem("    when: average_age > 45\n")})
	if results, _ = Test(p); len(results) != 2 || results[0].OK || results[1].OK {
		t.Errorf("rules without cases: %v", results)
	}
}
