package grid

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"strings"
	"testing"

	"yanpan.dev"
)

// part is one part of a package built by a test.
type part struct{ name, content string }

func zipped(t testing.TB, parts ...part) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, p.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

const (
	relNS  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	mainNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// xlsxParts are the parts of a workbook of one sheet 表 with the content given; others may be added or replaced.
func xlsxParts(sheet string, more ...part) []part {
	parts := []part{
		{"[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships><Relationship Id="rId1" Type="` + relNS + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + mainNS + `><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="` + relNS + `worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relNS + `sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="` + relNS + `styles" Target="styles.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<?xml version="1.0" encoding="UTF-8"?><worksheet ` + mainNS + `>` + sheet + `</worksheet>`},
	}
	for _, m := range more {
		replaced := false
		for i := range parts {
			if parts[i].name == m.name {
				parts[i], replaced = m, true
			}
		}
		if !replaced {
			parts = append(parts, m)
		}
	}
	return parts
}

func readBytes(data []byte) (*Book, error) {
	return Read("试.xlsx", bytes.NewReader(data), int64(len(data)))
}

func readXML(t *testing.T, sheet string, more ...part) *Book {
	t.Helper()
	b, err := readBytes(zipped(t, xlsxParts(sheet, more...)...))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func texts(s *Sheet) string {
	var b strings.Builder
	for _, row := range s.Rows() {
		b.WriteString(strings.Join(row.Texts(), "|") + "\n")
	}
	return b.String()
}

func TestOddWorksheets(t *testing.T) {
	shared := part{"xl/sharedStrings.xml", `<sst><si><t>甲</t></si><si><r><t>乙</t></r><rPh sb="0" eb="1"><t>读音</t></rPh><r><rPr><b/></rPr><t xml:space="preserve"> 丙</t></r></si><si/><si><t>a&lt;&#x6751;&amp;_x000D_b</t></si><si><t><![CDATA[<原样&>]]></t></si></sst>`}
	cases := []struct{ name, sheet, want string }{
		{"shared, rich, phonetic, empty, escapes", `<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>4</v></c></row></sheetData>`, "甲|乙 丙||a<村&\rb|<原样&>\n"},
		{"no addresses at all", `<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row></sheetData>`, "1||3\n4\n"},
		{"addresses that jump", `<sheetData><row r="5"><c r="B5"><v>1</v></c><c><v>2</v></c><c r="AA5"><v>3</v></c></row></sheetData>`, "|1|2" + strings.Repeat("|", 23) + "|3\n"},
		{"rows and cells out of order", `<sheetData><row r="2"><c r="B2"><v>22</v></c><c r="A2"><v>21</v></c></row><row r="1"><c r="A1"><v>11</v></c></row></sheetData>`, "11\n21|22\n"},
		{"a row given twice", `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>3</v></c></row></sheetData>`, "3|2\n"},
		{"inline strings", `<sheetData><row><c t="inlineStr"><is><t>甲</t></is></c><c t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r><rPh><t>读</t></rPh></is></c></row></sheetData>`, "甲|乙丙\n"},
		{"other types", `<sheetData><row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>文</v></c><c t="d"><v>1975-06-12T00:00:00</v></c><c t="d"><v>1975-06-12</v></c></row></sheetData>`, "TRUE|FALSE|#REF!|文|1975-06-12|1975-06-12\n"},
		{"numbers", `<sheetData><row><c><v>1975.0999999999999</v></c><c><v>110101199001011234</v></c><c><v>1.10101199001011E+17</v></c><c><v> 7 </v></c><c><v>不是数</v></c></row></sheetData>`, "1975.1|110101199001011234|110101199001011000|7|不是数\n"},
		{"formulas without values", `<sheetData><row><c r="A1"><f>SUM(B1)</f></c><c r="B1"><f>SUM(C1)</f><v></v></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><v>1</v></c></row></sheetData>`, "|||1\n"},
		{"a prefix and Windows line ends", "<x:sheetData><x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>甲\r\n乙</x:t></x:is></x:c></x:row></x:sheetData>", "甲\n乙\n"},
		{"blank and formatted", `<sheetData><row r="1"><c r="A1" s="1"/><c r="B1" s="1"/></row><row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="3"/></row></sheetData>`, "1\n"},
		{"comments and instructions between", `<!-- <c><v>9</v></c> --><sheetData><?x y?><row><!-- > --><c><v>1</v></c></row></sheetData>`, "1\n"},
		{"a > within a value", `<sheetPr codeName="a>b"/><sheetData><row spans='1>2'><c><v>1</v></c></row></sheetData>`, "1\n"},
		{"cells outside rows, rows within rows", `<sheetData><c><v>9</v></c><row><c><v>1</v></c><row><c><v>2</v></c></row><c><v>9</v></c></row><v>9</v></sheetData>`, "1\n2\n"},
		{"cells outside the data", `<extLst><ext><c><v>9</v></c></ext></extLst><sheetData/><extLst><row><c><v>9</v></c></row></extLst>`, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := readXML(t, c.sheet, shared).Sheets[0]
			if got := texts(s); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestStyles(t *testing.T) {
	styles := part{"xl/styles.xml", `<styleSheet ` + mainNS + `><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
		<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="57"/><xf numFmtId="2"/></cellXfs>
		<dxfs><dxf><numFmt numFmtId="164" formatCode="0.000"/></dxf></dxfs></styleSheet>`}
	sheet := `<cols><col min="2" max="3" hidden="1"/><col min="1" max="1" hidden="0"/></cols><sheetData><row r="1" hidden="true"><c><v>27557</v></c><c s="1"><v>27557</v></c><c s="2"><v>27557</v></c><c s="3"><v>1975.1</v></c><c s="99"><v>5</v></c><c s="1"><v>-1</v></c></row></sheetData>
		<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C3"/><mergeCell ref="B2:A1"/><mergeCell ref="x"/></mergeCells>`
	s := readXML(t, sheet, styles).Sheets[0]
	if got := texts(s); got != "27557|1975年6月|1975年6月|1975.10|5|-1\n" {
		t.Errorf("texts %q", got)
	}
	if d, ok := s.At(1, 1).Date(); !ok || d != yanpan.MustDate("1975-06") || s.At(1, 1).FormatCode() != `yyyy"年"m"月"` {
		t.Errorf("date %v of format %s", d, s.At(1, 1).FormatCode())
	}
	if _, ok := s.At(1, 5).Date(); ok || s.At(1, 5).Kind != Number {
		t.Error("a negative number is no date")
	}
	if s.HiddenCol(0) || !s.HiddenCol(1) || !s.HiddenCol(2) || s.HiddenCol(3) || s.HiddenCol(-1) || !s.Row(0).Hidden() {
		t.Error("hidden columns or rows")
	}
	if len(s.Merges) != 1 || s.Merges[0] != (Range{1, 0, 2, 1}) {
		t.Errorf("merges %v", s.Merges)
	}
}

func TestWorkbookParts(t *testing.T) {
	one := `<sheetData><row><c><v>1</v></c></row></sheetData>`
	moved := []part{
		{"_rels/.rels", `<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/book/main.xml"/></Relationships>`},
		{"book/main.xml", `<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:workbookPr date1904="true"/><x:sheets><x:sheet name="严格" state="veryHidden" y:id="k"/><x:sheet name="图" y:id="c"/><x:sheet name="缺" y:id="m"/></x:sheets></x:workbook>`},
		{"book/_rels/main.xml.rels", `<Relationships><Relationship Id="k" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="../xl/worksheets/sheet1.xml"/><Relationship Id="c" Type="x/chartsheet" Target="c.xml"/><Relationship Id="m" Type="x/worksheet" Target="m.xml"/></Relationships>`},
	}
	b := readXML(t, one, moved...)
	if len(b.Sheets) != 1 || b.Sheets[0].Name != "严格" || !b.Sheets[0].Hidden || !b.Date1904 || texts(b.Sheets[0]) != "1\n" {
		t.Errorf("%+v", b)
	}
	if len(b.Warnings) != 1 || !strings.Contains(b.Warnings[0], "“缺”") {
		t.Errorf("warnings %q", b.Warnings)
	}
	utf16le := "\xff\xfe"
	for _, c := range `<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row><c t="inlineStr"><is><t>村</t></is></c></row></sheetData></worksheet>` {
		utf16le += string([]byte{byte(c), byte(c >> 8)})
	}
	if s := readXML(t, "", part{"xl/worksheets/sheet1.xml", utf16le}).Sheets[0]; texts(s) != "村\n" {
		t.Errorf("UTF-16: %q", texts(s))
	}
}

func FuzzXLSXSheet(f *testing.F) {
	for _, s := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c t="d"><v>1975-06-12</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
		`<a><sheetData><row r='2' hidden="1"><c s="1"><f>1</f><v>5</v></c></row>`, `<!DOCTYPE a>`, `<![CDATA[`, `<!--`, `<?`, `<a b="<`, `&#x0;`, "\xff\xfe<",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, sheet string) {
		x := &xlsxReader{book: &Book{}, store: newStore(), shared: []uint32{0}, styles: []uint16{0}}
		x.styles = append(x.styles, x.store.format(14, ""))
		s := &Sheet{}
		err := x.readSheet(s, newXMLScanner(strings.NewReader(sheet)))
		checkSheet(t, s, err)
	})
}

// checkSheet fails on what no reader may hand out, whatever it was given.
func checkSheet(t *testing.T, s *Sheet, err error) {
	t.Helper()
	var e *yanpan.Error
	if err != nil {
		if !errors.As(err, &e) || e.Message == "" {
			t.Fatalf("an error without a Chinese sentence: %v", err)
		}
		return
	}
	last := 0
	for i, row := range s.Rows() {
		if row.Number() <= last || row.Width() > s.Width() || row.Width() == 0 {
			t.Fatalf("row %d: number %d after %d, width %d of %d", i, row.Number(), last, row.Width(), s.Width())
		}
		last = row.Number()
		col := -1
		for at, c := range row.Cells() {
			if at <= col || c.IsEmpty() || row.Cell(at) != c {
				t.Fatalf("row %d: column %d after %d, %+v", row.Number(), at, col, c)
			}
			if d, ok := c.Date(); ok != (c.Kind == Date) || ok && d.IsZero() {
				t.Fatalf("%s: date %v %v of %+v", CellName(last, at), d, ok, c)
			}
			_ = c.Text()
			col = at
		}
	}
}
