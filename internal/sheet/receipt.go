package sheet

import (
	"io"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// wholeCopy is the largest number of rows of a sheet that is copied whole into
// the receipt; of larger ones the head and the bad rows are.
const wholeCopy = 3000

// WriteReceipt writes 错误回执.xlsx: the balance by file and sheet, the rows to
// be mended (sheet 待更正, which can be imported again), a marked copy of every
// sheet that has bad rows, and the notes of rows that were accepted. The results
// of a must be those of the readings' rows, in their order. The error is of
// CodeWrite, or CodeInternal where rows and results do not belong together.
func WriteReceipt(out io.Writer, readings []*Reading, a *roster.Admission, about []paper.Fact) error {
	n := 0
	for _, r := range readings {
		n += len(r.Rows)
	}
	if n != len(a.Results) {
		return yanpan.Errorf(yanpan.CodeInternal, "sheet.WriteReceipt", "行数与处理结果不符:%d 行,%d 个结果", n, len(a.Results))
	}
	rc := &receipt{workbook: newWorkbook(), readings: readings, admission: a, about: about}
	rc.collect()
	rc.balance()
	rc.corrections()
	rc.hints()
	rc.copies()
	rc.workbook.about("错误回执", aboutLine(about))
	return rc.write(out, "sheet.WriteReceipt")
}

// receipt is a receipt being written.
type receipt struct {
	*workbook
	readings  []*Reading
	admission *roster.Admission
	about     []paper.Fact
	tables    []tableResult
}

// tableResult is a table with the results of its rows.
type tableResult struct {
	reading *Reading
	table   *Table
	results []roster.Result
}

func (rc *receipt) collect() {
	from := 0
	for _, r := range rc.readings {
		for _, t := range r.Tables {
			rc.tables = append(rc.tables, tableResult{r, t, rc.admission.Results[from+t.First : from+t.End]})
		}
		from += len(r.Rows)
	}
}

// bad gives the indexes (in the reading) of the rows that were given back.
func (t *tableResult) bad() []int {
	var list []int
	for i := range t.results {
		if t.results[i].Outcome == roster.Rejected {
			list = append(list, t.table.First+i)
		}
	}
	return list
}

func (t *tableResult) result(row int) *roster.Result { return &t.results[row-t.table.First] }

// balance writes the account of rows by file and sheet.
func (rc *receipt) balance() {
	name := rc.sheet("平衡")
	rc.say(name, 1, 0, "导入结果:读入 = 采用 + 合并 + 退回", styleTitle)
	rc.merge(name, grid.Range{Top: 1, Left: 0, Bottom: 1, Right: 6})
	for col, h := range []string{"文件", "工作表", "类型", "读入", "采用", "合并", "退回"} {
		rc.say(name, 2, col, h, styleHead)
	}
	row := 3
	for _, r := range rc.readings {
		for i := range r.Sheets {
			row = rc.balanceLine(name, row, r, &r.Sheets[i])
		}
	}
	b := rc.admission.Balance
	rc.say(name, row, 0, "合计", styleTotal)
	rc.say(name, row, 1, "", styleTotal)
	rc.say(name, row, 2, "", styleTotal)
	for col, n := range []int{b.Read, b.Accepted, b.Merged, b.Rejected} {
		rc.number(name, row, 3+col, n, styleTotalCount)
	}
	rc.closing(name, row+1, 6, "退回的行在“待更正”表里:按“原因”改好存盘,把本文件再导入一次,只读“待更正”这一张表。标红的单元格见各表,批注里写着怎么改。")
	rc.widths(name, []int{34, 22, 16, 8, 8, 8, 8})
	rc.freeze(name, 3, 0)
	rc.landscape(name, 2, 2)
}

// balanceLine writes one line for each kind of rows of a sheet, or why it was skipped.
func (rc *receipt) balanceLine(name string, row int, r *Reading, s *Summary) int {
	wrote := false
	for _, kind := range s.Kinds {
		var b roster.Balance
		for _, t := range rc.tables {
			if t.reading == r && t.table.Sheet.Name == s.Name && t.table.Kind == kind {
				b = addBalance(b, t.results)
			}
		}
		if b.Read == 0 {
			continue
		}
		wrote = true
		rc.str(name, row, 0, r.Book.Name, styleText)
		rc.str(name, row, 1, s.Name, styleText)
		rc.say(name, row, 2, kind.Label(), styleText)
		for col, n := range []int{b.Read, b.Accepted, b.Merged, b.Rejected} {
			rc.number(name, row, 3+col, n, styleCount)
		}
		row++
	}
	if wrote {
		return row
	}
	rc.str(name, row, 0, r.Book.Name, styleText)
	rc.str(name, row, 1, s.Name, styleText)
	rc.say(name, row, 2, "未读:"+s.Skipped, styleText)
	for col := range 4 {
		rc.number(name, row, 3+col, 0, styleCount)
	}
	return row + 1
}

func addBalance(b roster.Balance, results []roster.Result) roster.Balance {
	for i := range results {
		b.Read++
		switch results[i].Outcome {
		case roster.Accepted:
			b.Accepted++
		case roster.Merged:
			b.Merged++
		case roster.Rejected:
			b.Rejected++
		}
	}
	return b
}

// closing writes a sentence and the line about version and base date below a table.
func (rc *receipt) closing(name string, row, lastCol int, text string) {
	for _, t := range []string{text, aboutLine(rc.about)} {
		if t == "" {
			continue
		}
		rc.say(name, row, 0, t, styleNote)
		rc.merge(name, grid.Range{Top: row, Left: 0, Bottom: row, Right: lastCol})
		rc.keep(rc.x.SetRowHeight(name, row, 32))
		row++
	}
}

// hints lists the notes of accepted rows and of columns.
func (rc *receipt) hints() {
	var notes []roster.Note
	for _, r := range rc.readings {
		notes = append(notes, r.Notes...)
	}
	for i := range rc.admission.Results {
		for _, n := range rc.admission.Results[i].Notes {
			if !n.Rejects {
				notes = append(notes, n)
			}
		}
	}
	if len(notes) == 0 {
		return
	}
	name := rc.sheet("提示")
	widths := []int{24, 16, 6, 14, 44, 44}
	for col, h := range []string{"文件", "工作表", "行", "列", "提示", "怎么办"} {
		rc.say(name, 1, col, h, styleHead)
	}
	for i, n := range notes[:min(len(notes), 20000)] {
		row := i + 2
		rc.str(name, row, 0, n.File, styleText)
		rc.str(name, row, 1, n.Sheet, styleText)
		rc.number(name, row, 2, n.Row, styleCount)
		rc.str(name, row, 3, n.Column, styleText)
		rc.say(name, row, 4, n.Message, styleText)
		rc.say(name, row, 5, n.Remedy, styleText)
		rc.rowHeight(name, row, []string{n.File, n.Sheet, "", n.Column, n.Message, n.Remedy}, widths)
	}
	rc.widths(name, widths)
	rc.freeze(name, 2, 0)
	rc.landscape(name, 1, 1)
}

// rowHeight makes a row as high as its longest text needs in columns of the
// widths: programs that only read the file do not work it out.
func (rc *receipt) rowHeight(name string, row int, texts []string, widths []int) {
	lines := 1
	for col, text := range texts {
		if col < len(widths) {
			lines = max(lines, linesOf(text, columnWidth(widths[col])))
		}
	}
	if lines > 1 {
		rc.keep(rc.x.SetRowHeight(name, row, lineHeight*float64(min(lines, 25))+3))
	}
}

// copies writes a marked copy of each sheet that has bad rows.
func (rc *receipt) copies() {
	var done []*grid.Sheet
	for i := range rc.tables {
		t := &rc.tables[i]
		if len(t.bad()) == 0 || slices.Contains(done, t.table.Sheet) {
			continue
		}
		done = append(done, t.table.Sheet)
		name := rc.sheet("标红·" + t.table.Sheet.Name)
		rows := rc.copyCells(name, t.table.Sheet)
		for j := range rc.tables {
			if rc.tables[j].table.Sheet == t.table.Sheet {
				rc.mark(name, &rc.tables[j], rows)
			}
		}
	}
}

// copyCells copies a sheet as the user sees it. It gives the row of the copy
// for each row number of the sheet.
func (rc *receipt) copyCells(name string, s *grid.Sheet) map[int]int {
	keep := rc.keptRows(s)
	rows := make(map[int]int)
	widths := make([]int, min(s.Width(), 400))
	shift := 0
	for i, r := range s.Rows() {
		n := r.Number()
		if keep != nil {
			if !keep[n] {
				continue
			}
			shift++
			rows[n] = shift
		} else {
			rows[n] = n
		}
		for col, c := range r.Cells() {
			if col < len(widths) {
				rc.str(name, rows[n], col, c.Text(), styleText)
				if i < 400 && !wideMerge(s, n, col) {
					widths[col] = max(widths[col], displayWidth(c.Text()))
				}
			}
		}
	}
	if keep == nil {
		for _, m := range s.Merges {
			rc.merge(name, m)
		}
	}
	rc.widths(name, widths)
	rc.copyHeights(name, s, rows, widths)
	rc.landscape(name, 0, 0)
	return rows
}

// copyHeights makes the rows of a copy high enough for their texts.
func (rc *receipt) copyHeights(name string, s *grid.Sheet, rows map[int]int, widths []int) {
	for _, r := range s.Rows() {
		n := r.Number()
		if rows[n] == 0 {
			continue
		}
		var texts []string
		for col, c := range r.Cells() {
			text := c.Text()
			if wideMerge(s, n, col) {
				text = ""
			}
			texts = append(texts, text)
		}
		rc.rowHeight(name, rows[n], texts, widths)
	}
}

func wideMerge(s *grid.Sheet, row, col int) bool {
	for _, m := range s.Merges {
		if m.Top > row {
			break
		}
		if m.Contains(row, col) && m.Right > m.Left {
			return true
		}
	}
	return false
}

// keptRows chooses the rows of a large sheet that are copied: heads and bad rows; nil is all.
func (rc *receipt) keptRows(s *grid.Sheet) map[int]bool {
	if s.Len() <= wholeCopy {
		return nil
	}
	keep := make(map[int]bool)
	for i := range rc.tables {
		t := &rc.tables[i]
		if t.table.Sheet != s {
			continue
		}
		for n := max(1, t.table.HeaderTop-3); n <= t.table.HeaderEnd; n++ {
			keep[n] = true
		}
		for _, row := range t.bad() {
			keep[t.reading.Rows[row].Number] = true
		}
	}
	return keep
}

// mark fills and comments the bad cells of a copied table.
func (rc *receipt) mark(name string, t *tableResult, rows map[int]int) {
	said := make(map[string]string)
	var order []string
	for _, i := range t.bad() {
		for _, n := range t.result(i).Notes {
			if !n.Rejects {
				continue
			}
			row, col := t.table.cellOf(i, &t.reading.Rows[i], n.Column)
			if rows[row] == 0 {
				continue
			}
			cell := grid.CellName(rows[row], col)
			if said[cell] == "" {
				order = append(order, cell)
			}
			said[cell] = joinLines(said[cell], reason(n)+"。"+n.Remedy)
			rc.keep(rc.x.SetCellStyle(name, cell, cell, rc.styles[styleBad]))
		}
	}
	for _, cell := range order {
		rc.commentAt(name, cell, said[cell])
	}
}

func reason(n roster.Note) string { return strings.TrimSuffix(n.Message, "。") }

func joinLines(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

// cellOf finds the cell that a note about row i is of: the column with that
// label, or the one that names the person.
func (t *Table) cellOf(i int, row *roster.Row, label string) (number, col int) {
	place := t.places[i-t.First]
	col = -1
	for _, m := range t.Columns {
		if m.Label == label && label != "" {
			col = m.Col
		}
	}
	if col < 0 {
		col = t.nameColumn(place.block, row)
	}
	if t.Transposed {
		return row.Number, place.col
	}
	return row.Number, col
}

// nameColumn is the column of the name in the block, or its first one.
func (t *Table) nameColumn(b *block, row *roster.Row) int {
	for at, c := range row.Layout.Columns {
		if c.Field != roster.FieldName && c.Field != roster.FieldVillage && at > 0 || b == nil {
			continue
		}
		for _, m := range t.Columns {
			if m.Label == c.Label {
				return m.Col
			}
		}
	}
	if len(t.Columns) > 0 {
		return t.Columns[0].Col
	}
	return 0
}

// notesOf joins the reasons and the remedies of a row that was given back.
func notesOf(res *roster.Result) (reasons, remedies string) {
	var why, how []string
	for _, n := range res.Notes {
		if !n.Rejects {
			continue
		}
		head := ""
		if n.Column != "" {
			head = n.Column + ":"
		}
		why = append(why, head+reason(n))
		if n.Remedy != "" && !slices.Contains(how, n.Remedy) {
			how = append(how, n.Remedy)
		}
	}
	return strings.Join(why, ";"), strings.Join(how, ";")
}
