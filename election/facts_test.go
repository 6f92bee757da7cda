package election

import (
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// row lays out one nominee at a day.
func row(t *testing.T, n *Nominee, day string) *policy.Row {
	t.Helper()
	rules := town(t)
	r := policy.NewSieve(rules.Eligibility, asOf, election).Row()
	n.fill(r, rules, yanpan.MustDate(day))
	return r
}

// What each column of the nominees' sheet becomes; ? is not recorded.
func TestFactsOfANominee(t *testing.T) {
	full := "石板村|甲|女|1980.05.06|大专|中共党员|2005.07.01|党支部书记、文书|党支部书记、村委会主任|否|是|是|无"
	bare := "石板村|甲||||||?|监票人||||"
	bare = strings.ReplaceAll(bare, "?", "")
	for _, c := range []struct{ line, day, name, want string }{
		{full, "2026-05-05", "age", "45"}, {full, "2026-05-06", "age", "46"}, {full, "2026-05-06", "sex", "女"}, {full, "2026-05-06", "education", "大专"},
		{full, "2026-05-06", "political", "中共党员"}, {full, "2026-06-30", "party_years", "20"}, {full, "2026-07-01", "party_years", "21"},
		{full, "2026-05-06", "newly_elected", "否"}, {full, "2026-05-06", "seconded", "是"}, {full, "2026-05-06", "in_village", "是"},
		{full, "2026-05-06", "dual_head", "是"}, {full, "2026-05-06", "for_villagers", "是"}, {full, "2026-05-06", "nominated_rank", "4"}, {full, "2026-05-06", "present_rank", "4"},
		{full, "2026-05-06", "is_secretary", "是"}, {full, "2026-05-06", "is_director", "否"}, {full, "2026-05-06", "is_clerk", "是"}, {full, "2026-05-06", "is_accountant", "否"},
		{full, "2026-05-06", "heads_collective", "否"}, {full, "2026-05-06", "village_kind", "村"}, {full, "2026-05-06", "as_of", "2026年5月6日"},
		{full, "2026-05-06", "sanctioned", "否"}, {full, "2026-05-06", "in_effect", "否"}, {full, "2026-05-06", "on_probation", "否"}, {full, "2026-05-06", "hit", "未登记"},
		{bare, "2026-05-06", "age", "未登记"}, {bare, "2026-05-06", "sex", "未登记"}, {bare, "2026-05-06", "education", "未登记"}, {bare, "2026-05-06", "political", "未登记"},
		{bare, "2026-05-06", "party_years", "未登记"}, {bare, "2026-05-06", "in_village", "未登记"}, {bare, "2026-05-06", "seconded", "未登记"},
		{bare, "2026-05-06", "is_secretary", "否"}, {bare, "2026-05-06", "present_rank", "0"}, {bare, "2026-05-06", "newly_elected", "是"}, {bare, "2026-05-06", "nominated_rank", "0"},
	} {
		_, ns := nominees(t, c.line)
		if got := row(t, &ns[0], c.day).Fact(c.name).Value.Show(""); got != c.want {
			t.Errorf("%s at %s: %s, want %s", c.name, c.day, got, c.want)
		}
	}
}

// No column of present posts, and no list of sanctions: nothing is told of them.
func TestWhatWasNotAskedIsNotTold(t *testing.T) {
	rec := admit(t, map[roster.SheetKind]string{roster.KindNominees: "village|name|proposed\n石板村|甲|村委会主任"})
	n := FromRecords(rec)[0]
	r := row(t, &n, "2026-05-06")
	for _, name := range []string{"is_secretary", "is_director", "is_clerk", "is_accountant", "heads_collective", "present_rank", "newly_elected", "sanctioned", "in_effect", "on_probation"} {
		if v := r.Fact(name).Value; !v.IsZero() {
			t.Errorf("%s is told: %s", name, v.Show(""))
		}
	}
}

// The measures of one nominee are not those of another of the same name elsewhere.
func TestSanctionsOfTheSameVillageOnly(t *testing.T) {
	rec := admit(t, map[roster.SheetKind]string{
		roster.KindNominees:  nomineeHead + "石板村|赵七|男|1980.02.02|大专|群众||无|村委会委员|是|否|是|无\n上河村|赵七|男|1970.02.02|大专|群众||无|村委会委员|是|否|是|无",
		roster.KindSanctions: "village|name|sanction|decided|until\n上河村|赵七|党内警告|2026.03.01|2027.02.28",
	})
	ns := FromRecords(rec)
	for i, want := range []string{"否", "是"} {
		if got := row(t, &ns[i], "2026-05-06").Fact("in_effect").Value.Show(""); got != want {
			t.Errorf("%s: %s, want %s", ns[i].Key.Village, got, want)
		}
	}
}

// One measure in effect is enough; one without an end leaves the others to decide.
func TestSeveralSanctions(t *testing.T) {
	for _, c := range []struct{ lines, effect, probation string }{
		{"党内警告|2020.03.01|2021.02.28\n石板村|赵七|诫勉|2026.04.01|2026.09.30", "是", "否"},
		{"党内警告|2020.03.01|2021.02.28\n石板村|赵七|诫勉|2026.04.01|", "未登记", "未登记"},
		{"党内警告|2026.03.01|2027.02.28\n石板村|赵七|诫勉|2026.04.01|", "是", "未登记"},
		{"留党察看一年|2025.03.01|2028.02.29", "是", "是"},
		{"党内警告|2026.06.01|2027.05.31", "否", "否"},
	} {
		rec := admit(t, map[roster.SheetKind]string{
			roster.KindNominees:  nomineeHead + "石板村|赵七|男|1980.02.02|大专|群众||无|村委会委员|是|否|是|无",
			roster.KindSanctions: "village|name|sanction|decided|until\n石板村|赵七|" + c.lines,
		})
		ns := FromRecords(rec)
		r := row(t, &ns[0], "2026-05-06")
		if got := r.Fact("in_effect").Value.Show(""); got != c.effect {
			t.Errorf("%s: in effect %s, want %s", c.lines, got, c.effect)
		}
		if got := r.Fact("on_probation").Value.Show(""); got != c.probation {
			t.Errorf("%s: on probation %s, want %s", c.lines, got, c.probation)
		}
	}
}

func TestSamePerson(t *testing.T) {
	id := func(village int, name, birth, number string, sex yanpan.Sex) *roster.Identity {
		out := &roster.Identity{Village: village, Name: name, Sex: sex}
		if birth != "" {
			out.Birth = yanpan.MustDate(birth)
		}
		if number != "" {
			out.IDNumber, _ = yanpan.ParseIDNumber(number)
		}
		return out
	}
	const one = "34052419800101001X"
	for _, c := range []struct {
		name string
		a, b *roster.Identity
		want bool
	}{
		{"village, name, birth", id(1, "甲", "1980-01-01", "", yanpan.Male), id(1, "甲", "1980-01-01", "", yanpan.Male), true},
		{"one birth less precise", id(1, "甲", "1980-01-01", "", yanpan.Male), id(1, "甲", "1980-01", "", yanpan.SexUnknown), true},
		{"no birth", id(1, "甲", "", "", yanpan.Male), id(1, "甲", "1980-01", "", yanpan.Male), true},
		{"another birth", id(1, "甲", "1980-01-01", "", yanpan.Male), id(1, "甲", "1980-01-02", "", yanpan.Male), false},
		{"another sex", id(1, "甲", "1980-01-01", "", yanpan.Male), id(1, "甲", "1980-01-01", "", yanpan.Female), false},
		{"another village", id(1, "甲", "1980-01-01", "", yanpan.Male), id(2, "甲", "1980-01-01", "", yanpan.Male), false},
		{"another name", id(1, "甲", "1980-01-01", "", yanpan.Male), id(1, "乙", "1980-01-01", "", yanpan.Male), false},
		{"the same number elsewhere", id(1, "甲", "", one, yanpan.Male), id(2, "甲", "", one, yanpan.Male), true},
	} {
		if samePerson(c.a, c.b) != c.want || samePerson(c.b, c.a) != c.want {
			t.Errorf("%s: want %v", c.name, c.want)
		}
	}
}

// How two people of one household stand to each other, by what each is to its head.
func TestBetweenKin(t *testing.T) {
	for _, c := range []struct {
		a, b, want Relation
	}{
		{Child, Child, Sibling}, {Sibling, Sibling, Sibling}, {Parent, Parent, Spouse}, {Child, Spouse, Parent}, {Spouse, Child, Child}, {Sibling, Parent, Parent}, {Parent, Sibling, Child},
		{Child, Parent, Grandparent}, {Parent, Child, Grandchild},
		{Spouse, Parent, ""}, {Spouse, Sibling, ""}, {Child, Sibling, ""}, {Child, Grandchild, ""}, {Grandchild, Grandchild, ""}, {Spouse, Grandparent, ""},
	} {
		got, ok := betweenKin(c.a, c.b)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s and %s of one head: %q %v, want %q", c.a, c.b, got, ok, c.want)
		}
		if back, both := betweenKin(c.b, c.a); ok && both && !got.fits(back) {
			t.Errorf("%s and %s: %q one way, %q the other", c.a, c.b, got, back)
		}
	}
}

// The words of the vocabulary are known to the code that uses them.
func TestVocabulary(t *testing.T) {
	v := words()
	seen := map[string]bool{}
	for _, r := range v.Relations {
		if !r.Relation.Close() {
			t.Errorf("%s is none of the eight", r.Relation)
		}
		for _, w := range r.Words {
			if seen[w] {
				t.Errorf("%s means two relations", w)
			}
			seen[w] = true
		}
	}
	if len(v.Relations) != 8 {
		t.Errorf("%d relations", len(v.Relations))
	}
	for _, w := range v.Others {
		if seen[w] {
			t.Errorf("%s is close kin and is not", w)
		}
	}
	for _, task := range v.Tasks {
		if task.Office.Group() != policy.GroupElection && task.Office.Group() != policy.GroupCount {
			t.Errorf("%s is no task of an election", task.Office)
		}
	}
	for _, id := range []string{"clear", "hit", "open"} {
		for _, w := range v.Conclusions[id] {
			if readConclusion(w) == 0 {
				t.Errorf("%s is no conclusion", w)
			}
		}
	}
	for _, w := range v.NoEvidence {
		if containsAny(w, v.Documents) {
			t.Errorf("%s counts as a document in force", w)
		}
	}
}

// Whoever has several rules against him has the gravest as his status.
func TestStatusIsTheGravest(t *testing.T) {
	for _, c := range []struct {
		line string
		want Status
	}{
		{clearDirector, Clear},
		{"石板村|甲|男|1960.05.05|初中|中共党员|2005.07.01|村委会主任|村委会主任|否|否|是|无", NeedsApproval},
		{"石板村|甲|男|1960.05.05|初中|群众||会计|监督委员会委员|否|否|否|无", NeedsDecision},
		{"石板村|甲|男|2009.05.05|初中|群众||无|村委会主任|是|否|否|无", StatutoryBar},
		{"石板村|甲|男||大专|中共党员|2005.07.01|村委会主任|村委会主任|否|否|否|无", NeedsApproval},
		{"石板村|甲|男||大专|中共党员|2005.07.01|村委会主任|村委会主任|否|否|是|无", NoData},
	} {
		s := screen(t, c.line)
		if got := s.Results[0].Status; got != c.want {
			t.Errorf("%s: %s, want %s", c.line, got.ID(), c.want.ID())
		}
		if s.Count(c.want) != 1 || s.Applied(0) == 0 {
			t.Errorf("%s: counted %d, applied %d", c.line, s.Count(c.want), s.Applied(0))
		}
	}
	for s := Clear; s <= StatutoryBar; s++ {
		if text, err := s.MarshalText(); err != nil || string(text) != s.ID() || s.Label() == "" {
			t.Errorf("%d: %s", s, text)
		}
	}
}

// A rule that is for secretaries in office asks no department about a newcomer,
// and its silence about him is not missed.
func TestDepartmentsAreAskedAboutTheirOwn(t *testing.T) {
	_, ns := nominees(t, "石板村|甲|男|1985.01.01|大专|中共党员|2015.07.01|无|党支部书记|是|否|是|无\n上河村|乙|男|1985.01.01|大专|中共党员|2015.07.01|党支部书记|党支部书记|否|否|是|无")
	rules := town(t)
	s := Screen(Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: election})
	for _, r := range s.Requests(true) {
		want := 2
		if r.Department.ID == "organisation" {
			want = 1
		}
		if len(r.People) != want {
			t.Errorf("%s is asked about %d", r.Department.ID, len(r.People))
		}
	}
	if rules := s.Asked(0); len(rules) == 0 || strings.Contains(ids(rules), "secretary_failed_review") || !strings.Contains(ids(s.Asked(1)), "secretary_failed_review") {
		t.Errorf("%s; %s", ids(s.Asked(0)), ids(s.Asked(1)))
	}
}

func ids(rules []*policy.Rule) string {
	var out []string
	for _, r := range rules {
		out = append(out, r.ID)
	}
	return strings.Join(out, " ")
}

// What a department is still looking into is asked for no second time, and is
// no ground for anything.
func TestStillOpen(t *testing.T) {
	_, ns := nominees(t, clearDirector)
	rules := town(t)
	book := nothing(t, rules, ns)
	add(t, book, Opinion{Key: ns[0].Key, Department: "police", Conclusion: StillOpen, Author: "吴某", Given: yanpan.MustDate("2026-11-15")})
	s := Screen(Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: election, Opinions: book})
	if len(s.Pending(0)) != 0 || s.Results[0].Status != NoData {
		t.Errorf("%s %v", s.Results[0].Status.ID(), s.PendingDepartments(0))
	}
	for _, f := range s.Results[0].Findings {
		if _, err := Open(s, f); err == nil {
			t.Errorf("a case was opened on %s", f.Rule.ID)
		}
	}
}

// Nobody put forward, or nobody asked: still an answer, and no panic.
func TestEmpty(t *testing.T) {
	rules := town(t)
	s := Screen(Input{Rules: rules, AsOf: asOf})
	if len(s.Results) != 0 || len(s.Requests(true)) != 0 || Complete(s.Progress(nil)).Source != "没有要联审的人" {
		t.Errorf("%+v", s.Results)
	}
	none := Screen(Input{Nominees: []Nominee{{}}, Rules: &policy.Rules{}, AsOf: asOf})
	if none.Results[0].Status != Clear || len(none.Rules) != 0 {
		t.Errorf("%+v", none.Results)
	}
	if k := Weave(nil, &roster.Records{}, nil); len(k.Ties)+len(k.Doubts) != 0 {
		t.Errorf("%+v", k)
	}
	if notes := CheckSlates(nil, &roster.Records{}, rules, asOf, false); len(notes) != 0 {
		t.Errorf("%+v", notes)
	}
}
