package sheet

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet/grid"
)

// ParameterSheet is one page of 《政策参数表》: a line for each rule.
type ParameterSheet struct {
	Name    string
	Note    string // how to fill it in
	Columns []ParameterColumn
	Rows    [][]string
}

// ParameterColumn is the heading of a column, and the closed list to choose
// from where there is one.
type ParameterColumn struct {
	Label    string
	List     []string
	Required bool
}

// The rows of a page: title, note, headings, lines.
const (
	parameterHead  = 3
	parameterSpare = 60 // empty lines under those that are filled in
)

// WriteParameters writes a workbook of parameters with drop-down lists. Its
// error is of CodeWrite.
func WriteParameters(out io.Writer, title string, pages []ParameterSheet, about []paper.Fact) error {
	w := newWorkbook()
	for _, p := range pages {
		w.parameters(title, p)
	}
	w.about(title, aboutLine(about))
	return w.write(out, "sheet.WriteParameters")
}

func (w *workbook) parameters(title string, p ParameterSheet) {
	name := w.sheet(p.Name)
	last := max(len(p.Columns)-1, 1)
	w.say(name, 1, 0, title+"\u2014\u2014"+p.Name, styleTitle)
	w.merge(name, grid.Range{Top: 1, Left: 0, Bottom: 1, Right: min(last, 9)})
	w.say(name, 2, 0, p.Note, styleNote)
	w.merge(name, grid.Range{Top: 2, Left: 0, Bottom: 2, Right: min(last, 9)})
	w.keep(w.x.SetRowHeight(name, 1, 32))
	w.keep(w.x.SetRowHeight(name, 2, 48))
	bottom := parameterHead + len(p.Rows)
	if len(p.Columns) > 2 {
		bottom += parameterSpare // rules may be added; a page of items and contents is complete
	}
	w.keep(w.x.SetCellStyle(name, grid.CellName(parameterHead+1, 0), grid.CellName(bottom, len(p.Columns)-1), w.styles[styleText]))
	widths := make([]int, len(p.Columns))
	for i, c := range p.Columns {
		label := c.Label
		w.str(name, parameterHead, i, label, styleHead)
		widths[i] = min(max(displayWidth(label)+2, 8), 30)
		w.choice(name, i, bottom, c.List)
	}
	for n, row := range p.Rows {
		for i, text := range row {
			if text != "" {
				w.str(name, parameterHead+1+n, i, text, styleText)
				widths[i] = min(max(widths[i], displayWidth(text)+1), 36)
			}
		}
	}
	w.keep(w.x.SetRowHeight(name, parameterHead, 32))
	w.widths(name, widths)
	w.freeze(name, parameterHead, min(2, len(p.Columns)-1))
	w.landscape(name, parameterHead, parameterHead)
}

// choice offers the words of a closed list below a heading.
func (w *workbook) choice(name string, col, bottom int, list []string) {
	if len(list) == 0 || w.err != nil {
		return
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s:%s", grid.CellName(parameterHead+1, col), grid.CellName(bottom, col))
	if v.SetDropList(list) == nil { // a list too long for a drop-down is told in the note of the manual
		w.keep(w.x.AddDataValidation(name, v))
	}
}
