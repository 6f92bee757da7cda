package election

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// register is a village's party members: so many full ones, then probationary ones.
func register(full, probationary int) *roster.Records {
	rec := &roster.Records{Villages: []roster.Village{{Name: "甲村"}, {Name: "乙村"}}}
	for i := range full + probationary {
		m := roster.PartyMember{Identity: roster.Identity{Name: "党" + string(rune('一'+i)), Village: 0}, Political: roster.FullMember}
		if i >= full {
			m.Political = roster.ProbationaryMember
		}
		rec.Members = append(rec.Members, m)
	}
	rec.Members = append(rec.Members, roster.PartyMember{Identity: roster.Identity{Name: "外村", Village: 1}, Political: roster.FullMember})
	return rec
}

func partyLaw(t testing.TB) policy.Threshold {
	t.Helper()
	law, ok := town(t).Threshold("party_committee")
	if !ok {
		t.Fatal("no thresholds")
	}
	return law
}

// excuse is an excusal with its four formalities on four days of November.
func excuse(name string) Excusal {
	f := func(day, by string) Formality { return Formality{yanpan.MustDate(day), by} }
	return Excusal{Name: name, Kind: "bedridden", Consulted: f("2026-11-10", "本人"), Verified: f("2026-11-12", "监委会"), Approved: f("2026-11-18", "镇党委"), Passed: f("2026-11-28", "大会")}
}

var meetingDay = yanpan.MustDate("2026-12-01")

// 4/5 of those due, rounded up, must come; more than half elects: by hand.
func TestAttendanceNumbers(t *testing.T) {
	law := partyLaw(t)
	for _, c := range []struct{ full, present, quorum, byDue, byPresent int }{
		{5, 4, 4, 3, 3}, {5, 5, 4, 3, 3}, {6, 5, 5, 4, 3}, {7, 6, 6, 4, 4}, {10, 8, 8, 6, 5}, {11, 9, 9, 6, 5}, {50, 40, 40, 26, 21}, {51, 41, 41, 26, 21},
		{75, 60, 60, 38, 31}, {1, 1, 1, 1, 1}, {50, 39, 40, 26, 20}, {6, 4, 5, 4, 3},
	} {
		a, err := Attend(register(c.full, 2), "甲村", meetingDay, nil, c.present, law)
		if err != nil {
			t.Fatal(err)
		}
		if a.Register != c.full+2 || a.Due != c.full || a.QuorumAt != c.quorum || a.ByDue != c.byDue || a.ByPresent != c.byPresent || a.Quorate() != (c.present >= c.quorum) {
			t.Errorf("%+v: %+v", c, a)
		}
	}
}

// Each formality that is missing, out of order or too late keeps the member among those due, and says why.
func TestFourFormalities(t *testing.T) {
	law := partyLaw(t)
	for _, c := range []struct {
		name   string
		change func(*Excusal)
		why    string
	}{
		{"complete", func(*Excusal) {}, ""},
		{"the meeting passes it on its own day", func(x *Excusal) { x.Passed.Day = meetingDay }, ""},
		{"nobody asked", func(x *Excusal) { x.Consulted = Formality{} }, "还缺征求本人和家属意见"},
		{"not verified", func(x *Excusal) { x.Verified = Formality{} }, "还缺监督委员会核实"},
		{"not approved", func(x *Excusal) { x.Approved.By = "" }, "还缺镇党委同意"},
		{"not passed", func(x *Excusal) { x.Passed = Formality{} }, "还缺党员大会通过"},
		{"none", func(x *Excusal) { *x = Excusal{Name: x.Name, Kind: x.Kind} }, "还缺征求本人和家属意见、监督委员会核实、镇党委同意、党员大会通过"},
		{"a month is no day", func(x *Excusal) { x.Passed.Day = yanpan.MustDate("2026-11") }, "还缺党员大会通过"},
		{"out of order", func(x *Excusal) { x.Approved.Day = yanpan.MustDate("2026-11-11") }, "镇党委同意的日期2026年11月11日早于前一道手续的2026年11月12日"},
		{"after the meeting", func(x *Excusal) { x.Passed.Day = yanpan.MustDate("2026-12-02") }, "晚于选举的党员大会"},
		{"away for work is none of the five", func(x *Excusal) { x.Kind = "away" }, "不在五类之内"},
		{"other without basis", func(x *Excusal) { x.Kind = "other" }, "注明依据"},
		{"other with basis", func(x *Excusal) { x.Kind, x.Basis = "other", "县委组织部答复" }, ""},
		{"probationary already", func(x *Excusal) { x.Name = "党丆" }, "没有这个人"},
		{"of another village", func(x *Excusal) { x.Name = "外村" }, "没有这个人"},
	} {
		x := excuse("党一")
		c.change(&x)
		a, err := Attend(register(6, 1), "甲村", meetingDay, []Excusal{x}, 4, law)
		if err != nil {
			t.Fatal(c.name, err)
		}
		if got := strings.Join(a.Refused, ""); c.why == "" && (got != "" || a.Due != 5) || c.why != "" && (!strings.Contains(got, yanpan.Typeset(c.why)) || a.Due != 6) {
			t.Errorf("%s: due %d, %q", c.name, a.Due, got)
		}
	}
	twice, err := Attend(register(6, 1), "甲村", meetingDay, []Excusal{excuse("党一"), excuse("党一")}, 4, law)
	if err != nil || twice.Due != 5 || len(twice.Refused) != 1 {
		t.Error(twice, err)
	}
}

// 留党察看 takes the vote away while it lasts; where its end is not recorded the member counts and is pointed out.
func TestProbationWithinTheParty(t *testing.T) {
	rec := register(6, 0)
	rec.Sanctions = []roster.Sanction{
		{Name: "党一", Kind: "留党察看一年", Decided: yanpan.MustDate("2026-03-01"), Until: yanpan.MustDate("2027-02-28")},
		{Name: "党丁", Kind: "留党察看一年", Decided: yanpan.MustDate("2024-03-01"), Until: yanpan.MustDate("2025-02-28")},
		{Name: "党丂", Kind: "留党察看", Decided: yanpan.MustDate("2026-03-01")},
		{Name: "党七", Kind: "党内警告", Decided: yanpan.MustDate("2026-03-01"), Until: yanpan.MustDate("2027-02-28")},
	}
	a, err := Attend(rec, "甲村", meetingDay, nil, 5, partyLaw(t))
	if err != nil || a.Due != 5 || len(a.OnProbe) != 1 || len(a.Unsure) != 1 {
		t.Fatalf("%+v %v", a, err)
	}
	text := a.Text()
	for _, want := range []string{"党员名册6人，应到5人，实到5人", "留党察看期间，没有选举权1人：党一", "请核实1人：党丂", "到会至少4人", "按应到会5人过半数为3票", "够，可以开会选举"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
}

func TestAttendanceRefused(t *testing.T) {
	law := partyLaw(t)
	_, err := Attend(register(5, 0), "甲村", meetingDay, nil, 6, law)
	refused(t, err, "实到6人，应到5人，对不上")
	_, err = Attend(register(5, 0), "丙村", meetingDay, nil, 0, law)
	refused(t, err, "党员名册里没有“丙村”的党员")
	for text, want := range map[string]string{
		`{"day":"2026-12-01"}`:                  "没有写是哪个村",
		`{"village":"甲村","day":"2026-12"}`:      "哪一天",
		`{"village":"甲村","dat":"2026-12-01"}`:   "没有“dat”这一项",
		`{"village":"甲村","day":"2026-13-01"}`:   "第1行",
		`{"village":1}`:                         "“village”的内容不对",
		`{"village":"甲村"`:                       "没有写完",
		``:                                      "没有写完",
		`{"village":"甲村","day":"2026-12-01"}{}`: "多余的内容",
		`{"village":"甲村","day":"2026-12-01","excused":[{"kind":"abroad"}]}`: "没有写姓名",
	} {
		_, err := Excusals([]byte(text))
		refused(t, err, want)
	}
}

// One more excused with complete papers lowers those due by one, and never raises what is needed.
func TestExcusingIsMonotone(t *testing.T) {
	law := partyLaw(t)
	rapid.Check(t, func(t *rapid.T) {
		full := rapid.IntRange(1, 60).Draw(t, "full")
		n := rapid.IntRange(0, full).Draw(t, "excused")
		rec := register(full, 3)
		var list []Excusal
		for i := range n {
			list = append(list, excuse(rec.Members[i].Name))
		}
		a, err := Attend(rec, "甲村", meetingDay, list, 0, law)
		if err != nil || a.Due != full-n || 5*a.QuorumAt < 4*a.Due || a.QuorumAt > 0 && 5*(a.QuorumAt-1) >= 4*a.Due || 2*a.ByDue <= a.Due || 2*(a.ByDue-1) > a.Due {
			t.Fatalf("%d of %d: %+v %v", n, full, a, err)
		}
	})
}
