package app

import (
	"errors"
	"os"
	"path/filepath"

	"yanpan.dev"
)

// MappingsFile is the name under which what users said about columns is kept.
const MappingsFile = "表头对映.json"

// Save writes a file beside its place and moves it there when it is whole, so
// that a full disk or a power cut leaves the old one as it was. The folder is
// made where it is missing. The error is CodeWrite.
func Save(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return unwritable(name, err)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".写入中-*")
	if err != nil {
		return unwritable(name, err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(unwritable(name, err), ignoreMissing(os.Remove(f.Name())))
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

func unwritable(name string, err error) error {
	return &yanpan.Error{Code: yanpan.CodeWrite, Op: "app.Save", Where: "“" + name + "”", Message: "写不进去", Remedy: "请看文件是否正在 Word、Excel 里打开,磁盘是否已满,文件夹是否可写", Err: err}
}
