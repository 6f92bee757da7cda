package grid

import (
	"io"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/ooxml"
)

// Read reads the tables of one file. What the file is shows in its content; name serves
// messages only. The error is a *yanpan.Error: CodeRefused for what is dangerous, locked,
// too large or of a kind that must be saved as another first; CodeUnreadable
// for what is empty, damaged or without a table.
func Read(name string, r io.ReaderAt, size int64) (*Book, error) {
	book, err := read(name, r, size)
	if err != nil {
		e := *asError(err)
		e.Where = "《" + baseName(name) + "》" + e.Where
		return nil, &e
	}
	return book, nil
}

// baseName is the last part of a path of either kind of system.
func baseName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

func read(name string, r io.ReaderAt, size int64) (*Book, error) {
	kind, err := ooxml.Sniff(r, size, packageLimits)
	if err != nil {
		return nil, err
	}
	book := &Book{Name: name}
	switch kind {
	case ooxml.Workbook, ooxml.Document:
		err = readPackage(kind, r, size, book)
	case ooxml.XLS, ooxml.DOC, ooxml.Compound:
		book.Format = FormatXLS
		err = readXLS(r, size, book)
	case ooxml.Text, ooxml.HTML:
		err = readText(r, size, book)
	default:
		err = notReadable(kind, r, size)
	}
	if err != nil {
		return nil, err
	}
	return book, nil
}

func readPackage(kind ooxml.Kind, r io.ReaderAt, size int64, book *Book) error {
	pkg, err := ooxml.Open(r, size, packageLimits)
	if err != nil {
		return err
	}
	if kind == ooxml.Document {
		book.Format = FormatDOCX
		return readDOCX(pkg, book)
	}
	book.Format = FormatXLSX
	return readXLSX(pkg, book)
}

// notReadable says why nothing can be read from a file of the kind and what would help.
func notReadable(kind ooxml.Kind, r io.ReaderAt, size int64) error {
	switch kind {
	case ooxml.Zip, ooxml.Macro:
		if e := otherSpreadsheet(r, size); e != nil {
			return e
		}
	case ooxml.Unknown:
		if e := byFirstBytes(r); e != nil {
			return e
		}
	}
	if e := ooxml.Refusal(kind); e != nil {
		return e
	}
	return unknownKind()
}

// otherSpreadsheet knows spreadsheets in an archive that are read only after saving them anew.
func otherSpreadsheet(r io.ReaderAt, size int64) *yanpan.Error {
	pkg, err := ooxml.Open(r, size, packageLimits)
	if err != nil {
		return asError(err)
	}
	switch {
	case pkg.Has("xl/workbook.bin") && !pkg.Has("xl/vbaProject.bin"):
		return refused("这是二进制工作簿（.xlsb），读不了", "请用 Excel 或 WPS 打开后另存为 .xlsx 再试")
	case pkg.Has("mimetype") && pkg.Has("content.xml"):
		return refused("这是 OpenDocument 文件（.ods 或 .odt），读不了", "请打开后另存为 .xlsx 或 .docx 再试")
	}
	return nil
}

// byFirstBytes names kinds of file that often come under the name of a spreadsheet.
func byFirstBytes(r io.ReaderAt) *yanpan.Error {
	var head [8]byte
	n, _ := r.ReadAt(head[:], 0)
	switch b := string(head[:n]); {
	case hasAnyPrefix(b, "\xff\xd8\xff", "\x89PNG", "GIF8", "BM"):
		return refused("这是图片，不是表格", "请提供表格文件（.xlsx、.xls、.csv 或 .docx）")
	case hasAnyPrefix(b, "Rar!", "7z\xbc\xaf", "\x1f\x8b"):
		return refused("这是压缩包，不是表格", "请先解压，再把里面的表格拖进来")
	case hasAnyPrefix(b, "\x09\x00\x04\x00", "\x09\x02\x06\x00", "\x09\x04\x06\x00", "\x09\x08\x08\x00", "\x09\x08\x10\x00"):
		return refused("这是 Excel 95 或更早的格式，读不了", "请用 Excel 或 WPS 打开后另存为 .xlsx 再试")
	}
	return nil
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if len(s) >= len(p) && s[:len(p)] == p {
			return true
		}
	}
	return false
}

func unknownKind() *yanpan.Error {
	return refused("认不出这是什么文件", "请提供 .xlsx、.xls、.csv 或 .docx 文件")
}
