package grid

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"yanpan.dev"
)

// A file from a stranger costs at most two seconds and 200 MB; the test allows five times as much,
// because machines differ. Allocated bytes bound the memory in use from above.
const (
	slowest  = 5 * 2 * time.Second
	greatest = 5 * 200 << 20
)

// refusedOrRead reads data within bounds and gives the error.
func refusedOrRead(t *testing.T, data []byte) (*Book, error) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
	b, err := Read("来件.xlsx", bytes.NewReader(data), int64(len(data)))
	took := time.Since(begin)
	runtime.ReadMemStats(&after)
	used := after.TotalAlloc - before.TotalAlloc
	t.Logf("%d KB: %v, %d MB allocated: %v", len(data)>>10, took.Round(time.Millisecond), used>>20, err)
	if took > slowest || used > greatest {
		t.Errorf("took %v and %d MB", took, used>>20)
	}
	return b, err
}

// noise is text that does not pack well.
func noise(n int) string {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = 'a' + byte(x>>24)%26
	}
	return string(b)
}

// names builds a compound file that holds nothing but the names of streams.
func names(streams ...string) []byte {
	b := make([]byte, 512*3)
	copy(b, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le := binary.LittleEndian
	le.PutUint16(b[26:], 3)
	le.PutUint16(b[30:], 9)
	le.PutUint32(b[44:], 1) // one sector of the table: sector 0
	le.PutUint32(b[48:], 1) // the directory: sector 1
	le.PutUint32(b[60:], 0xfffffffe)
	le.PutUint32(b[68:], 0xfffffffe)
	for i := range 128 {
		le.PutUint32(b[512+4*i:], 0xfffffffe)
	}
	for i, name := range append([]string{"Root Entry"}, streams...) {
		e := b[1024+128*i:]
		u := utf16.Encode([]rune(name))
		for k, c := range u {
			le.PutUint16(e[2*k:], c)
		}
		le.PutUint16(e[64:], uint16(2*len(u)+2))
		e[66] = 2
		le.PutUint32(e[68:], 0xffffffff)
		le.PutUint32(e[72:], 0xffffffff)
		le.PutUint32(e[76:], 0xffffffff)
		if i > 0 && i < len(streams) {
			le.PutUint32(e[72:], uint32(i+1))
		}
		le.PutUint32(e[116:], 0xfffffffe)
	}
	b[1024+66] = 5
	if len(streams) > 0 {
		le.PutUint32(b[1024+76:], 1)
	}
	return b
}

func TestHostileAndForeignFiles(t *testing.T) {
	sheet := func(content string) []byte { return zipped(t, xlsxParts(content)...) }
	with := func(more ...part) []byte {
		return zipped(t, xlsxParts(`<sheetData><row><c><v>1</v></c></row></sheetData>`, more...)...)
	}
	raw := func(s string) []byte { return []byte(s) }
	fixture := func(name string) []byte {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	macroTypes := part{"[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>`}
	manySheets := `<workbook>` + strings.Repeat(`<sheet name="a" r:id="rId1"/>`, 100_000) + `</workbook>`
	const refusedCode, damagedCode = yanpan.CodeRefused, yanpan.CodeUnreadable
	cases := []struct {
		name string
		data []byte
		code yanpan.Code
		say  []string
	}{
		{"zip bomb", sheet(strings.Repeat(" ", 40<<20)), refusedCode, []string{"压缩包"}},
		{"deep XML", sheet(strings.Repeat("<a>", 1<<20)), refusedCode, []string{"嵌套"}},
		{"endless tag", sheet(`<a b="` + noise(6<<20)), refusedCode, []string{"长得不正常"}},
		{"endless text in a cell", sheet(`<sheetData><row><c t="str"><v>` + noise(6<<20)), refusedCode, []string{"长得不正常"}},
		{"long cell in pieces", sheet(`<sheetData><row><c t="str"><v>` + strings.Repeat("村<!-- -->", 1<<19)), refusedCode, []string{"内容太长"}},
		{"entities", with(part{"xl/worksheets/sheet1.xml", `<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><worksheet>&d;</worksheet>`}), refusedCode, []string{"定义"}},
		{"entity without definition", sheet(`<sheetData><row><c t="str"><v>&d;</v></c></row></sheetData>`), damagedCode, []string{"符号"}},
		{"macros by part", with(part{"xl/vbaProject.bin", "x"}), refusedCode, []string{"宏"}},
		{"macros by type", with(macroTypes), refusedCode, []string{"宏"}},
		{"external link", with(part{"xl/externalLinks/externalLink1.xml", "<externalLink/>"}), refusedCode, []string{"外部链接", "数据—编辑链接—断开链接"}},
		{"binary workbook", with(macroTypes, part{"xl/workbook.bin", "x"}), refusedCode, []string{".xlsb", "另存为 .xlsx"}},
		{"OpenDocument", zipped(t, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, part{"content.xml", "<a/>"}), refusedCode, []string{"OpenDocument", "另存为 .xlsx"}},
		{"archive", zipped(t, part{"名册/a.txt", "x"}), damagedCode, []string{"压缩包"}},
		{"program", raw("MZ\x90\x00\x03\x00\x00\x00"), refusedCode, []string{"程序"}},
		{"PDF", raw("%PDF-1.7\n%\xe2\xe3"), damagedCode, []string{"PDF"}},
		{"photograph", raw("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), refusedCode, []string{"图片"}},
		{"picture", raw("\x89PNG\r\n\x1a\n\x00\x00"), refusedCode, []string{"图片"}},
		{"RAR", raw("Rar!\x1a\x07\x00\x01"), refusedCode, []string{"压缩包", "解压"}},
		{"7z", raw("7z\xbc\xaf\x27\x1c\x00\x04"), refusedCode, []string{"压缩包"}},
		{"RTF", raw(`{\rtf1\ansi`), damagedCode, []string{"RTF"}},
		{"web archive", raw("MIME-Version: 1.0\nContent-Type: multipart/related\n"), refusedCode, []string{".mht", "另存为 .xlsx"}},
		{"page without a table", raw("<html><body>请登录</body></html>"), refusedCode, []string{"网页", "另存为 .xlsx"}},
		{"bare records of Excel 4", raw("\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00"), refusedCode, []string{"Excel 95"}},
		{"password", names("EncryptionInfo", "EncryptedPackage"), refusedCode, []string{"密码"}},
		{"Word 97", fixture("tables.doc"), refusedCode, []string{"另存为 .docx"}},
		{"old WPS", names("ET"), refusedCode, []string{"另存为 .xlsx 或 .docx"}},
		{"unknown", raw("\x00\x01\x02\x03\x04\x05"), damagedCode, []string{"认不出"}},
		{"empty", nil, damagedCode, []string{"空的"}},
		{"blank", raw("\r\n  \r\n"), damagedCode, []string{"空的"}},
		{"string out of range", sheet(`<sheetData><row r="3"><c r="B3" t="s"><v>7</v></c></row></sheetData>`), damagedCode, []string{"“表”", "B3"}},
		{"string number overflows", sheet(`<sheetData><row><c t="s"><v>99999999999999999999</v></c></row></sheetData>`), damagedCode, []string{"A1"}},
		{"row out of range", sheet(`<sheetData><row r="1048577"><c><v>1</v></c></row></sheetData>`), damagedCode, []string{"行号"}},
		{"row out of range by counting", sheet(`<sheetData><row r="1048576"/><row><c><v>1</v></c></row></sheetData>`), damagedCode, []string{"行号"}},
		{"column out of range", sheet(`<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>`), damagedCode, []string{"列号"}},
		{"part of the sheet missing", sheet(`<sheetData><row><c><v>1</v></c>`), damagedCode, []string{"已损坏"}},
		{"tags that do not pair", sheet(`</worksheet></worksheet></a>`), damagedCode, []string{"对不上"}},
		{"no sheets", with(part{"xl/workbook.xml", `<workbook/>`}), damagedCode, []string{"没有工作表"}},
		{"a hundred thousand sheets", with(part{"xl/workbook.xml", manySheets}), refusedCode, []string{"2000"}},
		{"a page of spans", raw("<table>" + strings.Repeat("<tr>"+strings.Repeat("<td rowspan=999 colspan=999>", 16), 100_000)), refusedCode, []string{"太大"}},
		{"a page of opened scripts", raw("<table>" + strings.Repeat("<script>", 2<<20)), refusedCode, []string{"网页"}},
		{"a long line", raw("a,b\n" + strings.Repeat("村委会", 1<<20)), refusedCode, []string{"太长"}},
		{"too many columns", raw(strings.Repeat("1,", 20_000)), damagedCode, []string{"列号"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := refusedOrRead(t, c.data)
			if yanpan.CodeOf(err) != c.code {
				t.Fatalf("got %v (%s), want %s", err, yanpan.CodeOf(err), c.code)
			}
			for _, say := range append(c.say, "《来件.xlsx》") {
				if !strings.Contains(err.Error(), say) {
					t.Errorf("%q does not say %q", err, say)
				}
			}
		})
	}
}

// Blank rows that somebody once formatted down to the last line are cheap.
func TestAMillionBlankRows(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<sheetData>`)
	for r := 1; r <= maxRow; r++ {
		n := strconv.Itoa(r)
		b.WriteString(`<row r="` + n + `" spans="1:8" s="3" customFormat="1" ht="14.25">`)
		for _, col := range "ABCD" {
			b.WriteString(`<c r="` + string(col) + n + `" s="3"/>`)
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData>`)
	book, err := refusedOrRead(t, zipped(t, xlsxParts(strings.Replace(b.String(), `<c r="C7" s="3"/>`, `<c r="C7" s="3"><v>1</v></c>`, 1))...))
	if err != nil {
		t.Fatal(err)
	}
	if s := book.Sheets[0]; s.Len() != 1 || s.Row(0).Number() != 7 || s.Row(0).Width() != 3 {
		t.Errorf("%d rows", s.Len())
	}
}

// A value far to the right in every row costs no room for what is left of it.
func TestValuesFarToTheRight(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<sheetData>`)
	for r := 1; r <= 300_000; r++ {
		b.WriteString(`<row><c r="XFD` + strconv.Itoa(r) + `"><v>` + strconv.Itoa(r) + `</v></c></row>`)
	}
	book, err := refusedOrRead(t, zipped(t, xlsxParts(b.String()+`</sheetData>`)...))
	if err != nil {
		t.Fatal(err)
	}
	if s := book.Sheets[0]; s.Len() != 300_000 || s.At(300_000, maxCol).Text() != "300000" || s.At(300_000, maxCol-1).Kind != Empty {
		t.Errorf("%d rows, %q", s.Len(), s.At(300_000, maxCol).Text())
	}
}

// Every file cut off anywhere is an error in Chinese or a smaller table, never a panic.
func TestTruncatedFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for n := 0; n < len(data); n += max(len(data)/60, 1) {
			b, err := Read(name, bytes.NewReader(data[:n]), int64(n))
			if err != nil {
				checkSheet(t, nil, err)
				continue
			}
			if ext := filepath.Ext(name); ext == ".xlsx" || ext == ".docx" {
				t.Errorf("%s cut at %d was read", name, n)
			}
			for _, s := range b.Sheets {
				checkSheet(t, s, nil)
			}
		}
	}
}
