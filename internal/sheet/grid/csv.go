package grid

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// runawayLines is how many line ends within one field tell that a quote was never closed.
const runawayLines = 50

// errRunaway stops the reading of a text whose quotes do not pair.
var errRunaway = errors.New("grid: a quoted field that never ends")

func readCSV(open func() *textReader, head []byte, book *Book) error {
	comma := separator(string(head))
	sheet, text, err := csvSheet(open(), comma, false)
	if errors.Is(err, errRunaway) {
		book.Warnings = append(book.Warnings, "有的引号没有成对，已按普通字符读入，请核对")
		sheet, text, err = csvSheet(open(), comma, true)
	}
	if err != nil {
		return asError(err)
	}
	sheet.Name = sheetNameOf(book.Name)
	book.Sheets = []*Sheet{sheet}
	return text.judge(book)
}

// sheetNameOf gives a file that has no sheets the name a spreadsheet program would give its one.
func sheetNameOf(file string) string {
	file = baseName(file)
	if i := strings.LastIndexByte(file, '.'); i > 0 {
		file = file[:i]
	}
	return file
}

// csvSheet reads all records; with plain set, quotes mean nothing.
func csvSheet(text *textReader, comma rune, plain bool) (*Sheet, *textReader, error) {
	var src io.Reader = text
	if plain {
		src = &dropQuotes{text}
	}
	r := csv.NewReader(&carriageReturns{src: src})
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = comma, true, -1, true
	s := &Sheet{}
	w := newSheetWriter(s, newStore(), &budget{})
	row, line := 0, 0 // the last row and the line on which it ended
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			w.finish()
			return s, text, nil
		}
		if err != nil {
			return nil, nil, err
		}
		begin, _ := r.FieldPos(0)
		row += begin - line // blank lines are rows, too
		if err := w.startRow(row, false); err != nil {
			return nil, nil, err
		}
		breaks, err := addFields(w, record)
		if err != nil {
			return nil, nil, err
		}
		w.endRow()
		line = begin + breaks
	}
}

func addFields(w *sheetWriter, record []string) (breaks int, err error) {
	var buf []byte
	for col, field := range record {
		n := strings.Count(field, "\n")
		if n > runawayLines {
			return 0, errRunaway
		}
		breaks += n
		buf = append(buf[:0], cellText(field)...)
		if err := w.add(col, Text, 0, false, buf); err != nil {
			return 0, err
		}
	}
	return breaks, nil
}

// cellText undoes ="110101199001011234", by which exports keep a spreadsheet
// program from turning long numbers into rounded ones.
func cellText(field string) string {
	field = strings.ReplaceAll(field, string(hiddenQuote), `"`)
	if rest, ok := strings.CutPrefix(field, `="`); ok {
		if inner, ok := strings.CutSuffix(rest, `"`); ok && !strings.Contains(inner, `"`) {
			return inner
		}
	}
	return field
}

// separator finds the character between the fields: the one that divides most lines into equally many.
func separator(head string) rune {
	best, bestScore := ',', 0
	for _, c := range []rune{',', '\t', ';'} {
		counts := map[int]int{}
		for line := range strings.Lines(head) {
			if n := outsideQuotes(line, c); n > 0 {
				counts[n]++
			}
		}
		score := 0
		for n, lines := range counts {
			score = max(score, lines*1000+min(n, 999))
		}
		if score > bestScore {
			best, bestScore = c, score
		}
	}
	return best
}

func outsideQuotes(line string, sep rune) int {
	n, quoted := 0, false
	for _, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == sep && !quoted:
			n++
		}
	}
	return n
}

// hiddenQuote stands for a quotation mark that is to mean nothing to the reader of records.
const hiddenQuote = '\x01'

// dropQuotes hides quotation marks; cellText shows them again.
type dropQuotes struct{ r io.Reader }

// Read implements io.Reader.
func (d *dropQuotes) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	for i, c := range p[:n] {
		if c == '"' {
			p[i] = hiddenQuote
		}
	}
	return n, err
}

// carriageReturns turns the lone \r by which old programs end lines into \n.
type carriageReturns struct {
	src  io.Reader
	last bool // the last byte was \r
}

// Read implements io.Reader.
func (c *carriageReturns) Read(p []byte) (int, error) {
	for {
		n, err := c.src.Read(p)
		if bytes.IndexByte(p[:n], '\r') < 0 && !c.last {
			return n, err
		}
		out := p[:0]
		for _, b := range p[:n] {
			switch {
			case b == '\r':
				out = append(out, '\n')
			case b == '\n' && c.last:
			default:
				out = append(out, b)
			}
			c.last = b == '\r'
		}
		if len(out) > 0 || err != nil {
			return len(out), err
		}
	}
}
