package gongwen

import "yanpan.dev/internal/ooxml"

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsWord   = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`
	nsRel    = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	nsPkgRel = `http://schemas.openxmlformats.org/package/2006/relationships`
	nsDraw   = `http://schemas.openxmlformats.org/drawingml/2006/main`
	nsChart  = `http://schemas.openxmlformats.org/drawingml/2006/chart`
	nsPlace  = `http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing`
	nsShape  = `http://schemas.microsoft.com/office/word/2010/wordprocessingShape`
	nsCompat = `http://schemas.openxmlformats.org/markup-compatibility/2006`
	typeWord = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
)

// fontNames are the typefaces of a Style, escaped for attributes.
type fontNames struct{ title, heading1, heading2, body, number, latin string }

func namesOf(s Style) fontNames {
	return fontNames{escaped(s.Title.Name), escaped(s.Heading1.Name), escaped(s.Heading2.Name),
		escaped(s.Body.Name), escaped(s.Number.Name), escaped(s.Latin.Name)}
}

// staticParts are the parts that depend on the Style alone; they are packed once.
func staticParts(s Style) []ooxml.Part {
	n := namesOf(s)
	parts := []struct{ name, xml string }{
		{"_rels/.rels", packageRels},
		{"word/styles.xml", stylesXML(n)},
		{"word/settings.xml", settingsXML},
		{"word/fontTable.xml", fontTableXML(s)},
		{"word/footer1.xml", footerXML(n, "right")},
		{"word/footer2.xml", footerXML(n, "left")},
		{"word/footer3.xml", sideFooterXML(n, "right")},
		{"word/footer4.xml", sideFooterXML(n, "left")},
	}
	out := make([]ooxml.Part, len(parts))
	for i, p := range parts {
		out[i] = ooxml.Pack(p.name, []byte(p.xml))
	}
	return out
}

const packageRels = xmlHead + `<Relationships xmlns="` + nsPkgRel + `">` +
	`<Relationship Id="rId1" Type="` + nsRel + `/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="` + nsRel + `/custom-properties" Target="docProps/custom.xml"/></Relationships>`

// documentRels are the relationships every paper has; those of charts follow.
const documentRels = `<Relationship Id="rId1" Type="` + nsRel + `/styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + nsRel + `/numbering" Target="numbering.xml"/>` +
	`<Relationship Id="rId3" Type="` + nsRel + `/settings" Target="settings.xml"/>` +
	`<Relationship Id="rId4" Type="` + nsRel + `/fontTable" Target="fontTable.xml"/>` +
	`<Relationship Id="rId5" Type="` + nsRel + `/footer" Target="footer1.xml"/>` +
	`<Relationship Id="rId6" Type="` + nsRel + `/footer" Target="footer2.xml"/>` +
	`<Relationship Id="rId7" Type="` + nsRel + `/footer" Target="footer3.xml"/>` +
	`<Relationship Id="rId8" Type="` + nsRel + `/footer" Target="footer4.xml"/>`

const documentTypes = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + typeWord + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + typeWord + `styles+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="` + typeWord + `numbering+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + typeWord + `settings+xml"/>` +
	`<Override PartName="/word/fontTable.xml" ContentType="` + typeWord + `fontTable+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="` + typeWord + `footer+xml"/>` +
	`<Override PartName="/word/footer2.xml" ContentType="` + typeWord + `footer+xml"/>` +
	`<Override PartName="/word/footer3.xml" ContentType="` + typeWord + `footer+xml"/>` +
	`<Override PartName="/word/footer4.xml" ContentType="` + typeWord + `footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>`

// Odd and even pages differ; characters keep the grid instead of being squeezed.
const settingsXML = xmlHead + `<w:settings xmlns:w="` + nsWord + `"><w:zoom w:percent="100"/>` +
	`<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>` +
	`<w:defaultTabStop w:val="630"/><w:evenAndOddHeaders/>` +
	`<w:drawingGridHorizontalSpacing w:val="158"/><w:drawingGridVerticalSpacing w:val="579"/>` +
	`<w:characterSpacingControl w:val="doNotCompress"/>` +
	`<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>` +
	`<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>` +
	`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`

// fontTableXML names the typefaces and what may stand in for each. Word takes a
// typeface from altName where the first is not installed.
func fontTableXML(s Style) string {
	var b xmlBuf
	b.str(xmlHead, `<w:fonts xmlns:w="`, nsWord, `">`)
	for _, f := range s.fonts() {
		b.str(`<w:font w:name="`, escaped(f.Name), `">`)
		if len(f.Fallbacks) > 0 {
			b.str(`<w:altName w:val="`)
			for i, alt := range f.Fallbacks {
				if i > 0 {
					b.str(`,`)
				}
				b.text(alt)
			}
			b.str(`"/>`)
		}
		if f.Name == s.Latin.Name {
			b.str(`<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>`)
		} else {
			b.str(`<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`)
		}
	}
	b.str(`</w:fonts>`)
	return b.String()
}

// pageNumber is “— 1 —” in 宋体 of 14 points (7.5).
func pageNumber(n fontNames) string {
	props := `<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="` + n.number + `" w:eastAsia="` + n.number + `" w:hAnsi="` + n.number + `"/><w:spacing w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>`
	text := func(s string) string { return `<w:r>` + props + `<w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	char := func(kind string) string { return `<w:r>` + props + `<w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	return text("— ") + char("begin") + `<w:r>` + props + `<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		char("separate") + text("1") + char("end") + text(" —")
}

// footerXML is the foot of an upright page: the number at the outer edge, one
// character in.
func footerXML(n fontNames, side string) string {
	ind := `<w:ind w:left="0" w:right="280"/>`
	if side == "left" {
		ind = `<w:ind w:left="280" w:right="0"/>`
	}
	return xmlHead + `<w:ftr xmlns:w="` + nsWord + `"><w:p><w:pPr><w:pStyle w:val="Footer"/>` + ind +
		`<w:jc w:val="` + side + `"/></w:pPr>` + pageNumber(n) + `</w:p></w:ftr>`
}

// sideFooterXML is the foot of a page laid sideways. Bound with the others, the
// number stands where theirs do: at what is now the left edge, turned, at the
// bottom on odd pages and at the top on even ones (7.5, tables laid sideways).
func sideFooterXML(n fontNames, side string) string {
	const (
		emu    = 635 // to the twip
		length = textWidth * emu
		thick  = 480 * emu
		x      = (footerEdge - 420) * emu
		y      = marginLeft * emu
	)
	ind, id := `<w:ind w:left="0" w:right="280"/>`, "9001"
	if side == "left" {
		ind, id = `<w:ind w:left="280" w:right="0"/>`, "9002"
	}
	var b xmlBuf
	b.str(xmlHead, `<w:ftr xmlns:w="`, nsWord, `" xmlns:mc="`, nsCompat, `" xmlns:wp="`, nsPlace, `" xmlns:a="`, nsDraw, `" xmlns:wps="`, nsShape, `">`,
		`<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>`,
		`<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">`,
		`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>`)
	b.int(x)
	b.str(`</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>`)
	b.int(y)
	b.str(`</wp:posOffset></wp:positionV><wp:extent`)
	b.attr("cx", thick)
	b.attr("cy", length)
	b.str(`/><wp:wrapNone/><wp:docPr id="`, id, `" name="页码"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="`, nsShape, `"><wps:wsp><wps:cNvSpPr txBox="1"/>`,
		`<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext`)
	b.attr("cx", thick)
	b.attr("cy", length)
	b.str(`/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>`,
		`<wps:txbx><w:txbxContent><w:p><w:pPr><w:pStyle w:val="Footer"/>`, ind, `<w:jc w:val="`, side, `"/></w:pPr>`, pageNumber(n), `</w:p></w:txbxContent></wps:txbx>`,
		`<wps:bodyPr vert="vert" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p></w:ftr>`)
	return b.String()
}
