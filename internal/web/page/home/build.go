package home

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/roster"
)

// Build makes the view of where the work stands.
func Build(in Input) View {
	v := View{
		Frame: in.Frame, Notices: in.Notices, Settings: in.Settings, CanSample: in.CanSample, Progress: in.Progress,
		Failure: yanpan.Typeset(in.Failure), Uploads: in.Uploads, CanRemember: in.CanRemember, Answered: len(in.Answers),
	}
	v.Title = "从花名册到研判报告"
	v.Empty = len(in.Uploads) == 0
	v.Busy = in.Progress != nil
	for i := range v.Notices {
		v.Notices[i].Text = yanpan.Typeset(v.Notices[i].Text)
	}
	if in.Work != nil && in.Progress == nil {
		v.Read = read(in)
		v.Check = check(in)
		if in.Confirmed {
			v.Result = result(in.Work, in.Papers)
			v.Result.NoPapers = yanpan.Typeset(in.NoPapers)
		}
	}
	v.Steps = steps(&v)
	return v
}

func steps(v *View) []Step {
	now := 1
	switch {
	case v.Result != nil:
		now = 3
	case v.Read != nil:
		now = 2
	}
	labels := []Step{{Label: "放入表格", Anchor: "#files"}, {Label: "核对", Anchor: "#check"}, {Label: "看数字、取材料", Anchor: "#result"}}
	for i := range labels {
		s := &labels[i]
		s.Number = i + 1
		switch {
		case i+1 < now:
			s.State, s.Note = "done", "已完成"
		case i+1 == now:
			s.State, s.Note = "now", "正在这一步"
		default:
			s.State, s.Note, s.Anchor = "next", "还没到", ""
		}
	}
	return labels
}

// openTables is up to how many tables all columns are listed unasked; more
// would make the page heavy, and nobody reads forty equal heads.
const openTables = 8

func read(in Input) *Read {
	r := &Read{}
	files := in.Work.Recognised()
	for _, f := range files {
		for _, s := range f.Sheets {
			r.Tables += len(s.Tables)
		}
	}
	b := &reader{in: in, out: r, asked: map[string]bool{}}
	for _, f := range files {
		r.Files = append(r.Files, b.file(f))
	}
	r.Open = in.Show != "" || in.Adjust != "" || !in.Confirmed
	r.Summary = fmt.Sprintf("%d 个文件,%d 张表", len(files), r.Tables)
	if r.Faults > 0 {
		r.Summary += fmt.Sprintf(",%d 个文件读不了", r.Faults)
	}
	if r.Doubts > 0 {
		r.Summary += fmt.Sprintf(",%d 列要您说明", r.Doubts)
	}
	r.Summary = yanpan.Typeset(r.Summary)
	return r
}

// reader builds the account of the files.
type reader struct {
	in    Input
	out   *Read
	asked map[string]bool // columns that have a menu already: the same head may stand in many files
	next  int
}

func (b *reader) file(f app.Recognised) File {
	out := File{Recognised: f}
	var parts []string
	if f.Fault != "" {
		b.out.Faults++
		out.Open = true
	}
	for _, s := range f.Sheets {
		sheet := Sheet{Name: s.Name, Skipped: s.Skipped, Hidden: s.Hidden, Left: s.Left[:min(len(s.Left), 12)]}
		for _, t := range s.Tables {
			table, open := b.table(f.Name, t)
			out.Open = out.Open || open
			sheet.Tables = append(sheet.Tables, table)
			parts = append(parts, fmt.Sprintf("%s %d 行", table.Kind, t.Rows))
		}
		out.Sheets = append(out.Sheets, sheet)
	}
	if len(parts) > 3 {
		parts = append(parts[:3], fmt.Sprintf("等 %d 张表", len(parts)))
	}
	if out.Summary = strings.Join(parts, "、"); out.Summary == "" && f.Fault == "" {
		out.Summary = "没有认出可用的表"
	}
	out.Open = out.Open || b.in.Show == f.Name
	return out
}

func (b *reader) table(file string, t app.RecognisedTable) (out Table, open bool) {
	out = Table{File: file, Kind: t.Kind.Label(), Rows: t.Rows, Signature: t.Signature, Header: "第" + strconv.Itoa(t.HeaderTop) + "行", Adjusting: b.in.Adjust == t.Signature}
	if t.HeaderEnd > t.HeaderTop {
		out.Header = fmt.Sprintf("第%d至%d行", t.HeaderTop, t.HeaderEnd)
	}
	open = out.Adjusting
	for _, c := range t.Columns {
		col := b.column(t, c)
		open = open || col.Doubt
		out.Columns = append(out.Columns, col)
	}
	out.Shown = open || b.out.Tables <= openTables || b.in.Show == file
	return out, open
}

func (b *reader) column(t app.RecognisedTable, c app.RecognisedColumn) Column {
	out := Column{Label: c.Label, Meaning: c.Meaning, Samples: c.Samples, Doubt: c.Doubt}
	out.Told = slices.ContainsFunc(b.in.Answers, func(a app.Answer) bool { return a.Signature == t.Signature && a.Label == c.Label })
	key := t.Signature + "\n" + c.Label
	if b.asked[key] || !c.Doubt && !out.Told && b.in.Adjust != t.Signature {
		out.Doubt = out.Doubt && !b.asked[key]
		return out
	}
	b.asked[key] = true
	if c.Doubt {
		b.out.Doubts++
	}
	out.Ask = &Asked{Index: b.next, Signature: t.Signature, Label: c.Label, Was: string(c.Field), Ignored: c.Field == "" && (out.Told || !c.Doubt)}
	b.next++
	b.out.Asks = true
	for _, k := range c.Candidates {
		out.Ask.Likely = append(out.Ask.Likely, choice(k, c.Field))
	}
	for _, k := range app.FieldsOf(t.Kind) {
		if !slices.ContainsFunc(c.Candidates, func(o app.FieldChoice) bool { return o.Field == k.Field }) {
			out.Ask.All = append(out.Ask.All, choice(k, c.Field))
		}
	}
	return out
}

func choice(k app.FieldChoice, chosen roster.Field) Choice {
	return Choice{Value: string(k.Field), Label: k.Label, Chosen: k.Field == chosen}
}

// shownRows is how many rejected rows and notes of a kind the page holds; the
// receipt has them all.
const (
	shownRows  = 30
	shownNotes = 30
)

func check(in Input) *Check {
	c := &Check{Balance: in.Work.Admission.Balance, Sample: in.Work.Request.Sample}
	all := in.Work.Rejected()
	for i, r := range all[:min(len(all), shownRows)] {
		c.Rejected = append(c.Rejected, row(i, r))
	}
	c.More = len(all) - len(c.Rejected)
	for i, k := range in.Corrections {
		where := roster.Place{File: k.File, Sheet: k.Sheet, Row: k.Row}
		c.Corrections = append(c.Corrections, Corrected{i, fmt.Sprintf("《%s》“%s”表第%d行", where.File, where.Sheet, where.Row), k.Column, k.Text})
	}
	for _, n := range in.Work.Notes {
		switch {
		case n.Rejects:
		case n.Code == roster.MergedRow:
			c.Merged.add(n)
		default:
			c.Notes.add(n)
		}
	}
	return c
}

func (n *Notes) add(note roster.Note) {
	n.Of++
	if len(n.List) < shownNotes {
		n.List = append(n.List, note)
	}
}

// telling are the fields that say who a row is about and that are checked
// against each other; they can be mended whatever the reason is.
var telling = []roster.Field{roster.FieldVillage, roster.FieldName, roster.FieldSex, roster.FieldBirth, roster.FieldIDNumber}

func row(i int, r app.Rejected) Row {
	out := Row{Rejected: r, Index: i, Who: strings.TrimSpace(r.Village + " " + r.Name)}
	var other []string
	for _, c := range r.Cells {
		switch {
		case c.Wrong || r.Kind == roster.KindRoster && slices.Contains(telling, c.Field) || nothingNamed(r):
			out.Edit = append(out.Edit, Cell{len(out.Edit), c.Label, c.Text, c.Wrong})
		case c.Text != "":
			other = append(other, c.Label+" "+c.Text)
		}
	}
	out.Other = strings.Join(other, " · ")
	return out
}

// nothingNamed reports whether no reason names a cell, so that all are offered.
func nothingNamed(r app.Rejected) bool {
	return r.Kind != roster.KindRoster && !slices.ContainsFunc(r.Cells, func(c app.RejectedCell) bool { return c.Wrong })
}
