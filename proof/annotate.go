package proof

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"
	"time"

	"yanpan.dev/internal/ooxml"
)

const (
	nsWord      = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsStrict    = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	relComments = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	typComments = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
)

// commentAuthor signs the comments.
const commentAuthor = "校核"

// Annotate gives a copy of a .docx in which every finding stands as a Word
// comment at the words it speaks of. The text itself, its tracked changes and
// its existing comments are left as they are. Findings in foot- and endnotes,
// headers and footers, where Word allows no comments, are gathered at the first
// paragraph of the body. at dates the comments; the zero time leaves the date out.
func Annotate(docx []byte, findings []Finding, when time.Time) ([]byte, error) {
	const name = "文稿"
	a, err := openDocx(name, docx)
	if err != nil {
		return nil, err
	}
	parts, err := findParts(a)
	if err != nil {
		return nil, at(name, err)
	}
	body, err := a.ReadFile(parts.body)
	if err != nil {
		return nil, at(name, err)
	}
	c := &commenter{when: when}
	if err := c.prepare(a, parts.body); err != nil {
		return nil, at(name, err)
	}
	marked, err := c.anchor(body, findings)
	if err != nil {
		return nil, at(name, err)
	}
	out, err := c.write(a, parts.body, marked)
	if err != nil {
		return nil, at(name, err)
	}
	return out, nil
}

// commenter holds the comments of one document.
type commenter struct {
	when     time.Time
	prefix   string // of the word namespace in the body: "w:"
	next     int
	path     string // of the part of comments
	existing []byte // that part as it was, nil if there was none
	added    strings.Builder
}

// prepare finds the comments the document already has.
func (c *commenter) prepare(a *ooxml.Archive, body string) error {
	rels, err := readRels(a, relsPath(body))
	if err != nil {
		return err
	}
	dir := body[:strings.LastIndex(body, "/")+1]
	c.path = dir + "comments.xml"
	for _, r := range rels {
		if !strings.HasSuffix(r.kind, "/comments") {
			continue
		}
		c.path = resolve(strings.TrimSuffix(dir, "/"), r.target)
		if c.existing, err = a.ReadFile(c.path); err != nil {
			return err
		}
		return c.scanIDs()
	}
	for n := 1; a.Has(c.path); n++ {
		c.path = fmt.Sprintf("%scomments%d.xml", dir, n)
	}
	return nil
}

// scanIDs makes new ids larger than any there.
func (c *commenter) scanIDs() error {
	d := ooxml.NewDecoder(bytes.NewReader(c.existing), ooxml.XMLLimits{})
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if s, ok := tok.(xml.StartElement); ok && s.Name.Local == "comment" {
			var id int
			if _, err := fmt.Sscanf(ooxml.Attr(s, "id"), "%d", &id); err == nil && id >= c.next && id < 1<<30 {
				c.next = id + 1
			}
		}
	}
}

// insertion is a piece of XML to be put into the body.
type insertion struct {
	at   int64
	rank int // order at one place
	xml  string
}

// anchor puts the marks of the comments around the runs they speak of.
func (c *commenter) anchor(body []byte, findings []Finding) ([]byte, error) {
	spots, prefix, err := locate(body)
	if err != nil {
		return nil, err
	}
	c.prefix = prefix
	var ins []insertion
	for i := range findings {
		f := &findings[i]
		p := spots.find(f.Part, f.Line)
		if p == nil {
			continue
		}
		lo, hi := p.around(f.Column-1, f.Column-1+len([]rune(f.Quote)))
		if f.Part != "body" && f.Part != "textbox" {
			lo, hi = p.around(0, 1)
		}
		if lo < 0 {
			continue
		}
		id := c.next
		c.next++
		c.comment(id, f)
		ins = append(ins,
			insertion{lo, 1, fmt.Sprintf(`<%scommentRangeStart %sid="%d"/>`, prefix, prefix, id)},
			insertion{hi, 0, fmt.Sprintf(`<%[1]scommentRangeEnd %[1]sid="%[2]d"/><%[1]sr><%[1]scommentReference %[1]sid="%[2]d"/></%[1]sr>`, prefix, id)})
	}
	return splice(body, ins), nil
}

// splice puts the insertions into the body in order.
func splice(body []byte, ins []insertion) []byte {
	sort.SliceStable(ins, func(i, j int) bool {
		if ins[i].at != ins[j].at {
			return ins[i].at < ins[j].at
		}
		return ins[i].rank < ins[j].rank
	})
	var out bytes.Buffer
	var last int64
	for _, x := range ins {
		out.Write(body[last:x.at])
		out.WriteString(x.xml)
		last = x.at
	}
	out.Write(body[last:])
	return out.Bytes()
}

// comment writes the text of one comment.
func (c *commenter) comment(id int, f *Finding) {
	date := ""
	if !c.when.IsZero() {
		date = fmt.Sprintf(` w:date="%s"`, c.when.Format("2006-01-02T15:04:05Z07:00"))
	}
	text := fmt.Sprintf("【%s】%s:%s。", f.Kind.Label(), f.Severity.Label(), strings.TrimSuffix(f.Message, "。"))
	if f.Part == "footnote" || f.Part == "header" {
		text = Place{Part: f.Part, Line: f.Line, Column: f.Column}.Where() + "“" + f.Quote + "”。" + text
	}
	for _, r := range f.Related {
		text += "另见" + r.Where() + "“" + r.Quote + "”。"
	}
	if f.Suggest != "" {
		text += "建议：" + strings.TrimSuffix(f.Suggest, "。") + "。"
	}
	fmt.Fprintf(&c.added, `<w:comment xmlns:w="%s" w:id="%d" w:author="%s" w:initials="校"%s><w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p></w:comment>`,
		nsWord, id, commentAuthor, date, ooxml.Escape(text))
}

// write makes the new package: every part as it was but the body, the comments
// and the two lists that name them.
func (c *commenter) write(a *ooxml.Archive, body string, marked []byte) ([]byte, error) {
	var out bytes.Buffer
	w := ooxml.NewWriter(&out)
	comments := c.part()
	relsName := relsPath(body)
	for _, name := range a.List() {
		b, err := a.ReadFile(name)
		if err != nil {
			return nil, err
		}
		switch {
		case name == body:
			b = marked
		case name == c.path:
			b = comments
		case name == relsName && c.existing == nil:
			b = before(b, "</Relationships>", fmt.Sprintf(`<Relationship Id="rIdProof1" Type="%s" Target="/%s"/>`, relComments, c.path))
		case name == "[Content_Types].xml" && c.existing == nil:
			b = before(b, "</Types>", fmt.Sprintf(`<Override PartName="/%s" ContentType="%s"/>`, c.path, typComments))
		}
		w.Add(name, b)
	}
	if !a.Has(relsName) {
		w.Add(relsName, []byte(fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdProof1" Type="%s" Target="/%s"/></Relationships>`, relComments, c.path)))
	}
	if c.existing == nil {
		w.Add(c.path, comments)
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// part gives the part of comments, old ones first.
func (c *commenter) part() []byte {
	if c.existing == nil {
		return []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="` + nsWord + `">` + c.added.String() + `</w:comments>`)
	}
	i := bytes.LastIndex(c.existing, []byte("</"))
	if i < 0 {
		if j := bytes.LastIndex(c.existing, []byte("/>")); j >= 0 { // <w:comments …/>
			root := rootName(c.existing)
			out := append([]byte(nil), c.existing[:j]...)
			return append(append(append(out, '>'), c.added.String()...), []byte("</"+root+">")...)
		}
		return c.existing
	}
	out := append([]byte(nil), c.existing[:i]...)
	return append(append(out, c.added.String()...), c.existing[i:]...)
}

// rootName gives the name of the root element as written, prefix included.
func rootName(b []byte) string {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		tok, err := d.RawToken()
		if err != nil {
			return "w:comments"
		}
		if s, ok := tok.(xml.StartElement); ok {
			if s.Name.Space != "" {
				return s.Name.Space + ":" + s.Name.Local
			}
			return s.Name.Local
		}
	}
}

// before puts a piece in front of the last closing tag; a list closed in
// itself is opened for it.
func before(b []byte, tag, piece string) []byte {
	i := bytes.LastIndex(b, []byte(tag))
	if i < 0 {
		j := bytes.LastIndex(b, []byte("/>"))
		if j < 0 {
			return b
		}
		return []byte(string(b[:j]) + ">" + piece + tag)
	}
	return []byte(string(b[:i]) + piece + string(b[i:]))
}
