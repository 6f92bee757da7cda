package grid

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev"
)

func TestFromTextsAndAddresses(t *testing.T) {
	b, err := FromTexts("试.csv", "表", [][]string{{"甲", "", "丙"}, {}, {"", "乙"}})
	if err != nil {
		t.Fatal(err)
	}
	s := b.Sheets[0]
	if s.Len() != 2 || s.Width() != 3 || texts(s) != "甲||丙\n|乙\n" || s.Row(1).Number() != 3 {
		t.Errorf("%q of %d columns", texts(s), s.Width())
	}
	if i, ok := s.Find(3); i != 1 || !ok {
		t.Errorf("Find(3) = %d, %v", i, ok)
	}
	if i, ok := s.Find(2); i != 1 || ok {
		t.Errorf("Find(2) = %d, %v: want the next row", i, ok)
	}
	if i, ok := s.Find(9); i != 2 || ok {
		t.Errorf("Find(9) = %d, %v", i, ok)
	}
	for _, at := range [][2]int{{1, 1}, {1, -1}, {1, 3}, {1, 1 << 20}, {2, 0}, {0, 0}} {
		if c := s.At(at[0], at[1]); !c.IsEmpty() || c.Text() != "" || c.FormatCode() != "General" {
			t.Errorf("%v: %+v", at, c)
		}
	}
	for col, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA", 16383: "XFD", -1: ""} {
		if got := ColumnName(col); got != want {
			t.Errorf("column %d: %s, want %s", col, got, want)
		}
	}
	if CellName(3, 1) != "B3" {
		t.Error(CellName(3, 1))
	}
	if r := (Range{2, 1, 3, 4}); !r.Contains(2, 1) || !r.Contains(3, 4) || r.Contains(1, 1) || r.Contains(2, 5) {
		t.Error("Contains")
	}
	long := strings.Repeat("村", maxCellText)
	if _, err := FromTexts("a", "b", [][]string{{long}}); yanpan.CodeOf(err) != yanpan.CodeRefused {
		t.Errorf("long text: %v", err)
	}
}

// Whatever texts go in come out where they were, also when they fill several chunks.
func TestTextsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "男", strings.Repeat("长", 40_000)})), 0, 100), 0, 12).Draw(t, "rows")
		b, err := FromTexts("a", "b", rows)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for col, want := range row {
				if got := b.Sheets[0].At(i+1, col).Text(); got != want {
					t.Fatalf("row %d column %d: %.20q, want %.20q", i+1, col, got, want)
				}
			}
			if n, ok := b.Sheets[0].Find(i + 1); ok && b.Sheets[0].Row(n).Width() > len(row) {
				t.Fatalf("row %d is %d wide", i+1, b.Sheets[0].Row(n).Width())
			}
		}
	})
}

// Rows and cells in any order give the same sheet.
func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.SliceOfNDistinct(rapid.IntRange(0, 399), 1, 60, rapid.ID[int]).Draw(t, "cells")
		fill := func(cells []int) *Sheet {
			s := &Sheet{}
			w := newSheetWriter(s, newStore(), &budget{})
			for _, n := range cells {
				if err := w.startRow(n/20+1, false); err != nil {
					t.Fatal(err)
				}
				if err := w.add(n%20, Text, 0, false, []byte(CellName(n/20+1, n%20))); err != nil {
					t.Fatal(err)
				}
				w.endRow()
			}
			w.finish()
			return s
		}
		mixed := texts(fill(at))
		slices.Sort(at)
		if sorted := texts(fill(at)); mixed != sorted {
			t.Fatalf("%q and %q", mixed, sorted)
		}
	})
}
