package tally_test

import (
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/election/tally"
)

// minutes tell a count as the election committee's book does.
type minutes struct {
	*testing.T
	c tally.Count
	r *tally.Result
}

func meeting(t *testing.T, kind tally.Kind, eligible int64) *minutes {
	return &minutes{T: t, c: tally.Count{Election: tally.Election{Kind: kind, Eligible: eligible}}}
}

func (m *minutes) elects(title string, seats int64, candidates ...string) {
	m.c.Election.Races = append(m.c.Election.Races, tally.Race{Title: title, Seats: seats, Candidates: candidates})
}

func (m *minutes) box(id string, issued, collected int64) {
	m.c.Boxes = append(m.c.Boxes, tally.Box{ID: id, Issued: issued, Collected: collected})
}

func (m *minutes) group(id string, ballots int64) {
	m.c.Groups = append(m.c.Groups, tally.Group{ID: id, Ballots: ballots})
}

// enters is a sheet of the last group: its pass, its teller, what it says.
func (m *minutes) enters(pass tally.Pass, teller string, says ...tally.Marks) *tally.Sheet {
	g := &m.c.Groups[len(m.c.Groups)-1]
	g.Sheets = append(g.Sheets, tally.Sheet{Pass: pass, Teller: teller, Races: says})
	return &g.Sheets[len(g.Sheets)-1]
}

// agree is a group of its own whose two passes say the same.
func (m *minutes) agree(id string, ballots int64, says ...tally.Marks) {
	m.group(id, ballots)
	m.enters(tally.First, "张三", says...)
	m.enters(tally.Second, "李四", says...)
}

func (m *minutes) announces() {
	m.Helper()
	m.r = result(m, &m.c)
}

// found wants the codes of the problems, in their order.
func (m *minutes) found(codes ...string) {
	m.Helper()
	var got []string
	for _, p := range m.r.Problems {
		got = append(got, p.Code)
		if p.Message == "" || strings.ContainsAny(p.Message, ",;()") {
			m.Errorf("no good sentence: %q", p.Message)
		}
	}
	if strings.Join(got, " ") != strings.Join(codes, " ") {
		m.Errorf("problems %v, want %v", got, codes)
	}
}

func (m *minutes) elected(race int, want string) {
	m.Helper()
	if len(m.r.Races) <= race {
		m.Fatalf("no race %d: %+v", race, m.r)
	}
	if got := strings.Join(m.r.Races[race].Elected, " "); got != want {
		m.Errorf("%s elected %q, want %q", m.r.Races[race].Title, got, want)
	}
}

func (m *minutes) void(reason tally.Reason) {
	m.Helper()
	if m.r.Valid || m.r.Reason != reason {
		m.Errorf("valid %v, reason %q, want %q", m.r.Valid, m.r.Reason, reason)
	}
}

func TestTwoPassesThatDiffer(t *testing.T) {
	m := meeting(t, tally.Villagers, 100)
	m.elects("主任", 1, "甲", "乙")
	m.box("主会场", 60, 60)
	m.group("一组", 60)
	m.enters(tally.First, "张三", marks("主任", 1, n("甲", 31), n("乙", 28)))
	m.enters(tally.Second, "李四", marks("主任", 2, n("甲", 30), n("乙", 28)))
	m.announces()
	m.void(tally.ByProblems)
	m.found("passes_differ", "passes_differ")
	if len(m.r.Races) != 0 || m.r.Participating != 60 || m.r.NeededToBeValid != 51 {
		t.Errorf("%+v", m.r)
	}

	m.enters(tally.Decided, "", marks("主任", 1, n("甲", 31), n("乙", 28))).Decider = "监票人王五"
	m.announces()
	m.found("passes_settled", "passes_settled")
	m.elected(0, "甲")

	m.c.Groups[0].Sheets[2].Decider = ""
	m.announces()
	m.found("decider_missing", "passes_settled", "passes_settled")
	m.void(tally.ByProblems)
}

func TestSheetsThatCannotBeTrusted(t *testing.T) {
	good := marks("主任", 0, n("甲", 31), n("乙", 28))
	for _, c := range []struct {
		name string
		make func(m *minutes)
		want string
	}{
		{"缺一遍", func(m *minutes) { m.group("一组", 60); m.enters(tally.First, "张三", good) }, "pass_missing"},
		{"缺唱票", func(m *minutes) { m.group("一组", 60); m.enters(tally.Second, "张三", good) }, "pass_missing"},
		{"一张也没有", func(m *minutes) { m.group("一组", 60) }, "pass_missing"},
		{"同一人计两遍", func(m *minutes) {
			m.group("一组", 60)
			m.enters(tally.First, "张三", good)
			m.enters(tally.Second, "张三", good)
		}, "same_teller"},
		{"没写计票人", func(m *minutes) {
			m.group("一组", 60)
			m.enters(tally.First, "", good)
			m.enters(tally.Second, "张三", good)
		}, "teller_missing"},
		{"一遍交两张", func(m *minutes) { m.agree("一组", 60, good); m.enters(tally.First, "王五", good) }, "pass_twice"},
		{"裁定多余", func(m *minutes) {
			m.agree("一组", 60, good)
			m.enters(tally.Decided, "", marks("主任", 0, n("甲", 32), n("乙", 28))).Decider = "王五"
		}, "passes_settled decided_needless"},
		{"组票少于箱票", func(m *minutes) { m.agree("一组", 59, good) }, "groups_against_boxes"},
		{"无效票多于选票", func(m *minutes) { m.agree("一组", 60, marks("主任", 61, n("甲", 0), n("乙", 0))) }, "invalid_over_ballots"},
		{"一人得票多于有效票", func(m *minutes) { m.agree("一组", 60, marks("主任", 1, n("甲", 60), n("乙", 0))) }, "race_over_valid name_over_valid"},
		{"总票多于名额乘有效票", func(m *minutes) { m.agree("一组", 60, marks("主任", 0, n("甲", 31), n("乙", 30))) }, "race_over_valid"},
		{"漏了候选人", func(m *minutes) { m.agree("一组", 60, marks("主任", 0, n("甲", 31))) }, "candidate_absent"},
		{"姓名记两遍", func(m *minutes) { m.agree("一组", 60, marks("主任", 0, n("甲", 31), n("乙", 1), n("乙", 2))) }, "name_twice"},
		{"记了没有的职务", func(m *minutes) { m.agree("一组", 60, good, marks("书记", 0, n("甲", 1))) }, "race_unknown"},
		{"没记这个职务", func(m *minutes) { m.agree("一组", 60) }, "race_absent"},
		{"组写两遍", func(m *minutes) {
			m.agree("一组", 30, marks("主任", 0, n("甲", 16), n("乙", 14)))
			m.agree("一组", 30, marks("主任", 0, n("甲", 16), n("乙", 14)))
		}, "group_twice"},
		{"箱写两遍", func(m *minutes) { m.box("主会场", 0, 0); m.agree("一组", 60, good) }, "box_twice"},
		{"一箱账目不平", func(m *minutes) {
			m.box("流动", 9, 10)
			m.box("站", 10, 1)
			m.agree("一组", 71, marks("主任", 11, n("甲", 31), n("乙", 28)))
		}, "box_books_open"},
		{"发出多于选民", func(m *minutes) { m.box("站", 41, 0); m.agree("一组", 60, good) }, "issued_over_eligible"},
		{"候选人写两遍", func(m *minutes) {
			m.c.Election.Races[0].Candidates = []string{"甲", "乙", "甲"}
			m.agree("一组", 60, good)
		}, "candidate_twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := meeting(t, tally.Villagers, 100)
			m.elects("主任", 1, "甲", "乙")
			m.box("主会场", 60, 60)
			c.make(m)
			m.announces()
			m.void(tally.ByProblems)
			m.found(strings.Fields(c.want)...)
			if len(m.r.Races) != 0 {
				t.Error("races are shown")
			}
		})
	}
}

// Boxes that are counted by themselves stand beside those that were mixed.
func TestABoxThatIsItsOwnGroup(t *testing.T) {
	m := meeting(t, tally.Villagers, 100)
	m.elects("主任", 1, "甲", "乙")
	m.box("主会场", 40, 40)
	m.agree("一组", 40, marks("主任", 0, n("甲", 20), n("乙", 20)))
	m.c.Boxes = append(m.c.Boxes, tally.Box{ID: "流动", Issued: 20, Collected: 20, Sheets: twice(marks("主任", 0, n("甲", 11), n("乙", 9)))})
	m.announces()
	m.found()
	m.elected(0, "甲")
	if m.r.Participating != 60 || m.r.Races[0].Ranking[0].Votes != 31 {
		t.Errorf("%+v", m.r)
	}
}

func TestSomebodyElectedToAHigherPostIsSkipped(t *testing.T) {
	m := meeting(t, tally.Villagers, 100)
	m.elects("主任", 1, "甲", "乙")
	m.elects("委员", 2, "甲", "丙", "丁")
	m.box("主会场", 60, 60)
	m.agree("一组", 60, marks("主任", 0, n("甲", 40), n("乙", 20)), marks("委员", 0, n("甲", 50), n("丙", 35), n("丁", 31)))
	m.announces()
	m.elected(0, "甲")
	m.elected(1, "丙 丁")
	if s := m.r.Races[1].Ranking[0]; s.Name != "甲" || s.Votes != 50 || s.Skipped != tally.SkippedElected {
		t.Errorf("%+v", s)
	}
	m.c.Election.AlreadyElected = []string{"丙"}
	m.announces()
	m.elected(1, "丁")
	if r := m.r.Races[1].RunOff; r == nil || r.Seats != 1 || len(r.Candidates) != 0 {
		t.Errorf("%+v", r)
	}
}

func couple(m *minutes, a, b string) {
	m.c.Election.Kin = append(m.c.Election.Kin, tally.Kinship{A: a, B: b, Relation: "夫妻"})
}

func TestRelativesElectedTogether(t *testing.T) {
	start := func(t *testing.T, director, members tally.Marks) *minutes {
		m := meeting(t, tally.Villagers, 100)
		m.elects("主任", 1, "甲", "乙")
		m.elects("委员", 2, "丙", "丁", "戊")
		m.box("主会场", 60, 60)
		m.agree("一组", 60, director, members)
		return m
	}
	t.Run("留职务高的,空出的由得票过线的递补", func(t *testing.T) {
		m := start(t, marks("主任", 0, n("甲", 31), n("乙", 29)), marks("委员", 0, n("丙", 50), n("丁", 35), n("戊", 33)))
		couple(m, "丙", "甲")
		m.announces()
		m.found("kin_gives_way")
		m.elected(0, "甲")
		m.elected(1, "丁 戊")
	})
	t.Run("同一职务留得票多的,没有递补就另行选举", func(t *testing.T) {
		m := start(t, marks("主任", 0, n("甲", 31), n("乙", 29)), marks("委员", 0, n("丙", 50), n("丁", 35), n("戊", 30)))
		couple(m, "丁", "丙")
		m.announces()
		m.found("kin_gives_way")
		m.elected(1, "丙")
		if r := m.r.Races[1].RunOff; r == nil || strings.Join(r.Candidates, "") != "戊" {
			t.Errorf("丁 stands again: %+v", r)
		}
	})
	t.Run("票数相等的二人再投票", func(t *testing.T) {
		m := start(t, marks("主任", 0, n("甲", 31), n("乙", 29)), marks("委员", 0, n("丙", 40), n("丁", 40), n("戊", 33)))
		couple(m, "丁", "丙")
		m.announces()
		m.found("kin_revote")
		m.elected(1, "戊")
		if r := m.r.Races[1]; strings.Join(r.Tied, " ") != "丙 丁" || r.TiedSeats != 1 || r.Vacant != 0 {
			t.Errorf("%+v", r)
		}
	})
	t.Run("已当选的在先", func(t *testing.T) {
		m := start(t, marks("主任", 0, n("甲", 31), n("乙", 29)), marks("委员", 0, n("丙", 50), n("丁", 35), n("戊", 5)))
		m.c.Election.AlreadyElected = []string{"庚"}
		couple(m, "庚", "甲")
		m.announces()
		m.found("kin_gives_way")
		m.elected(0, "")
		m.elected(1, "丙 丁")
	})
	t.Run("不在回避范围的关系不管", func(t *testing.T) {
		m := start(t, marks("主任", 0, n("甲", 31), n("乙", 29)), marks("委员", 0, n("丙", 50), n("丁", 35), n("戊", 5)))
		m.c.Election.Kin = []tally.Kinship{{A: "甲", B: "丙", Relation: "表兄弟"}}
		m.announces()
		m.found()
		m.elected(1, "丙 丁")
	})
	t.Run("规则没有处理办法的只指出", func(t *testing.T) {
		m := start(t, marks("主任", 0, n("甲", 31), n("乙", 29)), marks("委员", 0, n("丙", 50), n("丁", 35), n("戊", 5)))
		couple(m, "甲", "丙")
		rules := lawOf(tally.Villagers)
		rules.Kin.Order = nil
		r, err := tally.Tally(&m.c, rules)
		if err != nil || len(r.Problems) != 1 || r.Problems[0].Code != "kin_together" || r.Problems[0].Basis.Article != "第31条" {
			t.Errorf("%+v %v", r, err)
		}
	})
}

func TestTheWomensSeat(t *testing.T) {
	m := meeting(t, tally.Villagers, 100)
	m.elects("妇女委员", 1, "甲", "乙")
	m.c.Election.Races[0].ReservedFor = yanpan.Female
	m.c.Election.Sexes = map[string]yanpan.Sex{"甲": yanpan.Male, "乙": yanpan.Female}
	m.box("主会场", 60, 60)
	m.agree("一组", 60, marks("妇女委员", 0, n("甲", 0), n("乙", 28), n("丙", 32)))
	m.announces()
	m.elected(0, "")
	m.found("reserved_unknown")
	if r := m.r.Races[0].RunOff; strings.Join(r.Candidates, " ") != "乙" {
		t.Errorf("%+v", r)
	}
	m.c.Election.Sexes["丙"] = yanpan.Female
	m.announces()
	m.elected(0, "丙")
	m.found("write_in_elected")
}

func TestACommitteeWithoutAWoman(t *testing.T) {
	m := meeting(t, tally.Villagers, 100)
	m.elects("主任", 1, "甲", "乙")
	m.box("主会场", 60, 60)
	m.agree("一组", 60, marks("主任", 0, n("甲", 40), n("乙", 20)))
	m.announces()
	m.found() // nobody told the sexes
	m.c.Election.Sexes = map[string]yanpan.Sex{"甲": yanpan.Male}
	m.announces()
	m.found("women_missing")
	m.c.Election.Sexes["甲"] = yanpan.Female
	m.announces()
	m.found()
}

func TestAPartyMeeting(t *testing.T) {
	m := meeting(t, tally.PartyCommittee, 50)
	m.c.Election.Present = 44
	m.elects("委员", 3, "甲", "乙", "丙", "丁")
	m.box("会场", 44, 44)
	says := marks("委员", 2, n("甲", 40), n("乙", 26), n("丙", 25), n("丁", 20))
	says.Against, says.Abstain = []tally.NameCount{n("甲", 1), n("乙", 16)}, []tally.NameCount{n("甲", 1)}
	m.agree("一组", 44, says)
	m.announces()
	m.found()
	m.elected(0, "甲 乙")
	if m.r.Needed.Eligible != 26 || m.r.Needed.Present != 23 || m.r.Base != tally.Eligible || *m.r.Races[0].Ranking[0].Against != 1 {
		t.Errorf("%+v", m.r)
	}
	m.c.Election.ElectedBase = tally.Present
	m.announces()
	m.elected(0, "甲 乙 丙")
	says.Against[1] = n("乙", 17) // 26 + 17 > 42
	m.announces()
	m.found("name_over_valid")
	says.Against[1] = n("乙", 16)
	m.c.Election.Present = 43
	m.announces()
	m.found("collected_over_present")
	m.c.Election.Present = 51
	m.announces()
	m.found("present_over_eligible")
}

func TestTiedForTheHigherPost(t *testing.T) {
	m := meeting(t, tally.Villagers, 100)
	m.elects("副主任", 1, "甲", "乙", "丁")
	m.elects("委员", 1, "甲", "丙")
	m.c.Election.Round = 2
	m.box("主会场", 60, 60)
	m.agree("一组", 60, marks("副主任", 0, n("甲", 30), n("乙", 30), n("丁", 0)), marks("委员", 0, n("甲", 40), n("丙", 20)))
	m.announces()
	m.found("tied_earlier")
}

func TestRemarks(t *testing.T) {
	m := meeting(t, tally.Villagers, 100)
	m.elects("主任", 1, "甲")
	m.box("主会场", 60, 60)
	says := tally.Marks{Race: "主任", Votes: []tally.NameCount{n("甲", 40)}}
	m.agree("一组", 60, says)
	m.announces()
	m.found("invalid_not_given", "uncontested")
	m.elected(0, "甲")
	if m.r.Basis.Vacancy != nil {
		t.Error("no by-election")
	}
	m.c.Election.Purpose = tally.Vacancy
	m.announces()
	m.found("invalid_not_given")
	if m.r.Basis.Vacancy == nil || m.r.Basis.Vacancy.Article != "第23条" {
		t.Error("the by-election has no article")
	}
}

// What Decode would refuse is refused in memory too, without a panic.
func TestCountsThatCannotBe(t *testing.T) {
	good := func() *tally.Count {
		return count(tally.Election{Kind: tally.Villagers, Eligible: 9, Races: []tally.Race{{Title: "主任", Seats: 1}}}, 5, 5, marks("主任", 0, n("甲", 5)))
	}
	for name, spoil := range map[string]func(*tally.Count){
		"no race":  func(c *tally.Count) { c.Election.Races = nil },
		"no seat":  func(c *tally.Count) { c.Election.Races[0].Seats = 0 },
		"nobody":   func(c *tally.Count) { c.Election.Eligible = 0 },
		"negative": func(c *tally.Count) { c.Boxes[0].Issued = -1 },
		"huge":     func(c *tally.Count) { c.Groups[0].Ballots = 1 << 62 },
		"votes":    func(c *tally.Count) { c.Groups[0].Sheets[0].Races[0].Votes[0].Votes = -1 },
		"invalid":  func(c *tally.Count) { c.Groups[0].Sheets[0].Races[0].Invalid = -1 },
	} {
		c := good()
		spoil(c)
		if r, err := tally.Tally(c, lawOf(tally.Villagers)); r != nil || yanpan.CodeOf(err) != yanpan.CodeInvalid {
			t.Errorf("%s: %v %v", name, r, err)
		}
	}
	if _, err := tally.Tally(good(), tally.Rules{}); yanpan.CodeOf(err) != yanpan.CodeInternal {
		t.Error("rules of nothing were taken")
	}
}
