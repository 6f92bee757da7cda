package gongwen

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// xmlBuf collects markup. Only text escapes; what is passed to str is ours.
type xmlBuf struct{ bytes.Buffer }

func (b *xmlBuf) str(parts ...string) {
	for _, p := range parts {
		b.WriteString(p)
	}
}

func (b *xmlBuf) int(n int) {
	var scratch [20]byte
	b.Write(strconv.AppendInt(scratch[:0], int64(n), 10))
}

// attr writes ` name="n"`.
func (b *xmlBuf) attr(name string, n int) {
	b.str(" ", name, `="`)
	b.int(n)
	b.str(`"`)
}

// text writes s escaped for XML and HTML alike, in text and in attributes.
// What XML cannot hold is left out: it has no form on paper.
func (b *xmlBuf) text(s string) {
	from := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		rep, ok := replacement(r, n)
		if ok {
			b.str(s[from:i], rep)
			from = i + n
		}
		i += n
	}
	b.str(s[from:])
}

// replacement says what stands for r, if r may not stand for itself.
func replacement(r rune, size int) (string, bool) {
	switch r {
	case '<':
		return "&lt;", true
	case '>':
		return "&gt;", true
	case '&':
		return "&amp;", true
	case '"':
		return "&quot;", true
	case '\'':
		return "&#39;", true
	case '\n', '\t':
		return "", false
	case utf8.RuneError:
		return "", size == 1
	case 0xFFFE, 0xFFFF:
		return "", true
	}
	return "", r < 0x20 || r >= 0x7f && r < 0xa0
}

// escaped is text as a string.
func escaped(s string) string {
	var b xmlBuf
	b.text(s)
	return b.String()
}
