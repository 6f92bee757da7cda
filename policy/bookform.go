package policy

import "slices"

// How the cells of a column are written.
type cellForm uint8

const (
	formPlain    cellForm = iota
	formWord              // the Chinese word of a closed choice
	formBool              // 是, 否
	formExpr              // an expression in Chinese words
	formTemplate          // a text with {{labels}}
	formItem              // the label of one of the entry's queries
	formNeed              // 不少于1, 超过30%
	formSpan              // 3-5
	formPairs             // name=value, several of them parted by semicolons
	formMethod            // how a query counts: 计数, 求和, …
	formRoll              // what a query counts in
	formKey               // the name of a group's item
	formRaw               // anything else, as one line of YAML
	formName              // the name behind an identifier
	formEach              // the Chinese words of several words
	formBase              // a date, or 基准日
	formShare             // 超过1/2
	formLimit             // 至少20个工作日
	formLength            // 5日
	formWay               // what an entry of steps does: nothing written, 添加, 改动, 删去
)

// bookColumn is one column of a sheet of the book.
type bookColumn struct {
	label    string
	path     []string // keys below the entry, or below the item of the group
	key      *key
	form     cellForm
	group    int // of the form's groups; -1: of the entry itself
	required bool
}

// bookGroup is a list or a table inside an entry. Its items take a row each:
// the first stands in the entry's own row, the others in the rows below, where
// the entry's own columns stay empty.
type bookGroup struct {
	path  []string
	key   *key
	named bool // a table: the first column is the item's name
	above int  // the group whose items hold this one; -1: the entry itself
}

// bookWay is a word for another key under which an entry of steps may stand.
type bookWay struct{ word, key string }

// wayLabel is the heading of the column that tells it.
const wayLabel = "怎样改"

// ways are the keys that share the rows of a group: the steps of a procedure,
// and what an adjustment adds to those above it, changes and leaves out.
func (g bookGroup) ways() []bookWay {
	if len(g.path) == 1 && g.path[0] == "steps" {
		return []bookWay{{"", "steps"}, {"添加", "add"}, {"改动", "change"}, {"删去", "change"}}
	}
	return nil
}

// roll is the collection that the conditions of an item speak of: that of its
// query, or the one the group itself lists; "" for the entry's own names.
func (g bookGroup) roll(query Collection) Collection {
	if last := Collection(g.path[len(g.path)-1]); query == "" && slices.Contains(collections(), last) {
		return last
	}
	return query
}

// sheetForm is one sheet of the book: what its columns mean.
type sheetForm struct {
	file    string // targets.yaml
	title   string // 结构目标
	list    string // the key of the list; "" where the file is one object, told in rows of two cells
	entry   *object
	columns []bookColumn
	groups  []bookGroup
}

// bookForms lists the sheets of a book in their order.
func bookForms() []sheetForm {
	var forms []sheetForm
	for _, file := range fileNames() {
		forms = append(forms, newSheetForm(file))
	}
	return forms
}

func newSheetForm(file string) (f sheetForm) {
	top := fileShape(file)
	f = sheetForm{file: file, title: top.label, entry: top}
	if len(top.keys) == 1 && top.keys[0].shape == shapeList {
		f.list, f.entry = top.keys[0].name, top.keys[0].of
	}
	f.object(f.entry, "", nil, -1)
	defer f.arrange()
	if f.file == proceduresFile {
		for _, name := range []string{"adjust", "as"} {
			k := procedureAdjustShape().key(name)
			f.key(k, k.label, []string{name}, -1, false)
		}
		f.optional("id", "label")
	}
	if f.list != "" && adjustable(f.entry) {
		for _, k := range adjustShape().keys {
			if f.entry.key(k.name) == nil {
				f.add(bookColumn{label: k.label, path: []string{k.name}, key: &k, form: scalarForm(&k), group: -1})
			}
		}
	}
	return f
}

// arrange puts the columns an office fills in first, the rarer ones behind.
func (f *sheetForm) arrange() {
	first := []string{"id", "label", "scope", "for", "value", "of", "need", "require", "when", "limits", "unit", "base_date", "severity", "category", "message", "measure"}
	rank := func(c bookColumn) int {
		name := ""
		if c.group >= 0 {
			name = f.groups[c.group].path[0]
		} else if len(c.path) > 0 {
			name = c.path[0]
		}
		if i := slices.Index(first, name); i >= 0 {
			return i
		}
		return len(first)
	}
	if f.list != "" && f.entry.key("scope") != nil {
		slices.SortStableFunc(f.columns, func(a, b bookColumn) int { return rank(a) - rank(b) })
	}
}

func (f *sheetForm) add(c bookColumn) {
	if slices.ContainsFunc(f.columns, func(o bookColumn) bool { return o.label == c.label }) {
		c.label += "\uFF08" + c.key.name + "\uFF09" // the label alone would not tell the two columns apart
	}
	f.columns = append(f.columns, c)
}

// object adds the columns of an object's keys.
func (f *sheetForm) object(o *object, before string, path []string, group int) {
	if o.name == "query" {
		f.query(o, before, path, group)
		return
	}
	form, told := compact(o)
	for i := range o.keys {
		k := &o.keys[i]
		if slices.Contains(told, k.name) {
			if k.name == told[0] {
				f.add(bookColumn{label: before + compactLabel(form), path: slices.Clone(path), key: &key{name: o.name, label: o.label, shape: shapeObject, of: o}, form: form, group: group})
			}
			continue
		}
		f.key(k, before+k.label, append(slices.Clone(path), k.name), group, k.required && len(path) == 0)
	}
}

func (f *sheetForm) key(k *key, label string, path []string, group int, required bool) {
	c := bookColumn{label: label, path: path, key: k, group: group, required: required}
	switch {
	case k.shape == shapeObject && k.of.name == "need":
		c.form = formNeed
	case k.shape == shapeObject && k.of.name == "span":
		c.form = formSpan
	case k.shape == shapeObject && k.of.name == "citation":
		for i := range k.of.keys {
			sub := &k.of.keys[i]
			f.add(bookColumn{label: citationLabel(sub, label), path: append(slices.Clone(path), sub.name), key: sub, form: scalarForm(sub), group: group, required: sub.required && group < 0})
		}
		return
	case k.shape == shapeObject:
		f.object(k.of, label+"\uFF1A", path, group)
		return
	case k.shape == shapeTable && k.inner.shape < shapeObject:
		c.form = formPairs
	case (k.shape == shapeTable || k.shape == shapeList) && (group < 0 || f.groups[group].above < 0 && k.shape == shapeList):
		f.newGroup(k, label, path, group)
		return
	case k.shape == shapeTable || k.shape == shapeList:
		c.form = formRaw
	default:
		c.form = scalarForm(k)
	}
	f.add(c)
}

func citationLabel(k *key, above string) string {
	switch {
	case above != "依据":
		return above + "\uFF1A" + k.label
	case k.name == "source":
		return "依据文件"
	case k.name == "article":
		return "依据条款"
	}
	return k.label
}

func (f *sheetForm) newGroup(k *key, label string, path []string, above int) {
	f.groups = append(f.groups, bookGroup{path: path, key: k, named: k.shape == shapeTable, above: above})
	g := len(f.groups) - 1
	inner := k.inner
	if k.of != nil {
		inner = &key{shape: shapeObject, of: k.of}
	}
	if k.shape == shapeTable {
		f.add(bookColumn{label: label + "编号", key: &key{name: "name", label: "编号", shape: shapeName}, form: formKey, group: g})
	}
	if len(f.groups[g].ways()) > 0 {
		f.add(bookColumn{label: wayLabel, key: &key{name: "way", label: wayLabel}, form: formWay, group: g})
	}
	if inner.shape == shapeObject {
		f.object(inner.of, label+"\uFF1A", nil, g)
		if len(f.groups[g].ways()) > 0 {
			k := &key{name: "before", label: "放在哪一步前面", shape: shapeName, refs: refStep}
			f.key(k, label+"\uFF1A"+k.label, []string{k.name}, g, false)
		}
		return
	}
	f.key(inner, label, nil, g, false)
}

// query gives the five ways of counting one column for the way and one for the roll.
func (f *sheetForm) query(o *object, before string, path []string, group int) {
	at := func(name string) []string { return append(slices.Clone(path), name) }
	for _, name := range []string{"label", "unit"} {
		f.key(o.key(name), before+o.key(name).label, at(name), group, false)
	}
	count := o.key("count")
	f.add(bookColumn{label: before + "统计方式", path: path, key: count, form: formMethod, group: group})
	f.add(bookColumn{label: before + "名册", path: path, key: count, form: formRoll, group: group})
	for _, name := range []string{"where", "value"} {
		f.key(o.key(name), before+o.key(name).label, at(name), group, false)
	}
}

func scalarForm(k *key) cellForm {
	switch {
	case k.refs != "":
		return formName
	case len(k.each) > 0:
		return formEach
	}
	switch k.shape {
	case shapeBaseDate:
		return formBase
	case shapeBool:
		return formBool
	case shapeWord:
		return formWord
	case shapeExpr, shapeBound:
		return formExpr
	case shapeTemplate:
		return formTemplate
	case shapeName:
		if slices.Contains([]string{"people", "since", "until"}, k.name) {
			return formItem
		}
	}
	return formPlain
}

// optional says that the entry may do without keys that a mere adjustment has not.
func (f *sheetForm) optional(names ...string) {
	for i := range f.columns {
		if c := &f.columns[i]; c.group < 0 && len(c.path) == 1 && slices.Contains(names, c.path[0]) {
			c.required = false
		}
	}
}

// column finds a column by its heading.
func (f *sheetForm) column(label string) int {
	return slices.IndexFunc(f.columns, func(c bookColumn) bool { return foldLabel(c.label) == foldLabel(label) })
}

func (f *sheetForm) labels() []string {
	labels := make([]string, len(f.columns))
	for i, c := range f.columns {
		labels[i] = c.label
	}
	return labels
}

// methods are the ways of counting with their words.
func methods() []struct {
	op    queryOp
	label string
} {
	return []struct {
		op    queryOp
		label string
	}{{queryCount, "计数"}, {querySum, "求和"}, {queryAverage, "求平均"}, {queryLargest, "取最大"}, {querySmallest, "取最小"}}
}
