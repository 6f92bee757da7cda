package testkit_test

import (
	"maps"
	"slices"
	"testing"

	"yanpan.dev/figure"
	"yanpan.dev/internal/demo"
	"yanpan.dev/internal/testkit"
	"yanpan.dev/roster"
)

// TestDemo takes the sample of package demo the whole way and holds balance,
// reasons and figures against what was composed.
func TestDemo(t *testing.T) {
	want := testkit.NewDemo()
	a, _ := admit(t, named(demo.Files()))
	if a.Balance != want.Balance() {
		t.Errorf("balance: got %+v, want %+v", a.Balance, want.Balance())
	}
	faults := map[string]int{}
	for _, r := range a.Results {
		if r.Outcome == roster.Rejected {
			faults[string(r.Notes[len(r.Notes)-1].Code)]++
		}
	}
	if !maps.Equal(faults, want.Faults) {
		t.Errorf("given back for %v, want %v\n%s", faults, want.Faults, rejected(a))
	}
	before, _ := admit(t, named([]demo.File{demo.PreviousTerm()}))
	if n := before.Balance; n.Read != want.Former.Read || n.Accepted != n.Read {
		t.Errorf("term before: %+v, want all of %d", n, want.Former.Read)
	}
	set := compute(&a.Records, &before.Records)
	compare(t, "全镇", want.Figures(), printed(set, set.All()))
	compareDemoVillages(t, want, a, before)
}

func compareDemoVillages(t *testing.T, want *testkit.Demo, a, before *roster.Admission) {
	t.Helper()
	set := compute(&a.Records, &before.Records)
	for _, v := range want.Town.Villages {
		i := slices.IndexFunc(a.Records.Villages, func(w roster.Village) bool { return w.Name == v.Name })
		if i < 0 {
			t.Errorf("%s was not found", v.Name)
			continue
		}
		part := want.Town.Part(v.Name)
		compare(t, v.Name, testkit.Count(part, part.Taken(), testkit.Extra{WellOff: true, Tenure: true, Sanctions: true, Seats: true}), printed(set, set.VillageScope(i)))
	}
}

// TestDemoRows holds the rows of each file against what was composed.
func TestDemoRows(t *testing.T) {
	want := testkit.NewDemo()
	files := demo.Files()
	if len(files) != len(want.Files) {
		t.Fatalf("%d files, want %d", len(files), len(want.Files))
	}
	read := map[string]roster.Balance{}
	a, rows := admit(t, named(files))
	for i, r := range a.Results {
		b := read[rows[i].Layout.File]
		b.Read++
		if r.Outcome == roster.Rejected {
			b.Rejected++
		}
		read[rows[i].Layout.File] = b
	}
	for i, f := range want.Files {
		got := read[files[i].Name]
		if got.Read != f.Read || got.Rejected != f.Rejected {
			t.Errorf("%s: %d rows, %d given back; want %d, %d", files[i].Name, got.Read, got.Rejected, f.Read, f.Rejected)
		}
	}
}

// TestDemoOthers counts what the sheets beside the rosters hold.
func TestDemoOthers(t *testing.T) {
	want := testkit.NewDemo()
	a, _ := admit(t, named(demo.Files()))
	rec, town := &a.Records, want.Town
	reserves, members := 0, 0
	for _, v := range town.Villages {
		reserves += len(v.Reserves)
		if len(v.Members) > 0 {
			members += len(v.Register())
		}
	}
	sessions, people, copies, masses := 0, 0, 0, 0
	for _, w := range rec.Activities {
		sessions, people, copies, masses = sessions+w.Sessions, people+w.Participants, copies+w.Copies, masses+w.Masses
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"party members", len(rec.Members), members}, {"sessions", sessions, 159}, {"people met", people, 7225}, {"copies", copies, 1900}, {"of the masses", masses, 3381},
		{"reserve", len(rec.Reserves), reserves}, {"sanctions", len(rec.Sanctions), len(town.Sanctions)},
		{"activities", len(rec.Activities), len(town.Activities)}, {"evaluations", len(rec.Evaluations), len(town.Villages) - 1},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", c.what, c.got, c.want)
		}
	}
}

func named(files []demo.File) []file {
	var out []file
	for _, f := range files {
		out = append(out, file{f.Name, f.Body})
	}
	return out
}

// TestDemoRemarks counts what is said about rows that are taken in.
func TestDemoRemarks(t *testing.T) {
	want := testkit.NewDemo()
	a, _ := admit(t, named(demo.Files()))
	got := map[roster.NoteCode]int{}
	for _, n := range a.Notes() {
		if !n.Rejects {
			got[n.Code]++
		}
	}
	delete(got, roster.TwoPrecisions) // the list of heads has months; how many agree to the day is chance
	remarks := map[roster.NoteCode]int{
		roster.EducationUnknown: 1, roster.PoliticalUnknown: 1, roster.IDDamaged: 1, roster.PostUnknown: 1,
		roster.UnknownPerson: 1, roster.HiddenRow: 2, roster.SameName: 1, roster.MergedRow: want.Balance().Merged,
	}
	if !maps.Equal(got, remarks) {
		t.Errorf("remarks %v, want %v", got, remarks)
	}
	edge := figure.EdgeNotes(&a.Records, figure.Options{AsOf: demo.AsOf()})
	if len(edge) != 1 || edge[0].File != "石桥片区两委花名册.xlsx" {
		t.Errorf("at the edge of a band: %v", edge)
	}
}
