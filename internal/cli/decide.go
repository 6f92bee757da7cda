package cli

import (
	"github.com/spf13/cobra"

	"yanpan.dev/internal/app"
)

func (t *tool) decideCommand() *cobra.Command {
	var f electionFlags
	cmd := &cobra.Command{
		Use: "decide 研究记录.json 文件...", Short: "按研究记录(陈述、结论、复核)看每个人选定了没有、还缺哪一步", Args: cobra.MinimumNArgs(2),
		Long: "研究记录只往后加,一件事一条:state 陈述申辩、decide 结论、review 复核、reopen 重新研究。\n" +
			"没有证据、没有听取陈述、没有会议纪要或签字人的结论不能算数,列出来并说明缺什么。",
		Example: "  yanpan election decide 研究记录.json 提名人选.xlsx 处分.xlsx 联审反馈/ --pack 清水镇 --as-of 2026-12-01 --election-day 2026-12-20",
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := f.json()
			if err != nil {
				return err
			}
			acts, err := app.OpenFile(args[0])
			if err != nil {
				return err
			}
			defer acts.Close()
			e, err := t.screen(cmd, &f, args[1:])
			if err != nil {
				return err
			}
			d, err := e.Decide(args[0], acts)
			if err != nil {
				return err
			}
			if doc := e.Decisions(d); asJSON {
				t.printJSON(doc)
			} else {
				t.printDecisions(doc)
			}
			t.tellFaults(e.Work)
			return nil
		},
	}
	f.inputs.add(cmd)
	cmd.Flags().StringVar(&f.day, "election-day", "", "选举`日期`;年满18周岁等条件算到这一天")
	return cmd
}

func (t *tool) printDecisions(doc app.DecisionsDocument) {
	t.printf("基准日 %s,提名人选 %d 人\n", doc.AsOf.Chinese(), len(doc.Nominees))
	for _, n := range doc.Nominees {
		t.printf("  %s“%s”:%s\n", n.Village, n.Name, n.Outcome)
		for _, c := range n.Decided {
			t.printf("    %s\uFF08%s\uFF09:%s\n", c.Label, c.Rule, c.Says)
		}
		for _, o := range n.Open {
			t.printf("    %s\uFF08%s\uFF09:%s——%s\n", o.Label, o.Rule, o.Status.Label(), o.Next)
		}
		if n.Waiting > 0 {
			t.printf("    还有%d项等部门反馈或补登记\n", n.Waiting)
		}
	}
	for _, r := range doc.Refused {
		t.printf("不能算数:%s\n", r)
	}
}
