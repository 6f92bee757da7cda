package sheet

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yanpan.dev"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet/grid"
)

func sampleWorkbook() *paper.Workbook {
	return &paper.Workbook{
		About: []paper.Fact{{Name: "程序版本", Value: "1.0"}, {Name: "基准日", Value: "2026年6月30日"}},
		Sheets: []paper.Sheet{{
			Name: "结构[统计]", Title: "村(社区)“两委”班子结构统计表", Unit: "单位:人",
			Head: []paper.HeadRow{
				{{Text: "序号", RowSpan: 2}, {Text: "村(社区)", RowSpan: 2}, {Text: "性别", ColSpan: 2}, {Text: "平均年龄", RowSpan: 2}, {Text: "女性占比", RowSpan: 2}},
				{{Text: "男"}, {Text: "女"}},
			},
			Columns: []paper.Column{{Width: 6, Kind: paper.CountCells}, {Width: 16}, {Width: 8, Kind: paper.CountCells}, {Width: 8, Kind: paper.CountCells}, {Width: 10, Kind: paper.DecimalCells}, {Width: 10, Kind: paper.PercentCells}},
			Rows: [][]paper.Cell{
				{{Number: "1"}, {Text: "石板村"}, {Number: "3"}, {Number: "2"}, {Number: "42.9"}, {Number: "40.0"}},
				{{Number: "2"}, {Text: "=1+1"}, {Number: "4"}, {Number: "1"}, {Number: "45"}, {Number: "20"}},
			},
			Total: []paper.Cell{{Text: "合计"}, {}, {Number: "7", Sum: true}, {Number: "3", Sum: true}, {Number: "43.9"}, {Number: "30"}},
			Note:  "说明:年龄按周岁计算。",
			Charts: []paper.Chart{{Title: "性别", Kind: paper.PieChart, Names: []string{"男", "女"}, Cells: []string{"7", "3"}},
				{Title: "年龄", Names: []string{"35岁及以下", "36—45岁"}, Cells: []string{"4", "6"}}},
		}, {Name: "结构统计", Title: "又一张", Columns: []paper.Column{{Width: 10}}, Head: []paper.HeadRow{{{Text: "甲"}}}}},
	}
}

func TestWriteWorkbook(t *testing.T) {
	var a, b bytes.Buffer
	must(t, WriteWorkbook(&a, sampleWorkbook()))
	must(t, WriteWorkbook(&b, sampleWorkbook()))
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same workbook gives different bytes")
	}
	if path := os.Getenv("SHEET_OUT"); path != "" {
		must(t, os.WriteFile(path, a.Bytes(), 0o644))
	}
	x, err := excelize.OpenReader(bytes.NewReader(a.Bytes()))
	must(t, err)
	defer x.Close()
	if got := strings.Join(x.GetSheetList(), ","); got != "结构统计,结构统计(2)" {
		t.Errorf("sheets %s", got)
	}
	for cell, want := range map[string]string{"A1": "村(社区)“两委”班子结构统计表", "A2": "单位:人", "C3": "性别", "D4": "女", "E5": "42.9", "F6": "20.0%", "C7": "7", "B6": "=1+1"} {
		if got, err := x.GetCellValue("结构统计", cell); err != nil || got != yanpan.Typeset(want) {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	if f, _ := x.GetCellFormula("结构统计", "C7"); f != "SUM(C5:C6)" {
		t.Errorf("total is %q", f)
	}
	if f, _ := x.GetCellFormula("结构统计", "B6"); f != "" {
		t.Errorf("a text became the formula %q", f)
	}
	merges, err := x.GetMergeCells("结构统计")
	must(t, err)
	if len(merges) != 9 { // title, unit, five of the head, note, about
		t.Errorf("%d merges", len(merges))
	}
	props, err := x.GetDocProps()
	must(t, err)
	if !strings.Contains(props.Version, "2026年6月30日") {
		t.Errorf("properties %+v", props)
	}
	if n := countParts(t, a.Bytes(), "xl/charts/chart"); n != 2 {
		t.Errorf("%d charts", n)
	}
	// What a reader of the stored values sees is a number, not a text.
	book, err := grid.Read("x.xlsx", bytes.NewReader(a.Bytes()), int64(a.Len()))
	must(t, err)
	if c := book.Sheets[0].At(7, 2); c.Kind != grid.Number || !c.Formula || c.Number() != "7" {
		t.Errorf("the total is stored as %+v", c)
	}
}

func countParts(t *testing.T, file []byte, prefix string) int {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(file))
	must(t, err)
	defer x.Close()
	n := 0
	x.Pkg.Range(func(k, _ any) bool {
		if strings.HasPrefix(k.(string), prefix) {
			n++
		}
		return true
	})
	return n
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteWorkbookOnAFullDisk(t *testing.T) {
	if err := WriteWorkbook(fullDisk{}, sampleWorkbook()); yanpan.CodeOf(err) != yanpan.CodeWrite {
		t.Errorf("error %v", err)
	}
}
