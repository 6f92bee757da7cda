package proof

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/ooxml"
)

// docxParts are the parts of a Word file that hold text, in reading order.
type docxParts struct {
	body   string
	styles string
	notes  []string
	heads  []string
}

// readDocx reads body, tables, text boxes, foot- and endnotes, headers and
// footers. Runs are merged; what was struck out under tracking is left out.
func readDocx(name string, data []byte) (*Text, error) {
	a, err := openDocx(name, data)
	if err != nil {
		return nil, err
	}
	parts, err := findParts(a)
	if err != nil {
		return nil, at(name, err)
	}
	t := &Text{file: name}
	levels := styleLevels(a, parts.styles)
	count := map[string]int{}
	read := func(path, part string) error {
		b, err := a.ReadFile(path)
		if err != nil {
			return at(name, err)
		}
		r := &docxReader{t: t, part: part, levels: levels, count: count}
		return at(name, r.read(b))
	}
	if err := read(parts.body, "body"); err != nil {
		return nil, err
	}
	for _, p := range parts.notes {
		if err := read(p, "footnote"); err != nil {
			return nil, err
		}
	}
	for _, p := range parts.heads {
		if err := read(p, "header"); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// at adds the file to an error of the archive.
func at(name string, err error) error {
	if err == nil {
		return nil
	}
	var e *yanpan.Error
	if errors.As(err, &e) {
		return e.At("《" + name + "》")
	}
	return unreadable(name, "内容损坏，不能读取", "请用 Word 打开后另存一份")
}

func openDocx(name string, data []byte) (*ooxml.Archive, error) {
	r := bytes.NewReader(data)
	a, err := ooxml.Open(r, int64(len(data)), ooxml.Limits{PartBytes: 64 << 20, TotalBytes: 256 << 20})
	if err != nil {
		return nil, at(name, err)
	}
	kind, err := a.Kind()
	if err != nil {
		return nil, at(name, err)
	}
	if kind != ooxml.Document {
		return nil, at(name, unreadable(name, "不是 Word 文档", "只能校核 .txt、.md、.docx"))
	}
	return a, nil
}

// findParts follows the relationships from the package to its texts.
func findParts(a *ooxml.Archive) (*docxParts, error) {
	p := &docxParts{body: "word/document.xml"}
	root, err := readRels(a, "_rels/.rels")
	if err != nil {
		return nil, err
	}
	for _, r := range root {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			p.body = resolve("", r.target)
		}
	}
	dir := path.Dir(p.body)
	rels, err := readRels(a, relsPath(p.body))
	if err != nil {
		return nil, err
	}
	for _, r := range rels {
		target := resolve(dir, r.target)
		if !a.Has(target) {
			continue
		}
		switch r.kind[strings.LastIndex(r.kind, "/")+1:] {
		case "footnotes", "endnotes":
			p.notes = append(p.notes, target)
		case "header", "footer":
			p.heads = append(p.heads, target)
		case "styles":
			p.styles = target
		}
	}
	return p, nil
}

// relation of a part to another.
type rel struct{ id, kind, target string }

// relsPath gives where the relationships of a part stand.
func relsPath(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

func resolve(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(dir, target)
}

// readRels reads a part of relationships; none is an empty list.
func readRels(a *ooxml.Archive, name string) ([]rel, error) {
	if !a.Has(name) {
		return nil, nil
	}
	b, err := a.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []rel
	d := ooxml.NewDecoder(bytes.NewReader(b), ooxml.XMLLimits{})
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if s, ok := tok.(xml.StartElement); ok && s.Name.Local == "Relationship" && ooxml.Attr(s, "TargetMode") != "External" {
			out = append(out, rel{ooxml.Attr(s, "Id"), ooxml.Attr(s, "Type"), ooxml.Attr(s, "Target")})
		}
	}
}

// styleLevels gives the outline level of each paragraph style, 1 for the highest.
func styleLevels(a *ooxml.Archive, name string) map[string]int {
	levels, based := map[string]int{}, map[string]string{}
	if name == "" || !a.Has(name) {
		return levels
	}
	b, err := a.ReadFile(name)
	if err != nil {
		return levels // headings are a help, not a need
	}
	d := ooxml.NewDecoder(bytes.NewReader(b), ooxml.XMLLimits{})
	id := ""
	for {
		tok, err := d.Token()
		if err != nil {
			break
		}
		s, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch s.Name.Local {
		case "style":
			id = ooxml.Attr(s, "styleId")
		case "basedOn":
			based[id] = ooxml.Attr(s, "val")
		case "outlineLvl":
			if n, err := strconv.Atoi(ooxml.Attr(s, "val")); err == nil && n >= 0 && n < 9 {
				levels[id] = n + 1
			}
		}
	}
	for id, parent := range based {
		for hop := 0; hop < 8 && levels[id] == 0 && parent != ""; hop++ {
			levels[id], parent = levels[parent], based[parent]
		}
	}
	return levels
}
