package gongwen

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev"
	"yanpan.dev/internal/ooxml"
)

var update = flag.Bool("update", false, "write the goldens anew; read them before they are accepted")

// golden compares got with testdata/name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run with -update and read the difference", path)
	}
}

func print(t testing.TB, d *Document) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := New(Style{}).Docx(&buf, d); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// body prints d, checks the package and gives the text part.
func body(t testing.TB, d *Document) string {
	t.Helper()
	return string(checkPackage(t, print(t, d))["word/document.xml"])
}

func readMarkdown(t testing.TB, path string) *Document {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, _, err := Markdown(src, MarkdownOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDocxOfEveryElement(t *testing.T) {
	d := readMarkdown(t, "testdata/全要素.md")
	first := print(t, d)
	if !bytes.Equal(first, print(t, d)) {
		t.Error("two printings differ")
	}
	ps := checkPackage(t, first)
	golden(t, "全要素.document.xml", bytes.ReplaceAll(ps["word/document.xml"], []byte("<w:p>"), []byte("\n<w:p>")))
	golden(t, "styles.xml", bytes.ReplaceAll(ps["word/styles.xml"], []byte("<w:style "), []byte("\n<w:style ")))
	golden(t, "chart1.xml", bytes.ReplaceAll(ps["word/charts/chart1.xml"], []byte("><c:"), []byte(">\n<c:")))
}

// The page of GB/T 9704—2012, 5.1 to 5.2 and 7.5, in twips worked out by hand:
// 37 mm = 2098, 28 mm = 1587.4 → 1588, 156 mm wide and 225 mm high between them.
func TestPageOfTheStandard(t *testing.T) {
	doc := body(t, &Document{Title: "报告", Body: []Block{Paragraph{Runs: Text("正文")}}})
	for _, want := range []string{
		`<w:pgSz w:w="11906" w:h="16838"/>`,
		`w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"`, `w:footer="1587"`,
		`<w:docGrid w:type="lines" w:linePitch="579"/>`,
		`<w:footerReference w:type="even" r:id="rId6"/><w:footerReference w:type="default" r:id="rId5"/>`,
	} {
		if !strings.Contains(doc, want) {
			t.Errorf("no %s in %s", want, doc)
		}
	}
	ps := parts(t, print(t, &Document{Title: "报告"}))
	if !strings.Contains(string(ps["word/settings.xml"]), "<w:evenAndOddHeaders/>") {
		t.Error("odd and even pages must differ")
	}
	for part, side := range map[string]string{"word/footer1.xml": "right", "word/footer2.xml": "left"} {
		if f := string(ps[part]); !strings.Contains(f, `<w:jc w:val="`+side+`"/>`) || !strings.Contains(f, "— ") || !strings.Contains(f, " PAGE ") || !strings.Contains(f, `w:val="28"`) {
			t.Errorf("%s: %s", part, f)
		}
	}
}

func TestHeadingsAreNumberedByWord(t *testing.T) {
	doc := body(t, &Document{Title: "报告", Body: []Block{
		Heading{Level: 1, Text: Text("基本情况")},
		Heading{Level: 2, Text: Text("总体。"), After: Text("全镇12个村。")},
		Heading{Level: 9, Text: Text("末级")},
		Heading{Level: 1, Text: Text("附则"), Number: "五、"},
		Heading{Level: 1, Text: Text("不编号"), Plain: true},
	}, Attachments: []Attachment{{Title: "附表", Body: []Block{Heading{Level: 1, Text: Text("说明")}}}}})
	for _, want := range []string{
		`<w:pStyle w:val="Heading1"/><w:keepNext/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`,
		`<w:pStyle w:val="Heading2"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>`,
		`<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/></w:rPr><w:t xml:space="preserve">全镇12个村。`,
		`<w:pStyle w:val="Heading4"/>`,
		`五、`,
		`<w:numId w:val="2"/>`, // the attachment begins anew
	} {
		if !strings.Contains(doc, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(doc, "一、") {
		t.Error("an automatic number was typed")
	}
	if n := strings.Count(doc, "<w:numPr>"); n != 4 {
		t.Errorf("%d numbered headings, want 4", n)
	}
}

func TestQuotesAreChinese(t *testing.T) {
	doc := body(t, &Document{Body: []Block{Paragraph{Runs: Text("“两委”——“一肩挑”")}, Paragraph{Runs: Text("普通")}}})
	if strings.Count(doc, `<w:rFonts w:hint="eastAsia"/>`) != 1 {
		t.Error("the run with quotation marks, and it alone, is marked as Chinese")
	}
}

func TestBlanksAreYellow(t *testing.T) {
	d := &Document{Title: "报告", Body: []Block{Paragraph{Runs: Text("召开【待填：次数】次，【待填")}}, Date: "【待填：日期】"}
	doc := body(t, d)
	if !strings.Contains(doc, `<w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">【待填：次数】</w:t>`) || strings.Count(doc, "yellow") != 2 {
		t.Errorf("blanks in %s", doc)
	}
	if got := strings.Join(Blanks(d), "|"); got != "【待填：次数】|【待填：日期】" {
		t.Errorf("Blanks = %s", got)
	}
}

func TestMarksLeadToAnchors(t *testing.T) {
	doc := body(t, &Document{Body: []Block{
		Paragraph{Runs: []Run{{Text: "67", Mark: "members"}, {Text: "人"}, {Text: "8", Mark: "nowhere"}}},
		Table{Rows: []Row{{Cells: []Cell{{Runs: []Run{{Text: "两委成员", Anchor: "members"}, {Text: "又", Anchor: "members"}}}}}}},
	}})
	if !strings.Contains(doc, `<w:hyperlink w:anchor="yp1" w:history="1"><w:r><w:t xml:space="preserve">67`) ||
		!strings.Contains(doc, `<w:bookmarkStart w:id="1" w:name="yp1"/><w:r>`) || strings.Count(doc, "<w:hyperlink") != 1 {
		t.Errorf("links in %s", doc)
	}
}

// A wide table has pages of its own; the text goes on upright, and no page stays empty.
func TestWideTableTurnsThePage(t *testing.T) {
	wide := Table{Landscape: true, Head: 1, Rows: []Row{TextRow("村", "人数"), TextRow("石板村", "5")}}
	doc := body(t, &Document{Title: "报告", Body: []Block{Paragraph{Runs: Text("前")}, wide, wide, Paragraph{Runs: Text("后")}},
		Attachments: []Attachment{{Title: "甲", Body: []Block{wide}}, {Title: "乙", Body: []Block{wide}}}})
	if n := strings.Count(doc, "<w:sectPr>"); n != 4 {
		t.Errorf("%d sections, want upright, sideways, upright, sideways", n)
	}
	if n := strings.Count(doc, `w:orient="landscape"`); n != 2 {
		t.Errorf("%d sideways", n)
	}
	if !strings.Contains(doc, `<w:footerReference w:type="default" r:id="rId7"/><w:pgSz w:w="16838" w:h="11906"`) {
		t.Error("sideways pages need their own foot")
	}
	if strings.Count(doc, "<w:pageBreakBefore/>") != 1 {
		t.Error("only the second attachment needs a break of its own")
	}
}

func TestTableHeadsRepeatAndCellsJoin(t *testing.T) {
	doc := body(t, &Document{Body: []Block{Table{Head: 2, Caption: "表1　结构", Unit: "单位：人", Note: "注：甲", Rows: []Row{
		{Cells: []Cell{{Runs: Text("村"), RowSpan: 9}, {Runs: Text("性别"), ColSpan: 2}}},
		TextRow("男", "女"),
		TextRow("石板村", "4", "1"),
		{Cells: []Cell{TextCell("合计"), TextCell("4"), TextCell("1")}, Strong: true},
	}}}})
	if n := strings.Count(doc, "<w:tblHeader/>"); n != 2 {
		t.Errorf("%d repeated rows", n)
	}
	if strings.Count(doc, `<w:vMerge w:val="restart"/>`) != 1 || strings.Count(doc, "<w:vMerge/>") != 1 {
		t.Error("the head's cell reaches over the head's two rows and no further")
	}
	if strings.Count(doc, `<w:gridSpan w:val="2"/>`) != 1 || strings.Count(doc, "<w:gridCol ") != 3 {
		t.Error("joined columns")
	}
	if strings.Count(doc, "<w:cantSplit/>") != 4 || strings.Count(doc, "GwCellHead") != 3+2+3-1+1 {
		t.Errorf("rows: %d, heads: %d", strings.Count(doc, "<w:cantSplit/>"), strings.Count(doc, "GwCellHead"))
	}
}

func TestChartsHoldTheirWorkbooks(t *testing.T) {
	kinds := map[ChartKind]string{ColumnChart: "barChart", StackedChart: `<c:grouping val="stacked"/>`, PieChart: "pieChart", LineChart: "lineChart"}
	for kind, want := range kinds {
		c := Chart{Kind: kind, Title: "年龄<结构>", Unit: "人", Categories: []string{"35岁及以下", "36岁以上", "不详"},
			Series: []Series{{Name: "男", Values: []string{"20", "42.9", "x"}}, {Name: "女", Values: []string{"5"}}}}
		ps := checkPackage(t, print(t, &Document{Body: []Block{Figure{Chart: c, Caption: "图1"}}}))
		chart := string(ps["word/charts/chart1.xml"])
		if !strings.Contains(chart, want) || !strings.Contains(chart, `<c:externalData r:id="rId1"><c:autoUpdate val="0"/>`) {
			t.Errorf("%s: %s", kind, chart)
		}
		if !strings.Contains(chart, `<c:f>Sheet1!$B$2:$B$4</c:f>`) || !strings.Contains(chart, `<c:pt idx="1"><c:v>42.9</c:v></c:pt></c:numCache>`) {
			t.Errorf("%s: the values with their cells: %s", kind, chart)
		}
		book := ps["word/embeddings/Microsoft_Excel_Sheet1.xlsx"]
		k, err := ooxml.Sniff(bytes.NewReader(book), int64(len(book)), ooxml.Limits{})
		if k != ooxml.Workbook || err != nil {
			t.Errorf("%s: embedded %s, %v", kind, k, err)
		}
		sheet := string(parts(t, book)["xl/worksheets/sheet1.xml"])
		if !strings.Contains(sheet, `<c r="B3"><v>42.9</v></c>`) || strings.Contains(sheet, `r="B4"`) {
			t.Errorf("%s: sheet %s", kind, sheet)
		}
		if kind == PieChart && strings.Contains(chart, "女") {
			t.Error("a pie shows one series")
		}
		if kind == StackedChart && !strings.Contains(string(ps["word/document.xml"]), `descr="年龄&lt;结构&gt;；男：35岁及以下20人，36岁以上42.9人；女：35岁及以下5人"`) {
			t.Errorf("the chart in words: %s", ps["word/document.xml"])
		}
	}
}

// By hand, sealed: the date four characters (4×315) from the edge; 2026年6月30日
// is 3 wide and 7 narrow, 2030; 清水镇党委 is 5 wide, 1575, so it stands
// 1260+(2030−1575)/2 = 1487 from the edge. A name of 20 characters, 6300, would
// come nearer than two characters (630): the date moves in to 630+(6300−2030)/2.
func TestSignatureStandsAboveItsDate(t *testing.T) {
	const d = "2026年6月30日"
	cases := []struct {
		names    []string
		unsealed bool
		date     int
		want     []int
	}{
		{[]string{"清水镇党委"}, false, 1260, []int{1487}},
		{[]string{strings.Repeat("长", 20)}, false, 2765, []int{630}},
		{[]string{"清水镇党委"}, true, 0, []int{630}},                // 1575 is shorter than the date: it would run over the edge
		{[]string{"清水镇人民政府办公室"}, true, 3150 - 2030, []int{630}}, // two characters behind the name's first
		{nil, false, 1260, []int{}},
	}
	for _, c := range cases {
		date, names := signatureIndents(&Document{Signature: c.names, Date: d}, c.unsealed)
		if date != c.date || len(names) != len(c.want) || len(names) > 0 && names[0] != c.want[0] {
			t.Errorf("%v: %d %v, want %d %v", c.names, date, names, c.date, c.want)
		}
	}
}

func TestFurniture(t *testing.T) {
	doc := body(t, &Document{
		Head:  &Head{Copy: "000001", Secrecy: "机密★1年", Urgency: "特急", Organs: []string{"清水镇委员会文件"}, Number: "清委〔2026〕5号", Signers: []string{"张三", "李四"}},
		Title: "请示", To: "县委", Body: []Block{Paragraph{Runs: Text("正文")}, PageBreak{}, Paragraph{Runs: Text("另页")}},
		Signature: []string{"清水镇党委"}, Date: "2026年6月30日", Remark: "此件公开",
		Enclosures: []string{"名单", "报表"},
		Record:     &Record{CopyTo: "县人大", Printer: "党政办", Date: "2026年7月1日"},
	})
	at := 0
	for _, want := range []string{"000001", "机密★1年", "特急", "张三", "FF0000", "清委〔2026〕5号", "李四", "请示", "县委：", "正文", "<w:pageBreakBefore/>", "另页",
		"附件：1.名单", "2.报表", "清水镇党委", "2026年6月30日", "（此件公开）", "抄送：县人大。", "党政办", "2026年7月1日印发"} {
		i := strings.Index(doc[at:], want)
		if i < 0 {
			t.Fatalf("%s is missing or out of place", want)
		}
		at += i
	}
	one := body(t, &Document{Attachments: []Attachment{{Title: "名单"}}})
	if !strings.Contains(one, "附件：名单") || strings.Contains(one, "附件1") {
		t.Error("a single attachment has no number")
	}
}

func TestFontsOfTheStyle(t *testing.T) {
	var buf bytes.Buffer
	p := New(Style{Body: Font{"方正仿宋_GBK", []string{"仿宋", "FangSong"}}})
	if err := p.Docx(&buf, &Document{Title: "甲"}); err != nil {
		t.Fatal(err)
	}
	ps := checkPackage(t, buf.Bytes())
	if !strings.Contains(string(ps["word/styles.xml"]), `w:eastAsia="方正仿宋_GBK"`) || strings.Contains(string(ps["word/styles.xml"]), "仿宋_GB2312") {
		t.Error("the body's typeface")
	}
	if !strings.Contains(string(ps["word/fontTable.xml"]), `<w:font w:name="方正仿宋_GBK"><w:altName w:val="仿宋,FangSong"/>`) {
		t.Error("what stands in for it")
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestFailuresAreTold(t *testing.T) {
	p := New(Style{})
	for name, f := range map[string]func() error{
		"docx": func() error { return p.Docx(fullDisk{}, &Document{}) },
		"html": func() error { return p.HTML(fullDisk{}, &Document{}) },
	} {
		if err := f(); yanpan.CodeOf(err) != yanpan.CodeWrite {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := p.Docx(&bytes.Buffer{}, nil); yanpan.CodeOf(err) != yanpan.CodeInvalid {
		t.Errorf("nil: %v", err)
	}
}

// anyText draws text of the kinds that break papers.
var anyText = rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "石板村", "<b>&\"'", "【待填：数】", "a\nb\tc", "“两委”", "\x00\x01\uffff", "12.5", "-3"}))

func anyRuns(t *rapid.T) []Run {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Run {
		ids := rapid.SampledFrom([]string{"", "", "a", "b<c"})
		return Run{Text: anyText.Draw(t, "text"), Bold: rapid.Bool().Draw(t, "bold"), Underline: rapid.Bool().Draw(t, "u"),
			Mark: ids.Draw(t, "mark"), Anchor: ids.Draw(t, "anchor")}
	}), 0, 3).Draw(t, "runs")
}

func anyTable(t *rapid.T) Table {
	small := rapid.IntRange(-1, 4)
	tb := Table{Caption: anyText.Draw(t, "cap"), Unit: anyText.Draw(t, "unit"), Note: anyText.Draw(t, "note"), Head: small.Draw(t, "head"), Landscape: rapid.Bool().Draw(t, "side")}
	for range rapid.IntRange(0, 4).Draw(t, "cols") {
		tb.Columns = append(tb.Columns, Column{Width: small.Draw(t, "w"), Align: Align(small.Draw(t, "align"))})
	}
	for range rapid.IntRange(0, 5).Draw(t, "rows") {
		var r Row
		for range rapid.IntRange(0, 5).Draw(t, "cells") {
			r.Cells = append(r.Cells, Cell{Runs: anyRuns(t), ColSpan: small.Draw(t, "cs"), RowSpan: small.Draw(t, "rs"), Align: Align(small.Draw(t, "a"))})
		}
		r.Strong = rapid.Bool().Draw(t, "strong")
		tb.Rows = append(tb.Rows, r)
	}
	return tb
}

func anyChart(t *rapid.T) Chart {
	c := Chart{Kind: ChartKind(rapid.SampledFrom([]string{"", "柱状图", "堆积柱状图", "饼图", "折线图", "?"}).Draw(t, "kind")), Title: anyText.Draw(t, "title"), Unit: anyText.Draw(t, "unit")}
	c.Categories = rapid.SliceOfN(anyText, 0, 4).Draw(t, "cats")
	for range rapid.IntRange(0, 3).Draw(t, "series") {
		c.Series = append(c.Series, Series{anyText.Draw(t, "name"), rapid.SliceOfN(anyText, 0, 5).Draw(t, "values")})
	}
	return c
}

func anyBlock(t *rapid.T) Block {
	switch rapid.IntRange(0, 5).Draw(t, "block") {
	case 0:
		return Heading{Level: rapid.IntRange(-1, 7).Draw(t, "level"), Text: anyRuns(t), After: anyRuns(t), Number: anyText.Draw(t, "number"), Plain: rapid.Bool().Draw(t, "plain")}
	case 1:
		return Paragraph{anyRuns(t), Align(rapid.IntRange(-1, 5).Draw(t, "align"))}
	case 2:
		return List{rapid.Bool().Draw(t, "ordered"), rapid.IntRange(-1, 9).Draw(t, "start"), []Item{{anyRuns(t), rapid.IntRange(-1, 3).Draw(t, "l")}, {Runs: anyRuns(t)}}}
	case 3:
		return anyTable(t)
	case 4:
		return Figure{anyChart(t), anyText.Draw(t, "caption")}
	}
	return PageBreak{}
}

func anyDocument(t *rapid.T) *Document {
	blocks := rapid.SliceOfN(rapid.Custom(anyBlock), 0, 5)
	texts := rapid.SliceOfN(anyText, 0, 3)
	d := &Document{Title: anyText.Draw(t, "title"), To: anyText.Draw(t, "to"), Body: blocks.Draw(t, "body"), Signature: texts.Draw(t, "sign"), Date: anyText.Draw(t, "date"), Remark: anyText.Draw(t, "remark")}
	if rapid.Bool().Draw(t, "head") {
		d.Head = &Head{anyText.Draw(t, "copy"), anyText.Draw(t, "secrecy"), anyText.Draw(t, "urgency"), texts.Draw(t, "organs"), anyText.Draw(t, "number"), texts.Draw(t, "signers")}
	}
	if rapid.Bool().Draw(t, "record") {
		d.Record = &Record{anyText.Draw(t, "copies"), anyText.Draw(t, "printer"), anyText.Draw(t, "printed")}
	}
	for range rapid.IntRange(0, 2).Draw(t, "attachments") {
		d.Attachments = append(d.Attachments, Attachment{anyText.Draw(t, "at"), blocks.Draw(t, "ab")})
	}
	d.Properties = []Property{{anyText.Draw(t, "pn"), anyText.Draw(t, "pv")}}
	return d
}

// Whatever a model says, the file is one that Word opens and a page that a
// browser reads, and no text can leave its place.
func TestAnyModelPrints(t *testing.T) {
	p := New(Style{})
	rapid.Check(t, func(rt *rapid.T) {
		d := anyDocument(rt)
		var buf bytes.Buffer
		if err := p.Docx(&buf, d); err != nil {
			rt.Fatal(err)
		}
		checkPackage(t, buf.Bytes())
		buf.Reset()
		if err := p.HTML(&buf, d); err != nil {
			rt.Fatal(err)
		}
		checkHTML(rt, buf.String())
	})
}

// A table's grid holds every position once, whatever the spans.
func TestGridIsWhole(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tb := anyTable(rt)
		g := layOut(&tb)
		for i, row := range g.slots {
			covered := 0
			for _, s := range row {
				covered += s.cols
			}
			if covered != g.cols {
				rt.Fatalf("row %d covers %d of %d columns", i, covered, g.cols)
			}
		}
		if _, w := g.fit(&tb, textWidth); total(w) != textWidth {
			rt.Fatalf("widths %v add up to %d", w, total(w))
		}
	})
}

func BenchmarkDocxSmall(b *testing.B) {
	d := &Document{Title: "关于开展分析研判的通知", To: "各村", Signature: []string{"清水镇党委"}, Date: "2026年6月30日"}
	for range 8 {
		d.Body = append(d.Body, Heading{Level: 1, Text: Text("总体要求")}, Paragraph{Runs: Text(strings.Repeat("坚持党的领导、发扬民主和依法办事有机统一。", 6))})
	}
	benchmark(b, d)
}

func BenchmarkDocxReport(b *testing.B) { benchmark(b, readMarkdown(b, "testdata/全要素.md")) }

func benchmark(b *testing.B, d *Document) {
	p := New(Style{})
	var buf bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		buf.Reset()
		if err := p.Docx(&buf, d); err != nil {
			b.Fatal(err)
		}
	}
}
