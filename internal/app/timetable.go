package app

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/gongwen"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// TimetableRequest asks for the legal calendar of an election.
type TimetableRequest struct {
	Packs    []*policy.Pack
	Kind     string // villagers, residents_all, …, township
	Election yanpan.Date
	Start    yanpan.Date // the first day on which work can be done; zero is AsOf
	From, To yanpan.Date // a window in which election days are looked for
	Days     map[string]yanpan.Date
	Villages []VillageDay // villages with election days of their own
	Notices  []calendar.Year
	Rolling  calendar.Rolling
	AsOf     yanpan.Date
	Org      string
	Version  string
	Records  []EventFile // lists of events of the villages' procedures; their gates become warnings
	Work     *Work       // the records that gates look at; nil: only what the lists say
}

// VillageDay is a village and its election day.
type VillageDay struct {
	Village string
	Day     yanpan.Date
}

// VillagePlan is the plan of one village, or of all where Village is "".
type VillagePlan struct {
	Village  string
	Election calendar.Day
	Plan     *calendar.Plan
	Gates    []string // conditions of preparation that are not met, each a sentence
}

// Timetable is what came of it.
type Timetable struct {
	Request   TimetableRequest
	Kind      policy.TimetableKind
	Calendar  *calendar.Calendar
	Plans     []VillagePlan
	Proposals []calendar.Proposal // best first, where a window was given
	Notes     []string            // ties to steps of other timetables, days nobody announced
}

// mostProposals is how many election days are proposed.
const mostProposals = 5

// PlanElection lays out the timetable of an election: backwards from its day,
// forwards from a first day, or on the best day of a window.
func PlanElection(req TimetableRequest) (*Timetable, error) {
	rules, err := policy.Overlay(req.Packs...)
	if err != nil {
		return nil, err
	}
	t := &Timetable{Request: req}
	steps, kind, left, err := rules.Timetable(req.Kind)
	if err != nil {
		return nil, err
	}
	t.Kind, t.Notes = kind, left
	if t.Calendar, err = rules.Calendar(); err != nil {
		return nil, err
	}
	if t.Calendar, err = t.Calendar.With(req.Notices...); err != nil {
		return nil, err
	}
	in, err := t.input()
	if err != nil {
		return nil, err
	}
	if err := t.plan(steps, in); err != nil {
		return nil, err
	}
	return t, t.heedGates(rules)
}

// input turns dates into days.
func (t *Timetable) input() (calendar.Input, error) {
	req := &t.Request
	in := calendar.Input{Calendar: t.Calendar, Days: map[string]calendar.Day{}, Rolling: req.Rolling}
	start := req.Start
	if start.IsZero() {
		start = req.AsOf
	}
	var err error
	if in.Today, err = fullDay(start, "开始日期"); err != nil {
		return in, err
	}
	for id, d := range req.Days {
		if in.Days[id], err = fullDay(d, "步骤“"+id+"”的日期"); err != nil {
			return in, err
		}
	}
	return in, nil
}

func fullDay(d yanpan.Date, what string) (calendar.Day, error) {
	day, ok := calendar.DayOf(d)
	if !ok || d.Precision() != yanpan.PrecisionDay {
		return 0, &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.PlanElection", Message: what + "“" + d.String() + "”不能用", Remedy: "请写到日,如 2026-12-20,在2000年至2079年之间"}
	}
	return day, nil
}

func (t *Timetable) plan(steps *calendar.Timetable, in calendar.Input) error {
	req := &t.Request
	switch {
	case len(req.Villages) > 0:
		for _, v := range req.Villages {
			day, err := fullDay(v.Day, v.Village+"的选举日")
			if err == nil {
				err = t.add(steps, in, v.Village, day)
			}
			if err != nil {
				return err
			}
		}
		return nil
	case !req.From.IsZero():
		return t.propose(steps, in)
	case !req.Election.IsZero():
		day, err := fullDay(req.Election, "选举日")
		if err != nil {
			return err
		}
		return t.add(steps, in, "", day)
	}
	day, ok := steps.FirstFeasible(in, t.Kind.Election)
	if !ok {
		return yanpan.Errorf(yanpan.CodeInvalid, "app.PlanElection", "从%s起两年内排不出选举日。请核对政策包里的期限", in.Today.Chinese())
	}
	return t.add(steps, in, "", day)
}

func (t *Timetable) propose(steps *calendar.Timetable, in calendar.Input) error {
	from, err := fullDay(t.Request.From, "范围的首日")
	if err != nil {
		return err
	}
	to, err := fullDay(t.Request.To, "范围的末日")
	if err != nil {
		return err
	}
	if t.Proposals, err = steps.Propose(in, t.Kind.Election, from, to, mostProposals); err != nil {
		return err
	}
	if len(t.Proposals) == 0 {
		return t.add(steps, in, "", to) // says what is in the way
	}
	best := t.Proposals[0]
	t.Plans = append(t.Plans, VillagePlan{Election: best.Day, Plan: best.Plan})
	return nil
}

func (t *Timetable) add(steps *calendar.Timetable, in calendar.Input, village string, day calendar.Day) error {
	days := map[string]calendar.Day{}
	for id, d := range in.Days {
		days[id] = d
	}
	days[t.Kind.Election] = day
	in.Days = days
	p, err := steps.Plan(in)
	if err != nil {
		return err
	}
	t.Plans = append(t.Plans, VillagePlan{Village: village, Election: day, Plan: p})
	return nil
}

// OK reports whether every plan has a day for every step.
func (t *Timetable) OK() bool {
	return !slices.ContainsFunc(t.Plans, func(p VillagePlan) bool { return !p.Plan.OK() })
}

// Schedules gives the plans as papers are made from them.
func (t *Timetable) Schedules() []paper.Schedule {
	var labels []string
	for _, p := range t.Request.Packs {
		labels = append(labels, yanpan.Typeset(p.Label))
	}
	out := make([]paper.Schedule, 0, len(t.Plans))
	for _, p := range t.Plans {
		out = append(out, paper.Schedule{
			Title: t.Kind.Label, Village: p.Village, Plan: p.Plan, AsOf: t.Request.AsOf, Org: t.Request.Org, Packs: labels, Version: t.Request.Version,
		})
	}
	return out
}

// ICS gives all plans as one iCalendar file.
func (t *Timetable) ICS() []byte { return paper.ICS(t.Schedules()) }

// Files gives every output: a table for Word, the same as Markdown, a bar chart,
// the iCalendar file. Of several villages each has its own table and chart.
func (t *Timetable) Files() ([]Output, error) {
	out := []Output{{Name: "日历.ics", Data: t.ICS()}}
	press := gongwen.New(gongwen.Style{})
	for _, s := range t.Schedules() {
		var docx bytes.Buffer
		if err := press.Docx(&docx, s.Document()); err != nil {
			return nil, err
		}
		name := func(base string) string {
			if s.Village == "" {
				return base
			}
			return fileName(s.Village) + base
		}
		out = append(out,
			Output{Name: name("工作时间安排表.docx"), Data: docx.Bytes()},
			Output{Name: name("工作时间安排表.md"), Data: []byte(s.Markdown())},
			Output{Name: name("横道图.svg"), Data: s.Bars(t.Calendar)})
	}
	return out, nil
}

// fileName takes out of a village's name what cannot stand in a file's.
func fileName(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, s)
}

// ReadVillageDays reads a list of villages with their election days: a table with
// the columns 村 and 选举日, in any workbook that the program reads.
func ReadVillageDays(f File, asOf yanpan.Date) ([]VillageDay, error) {
	book, err := grid.Read(f.Name, f.Data, f.Size)
	if err != nil {
		return nil, err
	}
	for _, s := range book.Sheets {
		if days, found, err := villageDays(s, asOf); found || err != nil {
			if err != nil {
				return nil, yanpan.Errorf(yanpan.CodeInvalid, "app.ReadVillageDays", "%s", yanpan.MessageOf(err)).At("《" + f.Name + "》")
			}
			return days, nil
		}
	}
	e := yanpan.Errorf(yanpan.CodeInvalid, "app.ReadVillageDays", "没有找到“村”和“选举日”两列").At("《" + f.Name + "》")
	e.Remedy = "表头写“村”“选举日”,一村一行"
	return nil, e
}

func villageDays(s *grid.Sheet, asOf yanpan.Date) (days []VillageDay, found bool, err error) {
	village, day := -1, -1
	seen := map[string]int{}
	for _, row := range s.Rows() {
		if village < 0 || day < 0 {
			village, day = headerOf(row, s.Width())
			continue
		}
		name := strings.TrimSpace(row.Cell(village).Text())
		text := strings.TrimSpace(row.Cell(day).Text())
		if name == "" && text == "" {
			continue
		}
		d, fault := roster.ReadDate(text, asOf.AddYears(50), 0)
		switch {
		case name == "":
			return nil, true, rowError(row.Number(), "没有写村名")
		case fault != roster.DateFine || d.Precision() != yanpan.PrecisionDay:
			return nil, true, rowError(row.Number(), "选举日“"+text+"”不对,请写成 2026-12-20")
		case seen[name] > 0:
			return nil, true, rowError(row.Number(), fmt.Sprintf("“%s”与第%d行重复", name, seen[name]))
		}
		seen[name] = row.Number()
		days = append(days, VillageDay{Village: name, Day: d})
	}
	return days, village >= 0 && day >= 0 && len(days) > 0, nil
}

func rowError(row int, message string) error {
	return yanpan.Errorf(yanpan.CodeInvalid, "app.ReadVillageDays", "第%d行:%s", row, message)
}

// headerOf finds the two columns in a row.
func headerOf(row grid.Row, width int) (village, day int) {
	village, day = -1, -1
	for c := range width {
		switch text := strings.ReplaceAll(row.Cell(c).Text(), " ", ""); {
		case village < 0 && slices.Contains([]string{"村", "村名", "村(社区)", "村\uFF08社区\uFF09", "社区", "村居"}, text):
			village = c
		case day < 0 && slices.Contains([]string{"选举日", "选举日期", "投票日", "选举时间"}, text):
			day = c
		}
	}
	return village, day
}
