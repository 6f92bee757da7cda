package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/internal/app"
)

// inputs are the flags that the commands over workbooks share.
type inputs struct {
	asOf     string
	term     string
	packs    []string
	org, to  string
	before   []string
	maps     []string
	mappings string
	bands    string
	format   string
}

func (in *inputs) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&in.asOf, "as-of", "", "基准`日期`,如 2026-06-30 或 2026-06;默认今天")
	f.StringVar(&in.term, "term-began", "", "本届开始的`日期`,如 2021-03;用来算本届以来受处分人数")
	f.StringArrayVar(&in.packs, "pack", nil, "政策包`文件夹`,可写多次,按层级叠放,同级的后面盖前面;默认用内置的国家包和示例镇包")
	f.StringVar(&in.org, "org", "", "署名`单位`,如 清水镇党委")
	f.StringVar(&in.to, "to", "", "主送`单位`,如 县委组织部")
	f.StringArrayVar(&in.before, "before", nil, "换届前或较早日期的`花名册`,用来对比,可写多次")
	f.StringArrayVar(&in.maps, "map", nil, "指定某一列是什么,写成 `列=字段`,如 --map 任职=职务;写“忽略”则不读该列")
	f.StringVar(&in.mappings, "mappings", "", "表头对映`文件`,记住指定过的列")
	f.StringVar(&in.bands, "age-bands", "", "年龄分段的`上端`,如 35,45,55,60")
	in.addFormat(cmd)
}

func (in *inputs) addFormat(cmd *cobra.Command) {
	cmd.Flags().StringVar(&in.format, "format", "text", "输出`格式`:text 或 json")
}

// json reports whether JSON is wanted.
func (in *inputs) json() (bool, error) {
	switch in.format {
	case "text", "json":
		return in.format == "json", nil
	}
	return false, yanpan.Errorf(yanpan.CodeUsage, "cli", "输出格式只有 text 和 json,没有“%s”", in.format)
}

// request opens the files and reads the flags. close ends the reading.
func (t *tool) request(in *inputs, args []string) (req app.Request, close func(), err error) {
	req = app.Request{AsOf: t.today(), Org: in.org, To: in.to, Version: t.Version, Map: map[string]string{}}
	if in.asOf != "" {
		if req.AsOf, err = yanpan.ParseDate(in.asOf); err != nil {
			return req, nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "cli", Message: fmt.Sprintf("基准日“%s”不对", in.asOf), Remedy: "请写成 2026-06-30 或 2026-06"}
		}
	}
	if in.term != "" {
		if req.TermBegan, err = yanpan.ParseDate(in.term); err != nil {
			return req, nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "cli", Message: fmt.Sprintf("本届开始日期“%s”不对", in.term), Remedy: "请写成 2021-03-15 或 2021-03"}
		}
	}
	if in.bands != "" {
		if req.Bands, err = figure.ParseBands(in.bands); err != nil {
			return req, nil, err
		}
	}
	if err = in.readMaps(req.Map); err != nil {
		return req, nil, err
	}
	if req.Mappings, err = readMappings(in.mappings); err != nil {
		return req, nil, err
	}
	req.Sample = len(in.packs) == 0
	if req.Packs, err = app.Packs(in.packs, req.Sample, req.AsOf); err != nil {
		return req, nil, err
	}
	files, before := app.Open(args), app.Open(in.before)
	req.Files, req.Before = files.Files, before.Files
	req.Unopened = append(files.Faults, before.Faults...)
	return req, func() { files.Close(); before.Close() }, nil
}

func (in *inputs) readMaps(to map[string]string) error {
	for _, m := range in.maps {
		column, field, ok := strings.Cut(m, "=")
		if !ok || column == "" || field == "" {
			return yanpan.Errorf(yanpan.CodeUsage, "cli", "--map 应写成 列=字段,如 --map 任职=职务,不是“%s”", m)
		}
		to[column] = field
	}
	return nil
}

// readMappings reads the mappings file; one that is not there yet is empty.
func readMappings(name string) (*app.Mappings, error) {
	if name == "" {
		return &app.Mappings{}, nil
	}
	return app.LoadMappings(name)
}

// keepMappings writes down what was said about columns in this work, so that it
// need not be said again, and tells where.
func (t *tool) keepMappings(w *app.Work, name string, asJSON bool) error {
	if name == "" {
		return nil
	}
	data, changed, err := w.KeepMappings()
	if err != nil || !changed {
		return err
	}
	if err := app.Save(name, data); err != nil {
		return err
	}
	if !asJSON {
		t.printf("指定的列已记在“%s”,下次不用再说\n", name)
	}
	return nil
}

// progress shows a bar on a terminal and nothing elsewhere.
func (t *tool) progress() app.Progress {
	f, ok := t.Stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return func(done, total int, what string) {
		const width = 24
		filled := width
		if total > 0 {
			filled = width * done / total
		}
		fmt.Fprintf(f, "\r[%s%s] %d/%d %s\x1b[K", strings.Repeat("█", filled), strings.Repeat("░", width-filled), done, total, what)
		if done == total {
			fmt.Fprint(f, "\r\x1b[K")
		}
	}
}
