package sheet

import "yanpan.dev/internal/sheet/grid"

// transposed reads a small table whose labels stand in a column.
func (r *reader) transposed(s *grid.Sheet, summary *SheetSummary) bool { return false }
func correctionSheet(book *grid.Book) *grid.Sheet                      { return nil }
func (r *reader) corrections(s *grid.Sheet)                            {}
