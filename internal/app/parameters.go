package app

import (
	"bytes"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/policy"
)

// ParametersName is what a pack as a workbook is called.
const ParametersName = "政策参数表.xlsx"

// Parameters writes a pack as a workbook that an office can change and import again.
func Parameters(p *policy.Pack, above []*policy.Pack, version string) (Output, error) {
	var pages []sheet.ParameterSheet
	for _, s := range policy.NewBook(p, above...).Sheets {
		page := sheet.ParameterSheet{Name: s.Name, Note: s.Note, Rows: s.Rows}
		for _, h := range s.Head {
			page.Columns = append(page.Columns, sheet.ParameterColumn{Label: h.Label, List: h.Words, Required: h.Required})
		}
		pages = append(pages, page)
	}
	var b bytes.Buffer
	err := sheet.WriteParameters(&b, "政策参数表", pages, []paper.Fact{{Name: "版本", Value: version}, {Name: "政策包", Value: p.ID}})
	return Output{ParametersName, b.Bytes()}, err
}

// PacksAbove are the national packs that a local pack is laid over on a day.
func PacksAbove(p *policy.Pack, builtin []*policy.Pack, asOf yanpan.Date) []*policy.Pack {
	if p.Level == policy.LevelNational {
		return nil
	}
	return slices.DeleteFunc(InForce(builtin, asOf), func(b *policy.Pack) bool { return b.Level != policy.LevelNational })
}

// PackFromBook reads a workbook of parameters from a file, as ReadParameters does.
func PackFromBook(name string) (p *policy.Pack, files []Output, err error) {
	f, err := OpenFile(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, nil, Unreadable(name, err)
	}
	return ReadParameters(filepath.Base(name), data)
}

// ReadParameters reads a workbook of parameters as a pack; files are the same
// pack as a folder, named below it. Its error lists every fault with its cell.
func ReadParameters(name string, data []byte) (p *policy.Pack, files []Output, err error) {
	book, err := grid.Read(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, err
	}
	p, texts, err := policy.ReadBook(bookTables(book), name)
	if err != nil {
		return nil, nil, err
	}
	for file, text := range texts {
		files = append(files, Output{path.Join(p.ID, file), []byte(text)})
	}
	slices.SortFunc(files, func(a, b Output) int { return strings.Compare(a.Name, b.Name) })
	return p, files, nil
}

// bookTables gives the texts of every sheet by row number.
func bookTables(book *grid.Book) []policy.BookTable {
	var tables []policy.BookTable
	for _, s := range book.Sheets {
		t := policy.BookTable{Name: s.Name}
		for _, row := range s.Rows() {
			for len(t.Rows) < row.Number()-1 {
				t.Rows = append(t.Rows, nil)
			}
			t.Rows = append(t.Rows, row.Texts())
		}
		tables = append(tables, t)
	}
	return tables
}

// isBook reports whether a pack is given as a workbook.
func isBook(name string) bool {
	return slices.Contains([]string{".xlsx", ".xls", ".et"}, strings.ToLower(filepath.Ext(name)))
}

// FindPack gives the pack that comes with the program under an identity or a
// topic; the error lists those there are.
func FindPack(name string) (*policy.Pack, error) {
	builtin, err := policy.LoadBuiltin()
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(builtin))
	for i, p := range builtin {
		if p.ID == name || p.Topic == name {
			return p, nil
		}
		ids[i] = p.ID
	}
	return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.FindPack", Message: "没有叫“" + name + "”的政策包", Remedy: "内置的有\uFF1A" + strings.Join(ids, "、")}
}
