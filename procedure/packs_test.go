package procedure

import (
	"testing"

	"yanpan.dev/policy"
)

func builtin(t testing.TB) []*policy.Pack {
	t.Helper()
	packs, err := policy.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	packs = policy.Newest(packs)
	return packs
}

// The cases of the packs that come with the program come out, and no procedure lacks one.
func TestBuiltinCases(t *testing.T) {
	packs := builtin(t)
	ran := 0
	for _, p := range packs {
		var under []*policy.Pack
		for _, o := range p.Above(packs) {
			if o.Level == policy.LevelNational {
				under = append(under, o)
			}
		}
		results, err := Test(p, under...)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			ran++
			if !r.OK {
				t.Errorf("%s: %s:%s %s: %s", p.ID, r.Pos, r.Rule, r.Name, r.Message)
			}
		}
	}
	if ran < 30 {
		t.Errorf("only %d cases", ran)
	}
}
