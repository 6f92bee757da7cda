package grid

import (
	"strconv"
	"strings"

	"yanpan.dev/internal/ooxml"
)

// maxTitles is how many paragraphs before a table are kept: the last ones.
const maxTitles = 30

// docxReader gathers the tables of a Word text's body.
type docxReader struct {
	s      *xmlScanner
	book   *Book
	store  *store
	budget budget
	titles []string
	text   []byte // of the paragraph or cell being read
}

func readDOCX(pkg *ooxml.Archive, book *Book) error {
	x := &xlsxReader{pkg: pkg} // for the relations, which are alike
	main := "word/document.xml"
	rels, err := x.relations("")
	if err != nil {
		return err
	}
	for _, r := range rels {
		if r.kind == "officeDocument" && pkg.Has(r.target) {
			main = r.target
		}
	}
	return x.readPart(main, func(s *xmlScanner) error {
		d := &docxReader{s: s, book: book, store: newStore()}
		if err := d.body(); err != nil {
			return err
		}
		if len(book.Sheets) == 0 {
			return noTable()
		}
		return nil
	})
}

// body walks over paragraphs and tables; wrappers such as content controls are gone through.
func (d *docxReader) body() error {
	return eachStart(d.s, func() error {
		switch string(d.s.name) {
		case "p":
			return d.title()
		case "tbl":
			return d.table()
		case "del", "moveFrom", "sectPr":
			return d.s.skip()
		}
		return nil
	})
}

// title reads a paragraph between tables.
func (d *docxReader) title() error {
	d.text = d.text[:0]
	if err := d.paragraph(); err != nil {
		return err
	}
	if text := strings.TrimSpace(string(d.text)); text != "" {
		if len(d.titles) == maxTitles {
			d.titles = d.titles[1:]
		}
		d.titles = append(d.titles, text)
	}
	return nil
}

// paragraph adds the visible text of the paragraph whose start was read last to d.text.
func (d *docxReader) paragraph() error {
	keep := false
	for until := d.s.depth - 1; ; {
		ev, err := d.s.next()
		if err != nil || ev == xmlEOF {
			return err
		}
		switch ev {
		case xmlEnd:
			if d.s.depth <= until {
				return nil
			}
			keep = false
		case xmlText:
			if keep {
				if d.text, err = d.s.appendText(d.text); err != nil {
					return err
				}
			}
			if len(d.text) > maxCellText {
				return tooLong()
			}
		case xmlStart:
			if keep, err = d.inline(); err != nil {
				return err
			}
		}
	}
}

// inline heeds an element within a paragraph; keep says that its text is to be read.
func (d *docxReader) inline() (keep bool, err error) {
	switch string(d.s.name) {
	case "t":
		return true, nil
	case "tab":
		d.text = append(d.text, '\t')
	case "br", "cr":
		d.text = append(d.text, '\n')
	case "noBreakHyphen":
		d.text = append(d.text, '-')
	case "rPr":
		hidden, err := d.vanish()
		if err == nil && hidden {
			err = d.s.skip() // the rest of the run
		}
		return false, err
	case "pPr", "del", "moveFrom", "drawing", "pict", "object", "AlternateContent", "instrText", "delText", "rt":
		return false, d.s.skip()
	}
	return false, nil
}

// vanish reads run properties and tells whether they hide the run.
func (d *docxReader) vanish() (hidden bool, err error) {
	err = d.within(func() error {
		if string(d.s.name) == "vanish" {
			v := d.s.attr("val")
			hidden = v != "0" && v != "false" && v != "off"
		}
		return nil
	})
	return hidden, err
}

// within calls f at every start tag up to the end of the element whose start was read last.
func (d *docxReader) within(f func() error) error {
	for until := d.s.depth - 1; ; {
		ev, err := d.s.next()
		if err != nil || ev == xmlEOF {
			return err
		}
		if ev == xmlEnd && d.s.depth <= until {
			return nil
		}
		if ev == xmlStart {
			if err := f(); err != nil {
				return err
			}
		}
	}
}

// docxTable is a table while it is read.
type docxTable struct {
	sheet *Sheet
	w     *sheetWriter
	row   int
	col   int
	open  map[int]int // column → the merge that may go on in this row
	next  map[int]int // the same for the row below
}

// docxCell is what a cell says about its extent.
type docxCell struct {
	span     int
	vertical string // restart, continue or ""
	across   string // the same along the row, as old programs write it
	deleted  bool
}

func (d *docxReader) table() error {
	name := "表" + strconv.Itoa(len(d.book.Sheets)+1)
	t := &docxTable{sheet: &Sheet{Name: name, Title: d.titles}, open: map[int]int{}}
	t.w = newSheetWriter(t.sheet, d.store, &d.budget)
	d.titles = nil
	err := d.within(func() error {
		switch string(d.s.name) {
		case "tr":
			return d.tableRow(t)
		case "tblPr", "tblGrid":
			return d.s.skip()
		}
		return nil
	})
	if err != nil {
		return at(err, name)
	}
	t.w.finish()
	if d.book.Sheets = append(d.book.Sheets, t.sheet); len(d.book.Sheets) > maxSheets {
		return tooLarge()
	}
	return nil
}

func (d *docxReader) tableRow(t *docxTable) error {
	t.row++
	t.col, t.next = 0, map[int]int{}
	if t.row > maxRow {
		return tooLarge()
	}
	if err := t.w.startRow(t.row, false); err != nil {
		return err
	}
	deleted := false
	err := d.within(func() error {
		switch string(d.s.name) {
		case "trPr":
			var err error
			deleted, err = d.rowProperties(t)
			return err
		case "tc":
			if deleted {
				return d.s.skip()
			}
			return d.tableCell(t)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if deleted { // the row is not there: the next one takes its number, and merges go on over it
		t.row--
		return nil
	}
	t.open = t.next
	t.w.endRow()
	return nil
}

// rowProperties heeds cells left out before the first one, and rows that a tracked change deletes.
func (d *docxReader) rowProperties(t *docxTable) (deleted bool, err error) {
	err = d.within(func() error {
		switch string(d.s.name) {
		case "gridBefore":
			n, _ := parseUint([]byte(d.s.attr("val")))
			t.col = min(n, maxCol)
		case "del":
			deleted = true
		}
		return nil
	})
	return deleted, err
}

func (d *docxReader) tableCell(t *docxTable) error {
	d.text = d.text[:0]
	cell := docxCell{span: 1}
	paragraphs, depth := 0, d.s.depth
	err := d.within(func() error {
		switch string(d.s.name) {
		case "tcPr":
			if d.s.depth > depth+1 { // of a table within the cell
				return d.s.skip()
			}
			return d.cellProperties(&cell)
		case "del", "moveFrom":
			return d.s.skip()
		case "p":
			if paragraphs++; paragraphs > 1 {
				d.text = append(d.text, '\n')
			}
			return d.paragraph()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return t.place(cell, d.text)
}

func (d *docxReader) cellProperties(c *docxCell) error {
	return d.within(func() error {
		v := d.s.attr("val")
		switch string(d.s.name) {
		case "gridSpan":
			if n, ok := parseUint([]byte(v)); ok && n > 1 {
				c.span = min(n, maxCol)
			}
		case "vMerge":
			c.vertical = "continue"
			if v == "restart" {
				c.vertical = v
			}
		case "hMerge":
			c.across = "continue"
			if v == "restart" {
				c.across = v
			}
		case "cellDel":
			c.deleted = true
		}
		return nil
	})
}

// place puts a cell into the row and notes what it is merged with.
func (t *docxTable) place(c docxCell, text []byte) error {
	col := t.col
	t.col += c.span
	if t.col > maxCol+1 {
		return noColumn()
	}
	if c.deleted {
		return nil
	}
	if i, ok := t.open[col]; ok && c.vertical == "continue" {
		t.sheet.Merges[i].Bottom = t.row
		t.next[col] = i
		return nil
	}
	if n := len(t.sheet.Merges); c.across == "continue" && n > 0 && t.sheet.Merges[n-1].Top == t.row && t.sheet.Merges[n-1].Right == col-1 {
		t.sheet.Merges[n-1].Right = col + c.span - 1
		return nil
	}
	if (c.span > 1 || c.vertical == "restart" || c.across == "restart") && len(t.sheet.Merges) < maxMerges {
		t.next[col] = len(t.sheet.Merges)
		t.sheet.Merges = append(t.sheet.Merges, Range{t.row, col, t.row, col + c.span - 1})
	}
	if c.vertical != "restart" {
		delete(t.next, col)
	}
	return t.w.add(col, Text, 0, false, trimBlank(text))
}

// trimBlank makes nothing of a cell that holds only line ends of empty paragraphs.
func trimBlank(text []byte) []byte {
	if len(strings.Trim(string(text), "\n")) == 0 {
		return nil
	}
	return text
}
