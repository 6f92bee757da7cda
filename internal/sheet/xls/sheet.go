package xls

import (
	"encoding/binary"
	"math"
)

// Kind says what a Cell holds.
type Kind uint8

// The kinds of cell.
const (
	KindNumber Kind = iota // in Cell.Number
	KindText               // in Cell.Text, or Strings[Cell.Shared]
	KindBool               // Cell.Number is 0 or 1
	KindError              // in Cell.Text
)

// Cell is a cell with a value.
type Cell struct {
	Row, Col int // both from 0
	XF       int // cell style, for Workbook.Format
	Kind     Kind
	Formula  bool // the value is the stored result of a formula
	Shared   int  // index in Workbook.Strings, or −1
	Number   float64
	Text     string
}

// Range is a merged block, both ends included, counted from 0.
type Range struct {
	Top, Left, Bottom, Right int
}

// Layout is what a sheet says about its rows and columns.
type Layout struct {
	HiddenRows map[int]bool
	HiddenCols map[int]bool
	Merges     []Range
}

// The records of a worksheet that are heeded.
const (
	recFormula     = 0x0006
	recColInfo     = 0x007D
	recMulRK       = 0x00BD
	recRString     = 0x00D6
	recMergedCells = 0x00E5
	recLabelSST    = 0x00FD
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBoolErr     = 0x0205
	recString      = 0x0207
	recRow         = 0x0208
	recRK          = 0x027E
	recShared      = 0x04BC
	recArray       = 0x0221
	recTable       = 0x0236
)

const maxColumns = 256

// sheetReader walks over one worksheet.
type sheetReader struct {
	book    *Workbook
	records records
	layout  *Layout
	emit    func(Cell) error
	pending *Cell // a formula that waits for its text
}

// Read gives the cells of the i-th sheet to emit, in the file's order, which is by
// rows in all but odd files. It ends early with emit's error.
func (w *Workbook) Read(i int, emit func(Cell) error) (*Layout, error) {
	s := &sheetReader{
		book: w, emit: emit,
		records: records{data: w.stream, pos: w.Sheets[i].offset},
		layout:  &Layout{HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}},
	}
	first, ok, err := s.records.next()
	if err != nil {
		return nil, err
	}
	if !ok || first.kind != recBOF {
		return nil, damaged("工作表“" + w.Sheets[i].Name + "”的内容找不到")
	}
	for depth := 1; depth > 0; {
		rec, ok, err := s.records.next()
		switch {
		case err != nil:
			return nil, err
		case !ok:
			return nil, damaged("工作表“" + w.Sheets[i].Name + "”没有写完整")
		case rec.kind == recBOF: // a chart within the sheet
			depth++
		case rec.kind == recEOF:
			depth--
		case depth == 1:
			if err := s.record(rec); err != nil {
				return nil, err
			}
		}
	}
	return s.layout, s.flush()
}

// flush emits a formula whose text never came.
func (s *sheetReader) flush() error {
	if s.pending == nil {
		return nil
	}
	c := *s.pending
	s.pending = nil
	return s.emit(c)
}

func (s *sheetReader) record(rec record) error {
	b := rec.body
	switch rec.kind {
	case recString:
		return s.formulaText(b)
	case recShared, recArray, recTable, recContinue: // may stand between a formula and its text
		return nil
	case recRow:
		s.row(b)
		return nil
	case recColInfo:
		s.columns(b)
		return nil
	case recMergedCells:
		s.merges(b)
		return nil
	}
	if err := s.flush(); err != nil {
		return err
	}
	if len(b) < 6 {
		return nil
	}
	return s.cell(rec.kind, b)
}

func (s *sheetReader) cell(kind uint16, b []byte) error {
	c := Cell{Row: u16(b), Col: u16(b[2:]), XF: u16(b[4:]), Shared: -1}
	if kind != recMulRK && c.Col >= maxColumns {
		return nil
	}
	v := b[6:]
	switch {
	case kind == recLabelSST && len(v) >= 4:
		c.Kind, c.Shared = KindText, int(binary.LittleEndian.Uint32(v))
		if c.Shared >= len(s.book.Strings) {
			return damaged("单元格指向的文字不存在")
		}
	case (kind == recLabel || kind == recRString) && len(v) >= 2:
		text, _ := (&segments{segs: s.records.continued(v)}).unicode(2)
		c.Kind, c.Text = KindText, text
	case kind == recRK && len(v) >= 4:
		c.Number = rk(v)
	case kind == recNumber && len(v) >= 8:
		c.Number = float(v)
	case kind == recBoolErr && len(v) >= 2:
		c.setBoolErr(v[0], v[1] != 0)
	case kind == recMulRK:
		return s.mulRK(c.Row, c.Col, b[4:])
	case kind == recFormula && len(v) >= 8:
		return s.formula(c, v)
	default:
		return nil
	}
	return s.emit(c)
}

// mulRK emits a run of numbers; behind them stands the last column, which is not needed.
func (s *sheetReader) mulRK(row, col int, b []byte) error {
	for ; len(b) >= 8 && col < maxColumns; b, col = b[6:], col+1 {
		if err := s.emit(Cell{Row: row, Col: col, XF: u16(b), Shared: -1, Number: rk(b[2:])}); err != nil {
			return err
		}
	}
	return nil
}

// formula reads the stored result ([MS-XLS] 2.5.133).
func (s *sheetReader) formula(c Cell, v []byte) error {
	c.Formula = true
	if v[6] != 0xff || v[7] != 0xff {
		c.Number = float(v)
		return s.emit(c)
	}
	switch v[0] {
	case 0:
		c.Kind = KindText
		s.pending = &c
		return nil
	case 1:
		c.setBoolErr(v[2], false)
	case 2:
		c.setBoolErr(v[2], true)
	default:
		c.Kind = KindText
	}
	return s.emit(c)
}

func (s *sheetReader) formulaText(b []byte) error {
	text, _ := (&segments{segs: s.records.continued(b)}).unicode(2)
	if s.pending != nil {
		s.pending.Text = text
	}
	return s.flush()
}

func (s *sheetReader) row(b []byte) {
	const hidden = 0x20
	if len(b) >= 14 && b[12]&hidden != 0 {
		s.layout.HiddenRows[u16(b)] = true
	}
}

func (s *sheetReader) columns(b []byte) {
	if len(b) < 10 || b[8]&1 == 0 {
		return
	}
	for col := u16(b); col <= u16(b[2:]) && col < maxColumns; col++ {
		s.layout.HiddenCols[col] = true
	}
}

func (s *sheetReader) merges(b []byte) {
	const maxMerges = 200_000
	if len(b) < 2 {
		return
	}
	n := u16(b)
	for b = b[2:]; n > 0 && len(b) >= 8 && len(s.layout.Merges) < maxMerges; n, b = n-1, b[8:] {
		r := Range{Top: u16(b), Bottom: u16(b[2:]), Left: u16(b[4:]), Right: u16(b[6:])}
		if r.Top <= r.Bottom && r.Left <= r.Right {
			s.layout.Merges = append(s.layout.Merges, r)
		}
	}
}

func (c *Cell) setBoolErr(value byte, isError bool) {
	if isError {
		c.Kind, c.Text = KindError, errorText(value)
		return
	}
	c.Kind, c.Number = KindBool, float64(value&1)
}

func errorText(code byte) string {
	switch code {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	}
	return "#N/A"
}

// rk decodes a number of four bytes: 30 bits of a float or of an integer, perhaps times a hundred.
func rk(b []byte) float64 {
	n := binary.LittleEndian.Uint32(b)
	v := math.Float64frombits(uint64(n&^3) << 32)
	if n&2 != 0 {
		v = float64(int32(n) >> 2)
	}
	if n&1 != 0 {
		v /= 100
	}
	return v
}

func float(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

func u16(b []byte) int { return int(binary.LittleEndian.Uint16(b)) }
