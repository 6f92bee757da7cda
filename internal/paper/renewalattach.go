package paper

import (
	"slices"
	"strings"

	"yanpan.dev"
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

// timetableAttachment is the table of days, on pages laid sideways. What the desk
// should mind stands in 待补清单 and not in a paper that is issued.
func (r *Renewal) timetableAttachment() gongwen.Attachment {
	issued := *r.Schedule
	plan := *r.Plan
	plan.Steps = slices.Clone(plan.Steps)
	for i := range plan.Steps {
		plan.Steps[i].Basis = slices.Clone(plan.Steps[i].Basis)
		for k := range plan.Steps[i].Basis {
			plan.Steps[i].Basis[k].Confidence = yanpan.Verbatim
		}
	}
	issued.Plan = &plan
	t, _ := issued.Table()
	for i := range plan.Steps {
		if optional(&plan.Steps[i]) {
			t.Rows[i+1].Cells[3] = gongwen.TextCell("需要时另行确定")
		}
	}
	t.Note = typeset("注:安排日期可以提前,不得晚于最迟日期;跨数日的步骤,最迟日期指最迟开始的日期。按日计算的,当日不计,次日为第1日。" + strings.TrimSuffix(issued.intro()[1], "。") + "。")
	return gongwen.Attachment{Title: "工作时间安排表", Body: []gongwen.Block{t}}
}

// minded lists what the desk should know of the plan before it is issued.
func (r *Renewal) minded() []Lacking {
	var out []Lacking
	var recalled []string
	for _, p := range r.Plan.Steps {
		for _, c := range p.Basis {
			if c.Confidence == yanpan.Recalled || c.Confidence == yanpan.Disputed {
				recalled = append(recalled, p.Step.Label)
			}
		}
	}
	if len(recalled) > 0 {
		out = append(out, Lacking{Sheet: "政策包", What: []string{"没有核对到原文的期限依据(" + strings.Join(unique(recalled), "、") + ")"}, For: []string{"附件的日期和依据"}})
	}
	for _, s := range r.Plan.Sentences() {
		out = append(out, Lacking{Sheet: "日程", What: []string{strings.TrimSuffix(s, "。")}, For: []string{"各步骤的日期"}})
	}
	return out
}

// seatAttachment lists the posts of every village of the records.
func (r *Renewal) seatAttachment() (gongwen.Attachment, bool) {
	if len(r.Seats) == 0 {
		return gongwen.Attachment{}, false
	}
	t := gongwen.Table{Head: 1, Unit: typeset("单位:名"), Columns: []gongwen.Column{{Width: 8, Align: gongwen.Center}, {Width: 22, Align: gongwen.Center}, {Width: 14, Align: gongwen.Center}, {Width: 16, Align: gongwen.Center}, {Width: 20, Align: gongwen.Center}, {Width: 16, Align: gongwen.Center}}}
	t.Rows = append(t.Rows, gongwen.TextRow("序号", typeset(r.Material.local("村(社区)")), "类别", "党组织委员", typeset(r.Material.local("村(居)民委员会成员")), "“两委”合计"))
	for v, s := range r.Seats {
		row := []string{count(v + 1), r.Material.Records.Villages[v].Name, s.Label, spanText(s.Party), spanText(s.Villagers), spanText(s.Total)}
		for i := 2; i < len(row); i++ {
			if row[i] == "" {
				row[i] = visible("职数")
			}
			if i == 2 && s.Label == "" {
				row[i] = visible("类别")
			}
		}
		for i := range row {
			row[i] = typeset(row[i])
		}
		t.Rows = append(t.Rows, gongwen.TextRow(row...))
	}
	return gongwen.Attachment{Title: typeset(r.Material.local("各村(社区)“两委”职数表")), Body: []gongwen.Block{t}}, true
}
