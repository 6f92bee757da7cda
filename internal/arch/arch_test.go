package arch

import (
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// tree is the repository, seen from this directory.
func tree() fs.FS { return os.DirFS("../..") }

func report(t *testing.T, bad []string, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range bad {
		t.Error(b)
	}
}

func TestTree(t *testing.T) {
	sources, err := goSources(tree())
	if err != nil {
		t.Fatal(err)
	}
	// Without these two the walk went astray and every check below would pass on nothing.
	for _, room := range []string{".", "internal/arch"} {
		if !slices.ContainsFunc(sources, func(s *source) bool { return s.room == room }) {
			t.Fatalf("package %s was not found", room)
		}
	}
	t.Run("imports", func(t *testing.T) { report(t, checkImports(sources), nil) })
	t.Run("clock", func(t *testing.T) { report(t, checkClock(sources), nil) })
	t.Run("rooms", func(t *testing.T) { report(t, checkRooms(sources), nil) })
	t.Run("comments", func(t *testing.T) { report(t, checkComments(sources), nil) })
	t.Run("modules", func(t *testing.T) {
		bad, err := checkModules(tree(), sources)
		report(t, bad, err)
	})
	t.Run("text", func(t *testing.T) {
		bad, err := checkText(tree())
		report(t, bad, err)
	})
}

// TestTable holds the table itself to its words: an arrow leads to a room that
// has a row, and never back.
func TestTable(t *testing.T) {
	for name, row := range rooms {
		if row.reach == outside {
			continue
		}
		for _, target := range row.imports {
			target = strings.TrimSuffix(target, "/...")
			to, known := rowOf(target)
			if !known {
				t.Errorf("%s imports %s, which has no row", name, target)
			}
			if to.reach > row.reach {
				t.Errorf("%s imports %s, which reaches further out than itself", name, target)
			}
			self := strings.TrimSuffix(name, "/...")
			if target != self && !strings.HasPrefix(self, target+"/") && anyMatches(to.imports, self) {
				t.Errorf("%s and %s may import each other", name, target)
			}
		}
	}
}

// fixture is a small tree whose sources are given without their package clause.
func fixture(files map[string]string) fstest.MapFS {
	tree := fstest.MapFS{}
	for name, text := range files {
		if path.Ext(name) == ".go" {
			pkg := path.Base(path.Dir(name))
			text = "// Package " + pkg + " is a fixture.\npackage " + pkg + "\n\n" + text
		}
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

func TestImports(t *testing.T) {
	tests := map[string]struct {
		name, text string
		want       string // part of the one report, "" for none
	}{
		"down":                       {"figure/a.go", `import "yanpan.dev/roster"`, ""},
		"root":                       {"roster/a.go", `import yp "yanpan.dev"`, ""},
		"up":                         {"roster/a.go", `import "yanpan.dev/figure"`, "roster/a.go:4: roster may not import figure"},
		"up, in a test":              {"roster/a_test.go", `import "yanpan.dev/figure"`, "roster may not import figure"},
		"sideways":                   {"gongwen/a.go", `import "yanpan.dev/roster"`, "gongwen may not import roster"},
		"cli and web":                {"internal/cli/a.go", `import "yanpan.dev/internal/web"`, "internal/cli may not import internal/web"},
		"below a pattern":            {"internal/web/page/home/a.go", `import "yanpan.dev/internal/app"`, ""},
		"packs of policy":            {"assess/a.go", `import "yanpan.dev/policy/packs"`, ""},
		"part of a longer name":      {"assess/a.go", `import "yanpan.dev/policyother"`, "may not import policyother"},
		"unknown room":               {"gossip/a.go", `import "fmt"`, "package gossip has no row"},
		"main may":                   {"cmd/yanpan/a.go", `import ("os"; "yanpan.dev/internal/web")`, ""},
		"testkit in a test":          {"roster/a_test.go", `import "yanpan.dev/internal/testkit"`, ""},
		"testkit in code":            {"internal/cli/a.go", `import "yanpan.dev/internal/testkit"`, "for tests only"},
		"file in the trade":          {"roster/a.go", `import "os"`, "roster may not import os"},
		"file in a test":             {"roster/a_test.go", `import "os"`, ""},
		"process in the trade":       {"policy/a.go", `import "os/exec"`, "policy may not import os/exec"},
		"chance":                     {"proof/a.go", `import "math/rand/v2"`, "proof may not import math/rand/v2"},
		"address is no network":      {"gongwen/a.go", `import "net/url"`, ""},
		"http in app":                {"internal/app/a.go", `import "net/http"`, "internal/app may not import net/http"},
		"file in app":                {"internal/app/a.go", `import "os"`, ""},
		"sql in web":                 {"internal/web/a.go", `import "database/sql"`, "internal/web may not import database/sql"},
		"third party at home":        {"internal/sheet/xls/a.go", `import "github.com/richardlehane/mscfb"`, ""},
		"third party abroad":         {"roster/a.go", `import "golang.org/x/text/encoding"`, "its home is internal/sheet/..., proof"},
		"third party without a pin":  {"roster/a.go", `import "example.com/x"`, "example.com/x has no pin"},
		"test library in a test":     {"roster/a_test.go", `import "pgregory.net/rapid"`, ""},
		"test library in code":       {"roster/a.go", `import "pgregory.net/rapid"`, "its home is tests"},
		"browser of the testkit":     {"internal/testkit/a.go", `import "github.com/chromedp/chromedp"`, ""},
		"cgo":                        {"internal/cli/a.go", `import "C"`, "cgo is not used"},
		"fixtures are not looked at": {"roster/testdata/a.go", `import "os"`, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			sources, err := goSources(fixture(map[string]string{tt.name: tt.text}))
			if err != nil {
				t.Fatal(err)
			}
			expect(t, checkImports(sources), tt.want)
		})
	}
}

// expect wants one report that contains want, or none where want is "".
func expect(t *testing.T, got []string, want string) {
	t.Helper()
	switch {
	case want == "" && len(got) > 0:
		t.Errorf("reported without reason: %q", got)
	case want != "" && (len(got) != 1 || !strings.Contains(got[0], want)):
		t.Errorf("got %q, want one report with %q", got, want)
	}
}

func TestClock(t *testing.T) {
	tests := map[string]struct{ name, text, want string }{
		"now":            {"figure/a.go", "import \"time\"\n\nvar x = time.Now()", "figure/a.go:6: figure may not use time.Now"},
		"under a name":   {"internal/app/a.go", "import clock \"time\"\n\nvar x = clock.Since", "may not use time.Since"},
		"with a dot":     {"figure/a.go", "import . \"time\"\n\nvar x = Now()", "with a dot"},
		"no clock":       {"figure/a.go", "import \"time\"\n\nvar x = time.Date", ""},
		"own Now":        {"figure/a.go", "var time struct{ Now int }\nvar x = time.Now", ""},
		"in a test":      {"figure/a_test.go", "import \"time\"\n\nvar x = time.Now()", ""},
		"at the edge":    {"internal/cli/a.go", "import \"time\"\n\nvar x = time.Now()", ""},
		"waiting":        {"proof/a.go", "import \"time\"\n\nvar x = time.After", "may not use time.After"},
		"a page's clock": {"internal/web/page/home/a.go", "import \"time\"\n\nvar x = time.Now()", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			sources, err := goSources(fixture(map[string]string{tt.name: tt.text}))
			if err != nil {
				t.Fatal(err)
			}
			expect(t, checkClock(sources), tt.want)
		})
	}
}

func TestRooms(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	tests := map[string]struct {
		tree fstest.MapFS
		want string
	}{
		"documented":      {fstest.MapFS{"roster/a.go": file("// Package roster is.\npackage roster"), "roster/b.go": file("package roster")}, ""},
		"no doc":          {fstest.MapFS{"roster/a.go": file("package roster")}, "roster: no file has a package doc"},
		"of another name": {fstest.MapFS{"roster/a.go": file("// Package figure is.\npackage roster")}, "roster: no file has a package doc"},
		"a command":       {fstest.MapFS{"cmd/yanpan/a.go": file("// Command yanpan is.\npackage main")}, ""},
		"empty name":      {fstest.MapFS{"internal/common/a.go": file("// Package common is.\npackage common")}, "never common"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			sources, err := goSources(tt.tree)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, checkRooms(sources), tt.want)
		})
	}
}

func TestModules(t *testing.T) {
	const record = "pgregory.net/rapid and example.com/new"
	const use = `import "pgregory.net/rapid"`
	tests := map[string]struct{ gomod, text, want string }{
		"pinned":         {"module m\n\nrequire pgregory.net/rapid v1.3.0\n", use, ""},
		"in a block":     {"require (\n\tpgregory.net/rapid v1.3.0\n\texample.com/deep v1.0.0 // indirect\n)\n", use, ""},
		"below a module": {"require golang.org/x/text v0.1.0 // indirect\n", `import "golang.org/x/text/width"`, "golang.org/x/text is marked wrongly"},
		"not used":       {"require pgregory.net/rapid v1.3.0\n", "", "pgregory.net/rapid is marked wrongly"},
		"without a pin":  {"require (\n\texample.com/new v1.0.0\n)\n", `import "example.com/new"`, "example.com/new has no pin"},
		"without record": {"require golang.org/x/text v0.1.0\n", `import "golang.org/x/text"`, "no record under docs/adr names golang.org/x/text"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tree := fixture(map[string]string{"go.mod": tt.gomod, "docs/adr/0001-x.md": record, "roster/a.go": tt.text})
			sources, err := goSources(tree)
			if err != nil {
				t.Fatal(err)
			}
			bad, err := checkModules(tree, sources)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, bad, tt.want)
		})
	}
}

func TestText(t *testing.T) {
	home := "/" + "root" + "/x"
	tests := map[string]struct{ name, text, want string }{
		"plain":                {"docs/a.md", "见 https://example.com/work/a 与 /work/a 页\n", ""},
		"path of one machine":  {"docs/a.md", "一\n见 " + home + " 。\n", "docs/a.md:2: " + home[:6] + " is a path of one machine"},
		"host of packages":     {"bench/package-lock.json", `"resolved": "https://registry` + `.npmjs.org/x"`, "registry" + ".npmjs"},
		"in the pipeline":      {".ci/run", "cd " + home, "path of one machine"},
		"what git keeps":       {".git/config", home, ""},
		"what was built":       {"bench/report/node_modules/a.md", home, ""},
		"pictures":             {"docs/a.png", "\x00" + home, ""},
		"formatted":            {"roster/a.go", "var x = 1\n", ""},
		"not formatted":        {"roster/a.go", "var  x = 1\n", "not formatted"},
		"long code":            {"roster/a.go", strings.Repeat("var _ = 1\n", 700), "703 lines"},
		"long script":          {"bench/a.mjs", strings.Repeat("x()\n", 701), "701 lines"},
		"long data":            {"roster/words/a.json", strings.Repeat("1\n", 701), ""},
		"a promise in a style": {"internal/web/a.css", "/* FIX" + "ME */", "promises"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			bad, err := checkText(fixture(map[string]string{tt.name: tt.text}))
			if err != nil {
				t.Fatal(err)
			}
			expect(t, bad, tt.want)
		})
	}
}

func TestComments(t *testing.T) {
	word := "TO" + "DO"
	tests := map[string]struct{ text, want string }{
		"a promise":            {"// " + word + ": all of it\nvar x = 1\n", "promises instead of delivering"},
		"inside a function":    {"func f() {\n\t/* " + word + " */\n}\n", "promises instead of delivering"},
		"a word of the data":   {"var x = \"" + word + "\"\n", ""},
		"part of another word": {"// " + word + "S are words\nvar x = 1\n", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			sources, err := goSources(fixture(map[string]string{"roster/a.go": tt.text}))
			if err != nil {
				t.Fatal(err)
			}
			expect(t, checkComments(sources), tt.want)
		})
	}
}
