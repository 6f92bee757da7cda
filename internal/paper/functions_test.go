package paper

import (
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

// Every word of templates on the township of three, worked out by hand.
func TestWords(t *testing.T) {
	m := material(three(), figure.Options{})
	for _, c := range []struct{ template, want string }{
		{"{{township}}", "清水镇"},
		{"{{to}}", "县委组织部"},
		{"{{org}}", "清水镇党委"},
		{"{{whole}}", "全镇"},
		{"{{ours}}", "我镇"},
		{"{{noun}}", "村(社区)"},
		{"{{kinds}}", "2个村、1个社区"},
		{"{{date}}", "2026年6月30日"},
		{"{{month}}", "2026年6月"},
		{`{{blank "联系人"}}`, "【待填:联系人】"},
		{`{{num "members"}}`, "9"},
		{`{{num "average_age"}}`, "47.0"},
		{`{{num "gender.female"}}`, "2"},
		{`{{pct "gender.female"}}`, "22.2%"},
		{`{{pct "cross_posted"}}`, "22.2%"},
		{`{{if has "dual_head"}}有{{else}}无{{end}}`, "有"},
		{`{{if has "female_heads"}}有{{else}}无{{end}}`, "无"},
		{`{{if known "reelected"}}知{{else}}不知{{end}}`, "不知"},
		{`{{if known "members"}}知{{else}}不知{{end}}`, "知"},
		{`{{nobody "female_heads" "没有女性正职"}}`, "没有女性正职"},
		{`{{partition "gender"}}`, "男7人、女2人"},
		{`{{shared "gender"}}`, "男7人(77.8%)、女2人(22.2%)"},
		{`{{partition "political"}}`, "中共党员6人、中共预备党员1人、群众2人"},
		{`{{partition "education"}}`, "大学本科2人、大专2人、高中(中专)2人、初中1人、小学2人,无研究生"},
		{`{{partition "age"}}`, "35岁及以下2人、36至45岁2人、46至55岁3人、56至60岁1人、61岁及以上1人"},
		{`{{unrecorded "gender"}}`, ""},
		{`{{names (where "gender.female" "==" 0)}}`, "柳林村"},
		{`{{names (where "gender.female" ">=" 1)}}`, "石板村、西河社区"},
		{`{{names (where "average_age" "<" 45)}}`, "西河社区"},
		{`{{names (where "average_age" "<=" 51)}}`, "石板村、西河社区、柳林村"},
		{`{{ranked (where "average_age" ">" 45)}}`, "石板村(51.0岁)、柳林村(47.7岁)"},
		{`{{ranked (where "members" ">=" 3)}}`, "石板村(3人)、西河社区(3人)、柳林村(3人)"},
		{`{{size (where "average_age" ">" 45)}}个`, "2个"},
		{`{{size (where "reelected" "==" 0)}}个`, "0个"}, // not known fits no relation
		{"{{dual}}", "2个村(社区)实现书记、主任“一肩挑”,占66.7%。"},
		{`{{people "oldest"}}{{people "youngest"}}`, "5131"},
		{"{{if judged}}判{{else}}不判{{end}}", "不判"},
		{"{{range problems}}甲{{else}}无{{end}}", "无"},
		{"{{range measures}}甲{{else}}无{{end}}", "无"},
		{`{{local "村(居)委会"}}`, "村(居)委会"},
	} {
		got, lacks := say(t, m, c.template)
		if got != c.want || len(lacks) > 0 {
			t.Errorf("%s: %q, want %q; lacks %v", c.template, got, c.want, lacks)
		}
	}
}

// What nobody recorded takes its sentence with it, and the next one stays.
func TestWordsWithoutData(t *testing.T) {
	rec := three()
	for i := range rec.People {
		p := &rec.People[i]
		p.Sex, p.Education, p.Political, p.Birth = yanpan.SexUnknown, roster.EducationNotTold, roster.PoliticalNotTold, yanpan.Date{}
	}
	m := material(rec, figure.Options{})
	for _, c := range []struct{ template, lacks string }{
		{`{{partition "education"}}`, "学历"},
		{`{{shared "age"}}`, "年龄"},
		{`{{partition "political"}}`, "政治面貌"},
		{`{{partition "gender"}}`, "性别"},
		{`{{num "average_age"}}`, "平均年龄"},
		{`{{num "reelected"}}`, "连选连任"},
		{`{{pct "reelected"}}`, "连选连任"},
		{`{{nobody "disciplined" "没有"}}`, "处分影响期内"},
		{`{{num "vacancies"}}`, "空缺职位"},
		{`{{people "oldest"}}`, "党组织书记出生年月"},
		{`{{people "ages"}}`, "党组织书记出生年月"},
		{`{{people "education"}}`, "党组织书记学历"},
		{`{{need "干部档案"}}`, "干部档案"},
		{`{{num "无此数"}}`, "无此数"},
	} {
		got, lacks := say(t, m, "前"+c.template+"后。下一句。")
		if got != "下一句。" || strings.Join(lacks, " ") != c.lacks {
			t.Errorf("%s: %q lacking %v, want %s", c.template, got, lacks, c.lacks)
		}
	}
}

// Of some nothing is recorded: the parts add up with them, and say so.
func TestUnrecorded(t *testing.T) {
	rec := three()
	rec.People[1].Education, rec.People[2].Sex = roster.EducationNotTold, yanpan.SexUnknown
	m := material(rec, figure.Options{})
	for _, c := range []struct{ template, want string }{
		{`{{partition "education"}}`, "大学本科2人、大专1人、高中(中专)2人、初中1人、小学2人、未登记1人,无研究生"},
		{`{{partition "gender"}}`, "男6人、女2人、未登记1人"},
		{`{{unrecorded "gender"}}`, "、未登记1人"},
	} {
		if got, _ := say(t, m, c.template); got != c.want {
			t.Errorf("%s: %q, want %q", c.template, got, c.want)
		}
	}
}

// One or two empty parts are named as a secretary names them; a list of them is left out.
func TestEmptyParts(t *testing.T) {
	rec := three()
	for i := range rec.People {
		if rec.People[i].Education == roster.Primary {
			rec.People[i].Education = roster.JuniorSecondary
		}
		rec.People[i].Birth = yanpan.MustDate("1988-01") // 38
	}
	m := material(rec, figure.Options{})
	if got, _ := say(t, m, `{{partition "education"}}`); !strings.HasSuffix(got, "初中3人,无研究生、小学学历者") {
		t.Errorf("two empty parts: %q", got)
	}
	if got, _ := say(t, m, `{{partition "age"}}`); got != "36至45岁9人" {
		t.Errorf("four empty parts: %q", got)
	}
	if got, _ := say(t, m, `{{people "ages"}}`); got != "年龄均为38岁" {
		t.Errorf("all of one age: %q", got)
	}
}

func TestDualHeads(t *testing.T) {
	everywhere, nowhere := three(), three()
	everywhere.People[6].Posts = everywhere.People[0].Posts
	for _, i := range []int{0, 3} {
		nowhere.People[i].Posts = nowhere.People[i].Posts[:1]
	}
	for _, c := range []struct {
		rec  *roster.Records
		want string
	}{{everywhere, "3个村(社区)全部实现书记、主任“一肩挑”。"}, {nowhere, "没有书记、主任“一肩挑”的村(社区)。"}} {
		if got, _ := say(t, material(c.rec, figure.Options{}), "{{dual}}"); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestVillageNouns(t *testing.T) {
	for _, c := range []struct {
		kinds        []yanpan.VillageKind
		noun, kinds2 string
	}{
		{[]yanpan.VillageKind{yanpan.VillageRural, yanpan.VillageRural, yanpan.VillageRural}, "村", "3个村"},
		{[]yanpan.VillageKind{yanpan.VillageUrban, yanpan.VillageUrban, yanpan.VillageUrban}, "社区", "3个社区"},
		{[]yanpan.VillageKind{yanpan.VillageRural, yanpan.VillageUrban, yanpan.VillageUrban}, "村(社区)", "1个村、2个社区"},
		{[]yanpan.VillageKind{yanpan.VillageRural, yanpan.VillageUrban, yanpan.VillageUnknown}, "村(社区)", "3个村(社区)"},
		{[]yanpan.VillageKind{yanpan.VillageUnknown, yanpan.VillageUnknown, yanpan.VillageUnknown}, "村(社区)", "3个村(社区)"},
	} {
		rec := three()
		for i, k := range c.kinds {
			rec.Villages[i].Kind = k
		}
		m := material(rec, figure.Options{})
		if got, _ := say(t, m, "{{noun}}|{{kinds}}"); got != c.noun+"|"+c.kinds2 {
			t.Errorf("%v: %q", c.kinds, got)
		}
	}
}
