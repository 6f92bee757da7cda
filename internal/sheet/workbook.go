package sheet

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"yanpan.dev"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet/grid"
)

// WriteWorkbook writes tables as an .xlsx: title, unit, head of any number of
// lines, typed cells, totals as formulas beside their values, notes, charts, a
// print set-up (A4 across, one page wide, the head on each page). The same
// workbook gives the same bytes. The error is of CodeWrite.
func WriteWorkbook(out io.Writer, b *paper.Workbook) error {
	w := newWorkbook()
	for i := range b.Sheets {
		w.table(&b.Sheets[i], b.About)
	}
	title := ""
	if len(b.Sheets) > 0 {
		title = b.Sheets[0].Title
	}
	w.about(title, aboutLine(b.About))
	return w.write(out, "sheet.WriteWorkbook")
}

func aboutLine(facts []paper.Fact) string {
	parts := make([]string, 0, len(facts))
	for _, f := range facts {
		parts = append(parts, yanpan.Typeset(f.Name+":"+f.Value))
	}
	return strings.Join(parts, "  ")
}

// tableWriter writes one sheet from top to bottom.
type tableWriter struct {
	*workbook
	sheet *paper.Sheet
	name  string
	width int
	s     *excelize.StreamWriter
	row   int
	first int // first row of data
	data  int // first row of the numbers behind the charts
}

const chartRows = 18 // how many rows a chart covers

func (w *workbook) table(s *paper.Sheet, about []paper.Fact) {
	t := &tableWriter{workbook: w, sheet: s, name: w.sheet(s.Name), width: max(len(s.Columns), 1)}
	head := 2
	if s.Unit != "" {
		head = 3
	}
	body := head + len(s.Head)
	w.landscape(t.name, head, body-1)
	t.columnWidths()
	t.charts(body + len(s.Rows) + 6)
	if w.err != nil {
		return
	}
	var err error
	t.s, err = w.x.NewStreamWriter(t.name)
	w.keep(err)
	if w.err != nil {
		return
	}
	w.keep(t.s.SetPanes(freezeAt(body, 0)))
	t.write(about, body)
	w.keep(t.s.Flush())
}

func (t *tableWriter) columnWidths() {
	for col, c := range t.sheet.Columns {
		name := grid.ColumnName(col)
		t.keep(t.x.SetColWidth(t.name, name, name, float64(max(c.Width, 4))))
	}
}

func (t *tableWriter) write(about []paper.Fact, body int) {
	s := t.sheet
	t.line(s.Title, styleTitle, 30)
	if s.Unit != "" {
		t.line(s.Unit, styleUnit, 0)
	}
	t.head()
	t.first = body
	for _, r := range s.Rows {
		t.cells(r, false)
	}
	if len(s.Total) > 0 {
		t.cells(s.Total, true)
	}
	if s.Note != "" {
		t.line(s.Note, styleNote, 0)
	}
	if line := aboutLine(about); line != "" {
		t.line(line, styleNote, 0)
	}
	t.chartData()
}

// line writes a text over the whole width.
func (t *tableWriter) line(text string, s style, height float64) {
	t.row++
	if n := displayWidth(text); height == 0 && n > t.totalWidth() {
		height = 15 * float64(n/max(t.totalWidth(), 1)+1)
	}
	t.setRow([]any{excelize.Cell{StyleID: t.styles[s], Value: printable(yanpan.Typeset(text))}}, height)
	if t.width > 1 {
		t.keep(t.s.MergeCell(grid.CellName(t.row, 0), grid.CellName(t.row, t.width-1)))
	}
}

func (t *tableWriter) totalWidth() int {
	n := 0
	for _, c := range t.sheet.Columns {
		n += max(c.Width, 4)
	}
	return n
}

func (t *tableWriter) setRow(cells []any, height float64) {
	if t.err != nil {
		return
	}
	var opts []excelize.RowOpts
	if height > 0 {
		opts = append(opts, excelize.RowOpts{Height: height})
	}
	t.keep(t.s.SetRow(grid.CellName(t.row, 0), cells, opts...))
}

// head writes the lines of the head; a cell goes to the first place that no span above covers.
func (t *tableWriter) head() {
	taken := make([][]bool, len(t.sheet.Head))
	for i := range taken {
		taken[i] = make([]bool, t.width)
	}
	for i, line := range t.sheet.Head {
		t.row++
		cells := make([]any, t.width)
		for c := range cells {
			cells[c] = excelize.Cell{StyleID: t.styles[styleHead]}
		}
		col, lines := 0, 1
		for _, h := range line {
			for col < t.width && taken[i][col] {
				col++
			}
			if col == t.width {
				break
			}
			bottom, right := min(i+max(h.RowSpan, 1), len(taken))-1, min(col+max(h.ColSpan, 1), t.width)-1
			for r := i; r <= bottom; r++ {
				for c := col; c <= right; c++ {
					taken[r][c] = true
				}
			}
			cells[col] = excelize.Cell{StyleID: t.styles[styleHead], Value: yanpan.Typeset(h.Text)}
			lines = max(lines, linesOf(h.Text, t.span(col, right))/(bottom-i+1))
			if bottom > i || right > col {
				t.keep(t.s.MergeCell(grid.CellName(t.row, col), grid.CellName(t.row+bottom-i, right)))
			}
		}
		t.setRow(cells, lineHeight*float64(lines)+4)
	}
}

// span is the width of several columns together.
func (t *tableWriter) span(from, to int) int {
	n := 0
	for c := from; c <= to && c < len(t.sheet.Columns); c++ {
		n += t.sheet.Columns[c].Width
	}
	return n
}

func (t *tableWriter) cells(r []paper.Cell, total bool) {
	t.row++
	cells := make([]any, t.width)
	lines := 1
	for col := range cells {
		var c paper.Cell
		if col < len(r) {
			c = r[col]
		}
		cells[col] = t.cell(c, t.sheet.Columns[col].Kind, col, total)
		lines = max(lines, linesOf(c.Text, t.sheet.Columns[col].Width))
	}
	t.setRow(cells, lineHeight*float64(lines)+3)
}

// lineHeight is the height of one line of a cell, in points.
const lineHeight = 14.5

// linesOf is how many lines a text takes in a column of the width: programs
// that only read the file do not work out the height of wrapped rows.
func linesOf(text string, width int) int {
	room := max(width-1, 3)
	lines := 0
	for part := range strings.SplitSeq(text, "\n") {
		lines += max((displayWidth(part)*11/10+room-1)/room, 1)
	}
	return lines
}

// cell makes a typed cell: numbers are numbers, a sum is a formula with its value.
func (t *tableWriter) cell(c paper.Cell, kind paper.CellKind, col int, total bool) excelize.Cell {
	out := excelize.Cell{StyleID: t.styles[cellStyle(kind, total)]}
	value, ok := numberValue(c.Number, kind)
	if !ok {
		out.Value = printable(c.Text)
		if kind == paper.TextCells && !total && c.Text != "" {
			out.StyleID = t.styles[styleText]
		}
		return out
	}
	out.Value = value
	if c.Sum && t.row > t.first {
		out.Formula = fmt.Sprintf("SUM(%s:%s)", grid.CellName(t.first, col), grid.CellName(t.row-1, col))
	}
	return out
}

func cellStyle(kind paper.CellKind, total bool) style {
	plain := [...]style{styleText, styleCount, styleDecimal, stylePercent}
	totals := [...]style{styleTotal, styleTotalCount, styleTotalDecimal, styleTotalPercent}
	if int(kind) >= len(plain) {
		kind = paper.TextCells
	}
	if total {
		return totals[kind]
	}
	return plain[kind]
}

// numberValue reads decimal text; shares become fractions of one.
func numberValue(text string, kind paper.CellKind) (any, bool) {
	if text == "" {
		return nil, false
	}
	if kind == paper.PercentCells {
		text = shiftLeft(text, 2)
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, true
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}

// charts adds the charts below the table. The numbers behind them stand below
// them, outside of what is printed.
func (t *tableWriter) charts(below int) {
	if len(t.sheet.Charts) == 0 {
		return
	}
	t.data = below + len(t.sheet.Charts)*chartRows + 2
	row := t.data
	for i, c := range t.sheet.Charts {
		n := min(len(c.Names), len(c.Cells))
		if n == 0 {
			continue
		}
		ref := func(col string) string {
			return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoteSheet(t.name), col, row+1, col, row+n)
		}
		t.keep(t.x.AddChart(t.name, grid.CellName(below+i*chartRows, 0), chartOf(c, ref("A"), ref("B"))))
		row += n + 1
	}
	t.keep(t.x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: t.name,
		RefersTo: fmt.Sprintf("%s!$A$1:$%s$%d", quoteSheet(t.name), grid.ColumnName(t.lastPrinted()), t.data-1)}))
}

// lastPrinted is the last column that is printed: that of the table, or the
// one a chart reaches to.
func (t *tableWriter) lastPrinted() int {
	const chartWidth, usual = 82, 9
	n, col := 0, 0
	for ; col < t.width || n < chartWidth; col++ {
		if col < t.width {
			n += max(t.sheet.Columns[col].Width, 4)
		} else {
			n += usual
		}
	}
	return col - 1
}

func chartOf(c paper.Chart, names, values string) *excelize.Chart {
	title := []excelize.RichTextRun{{Text: c.Title, Font: &excelize.Font{Family: headFont, Size: 14}}}
	oneColour := false
	blue := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F3864"}}
	chart := &excelize.Chart{
		Type:       excelize.Col,
		VaryColors: &oneColour,
		Series:     []excelize.ChartSeries{{Name: c.Title, Categories: names, Values: values, Fill: blue}},
		Title:      excelize.ChartTitle{Paragraph: title},
		Legend:     excelize.ChartLegend{Position: "none"},
		PlotArea:   excelize.ChartPlotArea{ShowVal: true},
		Dimension:  excelize.ChartDimension{Width: 560, Height: 320},
	}
	if c.Kind == paper.PieChart {
		chart.Type, chart.VaryColors, chart.Series[0].Fill = excelize.Pie, nil, excelize.Fill{}
		chart.Legend.Position = "right"
		chart.PlotArea.ShowPercent = true
	}
	return chart
}

// chartData writes the numbers behind the charts: a title, then names and values.
func (t *tableWriter) chartData() {
	t.row = t.data - 1
	for _, c := range t.sheet.Charts {
		n := min(len(c.Names), len(c.Cells))
		if n == 0 {
			continue
		}
		t.row++
		t.setRow([]any{excelize.Cell{StyleID: t.styles[stylePlain], Value: c.Title}}, 0)
		for k := range n {
			t.row++
			value, _ := numberValue(c.Cells[k], paper.CountCells)
			t.setRow([]any{excelize.Cell{StyleID: t.styles[stylePlain], Value: c.Names[k]}, excelize.Cell{StyleID: t.styles[stylePlain], Value: value}}, 0)
		}
	}
}
