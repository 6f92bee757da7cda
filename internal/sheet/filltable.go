package sheet

import (
	"strings"

	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// formTable is one table of a form being filled.
type formTable struct {
	*formFiller
	s      *formSheet
	name   string // of the sheet
	head   *header
	first  int // row number below the head
	last   int // last row number that may belong to it
	key    int // column of villages or row labels
	asked  map[int]question
	bad    map[int]string // columns that are left, and why
	skip   map[int]bool
	seq    int
	listed []int // villages of the rows so far
	part   []int // villages since the last 小计
}

// table fills the table under a head.
func (f *formFiller) table(s *formSheet, n int) {
	h := &s.heads[n]
	t := &formTable{formFiller: f, s: s, name: s.grid.Name, head: h, key: -1, seq: -1, asked: map[int]question{}, skip: map[int]bool{}}
	t.first = s.grid.Row(h.bottom).Number() + 1
	t.last = s.height
	if n+1 < len(s.heads) {
		t.last = s.grid.Row(s.heads[n+1].top).Number() - 1
	}
	t.cutTail()
	for r := t.first; r <= t.last; r++ {
		s.inTable[r] = true
	}
	if t.isList() {
		t.people()
		return
	}
	t.questions()
	t.rows()
}

// cutTail ends the table before signatures and notes.
func (t *formTable) cutTail() {
	p := &plan{words: words(), name: -1}
	for i, _ := t.s.grid.Find(t.first); i < t.s.grid.Len(); i++ {
		r := t.s.grid.Row(i)
		if r.Number() > t.last {
			return
		}
		g := look(r)
		if g.n > 0 && (p.isRemark(&g) || p.isSignature(&g)) {
			t.last = r.Number() - 1
			return
		}
	}
}

// isList reports whether the table is a list of people: it has a plain column 姓名.
func (t *formTable) isList() bool {
	for _, path := range t.head.paths {
		if len(path) > 0 && words().byID[roster.FieldName].score(newLabelOf(path)) >= 90 && words().headOf(strings.Join(path[:len(path)-1], "")) == "" {
			return true
		}
	}
	return false
}

// questions understands the columns.
func (t *formTable) questions() {
	t.bad = map[int]string{}
	for col, path := range t.head.paths {
		if path == nil {
			continue
		}
		q, ok, skip := t.ask(t.s, path)
		switch {
		case skip:
			t.skip[col] = true
		case !ok:
			t.bad[col] = notUnderstood
		case q.measure == "village":
			if t.key < 0 {
				t.key = col
			}
			t.skip[col] = true
		case q.measure == "sequence":
			t.seq = col
			t.skip[col] = true
		default:
			t.asked[col] = q
		}
	}
	for col, why := range overlapping(t.head.paths, t.asked) {
		delete(t.asked, col)
		t.bad[col] = why
	}
}

// rows fills the lines: villages that are named, then villages into free lines, and totals.
func (t *formTable) rows() {
	if t.key < 0 {
		t.key = t.labelColumn()
	}
	named := false
	for r := t.first; r <= t.last; r++ {
		if t.key >= 0 && t.findVillage(t.s.grid.At(r, t.key).Text()) >= 0 {
			named = true
		}
	}
	waiting := t.everyVillage()
	if named {
		waiting = nil
	}
	if t.key < 0 {
		t.line(t.first, t.everyVillage(), false)
		return
	}
	for r := t.first; r <= t.last; r++ {
		t.row(r, &waiting)
	}
	if len(waiting) > 0 && t.key >= 0 && !named && len(t.listed) > 0 {
		t.report.Left = append(t.report.Left, Left{Sheet: t.name, Cell: grid.CellName(t.last, t.key), Label: "村(社区)", Why: "表里的空行不够,还有" + t.villageNames(waiting) + "没有填"})
	}
}

func (t *formTable) villageNames(list []int) string {
	var names []string
	for _, v := range list {
		names = append(names, t.facts.Records.Villages[v].Name)
	}
	return strings.Join(names, "、")
}

// labelColumn is the first column whose cells below the head hold texts.
func (t *formTable) labelColumn() int {
	for col := range t.head.paths {
		for r := t.first; r <= t.last; r++ {
			if c := t.s.grid.At(r, col); c.Kind == grid.Text && countDigits(fold(c.Text())) != len(fold(c.Text())) {
				return col
			}
		}
	}
	return -1
}

func (t *formTable) row(r int, waiting *[]int) {
	text := clean(t.s.grid.At(r, t.key).Text())
	if total, part := t.totalAt(r); total && len(t.listed) > 0 {
		scope := t.listed
		if part {
			scope, t.part = t.part, nil
		}
		t.line(r, scope, false)
		return
	}
	if text == "" {
		if len(*waiting) == 0 {
			return
		}
		v := (*waiting)[0]
		*waiting = (*waiting)[1:]
		t.put(t.name, r, t.key, "村(社区)", answer{text: t.facts.Records.Villages[v].Name})
		if t.seq >= 0 && t.s.grid.At(r, t.seq).IsEmpty() {
			t.put(t.name, r, t.seq, "序号", count(len(t.listed)+1))
		}
		t.village(r, v)
		return
	}
	if v := t.findVillage(text); v >= 0 {
		t.village(r, v)
		return
	}
	t.labelled(r, text)
}

// totalAt looks for 合计 in the first columns up to the key.
func (t *formTable) totalAt(r int) (total, part bool) {
	for col := 0; col <= t.key; col++ {
		if total, part := totalLabel(t.s.grid.At(r, col).Text()); total {
			return true, part
		}
	}
	return false, false
}

func (t *formTable) village(r, v int) {
	t.listed, t.part = append(t.listed, v), append(t.part, v)
	t.line(r, []int{v}, true)
}

// labelled fills a line whose first cell is a label itself: what its column
// asks of what the line asks, over all villages.
func (t *formTable) labelled(r int, text string) {
	label := fold(text)
	if words().villageName(label) {
		t.leave(t.name, grid.CellName(r, t.key), text, "底数里没有这个村")
		return
	}
	for col, path := range t.head.paths {
		if path == nil || col == t.key || t.skip[col] || !t.free(r, col) {
			continue
		}
		q, ok, skip := t.ask(t.s, append(append([]string(nil), path...), label))
		switch {
		case skip:
		case !ok:
			t.leave(t.name, grid.CellName(r, col), t.head.labels[col]+"·"+text, notUnderstood)
		default:
			t.put(t.name, r, col, t.head.labels[col]+"·"+text, t.facts.answer(&q, t.everyVillage(), false))
		}
	}
}

// line fills one line for some villages.
func (t *formTable) line(r int, villages []int, one bool) {
	if len(villages) == 0 {
		return
	}
	for col, path := range t.head.paths {
		if path == nil || t.skip[col] || !t.free(r, col) {
			continue
		}
		if why, bad := t.bad[col]; bad {
			t.leave(t.name, grid.CellName(r, col), t.head.labels[col], why)
			continue
		}
		q := t.asked[col]
		t.put(t.name, r, col, t.head.labels[col], t.facts.answer(&q, villages, one))
	}
}

// free reports whether a cell is empty and not hidden by a merge.
func (t *formTable) free(r, col int) bool { return t.s.free(r, col) }

func (s *formSheet) free(r, col int) bool {
	if !s.grid.At(r, col).IsEmpty() {
		return false
	}
	for _, m := range s.grid.Merges {
		if m.Contains(r, col) && (m.Top != r || m.Left != col) {
			return false
		}
	}
	return true
}

// people fills a list of people, one a line.
func (t *formTable) people() {
	fields := t.listFields()
	village, _ := t.oneVillage()
	r := t.first
	n := 0
	for i := range t.facts.Records.People {
		p := &t.facts.Records.People[i]
		if village >= 0 && p.Village != village || t.s.subject == "members" && !p.OnTwoCommittees() && t.onlyTwo() {
			continue
		}
		for r <= t.last && !t.freeLine(r, fields) {
			r++
		}
		if r > t.last {
			t.report.Left = append(t.report.Left, Left{Sheet: t.name, Cell: grid.CellName(t.last, 0), Label: "姓名", Why: "表里的空行不够,从" + p.Name + "起没有填"})
			return
		}
		n++
		for col, f := range fields {
			if f == "" || !t.free(r, col) {
				continue
			}
			if f == roster.FieldSequence {
				t.put(t.name, r, col, "序号", count(n))
				continue
			}
			t.put(t.name, r, col, t.head.labels[col], t.facts.field(f, p))
		}
		t.markUnknown(r, fields)
		r++
	}
}

// markUnknown marks the columns of a filled line that were not understood.
func (t *formTable) markUnknown(r int, fields map[int]roster.Field) {
	for col, path := range t.head.paths {
		if _, ok := fields[col]; path != nil && !ok && t.free(r, col) {
			t.leave(t.name, grid.CellName(r, col), t.head.labels[col], notUnderstood)
		}
	}
}

// listFields maps the columns of a list of people; signatures and remarks map to nothing.
func (t *formTable) listFields() map[int]roster.Field {
	fields := make(map[int]roster.Field)
	for col, path := range t.head.paths {
		if path == nil {
			continue
		}
		list := words().candidates(newLabelOf(path), evidence{}, roster.KindRoster)
		leaf := path[len(path)-1]
		switch {
		case formVocabulary().skip[leaf] || formVocabulary().skip[bare(leaf)]:
			fields[col] = ""
		case len(list) > 0 && list[0].Score >= 74:
			fields[col] = list[0].Field
		}
	}
	return fields
}

// freeLine reports whether a line of the list is empty but for its number.
func (t *formTable) freeLine(r int, fields map[int]roster.Field) bool {
	for col := range t.head.paths {
		c := t.s.grid.At(r, col)
		if c.IsEmpty() || fields[col] == roster.FieldSequence || countDigits(c.Text()) == len(c.Text()) {
			continue
		}
		return false
	}
	return true
}

// onlyTwo reports whether the form speaks of the two committees.
func (t *formTable) onlyTwo() bool {
	for i := 0; i < t.head.top; i++ {
		for _, c := range t.s.grid.Row(i).Cells() {
			if strings.Contains(fold(c.Text()), "两委") {
				return true
			}
		}
	}
	return strings.Contains(fold(t.name), "两委")
}

// oneVillage finds the village that the title or the options name; -1 for all.
func (t *formTable) oneVillage() (int, bool) {
	if t.opt.Village != "" {
		return t.findVillage(t.opt.Village), true
	}
	for i := 0; i < t.head.top; i++ {
		for _, c := range t.s.grid.Row(i).Cells() {
			if _, name := words().placeIn(c.Text()); name != "" && t.findVillage(name) >= 0 {
				return t.findVillage(name), true
			}
		}
	}
	return -1, false
}
