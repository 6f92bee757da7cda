package roster

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"yanpan.dev"
)

func villageNames(a *Admission) string {
	var names []string
	for _, v := range a.Records.Villages {
		names = append(names, strings.TrimPrefix(v.Township+"/"+v.Name, "/"))
	}
	return strings.Join(names, " ")
}

func TestVillageNames(t *testing.T) {
	for _, c := range []struct{ name, villages, want string }{
		{"committee behind the name", "石板村 石板村委会 石板村村民委员会 石板村党支部", "石板村"},
		{"short name", "石板 石板村 石板", "石板村"},
		{"short name only", "石板 石板", "石板"},
		{"village and community of one name", "前进村 前进社区 前进", "前进村 前进社区 前进"},
		{"township before the name", "清水镇石板村 清水镇上河村 石板村 上河村", "清水镇/石板村 清水镇/上河村"},
		{"a village whose name holds 镇", "镇海村 古镇村 新乡村", "镇海村 古镇村 新乡村"},
		{"blanks in the name", "石 板 村 石板村", "石板村"},
		{"居委会", "北关社区居委会 北关社区", "北关社区"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "village|name\n"
			names := strings.Fields(c.villages)
			if c.name == "blanks in the name" {
				names = []string{"石 板 村", "石板村"}
			}
			for i, v := range names {
				text += fmt.Sprintf("%s|某%d\n", v, i)
			}
			if got := villageNames(admitRoster(text)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestHeadsOfSeveralBranches(t *testing.T) {
	a := admitRoster("village|name|post\n石板村|甲|党总支书记\n石板村|乙|党支部书记、村委会委员\n上河村|丙|党支部书记")
	var heads []string
	for _, p := range a.Records.People {
		if p.IsSecretary() {
			heads = append(heads, p.Name)
		}
	}
	if got := strings.Join(heads, " "); got != "甲 丙" {
		t.Errorf("secretaries are %s, want 甲 丙", got)
	}
}

func TestStatedPosts(t *testing.T) {
	a := admitRoster("village|name|post|dual_head|cross_posted\n甲村|一|党支部书记|是|\n乙村|二|村委会主任|是|\n丙村|三|支部委员||是\n丁村|四|党支部书记|否|否")
	var got []string
	for _, p := range a.Records.People {
		got = append(got, fmt.Sprint(p.IsSecretary(), p.IsDirector(), p.Holds(PartyCommittee) && p.Holds(VillagersCommittee)))
	}
	if s := strings.Join(got, ";"); s != "true true true;true true true;false false true;true false false" {
		t.Error(s)
	}
}

func TestPoliticalStatusFromOtherColumns(t *testing.T) {
	a := admitRoster("village|name|party_member|joined|confirmed\n甲村|一|是||\n甲村|二|否||\n甲村|三||1990.07|\n甲村|四||2026.01|\n甲村|五||2027.07|\n甲村|六||2025.07|2026.06")
	want := []Political{FullMember, PoliticalNotTold, FullMember, ProbationaryMember, PoliticalNotTold, FullMember}
	for i, p := range a.Records.People {
		if p.Political != want[i] {
			t.Errorf("%s: %d, want %d", p.Name, p.Political, want[i])
		}
	}
}

func TestAgesWithoutBirth(t *testing.T) {
	a := admitRoster("village|name|birth|age\n甲村|一||45\n甲村|二|1980.01(46岁)|\n甲村|三|1980.01|60\n甲村|四||")
	if a.Records.People[0].RecordedAge != 45 || a.Records.People[1].RecordedAge != 0 {
		t.Errorf("%+v", a.Records.People)
	}
	if notes := a.Results[2].Notes; len(notes) != 1 || notes[0].Code != AgeMismatch {
		t.Errorf("%+v", notes)
	}
	if notes := a.Results[3].Notes; len(notes) != 1 || notes[0].Code != BirthUnknown {
		t.Errorf("%+v", notes)
	}
}

func TestOtherKinds(t *testing.T) {
	rows := table(KindRoster, "village|name|birth|post\n石板村|张三|1980.01|党支部书记")
	rows = append(rows, table(KindSanctions, "village|name|sanction|decided|until\n石板村|张三|党内警告|2026.01|2027.01\n石板村|李四|党内警告|2026.01|\n||党内警告||")...)
	rows = append(rows, table(KindMembers, "village|branch|name|sex|birth|joined|confirmed\n石板村|一支部|张三|男|1980.01|2000.07|2001.07\n石板村|一支部|王五|女|1999.05|2026.03|\n石板村|一支部|王五|女|1999.05|2026.03|")...)
	rows = append(rows, table(KindReserve, "village|name|education|political|origin\n石板村|赵六|大专|党员|返乡人员")...)
	rows = append(rows, table(KindVillages, "village|village_class|households|registered|income|published_on|village_code|area\n石板村|一类|320|1,204|12.5|2026.05|370101001200|东片\n石板村||||||abc|\n上河村||三百||||/|")...)
	rows = append(rows, table(KindActivities, "activity|activity_kind|date|sessions|participants|village\n换届业务培训|培训|2026.03|2|120|\n入户走访|走访|2026.04||35|石板村\n|||||")...)
	rows = append(rows, table(KindEvaluations, "village|subject|due|present|issued|collected|valid|invalid|first|second|third\n石板村|班子|40|36|36|35|34|1|30|3|1\n石板村|张三|40|41|||||||")...)
	a := Admit(rows, Options{AsOf: asOf})
	if got, want := outcomes(a), "A; A; A unknown_person; R no_village no_name; A; A; M merged_row; A; A; M merged_row value_unknown; A bad_number; A; A; R no_subject; A; R ballots_mismatch"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	rec := &a.Records
	if s := rec.Sanctions[0]; s.Person != 0 || s.InEffect(asOf) != Yes || s.InEffect(yanpan.MustDate("2025-12-31")) != No || s.InEffect(yanpan.MustDate("2027-02-01")) != No || rec.Sanctions[1].InEffect(asOf) != NotTold {
		t.Errorf("%+v", rec.Sanctions)
	}
	if len(rec.Members) != 2 || rec.Members[0].Political != FullMember || rec.Members[1].Political != ProbationaryMember {
		t.Errorf("%+v", rec.Members)
	}
	v := rec.Villages[0]
	if v.Class != "一类" || v.Area != "东片" || v.Code != "370101001200" || v.Numbers[FieldIncome] != (yanpan.Ratio{Num: 125, Den: 10}) || v.Dates[FieldPublishedOn].String() != "2026-05" || v.Kind != yanpan.VillageRural {
		t.Errorf("%+v", v)
	}
	if x := rec.Activities; len(x) != 2 || x[0].Village != -1 || x[0].Sessions != 2 || x[1].Village != 0 || x[1].Sessions != 1 || x[1].Participants != 35 {
		t.Errorf("%+v", x)
	}
	if e := rec.Evaluations; len(e) != 1 || e[0].Due != 40 || e[0].First != 30 {
		t.Errorf("%+v", e)
	}
	if b := a.Balance; b != (Balance{Read: 16, Accepted: 11, Merged: 2, Rejected: 3}) {
		t.Errorf("%+v", b)
	}
	for _, n := range a.Notes() {
		if n.Message == "" || n.File == "" || n.Row == 0 || n.Rejects && n.Remedy == "" {
			t.Errorf("a note that does not help: %+v", n)
		}
	}
}

// Whatever the rows say: every row has one outcome, a rejected row says why,
// admitting the same rows twice adds nobody, and order decides no more than who is the later one.
func TestAdmitProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := "village|name|sex|birth|id_number|education|political|post\n"
		for range rapid.IntRange(0, 20).Draw(t, "rows") {
			cells := []string{
				rapid.SampledFrom([]string{"石板村", "上河村", ""}).Draw(t, "village"), rapid.SampledFrom([]string{"张三", "李四", "王五", "空缺", ""}).Draw(t, "name"),
				rapid.SampledFrom([]string{"男", "女", ""}).Draw(t, "sex"), rapid.SampledFrom([]string{"1980.01", "1980", "1980.01.01", "1990.02", "1980.13", ""}).Draw(t, "birth"),
				rapid.SampledFrom([]string{"34052419800101001X", "", "340524198001010000", "1"}).Draw(t, "id"), rapid.SampledFrom([]string{"大专", "高中", ""}).Draw(t, "education"),
				rapid.SampledFrom([]string{"党员", "群众", ""}).Draw(t, "political"), rapid.SampledFrom([]string{"党支部书记", "村委会主任", "委员", ""}).Draw(t, "post"),
			}
			text += strings.Join(cells, "|") + "\n"
		}
		rows := table(KindRoster, text)
		a := Admit(rows, Options{AsOf: asOf})
		b := a.Balance
		if b.Read != len(rows) || b.Read != b.Accepted+b.Merged+b.Rejected {
			t.Fatalf("balance %+v of %d rows", b, len(rows))
		}
		for i, r := range a.Results {
			if (r.Outcome == Rejected) != (len(r.Notes) > 0 && hasReason(r)) {
				t.Fatalf("row %d: %+v", i, r)
			}
		}
		if twice := Admit(append(rows[:len(rows):len(rows)], rows...), Options{AsOf: asOf}); len(twice.Records.People) != len(a.Records.People) {
			t.Fatalf("twice the rows gave %d people, once gave %d", len(twice.Records.People), len(a.Records.People))
		}
	})
}

func hasReason(r Result) bool {
	for _, n := range r.Notes {
		if n.Rejects {
			return true
		}
	}
	return false
}

func TestInParty(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"status", "village|name|political\n甲村|一|党员\n甲村|二|群众\n甲村|三|\n甲村|四|非党员\n甲村|五|积极分子", "是 否 ? 否 ?"},
		{"yes or no", "village|name|party_member\n甲村|一|是\n甲村|二|否\n甲村|三|", "是 否 ?"},
		{"day of joining", "village|name|joined\n甲村|一|1990.07\n甲村|二|\n甲村|三|2030.01", "是 否 ?"},
		{"status before day of joining", "village|name|political|joined\n甲村|一||\n甲村|二||1990.07", "? 是"},
		{"nothing asked", "village|name\n甲村|一", "?"},
	} {
		var got []string
		for _, p := range admitRoster(c.text).Records.People {
			got = append(got, [...]string{NotTold: "?", No: "否", Yes: "是"}[p.InParty])
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}
