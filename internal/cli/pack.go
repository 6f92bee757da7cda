package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/internal/app"
	"yanpan.dev/policy"
	"yanpan.dev/procedure"
)

func (t *tool) packCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "pack", Short: "政策包:检查、查看、解释,导出和导入政策参数表", Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return yanpan.Errorf(yanpan.CodeUsage, "pack", "pack 下没有“%s”这个命令。运行 yanpan pack --help 看有哪些命令", args[0])
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(t.packTestCommand(), t.packShowCommand(), t.packExplainCommand(), t.packExportCommand(), t.packImportCommand(), t.packDiffCommand())
	return cmd
}

// readPacks reads the packs of the folders, or those that come with the program.
func readPacks(dirs []string) ([]*policy.Pack, error) {
	if len(dirs) == 0 {
		return policy.LoadBuiltin()
	}
	return app.PacksIn(dirs)
}

func (t *tool) packTestCommand() *cobra.Command {
	var in inputs
	cmd := &cobra.Command{
		Use: "test [文件夹...]", Short: "跑政策包自带的例子;不写文件夹则检查内置的包", Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			packs, err := readPacks(args)
			if err != nil {
				return t.packFaults(err, asJSON)
			}
			builtin, err := policy.LoadBuiltin()
			if err != nil {
				return err
			}
			return t.packTest(packs, builtin, asJSON)
		},
	}
	in.addFormat(cmd)
	return cmd
}

// packFaults shows the faults of a pack, each with its line and a caret.
func (t *tool) packFaults(err error, asJSON bool) error {
	faults := policy.FaultsOf(err)
	if len(faults) == 0 {
		return err
	}
	t.fails(1)
	if asJSON {
		t.printJSON(map[string]any{"ok": false, "faults": faults})
		return nil
	}
	for _, f := range faults {
		fmt.Fprintln(t.Stdout, f.String())
	}
	return nil
}

// packReport is the result of testing one pack.
type packReport struct {
	Pack      string              `json:"pack"`
	Label     string              `json:"label"`
	Passed    int                 `json:"passed"`
	Failed    int                 `json:"failed"`
	Lacking   int                 `json:"lacking"`             // cases that the pack should have and has not
	Templates []policy.Fault      `json:"templates,omitempty"` // what is wrong with its templates
	Warnings  []policy.Fault      `json:"warnings,omitempty"`
	Cases     []policy.CaseResult `json:"cases"`
}

// testPack runs the cases of a pack over the packs below it and checks its templates.
func testPack(p *policy.Pack, under []*policy.Pack) (packReport, error) {
	results, err := policy.Test(p, under...)
	if err != nil {
		return packReport{}, err
	}
	more, err := procedure.Test(p, under...)
	if err != nil {
		return packReport{}, err
	}
	results = append(results, more...)
	r := packReport{Pack: p.ID, Label: yanpan.Typeset(p.Label), Cases: results, Warnings: p.Strays()}
	for _, c := range results {
		switch {
		case c.OK:
			r.Passed++
		case c.Lacking:
			r.Lacking++
		default:
			r.Failed++
		}
	}
	templates, warnings := app.CheckTemplates(p)
	r.Templates, r.Warnings = templates, slices.Concat(r.Warnings, warnings, p.Groundless())
	return r, nil
}

// packTest tests packs, each laid over the national ones and over those of the
// others that stand on a higher level.
func (t *tool) packTest(packs, builtin []*policy.Pack, asJSON bool) error {
	var reports []packReport
	for _, p := range policy.ByLevel(packs) {
		under := app.PacksAbove(p, builtin, p.From)
		for _, o := range p.Above(packs) {
			if o.Level != policy.LevelNational || p.Level == policy.LevelNational {
				under = append(under, o)
			}
		}
		r, err := testPack(p, under)
		if err != nil {
			return t.packFaults(err, asJSON)
		}
		if r.Failed+r.Lacking+len(r.Templates) > 0 {
			t.fails(1)
		}
		reports = append(reports, r)
	}
	if asJSON {
		t.printJSON(reports)
		return nil
	}
	for i := range reports {
		t.printPackReport(&reports[i])
	}
	return nil
}

func (t *tool) printPackReport(r *packReport) {
	t.printf("%s %s:%d 个例子通过,%d 个不通过", r.Pack, r.Label, r.Passed, r.Failed)
	if r.Lacking > 0 {
		t.printf(",还缺 %d 个例子", r.Lacking)
	}
	if n := len(r.Templates); n > 0 {
		t.printf(",模板 %d 处错误", n)
	}
	t.printf("\n")
	for _, c := range r.Cases {
		switch {
		case c.OK:
			continue
		case c.Lacking:
			t.printf("  %s:%s\n", c.Pos, c.Message)
		default:
			t.printf("  %s:规则 %s“%s”:%s\n", c.Pos, c.Rule, c.Name, c.Message)
		}
		if c.Excerpt != "" {
			fmt.Fprintln(t.Stdout, c.Excerpt)
		}
	}
	for _, f := range r.Templates {
		t.printf("  %s\n", f.String())
	}
	for _, f := range r.Warnings {
		t.printf("  提醒:%s\n", f.String())
	}
}

func (t *tool) packShowCommand() *cobra.Command {
	var in inputs
	var document, steps string
	cmd := &cobra.Command{
		Use: "show [文件夹...]", Short: "看政策包里有哪些规则、数字和依据", Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			if steps != "" {
				return t.showProcedure(args, steps, asJSON)
			}
			packs, err := readPacks(args)
			if err != nil {
				return t.packFaults(err, asJSON)
			}
			if document != "" {
				return t.showDocument(packs, document)
			}
			views := []policy.PackView{}
			for _, p := range packs {
				views = append(views, policy.Show(p))
			}
			if asJSON {
				t.printJSON(views)
				return nil
			}
			for _, v := range views {
				fmt.Fprintln(t.Stdout, v.Text())
			}
			return nil
		},
	}
	in.addFormat(cmd)
	cmd.Flags().StringVar(&document, "document", "", "印出现行的`模板`全文,如 研判报告,可以存下来照着改")
	cmd.Flags().StringVar(&steps, "procedure", "", "各级的包叠起来以后,这个`程序`是怎样的,如 four_deliberations")
	return cmd
}

// showDocument prints the template in force: the packs' own, else the program's.
func (t *tool) showDocument(packs []*policy.Pack, name string) error {
	builtin, err := policy.LoadBuiltin()
	if err != nil {
		return err
	}
	all := policy.ByLevel(append(policy.Newest(builtin), packs...))
	var names []string
	for i := len(all) - 1; i >= 0; i-- {
		for _, d := range all[i].Documents {
			if d.Name == name {
				fmt.Fprint(t.Stdout, d.Text)
				return nil
			}
			names = append(names, d.Name)
		}
	}
	return &yanpan.Error{Code: yanpan.CodeUsage, Op: "cli", Message: "没有模板“" + name + "”", Remedy: "现有的模板:" + strings.Join(names, "、")}
}

func (t *tool) packExplainCommand() *cobra.Command {
	var in inputs
	var from []string
	var village, person, events, election, kind string
	cmd := &cobra.Command{
		Use: "explain 规则或程序 --from 文件... 或 --events 文件", Short: "一条规则为什么成立或不成立;一个程序办到哪一步、还缺什么", Args: cobra.MinimumNArgs(1),
		Example: "  yanpan pack explain team_too_old --from 花名册.xlsx --village 孙家沟村\n  yanpan pack explain four_deliberations --events 办事记录.json\n" +
			"  yanpan pack explain villagers_election --events 办事记录.json --election-day 2026-12-20 --from 村情表.xlsx --from 提名人选.xlsx --from 联审反馈/",
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			if events != "" {
				f := standingFlags{events: events, election: election, kind: kind, village: village, files: append(from, args[1:]...)}
				return t.explainProcedure(cmd, &in, args[0], f, asJSON)
			}
			req, done, err := t.request(&in, append(from, args[1:]...))
			if err != nil {
				return err
			}
			defer done()
			w, err := app.Read(cmd.Context(), req, t.progress())
			if err != nil {
				return err
			}
			day, err := electionDay(election)
			if err != nil {
				return err
			}
			list, err := w.Explain(args[0], village, person, day)
			if err != nil {
				return err
			}
			if asJSON {
				t.printJSON(list)
			} else {
				t.printExplanations(list)
			}
			t.tellFaults(w)
			return nil
		},
	}
	in.add(cmd)
	cmd.Flags().StringArrayVar(&from, "from", nil, "花名册等表格`文件`,可写多次")
	cmd.Flags().StringVar(&village, "village", "", "只看这个`村`(社区)")
	cmd.Flags().StringVar(&person, "person", "", "只看这个`人`(规则以人为单位时)")
	cmd.Flags().StringVar(&events, "events", "", "办事记录`文件`(json),看程序办到哪一步、还缺什么")
	cmd.Flags().StringVar(&election, "election-day", "", "选举`日期`,资格条件算到选举日的要写;看程序时,各步的期限按它倒排")
	cmd.Flags().StringVar(&kind, "kind", "", "居委会选举的`种类`,看程序时用:residents_all、residents_household、residents_representative")
	return cmd
}

func (t *tool) printExplanations(list []assess.Explanation) {
	for _, e := range list {
		if who := e.Village + e.Person; who != "" {
			t.printf("【%s】\n", who)
		}
		fmt.Fprintln(t.Stdout, e.Text())
	}
}
