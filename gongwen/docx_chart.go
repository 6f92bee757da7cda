package gongwen

import (
	"bytes"
	"strings"

	"yanpan.dev/internal/ooxml"
)

// A chart's size on an upright page: the text's width less a margin, in EMU
// (36 000 to the millimetre).
const (
	emuMM       = 36000
	chartWidth  = 150 * emuMM
	chartHeight = 72 * emuMM
)

// height is how high the chart is drawn, in EMU.
func (c *Chart) height() int {
	if c.Height > 0 {
		return c.Height * emuMM
	}
	return chartHeight
}

// palette is one family of blue whose neighbours differ in darkness, because
// papers are copied in black.
var palette = [...]string{"1F3864", "9DC3E6", "2E75B6", "D6E4F0", "44546A", "BDD7EE", "8497B0", "5B9BD5"}

// inkOn is the colour of letters that can be read on colour i of the palette.
func inkOn(i int) string {
	switch color(i) {
	case "9DC3E6", "D6E4F0", "BDD7EE":
		return "000000"
	}
	return "FFFFFF"
}

func color(i int) string { return palette[i%len(palette)] }

func chartPart(i int) string { return "word/charts/chart" + decimal(i+1) + ".xml" }
func bookPart(i int) string {
	return "word/embeddings/Microsoft_Excel_Sheet" + decimal(i+1) + ".xlsx"
}
func chartRel(i int) string { return "rId" + decimal(20+i) }

func decimal(n int) string {
	var b xmlBuf
	b.int(n)
	return b.String()
}

// chartDrawing places chart i in the line, with its numbers in words for those
// who hear the paper.
func (s *setter) chartDrawing(i int, c *Chart) {
	s.drawing++
	b := &s.b
	b.str(`<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent`)
	b.attr("cx", chartWidth)
	b.attr("cy", c.height())
	b.str(`/><wp:docPr`)
	b.attr("id", s.drawing)
	b.str(` name="图表 `)
	b.int(s.drawing)
	b.str(`" descr="`)
	b.text(c.inWords())
	b.str(`"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="`, nsChart, `"><c:chart r:id="`, chartRel(i), `"/></a:graphicData></a:graphic></wp:inline></w:drawing>`)
}

// inWords tells a chart's numbers in one line.
func (c *Chart) inWords() string {
	var b strings.Builder
	b.WriteString(c.Title)
	for _, s := range c.shown() {
		if b.Len() > 0 {
			b.WriteString("；")
		}
		if s.Name != "" {
			b.WriteString(s.Name + "：")
		}
		sep := ""
		for i, cat := range c.Categories {
			if v := s.value(i); v != "" {
				b.WriteString(sep + cat + v + c.Unit)
				sep = "，"
			}
		}
	}
	return b.String()
}

// shown are the series that the form of the chart has room for.
func (c *Chart) shown() []Series {
	if c.Kind == PieChart && len(c.Series) > 1 {
		return c.Series[:1]
	}
	return c.Series
}

// value is the number of category i, "" if there is none.
func (s *Series) value(i int) string {
	if i >= len(s.Values) || !ooxml.IsDecimal(s.Values[i]) {
		return ""
	}
	return s.Values[i]
}

// addChart writes chart i with its workbook.
func (s *setter) addChart(z *ooxml.Writer, i int) error {
	c := &s.charts[i]
	var book bytes.Buffer
	if err := s.press.books.Write(&book, c.sheet()); err != nil {
		return err
	}
	z.Add(chartPart(i), c.xml(s.names))
	z.Add("word/charts/_rels/chart"+decimal(i+1)+".xml.rels", []byte(xmlHead+`<Relationships xmlns="`+nsPkgRel+`"><Relationship Id="rId1" Type="`+nsRel+
		`/package" Target="../embeddings/Microsoft_Excel_Sheet`+decimal(i+1)+`.xlsx"/></Relationships>`))
	z.Add(bookPart(i), book.Bytes())
	return nil
}

// sheet is the workbook behind the chart: categories down, series across.
func (c *Chart) sheet() ooxml.Sheet {
	sh := ooxml.Sheet{Name: chartSheet, Header: []string{c.Unit}}
	for _, s := range c.shown() {
		sh.Header = append(sh.Header, s.Name)
	}
	for i, cat := range c.Categories {
		row := []ooxml.Cell{{Text: cat}}
		for _, s := range c.shown() {
			row = append(row, ooxml.Cell{Number: s.value(i)})
		}
		sh.Rows = append(sh.Rows, row)
	}
	return sh
}

// chartSheet has a name that needs no quotation in references.
const chartSheet = "Sheet1"

// xml writes the chart part in the order of CT_ChartSpace.
func (c *Chart) xml(n fontNames) []byte {
	var b xmlBuf
	b.str(xmlHead, `<c:chartSpace xmlns:c="`, nsChart, `" xmlns:a="`, nsDraw, `" xmlns:r="`, nsRel, `"><c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/><c:chart>`)
	if c.Title != "" {
		b.str(`<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="0"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1200" b="0"/><a:t>`)
		b.text(c.Title)
		b.str(`</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>`)
	} else {
		b.str(`<c:autoTitleDeleted val="1"/>`)
	}
	b.str(`<c:plotArea><c:layout/>`)
	c.plot(&b)
	b.str(`<c:spPr><a:noFill/></c:spPr></c:plotArea>`)
	if c.Kind == PieChart || len(c.shown()) > 1 {
		b.str(`<c:legend><c:legendPos val="`, c.legendSide(), `"/><c:overlay val="0"/></c:legend>`)
	}
	b.str(`<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`,
		`<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>`,
		`<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1050"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="`, n.latin, `"/><a:ea typeface="`, n.number, `"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`,
		`<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`)
	return b.Bytes()
}

func (c *Chart) legendSide() string {
	if c.Kind == PieChart {
		return "r"
	}
	return "b"
}

// plot writes the chart of its form with its axes.
func (c *Chart) plot(b *xmlBuf) {
	switch c.Kind {
	case PieChart:
		b.str(`<c:pieChart><c:varyColors val="1"/>`)
		c.series(b)
		b.str(`<c:firstSliceAng val="0"/></c:pieChart>`)
		return
	case LineChart:
		b.str(`<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>`)
		c.series(b)
		b.str(`<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>`)
	case StackedChart:
		b.str(`<c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>`)
		c.series(b)
		b.str(`<c:gapWidth val="60"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`)
	default:
		b.str(`<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>`)
		c.series(b)
		b.str(`<c:gapWidth val="80"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`)
	}
	c.axes(b)
}

func (c *Chart) axes(b *xmlBuf) {
	const grey = `<a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln>`
	b.str(`<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>`,
		`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>`,
		`<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></c:spPr>`,
		`<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`,
		`<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>`)
	if c.least() >= 0 {
		b.str(`<c:min val="0"/>`)
	}
	b.str(`</c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr>`, grey, `</c:spPr></c:majorGridlines>`)
	if c.Unit != "" {
		b.str(`<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:p><a:pPr><a:defRPr sz="1050" b="0"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1050" b="0"/><a:t>`)
		b.text(c.Unit)
		b.str(`</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`)
	}
	b.str(`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>`,
		`<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>`)
	if c.countsFew() {
		b.str(`<c:majorUnit val="1"/>`) // no half people on the axis
	}
	b.str(`</c:valAx>`)
}

// series writes each series with its cached values, so that the chart shows
// before anyone opens the workbook.
func (c *Chart) series(b *xmlBuf) {
	for i, s := range c.shown() {
		col := ooxml.ColumnName(i + 1)
		b.str(`<c:ser><c:idx`)
		b.attr("val", i)
		b.str(`/><c:order`)
		b.attr("val", i)
		b.str(`/><c:tx><c:strRef><c:f>`, chartSheet, `!$`, col, `$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>`)
		b.text(s.Name)
		b.str(`</c:v></c:pt></c:strCache></c:strRef></c:tx>`)
		c.look(b, i)
		c.labels(b, i)
		c.cache(b, &s, col)
		if c.Kind == LineChart {
			b.str(`<c:smooth val="0"/>`)
		}
		b.str(`</c:ser>`)
	}
}

// look colours a series: before its labels, in the order of CT_BarSer, CT_LineSer and CT_PieSer.
func (c *Chart) look(b *xmlBuf, i int) {
	switch c.Kind {
	case PieChart:
		for k := range c.Categories {
			b.str(`<c:dPt><c:idx`)
			b.attr("val", k)
			b.str(`/><c:bubble3D val="0"/><c:spPr><a:solidFill><a:srgbClr val="`, color(k), `"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr></c:dPt>`)
		}
	case LineChart:
		b.str(`<c:spPr><a:ln w="25400"><a:solidFill><a:srgbClr val="`, color(i), `"/></a:solidFill></a:ln></c:spPr>`,
			`<c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr><a:solidFill><a:srgbClr val="`, color(i), `"/></a:solidFill></c:spPr></c:marker>`)
	default:
		b.str(`<c:spPr><a:solidFill><a:srgbClr val="`, color(i), `"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>`)
	}
}

// labels shows the values; in a pie the shares (one number format cannot serve both), in a stack on the colour.
func (c *Chart) labels(b *xmlBuf, i int) {
	ink := `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill><a:srgbClr val="` + inkOn(i) + `"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`
	const tail = `<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>`
	switch c.Kind {
	case PieChart:
		b.str(`<c:dLbls><c:numFmt formatCode="0.0%" sourceLinked="0"/><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="1"/><c:showBubbleSize val="0"/><c:showLeaderLines val="1"/></c:dLbls>`)
	case StackedChart:
		b.str(`<c:dLbls><c:numFmt formatCode="General;-General;" sourceLinked="0"/>`, ink, `<c:dLblPos val="ctr"/>`, tail, `<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`)
	case LineChart:
		b.str(`<c:dLbls><c:dLblPos val="t"/>`, tail, `<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`)
	default:
		b.str(`<c:dLbls><c:dLblPos val="outEnd"/>`, tail, `<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`)
	}
}

// cache writes categories and values with the cells they stand in.
func (c *Chart) cache(b *xmlBuf, s *Series, col string) {
	last := decimal(max(2, len(c.Categories)+1))
	b.str(`<c:cat><c:strRef><c:f>`, chartSheet, `!$A$2:$A$`, last, `</c:f><c:strCache><c:ptCount`)
	b.attr("val", len(c.Categories))
	b.str(`/>`)
	for i, cat := range c.Categories {
		b.str(`<c:pt`)
		b.attr("idx", i)
		b.str(`><c:v>`)
		b.text(cat)
		b.str(`</c:v></c:pt>`)
	}
	b.str(`</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>`, chartSheet, `!$`, col, `$2:$`, col, `$`, last, `</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount`)
	b.attr("val", len(c.Categories))
	b.str(`/>`)
	for i := range c.Categories {
		if v := s.value(i); v != "" {
			b.str(`<c:pt`)
			b.attr("idx", i)
			b.str(`><c:v>`, v, `</c:v></c:pt>`)
		}
	}
	b.str(`</c:numCache></c:numRef></c:val>`)
}
