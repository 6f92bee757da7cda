package sheet

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"yanpan.dev"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

//go:embed words/templates.json
var templatesJSON []byte

// template is an empty sheet of one kind to be filled in.
type template struct {
	Kind    roster.SheetKind `json:"kind"`
	Title   string           `json:"title"`
	Notes   string           `json:"notes"`
	Columns []struct {
		Field   roster.Field `json:"field"`
		Example string       `json:"example"`
		List    []string     `json:"list"`
	} `json:"columns"`
}

// templateRows is how many rows of a template have drop-down lists and borders.
const templateRows = 500

// WriteTemplate writes an empty sheet of the kind with drop-down lists and one
// row marked 示例, which is not read when the sheet comes back. The error is of
// CodeWrite, or CodeUsage for a kind without a template.
func WriteTemplate(out io.Writer, kind roster.SheetKind, about []paper.Fact) error {
	var all []template
	if err := json.Unmarshal(templatesJSON, &all); err != nil {
		return yanpan.Errorf(yanpan.CodeInternal, "sheet.WriteTemplate", "模板数据不对")
	}
	for i := range all {
		if all[i].Kind == kind {
			return all[i].write(out, about)
		}
	}
	return yanpan.Errorf(yanpan.CodeUsage, "sheet.WriteTemplate", "没有“%s”这一种模板", string(kind))
}

func (t *template) write(out io.Writer, about []paper.Fact) error {
	w := newWorkbook()
	name := w.sheet(t.Kind.Label())
	last := len(t.Columns)
	w.say(name, 1, 0, t.Title, styleTitle)
	w.merge(name, grid.Range{Top: 1, Left: 0, Bottom: 1, Right: last})
	w.say(name, 2, 0, "填表说明:"+t.Notes, styleNote)
	w.merge(name, grid.Range{Top: 2, Left: 0, Bottom: 2, Right: last})
	w.keep(w.x.SetRowHeight(name, 1, 32))
	w.keep(w.x.SetRowHeight(name, 2, 36))
	w.str(name, 3, 0, "序号", styleHead)
	w.str(name, 4, 0, "示例", styleExample)
	widths := []int{6}
	for i, c := range t.Columns {
		label := FieldLabel(c.Field)
		w.say(name, 3, i+1, label, styleHead)
		w.str(name, 4, i+1, c.Example, styleExample)
		widths = append(widths, max(displayWidth(label), displayWidth(c.Example), 8))
		w.dropDown(name, i+1, c.List)
	}
	w.keep(w.x.SetRowHeight(name, 3, 30))
	w.emptyRows(name, last)
	w.widths(name, widths)
	w.freeze(name, 4, 0)
	w.landscape(name, 3, 3)
	w.about(t.Title, aboutLine(about))
	return w.write(out, "sheet.WriteTemplate")
}

// emptyRows sets the rows to be filled in: text cells with borders, so that dates and
// long numbers stay as they are typed.
func (w *workbook) emptyRows(name string, last int) {
	w.keep(w.x.SetCellStyle(name, grid.CellName(5, 0), grid.CellName(4+templateRows, last), w.styles[styleText]))
	for n := 1; n <= 20; n++ {
		w.str(name, 4+n, 0, strconv.Itoa(n), styleText)
	}
}

// dropDown offers the values of a list in a column.
func (w *workbook) dropDown(name string, col int, list []string) {
	if len(list) == 0 || w.err != nil {
		return
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s:%s", grid.CellName(5, col), grid.CellName(4+templateRows, col))
	w.keep(v.SetDropList(list))
	v.SetError(excelize.DataValidationErrorStyleWarning, "请核对", "这一列一般从下拉框里选;确要写别的,可以点“是”继续。")
	w.keep(w.x.AddDataValidation(name, v))
}
