package sheet

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"yanpan.dev/internal/sheet/grid"
)

// BenchmarkTables reads 100 000 rows of 40 columns that were parsed before.
func BenchmarkTables(b *testing.B) {
	head := []any{"序号", "乡镇", "村名", "姓名", "性别", "民族", "出生年月", "政治面貌", "学历", "全日制学历", "在职学历", "入党时间", "职务", "任现职时间", "联系电话", "身份证号", "籍贯", "备注"}
	row := []any{"1", "清水镇", "石板村", "张三", "男", "汉族", "1975.06", "中共党员", "大专", "大专", "本科", "1999.07", "党支部书记、村委会主任", "2021.03", "13800000000", "110101197506060019", "本县", ""}
	for i := len(head); i < 40; i++ {
		head, row = append(head, fmt.Sprint("其他栏", i)), append(row, fmt.Sprint("值", i))
	}
	x := excelize.NewFile()
	w, err := x.NewStreamWriter("Sheet1")
	must(b, err)
	must(b, w.SetRow("A1", head))
	for i := range 100_000 {
		row[0], row[2] = fmt.Sprint(i), fmt.Sprintf("第%d村", i/7)
		must(b, w.SetRow(grid.CellName(i+2, 0), row))
	}
	must(b, w.Flush())
	var f bytes.Buffer
	must(b, x.Write(&f))
	book, err := grid.Read("x.xlsx", bytes.NewReader(f.Bytes()), int64(f.Len()))
	must(b, err)
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			_, err := grid.Read("x.xlsx", bytes.NewReader(f.Bytes()), int64(f.Len()))
			must(b, err)
		}
	})
	b.Run("tables", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			r, err := Tables(book, Options{})
			must(b, err)
			if len(r.Rows) != 100_000 {
				b.Fatal(len(r.Rows))
			}
		}
	})
}
