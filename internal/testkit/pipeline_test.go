package testkit_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yanpan.dev/figure"
	"yanpan.dev/internal/sheet"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/internal/testkit"
	"yanpan.dev/roster"
)

// file is a workbook by name.
type file struct {
	name string
	body []byte
}

// admit takes files the whole way from bytes to records. Anything that the
// reader asks about or leaves out is a failure: these files leave nothing open.
func admit(t *testing.T, files []file) (*roster.Admission, []roster.Row) {
	t.Helper()
	var rows []roster.Row
	for _, f := range files {
		book, err := grid.Read(f.name, bytes.NewReader(f.body), int64(len(f.body)))
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		r, err := sheet.Tables(book, sheet.Options{})
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		for _, q := range r.Questions {
			t.Errorf("%s asks what column %s “%s” of %s is (%s, %v)", f.name, q.Column, q.Label, q.Sheet, q.Mapped, q.Samples)
		}
		rows = append(rows, r.Rows...)
	}
	town := testkit.Build()
	return roster.Admit(rows, roster.Options{AsOf: town.AsOf}), rows
}

// readDir gives the files of a directory in the order of their names.
func readDir(t *testing.T, dir string) []file {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []file
	for _, e := range entries {
		body, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, file{e.Name(), body})
	}
	return out
}

// compute counts the records with the term and the seats of the village files.
func compute(rec *roster.Records, before *roster.Records) *figure.Set {
	town := testkit.Build()
	opt := figure.Options{AsOf: town.AsOf, TermBegan: town.TermBegan, Before: before}
	for _, v := range rec.Villages {
		opt.Seats = append(opt.Seats, figure.Seats{
			Party: int(v.Numbers[roster.FieldPartySeats].Num), Villagers: int(v.Numbers[roster.FieldVillageSeats].Num),
		})
	}
	return figure.Compute(figure.FromRecords(rec, opt), opt)
}

// printed gives the figures of a scope as testkit writes them.
func printed(s *figure.Set, sc figure.Scope) testkit.Figures {
	out := testkit.Figures{}
	for _, f := range s.Figures(sc) {
		out[f.ID] = "null"
		if f.Value != nil {
			out[f.ID] = string(*f.Value)
		}
	}
	return out
}

// compare reports every figure that differs.
func compare(t *testing.T, where string, want, got testkit.Figures) {
	t.Helper()
	for _, id := range slices.Sorted(maps.Keys(want)) {
		if want[id] != got[id] {
			t.Errorf("%s %s: got %s, want %s", where, id, got[id], want[id])
		}
	}
	if len(want) != len(got) {
		t.Errorf("%s: %d figures, want %d", where, len(got), len(want))
	}
}

// rejected lists the rows that were given back, one a line.
func rejected(a *roster.Admission) string {
	var b strings.Builder
	for _, n := range a.Notes() {
		if n.Rejects {
			fmt.Fprintf(&b, "%s %s 第%d行 %s %s\n", n.File, n.Sheet, n.Row, n.Code, n.Message)
		}
	}
	return b.String()
}
