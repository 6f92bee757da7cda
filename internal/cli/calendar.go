package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/paper"
)

// calendarFlags are those of yanpan calendar.
type calendarFlags struct {
	packs, days                         []string
	kind, election, start, window, asOf string
	villages, format, org, dir, rolling string
	notices, events, from               []string
}

func (t *tool) calendarCommand() *cobra.Command {
	var f calendarFlags
	cmd := &cobra.Command{
		Use: "calendar --kind 种类 --election-day 日期", Short: "选举日程:每一步最早、最迟哪天,依据是什么", Args: cobra.NoArgs,
		Example: "  yanpan calendar --kind villagers --election-day 2026-12-20\n" +
			"  yanpan calendar --kind township --window 2027-03-01..2027-04-30 -o 日程\n" +
			"  yanpan calendar --kind villagers --villages 各村选举日.xlsx --format ics > 日历.ics",
		RunE: func(cmd *cobra.Command, _ []string) error { return t.calendar(cmd, &f) },
	}
	fl := cmd.Flags()
	fl.StringArrayVar(&f.packs, "pack", nil, "政策包`文件夹`,可写多次;默认用内置的国家包和示例包")
	fl.StringVar(&f.kind, "kind", "", "`种类`:villagers 村委会、residents_all 居委会(全体选民)、residents_household(户代表)、residents_representative(居民代表)、party_committee 党组织、supervisory 监督机构、township 全镇")
	fl.StringVar(&f.election, "election-day", "", "选举`日期`,从它倒排")
	fl.StringVar(&f.start, "start", "", "开始`日期`,从它顺排;不写选举日时给出最早可以选举的一天")
	fl.StringVar(&f.window, "window", "", "在这个`范围`里选最好的选举日,写成 2027-03-01..2027-04-30")
	fl.StringArrayVar(&f.days, "day", nil, "已经定下的步骤,写成 `步骤=日期`,如 party_meeting=2026-12-01,可写多次")
	fl.StringVar(&f.villages, "villages", "", "各村选举日的`表格`,有“村”“选举日”两列")
	fl.StringArrayVar(&f.notices, "holidays", nil, "放假通知的`文本文件`,国务院办公厅通知全文,可写多次")
	fl.StringArrayVar(&f.events, "events", nil, "各村换届程序的办事记录`文件`(json),可写多次;没有过的准备门槛列为提醒")
	fl.StringArrayVar(&f.from, "from", nil, "村情表、提名人选、联审反馈等表格`文件`,可写多次;门槛按它们核对,与 --events 一起用")
	fl.StringVar(&f.rolling, "roll", "strict", "末日逢休息日顺延的`口径`:strict 公示和异议期顺延、办理期限不顺延,always 都顺延,never 都不顺延")
	fl.StringVar(&f.asOf, "as-of", "", "编制`日期`,以前的日子不再安排;默认今天")
	fl.StringVar(&f.org, "org", "", "署名`单位`")
	fl.StringVar(&f.format, "format", "text", "输出`格式`:text、json 或 ics")
	fl.StringVarP(&f.dir, "output", "o", "", "把安排表、横道图、日历写进这个`文件夹`")
	return cmd
}

func (t *tool) calendar(cmd *cobra.Command, f *calendarFlags) error {
	if f.format != "text" && f.format != "json" && f.format != "ics" {
		return yanpan.Errorf(yanpan.CodeUsage, "cli", "输出格式只有 text、json 和 ics,没有“%s”", f.format)
	}
	req, err := t.calendarRequest(f)
	if err != nil {
		return err
	}
	done, err := f.readRecords(t, cmd, &req)
	if err != nil {
		return err
	}
	defer done()
	plan, err := app.PlanElection(req)
	if err != nil {
		return err
	}
	if !plan.OK() {
		t.fails(1)
	}
	switch f.format {
	case "json":
		t.printJSON(app.TimetableDocumentOf(plan))
	case "ics":
		if _, err := t.Stdout.Write(plan.ICS()); err != nil {
			return err
		}
	default:
		t.printTimetable(plan)
	}
	if f.dir == "" {
		return nil
	}
	files, err := plan.Files()
	if err != nil {
		return err
	}
	if err := app.SaveAll(f.dir, files); err != nil {
		return err
	}
	if f.format == "text" {
		t.printf("已写入“%s”:%d个文件(安排表、横道图、日历)\n", f.dir, len(files))
	}
	return nil
}

func (t *tool) calendarRequest(f *calendarFlags) (req app.TimetableRequest, err error) {
	req = app.TimetableRequest{Kind: f.kind, Rolling: calendar.Rolling(f.rolling), AsOf: t.today(), Org: f.org, Version: t.Version, Days: map[string]yanpan.Date{}}
	for _, d := range []struct {
		text, what string
		to         *yanpan.Date
	}{{f.asOf, "--as-of", &req.AsOf}, {f.election, "--election-day", &req.Election}, {f.start, "--start", &req.Start}} {
		if d.text == "" {
			continue
		}
		if *d.to, err = flagDate(d.what, d.text); err != nil {
			return req, err
		}
	}
	if err := f.check(&req); err != nil {
		return req, err
	}
	if req.Packs, err = app.Packs(f.packs, len(f.packs) == 0, req.AsOf); err != nil {
		return req, err
	}
	if err := f.readDays(&req); err != nil {
		return req, err
	}
	return req, f.readFiles(&req)
}

func flagDate(flag, text string) (yanpan.Date, error) {
	d, err := yanpan.ParseDate(text)
	if err != nil || d.Precision() != yanpan.PrecisionDay {
		return d, &yanpan.Error{Code: yanpan.CodeUsage, Op: "cli", Message: flag + "的日期“" + text + "”不对", Remedy: "请写成 2026-12-20"}
	}
	return d, nil
}

// check finds flags that do not go together.
func (f *calendarFlags) check(req *app.TimetableRequest) error {
	ways := 0
	for _, w := range []string{f.election, f.window, f.villages} {
		if w != "" {
			ways++
		}
	}
	switch {
	case f.kind == "":
		return yanpan.Errorf(yanpan.CodeUsage, "cli", "缺少选项 --kind。写 villagers(村委会)、party_committee(党组织)、township(全镇)等,见 yanpan calendar --help")
	case ways > 1:
		return yanpan.Errorf(yanpan.CodeUsage, "cli", "--election-day、--window、--villages 只能写一个")
	case ways == 0 && f.start == "":
		return yanpan.Errorf(yanpan.CodeUsage, "cli", "没有写日子。用 --election-day 写选举日,或用 --start 写开始日,或用 --window 写范围")
	case f.rolling != string(calendar.RollStrict) && f.rolling != string(calendar.RollAlways) && f.rolling != string(calendar.RollNever):
		return yanpan.Errorf(yanpan.CodeUsage, "cli", "--roll 只有 strict、always 和 never,没有“%s”", f.rolling)
	}
	if f.window == "" {
		return nil
	}
	from, to, ok := strings.Cut(f.window, "..")
	if !ok {
		return yanpan.Errorf(yanpan.CodeUsage, "cli", "--window 应写成 2027-03-01..2027-04-30,不是“%s”", f.window)
	}
	var err error
	if req.From, err = flagDate("--window", from); err != nil {
		return err
	}
	req.To, err = flagDate("--window", to)
	return err
}

func (f *calendarFlags) readDays(req *app.TimetableRequest) error {
	for _, d := range f.days {
		id, text, ok := strings.Cut(d, "=")
		if !ok || id == "" {
			return yanpan.Errorf(yanpan.CodeUsage, "cli", "--day 应写成 步骤=日期,如 party_meeting=2026-12-01,不是“%s”", d)
		}
		day, err := flagDate("--day", text)
		if err != nil {
			return err
		}
		req.Days[id] = day
	}
	return nil
}

// readFiles reads the notices and the list of villages.
func (f *calendarFlags) readFiles(req *app.TimetableRequest) error {
	for _, name := range f.notices {
		text, err := os.ReadFile(name)
		if err != nil {
			return app.Unreadable(name, err)
		}
		y, err := calendar.ParseNotice(string(text))
		if err != nil {
			return err
		}
		req.Notices = append(req.Notices, y)
	}
	if f.villages == "" {
		return nil
	}
	files := app.Open([]string{f.villages})
	defer files.Close()
	if len(files.Faults) > 0 {
		return files.Faults[0].Err
	}
	if len(files.Files) != 1 {
		return yanpan.Errorf(yanpan.CodeUsage, "cli", "--villages 要写一个文件,不是文件夹")
	}
	var err error
	req.Villages, err = app.ReadVillageDays(files.Files[0], req.AsOf)
	return err
}

// readRecords reads the lists of events, and the tables that gates look at.
func (f *calendarFlags) readRecords(t *tool, cmd *cobra.Command, req *app.TimetableRequest) (done func(), err error) {
	done = func() {}
	if len(f.from) > 0 && len(f.events) == 0 {
		return done, yanpan.Errorf(yanpan.CodeUsage, "cli", "--from 要和 --events 一起用:先写各村的办事记录,再用表格核对门槛")
	}
	for _, name := range f.events {
		r, err := app.ReadEventFile(name)
		if err != nil {
			return done, err
		}
		req.Records = append(req.Records, r)
	}
	if len(f.from) == 0 {
		return done, nil
	}
	files := app.Open(f.from)
	work := app.Request{AsOf: req.AsOf, Packs: req.Packs, Files: files.Files, Unopened: files.Faults, Mappings: &app.Mappings{}, Map: map[string]string{}, Version: t.Version}
	if req.Work, err = app.Read(cmd.Context(), work, t.progress()); err == nil {
		t.tellFaults(req.Work)
	}
	return files.Close, err
}

// printTimetable prints plans as a table of lines.
func (t *tool) printTimetable(plan *app.Timetable) {
	for i, p := range plan.Proposals {
		if i == 0 {
			t.printf("建议的选举日:\n")
		}
		t.printf("  %d. %s:%s\n", i+1, p.Day.WithWeekday(), strings.Join(p.Reasons, ","))
	}
	for _, v := range plan.Plans {
		t.printf("%s%s,选举日%s\n", v.Village, plan.Kind.Label, v.Election.WithWeekday())
		t.printSteps(v.Plan)
		for _, s := range v.Plan.Sentences() {
			t.printf("  注意:%s\n", s)
		}
		for _, g := range v.Gates {
			t.printf("  门槛:%s\n", g)
		}
	}
	for _, n := range plan.Notes {
		t.printf("  说明:%s\n", n)
	}
}

func (t *tool) printSteps(p *calendar.Plan) {
	for i := range p.Steps {
		s := &p.Steps[i]
		t.printf("%3d. %s  %s\n", i+1, paper.Span(s.Day, s.End), s.Step.Label)
		var parts []string
		if s.Earliest > 0 {
			parts = append(parts, "最早"+s.Earliest.Chinese())
		}
		if s.Latest > 0 {
			parts = append(parts, "最迟"+s.Latest.Chinese())
		}
		switch {
		case s.Slack > 0:
			parts = append(parts, fmt.Sprintf("余地%d日", s.Slack))
		case s.Slack == 0:
			parts = append(parts, "没有余地")
		}
		if s.Safe > 0 && s.Safe < s.Latest {
			parts = append(parts, "稳妥"+s.Safe.Chinese()+"以前")
		}
		if s.Estimate {
			parts = append(parts, "估算")
		}
		t.printf("     %s\n", strings.Join(parts, ","))
		if s.Until != "" && !s.Fixed {
			t.printf("     因为:%s\n", s.Until)
		}
		for _, n := range append(s.Notes, s.Step.Note) {
			if n != "" {
				t.printf("     注意:%s\n", n)
			}
		}
	}
}
