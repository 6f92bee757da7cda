package app

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/internal/sheet"
	"yanpan.dev/policy"
)

// book writes the sample township's parameters into a file after an office has
// changed one cell.
func book(t *testing.T, page, heading, text string) string {
	t.Helper()
	p, err := FindPack("qingshui-township")
	if err != nil {
		t.Fatal(err)
	}
	var pages []sheet.ParameterSheet
	for _, s := range policy.NewBook(p).Sheets {
		out := sheet.ParameterSheet{Name: s.Name, Note: s.Note, Rows: s.Rows}
		for i, h := range s.Head {
			out.Columns = append(out.Columns, sheet.ParameterColumn{Label: h.Label, List: h.Words})
			if s.Name == page && h.Label == heading {
				s.Rows[0][i] = text
			}
		}
		pages = append(pages, out)
	}
	var b bytes.Buffer
	if err := sheet.WriteParameters(&b, "政策参数表", pages, nil); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), ParametersName)
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// One number changed in the workbook changes the rule, whether the workbook is
// used as it is or imported into a folder first.
func TestPackFromBook(t *testing.T) {
	name := book(t, "结构目标", "要求", "不少于2人")
	p, files, err := PackFromBook(name)
	if err != nil {
		t.Fatal(err)
	}
	if says := policy.View(p.Rules[0]).Says; !strings.HasSuffix(says, "不少于2人") {
		t.Errorf("the rule says %q", says)
	}
	dir := t.TempDir()
	if err := SaveAll(dir, files); err != nil {
		t.Fatal(err)
	}
	folder, err := PacksIn([]string{dir})
	if err != nil || len(folder) != 1 {
		t.Fatalf("%d packs in the folder, %v", len(folder), err)
	}
	direct, err := PacksIn([]string{name})
	if err != nil || len(direct) != 1 {
		t.Fatalf("%d packs in the workbook, %v", len(direct), err)
	}
	for _, q := range []*policy.Pack{folder[0], direct[0]} {
		if got, want := policy.View(q.Rules[0]).Says, policy.View(p.Rules[0]).Says; got != want {
			t.Errorf("%s: %q, want %q", q.ID, got, want)
		}
	}
}

func TestPackFromBookFaults(t *testing.T) {
	_, _, err := PackFromBook(book(t, "职数", "党组织职数", "七八个"))
	faults := policy.FaultsOf(err)
	if len(faults) != 1 || faults[0].Pos.Cell != "D4" || faults[0].Pos.File != "职数" {
		t.Fatalf("faults %v, want one at D4 of 职数", faults)
	}
	if _, _, err := PackFromBook("没有.xlsx"); yanpan.CodeOf(err) != yanpan.CodeUnreadable {
		t.Errorf("a missing workbook: %v", err)
	}
	bad := filepath.Join(t.TempDir(), "坏.xlsx")
	if err := os.WriteFile(bad, []byte("MZ"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := PackFromBook(bad); err == nil {
		t.Error("a program under the name of a workbook was read")
	}
	if _, err := FindPack("没有"); yanpan.CodeOf(err) != yanpan.CodeUsage {
		t.Errorf("an unknown pack: %v", err)
	}
}
