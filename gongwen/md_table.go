package gongwen

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Marks in a cell that join it with another.
const (
	joinAbove = "^^"
	joinLeft  = "<<"
)

// wideTable is the number of columns from which a table lies sideways unasked.
const wideTable = 10

// table reads a GFM table, whose first row is its head.
func (r *mdReader) table(n ast.Node) Table {
	t := Table{Head: 1}
	if tn, ok := n.(*extast.Table); ok {
		for _, a := range tn.Alignments {
			t.Columns = append(t.Columns, Column{Align: tableAlign(a)})
		}
	}
	var cells [][]Cell
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var line []Cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			line = append(line, Cell{Runs: trimRuns(r.inline(c))})
		}
		cells = append(cells, line)
	}
	t.Rows = joinCells(cells)
	t.Landscape = len(t.Columns) >= wideTable
	return t
}

func tableAlign(a extast.Alignment) Align {
	switch a {
	case extast.AlignLeft:
		return Left
	case extast.AlignCenter:
		return Center
	case extast.AlignRight:
		return Right
	}
	return Auto
}

// joinCells gives the cells that marks join their spans and drops the marks.
func joinCells(cells [][]Cell) []Row {
	j := joiner{owner: make([][]*Cell, len(cells))}
	for i := range cells {
		j.owner[i] = make([]*Cell, len(cells[i]))
		for k := range cells[i] {
			j.place(i, k, &cells[i][k])
		}
	}
	rows := make([]Row, len(cells))
	for i := range cells {
		for k := range cells[i] {
			if j.owner[i][k] == &cells[i][k] {
				rows[i].Cells = append(rows[i].Cells, cells[i][k])
			}
		}
		rows[i].Strong = len(cells[i]) > 0 && isTotal(Plain(cells[i][0].Runs))
	}
	return rows
}

// joiner knows the cell that each position belongs to: its own or one it is joined with.
type joiner struct{ owner [][]*Cell }

// place finds the owner of the position of c and lets that one grow.
func (j *joiner) place(i, k int, c *Cell) {
	row := j.owner[i]
	switch text := Plain(c.Runs); {
	case text == joinAbove && i > 0 && k < len(j.owner[i-1]):
		row[k] = j.owner[i-1][k]
		if k == 0 || row[k-1] != row[k] {
			row[k].RowSpan = max(1, row[k].RowSpan) + 1
		}
	case text == joinLeft && k > 0:
		row[k] = row[k-1]
		if i == firstRow(j.owner, row[k]) {
			row[k].ColSpan = max(1, row[k].ColSpan) + 1
		}
	default:
		row[k] = c
	}
}

// firstRow is the row in which the cell c begins.
func firstRow(owner [][]*Cell, c *Cell) int {
	for i, row := range owner {
		for _, o := range row {
			if o == c {
				return i
			}
		}
	}
	return -1
}

// isTotal reports whether a row named s adds others up.
func isTotal(s string) bool {
	switch strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), "\u3000", "") {
	case "合计", "总计", "小计", "共计", "全镇", "全乡", "全县":
		return true
	}
	return false
}
