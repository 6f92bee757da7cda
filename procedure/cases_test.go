package procedure

import (
	"strings"
	"testing"
	"testing/fstest"

	"yanpan.dev"
	"yanpan.dev/policy"
)

const ownPack = `authority: local
topic: test
label: 试验包
level: township
region: {code: "990101001", name: 清水镇}
from: 2026-01-01
basis: {source: 议事办法, confidence: 地方}
`

const ownProcedure = `procedures:
  - id: talk
    label: 议事
    basis: {source: 议事办法, confidence: 地方}
    facts:
      ready: {label: 材料齐了, type: bool, sheet: 台账}
    suspend: {ask: 村党组织, approve: 镇党委, basis: {source: 议事办法, article: 第9条, confidence: 地方}}
    steps:
      - {id: one, label: 提出, who: 村党组织, basis: {source: 议事办法, article: 第1条, confidence: 地方}}
      - id: two
        label: 决定
        who: 村党组织
        gates:
          - {id: ready, require: ready, message: 材料不齐, remedy: 补齐材料, basis: {source: 议事办法, article: 第2条, confidence: 地方}}
        votes:
          - {id: all, label: 全体会议, due: 成员, quorum: {at_least: 1/1}, pass: {at_least: 1/2, of: cast}}
        wait: {days: 2, working: true, from: one}
        basis: {source: 议事办法, article: 第2条, confidence: 地方}
`

func ownPackWith(t *testing.T, cases string) *policy.Pack {
	t.Helper()
	fsys := fstest.MapFS{"pack.yaml": {Data: []byte(ownPack)}, "procedures.yaml": {Data: []byte(ownProcedure)}, "procedure_tests.yaml": {Data: []byte("cases:\n" + cases)}}
	p, err := policy.Load(fsys, ".", "试验")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What is said of a case that does not come out.
func TestCasesThatDoNotComeOut(t *testing.T) {
	const first = "      - {day: 2026-03-02, role: 村党组织, does: complete, step: one}\n"
	const early = "      - {day: 2026-03-03, role: 村党组织, does: complete, step: two}\n"
	head := func(rest string) string { return "  - procedure: talk\n    name: 试\n" + rest }
	for _, c := range []struct{ text, says string }{
		{strings.Replace(head("    acts:\n"+first+"    done: one\n"), "talk", "tlak", 1), "没有程序“tlak”。有的是:talk(议事)"},
		{head("    facts: {redy: true}\n    acts:\n" + first + "    done: one\n"), "没有事实“redy”。这个程序自己的事实有:ready(材料齐了)"},
		{head("    facts: {ready: 齐}\n    acts:\n" + first + "    done: one\n"), "“ready”(材料齐了)应是是否,这里是“齐”"},
		{head("    acts:\n" + first + "    refused: 不准\n"), "最后一件事应不准,实际准了"},
		{head("    facts: {ready: true}\n    acts:\n" + first + early + "    refused: 缺材料\n"), "不准的话里应有“缺材料”,实际为“离“提出”办结还不满2个工作日,最早2026年3月5日办(按双休推算,未计节假日和调休)(《议事办法》第2条)”"},
		{head("    facts: {ready: true}\n    acts:\n" + first + early + "    done: one\n"), "第2件事(2026年3月3日村党组织办结):离“提出”办结还不满2个工作日,最早2026年3月5日办(按双休推算,未计节假日和调休)(《议事办法》第2条)"},
		{head("    acts:\n" + first + "    status: finished\n"), "状态应为“finished”(已办完),实际为“running”(正在办)"},
		{head("    acts:\n" + first + "    done: none\n"), "应办结的是(没有),实际办结的是one"},
		{head("    facts: {ready: true}\n    acts:\n" + first + "    today: 2026-03-05\n    open: one\n"), "应轮到的是one,实际轮到的是two"},
		{head("    facts: {ready: true}\n    acts:\n" + first + "    today: 2026-03-05\n    open: two\n"), ""},
	} {
		results, err := Test(ownPackWith(t, c.text))
		if err != nil {
			t.Fatal(err)
		}
		r := results[0]
		if plain(r.Message) != c.says || r.OK != (c.says == "") {
			t.Errorf("says %q, want %q", plain(r.Message), c.says)
		}
		if !r.OK && !strings.HasPrefix(r.Pos.String(), "procedure_tests.yaml:2:") {
			t.Errorf("at %s", r.Pos)
		}
	}
}

// A pack that loosens the law is not tested at all.
func TestCasesOfAWrongPack(t *testing.T) {
	p := ownPackWith(t, "  - procedure: talk\n    name: 试\n    acts: []\n    status: not_begun\n")
	if _, err := Test(p, p); err != nil {
		t.Errorf("laid over itself: %v", err)
	}
	fsys := fstest.MapFS{"pack.yaml": {Data: []byte(ownPack)}, "procedures.yaml": {Data: []byte("procedures:\n  - adjust: none\n    basis: {source: 办法, confidence: 地方}\n")}}
	wrong, err := policy.Load(fsys, ".", "试验")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Test(wrong); err == nil || len(policy.FaultsOf(err)) != 1 {
		t.Errorf("%v", err)
	}
}

// A suspension that needs no filing, step by step, with everything refused on the way.
func TestSuspensionWithoutFiling(t *testing.T) {
	rules, err := policy.Overlay(ownPackWith(t, "  - procedure: talk\n    name: 试\n    acts: []\n    status: not_begun\n"))
	if err != nil {
		t.Fatal(err)
	}
	const law = "(《议事办法》第9条)"
	m := opened(t, rules, "talk")
	m.On("2026-03-02").As("镇党委")
	m.does(Act{Does: Resume}).Refused("没有批准过暂缓,不用恢复,接着办即可" + law)
	m.does(Act{Does: FileSuspension}).Refused("暂缓还没有批准,先报镇党委批准" + law)
	m.As("村党组织").does(Act{Does: AskSuspension, Reason: "农忙"}).Agreed()
	if r := Stand(m.p, m.state(), m.in).Suspension; len(r) != 1 || plain(r[0].Sentence()) != "暂缓的申请还没有批准,等镇党委批复,批复前各步照办"+law {
		t.Errorf("%+v", r)
	}
	m.Completes("one").Agreed() // asking alone stops nothing
	m.On("2026-03-01").As("镇党委").does(Act{Does: ApproveSuspension}).Refused("批准的日期早于申请的2026年3月2日,核对日期")
	m.On("2026-03-03").does(Act{Does: ApproveSuspension, Until: m.day.First()}).Agreed()
	m.does(Act{Does: ApproveSuspension}).Refused("已在2026年3月3日批准暂缓,不用再批" + law)
	m.does(Act{Does: FileSuspension}).Refused("暂缓不用备案,批复留存备查即可")
	if v := Stand(m.p, m.state(), m.in); v.Status != Halted || len(v.Suspension) != 0 || v.Steps[1].Missing[0].Kind != Suspended {
		t.Errorf("%+v", v)
	}
	m.On("2026-03-10").As("村党组织").Votes("two", "", 5, 5, 5, 0).Refused("“议事”已在2026年3月3日批准暂缓,到2026年3月3日止,要接着办,由镇党委批准恢复" + law)
	m.On("2026-03-02").As("镇党委").does(Act{Does: Resume}).Refused("恢复的日期早于批准暂缓的2026年3月3日,核对日期")
	m.On("2026-03-10").does(Act{Does: Resume}).Stands(Running)

	// All have to come; half of the votes cast is enough; those who only sat there do not count.
	m.Fact("ready", policy.Bool(false)).As("村党组织")
	m.Votes("two", "", 5, 5, 1, 1).Refused("材料不齐,补齐材料(《议事办法》第2条)")
	m.Fact("ready", policy.Bool(true))
	m.Votes("two", "", 5, 4, 4, 0).Refused("全体会议应到5人,到会4人,不到全部(至少5人),会议无效,另行召集(《议事办法》第2条)")
	m.Votes("two", "", -5, 0, 0, 0).Refused("人数-5不对,核对会议记录上的人数")
	m.Completes("two").Refused("“决定”还没有表决,召集全体会议:成员全部到会,投票人数半数以上同意(《议事办法》第2条)")
	m.Votes("two", "", 5, 5, 1, 2).Agreed()
	m.On("2026-03-09").Votes("two", "", 5, 5, 5, 0).Refused("日期2026年3月9日早于上一次表决的2026年3月10日,核对日期")
	m.On("2026-03-11").Votes("two", "", 5, 5, 2, 2).Completes("two").Stands(Finished)
	m.does(Act{Does: AskSuspension, Reason: "农忙"}).Refused("“议事”已经办完,不用暂缓" + law)
}

// A refusal tells everything that stands in the way, the first of it as its text.
func TestRefusalHoldsEveryReason(t *testing.T) {
	m := opened(t, national(t), "four_deliberations")
	m.On("2026-12-01").As("村党组织").Completes("propose").Submits("discuss", "会议记录").Completes("discuss").Agreed()
	m.Completes("review")
	r := RefusalOf(m.err)
	if r == nil || len(r.Reasons) != 2 || r.Reasons[0].Kind != MissingPaper || r.Reasons[1].Kind != MissingVote {
		t.Fatalf("%+v", r)
	}
	if r.Error() != m.err.Error() {
		t.Errorf("%s\n%s", r, m.err)
	}
	if RefusalOf(nil) != nil {
		t.Error("a refusal out of nothing")
	}
}

// The last word of a body counts, and papers handed in twice count once.
func TestLastWordCounts(t *testing.T) {
	p := national(t).Procedure("party_election")
	events := []Event{
		{1, Act{Does: Submit, Step: "election", Paper: "选举结果报告单", Document: "初稿"}},
		{2, Act{Does: Decline, Step: "approval", Role: "上级党组织", Reason: "缺材料"}},
		{3, Act{Does: Submit, Step: "election", Paper: "选举结果报告单", Document: "定稿"}},
		{4, Act{Does: Sign, Step: "approval", Role: "上级党组织"}},
	}
	st, err := Replay(p, events)
	if err != nil {
		t.Fatal(err)
	}
	if g := st.Steps["approval"].Signatures; len(g) != 1 || !g[0].Agreed {
		t.Errorf("%+v", g)
	}
	if d := st.Steps["election"].Papers; len(d) != 1 || d[0].Document != "定稿" {
		t.Errorf("%+v", d)
	}
	// A state is left as it was when another is made of it.
	before := len(st.Steps["approval"].Signatures)
	next := Apply(p, st, Event{5, Act{Does: Sign, Step: "approval", Role: "县委"}})
	if len(st.Steps["approval"].Signatures) != before || len(next.Steps["approval"].Signatures) != before+1 || next.Version != 5 {
		t.Errorf("%+v", st)
	}
}

func TestWeekdays(t *testing.T) {
	for _, c := range []struct {
		from    string
		days    int
		working bool
		want    string
		sure    bool
	}{
		{"2026-12-01", 15, false, "2026-12-16", true},
		{"2026-12-31", 1, false, "2027-01-01", true},
		{"2028-02-28", 1, false, "2028-02-29", true},
		{"2026-12-04", 1, true, "2026-12-07", false}, // Friday, Monday
		{"2026-12-05", 1, true, "2026-12-07", false}, // Saturday
		{"2026-12-01", 5, true, "2026-12-08", false},
		{"2026-12-01", 0, true, "2026-12-01", false},
	} {
		from := yanpan.MustDate(c.from)
		got, sure := Weekdays{}.Add(from, c.days, c.working)
		if got.String() != c.want || sure != c.sure {
			t.Errorf("%s + %d: %s %v, want %s %v", c.from, c.days, got, sure, c.want, c.sure)
		}
	}
}
