package policy

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// PackView is a pack as the command shows it.
type PackView struct {
	ID         string     `json:"id"`
	Label      string     `json:"label"`
	Level      Level      `json:"level"`
	Region     Region     `json:"region"`
	From       string     `json:"from"`
	To         string     `json:"to,omitempty"`
	Basis      string     `json:"basis"`
	Note       string     `json:"note,omitempty"`
	Rules      []RuleView `json:"rules"`
	Adjusts    []string   `json:"adjusts,omitempty"` // rules of higher packs that it changes, and to what: audit_overdue:months=36
	Seats      []string   `json:"seats,omitempty"`   // 一类村:“两委”合计5至7人
	Ages       string     `json:"ages,omitempty"`
	Sanctions  []string   `json:"sanctions,omitempty"` // 党内警告:12个月
	Themes     []string   `json:"themes,omitempty"`    // 年龄结构不够合理(措施:优化年龄结构):年龄老化、无年轻干部
	Documents  []string   `json:"documents,omitempty"`
	Thresholds []string   `json:"thresholds,omitempty"` // 村民委员会选举:……

	Procedures       []ProcedureView `json:"procedures,omitempty"`
	ProcedureAdjusts []string        `json:"procedure_adjusts,omitempty"` // procedures of higher packs that it changes
	Steps            []string        `json:"steps,omitempty"`             // 公布选民名单:“投票选举”的20日前
	Holidays         []string        `json:"holidays,omitempty"`          // 2026年:放假33天,调休上班6天

	Departments []string `json:"departments,omitempty"` // 公安(police):5个工作日内答复
	Avoidances  []string `json:"avoidance,omitempty"`
	Kin         []string `json:"kin,omitempty"`
}

// RuleView is one rule as the command shows it.
type RuleView struct {
	ID       string          `json:"id"`
	Kind     RuleKind        `json:"kind"`
	Label    string          `json:"label"`
	Scope    Scope           `json:"scope"`
	For      string          `json:"for,omitempty"`
	Says     string          `json:"says"`             // the requirement or the condition in Chinese
	Limits   []string        `json:"limits,omitempty"` // least=3(法定,只能改大)
	BaseDate string          `json:"base_date,omitempty"`
	Severity string          `json:"severity,omitempty"`
	Basis    yanpan.Citation `json:"basis"`
	Place    string          `json:"place"`

	Class      Class  `json:"class,omitempty"`      // of eligibility
	Posts      string `json:"posts,omitempty"`      // of eligibility
	Department string `json:"department,omitempty"` // that has to answer
	Exception  string `json:"exception,omitempty"`
}

// Show gives what a pack says, for people and for JSON.
func Show(p *Pack) PackView {
	v := PackView{
		ID: p.ID, Label: yanpan.Typeset(p.Label), Level: p.Level, Region: p.Region, From: p.From.String(), To: p.To.String(),
		Basis: p.Basis.String(), Note: yanpan.Typeset(p.Note),
	}
	for _, r := range p.Rules {
		v.Rules = append(v.Rules, View(r))
	}
	for _, a := range p.adjusts {
		v.Adjusts = append(v.Adjusts, yanpan.Typeset(a.text()))
	}
	for _, s := range p.Seats {
		v.Seats = append(v.Seats, yanpan.Typeset(s.Label+":"+s.spans()))
	}
	if p.Ages != nil {
		v.Ages = yanpan.Typeset(p.Ages.text())
	}
	for _, s := range p.Sanctions {
		v.Sanctions = append(v.Sanctions, yanpan.Typeset(fmt.Sprintf("%s:%d个月(%s)", s.Kind, s.Months, s.Basis)))
	}
	for _, d := range p.Departments {
		v.Departments = append(v.Departments, yanpan.Typeset(d.text()))
	}
	for _, a := range p.Avoidances {
		v.Avoidances = append(v.Avoidances, yanpan.Typeset(a.text()))
	}
	v.Kin = p.Kin
	for _, t := range p.Thresholds {
		v.Thresholds = append(v.Thresholds, yanpan.Typeset(t.text()))
	}
	for _, t := range p.Themes {
		v.Themes = append(v.Themes, yanpan.Typeset(t.Problem+"(措施:"+t.Measure+"):"+strings.Join(t.Categories, "、")))
	}
	for _, d := range p.Documents {
		v.Documents = append(v.Documents, d.Name)
	}
	for _, pr := range p.Procedures {
		v.Procedures = append(v.Procedures, ViewProcedure(pr))
	}
	for _, a := range p.procedureAdjusts {
		v.ProcedureAdjusts = append(v.ProcedureAdjusts, yanpan.Typeset(a.text()))
	}
	v.Steps, v.Holidays = p.stepTexts(), p.holidayTexts()
	return v
}

// View gives one rule for people and for JSON.
func View(r *Rule) RuleView {
	x := explainer{verdict: Verdict{Rule: r}}
	v := RuleView{
		ID: r.ID, Kind: r.Kind, Label: yanpan.Typeset(r.Label), Scope: r.Scope, BaseDate: r.BaseDate.String(),
		Severity: r.Severity, Basis: r.Basis, Place: r.where(),
	}
	if r.Applies != nil {
		v.For = yanpan.Typeset(x.whole(r.Applies.tree))
	}
	if r.Test != nil {
		v.Says = x.whole(r.Test.tree)
	} else {
		v.Says = x.say(r.Value.tree, nil)
		if r.Of != nil {
			v.Says += "占" + x.say(r.Of.tree, nil)
		}
		v.Says += x.needText()
	}
	for _, l := range r.Limits {
		text := l.Name + "=" + showNumber(l.Value, limitUnit(l, r.Unit))
		if label := tightenLabel(l.Tighten); label != "" {
			text += "(只能" + label + ")"
		}
		v.Limits = append(v.Limits, yanpan.Typeset(text))
	}
	if sc := r.Screening; sc != nil {
		v.Class, v.Posts, v.Department = sc.Class, yanpan.Typeset(sc.Offices.Label()), sc.Department
		v.Exception = yanpan.Typeset(r.Exception)
		v.Says += sc.periodText(r)
	}
	v.Says = yanpan.Typeset(v.Says)
	return v
}

// tightenLabel says in which direction a lower pack may change a number.
func tightenLabel(direction string) string {
	switch direction {
	case "up":
		return "改大"
	case "down":
		return "改小"
	}
	return ""
}

// text tells what an adjustment changes: audit_overdue:months=36.
func (a adjust) text() string {
	var parts []string
	for _, l := range a.limits {
		parts = append(parts, l.Name+"="+showNumber(l.Value, limitUnit(l, "")))
	}
	if !a.need.Pos.isZero() {
		parts = append(parts, a.need.Show("", a.need.Bound))
	}
	if a.off {
		parts = append(parts, "停用")
	}
	if len(parts) == 0 {
		return a.rule
	}
	return a.rule + ":" + strings.Join(parts, "、")
}

func (x explainer) needText() string {
	n := x.verdict.Rule.Need
	if n.Expr != nil {
		return n.op().label() + x.say(n.Expr.tree, nil)
	}
	return n.Show(x.verdict.Rule.Unit, n.Bound)
}

func (s SeatRule) spans() string {
	var parts []string
	for _, p := range []struct {
		label string
		span  Span
	}{{"党组织", s.Party}, {"村(居)委会", s.Villagers}, {"“两委”合计", s.Total}, {"监督委员会", s.Supervisory}, {"选举委员会", s.Election}} {
		switch {
		case p.span.IsZero():
		case p.span.Min == p.span.Max:
			parts = append(parts, fmt.Sprintf("%s%d人", p.label, p.span.Min))
		default:
			parts = append(parts, fmt.Sprintf("%s%d至%d人", p.label, p.span.Min, p.span.Max))
		}
	}
	return strings.Join(parts, "、")
}

func (a *Ages) text() string {
	words := make([]string, len(a.Bands))
	for i, b := range a.Bands {
		words[i] = fmt.Sprint(b)
	}
	rule := "当月视为已满"
	if a.Rule == yanpan.CountAsNotReached {
		rule = "当月视为未满"
	}
	text := "断点" + strings.Join(words, "、") + "岁," + rule
	for _, c := range a.Cumulative {
		text += fmt.Sprintf(",另计%d岁以上", c)
	}
	return text
}

// Text is the pack as the command prints it.
func (v PackView) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s(%s)\n层级:%s;施行日期:%s", v.Label, v.ID, v.Level.Label(), v.From)
	if v.To != "" {
		b.WriteString(";失效日期:" + v.To)
	}
	b.WriteString("\n依据:" + v.Basis + "\n")
	if v.Note != "" {
		b.WriteString("说明:" + v.Note + "\n")
	}
	for _, kind := range []RuleKind{KindTarget, KindProblem, KindOutlook, KindEligibility} {
		v.rules(&b, kind)
	}
	lines := func(title string, items []string) {
		if len(items) > 0 {
			b.WriteString(title + "\n  " + strings.Join(items, "\n  ") + "\n")
		}
	}
	lines("调整上级规则", v.Adjusts)
	lines("职数", v.Seats)
	if v.Ages != "" {
		lines("年龄口径", []string{v.Ages})
	}
	lines("处分影响期", v.Sanctions)
	lines("联审部门", v.Departments)
	lines("近亲属回避", v.Avoidances)
	lines("另加的亲属关系", v.Kin)
	lines("选举门槛", v.Thresholds)
	v.procedures(&b)
	lines("调整上级程序", v.ProcedureAdjusts)
	lines("报告标题", v.Themes)
	lines("文书模板", v.Documents)
	lines("日程的步骤", v.Steps)
	lines("放假安排", v.Holidays)
	return yanpan.Typeset(b.String())
}

func (v PackView) rules(b *strings.Builder, kind RuleKind) {
	if !slices.ContainsFunc(v.Rules, func(r RuleView) bool { return r.Kind == kind }) {
		return
	}
	b.WriteString(kind.Label() + "\n")
	for _, r := range v.Rules {
		if r.Kind != kind {
			continue
		}
		fmt.Fprintf(b, "  %s  %s(%s", r.ID, r.Label, r.Scope.Label())
		if r.Class != "" {
			b.WriteString("," + string(r.Class) + ",适用于" + r.Posts)
		}
		if r.Department != "" {
			b.WriteString(",举证部门" + r.Department)
		}
		if r.Severity != "" {
			b.WriteString(",程度" + r.Severity)
		}
		if r.BaseDate != "" {
			b.WriteString(",基准日" + r.BaseDate)
		}
		b.WriteString(")\n      ")
		if r.For != "" {
			b.WriteString("适用:" + r.For + ";")
		}
		b.WriteString(r.Says + ";依据:" + r.Basis.String())
		if len(r.Limits) > 0 {
			b.WriteString(";数:" + strings.Join(r.Limits, "、"))
		}
		b.WriteString("\n")
	}
}
