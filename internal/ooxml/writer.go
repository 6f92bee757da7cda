package ooxml

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"

	"yanpan.dev"
)

// dosDate is 1980-01-01, the first day a zip archive can name: times would make
// two writings of one paper differ.
const dosDate = 1<<5 | 1

// record describes a part that is to be packed with the method.
func record(name string, method uint16) zip.FileHeader {
	h := zip.FileHeader{Name: name, Method: method}
	h.ModifiedDate = dosDate //nolint:staticcheck // CreateRaw writes this field as it stands and ignores Modified
	return h
}

// rawRecord describes a part whose data has been packed into that many bytes.
func rawRecord(name string, method uint16, data []byte, packed int) zip.FileHeader {
	h := record(name, method)
	h.CRC32 = crc32.ChecksumIEEE(data)
	h.CompressedSize64, h.UncompressedSize64 = uint64(packed), uint64(len(data))
	return h
}

// Writer writes a package whose bytes depend only on what is added, in the
// order in which it is added. The first failure is kept and given by Close.
type Writer struct {
	zw   *zip.Writer
	seen map[string]bool
	err  error
}

// NewWriter starts a package on w. By custom [Content_Types].xml comes first.
func NewWriter(w io.Writer) *Writer {
	return &Writer{zw: zip.NewWriter(w), seen: map[string]bool{}}
}

// Part is a part packed once and added to many packages.
type Part struct {
	header zip.FileHeader
	packed []byte
	err    error // of packing; a Writer the part is added to fails with it
}

// Pack compresses a part for repeated use.
func Pack(name string, data []byte) Part {
	packed, err := deflate(data)
	return Part{header: rawRecord(name, zip.Deflate, data, len(packed)), packed: packed, err: err}
}

func deflate(data []byte) ([]byte, error) {
	var buf bytes.Buffer
	fw, err := flate.NewWriter(&buf, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := fw.Write(data); err != nil {
		return nil, err
	}
	err = fw.Close()
	return buf.Bytes(), err
}

// storeBelow is the size, in bytes, below which packing costs more than it saves.
const storeBelow = 700

// Add packs data as the part of the name.
func (w *Writer) Add(name string, data []byte) {
	if !w.claim(name) {
		return
	}
	if len(data) < storeBelow {
		w.addRaw(rawRecord(name, zip.Store, data, len(data)), data)
		return
	}
	h := record(name, zip.Deflate)
	pw, err := w.zw.CreateHeader(&h)
	if err != nil {
		w.fail(err)
		return
	}
	if _, err := pw.Write(data); err != nil {
		w.fail(err)
	}
}

// AddPart adds a part packed before.
func (w *Writer) AddPart(p Part) {
	switch {
	case !w.claim(p.header.Name):
	case p.err != nil:
		w.fail(p.err)
	default:
		w.addRaw(p.header, p.packed)
	}
}

// addRaw writes a part as it is to stand in the archive.
func (w *Writer) addRaw(h zip.FileHeader, packed []byte) {
	pw, err := w.zw.CreateRaw(&h)
	if err != nil {
		w.fail(err)
		return
	}
	if _, err := pw.Write(packed); err != nil {
		w.fail(err)
	}
}

// claim refuses work after a failure and a name used twice.
func (w *Writer) claim(name string) bool {
	if w.err != nil {
		return false
	}
	key := fold(name)
	if w.seen[key] || !safeName(name) {
		w.err = yanpan.Errorf(yanpan.CodeInternal, "ooxml.Writer", "同一个部件写了两次或名称不对：%s", name)
		return false
	}
	w.seen[key] = true
	return true
}

func (w *Writer) fail(err error) {
	if w.err == nil {
		w.err = &yanpan.Error{Code: yanpan.CodeWrite, Op: "ooxml.Writer", Message: "文件写不进去", Remedy: "请看看磁盘是否已满、文件是否正被打开", Err: err}
	}
}

// Close finishes the package and gives the first failure: CodeWrite if the
// writer beneath failed. It does not close that writer.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.err
	}
	if err := w.zw.Close(); err != nil {
		w.fail(err)
		return w.err
	}
	return nil
}
