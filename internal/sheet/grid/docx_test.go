package grid

import (
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
)

func docx(t testing.TB, body string) []byte {
	return zipped(t,
		part{"[Content_Types].xml", `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		part{"_rels/.rels", `<Relationships><Relationship Id="rId1" Type="` + relNS + `officeDocument" Target="word/document.xml"/></Relationships>`},
		part{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`})
}

// Short forms of the marks of Word: p a paragraph, c a cell.
func p(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }
func c(text string) string { return `<w:tc><w:tcPr><w:tcW w:w="1"/></w:tcPr>` + p(text) + `</w:tc>` }
func cp(properties, text string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + p(text) + `</w:tc>`
}
func tr(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
func tbl(rows ...string) string {
	return `<w:tbl><w:tblPr><w:tblW/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid>` + strings.Join(rows, "") + `</w:tbl>`
}

func TestWordText(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"plain", tbl(tr(c("甲"), c("乙")), tr(c("1"), c(""))), "甲|乙\n1\n"},
		{"runs, breaks, tabs", tbl(tr(`<w:tc><w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>张</w:t><w:tab/><w:t>三</w:t><w:br/></w:r><w:hyperlink><w:r><w:t>李</w:t></w:r></w:hyperlink></w:p><w:p/></w:tc>`)), "张\t三\n李\n\n"},
		{"tracked changes", tbl(tr(`<w:tc><w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo></w:p></w:tc>`)), "新来\n"},
		{"a deleted row", tbl(tr(c("甲")), `<w:tr><w:trPr><w:del w:id="1"/></w:trPr>`+c("删")+`</w:tr>`, tr(c("乙"))), "甲\n乙\n"},
		{"hidden text", tbl(tr(`<w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r></w:p></w:tc>`)), "见\n"},
		{"fields and pictures", tbl(tr(`<w:tc><w:p><w:r><w:instrText>SUM</w:instrText></w:r><w:r><w:t>5</w:t></w:r><w:r><w:drawing><w:t>图</w:t></w:drawing></w:r></w:p></w:tc>`)), "5\n"},
		{"a table within a cell", tbl(tr(`<w:tc><w:tcPr/>`+p("外")+tbl(tr(cp(`<w:gridSpan w:val="3"/>`, "里"), c("面")))+`<w:p/></w:tc>`, c("右"))), "外\n里\n面\n|右\n"},
		{"content controls around row and cell", tbl(`<w:sdt><w:sdtContent>` + tr(`<w:sdt><w:sdtContent>`+c("甲")+`</w:sdtContent></w:sdt>`, c("乙")) + `</w:sdtContent></w:sdt>`), "甲|乙\n"},
		{"cells left out before", tbl(`<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>` + c("丙") + `</w:tr>`), "||丙\n"},
	}
	for _, cs := range cases {
		t.Run(cs.name, func(t *testing.T) {
			b, err := readBytes(docx(t, cs.body))
			if err != nil {
				t.Fatal(err)
			}
			if got := texts(b.Sheets[0]); got != cs.want {
				t.Errorf("got %q, want %q", got, cs.want)
			}
		})
	}
}

func TestWordMergesAndTitles(t *testing.T) {
	restart, goesOn := `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`
	body := p("关于报送名册的通知") + p("  ") + p("附件1") + tbl(
		tr(cp(restart, "村名"), cp(`<w:gridSpan w:val="2"/>`, "书记"), cp(`<w:hMerge w:val="restart"/>`, "备"), cp(`<w:hMerge w:val="continue"/>`, "")),
		tr(cp(goesOn, "看不见"), c("姓名"), c("出生"), c("")),
		tr(cp(restart, "石板村"), c("张三"), c("1975.06"), c("")),
		tr(cp(restart, "河湾村"), c("李四"), c("1976.1"), c("")),
	) + p("第二张") + tbl(tr(c("甲")))
	b, err := readBytes(docx(t, body))
	if err != nil {
		t.Fatal(err)
	}
	s := b.Sheets[0]
	if got, want := texts(s), "村名|书记||备\n|姓名|出生\n石板村|张三|1975.06\n河湾村|李四|1976.1\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := []Range{{1, 0, 2, 0}, {1, 1, 1, 2}, {1, 3, 1, 4}}; !slices.Equal(s.Merges, want) {
		t.Errorf("merges %v, want %v", s.Merges, want)
	}
	if !slices.Equal(s.Title, []string{"关于报送名册的通知", "附件1"}) || !slices.Equal(b.Sheets[1].Title, []string{"第二张"}) {
		t.Errorf("titles %q, %q", s.Title, b.Sheets[1].Title)
	}
	_, err = readBytes(docx(t, p("没有表")))
	if yanpan.CodeOf(err) != yanpan.CodeUnreadable || !strings.Contains(err.Error(), "没有表格") {
		t.Errorf("no table: %v", err)
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(p("题") + tbl(tr(cp(`<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>`, "甲")), tr(cp(`<w:vMerge/>`, ""), c("乙"))))
	f.Add(`<w:tbl><w:tr><w:trPr><w:del/><w:gridBefore w:val="999999999"/></w:trPr><w:tc><w:p><w:r><w:rPr><w:vanish/>`)
	f.Fuzz(func(t *testing.T, body string) {
		d := &docxReader{s: newXMLScanner(strings.NewReader("<b>" + body + "</b>")), book: &Book{}, store: newStore()}
		if err := d.body(); err != nil {
			checkSheet(t, nil, err)
			return
		}
		for _, s := range d.book.Sheets {
			checkSheet(t, s, nil)
		}
	})
}
