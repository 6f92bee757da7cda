package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// Every way of using a command wrongly is answered with status 2, in Chinese,
// naming the command's own help.
func TestWrongUse(t *testing.T) {
	for args, want := range map[string]string{
		"无此命令":                      "没有“无此命令”这个命令",
		"report":                    "没有写全。应写成 yanpan report 文件... -o 文件夹。运行 yanpan report --help",
		"report a.csv":              "缺少选项 --output。应写成 yanpan report",
		"report a.csv -o":           "选项 -o 后面缺少内容\uff1a放结果的文件夹",
		"report a.csv --as-of":      "选项 --as-of 后面缺少内容\uff1a基准日期",
		"report a.csv -x":           "没有“-x”这个选项。运行 yanpan report --help",
		"report a.csv -o o -zq":     "没有“-z”这个选项",
		"report a.csv --nope":       "没有“--nope”这个选项",
		"report ---x":               "选项“---x”写法不对",
		"fill a.xlsx":               "缺少选项 --from、--output",
		"gongwen":                   "没有写全。应写成 yanpan gongwen 文件.md -o 文件.docx",
		"gongwen a b":               "后面写了 2 项",
		"demo x":                    "yanpan demo 后面不用写“x”",
		"demo --once=maybe":         "选项 --once 后面不用写内容\uff0c不能写“maybe”",
		"version x":                 "yanpan version 后面不用写“x”",
		"completion":                "应写成 yanpan completion bash|zsh|fish|powershell",
		"completion csh":            "没有“csh”的补全脚本",
		"help nope":                 "没有“nope”这个命令",
		"help pack tset":            "没有“pack tset”这个命令",
		"pack nope":                 "pack 下没有“nope”这个命令",
		"pack test --zz":            "运行 yanpan pack test --help 看用法",
		"pack explain":              "应写成 yanpan pack explain 规则",
		"figures a --format xml":    "输出格式只有 text 和 json",
		"figures a --as-of 2026-13": "请写成 2026-06-30 或 2026-06",
		"figures a --map x":         "--map 应写成 列=字段",
	} {
		var out, errs bytes.Buffer
		status := Run(t.Context(), Wiring{Version: "t", Clock: time.Now, Stdout: &out, Stderr: &errs}, strings.Fields(args))
		if status != 2 || !strings.Contains(errs.String(), want) || out.Len() > 0 {
			t.Errorf("%s: %d %q, want %q; out %q", args, status, errs.String(), want, out.String())
		}
		for _, english := range []string{"flag", "arg", "unknown", "invalid", " in -", "'"} {
			if strings.Contains(errs.String(), english) {
				t.Errorf("%s: English in %q", args, errs.String())
			}
		}
	}
}
