package demo

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"yanpan.dev/internal/testkit"
)

func TestFilesAreThoseComposed(t *testing.T) {
	var want, got []string
	for _, f := range testkit.NewDemo().Files {
		want = append(want, f.FileName())
	}
	size := 0
	for _, f := range Files() {
		got = append(got, f.Name)
		size += len(f.Body)
	}
	if !slices.Equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
	if size > 400_000 {
		t.Errorf("%d bytes are too many for a sample inside the program", size)
	}
	for _, ending := range []string{".xlsx", ".xls", ".csv", ".docx"} {
		if !slices.ContainsFunc(got, func(n string) bool { return strings.HasSuffix(n, ending) }) {
			t.Errorf("no %s among the files", ending)
		}
	}
}

func TestTownshipIsTheOneComposed(t *testing.T) {
	town := testkit.Build()
	if AsOf() != town.AsOf || TermBegan() != town.TermBegan || Township != town.Name || !strings.HasPrefix(To, town.County) {
		t.Errorf("%v %v %s %s against %v %v %s %s", AsOf(), TermBegan(), Township, To, town.AsOf, town.TermBegan, town.Name, town.County)
	}
}

func TestWrite(t *testing.T) {
	var names []string
	if err := Write(func(name string, body []byte) error {
		if len(body) == 0 {
			t.Errorf("%s is empty", name)
		}
		names = append(names, name)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(names) != len(Files())+1 || names[len(names)-1] != PreviousTerm().Name {
		t.Errorf("written %v", names)
	}
	full, n := errors.New("disk full"), 0
	err := Write(func(string, []byte) error {
		if n++; n == 2 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || n != 2 {
		t.Errorf("error %v after %d files", err, n)
	}
}
