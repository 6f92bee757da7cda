package ooxml

import (
	"archive/zip"
	"errors"
	"io"
	"sort"
	"strings"

	"yanpan.dev"
)

// Archive is an opened package: its parts by name, each read within the limits.
// It is safe for concurrent use as far as the reader beneath it is.
type Archive struct {
	names []string             // in order of name, as stored
	parts map[string]*zip.File // by folded name
	lim   Limits
}

// Open reads the directory of the package in r and checks it against lim
// before anything is unpacked. It fails with CodeUnreadable if r is empty,
// truncated or no zip archive, and with CodeRefused if it holds encrypted,
// duplicate or unsafely named parts or would unpack beyond the limits.
func Open(r io.ReaderAt, size int64, lim Limits) (*Archive, error) {
	lim = lim.orDefault()
	if err := checkHead(r, size, lim); err != nil {
		return nil, err
	}
	zr, err := readDirectory(r, size, lim)
	if err != nil {
		return nil, err
	}
	a := &Archive{parts: make(map[string]*zip.File, len(zr.File)), lim: lim}
	if len(zr.File) > lim.Entries {
		return nil, errTooMany(lim.Entries)
	}
	var total uint64
	for _, f := range zr.File {
		if strings.HasSuffix(f.Name, "/") && f.UncompressedSize64 == 0 {
			continue // a directory, which says nothing
		}
		if err := a.admit(f); err != nil {
			return nil, err
		}
		if total += f.UncompressedSize64; total > uint64(lim.TotalBytes) {
			return nil, errTooLarge()
		}
	}
	sort.Strings(a.names)
	return a, nil
}

// checkHead refuses by size and first bytes, before the archive is searched.
func checkHead(r io.ReaderAt, size int64, lim Limits) error {
	if size <= 0 {
		return errEmpty()
	}
	if size > lim.ArchiveBytes {
		return errTooLarge()
	}
	var head [4]byte
	n, err := r.ReadAt(head[:], 0)
	if n < len(head) {
		return &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "ooxml.Open", Message: "文件不完整", Remedy: "请重新保存或重新传一遍", Err: err}
	}
	if !isZip(head[:]) {
		return &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "ooxml.Open", Message: "这不是 .xlsx 或 .docx 文件", Remedy: "请用 Excel、Word 或 WPS 打开后另存为 .xlsx 或 .docx"}
	}
	return nil
}

// directoryBytesPerEntry is ample for a directory record of a part; the budget
// stops a directory of millions of records before it fills the memory.
const directoryBytesPerEntry = 1024

func readDirectory(r io.ReaderAt, size int64, lim Limits) (*zip.Reader, error) {
	b := &budgetReaderAt{r: r, left: int64(lim.Entries)*directoryBytesPerEntry + 256<<10}
	zr, err := zip.NewReader(b, size)
	switch {
	case errors.Is(err, errBudget):
		return nil, errTooMany(lim.Entries)
	case err != nil:
		return nil, errDamaged(err)
	}
	b.left = -1 // the directory is read; parts are bounded one by one
	return zr, nil
}

var errBudget = errors.New("ooxml: directory larger than its budget")

// budgetReaderAt fails once more than left bytes were read; left < 0 is no bound.
type budgetReaderAt struct {
	r    io.ReaderAt
	left int64
}

func (b *budgetReaderAt) ReadAt(p []byte, off int64) (int, error) {
	if b.left < 0 {
		return b.r.ReadAt(p, off)
	}
	n, err := b.r.ReadAt(p, off)
	if int64(n) > b.left {
		return 0, errBudget
	}
	b.left -= int64(n)
	return n, err
}

// admit checks one part's record and enters it.
func (a *Archive) admit(f *zip.File) error {
	name := strings.ReplaceAll(f.Name, `\`, "/") // some writers use Windows' separator
	switch {
	case f.Flags&1 != 0:
		return errEncrypted()
	case !safeName(name):
		return refused("文件里有来路不明的部件名，可能是恶意构造的文件", "请不要打开它，向发来的人核实")
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return unreadable("文件用了不认识的压缩方式", "请用 Excel、Word 或 WPS 打开后另存一份")
	case f.UncompressedSize64 > uint64(a.lim.PartBytes):
		return errTooLarge()
	case f.UncompressedSize64 > ratioFloor && f.UncompressedSize64 > f.CompressedSize64*uint64(a.lim.Ratio):
		return errBomb()
	}
	key := fold(name)
	if _, dup := a.parts[key]; dup {
		return refused("文件里有同名的部件，可能是恶意构造的文件", "请不要打开它，向发来的人核实")
	}
	a.parts[key] = f
	a.names = append(a.names, name)
	return nil
}

// safeName reports whether name stays inside the package.
func safeName(name string) bool {
	if name == "" || strings.HasPrefix(name, "/") || strings.ContainsAny(name, ":\x00") {
		return false
	}
	for _, seg := range strings.Split(name, "/") {
		if seg == ".." || seg == "." || seg == "" {
			return false
		}
	}
	return true
}

// fold gives the form under which part names are compared: without regard to
// ASCII case (ECMA-376 part 2, 6.2.2.3) and without a leading slash.
func fold(name string) string { return strings.ToLower(strings.TrimPrefix(name, "/")) }

// List gives the names of all parts in order.
func (a *Archive) List() []string { return append([]string(nil), a.names...) }

// Has reports whether there is a part of the name, in any case, with or without a leading slash.
func (a *Archive) Has(name string) bool {
	_, ok := a.parts[fold(name)]
	return ok
}

// Size is the unpacked size of a part in bytes, 0 if there is none.
func (a *Archive) Size(name string) int64 {
	if f, ok := a.parts[fold(name)]; ok {
		return int64(f.UncompressedSize64) // admit bounded it
	}
	return 0
}

// Open opens a part for reading. What it gives is never longer than its record
// said and the limits allow: a part that goes on fails at the first byte too many.
func (a *Archive) Open(name string) (io.ReadCloser, error) {
	f, ok := a.parts[fold(name)]
	if !ok {
		return nil, unreadable("文件缺少必要的部分（"+name+"）", "请用 Excel、Word 或 WPS 打开后另存一份")
	}
	rc, err := f.Open()
	if err != nil {
		return nil, errDamaged(err)
	}
	return partReader{rc}, nil
}

// ReadFile reads a whole part; same errors as Open.
func (a *Archive) ReadFile(name string) ([]byte, error) {
	rc, err := a.Open(name)
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	return io.ReadAll(rc)
}

// partReader turns the failures of unpacking into ours. It need not count:
// archive/zip ends a part with an error at the first byte beyond the size that
// its record claims, and admit has bounded that size.
type partReader struct{ rc io.ReadCloser }

func (p partReader) Read(b []byte) (int, error) {
	n, err := p.rc.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		err = errDamaged(err)
	}
	return n, err
}

func (p partReader) Close() error { return p.rc.Close() }
