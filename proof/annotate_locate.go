package proof

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"unicode/utf8"
)

// spot is a paragraph in the bytes of the body: its runs and where each
// stretch of its text begins.
type spot struct {
	part string
	line int
	runs []runSpan
	size int // runes so far
}

// runSpan is a run that holds text: its bytes and the runes it covers.
type runSpan struct {
	lo, hi     int64
	from, upto int
}

type spots []*spot

// find gives the paragraph of a part; what cannot carry a comment goes to the
// first paragraph that has text.
func (s spots) find(part string, line int) *spot {
	var first *spot
	for _, p := range s {
		if p.part == part && p.line == line {
			return p
		}
		if first == nil && len(p.runs) > 0 && p.part == "body" {
			first = p
		}
	}
	return first
}

// around gives the bytes before the run that holds rune lo and behind the run
// that holds rune hi-1; -1 where the paragraph has no run.
func (p *spot) around(lo, hi int) (int64, int64) {
	if len(p.runs) == 0 {
		return -1, -1
	}
	first, last := p.runs[len(p.runs)-1], p.runs[len(p.runs)-1]
	for i := len(p.runs) - 1; i >= 0; i-- {
		if p.runs[i].upto > lo {
			first = p.runs[i]
		}
		if p.runs[i].from < hi {
			if last.from >= hi {
				last = p.runs[i]
			}
		}
	}
	if last.lo < first.lo {
		last = first
	}
	return first.lo, last.hi
}

// locator follows the tags of the body. It mirrors docxReader, with offsets.
type locator struct {
	out   spots
	open  []*spot
	count map[string]int
	boxes int
	text  bool
	runs  []int64 // where each open run begins
	skip  int     // depth inside what is not read
}

// locate finds the paragraphs and runs of the body and the prefix of its namespace.
func locate(body []byte) (spots, string, error) {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = true
	l := &locator{count: map[string]int{}}
	prefix := ""
	for {
		at := d.InputOffset()
		tok, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return l.out, prefix, nil
		}
		if err != nil {
			return nil, "", err
		}
		switch x := tok.(type) {
		case xml.StartElement:
			if prefix == "" {
				prefix = wordPrefix(x)
			}
			l.start(x, at)
		case xml.EndElement:
			l.end(x.Name.Local, at, d.InputOffset())
		case xml.CharData:
			if l.text && l.skip == 0 && len(l.open) > 0 {
				l.open[len(l.open)-1].size += utf8.RuneCount(x)
			}
		}
	}
}

// wordPrefix gives the prefix bound to the word namespace on the root, colon included.
func wordPrefix(x xml.StartElement) string {
	for _, a := range x.Attr {
		if a.Name.Space == "xmlns" && (a.Value == nsWord || a.Value == nsStrict) {
			return a.Name.Local + ":"
		}
	}
	return "w:"
}

func (l *locator) start(x xml.StartElement, at int64) {
	if l.skip > 0 || gone(x.Name.Local) {
		l.skip++
		return
	}
	switch x.Name.Local {
	case "p":
		part := "body"
		if l.boxes > 0 {
			part = "textbox"
		}
		l.count[part]++
		p := &spot{part: part, line: l.count[part]}
		l.open = append(l.open, p)
		l.out = append(l.out, p)
	case "r":
		l.runs = append(l.runs, at)
		if n := len(l.open); n > 0 {
			p := l.open[n-1]
			p.runs = append(p.runs, runSpan{lo: at, from: p.size})
		}
	case "t":
		l.text = true
	case "tab", "br", "cr", "noBreakHyphen":
		if n := len(l.open); n > 0 && len(l.runs) > 0 {
			l.open[n-1].size++
		}
	case "txbxContent":
		l.boxes++
	}
}

func (l *locator) end(local string, _, after int64) {
	if l.skip > 0 {
		l.skip--
		return
	}
	switch local {
	case "t":
		l.text = false
	case "txbxContent":
		l.boxes = max(0, l.boxes-1)
	case "r":
		l.closeRun(after)
	case "p":
		if n := len(l.open); n > 0 {
			l.open[n-1].dropEmpty()
			l.open = l.open[:n-1]
		}
	}
}

// closeRun gives the run its end; runs of a text box inside it are others'.
func (l *locator) closeRun(after int64) {
	n := len(l.runs)
	if n == 0 {
		return
	}
	lo := l.runs[n-1]
	l.runs = l.runs[:n-1]
	if k := len(l.open); k > 0 {
		p := l.open[k-1]
		for i := len(p.runs) - 1; i >= 0; i-- {
			if p.runs[i].lo == lo {
				p.runs[i].hi, p.runs[i].upto = after, p.size
				return
			}
		}
	}
}

// dropEmpty leaves out runs without text.
func (p *spot) dropEmpty() {
	kept := p.runs[:0]
	for _, r := range p.runs {
		if r.hi > 0 && r.upto > r.from {
			kept = append(kept, r)
		}
	}
	p.runs = kept
}
