package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"yanpan.dev"
)

func (t *tool) openCommand() *cobra.Command {
	var listen string
	var quiet bool
	cmd := &cobra.Command{
		Use: "open [文件...]", Short: "打开本机网页,可带上要读的表格", Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return t.open(cmd.Context(), args, listen, !quiet) },
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:0", "本机`地址`和端口;0 表示自动选一个")
	cmd.Flags().BoolVar(&quiet, "no-browser", false, "不自动打开浏览器,只显示网址")
	return cmd
}

// open serves the local page until the program is stopped.
func (t *tool) open(ctx context.Context, files []string, listen string, browser bool) error {
	return t.Serve(ctx, ServeOptions{
		Listen: listen, Files: files, Open: browser, Clock: t.Clock,
		Ready: func(url string) {
			fmt.Fprintln(t.Stdout, yanpan.Typeset("网页已打开:")+url)
			t.printf("只有本机能打开。用完关闭本窗口,或按 Ctrl+C 结束。\n")
		},
	})
}
