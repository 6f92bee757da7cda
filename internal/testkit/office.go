package testkit

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Convert lets LibreOffice turn the files into another kind, written into dir
// (created where it is missing). It works under a profile of its own, so that
// several may run side by side.
func Convert(dir, to string, files ...string) error {
	profile, err := os.MkdirTemp("", "testkit-office-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	args := append([]string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", to, "--outdir", dir}, files...)
	out, err := exec.Command("soffice", args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("soffice: %w\n%s", err, out)
	}
	return nil
}

// The filters by the ending of the file that they write. A .csv holds what the
// cells show, every sheet in a file of its own.
var filters = map[string]string{
	"xlsx":    "xlsx:Calc MS Excel 2007 XML",
	"xls":     "xls:MS Excel 97",
	"docx":    "docx:MS Word 2007 XML",
	"csv":     csvFilter + "44,34,76,1,,0,false,true,false,false,false,-1",
	"csv-gbk": csvFilter + "44,34,85,1,,0,false,true,false,false,false,-1", // 85 is GB18030
}

const csvFilter = "csv:Text - txt - csv (StarCalc):"

// Write saves the book as kind (xlsx, xls, docx, csv, csv-gbk) into dir.
func (b *Book) Write(dir, kind string) error {
	tmp, err := os.MkdirTemp("", "testkit-book-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	name, content := filepath.Join(tmp, b.Name+".fods"), b.Spreadsheet()
	if kind == "docx" {
		name, content = filepath.Join(tmp, b.Name+".fodt"), b.Text()
	}
	if err := os.WriteFile(name, content, 0o666); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := Convert(dir, filters[kind], name); err != nil {
		return err
	}
	if len(b.Sheets) == 1 && strings.HasPrefix(kind, "csv") { // LibreOffice adds the sheet's name
		return os.Rename(filepath.Join(dir, b.Name+"-"+b.Sheets[0].Name+".csv"), filepath.Join(dir, b.Name+".csv"))
	}
	return nil
}
