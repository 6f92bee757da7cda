package testkit

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

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

// Office converts files by LibreOffice under a profile of its own, so that
// several may run side by side. Close it when done.
type Office struct{ profile string }

// NewOffice makes the profile.
func NewOffice() (*Office, error) {
	profile, err := os.MkdirTemp("", "testkit-office-")
	return &Office{profile}, err
}

// Close removes the profile.
func (o *Office) Close() error { return os.RemoveAll(o.profile) }

// Convert turns the files into another kind, written into dir.
func (o *Office) Convert(dir, to string, files ...string) error {
	args := append([]string{"-env:UserInstallation=file://" + o.profile, "--headless", "--convert-to", to, "--outdir", dir}, files...)
	out, err := exec.Command("soffice", args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("soffice: %w\n%s", err, out)
	}
	return nil
}

// Write saves the book as kind (xlsx, xls, docx, csv, csv-bom, csv-gbk) into dir, which
// is made where it is missing.
func (o *Office) Write(b *Book, dir, kind string) error {
	name, content := filepath.Join(o.profile, b.Name+".fods"), b.Spreadsheet()
	if kind == "docx" {
		name, content = filepath.Join(o.profile, b.Name+".fodt"), b.Text()
	}
	if err := os.WriteFile(name, content, 0o666); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	kind, bom := strings.CutSuffix(kind, "-bom")
	if err := o.Convert(dir, filters[kind], name); err != nil {
		return err
	}
	if len(b.Sheets) > 1 || !strings.HasPrefix(kind, "csv") {
		return nil
	}
	plain := filepath.Join(dir, b.Name+".csv") // LibreOffice adds the sheet's name
	if err := os.Rename(filepath.Join(dir, b.Name+"-"+b.Sheets[0].Name+".csv"), plain); err != nil || !bom {
		return err
	}
	return mark(plain)
}

// mark puts the byte order mark before a text.
func mark(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, append([]byte("\xEF\xBB\xBF"), text...), 0o666)
}
