package policy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// BookTable is one sheet of a book as it was read: Rows[i] is the sheet's row i+1.
type BookTable struct {
	Name string
	Rows [][]string
}

// cell is one cell of a book: the place of what was made from it.
type cell struct {
	sheet    string
	row, col int // the row counts from 1, the column from 0
	text     string
}

func (c cell) name() string {
	var letters []byte
	for n := c.col + 1; n > 0; n = (n - 1) / 26 {
		letters = append([]byte{byte('A' + (n-1)%26)}, letters...)
	}
	return string(letters) + strconv.Itoa(c.row)
}

func (c cell) pos() Pos { return Pos{File: c.sheet, Line: c.row, Column: c.col + 1, Cell: c.name()} }

// cellExcerpt shows what stands in a cell of the source.
func (s *source) cellExcerpt(row, column int) string {
	for _, c := range s.cells {
		if c.row == row && c.col == column-1 && c.text != "" {
			return fmt.Sprintf("%5s | %s", c.name(), shorten(strings.ReplaceAll(c.text, "\n", " ")))
		}
	}
	return ""
}

// ReadBook makes a pack of a book. files is the same pack as a folder: the text
// of each file by its name. The error lists every fault with its cell; name is
// what messages call the book. Rows whose first cell is 示例 are not read.
func ReadBook(tables []BookTable, name string) (p *Pack, files map[string]string, err error) {
	b := &bookReader{rd: &reader{}, pack: &Pack{sources: map[string]*source{}}}
	forms := bookForms()
	for _, t := range tables {
		b.table(t, forms)
	}
	if b.pack.sources[packFile] == nil && len(b.rd.faults) == 0 {
		b.rd.add(Fault{Pos: Pos{File: name}, Message: "没有“政策包”这一页", Remedy: "用 yanpan pack export 导出一本,照着填"})
	}
	if err := b.rd.faults.asError("policy.ReadBook", name); err != nil {
		return nil, nil, err
	}
	if err := b.pack.build(b.rd, name); err != nil {
		return nil, nil, err
	}
	return b.pack, b.pack.files(), nil
}

// files gives the texts of the pack's files by their names.
func (p *Pack) files() map[string]string {
	files := map[string]string{}
	for name, src := range p.sources {
		files[name] = src.text()
	}
	for _, d := range p.Documents {
		files["documents/"+d.Name+".md"] = d.Text
	}
	return files
}

type bookReader struct {
	rd   *reader
	pack *Pack
}

// fault adds a fault at a cell.
func (b *bookReader) fault(c cell, remedy, format string, args ...any) {
	f := Fault{Pos: c.pos(), Message: yanpan.Typeset(fmt.Sprintf(format, args...)), Remedy: yanpan.Typeset(remedy)}
	if c.text != "" {
		f.Excerpt = (&source{cells: []cell{c}}).cellExcerpt(c.row, c.col+1)
	}
	b.rd.add(f)
}

// table reads one sheet. A sheet that is none of the book's is left alone when
// it looks like nothing of ours, so that notes may be kept beside the tables.
func (b *bookReader) table(t BookTable, forms []sheetForm) {
	if name, ok := strings.CutPrefix(strings.TrimSpace(t.Name), documentSheet); ok && strings.TrimSpace(name) != "" {
		b.document(t, strings.TrimSpace(name))
		return
	}
	if name, ok := strings.CutPrefix(strings.TrimSpace(t.Name), rawSheet); ok && slices.Contains(rawFiles(), strings.TrimSpace(name)) {
		b.raw(t, strings.TrimSpace(name))
		return
	}
	for i := range forms {
		if foldLabel(forms[i].title) == foldLabel(t.Name) {
			b.form(t, &forms[i])
			return
		}
	}
	titles := make([]string, len(forms))
	for i, f := range forms {
		titles[i] = f.title
	}
	if n := nearest(t.Name, titles); n != "" {
		b.fault(cell{sheet: t.Name, row: 1}, "是不是“"+n+"”", "没有叫“%s”的页", t.Name)
	}
}

func (b *bookReader) document(t BookTable, name string) {
	var lines []string
	for i, row := range t.Rows {
		text := cellText(row, 0)
		if i == headRow(t, []string{bookValue}) {
			lines = nil // a title and notes above
			continue
		}
		lines = append(lines, text)
	}
	text := strings.TrimRight(strings.Join(lines, "\n"), "\n ")
	b.pack.Documents = append(b.pack.Documents, Document{Name: name, Text: text + "\n", Pos: cell{sheet: t.Name, row: 1}.pos()})
}

// raw reads a file that stands in a sheet as it is, its leading blanks kept.
func (b *bookReader) raw(t BookTable, name string) {
	var lines []string
	for _, row := range t.Rows[headRow(t, []string{bookValue})+1:] {
		text := ""
		if len(row) > 0 {
			text = row[0]
		}
		lines = append(lines, text)
	}
	b.pack.sources[name] = newSource(name, []byte(strings.TrimRight(strings.Join(lines, "\n"), "\n ")+"\n"))
}

func cellText(row []string, col int) string {
	if col < 0 || col >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[col])
}

// headRow is the index of the row of headings: the one in which most cells are
// known labels; -1 where none is.
func headRow(t BookTable, labels []string) int {
	best, most := -1, 0
	for i, row := range t.Rows {
		known := 0
		for _, text := range row {
			if slices.ContainsFunc(labels, func(l string) bool { return foldLabel(l) == foldLabel(text) }) {
				known++
			}
		}
		if known > most && known*2 >= filled(row) {
			best, most = i, known
		}
	}
	return best
}

func filled(row []string) int {
	n := 0
	for _, text := range row {
		if strings.TrimSpace(text) != "" {
			n++
		}
	}
	return n
}

func (b *bookReader) form(t BookTable, f *sheetForm) {
	if f.list == "" {
		b.single(t, f)
		return
	}
	head := headRow(t, f.labels())
	if head < 0 {
		if len(t.Rows) > 0 {
			b.fault(cell{sheet: t.Name, row: 1}, "表头各列的名称见手册“政策包”", "没有找到表头")
		}
		return
	}
	columns := b.headings(t, f, head)
	w := &yamlWriter{}
	w.line(0, f.list+":", cell{sheet: t.Name, row: head + 1})
	for _, e := range f.split(t, head, columns) {
		b.entry(e, f, columns, w)
	}
	if len(w.lines) > 1 {
		b.pack.sources[f.file] = w.source(f.file)
	}
}

// headings finds the form's column of each column of the sheet; -1 for a blank heading.
func (b *bookReader) headings(t BookTable, f *sheetForm, head int) []int {
	columns := make([]int, len(t.Rows[head]))
	seen := map[int]bool{}
	for i, text := range t.Rows[head] {
		columns[i] = -1
		if strings.TrimSpace(text) == "" || foldLabel(text) == "序号" {
			continue
		}
		c := f.column(text)
		at := cell{sheet: t.Name, row: head + 1, col: i, text: text}
		switch {
		case c < 0:
			b.fault(at, meant(text, f.labels()), "没有“%s”这一列", text)
		case seen[c]:
			b.fault(at, "删去一列", "“%s”有两列", text)
		default:
			columns[i], seen[c] = c, true
		}
	}
	for i, c := range f.columns {
		if c.required && !seen[i] {
			b.fault(cell{sheet: t.Name, row: head + 1}, "", "缺“%s”一列", c.label)
		}
	}
	return columns
}

// bookEntry is the rows of one entry.
type bookEntry struct {
	table BookTable
	rows  []int // indexes of rows; the first is the entry's own
}

// split gathers rows into entries: a row without cells of the entry's own goes
// on with the one above.
func (f *sheetForm) split(t BookTable, head int, columns []int) []bookEntry {
	var entries []bookEntry
	for i := head + 1; i < len(t.Rows); i++ {
		row := t.Rows[i]
		own, any := false, false
		for col, c := range columns {
			if c >= 0 && cellText(row, col) != "" {
				any = true
				own = own || f.columns[c].group < 0
			}
		}
		switch {
		case !any || cellText(row, 0) == "示例":
		case own || len(entries) == 0:
			entries = append(entries, bookEntry{t, []int{i}})
		default:
			last := &entries[len(entries)-1]
			last.rows = append(last.rows, i)
		}
	}
	return entries
}

// told is what one cell says: the text of a value at a path of keys.
type told struct {
	path []string
	text string
	raw  bool // text is YAML already
	at   cell
}

func (b *bookReader) entry(e bookEntry, f *sheetForm, columns []int, w *yamlWriter) {
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
	if says("adjust") {
		o = adjustShape()
	} else if o.key("id") != nil && !says("id") {
		id := fmt.Sprintf("%s_%d", strings.TrimSuffix(f.file, ".yaml"), first.row)
		all = append(all, told{path: []string{"id"}, text: id, at: first})
	}
	w.item(2, o, all)
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
		case c.group < 0:
			all = append(all, r.read(c, at, r.talk.of(""))...)
		default:
			all = append(all, r.item(c, at, n, index)...)
		}
	}
	return all
}

// item reads a cell of an item of a group.
func (r entryReader) item(c *bookColumn, at cell, n, index int) []told {
	group := r.f.groups[c.group]
	if foldLabel(at.text) == foldLabel(bookNone) {
		return []told{{path: group.path, text: "[]", raw: true, at: at}}
	}
	values := r.read(c, at, r.talk.of(group.roll(r.roll(r.e, r.f, r.columns, index))))
	for i := range values {
		if c.form == formRoll {
			values[i].path = []string{r.f.method(r.e.table.Rows[index], r.columns)}
		}
		values[i].path = slices.Concat(group.path, []string{r.talk.item(r.f, c.group, n)}, values[i].path)
	}
	return values
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
	if f.file == "seats.yaml" {
		talk.scope = ScopeVillage
	}
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
				talk.scope = Scope(readWord(text, c.key.words))
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
	w := &yamlWriter{}
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
		w.object(0, f.entry, all)
		b.pack.sources[f.file] = w.source(f.file)
	}
}

// read turns the text of a cell into values by the form of its column.
func (b *bookReader) read(c *bookColumn, at cell, d *dialect) []told {
	one := func(text string) []told { return []told{{path: c.path, text: text, at: at}} }
	switch c.form {
	case formWord:
		return b.readChoice(c, at, c.path)
	case formBool:
		switch at.text {
		case "是", "true", "√":
			return one("true")
		case "否", "false":
			return nil
		}
		b.fault(at, "", "“%s”应填是或否", c.label)
		return nil
	case formExpr:
		return b.condition(at, d, c.path)
	case formTemplate:
		return one(d.readTemplate(at.text))
	case formItem:
		return one(d.name(at.text))
	case formNeed:
		return b.readNeed(c, at, d)
	case formSpan:
		return b.readSpan(c, at)
	case formPairs:
		return b.readPairs(c, at, d)
	case formMethod:
		if !slices.Contains(c.words(), at.text) {
			b.fault(at, meant(at.text, c.words()), "“%s”不能是“%s”", c.label, at.text)
		}
		return nil // told with the roll
	case formRoll:
		return b.readRoll(c, at)
	case formRaw:
		return b.readRaw(c, at)
	}
	return one(plainText(c, at.text))
}

// plainText drops what a spreadsheet puts into a plain cell: full-width digits
// of numbers, the time of day behind a date.
func plainText(c *bookColumn, text string) string {
	switch c.key.shape {
	case shapeInt, shapeNumber, shapeDate, shapeBaseDate, shapeName:
		text = strings.Map(foldMark, text)
	}
	if c.key.shape == shapeDate || c.key.shape == shapeBaseDate {
		if d, err := yanpan.ParseDate(text); err == nil {
			return d.String()
		}
	}
	return text
}

func (b *bookReader) readChoice(c *bookColumn, at cell, path []string) []told {
	w := readWord(at.text, c.key.words)
	if w == "" {
		b.fault(at, meant(at.text, c.words()), "“%s”不能是“%s”", c.label, at.text)
		return nil
	}
	return []told{{path: path, text: w, at: at}}
}

// condition reads an expression in Chinese words.
func (b *bookReader) condition(at cell, d *dialect, path []string) []told {
	cel, err := d.toCEL(at.text)
	if err != nil {
		b.fault(at, err.remedy, "%s", err.message)
		return nil
	}
	return []told{{path: path, text: cel, at: at}}
}

func (b *bookReader) readNeed(c *bookColumn, at cell, d *dialect) []told {
	var out []told
	for _, part := range strings.FieldsFunc(at.text, func(r rune) bool { return foldMark(r) == ';' }) {
		part = strings.TrimSpace(part)
		op, rest := needIn(part)
		if op == "" {
			b.fault(at, "写成“不少于1”“超过30%”的样子", "“%s”没有写明怎样要求", part)
			return nil
		}
		path := append(slices.Clone(c.path), string(op))
		if number := trimUnit(rest); isNumber(number) {
			out = append(out, told{path: path, text: number, at: at})
			continue
		}
		bound := at
		bound.text = rest
		for _, v := range b.condition(bound, d, path) {
			v.at = at
			out = append(out, v)
		}
	}
	return out
}

// needIn splits 不少于30% into the way and the bound.
func needIn(text string) (needOp, string) {
	for _, w := range []struct {
		word string
		op   needOp
	}{
		{"不少于", needAtLeast}, {"不低于", needAtLeast}, {"至少", needAtLeast}, {"≥", needAtLeast}, {">=", needAtLeast},
		{"不超过", needAtMost}, {"不高于", needAtMost}, {"至多", needAtMost}, {"≤", needAtMost}, {"<=", needAtMost},
		{"超过", needOver}, {"高于", needOver}, {"大于", needOver}, {">", needOver},
		{"低于", needUnder}, {"少于", needUnder}, {"小于", needUnder}, {"<", needUnder},
		{"等于", needEquals}, {"=", needEquals},
	} {
		if rest, ok := strings.CutPrefix(strings.Map(foldMark, text), w.word); ok {
			return w.op, strings.TrimSpace(rest)
		}
	}
	return "", ""
}

func trimUnit(text string) string {
	for _, u := range bookUnits() {
		if rest, ok := strings.CutSuffix(text, u); ok {
			return strings.TrimSpace(rest)
		}
	}
	return text
}

func isNumber(text string) bool {
	_, ok := parseNumber(text)
	return ok
}

func (b *bookReader) readSpan(c *bookColumn, at cell) []told {
	parts := strings.FieldsFunc(strings.Map(foldMark, at.text), func(r rune) bool { return strings.ContainsRune("-~至—～到 人名", r) })
	if len(parts) == 1 {
		parts = append(parts, parts[0])
	}
	if len(parts) != 2 || !isNumber(parts[0]) || !isNumber(parts[1]) {
		b.fault(at, "写成 3-5;只有一个数的写 5", "职数“%s”看不懂", at.text)
		return nil
	}
	return []told{
		{path: append(slices.Clone(c.path), "min"), text: parts[0], at: at},
		{path: append(slices.Clone(c.path), "max"), text: parts[1], at: at},
	}
}

// splitPairs reads name=value parted by semicolons; a part without “=” has no value.
func splitPairs(text string) [][2]string {
	var pairs [][2]string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return foldMark(r) == ';' || r == '\n' }) {
		i := strings.IndexFunc(part, func(r rune) bool { return foldMark(r) == '=' })
		if i < 0 {
			pairs = append(pairs, [2]string{strings.TrimSpace(part), ""})
			continue
		}
		value := strings.TrimLeft(part[i:], "=\uFF1D")
		pairs = append(pairs, [2]string{strings.TrimSpace(part[:i]), strings.TrimSpace(value)})
	}
	return pairs
}

func (b *bookReader) readPairs(c *bookColumn, at cell, d *dialect) []told {
	var out []told
	for _, p := range splitPairs(at.text) {
		if p[1] == "" {
			b.fault(at, "写成“名称=数”,几项之间用分号", "“%s”没有写成“名称=数”", p[0])
			return nil
		}
		value := p[1]
		switch inner := c.key.inner; inner.shape {
		case shapeWord:
			w := readWord(value, inner.words)
			if w == "" {
				b.fault(at, meant(value, labelsOf(inner.words)), "“%s”不能是“%s”", c.label, value)
				return nil
			}
			value = w
		case shapeScalar:
			value = d.readScalar(value)
		case shapeNumber, shapeInt:
			value = trimUnit(strings.Map(foldMark, value))
		}
		out = append(out, told{path: append(slices.Clone(c.path), d.name(p[0])), text: value, at: at})
	}
	return out
}

func labelsOf(words []string) []string {
	labels := make([]string, len(words))
	for i, w := range words {
		labels[i] = wordLabel(w)
	}
	return labels
}

func (d *dialect) readScalar(text string) string {
	switch text {
	case "是":
		return "true"
	case "否":
		return "false"
	}
	for _, t := range choiceTypes() {
		for _, c := range choices(t) {
			if foldLabel(c.label) == foldLabel(text) {
				return c.constant
			}
		}
	}
	return text
}

// readRoll reads the way of counting and the roll together.
func (b *bookReader) readRoll(c *bookColumn, at cell) []told {
	return b.readChoice(c, at, append(slices.Clone(c.path), "count"))
}

func (b *bookReader) readRaw(c *bookColumn, at cell) []told {
	var doc yaml.Node
	if yaml.Unmarshal([]byte(at.text), &doc) != nil || len(doc.Content) == 0 {
		b.fault(at, "照导出的样子写在花括号或方括号里", "“%s”的写法看不懂", c.label)
		return nil
	}
	return []told{{path: c.path, text: strings.ReplaceAll(at.text, "\n", " "), raw: true, at: at}}
}
