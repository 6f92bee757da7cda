package cli

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/internal/app"
	"yanpan.dev/policy"
)

func (t *tool) reportCommand() *cobra.Command {
	var in inputs
	var dir string
	cmd := &cobra.Command{
		Use: "report 文件... -o 文件夹", Short: "从花名册到研判报告、统计表、问题清单", Args: cobra.MinimumNArgs(1),
		Example: "  yanpan report 各村/ -o 结果 --as-of 2026-06-30 --org 清水镇党委 --to 县委组织部",
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			if info, err := os.Stat(dir); err == nil && !info.IsDir() {
				return yanpan.Errorf(yanpan.CodeUsage, "report", "“%s”是一个文件,不是文件夹。请用 -o 写一个放结果的文件夹", dir)
			}
			if in.mappings == "" {
				in.mappings = filepath.Join(dir, app.MappingsFile)
			}
			req, done, err := t.request(&in, args)
			if err != nil {
				return err
			}
			defer done()
			return t.report(cmd, req, resultPlaces{dir: dir, mappings: in.mappings}, asJSON)
		},
	}
	in.add(cmd)
	cmd.Flags().StringVarP(&dir, "output", "o", "", "放结果的`文件夹`,没有就新建")
	if err := cmd.MarkFlagRequired("output"); err != nil {
		panic(err) // the flag is declared in the line above
	}
	return cmd
}

// resultPlaces are where a report and what was said about columns are kept;
// without a mappings file nothing is.
type resultPlaces struct{ dir, mappings string }

func (t *tool) report(cmd *cobra.Command, req app.Request, to resultPlaces, asJSON bool) error {
	w, err := app.Read(cmd.Context(), req, t.progress())
	if err != nil {
		return err
	}
	papers, err := w.Report()
	if err != nil {
		return err
	}
	if err := app.SaveAll(to.dir, papers.Outputs); err != nil {
		return err
	}
	if asJSON {
		t.printJSON(w.Figures())
	} else {
		t.printSummary(w, papers, to.dir)
	}
	t.tellFaults(w)
	return t.keepMappings(w, to.mappings, asJSON)
}

// printSummary is the screen after the main job: balance, main figures, problems, files.
func (t *tool) printSummary(w *app.Work, p *app.Papers, dir string) {
	t.printf("%s\n", balanceText(w))
	t.printf("%s共 %d 个村(社区),%s\n", w.Material().Township(), len(w.Admission.Records.Villages), strings.Join(headlines(w), ","))
	if n := len(w.Findings.Findings); n > 0 {
		t.printf("发现问题 %d 条,涉及:%s\n", n, strings.Join(categories(w), "、"))
	}
	if n := unmetTargets(w); n > 0 {
		t.printf("结构目标 %d 项,未达到 %d 项\n", len(w.Findings.Targets), n)
	}
	if n := len(p.Report.Lacking); n > 0 {
		t.printf("待补 %d 项(见报告前的待补清单)\n", n)
	}
	t.printWarnings(w)
	if w.Request.Sample {
		t.printf("没有指定政策包,目标和问题口径用的是内置示例,请用 --pack 换成本地的\n")
	}
	if n := len(p.Proof.Findings); n > 0 {
		t.printf("校核报告时有 %d 处要看:\n", n)
		for i := range p.Proof.Findings {
			t.printf("  %s\n", p.Proof.Findings[i].Sentence())
		}
	}
	t.printDoubts(w)
	t.printNotes(w)
	t.printf("\n已写入“%s”:\n", dir)
	for _, o := range p.Outputs {
		t.printf("  %s\n", o.Name)
	}
}

// headlines are the figures that everybody asks for first.
func headlines(w *app.Work) []string {
	var parts []string
	for _, id := range []string{"members", "gender.female", "average_age", "junior_college_or_above"} {
		f, _ := w.Set.Get(w.Set.All(), id)
		if f.Value == nil {
			continue
		}
		part := f.Label + " " + f.Value.String() + " " + f.Unit
		if f.Percent != nil {
			part += "(" + *f.Percent + ")"
		}
		parts = append(parts, part)
	}
	return parts
}

func categories(w *app.Work) []string {
	var names []string
	for _, c := range assess.Categories(w.Findings.Findings) {
		names = append(names, c.Name)
	}
	return names
}

func unmetTargets(w *app.Work) int {
	n := 0
	for _, t := range w.Findings.Targets {
		if t.Outcome == policy.Unmet && !t.Advisory {
			n++
		}
	}
	return n
}
