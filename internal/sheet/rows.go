package sheet

import (
	"slices"
	"strings"

	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// emitter turns the rows of one table into roster.Row values.
type emitter struct {
	*plan
	out     *Reading
	table   *Table
	summary *Summary
	fill    map[int]*filler // by column: vertical merges
	carry   bool            // an empty village cell means the one above
	arena   []string
	layouts map[layoutKey]*roster.Layout
}

type layoutKey struct {
	block *block
	body  roster.Body
}

// filler walks down the vertical merges of one column.
type filler struct {
	merges []grid.Range
	at     int
}

// value gives the text of the merge that covers the row, "" where none does.
func (f *filler) value(number int, read func(int) string) string {
	for f.at < len(f.merges) && f.merges[f.at].Bottom < number {
		f.at++
	}
	if f.at == len(f.merges) || f.merges[f.at].Top >= number {
		return ""
	}
	return read(f.merges[f.at].Top)
}

// run reads all rows of the table.
func (e *emitter) run() {
	e.layouts = make(map[layoutKey]*roster.Layout)
	e.findMerges()
	e.carry = e.firstRowOnly(e.village)
	e.place.carried = ""
	for i := e.head.bottom + 1; i < e.end; i++ {
		row := e.sheet.Row(i)
		kind, g := e.classify(row)
		if kind == lineData {
			e.data(row)
			continue
		}
		if kind == lineTotal {
			e.place.carried = ""
		}
		if len(e.summary.Left) < 100 {
			e.summary.Left = append(e.summary.Left, Line{Row: row.Number(), Text: shorten(oneLine(strings.Join(g.texts[:min(g.n, 4)], " ")), 40), Why: kind.why()})
		}
	}
}

func shorten(s string, n int) string {
	if runes(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "…"
}

// findMerges gathers the vertical merges below the head by column.
func (e *emitter) findMerges() {
	e.fill = make(map[int]*filler)
	if e.head.bottom+1 >= e.end {
		return
	}
	from, to := e.sheet.Row(e.head.bottom).Number(), e.sheet.Row(e.end-1).Number()
	for _, m := range e.sheet.Merges {
		if m.Top <= from || m.Top > to || m.Bottom == m.Top {
			continue
		}
		for col := m.Left; col <= min(m.Right, m.Left+2); col++ {
			if e.fill[col] == nil {
				e.fill[col] = new(filler)
			}
			e.fill[col].merges = append(e.fill[col].merges, m)
		}
	}
}

// firstRowOnly reports whether a column names its value once for a run of rows:
// there are empty cells below filled ones, and filled neighbours hardly ever repeat.
func (e *emitter) firstRowOnly(col int) bool {
	if col < 0 || !e.people() || len(e.blocks) > 1 && e.blocks[0].post != "" {
		return false
	}
	blanks, repeats, last := 0, 0, ""
	f := e.fill[col]
	for i := e.head.bottom + 1; i < e.end; i++ {
		row := e.sheet.Row(i)
		c := row.Cell(col)
		if !c.IsEmpty() {
			t := c.Text()
			if t == last {
				repeats++
			}
			last = t
			continue
		}
		if e.name >= 0 && row.Cell(e.name).IsEmpty() {
			continue
		}
		if f != nil && f.value(row.Number(), func(int) string { return "x" }) != "" {
			repeats++
			continue
		}
		if last != "" {
			blanks++
		}
	}
	if f != nil {
		f.at = 0
	}
	return blanks > repeats
}

// texts makes room for one row's texts out of a larger piece.
func (e *emitter) texts(n int) []string {
	if len(e.arena) < n {
		e.arena = make([]string, max(n, 4096))
	}
	t := e.arena[:n:n]
	e.arena = e.arena[n:]
	return t
}

// data emits the rows of one line: one for each head that is filled in.
func (e *emitter) data(row grid.Row) {
	start := len(e.out.Rows)
	var dual bool
	for n, b := range e.blocks {
		dual = e.blockRow(row, n, b, start) || dual
	}
	if dual {
		e.addDirector(start)
	}
	if len(e.out.Rows) > start && row.Hidden() {
		e.summary.Hidden++
	}
}

// blockRow emits the row of one head. It reports whether the line says that the
// secretary is the director as well.
func (e *emitter) blockRow(row grid.Row, n int, b *block, start int) (dual bool) {
	texts := e.texts(len(b.columns))
	for at, i := range b.columns {
		texts[at] = e.cellText(row, e.columns[i].col, b.convert[at])
	}
	village, area := e.outside(b, texts)
	dual = e.saysDual(b, texts)
	if b.name >= 0 && len(e.blocks) > 1 {
		word := fold(texts[b.name])
		if e.words.line["same_person"][word] && (b.post == "" || e.othersEmpty(b, texts)) {
			e.joinHead(b, start, word)
			return dual
		}
	}
	if b.name >= 0 && e.words.line["vacant"][fold(texts[b.name])] {
		texts[b.name] = ""
		if e.allEmpty(b, texts) || e.onlyPost(b, texts) {
			e.leave(row, "空缺")
			return dual
		}
	}
	if e.allEmpty(b, texts) {
		if n == 0 && len(e.blocks) == 1 {
			e.leave(row, lineBlank.why())
		}
		return dual
	}
	r := roster.Row{Layout: e.layout(b), Number: row.Number(), Hidden: row.Hidden(), Village: village, Area: area, Post: e.posts(row, b), Texts: texts}
	if b.nameOnly {
		e.eachName(r, b)
		return dual
	}
	e.add(r, b)
	return dual
}

func (e *emitter) add(r roster.Row, b *block) {
	e.out.Rows = append(e.out.Rows, r)
	e.table.places = append(e.table.places, rowPlace{block: b})
}

func (e *emitter) leave(row grid.Row, why string) {
	if len(e.summary.Left) < 100 {
		g := look(row)
		e.summary.Left = append(e.summary.Left, Line{Row: row.Number(), Text: shorten(oneLine(strings.Join(g.texts[:min(g.n, 4)], " ")), 40), Why: why})
	}
}

// eachName emits one row for each name of a cell that lists several.
func (e *emitter) eachName(r roster.Row, b *block) {
	names := nameParts(r.Texts[b.name])
	if len(names) == 0 {
		names = []string{r.Texts[b.name]}
	}
	for _, n := range names {
		one := r
		one.Texts = slices.Clone(r.Texts)
		one.Texts[b.name], _ = personName(n)
		e.add(one, b)
	}
}

func (e *emitter) cellText(row grid.Row, col int, conv converter) string {
	c := row.Cell(col)
	if conv.how == asTicked {
		return e.sexTicked(row, col, conv.beside)
	}
	if !c.IsEmpty() {
		return conv.text(c)
	}
	f := e.fill[col]
	if f == nil {
		return ""
	}
	return f.value(row.Number(), func(top int) string {
		left := col
		if m := f.merges[f.at]; m.Left < col {
			left = m.Left
		}
		return conv.text(e.sheet.At(top, left))
	})
}

// sexTicked reads a row of ticks under 男 and 女. Where only women have a
// column, the others are men; a row without any tick says nothing.
func (e *emitter) sexTicked(row grid.Row, women, men int) string {
	switch {
	case e.ticked(row, women):
		return "女"
	case men < 0 || e.ticked(row, men):
		return "男"
	}
	return ""
}

func (e *emitter) ticked(row grid.Row, col int) bool { return e.words.isTick(row.Cell(col)) }

// isTick reports whether a cell says yes.
func (v *vocabulary) isTick(c grid.Cell) bool {
	text := fold(c.Text())
	return text != "" && (v.line["yes"][text] || v.class["tick"][text])
}

// outside works out village and area of a row and fills empty cells of a
// column that names them once for several rows.
func (e *emitter) outside(b *block, texts []string) (village, area string) {
	village, area = e.place.village, e.place.area
	if village == "" {
		village = e.place.sheetVillage
	}
	if village == "" && e.village < 0 {
		village = e.villageInPost(b, texts)
	}
	for at, i := range b.columns {
		switch e.columns[i].field {
		case roster.FieldVillage:
			if texts[at] != "" {
				e.place.carried = texts[at]
			} else if e.carry {
				texts[at] = e.place.carried
			}
			if e.place.carried != "" && texts[at] == "" && e.place.village == "" {
				village = e.place.sheetVillage
			}
		case roster.FieldArea:
			texts[at] = carryText(texts[at], &e.place.carriedArea, e.people() || e.kind == roster.KindVillages)
		case roster.FieldTownship:
			texts[at] = carryText(texts[at], &e.place.carriedTown, true)
		}
	}
	return village, area
}

// villageInPost finds the village that a post begins with: 石板村党支部书记.
func (e *emitter) villageInPost(b *block, texts []string) string {
	for at, i := range b.columns {
		switch e.columns[i].field {
		case roster.FieldPost, roster.FieldPartyPost, roster.FieldVillagePost:
			_, rest := e.words.cutTownship(fold(texts[at]))
			if name, _ := e.words.cutVillage(rest); name != "" {
				return name
			}
		}
	}
	return ""
}

func carryText(text string, last *string, on bool) string {
	if text != "" {
		*last = text
		return text
	}
	if on {
		return *last
	}
	return ""
}

// allEmpty reports whether nothing of the block's own cells is filled in.
func (e *emitter) allEmpty(b *block, texts []string) bool {
	for _, at := range b.own {
		if texts[at] != "" && e.columns[b.columns[at]].field != roster.FieldDualHead {
			return false
		}
	}
	return true
}

func (e *emitter) othersEmpty(b *block, texts []string) bool {
	for _, at := range b.own {
		if at != b.name && texts[at] != "" && e.columns[b.columns[at]].field != roster.FieldDualHead {
			return false
		}
	}
	return true
}

// onlyPost reports whether the only thing said is which post is vacant.
func (e *emitter) onlyPost(b *block, texts []string) bool {
	for _, at := range b.own {
		switch e.columns[b.columns[at]].field {
		case roster.FieldPost, roster.FieldPartyPost, roster.FieldVillagePost, roster.FieldOtherPost:
			continue
		}
		if texts[at] != "" && !e.words.line["vacant"][fold(texts[at])] {
			return false
		}
	}
	return true
}

// saysDual reads a 是否一肩挑 cell of a line with several heads.
func (e *emitter) saysDual(b *block, texts []string) bool {
	if len(e.blocks) < 2 {
		return false
	}
	for at, i := range b.columns {
		if e.columns[i].field == roster.FieldDualHead && e.words.line["yes"][fold(texts[at])] {
			return true
		}
	}
	return false
}

// addDirector gives the secretary of a line the director's post where 一肩挑 is
// said and no row of a director was read.
func (e *emitter) addDirector(start int) {
	secretary := -1
	for i := start; i < len(e.out.Rows); i++ {
		post := e.out.Rows[i].Post
		if strings.Contains(post, "村委会主任") {
			return
		}
		if strings.Contains(post, "党组织书记") && secretary < 0 {
			secretary = i
		}
	}
	if secretary >= 0 {
		e.out.Rows[secretary].Post = joinPosts(e.out.Rows[secretary].Post, "村委会主任")
	}
}

// joinHead adds the post of a head whose cell says 同书记 to the row it points at.
func (e *emitter) joinHead(b *block, start int, word string) {
	if b.post == "" || len(e.out.Rows) == start {
		return
	}
	target := len(e.out.Rows) - 1
	want := "书记"
	if strings.Contains(word, "主任") {
		want = "主任"
	}
	for i := start; i < len(e.out.Rows); i++ {
		if strings.Contains(e.out.Rows[i].Post, want) && !strings.Contains(e.out.Rows[i].Post, "副") && !strings.Contains(e.out.Rows[i].Post, "第一") {
			target = i
			break
		}
	}
	e.out.Rows[target].Post = joinPosts(e.out.Rows[target].Post, b.post)
}

func joinPosts(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "" || slices.Contains(strings.Split(a, "、"), b):
		return a
	}
	return a + "、" + b
}

// posts gives what headings and ticks imply.
func (e *emitter) posts(row grid.Row, b *block) string {
	post := b.post
	if post == "" {
		post = e.place.post
	}
	for _, t := range e.ticks {
		if e.ticked(row, t.col) {
			post = joinPosts(post, t.post)
		}
	}
	return post
}

func (e *emitter) layout(b *block) *roster.Layout {
	key := layoutKey{b, e.place.body}
	l := e.layouts[key]
	if l == nil {
		l = e.layoutOf(b, e.place.body)
		e.layouts[key] = l
	}
	return l
}
