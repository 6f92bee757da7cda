package ooxml

// Limits bounds the reading of one package. The zero value of a field means
// the default, so that Limits{} is always safe.
type Limits struct {
	ArchiveBytes int64 // size of the file itself
	Entries      int   // number of parts
	PartBytes    int64 // size of one part, unpacked
	TotalBytes   int64 // size of all parts, unpacked
	Ratio        int64 // unpacked : packed, judged above ratioFloor
}

// ratioFloor is the size below which a part may be as compressible as it likes:
// a page of empty cells shrinks to a hundredth and harms nobody.
const ratioFloor = 8 << 20

// DefaultLimits are wide enough for a county's workbook of 100 000 rows and
// narrow enough that a hostile file costs neither time nor memory.
func DefaultLimits() Limits {
	return Limits{
		ArchiveBytes: 256 << 20,
		Entries:      5000,
		PartBytes:    512 << 20,
		TotalBytes:   1 << 30,
		Ratio:        100,
	}
}

// orDefault fills the fields left at zero.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	if l.ArchiveBytes <= 0 {
		l.ArchiveBytes = d.ArchiveBytes
	}
	if l.Entries <= 0 {
		l.Entries = d.Entries
	}
	if l.PartBytes <= 0 {
		l.PartBytes = d.PartBytes
	}
	if l.TotalBytes <= 0 {
		l.TotalBytes = d.TotalBytes
	}
	if l.Ratio <= 0 {
		l.Ratio = d.Ratio
	}
	return l
}

// XMLLimits bounds the reading of one XML part. Zero fields mean the default.
type XMLLimits struct {
	Depth      int   // nested elements
	Tokens     int64 // tags, texts and comments together
	TokenBytes int64 // one tag with its attributes, or one text
}

// DefaultXMLLimits allow a sheet of some ten million cells.
func DefaultXMLLimits() XMLLimits {
	return XMLLimits{Depth: 256, Tokens: 200_000_000, TokenBytes: 4 << 20}
}

func (l XMLLimits) orDefault() XMLLimits {
	d := DefaultXMLLimits()
	if l.Depth <= 0 {
		l.Depth = d.Depth
	}
	if l.Tokens <= 0 {
		l.Tokens = d.Tokens
	}
	if l.TokenBytes <= 0 {
		l.TokenBytes = d.TokenBytes
	}
	return l
}
