package procedure

import (
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// minutes are the minutes of a procedure: who did what on which day, what was
// refused and why.
type minutes struct {
	t     *testing.T
	p     *policy.Procedure
	log   Log
	in    Setting
	facts policy.FactMap
	day   yanpan.Date
	role  string
	err   error
}

// township is everything that holds in the sample township.
func township(t testing.TB) *policy.Rules {
	t.Helper()
	rules, err := policy.Overlay(policy.Newest(builtin(t))...)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// national is what holds where no township says more.
func national(t testing.TB) *policy.Rules {
	t.Helper()
	var packs []*policy.Pack
	for _, p := range policy.Newest(builtin(t)) {
		if p.Level == policy.LevelNational {
			packs = append(packs, p)
		}
	}
	rules, err := policy.Overlay(packs...)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func opened(t *testing.T, rules *policy.Rules, id string) *minutes {
	t.Helper()
	p := rules.Procedure(id)
	if p == nil {
		t.Fatalf("no procedure %s", id)
	}
	m := &minutes{t: t, p: p, facts: policy.FactMap{}}
	m.in.Facts = m.facts
	return m
}

func (m *minutes) On(day string) *minutes {
	m.day = yanpan.MustDate(day)
	m.in.Today = m.day
	return m
}

func (m *minutes) As(role string) *minutes { m.role = role; return m }

func (m *minutes) Fact(name string, v policy.Value) *minutes {
	m.facts.Set(name, v, "")
	return m
}

// does tries an act. A refused one must leave the list as it was.
func (m *minutes) does(a Act) *minutes {
	m.t.Helper()
	if m.err != nil {
		m.t.Fatalf("nobody looked at the refusal: %v", m.err)
	}
	a.Day, a.Role = m.day, m.role
	before := len(m.log.Events())
	_, m.err = m.log.Do(m.p, Command{a, before}, m.in)
	if after := len(m.log.Events()); m.err != nil && after != before {
		m.t.Fatalf("refused, and yet %d events became %d", before, after)
	}
	return m
}

func (m *minutes) Submits(step, paper string) *minutes {
	return m.does(Act{Does: Submit, Step: step, Paper: paper})
}
func (m *minutes) Completes(step string) *minutes { return m.does(Act{Does: Complete, Step: step}) }
func (m *minutes) Publishes(step string) *minutes { return m.does(Act{Does: Publish, Step: step}) }
func (m *minutes) Signs(step string) *minutes     { return m.does(Act{Does: Sign, Step: step}) }
func (m *minutes) Declines(step, why string) *minutes {
	return m.does(Act{Does: Decline, Step: step, Reason: why})
}
func (m *minutes) Votes(step, form string, due, present, yes, no int) *minutes {
	return m.does(Act{Does: Vote, Step: step, Form: form, Due: due, Present: present, For: yes, Against: no})
}

// Refused wants the last act to have been refused in these words.
func (m *minutes) Refused(says string) *minutes {
	m.t.Helper()
	if m.err == nil {
		m.t.Fatalf("%s %s: accepted, want %q", m.day, m.role, says)
	}
	if got := plain(m.err.Error()); got != says {
		m.t.Errorf("%s %s: refused with %q, want %q", m.day, m.role, got, says)
	}
	m.err = nil
	return m
}

// Agreed wants everything up to now to have been accepted.
func (m *minutes) Agreed() *minutes {
	m.t.Helper()
	if m.err != nil {
		m.t.Fatalf("%s %s: %v", m.day, m.role, m.err)
	}
	return m
}

func (m *minutes) state() State {
	m.t.Helper()
	st, err := Replay(m.p, m.log.Events())
	if err != nil {
		m.t.Fatal(err)
	}
	return st
}

// Stands wants the procedure to stand so.
func (m *minutes) Stands(status string) *minutes {
	m.t.Helper()
	m.Agreed()
	if got := Status(m.p, m.state()); got != status {
		m.t.Errorf("stands %s, want %s", got, status)
	}
	return m
}

func plain(s string) string {
	return strings.NewReplacer("\uFF0C", ",", "\uFF1A", ":", "\uFF08", "(", "\uFF09", ")", "\uFF1B", ";").Replace(s)
}

// The road of a village: 四议两公开 by the national pack, with every refusal on the way.
func TestFourDeliberations(t *testing.T) {
	m := opened(t, national(t), "four_deliberations")
	m.Stands(NotBegun)
	m.On("2026-12-01").As("村民委员会").Completes("propose").Refused("“村党组织提议”的办结不由村民委员会承办,应由村党组织承办(《中国共产党农村基层组织工作条例》)")
	m.As("村党组织").Completes("propose").Agreed()
	m.Completes("propose").Refused("“村党组织提议”已在2026年12月1日办结,不必再办(《中国共产党农村基层组织工作条例》)")
	m.On("2026-12-02").Completes("discuss").Refused("“村‘两委’会议商议”还缺材料,补交会议记录(《中国共产党农村基层组织工作条例》)")
	m.Submits("discuss", "照片").Refused("“村‘两委’会议商议”要交的材料里没有“照片”,要交的是会议记录")
	m.Submits("discuss", "会议记录").Completes("discuss").Agreed()

	m.On("2026-12-05").Submits("review", "会议记录").Agreed()
	m.Votes("review", "", 60, 29, 29, 0).Refused("党员大会应到60人,到会29人,不到半数以上(至少30人),会议无效,另行召集(《中国共产党支部工作条例(试行)》)")
	m.Votes("review", "", 60, 61, 40, 0).Refused("到会61人,比应到的60人还多,核对会议记录上的人数")
	m.Votes("review", "", 60, 50, 40, 11).Refused("赞成、反对、弃权共51人,比到会的50人还多,核对会议记录上的人数")
	m.Votes("review", "", 0, 0, 0, 0).Refused("没有写应到人数,核对会议记录上的人数")
	// The first meeting does not carry it: that is recorded, and the step stays open.
	m.Votes("review", "", 60, 50, 30, 20).Agreed()
	m.Completes("review").Refused("“党员大会审议”没有表决通过:应到人数60人,赞成30人,不到过半数(至少31人),修改后重新表决(《中国共产党支部工作条例(试行)》)")
	m.On("2026-12-08").Votes("review", "", 60, 50, 31, 19).Agreed()
	m.Votes("review", "", 60, 50, 50, 0).Refused("“党员大会审议”已经表决通过,不用再表决(《中国共产党支部工作条例(试行)》)")
	m.Completes("review").Agreed()

	m.On("2026-12-10").As("村民委员会").Submits("resolve", "会议记录").Agreed()
	m.Votes("resolve", "", 45, 40, 40, 0).Refused("“村民会议或村民代表会议决议”没有写明是哪种表决方式,form 写villagers(村民会议)或households(村民会议(户代表))或representatives(村民代表会议)")
	m.Votes("resolve", "representatives", 45, 30, 16, 14).Completes("resolve").Agreed()

	m.Completes("publish_resolution").Refused("“决议公开”还没有公示决议,公示不少于15日(《村民委员会组织法》第35条)")
	m.On("2026-12-11").Publishes("publish_resolution").Agreed()
	m.Publishes("publish_resolution").Refused("“决议公开”已从2026年12月11日起公示,等公示期满(《村民委员会组织法》第35条)")
	m.On("2026-12-26").Completes("publish_resolution").Refused("决议从2026年12月11日起公示,不满15日,公示到2026年12月26日,最早2026年12月27日办结(《村民委员会组织法》第35条)")
	m.On("2026-12-27").Completes("publish_resolution").Agreed()
	m.On("2027-06-01").Publishes("publish_result").On("2027-06-17").Completes("publish_result").Stands(Finished)
}

// 整顿不到位不换届, and the way out: put off with approval and filing.
func TestOverhaulBeforeTheElection(t *testing.T) {
	m := opened(t, township(t), "villagers_election")
	m.On("2026-09-01").As("村党组织").Completes("leadership").Agreed()
	m.On("2026-09-10")
	for step, paper := range map[string]string{
		"survey": "摸底表", "assessment": "研判报告", "review": "测评统计表", "audit": "审计报告", "talks": "谈话记录", "training": "培训签到表",
	} {
		m.Submits(step, paper).Completes(step).Agreed()
	}
	m.On("2026-10-08").As("村民代表会议").Submits("committee", "会议记录").Agreed()
	m.Completes("committee").Refused("整顿已验收(记在整顿台账)、软弱涣散党组织(记在村情表)没有登记,不能确定“推选村民选举委员会”可以办,先登记;整顿到位并验收销号;一时到不了位的报批暂缓换届(《清水镇村(社区)“两委”换届工作方案》三(三))")
	m.Fact("weak_branch", policy.Bool(true)).Fact("overhaul_accepted", policy.Bool(false))
	m.Completes("committee").Refused("软弱涣散党组织整顿还没有验收,整顿到位并验收销号;一时到不了位的报批暂缓换届(《清水镇村(社区)“两委”换届工作方案》三(三))")

	ask := Act{Does: AskSuspension, Reason: "整顿不到位"}
	m.does(ask).Refused("申请暂缓不由村民代表会议承办,应由镇党委承办(《清水镇村(社区)“两委”换届工作方案》三(三))")
	m.As("镇党委").does(Act{Does: AskSuspension}).Refused("申请暂缓没有写理由,写明理由")
	m.As("县委").does(Act{Does: ApproveSuspension, Until: yanpan.MustDate("2027-03-31")}).Refused("还没有申请暂缓,先由镇党委写明理由申请(《清水镇村(社区)“两委”换届工作方案》三(三))")
	m.As("镇党委").does(ask).Stands(Running)
	m.does(ask).Refused("已在2026年10月8日申请暂缓,等县委批复(《清水镇村(社区)“两委”换届工作方案》三(三))")
	m.On("2026-10-15").As("县委").does(Act{Does: ApproveSuspension, Until: yanpan.MustDate("2027-10-16")}).Refused("暂缓到2027年10月16日太久,最迟到2027年10月15日(《清水镇村(社区)“两委”换届工作方案》三(三))")
	m.does(Act{Does: ApproveSuspension, Until: yanpan.MustDate("2027-03-31")}).Stands(Halted)
	m.On("2026-10-16").As("村民代表会议").Completes("committee").Refused("“村民委员会换届选举”已在2026年10月15日批准暂缓,到2027年3月31日止,先报县换届工作领导小组备案,再由县委批准恢复(《清水镇村(社区)“两委”换届工作方案》三(三))")
	m.As("县委").does(Act{Does: Resume}).Refused("暂缓还没有备案,先报县换届工作领导小组备案(《清水镇村(社区)“两委”换届工作方案》三(三))")
	m.As("镇党委").does(Act{Does: FileSuspension}).Stands(Halted)
	m.On("2027-02-01").As("县委").does(Act{Does: Resume}).Stands(Running)
	m.Fact("overhaul_accepted", policy.Bool(true))
	m.As("村民代表会议").Completes("committee").Agreed()
}

// A signature that is refused, with its reason, and the one that follows.
func TestSignatures(t *testing.T) {
	m := opened(t, national(t), "party_election")
	m.Fact("seats_open", policy.Int(5)).Fact("candidates_named", policy.Int(6))
	m.On("2026-10-08").As("上届党组织委员会").Completes("propose").Agreed()
	m.Signs("approval").Refused("“报上级党组织审查同意”的签批同意不由上届党组织委员会承办,应由上级党组织承办(《中国共产党基层组织选举工作条例》第14条)")
	m.Signs("propose").Refused("“上届委员会提出委员候选人”已在2026年10月8日办结,不必再办(《中国共产党基层组织选举工作条例》第14条)")
	m.As("上级党组织").Declines("approval", " ").Refused("签批不同意没有写理由,写明理由")
	m.Declines("approval", "结构不合理").Agreed()
	m.As("上届党组织委员会").Completes("approval").Refused("上级党组织没有同意“报上级党组织审查同意”:结构不合理,改好后再送上级党组织签批(《中国共产党基层组织选举工作条例》第14条)")
	m.On("2026-10-12").As("上级党组织").Signs("approval").Agreed()
	m.On("2026-10-11").As("上届党组织委员会").Completes("approval").Refused("办结的日期2026年10月11日早于这一步里2026年10月12日办的事,核对日期(《中国共产党基层组织选举工作条例》第14条)")
	m.On("2026-10-12").Completes("approval").Agreed()
	m.On("2026-10-11").Completes("deliberate").Refused("日期2026年10月11日早于“报上级党组织审查同意”办结的2026年10月12日,核对日期(《中国共产党基层组织选举工作条例》第14条)")
}

// A step that was done is opened again: it and what waited for it begin anew.
func TestReopening(t *testing.T) {
	m := opened(t, township(t), "rectification")
	m.On("2026-04-01").As("镇党委").Submits("feedback", "反馈书").Completes("feedback").Agreed()
	m.On("2026-04-05").As("村党组织").Submits("pledge", "整改承诺书").Completes("pledge").Agreed()
	reopen := Act{Does: Reopen, Step: "feedback", Reason: "问题写漏一条"}
	m.does(reopen).Refused("“送达反馈书”的重开不由村党组织承办,应由镇党委承办(《清水镇村(社区)“两委”换届工作方案》六(二))")
	m.As("镇党委").does(Act{Does: Reopen, Step: "feedback"}).Refused("重开没有写理由,写明理由")
	m.does(Act{Does: Reopen, Step: "verify", Reason: "再看"}).Refused("“核验销号”还没有办结,不用重开,接着办即可(《清水镇村(社区)“两委”换届工作方案》六(二))")
	m.does(reopen).Agreed()
	st := m.state()
	if st.done("feedback") || st.done("pledge") || st.Steps["pledge"].Reopened != 1 || len(m.log.Events()) != 5 {
		t.Errorf("%+v", st)
	}
	m.On("2026-04-06").As("村党组织").Completes("pledge").Refused("还没有轮到“交整改承诺书”,先办结“送达反馈书”(《清水镇村(社区)“两委”换届工作方案》三(五)2)")
}

// 提醒谈话, 约谈, 建议诫勉谈话: one after the other, each on its day.
func TestEscalation(t *testing.T) {
	m := opened(t, township(t), "rectification")
	up := func(rung string) *minutes { return m.does(Act{Does: Escalate, Step: "rectify", Rung: rung}) }
	m.On("2026-04-01").As("镇党委")
	up("remind").Refused("“整改”的期限还没有开始算,先办前面的步骤(《清水镇村(社区)“两委”换届工作方案》三(五)3)")
	m.Submits("feedback", "反馈书").Completes("feedback").Agreed()
	m.On("2026-04-05").As("村党组织").Submits("pledge", "整改承诺书").Completes("pledge").Agreed()
	// 60 days after 5 April is 4 June.
	m.On("2026-06-04").As("镇党委")
	up("remind").Refused("“整改”的期限是2026年6月4日,还不到提醒谈话的时候,2026年6月5日起仍没有办结的才提醒谈话(《清水镇村(社区)“两委”换届工作方案》三(五)3)")
	m.On("2026-06-05")
	up("remind").Agreed()
	up("remind").Refused("已经提醒谈话过,不用重复(《清水镇村(社区)“两委”换届工作方案》三(五)3)")
	up("scold").Refused("“整改”没有逾期措施“scold”,rung 写逾期措施的编号")
	m.On("2026-07-10")
	up("admonish").Refused("还没有约谈,不能直接建议诫勉谈话,先约谈(《清水镇村(社区)“两委”换届工作方案》三(五)3)")
	s := Stand(m.p, m.state(), m.in).Steps[2]
	if s.Late != 36 || s.Next != "由镇党委约谈" || s.Due.String() != "2026-06-04" {
		t.Errorf("%+v", s)
	}
	up("summon").Agreed()
	up("admonish").Agreed()
}

// What cannot be said at all.
func TestWrongInput(t *testing.T) {
	m := opened(t, national(t), "four_deliberations")
	m.On("2026-12-01").As("村党组织")
	m.does(Act{Does: "finish", Step: "propose"}).Refused("没有“finish”这种事,可以办的有:" + strings.Join(policy.ActWords(), "、"))
	m.does(Act{Does: Complete}).Refused("没有写明是哪一步,步骤有:propose、discuss、review、resolve、publish_resolution、publish_result")
	m.does(Act{Does: Complete, Step: "vote"}).Refused("程序“四议两公开”里没有步骤“vote”,步骤有:propose、discuss、review、resolve、publish_resolution、publish_result")
	m.Votes("propose", "", 3, 3, 3, 0).Refused("“村党组织提议”不用表决,直接办结即可")
	m.Publishes("propose").Refused("“村党组织提议”不用公示,直接办结即可")
	m.Signs("propose").Refused("“村党组织提议”不用签批,直接办结即可")
	m.Submits("propose", "议题").Refused("“村党组织提议”不用交材料,材料留存备查即可")
	m.does(Act{Does: AskSuspension, Reason: "忙"}).Refused("程序“四议两公开”没有暂缓的规定,确需暂缓的,请示上级")
	m.does(Act{Does: Reopen, Step: "propose", Reason: "改"}).Refused("程序“四议两公开”不能重开步骤,确需重开的,在政策包里写明由谁重开(reopen)")
	m.in.Today = yanpan.MustDate("2026-11-30")
	m.Completes("propose").Refused("2026年12月1日还没有到,办过了再记")
	m.On("2026-12").Completes("propose").Refused("没有写明是哪一天办的,日期写到日,例如 2026-12-01")
}

// Days of a calendar and a timetable that are handed in.
func TestCalendarAndTimetable(t *testing.T) {
	m := opened(t, township(t), "party_election_a")
	m.facts["seats_open"] = policy.Fact{Value: policy.Int(5)}
	for name, n := range map[string]int{"candidates_named": 6, "shortlisted": 6, "vetting_due": 6, "vetting_done": 6} {
		m.Fact(name, policy.Int(n))
	}
	const old = "上届党组织委员会"
	m.On("2026-09-24").As(old).Submits("recommend", "推荐情况汇总").Completes("recommend").Completes("shortlist").Agreed()
	m.As("镇党委").Signs("first_review").As(old).Completes("first_review").Submits("joint_vetting", "联审结果汇总").Completes("joint_vetting").Agreed()
	m.As("镇党委").Submits("inspection", "考察材料").Completes("inspection").Publishes("inspection_notice").Agreed()
	// Thursday; three weekdays end on Tuesday 29 September. Without the notices of holidays that is an estimate, and said.
	m.On("2026-09-29").Completes("inspection_notice").Refused("考察对象名单从2026年9月24日起公示,不满3个工作日,公示到2026年9月29日,最早2026年9月30日办结(按双休推算,未计节假日和调休)(《清水镇村(社区)“两委”换届工作方案》四(一)5)")
	// The true calendar knows that 25 September 2026 is a holiday: the third working day is the 30th.
	m.in.Calendar = legalDays(t)
	m.On("2026-09-30").Completes("inspection_notice").Refused("考察对象名单从2026年9月24日起公示,不满3个工作日,公示到2026年9月30日,最早2026年10月1日办结(《清水镇村(社区)“两委”换届工作方案》四(一)5)")

	m.in.Due = func(step string, _ State) (Due, bool) {
		return Due{yanpan.MustDate("2026-09-28"), true, yanpan.Citation{Source: "换届日程"}}, step == "inspection_notice"
	}
	v := Stand(m.p, m.state(), m.in)
	for _, s := range v.Steps {
		if s.ID == "inspection_notice" && (s.Late != 2 || s.Estimate) || s.ID == "propose" && !s.Due.IsZero() {
			t.Errorf("%+v", s)
		}
	}
	if text := plain(v.Text()); !strings.Contains(text, "期限2026年9月28日(《换届日程》),已超过2日") {
		t.Error(text)
	}
}

// The standing as it is read.
func TestStandingText(t *testing.T) {
	m := opened(t, national(t), "four_deliberations")
	m.On("2026-12-01").As("村党组织").Completes("propose").On("2026-12-02").Submits("discuss", "会议记录").Completes("discuss").Agreed()
	m.On("2026-12-05").Votes("review", "", 60, 50, 30, 20).Agreed()
	v := Stand(m.p, m.state(), m.in)
	v.Place = "石板村"
	want := `石板村四议两公开:正在办,6步办结2步(截至2026年12月5日)
1.村党组织提议:2026年12月1日办结
2.村“两委”会议商议:2026年12月2日办结
3.党员大会审议:可以办,由村党组织承办
    2026年12月5日党员大会:应到60人,到会50人,赞成30人、反对20人、弃权0人,没有通过
    “党员大会审议”还缺材料,补交会议记录(《中国共产党农村基层组织工作条例》)
    “党员大会审议”没有表决通过:应到人数60人,赞成30人,不到过半数(至少31人),修改后重新表决(《中国共产党支部工作条例(试行)》)
4.村民会议或村民代表会议决议:还不能办
    还没有轮到“村民会议或村民代表会议决议”,先办结“党员大会审议”(《中国共产党农村基层组织工作条例》)
5.决议公开:还不能办
    还没有轮到“决议公开”,先办结“村民会议或村民代表会议决议”(《村民委员会组织法》第35条)
6.实施结果公开:还不能办
    还没有轮到“实施结果公开”,先办结“决议公开”(《村民委员会组织法》第35条)
`
	if got := plain(v.Text()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
