package grid

import "yanpan.dev"

// Kind says what a cell holds.
type Kind uint8

// The kinds of cell.
const (
	Empty   Kind = iota
	Text         // letters, also digits kept as text
	Number       // a number, a percentage, a time of day
	Date         // a number whose format shows it as a day, a month or a year
	Bool         // TRUE or FALSE
	Error        // #N/A, #REF! …
	NoValue      // a formula whose result the file does not hold
)

// Cell is what stands in one cell. It is a small value; its texts share the
// memory of the Book.
type Cell struct {
	Kind    Kind
	Formula bool // the value is the stored result of a formula
	raw     string
	format  *NumberFormat
	d1904   bool
}

// IsEmpty reports whether there is nothing in the cell.
func (c Cell) IsEmpty() bool { return c.Kind == Empty }

// Text is what a person sees in the cell, with nothing trimmed or folded: 1975.10 for
// the number 1975.1 under the format 0.00, 1975年6月 for a date of that
// format. Large whole numbers are given with all their digits. It is empty
// for Empty and NoValue.
func (c Cell) Text() string {
	switch c.Kind {
	case Number, Date:
		return c.format.Display(c.raw, c.d1904)
	case NoValue:
		return ""
	}
	return c.raw
}

// Number is the stored value of a Number or Date (then the serial day) as the
// shortest decimal text, without grouping and, where it has no more than 20 digits,
// without an exponent; a whole number has the very digits of the file. It
// is empty for other kinds.
func (c Cell) Number() string {
	if c.Kind == Number || c.Kind == Date {
		return c.raw
	}
	return ""
}

// Date is the calendar date of a Date, as precise as its format shows it: yyyy"年"m"月"
// gives a month even where the serial names a day. It reports false for other kinds.
func (c Cell) Date() (yanpan.Date, bool) {
	if c.Kind != Date {
		return yanpan.Date{}, false
	}
	d := c.format.date(c.raw, c.d1904)
	return d, !d.IsZero()
}

// FormatCode is the number format as the file spells it; General where there is none.
func (c Cell) FormatCode() string { return c.format.String() }
