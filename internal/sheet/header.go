package sheet

import (
	"slices"
	"strings"

	"yanpan.dev/internal/sheet/grid"
)

// header is the head of one table: the rows from top to bottom (indexes of
// grid.Sheet.Row) and for each column the folded texts above each other.
type header struct {
	top, bottom int
	paths       [][]string // by column; nil where there is no label
	labels      []string   // by column, as a person would say it: 任职情况·党内
}

// finder looks for headers in one sheet.
type finder struct {
	sheet *grid.Sheet
	words *vocabulary
	told  map[string]bool // folded labels that the user has explained
	spans map[int][]grid.Range
}

const (
	maxHeaderHeight = 5
	maxLabel        = 40 // characters; what is longer is no label
	fullSearch      = 80 // so many rows are looked at in full; further down only rows that begin with a label
)

func newFinder(s *grid.Sheet, told map[string]bool) *finder {
	f := &finder{sheet: s, words: words(), told: told, spans: make(map[int][]grid.Range)}
	for _, m := range s.Merges {
		if m.Bottom-m.Top >= maxHeaderHeight {
			continue
		}
		for n := m.Top; n <= m.Bottom; n++ {
			f.spans[n] = append(f.spans[n], m)
		}
	}
	return f
}

// headers finds all heads of the sheet from top to bottom.
func (f *finder) headers() []header {
	var found []header
	from := 0
	for i := 0; i < f.sheet.Len(); i++ {
		if i >= fullSearch && !f.beginsWithLabel(f.sheet.Row(i)) || !f.headerLike(f.sheet.Row(i)) {
			continue
		}
		h := f.extend(i, from)
		f.describe(&h)
		found = append(found, h)
		from, i = h.bottom+1, h.bottom
	}
	return found
}

// beginsWithLabel is a cheap look at the first cells of a row.
func (f *finder) beginsWithLabel(r grid.Row) bool {
	n := 0
	for _, c := range r.Cells() {
		if n++; n > 3 {
			return false
		}
		if c.Kind == grid.Text && len(c.Text()) <= 3*maxLabel && f.isLabel(fold(c.Text())) {
			return true
		}
	}
	return false
}

func (f *finder) isLabel(folded string) bool {
	if folded == "" {
		return false
	}
	return f.words.labels[folded] || f.told[folded] || f.words.labels[bare(folded)]
}

// headerLike reports whether a row looks like the head of a table: several
// labels that the vocabulary knows and hardly anything else.
func (f *finder) headerLike(r grid.Row) bool {
	if f.isEntry(r) {
		return false
	}
	n, exact, near, heads, numbers := 0, 0, 0, 0, 0
	for _, c := range r.Cells() {
		n++
		if c.Kind != grid.Text {
			numbers++
			continue
		}
		t := fold(c.Text())
		switch {
		case runes(t) > maxLabel:
			n++ // a long text weighs against
		case f.isLabel(t):
			exact++
		case runes(t) <= 16 && f.words.headOf(t) != "":
			heads++
		case f.nearLabel(t):
			near++
		}
	}
	if numbers*4 > n {
		return false
	}
	return exact >= 2 && (exact+near+heads)*5 >= n*2 ||
		exact == 1 && near >= 1 && (exact+near+heads)*3 >= n*2 && numbers == 0 && n >= 3 ||
		exact >= 1 && heads >= 2 && (exact+heads+near)*3 >= n*2 && numbers == 0
}

// isEntry reports whether a row tells of somebody: it holds a date, a number
// of identity or a telephone and does not begin with a label, whatever words of choices (女,
// 中共党员, 称职) that are labels elsewhere stand in it.
func (f *finder) isEntry(r grid.Row) bool {
	first, dated := true, false
	for _, c := range r.Cells() {
		if c.IsEmpty() {
			continue
		}
		if first && c.Kind == grid.Text && f.isLabel(fold(c.Text())) {
			return false
		}
		first = false
		dated = dated || slices.Contains([]string{"date", "id", "phone"}, classOf(c, c.Text()))
	}
	return dated
}

// nearLabel reports whether a text holds a word that only labels hold.
func (f *finder) nearLabel(t string) bool {
	for _, w := range f.words.Fields {
		for _, c := range w.Contains {
			if c.Score >= 74 && strings.Contains(t, c.Has) {
				return true
			}
		}
	}
	return false
}

// extend takes the rows above and below into the head that belong to it.
func (f *finder) extend(i, from int) header {
	h := header{top: i, bottom: i}
	for h.top > from && h.bottom-h.top < maxHeaderHeight && f.isGroupRow(h.top-1, h.top) {
		h.top--
	}
	for h.bottom+1 < f.sheet.Len() && h.bottom-h.top < maxHeaderHeight && f.isSubRow(h.bottom, h.bottom+1) {
		h.bottom++
	}
	return h
}

func (f *finder) adjacent(upper, lower int) bool {
	return f.sheet.Row(lower).Number() == f.sheet.Row(upper).Number()+1
}

// isGroupRow reports whether the row above a head holds headings over groups of columns.
func (f *finder) isGroupRow(above, below int) bool {
	if !f.adjacent(above, below) {
		return false
	}
	up, low := f.sheet.Row(above), f.sheet.Row(below)
	n, known, structured := 0, 0, false
	for col, c := range up.Cells() {
		text := clean(c.Text())
		t := fold(text)
		if c.Kind != grid.Text || runes(t) > maxLabel || t == "" || strings.ContainsAny(text, ":\uff1a") {
			return false
		}
		n++
		if f.isLabel(t) || f.words.headOf(t) != "" {
			known++
		}
		m, ok := f.spanAt(up.Number(), col)
		if ok && (m.Bottom >= low.Number() || m.Right > m.Left && (m.Right-m.Left+1)*2 <= low.Width()) {
			structured = true
		}
		if ok && m.Right > m.Left && (m.Right-m.Left+1)*10 > low.Width()*9 {
			return false // a title over everything
		}
	}
	return n >= 2 && (structured || known*2 >= n) || n == 1 && structured
}

func (f *finder) spanAt(number, col int) (grid.Range, bool) {
	for _, m := range f.spans[number] {
		if m.Contains(number, col) {
			return m, true
		}
	}
	return grid.Range{}, false
}

// isSubRow reports whether the row below a head divides its groups further:
// each of its texts stands under a heading that spans several columns.
func (f *finder) isSubRow(bottom, below int) bool {
	if !f.adjacent(bottom, below) {
		return false
	}
	row, up := f.sheet.Row(below), f.sheet.Row(bottom)
	n, known, merged := 0, 0, 0
	for col, c := range row.Cells() {
		t := fold(c.Text())
		if c.Kind != grid.Text || runes(t) > maxLabel {
			return false
		}
		if t == "" {
			continue
		}
		under, byMerge := f.underGroup(up, row.Number(), col)
		if !under {
			return false
		}
		n++
		if byMerge {
			merged++
		}
		if f.isLabel(t) || f.nearLabel(t) || runes(t) <= 16 && f.words.headOf(t) != "" {
			known++
		}
	}
	return n > 0 && (merged == n && n >= 2 || known*2 >= n)
}

// underGroup reports whether the cell above a column belongs to a heading over
// several columns: by a merge, or where nothing is merged by blanks to its right.
func (f *finder) underGroup(up grid.Row, below, col int) (under, byMerge bool) {
	if m, ok := f.spanAt(up.Number(), col); ok {
		wide := m.Right > m.Left && m.Bottom < below
		return wide, wide
	}
	if up.Cell(col).IsEmpty() {
		for c := col - 1; c >= 0; c-- {
			if !up.Cell(c).IsEmpty() {
				return true, false
			}
		}
		return false, false
	}
	return up.Cell(col + 1).IsEmpty(), false
}

// describe works out the path of labels over each column.
func (f *finder) describe(h *header) {
	width := 0
	for i := h.top; i <= h.bottom; i++ {
		width = max(width, f.sheet.Row(i).Width())
		for _, m := range f.spans[f.sheet.Row(i).Number()] {
			if m.Right > width && m.Right < width+64 {
				width = m.Right + 1
			}
		}
	}
	levels := make([][]string, 0, h.bottom-h.top+1)
	for i := h.top; i <= h.bottom; i++ {
		levels = append(levels, f.level(i, width))
	}
	for l := len(levels) - 2; l >= 0; l-- {
		if !f.mergedAcross(h.top + l) {
			spread(levels[l], levels[l+1:])
		}
	}
	h.paths = make([][]string, width)
	h.labels = make([]string, width)
	for col := range width {
		h.paths[col], h.labels[col] = path(levels, col)
	}
	for n := len(h.paths); n > 0 && h.paths[n-1] == nil; n-- {
		h.paths, h.labels = h.paths[:n-1], h.labels[:n-1]
	}
}

// level gives the texts of one row of a head, merged ones over all their columns.
func (f *finder) level(i, width int) []string {
	row := f.sheet.Row(i)
	texts := make([]string, width)
	for col, c := range row.Cells() {
		if col < width {
			texts[col] = clean(c.Text())
		}
	}
	for _, m := range f.spans[row.Number()] {
		for col := m.Left; col <= m.Right && col < width; col++ {
			if m.Top == row.Number() && m.Left < width {
				texts[col] = texts[m.Left]
			}
		}
	}
	return texts
}

func (f *finder) mergedAcross(i int) bool {
	for _, m := range f.spans[f.sheet.Row(i).Number()] {
		if m.Right > m.Left {
			return true
		}
	}
	return false
}

// spread lets a heading of an unmerged row stand over the blanks to its right
// that have labels of their own below, as it does over its own column.
func spread(upper []string, below [][]string) {
	has := func(col int) bool {
		for _, l := range below {
			if l[col] != "" {
				return true
			}
		}
		return false
	}
	group := ""
	for col := range upper {
		switch {
		case upper[col] != "" && has(col):
			group = upper[col]
		case upper[col] != "" || !has(col):
			group = ""
		default:
			upper[col] = group
		}
	}
}

func path(levels [][]string, col int) (folded []string, label string) {
	var shown []string
	for _, l := range levels {
		t := fold(l[col])
		if t == "" || len(folded) > 0 && folded[len(folded)-1] == t {
			continue
		}
		folded = append(folded, t)
		shown = append(shown, oneLine(l[col]))
	}
	return folded, strings.Join(shown, "·")
}

// oneLine takes line breaks and the spaces that space labels out from a label.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == ' ' {
			return -1
		}
		return r
	}, clean(s))
}
