package calendar

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev"
)

func law(article string) yanpan.Citation {
	return yanpan.Citation{Source: "村民委员会组织法", Article: article, Confidence: yanpan.Verbatim}
}

func tie(d Direction, anchor string, l Limit, n int) Rule {
	return Rule{Anchor: anchor, Direction: d, Limit: l, Count: n, Unit: Days, Basis: law("第17条")}
}

// village is the chain of the law: list, objections, answers, candidates, vote, handover.
func village() []Step {
	return []Step{
		{ID: "register", Label: "登记", Lasts: Length{Count: 2, Unit: WorkingDays}},
		{ID: "list", Label: "公布名单", Basis: law("第17条"), Rules: []Rule{tie(Before, "vote", AtLeast, 20), tie(After, "register", AtLeast, 1)}},
		{ID: "objections", Label: "异议", Lasts: Length{Count: 5, Unit: Days}, Rules: []Rule{tie(After, "list", Exactly, 0)}},
		{ID: "answers", Label: "答复", Rules: []Rule{tie(After, "objections", AtLeast, 0), tie(After, "objections", AtMost, 3)}},
		{ID: "candidates", Label: "公布候选人", Rules: []Rule{tie(After, "answers", AtLeast, 1), tie(Before, "vote", AtLeast, 5)}},
		{ID: "vote", Label: "投票", Prefers: PreferRest},
		{ID: "handover", Label: "移交", Rules: []Rule{tie(After, "vote", AtLeast, 0), tie(After, "vote", AtMost, 10)}},
	}
}

func plan(t testing.TB, steps []Step, in Input) *Plan {
	t.Helper()
	table, err := NewTimetable(steps)
	if err != nil {
		t.Fatal(err)
	}
	p, err := table.Plan(in)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func days(pairs ...string) map[string]Day {
	m := map[string]Day{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = MustDay(pairs[i+1])
	}
	return m
}

// Worked out by hand for an election on Sunday, 20 December 2026.
func TestChainByHand(t *testing.T) {
	p := plan(t, village(), Input{Calendar: testCalendar(t), Days: days("vote", "2026-12-20"), Today: MustDay("2026-11-16")})
	if !p.OK() {
		t.Fatal(p.Sentences())
	}
	for id, want := range map[string]string{
		// earliest, latest, safe, day, end
		"register":   "2026-11-16 2026-11-25 2026-11-25 2026-11-24 2026-11-26", // two working days that end before the list hangs: the 26th and 27th before the 30th, the 25th and 26th before the 27th
		"list":       "2026-11-19 2026-11-30 2026-11-29 2026-11-27 2026-11-27", // the day before the 30th is a Sunday
		"objections": "2026-11-19 2026-11-30 2026-11-30 2026-11-27 2026-12-02",
		"answers":    "2026-11-24 2026-12-10 2026-12-10 2026-12-02 2026-12-02", // the period from the 30th ends on a Saturday and rolls to the 7th; 3 days on
		"candidates": "2026-11-25 2026-12-15 2026-12-14 2026-12-14 2026-12-14",
		"vote":       "2026-12-20 2026-12-20 2026-12-20 2026-12-20 2026-12-20",
		"handover":   "2026-12-20 2026-12-30 2026-12-30 2026-12-21 2026-12-21",
	} {
		s, _ := p.Step(id)
		got := fmt.Sprint(s.Earliest.Date(), s.Latest.Date(), s.Safe.Date(), s.Day.Date(), s.End.Date())
		if got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

func TestRolling(t *testing.T) {
	cal := testCalendar(t)
	for roll, want := range map[Rolling]string{
		// the list hangs from Monday the 30th; 5 days end on Saturday, 5 December
		RollStrict: "2026-12-07 2026-12-10", RollAlways: "2026-12-07 2026-12-10", RollNever: "2026-12-05 2026-12-08",
	} {
		p := plan(t, village(), Input{Calendar: cal, Days: days("vote", "2026-12-20", "list", "2026-11-30"), Rolling: roll})
		o, _ := p.Step("objections")
		a, _ := p.Step("answers")
		if got := fmt.Sprint(o.End.Date(), a.Latest.Date()); got != want {
			t.Errorf("%s: %s, want %s", roll, got, want)
		}
	}
	// 10 days after Thursday, 17 December end on Sunday the 27th: only “always” rolls.
	for roll, want := range map[Rolling]string{RollStrict: "2026-12-27", RollAlways: "2026-12-28", RollNever: "2026-12-27"} {
		p := plan(t, village(), Input{Calendar: cal, Days: days("vote", "2026-12-17"), Rolling: roll})
		if h, _ := p.Step("handover"); h.Latest.Date().String() != want {
			t.Errorf("%s: handover until %s, want %s", roll, h.Latest.Date(), want)
		}
	}
}

func TestContradictions(t *testing.T) {
	cal := testCalendar(t)
	for name, x := range map[string]struct {
		in   Input
		want []string
	}{
		"too late": {Input{Days: days("vote", "2026-12-10"), Today: MustDay("2026-11-23")},
			[]string{"“公布名单”最迟应于2026年11月20日（“投票”的20日前）", "到2026年11月23日已过了3日", "推迟到2026年12月16日（周三）或以后", "《村民委员会组织法》第17条"}},
		"few days left": {Input{Days: days("vote", "2026-12-15"), Today: MustDay("2026-11-23")},
			[]string{"“公布名单”最迟应于2026年11月25日", "现只剩2日", "最早也要到2026年11月26日，差1日", "推迟到2026年12月16日（周三）或以后"}},
		"given days": {Input{Days: days("vote", "2026-12-20", "list", "2026-12-05")},
			[]string{"“投票”定在2026年12月20日", "不能早于2026年12月25日，差5日", "“公布名单”"}},
	} {
		x.in.Calendar = cal
		p := plan(t, village(), x.in)
		said := strings.Join(p.Sentences(), "\n")
		for _, want := range x.want {
			if !strings.Contains(said, want) {
				t.Errorf("%s: %q lacks %q", name, said, want)
			}
		}
		if p.OK() {
			t.Errorf("%s: no contradiction", name)
		}
	}
}

func TestPartyAfterVillagers(t *testing.T) {
	steps := append(village(), Step{ID: "party", Label: "党员大会"})
	steps[0].Rules = []Rule{tie(After, "party", AtLeast, 1)}
	p := plan(t, steps, Input{Calendar: testCalendar(t), Days: days("vote", "2026-12-20", "party", "2026-12-22")})
	if said := strings.Join(p.Sentences(), "\n"); p.OK() || !strings.Contains(said, "推迟到") {
		t.Errorf("%v", said)
	}
}

func TestWarnings(t *testing.T) {
	p := plan(t, village(), Input{Calendar: testCalendar(t), Days: days("vote", "2026-03-14", "list", "2026-02-12")})
	said := strings.Join(p.Sentences(), "\n")
	if !strings.Contains(said, "“异议”（2月12日至2月24日）碰上春节假期") {
		t.Error(said)
	}
	p = plan(t, village(), Input{Calendar: testCalendar(t), Days: days("vote", "2026-10-01")})
	if said := strings.Join(p.Warnings, "\n"); !strings.Contains(said, "“投票”定在2026年10月1日，是假放假的日子") {
		t.Error(said)
	}
	p = plan(t, village(), Input{Calendar: testCalendar(t), Days: days("vote", "2027-01-17")})
	if len(p.Estimates) != 1 || !strings.Contains(p.Estimates[0], "2027年的放假安排没有录入") {
		t.Error(p.Estimates)
	}
}

func TestBadTimetables(t *testing.T) {
	for want, steps := range map[string][]Step{
		"写了两遍":    {{ID: "a"}, {ID: "a"}},
		"不在这份日程里": {{ID: "a", Label: "甲", Rules: []Rule{tie(After, "b", AtLeast, 1)}}},
		"“甲”→“乙”→“甲”": {
			{ID: "a", Label: "甲", Rules: []Rule{tie(After, "b", AtLeast, 1)}}, {ID: "b", Label: "乙", Rules: []Rule{tie(Before, "a", AtLeast, 0), tie(After, "a", AtLeast, 3)}},
		},
	} {
		if _, err := NewTimetable(steps); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	// No circle of order, but of numbers: b at least 9 days after a and at most 3.
	p := plan(t, []Step{{ID: "a", Label: "甲"}, {ID: "b", Label: "乙", Rules: []Rule{tie(After, "a", AtLeast, 9), tie(After, "a", AtMost, 3)}}}, Input{Calendar: testCalendar(t), Today: MustDay("2026-01-05")})
	if len(p.Contradictions) != 1 || !strings.Contains(p.Contradictions[0].Error(), "期限互相矛盾") {
		t.Errorf("%v", p.Contradictions)
	}
	table, err := NewTimetable(village())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := table.Plan(Input{Calendar: testCalendar(t), Days: days("nobody", "2026-01-01")}); err == nil || !strings.Contains(err.Error(), "没有步骤“nobody”") {
		t.Errorf("%v", err)
	}
}

func TestPropose(t *testing.T) {
	table, err := NewTimetable(village())
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Calendar: testCalendar(t), Today: MustDay("2026-11-23")}
	found, err := table.Propose(in, "vote", MustDay("2026-12-01"), MustDay("2026-12-31"), 3)
	if err != nil || len(found) != 3 {
		t.Fatal(found, err)
	}
	// The 16th is the first that is possible; 7 days to spare from the 23rd on.
	if found[0].Day != MustDay("2026-12-26") || found[1].Day != MustDay("2026-12-27") {
		t.Errorf("%s, %s", found[0].Day.Date(), found[1].Day.Date())
	}
	for _, f := range found {
		if !f.Plan.OK() || f.Day < MustDay("2026-12-16") {
			t.Errorf("%s is not possible", f.Day.Date())
		}
	}
	if _, err := table.Propose(in, "vote", MustDay("2026-12-31"), MustDay("2026-12-01"), 3); err == nil {
		t.Error("a window that ends before it begins")
	}
}

// holds is the meaning of a rule, said directly.
func holds(c *Calendar, s Step, r Rule, anchor Step, start, at Day) bool {
	end := at
	if anchor.Lasts.Count > 0 {
		end = c.Roll(c.Add(at, anchor.Lasts.Count, anchor.Lasts.Unit))
	}
	var d int
	switch {
	case r.Direction == Before:
		d = int(at - c.Add(start, r.Count, r.Unit))
	case r.Limit == Exactly && r.Count == 0:
		d = int(start - at)
	default:
		d = int(start - c.Add(end, r.Count, r.Unit))
	}
	if r.Direction == Before && r.Limit == AtMost {
		return d <= 0
	}
	switch r.Limit {
	case AtLeast:
		return d >= 0
	case AtMost:
		return d <= 0
	}
	return d == 0
}

// The bounds of a plan are those found by trying all days of all steps.
func TestPlanAgainstTryingEverything(t *testing.T) {
	c := testCalendar(t)
	rapid.Check(t, func(rt *rapid.T) {
		from := Day(rapid.IntRange(int(MustDay("2026-01-05")), int(MustDay("2026-11-01"))).Draw(rt, "from"))
		to := from + 16
		steps := make([]Step, 4)
		for i := range steps {
			steps[i] = Step{ID: fmt.Sprint("s", i), From: from, To: to, Prefers: PreferAny}
			if rapid.Bool().Draw(rt, "lasts") {
				steps[i].Lasts = Length{Count: rapid.IntRange(1, 3).Draw(rt, "count"), Unit: rapid.SampledFrom([]Unit{Days, WorkingDays}).Draw(rt, "unit")}
			}
			if i > 0 {
				steps[i].Rules = []Rule{{
					Anchor: fmt.Sprint("s", rapid.IntRange(0, i-1).Draw(rt, "anchor")), Direction: rapid.SampledFrom([]Direction{Before, After}).Draw(rt, "direction"),
					Limit: rapid.SampledFrom([]Limit{AtLeast, AtMost, AtLeast}).Draw(rt, "limit"), Count: rapid.IntRange(0, 5).Draw(rt, "n"), Unit: rapid.SampledFrom([]Unit{Days, WorkingDays}).Draw(rt, "unit"),
				}}
			}
		}
		table, err := NewTimetable(steps)
		if err != nil {
			rt.Skip(err)
		}
		p, err := table.Plan(Input{Calendar: c})
		if err != nil {
			rt.Fatal(err)
		}
		low, high, any := tryAll(c, steps, from, to)
		if p.OK() != any {
			rt.Fatalf("the plan says %v, trying says %v: %v", p.OK(), any, p.Sentences())
		}
		for i := range steps {
			s, _ := p.Step(steps[i].ID)
			if any && (s.Earliest != low[i] || s.Latest != high[i] || s.Day < low[i] || s.Day > high[i]) {
				rt.Fatalf("%s: %s to %s, trying gives %s to %s", s.Step.ID, s.Earliest.Date(), s.Latest.Date(), low[i].Date(), high[i].Date())
			}
		}
		for _, s := range steps {
			for _, r := range s.Rules {
				mine, _ := p.Step(s.ID)
				its, _ := p.Step(r.Anchor)
				if any && !holds(c, s, r, its.Step, mine.Day, its.Day) {
					rt.Fatalf("the days chosen for %s and %s break %+v", s.ID, r.Anchor, r)
				}
			}
		}
	})
}

// tryAll finds the first and the last day of each step over all solutions.
func tryAll(c *Calendar, steps []Step, from, to Day) (low, high []Day, any bool) {
	low, high = make([]Day, len(steps)), make([]Day, len(steps))
	at := make([]Day, len(steps))
	var try func(i int)
	try = func(i int) {
		if i == len(steps) {
			for k, d := range at {
				if !any || d < low[k] {
					low[k] = d
				}
				if !any || d > high[k] {
					high[k] = d
				}
			}
			any = true
			return
		}
		for d := from; d <= to; d++ {
			at[i] = d
			fits := true
			for _, r := range steps[i].Rules {
				a := int(r.Anchor[1] - '0')
				fits = fits && holds(c, steps[i], r, steps[a], d, at[a])
			}
			if fits {
				try(i + 1)
			}
		}
	}
	try(0)
	return low, high, any
}

// BenchmarkPlan40x60 lays out 40 villages with 60 steps each.
func BenchmarkPlan40x60(b *testing.B) {
	var steps []Step
	for i := range 60 {
		s := Step{ID: fmt.Sprint("s", i), Label: fmt.Sprint("第", i, "步"), Lasts: Length{Count: i % 4, Unit: WorkingDays}}
		if i > 0 {
			s.Rules = append(s.Rules, tie(After, fmt.Sprint("s", i-1), AtLeast, 1))
		}
		if i%5 == 0 && i < 55 {
			s.Rules = append(s.Rules, tie(Before, "s59", AtLeast, 60-i))
		}
		steps = append(steps, s)
	}
	table, err := NewTimetable(steps)
	if err != nil {
		b.Fatal(err)
	}
	c := testCalendar(b)
	for b.Loop() {
		for v := range 40 {
			p, err := table.Plan(Input{Calendar: c, Days: map[string]Day{"s59": MustDay("2026-12-01") + Day(v)}, Today: MustDay("2026-01-05")})
			if err != nil || !p.OK() {
				b.Fatal(err, p.Sentences())
			}
		}
	}
}
