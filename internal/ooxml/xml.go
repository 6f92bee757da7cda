package ooxml

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"yanpan.dev"
)

// Decoder reads XML within limits. Texts and names come as encoding/xml gives
// them, name spaces resolved; a document type or entity definition is refused.
type Decoder struct {
	d      *xml.Decoder
	src    *countingBytes
	lim    XMLLimits
	depth  int
	tokens int64
}

// NewDecoder reads XML in UTF-8, or in UTF-16 with its mark, from r.
func NewDecoder(r io.Reader, lim XMLLimits) *Decoder {
	lim = lim.orDefault()
	br := bufio.NewReaderSize(r, 16<<10)
	src := &countingBytes{next: br.ReadByte, max: lim.TokenBytes}
	if order := utf16Order(br); order != nil {
		src.next = (&utf16Bytes{r: br, order: order}).ReadByte
	}
	d := xml.NewDecoder(src)
	d.CharsetReader = func(name string, in io.Reader) (io.Reader, error) {
		switch strings.ToLower(name) {
		case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be":
			return in, nil
		}
		return nil, unreadable("文件内部用了不认识的文字编码（"+name+"）", "请用 Excel、Word 或 WPS 打开后另存一份")
	}
	return &Decoder{d: d, src: src, lim: lim}
}

// Token gives the next token, valid until the next call, and io.EOF at the end.
// Everything else is a yanpan.Error: CodeRefused beyond a limit or at a
// document type, CodeUnreadable if the XML is broken.
func (d *Decoder) Token() (xml.Token, error) {
	d.src.left = d.src.max
	t, err := d.d.Token()
	if err != nil {
		return nil, d.explain(err)
	}
	if d.tokens++; d.tokens > d.lim.Tokens {
		return nil, errTooLarge()
	}
	switch t.(type) {
	case xml.StartElement:
		if d.depth++; d.depth > d.lim.Depth {
			return nil, refused("文件内部嵌套得不正常，可能是恶意构造的文件，没有打开", "请不要打开它，向发来的人核实")
		}
	case xml.EndElement:
		d.depth--
	case xml.Directive:
		return nil, refused("文件内部夹带了不该有的定义，可能是恶意构造的文件，没有打开", "请不要打开它，向发来的人核实")
	}
	return t, nil
}

// Depth is the number of elements open now.
func (d *Decoder) Depth() int { return d.depth }

// Skip reads to the end of the element whose start was read last.
func (d *Decoder) Skip() error {
	for until := d.depth - 1; d.depth > until; {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return errDamaged(io.ErrUnexpectedEOF)
			}
			return err
		}
	}
	return nil
}

func (d *Decoder) explain(err error) error {
	var ye *yanpan.Error
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case errors.Is(err, errTokenTooLong):
		return errTooLarge()
	case errors.As(err, &ye):
		return ye
	}
	return errDamaged(err)
}

// Attr gives the value of the attribute with the local name, "" if it is absent.
func Attr(s xml.StartElement, local string) string {
	for _, a := range s.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

var errTokenTooLong = errors.New("ooxml: token longer than allowed")

// countingBytes hands bytes on one by one and fails when one token takes more
// than its share: encoding/xml would otherwise hold a text of any length.
type countingBytes struct {
	next func() (byte, error)
	left int64
	max  int64
}

// ReadByte gives the next byte.
func (c *countingBytes) ReadByte() (byte, error) {
	if c.left--; c.left < 0 {
		return 0, errTokenTooLong
	}
	return c.next()
}

// Read gives one byte at a time; the decoder uses ReadByte.
func (c *countingBytes) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := c.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}

// utf16Order looks for the mark of UTF-16 and eats it; nil if there is none.
func utf16Order(br *bufio.Reader) func(a, b byte) uint16 {
	mark, err := br.Peek(2)
	if err != nil {
		return nil
	}
	var order func(a, b byte) uint16
	switch {
	case mark[0] == 0xff && mark[1] == 0xfe:
		order = func(a, b byte) uint16 { return uint16(b)<<8 | uint16(a) }
	case mark[0] == 0xfe && mark[1] == 0xff:
		order = func(a, b byte) uint16 { return uint16(a)<<8 | uint16(b) }
	default:
		return nil
	}
	_, _ = br.Discard(2) // Peek saw both
	return order
}

// utf16Bytes turns UTF-16 into the bytes of UTF-8.
type utf16Bytes struct {
	r     *bufio.Reader
	order func(a, b byte) uint16
	buf   []byte
}

// ReadByte gives the next byte of UTF-8.
func (u *utf16Bytes) ReadByte() (byte, error) {
	if len(u.buf) == 0 {
		r, err := u.rune()
		if err != nil {
			return 0, err
		}
		u.buf = utf8.AppendRune(u.buf[:0], r)
	}
	b := u.buf[0]
	u.buf = u.buf[1:]
	return b, nil
}

func (u *utf16Bytes) rune() (rune, error) {
	c, err := u.unit()
	if err != nil || !utf16.IsSurrogate(rune(c)) {
		return rune(c), err
	}
	low, err := u.unit()
	if err != nil {
		return 0, errDamaged(err)
	}
	return utf16.DecodeRune(rune(c), rune(low)), nil
}

func (u *utf16Bytes) unit() (uint16, error) {
	a, err := u.r.ReadByte()
	if err != nil {
		return 0, err
	}
	b, err := u.r.ReadByte()
	if err != nil {
		return 0, errDamaged(err)
	}
	return u.order(a, b), nil
}
