package grid

import (
	"io"
	"math"
	"strconv"

	"yanpan.dev/internal/sheet/xls"
)

// xlsReader turns an old workbook's cells into rows.
type xlsReader struct {
	book   *xls.Workbook
	store  *store
	styles []uint16
	shared []uint32 // place + 1 of a shared string once it was used; 0 before
	budget budget
	buf    []byte
}

func readXLS(r io.ReaderAt, size int64, book *Book) error {
	w, err := xls.Open(r, size)
	if err != nil {
		return err
	}
	x := &xlsReader{book: w, store: newStore(), shared: make([]uint32, len(w.Strings)), buf: make([]byte, 0, 64)}
	book.Date1904, x.store.d1904 = w.Date1904, w.Date1904
	x.styles = make([]uint16, min(w.Styles(), maxStyles))
	for i := range x.styles {
		x.styles[i] = x.store.format(w.Format(i))
	}
	for i := range w.Sheets {
		s, err := x.sheet(i)
		if err != nil {
			return at(err, "“"+w.Sheets[i].Name+"”表")
		}
		book.Sheets = append(book.Sheets, s)
	}
	return nil
}

func (x *xlsReader) sheet(i int) (*Sheet, error) {
	s := &Sheet{Name: x.book.Sheets[i].Name, Hidden: x.book.Sheets[i].Hidden}
	w := newSheetWriter(s, x.store, &x.budget)
	row := -1
	layout, err := x.book.Read(i, func(c xls.Cell) error {
		if c.Row != row {
			w.endRow()
			row = c.Row
			if err := w.startRow(row+1, false); err != nil {
				return err
			}
		}
		return x.cell(w, c)
	})
	if err != nil {
		return nil, err
	}
	w.endRow()
	for _, m := range layout.Merges {
		s.Merges = append(s.Merges, Range{m.Top + 1, m.Left, m.Bottom + 1, m.Right})
	}
	for col := range layout.HiddenCols {
		s.hideColumns(col, col)
	}
	w.finish()
	for i := range s.rows {
		s.rows[i].hidden = layout.HiddenRows[int(s.rows[i].number)-1]
	}
	return s, nil
}

func (x *xlsReader) cell(w *sheetWriter, c xls.Cell) error {
	format := uint16(0)
	if c.XF < len(x.styles) {
		format = x.styles[c.XF]
	}
	switch c.Kind {
	case xls.KindText:
		if c.Shared >= 0 {
			return x.sharedText(w, c, format)
		}
		return w.add(c.Col, Text, format, c.Formula, []byte(c.Text))
	case xls.KindError:
		return w.add(c.Col, Error, format, c.Formula, []byte(c.Text))
	case xls.KindBool:
		return w.add(c.Col, Bool, format, c.Formula, truthText(c.Number != 0))
	}
	if math.IsNaN(c.Number) || math.IsInf(c.Number, 0) {
		return w.add(c.Col, Error, format, c.Formula, []byte("#NUM!"))
	}
	tidy, ok := tidyNumber(strconv.AppendFloat(nil, c.Number, 'G', -1, 64), x.buf)
	if !ok {
		return nil
	}
	return w.add(c.Col, x.store.kindOf(tidy, format), format, c.Formula, tidy)
}

// sharedText keeps a shared string when it is first used, and once only.
func (x *xlsReader) sharedText(w *sheetWriter, c xls.Cell, format uint16) error {
	text := x.book.Strings[c.Shared]
	if x.shared[c.Shared] == 0 && text != "" {
		if len(text) > maxCellText {
			return tooLong()
		}
		x.shared[c.Shared] = x.store.append([]byte(text)) + 1
	}
	return w.addPlaced(c.Col, format, c.Formula, x.shared[c.Shared])
}
