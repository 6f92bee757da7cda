package proof

import "sort"

// Text is a paper as read: paragraphs in order with exact positions, and the
// tables found in it. Make one with Read.
type Text struct {
	file   string
	paras  []para
	tables []table
}

// para is a paragraph: a line of a .txt file, a block of Markdown, a
// paragraph of a .docx (cells included). raw is what stands there; t is the
// same, character by character, with full-width forms folded to half-width.
type para struct {
	part  string
	raw   []rune
	t     []rune
	segs  []seg // where stretches of raw stand in the file, ascending
	level int   // 1.. for a heading known by format, 0 otherwise
	cell  bool  // stands in a table
	mixed bool  // a piece of a file whose lines were joined: the start of a line means nothing
}

// seg says that raw[start:] stands at line and column until the next seg.
type seg struct{ start, line, column int }

// table is a grid of cells; each cell names its paragraphs by index.
type table struct {
	rows [][]cell
	head int // header rows known by format (Markdown: 1), 0 unknown
}

// cell is one cell: its text and the paragraph it begins in (-1 if empty).
type cell struct {
	text string
	para int
	span int  // columns covered, at least 1
	cont bool // continues the cell above (vertical merge)
}

// place gives line and column of the offset.
func (p *para) place(off int) (line, column int) {
	i := sort.Search(len(p.segs), func(i int) bool { return p.segs[i].start > off }) - 1
	if i < 0 {
		return 1, 1
	}
	s := p.segs[i]
	return s.line, s.column + off - s.start
}

// newPara makes a paragraph that begins in the first column of a line.
func newPara(part string, line int, raw []rune) para {
	return para{part: part, raw: raw, t: fold(raw), segs: []seg{{0, line, 1}}}
}

// fold maps full-width forms to their half-width twins and odd spaces to a
// plain one, one rune for one rune, so that offsets stay true.
func fold(raw []rune) []rune {
	out := make([]rune, len(raw))
	for i, r := range raw {
		out[i] = foldRune(r)
	}
	return out
}

func foldRune(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000 || r == 0xA0 || r == 0x2002 || r == 0x2003 || r == 0x2009 || r == '\t':
		return ' '
	case r == '○':
		return '〇'
	case r == '–' || r == '―' || r == '─':
		return '—'
	case r == '〜' || r == '∼':
		return '~'
	}
	return r
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r == '〇' || r >= 0x3400 && r <= 0x4DBF || r >= 0x20000 && r <= 0x2FFFF
}

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// isStop ends a sentence or one of its parallel halves.
func isStop(r rune) bool { return r == '。' || r == '!' || r == '?' }

// isBreak parts clauses.
func isBreak(r rune) bool {
	switch r {
	case ',', '。', ';', ':', '!', '?', '、', '…', '\n':
		return true
	}
	return false
}

func isOpen(r rune) bool {
	switch r {
	case '(', '“', '‘', '《', '〈', '【', '〔', '[', '「', '『', '{':
		return true
	}
	return false
}

func isClose(r rune) bool {
	switch r {
	case ')', '”', '’', '》', '〉', '】', '〕', ']', '」', '』', '}':
		return true
	}
	return false
}

// at gives the folded rune at i, 0 outside.
func (p *para) at(i int) rune {
	if i < 0 || i >= len(p.t) {
		return 0
	}
	return p.t[i]
}

// hasAt reports whether the words stand at i.
func (p *para) hasAt(i int, words string) bool { return hasAt(p.t, i, words) }

func hasAt(t []rune, i int, words string) bool {
	if i < 0 {
		return false
	}
	for _, r := range words {
		if i >= len(t) || t[i] != r {
			return false
		}
		i++
	}
	return true
}

// endsAt reports whether the words end just before i, and not before lo.
func endsAt(t []rune, i int, words string) bool {
	n := 0
	for range words {
		n++
	}
	return hasAt(t, i-n, words)
}

// indexIn finds the words in t[lo:hi], -1 if absent.
func indexIn(t []rune, lo, hi int, words string) int {
	if hi > len(t) {
		hi = len(t)
	}
	var first rune
	n := 0
	for i, r := range words {
		if i == 0 {
			first = r
		}
		n++
	}
	for i := max(lo, 0); i+n <= hi; i++ {
		if t[i] == first && hasAt(t, i, words) {
			return i
		}
	}
	return -1
}
