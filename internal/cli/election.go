package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/election"
	"yanpan.dev/internal/app"
)

func (t *tool) electionCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "election", Short: "换届:提名人选的资格初审、联审、研究结论和近亲属回避", Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return yanpan.Errorf(yanpan.CodeUsage, "election", "election 下没有“%s”这个命令。运行 yanpan election --help 看有哪些命令", args[0])
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(t.screenCommand(), t.vetCommand(), t.decideCommand(), t.attendanceCommand())
	return cmd
}

// electionFlags are those that the commands about nominees share.
type electionFlags struct {
	inputs
	day, due  string
	sent      string
	contested bool
	again     bool
	dir       string
}

func (f *electionFlags) add(cmd *cobra.Command) {
	f.inputs.add(cmd)
	cmd.Flags().StringVar(&f.day, "election-day", "", "选举`日期`;年满18周岁等条件算到这一天")
	cmd.Flags().StringVar(&f.due, "due", "", "各部门应反馈的`日期`,写在联审名单上,逾期的列出来;不写的按 --sent 算")
	cmd.Flags().StringVar(&f.sent, "sent", "", "送各部门联审的`日期`,应反馈日按政策包里各部门的工作日数从次日起算,扣除节假日")
	cmd.Flags().BoolVar(&f.contested, "contested", false, "表里是差额候选人,人数多于职数不算超配")
	cmd.Flags().StringVarP(&f.dir, "output", "o", "", "输出`文件夹`")
}

// electionDay reads --election-day; the zero Date where it was not given.
func electionDay(text string) (yanpan.Date, error) { return dayFlag("选举日", text) }

func dayFlag(what, text string) (yanpan.Date, error) {
	if text == "" {
		return yanpan.Date{}, nil
	}
	d, err := yanpan.ParseDate(text)
	if err != nil || d.Precision() != yanpan.PrecisionDay {
		return yanpan.Date{}, &yanpan.Error{Code: yanpan.CodeUsage, Op: "cli", Message: what + "“" + text + "”不对", Remedy: "请写到日,如 2026-12-20"}
	}
	return d, nil
}

// screen reads the files and takes the first look.
func (t *tool) screen(cmd *cobra.Command, f *electionFlags, args []string) (*app.Election, error) {
	day, err := electionDay(f.day)
	if err != nil {
		return nil, err
	}
	due, err := dayFlag("应反馈日", f.due)
	if err != nil {
		return nil, err
	}
	sent, err := dayFlag("送审日", f.sent)
	if err != nil {
		return nil, err
	}
	req, done, err := t.request(&f.inputs, args)
	if err != nil {
		return nil, err
	}
	defer done()
	w, err := app.Read(cmd.Context(), req, t.progress())
	if err != nil {
		return nil, err
	}
	return w.Election(app.ElectionRequest{ElectionDay: day, Contested: f.contested, Due: due, Sent: sent, Again: f.again})
}

func (t *tool) screenCommand() *cobra.Command {
	var f electionFlags
	cmd := &cobra.Command{
		Use: "screen 文件... -o 文件夹", Short: "资格初审:按政策包逐人逐条对照,出初审表和各部门的联审名单", Args: cobra.MinimumNArgs(1),
		Long:    "资格初审只作提示,不作结论。输出《资格初审表》和按部门分开的联审名单,一个部门一份。",
		Example: "  yanpan election screen 提名人选.xlsx 处分.xlsx --pack 清水镇 --as-of 2026-11-20 --election-day 2026-12-20 -o 初审",
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := f.json()
			if err != nil {
				return err
			}
			e, err := t.screen(cmd, &f, args)
			if err != nil {
				return err
			}
			return t.screened(e, &f, asJSON, true)
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&f.again, "again", false, "已有有效意见的人也重新送审")
	return cmd
}

func (t *tool) vetCommand() *cobra.Command {
	var f electionFlags
	cmd := &cobra.Command{
		Use: "vet 文件... -o 文件夹", Short: "导入各部门的联审反馈,汇总结论、催办和完成度", Args: cobra.MinimumNArgs(1),
		Long:    "把提名人选表、处分表和各部门填回的联审名单一起给它。没有生效文书的“有”不采用,列在“退回的反馈”里。",
		Example: "  yanpan election vet 提名人选.xlsx 联审名单/ --pack 清水镇 --as-of 2026-11-30 --due 2026-11-27 -o 联审",
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := f.json()
			if err != nil {
				return err
			}
			e, err := t.screen(cmd, &f, args)
			if err != nil {
				return err
			}
			return t.screened(e, &f, asJSON, false)
		},
	}
	f.add(cmd)
	return cmd
}

// screened writes the papers and tells what came of the look.
func (t *tool) screened(e *app.Election, f *electionFlags, asJSON, lists bool) error {
	if f.dir != "" {
		if err := t.saveElection(e, f.dir, asJSON, lists); err != nil {
			return err
		}
	}
	if asJSON {
		t.printJSON(e.Document())
	} else {
		t.printElection(e)
	}
	t.tellFaults(e.Work)
	return t.keepMappings(e.Work, f.mappings, asJSON)
}

func (t *tool) saveElection(e *app.Election, dir string, asJSON, lists bool) error {
	papers, err := e.Papers()
	if err != nil {
		return err
	}
	if err := app.SaveAll(dir, papers); err != nil {
		return err
	}
	sent := 0
	if lists {
		requests, err := e.Requests()
		if err != nil {
			return err
		}
		if len(requests) > 0 {
			if err := app.SaveAll(filepath.Join(dir, app.RequestFolder), requests); err != nil {
				return err
			}
		}
		sent = len(requests)
	}
	if asJSON {
		return nil
	}
	for _, o := range papers {
		t.printf("已写入 %s\n", filepath.Join(dir, o.Name))
	}
	if sent > 0 {
		t.printf("已写入 %s(%d个部门,一个部门一份)\n", filepath.Join(dir, app.RequestFolder), sent)
	}
	return nil
}

func (t *tool) printElection(e *app.Election) {
	t.printf("基准日 %s\n%s\n", e.Work.Request.AsOf.Chinese(), balanceText(e.Work))
	t.printf("提名人选 %d 人:", len(e.Nominees))
	sep := ""
	for s := election.StatutoryBar; ; s-- {
		if n := e.Screened.Count(s); n > 0 {
			t.printf("%s%s %d", sep, s.Label(), n)
			sep = "、"
		}
		if s == election.Clear {
			break
		}
	}
	t.printf("\n")
	for i := range e.Screened.Results {
		for _, x := range e.Screened.Results[i].Findings {
			k := e.Nominees[i].Key
			t.printf("  %s“%s”:%s——%s\uFF08%s\uFF09\n", k.Village, k.Name, x.Status.Label(), x.Says(e.Work.Rules), x.Rule.ID)
		}
	}
	t.printTies(e)
	for _, s := range e.Slates {
		t.printf("  %s:%s\n", s.Village, s.Text)
	}
	complete := e.Complete()
	t.printf("联审一个不漏:%s(%s)\n", complete.Value.Show(""), complete.Source)
	t.printDue(e)
	for _, n := range e.Refused {
		t.printf("  没有采用的反馈:《%s》“%s”表第%d行:%s\n", n.File, n.Sheet, n.Row, n.Message)
	}
	t.printf("以上是按规则和记录所作的提示,不是结论\n")
	t.printNotes(e.Work)
}

// printDue tells by when each department that still has to answer is due.
func (t *tool) printDue(e *app.Election) {
	for _, p := range e.Progress {
		switch {
		case p.Overdue > 0:
			t.printf("  %s逾期%d天,应反馈日%s,还有%d人未反馈\n", p.Department.Label, p.Overdue, p.Due.Chinese(), len(p.Missing))
		case len(p.Missing) > 0 && !p.Due.IsZero():
			t.printf("  %s应反馈日%s,还有%d人未反馈\n", p.Department.Label, p.Due.Chinese(), len(p.Missing))
		}
	}
	if e.Estimated {
		t.printf("  应反馈日按双休和法定节日估算,放假通知公布后再算一遍\n")
	}
}

func (t *tool) printTies(e *app.Election) {
	for _, c := range e.Conflicts {
		one, other := &e.Nominees[c.Tie.One], &e.Nominees[c.Tie.Other]
		t.printf("  %s“%s”与“%s”:%s(%s)——%s\n", one.Key.Village, one.Name, other.Name, c.Tie.Relation.Label(), c.Tie.Grounds.Label(), c.Rule.Label)
	}
	for _, d := range e.Kinship.Doubts {
		t.printf("  %s:%s\n", e.Nominees[d.Nominee].Key.Village, d.Text)
	}
}
