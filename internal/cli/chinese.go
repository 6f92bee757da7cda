package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yanpan.dev"
)

// usageText is the help of a command below its first sentence.
func usageText(cmd *cobra.Command) string {
	var b strings.Builder
	b.WriteString("用法:\n")
	if cmd.Runnable() {
		b.WriteString("  " + cmd.UseLine() + "\n")
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("  " + cmd.CommandPath() + " 命令\n")
	}
	if cmd.HasExample() {
		b.WriteString("\n例:\n" + cmd.Example + "\n")
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\n命令:\n")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				b.WriteString("  " + pad(c.Name(), c.NamePadding()) + " " + c.Short + "\n")
			}
		}
	}
	if cmd.HasAvailableLocalFlags() {
		b.WriteString("\n选项:\n" + flagsText(cmd.LocalFlags()))
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\n运行 " + cmd.CommandPath() + " 命令 --help 看某个命令的用法。\n")
	}
	return yanpan.Typeset(b.String())
}

// flagsText lists options, in columns of a terminal, where Chinese takes two.
func flagsText(flags *pflag.FlagSet) string {
	var names, usages []string
	width := 0
	flags.VisitAll(func(f *pflag.Flag) {
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		value, usage := pflag.UnquoteUsage(f)
		if value != "" {
			name += " " + value
		}
		if f.Value.Type() == "string" && f.DefValue != "" {
			usage += ";默认 " + f.DefValue
		}
		names, usages, width = append(names, name), append(usages, usage), max(width, columns(name))
	})
	var b strings.Builder
	for i, name := range names {
		b.WriteString(pad(name, width) + "  " + usages[i] + "\n")
	}
	return b.String()
}

// helpTemplate is the first sentence of a command, then its use.
const helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{if or .Runnable .HasSubCommands}}{{.UsageString}}{{end}}`

// chinese puts cobra's own words into Chinese for the command and all below it.
func chinese(cmd *cobra.Command) {
	cmd.SetUsageFunc(func(c *cobra.Command) error {
		_, err := io.WriteString(c.OutOrStdout(), usageText(c))
		return err
	})
	cmd.SetHelpTemplate(helpTemplate)
	cmd.CompletionOptions.HiddenDefaultCmd = true
	cmd.SetHelpCommand(&cobra.Command{Use: "help 命令", Short: "看某个命令的用法", Hidden: true, RunE: func(c *cobra.Command, args []string) error {
		target, rest, err := c.Root().Find(args)
		if err != nil || len(rest) > 0 {
			return yanpan.Errorf(yanpan.CodeUsage, "help", "没有“%s”这个命令。运行 yanpan --help 看有哪些命令", strings.Join(args, " "))
		}
		return target.Help()
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
