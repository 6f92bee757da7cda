package grid

import (
	"time"
)

// xmlSpreadsheet reads the XML of Excel 2003, which web systems still export under the name .xls.
type xmlSpreadsheet struct {
	s       *xmlScanner
	book    *Book
	store   *store
	budget  budget
	formats map[string]uint16 // by style
	style   string            // the style being defined
	sheet   *Sheet
	w       *sheetWriter
	row     int
	col     int
	inRow   bool
	span    int // further columns the last cell covers
	format  uint16
	formula bool
	kind    string
	keep    bool
	text    []byte
}

func readXMLSpreadsheet(r *textReader, book *Book) error {
	x := &xmlSpreadsheet{s: newXMLScanner(r), book: book, store: newStore(), formats: map[string]uint16{}}
	for {
		ev, err := x.s.next()
		if err != nil {
			return err
		}
		switch ev {
		case xmlEOF:
			if len(book.Sheets) == 0 {
				return damaged("里面没有工作表")
			}
			return r.judge(book)
		case xmlStart:
			err = x.start()
		case xmlEnd:
			err = x.end()
		case xmlText:
			if x.keep {
				x.text, err = x.s.appendText(x.text)
			}
			if len(x.text) > maxCellText {
				err = tooLong()
			}
		}
		if err != nil {
			return err
		}
	}
}

func (x *xmlSpreadsheet) start() error {
	switch string(x.s.name) {
	case "Style":
		x.style = x.s.attr("ID")
	case "NumberFormat":
		if code := namedFormat(x.s.attr("Format")); x.style != "" && len(x.formats) < maxStyles {
			x.formats[x.style] = x.store.format(0, code)
		}
	case "Worksheet":
		x.sheet = &Sheet{Name: x.s.attr("Name")}
		x.w = newSheetWriter(x.sheet, x.store, &x.budget)
		x.row, x.inRow = 0, false
	case "Row":
		if x.w == nil {
			return nil
		}
		x.row = x.indexOr(x.row + 1)
		x.col, x.span = 0, 0
		if x.row > maxRow {
			return damaged("有一行的行号不存在")
		}
		x.inRow = true
		return x.w.startRow(x.row, x.s.truth("Hidden"))
	case "Cell":
		x.startCell()
	case "Data":
		x.kind, x.keep = x.s.attr("Type"), true
	}
	return nil
}

// indexOr reads the place an element names for itself, else it stands behind the last one.
func (x *xmlSpreadsheet) indexOr(next int) int {
	if n, ok := parseUint([]byte(x.s.attr("Index"))); ok && n >= 1 {
		return n
	}
	return next
}

func (x *xmlSpreadsheet) startCell() {
	x.col = x.indexOr(x.col + 1 + x.span)
	x.span, _ = parseUint([]byte(x.s.attr("MergeAcross")))
	down, _ := parseUint([]byte(x.s.attr("MergeDown")))
	x.span, down = min(x.span, maxCol), min(down, maxRow)
	if x.sheet != nil && (x.span > 0 || down > 0) && len(x.sheet.Merges) < maxMerges {
		x.sheet.Merges = append(x.sheet.Merges, Range{x.row, x.col - 1, x.row + down, x.col - 1 + x.span})
	}
	x.format = x.formats[x.s.attr("StyleID")]
	x.formula = x.s.attr("Formula") != ""
	x.kind, x.text = "", x.text[:0]
}

func (x *xmlSpreadsheet) end() error {
	switch string(x.s.name) {
	case "Style":
		x.style = ""
	case "Data":
		x.keep = false
	case "Cell":
		if x.inRow {
			return x.endCell()
		}
	case "Row":
		if x.inRow {
			x.inRow = false
			x.w.endRow()
		}
	case "Worksheet":
		if x.w != nil {
			x.w.finish()
			x.book.Sheets = append(x.book.Sheets, x.sheet)
			x.w, x.inRow = nil, false
		}
		if len(x.book.Sheets) > maxSheets {
			return tooLarge()
		}
	}
	return nil
}

func (x *xmlSpreadsheet) endCell() error {
	kind, text := Text, x.text
	switch x.kind {
	case "Number":
		if tidy, ok := tidyNumber(x.text, make([]byte, 0, 32)); ok {
			kind, text = x.store.kindOf(tidy, x.format), tidy
		}
	case "DateTime":
		if t, err := time.Parse("2006-01-02T15:04:05.000", string(x.text)); err == nil {
			if !x.store.formats[x.format].IsDate() {
				x.format = x.store.format(0, "yyyy-mm-dd")
			}
			kind, text = Date, serialOf(t, false)
		}
	case "Boolean":
		kind, text = Bool, truthText(string(x.text) == "1")
	case "Error":
		kind = Error
	case "":
		if x.formula {
			kind, text = NoValue, nil
		}
	}
	return x.w.add(x.col-1, kind, x.format, x.formula, text)
}

// namedFormat gives the code behind the names this form of XML uses.
func namedFormat(name string) string {
	switch name {
	case "Short Date", "General Date":
		return "yyyy/m/d"
	case "Long Date", "Medium Date":
		return `yyyy"年"m"月"d"日"`
	case "Fixed":
		return "0.00"
	case "Standard":
		return "#,##0.00"
	case "Percent":
		return "0.00%"
	}
	return name
}
