package app

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yanpan.dev"
)

// Opened are files of the disk that are being read.
type Opened struct {
	Files   []File
	Faults  []FileFault // what could not be opened, or not found
	handles []io.ReadCloser
}

// Close ends the reading.
func (o *Opened) Close() {
	for _, f := range o.handles {
		f.Close()
	}
}

// Open opens files; a folder stands for the workbooks in it, and a pattern that
// the shell has not expanded is expanded. What cannot be opened is a fault of
// its own and keeps nobody from the others.
func Open(names []string) *Opened {
	o := &Opened{}
	for _, name := range names {
		found, err := expand(name)
		if err != nil {
			o.fault(name, err)
		}
		for _, f := range found {
			if err := o.add(f); err != nil {
				o.fault(f, Unreadable(f, err))
			}
		}
	}
	return o
}

func (o *Opened) fault(name string, err error) {
	o.Faults = append(o.Faults, FileFault{Name: filepath.Base(name), Err: err})
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

// OpenFile opens one file for reading; its error is that of Unreadable.
func OpenFile(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, Unreadable(name, err)
	}
	return f, nil
}

// workbookEndings are those that a folder is searched for.
var workbookEndings = []string{".xlsx", ".xls", ".csv", ".docx", ".et", ".xlsm"}

func expand(name string) ([]string, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return workbooksIn(name)
	case err == nil:
		return []string{name}, nil
	}
	matches, _ := filepath.Glob(name) // a bad pattern matches nothing and is reported as a missing file
	if len(matches) == 0 {
		return nil, Unreadable(name, err)
	}
	return matches, nil
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
