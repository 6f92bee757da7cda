package gongwen

// The ids of paragraph styles. Names shown in Word are Chinese where Word has
// no name of its own for the thing.
const (
	styleTitle     = "Title"
	styleBody      = "GwBody"
	styleTo        = "GwTo"
	styleMark      = "GwMark"
	styleSign      = "GwSign"
	styleOrgan     = "GwOrgan"
	styleNumber    = "GwNumber"
	styleCaption   = "GwCaption"
	styleUnit      = "GwUnit"
	styleCell      = "GwCell"
	styleCellHead  = "GwCellHead"
	styleNote      = "GwNote"
	styleFigure    = "GwFigure"
	styleRecord    = "GwRecord"
	styleSectEnd   = "GwEnd"
	styleAttTitle  = "GwAttTitle"
	styleEnclosure = "GwEnclosure"
)

// headingStyles are the ids by level; Word's own headings, so that its
// navigation pane and table of contents know them.
var headingStyles = [...]string{"Heading1", "Heading2", "Heading3", "Heading4"}

// paraStyle is one entry of the style sheet, its properties written in order.
type paraStyle struct {
	id, name, basedOn string
	next              string
	pPr, rPr          string
	extra             string // between basedOn and pPr: qFormat and the like
}

func stylesXML(n fontNames) string {
	var b xmlBuf
	b.str(xmlHead, `<w:styles xmlns:w="`, nsWord, `"><w:docDefaults><w:rPrDefault><w:rPr>`,
		`<w:rFonts w:ascii="`, n.latin, `" w:eastAsia="`, n.body, `" w:hAnsi="`, n.latin, `" w:cs="`, n.latin, `"/>`,
		`<w:spacing w:val="-5"/><w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>`,
		`</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>`,
		`<w:spacing w:before="0" w:after="0" w:line="`)
	b.int(linePitch)
	b.str(`" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults>`,
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>`,
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>`,
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>`,
		`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`,
		`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>`)
	for _, s := range paraStyles(n) {
		s.write(&b)
	}
	b.str(`</w:styles>`)
	return b.String()
}

func (s paraStyle) write(b *xmlBuf) {
	b.str(`<w:style w:type="paragraph"`)
	if len(s.id) > 2 && s.id[:2] == "Gw" {
		b.str(` w:customStyle="1"`)
	}
	b.str(` w:styleId="`, s.id, `"><w:name w:val="`, s.name, `"/><w:basedOn w:val="`, s.basedOn, `"/>`)
	if s.next != "" {
		b.str(`<w:next w:val="`, s.next, `"/>`)
	}
	b.str(s.extra, `<w:qFormat/>`)
	if s.pPr != "" {
		b.str(`<w:pPr>`, s.pPr, `</w:pPr>`)
	}
	if s.rPr != "" {
		b.str(`<w:rPr>`, s.rPr, `</w:rPr>`)
	}
	b.str(`</w:style>`)
}

// Spacings of lines, as attributes.
const (
	lineTitle  = ` w:line="660" w:lineRule="exact"`
	lineSmall  = ` w:line="20" w:lineRule="exact"`
	lineAuto   = ` w:line="240" w:lineRule="auto"`
	spaceTitle = `<w:spacing` + lineTitle + `/>`
	offGrid    = `<w:snapToGrid w:val="0"/>` // not forced onto the lines of the text
	indentTwo  = `<w:ind w:firstLineChars="200" w:firstLine="630"/>`
)

func eastAsia(font string) string { return `<w:rFonts w:eastAsia="` + font + `"/>` }

func size(halfPoints string) string {
	return `<w:sz w:val="` + halfPoints + `"/><w:szCs w:val="` + halfPoints + `"/>`
}

// paraStyles is the style sheet of a paper.
func paraStyles(n fontNames) []paraStyle {
	title := eastAsia(n.title) + `<w:spacing w:val="0"/>` + size("44")
	styles := []paraStyle{
		{id: styleTitle, name: "Title", basedOn: "Normal", next: styleBody, pPr: `<w:keepNext/>` + offGrid + spaceTitle + `<w:jc w:val="center"/>`, rPr: title},
		{id: styleAttTitle, name: "附件标题", basedOn: styleTitle, next: styleBody, pPr: `<w:keepNext/>`},
		{id: styleBody, name: "公文正文", basedOn: "Normal", pPr: indentTwo},
		{id: styleTo, name: "主送机关", basedOn: "Normal", next: styleBody},
		{id: styleMark, name: "附件标记", basedOn: "Normal", next: styleAttTitle, pPr: `<w:keepNext/>`, rPr: eastAsia(n.heading1)},
		{id: styleEnclosure, name: "附件说明", basedOn: "Normal"},
		{id: styleSign, name: "公文落款", basedOn: "Normal", pPr: `<w:keepLines/><w:jc w:val="right"/>`},
		{id: styleOrgan, name: "发文机关标志", basedOn: "Normal", pPr: offGrid + `<w:spacing w:line="1000" w:lineRule="exact"/><w:jc w:val="distribute"/>`,
			rPr: eastAsia(n.title) + `<w:color w:val="FF0000"/><w:spacing w:val="0"/>` + size("72")},
		{id: styleNumber, name: "发文字号", basedOn: "Normal", pPr: `<w:jc w:val="center"/>`},
		{id: styleCaption, name: "图表标题", basedOn: "Normal", pPr: offGrid + `<w:spacing w:before="60" w:line="480" w:lineRule="exact"/><w:jc w:val="center"/>`, rPr: eastAsia(n.heading1) + size("28")},
		{id: styleUnit, name: "表格单位", basedOn: "Normal", pPr: `<w:keepNext/>` + offGrid + `<w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="right"/>`, rPr: size("24")},
		{id: styleCell, name: "表格文字", basedOn: "Normal", pPr: offGrid + `<w:spacing` + lineAuto + `/><w:jc w:val="center"/>`, rPr: `<w:spacing w:val="0"/>` + size("24")},
		{id: styleCellHead, name: "表头文字", basedOn: styleCell, rPr: eastAsia(n.heading1)},
		{id: styleNote, name: "表格附注", basedOn: "Normal", pPr: offGrid + `<w:spacing w:before="60" w:line="360" w:lineRule="exact"/>`, rPr: size("21")},
		{id: styleFigure, name: "公文图表", basedOn: "Normal", pPr: offGrid + `<w:spacing w:before="120"` + lineAuto + `/><w:jc w:val="center"/>`},
		{id: styleRecord, name: "版记", basedOn: "Normal", pPr: offGrid + `<w:spacing w:line="520" w:lineRule="exact"/>`, rPr: `<w:spacing w:val="0"/>` + size("28")},
		{id: styleSectEnd, name: "分节", basedOn: "Normal", pPr: offGrid + `<w:spacing` + lineSmall + `/>`, rPr: size("2")},
		{id: "Footer", name: "footer", basedOn: "Normal", pPr: offGrid + `<w:spacing` + lineAuto + `/>`, rPr: size("28")},
	}
	return append(styles, headingSheet(n)...)
}

// headingSheet is the four levels: 黑体, 楷体, then the body's type (7.3.3).
func headingSheet(n fontNames) []paraStyle {
	fonts := [...]string{n.heading1, n.heading2, n.body, n.body}
	out := make([]paraStyle, len(fonts))
	for i, f := range fonts {
		level := string(rune('0' + i))
		out[i] = paraStyle{
			id: headingStyles[i], name: "heading " + string(rune('1'+i)), basedOn: "Normal", next: styleBody,
			extra: `<w:uiPriority w:val="9"/>`,
			pPr:   indentTwo + `<w:outlineLvl w:val="` + level + `"/>`,
			rPr:   eastAsia(f),
		}
	}
	return out
}
