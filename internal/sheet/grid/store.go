package grid

import (
	"encoding/binary"
	"hash/maphash"
	"strings"
)

const (
	maxRow = 1 << 20 // rows of a worksheet
	maxCol = 1<<14 - 1
	// blockCells is how many cells are allocated at once.
	blockCells = 4096
	// chunkBits sets the size of a chunk of text, 1 MiB; no text may be longer.
	chunkBits = 20
	chunkSize = 1 << chunkBits
	// cacheSlots is the size of the table that finds short texts seen shortly before.
	cacheSlots   = 1 << 12
	cacheTextLen = 48
)

// storedCell is a cell that is not empty, in 12 bytes: four million of them stay below 50 MB.
type storedCell struct {
	text    uint32 // place in store.chunks
	format  uint16 // index in store.formats
	col     uint16
	kind    Kind
	formula bool
}

type storedRow struct {
	cells  []storedCell // sorted by col
	number int32
	hidden bool
}

// store keeps the texts and formats of a Book. Texts lie behind one another in
// large chunks, so that millions of them cost the collector nothing.
type store struct {
	chunks  []*strings.Builder
	formats []*NumberFormat
	codes   map[string]uint16 // index in formats
	d1904   bool
	seed    maphash.Seed
	cache   []uint32 // place + 1 of a recent short text, by hash
	total   int64
}

func newStore() *store {
	return &store{formats: []*NumberFormat{general}, codes: map[string]uint16{}, seed: maphash.MakeSeed(), cache: make([]uint32, cacheSlots)}
}

// put keeps s and returns its place. Short texts that were seen shortly before
// are not kept twice. s must be shorter than a chunk.
func (t *store) put(s []byte) uint32 {
	if len(s) > cacheTextLen {
		return t.append(s)
	}
	slot := &t.cache[maphash.Bytes(t.seed, s)%cacheSlots]
	if *slot != 0 && t.get(*slot-1) == string(s) {
		return *slot - 1
	}
	at := t.append(s)
	*slot = at + 1
	return at
}

func (t *store) append(s []byte) uint32 {
	var head [binary.MaxVarintLen32]byte
	n := binary.PutUvarint(head[:], uint64(len(s)))
	last := len(t.chunks) - 1
	if last < 0 || t.chunks[last].Len()+n+len(s) > chunkSize {
		b := new(strings.Builder)
		b.Grow(chunkSize)
		t.chunks = append(t.chunks, b)
		last++
	}
	b := t.chunks[last]
	at := uint32(last)<<chunkBits | uint32(b.Len())
	b.Write(head[:n])
	b.Write(s)
	t.total += int64(n + len(s))
	return at
}

func (t *store) get(at uint32) string {
	s := t.chunks[at>>chunkBits].String()[at&(chunkSize-1):]
	n, w := uvarint(s)
	return s[w : w+n]
}

// uvarint is binary.Uvarint for a string.
func uvarint(s string) (n, width int) {
	for shift := 0; ; shift += 7 {
		c := s[width]
		width++
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			return n, width
		}
	}
}

func (t *store) cell(c storedCell) Cell {
	out := Cell{Kind: c.kind, Formula: c.formula, format: t.formats[c.format], d1904: t.d1904}
	if c.kind != NoValue {
		out.raw = t.get(c.text)
	}
	return out
}
