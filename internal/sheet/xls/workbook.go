package xls

import (
	"encoding/binary"
	"io"

	"yanpan.dev"
)

// MaxFile is the largest .xls that is opened, in bytes. A full sheet of 65 536
// rows and forty columns stays below.
const MaxFile = 64 << 20

// Workbook is an opened workbook: what its sheets share.
type Workbook struct {
	Date1904 bool
	Sheets   []Sheet  // worksheets in order; charts and macro sheets are left out
	Strings  []string // shared strings, by Cell.Shared
	stream   []byte
	formats  map[uint16]string
	xfs      []uint16 // format number of each cell style
}

// Sheet names one worksheet.
type Sheet struct {
	Name   string
	Hidden bool // hidden or very hidden
	offset int
}

// Open reads the globals of a workbook. The error is a *yanpan.Error: refused for a
// file with macros, links or a password, for a Word text, and for workbooks
// of Excel 95 and before; unreadable for a damaged one.
func Open(r io.ReaderAt, size int64) (*Workbook, error) {
	stream, err := workbookStream(r, size)
	if err != nil {
		return nil, err
	}
	w := &Workbook{stream: stream, formats: map[uint16]string{}}
	if err := w.readGlobals(); err != nil {
		return nil, err
	}
	return w, nil
}

// Format gives the number of a cell style's number format, and its code where
// the file spells it; a code that is empty means the built-in format of that number.
func (w *Workbook) Format(xf int) (id int, code string) {
	if xf < 0 || xf >= len(w.xfs) {
		return 0, ""
	}
	id = int(w.xfs[xf])
	return id, w.formats[w.xfs[xf]]
}

// Styles is the number of cell styles; Cell.XF is below it in a sound file.
func (w *Workbook) Styles() int { return len(w.xfs) }

// The records of the globals that are heeded ([MS-XLS] 2.3).
const (
	recEOF        = 0x000A
	recDateMode   = 0x0022
	recFilePass   = 0x002F
	recContinue   = 0x003C
	recBoundSheet = 0x0085
	recXF         = 0x00E0
	recSST        = 0x00FC
	recSupBook    = 0x01AE
	recFormat     = 0x041E
	recBOF        = 0x0809
)

// records walks over the records of a stream.
type records struct {
	data []byte
	pos  int
}

type record struct {
	kind uint16
	body []byte
}

// next gives the next record; false at the end of the stream, err where it is cut off.
func (r *records) next() (record, bool, error) {
	if r.pos+4 > len(r.data) {
		return record{}, false, nil
	}
	kind := binary.LittleEndian.Uint16(r.data[r.pos:])
	n := int(binary.LittleEndian.Uint16(r.data[r.pos+2:]))
	if r.pos+4+n > len(r.data) {
		return record{}, false, damaged("工作簿没有写完整")
	}
	rec := record{kind, r.data[r.pos+4 : r.pos+4+n]}
	r.pos += 4 + n
	return rec, true, nil
}

// continued gathers the bodies of the CONTINUE records that follow.
func (r *records) continued(first []byte) [][]byte {
	segs := [][]byte{first}
	for {
		save := r.pos
		rec, ok, err := r.next()
		if err != nil || !ok || rec.kind != recContinue {
			r.pos = save
			return segs
		}
		segs = append(segs, rec.body)
	}
}

func (w *Workbook) readGlobals() error {
	r := &records{data: w.stream}
	first, ok, err := r.next()
	if err != nil {
		return err
	}
	if !ok || first.kind != recBOF || len(first.body) < 4 {
		return oldVersion()
	}
	if binary.LittleEndian.Uint16(first.body) != 0x0600 {
		return oldVersion()
	}
	for {
		rec, ok, err := r.next()
		switch {
		case err != nil:
			return err
		case !ok:
			return damaged("工作簿没有写完整")
		case rec.kind == recEOF:
			return w.checkSheets()
		}
		if err := w.global(r, rec); err != nil {
			return err
		}
	}
}

func (w *Workbook) global(r *records, rec record) error {
	b := rec.body
	switch {
	case rec.kind == recFilePass:
		return locked()
	case rec.kind == recSST && len(b) >= 8:
		return w.readStrings(&segments{segs: r.continued(b[8:])})
	case rec.kind == recDateMode && len(b) >= 2:
		w.Date1904 = b[0] == 1
	case rec.kind == recXF && len(b) >= 4:
		w.xfs = append(w.xfs, binary.LittleEndian.Uint16(b[2:]))
	case rec.kind == recFormat && len(b) > 4:
		s := &segments{segs: r.continued(b[2:])}
		if code, ok := s.unicode(2); ok {
			w.formats[binary.LittleEndian.Uint16(b)] = code
		}
	case rec.kind == recBoundSheet && len(b) > 8:
		w.boundSheet(b)
	case rec.kind == recSupBook && external(b):
		return &yanpan.Error{Code: yanpan.CodeRefused, Op: "xls.Open", Message: "工作簿里有指向别的文件的外部链接，没有打开",
			Remedy: "请在 Excel 或 WPS 里点“数据—编辑链接—断开链接”，保存后再试"}
	}
	return nil
}

func (w *Workbook) boundSheet(b []byte) {
	const worksheet = 0
	if b[5]&0x0f != worksheet {
		return
	}
	s := &segments{segs: [][]byte{b[6:]}}
	name, ok := s.unicode(1)
	if !ok {
		return
	}
	w.Sheets = append(w.Sheets, Sheet{Name: name, Hidden: b[4]&3 != 0, offset: int(binary.LittleEndian.Uint32(b))})
}

func (w *Workbook) checkSheets() error {
	if len(w.Sheets) == 0 {
		return damaged("里面没有工作表")
	}
	for _, s := range w.Sheets {
		if s.offset < 0 || s.offset >= len(w.stream) {
			return damaged("工作表“" + s.Name + "”的内容找不到")
		}
	}
	return nil
}

// external reports whether a SUPBOOK record names another file. References
// within the workbook, to add-in functions, and unused entries do not.
func external(b []byte) bool {
	if len(b) < 6 {
		return false
	}
	n := binary.LittleEndian.Uint16(b[2:])
	if n == 0 || n > 0xff { // 0x0401 is the workbook itself, 0x3A01 the add-ins
		return false
	}
	s := &segments{segs: [][]byte{b[2:]}}
	path, ok := s.unicode(2)
	return ok && path != "\x00" && path != " "
}

// readStrings decodes the shared strings, as many as there are whatever the count says.
func (w *Workbook) readStrings(s *segments) error {
	for s.more() {
		text, ok := s.rich()
		if !ok {
			return damaged("公共文字表没有写完整")
		}
		w.Strings = append(w.Strings, text)
	}
	return nil
}
