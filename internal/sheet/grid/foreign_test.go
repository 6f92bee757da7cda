package grid

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yanpan.dev"
)

// savedByExcelize saves a workbook of one cell under the name and gives its bytes.
func savedByExcelize(t *testing.T, name string) []byte {
	t.Helper()
	x := excelize.NewFile()
	path := filepath.Join(t.TempDir(), name)
	if err := errors.Join(x.SetCellStr("Sheet1", "A1", "石板村"), x.SaveAs(path), x.Close()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// inPart gives the text of a part of a zip archive.
func inPart(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A workbook may name the type of macros without holding one: only the macro is refused.
func TestMacrosNamedButAbsent(t *testing.T) {
	data := savedByExcelize(t, "花名册.xlsx")
	if !strings.Contains(inPart(t, data, "[Content_Types].xml"), "vbaProject") {
		t.Fatal("the file no longer names the type of macros and proves nothing")
	}
	b, err := Read("花名册.xlsx", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Sheets[0].At(1, 0).Text(); got != "石板村" {
		t.Errorf("A1 is %q", got)
	}
}

// The same program marks a workbook for macros as such by its main part.
func TestWorkbookForMacros(t *testing.T) {
	data := savedByExcelize(t, "花名册.xlsm")
	_, err := Read("花名册.xlsm", bytes.NewReader(data), int64(len(data)))
	if yanpan.CodeOf(err) != yanpan.CodeRefused || !strings.Contains(err.Error(), "含宏") {
		t.Errorf("got %v", err)
	}
}
