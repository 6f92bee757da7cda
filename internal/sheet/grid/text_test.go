package grid

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"yanpan.dev"
)

func readString(t *testing.T, name, content string) *Book {
	t.Helper()
	b, err := Read(name, strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCSVEncodings(t *testing.T) {
	text := "姓名,性别\n张三,男\n" + strings.Repeat("李四𠮷,女\n", 20000) // longer than what is looked at first
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	le, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	be, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(text)
	for name, content := range map[string]string{"UTF-8": text, "UTF-8 with its mark": "\ufeff" + text, "GB18030": gb, "UTF-16 little": le, "UTF-16 big": be} {
		b := readString(t, `D:\报送\名册.csv`, content)
		s := b.Sheets[0]
		if s.Len() != 20002 || s.At(1, 0).Text() != "姓名" || s.At(20002, 0).Text() != "李四𠮷" || s.Name != "名册" || b.Format != FormatCSV || len(b.Warnings) > 0 {
			t.Errorf("%s: %d rows, %q, %q, sheet %s, %q", name, s.Len(), s.At(1, 0).Text(), s.At(20002, 0).Text(), s.Name, b.Warnings)
		}
	}
}

func TestCSVShapes(t *testing.T) {
	cases := []struct {
		name, in, want string
	}{
		{"comma", "a,b\n1,2\n", "1:a|b 2:1|2"},
		{"tab", "a\tb,c\n1\t2\n", "1:a|b,c 2:1|2"},
		{"semicolon", "a;b\n1,5;2\n", "1:a|b 2:1,5|2"},
		{"separators within quotes do not count", "\"a;b;c\",d\n\"x;y;z\",e\n", "1:a;b;c|d 2:x;y;z|e"},
		{"blank lines are rows", "a,b\n\n\n1,2\n", "1:a|b 4:1|2"},
		{"a line end within a cell", "a,\"b\nc\"\n1,2\n", "1:a|b\nc 2:1|2"},
		{"blank lines behind a cell of two lines", "a,\"b\nc\"\n\n1,2\n", "1:a|b\nc 3:1|2"},
		{"Windows and old Macintosh line ends", "a,b\r\n1,2\r3,4", "1:a|b 2:1|2 3:3|4"},
		{"rows of different lengths, empty cells", "a,,c\n1\n,,3,4\n", "1:a||c 2:1 3:||3|4"},
		{"a stray quote", "5\"寸,b\n1,2\n", "1:5\"寸|b 2:1|2"},
		{"numbers kept from being rounded", "=\"110101199001011234\",2\n", "1:110101199001011234|2"},
		{"doubled quotes", "\"他说\"\"好\"\"\",b\n", "1:他说\"好\"|b"},
		{"one column", "姓名\n张三\n", "1:姓名 2:张三"},
		{"only separators are no row", ",,,\n1,2\n", "2:1|2"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, row := range readString(t, "a.csv", c.in).Sheets[0].Rows() {
				got = append(got, strconv.Itoa(row.Number())+":"+strings.Join(row.Texts(), "|"))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %q, want %q", strings.Join(got, " "), c.want)
			}
		})
	}
}

// A quote that is never closed must not swallow the rest of the list.
func TestCSVWithAQuoteNeverClosed(t *testing.T) {
	b := readString(t, "a.csv", "姓名,备注\n张三,\"未闭合\n"+strings.Repeat("李四,好\n", 200))
	s := b.Sheets[0]
	if s.Len() != 202 || s.At(2, 1).Text() != `"未闭合` || s.At(202, 0).Text() != "李四" {
		t.Errorf("%d rows, %q", s.Len(), s.At(2, 1).Text())
	}
	if len(b.Warnings) != 1 || !strings.Contains(b.Warnings[0], "引号") {
		t.Errorf("warnings %q", b.Warnings)
	}
}

func TestTextsThatCannotBeDecoded(t *testing.T) {
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String(strings.Repeat("姓名,性别\n", 1000))
	b := readString(t, "a.csv", gb+"\xff,x\n")
	if len(b.Warnings) != 1 || !strings.Contains(b.Warnings[0], "核对") {
		t.Errorf("one bad byte: warnings %q", b.Warnings)
	}
	bad := gb + strings.Repeat("\xff,", 1000)
	_, err := Read("a.csv", strings.NewReader(bad), int64(len(bad)))
	if yanpan.CodeOf(err) != yanpan.CodeRefused || !strings.Contains(err.Error(), "乱码") {
		t.Errorf("bad bytes: %v", err)
	}
}

const webPage = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312"><style>td{a:b}<td>不是</td></style>
<script>var a="<table><tr><td>x</td></tr></table>"</script></head><body><!-- <table><tr><td>y</td></tr></table> -->
<TABLE><tr><th rowspan="2">村名</th><th colspan=2>书记</th></tr>
<tr><th>姓名</th><th>出生<br>年月</th></tr>
<tr style="display: none"><td>石板&nbsp;村</td><td>张
  三</td><td x:str>1975.06</td>
<tr><td>&lt;河湾&#x6751;&gt;</td><td></td><td><table><tr><td>里</td></tr></table>外</td></tr></TABLE>
<table></table><table><tr><td>第二张</td></tr></table></body></html>`

func TestWebPages(t *testing.T) {
	gb, err := simplifiedchinese.GBK.NewEncoder().String(webPage)
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{"UTF-8": webPage, "GBK": gb, "a declaration first": "<?xml version='1.0'?>\n" + webPage, "only the table": webPage[strings.Index(webPage, "<TABLE"):]} {
		b := readString(t, "导出.xls", page)
		if len(b.Sheets) != 2 || b.Format != FormatHTML {
			t.Fatalf("%s: %d sheets, %s", name, len(b.Sheets), b.Format)
		}
		s := b.Sheets[0]
		if got, want := texts(s), "村名|书记\n|姓名|出生\n年月\n石板\u00a0村|张 三|1975.06\n<河湾村>||里外\n"; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
		if !slices.Equal(s.Merges, []Range{{1, 0, 2, 0}, {1, 1, 1, 2}}) || !s.Row(2).Hidden() || s.Row(3).Hidden() {
			t.Errorf("%s: merges %v", name, s.Merges)
		}
		if texts(b.Sheets[1]) != "第二张\n" || b.Sheets[1].Name != "表2" {
			t.Errorf("%s: second %q", name, texts(b.Sheets[1]))
		}
	}
}

const xmlBook = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="Fixed"/></Style></Styles>
<Worksheet ss:Name="花名册"><Table><Column ss:Width="50"/>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">名册</Data></Cell><Cell><Data ss:Type="String">右</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2" ss:StyleID="s1"><Data ss:Type="DateTime">1975-06-12T00:00:00.000</Data></Cell>
<Cell ss:StyleID="s2"><Data ss:Type="Number">1975.1</Data></Cell><Cell ss:Formula="=1+1"/><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell ss:MergeDown="1"><Data ss:Type="Error">#N/A</Data></Cell></Row>
</Table></Worksheet></Workbook>`

func TestXMLSpreadsheets(t *testing.T) {
	b := readString(t, "导出.xls", xmlBook)
	s := b.Sheets[0]
	if got, want := texts(s), "名册|||右\n|1975年6月|1975.10||TRUE|#N/A\n"; got != want || s.Name != "花名册" {
		t.Errorf("%s: got %q, want %q", s.Name, got, want)
	}
	if d, _ := s.At(4, 1).Date(); d != yanpan.MustDate("1975-06") || !s.Row(1).Hidden() || s.At(4, 3).Kind != NoValue {
		t.Errorf("date %v, row 4 hidden %v, %v", d, s.Row(1).Hidden(), s.At(4, 3).Kind)
	}
	if !slices.Equal(s.Merges, []Range{{1, 0, 1, 2}, {4, 5, 5, 5}}) {
		t.Errorf("merges %v", s.Merges)
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("姓名,性别\n张三,\"男\n\"\n"))
	f.Add([]byte("\xff\xfea\x00,\x00"))
	f.Add([]byte("\xd0\xd5\xc3\xfb;\"x\r\r\n=\"1\""))
	f.Add([]byte(webPage))
	f.Add([]byte(xmlBook))
	f.Add([]byte(strings.Replace(xmlBook, "<Row>", "<Cell><Data>9</Data></Cell><Row><Row>", 1)))
	f.Add([]byte("<table><tr><td rowspan=9 colspan=9>a<tr><td>b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := &Book{Name: "a.csv"}
		if err := readText(bytes.NewReader(data), int64(len(data)), b); err != nil {
			checkSheet(t, nil, err)
			return
		}
		for _, s := range b.Sheets {
			checkSheet(t, s, nil)
		}
	})
}
