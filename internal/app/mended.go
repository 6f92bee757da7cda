package app

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev/internal/sheet"
	"yanpan.dev/roster"
)

// Mended counts what the rows of receipts did to the rows they were made from.
type Mended struct {
	Replaced int // rows of the first files that a receipt's row stands for
	Outdated int // rows of receipts left out: mended elsewhere, or in a later receipt
}

// rowRef is a row of a reading.
type rowRef struct {
	reading *sheet.Reading
	row     int
}

// receiptSettler decides, where a receipt comes together with the files it was
// made from, which of the two rows is read: each row of the township is read once.
type receiptSettler struct {
	originals []rowRef
	byDigest  map[string][]int        // indexes in originals
	byPlace   map[sheet.Origin][]int  // the same, without digests
	taken     map[int]bool            // originals that a receipt's row stands for
	latest    map[sheet.Origin]rowRef // the last receipt's row for an origin
	drop      map[*sheet.Reading]map[int]string
	passes    func(original int) bool // whether a row is taken when it is read without the receipts
}

// settleReceipts takes out of the readings the rows that a receipt mends, and
// the rows of receipts that were mended in the first file since.
func (w *Work) settleReceipts() {
	s := &receiptSettler{byDigest: map[string][]int{}, byPlace: map[sheet.Origin][]int{}, taken: map[int]bool{},
		latest: map[sheet.Origin]rowRef{}, drop: map[*sheet.Reading]map[int]string{}}
	receipts := slices.DeleteFunc(slices.Clone(w.Readings), func(r *sheet.Reading) bool { return !r.Receipt })
	if len(receipts) == 0 {
		return
	}
	first := slices.DeleteFunc(slices.Clone(w.Readings), func(r *sheet.Reading) bool { return r.Receipt })
	s.index(first)
	s.passes = passing(first, roster.Options{AsOf: w.Request.AsOf.Last()})
	for _, r := range slices.Backward(receipts) {
		s.settle(r, &w.Mended)
	}
	for r, why := range s.drop {
		r.Drop(why)
	}
}

// passing tells, once it is asked, which rows are taken when no receipt is read.
func passing(readings []*sheet.Reading, opt roster.Options) func(int) bool {
	var a *roster.Admission
	return func(i int) bool {
		if a == nil {
			a = roster.Admit(allRows(readings), opt)
		}
		return a.Results[i].Outcome != roster.Rejected
	}
}

func (s *receiptSettler) index(readings []*sheet.Reading) {
	for _, r := range readings {
		for i := range r.Rows {
			n := len(s.originals)
			s.originals = append(s.originals, rowRef{r, i})
			digest, place := sheet.Digest(&r.Rows[i]), sheet.Origin{Place: r.Rows[i].Place()}
			s.byDigest[digest] = append(s.byDigest[digest], n)
			s.byPlace[place] = append(s.byPlace[place], n)
		}
	}
}

// settle goes through one receipt; later receipts have been gone through.
func (s *receiptSettler) settle(r *sheet.Reading, count *Mended) {
	for i := range r.Rows {
		if i >= len(r.Origins) || r.Origins[i].Row == 0 {
			continue
		}
		o := r.Origins[i]
		if later, ok := s.latest[o]; ok && later.reading != r {
			s.out(rowRef{r, i}, "后一份错误回执里有同一行,以那一行为准")
			count.Outdated++
			continue
		}
		s.latest[o] = rowRef{r, i}
		n, same := s.original(o, &r.Rows[i])
		switch {
		case n < 0:
		case !same && s.passes(n):
			s.taken[n] = true
			s.out(rowRef{r, i}, "原表里这一行已经改好,以原表为准")
			count.Outdated++
		default:
			s.taken[n] = true
			s.out(s.originals[n], "错误回执里有这一行,以回执里改的为准")
			count.Replaced++
		}
	}
}

func (s *receiptSettler) out(r rowRef, why string) {
	if s.drop[r.reading] == nil {
		s.drop[r.reading] = map[int]string{}
	}
	s.drop[r.reading][r.row] = why
}

// original finds the row that a receipt's row was made from, -1 where it is not
// among the files: the one that says the same, first of all where it stood, or
// else the one that stands there and is about the same. Same reports whether it
// still says what it said.
func (s *receiptSettler) original(o sheet.Origin, mended *roster.Row) (n int, same bool) {
	place := sheet.Origin{Place: o.Place}
	for _, list := range [][]int{s.byPlace[place], s.byDigest[o.Digest]} {
		for _, n := range list {
			if !s.taken[n] && o.Digest != "" && sheet.Digest(&s.originals[n].reading.Rows[s.originals[n].row]) == o.Digest {
				return n, true
			}
		}
	}
	for _, n := range s.byPlace[place] {
		if !s.taken[n] && alike(&s.originals[n].reading.Rows[s.originals[n].row], mended) {
			return n, false
		}
	}
	return -1, false
}

// alike reports whether two rows of one layout are about the same: half of what
// the first says stands in the second.
func alike(a, b *roster.Row) bool {
	said, found := 0, 0
	for _, c := range a.Layout.Columns {
		text, _ := a.Text(c.Field)
		if text == "" {
			continue
		}
		said++
		if other, _ := b.Text(c.Field); other == text {
			found++
		}
	}
	return said > 0 && 2*found >= said
}

// inputWarnings says what is odd about the files and the words about their columns.
func (w *Work) inputWarnings() []string {
	var out []string
	heard := map[string]bool{}
	for _, h := range w.heardBefore {
		heard[h] = true
	}
	receipts, rows := 0, 0
	for _, r := range w.Readings {
		for _, h := range r.Heard {
			heard[h] = true
		}
		if r.Receipt {
			receipts, rows = receipts+1, rows+len(r.Rows)
		}
	}
	if receipts > 0 && receipts == len(w.Readings) {
		out = append(out, fmt.Sprintf("只给了错误回执,数字和材料只含其中的 %d 行。要出全部的,请连同原来的表一起给", rows))
	}
	var unheard []string
	for column := range w.Request.Map {
		if !heard[column] {
			unheard = append(unheard, "“"+column+"”")
		}
	}
	if len(unheard) > 0 && len(w.Readings) > 0 {
		slices.Sort(unheard)
		out = append(out, "--map 里的"+strings.Join(unheard, "、")+"在这些表里没有对上列名,没有起作用。请照表头原样写,或写列的字母")
	}
	return out
}
