package xls

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// segments reads a record's body that goes on in CONTINUE records. Where the
// characters of a string are cut by the end of a record, the next record
// begins with a new flag byte, which may switch between one and two bytes a
// character ([MS-XLS] 2.5.293); other fields go on without one.
type segments struct {
	segs [][]byte
	i    int // segment
	pos  int // place in it
}

// more reports whether there is a byte left.
func (s *segments) more() bool {
	for s.i < len(s.segs) && s.pos >= len(s.segs[s.i]) {
		s.i++
		s.pos = 0
	}
	return s.i < len(s.segs)
}

func (s *segments) byte() (byte, bool) {
	if !s.more() {
		return 0, false
	}
	b := s.segs[s.i][s.pos]
	s.pos++
	return b, true
}

func (s *segments) uint(width int) (int, bool) {
	n := 0
	for i := range width {
		b, ok := s.byte()
		if !ok {
			return 0, false
		}
		n |= int(b) << (8 * i)
	}
	return n, true
}

func (s *segments) skip(n int) bool {
	for n > 0 {
		if !s.more() {
			return false
		}
		step := min(n, len(s.segs[s.i])-s.pos)
		s.pos += step
		n -= step
	}
	return true
}

const (
	flagWide  = 1 << 0 // two bytes a character
	flagPhon  = 1 << 2 // phonetic data behind the characters
	flagRuns  = 1 << 3 // formatting runs behind the characters
	runLength = 4
)

// unicode reads a string of a length field of one or two bytes, a flag byte and
// the characters.
func (s *segments) unicode(lengthBytes int) (string, bool) {
	n, ok := s.uint(lengthBytes)
	if !ok {
		return "", false
	}
	if n == 0 {
		s.byte() // some writers leave the flags of an empty string away
		return "", true
	}
	flags, ok := s.byte()
	if !ok {
		return "", false
	}
	return s.chars(n, flags&flagWide != 0)
}

// rich reads a shared string, dropping formatting runs and phonetic text.
func (s *segments) rich() (string, bool) {
	n, ok1 := s.uint(2)
	flags, ok2 := s.byte()
	if !ok1 || !ok2 {
		return "", false
	}
	runs, phonetic := 0, 0
	if flags&flagRuns != 0 {
		runs, ok1 = s.uint(2)
	}
	if flags&flagPhon != 0 {
		phonetic, ok2 = s.uint(4)
	}
	if !ok1 || !ok2 {
		return "", false
	}
	text, ok := s.chars(n, flags&flagWide != 0)
	return text, ok && s.skip(runs*runLength) && s.skip(phonetic)
}

func (s *segments) chars(n int, wide bool) (string, bool) {
	var b strings.Builder
	lead := rune(0) // first half of a surrogate pair
	for first := true; n > 0; first = false {
		if s.i < len(s.segs) && s.pos < len(s.segs[s.i]) {
			var took int
			took, lead = decode(&b, s.segs[s.i][s.pos:], n, wide, lead)
			s.pos += took * width(wide)
			n -= took
			if n == 0 {
				break
			}
		}
		if first && s.i >= len(s.segs) {
			return "", false
		}
		s.i++ // what is left is at most half a character
		s.pos = 0
		flags, ok := s.byte()
		if !ok {
			return "", false
		}
		wide = flags&flagWide != 0
	}
	if lead != 0 {
		b.WriteRune(utf8.RuneError)
	}
	return b.String(), true
}

func width(wide bool) int {
	if wide {
		return 2
	}
	return 1
}

// decode appends up to n characters from data and says how many there were
// and which first half of a pair waits for its second.
func decode(b *strings.Builder, data []byte, n int, wide bool, lead rune) (int, rune) {
	n = min(n, len(data)/width(wide))
	for i := range n {
		c := rune(data[i*width(wide)])
		if wide {
			c = rune(binary.LittleEndian.Uint16(data[2*i:]))
		}
		switch {
		case lead != 0 && utf16.IsSurrogate(c) && c >= 0xDC00:
			b.WriteRune(utf16.DecodeRune(lead, c))
			lead = 0
			continue
		case lead != 0:
			b.WriteRune(utf8.RuneError)
			lead = 0
		}
		if c >= 0xD800 && c < 0xDC00 {
			lead = c
			continue
		}
		b.WriteRune(c)
	}
	return n, lead
}
