package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"

	"yanpan.dev"
	"yanpan.dev/internal/sheet"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

func importBench(l *lab) ([]row, error) {
	name := filepath.Join(l.dir, "花名册.xlsx")
	people := 100_000 / l.scale
	if err := writeRoster(name, people); err != nil {
		return nil, err
	}
	got, err := l.race(l.ours("import", name), l.ours("excelize", name),
		l.peer("import/sheetjs.mjs", name), l.peer("import/exceljs.mjs", name))
	if err != nil {
		return nil, err
	}
	ours, bare, sheetjs, exceljs := got[0], got[1], got[2], got[3]
	if ours.Rows != people {
		return nil, fmt.Errorf("我们采用了 %d 行,应为 %d 行", ours.Rows, people)
	}
	for _, m := range []measure{bare, sheetjs, exceljs} {
		if m.Rows != people+2 || m.Cells != bare.Cells {
			return nil, fmt.Errorf("读到的行或格不同:%d 行 %d 格", m.Rows, m.Cells)
		}
	}
	const work = "读入 10 万行 40 列,连同全部校验"
	return []row{
		atMost(work, "excelize 只读", ours, bare, 1.1),
		atMost(work, "SheetJS 只读", ours, sheetjs, 1.1),
		shown(work, "exceljs 流式只读", ours, exceljs),
		memory("同上,内存峰值", "exceljs 流式只读", ours, exceljs, 300),
	}, nil
}

// importSide reads the file, finds the table and its columns and checks and
// admits every row, as the main job does. Rows counts those accepted.
func importSide(args []string) (measure, error) {
	var m measure
	start := time.Now()
	f, err := os.Open(args[0])
	if err != nil {
		return m, err
	}
	info, err := f.Stat()
	if err != nil {
		return m, err
	}
	book, err := grid.Read(info.Name(), f, info.Size())
	if err != nil {
		return m, err
	}
	reading, err := sheet.Tables(book, sheet.Options{})
	if err != nil {
		return m, err
	}
	admission := roster.Admit(reading.Rows, roster.Options{AsOf: yanpan.MustDate(asOf)})
	m.MS = since(start)
	if n := understood(reading); n != recognised {
		return m, fmt.Errorf("认出了 %d 列,应为 %d 列", n, recognised)
	}
	m.Rows = admission.Balance.Accepted
	if m.Rows != len(reading.Rows) {
		return m, unexpected(admission)
	}
	return m, f.Close()
}

// recognised is how many of the columns mean something to us: all but schools,
// addresses, skills and health.
const recognised = 36

func understood(r *sheet.Reading) int {
	n := 0
	for _, t := range r.Tables {
		for _, c := range t.Columns {
			if c.Field != "" {
				n++
			}
		}
	}
	return n
}

// unexpected names a row that was not accepted: the generator writes none such.
func unexpected(a *roster.Admission) error {
	for _, r := range a.Results {
		if r.Outcome != roster.Accepted && len(r.Notes) > 0 {
			return fmt.Errorf("有行未被采用:%+v;如第 %d 行:%s", a.Balance, r.Notes[0].Row, r.Notes[0].Message)
		}
	}
	return fmt.Errorf("有行未被采用:%+v", a.Balance)
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
