package arch

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// required reads the modules that go.mod requires: true for a direct one.
func required(gomod string) map[string]bool {
	mods := map[string]bool{}
	block := false
	for line := range strings.Lines(gomod) {
		line = strings.TrimSpace(line)
		rest, single := strings.CutPrefix(line, "require ")
		switch {
		case single && rest == "(":
			block = true
			continue
		case line == ")":
			block = false
		}
		if !single && !block {
			continue
		}
		if fields := strings.Fields(rest); len(fields) >= 2 {
			mods[fields[0]] = !strings.HasSuffix(line, "// indirect")
		}
	}
	return mods
}

// imported lists the required modules that some file of the tree imports.
func imported(sources []*source, mods map[string]bool) map[string]bool {
	used := map[string]bool{}
	for _, s := range sources {
		for _, spec := range s.file.Imports {
			target, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue // reported by checkImports
			}
			for target != "." && target != "/" {
				if _, ok := mods[target]; ok {
					used[target] = true
					break
				}
				target = path.Dir(target)
			}
		}
	}
	return used
}

// checkModules reports direct dependencies without a pin or without a decision
// record, and a go.mod that does not tell direct from indirect ones.
func checkModules(tree fs.FS, sources []*source) ([]string, error) {
	gomod, err := fs.ReadFile(tree, "go.mod")
	if err != nil {
		return nil, err
	}
	decided, err := records(tree)
	if err != nil {
		return nil, err
	}
	mods := required(string(gomod))
	used := imported(sources, mods)
	var bad []string
	for _, mod := range slices.Sorted(maps.Keys(mods)) {
		direct := mods[mod]
		if direct != used[mod] {
			bad = append(bad, fmt.Sprintf("go.mod: %s is marked wrongly as direct or indirect: run go mod tidy", mod))
		}
		if !direct {
			continue
		}
		if _, ok := pins[mod]; !ok {
			bad = append(bad, fmt.Sprintf("go.mod: %s has no pin", mod))
		}
		if !strings.Contains(decided, mod) {
			bad = append(bad, fmt.Sprintf("go.mod: no record under docs/adr names %s", mod))
		}
	}
	return bad, nil
}

// records gives the text of all decision records.
func records(tree fs.FS) (string, error) {
	names, err := fs.Glob(tree, "docs/adr/*.md")
	if err != nil {
		return "", err
	}
	var all strings.Builder
	for _, name := range names {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return "", err
		}
		all.Write(text)
	}
	return all.String(), nil
}
