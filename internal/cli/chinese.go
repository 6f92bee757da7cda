package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yanpan.dev"
)

const usageTemplate = `用法:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} 命令{{end}}{{if .HasExample}}

例:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

运行 {{.CommandPath}} 命令 --help 看某个命令的用法。{{end}}
`

const helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{if or .Runnable .HasSubCommands}}{{.UsageString}}{{end}}`

// chinese puts cobra's own words into Chinese for the command and all below it.
func chinese(cmd *cobra.Command) {
	cmd.SetUsageTemplate(usageTemplate)
	cmd.SetHelpTemplate(helpTemplate)
	cmd.CompletionOptions.HiddenDefaultCmd = true
	cmd.SetHelpCommand(&cobra.Command{Use: "help", Short: "看某个命令的用法", Hidden: true, Run: func(c *cobra.Command, args []string) {
		if target, _, err := c.Root().Find(args); err == nil {
			_ = target.Help() // prints to the command's own writer, which does not fail twice
		}
	}})
	cmd.AddCommand(completionCommand())
	polish(cmd)
}

func polish(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	if f := cmd.Flags().Lookup("help"); f != nil {
		f.Usage = "看用法"
	}
	cmd.Short, cmd.Long = yanpan.Typeset(cmd.Short), yanpan.Typeset(cmd.Long)
	cmd.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = yanpan.Typeset(f.Usage) })
	cmd.DisableFlagsInUseLine = true
	for _, c := range cmd.Commands() {
		polish(c)
	}
}

func completionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "completion bash|zsh|fish|powershell", Short: "输出命令行自动补全脚本", Args: cobra.ExactArgs(1),
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		RunE: func(cmd *cobra.Command, args []string) error {
			out, root := cmd.OutOrStdout(), cmd.Root()
			switch strings.ToLower(args[0]) {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return yanpan.Errorf(yanpan.CodeUsage, "completion", "没有“%s”的补全脚本,可用 bash、zsh、fish、powershell", args[0])
		},
	}
}
