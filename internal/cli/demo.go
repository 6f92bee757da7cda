package cli

import (
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev/internal/app"
	"yanpan.dev/internal/demo"
	"yanpan.dev/policy"
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

// demoSource is the pack that the demonstration makes its own of, as an office
// would: a copy with the names changed.
const demoSource = "sample/qingshui-township/2026-01-01"

// demoPack writes the sample township's own pack.
func demoPack(dir string) error {
	mine := strings.NewReplacer("清水镇", demo.Township, "qingshui", "qingshi", "authority: sample", "authority: demo", "990101001", "990101002", "(样本)", "(示例)")
	return fs.WalkDir(policy.Builtin(), demoSource, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(policy.Builtin(), name)
		if err != nil {
			return err
		}
		return app.Save(filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(name, demoSource))), []byte(mine.Replace(string(text))))
	})
}

// demo writes the sample township's workbooks and runs the main job on them.
func (t *tool) demo(cmd *cobra.Command, dir string, once bool) error {
	inputsDir, results := filepath.Join(dir, "各村报来的表"), filepath.Join(dir, "结果")
	before, pack := filepath.Join(dir, "上届"), filepath.Join(dir, "政策包")
	for _, f := range demo.Files() {
		if err := app.Save(filepath.Join(inputsDir, f.Name), f.Body); err != nil {
			return err
		}
	}
	previous := demo.PreviousTerm()
	if err := app.Save(filepath.Join(before, previous.Name), previous.Body); err != nil {
		return err
	}
	if err := demoPack(pack); err != nil {
		return err
	}
	t.printf("示例乡镇%s的 %d 个表格已写入 %s\n\n", demo.Township, len(demo.Files()), inputsDir)
	in := &inputs{asOf: demo.AsOf().String(), term: demo.TermBegan().String(), org: demo.Org, to: demo.To, before: []string{before}, packs: []string{pack}, format: "text"}
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
