package testkit_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yanpan.dev/internal/testkit"
	"yanpan.dev/roster"
)

// TestExpected holds expected.json against the ground truth, so that neither
// is changed without the other.
func TestExpected(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(layoutsDir, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got expected
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	want := count()
	compare(t, "township", want.Township, got.Township)
	compare(t, "heads", want.Heads, got.Heads)
	for name, f := range want.Villages {
		compare(t, name, f, got.Villages[name])
	}
}

// TestLayouts reads every layout in every format and compares the figures of
// the township and of each village with those counted from the ground truth.
func TestLayouts(t *testing.T) {
	town := testkit.LayoutTown()
	for _, l := range testkit.Layouts(town) {
		for _, kind := range kinds {
			t.Run(l.Name+"/"+kind, func(t *testing.T) {
				a, _ := admit(t, readDir(t, filepath.Join(layoutsDir, l.Name, kind)))
				if bad := rejected(a); bad != "" {
					t.Errorf("given back:\n%s", bad)
				}
				compareVillages(t, l, town, &a.Records)
			})
		}
	}
}

func compareVillages(t *testing.T, l testkit.Layout, town *testkit.Town, rec *roster.Records) {
	t.Helper()
	set := compute(rec, nil)
	compare(t, "全镇", l.Count(town), printed(set, set.All()))
	for _, v := range town.Villages {
		i := slices.IndexFunc(rec.Villages, func(w roster.Village) bool { return w.Name == v.Name || w.Name == strings.TrimSuffix(v.Name, "村") })
		if i < 0 {
			t.Errorf("%s was not found", v.Name)
			continue
		}
		compare(t, v.Name, l.Count(town.Part(v.Name)), printed(set, set.VillageScope(i)))
	}
}
