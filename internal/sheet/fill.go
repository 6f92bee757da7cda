package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"yanpan.dev"
	"yanpan.dev/internal/sheet/grid"
)

// FillOptions of Fill.
type FillOptions struct {
	Mappings *Mappings // what was told about labels before; nil for nothing
	Village  string    // fill a form about one village for this one only; "" makes a sheet for each
}

// FillReport says what became of a form.
type FillReport struct {
	Filled int    `json:"filled"` // cells filled in
	Left   []Left `json:"left"`   // cells that were marked and left
}

// Left is a cell that was not filled in, and why.
type Left struct {
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
	Label string `json:"label"`
	Why   string `json:"why"`
}

const notUnderstood = "未识别:请在对映文件里配一次"

// Fill fills an empty .xlsx form from the facts and keeps its looks. Cells that
// it does not understand, or that the records cannot answer, are marked yellow
// with a remark and listed; no cell that holds something is touched. The error
// is that of reading the form, CodeRefused for another kind of file, CodeInvalid where nothing
// of the form is understood, or CodeWrite.
func Fill(out io.Writer, name string, form []byte, facts *Facts, opt FillOptions) (*FillReport, error) {
	book, err := grid.Read(name, bytes.NewReader(form), int64(len(form)))
	if err != nil {
		return nil, err
	}
	if book.Format != grid.FormatXLSX {
		return nil, &yanpan.Error{Code: yanpan.CodeRefused, Op: "sheet.Fill", Where: "《" + name + "》", Message: "空表不是 .xlsx 文件", Remedy: "请用 Excel 或 WPS 另存为 .xlsx 再试"}
	}
	x, err := excelize.OpenReader(bytes.NewReader(form), excelize.Options{UnzipSizeLimit: 256 << 20, UnzipXMLSizeLimit: 64 << 20})
	if err != nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "sheet.Fill", Where: "《" + name + "》", Message: "空表打不开", Remedy: "请用 Excel 或 WPS 另存一份再试", Err: err}
	}
	if x.Styles == nil || x.Styles.CellXfs == nil || x.Styles.Fills == nil {
		return nil, errors.Join(&yanpan.Error{Code: yanpan.CodeUnreadable, Op: "sheet.Fill", Where: "《" + name + "》", Message: "空表里没有格式信息,没法做标记", Remedy: "请用 Excel 或 WPS 打开另存一份再试"}, x.Close())
	}
	f := &formFiller{workbook: &workbook{x: x}, facts: facts, opt: opt, report: new(FillReport), yellow: map[int]int{}, remarks: map[string]bool{}}
	for _, s := range book.Sheets {
		if !s.Hidden {
			f.sheet(s)
		}
	}
	if f.err == nil && f.report.Filled == 0 && len(f.report.Left) == 0 {
		return nil, errors.Join(&yanpan.Error{Code: yanpan.CodeInvalid, Op: "sheet.Fill", Where: "《" + name + "》", Message: "没有找到可以填的格子",
			Remedy: "请确认是空表:表头或左边要有项目名称,要填的格子要空着"}, x.Close())
	}
	return f.report, f.write(out, "sheet.Fill")
}

// formFiller fills one form.
type formFiller struct {
	*workbook
	facts   *Facts
	opt     FillOptions
	report  *FillReport
	yellow  map[int]int // style of a cell to the same in yellow
	remarks map[string]bool
}

// formSheet is one sheet of a form as it is understood.
type formSheet struct {
	grid    *grid.Sheet
	heads   []header
	width   int
	height  int
	subject string // whom counts are about where a label does not say: members, secretary …; "" is not known
	inTable map[int]bool
}

// sheet fills one sheet: its tables, then single cells with a label beside them.
func (f *formFiller) sheet(g *grid.Sheet) {
	s := f.understand(g)
	singles := s.singles()
	villages := f.everyVillage()
	if one := f.aboutOneVillage(s, singles); one {
		f.eachVillage(s, singles)
		return
	}
	f.title(s, g.Name, villages)
	for i := range s.heads {
		f.table(s, i)
	}
	f.fillSingles(s, g.Name, singles, villages, false)
}

func (f *formFiller) everyVillage() []int {
	list := make([]int, len(f.facts.Records.Villages))
	for i := range list {
		list[i] = i
	}
	return list
}

// understand finds the heads of tables and what the form is about.
func (f *formFiller) understand(g *grid.Sheet) *formSheet {
	s := &formSheet{grid: g, width: g.Width(), inTable: map[int]bool{}}
	if g.Len() > 0 {
		s.height = g.Row(g.Len() - 1).Number()
	}
	if dim, err := f.x.GetSheetDimension(g.Name); err == nil {
		if _, to, ok := strings.Cut(dim, ":"); ok {
			if col, row, err := excelize.CellNameToCoordinates(to); err == nil {
				s.width, s.height = max(s.width, min(col, 300)), max(s.height, min(row, 5000))
			}
		}
	}
	for _, m := range g.Merges {
		s.width = max(s.width, min(m.Right+1, 300))
	}
	s.findHeads()
	s.subject = s.subjectOf()
	return s
}

// findHeads finds rows of labels that stand side by side without gaps.
func (s *formSheet) findHeads() {
	told := make(map[string]bool)
	for _, r := range s.grid.Rows() {
		for _, c := range r.Cells() {
			told[fold(c.Text())] = true
		}
	}
	finder := newFinder(s.grid, told)
	from := 0
	for i := 0; i < s.grid.Len(); i++ {
		if !s.dense(finder, i) {
			continue
		}
		h := finder.extend(i, from)
		finder.describe(&h)
		if s.roomBelow(&h) {
			s.heads = append(s.heads, h)
			for n := s.grid.Row(h.top).Number(); n <= s.grid.Row(h.bottom).Number(); n++ {
				s.inTable[n] = true
			}
		}
		from, i = h.bottom+1, h.bottom
	}
}

// dense reports whether a row consists of labels with hardly a gap.
func (s *formSheet) dense(f *finder, i int) bool {
	row := s.grid.Row(i)
	n, first, last := 0, -1, 0
	covered := make([]bool, max(s.width, row.Width()))
	for col, c := range row.Cells() {
		t := clean(c.Text())
		if c.Kind != grid.Text || runes(t) > maxLabel || strings.ContainsAny(t, ":\uff1a") {
			return false
		}
		n++
		if first < 0 {
			first = col
		}
		last = max(last, col)
		covered[col] = true
		if m, ok := f.spanAt(row.Number(), col); ok {
			for c := m.Left; c <= m.Right && c < len(covered); c++ {
				covered[c] = true
				last = max(last, c)
			}
		}
	}
	if n < 3 {
		return false
	}
	holes := 0
	for c := first; c <= last; c++ {
		if m, ok := f.spanAt(row.Number(), c); !covered[c] && (!ok || m.Top >= row.Number()) {
			holes++
		}
	}
	return holes*5 <= last-first+1
}

// roomBelow reports whether most cells of the row below a head are empty.
func (s *formSheet) roomBelow(h *header) bool {
	below := s.grid.Row(h.bottom).Number() + 1
	if below > s.height {
		return false
	}
	empty, all := 0, 0
	for col, p := range h.paths {
		if p == nil {
			continue
		}
		all++
		if s.grid.At(below, col).IsEmpty() {
			empty++
		}
	}
	return empty*2 >= all
}

// subjectOf finds whom the counts of the form are about.
func (s *formSheet) subjectOf() string {
	title := fold(s.grid.Name)
	for i, r := range s.grid.Rows() {
		if i > 2 || len(s.heads) > 0 && i >= s.heads[0].top {
			break
		}
		for _, c := range r.Cells() {
			title += "|" + fold(c.Text())
		}
	}
	switch {
	case containsAny(title, []string{"两委", "班子", "村干部", "成员"}):
		return "members"
	case containsAny(title, []string{"后备", "储备", "代表", "网格", "发展党员", "党员队伍", "党员结构", "党员情况"}):
		return ""
	case containsAny(title, []string{"干部"}):
		return "members"
	case strings.Contains(title, "书记") && !strings.Contains(title, "主任"):
		return "secretary"
	case strings.Contains(title, "主任") && !strings.Contains(title, "书记"):
		return "director"
	}
	for _, h := range s.heads {
		for _, p := range h.paths {
			if q, ok := askOf(p); ok && q.who == "members" {
				return "members"
			}
		}
	}
	return ""
}

// ask understands a label, what the user has told first. skip says that the
// cell is not for us: a signature, or a label to be left alone.
func (f *formFiller) ask(s *formSheet, path []string) (q question, ok, skip bool) {
	leaf := path[len(path)-1]
	w := formVocabulary()
	if key, told := f.opt.Mappings.form(strings.Join(path, "")); told {
		path = []string{fold(key)}
	} else if key, told := f.opt.Mappings.form(leaf); told {
		path = []string{fold(key)}
	} else if w.skip[leaf] || w.skip[bare(leaf)] {
		return q, false, true
	}
	if path[0] == "忽略" {
		return q, false, true
	}
	q, ok = askOf(path)
	if !ok {
		return q, false, false
	}
	if q.counts() && q.who == "" {
		q.who = s.subject
		ok = q.who != ""
	}
	return q, ok, false
}

// counts reports whether the question is about a group of people.
func (q *question) counts() bool {
	return q.field == "" && (q.measure == "" || q.measure == "ratio" || q.measure == "average_age")
}

// put writes an answer into a cell, or marks the cell where there is none.
func (f *formFiller) put(sheet string, row, col int, label string, a answer) {
	cell := grid.CellName(row, col)
	switch {
	case a.unknown != "":
		f.leave(sheet, cell, label, a.unknown)
		return
	case a.number != "":
		value, ok := numberValue(a.number, 0)
		if !ok {
			f.leave(sheet, cell, label, notUnderstood)
			return
		}
		f.keep(f.x.SetCellValue(sheet, cell, value))
	case a.text != "":
		f.keep(f.x.SetCellStr(sheet, cell, a.text))
	default:
		return // nothing is recorded and nothing is to be written
	}
	f.report.Filled++
}

// leave marks a cell yellow and says why it was left.
func (f *formFiller) leave(sheet, cell, label, why string) {
	f.report.Left = append(f.report.Left, Left{Sheet: sheet, Cell: cell, Label: label, Why: yanpan.Typeset(why)})
	id, err := f.x.GetCellStyle(sheet, cell)
	f.keep(err)
	marked, ok := f.yellow[id]
	if !ok {
		st, err := f.x.GetStyle(id)
		f.keep(err)
		if st == nil {
			st = new(excelize.Style)
		}
		st.Fill = solid("FFFF00")
		for i := range st.Border {
			if st.Border[i].Color == "" { // an automatic colour is read as none, and none is no colour that other programs read
				st.Border[i].Color = "000000"
			}
		}
		marked = f.newStyle(st)
		f.yellow[id] = marked
	}
	f.keep(f.x.SetCellStyle(sheet, cell, cell, marked))
	if key := sheet + "\n" + label + "\n" + why; !f.remarks[key] {
		f.remarks[key] = true
		f.commentAt(sheet, cell, fmt.Sprintf("“%s”%s", label, leftText(why)))
	}
}

func leftText(why string) string {
	if why == notUnderstood {
		return why
	}
	return "未填:" + why
}

// findVillage finds the village of a name as it may be written in a form; -1 for none or several.
func (f *formFiller) findVillage(text string) int {
	want := villageKey(text)
	if want == "" {
		return -1
	}
	found := -1
	for i := range f.facts.Records.Villages {
		v := &f.facts.Records.Villages[i]
		full := fold(v.Name)
		if folded := fold(text); folded == full || folded == fold(v.Township)+full {
			return i
		}
		if villageKey(v.Name) == want {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// villageKey is a village's name without number, committee and the word of its kind.
func villageKey(text string) string {
	core, _ := lineCore(text)
	for _, end := range []string{"村民委员会", "居民委员会", "村委会", "居委会", "社区", "村"} {
		if s, ok := strings.CutSuffix(core, end); ok && runes(s) >= 2 {
			return s
		}
	}
	return core
}

// title writes the township's name into the blank of a title: ____镇村干部登记表.
func (f *formFiller) title(s *formSheet, sheet string, villages []int) {
	town := ""
	if a := f.facts.township(villages); a.unknown == "" {
		town = a.text
	}
	for i, r := range s.grid.Rows() {
		if i > 2 || town == "" {
			return
		}
		for col, c := range r.Cells() {
			text := c.Text()
			start := strings.Index(text, "__")
			if start < 0 {
				continue
			}
			rest := strings.TrimLeft(text[start:], "_ ")
			for _, end := range []string{"镇", "乡", "街道"} {
				if strings.HasPrefix(rest, end) && strings.HasSuffix(town, end) {
					f.keep(f.x.SetCellStr(sheet, grid.CellName(r.Number(), col), text[:start]+town+rest[len(end):]))
				}
			}
		}
	}
}

// total reports whether a text names a line of totals, and whether it is one of a part only.
func totalLabel(text string) (total, part bool) {
	t := fold(text)
	b := bare(t)
	if words().line["totals"][b] || strings.HasSuffix(b, "合计") || strings.HasSuffix(b, "总计") || strings.HasSuffix(b, "小计") {
		return true, strings.HasSuffix(b, "小计")
	}
	return false, false
}

// overlapping finds age bands under one heading that share a year: 35岁以下 beside 35—45岁.
func overlapping(paths [][]string, asked map[int]question) map[int]string {
	bad := make(map[int]string)
	for a, qa := range asked {
		for b, qb := range asked {
			if a == b || qa.ages == nil || qb.ages == nil || qa.ages.max == 0 || qa.ages.max != qb.ages.min || qa.who != qb.who ||
				!slices.Equal(parent(paths[a]), parent(paths[b])) {
				continue
			}
			why := fmt.Sprintf("两个年龄段都含%d岁,分不清算在哪一段", qa.ages.max)
			bad[a], bad[b] = why, why
		}
	}
	return bad
}

func parent(path []string) []string {
	if len(path) == 0 {
		return nil
	}
	return path[:len(path)-1]
}
