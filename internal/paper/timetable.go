package paper

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/gongwen"
)

// Schedule is a plan to be put on paper.
type Schedule struct {
	Title   string // 清水镇村(社区)“两委”换届
	Village string // "" for the whole township
	Plan    *calendar.Plan
	AsOf    yanpan.Date
	Org     string
	Packs   []string // labels of the packs it rests on
	Version string
}

// heading is the title of the attachment.
func (s *Schedule) heading() string {
	return yanpan.Typeset(s.Village + s.Title + "工作时间安排表")
}

// scheduleHead are the columns of the table.
func scheduleHead() []string {
	return []string{"序号", "阶段", "工作步骤", "安排日期", "最迟日期", "责任单位", "依据"}
}

// rows gives the table's cells, one row a step.
func (s *Schedule) rows() [][]string {
	rows := make([][]string, 0, len(s.Plan.Steps))
	for i := range s.Plan.Steps {
		p := &s.Plan.Steps[i]
		rows = append(rows, []string{
			fmt.Sprint(i + 1), p.Step.Phase, p.Step.Label, Span(p.Day, p.End), dayOr(p.Latest), or(p.Step.Who, "【待填:责任单位】"), s.shortBasis(p.Basis),
		})
	}
	for _, r := range rows {
		for i := range r {
			r[i] = yanpan.Typeset(r[i])
		}
	}
	return rows
}

func or(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

func dayOr(d calendar.Day) string {
	if d == 0 {
		return "不限"
	}
	return d.Chinese()
}

// Span prints the days of a step: 2026年12月20日, 2026年11月30日至12月7日.
func Span(from, to calendar.Day) string {
	switch {
	case from == 0:
		return "排不出"
	case to <= from:
		return from.Chinese()
	}
	a, b := from.Date(), to.Date()
	text := b.Chinese()
	if a.Year() == b.Year() {
		text = strings.TrimPrefix(text, fmt.Sprintf("%d年", b.Year()))
	}
	return from.Chinese() + "至" + text
}

func basisText(all []yanpan.Citation) string {
	texts := make([]string, len(all))
	for i, c := range all {
		texts[i] = c.String()
	}
	return strings.Join(texts, ";")
}

// sources lists what the steps rest on, in the order of the table.
func (s *Schedule) sources() []string {
	var all []string
	for i := range s.Plan.Steps {
		for _, c := range s.Plan.Steps[i].Basis {
			if !slices.Contains(all, c.Source) {
				all = append(all, c.Source)
			}
		}
	}
	return all
}

// shortBasis names sources by their number, so that a line of the table stays short.
func (s *Schedule) shortBasis(all []yanpan.Citation) string {
	sources := s.sources()
	var texts []string
	for _, c := range all {
		text := fmt.Sprintf("〔%d〕%s", slices.Index(sources, c.Source)+1, c.Article)
		if c.Confidence == yanpan.Recalled || c.Confidence == yanpan.Disputed {
			text += "(待核对)"
		}
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, ";")
}

// intro stands before the table: what the days mean and what they rest on.
func (s *Schedule) intro() []string {
	var named []string
	for i, source := range s.sources() {
		named = append(named, fmt.Sprintf("〔%d〕%s", i+1, yanpan.Citation{Source: source}))
	}
	out := []string{
		"安排日期是建议日期,可以提前,不得晚于最迟日期。按日计算的,当日不计,次日为第1日;“20日前”最迟在选举日之前第20日公布,第21日更稳妥",
		"依据一栏的编号:" + strings.Join(named, ";"),
	}
	for i := range out {
		out[i] = yanpan.Typeset(out[i])
	}
	return out
}

// notes are the sentences below the table.
func (s *Schedule) notes() []string {
	var notes []string
	if len(s.Packs) > 0 {
		notes = append(notes, "编制所用的政策包:"+strings.Join(s.Packs, "、"))
	}
	for _, p := range s.Plan.Steps {
		if p.Step.Note != "" {
			notes = append(notes, p.Step.Label+":"+p.Step.Note)
		}
	}
	notes = append(notes, s.Plan.Sentences()...)
	for i := range notes {
		notes[i] = yanpan.Typeset(notes[i])
	}
	return notes
}

// Table is the table for pages laid sideways, and the notes below it.
func (s *Schedule) Table() (gongwen.Table, []gongwen.Block) {
	t := gongwen.Table{Head: 1, Landscape: true, Columns: []gongwen.Column{
		{Width: 5, Align: gongwen.Center}, {Width: 9, Align: gongwen.Center}, {Width: 21, Align: gongwen.Left}, {Width: 21, Align: gongwen.Left},
		{Width: 15, Align: gongwen.Left}, {Width: 15, Align: gongwen.Left}, {Width: 14, Align: gongwen.Left},
	}}
	t.Rows = append(t.Rows, gongwen.TextRow(scheduleHead()...))
	for _, r := range s.rows() {
		t.Rows = append(t.Rows, gongwen.TextRow(r...))
	}
	var notes []gongwen.Block
	for i, n := range s.notes() {
		notes = append(notes, gongwen.Paragraph{Runs: gongwen.Text(fmt.Sprintf("注%d\uFF1A%s。", i+1, strings.TrimSuffix(n, "。")))})
	}
	return t, notes
}

// Document sets the schedule as a paper whose table stands on pages laid sideways.
func (s *Schedule) Document() *gongwen.Document {
	t, notes := s.Table()
	doc := &gongwen.Document{Title: s.heading(), Date: s.AsOf.Chinese()}
	for _, p := range s.intro() {
		doc.Body = append(doc.Body, gongwen.Paragraph{Runs: gongwen.Text(p + "。")})
	}
	doc.Body = append(append(doc.Body, t), notes...)
	if s.Org != "" {
		doc.Signature = []string{yanpan.Typeset(s.Org)}
	}
	doc.Properties = []gongwen.Property{{Name: "版本", Value: s.Version}, {Name: "基准日", Value: s.AsOf.String()}, {Name: "政策包", Value: strings.Join(s.Packs, "、")}}
	return doc
}

// Markdown gives the same table as text that can be pasted into a plan.
func (s *Schedule) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", s.heading())
	for _, p := range s.intro() {
		b.WriteString(p + "。\n\n")
	}
	line := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + strings.ReplaceAll(c, "|", "\\|") + " ")
		}
		b.WriteString("|\n")
	}
	line(scheduleHead())
	b.WriteString(strings.Repeat("|---", len(scheduleHead())) + "|\n")
	for _, r := range s.rows() {
		line(r)
	}
	b.WriteString("\n")
	for _, n := range s.notes() {
		b.WriteString("- " + n + "\n")
	}
	return b.String()
}
