package grid

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// maxTextFile is the largest .csv that is read: a million lines of voters stay below.
const maxTextFile = 256 << 20

// headBytes is how much of a text decides about its kind and its separator.
const headBytes = 64 << 10

// readText reads what has no binary mark: .csv, or a page of a web system.
func readText(r io.ReaderAt, size int64, book *Book) error {
	if size > maxTextFile {
		return tooLarge()
	}
	enc, err := encodingOf(io.NewSectionReader(r, 0, size))
	if err != nil {
		return err
	}
	open := func() *textReader { return newTextReader(io.NewSectionReader(r, 0, size), enc) }
	head, err := io.ReadAll(io.LimitReader(open(), headBytes))
	if err != nil {
		return asError(err)
	}
	lower := strings.ToLower(string(head))
	switch start := strings.TrimSpace(lower); {
	case strings.Contains(lower, "urn:schemas-microsoft-com:office:spreadsheet") && strings.HasPrefix(start, "<?xml") && !strings.Contains(lower, "<html"):
		book.Format = FormatHTML
		return readXMLSpreadsheet(open(), book)
	case strings.HasPrefix(start, "mime-version:"):
		return refused("这是网页存档（.mht），不是表格", "请用 Excel 或 WPS 打开后另存为 .xlsx 再试")
	case strings.HasPrefix(start, "<") && strings.Contains(lower, "<table"), strings.HasPrefix(start, "<html"), strings.HasPrefix(start, "<!doctype"):
		book.Format = FormatHTML
		return readHTML(open(), book)
	case strings.HasPrefix(start, "{\\rtf"):
		return refused("这是 RTF 文档，读不了", "请另存为 .docx 再试")
	}
	book.Format = FormatCSV
	return readCSV(open, head, book)
}

// encodingOf finds out how a text is encoded: by its mark, as UTF-8 where every
// byte fits, else GB18030, which holds GBK and GB 2312. nil is UTF-8.
func encodingOf(r io.Reader) (encoding.Encoding, error) {
	buf := make([]byte, headBytes)
	kept, first := 0, true
	for {
		n, err := io.ReadFull(r, buf[kept:])
		b := buf[:kept+n]
		if first {
			first = false
			if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
				return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), nil
			}
			if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
				return nil, nil
			}
		}
		last := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !last {
			return nil, asError(err)
		}
		rest := b[:0]
		if !last {
			rest = b[wholeRunes(b):]
		}
		if !utf8.Valid(b[:len(b)-len(rest)]) {
			return simplifiedchinese.GB18030, nil
		}
		if last {
			return nil, nil
		}
		kept = copy(buf, rest)
	}
}

// wholeRunes is the length of b without a last rune that is cut off.
func wholeRunes(b []byte) int {
	for back := 1; back <= 3 && back <= len(b); back++ {
		if c := b[len(b)-back]; utf8.RuneStart(c) {
			if !utf8.FullRune(b[len(b)-back:]) {
				return len(b) - back
			}
			break
		}
	}
	return len(b)
}

// textReader gives a text as UTF-8 without its mark, and counts what could not be decoded.
type textReader struct {
	r     io.Reader
	begun bool
	bad   int // characters that the encoding does not have
	total int // bytes given
}

func newTextReader(r io.Reader, enc encoding.Encoding) *textReader {
	if enc != nil {
		r = enc.NewDecoder().Reader(r)
	}
	return &textReader{r: r}
}

// Read implements io.Reader.
func (t *textReader) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if !t.begun && n >= 3 {
		if bytes.HasPrefix(p[:n], []byte("\xef\xbb\xbf")) {
			n = copy(p, p[3:n])
		}
	}
	t.begun = t.begun || n > 0
	t.bad += bytes.Count(p[:n], []byte("\ufffd"))
	t.total += n
	return n, err
}

// judge refuses a text of which much could not be decoded and warns of a little.
func (t *textReader) judge(book *Book) error {
	const tolerated = 500 // one damaged character in so many bytes
	switch {
	case t.bad*tolerated > t.total:
		return refused("认不出文字编码，内容会成乱码，没有读", "请用 Excel 或 WPS 打开后另存为 .xlsx 再试")
	case t.bad > 0:
		book.Warnings = append(book.Warnings, "文件里有个别字认不出，显示为“\ufffd”，请核对")
	}
	return nil
}
