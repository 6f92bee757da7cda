package ooxml

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"yanpan.dev"
)

// pack builds a zip archive of name, content pairs with the standard writer.
func pack(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	for i := 0; i+1 < len(pairs); i += 2 {
		w, err := zw.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func open(b []byte, lim Limits) (*Archive, error) {
	return Open(bytes.NewReader(b), int64(len(b)), lim)
}

func TestOpenReadsParts(t *testing.T) {
	b := pack(t, "word/", "", "xl/Workbook.xml", "<a/>", `xl\sheet1.xml`, "<b/>")
	a, err := open(b, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(a.List(), " "); got != "xl/Workbook.xml xl/sheet1.xml" {
		t.Errorf("List = %q", got)
	}
	if !a.Has("/xl/workbook.XML") || a.Has("xl/none.xml") {
		t.Error("Has must ignore case and a leading slash, and know what is absent")
	}
	got, err := a.ReadFile("xl/sheet1.xml")
	if err != nil || string(got) != "<b/>" {
		t.Errorf("ReadFile = %q, %v", got, err)
	}
	if a.Size("xl/sheet1.xml") != 4 || a.Size("x") != 0 {
		t.Error("Size")
	}
	if _, err := a.Open("x"); yanpan.CodeOf(err) != yanpan.CodeUnreadable {
		t.Errorf("absent part: %v", err)
	}
}

// encryptFlag sets the bit that says the first part is encrypted.
func encryptFlag(b []byte) []byte {
	c := bytes.Clone(b)
	i := bytes.Index(c, []byte("PK\x01\x02"))
	c[i+8] |= 1
	return c
}

func TestOpenRefuses(t *testing.T) {
	good := pack(t, "a.xml", "<a/>", "b.xml", strings.Repeat("b", 1000))
	cases := []struct {
		name string
		data []byte
		lim  Limits
		code yanpan.Code
		say  string
	}{
		{"empty", nil, Limits{}, yanpan.CodeUnreadable, "空的"},
		{"three bytes", []byte("PK\x03"), Limits{}, yanpan.CodeUnreadable, "不完整"},
		{"no zip", []byte("姓名,性别\n"), Limits{}, yanpan.CodeUnreadable, "不是 .xlsx"},
		{"truncated", good[:len(good)-30], Limits{}, yanpan.CodeUnreadable, "没有传完整"},
		{"only a head", good[:40], Limits{}, yanpan.CodeUnreadable, "没有传完整"},
		{"too many", good, Limits{Entries: 1}, yanpan.CodeRefused, "超过 1 个"},
		{"part too large", good, Limits{PartBytes: 999}, yanpan.CodeRefused, "太大"},
		{"all too large", good, Limits{TotalBytes: 1003}, yanpan.CodeRefused, "太大"},
		{"file too large", good, Limits{ArchiveBytes: 100}, yanpan.CodeRefused, "太大"},
		{"encrypted", encryptFlag(good), Limits{}, yanpan.CodeRefused, "密码"},
		{"dot dot", pack(t, "../a.xml", "x"), Limits{}, yanpan.CodeRefused, "部件名"},
		{"absolute", pack(t, "/etc/passwd", "x"), Limits{}, yanpan.CodeRefused, "部件名"},
		{"windows way up", pack(t, `a\..\..\b`, "x"), Limits{}, yanpan.CodeRefused, "部件名"},
		{"drive", pack(t, `C:/a`, "x"), Limits{}, yanpan.CodeRefused, "部件名"},
		{"duplicate", pack(t, "a.xml", "x", "A.XML", "y"), Limits{}, yanpan.CodeRefused, "同名"},
		{"bomb", pack(t, "a.xml", strings.Repeat("\x00", 9<<20)), Limits{}, yanpan.CodeRefused, "展开后"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := open(c.data, c.lim)
			if yanpan.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.say) {
				t.Errorf("got %v (%s), want %s with %q", err, yanpan.CodeOf(err), c.code, c.say)
			}
		})
	}
	if _, err := open(good, Limits{TotalBytes: 1004, PartBytes: 1000, Entries: 2}); err != nil {
		t.Errorf("exactly at the limits: %v", err)
	}
}

// A record that claims 10 bytes for a part of a million must not get them read.
func TestOpenCatchesALyingRecord(t *testing.T) {
	b := pack(t, "a.xml", strings.Repeat("x", 1_000_000))
	i := bytes.Index(b, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(b[i+24:], 10)
	a, err := open(b, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := a.ReadFile("a.xml")
	if yanpan.CodeOf(err) != yanpan.CodeUnreadable || len(got) > 0 {
		t.Errorf("read %d bytes, %v", len(got), err)
	}
}

// A directory of a hundred thousand records is given up before it is all read.
func TestOpenGivesUpOnAHugeDirectory(t *testing.T) {
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	for i := range 20_000 {
		if _, err := zw.Create(strings.Repeat("n", 1+i%200) + ColumnName(i)); err != nil {
			t.Fatal(err)
		}
	}
	zw.Close()
	_, err := open(buf.Bytes(), Limits{Entries: 100})
	if yanpan.CodeOf(err) != yanpan.CodeRefused {
		t.Errorf("got %v", err)
	}
}

func readXML(src string, lim XMLLimits) (tokens int, text string, err error) {
	d := NewDecoder(strings.NewReader(src), lim)
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return tokens, text, nil
		}
		if err != nil {
			return tokens, text, err
		}
		tokens++
		if c, ok := tok.(xml.CharData); ok {
			text += string(c)
		}
	}
}

func TestDecoderLimits(t *testing.T) {
	cases := []struct {
		name, src string
		lim       XMLLimits
		code      yanpan.Code
	}{
		{"plain", `<?xml version="1.0" encoding="utf-8"?><a><b>村</b></a>`, XMLLimits{}, ""},
		{"at the depth", `<a><b/></a>`, XMLLimits{Depth: 2}, ""},
		{"too deep", `<a><b><c/></b></a>`, XMLLimits{Depth: 2}, yanpan.CodeRefused},
		{"too many tokens", `<a><b/><b/></a>`, XMLLimits{Tokens: 5}, yanpan.CodeRefused},
		{"text too long", `<a>` + strings.Repeat("x", 5000) + `</a>`, XMLLimits{TokenBytes: 4000}, yanpan.CodeRefused},
		{"attribute too long", `<a b="` + strings.Repeat("x", 5000) + `"/>`, XMLLimits{TokenBytes: 4000}, yanpan.CodeRefused},
		{"doctype", `<!DOCTYPE a><a/>`, XMLLimits{}, yanpan.CodeRefused},
		{"entity", `<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`, XMLLimits{}, yanpan.CodeRefused},
		{"undefined entity", `<a>&x;</a>`, XMLLimits{}, yanpan.CodeUnreadable},
		{"broken", `<a><b></a>`, XMLLimits{}, yanpan.CodeUnreadable},
		{"cut", `<a><b>`, XMLLimits{}, yanpan.CodeUnreadable},
		{"other encoding", `<?xml version="1.0" encoding="GB2312"?><a/>`, XMLLimits{}, yanpan.CodeUnreadable},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, _, err := readXML(c.src, c.lim); yanpan.CodeOf(err) != c.code {
				t.Errorf("got %v (%s), want %q", err, yanpan.CodeOf(err), c.code)
			}
		})
	}
}

func TestDecoderReadsUTF16(t *testing.T) {
	src := `<?xml version="1.0" encoding="UTF-16"?><a>石板村𠮷</a>`
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		var b []byte
		for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(src))...) {
			b = order.AppendUint16(b, u)
		}
		_, text, err := readXML(string(b), XMLLimits{})
		if err != nil || text != "石板村𠮷" {
			t.Errorf("%v: %q, %v", order, text, err)
		}
		if _, _, err := readXML(string(b[:len(b)-1]), XMLLimits{}); yanpan.CodeOf(err) != yanpan.CodeUnreadable {
			t.Errorf("half a character: %v", err)
		}
	}
}

func TestDecoderSkip(t *testing.T) {
	d := NewDecoder(strings.NewReader(`<a><b><c>x</c><c/></b><d k="v"/></a>`), XMLLimits{})
	for _, name := range []string{"a", "b"} {
		tok, err := d.Token()
		if s, ok := tok.(xml.StartElement); err != nil || !ok || s.Name.Local != name {
			t.Fatalf("got %v, %v; want the start of %s", tok, err, name)
		}
	}
	if err := d.Skip(); err != nil {
		t.Fatal(err)
	}
	tok, err := d.Token()
	s, ok := tok.(xml.StartElement)
	if err != nil || !ok || s.Name.Local != "d" || Attr(s, "k") != "v" || Attr(s, "x") != "" || d.Depth() != 2 {
		t.Errorf("after Skip: %v, %v, depth %d", tok, err, d.Depth())
	}
}

// compound builds a compound file whose directory names the streams.
func compound(names ...string) []byte {
	b := make([]byte, 512*5)
	copy(b, oleMagic)
	binary.LittleEndian.PutUint16(b[30:], 9) // sectors of 512 bytes
	binary.LittleEndian.PutUint32(b[48:], 1) // directory begins in sector 1
	binary.LittleEndian.PutUint32(b[76:], 0) // the table is sector 0
	table := b[512:1024]
	for i := range 128 {
		binary.LittleEndian.PutUint32(table[4*i:], 0xfffffffe)
	}
	binary.LittleEndian.PutUint32(table[4*1:], 3) // the directory goes on in sector 3
	for i, n := range names {
		at := 1024 + 128*i // sector 1
		if i >= 4 {
			at = 2048 + 128*(i-4) // sector 3
		}
		u := utf16.Encode([]rune(n))
		for k, c := range u {
			binary.LittleEndian.PutUint16(b[at+2*k:], c)
		}
		binary.LittleEndian.PutUint16(b[at+64:], uint16(2*len(u)+2))
	}
	return b
}

func types(main string) string {
	return `<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/m.xml" ContentType="` + main + `"/></Types>`
}

// typesWithBin gives .bin the type of macros, save for the settings of a printer.
func typesWithBin(main string) string {
	return `<Types><Default Extension="bin" ContentType="` + vbaProject + `"/><Override PartName="/m.xml" ContentType="` + main + `"/>` +
		`<Override PartName="/xl/printer.bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/></Types>`
}

const (
	vbaProject = "application/vnd.ms-office.vbaProject"
	xlsxMain   = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	docxMain   = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)

func TestSniff(t *testing.T) {
	cases := []struct {
		name string
		data []byte
		want Kind
		say  string // part of the refusal; "" if the kind is read somewhere
	}{
		{"workbook", pack(t, contentTypes, types(xlsxMain), "m.xml", ""), Workbook, ""},
		{"document", pack(t, contentTypes, types(docxMain), "m.xml", ""), Document, ""},
		{"slides", pack(t, contentTypes, types("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")), Presentation, "演示文稿"},
		{"macro by part", pack(t, contentTypes, types(xlsxMain), "xl/vbaProject.bin", "x"), Macro, "含宏"},
		{"macro by type", pack(t, contentTypes, types("application/vnd.ms-excel.sheet.macroEnabled.main+xml")), Macro, "含宏"},
		{"macro by type of a part", pack(t, contentTypes, `<Types><Override PartName="/m.xml" ContentType="`+xlsxMain+`"/><Override PartName="/xl/code.dat" ContentType="`+vbaProject+`"/></Types>`), Macro, "含宏"},
		{"macro before the workbook", pack(t, contentTypes, `<Types><Override PartName="/xl/code.dat" ContentType="`+vbaProject+`"/><Override PartName="/m.xml" ContentType="`+xlsxMain+`"/></Types>`), Macro, "含宏"},
		{"macro by ending", pack(t, contentTypes, typesWithBin(xlsxMain), "m.xml", "", "xl/Code.BIN", "x"), Macro, "含宏"},
		{"ending without a macro", pack(t, contentTypes, typesWithBin(xlsxMain), "m.xml", ""), Workbook, ""},
		{"ending of a part known otherwise", pack(t, contentTypes, typesWithBin(xlsxMain), "m.xml", "", "xl/Printer.bin", "x"), Workbook, ""},
		{"zip", pack(t, "a.txt", "x"), Zip, "压缩包"},
		{"zip behind a password", encryptFlag(pack(t, "a.txt", "x")), Encrypted, "密码"},
		{"xls", compound("Root Entry", "Workbook"), XLS, ""},
		{"xls, further sector", compound("Root Entry", "a", "b", "c", "Book"), XLS, ""},
		{"doc", compound("Root Entry", "1Table", "WordDocument"), DOC, ".docx"},
		{"password", compound("Root Entry", "\x06DataSpaces", "EncryptionInfo", "x", "EncryptedPackage"), Encrypted, "密码"},
		{"other compound", compound("Root Entry"), Compound, "认不出"},
		{"cut compound", oleMagic, Compound, "认不出"},
		{"pdf", []byte("%PDF-1.7\n%âãÏÓ"), PDF, "PDF"},
		{"exe", []byte("MZ\x90\x00\x03\x00"), Executable, "可执行程序"},
		{"elf", []byte("\x7fELF\x02\x01"), Executable, "可执行程序"},
		{"html", []byte("\ufeff\n <HTML><body><table>"), HTML, "网页"},
		{"rtf", []byte(`{\rtf1\ansi`), RTF, "RTF"},
		{"csv", []byte("姓名,性别\n张三,男\n"), Text, ""},
		{"csv that begins like a program", []byte("MZ,1\n"), Text, ""},
		{"csv in GB18030", []byte("\xd0\xd5\xc3\xfb,\xd0\xd4\xb1\xf0\r\n"), Text, ""},
		{"utf-16", []byte("\xff\xfe1\x00,\x00"), Text, ""},
		{"empty", nil, Empty, "空的"},
		{"blank", []byte(" \r\n\t"), Empty, "空的"},
		{"picture", []byte("\x89PNG\r\n\x1a\n\x00\x00"), Unknown, "认不出"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Sniff(bytes.NewReader(c.data), int64(len(c.data)), Limits{})
			if err != nil || got != c.want {
				t.Fatalf("Sniff = %s, %v; want %s", got, err, c.want)
			}
			r := Refusal(got)
			if (r == nil) != (c.say == "") || r != nil && !strings.Contains(r.Error(), c.say) {
				t.Errorf("Refusal = %v, want %q", r, c.say)
			}
		})
	}
	damaged := pack(t, contentTypes, types(xlsxMain))
	damaged = damaged[:len(damaged)-5]
	if _, err := Sniff(bytes.NewReader(damaged), int64(len(damaged)), Limits{}); yanpan.CodeOf(err) != yanpan.CodeUnreadable {
		t.Errorf("damaged: %v", err)
	}
	doctype := pack(t, contentTypes, `<!DOCTYPE x><Types/>`)
	if _, err := Sniff(bytes.NewReader(doctype), int64(len(doctype)), Limits{}); yanpan.CodeOf(err) != yanpan.CodeRefused {
		t.Errorf("doctype: %v", err)
	}
}

func TestExternalLinks(t *testing.T) {
	a, err := open(pack(t, "xl/externalLinks/externalLink1.xml", "x", "xl/externalLinks/_rels/externalLink1.xml.rels", "x", "xl/workbook.xml", ""), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := a.ExternalLinks(); len(got) != 1 || got[0] != "xl/externalLinks/externalLink1.xml" {
		t.Errorf("ExternalLinks = %v", got)
	}
}

func TestWriterIsDeterministicAndReadable(t *testing.T) {
	static := Pack("b.xml", []byte(strings.Repeat("b", 100)))
	write := func() []byte {
		var buf bytes.Buffer
		w := NewWriter(&buf)
		w.Add("a.xml", []byte("甲"))
		w.AddPart(static)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return buf.Bytes()
	}
	first := write()
	if !bytes.Equal(first, write()) {
		t.Error("two writings differ")
	}
	a, err := open(first, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	x, _ := a.ReadFile("a.xml")
	y, err := a.ReadFile("b.xml")
	if err != nil || string(x) != "甲" || string(y) != strings.Repeat("b", 100) {
		t.Errorf("read back %q, %q, %v", x, y, err)
	}
}

type brokenDisk struct{}

func (brokenDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriterFailures(t *testing.T) {
	w := NewWriter(brokenDisk{})
	w.Add("a.xml", bytes.Repeat([]byte("x"), 10))
	if err := w.Close(); yanpan.CodeOf(err) != yanpan.CodeWrite {
		t.Errorf("full disk: %v", err)
	}
	w = NewWriter(io.Discard)
	w.Add("a.xml", nil)
	w.AddPart(Pack("A.xml", nil))
	w.Add("c.xml", nil)
	if err := w.Close(); yanpan.CodeOf(err) != yanpan.CodeInternal {
		t.Errorf("same name twice: %v", err)
	}
}

func TestBooks(t *testing.T) {
	var buf bytes.Buffer
	err := NewBooks().Write(&buf, Sheet{Name: "年龄/结构", Header: []string{"", "人数"}, Rows: [][]Cell{
		{{Text: "35岁及以下"}, {Number: "20"}}, {{Text: "=1+1<"}, {Number: "1e5"}}, {{Text: "空"}, {}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	kind, err := Sniff(bytes.NewReader(buf.Bytes()), int64(buf.Len()), Limits{})
	if kind != Workbook || err != nil {
		t.Fatalf("Sniff = %s, %v", kind, err)
	}
	a, _ := open(buf.Bytes(), Limits{})
	sheet, _ := a.ReadFile("xl/worksheets/sheet1.xml")
	for _, want := range []string{`<c r="B2"><v>20</v></c>`, `<c r="A3" t="inlineStr"><is><t xml:space="preserve">=1+1&lt;</t>`,
		`<c r="B3" t="inlineStr">`, `<c r="B1" t="inlineStr">`} {
		if !bytes.Contains(sheet, []byte(want)) {
			t.Errorf("no %s in %s", want, sheet)
		}
	}
	for _, n := range a.List() {
		b, _ := a.ReadFile(n)
		if _, _, err := readXML(string(b), XMLLimits{}); err != nil {
			t.Errorf("%s: %v", n, err)
		}
	}
	book, _ := a.ReadFile("xl/workbook.xml")
	if !bytes.Contains(book, []byte(`name="年龄结构"`)) {
		t.Errorf("sheet name in %s", book)
	}
}

func TestNamesAndNumbers(t *testing.T) {
	for in, want := range map[string]string{"": "Sheet1", "[]": "Sheet1", "'甲'": "甲", strings.Repeat("长", 40): strings.Repeat("长", 31)} {
		if got := SheetName(in); got != want {
			t.Errorf("SheetName(%q) = %q", in, got)
		}
	}
	for in, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA"} {
		if got := ColumnName(in); got != want {
			t.Errorf("ColumnName(%d) = %q", in, got)
		}
	}
	for in, want := range map[string]bool{"12": true, "-0.5": true, "": false, "-": false, "1.": false, ".5": false, "1e3": false, "1.2.3": false, "NaN": false} {
		if IsDecimal(in) != want {
			t.Errorf("IsDecimal(%q) = %v", in, !want)
		}
	}
	if got := Escape("a<b>&\"\x01\xff"); got != "a&lt;b&gt;&amp;&#34;\ufffd\ufffd" {
		t.Errorf("Escape = %q", got)
	}
}

// No file of any shape makes the reading panic, and every failure is told as one.
func FuzzOpen(f *testing.F) {
	f.Add(pack(f, contentTypes, types(xlsxMain), "m.xml", "<a/>"))
	f.Add(compound("Root Entry", "Workbook"))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		lim := Limits{PartBytes: 1 << 20, TotalBytes: 4 << 20}
		kind, err := Sniff(bytes.NewReader(b), int64(len(b)), lim)
		var ye *yanpan.Error
		if err != nil && !errors.As(err, &ye) {
			t.Fatalf("%s: a bare error %v", kind, err)
		}
		a, err := open(b, lim)
		if err != nil {
			return
		}
		for _, n := range a.List() {
			if got, err := a.ReadFile(n); err == nil && int64(len(got)) != a.Size(n) {
				t.Fatalf("%s: %d bytes, record says %d", n, len(got), a.Size(n))
			}
		}
	})
}

func FuzzDecoder(f *testing.F) {
	f.Add("<a b='c'>d<!-- e --></a>")
	f.Add("\xff\xfe<\x00a\x00/\x00>\x00")
	f.Add("<!DOCTYPE a><a/>")
	f.Fuzz(func(t *testing.T, src string) {
		lim := XMLLimits{Depth: 8, Tokens: 100, TokenBytes: 1000}
		n, _, err := readXML(src, lim)
		var ye *yanpan.Error
		if n > 100 || err != nil && !errors.As(err, &ye) {
			t.Fatalf("%d tokens, %v", n, err)
		}
	})
}
