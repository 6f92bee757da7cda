package grid

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// xmlScanner walks over XML by tags, without name spaces and without copying.
// encoding/xml makes several objects of every tag and would take ten times as
// long over a sheet of four million cells. It is bounded as ooxml.Decoder is: depth,
// length of one tag or text, no document type, no entities but the five of XML.
type xmlScanner struct {
	src    io.Reader
	buf    []byte
	lo, hi int // what is read and not yet used
	eof    bool
	depth  int

	name      []byte // of the tag, without prefix; valid until next is called again
	attrs     []byte // of a start tag, raw
	raw       []byte // of a text
	cdata     bool   // raw is to be taken as it is
	selfClose bool
}

type xmlEvent uint8

const (
	xmlEOF xmlEvent = iota
	xmlStart
	xmlEnd
	xmlText
)

const (
	xmlWindow   = 64 << 10
	xmlMaxToken = 4 << 20
	xmlMaxDepth = 256
)

// newXMLScanner reads XML in UTF-8, or in UTF-16 with its mark.
func newXMLScanner(r io.Reader) *xmlScanner {
	x := &xmlScanner{src: r, buf: make([]byte, xmlWindow)}
	if err := x.fill(); err != nil {
		return x
	}
	if head := x.buf[x.lo:x.hi]; len(head) >= 2 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff) {
		all := io.MultiReader(bytes.NewReader(bytes.Clone(head)), r)
		x.src = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(all)
		x.lo, x.hi = 0, 0
	}
	return x
}

// fill reads more into the window, which grows up to the length of the longest token.
func (x *xmlScanner) fill() error {
	if x.eof {
		return io.EOF
	}
	if x.lo > 0 {
		copy(x.buf, x.buf[x.lo:x.hi])
		x.hi -= x.lo
		x.lo = 0
	}
	if x.hi == len(x.buf) {
		if len(x.buf) >= xmlMaxToken {
			return refused("文件内部有一段内容长得不正常，没有打开", "请用 Excel、Word 或 WPS 打开后另存一份再试")
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	for range 100 {
		n, err := x.src.Read(x.buf[x.hi:])
		x.hi += n
		if n > 0 {
			return nil
		}
		if err == io.EOF {
			x.eof = true
			return io.EOF
		}
		if err != nil {
			return asError(err)
		}
	}
	return damaged("读不到内容")
}

// next gives the next tag or text. An element closed in its own tag gives a start and an end.
func (x *xmlScanner) next() (xmlEvent, error) {
	if x.selfClose {
		x.selfClose = false
		x.depth--
		return xmlEnd, nil
	}
	for {
		if x.lo == x.hi {
			if err := x.fill(); err != nil {
				return xmlEOF, x.atEOF(err)
			}
		}
		if x.buf[x.lo] != '<' {
			return x.text()
		}
		ev, skip, err := x.tag()
		if err != nil || !skip {
			return ev, err
		}
	}
}

// atEOF turns the end of the file into an error where elements are still open.
func (x *xmlScanner) atEOF(err error) error {
	switch {
	case !errors.Is(err, io.EOF):
		return err
	case x.depth == 0:
		return nil
	}
	return damaged("内容没有写完整")
}

func (x *xmlScanner) text() (xmlEvent, error) {
	from := 0
	for {
		if i := bytes.IndexByte(x.buf[x.lo+from:x.hi], '<'); i >= 0 {
			x.raw, x.cdata = x.buf[x.lo:x.lo+from+i], false
			x.lo += from + i
			return xmlText, nil
		}
		from = x.hi - x.lo
		if err := x.fill(); errors.Is(err, io.EOF) {
			x.raw, x.cdata = x.buf[x.lo:x.hi], false
			x.lo = x.hi
			return xmlText, nil
		} else if err != nil {
			return xmlEOF, err
		}
	}
}

// find gives the place of sep behind the first from bytes of what is unread.
func (x *xmlScanner) find(sep string, from int) (int, error) {
	for {
		if x.hi-x.lo > from {
			if i := bytes.Index(x.buf[x.lo+from:x.hi], []byte(sep)); i >= 0 {
				return from + i, nil
			}
			from = max(from, x.hi-x.lo-len(sep)+1)
		}
		if err := x.fill(); err != nil {
			if errors.Is(err, io.EOF) {
				err = damaged("内容没有写完整")
			}
			return 0, err
		}
	}
}

// tag reads what begins with <; skip tells that it is of no interest.
func (x *xmlScanner) tag() (ev xmlEvent, skip bool, err error) {
	n, err := x.find(">", 1)
	if err != nil {
		return xmlEOF, false, err
	}
	switch b := x.buf[x.lo : x.lo+n+1]; b[1] {
	case '?':
		if n, err = x.find("?>", 2); err != nil {
			return xmlEOF, false, err
		}
		x.lo += n + 2
		return xmlEOF, true, nil
	case '!':
		return x.declaration()
	case '/':
		x.name = localName(bytes.TrimRight(b[2:n], " \t\r\n"))
		x.lo += n + 1
		if x.depth--; x.depth < 0 {
			return xmlEOF, false, damaged("内容前后对不上")
		}
		return xmlEnd, false, nil
	}
	return x.startTag(n)
}

func (x *xmlScanner) declaration() (xmlEvent, bool, error) {
	const comment, cdata = "<!--", "<![CDATA["
	b := x.buf[x.lo:x.hi]
	for len(b) < len(cdata) {
		if err := x.fill(); err != nil {
			break
		}
		b = x.buf[x.lo:x.hi]
	}
	switch {
	case bytes.HasPrefix(b, []byte(comment)):
		n, err := x.find("-->", len(comment))
		x.lo += n + 3
		return xmlEOF, true, err
	case bytes.HasPrefix(b, []byte(cdata)):
		n, err := x.find("]]>", len(cdata))
		if err != nil {
			return xmlEOF, false, err
		}
		x.raw, x.cdata = x.buf[x.lo+len(cdata):x.lo+n], true
		x.lo += n + 3
		return xmlText, false, nil
	}
	return xmlEOF, false, refused("文件内部夹带了不该有的定义，可能是恶意构造的文件，没有打开", "请不要打开它，向发来的人核实")
}

// startTag reads a start tag whose first > stands at n.
func (x *xmlScanner) startTag(n int) (xmlEvent, bool, error) {
	for openQuote(x.buf[x.lo+1 : x.lo+n]) {
		var err error
		if n, err = x.find(">", n+1); err != nil {
			return xmlEOF, false, err
		}
	}
	b := x.buf[x.lo+1 : x.lo+n]
	x.lo += n + 1
	if len(b) > 0 && b[len(b)-1] == '/' {
		x.selfClose = true
		b = b[:len(b)-1]
	}
	end := 0
	for end < len(b) && b[end] > ' ' {
		end++
	}
	x.name, x.attrs = localName(b[:end]), b[end:]
	if x.depth++; x.depth > xmlMaxDepth {
		return xmlEOF, false, refused("文件内部嵌套得不正常，可能是恶意构造的文件，没有打开", "请不要打开它，向发来的人核实")
	}
	return xmlStart, false, nil
}

// openQuote reports whether a tag cut at this > ends within an attribute's value.
func openQuote(b []byte) bool {
	if bytes.IndexByte(b, '\'') < 0 {
		return bytes.Count(b, []byte{'"'})%2 == 1
	}
	quote := byte(0)
	for _, c := range b {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote != 0
}

func localName(b []byte) []byte {
	if i := bytes.IndexByte(b, ':'); i >= 0 {
		return b[i+1:]
	}
	return b
}

// nextAttr takes the first attribute off a start tag's rest; ok is false where there is none.
func nextAttr(b []byte) (key, value, rest []byte, ok bool) {
	for len(b) > 0 && b[0] <= ' ' {
		b = b[1:]
	}
	eq := bytes.IndexByte(b, '=')
	if eq <= 0 {
		return nil, nil, nil, false
	}
	key = b[:eq]
	for len(key) > 0 && key[len(key)-1] <= ' ' {
		key = key[:len(key)-1]
	}
	for b = b[eq+1:]; len(b) > 0 && b[0] <= ' '; {
		b = b[1:]
	}
	if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
		return nil, nil, nil, false
	}
	end := bytes.IndexByte(b[1:], b[0])
	if end < 0 {
		return nil, nil, nil, false
	}
	return key, b[1 : 1+end], b[2+end:], true
}

// attr gives the value of the attribute with this local name, "" where it is absent.
func (x *xmlScanner) attr(local string) string {
	for key, value, rest, ok := nextAttr(x.attrs); ok; key, value, rest, ok = nextAttr(rest) {
		if string(localName(key)) == local {
			text, err := appendXMLText(nil, value)
			if err != nil {
				return ""
			}
			return string(text)
		}
	}
	return ""
}

// truth reads an attribute that is on or off.
func (x *xmlScanner) truth(local string) bool {
	v := x.attr(local)
	return v == "1" || v == "true" || v == "on"
}

// skip reads to the end of the element whose start was given last.
func (x *xmlScanner) skip() error {
	for until := x.depth - 1; ; {
		ev, err := x.next()
		if err != nil {
			return err
		}
		if ev == xmlEnd && x.depth <= until || ev == xmlEOF {
			return nil
		}
	}
}

// appendText adds the text given last to dst, entities resolved.
func (x *xmlScanner) appendText(dst []byte) ([]byte, error) {
	if x.cdata {
		return append(dst, x.raw...), nil
	}
	return appendXMLText(dst, x.raw)
}

func appendXMLText(dst, raw []byte) ([]byte, error) {
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return append(dst, raw...), nil
	}
	for len(raw) > 0 {
		i := bytes.IndexAny(raw, "&\r")
		if i < 0 {
			return append(dst, raw...), nil
		}
		dst = append(dst, raw[:i]...)
		if raw[i] == '\r' { // a line ends with \n, however the file wrote it
			raw = bytes.TrimPrefix(raw[i+1:], []byte{'\n'})
			dst = append(dst, '\n')
			continue
		}
		end := bytes.IndexByte(raw[i:], ';')
		r, ok := rune(0), false
		if end > 0 {
			r, ok = entity(string(raw[i+1 : i+end]))
		}
		if !ok {
			return nil, damaged("内容里有认不出的符号")
		}
		dst = utf8.AppendRune(dst, r)
		raw = raw[i+end+1:]
	}
	return dst, nil
}

func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	base, digits := 10, name[1:]
	if digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n > 0 && utf8.ValidRune(rune(n))
}
