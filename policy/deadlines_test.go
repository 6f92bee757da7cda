package policy

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"yanpan.dev"
	"yanpan.dev/calendar"
)

// townPack is a township's pack with a deadlines.yaml (and more files, name then text).
func townPack(t *testing.T, files ...string) (*Pack, error) {
	t.Helper()
	fsys := fstest.MapFS{"pack.yaml": {Data: []byte(`authority: town
topic: plan
label: 白水镇方案
level: township
region: {code: "990101002", name: 白水镇}
from: 2026-01-01
basis: {source: 白水镇方案, confidence: 地方}
`)}}
	for i := 0; i < len(files); i += 2 {
		for _, part := range strings.SplitAfter(files[i+1], "\n\n") { // one file a kind of entry
			name := files[i]
			switch key, _, _ := strings.Cut(strings.TrimSpace(part), ":"); key {
			case "timetables", "adjustments":
				name = key + ".yaml"
			}
			fsys[name] = &fstest.MapFile{Data: []byte(strings.TrimLeft(part, "\n"))}
		}
	}
	return Load(fsys, ".", "白水镇")
}

const local = "basis: {source: 白水镇方案, confidence: 地方}"

// over lays a township's deadlines over the national packs.
func over(t *testing.T, files ...string) (*Rules, error) {
	t.Helper()
	p, err := townPack(t, files...)
	if err != nil {
		return nil, err
	}
	var packs []*Pack
	for _, n := range load(t) {
		if n.Level == LevelNational {
			packs = append(packs, n)
		}
	}
	return Overlay(append(packs, p)...)
}

// A second township adds a step, a warning notice and a timetable of its own, by data alone.
func TestAnotherTownshipByDataAlone(t *testing.T) {
	rules, err := over(t, "deadlines.yaml", `
timetables:
  - {kind: township, label: 白水镇换届, includes: villagers、party_committee, election: villagers_election, `+local+`}

steps:
  - id: open_day
    label: 候选人开放日
    in: villagers
    lasts: {count: 2, unit: working_days, `+local+`}
    ties:
      - {after: villagers_candidates, at_least: 1, `+local+`}
      - {before: villagers_election, at_least: 2, unit: working_days, `+local+`}
    `+local+`

adjustments:
  - step: villagers_voter_list
    ties: [{before: villagers_election, at_least: 25, `+local+`}]
    `+local+`
  - step: villagers_objections
    lasts: {count: 7, `+local+`}
    `+local+`
  - step: supervisory_notice
    off: true
    `+local+`
`)
	if err != nil {
		t.Fatal(FaultsOf(err))
	}
	table, kind, left, err := rules.Timetable("township")
	if err != nil || kind.Label != "白水镇换届" || len(left) != 0 {
		t.Fatal(kind, left, err)
	}
	cal, err := rules.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	p, err := table.Plan(calendar.Input{Calendar: cal, Days: map[string]calendar.Day{"villagers_election": calendar.MustDay("2026-12-20")}, Today: calendar.MustDay("2026-09-01")})
	if err != nil || !p.OK() {
		t.Fatal(err, p.Sentences())
	}
	// 25 days before 20 December; from the 16th on, the 17th and 18th are the two
	// working days before the Sunday.
	for id, want := range map[string]string{"villagers_voter_list": "2026-11-25", "open_day": "2026-12-16"} {
		if s, ok := p.Step(id); !ok || s.Latest.Date().String() != want {
			t.Errorf("%s: latest %s, want %s", id, s.Latest.Date(), want)
		}
	}
	if s, _ := p.Step("villagers_objections"); s.Step.Lasts.Count != 7 {
		t.Errorf("objections last %s", s.Step.Lasts.Text())
	}
	if _, ok := p.Step("supervisory_notice"); ok {
		t.Error("a step that was switched off is still there")
	}
}

// A township may not loosen what the law sets; the fault names both places.
func TestDeadlinesOnlyTighten(t *testing.T) {
	for name, x := range map[string]struct{ text, want string }{
		"shorter notice": {"adjustments:\n  - step: villagers_voter_list\n    ties: [{before: villagers_election, at_least: 19, " + local + "}]\n    " + local, "放宽了：法定为20日"},
		"longer delay":   {"adjustments:\n  - step: villagers_handover\n    ties: [{after: villagers_election, at_most: 11, " + local + "}]\n    " + local, "法定为10日"},
		"other unit":     {"adjustments:\n  - step: villagers_answers\n    ties: [{after: villagers_objections, at_most: 3, unit: working_days, " + local + "}]\n    " + local, "法定为3日"},
		"shorter period": {"adjustments:\n  - step: villagers_objections\n    lasts: {count: 4, " + local + "}\n    " + local, "为期比法定的短：法定为5日"},
		"off":            {"adjustments:\n  - step: villagers_voter_list\n    off: true\n    " + local, "不能停用"},
		"replaced":       {"steps:\n  - id: villagers_voter_list\n    label: 名单\n    in: villagers\n    " + local, "不能整条替换"},
		"unknown step":   {"adjustments:\n  - step: villager_voter_list\n    " + local, "是不是“villagers_voter_list”"},
		"unknown anchor": {"steps:\n  - id: mine\n    label: 本镇一步\n    in: villagers\n    ties: [{after: villagers_votes, at_least: 1, " + local + "}]\n    " + local, "没有步骤“villagers_votes”"},
	} {
		_, err := over(t, "deadlines.yaml", x.text+"\n")
		faults := FaultsOf(err)
		if len(faults) != 1 || !strings.Contains(faults[0].String(), x.want) || !strings.HasSuffix(faults[0].Pos.File, ".yaml") {
			t.Errorf("%s: %v, want %q", name, err, x.want)
			continue
		}
		if strings.Contains(x.want, "法定为") && !strings.Contains(faults[0].String(), "national/village-committees/2026-01-01/deadlines.yaml:") {
			t.Errorf("%s: the place of the law is not named: %s", name, faults[0])
		}
	}
}

func TestDeadlineFaults(t *testing.T) {
	for want, text := range map[string]string{
		"期限没有写全":                         "steps:\n  - id: a\n    label: 甲\n    in: villagers\n    ties: [{after: b, " + local + "}]\n    " + local,
		"before 和 after 只能写一个":           "steps:\n  - id: a\n    label: 甲\n    in: villagers\n    ties: [{after: b, before: c, at_least: 1, " + local + "}]\n    " + local,
		"at_least、at_most、exactly 只能写一个": "steps:\n  - id: a\n    label: 甲\n    in: villagers\n    ties: [{after: b, at_least: 1, at_most: 2, " + local + "}]\n    " + local,
		"没有“villager”这种日程":               "steps:\n  - id: a\n    label: 甲\n    in: villager\n    " + local,
		"编号“a”已在":                        "steps:\n  - {id: a, label: 甲, in: villagers, " + local + "}\n  - {id: a, label: 乙, in: villagers, " + local + "}",
		"应在0至1000之间":                     "steps:\n  - id: a\n    label: 甲\n    in: villagers\n    lasts: {count: 2000, " + local + "}\n    " + local,
		"要写到日":                           "steps:\n  - {id: a, label: 甲, in: villagers, from: 2026-03, " + local + "}",
		"步骤没有“whos”这一项":                  "steps:\n  - {id: a, label: 甲, in: villagers, whos: 某, " + local + "}",
	} {
		_, err := townPack(t, "deadlines.yaml", text+"\n")
		if faults := FaultsOf(err); len(faults) == 0 || !strings.Contains(faults[0].String(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	for want, text := range map[string]string{
		"不是日期":   "years:\n  - {year: 2027, off: [{name: 元旦, from: 2027-01-01}], working: 1月3日, " + local + "}",
		"本来就上班":  "years:\n  - {year: 2027, off: [{name: 元旦, from: 2027-01-01}], working: 2027-01-04, " + local + "}",
		"首日晚于末日": "years:\n  - {year: 2027, off: [{name: 元旦, from: 2027-01-03, to: 2027-01-01}], " + local + "}",
	} {
		_, err := townPack(t, "holidays.yaml", text+"\n")
		if faults := FaultsOf(err); len(faults) == 0 || !strings.Contains(faults[0].String(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// A year that a lower pack enters is known from then on.
func TestHolidaysOfALaterYear(t *testing.T) {
	rules, err := over(t, "holidays.yaml", "years:\n  - {year: 2027, off: [{name: 元旦, from: 2027-01-01, to: 2027-01-03}], "+local+"}\n")
	if err != nil {
		t.Fatal(err)
	}
	cal, err := rules.Calendar()
	if err != nil || !slices.Equal(cal.Years(), []int{2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027}) {
		t.Error(cal.Years(), err)
	}
	off := 0
	for d := calendar.MustDay("2026-01-01"); d <= calendar.MustDay("2026-12-31"); d++ {
		if k, _ := cal.KindOf(d); k == calendar.Holiday {
			off++
		}
	}
	if y, _ := cal.Notice(2026); off != 33 || len(y.Working) != 6 || y.Basis.Article != "国办发明电〔2025〕7号" {
		t.Errorf("2026: %d days off, %d worked, %s", off, len(y.Working), y.Basis)
	}
}

// Every timetable that comes with the program can be laid out, and every number has a source.
func TestBuiltinTimetables(t *testing.T) {
	rules, err := Overlay(ByLevel(load(t))...)
	if err != nil {
		t.Fatal(FaultsOf(err))
	}
	cal, err := rules.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	if len(rules.Timetables) != len(timetableWords()) {
		t.Errorf("%d timetables", len(rules.Timetables))
	}
	for _, kind := range timetableWords() {
		table, k, _, err := rules.Timetable(kind)
		if err != nil {
			t.Fatal(kind, err)
		}
		p, err := table.Plan(calendar.Input{Calendar: cal, Days: map[string]calendar.Day{k.Election: calendar.MustDay("2026-12-19")}, Today: calendar.MustDay("2026-07-01")})
		if err != nil || !p.OK() {
			t.Errorf("%s: %v %v", kind, err, p.Sentences())
		}
		for _, s := range p.Steps {
			if len(s.Basis) == 0 || s.Basis[0].Confidence == "" || !s.Basis[0].Confidence.Known() {
				t.Errorf("%s: %s has no source", kind, s.Step.ID)
			}
			for _, r := range s.Step.Rules {
				if r.Basis.IsZero() {
					t.Errorf("%s: %s has a number without a source", kind, s.Step.ID)
				}
			}
		}
	}
	if _, _, _, err := rules.Timetable("nobody"); yanpan.CodeOf(err) != yanpan.CodeUsage || !strings.Contains(err.Error(), "villagers（村民委员会选举）") {
		t.Error(err)
	}
}

// The township's plan: the party first, the lists in time, everything by the rules.
func TestSampleTownship(t *testing.T) {
	rules, err := Overlay(ByLevel(load(t))...)
	if err != nil {
		t.Fatal(err)
	}
	cal, err := rules.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	table, k, _, err := rules.Timetable("township")
	if err != nil {
		t.Fatal(err)
	}
	p, err := table.Plan(calendar.Input{Calendar: cal, Days: map[string]calendar.Day{k.Election: calendar.MustDay("2026-12-20")}, Today: calendar.MustDay("2026-06-01")})
	if err != nil || !p.OK() {
		t.Fatal(err, p.Sentences())
	}
	// 20, 5 and 3 days before 20 December; 7 and 10 days after it.
	for id, want := range map[string]string{
		"villagers_voter_list": "2026-11-30", "villagers_candidates": "2026-12-15", "villagers_proxies": "2026-12-17", "residents_voter_list": "2026-11-30",
		"villagers_handover": "2026-12-27", "residents_handover": "2026-12-27", "supervisory_election": "2026-12-30", "villagers_runoff": "2027-01-04", "residents_election": "2026-12-20",
	} {
		if s, ok := p.Step(id); !ok || s.Latest.Date().String() != want {
			t.Errorf("%s: latest %s, want %s", id, s.Latest.Date(), want)
		}
	}
	party, _ := p.Step("party_meeting")
	notice, _ := p.Step("party_notice")
	first, _ := p.Step("villagers_election_committee")
	publicity, _ := p.Step("party_secretary_publicity")
	if party.Day >= first.Day || party.Day-notice.Day < 5 || cal.Between(publicity.Day, publicity.End) < 5 || publicity.End >= party.Day {
		t.Errorf("party on %s, notice %s, villagers begin %s, publicity %s to %s", party.Day.Date(), notice.Day.Date(), first.Day.Date(), publicity.Day.Date(), publicity.End.Date())
	}
}

// One number changed in the parameter book changes the plan.
func TestBookChangesThePlan(t *testing.T) {
	packs := load(t)
	i := slices.IndexFunc(packs, func(p *Pack) bool { return p.ID == "sample/qingshui-township/2026-01-01" })
	book := tables(NewBook(packs[i], packs[i].Above(packs)...))
	changed := 0
	for _, sheet := range book {
		for _, row := range sheet.Rows {
			if sheet.Name == "步骤调整" && slices.Contains(row, "村民委员会工作移交") {
				row[slices.Index(row, "至多7日")] = "至多6日"
				changed++
			}
		}
	}
	if changed != 1 {
		t.Fatalf("%d rows changed", changed)
	}
	back, _, err := ReadBook(book, "政策参数表.xlsx")
	if err != nil {
		t.Fatal(FaultsOf(err))
	}
	latest := func(p *Pack) string {
		all := slices.Clone(packs)
		all[i] = p
		rules, err := Overlay(ByLevel(all)...)
		if err != nil {
			t.Fatal(FaultsOf(err))
		}
		table, k, _, err := rules.Timetable("township")
		if err != nil {
			t.Fatal(err)
		}
		cal, err := rules.Calendar()
		if err != nil {
			t.Fatal(err)
		}
		plan, err := table.Plan(calendar.Input{Calendar: cal, Days: map[string]calendar.Day{k.Election: calendar.MustDay("2026-12-20")}})
		if err != nil {
			t.Fatal(err)
		}
		s, _ := plan.Step("villagers_handover")
		return s.Latest.Date().String()
	}
	if was, now := latest(packs[i]), latest(back); was != "2026-12-27" || now != "2026-12-26" {
		t.Errorf("the handover was due on %s and is due on %s", was, now)
	}
}
