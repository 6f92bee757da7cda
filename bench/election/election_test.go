package election

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"yanpan.dev"
	"yanpan.dev/election"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

const (
	people = 100_000
	wanted = 60
)

// rules lays a pack of more rules over those that come with the program, until
// there are as many as wanted.
func rules(b testing.TB) *policy.Rules {
	b.Helper()
	packs, err := policy.LoadBuiltin()
	if err != nil {
		b.Fatal(err)
	}
	have, err := policy.Overlay(packs...)
	if err != nil {
		b.Fatal(err)
	}
	kinds := []string{
		"class: 条件\n    limits: {years: %d}\n    require: age <= years && education >= junior_secondary",
		"class: 不能\n    limits: {rank: %d}\n    when: in_effect && nominated_rank > present_rank && present_rank < rank",
		"class: 条件\n    limits: {least: %d}\n    for: newly_elected\n    require: party_years >= least || political == masses",
		"class: 不宜\n    department: police\n    limits: {years: %d}\n    since: event_on\n    when: hit",
	}
	var text strings.Builder
	text.WriteString("eligibility:\n")
	for i := range wanted - len(have.Eligibility) {
		fmt.Fprintf(&text, "  - id: more_%d\n    label: 规则%d\n    "+kinds[i%len(kinds)]+"\n    basis: {source: 方案, confidence: 地方}\n", i, i, 55+i%5)
	}
	more, err := policy.Load(fstest.MapFS{
		"pack.yaml":        {Data: []byte("authority: x\ntopic: more\nlabel: 更多\nlevel: county\nregion: {name: 甲县}\nfrom: 2026-01-01\nbasis: {source: 方案, confidence: 地方}\n")},
		"eligibility.yaml": {Data: []byte(text.String())},
	}, ".", "more")
	if err != nil {
		b.Fatal(err)
	}
	all, err := policy.Overlay(policy.ByLevel(append(packs, more))...)
	if err != nil {
		b.Fatal(err)
	}
	if len(all.Eligibility) != wanted {
		b.Fatal(len(all.Eligibility), " rules")
	}
	return all
}

// records are invented nominees, five posts a village.
func records() *roster.Records {
	posts := []string{"党支部书记、村委会主任", "党支部副书记", "党支部委员、村委会委员", "村委会副主任", "监督委员会委员"}
	rec := &roster.Records{Sanctions: []roster.Sanction{{Name: "无此人", Village: 0}}}
	for v := range people / len(posts) {
		rec.Villages = append(rec.Villages, roster.Village{Name: fmt.Sprintf("第%d村", v), Kind: yanpan.VillageRural})
		for i, p := range posts {
			n := v*len(posts) + i
			birth, _ := yanpan.NewDate(1960+n%40, 1+n%12, 1+n%28)
			joined, _ := yanpan.NewDate(1990+n%35, 7, 1)
			rec.Nominees = append(rec.Nominees, roster.Nominee{
				Identity: roster.Identity{Name: fmt.Sprintf("人%d", n), Village: v, Sex: yanpan.Male, Birth: birth}, Proposed: p, PresentTold: true,
				Political: roster.FullMember, Education: roster.Education(1 + n%6), Joined: joined, InVillage: roster.Yes, New: roster.Answer(1 + n%2), Seconded: roster.No,
			})
		}
	}
	return rec
}

// answers lets every department but one have answered for everybody.
func answers(b testing.TB, rs *policy.Rules, ns []election.Nominee, asOf yanpan.Date) *election.Opinions {
	b.Helper()
	book := election.NewOpinions(rs)
	for i := range ns {
		for _, d := range rs.Departments[1:] {
			if err := book.Add(election.Opinion{Key: ns[i].Key, Department: d.ID, Conclusion: election.FoundNothing, Author: "甲", Given: asOf}); err != nil {
				b.Fatal(err)
			}
		}
	}
	return book
}

func BenchmarkScreen(b *testing.B) {
	asOf := yanpan.MustDate("2026-11-20")
	rs := rules(b)
	ns := election.FromRecords(records())
	in := election.Input{Nominees: ns, Rules: rs, AsOf: asOf, Election: yanpan.MustDate("2026-12-20")}
	for _, c := range []struct {
		name string
		book *election.Opinions
	}{{"before-vetting", nil}, {"after-vetting", answers(b, rs, ns, asOf)}} {
		b.Run(c.name, func(b *testing.B) {
			in.Opinions = c.book
			for b.Loop() {
				election.Screen(in)
			}
			b.ReportMetric(float64(len(ns))*float64(len(rs.Eligibility))*float64(b.N)/b.Elapsed().Seconds(), "checks/s")
		})
	}
}
