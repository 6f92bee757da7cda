package policy

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// yamlWriter writes one file of a pack out of the cells of a book and keeps for
// every line the cell it came from.
type yamlWriter struct {
	lines []string
	cells []cell
}

func (w *yamlWriter) source(name string) *source {
	return &source{name: name, lines: append(slices.Clone(w.lines), ""), cells: append(slices.Clone(w.cells), w.cells[len(w.cells)-1])}
}

func (w *yamlWriter) line(indent int, text string, from cell) {
	w.lines = append(w.lines, strings.Repeat(" ", indent)+text)
	w.cells = append(w.cells, from)
}

// item writes an object as an entry of a list.
func (w *yamlWriter) item(indent int, o *object, values []told) {
	start := len(w.lines)
	w.object(indent+2, o, values)
	if start < len(w.lines) {
		w.lines[start] = w.lines[start][:indent] + "- " + w.lines[start][indent+2:]
	}
}

// object writes the values in the order of the object's keys. A value that the
// object has no key for is written too, so that the reader can say so.
func (w *yamlWriter) object(indent int, o *object, values []told) {
	done := map[string]bool{}
	for i := range o.keys {
		k := &o.keys[i]
		done[k.name] = true
		w.key(indent, k.name, k, under(values, k.name))
	}
	for _, v := range values {
		if name := v.path[0]; !done[name] {
			done[name] = true
			w.key(indent, name, &key{name: name}, under(values, name))
		}
	}
}

// under gives the values below a key, their paths shortened by it.
func under(values []told, name string) []told {
	var sub []told
	for _, v := range values {
		if v.path[0] == name {
			v.path = v.path[1:]
			sub = append(sub, v)
		}
	}
	return sub
}

func (w *yamlWriter) key(indent int, name string, k *key, values []told) {
	if len(values) == 0 {
		return
	}
	from := values[0].at
	if len(values[0].path) == 0 {
		w.line(indent, name+": "+values[0].scalar(), from)
		return
	}
	w.line(indent, name+":", from)
	switch k.shape {
	case shapeTable:
		for _, inner := range names(values) {
			w.key(indent+2, inner, k.inner, under(values, inner))
		}
	case shapeList:
		for _, index := range names(values) {
			w.listItem(indent+2, k, under(values, index))
		}
	default:
		o := k.of
		if o == nil {
			o = &object{}
		}
		w.object(indent+2, o, values)
	}
}

func (w *yamlWriter) listItem(indent int, k *key, values []told) {
	switch {
	case len(values[0].path) == 0:
		w.line(indent, "- "+values[0].scalar(), values[0].at)
	case k.inner != nil && k.inner.shape == shapeTable:
		keys := make([]key, 0, len(values))
		for _, name := range names(values) {
			inner := *k.inner.inner
			inner.name = name
			keys = append(keys, inner)
		}
		w.item(indent, &object{keys: keys}, values)
	case k.inner != nil && k.inner.of != nil:
		w.item(indent, k.inner.of, values)
	default:
		w.item(indent, k.of, values)
	}
}

// names lists the first keys of the values, each once, in their order.
func names(values []told) []string {
	var all []string
	for _, v := range values {
		if !slices.Contains(all, v.path[0]) {
			all = append(all, v.path[0])
		}
	}
	return all
}

var plainScalar = regexp.MustCompile(`^[\p{Han}A-Za-z0-9_][\p{Han}A-Za-z0-9_./%“”、。\x{FF01}-\x{FF5E}-]*$`)

// scalar writes the value so that YAML reads the very text.
func (v told) scalar() string {
	if v.raw || plainScalar.MatchString(v.text) {
		return v.text
	}
	return strconv.Quote(v.text)
}

var bookKey = regexp.MustCompile(`“([a-z_]+)”(?:\x{FF08}([^\x{FF09}]+)\x{FF09})?`)

// inBookWords says a message about a file in the words of the book's columns.
func inBookWords(message string) string {
	return bookKey.ReplaceAllStringFunc(message, func(found string) string {
		m := bookKey.FindStringSubmatch(found)
		if label := columnLabel(m[1]); label != "" {
			return "“" + label + "”"
		}
		if m[2] != "" {
			return "“" + m[2] + "”"
		}
		return found
	})
}

// columnLabel is the heading of the column that holds a key; "" where none does.
func columnLabel(name string) string {
	for _, f := range bookForms() {
		for _, c := range f.columns {
			if len(c.path) > 0 && c.path[len(c.path)-1] == name {
				return c.label
			}
		}
	}
	return ""
}
