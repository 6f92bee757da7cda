package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"yanpan.dev/internal/app"
)

// maxLeft is how many cells left open a screen names; all are marked in the form.
const maxLeft = 15

func (t *tool) fillCommand() *cobra.Command {
	var in inputs
	var from []string
	var out, village string
	cmd := &cobra.Command{
		Use: "fill 空表.xlsx --from 文件... -o 填好的.xlsx", Short: "上级发来的空表,按底数自动填好", Args: cobra.MinimumNArgs(1),
		Example: "  yanpan fill 附件2.xlsx --from 花名册.xlsx -o 附件2(已填).xlsx --as-of 2026-06-30",
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			if in.mappings == "" {
				in.mappings = filepath.Join(filepath.Dir(out), app.MappingsFile)
			}
			req, done, err := t.request(&in, append(from, args[1:]...))
			if err != nil {
				return err
			}
			defer done()
			opened := app.Open(args[:1])
			defer opened.Close()
			if len(opened.Files) == 0 {
				return opened.Faults[0].Err
			}
			w, err := app.Read(cmd.Context(), req, t.progress())
			if err != nil {
				return err
			}
			filled, err := w.Fill(opened.Files[0], village)
			if err != nil {
				return err
			}
			if err := app.Save(out, filled.Data); err != nil {
				return err
			}
			if asJSON {
				t.printJSON(filled.Report)
			} else {
				t.printFilled(w, filled, out)
			}
			t.tellFaults(w)
			return t.keepMappings(w, in.mappings, asJSON)
		},
	}
	in.add(cmd)
	f := cmd.Flags()
	f.StringArrayVar(&from, "from", nil, "花名册等表格`文件`,可写多次")
	f.StringVarP(&out, "output", "o", "", "填好的表写到哪个`文件`")
	f.StringVar(&village, "village", "", "一村一张的表只填这个`村`(社区)")
	for _, name := range []string{"from", "output"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // the flags are declared above
		}
	}
	return cmd
}

func (t *tool) printFilled(w *app.Work, f *app.Filled, out string) {
	t.printf("填好 %d 格,留给人填 %d 格(已标黄并加批注)\n", f.Report.Filled, len(f.Report.Left))
	for i, l := range f.Report.Left {
		if i == maxLeft {
			t.printf("  ……另有 %d 格,见表中标黄处\n", len(f.Report.Left)-maxLeft)
			break
		}
		t.printf("  %s %s “%s”:%s\n", l.Sheet, l.Cell, l.Label, l.Why)
	}
	t.printWarnings(w)
	t.printDoubts(w)
	t.printf("已写入 %s\n", out)
}
