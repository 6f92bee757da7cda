package roster

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// The manual says of every note what to do, and of nothing that no row is ever told.
func TestManualKnowsEveryNote(t *testing.T) {
	text, err := os.ReadFile("../docs/手册.md")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, m := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\| (?:退回|采用|合并) \\|").FindAllSubmatch(text, -1) {
		said = append(said, string(m[1]))
	}
	codes := noteCodes(t)
	for _, c := range codes {
		if !slices.Contains(said, c) {
			t.Errorf("the manual's table of notes lacks %s", c)
		}
	}
	for i, c := range said {
		if !slices.Contains(codes, c) || slices.Contains(said[:i], c) {
			t.Errorf("the manual explains %s, which is no note or explained already", c)
		}
	}
}

// noteCodes reads the closed list of codes from its source.
func noteCodes(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "row.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); !ok || name.Name != "NoteCode" {
			return true
		}
		for _, v := range spec.Values {
			code, err := strconv.Unquote(v.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, code)
		}
		return true
	})
	if len(codes) < 20 {
		t.Fatalf("found %d codes of notes; the list is elsewhere now", len(codes))
	}
	return codes
}
