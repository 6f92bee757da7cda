package sheet

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yanpan.dev"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

var stamp = []paper.Fact{{Name: "程序版本", Value: "1.0"}, {Name: "基准日", Value: "2026年6月30日"}}

func admit(readings ...*Reading) *roster.Admission {
	var rows []roster.Row
	for _, r := range readings {
		rows = append(rows, r.Rows...)
	}
	return roster.Admit(rows, roster.Options{AsOf: yanpan.MustDate("2026-06-30")})
}

func receiptOf(t *testing.T, a *roster.Admission, readings ...*Reading) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	must(t, WriteReceipt(&out, readings, a, stamp))
	if path := os.Getenv("SHEET_OUT"); path != "" {
		must(t, os.WriteFile(path, out.Bytes(), 0o644))
	}
	var again bytes.Buffer
	must(t, WriteReceipt(&again, readings, a, stamp))
	if !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("the same receipt gives different bytes")
	}
	x, err := excelize.OpenReader(&out)
	must(t, err)
	return x
}

func reread(t *testing.T, x *excelize.File) *Reading {
	t.Helper()
	var out bytes.Buffer
	must(t, x.Write(&out))
	book, err := grid.Read("错误回执.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()))
	must(t, err)
	return readAll(t, book)
}

// mend replaces texts in the sheet 待更正.
func mend(t *testing.T, x *excelize.File, replace ...string) {
	t.Helper()
	rows, err := x.GetRows(correctionName)
	must(t, err)
	for i, row := range rows {
		for col, text := range row {
			for k := 0; k < len(replace); k += 2 {
				if text == replace[k] {
					must(t, x.SetCellStr(correctionName, grid.CellName(i+1, col), replace[k+1]))
				}
			}
		}
	}
}

func TestReceiptRoundTrip(t *testing.T) {
	list := readAll(t, bookOf(t, "名册.xlsx", sheetText{name: "花名册", rows: `
清水镇村干部花名册
姓名|性别|出生年月|学历|职务|家庭住址
一、石板村(3人)
张三|男|1975.13|大专|书记|=SUM(1)
李秀英|女|1988.10|本科|支部委员|二组
|男|1969.01|高中|村委会委员|三组
二、柳林社区(1人)
赵六|男|2031.05|本科|党总支书记|`, merges: []string{"A1:F1", "A3:F3"}},
		sheetText{name: "党员名册", rows: `
柳林社区党支部党员名册
姓名|性别|出生年月|入党时间|所在党支部
钱一|男|1970.99|1999.07|第一支部`}))
	heads := readAll(t, bookOf(t, "正职.xlsx", sheetText{name: "正职", rows: `
村名|书记|||主任||
|姓名|性别|出生年月|姓名|性别|出生年月
青山村|孙七|男|1971.02|周八|女|1990.15
小河村|吴九|男|1971.33|同书记||`, merges: []string{"A1:A2", "B1:D1", "E1:G1"}}))
	a := admit(list, heads)
	if b := a.Balance; b.Read != 8 || b.Rejected != 6 || b.Read != b.Accepted+b.Merged+b.Rejected {
		t.Fatalf("balance %+v %+v", b, a.Notes())
	}
	x := receiptOf(t, a, list, heads)
	defer x.Close()
	if got := strings.Join(x.GetSheetList(), " "); !strings.HasPrefix(got, "平衡 待更正") || !strings.Contains(got, "标红·花名册") || !strings.Contains(got, "标红·正职") {
		t.Errorf("sheets %s", got)
	}

	mend(t, x, "1975.13", "1975.12", "2031.05", "1981.05", "1970.99", "1970.09", "1990.15", "1990.05", "1971.33", "1971.03")
	setByNeighbour(t, x, "1969.01", "王五")
	back := reread(t, x)
	if !back.Receipt {
		t.Error("the receipt was not recognised")
	}
	want := `石板村 张三 男 1975.12 大专 书记
石板村 王五 男 1969.01 高中 村委会委员
柳林社区 赵六 男 1981.05 本科 党总支书记
柳林社区 钱一 男 1970.09  
青山村 周八 女 1990.05  村委会主任
小河村 吴九 男 1971.03  党组织书记、村委会主任
`
	if got := brief(back); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for i, kind := range []roster.SheetKind{"roster", "roster", "roster", "members", "roster", "roster"} {
		if back.Rows[i].Layout.Kind != kind {
			t.Errorf("row %d is %s", i, back.Rows[i].Layout.Kind)
		}
	}
	second := admit(back)
	if second.Balance.Accepted != 6 {
		t.Errorf("after mending: %+v %+v", second.Balance, second.Notes())
	}
	// A receipt of a receipt can be written too.
	must(t, WriteReceipt(new(bytes.Buffer), []*Reading{back}, second, stamp))
}

// setByNeighbour fills the empty name in the row that holds the birth.
func setByNeighbour(t *testing.T, x *excelize.File, birth, name string) {
	t.Helper()
	rows, err := x.GetRows(correctionName)
	must(t, err)
	var names int
	for i, row := range rows {
		for col, text := range row {
			if text == "姓名" {
				names = col
			}
			if text == birth {
				must(t, x.SetCellStr(correctionName, grid.CellName(i+1, names), name))
			}
		}
	}
}

func TestReceiptMarksCells(t *testing.T) {
	r := readAll(t, bookOf(t, "名册.xlsx", sheetText{name: "花名册", rows: `
村名|姓名|出生年月|职务
石板村|张三|1975.13|书记
石板村|李四|1980.05|=cmd`}))
	a := admit(r)
	x := receiptOf(t, a, r)
	defer x.Close()
	comments, err := x.GetComments("标红·花名册")
	must(t, err)
	if len(comments) != 1 || comments[0].Cell != "C2" || !strings.Contains(comments[0].Paragraph[0].Text, "1975.13") {
		t.Errorf("comments %+v", comments)
	}
	for cell, want := range map[string]string{"A1": "村名", "C2": "1975.13", "B3": "李四"} {
		if got, _ := x.GetCellValue("标红·花名册", cell); got != want {
			t.Errorf("%s is %q", cell, got)
		}
	}
	for _, name := range x.GetSheetList() {
		rows, err := x.GetRows(name)
		must(t, err)
		for i, row := range rows {
			for col := range row {
				if f, _ := x.GetCellFormula(name, grid.CellName(i+1, col)); f != "" {
					t.Errorf("formula %s in %s", f, name)
				}
			}
		}
	}
	var line []string
	rows, err := x.GetRows("平衡")
	must(t, err)
	line = rows[2]
	if strings.Join(line, "|") != "名册.xlsx|花名册|花名册|2|1|0|1" {
		t.Errorf("balance %v", line)
	}
}

func TestReceiptOfOtherRows(t *testing.T) {
	r := readAll(t, bookOf(t, "x.xlsx", sheetText{name: "s", rows: "村名|姓名|职务\n石板村|张三|书记"}))
	if err := WriteReceipt(new(bytes.Buffer), []*Reading{r}, &roster.Admission{}, nil); yanpan.CodeOf(err) != yanpan.CodeInternal {
		t.Errorf("error %v", err)
	}
}
