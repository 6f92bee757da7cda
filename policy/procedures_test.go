package policy

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev"
)

const stepBasis = "        basis: {source: 清水镇换届工作方案, confidence: 地方}\n"

// steps is a procedures.yaml with one procedure: of the steps given as their
// lines below the id.
func steps(list ...string) string {
	var b strings.Builder
	b.WriteString("procedures:\n  - id: talk\n    label: 议事\n    basis: {source: 清水镇换届工作方案, confidence: 地方}\n    facts:\n      ready: {label: 材料齐了, type: bool, sheet: 台账}\n    steps:\n")
	for _, s := range list {
		id, lines, _ := strings.Cut(s, "|")
		b.WriteString("      - id: " + id + "\n        label: 步骤" + id + "\n        who: 村党组织\n" + lines + stepBasis)
	}
	return b.String()
}

// procedureFaultCases are the mistakes an author can make in a procedure. The
// first step stands at line 8; what a step adds begins at its fourth line.
func procedureFaultCases() []faultCase {
	file := func(title, text, at, says string) faultCase {
		return faultCase{title, "procedures.yaml", text, "procedures.yaml:" + at, says}
	}
	vote := func(lines string) string { return "        votes:\n          - id: meet\n" + lines }
	full := "            label: 党员大会\n            due: 党员\n"
	gate := func(expr string) string {
		return "        gates:\n          - id: open\n            require: " + expr + "\n            message: 还不行\n            remedy: 补齐\n            basis: {source: 方案, confidence: 地方}\n"
	}
	return []faultCase{
		file("程序:接在没有的步骤后面", steps("one|", "two|        after: oen\n"), "15:16", "没有步骤“oen”"),
		file("程序:步骤互相等", steps("one|        after: two\n", "two|"), "11:16", "步骤互相等,成了圈:one→two→one"),
		file("程序:自己等自己", steps("one|", "two|        after: two\n"), "15:16", "步骤互相等,成了圈:two→two"),
		file("程序:步骤编号重复", steps("one|", "one|"), "12:13", "编号“one”已在 procedures.yaml:8:13 用过"),
		file("程序:程序编号重复", steps("one|")+strings.TrimPrefix(steps("one|"), "procedures:\n"), "12:9", "编号“talk”已在 procedures.yaml:2:9 用过"),
		file("程序:没有写谁来办", strings.Replace(steps("one|"), "        who: 村党组织\n", "", 1), "8:13", "步骤“one”没有写谁来办"),
		file("程序:没有步骤", steps()+"      []\n", "8:7", "程序“talk”没有步骤"),
		file("程序:步骤的键写错", steps("one|        evidance: 记录\n"), "11:9", "步骤没有“evidance”这一项"),
		file("程序:比例大于1", steps("one|"+vote(full+"            quorum: {at_least: 3/2}\n")), "15:32", "比例“3/2”不对"),
		file("程序:比例是0", steps("one|"+vote(full+"            quorum: {over: 0}\n")), "15:28", "比例“0”不对"),
		file("程序:超过全部", steps("one|"+vote(full+"            quorum: {over: 1/1}\n")), "15:28", "比例“1/1”不对"),
		file("程序:比例不是数", steps("one|"+vote(full+"            quorum: {over: 半数}\n")), "15:28", "“半数”不是数"),
		file("程序:比例写了两项", steps("one|"+vote(full+"            quorum: {over: 1/2, at_least: 2/3}\n")), "15:21", "只能写一项"),
		file("程序:通过口径没有分母", steps("one|"+vote(full+"            quorum: {over: 1/2}\n            pass: {over: 1/2}\n")), "16:19", "通过口径缺“of”"),
		file("程序:门槛的变量写错", steps("one|"+gate("redy")), "13:22", "不认识的名称“redy”"),
		file("程序:门槛得出的不是判断", steps("one|"+gate("members")), "13:22", "这里应得出是否"),
		file("程序:门槛编号重复", steps("one|"+gate("ready")+strings.TrimPrefix(gate("ready"), "        gates:\n")), "17:17", "编号“open”已在 procedures.yaml:12:17 用过"),
		file("程序:事实与变量重名", strings.Replace(steps("one|"), "ready:", "members:", 1), "6:7", "“members”已经是变量"),
		file("程序:事实的类型写错", strings.Replace(steps("one|"), "type: bool", "type: yes", 1), "6:34", "类型不能是“yes”"),
		file("程序:天数不合理", steps("one|        publish: {what: 决议, days: 0}\n"), "11:35", "天数0不合理"),
		file("程序:天数不是数", steps("one|        publish: {what: 决议, days: 七}\n"), "11:35", "“days”应是整数"),
		file("程序:日子从后面的步骤算", steps("one|        within: {days: 3, from: two}\n", "two|"), "11:33", "“two”不在“one”前面,日子无从算起"),
		file("程序:日子从没有的步骤算", steps("one|", "two|        wait: {days: 3, from: onee}\n"), "15:31", "没有步骤“onee”"),
		file("程序:没有期限却有逾期措施", steps("one|        overdue: [{id: a, label: 约谈, days: 1, who: 镇党委}]\n"), "11:18", "没有期限(within)"),
		file("程序:逾期措施的天数倒了", steps("one|", "two|        within: {days: 3, from: one}\n        overdue: [{id: a, label: 提醒, days: 5, who: 镇党委}, {id: b, label: 约谈, days: 5, who: 镇党委}]\n"), "16:83", "“约谈”(5日)不晚于“提醒”(5日)"),
		file("程序:材料写了两遍", steps("one|        evidence: 会议记录、会议记录\n"), "11:19", "“会议记录”写了两遍"),
		file("程序:暂缓的月数不合理", steps("one|")+"    suspend: {ask: 村党组织, approve: 县委, months: 999, basis: {source: 方案, confidence: 地方}}\n", "12:47", "暂缓999个月不合理"),
		{"程序的例子没有写结果", "procedure_tests.yaml", "cases:\n  - procedure: talk\n    name: 空\n    acts: []\n", "procedure_tests.yaml:2:16", "没有写应得的结果"},
		{"程序的例子办的事写错", "procedure_tests.yaml", "cases:\n  - procedure: talk\n    name: 空\n    acts: [{day: 2026-01-01, role: 村党组织, does: finish}]\n    status: finished\n", "procedure_tests.yaml:4:48", "办什么不能是“finish”"},
	}
}

// A circle is told once; what waits for it is told as never reached.
func TestStepsBehindACircle(t *testing.T) {
	_, err := Load(packFS("procedures.yaml", steps("one|        after: three\n", "two|", "three|", "four|", "five|        after: start\n")), ".", "试验")
	fs := FaultsOf(err)
	if len(fs) != 2 {
		t.Fatalf("%d faults, want 2: %v", len(fs), err)
	}
	if got := plainMarks(fs[0].Message); got != "步骤互相等,成了圈:one→three→two→one" {
		t.Error(got)
	}
	if got := plainMarks(fs[1].Message); got != "“four”(步骤four)永远轮不到:它要等的步骤互相等" {
		t.Error(got)
	}
}

const lawProcedure = `procedures:
  - id: talk
    label: 议事
    basis: {source: 村民委员会组织法, confidence: 原文}
    facts:
      audited: {label: 已审计, type: bool, sheet: 审计台账}
    steps:
      - id: propose
        label: 提议
        statutory: true
        who: 村党组织、村民委员会
        sign: 镇党委
        basis: {source: 村民委员会组织法, article: 第1条, confidence: 原文}
      - id: custom
        label: 惯例
        who: 村党组织
        basis: {source: 惯例, confidence: 旁证}
      - id: decide
        label: 决议
        statutory: true
        who: 村民委员会
        wait: {days: 10, from: propose}
        within: {days: 30, from: propose}
        votes:
          - id: meet
            label: 代表会议
            due: 代表
            quorum: {at_least: 2/3}
            pass: {over: 1/2, of: due}
        publish: {what: 决议, days: 15}
        basis: {source: 村民委员会组织法, article: 第30条, confidence: 原文}
  - id: guarded
    label: 有法定门槛
    basis: {source: 村民委员会组织法, confidence: 原文}
    facts:
      audited: {label: 已审计, type: bool, sheet: 审计台账}
    steps:
      - id: begin
        label: 开始
        who: 村党组织
        gates:
          - {id: audit, require: audited, message: 还没有审计, remedy: 先审计, statutory: true, basis: {source: 村民委员会组织法, article: 第40条, confidence: 原文}}
        basis: {source: 惯例, confidence: 旁证}
      - id: end
        label: 结束
        who: 村党组织
        basis: {source: 惯例, confidence: 旁证}
`

func talk(lines string) string {
	return "procedures:\n  - adjust: talk\n" + lines + "    basis: {source: 清水镇换届工作方案, confidence: 地方}\n"
}

func change(id, lines string) string { return "    change:\n      - id: " + id + "\n" + lines }

func overlayText(t *testing.T, text string) (*Rules, error) {
	t.Helper()
	return Overlay(packOf(t, lawPack, map[string]string{"procedures.yaml": lawProcedure}), packOf(t, goodPack, map[string]string{"procedures.yaml": text}))
}

// What a lower pack may not do to the law's steps: the error names both lines.
func TestNothingStatutoryIsLoosened(t *testing.T) {
	const lawLine = "national/law/2026-01-01/procedures.yaml:"
	quorum := func(s string) string {
		return change("decide", "        votes:\n          - id: meet\n            quorum: "+s+"\n")
	}
	pass := func(s string) string {
		return change("decide", "        votes:\n          - id: meet\n            pass: "+s+"\n")
	}
	for _, c := range []struct{ title, text, at, says, law string }{
		{"删步骤", talk(change("decide", "        off: true\n")), "4:13", "“决议”是法定的步骤", "18:13"},
		{"删有法定门槛的步骤", strings.Replace(talk(change("begin", "        off: true\n")), "talk", "guarded", 1), "4:13", "“开始”是法定的步骤", "38:13"},
		{"降到会", talk(quorum("{at_least: 3/5}")), "7:21", "到会比例比法定的放宽了:法定为代表三分之二以上", "28:21"},
		{"降过半", talk(pass("{at_least: 1/2, of: due}")), "7:19", "通过口径比法定的放宽了:法定为应到人数过半数", "29:19"},
		{"分母改成到会", talk(pass("{over: 1/2, of: present}")), "7:19", "通过口径比法定的放宽了", "29:19"},
		{"另加一种表决", talk(change("decide", "        votes:\n          - {id: hands, label: 举手, due: 代表, quorum: {over: 1/2}}\n")), "6:18", "不能添加别的表决方式“举手”:法定为代表会议", "25:17"},
		{"缩公示", talk(change("decide", "        publish: {what: 决议, days: 14}\n")), "5:35", "公示比法定的短:法定为15日", "30:35"},
		{"提早", talk(change("decide", "        wait: {days: 9, from: propose}\n")), "5:22", "最早日期比法定的放宽了:法定为10日", "22:22"},
		{"延期限", talk(change("decide", "        within: {days: 31, from: propose}\n")), "5:24", "期限比法定的放宽了:法定为30日", "23:24"},
		{"期限改成工作日", talk(change("decide", "        within: {days: 30, working: true, from: propose}\n")), "5:24", "期限比法定的放宽了", "23:24"},
		{"去掉先后", talk(change("decide", "        after: start\n")), "5:16", "的先后比法定的放宽了", "18:13"},
		{"换人签", talk(change("propose", "        sign: 村党组织\n")), "5:15", "的签批比法定的放宽了", "8:13"},
		{"换人办", talk(change("propose", "        who: 物业公司\n")), "5:14", "由谁来办不能改:法定为村党组织、村民委员会", "8:13"},
		{"整个替换", steps("one|"), "2:9", "有法定的步骤“提议”", "8:13"},
	} {
		t.Run(c.title, func(t *testing.T) {
			_, err := overlayText(t, c.text)
			fs := FaultsOf(err)
			if len(fs) != 1 {
				t.Fatalf("%d faults, want one: %v", len(fs), err)
			}
			if got := fs[0].Pos.String(); got != "procedures.yaml:"+c.at {
				t.Errorf("at %s, want %s", got, c.at)
			}
			if m := plainMarks(fs[0].Message); !strings.Contains(m, c.says) || !strings.Contains(m, lawLine+c.law) {
				t.Errorf("says %q, want %q and %s", m, c.says, c.law)
			}
		})
	}
}

// What else an adjustment can get wrong.
func TestFaultsOfAdjustments(t *testing.T) {
	added := func(id, lines string) string {
		return "    add:\n      - id: " + id + "\n        label: 加\n        who: 村党组织\n" + lines + stepBasis
	}
	for _, c := range []struct{ title, text, at, says string }{
		{"没有这个程序", strings.Replace(talk(""), "talk", "tlak", 1), "2:13", "上级政策包里没有程序“tlak”"},
		{"没有这一步", talk(change("decyde", "        off: true\n")), "4:13", "没有步骤“decyde”"},
		{"接在没有的步骤后面", talk(added("more", "        after: proposal\n")), "7:16", "没有步骤“proposal”"},
		{"放在没有的步骤前面", talk(added("more", "        before: decidee\n")), "7:17", "没有步骤“decidee”"},
		{"编号用过", talk(added("custom", "")), "4:13", "编号“custom”已在 national/law/2026-01-01/procedures.yaml:14:13 用过"},
		{"加出一个圈", talk(added("more", "        after: decide\n        before: propose\n")), "7:16", "步骤互相等,成了圈"},
		{"门槛的变量写错", talk(change("decide", "        gates:\n          - {id: g, require: auditid, message: 不行, remedy: 补, basis: {source: 方案, confidence: 地方}}\n")), "6:30", "不认识的名称“auditid”"},
		{"事实已有", talk("    facts:\n      audited: {label: 又一个, type: bool, sheet: 台账}\n"), "4:7", "“audited”已经是变量"},
		{"新编号与别的程序重", talk("    as: guarded\n"), "3:9", "编号“guarded”已在 national/law/2026-01-01/procedures.yaml:32:9 用过"},
		{"新的表决没有写全", talk(change("custom", "        votes:\n          - {id: m, label: 会}\n")), "6:18", "表决方式“m”没有写全"},
	} {
		t.Run(c.title, func(t *testing.T) {
			_, err := overlayText(t, c.text)
			fs := FaultsOf(err)
			if len(fs) != 1 {
				t.Fatalf("%d faults, want one: %v", len(fs), err)
			}
			if got := fs[0].Pos.String(); got != "procedures.yaml:"+c.at {
				t.Errorf("at %s, want %s", got, c.at)
			}
			if m := plainMarks(fs[0].Message); !strings.Contains(m, c.says) {
				t.Errorf("says %q, want %q", m, c.says)
			}
		})
	}
}

// order is the procedure's steps with what each waits for.
func order(p *Procedure) string {
	parts := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		parts[i] = s.ID
		if len(s.After) > 0 {
			parts[i] += "<" + strings.Join(s.After, "+")
		}
	}
	return strings.Join(parts, " ")
}

// A township adds steps, takes custom ones away and asks for more, by data alone.
func TestAdjustments(t *testing.T) {
	added := func(lines string) string {
		return "    add:\n      - id: more\n        label: 加\n        who: 村党组织\n" + lines + stepBasis
	}
	for _, c := range []struct{ title, lines, want string }{
		{"不变", "", "propose custom<propose decide<custom"},
		{"放在最前", added("        before: propose\n"), "more propose<more custom<propose decide<custom"},
		{"从头开始", added("        after: start\n"), "more propose<more custom<propose decide<custom"},
		{"接在后面", added("        after: propose\n"), "propose more<propose custom<more decide<custom"},
		{"放在前面", added("        before: decide\n"), "propose custom<propose more<custom decide<more"},
		{"并行", added("        after: propose\n        before: decide\n"), "propose custom<propose more<propose decide<custom+more"},
		{"不写放在哪里", added(""), "propose custom<propose decide<custom more<decide"},
		{"删去惯例", change("custom", "        off: true\n"), "propose decide<propose"},
	} {
		rules, err := overlayText(t, talk(c.lines))
		if err != nil {
			t.Errorf("%s: %v", c.title, err)
			continue
		}
		if got := order(rules.Procedure("talk")); got != c.want {
			t.Errorf("%s: %s, want %s", c.title, got, c.want)
		}
	}
}

func TestTighteningIsKept(t *testing.T) {
	rules, err := overlayText(t, talk(change("decide", `        evidence: 会议记录
        sign: 镇党委
        publish: {what: 决议, days: 20}
        gates:
          - {id: g, require: audited && members > 2, message: 不行, remedy: 补, basis: {source: 方案, confidence: 地方}}
        votes:
          - {id: meet, quorum: {over: 2/3}, pass: {at_least: 3/4, of: due}}
`)))
	if err != nil {
		t.Fatal(err)
	}
	p := rules.Procedure("talk")
	s := p.Step("decide")
	if got := s.Votes[0].Says(); plainMarks(got) != "代表会议:代表超过三分之二到会,应到人数四分之三以上同意" {
		t.Error(got)
	}
	if s.Publish.Days != 20 || !slices.Equal(s.Evidence, []string{"会议记录"}) || !slices.Equal(s.Sign, []string{"镇党委"}) || len(s.Gates) != 1 {
		t.Errorf("%+v", s)
	}
	if len(p.Adjusted) != 1 || p.Adjusted[0].Source != "清水镇换届工作方案" {
		t.Errorf("adjusted by %v", p.Adjusted)
	}
	// The pack above is as it was.
	if law := packOf(t, lawPack, map[string]string{"procedures.yaml": lawProcedure}).Procedures[0]; law.Step("decide").Publish.Days != 15 {
		t.Error("the law changed")
	}
}

// A variant leaves the procedure that it is made of as it is.
func TestVariant(t *testing.T) {
	rules, err := overlayText(t, talk("    as: talk_short\n    label: 短的\n"+change("custom", "        off: true\n")))
	if err != nil {
		t.Fatal(err)
	}
	if got := order(rules.Procedure("talk")); got != "propose custom<propose decide<custom" {
		t.Error(got)
	}
	v := rules.Procedure("talk_short")
	if got := order(v); got != "propose decide<propose" || v.Label != "短的" || v.Pack != "sample/test/2026-01-01" {
		t.Errorf("%s %s %s", got, v.Label, v.Pack)
	}
}

// A place fills in a step of which the national pack knows the name only.
func TestSlotIsFilledIn(t *testing.T) {
	packs := slices.DeleteFunc(load(t), func(p *Pack) bool { return p.Level != LevelNational })
	filled := strings.Replace(talk(change("review_1", "        label: 镇级审查\n        who: 镇党委\n        after: deliberation_6\n")), "talk", "six_deliberations", 1)
	rules, err := Overlay(append(packs, packOf(t, goodPack, map[string]string{"procedures.yaml": filled}))...)
	if err != nil {
		t.Fatal(err)
	}
	p := rules.Procedure("six_deliberations")
	s := p.Step("review_1")
	if s.Slot || s.Label != "镇级审查" || !slices.Equal(s.After, []string{"deliberation_6"}) || !p.Step("review_2").Slot {
		t.Errorf("%+v", s)
	}
}

func TestGateCheck(t *testing.T) {
	p := packOf(t, lawPack, map[string]string{"procedures.yaml": lawProcedure}).Procedures[1]
	g := &p.Steps[0].Gates[0]
	day := yanpan.MustDate("2026-06-01")
	for _, c := range []struct {
		facts   FactMap
		open    bool
		missing int
	}{
		{FactMap{}, false, 1},
		{FactMap{"audited": {Value: Bool(true)}}, true, 0},
		{FactMap{"audited": {Value: Bool(false)}}, false, 0},
	} {
		st := g.Check(c.facts, day)
		if st.Open != c.open || len(st.Missing) != c.missing {
			t.Errorf("%v: %+v", c.facts, st)
		}
	}
}

// Needed by hand, at exactly the part and one more.
func TestNeeded(t *testing.T) {
	half, third := yanpan.Ratio{Num: 1, Den: 2}, yanpan.Ratio{Num: 2, Den: 3}
	for _, c := range []struct {
		share      Share
		base, want int
		says       string
	}{
		{Share{half, true}, 60, 31, "过半数"},
		{Share{half, true}, 61, 31, "过半数"},
		{Share{half, false}, 60, 30, "半数以上"},
		{Share{half, false}, 61, 31, "半数以上"},
		{Share{third, false}, 60, 40, "三分之二以上"},
		{Share{third, false}, 61, 41, "三分之二以上"},
		{Share{third, true}, 60, 41, "超过三分之二"},
		{Share{yanpan.Ratio{Num: 4, Den: 5}, false}, 45, 36, "五分之四以上"},
		{Share{yanpan.Ratio{Num: 4, Den: 5}, false}, 46, 37, "五分之四以上"},
		{Share{yanpan.Ratio{Num: 80, Den: 100}, false}, 46, 37, "五分之四以上"},
		{Share{yanpan.Ratio{Num: 37, Den: 100}, false}, 100, 37, "37%以上"},
		{Share{yanpan.Ratio{Num: 1, Den: 1}, false}, 7, 7, "全部"},
		{Share{half, true}, 0, 1, "过半数"},
		{Share{}, 60, 0, ""},
	} {
		if got := c.share.Needed(c.base); got != c.want {
			t.Errorf("%v of %d: %d, want %d", c.share, c.base, got, c.want)
		}
		if c.share.String() != c.says {
			t.Errorf("%v says %q, want %q", c.share.Of, c.share, c.says)
		}
	}
}

// Needed is the least number that meets the part, by cross multiplication.
func TestNeededIsTheLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		den := rapid.Int64Range(1, 50).Draw(t, "den")
		num := rapid.Int64Range(1, den).Draw(t, "num")
		over := num < den && rapid.Bool().Draw(t, "over")
		base := rapid.IntRange(0, 3000).Draw(t, "base")
		meets := func(n int) bool {
			if over {
				return int64(n)*den > int64(base)*num
			}
			return int64(n)*den >= int64(base)*num
		}
		n := Share{yanpan.Ratio{Num: num, Den: den}, over}.Needed(base)
		if !meets(n) || n > 0 && meets(n-1) {
			t.Fatalf("%d/%d (over %v) of %d: %d", num, den, over, base, n)
		}
	})
}

// A procedure of the township's own without a case that is refused is told.
func TestProceduresNeedCases(t *testing.T) {
	p := packOf(t, goodPack, map[string]string{"procedures.yaml": steps("one|")})
	rules, err := Overlay(p)
	if err != nil {
		t.Fatal(err)
	}
	var says []string
	for _, r := range p.UncoveredProcedures(rules) {
		says = append(says, r.Message)
	}
	if got := plainMarks(strings.Join(says, "\n")); got != "程序“talk”(议事)缺一个件件都准的例子\n程序“talk”(议事)缺一个有一件不准(refused)的例子" {
		t.Error(got)
	}
}

// The shown procedure is what a secretary reads.
func TestShowProcedure(t *testing.T) {
	text := plainMarks(Show(packOf(t, lawPack, map[string]string{"procedures.yaml": lawProcedure})).Text())
	for _, want := range []string{
		"1.提议(propose,法定):由村党组织、村民委员会承办;由镇党委签批;依据:《村民委员会组织法》第1条",
		"3.决议(decide,法定):由村民委员会承办;最早在“提议”满10日以后;期限:“提议”之后30日以内;代表会议:代表三分之二以上到会,应到人数过半数同意;公示决议,不少于15日",
		"门槛:已审计,否则还没有审计(依据:《村民委员会组织法》第40条)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q in\n%s", want, text)
		}
	}
	if s := Schema("procedures.yaml"); !json.Valid(s) || !strings.Contains(string(s), `"at_least"`) {
		t.Error("schema")
	}
}

// What the manual shows is a procedure that loads, and an adjustment that holds over the national one.
func TestManualProcedures(t *testing.T) {
	text, err := os.ReadFile("../docs/政策包.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(strings.ReplaceAll(string(text), "\r\n", "\n"), "## 十、程序\n")
	var blocks []string
	for rest := section; ; {
		_, after, ok := strings.Cut(rest, "```yaml\n")
		if !ok {
			break
		}
		block, tail, _ := strings.Cut(after, "```")
		blocks, rest = append(blocks, block), tail
	}
	if len(blocks) != 3 {
		t.Fatalf("%d blocks", len(blocks))
	}
	packs := slices.DeleteFunc(load(t), func(p *Pack) bool { return p.Level != LevelNational })
	own := packOf(t, goodPack, map[string]string{"procedures.yaml": blocks[0]})
	if p := own.Procedures[0]; order(p) != "propose resolve<propose" {
		t.Error(order(p))
	}
	changed := packOf(t, goodPack, map[string]string{"procedures.yaml": blocks[1], "procedure_tests.yaml": blocks[2]})
	rules, err := Overlay(append(packs, changed)...)
	if err != nil {
		t.Fatal(err)
	}
	p := rules.Procedure("four_deliberations")
	if p.Steps[0].ID != "motion" || p.Step("publish_result").Publish.Days != 20 || p.Step("review").Votes[0].Quorum.String() != "三分之二以上" {
		t.Errorf("%+v", p.Steps)
	}
	if c := changed.ProcedureCases[0]; c.Procedure != "four_deliberations" || len(c.Acts) != 1 || c.Refused == "" {
		t.Errorf("%+v", c)
	}
}

func FuzzLoadProcedures(f *testing.F) {
	for _, c := range procedureFaultCases() {
		f.Add(c.text)
	}
	f.Add(lawProcedure)
	f.Add(talk(change("decide", "        off: true\n")))
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Load(packFS("procedures.yaml", text), ".", "试验")
		if (p == nil) == (err == nil) {
			t.Fatalf("pack %v, error %v", p, err)
		}
		if err == nil {
			_, _ = Overlay(packOf(&testing.T{}, lawPack, map[string]string{"procedures.yaml": lawProcedure}), p)
			_ = Show(p).Text()
		}
	})
}
