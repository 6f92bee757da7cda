package ooxml

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"
)

// oleMagic begins a compound file (MS-CFB 2.2).
var oleMagic = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}

// maxDirectorySectors bounds the walk through a compound file's directory.
const maxDirectorySectors = 256

// sniffOLE tells a compound file's kind by the names of its streams.
func sniffOLE(r io.ReaderAt, size int64, head []byte) Kind {
	kind := Compound
	for _, name := range oleStreams(r, size, head) {
		switch strings.ToLower(name) {
		case "encryptedpackage":
			return Encrypted
		case "workbook", "book":
			kind = XLS
		case "worddocument", "wpsdocument":
			kind = DOC
		}
	}
	return kind
}

// oleStreams lists the names in the directory, as far as it can be followed.
func oleStreams(r io.ReaderAt, size int64, head []byte) []string {
	if len(head) < 512 {
		return nil
	}
	shift := binary.LittleEndian.Uint16(head[30:])
	if shift != 9 && shift != 12 {
		return nil
	}
	w := oleWalker{r: r, size: size, head: head, sector: int64(1) << shift}
	var names []string
	s := binary.LittleEndian.Uint32(head[48:])
	for n := 0; n < maxDirectorySectors; n++ {
		b := w.read(s)
		if b == nil {
			break
		}
		for i := 0; i+128 <= len(b); i += 128 {
			if name := oleName(b[i : i+128]); name != "" {
				names = append(names, name)
			}
		}
		s = w.next(s)
	}
	return names
}

// oleName reads the UTF-16 name of a directory entry; "" for an unused one.
func oleName(entry []byte) string {
	n := int(binary.LittleEndian.Uint16(entry[64:]))
	if n < 4 || n > 64 {
		return ""
	}
	u := make([]uint16, n/2-1)
	for i := range u {
		u[i] = binary.LittleEndian.Uint16(entry[2*i:])
	}
	return string(bytes.TrimRight([]byte(string(utf16.Decode(u))), "\x00"))
}

// oleWalker follows the chain of sectors by the table listed in the header;
// the directory of any real office file lies within its reach.
type oleWalker struct {
	r      io.ReaderAt
	size   int64
	head   []byte
	sector int64
}

// read gives sector s, nil if it lies outside the file.
func (w oleWalker) read(s uint32) []byte {
	off := (int64(s) + 1) * w.sector
	if s >= 0xfffffffa || off >= w.size {
		return nil
	}
	b := make([]byte, w.sector)
	n, _ := w.r.ReadAt(b, off) // a short last sector is judged by its length
	return b[:n]
}

// next gives the sector after s, an end mark if the table is out of reach.
func (w oleWalker) next(s uint32) uint32 {
	const end = 0xfffffffe
	perSector := uint32(w.sector / 4)
	i := s / perSector
	if i >= 109 || int(76+4*i+4) > len(w.head) {
		return end
	}
	fat := w.read(binary.LittleEndian.Uint32(w.head[76+4*i:]))
	at := int(s%perSector) * 4
	if at+4 > len(fat) {
		return end
	}
	return binary.LittleEndian.Uint32(fat[at:])
}
