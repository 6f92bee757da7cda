package cli

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev/internal/app"
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
			if in.mappings == "" {
				in.mappings = filepath.Join(dir, app.MappingsFile)
			}
			req, done, err := t.request(&in, args)
			if err != nil {
				return err
			}
			defer done()
			return t.report(cmd, req, &in, dir, asJSON)
		},
	}
	in.add(cmd)
	cmd.Flags().StringVarP(&dir, "output", "o", "", "放结果的文件夹,没有就新建")
	if err := cmd.MarkFlagRequired("output"); err != nil {
		panic(err) // the flag is declared in the line above
	}
	return cmd
}

func (t *tool) report(cmd *cobra.Command, req app.Request, in *inputs, dir string, asJSON bool) error {
	w, err := app.Read(cmd.Context(), req, t.progress())
	if err != nil {
		return err
	}
	papers, err := w.Report()
	if err != nil {
		return err
	}
	if err := writeAll(dir, papers.Outputs); err != nil {
		return err
	}
	if asJSON {
		t.printJSON(w.Figures())
	} else {
		t.printSummary(w, papers, dir)
	}
	t.tellFaults(w)
	return nil
}

// writeAll writes every file of a report into the folder.
func writeAll(dir string, outputs []app.Output) error {
	for _, o := range outputs {
		if err := app.Save(filepath.Join(dir, o.Name), o.Data); err != nil {
			return err
		}
	}
	return nil
}

// printSummary is the screen after the main job: balance, main figures, problems, files.
func (t *tool) printSummary(w *app.Work, p *app.Papers, dir string) {
	t.printf("%s\n", balanceText(w))
	t.printf("%s共 %d 个村(社区),%s\n", w.Material().Township(), len(w.Admission.Records.Villages), strings.Join(headlines(w), ","))
	if n := len(w.Findings.Findings); n > 0 {
		t.printf("发现问题 %d 条,涉及:%s\n", n, strings.Join(categories(w), "、"))
	}
	if n := len(p.Report.Lacking); n > 0 {
		t.printf("待补 %d 项(见报告前的待补清单)\n", n)
	}
	if w.Request.Sample {
		t.printf("没有指定政策包,目标和问题口径用的是内置示例,请用 --pack 换成本地的\n")
	}
	if n := len(p.Proof.Findings); n > 0 {
		t.printf("校核报告时有 %d 处要看:\n", n)
		for i := range p.Proof.Findings {
			t.printf("  %s\n", p.Proof.Findings[i].Sentence())
		}
	}
	t.printNotes(w)
	t.printf("\n已写入 %s:\n", dir)
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
	for _, s := range w.Material().Problems() {
		names = append(names, s.Title)
	}
	return names
}
