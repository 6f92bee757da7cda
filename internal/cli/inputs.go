package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/internal/app"
	"yanpan.dev/policy"
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
	f.StringVar(&in.term, "term-began", "", "本届开始的日期,如 2021-03;用来算本届以来受处分人数")
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
	opened := &openFiles{}
	defer func() {
		if err != nil {
			opened.close()
		}
	}()
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
	if req.Packs, req.Sample, err = loadPacks(in.packs, req.AsOf); err != nil {
		return req, nil, err
	}
	var before []app.FileFault
	req.Files, req.Unopened = opened.open(args)
	req.Before, before = opened.open(in.before)
	req.Unopened = append(req.Unopened, before...)
	return req, opened.close, nil
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
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &app.Mappings{}, nil
	}
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	return app.ReadMappings(f)
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
	if err := writeWhole(name, data); err != nil {
		return err
	}
	if !asJSON {
		t.printf("指定的列已记在“%s”,下次不用再说\n", name)
	}
	return nil
}

// loadPacks loads the folders given on top of the national packs; without any,
// the sample township's, and says so.
func loadPacks(dirs []string, asOf yanpan.Date) (packs []*policy.Pack, sample bool, err error) {
	builtin, err := policy.LoadBuiltin()
	if err != nil {
		return nil, false, err
	}
	for _, p := range inForce(builtin, asOf) {
		if p.Level == policy.LevelNational || len(dirs) == 0 && p.Authority == policy.SampleAuthority {
			packs = append(packs, p)
		}
	}
	for _, dir := range dirs {
		if _, err := os.Stat(dir); err != nil {
			return nil, false, unreadable(dir, err)
		}
		more, err := policy.LoadAll(os.DirFS(dir), dir)
		if err != nil {
			return nil, false, err
		}
		packs = append(packs, more...)
	}
	return policy.ByLevel(packs), len(dirs) == 0, nil
}

// inForce gives the newest packs in force, whatever their region.
func inForce(packs []*policy.Pack, asOf yanpan.Date) []*policy.Pack {
	return policy.Newest(slices.DeleteFunc(slices.Clone(packs), func(p *policy.Pack) bool { return !p.InForce(asOf) }))
}

// openFiles are the files of one command.
type openFiles struct{ files []*os.File }

func (o *openFiles) close() {
	for _, f := range o.files {
		f.Close()
	}
}

// open opens files; a folder stands for the workbooks in it, and a pattern that
// the shell has not expanded is expanded. What cannot be opened is a fault of
// its own and keeps nobody from the others.
func (o *openFiles) open(names []string) (files []app.File, faults []app.FileFault) {
	expanded, faults := expand(names)
	for _, name := range expanded {
		file, err := o.openOne(name)
		if err != nil {
			faults = append(faults, app.FileFault{Name: filepath.Base(name), Err: unreadable(name, err)})
			continue
		}
		files = append(files, file)
	}
	return files, faults
}

func (o *openFiles) openOne(name string) (app.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return app.File{}, err
	}
	o.files = append(o.files, f)
	info, err := f.Stat()
	if err != nil {
		return app.File{}, err
	}
	return app.File{Name: filepath.Base(name), Data: f, Size: info.Size()}, nil
}

// workbookEndings are those that a folder is searched for.
var workbookEndings = []string{".xlsx", ".xls", ".csv", ".docx", ".et", ".xlsm"}

// expand puts the workbooks of folders and the matches of patterns in the place
// of their names.
func expand(names []string) (out []string, faults []app.FileFault) {
	for _, name := range names {
		found, err := expandOne(name)
		if err != nil {
			faults = append(faults, app.FileFault{Name: filepath.Base(name), Err: err})
			continue
		}
		out = append(out, found...)
	}
	return out, faults
}

func expandOne(name string) ([]string, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return workbooksIn(name)
	case err == nil:
		return []string{name}, nil
	}
	matches, _ := filepath.Glob(name) // a bad pattern matches nothing and is reported as a missing file
	if len(matches) == 0 {
		return nil, unreadable(name, err)
	}
	return matches, nil
}

func workbooksIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, unreadable(dir, err)
	}
	var out []string
	for _, e := range entries {
		name := e.Name()
		if !e.IsDir() && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~$") && slices.Contains(workbookEndings, strings.ToLower(filepath.Ext(name))) {
			out = append(out, filepath.Join(dir, name))
		}
	}
	if len(out) == 0 {
		return nil, yanpan.Errorf(yanpan.CodeUnreadable, "cli", "文件夹“%s”里没有表格文件", dir)
	}
	return out, nil
}

func unreadable(name string, err error) error {
	e := &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "cli", Where: "“" + name + "”", Message: "打不开", Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Message, e.Remedy = "没有这个文件", "请核对路径和文件名"
	case errors.Is(err, fs.ErrPermission):
		e.Message, e.Remedy = "没有读取权限", "请换一个位置,或请管理员放开权限"
	}
	return e
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
