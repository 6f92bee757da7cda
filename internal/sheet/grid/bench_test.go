package grid

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"
)

const benchRows, benchCols = 100_000, 40

// wideWorkbook is a roster of 100 000 people in forty columns: identity numbers, names and telephones that
// differ in every row, words that repeat, numbers and dates.
var wideWorkbook = sync.OnceValue(func() []byte {
	f := excelize.NewFile()
	month, err := f.NewStyle(&excelize.Style{CustomNumFmt: func(s string) *string { return &s }(`yyyy"年"m"月"`)})
	if err != nil {
		panic(err)
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		panic(err)
	}
	posts := []string{"党支部书记、村委会主任", "党支部委员", "村委会委员", "村委会副主任", "妇联主席"}
	for r := range benchRows {
		row := make([]any, benchCols)
		for c := range row {
			switch c % 8 {
			case 0:
				row[c] = fmt.Sprintf("1101011975%02d%02d%04d", r%12+1, r%28+1, r%9999)
			case 1:
				row[c] = fmt.Sprintf("张%c%c", 0x4e00+r%5000, 0x4e00+(r*7+c)%5000)
			case 2:
				row[c] = []string{"男", "女"}[r%2]
			case 3:
				row[c] = excelize.Cell{Value: 20000 + r%15000, StyleID: month}
			case 4:
				row[c] = posts[(r+c)%len(posts)]
			case 5:
				row[c] = 1975.1 + float64(r%30)
			case 6:
				row[c] = fmt.Sprintf("139%08d", (r*37+c)%100000000)
			case 7:
				row[c] = r
			}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", r+1), row); err != nil {
			panic(err)
		}
	}
	if err := w.Flush(); err != nil {
		panic(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		panic(err)
	}
	return out.Bytes()
})

// BenchmarkRead100000x40 reads all cells with their dates and displayed texts.
func BenchmarkRead100000x40(b *testing.B) {
	data := wideWorkbook()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		book, err := Read("宽表.xlsx", bytes.NewReader(data), int64(len(data)))
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, row := range book.Sheets[0].Rows() {
			for _, c := range row.Cells() {
				if c.Text() != "" {
					n++
				}
			}
		}
		if n != benchRows*benchCols {
			b.Fatalf("%d cells", n)
		}
	}
	b.ReportMetric(heldMB(b, data), "MB-held")
}

// heldMB is the memory a read book holds.
func heldMB(b *testing.B, data []byte) float64 {
	var before, after runtime.MemStats
	debug.FreeOSMemory()
	runtime.ReadMemStats(&before)
	book, err := Read("宽表.xlsx", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(book)
	return float64(after.HeapAlloc-before.HeapAlloc) / (1 << 20)
}

// BenchmarkExcelizeRows100000x40 is the peer: the same file, rows only, nothing understood.
func BenchmarkExcelizeRows100000x40(b *testing.B) {
	data := wideWorkbook()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		rows, err := f.Rows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for rows.Next() {
			cols, err := rows.Columns()
			if err != nil {
				b.Fatal(err)
			}
			n += len(cols)
		}
		if n != benchRows*benchCols {
			b.Fatalf("%d cells", n)
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
