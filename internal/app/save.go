package app

import (
	"errors"
	"os"
	"path/filepath"

	"yanpan.dev"
)

// MappingsFile is the name under which what users said about columns is kept.
const MappingsFile = "表头对映.json"

// SaveAll writes every file beside its place, and moves them there only when
// all are whole: a folder never holds half a report. The folder is made where it
// is missing. The error is CodeWrite.
func SaveAll(dir string, outputs []Output) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return unwritable(dir, err)
	}
	var staged []stagedFile
	defer func() {
		for _, s := range staged {
			_ = os.Remove(s.whole) // gone already where it was moved
		}
	}()
	for _, o := range outputs {
		place := filepath.Join(dir, o.Name)
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			return unwritable(place, err)
		}
		s, err := stage(place, o.Data)
		if err != nil {
			return err
		}
		staged = append(staged, s)
	}
	for _, s := range staged {
		if err := os.Rename(s.whole, s.place); err != nil {
			return unwritable(s.place, err)
		}
	}
	return nil
}

// stagedFile is a file written whole beside its place.
type stagedFile struct{ whole, place string }

// stage writes the file beside its place.
func stage(place string, data []byte) (stagedFile, error) {
	if info, err := os.Stat(place); err == nil && info.IsDir() {
		return stagedFile{}, unwritable(place, errIsFolder)
	}
	f, err := os.CreateTemp(filepath.Dir(place), ".写入中-*")
	if err != nil {
		return stagedFile{}, unwritable(place, err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return stagedFile{}, unwritable(place, err)
	}
	return stagedFile{f.Name(), place}, nil
}

// Save writes one file, so that a full disk or a power cut leaves the old one as it was.
func Save(name string, data []byte) error {
	return SaveAll(filepath.Dir(name), []Output{{Name: filepath.Base(name), Data: data}})
}

// errIsFolder stands in the way where a folder has the name of a file to be written.
var errIsFolder = errors.New("a folder has this name")

func unwritable(name string, err error) error {
	if errors.Is(err, errIsFolder) {
		return &yanpan.Error{Code: yanpan.CodeWrite, Op: "app.Save", Where: "“" + name + "”", Message: "这里已经有一个同名文件夹", Remedy: "请改掉文件夹的名字,或用 -o 另指定位置", Err: err}
	}
	return &yanpan.Error{Code: yanpan.CodeWrite, Op: "app.Save", Where: "“" + name + "”", Message: "写不进去", Remedy: "请看文件是否正在 Word、Excel 里打开,磁盘是否已满,文件夹是否可写", Err: err}
}
