package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// source is one parsed Go file of the tree.
type source struct {
	name string // path within the tree
	room string // its package relative to the module, "." for the root
	test bool
	fset *token.FileSet
	file *ast.File
}

// at is the position of n as name:line.
func (s *source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.name, s.fset.Position(n.Pos()).Line)
}

// goSources parses every Go file of the tree, for all platforms alike.
// Fixtures under testdata are no part of the program.
func goSources(tree fs.FS) ([]*source, error) {
	var all []*source
	err := walk(tree, func(name string) error {
		if path.Ext(name) != ".go" || inTestdata(name) {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
		if err != nil {
			return err
		}
		all = append(all, &source{
			name: name, room: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), fset: fset, file: file,
		})
		return nil
	})
	return all, err
}

// inTestdata reports whether the file lies below a directory named testdata.
func inTestdata(name string) bool {
	return slices.Contains(strings.Split(path.Dir(name), "/"), "testdata")
}

// matches reports whether pkg falls under the pattern: itself, or everything
// below x where the pattern is "x/...".
func matches(pattern, pkg string) bool {
	if pattern == "..." {
		return true
	}
	base, below := strings.CutSuffix(pattern, "/...")
	return pkg == base || below && strings.HasPrefix(pkg, base+"/")
}

func anyMatches(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, pkg) })
}

// rowOf finds the row of a package: its own, or else the longest pattern above it.
func rowOf(pkg string) (room, bool) {
	if r, ok := rooms[pkg]; ok {
		return r, true
	}
	best := ""
	for pattern := range rooms {
		if matches(pattern, pkg) && len(pattern) > len(best) {
			best = pattern
		}
	}
	return rooms[best], best != ""
}

// checkImports reports every import that the table and the pins do not allow.
func checkImports(sources []*source) []string {
	var bad []string
	for _, s := range sources {
		row, known := rowOf(s.room)
		if !known {
			bad = append(bad, fmt.Sprintf("%s: package %s has no row in the table of rooms", s.name, s.room))
			continue
		}
		for _, spec := range s.file.Imports {
			target, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				bad = append(bad, s.at(spec)+": "+err.Error())
				continue
			}
			if why := refuse(s, row, target); why != "" {
				bad = append(bad, s.at(spec)+": "+why)
			}
		}
	}
	return bad
}

// refuse says why the file may not import target, or "".
func refuse(s *source, row room, target string) string {
	first, _, _ := strings.Cut(target, "/")
	switch {
	case target == "C":
		return "cgo is not used: the program is built for every platform without a C compiler"
	case target == module || strings.HasPrefix(target, module+"/"):
		return refuseOwn(s, row, target)
	case strings.Contains(first, "."):
		return refuseThird(s, target)
	case !s.test && anyMatches(banned[row.reach], target):
		return fmt.Sprintf("%s may not import %s: what lies outside comes in as an argument", s.room, target)
	}
	return ""
}

func refuseOwn(s *source, row room, target string) string {
	pkg := "."
	if target != module {
		pkg = strings.TrimPrefix(target, module+"/")
	}
	switch {
	case pkg == testkit && s.room != "cmd/yanpan" && s.test:
		return ""
	case pkg == testkit && !s.test && s.room != testkit:
		return fmt.Sprintf("%s is for tests only", testkit)
	case pkg == "." || pkg == s.room || anyMatches(row.imports, pkg):
		return ""
	}
	return fmt.Sprintf("%s may not import %s", s.room, pkg)
}

func refuseThird(s *source, target string) string {
	for mod, p := range pins {
		if !matches(mod+"/...", target) {
			continue
		}
		if p.tests && s.test || anyMatches(p.homes, s.room) {
			return ""
		}
		return fmt.Sprintf("%s may not import %s: its home is %s", s.room, mod, homeOf(p))
	}
	return fmt.Sprintf("%s has no pin: a dependency is entered with its home and an ADR first", target)
}

func homeOf(p pin) string {
	homes := strings.Join(p.homes, ", ")
	switch {
	case p.tests && homes == "":
		return "tests"
	case p.tests:
		return homes + " and tests"
	}
	return homes
}

// checkClock reports calls that read the clock where time is an argument.
func checkClock(sources []*source) []string {
	var bad []string
	for _, s := range sources {
		row, known := rowOf(s.room)
		if s.test || !known || row.reach >= edge {
			continue
		}
		names := timeNames(s.file)
		if names["."] {
			bad = append(bad, s.name+": package time may not be imported with a dot")
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok || !clock[sel.Sel.Name] {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && names[x.Name] {
				bad = append(bad, fmt.Sprintf("%s: %s may not use time.%s: time is an argument", s.at(n), s.room, sel.Sel.Name))
			}
			return true
		})
	}
	return bad
}

// timeNames gives the names under which the file knows package time.
func timeNames(f *ast.File) map[string]bool {
	names := map[string]bool{}
	for _, spec := range f.Imports {
		if spec.Path.Value != `"time"` {
			continue
		}
		if spec.Name == nil {
			names["time"] = true
		} else {
			names[spec.Name.Name] = true
		}
	}
	return names
}

// checkRooms reports packages without a doc and rooms whose name says nothing.
func checkRooms(sources []*source) []string {
	docs := map[string]bool{}
	for _, s := range sources {
		docs[s.room] = docs[s.room] || goodDoc(s.file)
	}
	var bad []string
	for _, pkg := range slices.Sorted(maps.Keys(docs)) {
		if !docs[pkg] {
			bad = append(bad, fmt.Sprintf("%s: no file has a package doc", pkg))
		}
		for _, part := range strings.Split(pkg, "/") {
			if badNames[part] {
				bad = append(bad, fmt.Sprintf("%s: a room is named after the trade, never %s", pkg, part))
			}
		}
	}
	return bad
}

// goodDoc reports whether the file's package comment introduces the package by name.
func goodDoc(f *ast.File) bool {
	text := f.Doc.Text()
	if f.Name.Name == "main" {
		return strings.HasPrefix(text, "Command ")
	}
	return strings.HasPrefix(text, "Package "+f.Name.Name+" ")
}
