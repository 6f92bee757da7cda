package policy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

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
	b := &bookReader{rd: &reader{}, pack: &Pack{sources: map[string]*source{}}, names: readNames(tables)}
	forms := bookForms()
	for _, t := range tables {
		b.table(t, forms)
	}
	b.finish()
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
	rd       *reader
	pack     *Pack
	names    bookNames // of higher packs
	gathered []gathered
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
	if foldLabel(t.Name) == namesSheet {
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
	for _, e := range f.split(t, head, columns) {
		b.entry(e, f, columns)
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
