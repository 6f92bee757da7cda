package paper

import (
	"yanpan.dev/gongwen"
)

// attachments are the tables behind a paper: the timetable and the seats of each
// village behind the plan, the villages behind the statement.
func (r *Renewal) attachments(p Paper) []gongwen.Attachment {
	switch {
	case p.Notice:
		return nil
	case p.Records:
		if a, ok := r.statementAttachment(); ok {
			return []gongwen.Attachment{a}
		}
		return nil
	case p.Name != "换届实施方案" && p.Name != "换届实施细则":
		return nil
	}
	var out []gongwen.Attachment
	if len(r.Plan.Steps) > 0 {
		out = append(out, r.timetableAttachment())
	}
	if a, ok := r.seatAttachment(); ok {
		out = append(out, a)
	}
	return out
}

// timetableAttachment is the table of days, on pages laid sideways.
func (r *Renewal) timetableAttachment() gongwen.Attachment {
	t, notes := r.Schedule.Table()
	a := gongwen.Attachment{Title: "工作时间安排表"}
	for _, n := range r.Schedule.intro() {
		a.Body = append(a.Body, gongwen.Paragraph{Runs: gongwen.Text(n + "。")})
	}
	a.Body = append(append(a.Body, t), notes...)
	return a
}

// seatAttachment lists the posts of every village of the records.
func (r *Renewal) seatAttachment() (gongwen.Attachment, bool) {
	if len(r.Seats) == 0 {
		return gongwen.Attachment{}, false
	}
	t := gongwen.Table{Head: 1, Unit: "单位:名", Columns: []gongwen.Column{{Width: 8, Align: gongwen.Center}, {Width: 22, Align: gongwen.Center}, {Width: 14, Align: gongwen.Center}, {Width: 16, Align: gongwen.Center}, {Width: 20, Align: gongwen.Center}, {Width: 16, Align: gongwen.Center}}}
	t.Rows = append(t.Rows, gongwen.TextRow("序号", r.Material.local("村(社区)"), "类别", "党组织委员", typeset(r.Material.local("村(居)民委员会成员")), "“两委”合计"))
	for v, s := range r.Seats {
		row := []string{count(v + 1), r.Material.Records.Villages[v].Name, s.Label, spanText(s.Party), spanText(s.Villagers), spanText(s.Total)}
		for i := 2; i < len(row); i++ {
			if row[i] == "" {
				row[i] = blank("职数")
			}
			if i == 2 && s.Label == "" {
				row[i] = blank("类别")
			}
		}
		for i := range row {
			row[i] = typeset(row[i])
		}
		t.Rows = append(t.Rows, gongwen.TextRow(row...))
	}
	return gongwen.Attachment{Title: typeset(r.Material.local("各村(社区)“两委”职数表")), Body: []gongwen.Block{t}}, true
}
