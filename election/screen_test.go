package election

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// Every line is worked out by hand from the sample township's packs: base date
// 2026-11-20, ages of local conditions at 2026-12-31, election day 2026-12-20.
func TestScreen(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"nothing against a director", "石板村|甲|男|1980.05.05|大专|中共党员|2005.07.01|村委会主任|村委会主任|否|否|是|无", ""},
		{"a secretary who turns 61 on the last day of the year", "石板村|甲|男|1965.12.31|大专|中共党员|1990.07.01|党支部书记|党支部书记|否|否|是|无", "secretary_age:needs_approval"},
		{"a secretary who turns 61 a day later", "石板村|甲|男|1966.01.01|大专|中共党员|1990.07.01|党支部书记|党支部书记|否|否|是|无", ""},
		{"three years in the party on the day", "石板村|甲|男|1985.01.01|大专|中共党员|2023.12.31|无|党支部书记|是|否|是|无", ""},
		{"a day short of three years", "石板村|甲|男|1985.01.01|大专|中共党员|2024.01.01|无|党支部书记|是|否|是|无", "secretary_service:needs_approval"},
		{"no day of joining", "石板村|甲|男|1985.01.01|大专|中共党员||无|党支部书记|是|否|是|无", "secretary_service:no_data"},
		{"a probationary member for the party committee", "石板村|甲|男|1985.01.01|大专|预备党员|2026.03.01|无|党支部委员|是|否|是|无", "full_party_member:statutory_bar"},
		{"a probationary member for the villagers' committee", "石板村|甲|男|1985.01.01|大专|预备党员|2026.03.01|无|村委会委员|是|否|是|无", ""},
		{"18 on election day", "石板村|甲|男|2008.12.20|高中|群众||无|村委会委员|是|否|是|无", ""},
		{"18 a day after", "石板村|甲|男|2008.12.21|高中|群众||无|村委会委员|是|否|是|无", "villagers_adult:statutory_bar"},
		{"a newcomer of junior secondary school", "石板村|甲|男|1990.01.01|初中|群众||无|村委会委员|是|否|是|无", "newcomer_conditions:needs_approval"},
		{"the same, in office already", "石板村|甲|男|1990.01.01|初中|群众||村委会委员|村委会委员|否|否|是|无", ""},
		{"lives elsewhere", "石板村|甲|男|1990.01.01|高中|群众||无|村委会委员|是|否|否|无", "lives_here:needs_approval"},
		{"seconded, both heads", "石板村|甲|男|1990.01.01|本科|中共党员|2010.07.01|无|党支部书记、村委会主任|是|是||无", "seconded_dual_head:needs_approval"},
		{"seconded, one head", "石板村|甲|男|1990.01.01|本科|中共党员|2010.07.01|无|党支部书记|是|是||无", ""},
		{"supervises and governs", "石板村|甲|男|1980.01.01|大专|群众||村委会委员|监督委员会委员、村委会委员|否|否|是|无", "villagers_supervisor_on_committee:statutory_bar"},
		{"keeps the accounts and supervises", "石板村|甲|男|1980.01.01|大专|群众||会计|监督委员会委员|是|否|是|无", "supervisor_keeps_accounts:needs_decision"},
		{"a community has no rule of villages", "北关社区|甲|男|2008.12.21|高中|群众||无|居委会委员|是|否|是|无", "residents_adult:statutory_bar"},
		{"a watcher is asked nothing", "石板村|甲|男|2008.12.21|小学|群众||无|监票人||||无", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := screen(t, c.line)
			if got := told(s.Results[0]); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			for _, f := range s.Results[0].Findings {
				if f.Message == "" || f.Rule.Basis.IsZero() || f.Counted.IsZero() {
					t.Errorf("a finding does not say why: %+v", f)
				}
			}
		})
	}
}

func TestSanctionsInEffect(t *testing.T) {
	for _, c := range []struct{ name, sanction, post, want string }{
		{"above the former post", "党内警告|2026.03.01|2027.02.28", "村委会副主任", "not_above_former:needs_decision"},
		{"at the former post", "党内警告|2026.03.01|2027.02.28", "村委会委员", ""},
		{"the last day is still within", "党内警告|2025.11.21|2026.11.20", "村委会副主任", "not_above_former:needs_decision"},
		{"over since yesterday", "党内警告|2025.11.20|2026.11.19", "村委会副主任", ""},
		{"an end nobody recorded", "党内警告|2026.03.01|", "村委会副主任", "not_above_former:no_data"},
		{"on probation in the party", "留党察看一年|2026.03.01|2029.02.28", "党支部委员", "on_party_probation:statutory_bar"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rec := admit(t, map[roster.SheetKind]string{
				roster.KindNominees:  nomineeHead + "石板村|赵七|男|1980.02.02|大专|中共党员|2005.07.01|村委会委员|" + c.post + "|否|否|是|无",
				roster.KindSanctions: "village|name|sanction|decided|until\n石板村|赵七|" + c.sanction,
			})
			if got := told(look(t, FromRecords(rec)).Results[0]); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What the roster knows fills what the nominees' sheet leaves empty.
func TestRosterFills(t *testing.T) {
	rec := admit(t, map[roster.SheetKind]string{
		roster.KindRoster:   "village|name|sex|birth|education|political|joined|post\n石板村|甲|男|1960.01.01|高中|中共党员|1985.07.01|党支部书记",
		roster.KindNominees: "village|name|proposed\n石板村|甲|党支部书记",
	})
	ns := FromRecords(rec)
	if n := ns[0]; n.Birth.String() != "1960-01-01" || n.Education != roster.SeniorSecondary || !n.Holds.Meets(policy.SetOf(policy.OfficeSecretary)) {
		t.Errorf("%+v", n)
	}
	if got := told(look(t, ns).Results[0]); !strings.Contains(got, "secretary_age:needs_approval") {
		t.Error(got)
	}
}

func TestWithoutAnswersDepartmentsAreAsked(t *testing.T) {
	_, ns := nominees(t, "石板村|甲|男|1980.05.05|大专|中共党员|2005.07.01|村委会主任|村委会主任|否|否|是|无")
	s := Screen(Input{Nominees: ns, Rules: town(t), AsOf: asOf, Election: election})
	if got := strings.Join(s.PendingDepartments(0), " "); got != "discipline court police civil_affairs natural_resources agriculture" {
		t.Error(got)
	}
	if s.Results[0].Status != NeedsEvidence || s.Count(NeedsEvidence) != 1 || s.Count(Clear) != 0 {
		t.Errorf("%v", s.Results[0].Status)
	}
}

func TestElectionDayNotTold(t *testing.T) {
	_, ns := nominees(t, "石板村|甲|男|1980.05.05|大专|中共党员|2005.07.01|村委会主任|村委会主任|否|否|是|无")
	rules := town(t)
	s := Screen(Input{Nominees: ns, Rules: rules, AsOf: asOf, Opinions: nothing(t, rules, ns)})
	if got := told(s.Results[0]); got != "villagers_adult:no_data" {
		t.Fatal(got)
	}
	if says := s.Results[0].Findings[0].Says(rules); !strings.Contains(says, "选举日") {
		t.Error(says)
	}
}

func TestExplain(t *testing.T) {
	s := screen(t, "石板村|甲|男|1965.12.31|大专|中共党员|1990.07.01|党支部书记|党支部书记|否|否|是|无")
	e, ok := s.Explain(0, "secretary_age")
	if text := e.Text(); !ok || !strings.Contains(text, "年龄（61岁）不超过60：不成立") {
		t.Error(text)
	}
	if _, ok := s.Explain(0, "director_age"); ok {
		t.Error("a rule for directors was explained for a secretary")
	}
}

// line draws a nominee.
func line(t *rapid.T, i int) string {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	return strings.Join([]string{
		pick("village", "石板村", "上河村", "北关社区"), fmt.Sprintf("人%c", '一'+rune(i)), pick("sex", "男", "女", ""),
		pick("birth", "1960.01.01", "1981.12.31", "2008.12.21", "1990.05", ""), pick("education", "大专", "初中", ""),
		pick("political", "中共党员", "预备党员", "群众", ""), pick("joined", "1999.07.01", "2024.01.01", ""), pick("post", "党支部书记", "村委会委员", "无", ""),
		pick("proposed", "党支部书记", "党支部书记、村委会主任", "村委会委员", "监督委员会委员", "监票人"),
		pick("new", "是", "否", ""), pick("seconded", "是", "否", ""), pick("here", "是", "否", ""), pick("kin", "无", ""),
	}, "|")
}

// The order of the nominees makes no difference to what each of them gets.
func TestOrderDoesNotMatter(t *testing.T) {
	rules := town(t)
	rapid.Check(t, func(rt *rapid.T) {
		var lines []string
		for i := range rapid.IntRange(2, 6).Draw(rt, "n") {
			lines = append(lines, line(rt, i))
		}
		_, ns := nominees(t, strings.Join(lines, "\n"))
		turned := slices.Clone(ns)
		slices.Reverse(turned)
		a := Screen(Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: election})
		b := Screen(Input{Nominees: turned, Rules: rules, AsOf: asOf, Election: election})
		for i := range ns {
			j := len(ns) - 1 - i
			if told(a.Results[i]) != told(b.Results[j]) || !slices.Equal(a.PendingDepartments(i), b.PendingDepartments(j)) {
				rt.Fatalf("%v: %s, %s", ns[i].Key, told(a.Results[i]), told(b.Results[j]))
			}
		}
	})
}

// An answer that speaks against somebody never makes him look better, one that
// finds nothing never makes him look worse, and a statutory bar on recorded
// facts stays, whatever departments say.
func TestAnswersAreMonotone(t *testing.T) {
	rules := town(t)
	rapid.Check(t, func(rt *rapid.T) {
		_, ns := nominees(t, line(rt, 0))
		in := Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: election, Opinions: nothing(t, rules, ns)}
		clear := Screen(in)
		r := rapid.SampledFrom(slices.DeleteFunc(slices.Clone(rules.Eligibility), func(r *policy.Rule) bool { return r.Screening.Department == "" })).Draw(rt, "rule")
		found := nothing(t, rules, ns)
		add(t, found, Opinion{Key: ns[0].Key, Department: r.Screening.Department, Conclusion: FoundSome, Rules: []string{r.ID}, DocumentKind: "处罚决定", Document: "某决〔2026〕1号",
			EventOn: yanpan.MustDate("2026-01-05"), Author: "周某", Given: yanpan.MustDate("2026-11-12")})
		in.Opinions = found
		against := Screen(in)
		if against.Results[0].Status < clear.Results[0].Status {
			rt.Fatalf("%s made %s of %s", r.ID, against.Results[0].Status.ID(), clear.Results[0].Status.ID())
		}
		for _, f := range clear.Results[0].Findings {
			if f.Status == StatutoryBar && !strings.Contains(told(against.Results[0]), f.Rule.ID+":statutory_bar") {
				rt.Fatalf("%s is gone", f.Rule.ID)
			}
		}
	})
}

func TestReadOffices(t *testing.T) {
	for _, c := range []struct{ text, want, unread string }{
		{"党支部书记、村委会主任", "secretary director", ""},
		{"党支部纪检委员", "discipline_member party_member", ""},
		{"村委会副主任", "deputy_director", ""},
		{"居委会委员", "villagers_member", ""},
		{"村务监督委员会主任", "supervisory_chair", ""},
		{"选举委员会主任", "election_chair", ""},
		{"选委会委员", "election_member", ""},
		{"监票人;计票人/唱票员", "watcher teller caller", ""},
		{"拟任村委会主任", "director", ""},
		{"厨师", "", "厨师"},
	} {
		set, unread := ReadOffices(c.text, "石板村")
		var got []string
		for _, o := range set.List() {
			got = append(got, string(o))
		}
		if s := strings.Join(got, " "); s != c.want || strings.Join(unread, " ") != c.unread {
			t.Errorf("%s: %q, unread %q", c.text, s, unread)
		}
	}
}
