package sheet

import (
	"strconv"
	"strings"
	"time"

	"yanpan.dev"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// conversion is how the cells of a column become text.
type conversion uint8

const (
	asText conversion = iota
	asName
	asVillage
	asDate
	asDigits // identity numbers, telephones, codes: every digit of the number
	asNumber
	asSexMark // (女) behind a name
	asTicked  // a tick under 女, or under 男 beside it
)

// converter turns the cells of one column into texts.
type converter struct {
	how    conversion
	style  dottedStyle
	shift  int // decimal places that numbers move to the left (4: 元 to 万元)
	d1904  bool
	beside int // of asTicked: the column 男, -1 where there is none
}

// dottedStyle is what a column shows about 1975.1.
type dottedStyle uint8

const (
	asTyped       dottedStyle = iota // texts that say what they say
	paddedMonths                     // siblings like 1975.06: 1975.1 lost its zero and is October
	plainMonths                      // siblings like 1975.6: January and October look alike
	unknownMonths                    // no sibling tells; numbers typed as numbers mean October
)

func (p *plan) converterOf(c *column) converter {
	switch c.field {
	case roster.FieldSex:
		if c.ticked {
			return converter{how: asTicked, beside: p.men}
		}
		if c.label != "" && c.label == p.nameLabel(c.col) {
			return converter{how: asSexMark}
		}
	case roster.FieldName, roster.FieldSubject:
		return converter{how: asName}
	case roster.FieldVillage:
		return converter{how: asVillage}
	case roster.FieldBirth, roster.FieldJoined, roster.FieldConfirmed, roster.FieldSince, roster.FieldDecided, roster.FieldUntil,
		roster.FieldDate, roster.FieldPublishedOn, roster.FieldMeetingOn, roster.FieldAuditedOn:
		return converter{how: asDate, style: p.dottedStyle(c.col), d1904: p.book.Date1904}
	case roster.FieldIDNumber, roster.FieldPhone, roster.FieldVillageCode:
		return converter{how: asDigits}
	}
	if w := p.words.byID[c.field]; w != nil && (w.Unit != "" || w.expects("int") && len(w.Values) > 0) {
		return converter{how: asNumber, shift: p.unitShift(w, c)}
	}
	return converter{}
}

// nameLabel is the label of the column where it holds names, "" otherwise.
func (p *plan) nameLabel(col int) string {
	for i := range p.columns {
		if c := &p.columns[i]; c.col == col && c.field == roster.FieldName {
			return c.label
		}
	}
	return ""
}

// sexMark reads the sex that a list marks behind its women's names.
func sexMark(name string) string {
	name, remark := personName(name)
	switch {
	case name == "":
		return ""
	case strings.HasPrefix(remark, "女"):
		return "女"
	}
	return "男"
}

// unitShift finds out by how many decimal places values differ from the field's unit.
func (p *plan) unitShift(w *fieldWords, c *column) int {
	if w.Unit != "万元" {
		return 0
	}
	label := strings.Join(c.path, "")
	title := fold(strings.Join(p.titles, " "))
	switch {
	case strings.Contains(label, "万元"):
		return 0
	case strings.Contains(label, "(元)") || strings.Contains(title, "单位:元") || strings.Contains(title, "(元)"):
		return 4
	}
	return 0
}

func (v converter) text(c grid.Cell) string {
	switch v.how {
	case asName:
		name, _ := personName(c.Text())
		return name
	case asSexMark:
		return sexMark(c.Text())
	case asVillage:
		return cleanVillage(c.Text())
	case asDate:
		return v.date(c)
	case asDigits:
		if c.Kind == grid.Number {
			return c.Number()
		}
	case asNumber:
		return v.number(c)
	}
	return clean(c.Text())
}

func (v converter) number(c grid.Cell) string {
	t := clean(c.Text())
	if c.Kind == grid.Number && !strings.HasSuffix(t, "%") {
		t = c.Number()
	}
	if v.shift == 0 {
		return t
	}
	return shiftLeft(strings.TrimSuffix(t, "元"), v.shift)
}

// shiftLeft moves the decimal point of a plain number; other texts stay as they are.
func shiftLeft(t string, places int) string {
	digits := strings.ReplaceAll(t, ",", "")
	sign := ""
	if s, ok := strings.CutPrefix(digits, "-"); ok {
		sign, digits = "-", s
	}
	whole, frac, _ := strings.Cut(digits, ".")
	if whole == "" || countDigits(whole) != len(whole) || countDigits(frac) != len(frac) {
		return t
	}
	for len(whole) <= places {
		whole = "0" + whole
	}
	cut := len(whole) - places
	frac = strings.TrimRight(whole[cut:]+frac, "0")
	if frac == "" {
		return sign + whole[:cut]
	}
	return sign + whole[:cut] + "." + frac
}

// date gives a date cell in ISO form at the precision its format shows, a bare
// serial day as its day, and everything else as typed but for 1975.1, which the
// column may explain.
func (v converter) date(c grid.Cell) string {
	if d, ok := c.Date(); ok {
		return d.String()
	}
	t := clean(c.Text())
	if len(t) > 7 || len(t) < 4 || t[0] > '9' {
		return t
	}
	if n, err := strconv.Atoi(t); err == nil && len(t) == 5 {
		return serialDay(n, v.d1904)
	}
	if _, month, ok := dotted(t); ok && month == "1" && v.style != asTyped {
		if v.style == paddedMonths || v.style == unknownMonths && c.Kind == grid.Number {
			return t + "0"
		}
	}
	return t
}

// serialDay is the day of a serial number without a date format; numbers that are no day of a living memory stay.
func serialDay(n int, d1904 bool) string {
	if n < 3000 || n > 65000 {
		return strconv.Itoa(n)
	}
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if d1904 {
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return yanpan.DateOf(base.AddDate(0, 0, n)).String()
}

// dotted parts 1975.1 and 75.1 into year and month.
func dotted(t string) (year, month string, ok bool) {
	year, month, ok = strings.Cut(t, ".")
	return year, month, ok && (len(year) == 4 || len(year) == 2) && (len(month) == 1 || len(month) == 2) &&
		countDigits(year) == len(year) && countDigits(month) == len(month)
}

// dottedStyle looks through a column for what 1975.1 means in it.
func (p *plan) dottedStyle(col int) dottedStyle {
	var padded, plain, ten, numbers, bare bool
	for i := p.head.bottom + 1; i < p.end; i++ {
		c := p.sheet.Row(i).Cell(col)
		if c.Kind != grid.Text && c.Kind != grid.Number {
			continue
		}
		_, month, ok := dotted(clean(c.Text()))
		if !ok {
			continue
		}
		numbers = numbers || c.Kind == grid.Number
		switch {
		case month == "1":
			bare = true
		case month == "10":
			ten = true
		case month[0] == '0':
			padded = true
		case len(month) == 1:
			plain = true
		}
	}
	switch {
	case !bare, ten:
		return asTyped
	case padded:
		return paddedMonths
	case !numbers && p.book.Format != grid.FormatCSV:
		return asTyped
	case plain:
		return plainMonths
	}
	return unknownMonths
}
