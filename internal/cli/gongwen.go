package cli

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/internal/app"
)

func (t *tool) gongwenCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use: "gongwen 文件.md -o 文件.docx", Short: "把 Markdown 排成公文(GB/T 9704),可在 Word 里改", Args: cobra.ExactArgs(1),
		Example: "  yanpan gongwen 报告.md -o 报告.docx\n  yanpan gongwen 报告.md -o 报告.html",
		RunE: func(_ *cobra.Command, args []string) error {
			return t.gongwen(args[0], out)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "写到哪个`文件`,以 .docx 或 .html 结尾;默认与原文件同名的 .docx")
	return cmd
}

func (t *tool) gongwen(name, out string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return app.Unreadable(name, err)
	}
	if out == "" {
		out = strings.TrimSuffix(name, filepath.Ext(name)) + ".docx"
	}
	page := strings.ToLower(filepath.Ext(out))
	if page != ".docx" && page != ".html" {
		return yanpan.Errorf(yanpan.CodeUsage, "gongwen", "只能写成 .docx 或 .html,不能写成“%s”", filepath.Base(out))
	}
	set, err := app.Gongwen(text, t.Version)
	if err != nil {
		return err
	}
	data := set.Docx
	if page == ".html" {
		data = set.HTML
	}
	if err := app.Save(out, data); err != nil {
		return err
	}
	t.printf("已写入 %s\n", out)
	for _, n := range set.Notes {
		if n.Line > 0 {
			t.printf("  第%d行:%s\n", n.Line, n.Message)
			continue
		}
		t.printf("  %s\n", n.Message)
	}
	for _, b := range set.Blanks {
		t.printf("  还有空着的:%s\n", b)
	}
	return nil
}
