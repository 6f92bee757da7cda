// Package demo carries the sample township: 青石镇 with 38 villages and
// communities, in workbooks as untidy as those that villages send. All people
// are invented.
//
// Fifteen workbooks in .xlsx, .xls, .csv (UTF-8 and GB18030) and .docx hold the
// people of every village once: under group lines with sub-totals, a sheet per
// village, headers of two levels, party and village lists side by side, hidden
// rows, columns the other way round, dates as serial numbers, a table of a text.
// Beside them stand the list of secretaries and directors (who are therefore
// met twice), registers of three party branches, the village files, reserve and
// sanctions, and the ledger of work with the totals of the evaluation.
//
// Some rows are bad on purpose and must be given back: a month 13, a birth in
// the future, a wrong check digit, a birth and a sex against the number, no
// name, a second row that contradicts the first, ballots that do not add up.
// Others are taken in with a remark: the year of birth alone, a number damaged
// by the spreadsheet, education left empty, a political status and a post that
// say nothing, somebody sanctioned who is in no roster.
//
// Most villages are in order. A report finds, among others: 黄泥塘村 and 马鞍山村
// aged, 梨树坪村 low in schooling, 高岩村 and 大垭口村 without a woman, 下坪村
// without anybody young, 陈家沟村 without a secretary, 王家店村 with a sanction
// in effect, 上坪村, 水井村 and 大垭口村 without reserve, 双河口村 and 金盆村 not
// audited, 永安村 long without publication, 何家嘴村 with a low turnout.
package demo

import (
	"embed"
	"io/fs"

	"yanpan.dev"
)

//go:embed workbooks previous
var embedded embed.FS

// The sample's base date, the start of its term and whose it is. The base date
// is fixed, so that the numbers are the same on any day.
const (
	Township = "青石镇"
	Org      = "青石镇党委"
	To       = "云岭县委组织部"
)

// AsOf is the base date of the sample.
func AsOf() yanpan.Date { return yanpan.MustDate("2026-10-31") }

// TermBegan is the start of the present term.
func TermBegan() yanpan.Date { return yanpan.MustDate("2021-01-01") }

// File is a workbook of the sample.
type File struct {
	Name string // as a user would see it
	Body []byte
}

// Files gives the workbooks of the present term in the order of their names.
func Files() []File { return read("workbooks") }

// PreviousTerm gives the roster of the term before, for comparison.
func PreviousTerm() File { return read("previous")[0] }

// Write hands every workbook to write, the one of the term before last. It
// stops at the first error, which it returns.
func Write(write func(name string, body []byte) error) error {
	for _, f := range append(Files(), PreviousTerm()) {
		if err := write(f.Name, f.Body); err != nil {
			return err
		}
	}
	return nil
}

// read gives the files of an embedded directory. What is embedded is always
// there; a fault would be one of the build.
func read(dir string) []File {
	entries, err := fs.ReadDir(embedded, dir)
	if err != nil {
		panic(err)
	}
	var out []File
	for _, e := range entries {
		body, err := fs.ReadFile(embedded, dir+"/"+e.Name())
		if err != nil {
			panic(err)
		}
		out = append(out, File{e.Name(), body})
	}
	return out
}
