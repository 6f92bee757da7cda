package cli

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev/internal/app"
	"yanpan.dev/roster"
)

func (t *tool) templateCommand() *cobra.Command {
	var dir string
	var kinds []string
	for _, k := range app.TemplateKinds() {
		kinds = append(kinds, string(k))
	}
	cmd := &cobra.Command{
		Use: "template [种类...]", Short: "导出填报模板(花名册、党员、村情、后备、处分、工作、测评、提名人选、户籍关系)", Args: cobra.ArbitraryArgs, ValidArgs: kinds,
		Long:    "导出填报模板。种类可写:" + strings.Join(kinds, "、") + ";不写则全部导出。",
		Example: "  yanpan template -o 模板\n  yanpan template roster -o .",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = kinds
			}
			return t.templates(args, dir)
		},
	}
	cmd.Flags().StringVarP(&dir, "output", "o", ".", "放模板的`文件夹`")
	return cmd
}

func (t *tool) templates(kinds []string, dir string) error {
	var outputs []app.Output
	for _, k := range kinds {
		o, err := app.Template(roster.SheetKind(k), t.Version)
		if err != nil {
			return err
		}
		outputs = append(outputs, o)
	}
	if err := app.SaveAll(dir, outputs); err != nil {
		return err
	}
	for _, o := range outputs {
		t.printf("已写入 %s\n", filepath.Join(dir, o.Name))
	}
	return nil
}
