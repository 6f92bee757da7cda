package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/policy"
)

// samplePack is the pack that an office starts its own from.
const samplePack = "qingshui-township"

func (t *tool) packExportCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use: "export [政策包]", Short: "把政策包导出成《政策参数表》,在表格里改好后可再导入", Args: cobra.MaximumNArgs(1),
		Long:    "把政策包导出成《政策参数表》。政策包写文件夹,或内置的包的名称;不写则导出样本镇的包,照着改成本镇的。",
		Example: "  yanpan pack export -o 政策参数表.xlsx\n  yanpan pack export national/village-committees/2026-01-01 -o 村委会组织法.xlsx",
		RunE: func(_ *cobra.Command, args []string) error {
			name := samplePack
			if len(args) > 0 {
				name = args[0]
			}
			p, err := onePack(name)
			if err != nil {
				return err
			}
			builtin, err := policy.LoadBuiltin()
			if err != nil {
				return err
			}
			o, err := app.Parameters(p, app.PacksAbove(p, builtin, p.From), t.Version)
			if err != nil {
				return err
			}
			o.Name = filepath.Base(out)
			if err := app.SaveAll(filepath.Dir(out), []app.Output{o}); err != nil {
				return err
			}
			t.printf("已写入 %s(%s)\n", out, yanpan.Typeset(p.Label))
			return nil
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", app.ParametersName, "写到哪个`文件`")
	return cmd
}

// onePack finds a pack among those of the program, or reads it from a folder or a workbook.
func onePack(name string) (*policy.Pack, error) {
	p, err := app.FindPack(name)
	if err == nil {
		return p, nil
	}
	packs, readErr := app.PacksIn([]string{name})
	switch {
	case yanpan.CodeOf(readErr) == yanpan.CodeUnreadable:
		return nil, err
	case readErr != nil:
		return nil, readErr
	case len(packs) != 1:
		return nil, yanpan.Errorf(yanpan.CodeUsage, "pack", "“%s”里有%d个政策包,请写明是哪一个的文件夹", name, len(packs))
	}
	return packs[0], nil
}

func (t *tool) packImportCommand() *cobra.Command {
	var in inputs
	var dir string
	cmd := &cobra.Command{
		Use: "import 政策参数表", Short: "把《政策参数表》导入成政策包,错误指到单元格", Args: cobra.ExactArgs(1),
		Example: "  yanpan pack import 政策参数表.xlsx -o 政策包\n  yanpan report 花名册.xlsx --pack 政策包 -o 结果",
		RunE: func(_ *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			p, files, err := app.PackFromBook(args[0])
			if err != nil {
				return t.packFaults(err, asJSON)
			}
			if err := app.SaveAll(dir, files); err != nil {
				return err
			}
			if asJSON {
				t.printJSON(map[string]any{"ok": true, "pack": p.ID, "dir": filepath.Join(dir, filepath.FromSlash(p.ID))})
				return nil
			}
			t.printf("已导入%s,写入 %s\n", yanpan.Typeset(p.Label), filepath.Join(dir, filepath.FromSlash(p.ID)))
			return nil
		},
	}
	in.addFormat(cmd)
	cmd.Flags().StringVarP(&dir, "output", "o", "政策包", "写到哪个`文件夹`")
	return cmd
}
