package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yanpan.dev"
)

// Opened are files of a folder that are being read.
type Opened struct {
	Files   []File
	handles []*os.File
}

// Close ends the reading.
func (o *Opened) Close() {
	for _, f := range o.handles {
		f.Close()
	}
}

// Open opens files; a folder stands for the workbooks in it, and a pattern that
// the shell has not expanded is expanded. The error is CodeUnreadable and names
// the file. Nothing stays open where it fails.
func Open(names []string) (*Opened, error) {
	expanded, err := expand(names)
	if err != nil {
		return nil, err
	}
	o := &Opened{}
	for _, name := range expanded {
		if err := o.add(name); err != nil {
			o.Close()
			return nil, Unreadable(name, err)
		}
	}
	return o, nil
}

func (o *Opened) add(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	o.handles = append(o.handles, f)
	info, err := f.Stat()
	if err != nil {
		return err
	}
	o.Files = append(o.Files, File{Name: filepath.Base(name), Data: f, Size: info.Size()})
	return nil
}

// workbookEndings are those that a folder is searched for.
var workbookEndings = []string{".xlsx", ".xls", ".csv", ".docx", ".et", ".xlsm"}

func expand(names []string) ([]string, error) {
	var out []string
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case err == nil && info.IsDir():
			inside, err := workbooksIn(name)
			if err != nil {
				return nil, err
			}
			out = append(out, inside...)
		case err == nil:
			out = append(out, name)
		default:
			matches, _ := filepath.Glob(name) // a bad pattern matches nothing and is reported as a missing file
			if len(matches) == 0 {
				return nil, Unreadable(name, err)
			}
			out = append(out, matches...)
		}
	}
	return out, nil
}

func workbooksIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, Unreadable(dir, err)
	}
	var out []string
	for _, e := range entries {
		name := e.Name()
		if !e.IsDir() && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~$") && slices.Contains(workbookEndings, strings.ToLower(filepath.Ext(name))) {
			out = append(out, filepath.Join(dir, name))
		}
	}
	if len(out) == 0 {
		return nil, yanpan.Errorf(yanpan.CodeUnreadable, "app.Open", "文件夹“%s”里没有表格文件", dir)
	}
	return out, nil
}

// Unreadable says in Chinese why a file or folder cannot be opened.
func Unreadable(name string, err error) error {
	e := &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "app.Open", Where: "“" + name + "”", Message: "打不开", Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Message, e.Remedy = "没有这个文件", "请核对路径和文件名"
	case errors.Is(err, fs.ErrPermission):
		e.Message, e.Remedy = "没有读取权限", "请换一个位置,或请管理员放开权限"
	}
	return e
}
