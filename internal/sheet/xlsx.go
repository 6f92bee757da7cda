package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"yanpan.dev"
	"yanpan.dev/internal/sheet/grid"
)

// style is how a cell of our own workbooks is set.
type style uint8

const (
	stylePlain style = iota
	styleTitle
	styleUnit
	styleHead
	styleText // bordered, wrapped, kept as text whatever it looks like
	styleCount
	styleDecimal
	stylePercent
	styleTotal
	styleTotalCount
	styleTotalDecimal
	styleTotalPercent
	styleNote
	styleBad
	styleDoubt
	styleExample
	styles
)

// workbook is an .xlsx being written. The first failure sticks and all later
// calls do nothing, so that callers ask once, at the end.
type workbook struct {
	x      *excelize.File
	err    error
	styles [styles]int
	names  map[string]bool
	first  bool
}

const (
	bodyFont  = "宋体"
	headFont  = "黑体"
	titleFont = "方正小标宋简体"
)

func newWorkbook() *workbook {
	w := &workbook{x: excelize.NewFile(), names: make(map[string]bool), first: true}
	for s := range styles {
		w.styles[s] = w.newStyle(s.definition())
	}
	return w
}

func (w *workbook) newStyle(s *excelize.Style) int {
	id, err := w.x.NewStyle(s)
	w.keep(err)
	return id
}

func (w *workbook) keep(err error) {
	if w.err == nil && err != nil {
		w.err = err
	}
}

// definition is the style in the terms of the library.
func (s style) definition() *excelize.Style {
	d := &excelize.Style{
		Font:      &excelize.Font{Family: bodyFont, Size: 10.5},
		Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true},
	}
	switch s {
	case stylePlain, styleNote:
		d.Alignment.Horizontal = "left"
		d.Alignment.WrapText = s == styleNote
		return d
	case styleTitle:
		d.Font = &excelize.Font{Family: titleFont, Size: 18}
		return d
	case styleUnit:
		d.Alignment.Horizontal = "right"
		return d
	case styleHead:
		d.Font = &excelize.Font{Family: headFont, Size: 10.5}
	case styleText, styleBad, styleDoubt, styleExample:
		d.NumFmt = 49 // text
		d.Alignment.Horizontal = "left"
	}
	s.decorate(d)
	d.Border = thinBorder()
	return d
}

// decorate sets numbers, fills and the bold face of totals.
func (s style) decorate(d *excelize.Style) {
	decimal, percent := "0.0", "0.0%"
	switch s {
	case styleDecimal, styleTotalDecimal:
		d.CustomNumFmt = &decimal
	case stylePercent, styleTotalPercent:
		d.CustomNumFmt = &percent
	case styleBad:
		d.Fill = solid("FFC7CE")
	case styleDoubt:
		d.Fill = solid("FFF2AB")
	case styleExample:
		d.Font.Italic, d.Font.Color = true, "7F7F7F"
	}
	switch s {
	case styleTotal, styleTotalCount, styleTotalDecimal, styleTotalPercent:
		d.Font.Bold = true
	case styleHead:
		d.Fill = solid("F2F2F2")
	}
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func thinBorder() []excelize.Border {
	var b []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		b = append(b, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	return b
}

// sheet adds a sheet and gives the name it got: shortened, without forbidden
// characters, unlike any other.
func (w *workbook) sheet(name string) string {
	name = w.freeName(sheetName(name))
	if w.first {
		w.first = false
		w.keep(w.x.SetSheetName("Sheet1", name))
		return name
	}
	_, err := w.x.NewSheet(name)
	w.keep(err)
	return name
}

func (w *workbook) freeName(name string) string {
	free := name
	for n := 2; w.names[strings.ToLower(free)]; n++ {
		tail := fmt.Sprintf("(%d)", n)
		free = cutRunes(name, 31-len(tail)) + tail
	}
	w.names[strings.ToLower(free)] = true
	return free
}

// sheetName makes a name that spreadsheet programs accept.
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`:\/?*[]`, r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	s = strings.Trim(cutRunes(s, 31), "' ")
	if s == "" {
		return "表"
	}
	return s
}

func cutRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// str writes a text. It is stored as text, so that one that begins with = + - or @ stays one.
func (w *workbook) str(sheet string, row, col int, text string, s style) {
	if w.err != nil {
		return
	}
	cell := grid.CellName(row, col)
	w.keep(w.x.SetCellStr(sheet, cell, cutRunes(printable(text), 32000)))
	w.keep(w.x.SetCellStyle(sheet, cell, cell, w.styles[s]))
}

// printable drops characters that XML cannot hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

// say writes a sentence of the program's own, with Chinese punctuation.
func (w *workbook) say(sheet string, row, col int, text string, s style) {
	w.str(sheet, row, col, yanpan.Typeset(text), s)
}

func (w *workbook) number(sheet string, row, col, n int, s style) {
	if w.err != nil {
		return
	}
	cell := grid.CellName(row, col)
	w.keep(w.x.SetCellInt(sheet, cell, int64(n)))
	w.keep(w.x.SetCellStyle(sheet, cell, cell, w.styles[s]))
}

func (w *workbook) merge(sheet string, r grid.Range) {
	if w.err == nil && (r.Bottom > r.Top || r.Right > r.Left) {
		w.keep(w.x.MergeCell(sheet, grid.CellName(r.Top, r.Left), grid.CellName(r.Bottom, r.Right)))
	}
}

// commentAt leaves a remark on a cell.
func (w *workbook) commentAt(sheet, cell, text string) {
	if w.err == nil {
		w.keep(w.x.AddComment(sheet, excelize.Comment{Cell: cell, Author: "研判", Width: 260, Height: 120,
			Paragraph: []excelize.RichTextRun{{Text: yanpan.Typeset(text)}}}))
	}
}

// widths sets columns as wide as their texts need, within reason.
func (w *workbook) widths(sheet string, widths []int) {
	for col, n := range widths {
		name := grid.ColumnName(col)
		w.keep(w.x.SetColWidth(sheet, name, name, float64(columnWidth(n))))
	}
}

// columnWidth is how wide a column of texts of this width is made.
func columnWidth(n int) int { return min(max(n+2, 6), 46) }

// displayWidth counts a Chinese character as two.
func displayWidth(s string) int {
	widest := 0
	for line := range strings.SplitSeq(s, "\n") {
		n := 0
		for _, r := range line {
			n++
			if r > 0x7F {
				n++
			}
		}
		widest = max(widest, n)
	}
	return widest
}

// landscape prints the sheet on A4 across, as wide as the page, with the head's rows on each page.
func (w *workbook) landscape(sheet string, headTop, headBottom int) {
	size, one, zero, across, fit := 9, 1, 0, "landscape", true
	w.keep(w.x.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &across, FitToWidth: &one, FitToHeight: &zero}))
	w.keep(w.x.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	side, top := 0.5, 0.6
	w.keep(w.x.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top}))
	w.keep(w.x.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页  共 &N 页"}))
	if headTop > 0 {
		w.keep(w.x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles",
			RefersTo: fmt.Sprintf("%s!$%d:$%d", quoteSheet(sheet), headTop, headBottom), Scope: sheet}))
	}
}

func quoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// freeze keeps rows and columns before the cell in sight.
func (w *workbook) freeze(sheet string, row, col int) {
	w.keep(w.x.SetPanes(sheet, freezeAt(row, col)))
}

func freezeAt(row, col int) *excelize.Panes {
	pane := "bottomLeft"
	if col > 0 {
		pane = "bottomRight"
	}
	return &excelize.Panes{Freeze: true, XSplit: col, YSplit: row - 1, TopLeftCell: grid.CellName(row, col), ActivePane: pane}
}

// about keeps a line on the file in its properties. Times stay fixed, so that
// the same contents give the same bytes.
func (w *workbook) about(title, version string) {
	const fixed = "2000-01-01T00:00:00Z"
	w.keep(w.x.SetDocProps(&excelize.DocProperties{Title: title, Creator: "研判", Description: version, Version: version, Created: fixed, Modified: fixed, LastModifiedBy: "研判"}))
}

// write gives the file away. A failure of out is told as one of writing.
func (w *workbook) write(out io.Writer, op string) error {
	if w.err == nil {
		var file bytes.Buffer
		w.keep(w.x.Write(&file))
		if w.err == nil {
			w.keep(repack(out, file.Bytes()))
		}
	}
	err := errors.Join(w.err, w.x.Close())
	if err == nil {
		return nil
	}
	return &yanpan.Error{Code: yanpan.CodeWrite, Op: op, Message: "表格文件写不下去", Remedy: "请看磁盘是否已满、文件是否正被打开", Err: err}
}
