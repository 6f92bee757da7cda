package sheet

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// Tables finds the headed tables of a book and gives their rows. Sheets that
// hold no table are skipped and said so; it fails only where Options.Map names
// a field that does not exist.
func Tables(book *grid.Book, opt Options) (*Reading, error) {
	told, err := newTold(opt)
	if err != nil {
		return nil, err
	}
	r := &reader{out: &Reading{Book: book}, book: book, told: told}
	told.out = r.out
	if s := correctionSheet(book); s != nil {
		r.out.Receipt = true
		r.corrections(s)
		return r.out, nil
	}
	for _, s := range book.Sheets {
		r.sheet(s)
	}
	return r.out, nil
}

// reader reads one book.
type reader struct {
	out  *Reading
	book *grid.Book
	told *told
}

// sheet reads one sheet.
func (r *reader) sheet(s *grid.Sheet) {
	r.out.Sheets = append(r.out.Sheets, Summary{Name: s.Name})
	summary := &r.out.Sheets[len(r.out.Sheets)-1]
	if s.Len() == 0 {
		summary.Skipped = "空表"
		return
	}
	f := newFinder(s, r.told.labels)
	heads := f.headers()
	if len(heads) == 0 {
		if r.transposed(s, summary) || r.card(s, summary) {
			return
		}
		summary.Skipped = "没有找到表头,可能是说明或封面"
		return
	}
	var last *plan
	for n, h := range heads {
		end := s.Len()
		if n+1 < len(heads) {
			end = heads[n+1].top
		}
		from := 0
		if n > 0 {
			from = heads[n-1].bottom + 1
		}
		p := r.plan(s, f, h, from, end, last)
		if p.kind == "" {
			continue
		}
		r.emit(p, summary)
		last = p
	}
	if summary.Rows == 0 && (r.transposed(s, summary) || r.card(s, summary)) {
		return
	}
	if summary.Rows == 0 && summary.Skipped == "" {
		summary.Skipped = skippedWhy(summary)
	}
}

func skippedWhy(s *Summary) string {
	if len(s.Kinds) > 0 {
		return "有表头,没有数据行"
	}
	return "有表头,但不是花名册、党员名册、村情、后备、处分、工作开展、测评、提名人选中的任何一种"
}

// plan decides how the table under a head is read. A table whose head equals
// the one before goes on where that stopped.
func (r *reader) plan(s *grid.Sheet, f *finder, h header, from, end int, last *plan) *plan {
	p := &plan{words: f.words, book: r.book, sheet: s, head: h, end: end, village: -1, area: -1, name: -1, spans: f.spans}
	p.titles = titlesOf(s, from, h.top, last != nil)
	p.study()
	signature := p.signature()
	r.told.apply(p, signature)
	p.decideKind()
	if p.kind == "" {
		return p
	}
	p.markHeads()
	p.assign()
	p.findTicks()
	p.findPlaces(last, signature)
	p.tickedSex()
	p.markedWomen()
	p.makeBlocks()
	return p
}

// titlesOf gathers the texts above a head.
func titlesOf(s *grid.Sheet, from, top int, later bool) []string {
	var titles []string
	if !later {
		titles = append(titles, s.Title...)
	}
	if top-from > 12 {
		from = top - 12
	}
	if later && top-from > 4 {
		from = top - 4 // rows of the table before end somewhere here
	}
	for i := from; i < top; i++ {
		row := s.Row(i)
		g := look(row)
		if later && g.n > 3 {
			titles = nil
			continue
		}
		var parts []string
		for _, c := range row.Cells() {
			parts = append(parts, clean(c.Text()))
		}
		titles = append(titles, shorten(strings.Join(parts, " "), 200))
	}
	return titles
}

// findPlaces takes village, township and body from titles and names.
func (p *plan) findPlaces(last *plan, signature string) {
	p.village, p.area, p.name = p.colOf(roster.FieldVillage), p.colOf(roster.FieldArea), p.colOf(roster.FieldName)
	if p.kind == roster.KindEvaluations {
		p.name = p.colOf(roster.FieldSubject)
	}
	goesOn := last != nil && last.kind == p.kind && last.signature() == signature
	if goesOn {
		p.place = last.place
	}
	for _, t := range p.titles {
		p.readTitle(t)
	}
	for n, text := range []string{p.sheet.Name, strings.TrimSuffix(p.book.Name, extension(p.book.Name))} {
		town, village := p.words.placeIn(text)
		if p.place.township == "" {
			p.place.township = town
		}
		if p.place.sheetVillage == "" && !goesOn {
			p.place.sheetVillage = village
		}
		if p.place.baseBody == roster.BodyUnknown && n == 0 {
			p.place.baseBody = p.words.bodyIn(text)
		}
	}
	if p.place.sheetVillage == "" && p.village < 0 && p.people() {
		p.place.sheetVillage = p.sheetAsVillage()
	}
	if !goesOn {
		p.place.body, p.place.post = p.place.baseBody, p.place.basePost
	}
}

// readTitle takes what one line above the head says.
func (p *plan) readTitle(t string) {
	town, village := p.words.placeIn(t)
	if town != "" {
		p.place.township = town
	}
	if village != "" {
		p.place.sheetVillage, p.place.village = village, ""
	}
	if core, _ := lineCore(t); p.areaName(core) != "" {
		p.place.area = core
	}
	if b := p.words.bodyIn(t); b != roster.BodyUnknown {
		p.place.baseBody, p.place.body = b, b
	}
	if p.kind == roster.KindRoster && p.noPosts() && p.place.basePost == "" {
		p.place.basePost = titlePost(fold(t))
	}
}

// titlePost is the post that a list of one kind of heads is about.
func titlePost(t string) string {
	secretary, director := strings.Contains(t, "书记"), strings.Contains(t, "主任")
	if containsAny(t, []string{"委员", "两委", "成员", "副", "第一", "班子", "团", "妇", "、", "党委书记", "填", "及"}) || secretary == director {
		return ""
	}
	switch {
	case secretary && containsAny(t, []string{"党组织书记", "支部书记", "村书记", "社区书记", "总支书记"}):
		return "党组织书记"
	case director && containsAny(t, []string{"村主任", "委会主任", "居主任"}):
		return "村委会主任"
	}
	return ""
}

// noPosts reports whether no column and no heading says what posts people hold.
func (p *plan) noPosts() bool {
	for i := range p.columns {
		switch p.columns[i].field {
		case roster.FieldPost, roster.FieldPartyPost, roster.FieldVillagePost:
			return false
		}
		if p.columns[i].head != "" && p.columns[i].head[0] != '#' {
			return false
		}
	}
	return len(p.ticks) == 0
}

// sheetAsVillage takes the sheet's name as that of a village where several
// sheets stand beside each other and none says a village otherwise.
func (p *plan) sheetAsVillage() string {
	t, _ := lineCore(p.sheet.Name)
	if len(p.book.Sheets) < 2 || runes(t) < 2 || runes(t) > 5 || !allHan(t) {
		return ""
	}
	if containsAny(t, []string{"名册", "名单", "汇总", "干部", "党员", "表", "两委", "书记", "主任", "后备", "处分", "活动", "测评", "统计", "明细", "数据", "说明", "封面", "工作", "委员", "成员", "人员", "班子", "全镇", "镇", "乡", "街道", "台账", "情况", "信息", "基本"}) {
		return ""
	}
	return t
}

func extension(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[i:]
	}
	return ""
}

// emit reads the rows of a planned table into the Reading.
func (r *reader) emit(p *plan, summary *Summary) {
	t := &Table{Sheet: p.sheet, Kind: p.kind, First: len(r.out.Rows), Signature: p.signature(),
		HeaderTop: p.sheet.Row(p.head.top).Number(), HeaderEnd: p.sheet.Row(p.head.bottom).Number()}
	for i := range p.columns {
		c := &p.columns[i]
		leaf := ""
		if len(c.path) > 0 {
			leaf = c.path[len(c.path)-1]
		}
		t.Columns = append(t.Columns, Mapped{Col: c.col, Label: c.label, Field: c.field, Score: c.score, leaf: leaf})
	}
	e := &emitter{plan: p, out: r.out, table: t, summary: summary}
	e.run()
	t.End = len(r.out.Rows)
	r.out.Tables = append(r.out.Tables, t)
	summary.Rows += t.End - t.First
	if !slices.Contains(summary.Kinds, p.kind) {
		summary.Kinds = append(summary.Kinds, p.kind)
	}
	if t.End > t.First {
		r.ask(p, t.Signature)
		r.doubtfulDates(p, t)
	}
}

// ask lists the columns whose meaning is not sure.
func (r *reader) ask(p *plan, signature string) {
	for i := range p.columns {
		c := &p.columns[i]
		if c.told || c.ev.filled == 0 || p.words.silent(c) || r.asked(signature, c.letter(), p.sheet.Name) {
			continue
		}
		ambiguous := len(c.candidates) > 1 && c.field != "" && c.field == c.candidates[0].Field &&
			c.candidates[1].Score >= sure && c.candidates[0].Score-c.candidates[1].Score < close && c.candidates[0].Score < 95
		blind := p.words.blind(c)
		if c.field != "" && !ambiguous && !blind && c.score >= sure {
			continue
		}
		r.out.Questions = append(r.out.Questions, Question{File: p.book.Name, Sheet: p.sheet.Name, Column: c.letter(), Label: c.label,
			Samples: c.ev.samples, Mapped: c.field, ByValues: blind, Candidates: firstFew(p.likely(c)), Signature: signature})
	}
}

func (r *reader) asked(signature, letter, sheet string) bool {
	for _, q := range r.out.Questions {
		if q.Signature == signature && q.Column == letter && q.Sheet == sheet {
			return true
		}
	}
	return false
}

// likely gives the candidates of a column, and behind them the fields that its
// cells would suit where they can hardly be anything else.
func (p *plan) likely(c *column) []Candidate {
	list := slices.Clone(c.candidates)
	if !c.ev.strong || !definite(c.ev.class) {
		return list
	}
	for _, w := range p.words.Fields {
		if len(w.Values) > 0 && w.allows(p.kind) && w.expects(c.ev.class) && p.find(w.ID) < 0 && !slices.ContainsFunc(list, func(k Candidate) bool { return k.Field == w.ID }) {
			list = append(list, Candidate{Field: w.ID, Label: w.Label})
		}
	}
	return list
}

func firstFew(c []Candidate) []Candidate { return c[:min(len(c), 5)] }

// blind reports whether a column is read for what its cells hold alone, under a
// head that says nothing of its field.
func (v *vocabulary) blind(c *column) bool {
	if c.field == "" || c.told || len(c.path) == 0 || c.head != "" {
		return false
	}
	l := newLabelOf(c.path)
	for _, w := range v.Fields {
		if (w.ID == c.field || v.relabelled(w.ID, c.field)) && w.score(l) >= maybe {
			return false
		}
	}
	return true
}

// relabelled reports whether a head of one field may be read as the other by its values.
func (v *vocabulary) relabelled(from, to roster.Field) bool {
	for _, r := range v.Relabel {
		if r.From == from && r.To == to {
			return true
		}
	}
	return from == roster.FieldPost && to == roster.FieldOtherPost
}

// silent reports whether a column needs no question: its label is known to be of no use here.
func (v *vocabulary) silent(c *column) bool {
	if len(c.path) == 0 || c.field != "" {
		return c.field == ""
	}
	l := newLabelOf(c.path)
	return v.skipped(l) || v.ignore[l.leaf] || v.ignore[l.bare] || v.ignore[l.joined] || containsAny(l.leaf, []string{"毕业院校", "住址", "签名", "照片", "银行"})
}

// doubtfulDates notes the cells of plain-month columns that may be January or October.
func (r *reader) doubtfulDates(p *plan, t *Table) {
	for _, b := range p.blocks {
		for at, conv := range b.convert {
			if conv.how == asDate && (conv.style == plainMonths || conv.style == unknownMonths) {
				r.doubtfulColumn(p, b, t, at)
			}
		}
	}
}

func (r *reader) doubtfulColumn(p *plan, b *block, t *Table, at int) {
	for i := t.First; i < t.End; i++ {
		row := &r.out.Rows[i]
		if t.places[i-t.First].block != b {
			continue
		}
		year, month, ok := dotted(row.Texts[at])
		if !ok || month != "1" && month != "10" {
			continue
		}
		if at >= 0 && row.Layout.Columns[at].Field == roster.FieldBirth && byIdentity(row, at, year) {
			continue
		}
		chosen := "1月"
		if month == "10" {
			chosen = "10月"
		}
		r.out.Notes = append(r.out.Notes, roster.Note{Code: roster.ValueUnknown, File: p.book.Name, Sheet: p.sheet.Name, Row: row.Number,
			Column:  row.Layout.Columns[at].Label,
			Message: fmt.Sprintf("“%s.1”在表格里既可能是1月也可能是10月,已按%s读入", year, chosen),
			Remedy:  "请核对后写成“" + year + ".01”或“" + year + "年10月”"})
	}
}

// byIdentity settles January or October by the identity number of the same row.
func byIdentity(row *roster.Row, at int, year string) bool {
	text, _ := row.Text(roster.FieldIDNumber)
	id, err := yanpan.ParseIDNumber(strings.ReplaceAll(text, " ", ""))
	if err != nil || !strings.HasSuffix(fmt.Sprint(id.Birth().Year()), year) {
		return false
	}
	switch id.Birth().Month() {
	case 1:
		row.Texts[at] = year + ".01"
	case 10:
		row.Texts[at] = year + ".10"
	default:
		return false
	}
	return true
}
