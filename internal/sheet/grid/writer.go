package grid

import (
	"cmp"
	"slices"
)

// Limits of what one file may hold. A township's largest workbook stays far
// below; a file beyond them is either no roster or made to exhaust the machine.
const (
	maxCells    = 10_000_000
	maxRows     = 5_000_000 // rows walked over, blank ones too
	maxTexts    = 160 << 20 // bytes of text kept
	maxCellText = 1 << 17   // Excel allows 32 767 characters
	maxSheets   = 2000
	maxMerges   = 200_000
)

// budget counts what a whole Book has used up.
type budget struct{ cells, rows int }

// sheetWriter fills one Sheet row by row.
type sheetWriter struct {
	sheet  *Sheet
	budget *budget
	block  []storedCell // free room for coming rows
	row    storedRow
	mess   bool // rows did not come in order
	jumble bool // cells of the row did not come in order
}

func newSheetWriter(s *Sheet, t *store, b *budget) *sheetWriter {
	s.store = t
	return &sheetWriter{sheet: s, budget: b}
}

func (w *sheetWriter) startRow(number int, hidden bool) error {
	if w.budget.rows++; w.budget.rows > maxRows {
		return tooLarge()
	}
	if cap(w.block)-len(w.block) < 64 {
		w.block = make([]storedCell, 0, blockCells)
	}
	w.row = storedRow{number: int32(number), hidden: hidden, cells: w.block[len(w.block):]}
	w.jumble = false
	return nil
}

// add puts a value into the current row. A value without text that is not a
// formula is nothing to see and is not kept.
func (w *sheetWriter) add(col int, kind Kind, format uint16, formula bool, text []byte) error {
	if kind == Empty || len(text) == 0 && kind != NoValue {
		return nil
	}
	if col < 0 || col > maxCol {
		return noColumn()
	}
	if len(text) > maxCellText {
		return tooLong()
	}
	c := storedCell{format: format, col: uint16(col), kind: kind, formula: formula}
	if kind != NoValue {
		c.text = w.sheet.store.put(text)
	}
	return w.push(c)
}

// addPlaced puts a shared text into the current row; place is 1 beyond its place in the store, 0 for an empty text.
func (w *sheetWriter) addPlaced(col int, format uint16, formula bool, place uint32) error {
	if place == 0 {
		return nil
	}
	if col < 0 || col > maxCol {
		return noColumn()
	}
	return w.push(storedCell{text: place - 1, format: format, col: uint16(col), kind: Text, formula: formula})
}

func (w *sheetWriter) push(c storedCell) error {
	if w.budget.cells++; w.budget.cells > maxCells || w.sheet.store.total > maxTexts {
		return tooLarge()
	}
	if n := len(w.row.cells); n > 0 && w.row.cells[n-1].col >= c.col {
		w.jumble = true
	}
	w.row.cells = append(w.row.cells, c)
	return nil
}

func (w *sheetWriter) endRow() {
	cells := w.row.cells
	if len(cells) == 0 {
		return
	}
	if w.jumble {
		cells = lastPerColumn(cells)
	}
	// Where the row has grown out of the block, append has moved it to memory of its own.
	if free := w.block[len(w.block):cap(w.block)]; len(cells) <= len(free) && &cells[0] == &free[:1][0] {
		w.block = w.block[:len(w.block)+len(cells)]
	}
	w.row.cells = cells[:len(cells):len(cells)]
	if n := len(w.sheet.rows); n > 0 && w.sheet.rows[n-1].number >= w.row.number {
		w.mess = true
	}
	w.sheet.rows = append(w.sheet.rows, w.row)
	w.sheet.width = max(w.sheet.width, int(cells[len(cells)-1].col)+1)
}

// finish brings rows into order, which damaged or hand-made files lack, and
// drops merged blocks of one cell.
func (w *sheetWriter) finish() {
	if w.mess {
		w.sheet.rows = oneRowPerNumber(w.sheet.rows)
	}
	w.sheet.Merges = slices.DeleteFunc(w.sheet.Merges, func(r Range) bool { return r.Top == r.Bottom && r.Left == r.Right })
	slices.SortFunc(w.sheet.Merges, func(a, b Range) int {
		return cmp.Or(a.Top-b.Top, a.Left-b.Left, a.Bottom-b.Bottom, a.Right-b.Right)
	})
}

// lastPerColumn sorts cells by column and keeps the last one given for each.
func lastPerColumn(cells []storedCell) []storedCell {
	slices.SortStableFunc(cells, func(a, b storedCell) int { return int(a.col) - int(b.col) })
	out := cells[:0]
	for i, c := range cells {
		if i+1 == len(cells) || cells[i+1].col != c.col {
			out = append(out, c)
		}
	}
	return out
}

// oneRowPerNumber sorts rows by number and unites those given more than once.
func oneRowPerNumber(rows []storedRow) []storedRow {
	slices.SortStableFunc(rows, func(a, b storedRow) int { return int(a.number - b.number) })
	out := rows[:0]
	for i := 0; i < len(rows); {
		r, n := rows[i], 1
		for i+n < len(rows) && rows[i+n].number == r.number {
			n++
		}
		if n > 1 {
			r = unite(rows[i : i+n])
		}
		out = append(out, r)
		i += n
	}
	return slices.Clip(out)
}

func unite(rows []storedRow) storedRow {
	out := storedRow{number: rows[0].number}
	for _, r := range rows {
		out.cells = append(out.cells, r.cells...)
		out.hidden = out.hidden || r.hidden
	}
	out.cells = lastPerColumn(out.cells)
	return out
}

// FromTexts makes a Book of one Sheet out of texts, row 1 first; empty texts are empty cells.
// It serves tables that were not read from a file.
func FromTexts(name, sheet string, rows [][]string) (*Book, error) {
	s := &Sheet{Name: sheet}
	w := newSheetWriter(s, newStore(), &budget{})
	for i, row := range rows {
		if err := w.startRow(i+1, false); err != nil {
			return nil, err
		}
		for col, text := range row {
			if err := w.add(col, Text, 0, false, []byte(text)); err != nil {
				return nil, err
			}
		}
		w.endRow()
	}
	w.finish()
	return &Book{Name: name, Format: FormatCSV, Sheets: []*Sheet{s}}, nil
}
