package policy

import "testing"

func load(t testing.TB) []*Pack {
	t.Helper()
	packs, err := LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	return packs
}

func TestBuiltinCases(t *testing.T) {
	packs := load(t)
	var national []*Pack
	for _, p := range packs {
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
