package web

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
)

// node is an element of a page.
type node struct {
	tag    string
	attr   map[string]string
	texts  [2]strings.Builder
	text   string // own text and that of everything inside
	prose  string // the same without the user's own words, which stand in <bdi> and <textarea>
	parent *node
}

// document is a page as a browser reads it, flat, in order.
type document struct {
	t     *testing.T
	nodes []*node
}

// inspect reads a page and checks what holds for every page: elements closed,
// ids once, labels for every field, prose in full-width punctuation, weight.
func inspect(t *testing.T, html string) *document {
	t.Helper()
	d := &document{t: t}
	d.parse(html)
	if len(html) > 100<<10 {
		t.Errorf("the page has %d bytes, more than 100 KB", len(html))
	}
	d.checkIDs()
	d.checkFields()
	d.checkProse()
	return d
}

func (d *document) parse(html string) {
	d.t.Helper()
	dec := xml.NewDecoder(strings.NewReader(html))
	dec.Strict, dec.AutoClose, dec.Entity = false, append([]string{"meta", "link", "input", "br"}, xml.HTMLAutoClose...), xml.HTMLEntity
	var open []*node
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			for _, n := range d.nodes {
				n.text, n.prose = n.texts[0].String(), n.texts[1].String()
			}
			return
		}
		if err != nil {
			d.t.Fatalf("the page is not well formed: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &node{tag: strings.ToLower(tok.Name.Local), attr: map[string]string{}}
			for _, a := range tok.Attr {
				n.attr[a.Name.Local] = a.Value
			}
			if len(open) > 0 {
				n.parent = open[len(open)-1]
			}
			d.nodes, open = append(d.nodes, n), append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			own := false
			for _, n := range slices.Backward(open) {
				own = own || n.tag == "bdi" || n.tag == "textarea"
				n.texts[0].Write(tok)
				if !own {
					n.texts[1].Write(tok)
				}
			}
		}
	}
}

func (d *document) checkIDs() {
	seen := map[string]bool{}
	for _, n := range d.nodes {
		if id := n.attr["id"]; id != "" && seen[id] {
			d.t.Errorf("id %q stands twice", id)
		} else {
			seen[id] = true
		}
	}
	if h1 := len(d.find("h1")); h1 != 1 {
		d.t.Errorf("%d headlines of the first level", h1)
	}
}

func (d *document) checkFields() {
	for _, n := range d.nodes {
		if n.tag != "input" && n.tag != "select" && n.tag != "textarea" || n.attr["type"] == "hidden" {
			continue
		}
		labelled := n.attr["aria-label"] != ""
		for p := n.parent; p != nil; p = p.parent {
			labelled = labelled || p.tag == "label" && strings.TrimSpace(p.text) != ""
		}
		if !labelled {
			d.t.Errorf("field %q has no label", n.attr["name"])
		}
	}
	for _, n := range d.find("button") {
		if strings.TrimSpace(n.text) == "" {
			d.t.Errorf("a button says nothing")
		}
	}
}

// proseTags hold prose of the program; names of files, cells and samples are the user's own.
var proseTags = []string{"p", "li", "h1", "h2", "h3", "th", "label", "button", "legend", "dt", "dd", "option", "summary", "small"}

func (d *document) checkProse() {
	for _, n := range d.nodes {
		texts := []string{n.attr["aria-label"], n.attr["placeholder"], n.attr["title"], n.attr["data-label"]}
		if slices.Contains(proseTags, n.tag) {
			texts = append(texts, n.prose)
		}
		for _, text := range texts {
			if fixed := yanpan.Typeset(text); fixed != text {
				d.t.Errorf("half-width punctuation beside Chinese in <%s>: %q", n.tag, strings.TrimSpace(text))
			}
		}
	}
}

// find gives the elements for tag, #id, .class, tag.class and [name=value].
func (d *document) find(selector string) []*node {
	var out []*node
	for _, n := range d.nodes {
		if n.matches(selector) {
			out = append(out, n)
		}
	}
	return out
}

func (n *node) matches(selector string) bool {
	switch {
	case strings.HasPrefix(selector, "#"):
		return n.attr["id"] == selector[1:]
	case strings.HasPrefix(selector, "["):
		name, value, _ := strings.Cut(strings.Trim(selector, "[]"), "=")
		return n.attr[name] == value
	}
	tag, class, has := strings.Cut(selector, ".")
	return (tag == "" || n.tag == tag) && (!has || slices.Contains(strings.Fields(n.attr["class"]), class))
}

// text is what the only element of the selector says, blanks joined.
func (d *document) text(selector string) string {
	d.t.Helper()
	found := d.find(selector)
	if len(found) != 1 {
		d.t.Fatalf("%d elements for %s, want one", len(found), selector)
	}
	return strings.Join(strings.Fields(found[0].text), " ")
}

// says fails unless some element of the selector holds the words.
func (d *document) says(selector, words string) {
	d.t.Helper()
	var all []string
	for _, n := range d.find(selector) {
		text := strings.Join(strings.Fields(n.text), " ")
		if strings.Contains(text, words) {
			return
		}
		all = append(all, text)
	}
	d.t.Errorf("no %s says %q; they say %q", selector, words, all)
}

// form gives what the form with this action would send as it stands.
func (d *document) form(action string) map[string][]string {
	d.t.Helper()
	out := map[string][]string{}
	var id string
	for _, n := range d.find("[action=" + action + "]") {
		id = n.attr["id"]
	}
	var last *node
	for _, n := range d.nodes {
		in := id != "" && n.attr["form"] == id
		for p := n.parent; p != nil; p = p.parent {
			in = in || p.tag == "form" && p.attr["action"] == action
		}
		switch {
		case n.tag == "input" && in:
			out[n.attr["name"]] = []string{n.attr["value"]}
		case n.tag == "select" && in:
			last = n
			out[n.attr["name"]] = []string{""}
		case n.tag == "option" && last != nil && n.under(last):
			if _, chosen := n.attr["selected"]; chosen {
				out[last.attr["name"]] = []string{n.attr["value"]}
			}
		}
	}
	return out
}

func (n *node) under(p *node) bool {
	for q := n.parent; q != nil; q = q.parent {
		if q == p {
			return true
		}
	}
	return false
}
