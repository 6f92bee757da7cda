package policy

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// itemsOf takes a pack apart into what is compared: every entry of every file,
// in the words of the workbook, so that no kind of rule is left out. The cases
// a pack is tested with are no rules.
func itemsOf(p *Pack) []diffItem {
	items := []diffItem{wholeItem(p)}
	names := namesOfPack(p)
	for _, f := range bookForms() {
		if f.list == "" && f.file == packFile || f.ofCases() {
			continue
		}
		for _, entry := range f.entries(p) {
			items = append(items, newTaker(p, &f, entry, names).item())
		}
	}
	for _, d := range p.Documents {
		item := diffItem{what: "文书模板", id: d.Name, pos: placeIn(p, d.Pos)}
		item.add("文字", strconv.Itoa(len([]rune(d.Text)))+"字", Pos{})
		items = append(items, item)
	}
	return items
}

func (f *sheetForm) ofCases() bool {
	return slices.Contains([]string{"tests.yaml", "procedure_tests.yaml"}, f.file)
}

func wholeItem(p *Pack) diffItem {
	whole := diffItem{what: "包", label: yanpan.Typeset(p.Label), pos: placeIn(p, Pos{File: packFile})}
	whole.add("名称", p.Label, Pos{})
	whole.add("施行日期", p.From.String(), Pos{})
	whole.add("失效日期", p.To.String(), Pos{})
	whole.add("层级", p.Level.Label(), Pos{})
	whole.add("依据", p.Basis.String(), Pos{})
	return whole
}

// taker takes one entry of a pack's file apart.
type taker struct {
	pack  *Pack
	form  *sheetForm
	entry *section
	talk  *speech
	made  diffItem
}

func newTaker(p *Pack, f *sheetForm, entry *yaml.Node, names bookNames) *taker {
	t := &taker{pack: p, form: f, entry: &section{p.sources[f.file], entry, &reader{}}}
	t.talk = f.speechOf(entry, names.within(proceduresOf(flatten(entry, nil))...))
	return t
}

// item is the entry by the name that it goes by in both versions.
func (t *taker) item() diffItem {
	t.made = diffItem{what: t.form.title, id: idOf(t.entry), label: yanpan.Typeset(t.entry.text("label")), pos: placeIn(t.pack, t.entry.posOf("id"))}
	if t.entry.text("adjust") != "" {
		t.made.what = t.form.title + "调整"
	}
	t.columns(-1, "", t.entry.node, t.talk.of(""))
	t.groups(-1, "", t.entry.node)
	return t.made
}

// idOf is what an entry is called by: the first of its names that it has.
func idOf(s *section) string {
	return cmp.Or(s.text("id"), s.text("adjust"), s.text("as"), s.text("kind"), s.text("name"), s.text("day"))
}

// columns adds the cells of an entry or of an item of one of its groups.
func (t *taker) columns(group int, before string, in *yaml.Node, talk *dialect) {
	told := map[string]bool{} // the citations that are there already
	for i := range t.form.columns {
		c := &t.form.columns[i]
		switch {
		case c.group != group || c.form == formKey || c.form == formWay || len(c.path) == 1 && c.path[0] == "id":
		case len(c.path) > 1 && c.path[len(c.path)-2] == "basis":
			label := before + t.label(c)
			if owner := at(in, c.path[:len(c.path)-2]); owner != nil && !told[label] {
				s := &section{t.entry.src, owner, t.entry.rd}
				t.add(label, s.citation().String(), in, at(in, c.path))
				told[label] = true
			}
		case c.form == formPairs:
			t.pairs(before+t.label(c), c, at(in, c.path), talk)
		default:
			label := before + t.label(c)
			t.made.demand(label, c)
			t.add(label, c.show(at(in, c.path), talk), in, at(in, c.path))
		}
	}
}

// label is the heading of a column without the words for the group it stands
// in; of a citation, which is told whole, without the word for its part.
func (t *taker) label(c *bookColumn) string {
	words := strings.Split(c.label, "\uFF1A")
	if c.group >= 0 {
		last := t.form.groups[c.group].key.label
		words = words[slices.Index(words, last)+1:]
	}
	if len(c.path) > 1 && c.path[len(c.path)-2] == "basis" {
		words = slices.Compact(append(slices.Clone(words[:max(0, len(words)-1)]), "依据"))
	}
	return strings.Join(words, "\uFF1A")
}

// pairs adds each pair of a table as a part of its own.
func (t *taker) pairs(label string, c *bookColumn, n *yaml.Node, talk *dialect) {
	for _, item := range groupItems(n) {
		one := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Value: item.name}, item.value}}
		shown := c.show(one, talk)
		t.made.demand(label+" "+item.name, c)
		t.add(label+" "+item.name, shown[len(talk.label(item.name))+len("="):], n, item.value)
	}
}

// groups adds the items of the groups that stand right below one.
func (t *taker) groups(above int, before string, in *yaml.Node) {
	for g := range t.form.groups {
		group := &t.form.groups[g]
		if group.above != above {
			continue
		}
		for n, item := range group.items(in) {
			name := before + t.itemName(group, item, n) + "\uFF1A"
			t.columns(g, name, item.value, t.talk.of(group.roll(rollOf(item.value))))
			t.groups(g, name, item.value)
		}
	}
}

// itemName is what an item of a group is called by: its name, or its place.
func (t *taker) itemName(group *bookGroup, item groupItem, n int) string {
	s := &section{node: item.value}
	name := cmp.Or(item.name, s.text("label"), t.talk.names.label(refStep, s.text("id")), strconv.Itoa(n+1))
	return group.key.label + "“" + name + "”" + item.way
}

func (t *taker) add(name, value string, in, n *yaml.Node) {
	if n == nil {
		n = in
	}
	if value != "" {
		t.made.add(name, value, placeIn(t.pack, t.entry.src.pos(n.Line, n.Column)))
	}
}
