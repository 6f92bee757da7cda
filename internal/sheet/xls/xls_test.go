package xls

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
)

func openBytes(data []byte) (*Workbook, error) { return Open(bytes.NewReader(data), int64(len(data))) }

func mustOpen(t *testing.T, book []byte) *Workbook {
	t.Helper()
	w, err := openBytes(compound(stream{"Workbook", book}))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// cells writes a sheet's cells one a line: row,col value.
func cells(t *testing.T, w *Workbook, i int) (string, *Layout) {
	t.Helper()
	var b strings.Builder
	l, err := w.Read(i, func(c Cell) error {
		text := c.Text
		if c.Shared >= 0 {
			text = w.Strings[c.Shared]
		}
		switch c.Kind {
		case KindNumber:
			text = fmt.Sprint(c.Number)
		case KindBool:
			text = fmt.Sprint(c.Number != 0)
		}
		if c.Formula {
			text += " (formula)"
		}
		fmt.Fprintf(&b, "%d,%d %s\n", c.Row, c.Col, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), l
}

func TestEveryKindOfCell(t *testing.T) {
	sheet := cat(
		rec(recRow, 3, 0, 9, 255, 0, 0, uint32(0x20)),
		rec(recRow, 4, 0, 9, 255, 0, 0, uint32(0)),
		rec(recColInfo, 2, 3, 2048, 0, 1, 0),
		rec(recColInfo, 5, 5, 2048, 0, 0, 0),
		rec(recLabelSST, 0, 0, 0, uint32(1)),
		rec(recLabel, 0, 1, 0, 2, byte(1), wide("老村")),
		rec(recLabel, 0, 2, 0, 3, byte(0), "abc"),
		rec(recRString, 0, 3, 0, 2, byte(1), wide("富文"), 1, 0, 0),
		rec(recNumber, 1, 0, 0, 1975.1),
		rec(recRK, 1, 1, 0, uint32(197510<<2|3)),                     // integer over a hundred
		rec(recRK, 1, 2, 0, uint32(0xfffffff6)),                      // integer −3
		rec(recRK, 1, 3, 0, uint32(0x3ff80000)),                      // float 1.5
		rec(recMulRK, 2, 0, 0, uint32(5<<2|2), 0, uint32(6<<2|2), 1), // columns 0 and 1
		rec(recFormula, 3, 0, 0, 42.5, 0, uint32(0), 0),
		rec(recFormula, 3, 1, 0, byte(0), byte(0), uint32(0), 0xffff, 0, uint32(0), 0),
		rec(recShared, "x"),
		rec(recString, 2, byte(1), wide("结果")),
		rec(recFormula, 3, 2, 0, byte(1), byte(0), byte(1), byte(0), 0, 0xffff, 0, uint32(0), 0),
		rec(recFormula, 3, 3, 0, byte(2), byte(0), byte(0x07), byte(0), 0, 0xffff, 0, uint32(0), 0),
		rec(recFormula, 3, 4, 0, byte(3), byte(0), byte(0), byte(0), 0, 0xffff, 0, uint32(0), 0),
		rec(recFormula, 3, 5, 0, byte(0), byte(0), uint32(0), 0xffff, 0, uint32(0), 0), // its text never comes
		rec(recBoolErr, 4, 0, 0, byte(1), byte(0)),
		rec(recBoolErr, 4, 1, 0, byte(0x2a), byte(1)),
		rec(0x0201, 4, 2, 0),                                 // blank
		bof.sheet, rec(recNumber, 9, 9, 0, 1.0), rec(recEOF), // a chart within the sheet
		rec(recMergedCells, 2, 0, 0, 0, 5, 1, 2, 0, 0),
	)
	sst := rec(recSST, uint32(2), uint32(2), 1, byte(1), wide("甲"), 2, byte(1), wide("乙丙"))
	w := mustOpen(t, workbook(sst, sheetDef{name: "花名册", record: sheet}, sheetDef{name: "图表", kind: 2}, sheetDef{name: "藏", state: 2}))
	got, layout := cells(t, w, 0)
	want := `0,0 乙丙
0,1 老村
0,2 abc
0,3 富文
1,0 1975.1
1,1 1975.1
1,2 -3
1,3 1.5
2,0 5
2,1 6
3,0 42.5 (formula)
3,1 结果 (formula)
3,2 true (formula)
3,3 #DIV/0! (formula)
3,4  (formula)
3,5  (formula)
4,0 true
4,1 #N/A
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if !layout.HiddenRows[3] || len(layout.HiddenRows) != 1 || !layout.HiddenCols[2] || !layout.HiddenCols[3] || len(layout.HiddenCols) != 2 {
		t.Errorf("hidden rows %v, columns %v", layout.HiddenRows, layout.HiddenCols)
	}
	if !slices.Equal(layout.Merges, []Range{{0, 0, 0, 5}, {1, 0, 2, 0}}) {
		t.Errorf("merges %v", layout.Merges)
	}
	if len(w.Sheets) != 2 || w.Sheets[0].Name != "花名册" || w.Sheets[0].Hidden || w.Sheets[1].Name != "藏" || !w.Sheets[1].Hidden {
		t.Errorf("sheets %+v", w.Sheets)
	}
}

// A shared string may be cut anywhere by the end of a record of 8224 bytes; its characters
// may change between one and two bytes there ([MS-XLS] 2.5.293).
func TestSharedStringsOverContinueRecords(t *testing.T) {
	cases := []struct {
		name  string
		parts [][]byte // bodies: the SST behind its counts, then CONTINUE records
		want  []string
	}{
		{"characters cut, narrow goes on wide",
			[][]byte{pack(4, byte(0), "ab"), pack(byte(1), wide("村委"))}, []string{"ab村委"}},
		{"characters cut, wide goes on narrow",
			[][]byte{pack(4, byte(1), wide("村委")), pack(byte(0), "ab")}, []string{"村委ab"}},
		{"cut before the first character",
			[][]byte{pack(2, byte(1)), pack(byte(1), wide("村委"))}, []string{"村委"}},
		{"cut between strings, without a flag",
			[][]byte{pack(1, byte(0), "a"), pack(1, byte(0), "b")}, []string{"a", "b"}},
		{"cut in three",
			[][]byte{pack(3, byte(1), wide("村")), pack(byte(1), wide("委")), pack(byte(0), "x")}, []string{"村委x"}},
		{"a surrogate pair cut in two",
			[][]byte{pack(3, byte(1), wide("𠮷")[:2]), pack(byte(1), wide("𠮷")[2:], wide("村"))}, []string{"𠮷村"}},
		{"formatting runs and phonetic text dropped, cut within them",
			[][]byte{pack(2, byte(1|4|8), 2, uint32(6), wide("村委"), "run1ru"), pack("n2phonet", 1, byte(0), "z")}, []string{"村委", "z"}},
		{"empty string", [][]byte{pack(0, byte(0), 1, byte(0), "a")}, []string{"", "a"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			globals := rec(recSST, uint32(9), uint32(9), c.parts[0])
			for _, p := range c.parts[1:] {
				globals = append(globals, rec(recContinue, p)...)
			}
			w := mustOpen(t, workbook(globals, sheetDef{name: "a"}))
			if !slices.Equal(w.Strings, c.want) {
				t.Errorf("got %q, want %q", w.Strings, c.want)
			}
		})
	}
}

func TestFormatsAndDateSystem(t *testing.T) {
	code := wide(`yyyy"年"m"月"`)
	globals := cat(
		rec(recDateMode, 1),
		rec(recFormat, 164, len(code)/2, byte(1), code),
		rec(recXF, 0, 0, 0), rec(recXF, 0, 14, 0), rec(recXF, 0, 164, 0),
	)
	w := mustOpen(t, workbook(globals, sheetDef{name: "a"}))
	for xf, want := range []string{"0 ", "14 ", `164 yyyy"年"m"月"`, "0 "} {
		id, code := w.Format(xf)
		if got := fmt.Sprint(id, " ", code); got != want {
			t.Errorf("style %d: %s, want %s", xf, got, want)
		}
	}
	if !w.Date1904 || w.Styles() != 3 {
		t.Errorf("1904 %v, %d styles", w.Date1904, w.Styles())
	}
}

// outside moves the first sheet behind the end of the stream.
func outside(book []byte) []byte {
	out := bytes.Clone(book)
	copy(out[len(bof.globals)+4:], "\xff\xff\xff\x7f")
	return out
}

func TestRefusals(t *testing.T) {
	good := workbook(nil, sheetDef{name: "a", record: rec(recNumber, 0, 0, 0, 1.0)})
	biff5 := rec(recBOF, 0x0500, 0x0005, 0, 0)
	link := func(path []byte) []byte {
		return workbook(rec(recSupBook, 1, len(path)/2, byte(1), path), sheetDef{name: "a"})
	}
	cases := []struct {
		name string
		data []byte
		code yanpan.Code
		say  []string
	}{
		{"good", compound(stream{"Workbook", good}), "", nil},
		{"links within the workbook", compound(stream{"Workbook", workbook(rec(recSupBook, 1, 0x0401), sheetDef{name: "a"})}), "", nil},
		{"add-in functions", compound(stream{"Workbook", workbook(rec(recSupBook, 1, 0x3A01), sheetDef{name: "a"})}), "", nil},
		{"external link", compound(stream{"Workbook", link(wide("\x01别处.xls"))}), yanpan.CodeRefused, []string{"外部链接", "断开链接"}},
		{"password", compound(stream{"Workbook", workbook(rec(recFilePass, 1, 0), sheetDef{name: "a"})}), yanpan.CodeRefused, []string{"密码"}},
		{"encrypted package", compound(stream{"EncryptionInfo", []byte{1}}, stream{"EncryptedPackage", []byte{1}}), yanpan.CodeRefused, []string{"密码"}},
		{"macros", compound(stream{"Workbook", good}, stream{"_VBA_PROJECT_CUR", nil}), yanpan.CodeRefused, []string{"含宏", ".xlsx"}},
		{"Excel 95", compound(stream{"Book", biff5}), yanpan.CodeRefused, []string{"Excel 95", "另存为 .xlsx"}},
		{"Excel 95 under the new name", compound(stream{"Workbook", biff5}), yanpan.CodeRefused, []string{"Excel 95"}},
		{"Word", compound(stream{"WordDocument", []byte{1}}), yanpan.CodeRefused, []string{".doc", "另存为 .docx"}},
		{"slides", compound(stream{"PowerPoint Document", []byte{1}}), yanpan.CodeRefused, []string{"演示文稿"}},
		{"old WPS", compound(stream{"ET", []byte{1}}), yanpan.CodeRefused, []string{"另存为 .xlsx 或 .docx"}},
		{"no sheet", compound(stream{"Workbook", workbook(nil)}), yanpan.CodeUnreadable, []string{"没有工作表"}},
		{"cut file", compound(stream{"Workbook", good})[:2000], yanpan.CodeUnreadable, []string{"已损坏", "另存为"}},
		{"only a head", compound(stream{"Workbook", good})[:100], yanpan.CodeUnreadable, []string{"已损坏"}},
		{"globals end early", compound(stream{"Workbook", append(bof.globals[:len(bof.globals):len(bof.globals)], 0x42, 0, 0xff, 0xff)}), yanpan.CodeUnreadable, []string{"没有写完整"}},
		{"sheet outside", compound(stream{"Workbook", outside(good)}), yanpan.CodeUnreadable, []string{"“a”", "找不到"}},
		{"shared strings cut", compound(stream{"Workbook", workbook(rec(recSST, uint32(1), uint32(1), 9000, byte(0), "abc"), sheetDef{name: "a"})}), yanpan.CodeUnreadable, []string{"文字表"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := openBytes(c.data)
			if yanpan.CodeOf(err) != c.code {
				t.Fatalf("got %v (%s), want %q", err, yanpan.CodeOf(err), c.code)
			}
			for _, say := range c.say {
				if !strings.Contains(err.Error(), say) {
					t.Errorf("%q does not say %q", err, say)
				}
			}
		})
	}
}

func TestDamagedSheets(t *testing.T) {
	cases := []struct {
		name string
		book []byte
	}{
		{"string out of range", workbook(nil, sheetDef{name: "a", record: rec(recLabelSST, 0, 0, 0, uint32(7))})},
		{"no end of the sheet", func() []byte {
			b := workbook(nil, sheetDef{name: "a", record: rec(recNumber, 0, 0, 0, 1.0)})
			return append(b[:len(b)-4], bytes.Repeat([]byte{0x01, 0x02, 0, 0}, 2000)...)
		}()},
	}
	for _, c := range cases {
		w := mustOpen(t, c.book)
		_, err := w.Read(0, func(Cell) error { return nil })
		if yanpan.CodeOf(err) != yanpan.CodeUnreadable {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	stop := errors.New("stop")
	w := mustOpen(t, workbook(nil, sheetDef{name: "a", record: rec(recNumber, 0, 0, 0, 1.0)}))
	if _, err := w.Read(0, func(Cell) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("emit's error: %v", err)
	}
}

// A chain of sectors that bites its own tail must end, and soon.
func TestCyclicSectors(t *testing.T) {
	data := compound(stream{"Workbook", make([]byte, 8192)})
	fat := len(data) - 512
	for i := range 8 {
		c := bytes.Clone(data)
		c[fat+4*(i+1)] = byte(1) // sector i+1 goes back to sector 1
		if _, err := openBytes(c); err == nil {
			t.Errorf("sector %d: no error", i+1)
		}
	}
	dir := bytes.Clone(data)
	dir[fat] = 0 // the directory's sector is followed by itself
	dir[fat+1], dir[fat+2], dir[fat+3] = 0, 0, 0
	if _, err := openBytes(dir); yanpan.CodeOf(err) != yanpan.CodeUnreadable {
		t.Errorf("cyclic directory: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	seed, err := os.ReadFile("../grid/testdata/everything.xls")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add(compound(stream{"Workbook", workbook(nil, sheetDef{name: "a"})}))
	f.Add(compound(stream{"Book", []byte{1}}))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := openBytes(data)
		check(t, w, err)
	})
}

// FuzzWorkbook feeds the records themselves, which the compound file around them would hide.
func FuzzWorkbook(f *testing.F) {
	f.Add(workbook(rec(recSST, uint32(1), uint32(1), 4, byte(0), "ab", rec(recContinue, byte(1), wide("村委"))),
		sheetDef{name: "花名册", record: cat(rec(recLabelSST, 0, 0, 0, uint32(0)), rec(recMulRK, 2, 0, 0, uint32(22), 0, uint32(26), 1), rec(recMergedCells, 1, 0, 0, 0, 5))}))
	f.Add(rec(recBOF, 0x0600, 5))
	f.Fuzz(func(t *testing.T, data []byte) {
		w := &Workbook{stream: data, formats: map[uint16]string{}}
		check(t, w, w.readGlobals())
	})
}

func check(t *testing.T, w *Workbook, err error) {
	var e *yanpan.Error
	if err != nil {
		if !errors.As(err, &e) || e.Message == "" {
			t.Fatalf("an error without a Chinese sentence: %v", err)
		}
		return
	}
	for i := range w.Sheets {
		if i == 8 {
			break
		}
		_, err := w.Read(i, func(c Cell) error {
			if c.Row < 0 || c.Row > 65535 || c.Col < 0 || c.Col >= maxColumns || c.Shared >= len(w.Strings) {
				t.Fatalf("impossible cell %+v", c)
			}
			return nil
		})
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("bare error %v", err)
		}
	}
}
