package home

import (
	"fmt"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/web/page"
	"yanpan.dev/policy"
)

func result(w *app.Work, papers *app.Papers) *Result {
	figures := w.Figures().Figures
	r := &Result{Compared: w.Before != nil}
	chips := chipsByFigure(w)
	for _, id := range headlines(figures) {
		if f, ok := byID(figures, id); ok && f.Value != nil {
			r.Cards = append(r.Cards, card(f, figures, chips[id]))
		}
	}
	for _, g := range []struct{ title, prefix string }{{"性别", "gender."}, {"年龄", "age."}, {"学历", "education."}, {"政治面貌", "political."}} {
		r.Groups = append(r.Groups, group(g.title, g.prefix, figures))
	}
	for _, t := range w.Findings.Targets {
		switch t.Outcome {
		case policy.NotApplicable:
		case policy.NoData:
			r.Untold = append(r.Untold, target(t))
		default:
			r.Targets = append(r.Targets, target(t))
		}
	}
	for _, s := range w.Material().Problems() {
		r.Problems = append(r.Problems, Problem{yanpan.Typeset(s.Title), yanpan.Typeset(s.Text)})
	}
	if papers != nil {
		r.papers(papers)
	}
	return r
}

// headlines are the figures that everybody asks for first.
func headlines(figures []figure.Figure) []string {
	ids := []string{"villages", "members", "gender.female", "average_age", "junior_college_or_above"}
	for _, f := range figures {
		if strings.HasPrefix(f.ID, "age.<=") {
			ids = append(ids, f.ID)
		}
	}
	return append(ids, "dual_head", "secretaries", "secretaries_average_age", "disciplined", "newly_elected", "vacancies")
}

func byID(figures []figure.Figure, id string) (figure.Figure, bool) {
	i := slices.IndexFunc(figures, func(f figure.Figure) bool { return f.ID == id })
	if i < 0 {
		return figure.Figure{}, false
	}
	return figures[i], true
}

func card(f figure.Figure, all []figure.Figure, chip *Chip) Card {
	c := Card{Label: yanpan.Typeset(f.Label), Value: f.Value.String(), Unit: f.Unit, To: page.PeopleAddress(f.ID, -1), Chip: chip, Definition: yanpan.Typeset(f.Definition)}
	if f.Percent != nil {
		base, _ := byID(all, *f.Base)
		c.Share = yanpan.Typeset("占" + base.Label + "的 " + *f.Percent)
	}
	if f.Before != nil {
		c.Before = f.Before.String() + " " + f.Unit
	}
	return c
}

func group(title, prefix string, figures []figure.Figure) Group {
	g := Group{Title: title}
	for _, f := range figures {
		if !strings.HasPrefix(f.ID, prefix) || f.Value == nil || strings.HasSuffix(f.ID, ".unknown") && f.Int() == 0 {
			continue
		}
		if base, ok := byID(figures, *f.Base); ok && base.Value != nil {
			g.Base = yanpan.Typeset("共 " + base.Value.String() + " " + base.Unit)
		}
		p := Part{Label: yanpan.Typeset(f.Label), Value: f.Value.String(), To: page.PeopleAddress(f.ID, -1)}
		if f.Percent != nil {
			p.Share = *f.Percent
			p.Tenths = int(yanpan.Ratio{Num: f.Ratio.Num * 100, Den: f.Ratio.Den}.Tenths())
		}
		if f.Before != nil {
			p.Before = f.Before.String()
		}
		g.Parts = append(g.Parts, p)
	}
	return g
}

// chipsByFigure gives the chip of every figure that a target of the whole area
// is about.
func chipsByFigure(w *app.Work) map[string]*Chip {
	figureOf := map[string]string{}
	for _, v := range policy.VariablesOf(policy.ScopeTownship) {
		if v.Figure != "" && !v.Before {
			figureOf[v.Name] = v.Figure
		}
	}
	chips := map[string]*Chip{}
	for _, t := range w.Findings.Targets {
		if t.Scope != policy.ScopeTownship || t.Outcome != policy.Met && t.Outcome != policy.Unmet {
			continue
		}
		for _, u := range t.Verdict.Used {
			if id := figureOf[u.Name]; id != "" && chips[id] == nil {
				c := chip(t)
				chips[id] = &c
				break
			}
		}
	}
	return chips
}

func chip(t assess.Target) Chip {
	c := Chip{Rule: t.Label, Basis: yanpan.Typeset(t.Basis.String()), Mend: yanpan.Typeset(t.Measure), Except: t.Exception}
	if t.Required != "" {
		c.Rule += "(要求" + t.Required + ")"
	}
	c.Rule = yanpan.Typeset(c.Rule)
	var facts []string
	for _, u := range t.Verdict.Used {
		if !u.Value.IsZero() {
			facts = append(facts, u.Show())
		}
	}
	c.Facts = yanpan.Typeset(strings.Join(facts, ","))
	switch {
	case t.Outcome == policy.Met:
		c.State, c.Word = "good", "达标"
		c.Mend = ""
	case t.Outcome == policy.Unmet && t.Advisory:
		c.State, c.Word = "warn", "提倡,未达到"
	case t.Outcome == policy.Unmet:
		c.State, c.Word = "bad", "未达标"
		if t.HasGap && t.Gap > 0 {
			c.Word += fmt.Sprintf(",差%d人", t.Gap)
		}
	default:
		c.State, c.Word = "warn", "缺数据"
	}
	c.Word = yanpan.Typeset(c.Word)
	return c
}

// namedVillages is how many villages a line names before it counts them.
const namedVillages = 5

func target(t assess.Target) Target {
	out := Target{Label: yanpan.Typeset(t.Label), Required: t.Required, Value: t.Value, Chip: chip(t)}
	if t.Advisory {
		out.Label += yanpan.Typeset("(提倡)")
	}
	if t.Scope != policy.ScopeTownship && t.Of > 0 {
		unit := "个村"
		if t.Scope == policy.ScopePerson {
			unit = "人"
		}
		out.Value = fmt.Sprintf("%d%s中%d%s达到", t.Of, unit, t.Met, unit)
	}
	var names []string
	for _, s := range t.Unmet {
		name := s.Name
		if s.Value != "" {
			name += "(" + s.Value + ")"
		}
		names = append(names, name)
	}
	if n := len(names); n > namedVillages {
		names = append(names[:namedVillages-1], names[namedVillages-1]+fmt.Sprintf("等%d个村(社区)", n))
	}
	out.Villages = yanpan.Typeset(strings.Join(names, "、"))
	return out
}

// shownLacks is how many lines of 待补清单 the page holds; the report has them all.
const shownLacks = 20

func (r *Result) papers(p *app.Papers) {
	for _, o := range p.Outputs {
		f := Paper{Name: o.Name, About: yanpan.Typeset(about(o.Name)), Size: SizeText(len(o.Data)), To: template.URL("/papers/" + url.PathEscape(o.Name)), Main: o.Name == app.ReportFile}
		if f.Main {
			r.Report = f.To
		}
		r.Papers = append(r.Papers, f)
	}
	if p.Report == nil {
		return
	}
	r.LackOf = len(p.Report.Lacking)
	for _, l := range p.Report.Lacking[:min(r.LackOf, shownLacks)] {
		r.Lacking = append(r.Lacking, Lack{Sheet: yanpan.Typeset(l.Sheet), What: yanpan.Typeset(strings.Join(l.What, "、")), For: yanpan.Typeset(strings.Join(l.For, "、")), Places: yanpan.Typeset(l.Places)})
	}
}

func about(name string) string {
	switch name {
	case app.ReportFile:
		return "正文、附表和待补清单,用 Word 或 WPS 打开,可再改"
	case app.StatisticsFile:
		return "各村统计、花名汇总和台账,合计是公式"
	case app.ProblemsFile:
		return "逐村问题、建议措施和依据"
	case app.ReceiptFile:
		return "退回的行和原因,在“待更正”表里改好,再放进来即可"
	case app.InternalFile:
		return "内部使用,不随文报送:待补清单、涉及人员、处分台账"
	case app.FiguresFile:
		return "全部数字,供其他程序使用"
	}
	return strings.TrimPrefix(path.Ext(name), ".")
}

// SizeText is a file's size for people: 30 KB, 1.2 MB.
func SizeText(n int) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d 字节", n)
	case n < 1<<20:
		return fmt.Sprintf("%d KB", (n+512)>>10)
	}
	return yanpan.Ratio{Num: int64(n), Den: 1 << 20}.Round(1) + " MB"
}
