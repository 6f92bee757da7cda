package policy

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// ProcedureView is a procedure as the command shows it.
type ProcedureView struct {
	ID    string          `json:"id"`
	Label string          `json:"label"`
	Note  string          `json:"note,omitempty"`
	Steps []StepView      `json:"steps"`
	Rest  []string        `json:"rest,omitempty"` // how it is put off and opened again
	Basis yanpan.Citation `json:"basis"`
	Place string          `json:"place"`
}

// StepView is a step as the command shows it.
type StepView struct {
	ID        string          `json:"id"`
	Label     string          `json:"label"`
	After     []string        `json:"after,omitempty"`
	Who       []string        `json:"who,omitempty"`
	Slot      bool            `json:"slot,omitempty"`
	Statutory bool            `json:"statutory,omitempty"`
	Says      []string        `json:"says,omitempty"` // gates, papers, votes, days: one clause each
	Basis     yanpan.Citation `json:"basis"`
	Place     string          `json:"place"`
}

// ViewProcedure gives a procedure for people and for JSON.
func ViewProcedure(p *Procedure) ProcedureView {
	v := ProcedureView{
		ID: p.ID, Label: yanpan.Typeset(p.Label), Note: yanpan.Typeset(p.Note), Basis: p.Basis, Place: p.Pack + "/" + p.Pos.String(),
	}
	for i := range p.Steps {
		v.Steps = append(v.Steps, viewStep(p, &p.Steps[i]))
	}
	if x := p.Suspend; x != nil {
		v.Rest = append(v.Rest, yanpan.Typeset(x.text()))
	}
	if x := p.Reopen; x != nil {
		v.Rest = append(v.Rest, yanpan.Typeset("办结的步骤要重开的,由"+strings.Join(x.Who, "、")+"写明理由(依据:"+x.Basis.String()+")"))
	}
	return v
}

func (x *Suspension) text() string {
	s := "暂缓:由" + strings.Join(x.Ask, "、") + "申请,报" + x.Approve + "批准"
	if x.File != "" {
		s += ",报" + x.File + "备案"
	}
	if x.Months > 0 {
		s += fmt.Sprintf(",最长%d个月", x.Months)
	}
	return s + "(依据:" + x.Basis.String() + ")"
}

func viewStep(p *Procedure, s *Step) StepView {
	v := StepView{ID: s.ID, Label: s.Label, After: s.After, Who: s.Who, Slot: s.Slot, Statutory: s.Statutory, Basis: s.Basis, Place: s.where(s.Pos)}
	if s.Slot {
		v.Says = append(v.Says, "做法由本地政策包填写")
	}
	for i := range s.Gates {
		g := &s.Gates[i]
		v.Says = append(v.Says, "门槛:"+g.sentence()+",否则"+g.Message+"(依据:"+g.Basis.String()+")")
	}
	if w := s.Wait; w != nil {
		v.Says = append(v.Says, "最早在"+p.StepLabels([]string{w.From})+"满"+DaysText(w.Days, w.Working)+"以后")
	}
	if w := s.Within; w != nil {
		v.Says = append(v.Says, "期限:"+p.StepLabels([]string{w.From})+"之后"+DaysText(w.Days, w.Working)+"以内")
	}
	if len(s.Evidence) > 0 {
		v.Says = append(v.Says, "须交"+strings.Join(s.Evidence, "、"))
	}
	for i := range s.Votes {
		v.Says = append(v.Says, s.Votes[i].Says())
	}
	if len(s.Sign) > 0 {
		v.Says = append(v.Says, "由"+strings.Join(s.Sign, "、")+"签批")
	}
	if x := s.Publish; x != nil {
		v.Says = append(v.Says, "公示"+x.What+",不少于"+DaysText(x.Days, x.Working))
	}
	for _, r := range s.Overdue {
		v.Says = append(v.Says, r.text())
	}
	if s.Note != "" {
		v.Says = append(v.Says, s.Note)
	}
	for i := range v.Says {
		v.Says[i] = yanpan.Typeset(v.Says[i])
	}
	return v
}

func (r Rung) text() string {
	if r.Days == 0 {
		return "逾期的,由" + r.Who + r.Label
	}
	return fmt.Sprintf("逾期满%d日的,由%s%s", r.Days, r.Who, r.Label)
}

// Says tells the way of deciding in one clause: 村民代表会议:村民代表会议组成人员三分之二以上到会,到会人数过半数同意.
func (v *VoteForm) Says() string {
	s := v.Label + ":" + v.Due + v.Quorum.String() + "到会"
	if v.Pass.IsZero() {
		return yanpan.Typeset(s + "(票数另计)")
	}
	return yanpan.Typeset(s + "," + v.PassOf.Label() + v.Pass.String() + "同意")
}

// sentence says the gate's condition in Chinese.
func (g *Gate) sentence() string {
	names := map[string]Variable{}
	for _, v := range g.vars {
		names[v.Name] = v
	}
	x := explainer{verdict: Verdict{Rule: &Rule{lang: &language{names: names}}}}
	return x.whole(g.Test.tree)
}

// procedures writes the procedures as a secretary reads them.
func (v PackView) procedures(b *strings.Builder) {
	if len(v.Procedures) > 0 {
		b.WriteString("程序\n")
	}
	for _, p := range v.Procedures {
		for line := range strings.Lines(p.Text()) {
			b.WriteString("  " + line)
		}
	}
}

// Text is the procedure as a secretary reads it, one line for each step.
func (p ProcedureView) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s;依据:%s\n", p.ID, p.Label, p.Basis)
	if p.Note != "" {
		b.WriteString("    " + p.Note + "\n")
	}
	for i, s := range p.Steps {
		b.WriteString("    " + s.line(i+1, p.before(i)) + "\n")
	}
	for _, r := range p.Rest {
		b.WriteString("    " + r + "\n")
	}
	return yanpan.Typeset(b.String())
}

// before names what a step waits for where that is not simply the line above it.
func (p ProcedureView) before(i int) string {
	after := p.Steps[i].After
	if i == 0 && len(after) == 0 || i > 0 && slices.Equal(after, []string{p.Steps[i-1].ID}) {
		return ""
	}
	if len(after) == 0 {
		return "不用等别的步骤"
	}
	var labels []string
	for _, s := range p.Steps {
		if slices.Contains(after, s.ID) {
			labels = append(labels, s.Label)
		}
	}
	return "接在" + strings.Join(labels, "、") + "之后"
}

func (s StepView) line(n int, before string) string {
	head := fmt.Sprintf("%d.%s(%s", n, s.Label, s.ID)
	if s.Statutory {
		head += ",法定"
	}
	var parts []string
	if len(s.Who) > 0 {
		parts = append(parts, "由"+strings.Join(s.Who, "、")+"承办")
	}
	if before != "" {
		parts = append(parts, before)
	}
	parts = append(append(parts, s.Says...), "依据:"+s.Basis.String())
	return head + "):" + strings.Join(parts, ";")
}

// text tells what an adjustment of a procedure does: four_deliberations:加群众动议;改 resolve.
func (a procedureAdjust) text() string {
	var parts []string
	for _, s := range a.section.items("add") {
		parts = append(parts, "加“"+s.text("label")+"”")
	}
	for _, s := range a.section.items("change") {
		word := "改 "
		if s.flag("off") {
			word = "删 "
		}
		parts = append(parts, word+s.text("id"))
	}
	name := a.of
	if a.as != "" {
		name += "→" + a.as + "(" + a.section.text("label") + ")"
	}
	return name + ":" + strings.Join(parts, "、") + ";依据:" + a.basis.String()
}
