package paper

import (
	"fmt"
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
			fmt.Sprint(i + 1), p.Step.Phase, p.Step.Label, Span(p.Day, p.End), dayOr(p.Latest), or(p.Step.Who, "【待填:责任单位】"), basisText(p.Basis),
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

// notes are the sentences below the table.
func (s *Schedule) notes() []string {
	notes := []string{"安排日期为建议日期,不得晚于最迟日期;当日不计,次日为第1日"}
	if len(s.Packs) > 0 {
		notes = append(notes, "依据政策包:"+strings.Join(s.Packs, "、"))
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

// Document sets the schedule as a paper whose table stands on pages laid sideways.
func (s *Schedule) Document() *gongwen.Document {
	t := gongwen.Table{Head: 1, Landscape: true, Columns: []gongwen.Column{
		{Width: 5, Align: gongwen.Center}, {Width: 9, Align: gongwen.Center}, {Width: 20, Align: gongwen.Left}, {Width: 18, Align: gongwen.Left},
		{Width: 13, Align: gongwen.Left}, {Width: 14, Align: gongwen.Left}, {Width: 21, Align: gongwen.Left},
	}}
	t.Rows = append(t.Rows, gongwen.TextRow(scheduleHead()...))
	for _, r := range s.rows() {
		t.Rows = append(t.Rows, gongwen.TextRow(r...))
	}
	doc := &gongwen.Document{Title: s.heading(), Date: s.AsOf.Chinese(), Body: []gongwen.Block{t}}
	for i, n := range s.notes() {
		doc.Body = append(doc.Body, gongwen.Paragraph{Runs: gongwen.Text(fmt.Sprintf("注%d\uFF1A%s。", i+1, strings.TrimSuffix(n, "。")))})
	}
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
