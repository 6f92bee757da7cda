package gongwen

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"yanpan.dev/internal/ooxml"
)

// prefixes are the short names of the name spaces in schema-order.txt.
var prefixes = map[string]string{nsWord: "w", nsDraw: "a", nsChart: "c", nsPlace: "wp", nsShape: "wps", nsCompat: "mc"}

// rule is what an element's children may be and in which order.
type rule struct {
	free   bool
	rank   map[string]int
	repeat map[string]bool
}

func readOrder(t testing.TB) map[string]rule {
	t.Helper()
	rules, err := schemaOrder()
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

var schemaOrder = sync.OnceValues(func() (map[string]rule, error) {
	src, err := os.ReadFile("testdata/schema-order.txt")
	if err != nil {
		return nil, err
	}
	rules := map[string]rule{}
	for _, l := range strings.Split(string(src), "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		parent, rest, ordered := strings.Cut(l, ": ")
		if !ordered {
			parent, rest, _ = strings.Cut(l, " = ")
		}
		r := rule{free: !ordered, rank: map[string]int{}, repeat: map[string]bool{}}
		for i, c := range strings.Fields(rest) {
			name := strings.TrimSuffix(c, "*")
			r.rank[name], r.repeat[name] = i, name != c
		}
		rules[parent] = r
	}
	return rules, nil
})

// checkOrder reports the first place where part breaks the order.
func checkOrder(rules map[string]rule, part []byte) error {
	d := xml.NewDecoder(bytes.NewReader(part))
	type level struct {
		name string
		last int
	}
	var stack []level
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			if len(stack) > 0 {
				return fmt.Errorf("ends inside %s", stack[len(stack)-1].name)
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			prefix, ok := prefixes[tok.Name.Space]
			if !ok {
				return fmt.Errorf("name space %q of %s is not in the table", tok.Name.Space, tok.Name.Local)
			}
			name := prefix + ":" + tok.Name.Local
			if len(stack) > 0 {
				up := &stack[len(stack)-1]
				r, ok := rules[up.name]
				if !ok {
					return fmt.Errorf("%s has children (%s) and no rule", up.name, name)
				}
				rank, ok := r.rank[name]
				switch {
				case !ok:
					return fmt.Errorf("%s may not stand in %s", name, up.name)
				case !r.free && rank < up.last:
					return fmt.Errorf("%s comes too late in %s", name, up.name)
				case !r.free && rank == up.last && !r.repeat[name]:
					return fmt.Errorf("%s stands twice in %s", name, up.name)
				}
				up.last = rank
			}
			stack = append(stack, level{name: name, last: -1})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

// parts opens a .docx and gives its parts.
func parts(t testing.TB, docx []byte) map[string][]byte {
	t.Helper()
	a, err := ooxml.Open(bytes.NewReader(docx), int64(len(docx)), ooxml.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, n := range a.List() {
		if out[n], err = a.ReadFile(n); err != nil {
			t.Fatalf("%s: %v", n, err)
		}
	}
	return out
}

// checkPackage checks everything that Word is known to be strict about: order of
// elements, well-formed XML, relationships that lead somewhere, a content type
// for every part, numbering and bookmarks that exist once.
func checkPackage(t testing.TB, docx []byte) map[string][]byte {
	t.Helper()
	rules := readOrder(t)
	ps := parts(t, docx)
	for n, p := range ps {
		switch {
		case strings.HasPrefix(n, "word/") && strings.HasSuffix(n, ".xml"):
			if err := checkOrder(rules, p); err != nil {
				t.Fatalf("%s: %v", n, err)
			}
		case strings.HasSuffix(n, ".xml"), strings.HasSuffix(n, ".rels"):
			if err := xml.Unmarshal(p, new(struct{})); err != nil {
				t.Fatalf("%s: %v", n, err)
			}
		}
	}
	checkRelations(t, ps)
	checkTypes(t, ps)
	checkIDs(t, string(ps["word/document.xml"]), string(ps["word/numbering.xml"]))
	return ps
}

func checkRelations(t testing.TB, ps map[string][]byte) {
	t.Helper()
	for n, p := range ps {
		if !strings.HasSuffix(n, ".rels") {
			continue
		}
		var rels struct {
			Relationship []struct {
				ID     string `xml:"Id,attr"`
				Target string `xml:"Target,attr"`
			}
		}
		if err := xml.Unmarshal(p, &rels); err != nil {
			t.Fatal(err)
		}
		base := strings.TrimSuffix(n[:strings.Index(n, "_rels/")], "/")
		seen := map[string]bool{}
		for _, r := range rels.Relationship {
			target := r.Target
			dir := base
			for strings.HasPrefix(target, "../") {
				target, dir = target[3:], dir[:max(0, strings.LastIndex(dir, "/"))]
			}
			if full := strings.TrimPrefix(dir+"/"+target, "/"); ps[full] == nil {
				t.Fatalf("%s: %s leads to %s, which is not there", n, r.ID, full)
			}
			if seen[r.ID] {
				t.Fatalf("%s: %s twice", n, r.ID)
			}
			seen[r.ID] = true
		}
	}
	doc, rels := string(ps["word/document.xml"]), string(ps["word/_rels/document.xml.rels"])
	for _, id := range between(doc, `r:id="`, `"`) {
		if !strings.Contains(rels, `Id="`+id+`"`) {
			t.Fatalf("document uses %s, which is no relationship", id)
		}
	}
}

func checkTypes(t testing.TB, ps map[string][]byte) {
	t.Helper()
	types := string(ps["[Content_Types].xml"])
	for _, n := range between(types, `PartName="/`, `"`) {
		if ps[n] == nil {
			t.Fatalf("content type for %s, which is not there", n)
		}
	}
	for n := range ps {
		if strings.HasPrefix(n, "word/") && strings.HasSuffix(n, ".xml") && !strings.Contains(types, `PartName="/`+n+`"`) {
			t.Fatalf("no content type for %s", n)
		}
	}
}

func checkIDs(t testing.TB, doc, nums string) {
	t.Helper()
	for _, id := range between(doc, `<w:numId w:val="`, `"`) {
		if strings.Count(nums, `<w:num w:numId="`+id+`"`) != 1 {
			t.Fatalf("numbering %s is not defined once", id)
		}
	}
	for _, list := range [][]string{between(doc, `<w:bookmarkStart w:id="`, `"`), between(doc, `<wp:docPr id="`, `"`)} {
		seen := map[string]bool{}
		for _, id := range list {
			if seen[id] {
				t.Fatalf("id %s twice", id)
			}
			seen[id] = true
		}
	}
	if a, b := len(between(doc, "<w:bookmarkStart", "/>")), len(between(doc, "<w:bookmarkEnd", "/>")); a != b {
		t.Fatalf("%d bookmarks begin, %d end", a, b)
	}
	for _, anchor := range between(doc, `w:anchor="`, `"`) {
		if !strings.Contains(doc, `w:name="`+anchor+`"`) {
			t.Fatalf("a link leads to %s, which is not there", anchor)
		}
	}
}

// between lists what stands between a and b, everywhere in s.
func between(s, a, b string) []string {
	var out []string
	for {
		i := strings.Index(s, a)
		if i < 0 {
			return out
		}
		s = s[i+len(a):]
		j := strings.Index(s, b)
		if j < 0 {
			return out
		}
		out = append(out, s[:j])
		s = s[j:]
	}
}

// The check itself must see what it is for.
func TestCheckOrderFinds(t *testing.T) {
	rules := readOrder(t)
	doc := func(inner string) []byte {
		return []byte(`<w:document xmlns:w="` + nsWord + `"><w:body><w:p>` + inner + `</w:p></w:body></w:document>`)
	}
	for inner, want := range map[string]string{
		`<w:pPr><w:pStyle/><w:jc/></w:pPr>`: "",
		`<w:pPr><w:jc/><w:ind/></w:pPr>`:    "too late",
		`<w:pPr><w:jc/><w:jc/></w:pPr>`:     "twice",
		`<w:pPr><w:t/></w:pPr>`:             "may not stand",
		`<w:x><w:t/></w:x>`:                 "may not stand",
		`<w:r><w:t><w:b/></w:t></w:r>`:      "no rule",
	} {
		err := checkOrder(rules, doc(inner))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", inner, err, want)
		}
	}
}
