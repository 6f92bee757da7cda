package policy

import (
	"slices"
	"sync"
	"testing"

	"yanpan.dev"
)

// load gives the newest versions of the packs that come with the program.
func load(t testing.TB) []*Pack {
	t.Helper()
	return Newest(loadAll(t))
}

func loadAll(t testing.TB) []*Pack {
	t.Helper()
	packs, err := builtinOnce()
	if err != nil {
		t.Fatal(err)
	}
	return slices.Clone(packs)
}

// builtinOnce reads the packs of the program once for all tests: a pack does not change.
var builtinOnce = sync.OnceValues(LoadBuiltin)

// A base date has one version of each law: none before its first, never two.
func TestVersionsDoNotOverlap(t *testing.T) {
	for _, c := range []struct{ day, law string }{
		{"2018-12-28", ""}, {"2018-12-29", "national/village-committees/2018-12-29"}, {"2025-12-31", "national/village-committees/2018-12-29"},
		{"2026-01-01", "national/village-committees/2026-01-01"},
	} {
		got := ""
		for _, p := range loadAll(t) {
			if p.Topic == "village-committees" && p.InForce(yanpan.MustDate(c.day)) {
				got += p.ID
			}
		}
		if got != c.law {
			t.Errorf("%s: %q, want %q", c.day, got, c.law)
		}
	}
}

func TestBuiltinCases(t *testing.T) {
	packs := loadAll(t)
	var national []*Pack
	for _, p := range Newest(packs) {
		if p.Level == LevelNational {
			national = append(national, p)
		}
	}
	for _, p := range packs {
		under := national
		if p.Level == LevelNational {
			under = nil
		}
		results, err := Test(p, under...)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if !r.OK {
				t.Errorf("%s: %s:%s %s: %s", p.ID, r.Pos, r.Rule, r.Name, r.Message)
			}
		}
		t.Logf("%s: %d cases", p.ID, len(results))
	}
}
