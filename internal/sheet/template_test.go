package sheet

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"yanpan.dev"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// A template that comes back with one more row filled in gives that row under
// the right fields, and neither the example nor the empty numbered rows.
func TestTemplates(t *testing.T) {
	for _, kind := range []roster.SheetKind{roster.KindRoster, roster.KindMembers, roster.KindVillages, roster.KindReserve, roster.KindSanctions, roster.KindActivities, roster.KindEvaluations, roster.KindNominees, roster.KindHouseholds} {
		t.Run(string(kind), func(t *testing.T) {
			var out bytes.Buffer
			must(t, WriteTemplate(&out, kind, stamp))
			if dir := os.Getenv("SHEET_OUT_DIR"); dir != "" {
				must(t, os.WriteFile(filepath.Join(dir, string(kind)+".xlsx"), out.Bytes(), 0o644))
			}
			x, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
			must(t, err)
			defer x.Close()
			name := x.GetSheetList()[0]
			rows, err := x.GetRows(name)
			must(t, err)
			var want []string
			for col, text := range rows[3][1:] {
				must(t, x.SetCellStr(name, grid.CellName(5, col+1), text))
				if text != "" {
					want = append(want, text)
				}
			}
			r := reread(t, x)
			if len(r.Rows) != 1 || r.Rows[0].Layout.Kind != kind || r.Rows[0].Number != 5 {
				t.Fatalf("%d rows\n%s", len(r.Rows), tellSheets(r))
			}
			var got []string
			for _, text := range r.Rows[0].Texts {
				if text != "" {
					got = append(got, text)
				}
			}
			if len(got) != len(want) {
				t.Errorf("got %v, want %v\n%s", got, want, tellSheets(r))
			}
			for i := range min(len(got), len(want)) {
				if got[i] != want[i] {
					t.Errorf("got %s, want %s", got[i], want[i])
				}
			}
			for _, c := range r.Tables[0].Columns {
				if FieldLabel(c.Field) != c.Label && yanpan.Typeset(FieldLabel(c.Field)) != c.Label {
					t.Errorf("%s was read as %s", c.Label, c.Field)
				}
			}
		})
	}
	if err := WriteTemplate(new(bytes.Buffer), "other", nil); yanpan.CodeOf(err) != yanpan.CodeUsage {
		t.Errorf("error %v", err)
	}
}
