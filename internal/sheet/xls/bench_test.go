package xls

import (
	"bytes"
	"testing"
)

// BenchmarkRead16000x20 reads a sheet of twenty columns, half text and half numbers.
func BenchmarkRead16000x20(b *testing.B) {
	var body []byte
	for row := range 16_000 {
		for col := 0; col < 20; col += 2 {
			body = append(body, rec(recLabelSST, row, col, 0, uint32(row%2))...)
			body = append(body, rec(recNumber, row, col+1, 0, float64(row)+0.5)...)
		}
	}
	sst := rec(recSST, uint32(2), uint32(2), 1, byte(1), wide("甲"), 2, byte(1), wide("乙丙"))
	data := compound(stream{"Workbook", workbook(sst, sheetDef{name: "花名册", record: body})})
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		w, err := Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		if _, err := w.Read(0, func(Cell) error { n++; return nil }); err != nil || n != 16_000*20 {
			b.Fatal(n, err)
		}
	}
}
