package app

import (
	"context"
	"fmt"
	"io"
	"slices"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/internal/sheet"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// File is a workbook, a text or a Word file to be read, by content and not by name.
type File struct {
	Name string // shown in messages, without folders
	Data io.ReaderAt
	Size int64
}

// Request is what the main job is asked to do.
type Request struct {
	Files     []File
	Before    []File      // the same area at an earlier date or term, for comparison
	Unopened  []FileFault // files that were asked for and could not be opened
	AsOf      yanpan.Date
	TermBegan yanpan.Date // start of the present term; zero is not told
	Org       string      // who signs the papers: 清水镇党委
	To        string      // whom they are addressed to
	Map       map[string]string
	Mappings  *sheet.Mappings
	Bands     []figure.Band // nil takes those of the packs
	Packs     []*policy.Pack
	// Corrections are what a person wrote over cells of rows that came back.
	Corrections []Correction

	Sample  bool   // Packs are the samples that come with the program, not the office's own
	Version string // of the program, kept in every file
}

// FileFault is a file that could not be read; the others are still done.
type FileFault struct {
	Name string
	Err  error
}

// Work is what came of reading: records, figures, findings, and an account of every row.
type Work struct {
	Request   Request
	Readings  []*sheet.Reading // of the files that could be read, in order
	Faults    []FileFault
	Admission *roster.Admission
	Rules     *policy.Rules
	Set       *figure.Set
	Before    *figure.Set // nil without earlier files
	Findings  *assess.Result
	assessed  assess.Input
	Mended    Mended
	Warnings  []string      // of receipts without their files, of words about columns that met none, of packs that fit neither day nor place, each a sentence
	Notes     []roster.Note // of columns, rows and people at the edge of an age band

	heardBefore []string // words of Request.Map that met a column of the earlier files

	rows []roster.Row // as admitted: of all readings in order, corrections written in
}

// Progress is told how far a long piece of work is.
type Progress func(done, total int, what string)

// Read does the first half of the main job: files to records, records to
// figures, figures to findings. A file that cannot be read becomes a fault and
// stops nothing; it fails only where nothing could be read, or where the packs
// or the mappings are wrong.
func Read(ctx context.Context, req Request, progress Progress) (*Work, error) {
	if progress == nil {
		progress = func(int, int, string) {}
	}
	w := &Work{Request: req, Faults: req.Unopened}
	var err error
	if w.Rules, err = policy.Overlay(req.Packs...); err != nil {
		return nil, err
	}
	var faults []FileFault
	if w.Readings, faults, err = readFiles(ctx, req, req.Files, progress); err != nil {
		return nil, err
	}
	w.Faults = append(w.Faults, faults...)
	if len(w.Readings) == 0 && len(w.Faults) > 0 {
		return nil, nothingRead(w.Faults)
	}
	w.settleReceipts()
	w.rows = corrected(allRows(w.Readings), req.Corrections)
	w.Admission = roster.Admit(w.rows, roster.Options{AsOf: req.AsOf.Last()})
	var before *roster.Records
	if before, err = w.readBefore(ctx, progress); err != nil {
		return nil, err
	}
	w.count(before)
	w.gatherNotes()
	w.Warnings = slices.Concat(w.inputWarnings(), w.packWarnings())
	return w, nil
}

// packWarnings says what is odd about the packs that were asked for. The
// samples are of another place by nature, which is said in words of their own.
func (w *Work) packWarnings() []string {
	if w.Request.Sample {
		return nil
	}
	names := []string{w.assessed.Township}
	for i := range w.Admission.Records.Villages {
		if t := w.Admission.Records.Villages[i].Township; t != "" {
			names = append(names, t)
		}
	}
	return policy.Warnings(w.Request.Packs, names, w.Request.AsOf)
}

func nothingRead(faults []FileFault) error {
	first := faults[0]
	e := yanpan.Errorf(yanpan.CodeUnreadable, "app.Read", "%s", yanpan.MessageOf(first.Err))
	if len(faults) > 1 {
		e.Remedy = "其余文件也都读不了,请逐个检查"
	}
	e.Code, e.Err = yanpan.CodeOf(first.Err), first.Err
	return e
}

func readFiles(ctx context.Context, req Request, files []File, progress Progress) (out []*sheet.Reading, faults []FileFault, err error) {
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		progress(i, len(files), "读取《"+f.Name+"》")
		book, err := grid.Read(f.Name, f.Data, f.Size)
		if err != nil {
			faults = append(faults, FileFault{f.Name, err})
			continue
		}
		r, err := sheet.Tables(book, sheet.Options{Map: req.Map, Mappings: req.Mappings})
		if err != nil {
			return nil, nil, err
		}
		if err := noTable(r); err != nil {
			faults = append(faults, FileFault{f.Name, err})
			continue
		}
		out = append(out, r)
	}
	progress(len(files), len(files), "读取完毕")
	return out, faults, nil
}

// noTable says why nothing in a file could be taken for a table; a table
// without rows is one, and is shown by the balance.
func noTable(r *sheet.Reading) error {
	if len(r.Tables) > 0 || r.Receipt {
		return nil
	}
	e := yanpan.Errorf(yanpan.CodeUnreadable, "app.Read", "没有认出要读的表").At("《" + r.Book.Name + "》")
	for _, s := range r.Sheets {
		if s.Skipped != "" {
			e.Message += fmt.Sprintf(",“%s”%s", s.Name, s.Skipped)
			break
		}
	}
	e.Remedy = "请看表头里有没有“村”“姓名”“职务”这样的列名,或用 --map 指定"
	return e
}

func allRows(readings []*sheet.Reading) []roster.Row {
	var rows []roster.Row
	for _, r := range readings {
		rows = append(rows, r.Rows...)
	}
	return rows
}

func (w *Work) readBefore(ctx context.Context, progress Progress) (*roster.Records, error) {
	if len(w.Request.Before) == 0 {
		return nil, nil
	}
	readings, faults, err := readFiles(ctx, w.Request, w.Request.Before, progress)
	if err != nil {
		return nil, err
	}
	w.Faults = append(w.Faults, faults...)
	for _, r := range readings {
		w.heardBefore = append(w.heardBefore, r.Heard...)
	}
	a := roster.Admit(allRows(readings), roster.Options{AsOf: w.Request.AsOf.Last()})
	return &a.Records, nil
}

// gatherNotes puts all notes in the order of files, sheets and rows as far as
// their sources give them, with the punctuation of Chinese prose.
func (w *Work) gatherNotes() {
	for _, r := range w.Readings {
		w.Notes = append(w.Notes, r.Notes...)
	}
	opt := w.figureOptions()
	w.Notes = slices.Concat(w.Notes, w.Admission.Notes(), figure.EdgeNotes(&w.Admission.Records, opt))
	for i := range w.Notes {
		n := &w.Notes[i]
		n.Message, n.Remedy = yanpan.Typeset(n.Message), yanpan.Typeset(n.Remedy)
	}
}
