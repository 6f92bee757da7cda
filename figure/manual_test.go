package figure

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"yanpan.dev"
)

var update = flag.Bool("update", false, "write the manual's table of figures anew; read it before it is accepted")

// The manual's table of figures is what the program counts today.
func TestManual(t *testing.T) {
	const path = "../docs/手册.md"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	head, tail := "<!-- 数:由测试生成 -->\n", "<!-- /数 -->"
	before, rest, ok := strings.Cut(text, head)
	said, after, closed := strings.Cut(rest, tail)
	if !ok || !closed {
		t.Fatalf("%s lacks the marks of the table", path)
	}
	table := "\n" + manualFigures() + "\n"
	switch {
	case *update:
		if err := os.WriteFile(path, []byte(before+head+table+tail+after), 0o644); err != nil {
			t.Fatal(err)
		}
	case said != table:
		t.Errorf("%s does not say what is counted; look at it and run the test with -update. Want\n%s", path, table)
	}
}

func manualFigures() string {
	defs := Definitions(DefaultBands())
	labels := map[string]string{"": "—"}
	for _, d := range defs {
		labels[d.ID] = d.Label
	}
	var b strings.Builder
	b.WriteString("| 数 | 单位 | 分母 | 口径 | 标识 |\n|---|---|---|---|---|\n")
	for _, d := range defs {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | `%s` |\n", yanpan.Typeset(d.Label), d.Unit, yanpan.Typeset(labels[d.Base]), yanpan.Typeset(d.Text), d.ID)
	}
	return b.String()
}
