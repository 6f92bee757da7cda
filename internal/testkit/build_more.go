package testkit

import (
	"fmt"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// former makes those who sat in the term before and do not sit now: for
// everybody who is new on the committees somebody older left.
func (b *builder) former(v *Village) {
	for _, p := range v.People {
		if !p.IsMember() || p.Reelected {
			continue
		}
		q := &Person{Village: v, Sex: yanpan.Male, Ethnicity: "汉族", Political: roster.FullMember, Party: p.Party, Villagers: p.Villagers, Duty: p.Duty}
		if p.Sex == yanpan.Female && b.percent(60) {
			q.Sex = yanpan.Female
		}
		b.born(q, 52, 68)
		q.FullTime = pick(b.dice, []roster.Education{roster.JuniorSecondary, roster.JuniorSecondary, roster.SeniorSecondary, roster.Primary})
		q.Joined = b.day(q.Birth.Year() + b.within(22, 34))
		q.Confirmed = q.Joined.AddYears(1)
		v.Former = append(v.Former, q)
	}
}

// register makes party members without a post, for the villages whose register is told.
func (b *builder) register(v *Village) {
	if !v.story["register"] {
		return
	}
	for range b.within(12, 18) {
		p := &Person{Village: v, Sex: yanpan.Male, Ethnicity: "汉族", Political: roster.FullMember}
		if b.percent(28) {
			p.Sex = yanpan.Female
		}
		b.born(p, 24, 82)
		b.schooling(p, role{})
		p.Joined = b.day(min(p.Birth.Year()+b.within(21, 40), 2024))
		p.Confirmed = p.Joined.AddYears(1)
		if b.percent(6) {
			p.Political, p.Confirmed = roster.ProbationaryMember, yanpan.Date{}
			p.Joined, _ = yanpan.NewDate(2026, b.within(1, 6), b.within(1, 28))
		}
		v.Members = append(v.Members, p)
	}
}

func (b *builder) reserves(v *Village) {
	if v.story["no_reserve"] {
		return
	}
	for range b.within(1, 2) {
		r := &Reserve{Person: Person{Village: v, Sex: yanpan.Male, Ethnicity: "汉族"}}
		if b.percent(40) {
			r.Sex = yanpan.Female
		}
		b.born(&r.Person, 23, 36)
		b.schooling(&r.Person, role{young: b.percent(60)})
		b.politics(&r.Person)
		r.Origin = pick(b.dice, []string{"致富能手", "返乡创业人员", "退役军人", "高校毕业生", "返乡务工人员"})
		if r.Sex == yanpan.Female && r.Origin == "退役军人" {
			r.Origin = "高校毕业生"
		}
		r.Training = pick(b.dice, []string{"村“两委”成员结对帮带", "到村跟班学习", "参加镇后备干部培训班", "担任网格员锻炼"})
		v.Reserves = append(v.Reserves, r)
	}
}

// file makes the village file. Numbers hang together: residents and voters are
// no more than those registered.
func (b *builder) file(v *Village, shape string) {
	f := &v.File
	f.PartySeats, f.VillageSeats = seats[shape][0], seats[shape][1]
	f.Households = b.within(320, 640)
	if v.Class == "一类" {
		f.Households = b.within(680, 1180)
	}
	f.Registered = f.Households*b.within(29, 36)/10 + b.below(10)
	f.Resident = f.Registered * b.within(58, 82) / 100
	f.Voters = f.Registered * b.within(79, 84) / 100
	f.PartyMembers = b.within(32, 68)
	if len(v.Members) > 0 {
		f.PartyMembers = len(v.Register())
	}
	f.Groups = f.Households / b.within(60, 85)
	f.Income = yanpan.Ratio{Num: int64(b.within(58, 420)), Den: 10}
	f.Debt = yanpan.Ratio{Num: int64(b.below(3) * b.within(10, 160)), Den: 10}
	f.Turnout = yanpan.Ratio{Num: int64(b.within(882, 968)), Den: 10}
	f.Candidates = f.VillageSeats + b.within(2, 4)
	f.Industry = pick(b.dice, []string{"脆红李", "茶叶", "稻渔综合种养", "蔬菜", "柑橘", "生猪养殖", "中药材", "乡村旅游"})
	if v.Kind == yanpan.VillageUrban {
		f.Industry = pick(b.dice, []string{"商贸服务", "农贸市场", "物业服务"})
	}
	f.Grade = "班子较好,无明显问题"
	f.Published, _ = yanpan.NewDate(2026, 10, b.within(8, 20))
	f.Meeting, _ = yanpan.NewDate(2026, b.within(7, 9), b.within(3, 26))
	f.Audited, _ = yanpan.NewDate(2026, b.within(3, 8), b.within(2, 27))
	b.ballots(v)
	b.troubles(v)
}

// troubles writes the village's story into its file.
func (b *builder) troubles(v *Village) {
	f := &v.File
	if v.story["low_turnout"] {
		f.Turnout, f.RunOff, f.Candidates, f.Resident = yanpan.Ratio{Num: 573, Den: 10}, true, f.VillageSeats, f.Registered*46/100
		f.Legacy = "2009年修路占地补偿尾款未结清"
		f.Grade = "存在部分问题"
	}
	if v.story["no_audit"] {
		f.Audited = yanpan.Date{}
	}
	if v.story["not_published"] {
		f.Published, _ = yanpan.NewDate(2025, 11, 18)
		f.Meeting, _ = yanpan.NewDate(2025, 9, 6)
		f.Grade = "存在部分问题"
	}
	if v.story["vacant"] {
		f.Weak, f.Grade = true, "存在明显问题,群众反映强烈"
		f.Legacy = "原村办砖厂承包合同纠纷"
	}
	if v.story["aged"] {
		f.Candidates, f.Grade = f.VillageSeats+1, "存在部分问题"
	}
}

func (b *builder) ballots(v *Village) {
	e := &v.Evaluation
	e.Due = b.within(38, 66)
	e.Present = e.Due - b.within(0, e.Due/10)
	e.Issued = e.Present
	e.Collected = e.Issued - b.below(2)
	e.Invalid = b.below(3)
	e.Valid = e.Collected - e.Invalid
	share := b.within(72, 94)
	if v.story["vacant"] || v.story["not_published"] || v.story["low_turnout"] {
		share = b.within(38, 52)
	}
	e.First = e.Valid * share / 100
	e.Second = (e.Valid - e.First) * 4 / 5
	e.Third = e.Valid - e.First - e.Second
}

// sanctions: one in effect, one that has run out, one of the term before, and
// one of somebody who serves no more.
func (b *builder) sanctions() {
	for _, s := range []struct{ village, kind, decided, until, document, of string }{
		{"王家店村", "党内严重警告", "2026-03-12", "2027-09-11", "云纪〔2026〕17号", "违规发放务工补贴"},
		{"茶坪村", "党内警告", "2024-05-20", "2025-05-19", "云纪〔2024〕31号", "履行监督职责不力"},
		{"竹园村", "党内警告", "2019-08-06", "2020-08-05", "青纪〔2019〕4号", "公务接待超标准"},
	} {
		v := b.town.Village(s.village)
		p := v.People[2]
		b.town.Sanctions = append(b.town.Sanctions, &Sanction{
			Person: p, Village: v, Name: p.Name, Kind: s.kind, Document: s.document, Of: s.of,
			Decided: yanpan.MustDate(s.decided), Until: yanpan.MustDate(s.until),
		})
	}
	v := b.town.Village("新民村")
	b.town.Sanctions = append(b.town.Sanctions, &Sanction{
		Village: v, Name: v.Former[0].Name, Kind: "留党察看一年", Document: "云纪〔2020〕9号", Of: "侵占集体资金",
		Decided: yanpan.MustDate("2020-06-30"), Until: yanpan.MustDate("2023-06-29"),
	})
}

// work is the ledger of what the township did for the assessment.
func (b *builder) work() {
	for _, a := range []struct {
		name, kind, date               string
		sessions, people, copies, mass int
	}{
		{"镇党委专题研究村(社区)“两委”分析研判工作", "专题会", "2026-08-06", 2, 24, 0, 0},
		{"“两委”分析研判工作动员部署会", "动员会", "2026-08-11", 1, 118, 0, 0},
		{"研判工作组业务培训", "培训", "2026-08-13", 2, 96, 0, 0},
		{"“两委”成员个别谈话", "个别谈话", "2026-08-25", 38, 612, 0, 0},
		{"村(社区)干部群众座谈会", "座谈", "2026-09-02", 38, 1064, 0, 645},
		{"入户走访", "走访", "2026-09-10", 38, 1520, 0, 1520},
		{"群众满意度问卷调查", "问卷", "2026-09-15", 1, 1900, 1900, 1216},
		{"述职述廉暨民主测评会", "测评会", "2026-09-21", 38, 1870, 0, 0},
		{"研判情况汇总分析会", "专题会", "2026-10-13", 1, 21, 0, 0},
	} {
		b.town.Activities = append(b.town.Activities, Activity{a.name, a.kind, yanpan.MustDate(a.date), a.sessions, a.people, a.copies, a.mass})
	}
}

// String names the person for messages of tests.
func (p *Person) String() string { return fmt.Sprintf("%s %s", p.Village.Name, p.Name) }
