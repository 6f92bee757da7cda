package grid

import (
	"path"
	"strconv"
	"strings"

	"yanpan.dev/internal/ooxml"
)

// packageLimits allow a sheet of 100 000 rows and forty columns, and one whose rows
// are all formatted and blank; what is larger is no roster.
var packageLimits = ooxml.Limits{PartBytes: 320 << 20, TotalBytes: 480 << 20}

// maxStyles is how many cell styles are heeded; Excel allows 65 490.
const maxStyles = 1<<16 - 1

// xlsxReader reads a workbook of Office Open XML.
type xlsxReader struct {
	pkg    *ooxml.Archive
	book   *Book
	store  *store
	styles []uint16 // index in store.formats of each cell style
	shared []uint32 // place of each shared string + 1; 0 is an empty one
	budget budget
}

// sheetEntry is a sheet as the workbook part lists it.
type sheetEntry struct {
	name, id string
	hidden   bool
}

// relation is one entry of a part's relations.
type relation struct {
	kind   string // last segment of the type
	target string // path in the package
}

func readXLSX(pkg *ooxml.Archive, book *Book) error {
	if len(pkg.ExternalLinks()) > 0 {
		return externalLinks()
	}
	x := &xlsxReader{pkg: pkg, book: book, store: newStore()}
	main, err := x.mainPart()
	if err != nil {
		return err
	}
	rels, err := x.relations(main)
	if err != nil {
		return err
	}
	entries, err := x.workbook(main)
	if err != nil {
		return err
	}
	x.store.d1904 = book.Date1904
	for _, r := range rels {
		switch {
		case r.kind == "styles" && pkg.Has(r.target):
			err = x.readPart(r.target, x.readStyles)
		case r.kind == "sharedStrings" && pkg.Has(r.target):
			err = x.readPart(r.target, x.readShared)
		}
		if err != nil {
			return err
		}
	}
	return x.sheets(entries, rels)
}

func (x *xlsxReader) sheets(entries []sheetEntry, rels map[string]relation) error {
	if len(entries) > maxSheets {
		return refused("工作表超过"+strconv.Itoa(maxSheets)+"个，没有打开", "请拆成几个文件再试")
	}
	for _, e := range entries {
		r := rels[e.id]
		switch {
		case r.kind != "worksheet" && r.kind != "":
			continue // a chart or macro sheet
		case !x.pkg.Has(r.target):
			x.book.Warnings = append(x.book.Warnings, "工作表“"+e.name+"”的内容在文件里找不到，没有读到")
			continue
		}
		sheet := &Sheet{Name: e.name, Hidden: e.hidden}
		read := func(s *xmlScanner) error { return x.readSheet(sheet, s) }
		if err := x.readPart(r.target, read); err != nil {
			return at(err, "“"+e.name+"”表")
		}
		x.book.Sheets = append(x.book.Sheets, sheet)
	}
	return nil
}

// readPart opens a part and hands its scanner to read.
func (x *xlsxReader) readPart(name string, read func(*xmlScanner) error) error {
	rc, err := x.pkg.Open(name)
	if err != nil {
		return err
	}
	defer rc.Close()
	return read(newXMLScanner(rc))
}

// eachStart calls f at every start tag.
func eachStart(s *xmlScanner, f func() error) error {
	for {
		ev, err := s.next()
		if err != nil || ev == xmlEOF {
			return err
		}
		if ev == xmlStart {
			if err := f(); err != nil {
				return err
			}
		}
	}
}

// mainPart finds the workbook by the package's relations, as programs that put it elsewhere expect.
func (x *xlsxReader) mainPart() (string, error) {
	const usual = "xl/workbook.xml"
	rels, err := x.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if r.kind == "officeDocument" && x.pkg.Has(r.target) {
			return r.target, nil
		}
	}
	if x.pkg.Has(usual) {
		return usual, nil
	}
	return "", damaged("里面没有工作簿")
}

// relations reads the relations of a part, those of the package for "".
func (x *xlsxReader) relations(part string) (map[string]relation, error) {
	dir, file := path.Split(part)
	name := dir + "_rels/" + file + ".rels"
	out := map[string]relation{}
	if !x.pkg.Has(name) {
		return out, nil
	}
	err := x.readPart(name, func(s *xmlScanner) error {
		return eachStart(s, func() error {
			if string(s.name) != "Relationship" || s.attr("TargetMode") == "External" {
				return nil
			}
			target := s.attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", dir, target)
			}
			out[s.attr("Id")] = relation{path.Base(s.attr("Type")), strings.TrimPrefix(path.Clean(target), "/")}
			return nil
		})
	})
	return out, err
}

func (x *xlsxReader) workbook(part string) (entries []sheetEntry, err error) {
	err = x.readPart(part, func(s *xmlScanner) error {
		return eachStart(s, func() error {
			switch string(s.name) {
			case "workbookPr":
				x.book.Date1904 = s.truth("date1904")
			case "sheet":
				state := s.attr("state")
				entries = append(entries, sheetEntry{s.attr("name"), s.attr("id"), state == "hidden" || state == "veryHidden"})
			}
			return nil
		})
	})
	if err == nil && len(entries) == 0 {
		err = damaged("里面没有工作表")
	}
	return entries, err
}

// readStyles finds the number format of every cell style.
func (x *xlsxReader) readStyles(s *xmlScanner) error {
	codes := map[int]string{}
	var ids []int
	within := ""
	for {
		ev, err := s.next()
		if err != nil {
			return err
		}
		switch {
		case ev == xmlEOF:
			x.styles = x.formatTable(ids, codes)
			return nil
		case ev == xmlStart && s.depth == 2:
			within = string(s.name)
		case ev == xmlStart && s.depth == 3 && within == "numFmts" && len(codes) < maxStyles:
			if id, err := strconv.Atoi(s.attr("numFmtId")); err == nil {
				codes[id] = s.attr("formatCode")
			}
		case ev == xmlStart && s.depth == 3 && within == "cellXfs" && len(ids) < maxStyles:
			id, err := strconv.Atoi(s.attr("numFmtId"))
			if err != nil {
				id = 0
			}
			ids = append(ids, id)
		}
	}
}

func (x *xlsxReader) formatTable(ids []int, codes map[int]string) []uint16 {
	out := make([]uint16, len(ids))
	for i, id := range ids {
		out[i] = x.store.format(id, codes[id])
	}
	return out
}

// readShared keeps the shared strings; only letters of the base text count, not how they are read aloud.
func (x *xlsxReader) readShared(s *xmlScanner) error {
	var text []byte
	keep := false
	for {
		ev, err := s.next()
		if err != nil || ev == xmlEOF {
			return err
		}
		switch {
		case ev == xmlText && keep:
			if text, err = s.appendText(text); err != nil {
				return err
			}
		case ev == xmlText:
		case ev == xmlStart && string(s.name) == "rPh":
			if err := s.skip(); err != nil {
				return err
			}
		case string(s.name) == "t":
			keep = ev == xmlStart
		case ev == xmlStart && string(s.name) == "si":
			text = text[:0]
		case ev == xmlEnd && string(s.name) == "si":
			if err := x.addShared(unescapeX(text)); err != nil {
				return err
			}
		}
	}
}

func (x *xlsxReader) addShared(text []byte) error {
	switch {
	case len(x.shared) >= maxCells || x.store.total > maxTexts:
		return tooLarge()
	case len(text) > maxCellText:
		return tooLong()
	case len(text) == 0:
		x.shared = append(x.shared, 0)
		return nil
	}
	x.shared = append(x.shared, x.store.append(text)+1)
	return nil
}

// unescapeX undoes Excel's way of writing characters that XML cannot hold: _x000D_.
func unescapeX(b []byte) []byte {
	out := b[:0]
	for i := 0; i < len(b); i++ {
		if b[i] == '_' && i+6 < len(b) && b[i+1] == 'x' && b[i+6] == '_' {
			if n, err := strconv.ParseUint(string(b[i+2:i+6]), 16, 16); err == nil {
				if n < 0x20 || n == '_' {
					out = append(out, byte(n))
					i += 6
					continue
				}
			}
		}
		out = append(out, b[i])
	}
	return out
}
