package grid

import (
	"bytes"
	"strconv"
	"time"
)

// xlsxSheet is the state of reading one worksheet part.
type xlsxSheet struct {
	*xlsxReader
	s     *xmlScanner
	w     *sheetWriter
	sheet *Sheet

	inData bool
	inRow  bool
	row    int
	col    int

	inCell  bool
	style   int
	kind    byte // n number, s shared, t text, b, e, d as in the file
	formula bool
	keep    bool // texts now read belong to the cell
	text    []byte
	scratch []byte
}

func (x *xlsxReader) readSheet(sheet *Sheet, s *xmlScanner) error {
	r := &xlsxSheet{xlsxReader: x, s: s, sheet: sheet, w: newSheetWriter(sheet, x.store, &x.budget)}
	for {
		ev, err := s.next()
		if err != nil {
			return err
		}
		switch ev {
		case xmlEOF:
			r.w.finish()
			return nil
		case xmlStart:
			err = r.start()
		case xmlEnd:
			err = r.end()
		case xmlText:
			if r.keep {
				r.text, err = s.appendText(r.text)
				if len(r.text) > maxCellText {
					err = tooLong()
				}
			}
		}
		if err != nil {
			return err
		}
	}
}

func (r *xlsxSheet) start() error {
	if !r.inData {
		return r.outside()
	}
	switch string(r.s.name) {
	case "c":
		if !r.inRow {
			return r.s.skip()
		}
		return r.startCell()
	case "v", "t":
		r.keep = r.inCell
	case "f":
		r.formula = true
	case "row":
		return r.startRow()
	case "rPh":
		return r.s.skip()
	}
	return nil
}

func (r *xlsxSheet) end() error {
	if !r.inData {
		return nil
	}
	switch string(r.s.name) {
	case "v", "t":
		r.keep = false
	case "c":
		return r.endCell()
	case "row":
		r.endRow()
	case "sheetData":
		r.inData = false
	}
	return nil
}

// outside handles what stands before and behind the rows.
func (r *xlsxSheet) outside() error {
	switch string(r.s.name) {
	case "sheetData":
		r.inData = true
	case "col":
		r.column()
	case "mergeCell":
		if m, ok := parseRange(r.s.attr("ref")); ok && len(r.sheet.Merges) < maxMerges {
			r.sheet.Merges = append(r.sheet.Merges, m)
		}
	}
	return nil
}

func (r *xlsxSheet) column() {
	lo, err1 := strconv.Atoi(r.s.attr("min"))
	hi, err2 := strconv.Atoi(r.s.attr("max"))
	if err1 != nil || err2 != nil || lo < 1 || hi > maxCol+1 || !r.s.truth("hidden") {
		return
	}
	r.sheet.hideColumns(lo-1, hi-1)
}

func (r *xlsxSheet) startRow() error {
	number, hidden := r.row+1, false
	for key, value, rest, ok := nextAttr(r.s.attrs); ok; key, value, rest, ok = nextAttr(rest) {
		switch string(key) {
		case "r":
			n, ok := parseUint(value)
			if !ok || n < 1 {
				return damaged("有一行的行号不存在")
			}
			number = n
		case "hidden":
			hidden = len(value) > 0 && (value[0] == '1' || value[0] == 't')
		}
	}
	if number > maxRow {
		return damaged("有一行的行号不存在")
	}
	r.endRow()
	r.row, r.col, r.inRow = number, -1, true
	return r.w.startRow(number, hidden)
}

func (r *xlsxSheet) endRow() {
	if r.inRow {
		r.w.endRow()
	}
	r.inRow, r.inCell = false, false
}

func (r *xlsxSheet) startCell() error {
	r.inCell, r.formula, r.keep = true, false, false
	r.kind, r.style = 'n', 0
	r.text = r.text[:0]
	r.col++
	for key, value, rest, ok := nextAttr(r.s.attrs); ok; key, value, rest, ok = nextAttr(rest) {
		if len(key) != 1 {
			continue
		}
		switch key[0] {
		case 'r':
			col, ok := parseColumn(value)
			if !ok {
				return noColumn()
			}
			r.col = col
		case 's':
			r.style, _ = parseUint(value)
		case 't':
			r.setType(value)
		}
	}
	return nil
}

// setType heeds the type of a cell (ECMA-376 part 1, 18.18.11).
func (r *xlsxSheet) setType(value []byte) {
	switch string(value) {
	case "s", "b", "e", "d":
		r.kind = value[0]
	case "str", "inlineStr":
		r.kind = 't'
	}
}

func (r *xlsxSheet) endCell() error {
	if !r.inCell {
		return nil
	}
	r.inCell = false
	if len(r.text) == 0 {
		if r.formula && r.kind != 't' {
			return r.w.add(r.col, NoValue, 0, true, nil)
		}
		return nil
	}
	format := r.formatOf(r.style)
	switch r.kind {
	case 's':
		i, ok := parseUint(bytes.TrimSpace(r.text))
		if !ok || i >= len(r.shared) {
			return damaged("单元格 " + CellName(r.row, r.col) + " 指向的文字不存在")
		}
		return r.w.addPlaced(r.col, format, r.formula, r.shared[i])
	case 't':
		return r.w.add(r.col, Text, format, r.formula, unescapeX(r.text))
	case 'b':
		return r.w.add(r.col, Bool, format, r.formula, truthText(r.text[0] == '1' || r.text[0] == 't'))
	case 'e':
		return r.w.add(r.col, Error, format, r.formula, r.text)
	case 'd':
		return r.isoDate(format)
	}
	return r.number(format)
}

// formatOf is the number format of a cell style; files point to styles that do not exist.
func (r *xlsxSheet) formatOf(style int) uint16 {
	if style < len(r.styles) {
		return r.styles[style]
	}
	return 0
}

func (r *xlsxSheet) number(format uint16) error {
	if cap(r.scratch) == 0 {
		r.scratch = make([]byte, 0, 64)
	}
	tidy, ok := tidyNumber(bytes.TrimSpace(r.text), r.scratch)
	if !ok {
		return r.w.add(r.col, Text, format, r.formula, r.text)
	}
	return r.w.add(r.col, r.store.kindOf(tidy, format), format, r.formula, tidy)
}

// isoDate reads a date written out, which strict workbooks may hold.
func (r *xlsxSheet) isoDate(format uint16) error {
	text := string(bytes.TrimSpace(r.text))
	for _, layout := range []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02"} {
		t, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		if !r.store.formats[format].IsDate() {
			format = r.store.format(0, "yyyy-mm-dd")
		}
		return r.w.add(r.col, Date, format, r.formula, serialOf(t, r.store.d1904))
	}
	return r.w.add(r.col, Text, format, r.formula, r.text)
}

func truthText(v bool) []byte {
	if v {
		return []byte("TRUE")
	}
	return []byte("FALSE")
}

// parseUint reads a whole number below a billion.
func parseUint(b []byte) (int, bool) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(b) > 0 && len(b) <= 9
}

// parseColumn reads the letters of B12; the row is known from the row itself.
func parseColumn(ref []byte) (int, bool) {
	n := 0
	for _, c := range ref {
		switch {
		case c >= 'A' && c <= 'Z':
			n = n*26 + int(c-'A') + 1
		case c >= 'a' && c <= 'z':
			n = n*26 + int(c-'a') + 1
		default:
			return n - 1, n >= 1 && n <= maxCol+1
		}
		if n > maxCol+1 {
			return 0, false
		}
	}
	return n - 1, n >= 1
}

// parseRange reads A1:C3.
func parseRange(ref string) (Range, bool) {
	a, b, found := bytes.Cut([]byte(ref), []byte{':'})
	if !found {
		b = a
	}
	left, ok1 := parseColumn(a)
	right, ok2 := parseColumn(b)
	top, ok3 := parseUint(bytes.TrimLeft(a, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	bottom, ok4 := parseUint(bytes.TrimLeft(b, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	ok := ok1 && ok2 && ok3 && ok4 && top >= 1 && top <= bottom && bottom <= maxRow && left <= right
	return Range{top, left, bottom, right}, ok
}
