package national

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/figure"
)

const scale = 100

func TestGenerate(t *testing.T) {
	c := Generate(1, scale)
	if got, want := len(c.TownshipOf), 6150; got != want {
		t.Errorf("%d villages, want %d", got, want)
	}
	urban := 0
	for _, k := range c.Kind {
		if k == yanpan.VillageUrban {
			urban++
		}
	}
	if urban != 1130 {
		t.Errorf("%d communities, want 1130", urban)
	}
	members := 0
	for _, f := range c.People.Flags {
		if f&(figure.OnParty|figure.OnVillagers) != 0 {
			members++
		}
	}
	if members != 26_900 {
		t.Errorf("%d members, want 26900", members)
	}
	if !slices.IsSorted(c.People.Village) {
		t.Error("people do not stand in the order of villages")
	}
}

// TestLevels: every region has something below it, and regions stand in order.
func TestLevels(t *testing.T) {
	c := Generate(1, scale)
	for name, l := range map[string]struct {
		parents []int32
		n       int
	}{"townships": {c.TownshipOf, 380}, "counties": {c.CountyOf, 28}, "provinces": {c.ProvinceOf, 28}} {
		seen := map[int32]bool{}
		for _, p := range l.parents {
			seen[p] = true
		}
		if len(seen) != l.n || !slices.IsSorted(l.parents) {
			t.Errorf("%s: %d of %d have something below them, in order: %v", name, len(seen), l.n, slices.IsSorted(l.parents))
		}
	}
}

func TestSameSeedSameCountry(t *testing.T) {
	if !reflect.DeepEqual(Generate(7, 1000), Generate(7, 1000)) {
		t.Error("two countries of one seed differ")
	}
	if reflect.DeepEqual(Generate(7, 1000), Generate(8, 1000)) {
		t.Error("two countries of two seeds are the same")
	}
}

func TestCSV(t *testing.T) {
	c := Generate(1, 10_000)
	var villages, members bytes.Buffer
	if err := c.WriteVillages(&villages); err != nil {
		t.Fatal(err)
	}
	if err := c.WriteMembers(&members); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Count(villages.String(), "\n"), len(c.Kind)+1; got != want {
		t.Errorf("%d lines of villages, want %d", got, want)
	}
	lines := strings.Split(strings.TrimSpace(members.String()), "\n")
	if got, want := len(lines), c.People.Len()+1; got != want {
		t.Fatalf("%d lines of members, want %d", got, want)
	}
	for _, line := range lines {
		if got, want := strings.Count(line, ","), strings.Count(lines[0], ","); got != want {
			t.Fatalf("%q has %d commas, its head %d", line, got, want)
		}
	}
	if !strings.HasPrefix(lines[1], "0,") || !strings.Contains(lines[1], ",true,") {
		t.Errorf("the first member is no secretary of the first village: %q", lines[1])
	}
}
