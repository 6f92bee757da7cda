package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yanpan.dev"
)

// usage gives the complaints of the libraries of the command line, which are
// English, a Chinese sentence that names the command's own help.
func usage(cmd *cobra.Command, err error) error {
	if yanpan.CodeOf(err) != yanpan.CodeInternal {
		return err
	}
	message := flagText(err)
	if message == "" {
		message = argumentText(cmd, err.Error())
	}
	if message == "" {
		return err
	}
	return &yanpan.Error{Code: yanpan.CodeUsage, Op: "cli", Message: message, Remedy: "运行 " + cmd.CommandPath() + " --help 看用法", Err: err}
}

// flagText says what is wrong with an option.
func flagText(err error) string {
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return "没有“" + name + "”这个选项"
	case errors.As(err, &lacking):
		if short := lacking.GetSpecifiedShortnames(); short != "" {
			return fmt.Sprintf("选项 -%s 后面缺少内容:%s", lacking.GetSpecifiedName(), flagUse(lacking.GetFlag()))
		}
		return fmt.Sprintf("选项 --%s 后面缺少内容:%s", lacking.GetSpecifiedName(), flagUse(lacking.GetFlag()))
	case errors.As(err, &wrong):
		f := wrong.GetFlag()
		if f.Value.Type() == "bool" {
			return fmt.Sprintf("选项 --%s 后面不用写内容,不能写“%s”", f.Name, wrong.GetValue())
		}
		return fmt.Sprintf("选项 --%s 不能写“%s”:%s", f.Name, wrong.GetValue(), flagUse(f))
	case errors.As(err, &syntax):
		return "选项“" + syntax.GetSpecifiedFlag() + "”写法不对"
	}
	return ""
}

// flagUse is what an option is for, without the quotes around its value's name.
func flagUse(f *pflag.Flag) string {
	_, use := pflag.UnquoteUsage(f)
	return use
}

// argumentText says what is wrong with the words behind a command.
func argumentText(cmd *cobra.Command, msg string) string {
	if rest, ok := strings.CutPrefix(msg, "required flag(s) "); ok {
		names := strings.ReplaceAll(strings.Trim(strings.TrimSuffix(rest, " not set"), `"`), `", "`, "、--")
		return "缺少选项 --" + names + "。应写成 " + useText(cmd)
	}
	if rest, ok := strings.CutPrefix(msg, "unknown command "); ok {
		word, _, _ := strings.Cut(strings.TrimPrefix(rest, `"`), `" for `)
		if cmd.HasAvailableSubCommands() {
			return "没有“" + word + "”这个命令"
		}
		return cmd.CommandPath() + " 后面不用写“" + word + "”"
	}
	received := ""
	if i := strings.LastIndex(msg, "received "); i >= 0 {
		received = msg[i+len("received "):]
	}
	switch received {
	case "":
		return ""
	case "0":
		return "没有写全。应写成 " + useText(cmd)
	}
	return fmt.Sprintf("后面写了 %s 项,多了或少了。应写成 %s", received, useText(cmd))
}

func useText(cmd *cobra.Command) string {
	return strings.TrimSuffix(cmd.CommandPath(), cmd.Name()) + cmd.Use
}
