package paper

import (
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

func TestHeads(t *testing.T) {
	drop := func(rec *roster.Records, names ...string) *roster.Records {
		for _, n := range names {
			for i := range rec.People {
				if rec.People[i].Name == n {
					rec.People[i].Posts = []roster.Post{{Body: roster.VillagersCommittee, Title: roster.Member}}
				}
			}
		}
		return rec
	}
	for _, c := range []struct {
		name, want, lacks string
		rec               *roster.Records
	}{
		{"all there", "党组织书记、村(居)委会主任各3人,全部配齐。", "", three()},
		{"no secretary in one", "党组织书记2人、村(居)委会主任3人,柳林村党组织书记空缺。", "", drop(three(), "赵六")},
		{"no director in one", "党组织书记3人、村(居)委会主任2人,柳林村村(居)委会主任空缺。", "", drop(three(), "钱七")},
		{"both", "党组织书记、村(居)委会主任各2人,石板村党组织书记空缺,石板村村(居)委会主任空缺。", "", drop(three(), "张三")},
		{"nobody is told to be a head", "", "党组织书记、村(居)委会主任", drop(three(), "张三", "赵六", "钱七", "周明")},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, lacks := say(t, material(c.rec, figure.Options{}), "{{heads}}。")
			if got != c.want || strings.Join(lacks, " ") != c.lacks {
				t.Errorf("%q lacking %q", got, lacks)
			}
		})
	}
}

func TestSecretaries(t *testing.T) {
	m := material(three(), figure.Options{})
	if got, _ := say(t, m, `{{num "secretaries"}}名,{{people "ages"}};{{people "oldest"}}、{{people "youngest"}}`); got != "3名,平均年龄42.3岁,最大51岁,最小31岁;51、31" {
		t.Errorf("%q", got) // 51, 45, 31: 127 ÷ 3
	}
	for _, c := range []struct {
		name, want, lacks string
		change            func(p []roster.Person)
	}{
		{"two of three", "大专及以上2人(66.7%)、高中(中专)1人。", "", func([]roster.Person) {}},
		{"all", "均为大专及以上学历。", "", func(p []roster.Person) { p[3].Education = roster.Graduate }},
		{"none", "高中(中专)1人、初中1人、小学1人。", "", func(p []roster.Person) { p[0].Education, p[6].Education = roster.JuniorSecondary, roster.Primary }},
		{"one not told", "大专及以上2人(66.7%)、学历未登记1人。", "", func(p []roster.Person) { p[3].Education = roster.EducationNotTold }},
		{"none told", "", "党组织书记学历", func(p []roster.Person) {
			p[0].Education, p[3].Education, p[6].Education = roster.EducationNotTold, roster.EducationNotTold, roster.EducationNotTold
		}},
		{"no secretary", "", "党组织书记名单", func(p []roster.Person) { p[0].Posts, p[3].Posts, p[6].Posts = nil, nil, nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			rec := three()
			c.change(rec.People)
			got, lacks := say(t, material(rec, figure.Options{}), `{{people "education"}}。`)
			if got != c.want || strings.Join(lacks, " ") != c.lacks {
				t.Errorf("%q lacking %q", got, lacks)
			}
		})
	}
	rec := three()
	for i := range rec.People {
		rec.People[i].Birth = yanpan.Date{}
	}
	if got, lacks := say(t, material(rec, figure.Options{}), `最大{{people "oldest"}}岁。`); got != "" || lacks[0] != "党组织书记出生年月" {
		t.Errorf("%q lacking %q", got, lacks)
	}
}

func TestReserves(t *testing.T) {
	rec := three()
	if got, lacks := say(t, material(rec, figure.Options{}), "{{reserves}}"); got != "" || lacks[0] != "后备力量名册" {
		t.Errorf("%q lacking %q", got, lacks)
	}
	rec.Reserves = []roster.Reserve{{Origin: "致富能手"}, {Origin: "退役军人"}, {Origin: "致富能手"}, {Identity: roster.Identity{Village: 2}}}
	if got, _ := say(t, material(rec, figure.Options{}), "{{reserves}}"); got != "共储备后备人选4人,覆盖2个村(社区),占66.7%;从来源看,致富能手2人、退役军人1人。西河社区没有储备后备人选。" {
		t.Errorf("%q", got)
	}
	rec.Reserves = []roster.Reserve{{}, {Identity: roster.Identity{Village: 1}}, {Identity: roster.Identity{Village: 2}}}
	if got, _ := say(t, material(rec, figure.Options{}), "{{reserves}}"); got != "共储备后备人选3人,各村(社区)均有后备人选。" {
		t.Errorf("%q", got)
	}
}

func TestRegister(t *testing.T) {
	member := func(village int, sex yanpan.Sex, birth string, p roster.Political, floating roster.Answer) roster.PartyMember {
		return roster.PartyMember{Identity: roster.Identity{Village: village, Sex: sex, Birth: yanpan.MustDate(birth)}, Political: p, Floating: floating}
	}
	rec := three()
	if got, lacks := say(t, material(rec, figure.Options{}), "{{register}}"); got != "" || lacks[0] != "党员名册" {
		t.Errorf("%q lacking %q", got, lacks)
	}
	rec.Members = []roster.PartyMember{
		member(0, yanpan.Male, "1966-06-30", roster.FullMember, roster.No),           // 60, not yet above
		member(0, yanpan.Female, "1965-06-30", roster.FullMember, roster.Yes),        // 61
		member(1, yanpan.Male, "1950-01-01", roster.FullMember, roster.NotTold),      // 76
		member(1, yanpan.Female, "2000-01-01", roster.ProbationaryMember, roster.No), // 26
	}
	if got, lacks := say(t, material(rec, figure.Options{}), "{{register}}"); got != "" || lacks[0] != "其余1个村(社区)的党员名册" {
		t.Errorf("a register of two villages of three: %q lacking %q", got, lacks)
	}
	rec.Members = append(rec.Members, member(2, yanpan.Male, "1990-01-01", roster.FullMember, roster.No))
	if got, _ := say(t, material(rec, figure.Options{}), "{{register}}"); got != "全镇共有党员5名,其中预备党员1名,女党员2名,流动党员1名,61岁及以上2名,占40.0%。" {
		t.Errorf("%q", got)
	}
	rec.Members[4].Birth, rec.Members[1].Floating = yanpan.Date{}, roster.No
	if got, _ := say(t, material(rec, figure.Options{}), "{{register}}"); got != "全镇共有党员5名,其中预备党员1名,女党员2名。" {
		t.Errorf("a birth not told: %q", got)
	}
}

func TestConditions(t *testing.T) {
	rec := three()
	if got, lacks := say(t, material(rec, figure.Options{}), "{{conditions}}"); got != "" || lacks[0] != "村情表" {
		t.Errorf("%q lacking %q", got, lacks)
	}
	for i, n := range []int64{412, 388, 900} {
		rec.Villages[i].Numbers[roster.FieldHouseholds] = yanpan.Ratio{Num: n, Den: 1}
	}
	rec.Villages[0].Numbers[roster.FieldRegistered] = yanpan.Ratio{Num: 1500, Den: 1} // of one village only: no sum
	rec.Villages[0].Numbers[roster.FieldIncome] = yanpan.Ratio{Num: 125, Den: 10}
	rec.Villages[2].Numbers[roster.FieldIncome] = yanpan.Ratio{Num: 21, Den: 2}
	if got, _ := say(t, material(rec, figure.Options{}), "{{conditions}}"); got != "全镇总户数1700户。2个村(社区)填报集体经济年经营性收入合计23万元,平均每个村(社区)11.5万元。" {
		t.Errorf("%q", got)
	}
	rec.Villages[2].Numbers[roster.FieldIncome] = yanpan.Ratio{Num: 105123456789, Den: 10_000_000_000} // 10.5123…
	if got, _ := say(t, material(rec, figure.Options{}), "{{conditions}}"); !strings.Contains(got, "合计23.01万元") {
		t.Errorf("many decimals: %q", got)
	}
}

func TestGradesAndEvaluations(t *testing.T) {
	rec := three()
	if got, lacks := say(t, material(rec, figure.Options{}), "{{grades}}{{evaluated}}"); got != "" || strings.Join(lacks, " ") != "研判等次 民主测评汇总" {
		t.Errorf("%q lacking %q", got, lacks)
	}
	rec.Villages[0].Texts[roster.FieldGrade], rec.Villages[2].Texts[roster.FieldGrade] = "好", "好"
	rec.Villages[1].Texts[roster.FieldGrade] = "一般"
	rec.Evaluations = []roster.Evaluation{
		{Village: 0, Subject: "村班子", Issued: 50, Collected: 48, First: 40, Second: 6, Third: 2},
		{Village: 1, Subject: "班子", Issued: 40, Collected: 40, First: 20, Second: 16, Third: 4},
		{Village: 1, Subject: "赵六", Issued: 40, Collected: 40, First: 40},
	}
	want := "3个村(社区)全部评定研判等次,其中“好”2个、“一般”1个。2个村(社区)完成班子民主测评结果汇总,共发出测评票90张、收回88张;有效测评88票中,先进60票(68.2%)、一般22票(25.0%)、后进6票(6.8%)。"
	if got, _ := say(t, material(rec, figure.Options{}), "{{grades}}{{evaluated}}"); got != want {
		t.Errorf("%q", got)
	}
	for i := range rec.Evaluations {
		rec.Evaluations[i].Issued = 0
	}
	if got, _ := say(t, material(rec, figure.Options{}), "{{evaluated}}"); !strings.HasPrefix(got, "2个村(社区)完成班子民主测评结果汇总;有效测评88票中,") {
		t.Errorf("without papers given out: %q", got)
	}
}

func TestActivitiesAndSurvey(t *testing.T) {
	rec := three()
	if got, lacks := say(t, material(rec, figure.Options{}), "{{activities}}{{survey}}"); got != "" || strings.Join(lacks, " ") != "工作开展台账 问卷调查情况" {
		t.Errorf("%q lacking %q", got, lacks)
	}
	rec.Activities = []roster.Activity{
		{Village: -1, Kind: "专题会", Sessions: 2, Participants: 30},
		{Village: 0, Kind: "走访", Sessions: 1, Participants: 40, Masses: 38},
		{Village: 1, Kind: "走访", Sessions: 1, Participants: 20, Masses: 20},
		{Village: -1, Name: "赴外地学习", Sessions: 1},
		{Village: 0, Kind: "问卷", Sessions: 1, Copies: 50, Masses: 32},
	}
	want := "我镇围绕班子研判,召开专题会议2次,走访群众60人次,开展赴外地学习1次。发放调查问卷50份,其中群众代表32份,占64.0%。"
	if got, _ := say(t, material(rec, figure.Options{}), "{{activities}}{{survey}}"); got != want {
		t.Errorf("%q", got)
	}
	rec.Activities[4].Masses = 0
	if got, _ := say(t, material(rec, figure.Options{}), "{{survey}}"); got != "发放调查问卷50份。" {
		t.Errorf("%q", got)
	}
}

// Text from records cannot pass for our own marks, for Markdown or for a figure.
func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"石板村": "石板村", "*石板*村": `\*石板\*村`, "[67](#members)": `\[67\](\#members)`, "甲\uE003乙\uE004": "甲乙", "一\n## 二": `一 \#\# 二`, "a|b~c": `a\|b\~c`,
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	rec := three()
	rec.Reserves = []roster.Reserve{{Origin: "\uE003返乡\uE004"}, {Identity: roster.Identity{Village: 1}}, {Identity: roster.Identity{Village: 2}}}
	if got, lacks := say(t, material(rec, figure.Options{}), "{{reserves}}"); len(lacks) > 0 || !strings.Contains(got, "返乡1人") {
		t.Errorf("%q lacking %q", got, lacks)
	}
}
