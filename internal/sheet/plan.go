package sheet

import (
	"slices"
	"strings"

	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// plan is how one table is read.
type plan struct {
	words   *vocabulary
	book    *grid.Book
	sheet   *grid.Sheet
	head    header
	end     int // index after the last row that may belong to it
	kind    roster.SheetKind
	columns []column
	blocks  []*block
	ticks   []tick
	men     int   // the column 男 of ticks; -1 where only the women are ticked
	rows    []int // the sampled rows
	village int   // column, -1 where there is none
	area    int
	name    int // column of the first name, -1
	titles  []string
	place   context
	spans   map[int][]grid.Range // low merges by row number
}

// column is what is known of one column of the head.
type column struct {
	col        int
	path       []string
	label      string
	ev         evidence
	candidates []Candidate
	field      roster.Field
	score      int
	told       bool
	ticked     bool   // a sex told by ticks
	head       string // folded heading that names the block it belongs to
}

// block is one person (or thing) of a row: all of it, or one of the heads that stand side by side.
type block struct {
	post     string // implied by its heading
	columns  []int  // indexes in plan.columns, shared ones first
	own      []int  // positions in columns that are the block's own
	name     int    // position in columns, -1
	nameOnly bool
	convert  []converter
}

// tick is a column whose heading is a post and whose cells are ticks.
type tick struct {
	col  int
	post string
}

// sample picks rows below the head that are full enough to be data.
func (p *plan) sample() []int {
	var rows []int
	limit := min(p.end, p.head.bottom+1+4*sampleRows)
	need := max(2, min(len(p.columns)/3, 4))
	if len(p.columns) < 3 {
		need = 1
	}
	for i := p.head.bottom + 1; i < limit && len(rows) < sampleRows; i++ {
		n := 0
		for _, c := range p.sheet.Row(i).Cells() {
			if !c.IsEmpty() {
				n++
			}
			if n >= need {
				rows = append(rows, i)
				break
			}
		}
	}
	return rows
}

// study collects the columns with their evidence.
func (p *plan) study() {
	for col, path := range p.head.paths {
		if path != nil {
			p.columns = append(p.columns, column{col: col, path: path, label: p.head.labels[col]})
		}
	}
	p.rows = p.sample()
	for i := range p.columns {
		p.columns[i].ev = evidenceOf(p.sheet, p.rows, p.columns[i].col)
	}
	p.unlabelled(p.rows)
}

// unlabelled adds a column without a label whose values are plainly names of villages or people.
func (p *plan) unlabelled(rows []int) {
	for col := range len(p.head.paths) {
		if p.head.paths[col] != nil {
			continue
		}
		ev := evidenceOf(p.sheet, rows, col)
		if ev.strong && ev.filled*2 > len(rows) && (ev.class == "village" || ev.class == "id") {
			at := 0
			for at < len(p.columns) && p.columns[at].col < col {
				at++
			}
			c := column{col: col, label: grid.ColumnName(col) + "列", ev: ev}
			p.columns = slices.Insert(p.columns, at, c)
		}
	}
}

// decideKind weighs the kinds by the fields that the columns can be and by the words of the titles.
func (p *plan) decideKind() {
	best := 0
	for i := range p.words.Kinds {
		k := &p.words.Kinds[i]
		if s := p.weigh(k); s > best {
			best, p.kind = s, k.ID
		}
	}
}

func (p *plan) weigh(k *kindWords) int {
	found := make(map[roster.Field]bool)
	for i := range p.columns {
		c := &p.columns[i]
		if c.told {
			found[c.field] = true
			continue
		}
		if list := p.words.candidates(newLabelOf(c.path), c.ev, k.ID); len(list) > 0 && list[0].Score >= sure {
			found[list[0].Field] = true
		}
	}
	if k.ID == roster.KindRoster && len(p.headColumns()) > 0 {
		found[roster.FieldName] = true
	}
	sum := 0
	for _, group := range k.Needs {
		ok := false
		for _, f := range group {
			ok = ok || found[f]
		}
		if !ok {
			return 0
		}
	}
	for f := range found {
		sum += k.Marks[string(f)]
	}
	sum += p.titleMarks(k)
	if k.ID == roster.KindVillages && sum < 5 {
		return 0
	}
	return max(sum, 1)
}

// titleMarks adds up the weights of the title words: each counts once; the
// name of the file counts a third.
func (p *plan) titleMarks(k *kindWords) int {
	text := fold(strings.Join(p.titles, "\n") + "\n" + p.sheet.Name)
	file := fold(p.book.Name)
	sum := 0
	for w, n := range k.Titles {
		w = fold(w)
		switch {
		case strings.Contains(text, w):
			sum += n
		case strings.Contains(file, w):
			sum += n / 3
		}
	}
	return sum
}

// headColumns gives the indexes of columns whose own label is a post and whose values are names.
func (p *plan) headColumns() []int {
	var list []int
	for i := range p.columns {
		c := &p.columns[i]
		if len(c.path) == 0 || c.told {
			continue
		}
		leaf := c.path[len(c.path)-1]
		if runes(leaf) <= 14 && p.words.headOf(leaf) != "" && !strings.Contains(leaf, "姓名") && !p.words.skipped(newLabelOf(c.path)) && p.holdsNames(c.col) {
			list = append(list, i)
		}
	}
	return list
}

// holdsNames reports whether a column names people: one or several a cell, or
// words like 同书记 and 空缺 in their stead.
func (p *plan) holdsNames(col int) bool {
	filled, names, real := 0, 0, 0
	for _, i := range p.rows {
		t := p.sheet.Row(i).Cell(col).Text()
		f := fold(t)
		if f == "" {
			continue
		}
		filled++
		switch {
		case p.words.line["same_person"][f], p.words.line["vacant"][f]:
			names++
		case allNames(t):
			names, real = names+1, real+1
		}
	}
	return real > 0 && names*10 >= filled*7
}

// allNames reports whether each part of a list of names looks like one.
func allNames(t string) bool {
	parts := nameParts(t)
	for _, part := range parts {
		if f := fold(part); !looksLikeName(f) || words().class["yesno"][f] {
			return false
		}
	}
	return len(parts) > 0
}

// nameParts parts a cell that lists several names. Spaces part names only
// where every piece is long enough to be one: 张  三 is one person.
func nameParts(t string) []string {
	parts := strings.FieldsFunc(t, func(c rune) bool { return strings.ContainsRune("、,;/\n\uff0c\uff1b", c) })
	if len(parts) != 1 {
		return parts
	}
	pieces := strings.Fields(clean(t))
	for _, piece := range pieces {
		if runes(piece) < 2 {
			return parts
		}
	}
	return pieces
}

// assign gives every column its field: best scores first, one column a field
// within a block.
func (p *plan) assign() {
	for i := range p.columns {
		c := &p.columns[i]
		if !c.told {
			c.candidates = p.words.candidates(newLabelOf(c.path), c.ev, p.kind)
		}
	}
	taken := make(map[string]bool)
	for i := range p.columns {
		if c := &p.columns[i]; c.told && c.field != "" {
			taken[c.head+"/"+string(c.field)] = true
		}
	}
	for {
		c, cand := p.nextBest(taken)
		if c == nil {
			break
		}
		c.field, c.score = cand.Field, cand.Score
		taken[c.head+"/"+string(cand.Field)] = true
	}
	p.secondPosts(taken)
}

// nextBest finds the highest score that is still free to be given.
func (p *plan) nextBest(taken map[string]bool) (best *column, cand Candidate) {
	for i := range p.columns {
		c := &p.columns[i]
		if c.field != "" || c.told {
			continue
		}
		for _, k := range c.candidates {
			if k.Score < sure {
				break
			}
			if taken[c.head+"/"+string(k.Field)] {
				continue
			}
			if best == nil || k.Score > cand.Score {
				best, cand = c, k
			}
			break
		}
	}
	return best, cand
}

// secondPosts reads a further column of posts as other posts.
func (p *plan) secondPosts(taken map[string]bool) {
	for i := range p.columns {
		c := &p.columns[i]
		if c.field != "" || c.told || len(c.candidates) == 0 || c.candidates[0].Field != roster.FieldPost || c.candidates[0].Score < sure {
			continue
		}
		if key := c.head + "/" + string(roster.FieldOtherPost); !taken[key] {
			taken[key] = true
			c.field, c.score = roster.FieldOtherPost, c.candidates[0].Score
		}
	}
}

// find gives the index in columns of the first column with the field, -1 where there is none.
func (p *plan) find(f roster.Field) int {
	for i := range p.columns {
		if p.columns[i].field == f {
			return i
		}
	}
	return -1
}

func (p *plan) colOf(f roster.Field) int {
	if i := p.find(f); i >= 0 {
		return p.columns[i].col
	}
	return -1
}
