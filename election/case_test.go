package election

import (
	"testing"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// minutes lets a test read like the minutes of a meeting.
type minutes struct {
	t *testing.T
	s *Screened
	c *Case
}

func (m *minutes) open(rule string) {
	m.t.Helper()
	for _, f := range m.s.Results[0].Findings {
		if f.Rule.ID != rule {
			continue
		}
		c, err := Open(m.s, f)
		if err != nil {
			m.t.Fatal(err)
		}
		m.c = c
		return
	}
	m.t.Fatalf("no finding %s in %q", rule, told(m.s.Results[0]))
}

func (m *minutes) heard(day, text string) {
	m.t.Helper()
	if err := m.c.Hear(Statement{On: yanpan.MustDate(day), Text: text, Waived: text == "", Heard: "钱某"}); err != nil {
		m.t.Fatal(err)
	}
}

func (m *minutes) decided(d Decision) {
	m.t.Helper()
	if err := m.c.Decide(d); err != nil {
		m.t.Fatal(err)
	}
}

func (m *minutes) refused(d Decision, words ...string) {
	m.t.Helper()
	refused(m.t, m.c.Decide(d), words...)
}

func (m *minutes) stands(want Ruling, decided bool) {
	m.t.Helper()
	if got, ok := m.c.Ruling(); got != want || ok != decided {
		m.t.Errorf("%s %v, want %s %v", got.Label(), ok, want.Label(), decided)
	}
}

func meeting(r Ruling) Decision {
	return Decision{Ruling: r, On: yanpan.MustDate("2026-11-25"), Meeting: "清水镇党委会议", Minutes: "〔2026〕31号", Signer: "冯某", Reason: "集体研究同意", Level: policy.LevelTownship}
}

func against(t *testing.T, line, department, rule, kind string) *minutes {
	_, ns := nominees(t, line)
	rules := town(t)
	book := nothing(t, rules, ns)
	if department != "" {
		add(t, book, Opinion{Key: ns[0].Key, Department: department, Conclusion: FoundSome, Rules: []string{rule}, DocumentKind: kind, Document: "〔2026〕7号",
			EventOn: yanpan.MustDate("2026-01-05"), Author: "周某", Given: yanpan.MustDate("2026-11-12")})
	}
	m := &minutes{t: t, s: Screen(Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: election, Opinions: book})}
	m.open(rule)
	return m
}

// A local bar: nobody is kept out without having been heard, without a meeting,
// or by a decision that nobody signs; a review may overturn it.
func TestLocalBarBeforeTheMeeting(t *testing.T) {
	m := against(t, clearDirector, "police", "ten_5_detention", "行政处罚决定书")
	m.stands(0, false)
	m.refused(meeting(Barred), "还没有听取本人陈述")
	m.heard("2026-11-22", "处罚属实,已满多年,请组织考虑")
	unsigned := meeting(Barred)
	unsigned.Signer = ""
	m.refused(unsigned, "没有签字人", "机器的提示不是结论")
	alone := meeting(Barred)
	alone.Meeting, alone.Minutes = "", ""
	m.refused(alone, "要由会议集体研究")
	early := meeting(Barred)
	early.On = yanpan.MustDate("2026-11-21")
	m.refused(early, "早于本人陈述")
	m.stands(0, false)
	m.decided(meeting(Barred))
	m.stands(Barred, true)
	m.refused(meeting(Admitted), "已于2026年11月25日作出结论")
	refused(t, m.c.Hear(Statement{On: asOf, Text: "再说", Heard: "钱某"}), "请走复核")
	refused(t, m.c.Reopen(), "没有推翻")
	refused(t, m.c.Object(Review{By: "县委组织部", On: yanpan.MustDate("2026-11-24"), Reason: "x"}), "早于结论")
	if err := m.c.Object(Review{By: "县委组织部", On: yanpan.MustDate("2026-11-28"), Reason: "处罚决定已撤销"}); err != nil {
		t.Fatal(err)
	}
	m.stands(0, false)
	if err := m.c.Reopen(); err != nil {
		t.Fatal(err)
	}
	m.decided(meeting(Admitted))
	m.stands(Admitted, true)
}

// A statutory bar cannot be let off by anybody; a named person signs it.
func TestStatutoryBar(t *testing.T) {
	m := against(t, clearDirector, "court", "villagers_convicted", "刑事判决书")
	m.refused(meeting(Admitted), "法定禁止的情形不能由会议放行")
	m.refused(meeting(Excepted), "法定禁止的情形没有例外")
	m.heard("2026-11-22", "")
	signed := Decision{Ruling: Barred, On: yanpan.MustDate("2026-11-25"), Signer: "冯某", Reason: "判决书核对无误"}
	m.decided(signed)
	m.stands(Barred, true)
}

// An exception is allowed by the level that the pack names, or a higher one.
func TestExceptionOfAge(t *testing.T) {
	const old = "石板村|甲|男|1965.12.31|大专|中共党员|1990.07.01|党支部书记|党支部书记|否|否|是|无"
	m := against(t, old, "", "secretary_age", "")
	m.refused(meeting(Admitted), "只能按例外报批")
	m.refused(meeting(Excepted), "乡镇（街道）一级无权批准", "请报县（市、区）一级批准")
	county := meeting(Excepted)
	county.Level = policy.LevelCounty
	bare := county
	bare.Meeting, bare.Minutes = "", ""
	m.refused(bare, "没有会议纪要")
	m.decided(county)
	m.stands(Excepted, true)
}

func TestNoExceptionWithoutAPack(t *testing.T) {
	m := against(t, clearDirector, "civil_affairs", "ten_7_vote_buying", "认定决定")
	m.refused(meeting(Excepted), "没有给这一条定例外")
	none := meeting(Barred)
	none.Reason = ""
	m.refused(none, "没有理由")
	m.refused(Decision{}, "没有写结论")
	half := meeting(Withdrawn)
	half.Minutes = ""
	m.refused(half, "没有写全")
	undated := meeting(Withdrawn)
	undated.On = yanpan.Date{}
	m.refused(undated, "没有日期")
	m.decided(meeting(Withdrawn))
	m.stands(Withdrawn, true)
}

// What nobody has answered or recorded is no ground for a case.
func TestNoCaseWithoutFacts(t *testing.T) {
	s := screen(t, "石板村|甲|男|1985.01.01|大专|中共党员||无|党支部书记|是|否|是|无")
	_, err := Open(s, s.Results[0].Findings[0])
	refused(t, err, "还是“缺数据”", "不能据此作结论")
}

func TestStatementsSaySomething(t *testing.T) {
	m := against(t, clearDirector, "court", "villagers_convicted", "刑事判决书")
	refused(t, m.c.Hear(Statement{Text: "无"}), "没有日期或记录人")
	refused(t, m.c.Hear(Statement{On: asOf, Heard: "钱某"}), "没有内容")
	refused(t, m.c.Object(Review{}), "还没有结论")
	if m.c.Finding().Rule.ID != "villagers_convicted" {
		t.Error(m.c.Finding().Rule.ID)
	}
}
