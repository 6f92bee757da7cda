package app

import (
	"context"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// renewalRequest asks for papers of the sample township, or of another place.
func renewalRequest(t *testing.T, org string, papers ...string) RenewalRequest {
	t.Helper()
	asOf := yanpan.MustDate("2026-11-24")
	packs, err := Packs(nil, true, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return RenewalRequest{
		Papers: papers, Work: Request{Packs: packs, Org: org, AsOf: asOf, Sample: true, Version: "test"},
		Timetable: TimetableRequest{Election: yanpan.MustDate("2027-03-28")},
	}
}

// All papers but the statement come out without a workbook, once each, and the
// checker finds nothing in them.
func TestRenewalWithoutWorkbooks(t *testing.T) {
	made, err := MakeRenewal(context.Background(), renewalRequest(t, "清水镇党委"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(made.Papers) != 20 || len(made.Outputs()) != 20 {
		t.Errorf("%d papers", len(made.Papers))
	}
	seen := map[string]bool{}
	for _, p := range made.Papers {
		if seen[p.Output.Name] || len(p.Output.Data) == 0 || len(p.Findings) > 0 {
			t.Errorf("%s: %d bytes, %v", p.Output.Name, len(p.Output.Data), p.Findings)
		}
		seen[p.Output.Name] = true
	}
	if len(made.Notes) == 0 || !strings.Contains(made.Notes[0], "专项说明") {
		t.Errorf("nothing says that the statement is left out: %v", made.Notes)
	}
	doc := RenewalDocumentOf(made)
	if doc.Election != "2027-03-28" || len(doc.Papers) != 20 || doc.Papers[0].Kind != "换届实施方案" || len(doc.Papers[0].Lacking) == 0 {
		t.Errorf("%+v", doc.Papers[0])
	}
}

// A notice is made for each village that is named, communities by their own words.
func TestNoticesOfVillages(t *testing.T) {
	req := renewalRequest(t, "清水镇党委", "公告-选举日")
	req.Villages = []string{"青石村", "新民社区"}
	made, err := MakeRenewal(context.Background(), req, nil)
	if err != nil || len(made.Papers) != 2 {
		t.Fatalf("%v %d", err, len(made.Papers))
	}
	if made.Papers[0].Output.Name != "青石村公告-选举日.docx" || made.Papers[1].Village != "新民社区" {
		t.Errorf("%s, %s", made.Papers[0].Output.Name, made.Papers[1].Village)
	}
}

// What stands in the way is said, and no paper is made.
func TestRenewalRefusals(t *testing.T) {
	for _, c := range []struct {
		name, says string
		change     func(*RenewalRequest)
	}{
		{"an unknown paper", "没有“方案”这种文书", func(r *RenewalRequest) { r.Papers = []string{"方案"} }},
		{"another place with the sample's numbers", "没有指定本地的政策包", func(r *RenewalRequest) { r.Work.Org = "青石镇党委" }},
		{"no time left", "日程排不出来", func(r *RenewalRequest) { r.Timetable.Election = yanpan.MustDate("2026-12-06") }},
		{"a template that no pack has", "没有“换届实施方案”模板", func(r *RenewalRequest) {
			for _, p := range r.Work.Packs {
				p.Documents = nil
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			req := renewalRequest(t, "清水镇党委", "换届实施方案")
			c.change(&req)
			made, err := MakeRenewal(context.Background(), req, nil)
			if made != nil || err == nil || !strings.Contains(yanpan.MessageOf(err), yanpan.Typeset(c.says)) {
				t.Errorf("%v", err)
			}
		})
	}
}

// Packs without a timetable of the whole township fall back on the law's own.
func TestWidestKind(t *testing.T) {
	if k := widestKind(&policy.Rules{}); k != "villagers" {
		t.Errorf("%s", k)
	}
	if k := widestKind(&policy.Rules{Timetables: []policy.TimetableKind{{Kind: "villagers"}, {Kind: "township"}}}); k != "township" {
		t.Errorf("%s", k)
	}
}
