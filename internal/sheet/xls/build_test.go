package xls

import (
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// stream is one stream of a compound file built by a test.
type stream struct {
	name string
	data []byte
}

// compound builds a compound file ([MS-CFB], sectors of 512 bytes). Streams are
// padded to 4096 bytes, so that no mini stream is needed; a name may be that of a storage, with no data.
func compound(streams ...stream) []byte {
	const sector = 512
	dirSectors := (len(streams) + 1 + 3) / 4
	starts := make([]int, len(streams))
	next := dirSectors
	for i := range streams {
		if n := len(streams[i].data); n > 0 {
			padded := max((n+sector-1)/sector*sector, 4096)
			streams[i].data = append(streams[i].data[:n:n], make([]byte, padded-n)...)
			starts[i] = next
			next += padded / sector
		}
	}
	fatSectors := 1
	for (next+fatSectors)*4 > fatSectors*sector {
		fatSectors++
	}
	total := next + fatSectors
	out := make([]byte, sector*(1+total))
	copy(out, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le := binary.LittleEndian
	le.PutUint16(out[24:], 0x3e)
	le.PutUint16(out[26:], 3)
	le.PutUint16(out[28:], 0xfffe)
	le.PutUint16(out[30:], 9)
	le.PutUint16(out[32:], 6)
	le.PutUint32(out[44:], uint32(fatSectors))
	le.PutUint32(out[48:], 0) // directory in sector 0
	le.PutUint32(out[56:], 4096)
	le.PutUint32(out[60:], 0xfffffffe)
	le.PutUint32(out[68:], 0xfffffffe)
	for i := range 109 {
		le.PutUint32(out[76+4*i:], 0xffffffff)
	}
	fat := make([]uint32, fatSectors*sector/4)
	for i := range fat {
		fat[i] = 0xffffffff
	}
	chain := func(start, n int) {
		for i := range n {
			fat[start+i] = uint32(start + i + 1)
		}
		fat[start+n-1] = 0xfffffffe
	}
	chain(0, dirSectors)
	at := func(s int) []byte { return out[sector*(1+s):] }
	dir := at(0)
	dirEntry(dir, "Root Entry", 5, 1, 0xfffffffe, 0)
	for i, s := range streams {
		kind, start := byte(1), uint32(0xfffffffe)
		if len(s.data) > 0 {
			kind, start = 2, uint32(starts[i])
			chain(starts[i], len(s.data)/sector)
			copy(at(starts[i]), s.data)
		}
		e := dir[128*(i+1):]
		dirEntry(e, s.name, kind, -1, start, len(s.data))
		if i+1 < len(streams) {
			le.PutUint32(e[72:], uint32(i+2)) // right sibling
		}
	}
	for i := range fatSectors {
		fat[next+i] = 0xfffffffd
		le.PutUint32(out[76+4*i:], uint32(next+i))
	}
	for i, v := range fat {
		le.PutUint32(at(next)[4*i:], v)
	}
	return out
}

func dirEntry(e []byte, name string, kind byte, child int, start uint32, size int) {
	le := binary.LittleEndian
	u := utf16.Encode([]rune(name))
	for i, c := range u {
		le.PutUint16(e[2*i:], c)
	}
	le.PutUint16(e[64:], uint16(2*len(u)+2))
	e[66] = kind
	le.PutUint32(e[68:], 0xffffffff)
	le.PutUint32(e[72:], 0xffffffff)
	le.PutUint32(e[76:], uint32(int32(child)))
	le.PutUint32(e[116:], start)
	le.PutUint32(e[120:], uint32(size))
}

// rec is one BIFF record of the parts given: byte, uint16, uint32, float64, []byte or string (one byte a character).
func rec(kind uint16, parts ...any) []byte {
	body := pack(parts...)
	out := binary.LittleEndian.AppendUint16(nil, kind)
	out = binary.LittleEndian.AppendUint16(out, uint16(len(body)))
	return append(out, body...)
}

func pack(parts ...any) []byte {
	var b []byte
	le := binary.LittleEndian
	for _, p := range parts {
		switch v := p.(type) {
		case byte:
			b = append(b, v)
		case int: // a field of two bytes
			b = le.AppendUint16(b, uint16(v))
		case uint32:
			b = le.AppendUint32(b, v)
		case float64:
			b = le.AppendUint64(b, math.Float64bits(v))
		case string:
			b = append(b, v...)
		case []byte:
			b = append(b, v...)
		}
	}
	return b
}

// wide encodes text in two bytes a character.
func wide(text string) []byte {
	var b []byte
	for _, c := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, c)
	}
	return b
}

// sheetDef is a sheet of a workbook built by a test.
type sheetDef struct {
	name   string
	state  byte // 0 visible, 1 hidden, 2 very hidden
	kind   byte // 0 worksheet, 2 chart
	record []byte
}

var bof = struct{ globals, sheet []byte }{
	rec(recBOF, 0x0600, 0x0005, 0, 0, uint32(0), uint32(0)),
	rec(recBOF, 0x0600, 0x0010, 0, 0, uint32(0), uint32(0)),
}

// workbook builds the stream: globals with the records given, then the sheets.
func workbook(globals []byte, sheets ...sheetDef) []byte {
	build := func(offsets []int) []byte {
		out := append([]byte{}, bof.globals...)
		for i, s := range sheets {
			name := wide(s.name)
			out = append(out, rec(recBoundSheet, uint32(offsets[i]), s.state, s.kind, byte(len(name)/2), byte(1), name)...)
		}
		out = append(out, globals...)
		return append(out, rec(recEOF)...)
	}
	offsets := make([]int, len(sheets))
	at := len(build(offsets))
	for i, s := range sheets {
		offsets[i] = at
		at += len(bof.sheet) + len(s.record) + 4
	}
	out := build(offsets)
	for _, s := range sheets {
		out = append(out, bof.sheet...)
		out = append(out, s.record...)
		out = append(out, rec(recEOF)...)
	}
	return out
}

func cat(parts ...[]byte) []byte {
	var out []byte
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}
