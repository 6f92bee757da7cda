package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/paper"
)

// paperFlags are those of yanpan paper beside the ones that all commands over
// workbooks share.
type paperFlags struct {
	election, start, kind, dir string
	villages, days, notices    []string
}

func (t *tool) paperCommand() *cobra.Command {
	var in inputs
	var f paperFlags
	cmd := &cobra.Command{
		Use: "paper [文种] [文件...] --election-day 日期 -o 文件夹", Short: "换届文书:实施方案、专项说明、公告等;不写文种则列出有哪些",
		Long: "由政策包、日程和花名册出换届文书。文种写名称,“公告”是全部公告,“全部”是所有文书;后面可以带花名册、村情表等文件,没有也能出,缺的列入待补清单。",
		Example: "  yanpan paper\n" +
			"  yanpan paper 换届实施方案 --pack 本镇政策包 --election-day 2027-03-28 --org 清水镇党委 -o 文书\n" +
			"  yanpan paper 公告 --village 青石村 --pack 本镇政策包 --election-day 2027-03-28 --org 清水镇党委 -o 公告\n" +
			"  yanpan paper 全部 各村/ --pack 本镇政策包 --start 2026-12-01 --org 清水镇党委 -o 文书",
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				t.listPapers(asJSON)
				return nil
			}
			return t.paper(cmd.Context(), &in, &f, args, asJSON)
		},
	}
	in.add(cmd)
	fl := cmd.Flags()
	fl.StringVar(&f.election, "election-day", "", "村(居)委会选举`日期`,日程从它倒排")
	fl.StringVar(&f.start, "start", "", "开始`日期`,以前的日子不安排;不写选举日时从它顺排")
	fl.StringVar(&f.kind, "kind", "", "日程的`种类`,同 yanpan calendar;默认全镇")
	fl.StringArrayVar(&f.days, "day", nil, "已经定下的步骤,写成 `步骤=日期`,可写多次")
	fl.StringArrayVar(&f.villages, "village", nil, "出哪个`村`的公告,可写多次;默认花名册里的各村")
	fl.StringArrayVar(&f.notices, "holidays", nil, "放假通知的`文本文件`,可写多次")
	fl.StringVarP(&f.dir, "output", "o", "", "放文书的`文件夹`,没有就新建")
	return cmd
}

// listPapers prints the kinds of papers with what each needs.
func (t *tool) listPapers(asJSON bool) {
	if asJSON {
		type row struct {
			Name   string `json:"name"`
			Needs  string `json:"needs"`
			Blanks string `json:"blanks"`
		}
		var rows []row
		for _, p := range paper.RenewalPapers() {
			rows = append(rows, row{p.Name, p.Needs, p.Blanks})
		}
		t.printJSON(rows)
		return
	}
	t.printf("换届文书(用 yanpan paper 文种 --election-day 日期 -o 文件夹 生成):\n")
	for _, p := range paper.RenewalPapers() {
		line := "  " + pad(p.Name, 24) + "要有" + p.Needs
		if p.Blanks != "" {
			line += ";自己填" + p.Blanks
		}
		t.printf("%s\n", line)
	}
}

func (t *tool) paper(ctx context.Context, in *inputs, f *paperFlags, args []string, asJSON bool) error {
	if f.dir == "" {
		return yanpan.Errorf(yanpan.CodeUsage, "cli", "没有写放文书的文件夹。请用 -o 写")
	}
	if f.election == "" && f.start == "" {
		return yanpan.Errorf(yanpan.CodeUsage, "cli", "没有写日子。用 --election-day 写选举日,或用 --start 写开始日")
	}
	work, done, err := t.request(in, args[1:])
	if err != nil {
		return err
	}
	defer done()
	req := app.RenewalRequest{Work: work, Villages: f.villages}
	if args[0] != "全部" {
		req.Papers = []string{args[0]}
	}
	if req.Timetable, err = f.timetable(); err != nil {
		return err
	}
	made, err := app.MakeRenewal(ctx, req, t.progress())
	if err != nil {
		return err
	}
	if err := app.SaveAll(f.dir, made.Outputs()); err != nil {
		return err
	}
	doc := app.RenewalDocumentOf(made)
	for _, x := range doc.Faults {
		t.complain("没有读%s\n", faultText(x))
		t.fails(3)
	}
	if asJSON {
		t.printJSON(doc)
		return nil
	}
	t.tellPapers(made, f.dir)
	return nil
}

// timetable reads the days that the flags give.
func (f *paperFlags) timetable() (app.TimetableRequest, error) {
	c := calendarFlags{kind: f.kind, days: f.days, notices: f.notices}
	req := app.TimetableRequest{Kind: f.kind, Rolling: calendar.RollStrict, Days: map[string]yanpan.Date{}}
	var err error
	if f.election != "" {
		if req.Election, err = flagDate("--election-day", f.election); err != nil {
			return req, err
		}
	}
	if f.start != "" {
		if req.Start, err = flagDate("--start", f.start); err != nil {
			return req, err
		}
	}
	if err = c.readDays(&req); err != nil {
		return req, err
	}
	return req, c.readFiles(&req)
}

// tellPapers says what was written and what is left to do.
func (t *tool) tellPapers(made *app.RenewalPapers, dir string) {
	t.printf("已写入“%s”:%d份文书\n", dir, len(made.Papers))
	for _, p := range made.Papers {
		line := "  " + p.Output.Name
		if n := len(p.Blanks); n > 0 {
			line += fmt.Sprintf("%s%d%s", ",待填", n, "处")
		}
		if n := len(p.Lacking); n > 0 {
			line += fmt.Sprintf("%s%d%s", ",待补", n, "项(见文前的待补清单)")
		}
		t.printf("%s\n", line)
		for i := range p.Findings {
			t.printf("    校核:%s\n", p.Findings[i].Sentence())
		}
	}
	for _, n := range append(append([]string{}, made.Notes...), made.Timetable.Plans[0].Plan.Sentences()...) {
		t.printf("注意:%s\n", strings.TrimSuffix(n, "。"))
	}
}
