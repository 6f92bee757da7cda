package sheet

import (
	"strings"

	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// lineKind is what a row below a head is.
type lineKind uint8

const (
	lineData lineKind = iota
	lineBlank
	lineTotal
	lineRemark
	lineGroup
	lineHeader
	lineExample
	lineTitle
	lineEnd
)

// why is the reason shown for a line that is not read.
func (k lineKind) why() string {
	switch k {
	case lineBlank:
		return "只有序号的空行"
	case lineTotal:
		return "合计行"
	case lineRemark:
		return "备注或落款行"
	case lineGroup:
		return "分组行"
	case lineHeader:
		return "重复的表头"
	case lineExample:
		return "示例行"
	case lineTitle:
		return "不是数据的说明行"
	}
	return ""
}

// glance is what a quick look at a row's first cells gives.
type glance struct {
	texts  [4]string
	cols   [4]int
	n      int // cells with a value, counted up to 5
	first  string
	number int
}

func look(r grid.Row) glance {
	g := glance{number: r.Number()}
	for col, c := range r.Cells() {
		t := clean(c.Text())
		if t == "" {
			continue
		}
		if g.n < 4 {
			g.texts[g.n], g.cols[g.n] = t, col
		}
		if g.n++; g.n > 4 {
			break
		}
	}
	g.first = g.texts[0]
	return g
}

// classify says what a row is. Rows of data are by far the most and leave early.
func (p *plan) classify(r grid.Row) (lineKind, glance) {
	g := look(r)
	switch {
	case g.n == 0:
		return lineBlank, g
	case p.isTotal(&g, r):
		return lineTotal, g
	case g.n <= 3 && p.isRemark(&g), g.n > 3 && p.isSignature(&g):
		return lineRemark, g
	case p.words.line["examples"][bare(fold(g.first))] || strings.HasPrefix(g.first, "示例"):
		return lineExample, g
	case p.repeatsHead(r):
		return lineHeader, g
	case g.n <= 3 && p.loneText(&g):
		return p.lone(&g), g
	}
	return lineData, g
}

// isTotal looks for 合计, 小计 … in the first cells up to the name, and for rows of nothing but formulas.
func (p *plan) isTotal(g *glance, r grid.Row) bool {
	for i := range min(g.n, 3) {
		if p.name >= 0 && g.cols[i] > p.name && i > 0 {
			break
		}
		if t := g.texts[i]; len(t) <= 60 && mayBeTotal(t) && p.totalWord(fold(t)) {
			return true
		}
	}
	if g.n < 2 {
		return false
	}
	formulas := 0
	for _, c := range r.Cells() {
		if !c.Formula || c.Kind == grid.Text {
			return false
		}
		formulas++
	}
	return formulas >= 2
}

// mayBeTotal saves the folding of texts that hold none of the characters of a total.
func mayBeTotal(t string) bool {
	return strings.Contains(t, "计") || strings.Contains(t, "总") || strings.Contains(t, "均") || strings.Contains(t, "汇") || strings.Contains(t, "占") || strings.Contains(t, "比")
}

func (p *plan) totalWord(t string) bool {
	b := bare(t)
	if p.words.line["totals"][t] || p.words.line["totals"][b] {
		return true
	}
	for _, e := range p.words.Lines["total_ends"] {
		if strings.HasSuffix(b, e) && runes(b) <= 12 || strings.HasPrefix(t, e) && !strings.HasPrefix(t, e+"局") && !strings.HasPrefix(t, e+"师") {
			return true
		}
	}
	return false
}

// isRemark looks for 备注:, 填表人: … at the start of a row of few cells.
func (p *plan) isRemark(g *glance) bool {
	t := fold(g.first)
	head, _, colon := strings.Cut(t, ":")
	hb := bare(head)
	if colon || strings.ContainsAny(g.first, ":\uff1a") {
		return p.words.line["remarks"][head] || p.words.line["remarks"][hb] || p.signatureWord(hb)
	}
	if p.words.line["remarks"][bare(t)] && g.n == 1 && runes(t) <= 6 {
		return true
	}
	return (strings.HasPrefix(t, "备注") || strings.HasPrefix(t, "注") && strings.ContainsAny(t, ".,、;1") || strings.HasPrefix(t, "说明") || strings.HasPrefix(t, "填表说明")) && runes(t) > 6
}

func (p *plan) signatureWord(t string) bool {
	for _, w := range []string{"填表", "填报", "审核", "制表", "负责人", "签字", "盖章", "日期", "联系"} {
		if strings.Contains(t, w) && runes(t) <= 12 {
			return true
		}
	}
	return false
}

// isSignature is isRemark for a row of more cells: 填表人: | 张三 | 审核人: | 李四.
func (p *plan) isSignature(g *glance) bool {
	if !strings.ContainsAny(g.first, ":\uff1a") {
		return false
	}
	head, _, _ := strings.Cut(fold(g.first)+":", ":")
	return p.words.line["remarks"][bare(head)] || p.signatureWord(bare(head))
}

// repeatsHead reports whether the head's labels stand in the row again.
func (p *plan) repeatsHead(r grid.Row) bool {
	same, other := 0, 0
	for i := range p.columns {
		c := &p.columns[i]
		if len(c.path) == 0 {
			continue
		}
		cell := r.Cell(c.col)
		if cell.Kind != grid.Text {
			continue
		}
		if t := cell.Text(); len(t) <= 3*maxLabel && (t == c.label || fold(t) == c.path[len(c.path)-1]) {
			same++
		} else {
			other++
		}
		if other > 2 && same == 0 {
			return false
		}
	}
	return same >= 2 && same >= other
}

// loneText reports whether a row says one thing only: one cell, or one beside
// counts (石板村 | 5人) or beside itself.
func (p *plan) loneText(g *glance) bool {
	for i := 1; i < g.n; i++ {
		t := fold(g.texts[i])
		t = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(t, "共"), "("), ")")
		t = strings.TrimSuffix(strings.TrimSuffix(t, "人"), "名")
		if t != "" && countDigits(t) != len(t) && g.texts[i] != g.first {
			return false
		}
	}
	return g.n == 1 || !startsWithDigit(g.first) && len(p.columns) > 4
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// lone classifies a row that says one thing and keeps what it says for the rows below.
func (p *plan) lone(g *glance) lineKind {
	col := g.cols[0]
	if countDigits(g.first) == len(g.first) {
		return lineBlank
	}
	if p.kind == roster.KindVillages && col == p.village && p.areaName(g.first) == "" {
		return lineData
	}
	core, numbered := lineCore(g.first)
	if p.group(core, g, numbered) {
		return lineGroup
	}
	if g.n == 1 && p.people() && col == p.name && looksLikeName(core) && !numbered {
		return lineData
	}
	if p.dataColumn(col) && !numbered && g.n == 1 && !p.mergedWide(g) && runes(core) <= 20 {
		return lineData
	}
	return lineTitle
}

func (p *plan) areaName(t string) string { return p.words.areaName(fold(t)) }

// dataColumn reports whether a value that stands alone in the column is a row all the same.
func (p *plan) dataColumn(col int) bool {
	for i := range p.columns {
		c := &p.columns[i]
		if c.col != col {
			continue
		}
		switch c.field {
		case "", roster.FieldSequence, roster.FieldVillage, roster.FieldTownship, roster.FieldArea, roster.FieldRemark:
			return false
		}
		return i > 0
	}
	return false
}

func (p *plan) people() bool {
	switch p.kind {
	case roster.KindRoster, roster.KindMembers, roster.KindReserve, roster.KindSanctions, roster.KindNominees, roster.KindVetting, roster.KindHouseholds:
		return true
	}
	return false
}

// group reads a line between rows: an area, a village, a body or a post.
func (p *plan) group(core string, g *glance, numbered bool) bool {
	if core == "" || runes(core) > 24 {
		return false
	}
	if a := p.words.areaName(core); a != "" {
		p.place.area, p.place.village, p.place.carried = a, "", ""
		return true
	}
	if g.cols[0] == p.name && !numbered && !p.mergedWide(g) && !strings.ContainsAny(g.first, "【:\uff1a") && looksLikeName(core) && !p.words.villageName(core) {
		return false
	}
	_, after := p.words.cutTownship(core)
	if name, rest := p.words.cutVillage(after); name != "" && runes(rest) <= 10 {
		p.place.enterVillage(name)
		return true
	}
	if b := p.words.bodyLine(core); b != roster.BodyUnknown {
		p.place.enterBody(b)
		return true
	}
	if post := p.words.headOf(core); post != "" && runes(core) <= 14 && p.people() {
		p.place.post = post
		return true
	}
	if p.village < 0 && p.people() && runes(core) <= 6 && allHan(core) && (p.mergedWide(g) || numbered) && p.place.sheetVillage == "" {
		p.place.enterVillage(core)
		return true
	}
	return false
}

// bodyLine tells which body a short line is about.
func (v *vocabulary) bodyLine(core string) roster.Body {
	if runes(core) > 14 {
		return roster.BodyUnknown
	}
	b := v.Groups.Bodies
	switch {
	case containsAny(core, b["supervisory"]):
		return roster.SupervisoryCommittee
	case containsAny(core, b["staff"]):
		return roster.RegularStaff
	case containsAny(core, []string{"书记", "主任"}):
		return roster.BodyUnknown
	case containsAny(core, b["party"]):
		return roster.PartyCommittee
	case containsAny(core, b["villagers"]):
		return roster.VillagersCommittee
	}
	return roster.BodyUnknown
}

// mergedWide reports whether the row's first cell is merged over three columns or more.
func (p *plan) mergedWide(g *glance) bool {
	for _, m := range p.spans[g.number] {
		if m.Left == g.cols[0] && m.Right-m.Left >= 2 {
			return true
		}
	}
	return false
}

// context is what the lines above say about the rows below.
type context struct {
	township     string
	sheetVillage string // by title, sheet or file
	village      string // by a line between rows
	carried      string // by the village column's last value
	area         string
	carriedArea  string
	carriedTown  string
	body         roster.Body
	baseBody     roster.Body
	post         string // by a line between rows or the title
	basePost     string
	bodyFirst    bool
}

// enterVillage begins a village; the body goes back to the table's own unless bodies stand above villages.
func (c *context) enterVillage(name string) {
	c.village, c.carried = name, ""
	if !c.bodyFirst {
		c.body, c.post = c.baseBody, c.basePost
	}
}

func (c *context) enterBody(b roster.Body) {
	if c.village == "" && c.sheetVillage == "" {
		c.bodyFirst = true
	}
	c.body, c.post = b, ""
}
