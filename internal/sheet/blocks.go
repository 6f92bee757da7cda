package sheet

import (
	"slices"
	"strconv"
	"strings"

	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// markHeads finds out whether several heads stand side by side and tells each
// column under which of them it stands (column.head). Columns without a head are shared.
func (p *plan) markHeads() {
	if p.kind != roster.KindRoster && p.kind != "" {
		return
	}
	prefixed := p.splitPrefixes()
	if p.headsByGroup() {
		p.followHeads(prefixed)
		return
	}
	if p.headsByLabel() {
		return
	}
	p.headsByRepeat()
}

// splitPrefixes turns the labels 书记姓名, 书记性别 … into headings over 姓名, 性别 ….
// It reports whether there were any.
func (p *plan) splitPrefixes() bool {
	n := 0
	cut := make([][]string, len(p.columns))
	for i := range p.columns {
		c := &p.columns[i]
		if len(c.path) != 1 || c.told || p.exactField(c.path[0]) {
			continue
		}
		if prefix, rest := p.prefixHead(c.path[0]); prefix != "" {
			cut[i] = []string{prefix, rest}
			if rest == "姓名" {
				n++
			}
		}
	}
	if n == 0 {
		return false
	}
	for i, path := range cut {
		if path != nil {
			p.columns[i].path = path
		}
	}
	return true
}

// followHeads gives columns that no heading covers to the head on their left
// where they are details of a person: 书记姓名 | 年龄 | 主任姓名 | 年龄. A label
// that stands once only follows where the heads are told by prefixes and another head comes behind it.
func (p *plan) followHeads(prefixed bool) {
	repeated := p.repeatedLabels(0)
	lastHead := 0
	for i := range p.columns {
		if p.columns[i].head != "" {
			lastHead = i
		}
	}
	head := ""
	for i := range p.columns {
		c := &p.columns[i]
		switch {
		case c.head != "":
			head = c.head
		case head == "" || len(c.path) != 1 || !p.personal(c):
		case repeated[c.path[0]], prefixed && i < lastHead:
			c.head = head
		}
	}
}

// exactField reports whether a label is the very name of some field of a roster.
func (p *plan) exactField(leaf string) bool {
	for _, w := range p.words.Fields {
		if _, ok := w.exact[leaf]; ok && w.allows(roster.KindRoster) {
			return true
		}
	}
	return false
}

// prefixHead parts a label into a post and the name of a field.
func (p *plan) prefixHead(label string) (head, rest string) {
	for i := range label {
		if i == 0 || p.words.headOf(label[:i]) == "" {
			continue
		}
		rest := strings.TrimLeft(label[i:], "的-_/")
		for _, w := range p.words.Fields {
			if _, ok := w.exact[rest]; ok && w.allows(roster.KindRoster) && w.ID != roster.FieldVillage && w.ID != roster.FieldRemark && !strings.HasPrefix(rest, "职务") {
				return label[:i], rest
			}
		}
	}
	return "", ""
}

// headsByGroup takes the headings above the labels as heads, where they name posts and each has a name below.
func (p *plan) headsByGroup() bool {
	groups := make(map[string]bool)
	for i := range p.columns {
		c := &p.columns[i]
		l := newLabelOf(c.path)
		if len(l.upper) == 0 || p.words.skipped(l) {
			continue
		}
		g := strings.Join(l.upper, "")
		if p.words.headOf(g) != "" && p.isName(l) {
			groups[g] = true
		}
	}
	if len(groups) == 0 {
		return false
	}
	instance := make(map[string]int)
	seen := make(map[string]bool)
	for i := range p.columns {
		c := &p.columns[i]
		for n := len(c.path) - 1; n > 0; n-- {
			g := strings.Join(c.path[:n], "")
			if !groups[g] {
				continue
			}
			c.path = c.path[n:]
			if leaf := strings.Join(c.path, "") + "/" + g; seen[leaf+strconv.Itoa(instance[g])] {
				instance[g]++ // the same heading over a second set of the same labels
			}
			seen[strings.Join(c.path, "")+"/"+g+strconv.Itoa(instance[g])] = true
			c.head = g + "#" + strconv.Itoa(instance[g])
			break
		}
	}
	return true
}

func (p *plan) isName(l labelOf) bool {
	return p.words.byID[roster.FieldName].score(l) >= 74
}

// headsByLabel takes labels that are posts themselves, with names below them: 村名 | 书记 | 年龄 | 主任 | 年龄.
func (p *plan) headsByLabel() bool {
	heads := p.headColumns()
	if len(heads) == 0 || len(heads) == 1 && p.hasName() {
		return false
	}
	if p.hasName() {
		return false
	}
	repeated := p.repeatedLabels(heads[0])
	for n, i := range heads {
		end := len(p.columns)
		if n+1 < len(heads) {
			end = heads[n+1]
		}
		head := strings.Join(p.columns[i].path, "") + "#" + strconv.Itoa(n)
		for j := i; j < end; j++ {
			c := &p.columns[j]
			leaf := c.path
			if j == i || len(leaf) > 0 && (repeated[leaf[len(leaf)-1]] || n+1 < len(heads) && p.personal(c)) {
				c.head = head
			}
		}
		p.columns[i].path = []string{"姓名"}
	}
	return true
}

// personal reports whether a column can only be about a person, not about the village.
func (p *plan) personal(c *column) bool {
	list := p.words.candidates(newLabelOf(c.path), c.ev, roster.KindRoster)
	if len(list) == 0 || list[0].Score < sure {
		return false
	}
	switch list[0].Field {
	case roster.FieldVillage, roster.FieldTownship, roster.FieldArea, roster.FieldRemark, roster.FieldDualHead, roster.FieldVillageCode:
		return false
	}
	return true
}

func (p *plan) hasName() bool {
	for i := range p.columns {
		if p.isName(newLabelOf(p.columns[i].path)) {
			return true
		}
	}
	return false
}

// repeatedLabels gives the leaf labels that stand at least twice from a column on.
func (p *plan) repeatedLabels(from int) map[string]bool {
	seen, twice := make(map[string]bool), make(map[string]bool)
	for _, c := range p.columns[from:] {
		if len(c.path) == 0 {
			continue
		}
		leaf := c.path[len(c.path)-1]
		twice[leaf] = seen[leaf]
		seen[leaf] = true
	}
	return twice
}

// headsByRepeat parts a table whose labels repeat from left to right, as in a
// newspaper: 姓名 职务 | 姓名 职务.
func (p *plan) headsByRepeat() {
	var names []int
	for i := range p.columns {
		if l := newLabelOf(p.columns[i].path); p.isName(l) && l.leaf == "姓名" && !p.words.skipped(l) && !p.columns[i].told {
			names = append(names, i)
		}
	}
	if len(names) < 2 {
		return
	}
	// Where a block begins before its name: at the first label that repeats too.
	back := 0
	repeated := p.repeatedLabels(0)
	for names[0]-back-1 >= 0 && names[1]-back-1 > names[0] {
		a, b := p.columns[names[0]-back-1], p.columns[names[1]-back-1]
		if len(a.path) == 0 || len(b.path) == 0 || a.path[len(a.path)-1] != b.path[len(b.path)-1] {
			break
		}
		back++
	}
	for n, i := range names {
		end := len(p.columns)
		if n+1 < len(names) {
			end = names[n+1] - back
		}
		for j := i - back; j < end; j++ {
			leaf := p.columns[j].path
			if n+1 < len(names) || j <= i || len(leaf) > 0 && repeated[leaf[len(leaf)-1]] {
				p.columns[j].head = "#" + strconv.Itoa(n)
			}
		}
	}
}

// findTicks takes columns headed by a post whose cells are ticks.
func (p *plan) findTicks() {
	if p.kind != roster.KindRoster || p.find(roster.FieldName) < 0 {
		return
	}
	for i := range p.columns {
		c := &p.columns[i]
		if c.field != "" && c.score > 92 || c.told || c.head != "" || len(c.path) == 0 {
			continue
		}
		joined := strings.TrimPrefix(strings.Join(c.path, ""), "是否")
		post := p.words.headOf(joined)
		if post != "" && (c.ev.class == "tick" || c.ev.class == "yesno") {
			p.ticks = append(p.ticks, tick{c.col, post})
			c.field, c.candidates = "", nil
			c.told = true
		}
	}
}

// tickedSex reads the sex from two columns headed 男 and 女, one of them ticked.
func (p *plan) tickedSex() {
	if !p.people() || p.find(roster.FieldSex) >= 0 {
		return
	}
	women := p.tickColumn("女")
	if women < 0 {
		return
	}
	p.men = -1
	if men := p.tickColumn("男"); men >= 0 {
		p.men = p.columns[men].col
		p.columns[men].field, p.columns[men].candidates, p.columns[men].told = "", nil, true
	}
	c := &p.columns[women]
	c.field, c.score, c.candidates, c.told, c.ticked = roster.FieldSex, sure, nil, true, true
}

// tickColumn finds the column of that heading with a tick in it, whatever the
// line of totals has there; -1 where there is none.
func (p *plan) tickColumn(label string) int {
	return slices.IndexFunc(p.columns, func(c column) bool {
		return len(c.path) > 0 && fold(c.path[len(c.path)-1]) == label && !c.told &&
			slices.ContainsFunc(p.rows, func(row int) bool { return p.words.isTick(p.sheet.Row(row).Cell(c.col)) })
	})
}

// markedWomen reads the sex from (女) behind names where no column gives it:
// a list that marks its women leaves the men unmarked.
func (p *plan) markedWomen() {
	if !p.people() || p.find(roster.FieldSex) >= 0 {
		return
	}
	n := len(p.columns)
	for i := range n {
		c := &p.columns[i]
		if c.field != roster.FieldName {
			continue
		}
		for _, row := range p.rows {
			if _, remark := personName(p.sheet.Row(row).Cell(c.col).Text()); strings.HasPrefix(remark, "女") {
				p.columns = append(p.columns, column{col: c.col, path: c.path, label: c.label, field: roster.FieldSex, score: sure, told: true, head: c.head})
				break
			}
		}
	}
}

// makeBlocks groups the mapped columns: the shared ones and those of each head.
func (p *plan) makeBlocks() {
	var heads []string
	for i := range p.columns {
		if h := p.columns[i].head; h != "" && !slices.Contains(heads, h) {
			heads = append(heads, h)
		}
	}
	if len(heads) == 0 {
		heads = []string{""}
	}
	for _, h := range heads {
		if b := p.makeBlock(h); b.name >= 0 || h == "" {
			p.blocks = append(p.blocks, b)
		}
	}
}

func (p *plan) makeBlock(head string) *block {
	b := &block{name: -1, post: p.words.headOf(head)}
	has := make(map[roster.Field]bool)
	for i := range p.columns {
		if c := &p.columns[i]; c.head == head && c.field != "" {
			has[c.field] = true
		}
	}
	for i := range p.columns {
		c := &p.columns[i]
		shared := c.head == "" && head != ""
		if c.field == "" || c.field == roster.FieldSequence || c.head != head && !shared || shared && has[c.field] {
			continue
		}
		at := len(b.columns)
		b.columns = append(b.columns, i)
		if shared {
			continue
		}
		switch c.field {
		case roster.FieldVillage, roster.FieldTownship, roster.FieldArea, roster.FieldVillageCode, roster.FieldRemark:
		default:
			b.own = append(b.own, at)
		}
		if c.field == roster.FieldName {
			b.name = at
		}
	}
	b.nameOnly = len(b.own) == 1 && head != ""
	if has[roster.FieldPost] || has[roster.FieldPartyPost] && has[roster.FieldVillagePost] {
		b.post = ""
	}
	p.convertersOf(b)
	if b.nameOnly && b.name >= 0 {
		b.convert[b.name] = converter{} // may list several names
	}
	return b
}

func (p *plan) convertersOf(b *block) {
	b.convert = make([]converter, len(b.columns))
	for at, i := range b.columns {
		b.convert[at] = p.converterOf(&p.columns[i])
	}
}

// layoutOf makes the layout that the rows of a block share.
func (p *plan) layoutOf(b *block, body roster.Body) *roster.Layout {
	l := &roster.Layout{File: p.book.Name, Sheet: p.sheet.Name, Kind: p.kind, Township: p.place.township, Body: body}
	for _, i := range b.columns {
		l.Columns = append(l.Columns, roster.Column{Field: p.columns[i].field, Label: p.columns[i].label})
	}
	return l
}

// columnLetter is how a person finds a column.
func (c *column) letter() string { return grid.ColumnName(c.col) }
