package arch

import (
	"bytes"
	"fmt"
	"go/format"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// maxLines is the length from which a file of code is a room to divide or a
// table to move into data.
const maxLines = 700

// skipped are directories that hold what was built or fetched, never sources.
var skipped = map[string]bool{"bin": true, "out": true, "dist": true, "node_modules": true}

// walk visits the files of the tree that belong to the repository.
func walk(tree fs.FS, visit func(name string) error) error {
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if d.IsDir() {
			if skipped[base] || strings.HasPrefix(base, ".") && name != "." && base != ".ci" {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || base == ".git" { // a file, in a second working tree
			return nil
		}
		return visit(name)
	})
}

// code are the kinds of files that people write and must be able to read whole.
var code = map[string]bool{".go": true, ".js": true, ".mjs": true, ".css": true, ".html": true, ".sh": true, ".sql": true}

var (
	// promises are words of a comment that promise instead of deliver.
	promises = regexp.MustCompile(`\b(TODO|FIXME|HACK)\b`)

	// places are paths of one machine, which mean nothing on another.
	places = regexp.MustCompile(`(^|[^\w./])(/work/(wt|main|shared|blind|\.)|/root[/]|/home/\w+/|/Users/\w+/|[A-Z]:\\Users\\)`)

	// hosts are the servers from which packages come; each machine has its own.
	hosts = regexp.MustCompile(`(proxy|sum)\.golang\.org|goproxy\.(io|cn)|registry\.(npmjs|npmmirror)|deb\.debian\.org|archive\.ubuntu\.com`)
)

// checkText reports what no file of the repository may contain.
func checkText(tree fs.FS) ([]string, error) {
	var bad []string
	err := walk(tree, func(name string) error {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		if bytes.IndexByte(text[:min(len(text), 8000)], 0) >= 0 {
			return nil // pictures and workbooks
		}
		bad = append(bad, linesOf(name, text)...)
		if code[path.Ext(name)] && !inTestdata(name) {
			bad = append(bad, shapeOf(name, text)...)
		}
		return nil
	})
	return bad, err
}

// linesOf reports paths and hosts of one machine.
func linesOf(name string, text []byte) []string {
	if !places.Match(text) && !hosts.Match(text) {
		return nil
	}
	var bad []string
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if m := places.Find(line); m != nil {
			bad = append(bad, fmt.Sprintf("%s:%d: %s is a path of one machine", name, number, bytes.TrimSpace(m)))
		}
		if m := hosts.Find(line); m != nil {
			bad = append(bad, fmt.Sprintf("%s:%d: %s: where packages come from is the machine's own matter", name, number, m))
		}
	}
	return bad
}

// shapeOf reports code that is too long, not formatted or promised for some other day.
func shapeOf(name string, text []byte) []string {
	var bad []string
	if n := bytes.Count(text, []byte("\n")); n > maxLines {
		bad = append(bad, fmt.Sprintf("%s: %d lines: divide it, or move its tables into data", name, n))
	}
	if path.Ext(name) != ".go" {
		if m := promises.Find(text); m != nil {
			bad = append(bad, fmt.Sprintf("%s: %s promises instead of delivering", name, m))
		}
		return bad
	}
	if want, err := format.Source(text); err == nil && !bytes.Equal(want, text) {
		bad = append(bad, name+": not formatted by gofmt")
	}
	return bad
}

// checkComments reports comments of Go files that promise instead of deliver.
func checkComments(sources []*source) []string {
	var bad []string
	for _, s := range sources {
		for _, group := range s.file.Comments {
			if m := promises.FindString(group.Text()); m != "" {
				bad = append(bad, fmt.Sprintf("%s: %s promises instead of delivering", s.at(group), m))
			}
		}
	}
	return bad
}
