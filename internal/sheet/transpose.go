package sheet

import (
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

const maxTransposed = 400 // rows or columns of a sheet whose labels stand in a column

// transposed reads a small table whose labels stand in a column and whose
// people stand side by side. It reports whether the sheet is one.
func (r *reader) transposed(s *grid.Sheet, summary *Summary) bool {
	if s.Len() > maxTransposed || s.Width() > maxTransposed {
		return false
	}
	col, labels, others := labelColumn(s, r.told.labels)
	if len(labels) < 3 || others >= 2 {
		return false // labels in several columns make a card
	}
	book, nameRow := r.turn(s, col, labels)
	if book == nil {
		return false
	}
	sub := &reader{out: &Reading{Book: book}, book: book, told: r.told}
	sub.sheet(book.Sheets[0])
	if len(sub.out.Rows) == 0 {
		return false
	}
	r.adopt(sub, s, summary, nameRow, col)
	return true
}

// card reads a sheet that describes one person or one village by labels with
// their values to the right of them. It reports whether the sheet is one.
func (r *reader) card(s *grid.Sheet, summary *Summary) bool {
	if s.Len() > maxTransposed || s.Width() > maxTransposed {
		return false
	}
	labels, values := cardPairs(s, newFinder(s, r.told.labels))
	if len(labels) < 4 {
		return false
	}
	var lines [][]string
	for i := range min(s.Len(), 3) {
		if g := look(s.Row(i)); g.n == 1 {
			lines = append(lines, []string{g.first})
		}
	}
	book, err := grid.FromTexts(r.book.Name, s.Name, append(lines, labels, values))
	if err != nil {
		return false
	}
	book.Sheets[0].Title = s.Title
	sub := &reader{out: &Reading{Book: book}, book: book, told: r.told}
	sub.sheet(book.Sheets[0])
	if len(sub.out.Rows) == 0 {
		return false
	}
	r.adopt(sub, s, summary, s.Row(0).Number(), 0)
	return true
}

// cardPairs finds labels that have a value, no label, as their right neighbour.
func cardPairs(s *grid.Sheet, f *finder) (labels, values []string) {
	for i := range s.Len() {
		row := s.Row(i)
		for col, c := range row.Cells() {
			label := fold(c.Text())
			if c.Kind != grid.Text || runes(label) > maxLabel || !f.isLabel(label) {
				continue
			}
			next := col + 1
			if m, ok := f.spanAt(row.Number(), col); ok {
				next = m.Right + 1
			}
			if v := row.Cell(next); !v.IsEmpty() && !f.isLabel(fold(v.Text())) {
				labels, values = append(labels, c.Text()), append(values, v.Text())
			}
		}
	}
	return labels, values
}

// labelColumn finds the column that holds the most labels, the rows they stand
// in, and how many labels stand elsewhere.
func labelColumn(s *grid.Sheet, told map[string]bool) (col int, rows []int, others int) {
	f := newFinder(s, told)
	byCol := make(map[int][]int)
	for i := range s.Len() {
		for c, cell := range s.Row(i).Cells() {
			if cell.Kind == grid.Text && len(cell.Text()) <= 3*maxLabel && f.isLabel(fold(cell.Text())) {
				byCol[c] = append(byCol[c], i)
			}
		}
	}
	col = -1
	for c, list := range byCol {
		others += len(list)
		if len(list) > len(rows) || len(list) == len(rows) && c < col {
			col, rows = c, list
		}
	}
	return col, rows, others - len(rows)
}

// turn makes a book of one sheet whose head is the label column.
func (r *reader) turn(s *grid.Sheet, col int, labels []int) (*grid.Book, int) {
	first, last := labels[0], labels[len(labels)-1]
	nameRow := s.Row(first).Number()
	var lines [][]string
	for i := range first {
		lines = append(lines, s.Row(i).Texts())
	}
	body := make([][]string, s.Width()-col)
	for i := first; i <= last; i++ {
		row := s.Row(i)
		if words().byID[roster.FieldName].score(newLabelOf([]string{fold(row.Cell(col).Text())})) >= 90 {
			nameRow = row.Number()
		}
		for c := range body {
			body[c] = append(body[c], row.Cell(col+c).Text())
		}
	}
	book, err := grid.FromTexts(r.book.Name, s.Name, append(lines, body...))
	if err != nil {
		return nil, -1
	}
	book.Sheets[0].Title = s.Title
	return book, nameRow
}

// adopt takes over what was read from the turned sheet, with the places of the real one.
func (r *reader) adopt(sub *reader, s *grid.Sheet, summary *Summary, nameRow, col int) {
	for _, t := range sub.out.Tables {
		top := t.HeaderTop
		t.First += len(r.out.Rows)
		t.End += len(r.out.Rows)
		t.Sheet, t.Transposed, t.HeaderTop, t.HeaderEnd = s, true, nameRow, nameRow
		for i := range t.places {
			t.places[i].col = col + sub.out.Rows[t.First-len(r.out.Rows)+i].Number - top
		}
		r.out.Tables = append(r.out.Tables, t)
	}
	for i := range sub.out.Rows {
		sub.out.Rows[i].Number = nameRow
	}
	for i := range sub.out.Notes {
		sub.out.Notes[i].Row = nameRow
	}
	r.out.Rows = append(r.out.Rows, sub.out.Rows...)
	r.out.Notes = append(r.out.Notes, sub.out.Notes...)
	r.out.Questions = append(r.out.Questions, sub.out.Questions...)
	name := summary.Name
	*summary = sub.out.Sheets[0]
	summary.Name = name
}
