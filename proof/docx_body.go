package proof

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"yanpan.dev/internal/ooxml"
)

// docxReader turns the XML of one part into paragraphs and tables.
type docxReader struct {
	t      *Text
	part   string
	levels map[string]int
	count  map[string]int // paragraphs so far, by part

	open   []*openPara // paragraphs nest through text boxes
	tables []*openTable
	boxes  int // text boxes open
	text   bool
	runs   int // runs open: tabs outside them only define stops
}

// openPara is a paragraph being read.
type openPara struct {
	part  string
	line  int
	raw   []rune
	level int
}

// openTable is a table being read.
type openTable struct {
	t   table
	row []cell
	cur *cell
	box int // text boxes open where it began
}

// read walks one part.
func (r *docxReader) read(b []byte) error {
	d := ooxml.NewDecoder(bytes.NewReader(b), ooxml.XMLLimits{})
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch x := tok.(type) {
		case xml.StartElement:
			if gone(x.Name.Local) {
				if err := d.Skip(); err != nil {
					return err
				}
				continue
			}
			r.start(x)
		case xml.EndElement:
			r.end(x.Name.Local)
		case xml.CharData:
			if r.text && len(r.open) > 0 {
				p := r.open[len(r.open)-1]
				p.raw = append(p.raw, []rune(string(x))...)
			}
		}
	}
}

// gone lists what is not part of the text: deletions under tracking, the
// second copy of drawings, field codes, comments' own content.
func gone(local string) bool {
	switch local {
	case "del", "moveFrom", "Fallback", "instrText", "delText":
		return true
	}
	return false
}

// start opens an element.
func (r *docxReader) start(x xml.StartElement) {
	switch x.Name.Local {
	case "p":
		r.openPara()
	case "t":
		r.text = true
	case "r":
		r.runs++
	case "tab", "br", "cr":
		if r.runs > 0 {
			r.put(' ')
		}
	case "noBreakHyphen":
		r.put('-')
	case "pStyle":
		if n := len(r.open); n > 0 {
			r.open[n-1].level = r.levels[ooxml.Attr(x, "val")]
		}
	case "outlineLvl":
		if v, err := strconv.Atoi(ooxml.Attr(x, "val")); err == nil && len(r.open) > 0 && v >= 0 && v < 9 {
			r.open[len(r.open)-1].level = v + 1
		}
	case "txbxContent":
		r.boxes++
	default:
		r.startTable(x)
	}
}

func (r *docxReader) put(c rune) {
	if n := len(r.open); n > 0 {
		r.open[n-1].raw = append(r.open[n-1].raw, c)
	}
}

func (r *docxReader) openPara() {
	part := r.part
	if r.boxes > 0 {
		part = "textbox"
	}
	r.count[part]++
	r.open = append(r.open, &openPara{part: part, line: r.count[part]})
}

// startTable opens tables, rows and cells.
func (r *docxReader) startTable(x xml.StartElement) {
	n := len(r.tables)
	switch x.Name.Local {
	case "tbl":
		r.tables = append(r.tables, &openTable{box: r.boxes})
	case "tr":
		if n > 0 {
			r.tables[n-1].row = nil
		}
	case "tc":
		if n > 0 {
			r.tables[n-1].cur = &cell{para: -1, span: 1}
		}
	case "gridSpan":
		if v, err := strconv.Atoi(ooxml.Attr(x, "val")); err == nil && n > 0 && r.tables[n-1].cur != nil && v > 0 && v < 200 {
			r.tables[n-1].cur.span = v
		}
	case "vMerge":
		if n > 0 && r.tables[n-1].cur != nil {
			r.tables[n-1].cur.cont = ooxml.Attr(x, "val") != "restart"
		}
	}
}

// end closes an element.
func (r *docxReader) end(local string) {
	n := len(r.tables)
	switch local {
	case "t":
		r.text = false
	case "r":
		r.runs = max(0, r.runs-1)
	case "p":
		r.closePara()
	case "txbxContent":
		r.boxes = max(0, r.boxes-1)
	case "tc":
		if n > 0 && r.tables[n-1].cur != nil {
			r.tables[n-1].row = append(r.tables[n-1].row, *r.tables[n-1].cur)
			r.tables[n-1].cur = nil
		}
	case "tr":
		if n > 0 {
			r.tables[n-1].t.rows = append(r.tables[n-1].t.rows, r.tables[n-1].row)
		}
	case "tbl":
		if n > 0 {
			r.t.tables = append(r.t.tables, r.tables[n-1].t)
			r.tables = r.tables[:n-1]
		}
	}
}

// closePara keeps the paragraph and gives its text to the cell it stands in.
func (r *docxReader) closePara() {
	n := len(r.open)
	if n == 0 {
		return
	}
	o := r.open[n-1]
	r.open = r.open[:n-1]
	var c *cell
	if k := len(r.tables); k > 0 && r.tables[k-1].box == r.boxes {
		c = r.tables[k-1].cur
	}
	if blankRunes(o.raw) {
		return
	}
	p := newPara(o.part, o.line, o.raw)
	p.level, p.cell = o.level, c != nil
	if c != nil {
		if c.para < 0 {
			c.para = len(r.t.paras)
		}
		c.text += string(o.raw)
	}
	r.t.paras = append(r.t.paras, p)
}
