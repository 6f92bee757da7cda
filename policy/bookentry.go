package policy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// told is what one cell says: the text of a value at a path of keys.
type told struct {
	path []string
	text string
	raw  bool      // text is YAML already
	refs reference // text is a name, or several, of which the identifiers are meant
	many bool
	at   cell
}

// gathered is an entry as it was read, names still in place of identifiers.
type gathered struct {
	form   *sheetForm
	object *object
	values []told
	first  cell
}

func (b *bookReader) entry(e bookEntry, f *sheetForm, columns []int) {
	r := entryReader{b, e, f, columns, b.speech(e, f, columns)}
	first := cell{sheet: e.table.Name, row: e.rows[0] + 1}
	var all []told
	for n := range e.rows {
		all = append(all, r.row(n)...)
	}
	says := func(name string) bool {
		return slices.ContainsFunc(all, func(v told) bool { return v.path[0] == name })
	}
	o := f.entry
	if v, ok := variantOf(o); ok && says(v.mark) {
		o = v.shape
		for i := range all {
			if all[i].path[0] == "steps" {
				all[i].path[0] = "add" // what else an adjustment could do with steps is told by a word
			}
		}
	} else if o.key("id") != nil && !says("id") {
		all = append(all, told{path: []string{"id"}, text: madeID(strings.TrimSuffix(f.file, ".yaml"), first.row), at: first})
	}
	b.gathered = append(b.gathered, gathered{f, o, append(all, r.itemIDs(all)...), first})
}

// madeID is the identifier of what an office gave none.
func madeID(of string, row int) string { return fmt.Sprintf("%s_%d", of, row) }

// itemIDs gives identifiers to the items of lists that need one and have none.
func (r entryReader) itemIDs(all []told) []told {
	var more []told
	done := map[string]bool{}
	for _, v := range all {
		for i := 1; i < len(v.path); i++ {
			prefix := v.path[:i+1]
			text := strings.Join(prefix, "/")
			if !strings.HasPrefix(v.path[i], "#") || done[text] {
				continue
			}
			done[text] = true
			group := r.f.groupOf(v.path[i-1])
			path := append(slices.Clone(prefix), "id")
			if group != nil && v.path[i-1] != "change" && needsID(group.key) && textAt(all, path...) == "" {
				more = append(more, told{path: path, text: madeID(group.key.name, v.at.row), at: v.at})
			}
		}
	}
	return more
}

// groupOf finds the group that a key leads to.
func (f *sheetForm) groupOf(name string) *bookGroup {
	for i := range f.groups {
		g := &f.groups[i]
		if g.path[len(g.path)-1] == name || slices.ContainsFunc(g.ways(), func(w bookWay) bool { return w.key == name }) {
			return g
		}
	}
	return nil
}

func needsID(k *key) bool {
	if k.of == nil {
		return false
	}
	id := k.of.key("id")
	return id != nil && id.required
}

// entryReader reads the rows of one entry.
type entryReader struct {
	*bookReader
	e       bookEntry
	f       *sheetForm
	columns []int
	talk    *bookSpeech
}

// row reads the n-th row of the entry: below the first one only items of groups.
func (r entryReader) row(n int) []told {
	index := r.e.rows[n]
	var all []told
	for col, ci := range r.columns {
		if ci < 0 {
			continue
		}
		c := &r.f.columns[ci]
		text := cellText(r.e.table.Rows[index], col)
		at := cell{sheet: r.e.table.Name, row: index + 1, col: col, text: text}
		switch {
		case text == "" || c.form == formKey || n > 0 && c.group < 0:
		case c.form == formWay:
			all = append(all, r.way(c, at, n)...)
		case c.group < 0:
			all = append(all, r.read(c, at, r.talk.of(""))...)
		default:
			all = append(all, r.item(c, at, n)...)
		}
	}
	return all
}

// way reads what an entry of steps does; leaving a step out is told of the step.
func (r entryReader) way(c *bookColumn, at cell, n int) []told {
	if !slices.Contains(c.words(), at.text) {
		r.fault(at, meant(at.text, c.words()), "“%s”不能是“%s”", c.label, at.text)
		return nil
	}
	if at.text != "删去" {
		return nil
	}
	return []told{{path: append(r.place(c.group, n), "off"), text: "true", at: at}}
}

// place is the path of the group's item that a row speaks of.
func (r entryReader) place(g, n int) []string {
	group := r.f.groups[g]
	path := slices.Clone(group.path)
	if ways := group.ways(); len(ways) > 0 {
		word := r.wayOf(g, n)
		if i := slices.IndexFunc(ways, func(w bookWay) bool { return w.word == word }); i >= 0 {
			path = []string{ways[i].key}
		}
	}
	if group.above >= 0 {
		path = slices.Concat(r.place(group.above, r.holder(group.above, n)), path)
	}
	return append(path, r.talk.item(r.f, g, n))
}

// holder is the row at or above the n-th in which an item of the group stands.
func (r entryReader) holder(g, n int) int {
	for ; n > 0; n-- {
		for col, ci := range r.columns {
			if ci >= 0 && r.f.columns[ci].group == g && cellText(r.e.table.Rows[r.e.rows[n]], col) != "" {
				return n
			}
		}
	}
	return 0
}

// wayOf is the word of a row that says what its step does.
func (r entryReader) wayOf(g, n int) string {
	for col, ci := range r.columns {
		if ci >= 0 && r.f.columns[ci].form == formWay && r.f.columns[ci].group == g {
			return cellText(r.e.table.Rows[r.e.rows[n]], col)
		}
	}
	return ""
}

// item reads a cell of an item of a group.
func (r entryReader) item(c *bookColumn, at cell, n int) []told {
	group := r.f.groups[c.group]
	place := r.place(c.group, n)
	if foldLabel(at.text) == foldLabel(bookNone) {
		return []told{{path: place[:len(place)-1], text: "[]", raw: true, at: at}}
	}
	index := r.e.rows[n]
	values := r.read(c, at, r.talk.of(group.roll(r.roll(r.e, r.f, r.columns, index))))
	for i := range values {
		if c.form == formRoll {
			values[i].path = []string{r.f.method(r.e.table.Rows[index], r.columns)}
		}
		values[i].path = slices.Concat(place, values[i].path)
		if way := place[0]; way == "change" && len(place) == 2 && len(c.path) == 1 && c.path[0] == "id" {
			values[i].refs = refStep // a step above is called by its name as well
		}
	}
	return values
}

// finish puts identifiers for the names in every entry and writes the files.
func (b *bookReader) finish() {
	names := b.named()
	for _, g := range b.gathered { // procedures first: names of steps belong to one
		b.resolve(g.values, names, func(r reference) bool { return r == refProcedure })
	}
	names = b.named()
	writers := map[string]*yamlWriter{}
	for _, g := range b.gathered {
		near := names.within(proceduresOf(g.values)...)
		b.resolve(g.values, near, func(r reference) bool { return r != refProcedure })
		if g.form.file == "procedure_tests.yaml" {
			near.factIDs(g.values)
		}
		w := writers[g.form.file]
		if w == nil {
			w = &yamlWriter{}
			writers[g.form.file] = w
			if g.form.list != "" {
				w.line(0, g.form.list+":", g.first)
			}
		}
		if g.form.list == "" {
			w.object(0, g.object, g.values)
		} else {
			w.item(2, g.object, g.values)
		}
	}
	for file, w := range writers {
		b.pack.sources[file] = w.source(file)
	}
}

// named gathers the names of higher packs and of the book itself.
func (b *bookReader) named() bookNames {
	names := slices.Clone(b.names)
	for _, g := range b.gathered {
		names = append(names, namesInEntry(g.form.file, g.values)...)
	}
	return names
}

// resolve puts identifiers for the names of some kinds.
func (b *bookReader) resolve(values []told, names bookNames, which func(reference) bool) {
	for i := range values {
		v := &values[i]
		if v.refs == "" || !which(v.refs) {
			continue
		}
		id, bad := v.text, ""
		if v.many {
			id, bad = names.ids(v.refs, v.text)
		} else if found, ok := names.id(v.refs, v.text); ok {
			id = found
		} else {
			bad = v.text
		}
		if bad != "" {
			b.fault(v.at, meant(bad, names.candidates(v.refs)), "没有叫“%s”的%s", bad, v.refs)
			continue
		}
		v.text = id
	}
}

// factIDs puts identifiers for the names of facts in a case of a procedure.
func (n bookNames) factIDs(values []told) {
	for i := range values {
		if p := values[i].path; len(p) == 2 && p[0] == "facts" {
			if id, ok := n.id(refFact, p[1]); ok {
				values[i].path = []string{p[0], id}
			}
		}
	}
}

// method is the way of counting told in a row; counting where none is told.
func (f *sheetForm) method(row []string, columns []int) string {
	for col, ci := range columns {
		if ci < 0 || f.columns[ci].form != formMethod {
			continue
		}
		for _, m := range methods() {
			if m.label == cellText(row, col) {
				return string(m.op)
			}
		}
	}
	return string(queryCount)
}

// speech gathers what the entry's conditions may name, from its own cells.
func (b *bookReader) speech(e bookEntry, f *sheetForm, columns []int) *bookSpeech {
	talk := &bookSpeech{items: map[int][]string{}}
	talk.scope = f.scopeOf("")
	names := commonLimits()
	for n, index := range e.rows {
		item := Variable{}
		for col, ci := range columns {
			if ci < 0 {
				continue
			}
			c, text := &f.columns[ci], cellText(e.table.Rows[index], col)
			switch {
			case n == 0 && len(c.path) == 1 && c.path[0] == "scope":
				talk.scope = f.scopeOf(Scope(readWord(text, c.key.words)))
			case n == 0 && len(c.path) == 1 && c.path[0] == "limits":
				for _, p := range splitPairs(text) {
					names = append(names, p[0])
				}
			case c.form == formKey:
				talk.items[c.group] = append(talk.items[c.group], itemName(text, n))
				item.Name = talk.items[c.group][n]
			case c.group >= 0 && f.groups[c.group].named && len(c.path) == 1 && c.path[0] == "label":
				item.Label = text
			}
		}
		if item.Label != "" {
			if item.Name == "" {
				item.Name = itemName("", n)
			}
			talk.own = append(talk.own, item)
		}
	}
	if f.file == proceduresFile {
		talk.own = append(talk.own, b.names.facts()...)
	}
	talk.limits = limitVariables(names)
	return talk
}

// bookSpeech is a speech with the names of the items of groups, by row.
type bookSpeech struct {
	speech
	items map[int][]string
}

func itemName(text string, row int) string {
	if text != "" {
		return text
	}
	return "item_" + strconv.Itoa(row+1)
}

// item is the key of a group's item in a row: its name, or its place in the list.
func (s *bookSpeech) item(f *sheetForm, group, row int) string {
	switch names := s.items[group]; {
	case !f.groups[group].named:
		return "#" + strconv.Itoa(row)
	case row < len(names):
		return names[row]
	}
	return itemName("", row)
}

// roll is the collection that the query of a row counts in.
func (b *bookReader) roll(e bookEntry, f *sheetForm, columns []int, index int) Collection {
	for col, ci := range columns {
		if ci >= 0 && f.columns[ci].form == formRoll {
			return Collection(readWord(cellText(e.table.Rows[index], col), f.columns[ci].key.words))
		}
	}
	return ""
}

// readWord gives the word of a closed choice behind its label; "" where none is meant.
func readWord(text string, words []string) string {
	for _, w := range words {
		if foldLabel(wordLabel(w)) == foldLabel(text) || w == strings.TrimSpace(text) {
			return w
		}
	}
	return ""
}

func (b *bookReader) single(t BookTable, f *sheetForm) {
	var all []told
	talk := &speech{}
	for i, row := range t.Rows {
		label, text := cellText(row, 0), cellText(row, 1)
		at := cell{sheet: t.Name, row: i + 1, col: 1, text: text}
		c := f.column(label)
		switch {
		case label == bookItem || label == "" || c < 0 && text == "":
		case c < 0:
			at.col, at.text = 0, label
			b.fault(at, meant(label, f.labels()), "没有“%s”这一项", label)
		case text == "" && f.columns[c].required && f.file == packFile:
			b.fault(at, "", "“%s”没有填", label)
		case text != "":
			all = append(all, b.read(&f.columns[c], at, talk.of(""))...)
		}
	}
	if len(all) > 0 {
		b.gathered = append(b.gathered, gathered{f, f.entry, all, all[0].at})
	}
}
