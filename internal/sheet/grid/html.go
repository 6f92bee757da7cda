package grid

import (
	"html"
	"io"
	"strconv"
	"strings"
)

// htmlTable is a table of a web page while it is read.
type htmlTable struct {
	w       *sheetWriter
	sheet   *Sheet
	row     int
	col     int
	span    map[int]int // column → further rows that a cell from above covers
	depth   int         // tables within tables; the inner ones are part of the cell
	inRow   bool
	inCell  bool
	colspan int
	rowspan int
	work    int // columns walked over on account of spans
	text    strings.Builder
}

// A cell of a page reaches at most so far; and all of them together cost at most so much.
const (
	maxSpan     = 1000
	maxSpanWork = 20_000_000
)

// readHTML reads the tables of a page as the systems of authorities export
// them under the name .xls. It knows no more of HTML than tables need.
func readHTML(r *textReader, book *Book) error {
	data, err := io.ReadAll(io.LimitReader(r, maxHTML+1))
	if err != nil {
		return asError(err)
	}
	if len(data) > maxHTML {
		return tooLarge()
	}
	t := &htmlTable{}
	p := &htmlPage{rest: string(data), book: book, store: newStore(), table: t}
	if err := p.walk(); err != nil {
		return err
	}
	if len(book.Sheets) == 0 {
		return refused("这是网页，里面没有可读的表格", "请用 Excel 或 WPS 打开后另存为 .xlsx 再试")
	}
	return r.judge(book)
}

const maxHTML = 64 << 20

type htmlPage struct {
	rest   string
	book   *Book
	store  *store
	budget budget
	table  *htmlTable
}

func (p *htmlPage) walk() error {
	for p.rest != "" {
		i := strings.IndexByte(p.rest, '<')
		if i < 0 {
			i = len(p.rest)
		}
		if p.table.inCell {
			p.table.text.WriteString(html.UnescapeString(collapse(p.rest[:i])))
		}
		p.rest = p.rest[i:]
		name, attrs := p.nextTag()
		if err := p.tag(name, attrs); err != nil {
			return err
		}
	}
	return p.endTable()
}

// nextTag takes a tag off the rest, and with it comments, scripts and styles.
func (p *htmlPage) nextTag() (name, attrs string) {
	if strings.HasPrefix(p.rest, "<!--") {
		_, p.rest, _ = strings.Cut(p.rest, "-->")
		return "", ""
	}
	if p.rest == "" {
		return "", ""
	}
	tag, rest, _ := strings.Cut(p.rest[1:], ">")
	p.rest = rest
	name, attrs, _ = strings.Cut(strings.TrimSpace(strings.ReplaceAll(tag, "\n", " ")), " ")
	name = strings.ToLower(strings.TrimSuffix(name, "/"))
	if name == "script" || name == "style" {
		p.rest = fromEndTag(p.rest, name)
	}
	return name, attrs
}

// fromEndTag drops what stands before the end tag of the name, in any case.
func fromEndTag(s, name string) string {
	for {
		i := strings.Index(s, "</")
		if i < 0 {
			return ""
		}
		s = s[i:]
		if len(s) >= 2+len(name) && strings.EqualFold(s[2:2+len(name)], name) {
			return s
		}
		s = s[2:]
	}
}

func (p *htmlPage) tag(name, attrs string) error {
	t := p.table
	switch name {
	case "table":
		if t.w != nil {
			t.depth++
			return nil
		}
		t.sheet = &Sheet{Name: "表" + strconv.Itoa(len(p.book.Sheets)+1)}
		t.w = newSheetWriter(t.sheet, p.store, &p.budget)
		t.span = map[int]int{}
	case "/table":
		if t.depth > 0 {
			t.depth--
			return nil
		}
		return p.endTable()
	case "br", "/p", "/div":
		if t.inCell {
			t.text.WriteByte('\n')
		}
	}
	if t.w == nil || t.depth > 0 {
		return nil
	}
	return t.part(name, attrs)
}

func (t *htmlTable) part(name, attrs string) error {
	switch name {
	case "tr":
		if err := t.endRow(); err != nil {
			return err
		}
		t.row++
		t.col, t.inRow = 0, true
		return t.w.startRow(t.row, strings.Contains(strings.ReplaceAll(strings.ToLower(attrs), " ", ""), "display:none"))
	case "td", "th":
		if err := t.endCell(); err != nil || !t.inRow {
			return err
		}
		for t.span[t.col] > 0 {
			t.span[t.col]--
			t.col++
			t.work++
		}
		if t.col > maxCol || t.work > maxSpanWork {
			return tooLarge()
		}
		t.inCell = true
		t.colspan, t.rowspan = spanOf(attrs, "colspan"), spanOf(attrs, "rowspan")
	case "/td", "/th":
		return t.endCell()
	case "/tr":
		return t.endRow()
	}
	return nil
}

func (t *htmlTable) endCell() error {
	if !t.inCell {
		return nil
	}
	t.inCell = false
	text := strings.Trim(t.text.String(), " \t\r\n")
	t.text.Reset()
	if t.colspan > 1 || t.rowspan > 1 {
		if len(t.sheet.Merges) < maxMerges {
			t.sheet.Merges = append(t.sheet.Merges, Range{t.row, t.col, t.row + t.rowspan - 1, t.col + t.colspan - 1})
		}
		for i := range t.colspan {
			if t.rowspan > 1 {
				t.span[t.col+i] = t.rowspan - 1
			}
		}
		t.work += t.colspan
	}
	col := t.col
	t.col += t.colspan
	return t.w.add(col, Text, 0, false, []byte(text))
}

func (t *htmlTable) endRow() error {
	if err := t.endCell(); err != nil {
		return err
	}
	if t.inRow {
		t.inRow = false
		for col, n := range t.span { // cells from above to the right of the last one
			switch {
			case n == 0:
				delete(t.span, col)
			case col >= t.col:
				t.span[col] = n - 1
			}
		}
		t.work += len(t.span)
		if t.work > maxSpanWork {
			return tooLarge()
		}
		t.w.endRow()
	}
	return nil
}

func (p *htmlPage) endTable() error {
	t := p.table
	if t.w == nil {
		return nil
	}
	if err := t.endRow(); err != nil {
		return err
	}
	t.w.finish()
	if t.sheet.Len() > 0 {
		p.book.Sheets = append(p.book.Sheets, t.sheet)
	}
	if len(p.book.Sheets) > maxSheets {
		return tooLarge()
	}
	p.table = &htmlTable{}
	return nil
}

// spanOf reads colspan or rowspan out of a tag's attributes; 1 where there is none.
func spanOf(attrs, name string) int {
	i := strings.Index(strings.ToLower(attrs), name)
	if i < 0 {
		return 1
	}
	rest := strings.TrimLeft(attrs[min(i+len(name), len(attrs)):], " =\"'")
	end := 0
	for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(rest[:end])
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxSpan)
}

// collapse makes one space of any run of white space, as a browser does.
func collapse(s string) string {
	if !strings.ContainsAny(s, "\r\n\t") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	space := false
	for _, c := range s {
		if c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteRune(c)
	}
	return b.String()
}
