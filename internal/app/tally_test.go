package app

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/policy"
)

func laws(t testing.TB, dirs ...string) []*policy.Pack {
	t.Helper()
	packs, err := Laws(dirs)
	if err != nil {
		t.Fatal(err)
	}
	return packs
}

// small is an election of one race, one box that counts itself and two passes.
func small(election, votes string) string {
	one := func(pass, teller string) string {
		return `{"pass":` + pass + `,"teller":"` + teller + `","invalid":{"主任":0},"votes":{"主任":` + votes + `}}`
	}
	return `{"election":{` + election + `,"races":[{"title":"主任","seats":1,"candidates":["甲","乙"]}]},
		"boxes":[{"id":"会场","issued":60,"collected":60,"sheets":[` + one("1", "A") + `,` + one("2", "B") + `]}]}`
}

// The packs' numbers reach the leaf: each kind has its own thresholds and articles.
func TestEachKindHasItsLaw(t *testing.T) {
	for _, c := range []struct {
		election     string
		valid, needs int64
		article      string
	}{
		{`"kind":"villagers","eligible":100`, 51, 31, "《村民委员会组织法》第18条"},
		{`"kind":"villagers","eligible":100,"round":2`, 51, 20, "《村民委员会组织法》第18条"},
		{`"kind":"residents_all","eligible":100`, 51, 31, "《城市居民委员会组织法》第19条"},
		{`"kind":"residents_household","eligible":100`, 51, 31, "《城市居民委员会组织法》第19条"},
		{`"kind":"residents_representative","eligible":89`, 60, 31, "《城市居民委员会组织法》第19条"},
		{`"kind":"party_committee","eligible":75,"present":60`, 60, 38, "《中国共产党基层组织选举工作条例》约第28条(待核对)"},
		{`"kind":"party_committee","eligible":75,"present":60,"elected_base":"present"`, 60, 31, "《中国共产党基层组织选举工作条例》约第28条(待核对)"},
		{`"kind":"party_committee","eligible":75,"present":60,"round":2`, 60, 38, "《中国共产党基层组织选举工作条例》约第29条(待核对)"},
	} {
		r, err := Tally("a.json", strings.NewReader(small(c.election, `{"甲":40,"乙":20}`)), laws(t))
		if err != nil {
			t.Fatal(err)
		}
		if !r.Valid || r.NeededToBeValid != c.valid || r.Races[0].Needed != c.needs || r.Races[0].Basis.Elected.String() != c.article || r.Basis.Valid.IsZero() {
			t.Errorf("%s: %d %d %s", c.election, r.NeededToBeValid, r.Races[0].Needed, r.Races[0].Basis.Elected)
		}
	}
}

// The day of the election chooses the law; before any there is none.
func TestTheDayChoosesTheLaw(t *testing.T) {
	try := func(day string) (*Tallied, error) {
		return Tally("a.json", strings.NewReader(small(`"kind":"residents_all","eligible":100,"date":"`+day+`"`, `{"甲":40,"乙":20}`)), laws(t))
	}
	if r, err := try("2026-01-01"); err != nil || len(r.Packs) != 1 || r.Packs[0] != "national/residents-committees/2026-01-01" {
		t.Errorf("%+v %v", r, err)
	}
	_, err := try("2025-12-31")
	if yanpan.CodeOf(err) != yanpan.CodeInvalid || !strings.Contains(err.Error(), "没有2025年12月31日时施行的") {
		t.Errorf("%v", err)
	}
}

// An election of villagers before 2026 is decided by the law as it was then: its
// own articles, no rule about relatives elected together, no number of proxies.
func TestVillagersUnderTheFormerLaw(t *testing.T) {
	for day, want := range map[string]struct{ pack, article string }{
		"2018-12-29": {"2018-12-29", "《村民委员会组织法(2018年修正)》第15条"},
		"2021-03-20": {"2018-12-29", "《村民委员会组织法(2018年修正)》第15条"},
		"2025-12-31": {"2018-12-29", "《村民委员会组织法(2018年修正)》第15条"},
		"2026-01-01": {"2026-01-01", "《村民委员会组织法》第18条"},
	} {
		former := want.pack == "2018-12-29"
		sheet := small(`"kind":"villagers","eligible":100,"date":"`+day+`","kin":[["甲","丙","配偶"]],"already_elected":["丙"]`, `{"甲":31,"乙":29}`)
		r, err := Tally("a.json", strings.NewReader(sheet), laws(t))
		if err != nil {
			t.Fatal(day, err)
		}
		if r.Packs[0] != "national/village-committees/"+want.pack || r.NeededToBeValid != 51 || r.Races[0].Needed != 31 || r.Races[0].Basis.Elected.String() != want.article {
			t.Errorf("%s: %v %d %d %s", day, r.Packs, r.NeededToBeValid, r.Races[0].Needed, r.Races[0].Basis.Elected)
		}
		if got := r.Rules.Proxies.Basis.IsZero() && len(r.Rules.Kin.Order) == 0; got != former {
			t.Errorf("%s: proxies %+v kin %+v", day, r.Rules.Proxies, r.Rules.Kin)
		}
	}
	if _, err := Tally("a.json", strings.NewReader(small(`"kind":"villagers","eligible":100,"date":"2018-12-28"`, `{"甲":31}`)), laws(t)); yanpan.CodeOf(err) != yanpan.CodeInvalid {
		t.Error(err)
	}
}

// The packs given are laid on top; the sample's province says within how many days.
func TestAPackOfTheProvince(t *testing.T) {
	r, err := Tally("a.json", strings.NewReader(small(`"kind":"villagers","eligible":100,"date":"2026-06-01"`, `{"甲":30,"乙":30}`)),
		laws(t, "../../policy/packs/sample/yunling-province/2026-01-01"))
	if err != nil || r.Races[0].RunOff.Days != 30 || len(r.Packs) != 2 || r.Basis.Ballots.Article != "第25条" {
		t.Errorf("%+v %v", r, err)
	}
	if !strings.Contains(r.Text(), "30日内举行") {
		t.Error(r.Text())
	}
}

var manualCode = regexp.MustCompile("`([a-z]+(?:_[a-z]+)+)`")

// The manual's example is what the program says, and it names every code of a problem.
func TestManualOfCounting(t *testing.T) {
	text, err := os.ReadFile("../../docs/计票.md")
	if err != nil {
		t.Fatal(err)
	}
	manual := strings.ReplaceAll(string(text), "\r\n", "\n")
	_, rest, _ := strings.Cut(manual, "```json\n")
	sheet, rest, _ := strings.Cut(rest, "\n```")
	_, rest, _ = strings.Cut(rest, "```\n")
	shown, _, _ := strings.Cut(rest, "\n```")
	r, err := Tally("石板村.json", strings.NewReader(sheet), laws(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(r.Text()); got != shown {
		t.Errorf("the program says\n%s\nthe manual\n%s", got, shown)
	}
	told := map[string]bool{}
	for _, m := range manualCode.FindAllStringSubmatch(manual, -1) {
		told[m[1]] = true
	}
	for _, file := range []string{"reconcile.go", "kin.go", "remarks.go"} {
		code, err := os.ReadFile("../../election/tally/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:fails\(|(?:Error|Warning), |:= Error, |= Warning, )"([a-z_]+)"`).FindAllStringSubmatch(string(code), -1) {
			if c := m[1]; strings.Contains(c, "_") && !told[c] {
				t.Errorf("the manual lacks %s", c)
			}
		}
	}
}

// What is printed for an election that is not valid, for a run-off without
// candidates, and for votes of other kinds.
func TestReportsInWords(t *testing.T) {
	for _, c := range []struct{ election, votes, says string }{
		{`"kind":"villagers","eligible":120`, `{"甲":60,"乙":0}`, "各职务得票(选举无效,无人当选)"},
		{`"kind":"villagers","eligible":120`, `{"甲":60,"乙":0}`, "差1"},
		{`"kind":"villagers","eligible":100`, `{"甲":0,"乙":0}`, "候选人须另行提名"},
		{`"kind":"villagers","eligible":100,"purpose":"tie"`, `{"甲":30,"乙":29}`, "村民委员会再投票结果报告"},
		{`"kind":"residents_all","eligible":100,"round":2`, `{"甲":30,"乙":29}`, "居民委员会另行选举结果报告"},
		{`"kind":"villagers","eligible":100,"purpose":"vacancy"`, `{"甲":31,"乙":29}`, "村民委员会补选结果报告"},
		{`"kind":"residents_household","eligible":100`, `{"甲":31,"乙":29}`, "户代表100户"},
	} {
		r, err := Tally("a.json", strings.NewReader(small(c.election, c.votes)), laws(t))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(r.Text(), yanpan.Typeset(c.says)) {
			t.Errorf("lacks %s:\n%s", c.says, r.Text())
		}
		if text, err := json.Marshal(r); err != nil || !strings.Contains(string(text), `"file":"a.json"`) {
			t.Errorf("%s %v", text, err)
		}
	}
}

// A file of 10 MB and more is refused without being read to its end.
func TestAFileTooLarge(t *testing.T) {
	_, err := Tally("a.json", endless{}, laws(t))
	if yanpan.CodeOf(err) != yanpan.CodeRefused {
		t.Errorf("%v", err)
	}
}

// endless never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}
