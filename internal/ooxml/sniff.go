package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"yanpan.dev"
)

// Kind is what a file is by its content; its name does not matter.
type Kind string

// The kinds told apart.
const (
	Workbook     Kind = "xlsx"      // OOXML workbook without macros
	Document     Kind = "docx"      // OOXML text without macros
	Presentation Kind = "pptx"      // OOXML slides
	Macro        Kind = "macro"     // OOXML with a VBA project
	Encrypted    Kind = "encrypted" // OOXML or older, behind a password
	XLS          Kind = "xls"       // compound file with a BIFF workbook: .xls, .et
	DOC          Kind = "doc"       // compound file with a Word text: .doc, .wps
	Compound     Kind = "ole"       // another compound file
	PDF          Kind = "pdf"
	Executable   Kind = "exe"
	HTML         Kind = "html"
	RTF          Kind = "rtf"
	Zip          Kind = "zip"  // an archive that is no OOXML package
	Text         Kind = "text" // text of some encoding, .csv included
	Empty        Kind = "empty"
	Unknown      Kind = "unknown"
)

// sniffBytes is how much of a file's beginning decides about text.
const sniffBytes = 4096

// Sniff tells what r holds. The error is that of Open, for an archive that is
// damaged or dangerous, or of reading; the kind alone is no judgement, Refusal
// gives one.
func Sniff(r io.ReaderAt, size int64, lim Limits) (Kind, error) {
	if size <= 0 {
		return Empty, nil
	}
	head := make([]byte, min(size, sniffBytes))
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return Unknown, errDamaged(err)
	}
	head = head[:n]
	switch {
	case len(head) == 0:
		return Empty, nil
	case isZip(head):
		return sniffZip(r, size, lim)
	case bytes.HasPrefix(head, oleMagic):
		return sniffOLE(r, size, head), nil
	}
	return sniffHead(head), nil
}

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// sniffHead decides by first bytes alone.
func sniffHead(head []byte) Kind {
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	lower := bytes.ToLower(trimmed[:min(len(trimmed), 1024)])
	switch {
	case bytes.HasPrefix(head, []byte("MZ")) && bytes.IndexByte(head, 0) >= 0,
		bytes.HasPrefix(head, []byte("\x7fELF")),
		bytes.HasPrefix(head, []byte("\xcf\xfa\xed\xfe")):
		return Executable
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return RTF
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.HasPrefix(lower, []byte("<html")),
		bytes.HasPrefix(lower, []byte("<table")), bytes.HasPrefix(lower, []byte("<?xml")) && bytes.Contains(lower, []byte("<html")):
		return HTML
	case len(trimmed) == 0:
		return Empty
	case looksLikeText(head):
		return Text
	}
	return Unknown
}

// looksLikeText accepts UTF-16 by its mark, and otherwise bytes without
// control characters that are UTF-8 or could be GB18030.
func looksLikeText(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return len(head)%2 == 0
	}
	for _, c := range head {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			return false
		}
	}
	return validUTF8Prefix(head) || couldBeGB18030(head)
}

// validUTF8Prefix allows the last character to be cut by the end of the head.
func validUTF8Prefix(b []byte) bool {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			return !utf8.FullRune(b)
		}
		b = b[n:]
	}
	return true
}

// couldBeGB18030 checks the lead and trail bytes of the two- and four-byte forms.
func couldBeGB18030(b []byte) bool {
	for i := 0; i < len(b); i++ {
		c := b[i]
		if c < 0x80 {
			continue
		}
		if c == 0x80 || c == 0xff {
			return false
		}
		if i+1 == len(b) {
			return true
		}
		switch t := b[i+1]; {
		case t >= 0x40 && t != 0x7f && t != 0xff:
			i++
		case t >= 0x30 && t <= 0x39:
			i += 3
		default:
			return false
		}
	}
	return true
}

// contentTypes is the part every OOXML package names its parts' kinds in.
const contentTypes = "[Content_Types].xml"

func sniffZip(r io.ReaderAt, size int64, lim Limits) (Kind, error) {
	a, err := Open(r, size, lim)
	if err != nil {
		var ye *yanpan.Error
		if errors.As(err, &ye) && ye.Message == errEncrypted().Message {
			return Encrypted, nil
		}
		return Unknown, err
	}
	return a.Kind()
}

// Kind tells what the package is by its content types. The error is that of
// reading the part that lists them.
func (a *Archive) Kind() (Kind, error) {
	if !a.Has(contentTypes) {
		return Zip, nil
	}
	for _, n := range a.names {
		if strings.HasSuffix(fold(n), "vbaproject.bin") {
			return Macro, nil
		}
	}
	rc, err := a.Open(contentTypes)
	if err != nil {
		return Unknown, err
	}
	defer rc.Close()
	types := partTypes{kind: Zip, overridden: map[string]bool{}}
	if err := types.read(NewDecoder(rc, XMLLimits{Tokens: 1 << 20})); err != nil {
		return Unknown, err
	}
	if slices.ContainsFunc(a.names, types.isMacro) {
		return Macro, nil
	}
	return types.kind, nil
}

// partTypes is what a package says about the kinds of its parts.
type partTypes struct {
	kind       Kind            // of the main part
	macroEnds  []string        // endings whose parts are macros unless said otherwise
	overridden map[string]bool // parts whose type is told by name
}

func (p *partTypes) read(d *Decoder) error {
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if s, ok := t.(xml.StartElement); ok {
			p.add(s)
		}
	}
}

// add takes one line. A default for an ending makes no macro by itself: some
// programs write one for .bin into every workbook they save.
func (p *partTypes) add(s xml.StartElement) {
	k := kindOfType(Attr(s, "ContentType"))
	switch {
	case s.Name.Local == "Override":
		p.overridden[fold(Attr(s, "PartName"))] = true
	case k == Macro && s.Name.Local == "Default":
		p.macroEnds = append(p.macroEnds, "."+fold(Attr(s, "Extension")))
		return
	}
	if k != "" && p.kind != Macro {
		p.kind = k
	}
}

// isMacro reports whether the part of the name is a macro by its ending.
func (p *partTypes) isMacro(name string) bool {
	name = fold(name)
	return !p.overridden[name] && slices.ContainsFunc(p.macroEnds, func(end string) bool { return strings.HasSuffix(name, end) })
}

// kindOfType reads one content type; "" if it is no main part.
func kindOfType(ct string) Kind {
	ct = strings.ToLower(ct)
	switch {
	case strings.Contains(ct, "macroenabled") || strings.Contains(ct, "vbaproject"):
		return Macro
	case !strings.HasSuffix(ct, ".main+xml"):
		return ""
	case strings.Contains(ct, "spreadsheetml"):
		return Workbook
	case strings.Contains(ct, "wordprocessingml"):
		return Document
	case strings.Contains(ct, "presentationml"):
		return Presentation
	}
	return ""
}

// ExternalLinks names the parts through which a workbook draws values from
// other files; empty if there are none.
func (a *Archive) ExternalLinks() []string {
	var out []string
	for _, n := range a.names {
		f := fold(n)
		if strings.HasPrefix(f, "xl/externallinks/") && !strings.Contains(f, "/_rels/") {
			out = append(out, n)
		}
	}
	return out
}
