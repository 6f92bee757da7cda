package sheet

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/roster"
)

var update = flag.Bool("update", false, "write the manual's table of headers anew; read it before it is accepted")

// The manual's table of headers is what is recognised today.
func TestManual(t *testing.T) {
	const path = "../../docs/手册.md"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	head, tail := "<!-- 表头:由测试生成 -->\n", "<!-- /表头 -->"
	before, rest, ok := strings.Cut(text, head)
	said, after, closed := strings.Cut(rest, tail)
	if !ok || !closed {
		t.Fatalf("%s lacks the marks of the table", path)
	}
	table := "\n" + manualHeaders() + "\n"
	switch {
	case *update:
		if err := os.WriteFile(path, []byte(before+head+table+tail+after), 0o644); err != nil {
			t.Fatal(err)
		}
	case said != table:
		t.Errorf("%s does not say which headers are read; look at it and run the test with -update. Want\n%s", path, table)
	}
}

// manualKinds are the kinds of sheets in the order of the manual.
var manualKinds = []roster.SheetKind{roster.KindRoster, roster.KindMembers, roster.KindVillages, roster.KindReserve, roster.KindSanctions, roster.KindActivities, roster.KindEvaluations, roster.KindNominees, roster.KindHouseholds, roster.KindVetting}

// manualHeaders lists every field once, under the first kind of sheet that has it.
func manualHeaders() string {
	var b strings.Builder
	told := map[roster.Field]bool{}
	for _, kind := range manualKinds {
		fmt.Fprintf(&b, "**%s**\n\n| 字段 | 表头写成这些都认得(举例) | 标识 |\n|---|---|---|\n", kind.Label())
		for _, w := range words().Fields {
			if told[w.ID] || !w.allows(kind) {
				continue
			}
			told[w.ID] = true
			fmt.Fprintf(&b, "| %s | %s | `%s` |\n", w.Label, strings.Join(w.Exact[:min(len(w.Exact), 5)], "、"), w.ID)
		}
		b.WriteString("\n")
	}
	return yanpan.Typeset(strings.TrimRight(b.String(), "\n") + "\n")
}

// What the manual tells people to write with --map is what is understood.
func TestEveryLabelOfTheManualMaps(t *testing.T) {
	for _, w := range words().Fields {
		for _, name := range []string{w.Label, yanpan.Typeset(w.Label), string(w.ID)} {
			if f, ok := FieldByName(name); !ok || f != w.ID {
				t.Errorf("%q maps to %q, %v; want %q", name, f, ok, w.ID)
			}
		}
	}
}
