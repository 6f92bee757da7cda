package sheet

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/sheet/grid"
)

// single is a label with an empty cell beside or below it.
type single struct {
	label    string
	row, col int // of the empty cell
	at       int // row of the label
}

// singles finds the labels outside of tables that have room for a value.
func (s *formSheet) singles() []single {
	var list []single
	taken := make(map[[2]int]bool)
	tables := s.tableRows()
	for _, r := range s.grid.Rows() {
		if tables[r.Number()] {
			continue
		}
		for col, c := range r.Cells() {
			text := strings.TrimRight(clean(c.Text()), ":\uff1a_ ")
			if c.Kind != grid.Text || text == "" || runes(text) > 24 {
				continue
			}
			row, to, ok := s.room(r.Number(), col)
			if ok && !taken[[2]int{row, to}] {
				taken[[2]int{row, to}] = true
				list = append(list, single{label: text, row: row, col: to, at: r.Number()})
			}
		}
	}
	return list
}

// tableRows are the rows from the head of each table to its end.
func (s *formSheet) tableRows() map[int]bool {
	rows := make(map[int]bool)
	for i := range s.heads {
		last := s.height
		if i+1 < len(s.heads) {
			last = s.grid.Row(s.heads[i+1].top).Number() - 1
		}
		for n := s.grid.Row(s.heads[i].top).Number(); n <= last; n++ {
			rows[n] = true
		}
	}
	return rows
}

// room finds the empty cell to the right of a label, or the one below it.
func (s *formSheet) room(row, col int) (int, int, bool) {
	right, below := col+1, row+1
	for _, m := range s.grid.Merges {
		if m.Contains(row, col) {
			right, below = m.Right+1, m.Bottom+1
		}
	}
	if right < s.width && s.free(row, right) {
		return row, right, true
	}
	if right < s.width && below <= s.height && s.free(below, col) && !s.title(row, col) {
		return below, col, true
	}
	return 0, 0, false
}

// title reports whether a cell is merged over most of the sheet.
func (s *formSheet) title(row, col int) bool {
	for _, m := range s.grid.Merges {
		if m.Contains(row, col) {
			return (m.Right-m.Left+1)*2 > s.width
		}
	}
	return false
}

// aboutOneVillage reports whether the sheet is to be filled for one village at a time.
func (f *formFiller) aboutOneVillage(s *formSheet, singles []single) bool {
	if len(s.heads) > 0 {
		return false
	}
	for _, c := range singles {
		if q, ok := askOf([]string{fold(c.label)}); ok && q.measure == "village" {
			return true
		}
	}
	_, ok := f.sheetVillage(s)
	return ok
}

// sheetVillage finds the village that the sheet itself names.
func (f *formFiller) sheetVillage(s *formSheet) (int, bool) {
	texts := []string{s.grid.Name}
	for i, r := range s.grid.Rows() {
		if i < 3 {
			texts = append(texts, r.Texts()...)
		}
	}
	for _, t := range texts {
		if _, name := words().placeIn(t); name != "" {
			if v := f.findVillage(name); v >= 0 {
				return v, true
			}
		}
	}
	return -1, false
}

// eachVillage fills the sheet for its village, or makes one sheet for each.
func (f *formFiller) eachVillage(s *formSheet, singles []single) {
	villages := f.everyVillage()
	if v, ok := f.sheetVillage(s); ok {
		villages = []int{v}
	} else if f.opt.Village != "" {
		villages = nil
		if v := f.findVillage(f.opt.Village); v >= 0 {
			villages = []int{v}
		}
	}
	names := []string{s.grid.Name}
	if len(villages) > 1 {
		names = f.copySheets(s.grid.Name, villages)
	}
	for i, v := range villages {
		if f.err != nil {
			return
		}
		f.title(s, names[i], []int{v})
		f.fillSingles(s, names[i], singles, []int{v}, true)
	}
}

// copySheets makes a copy of an empty sheet for every village, named after it.
func (f *formFiller) copySheets(from string, villages []int) []string {
	f.names = make(map[string]bool)
	for _, n := range f.x.GetSheetList() {
		f.names[strings.ToLower(n)] = true
	}
	source, err := f.x.GetSheetIndex(from)
	f.keep(err)
	var names []string
	for _, v := range villages {
		name := f.freeName(sheetName(f.facts.Records.Villages[v].Name))
		names = append(names, name)
		index, err := f.x.NewSheet(name)
		f.keep(err)
		f.keep(f.x.CopySheet(source, index))
	}
	f.keep(f.x.DeleteSheet(from))
	return names
}

// fillSingles fills the single cells.
func (f *formFiller) fillSingles(s *formSheet, sheet string, singles []single, villages []int, one bool) {
	team := f.teamRows(singles)
	file := slices.ContainsFunc(singles, func(c single) bool {
		q, ok := askOf([]string{fold(c.label)})
		return ok && q.field != ""
	})
	understood := 0
	for _, c := range singles {
		if _, ok := askOf([]string{fold(c.label)}); ok {
			understood++
		}
	}
	for _, c := range singles {
		q, ok, skip := f.ask(s, []string{fold(c.label)})
		switch {
		case skip:
		case !ok && understood*3 < len(singles), !ok && c.row != c.at && !one:
			// a sheet of other things, or a text above an empty line
		case !ok && one && f.problems(sheet, c, villages[0]):
		case !ok:
			f.leave(sheet, grid.CellName(c.row, c.col), c.label, f.whyNot(c.label))
		case file && q.political == "party" && len(q.sexes) == 0 && q.ages == nil && !team[c.at]:
			f.leave(sheet, grid.CellName(c.row, c.col), c.label, "分不清是班子里的党员还是全村党员")
		default:
			f.put(sheet, c.row, c.col, c.label, f.facts.answer(&q, villages, one))
		}
	}
}

// problems fills 存在主要问题 from what was found. It reports whether it did.
func (f *formFiller) problems(sheet string, c single, village int) bool {
	if f.facts.Problems == nil || !strings.Contains(c.label, "问题") || strings.Contains(c.label, "整改") {
		return false
	}
	list := f.facts.Problems(village)
	if len(list) == 0 {
		return false
	}
	f.put(sheet, c.row, c.col, c.label, answer{text: yanpan.Typeset(strings.Join(list, ";"))})
	return true
}

// whyNot tells texts that a person must write from labels that were not understood.
func (f *formFiller) whyNot(label string) string {
	if containsAny(fold(label), formVocabulary().Free) {
		return "这一项要由人写"
	}
	return notUnderstood
}

// teamRows are the rows in which some label counts the members of the two committees.
func (f *formFiller) teamRows(singles []single) map[int]bool {
	rows := make(map[int]bool)
	for _, c := range singles {
		if q, ok := askOf([]string{fold(c.label)}); ok && q.who == "members" {
			rows[c.at] = true
		}
	}
	return rows
}
