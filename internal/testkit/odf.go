package testkit

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"yanpan.dev"
)

const odfHead = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.%s">
<office:automatic-styles>
<number:date-style style:name="day"><number:year number:style="long"/><number:text>-</number:text><number:month/><number:text>-</number:text><number:day/></number:date-style>
<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" style:vertical-align="middle" fo:wrap-option="wrap"/></style:style>
<style:style style:name="date" style:family="table-cell" style:parent-style-name="cell" style:data-style-name="day"><style:table-cell-properties fo:border="0.5pt solid #000000" style:vertical-align="middle"/></style:style>
<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" style:vertical-align="middle" fo:wrap-option="wrap"/><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="bold" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
%s<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>
</office:automatic-styles>
<office:body>
`

// Spreadsheet gives the book as a flat OpenDocument spreadsheet (.fods).
func (b *Book) Spreadsheet() []byte {
	w := &odf{}
	fmt.Fprintf(w, odfHead, "spreadsheet", widths())
	w.WriteString("<office:spreadsheet>\n")
	for i := range b.Sheets {
		w.sheet(&b.Sheets[i])
	}
	w.WriteString("</office:spreadsheet></office:body></office:document>\n")
	return w.Bytes()
}

// Text gives the book as a flat OpenDocument text (.fodt): each sheet a table,
// its name in the line above where there are several.
func (b *Book) Text() []byte {
	w := &odf{asText: true}
	fmt.Fprintf(w, odfHead, "text", widths())
	w.WriteString("<office:text>\n")
	for i := range b.Sheets {
		if len(b.Sheets) > 1 {
			w.paragraph(b.Sheets[i].Name, true)
		}
		w.sheet(&b.Sheets[i])
		w.paragraph("", false)
	}
	w.WriteString("</office:text></office:body></office:document>\n")
	return w.Bytes()
}

type odf struct {
	bytes.Buffer
	asText bool
}

func (w *odf) sheet(s *Sheet) {
	rows := s.place()
	fmt.Fprintf(w, "<table:table table:name=%q table:style-name=\"shown\">", escape(s.Name))
	for x := range rows[0] {
		fmt.Fprintf(w, `<table:table-column table:style-name="w%d"`, width(rows, x))
		w.WriteString(hidden(s.HiddenColumns[x] && !w.asText) + "/>")
	}
	w.WriteByte('\n')
	for y, row := range rows {
		w.WriteString("<table:table-row" + hidden(s.Lines[y].Hidden && !w.asText) + ">")
		for _, c := range row {
			w.cell(c)
		}
		w.WriteString("</table:table-row>\n")
	}
	w.WriteString("</table:table>\n")
}

// widest is the width of the widest column, in characters.
const widest = 24

// widths gives a style for each width of a column.
func widths() string {
	var b strings.Builder
	for n := 1; n <= widest; n++ {
		fmt.Fprintf(&b, "<style:style style:name=\"w%d\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"%dmm\"/></style:style>\n", n, 5+4*n)
	}
	return b.String()
}

// width is how many characters wide the column is to be; cells over several columns don't count.
func width(rows [][]placed, x int) int {
	n := 2
	for _, row := range rows {
		if row[x].Across > 1 {
			continue
		}
		for line := range strings.SplitSeq(row[x].shown(), "\n") {
			n = max(n, (halves(line)+1)/2)
		}
	}
	return min(n, widest)
}

// halves counts a Latin character as one and a Chinese one as two.
func halves(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2E80 {
			n++
		}
	}
	return n
}

func hidden(yes bool) string {
	if yes {
		return ` table:visibility="collapse"`
	}
	return ""
}

func (w *odf) cell(c placed) {
	if c.covered {
		w.WriteString("<table:covered-table-cell/>")
		return
	}
	w.WriteString("<table:table-cell")
	if c.Across > 1 || c.Down > 1 {
		fmt.Fprintf(w, ` table:number-columns-spanned="%d" table:number-rows-spanned="%d"`, max(c.Across, 1), max(c.Down, 1))
	}
	switch {
	case c.Head:
		w.WriteString(` table:style-name="head"`)
	case c.Date.IsZero() || c.Serial || w.asText:
		w.WriteString(` table:style-name="cell"`)
	}
	if !w.asText {
		w.WriteString(c.value())
	}
	w.WriteByte('>')
	w.paragraph(c.shown(), c.Head && w.asText)
	w.WriteString("</table:table-cell>")
}

// value gives the attributes of the cell's value.
func (c Cell) value() string {
	formula := ""
	if c.Formula != "" {
		formula = fmt.Sprintf(` table:formula="of:=%s"`, escape(c.Formula))
	}
	switch {
	case !c.Date.IsZero() && c.Serial:
		return fmt.Sprintf(` office:value-type="float" office:value="%d"`, serial(c.Date))
	case !c.Date.IsZero():
		return fmt.Sprintf(` table:style-name="date" office:value-type="date" office:date-value="%04d-%02d-%02d"`, c.Date.Year(), c.Date.Month(), whole(c.Date))
	case c.Number != "":
		return formula + fmt.Sprintf(` office:value-type="float" office:value=%q`, c.Number)
	case c.Text != "":
		return ` office:value-type="string"`
	}
	return ""
}

// serial is the number of days since 30 December 1899.
func serial(d yanpan.Date) int {
	zero := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	return int(time.Date(d.Year(), time.Month(d.Month()), whole(d), 0, 0, 0, 0, time.UTC).Sub(zero) / (24 * time.Hour))
}

func (w *odf) paragraph(s string, bold bool) {
	style := ""
	if bold {
		style = ` text:style-name="bold"`
	}
	for line := range strings.SplitSeq(s, "\n") {
		w.WriteString("<text:p" + style + ">" + blanks(escape(line)) + "</text:p>")
	}
}

// blanks keeps runs of spaces, which OpenDocument folds into one.
func blanks(s string) string { return strings.ReplaceAll(s, "  ", ` <text:s text:c="1"/>`) }

func escape(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.String()
}
