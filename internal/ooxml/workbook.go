package ooxml

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// Sheet is a plain table for a workbook of one sheet: a header row and rows of
// cells. It is what stands behind a chart, so that its numbers can be edited.
type Sheet struct {
	Name   string
	Header []string
	Rows   [][]Cell
}

// Cell is a number if Number is not empty, in decimal notation (-12.5), and
// otherwise a text; the zero Cell is empty.
type Cell struct {
	Text   string
	Number string
}

const (
	sheetMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relPkg    = "http://schemas.openxmlformats.org/package/2006/relationships"
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

const workbookTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
	`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
	`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`

const workbookRels = xmlHead + `<Relationships xmlns="` + relPkg + `">` +
	`<Relationship Id="rId1" Type="` + relOffice + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const workbookPartRels = xmlHead + `<Relationships xmlns="` + relPkg + `">` +
	`<Relationship Id="rId1" Type="` + relOffice + `/worksheet" Target="worksheets/sheet1.xml"/>` +
	`<Relationship Id="rId2" Type="` + relOffice + `/styles" Target="styles.xml"/></Relationships>`

const workbookStyles = xmlHead + `<styleSheet xmlns="` + sheetMain + `">` +
	`<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// Books writes workbooks. It holds what all of them have in common, packed, so
// that a paper with many charts costs little; it may be used by many at a time.
type Books struct{ types, styles Part }

// NewBooks packs the common parts.
func NewBooks() Books {
	return Books{Pack(contentTypes, []byte(workbookTypes)), Pack("xl/styles.xml", []byte(workbookStyles))}
}

// Write writes s as a complete .xlsx. Texts are stored as texts, never as
// formulas. A Number that is no decimal number is stored as text.
func (b Books) Write(w io.Writer, s Sheet) error {
	z := NewWriter(w)
	z.AddPart(b.types)
	z.Add("_rels/.rels", []byte(workbookRels))
	z.Add("xl/workbook.xml", []byte(xmlHead+`<workbook xmlns="`+sheetMain+`" xmlns:r="`+relOffice+`"><sheets><sheet name="`+
		Escape(SheetName(s.Name))+`" sheetId="1" r:id="rId1"/></sheets></workbook>`))
	z.Add("xl/_rels/workbook.xml.rels", []byte(workbookPartRels))
	z.AddPart(b.styles)
	z.Add("xl/worksheets/sheet1.xml", s.xml())
	return z.Close()
}

// SheetName turns any text into a name a workbook accepts: not empty, at most
// 31 characters, none of []:*?/\ and no quotation mark at the ends.
func SheetName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < 0x20 {
			return -1
		}
		return r
	}, name)
	if r := []rune(clean); len(r) > 31 {
		clean = string(r[:31])
	}
	if clean = strings.Trim(clean, "' "); clean == "" {
		return "Sheet1"
	}
	return clean
}

// ColumnName gives the letters of the column counted from 0: A, B, … Z, AA.
func ColumnName(i int) string {
	var b []byte
	for i++; i > 0; i = (i - 1) / 26 {
		b = append([]byte{byte('A' + (i-1)%26)}, b...)
	}
	return string(b)
}

func (s Sheet) xml() []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<worksheet xmlns="` + sheetMain + `"><sheetData>`)
	head := make([]Cell, len(s.Header))
	for i, h := range s.Header {
		head[i].Text = h
	}
	writeRow(&b, 1, head)
	for i, row := range s.Rows {
		writeRow(&b, i+2, row)
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.Bytes()
}

func writeRow(b *bytes.Buffer, n int, cells []Cell) {
	row := strconv.Itoa(n)
	b.WriteString(`<row r="` + row + `">`)
	for i, c := range cells {
		ref := ColumnName(i) + row
		switch {
		case IsDecimal(c.Number):
			b.WriteString(`<c r="` + ref + `"><v>` + c.Number + `</v></c>`)
		case c.Number != "" || c.Text != "":
			b.WriteString(`<c r="` + ref + `" t="inlineStr"><is><t xml:space="preserve">` + Escape(c.Number+c.Text) + `</t></is></c>`)
		}
	}
	b.WriteString(`</row>`)
}

// IsDecimal reports whether s is a decimal number as a workbook stores one:
// digits with at most one point and one leading minus, no exponent.
func IsDecimal(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, frac, point := strings.Cut(s, ".")
	return whole != "" && digits(whole) && digits(frac) && (!point || frac != "")
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// Escape makes s safe as XML text or attribute; what XML cannot hold becomes �.
func Escape(s string) string {
	if !strings.ContainsAny(s, "<>&\"'\t\r\n") && printable(s) {
		return s
	}
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}

func printable(s string) bool {
	for _, r := range s {
		if r < 0x20 || r == 0xFFFD || r == 0xFFFE || r == 0xFFFF {
			return false
		}
	}
	return true
}
