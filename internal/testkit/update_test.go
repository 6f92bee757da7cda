package testkit_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"yanpan.dev/internal/testkit"
)

// update writes the fixtures anew; it needs LibreOffice.
var update = flag.Bool("update", false, "write testdata/layouts anew with LibreOffice")

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

func TestUpdateLayouts(t *testing.T) {
	office := updating(t, layoutsDir)
	if office == nil {
		return
	}
	defer office.Close()
	for i, l := range testkit.Layouts(testkit.LayoutTown()) {
		for _, kind := range kinds {
			dir := filepath.Join(layoutsDir, l.Name, kind)
			if kind == "csv" && i%2 == 1 {
				kind = "csv-gbk"
			}
			if err := office.Write(&l.Book, dir, kind); err != nil {
				t.Fatal(err)
			}
		}
	}
	text, err := json.MarshalIndent(count(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(layoutsDir, "expected.json"), append(text, '\n'), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestUpdateDemo(t *testing.T) {
	office := updating(t, "../demo/workbooks", "../demo/previous")
	if office == nil {
		return
	}
	defer office.Close()
	d := testkit.NewDemo()
	for _, f := range d.Files {
		if err := office.Write(&f.Book, "../demo/workbooks", f.Kind); err != nil {
			t.Fatal(err)
		}
	}
	if err := office.Write(&d.Former.Book, "../demo/previous", d.Former.Kind); err != nil {
		t.Fatal(err)
	}
}

// updating clears the directories and starts LibreOffice where -update asks
// for it; otherwise there is nothing to do.
func updating(t *testing.T, dirs ...string) *testkit.Office {
	if !*update {
		return nil
	}
	for _, dir := range dirs {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	office, err := testkit.NewOffice()
	if err != nil {
		t.Fatal(err)
	}
	return office
}
