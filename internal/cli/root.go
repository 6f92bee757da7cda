package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// Wiring is what main hands to the commands.
type Wiring struct {
	Version string
	Clock   func() time.Time
	Stdout  io.Writer
	Stderr  io.Writer
	// Serve opens the local page on the files given, which may be none, and
	// returns when ctx ends. The page's address is told through ready.
	Serve func(ctx context.Context, o ServeOptions) error
}

// ServeOptions are those of the local page.
type ServeOptions struct {
	Listen string
	Files  []string
	Open   bool // open the browser on it
	Ready  func(url string)
	Clock  func() time.Time
}

// tool is what every command shares.
type tool struct {
	Wiring
	exit int
}

// Run runs the command line and gives the exit status: 0 done, 1 a check
// failed, 2 wrong use, 3 an input could not be read.
func Run(ctx context.Context, w Wiring, args []string) int {
	cobra.MousetrapHelpText = "" // a double-click in Explorer is how most people start the program
	t := &tool{Wiring: w}
	root := t.root()
	root.SetArgs(filesFirst(root, args))
	root.SetOut(w.Stdout)
	root.SetErr(w.Stderr)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return t.exit
	}
	if faults := policy.FaultsOf(err); len(faults) > 0 { // shown line by line, the author's own text untouched
		for _, f := range faults {
			fmt.Fprintln(w.Stderr, typesetHead(f.String()))
		}
		return yanpan.ExitCodeOf(err)
	}
	err = usage(cmd, err)
	t.complain("错误:%s\n", yanpan.MessageOf(err))
	return yanpan.ExitCodeOf(err)
}

// filesFirst lets files dragged on the program's icon, which come as bare
// arguments, open the page: no command has the name of an existing file.
func filesFirst(root *cobra.Command, args []string) []string {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return args
	}
	if cmd, _, err := root.Find(args[:1]); err == nil && cmd != root {
		return args
	}
	if _, err := os.Stat(args[0]); err == nil {
		return append([]string{"open"}, args...)
	}
	return args
}

func (t *tool) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "yanpan",
		Short: "研判:把各村花名册变成研判报告",
		Long: yanpan.Typeset(`研判把各村(社区)交来的花名册变成数字、报告和清单,每个数字都能追到名单。

双击程序或不带参数运行,打开本机网页;也可用下列命令。`),
		Args:          cobra.ArbitraryArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return yanpan.Errorf(yanpan.CodeUsage, "cli", "没有“%s”这个命令,也没有这个文件。运行 yanpan --help 看有哪些命令", args[0])
			}
			return t.open(cmd.Context(), nil, "127.0.0.1:0", true)
		},
	}
	root.AddCommand(t.openCommand(), t.reportCommand(), t.figuresCommand(), t.fillCommand(), t.templateCommand(), t.gongwenCommand(), t.proofCommand(), t.tallyCommand(), t.packCommand(), t.calendarCommand(), t.paperCommand(), t.electionCommand(), t.demoCommand(), t.versionCommand())
	chinese(root)
	return root
}

// today is the current day in UTC+8, whatever the machine's zone is.
func (t *tool) today() yanpan.Date {
	return yanpan.DateOf(t.Clock().In(time.FixedZone("UTC+8", 8*3600)))
}

func (t *tool) printf(format string, args ...any) {
	fmt.Fprint(t.Stdout, yanpan.Typeset(fmt.Sprintf(format, args...)))
}

// complain tells on the error stream what went wrong.
func (t *tool) complain(format string, args ...any) {
	fmt.Fprint(t.Stderr, typesetHead(fmt.Sprintf(format, args...)))
}

// typesetHead sets the first line as Chinese prose. What stands below it is a
// line of the author's own file with a caret, and stays as it was written.
func typesetHead(s string) string {
	head, rest, more := strings.Cut(s, "\n")
	if !more {
		return yanpan.Typeset(head)
	}
	return yanpan.Typeset(head) + "\n" + rest
}

// fails sets the exit status unless a worse one is set.
func (t *tool) fails(status int) { t.exit = max(t.exit, status) }
