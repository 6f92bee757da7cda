package testkit_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"yanpan.dev/internal/testkit"
)

// update writes fixtures anew; it needs LibreOffice. The sample is embedded in
// package demo, so tests see a new one only when they are built again.
var update = flag.String("update", "", "write anew with LibreOffice: layouts (testdata/layouts) or demo (the workbooks of package demo)")

func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	switch *update {
	case "layouts":
		err = updateLayouts()
	case "demo":
		err = updateDemo()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const layoutsDir = "testdata/layouts"

// kinds are the formats of every layout; every other .csv is in GB18030.
var kinds = []string{"xlsx", "xls", "docx", "csv"}

// expected is testdata/layouts/expected.json: the figures of the layouts that
// tell everybody, and of the one that tells the heads alone.
type expected struct {
	AsOf     string                     `json:"as_of"`
	Township testkit.Figures            `json:"township"`
	Villages map[string]testkit.Figures `json:"villages"`
	Heads    testkit.Figures            `json:"heads"`
}

// count works the expected figures out from the ground truth.
func count() expected {
	town := testkit.LayoutTown()
	all, heads := testkit.Layout{}, testkit.Layout{Heads: true}
	e := expected{AsOf: town.AsOf.String(), Township: all.Count(town), Heads: heads.Count(town), Villages: map[string]testkit.Figures{}}
	for _, v := range town.Villages {
		e.Villages[v.Name] = all.Count(town.Part(v.Name))
	}
	return e
}

func updateLayouts() error {
	office, err := updating(layoutsDir)
	if err != nil {
		return err
	}
	defer office.Close()
	for i, l := range testkit.Layouts(testkit.LayoutTown()) {
		for _, kind := range kinds {
			dir := filepath.Join(layoutsDir, l.Name, kind)
			if kind == "csv" && i%2 == 1 {
				kind = "csv-gbk"
			}
			if err := office.Write(&l.Book, dir, kind); err != nil {
				return err
			}
		}
	}
	text, err := json.MarshalIndent(count(), "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(layoutsDir, "expected.json"), append(text, '\n'), 0o666)
}

func updateDemo() error {
	const present, past = "../demo/workbooks", "../demo/previous"
	office, err := updating(present, past)
	if err != nil {
		return err
	}
	defer office.Close()
	d := testkit.NewDemo()
	for _, f := range d.Files {
		if err := office.Write(&f.Book, present, f.Kind); err != nil {
			return err
		}
	}
	return office.Write(&d.Former.Book, past, d.Former.Kind)
}

// updating clears the directories and starts LibreOffice.
func updating(dirs ...string) (*testkit.Office, error) {
	for _, dir := range dirs {
		if err := os.RemoveAll(dir); err != nil {
			return nil, err
		}
	}
	return testkit.NewOffice()
}
