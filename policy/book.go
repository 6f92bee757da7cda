package policy

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Book is a pack as a workbook, for people who write tables and no YAML
// (《政策参数表》): one sheet for each kind of rule, a line for each rule.
type Book struct {
	Sheets []BookSheet
}

// BookSheet is one sheet: a heading for each column, then the lines.
type BookSheet struct {
	Name string
	Note string // how to fill it in
	Head []BookHead
	Rows [][]string
}

// BookHead is the heading of a column and what may stand under it.
type BookHead struct {
	Label    string
	Words    []string // the closed choice; nil where anything may stand
	Required bool
}

// headings of a sheet that tells one object in rows of two cells.
const (
	bookItem  = "项目"
	bookValue = "内容"
)

// bookNone stands where a list is known to be empty, which is not the same as untold.
const bookNone = "\uFF08无\uFF09"

// documentSheet begins the name of a sheet that holds a template, line by line.
const documentSheet = "文书"

// NewBook writes a pack as a book. Sheets of kinds that the pack does not have
// come empty, for an office to fill in. above are the packs it is laid over:
// their names go into a sheet of their own, and stand where the pack speaks of them.
func NewBook(p *Pack, above ...*Pack) Book {
	var b Book
	var names bookNames
	for _, q := range above {
		names = append(names, namesOfPack(q)...)
	}
	all := append(slices.Clone(names), namesOfPack(p)...)
	for _, f := range bookForms() {
		entries := f.entries(p)
		if f.list == "" {
			b.Sheets = append(b.Sheets, f.single(entries, all))
			continue
		}
		s := BookSheet{Name: f.title, Note: f.note()}
		for _, c := range f.columns {
			s.Head = append(s.Head, BookHead{Label: c.label, Words: c.words(), Required: c.required})
		}
		for _, entry := range entries {
			s.Rows = append(s.Rows, f.rows(entry, all)...)
		}
		b.Sheets = append(b.Sheets, s)
	}
	for _, d := range p.Documents {
		s := BookSheet{Name: documentSheet + " " + d.Name, Note: "文书模板\uFF0C一行一格\uFF1B双花括号里的内容由程序填写\uFF0C其余可以改写", Head: []BookHead{{Label: bookValue}}}
		for line := range strings.SplitSeq(strings.TrimRight(d.Text, "\n"), "\n") {
			s.Rows = append(s.Rows, []string{line})
		}
		b.Sheets = append(b.Sheets, s)
	}
	if len(names) > 0 {
		b.Sheets = append(b.Sheets, names.sheet())
	}
	return b
}

// note tells how the sheet is filled in.
func (f *sheetForm) note() string {
	text := "逐项填写“内容”一栏\uFF0C用不到的留空"
	if f.list != "" {
		text = "每条规则一行\uFF0C用不到的列留空\uFF0C编号可以不填"
	}
	if len(f.groups) > 0 {
		text += "\uFF1B一条规则有几个" + strings.Join(f.groupLabels(), "、") + "时\uFF0C从第二个起写在下一行\uFF0C其余各列留空"
	}
	if f.entry.key("scope") != nil {
		text += "\uFF1B条件用变量名写\uFF0C如“年龄≤35且学历≥大专”\uFF0C“超过、低于”不含本数\uFF0C“不少于、不超过”含本数"
	}
	return text + "。"
}

// groupLabels names the groups, each once.
func (f *sheetForm) groupLabels() []string {
	var labels []string
	for _, g := range f.groups {
		if len(g.path) == 1 {
			labels = append(labels, g.key.label)
		}
	}
	if len(labels) == 0 {
		return []string{"条目"}
	}
	return labels
}

// entries gives the mappings of the pack's file of this form.
func (f *sheetForm) entries(p *Pack) []*yaml.Node {
	src := p.sources[f.file]
	if src == nil {
		return nil
	}
	var doc yaml.Node
	if yaml.Unmarshal([]byte(src.text()), &doc) != nil || len(doc.Content) == 0 {
		return nil
	}
	s := &section{src, doc.Content[0], &reader{}}
	if f.list == "" {
		return []*yaml.Node{s.node}
	}
	var nodes []*yaml.Node
	for _, item := range s.items(f.list) {
		nodes = append(nodes, item.node)
	}
	return nodes
}

func (f *sheetForm) single(entries []*yaml.Node, names bookNames) BookSheet {
	s := BookSheet{Name: f.title, Note: f.note(), Head: []BookHead{{Label: bookItem}, {Label: bookValue}}}
	for _, c := range f.columns {
		value := ""
		if len(entries) > 0 {
			value = c.show(at(entries[0], c.path), (&speech{names: names}).of(""))
		}
		s.Rows = append(s.Rows, []string{c.label, value})
	}
	return s
}

// rows writes one entry: its own cells in the first row, the items of its
// groups from there downwards.
func (f *sheetForm) rows(entry *yaml.Node, names bookNames) [][]string {
	own := flatten(entry, nil)
	w := &rowWriter{f: f, talk: f.speechOf(entry, names.within(proceduresOf(own)...))}
	w.grow(1)
	for i, c := range f.columns {
		if c.group < 0 {
			w.rows[0][i] = c.show(at(entry, c.path), w.talk.of(""))
		}
	}
	for g := range f.groups {
		if f.groups[g].above < 0 {
			w.group(g, 0, entry)
		}
	}
	return w.rows
}

// rowWriter writes the rows of one entry.
type rowWriter struct {
	f    *sheetForm
	talk *speech
	rows [][]string
}

func (w *rowWriter) grow(n int) {
	for len(w.rows) < n {
		w.rows = append(w.rows, make([]string, len(w.f.columns)))
	}
}

// group writes the items of a group that a node holds from a row downwards and
// gives the row behind them.
func (w *rowWriter) group(g, row int, in *yaml.Node) int {
	group := w.f.groups[g]
	if list := at(in, group.path); list != nil && len(list.Content) == 0 {
		w.grow(row + 1)
		w.rows[row][slices.IndexFunc(w.f.columns, func(c bookColumn) bool { return c.group == g })] = bookNone
	}
	for _, item := range group.items(in) {
		w.grow(row + 1)
		for i := range w.f.columns {
			if c := &w.f.columns[i]; c.group == g {
				w.rows[row][i] = w.cell(c, group, item)
			}
		}
		next := row + 1
		for inner := range w.f.groups {
			if w.f.groups[inner].above == g {
				next = max(next, w.group(inner, row, item.value))
			}
		}
		row = next
	}
	return row
}

func (w *rowWriter) cell(c *bookColumn, group bookGroup, item groupItem) string {
	talk := w.talk.of(group.roll(rollOf(item.value)))
	switch {
	case c.form == formKey:
		return item.name
	case c.form == formWay:
		return item.way
	case item.way != "" && item.way != "添加" && len(c.path) == 1 && c.path[0] == "id":
		return talk.names.label(refStep, (&section{node: item.value}).text("id"))
	}
	return c.show(at(item.value, c.path), talk)
}

// items are the entries of the group, in all the ways it may have.
func (g bookGroup) items(in *yaml.Node) []groupItem {
	if len(g.ways()) == 0 {
		return groupItems(at(in, g.path))
	}
	var all []groupItem
	for _, w := range g.ways()[:3] {
		for _, item := range groupItems(at(in, []string{w.key})) {
			item.way = w.word
			if w.key == "change" && (&section{node: item.value}).flag("off") {
				item.way = "删去"
			}
			all = append(all, item)
		}
	}
	return all
}

// at gives the node at a path of keys; nil where there is none.
func at(n *yaml.Node, path []string) *yaml.Node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		n = (&section{node: n}).child(name)
	}
	return n
}

// item is one entry of a group with the name it has in a table.
type groupItem struct {
	name  string
	way   string // 添加, 改动, 删去; "" for an entry of its own
	value *yaml.Node
}

func groupItems(n *yaml.Node) []groupItem {
	var items []groupItem
	switch {
	case n == nil:
	case n.Kind == yaml.SequenceNode:
		for _, c := range n.Content {
			items = append(items, groupItem{value: c})
		}
	case n.Kind == yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			items = append(items, groupItem{name: n.Content[i].Value, value: n.Content[i+1]})
		}
	}
	return items
}

// words is the closed choice of a column, in Chinese.
func (c *bookColumn) words() []string {
	var words []string
	switch c.form {
	case formBool:
		return []string{"是", "否"}
	case formWord, formRoll:
		for _, w := range c.key.words {
			words = append(words, wordLabel(w))
		}
	case formWay:
		return []string{"添加", "改动", "删去"}
	case formMethod:
		for _, m := range methods() {
			words = append(words, m.label)
		}
	}
	return words
}

// show writes a value as the cell of its column.
func (c *bookColumn) show(n *yaml.Node, d *dialect) string {
	if n == nil {
		return ""
	}
	switch c.form {
	case formMethod:
		return showMethod(n)
	case formRoll:
		if roll := rollOf(n); roll != "" {
			return wordLabel(string(roll))
		}
		return ""
	case formWord:
		return wordLabel(n.Value)
	case formBool:
		if n.Value == "true" {
			return "是"
		}
		return "否"
	case formExpr:
		return d.toChinese(n.Value)
	case formTemplate:
		return d.showTemplate(n.Value)
	case formItem:
		return d.label(n.Value)
	case formNeed:
		return showNeed(n, d)
	case formSpan:
		s := &section{node: n}
		return s.text("min") + "-" + s.text("max")
	case formPairs:
		return c.showPairs(n, d)
	case formRaw:
		return showRaw(n)
	case formName:
		if c.key.shape == shapeText {
			return d.names.labels(c.key.refs, n.Value)
		}
		return d.names.label(c.key.refs, n.Value)
	case formEach:
		return showEach(n.Value)
	case formBase:
		if n.Value == "as_of" {
			return wordLabel(n.Value)
		}
	case formShare, formLimit, formLength:
		return showCompact(c.form, n)
	}
	return n.Value
}

// showEach writes several words in Chinese.
func showEach(text string) string {
	return strings.Join(labelsOf(splitWords(text)), "、")
}

// rollOf is the collection that a query ranges over; "" for an expression under a name.
func rollOf(query *yaml.Node) Collection {
	s := &section{node: query}
	for _, m := range methods() {
		if of := s.text(string(m.op)); query.Kind == yaml.MappingNode && of != "" {
			return Collection(of)
		}
	}
	return ""
}

func showMethod(query *yaml.Node) string {
	s := &section{node: query}
	for _, m := range methods() {
		if s.text(string(m.op)) != "" {
			return m.label
		}
	}
	return ""
}

func showNeed(n *yaml.Node, d *dialect) string {
	var parts []string
	for _, p := range (&section{node: &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Value: "need"}, n}}}).pairs("need") {
		parts = append(parts, needOp(p.name.Value).label()+d.showBound(p.value.Value))
	}
	return strings.Join(parts, "\uFF1B")
}

// showBound writes a number as it is and an expression in words.
func (d *dialect) showBound(text string) string {
	if _, ok := parseNumber(text); ok {
		return text
	}
	return d.toChinese(text)
}

// showPairs writes name=value; names and words in Chinese where they have such.
func (c *bookColumn) showPairs(n *yaml.Node, d *dialect) string {
	var parts []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		value := n.Content[i+1].Value
		switch c.key.inner.shape {
		case shapeWord:
			value = wordLabel(value)
		case shapeScalar:
			value = d.showScalar(value)
		}
		parts = append(parts, d.label(n.Content[i].Value)+"="+value)
	}
	return strings.Join(parts, "\uFF1B")
}

func (d *dialect) showScalar(text string) string {
	switch text {
	case "true":
		return "是"
	case "false":
		return "否"
	}
	for _, t := range choiceTypes() {
		for _, c := range choices(t) {
			if c.constant == text {
				return c.label
			}
		}
	}
	return text
}

// showRaw writes anything as one line of YAML.
func showRaw(n *yaml.Node) string {
	flow := *n
	setFlow(&flow)
	text, err := yaml.Marshal(&flow)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(string(text), "\n", " "))
}

func setFlow(n *yaml.Node) {
	n.HeadComment, n.LineComment, n.FootComment = "", "", ""
	if n.Kind == yaml.MappingNode || n.Kind == yaml.SequenceNode {
		n.Style = yaml.FlowStyle
	}
	content := make([]*yaml.Node, len(n.Content))
	for i, c := range n.Content {
		inner := *c
		setFlow(&inner)
		content[i] = &inner
	}
	n.Content = content
}

// showTemplate puts labels for the names in the braces.
func (d *dialect) showTemplate(text string) string {
	return replaceBraces(text, func(inner string) string {
		name, ok := strings.CutPrefix(strings.TrimSpace(inner), ".")
		if l := d.label(name); ok && l != name && d.name(l) == name {
			return "{{" + l + "}}"
		}
		return "{{" + inner + "}}"
	})
}

// readTemplate puts names for the labels in the braces.
func (d *dialect) readTemplate(text string) string {
	return replaceBraces(text, func(inner string) string {
		if n := d.name(inner); n != strings.TrimSpace(inner) {
			return "{{." + n + "}}"
		}
		return "{{" + inner + "}}"
	})
}

func replaceBraces(text string, with func(inner string) string) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{{")
		inner, after, closed := strings.Cut(rest, "}}")
		b.WriteString(before)
		if !open || !closed {
			if open {
				b.WriteString("{{" + rest)
			}
			return b.String()
		}
		b.WriteString(with(inner))
		text = after
	}
}
