package gongwen

import "unicode"

// Lengths of GB/T 9704—2012, 5.1 and 5.2, in twips (1/1440 inch, 56.7 to the millimetre).
const (
	pageWidth    = 11906 // A4
	pageHeight   = 16838
	marginTop    = 2098 // 天头 37 mm
	marginBottom = 1984
	marginLeft   = 1588 // 订口 28 mm
	marginRight  = 1474
	footerEdge   = 1587 // page number 7 mm beneath the text

	linePitch = 579 // 22 lines fill 225 mm
	charWidth = 315 // 28 characters fill 156 mm: 16 pt set a quarter point closer
	halfWidth = 155 // a digit of the same size

	textWidth     = pageWidth - marginLeft - marginRight
	textWidthSide = pageHeight - marginTop - marginBottom // on a page laid sideways
)

// isWide reports whether r takes a whole square: Chinese characters and the
// punctuation set with them.
func isWide(r rune) bool {
	switch {
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3,
		r >= 0xf900 && r <= 0xfaff, r >= 0xfe30 && r <= 0xfe4f, r >= 0xff01 && r <= 0xff60,
		r >= 0xffe0 && r <= 0xffe6, r >= 0x20000 && r <= 0x3fffd:
		return true
	}
	return isShared(r)
}

// isShared reports whether r is one of the marks that Chinese and Latin type
// both have; in a Chinese paper the Chinese form is meant.
func isShared(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '…', '·', '×', '÷', '±', '℃', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', '★', '→', '≥', '≤', '‰':
		return true
	}
	return false
}

// isHan reports whether r is a Chinese character or punctuation that only
// Chinese type has.
func isHan(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff60 || r == '“' || r == '”' || r == '‘' || r == '’'
}

// halves is the width of s in half squares; zero-width characters count none.
func halves(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case isWide(r):
			n += 2
		case unicode.Is(unicode.Mn, r) || r < 0x20:
		default:
			n++
		}
	}
	return n
}

// bodyWidth is the width of s in the body's type, in twips.
func bodyWidth(s string) int {
	n := 0
	for _, r := range s {
		if isWide(r) {
			n += charWidth
		} else {
			n += halfWidth
		}
	}
	return n
}
