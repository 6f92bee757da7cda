package grid

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
)

func readFile(t testing.TB, name string) *Book {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Read(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b
}

// everything is what a person sees on the first sheet of the fixtures; row 7 is blank.
var everything = map[int][]string{
	1:  {"清水镇村干部花名册"},
	2:  {"村名", "姓名", "出生", "", "身份证号", "职务"},
	3:  {"", "", "年月", "完整"},
	4:  {"石板村", "张  三", "1975年6月", "1975-06-12", "11010119750612001X", "党支部书记\n村委会主任"},
	5:  {"", "李\u3000四", "1975.06", "1975", "110101197506120000", "村委会委员"},
	6:  {"", "王\U00020BB7", "1975.10", "1975年6月12日", "", " 前后有空格 "},
	8:  {"合计", "3", "42.6%", "1,234,567.50", "张  三等", "#N/A"},
	9:  {"TRUE", "-3", "2026/6/30 14:30", "14:30", "FALSE", "12岁"},
	10: {"007", "0.3", "123456789012345", "一九七五年六月十二日", "0.0000001", "(1,234.50)"},
}

func checkTexts(t *testing.T, s *Sheet, want map[int][]string) {
	t.Helper()
	for i, row := range s.Rows() {
		if got := row.Texts(); !slices.Equal(got, want[row.Number()]) {
			t.Errorf("row %d (%d): %q, want %q", row.Number(), i, got, want[row.Number()])
		}
	}
	if s.Len() != len(want) {
		t.Errorf("%d rows, want %d", s.Len(), len(want))
	}
}

func TestEverythingShowsAlikeInEveryFormat(t *testing.T) {
	for _, name := range []string{"everything.xlsx", "everything.xls", "mac1904.xlsx", "mac1904.xls", "utf8.csv", "gb18030-semicolon.csv", "utf16-semicolon.csv"} {
		t.Run(name, func(t *testing.T) {
			b := readFile(t, name)
			checkTexts(t, b.Sheets[0], everything)
			if len(b.Warnings) > 0 {
				t.Errorf("warnings %q", b.Warnings)
			}
		})
	}
}

// A program that does not calculate leaves formulas without values; the rest stands.
func TestFormulasWithoutValues(t *testing.T) {
	b := readFile(t, "everything-openpyxl.xlsx")
	want := map[int][]string{}
	for n, row := range everything {
		want[n] = row
	}
	want[8] = []string{"合计", "", "42.6%", "1,234,567.50", "", ""}
	want[9] = []string{"TRUE", "-3", "2026/6/30 14:30", "14:30", "", "12岁"}
	checkTexts(t, b.Sheets[0], want)
	for _, col := range []int{1, 4, 5} {
		if c := b.Sheets[0].At(8, col); c.Kind != NoValue || !c.Formula || c.IsEmpty() {
			t.Errorf("%s: %+v", CellName(8, col), c)
		}
	}
}

func TestKindsDatesAndNumbers(t *testing.T) {
	cases := []struct {
		cell    string
		row     int
		col     int
		kind    Kind
		date    string
		number  string
		formula bool
	}{
		{"month", 4, 2, Date, "1975-06", "27557", false},
		{"day", 4, 3, Date, "1975-06-12", "27557", false},
		{"month with a point", 5, 2, Date, "1975-06", "27557", false},
		{"year", 5, 3, Date, "1975", "27557", false},
		{"identity number as text", 4, 4, Text, "", "", false},
		{"identity number as number", 5, 4, Number, "", "110101197506120000", false},
		{"two decimals", 6, 2, Number, "", "1975.1", false},
		{"count", 8, 1, Number, "", "3", true},
		{"share", 8, 2, Number, "", "0.4256", false},
		{"text by formula", 8, 4, Text, "", "", true},
		{"error", 8, 5, Error, "", "", true},
		{"truth", 9, 0, Bool, "", "", true}, // LibreOffice writes TRUE(),
		{"moment", 9, 2, Date, "2026-06-30", "46203.6041666667", false},
		{"time of day", 9, 3, Number, "", "0.604166666666667", false},
		{"untruth by formula", 9, 4, Bool, "", "", true},
		{"blank", 6, 4, Empty, "", "", false},
	}
	for _, name := range []string{"everything.xlsx", "everything.xls"} {
		s := readFile(t, name).Sheets[0]
		for _, c := range cases {
			got := s.At(c.row, c.col)
			d, _ := got.Date()
			if got.Kind != c.kind || d.String() != c.date || got.Formula != c.formula {
				t.Errorf("%s %s: kind %d date %s formula %v", name, c.cell, got.Kind, d, got.Formula)
			}
			if n := got.Number(); n != c.number && !strings.HasPrefix(n, c.number[:min(12, len(c.number))]) || c.number == "" && n != "" {
				t.Errorf("%s %s: number %s, want %s", name, c.cell, n, c.number)
			}
		}
	}
	if c := readFile(t, "mac1904.xlsx").Sheets[0].At(4, 3); c.Number() != "26095" { // 1462 days less
		t.Errorf("1904: serial %s", c.Number())
	}
}

func TestLayout(t *testing.T) {
	want := []Range{{1, 0, 1, 5}, {2, 0, 3, 0}, {2, 2, 2, 3}, {4, 0, 6, 0}}
	for _, name := range []string{"everything.xlsx", "everything.xls", "everything-openpyxl.xlsx"} {
		b := readFile(t, name)
		s := b.Sheets[0]
		if !slices.Equal(s.Merges, want) {
			t.Errorf("%s: merges %v", name, s.Merges)
		}
		for _, row := range s.Rows() {
			if row.Hidden() != (row.Number() == 6) {
				t.Errorf("%s: row %d hidden %v", name, row.Number(), row.Hidden())
			}
		}
		for col := range 8 {
			if s.HiddenCol(col) != (col == 4) {
				t.Errorf("%s: column %s hidden %v", name, ColumnName(col), s.HiddenCol(col))
			}
		}
		var sheets []string
		for _, s := range b.Sheets {
			sheets = append(sheets, s.Name)
		}
		if strings.Join(sheets, " ") != "花名册 隐藏表 空表" || b.Sheets[0].Hidden || !b.Sheets[1].Hidden || b.Sheets[2].Hidden {
			t.Errorf("%s: sheets %v", name, sheets)
		}
		if got := b.Sheets[1].At(2, 1).Text(); got != "藏着的字" || b.Sheets[2].Len() != 0 {
			t.Errorf("%s: hidden sheet %q, blank sheet of %d rows", name, got, b.Sheets[2].Len())
		}
		if name == "everything.xls" && b.Format != FormatXLS || name != "everything.xls" && b.Format != FormatXLSX {
			t.Errorf("%s: format %s", name, b.Format)
		}
	}
	if b := readFile(t, "mac1904.xls"); !b.Date1904 {
		t.Error("mac1904.xls: date system not seen")
	}
}

// The other renderings lose what they cannot hold, but not a value.
func TestEverythingAsWebPage(t *testing.T) {
	b := readFile(t, "everything.html")
	if b.Format != FormatHTML {
		t.Fatalf("format %s", b.Format)
	}
	s := b.Sheets[0]
	// LibreOffice leaves the hidden row 6 and the hidden column E out of a page.
	for cell, want := range map[[2]int]string{{1, 0}: "清水镇村干部花名册", {3, 3}: "完整", {4, 0}: "石板村", {4, 2}: "1975年6月", {4, 4}: "党支部书记\n村委会主任",
		{5, 1}: "李\u3000四", {7, 0}: "合计", {7, 3}: "1,234,567.50"} {
		if got := s.At(cell[0], cell[1]).Text(); got != want {
			t.Errorf("%s: %q, want %q", CellName(cell[0], cell[1]), got, want)
		}
	}
	if !slices.Contains(s.Merges, Range{4, 0, 6, 0}) {
		t.Errorf("merges %v", s.Merges)
	}
}

func TestRosterSamples(t *testing.T) {
	x := readFile(t, "group-lines.xlsx")
	s := x.Sheets[0]
	if s.Name != "一览表" || s.Len() != 93 || s.Width() != 11 || len(s.Merges) != 13 {
		t.Errorf("%s: %d × %d, %d merges", s.Name, s.Len(), s.Width(), len(s.Merges))
	}
	last := s.Row(s.Len() - 1)
	if got := last.Texts(); !slices.Equal(got, []string{"小计", "5"}) || !last.Cell(1).Formula {
		t.Errorf("last row %q", got)
	}
	if got := x.Sheets[1].At(1, 0).Text(); got != "本表由各村填报,镇党建办汇总。" {
		t.Errorf("second sheet: %q", got)
	}

	s = readFile(t, "side-by-side.xls").Sheets[0]
	if got := s.Row(3).Texts(); s.Len() != 15 || strings.Join(got, "|") != "孙家沟村|苗铁柱|男|1963年6月|本科|否|韦来福|男|1989年5月|高中|中共党员" {
		t.Errorf("%d rows, row 4 %q", s.Len(), got)
	}
	if d, _ := s.At(4, 3).Date(); s.At(4, 3).Kind == Date && d != yanpan.MustDate("1963-06") {
		t.Errorf("birth %v", d)
	}

	s = readFile(t, "word-table.docx").Sheets[0]
	if strings.Join(s.Title, "|") != "北关社区两委成员基本情况" || s.Len() != 6 {
		t.Errorf("title %q, %d rows", s.Title, s.Len())
	}
	if got := strings.Join(s.Row(5).Texts(), "|"); got != "居委会委员|范明理|女|汉|94.11|大专|是" {
		t.Errorf("row 6 %q", got)
	}
}

func TestWordTables(t *testing.T) {
	b := readFile(t, "tables.docx")
	if len(b.Sheets) != 2 || b.Format != FormatDOCX {
		t.Fatalf("%d tables", len(b.Sheets))
	}
	s := b.Sheets[0]
	checkTexts(t, s, map[int][]string{
		1: {"村名", "书记", "", "备注"}, 2: {"", "姓名", "出生"},
		3: {"石板村", "张三", "1975.06", "甲\n乙"}, 4: {"", "李四", "1976.1"},
	})
	if want := []Range{{1, 0, 2, 0}, {1, 1, 1, 2}, {1, 3, 2, 3}, {3, 0, 4, 0}}; !slices.Equal(s.Merges, want) {
		t.Errorf("merges %v, want %v", s.Merges, want)
	}
	if strings.Join(s.Title, "|") != "关于村干部的通知|石板村两委成员名册" || s.Name != "表1" {
		t.Errorf("%s, title %q", s.Name, s.Title)
	}
	if s := b.Sheets[1]; strings.Join(s.Title, "|") != "第二张表" || s.Name != "表2" || s.At(1, 1).Text() != "乙" {
		t.Errorf("%s, title %q", s.Name, s.Title)
	}
}
