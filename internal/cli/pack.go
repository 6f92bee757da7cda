package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/policy"
)

func (t *tool) packCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "pack", Short: "政策包:检查、查看、解释"}
	cmd.AddCommand(t.packTestCommand(), t.packShowCommand())
	return cmd
}

// readPacks reads the packs of the folders, or those that come with the program.
func readPacks(dirs []string) ([]*policy.Pack, error) {
	if len(dirs) == 0 {
		return policy.LoadBuiltin()
	}
	var out []*policy.Pack
	for _, dir := range dirs {
		if _, err := os.Stat(dir); err != nil {
			return nil, unreadable(dir, err)
		}
		packs, err := policy.LoadAll(os.DirFS(dir), dir)
		if err != nil {
			return nil, err
		}
		out = append(out, packs...)
	}
	return out, nil
}

// below are the national packs that a local pack is laid over.
func below(p *policy.Pack, builtin []*policy.Pack, asOf yanpan.Date) []*policy.Pack {
	if p.Level == policy.LevelNational {
		return nil
	}
	var out []*policy.Pack
	for _, b := range inForce(builtin, asOf) {
		if b.Level == policy.LevelNational {
			out = append(out, b)
		}
	}
	return out
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
	Pack   string              `json:"pack"`
	Label  string              `json:"label"`
	Passed int                 `json:"passed"`
	Failed int                 `json:"failed"`
	Cases  []policy.CaseResult `json:"cases"`
}

func (t *tool) packTest(packs, builtin []*policy.Pack, asJSON bool) error {
	var reports []packReport
	for _, p := range packs {
		results, err := policy.Test(p, below(p, builtin, p.From)...)
		if err != nil {
			return t.packFaults(err, asJSON)
		}
		r := packReport{Pack: p.ID, Label: p.Label, Cases: results}
		for _, c := range results {
			if c.OK {
				r.Passed++
			} else {
				r.Failed++
			}
		}
		if r.Failed > 0 {
			t.fails(1)
		}
		reports = append(reports, r)
	}
	if asJSON {
		t.printJSON(reports)
		return nil
	}
	for _, r := range reports {
		t.printPackReport(r)
	}
	return nil
}

func (t *tool) printPackReport(r packReport) {
	t.printf("%s %s:%d 个例子通过,%d 个不通过\n", r.Pack, r.Label, r.Passed, r.Failed)
	for _, c := range r.Cases {
		if c.OK {
			continue
		}
		t.printf("  %s:规则 %s“%s”:%s\n", c.Pos, c.Rule, c.Name, c.Message)
		if c.Excerpt != "" {
			fmt.Fprintln(t.Stdout, c.Excerpt)
		}
	}
}

// shownRule is a rule as pack show lists it.
type shownRule struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Label    string `json:"label"`
	BaseDate string `json:"base_date,omitempty"`
	Basis    string `json:"basis"`
	Place    string `json:"place"`
}

func (t *tool) packShowCommand() *cobra.Command {
	var in inputs
	cmd := &cobra.Command{
		Use: "show [文件夹...]", Short: "看政策包里有哪些规则、数字和依据", Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			packs, err := readPacks(args)
			if err != nil {
				return t.packFaults(err, asJSON)
			}
			if asJSON {
				out := map[string][]shownRule{}
				for _, p := range packs {
					out[p.ID] = rulesOf(p)
				}
				t.printJSON(out)
				return nil
			}
			for _, p := range packs {
				t.printPack(p)
			}
			return nil
		},
	}
	in.addFormat(cmd)
	return cmd
}

func rulesOf(p *policy.Pack) []shownRule {
	out := []shownRule{}
	for _, r := range p.Rules {
		out = append(out, shownRule{r.ID, r.Kind.Label(), r.Label, r.BaseDate.String(), yanpan.Typeset(r.Basis.String()), r.Pos.String()})
	}
	return out
}

func (t *tool) printPack(p *policy.Pack) {
	t.printf("%s\n  %s(%s),%s起施行,依据%s\n", p.ID, p.Label, p.Level.Label(), p.From.Chinese(), p.Basis)
	for _, r := range rulesOf(p) {
		base := ""
		if r.BaseDate != "" {
			base = ",基准日 " + r.BaseDate
		}
		t.printf("  [%s] %s(%s%s)%s\n", r.Kind, r.Label, r.ID, base, r.Basis)
	}
	for _, s := range p.Seats {
		t.printf("  [职数] %s:%s\n", s.Label, strings.Join(spans(s), ","))
	}
	for _, s := range p.Sanctions {
		t.printf("  [处分影响期] %s\n", s.Kind)
	}
	for _, d := range p.Documents {
		t.printf("  [模板] %s\n", d.Name)
	}
	fmt.Fprintln(t.Stdout)
}

func spans(s policy.SeatRule) []string {
	var out []string
	for _, x := range []struct {
		name string
		span policy.Span
	}{{"党组织", s.Party}, {"村(居)委会", s.Villagers}, {"合计", s.Total}} {
		switch {
		case x.span.IsZero():
		case x.span.Min == x.span.Max:
			out = append(out, fmt.Sprintf("%s%d人", x.name, x.span.Min))
		default:
			out = append(out, fmt.Sprintf("%s%d至%d人", x.name, x.span.Min, x.span.Max))
		}
	}
	return out
}
