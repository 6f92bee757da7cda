package sheet

import (
	"strconv"
	"strings"

	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// The sheet of rows to be mended says in hidden lines what its columns are, so
// that it is read again without guessing.
const (
	correctionName  = "待更正"
	correctionTitle = "研判错误回执·待更正"
	blockMark       = "#待更正"
	cellRow         = "@row"
	cellVillage     = "@village"
	cellArea        = "@area"
	cellPost        = "@post"
	cellReason      = "@reason"
	cellRemedy      = "@remedy"
	cellOther       = "@"
)

// corrections writes the sheet 待更正: for each layout its head and its bad rows.
func (rc *receipt) corrections() {
	name := rc.sheet(correctionName)
	rc.say(name, 1, 0, correctionTitle, stylePlain)
	rc.say(name, 2, 0, "按“原因”“怎么改”两列改正标红的单元格,存盘后把本文件再导入一次。整行不要了的可以删去;表头和隐藏的行请不要动。", stylePlain)
	rc.keep(rc.x.SetRowHeight(name, 1, 30))
	w := &correctionWriter{receipt: rc, name: name, row: 3, widths: []int{32, 34, 34}}
	for i := range rc.tables {
		t := &rc.tables[i]
		var last *roster.Layout
		for _, row := range t.bad() {
			r := &t.reading.Rows[row]
			if r.Layout != last {
				w.head(t, r.Layout)
				last = r.Layout
			}
			w.line(t, row)
		}
	}
	if w.row == 3 {
		rc.say(name, 3, 0, "没有退回的行。", stylePlain)
	}
	rc.say(name, w.row+1, 0, aboutLine(rc.about), stylePlain)
	rc.widths(name, w.widths)
	rc.landscape(name, 0, 0)
}

// correctionWriter writes the blocks of 待更正.
type correctionWriter struct {
	*receipt
	name   string
	row    int
	cols   []correctionColumn
	widths []int
}

// correctionColumn is one column of a block.
type correctionColumn struct {
	id    string // a field, or one of the @ words
	label string
	at    int // position in Row.Texts
	col   int // column of the user's sheet, for cells that are only shown
}

// head begins a block: a line for people, a hidden one for the program, the labels.
func (w *correctionWriter) head(t *tableResult, l *roster.Layout) {
	w.cols = correctionColumns(t, l)
	w.say(w.name, w.row, 0, l.Kind.Label()+":《"+l.File+"》“"+l.Sheet+"”", stylePlain)
	w.row++
	for i, text := range []string{blockMark, string(l.Kind), l.Township, strconv.Itoa(int(l.Body))} {
		w.str(w.name, w.row, i, text, stylePlain)
	}
	for i, c := range w.cols {
		w.str(w.name, w.row, 4+i, c.id, stylePlain)
	}
	w.keep(w.x.SetRowVisible(w.name, w.row, false))
	w.row++
	for i, c := range w.cols {
		w.str(w.name, w.row, i, c.label, styleHead)
		w.widen(i, c.label)
	}
	w.row++
}

func (w *correctionWriter) widen(col int, text string) {
	for len(w.widths) <= col {
		w.widths = append(w.widths, 0)
	}
	w.widths[col] = max(w.widths[col], displayWidth(text))
}

// correctionColumns lists the columns of a block: where the row stood, what the
// lines around it said, the row's own fields, then what the program does not use.
func correctionColumns(t *tableResult, l *roster.Layout) []correctionColumn {
	cols := []correctionColumn{{id: cellRow, label: "原位置"}, {id: cellReason, label: "原因"}, {id: cellRemedy, label: "怎么改"}}
	var village, area, post bool
	for _, i := range t.bad() {
		r := &t.reading.Rows[i]
		if r.Layout == l {
			village, area, post = village || r.Village != "", area || r.Area != "", post || r.Post != ""
		}
	}
	if village || !hasField(l, roster.FieldVillage) {
		cols = append(cols, correctionColumn{id: cellVillage, label: "所属村(社区)"})
	}
	if area {
		cols = append(cols, correctionColumn{id: cellArea, label: "所属片区"})
	}
	if post {
		cols = append(cols, correctionColumn{id: cellPost, label: "表头所示职务"})
	}
	for at, c := range l.Columns {
		cols = append(cols, correctionColumn{id: string(c.Field), label: c.Label, at: at})
	}
	if t.table.Transposed {
		return cols
	}
	for _, m := range t.table.Columns {
		if m.Field == "" {
			cols = append(cols, correctionColumn{id: cellOther, label: m.Label, col: m.Col})
		}
	}
	return cols
}

func hasField(l *roster.Layout, f roster.Field) bool {
	for _, c := range l.Columns {
		if c.Field == f {
			return true
		}
	}
	return false
}

// line writes one bad row with its reasons.
func (w *correctionWriter) line(t *tableResult, i int) {
	res := t.result(i)
	why, how := notesOf(res)
	for col, c := range w.cols {
		switch c.id {
		case cellReason:
			w.say(w.name, w.row, col, why, styleText)
			continue
		case cellRemedy:
			w.say(w.name, w.row, col, how, styleText)
			continue
		}
		text := c.text(t, i)
		s := styleText
		if c.bad(res) {
			s = styleBad
		}
		w.str(w.name, w.row, col, text, s)
		if c.id != cellRow {
			w.widen(col, text)
		}
	}
	lines := max(displayWidth(why), displayWidth(how), displayWidth(t.reading.originOf(i).String()))/32 + 1
	w.keep(w.x.SetRowHeight(w.name, w.row, float64(15*min(lines, 12)+3)))
	w.row++
}

func (c correctionColumn) text(t *tableResult, i int) string {
	r := &t.reading.Rows[i]
	switch c.id {
	case cellRow:
		return t.reading.originOf(i).String()
	case cellVillage:
		return r.Village
	case cellArea:
		return r.Area
	case cellPost:
		return r.Post
	case cellOther:
		return t.table.Sheet.At(r.Number, c.col).Text()
	}
	return r.Texts[c.at]
}

// bad reports whether a note that gave the row back is about this column.
func (c correctionColumn) bad(res *roster.Result) bool {
	for _, n := range res.Notes {
		switch {
		case !n.Rejects:
		case n.Column == c.label && n.Column != "":
			return true
		case n.Code == roster.NoVillage && (c.id == cellVillage || c.id == string(roster.FieldVillage)):
			return true
		case n.Code == roster.NoName && c.id == string(roster.FieldName):
			return true
		}
	}
	return false
}

// correctionSheet finds the sheet 待更正 of a receipt; nil in any other book.
func correctionSheet(book *grid.Book) *grid.Sheet {
	for _, s := range book.Sheets {
		if strings.HasPrefix(s.Name, correctionName) && s.Len() > 0 && fold(s.At(1, 0).Text()) == fold(correctionTitle) {
			return s
		}
	}
	return nil
}

// corrections reads 待更正. Without its hidden lines it is read as any other sheet.
func (r *reader) corrections(s *grid.Sheet) {
	marked := false
	for _, row := range s.Rows() {
		marked = marked || row.Cell(0).Text() == blockMark
	}
	if !marked {
		r.sheet(s)
		return
	}
	r.out.Sheets = append(r.out.Sheets, Summary{Name: s.Name})
	c := &correctionReader{out: r.out, told: r.told, sheet: s, summary: &r.out.Sheets[len(r.out.Sheets)-1]}
	for _, row := range s.Rows() {
		c.row(row)
	}
	c.finish()
}

// correctionReader reads the blocks of 待更正.
type correctionReader struct {
	out     *Reading
	told    *told
	sheet   *grid.Sheet
	summary *Summary
	table   *Table
	layout  *roster.Layout
	block   *block
	ids     []string
	head    bool // the next row is the head
	convert []converter
}

func (c *correctionReader) row(row grid.Row) {
	first := row.Cell(0).Text()
	switch {
	case first == blockMark:
		c.begin(row)
	case c.head:
		c.labels(row)
	case c.layout != nil && !strings.Contains(first, ":《") && !strings.Contains(first, "\uff1a《"):
		c.data(row)
	}
}

// begin reads the hidden line of a block.
func (c *correctionReader) begin(row grid.Row) {
	c.finish()
	body, _ := strconv.Atoi(row.Cell(3).Text())
	c.layout = &roster.Layout{File: c.out.Book.Name, Sheet: c.sheet.Name, Kind: roster.SheetKind(row.Cell(1).Text()),
		Township: row.Cell(2).Text(), Body: roster.Body(min(max(body, 0), int(roster.Outside)))}
	c.ids, c.convert, c.head = nil, nil, true
	for col := 4; col < row.Width(); col++ {
		c.ids = append(c.ids, row.Cell(col).Text())
	}
}

// labels reads the head of a block.
func (c *correctionReader) labels(row grid.Row) {
	c.head = false
	p := &plan{words: words(), book: c.out.Book, sheet: c.sheet}
	c.block = &block{name: -1}
	c.table = &Table{Sheet: c.sheet, Kind: c.layout.Kind, HeaderTop: row.Number(), HeaderEnd: row.Number(), First: len(c.out.Rows)}
	for col, id := range c.ids {
		label := clean(row.Cell(col).Text())
		field := c.fieldOf(label, id)
		if !strings.HasPrefix(id, "@") || field != "" {
			c.ids[col] = string(field) // "" where the user wants the column left out
		}
		c.table.Columns = append(c.table.Columns, Mapped{Col: col, Label: label, Field: field, Score: 100})
		if field != "" {
			c.layout.Columns = append(c.layout.Columns, roster.Column{Field: field, Label: label})
			conv := p.converterOf(&column{col: col, field: field})
			conv.shift, conv.style = 0, asTyped // amounts and months were settled when the receipt was written
			c.convert = append(c.convert, conv)
		}
	}
}

// fieldOf says what a column of a block is: what the user says about its label,
// or what the receipt remembers. Letters name the columns of the first sheet, not of this one.
func (c *correctionReader) fieldOf(label, id string) roster.Field {
	if field, ok := c.told.byLabel[fold(label)]; ok && (id == cellOther || !strings.HasPrefix(id, "@")) {
		c.told.hear(fold(label))
		return field
	}
	if words().byID[roster.Field(id)] == nil {
		return ""
	}
	return roster.Field(id)
}

func (c *correctionReader) data(row grid.Row) {
	r := roster.Row{Layout: c.layout, Number: row.Number(), Hidden: row.Hidden(), Texts: make([]string, 0, len(c.layout.Columns))}
	filled := false
	var origin Origin
	for col, id := range c.ids {
		cell := row.Cell(col)
		switch id {
		case cellRow:
			origin = parseOrigin(cell.Text())
		case cellVillage:
			r.Village = cleanVillage(cell.Text())
		case cellArea:
			r.Area = clean(cell.Text())
		case cellPost:
			r.Post = clean(cell.Text())
		case cellReason, cellRemedy, cellOther:
		default:
			if words().byID[roster.Field(id)] != nil {
				text := c.convert[len(r.Texts)].text(cell)
				r.Texts = append(r.Texts, text)
				filled = filled || text != "" && id != string(roster.FieldVillage)
			}
		}
	}
	if filled && len(r.Texts) == len(c.layout.Columns) {
		c.out.Rows = append(c.out.Rows, r)
		c.out.Origins = append(c.out.Origins, origin)
		c.table.places = append(c.table.places, rowPlace{block: c.block})
	}
}

// finish closes the block that was being read.
func (c *correctionReader) finish() {
	if c.table == nil {
		return
	}
	c.table.End = len(c.out.Rows)
	c.out.Tables = append(c.out.Tables, c.table)
	c.summary.Rows += c.table.End - c.table.First
	known := false
	for _, k := range c.summary.Kinds {
		known = known || k == c.table.Kind
	}
	if !known {
		c.summary.Kinds = append(c.summary.Kinds, c.table.Kind)
	}
	c.table, c.layout = nil, nil
}
