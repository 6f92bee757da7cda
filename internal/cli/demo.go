package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"yanpan.dev/internal/app"
	"yanpan.dev/internal/demo"
)

func (t *tool) demoCommand() *cobra.Command {
	var dir string
	var once bool
	cmd := &cobra.Command{
		Use: "demo", Short: "用示例乡镇走一遍:杂乱的花名册变成报告", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.demo(cmd, dir, once) },
	}
	cmd.Flags().StringVar(&dir, "dir", "研判示例", "放示例和结果的`文件夹`")
	cmd.Flags().BoolVar(&once, "once", false, "只生成文件,不打开网页")
	return cmd
}

// demo writes the sample township's workbooks and runs the main job on them.
func (t *tool) demo(cmd *cobra.Command, dir string, once bool) error {
	inputsDir, results := filepath.Join(dir, "各村报来的表"), filepath.Join(dir, "结果")
	before := filepath.Join(dir, "上届")
	for _, f := range demo.Files() {
		if err := app.Save(filepath.Join(inputsDir, f.Name), f.Body); err != nil {
			return err
		}
	}
	previous := demo.PreviousTerm()
	if err := app.Save(filepath.Join(before, previous.Name), previous.Body); err != nil {
		return err
	}
	t.printf("示例乡镇%s的 %d 个表格已写入 %s\n\n", demo.Township, len(demo.Files()), inputsDir)
	in := &inputs{asOf: demo.AsOf().String(), term: demo.TermBegan().String(), org: demo.Org, to: demo.To, before: []string{before}, format: "text"}
	req, done, err := t.request(in, []string{inputsDir})
	if err != nil {
		return err
	}
	defer done()
	if err := t.report(cmd, req, resultPlaces{dir: results}, false); err != nil || once || t.Serve == nil {
		return err
	}
	return t.open(cmd.Context(), []string{inputsDir}, "127.0.0.1:0", true)
}
