package main

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"
)

func importBench(l *lab) ([]row, error) {
	name := filepath.Join(l.dir, "花名册.xlsx")
	people := 100_000 / l.scale
	if err := writeRoster(name, people); err != nil {
		return nil, err
	}
	bare, err := l.ours("excelize", name)
	if err != nil {
		return nil, err
	}
	sheetjs, err := l.peer("import/sheetjs.mjs", name)
	if err != nil {
		return nil, err
	}
	exceljs, err := l.peer("import/exceljs.mjs", name)
	if err != nil {
		return nil, err
	}
	for _, m := range []measure{bare, sheetjs, exceljs} {
		if m.Rows != people+2 || m.Cells != bare.Cells {
			return nil, fmt.Errorf("读到的行或格不同:%d 行 %d 格", m.Rows, m.Cells)
		}
	}
	return []row{shown("x", "y", bare, sheetjs), shown("x", "y", bare, exceljs)}, nil
}

// excelizeSide reads every cell as text and does nothing with it.
func excelizeSide(args []string) (measure, error) {
	var m measure
	start := time.Now()
	f, err := excelize.OpenFile(args[0])
	if err != nil {
		return m, err
	}
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return m, err
	}
	for rows.Next() {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return m, err
		}
		m.Rows++
		for _, c := range cells {
			if c != "" {
				m.Cells++
			}
		}
	}
	m.MS = since(start)
	return m, rows.Close()
}
