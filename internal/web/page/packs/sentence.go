package packs

import (
	"fmt"
	"regexp"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// Section is one kind of rule.
type Section struct {
	Title string
	Rules []Sentence
}

// Sentence is a rule as people say it.
type Sentence struct {
	Label string // "" where the text says all
	Text  string
	Marks []string // 程度高, 法定禁止
	Basis string
	Steps []Sentence // of a procedure
}

// ruleKinds are the kinds in the order of the page.
var ruleKinds = []policy.RuleKind{policy.KindTarget, policy.KindProblem, policy.KindOutlook, policy.KindEligibility}

func joined(parts []string) string { return strings.Join(parts, "、") }

// departments are the names of the vetting departments by their ids.
func departments(packs []*policy.Pack) map[string]string {
	names := map[string]string{}
	for _, p := range packs {
		for _, d := range p.Departments {
			names[d.ID] = yanpan.Typeset(d.Label)
		}
	}
	return names
}

func detail(p *policy.Pack, names map[string]string) *Detail {
	show := policy.Show(p)
	d := &Detail{Line: line(p), Note: show.Note}
	for _, kind := range ruleKinds {
		s := Section{Title: kind.Label()}
		for _, r := range show.Rules {
			if r.Kind == kind {
				s.Rules = append(s.Rules, sentence(r, names))
			}
		}
		d.add(s)
	}
	for _, part := range []struct {
		title string
		lines []string
	}{
		{"职数", show.Seats}, {"年龄口径", lines(show.Ages)}, {"处分影响期", show.Sanctions}, {"联审部门", show.Departments},
		{"近亲属回避", show.Avoidances}, {"另加的亲属关系", show.Kin}, {"选举门槛", show.Thresholds},
		{"日程的步骤", show.Steps}, {"放假安排", show.Holidays}, {"报告标题", show.Themes}, {"文书模板", show.Documents},
	} {
		s := Section{Title: part.title}
		for _, text := range part.lines {
			s.Rules = append(s.Rules, Sentence{Text: withoutIDs(text)})
		}
		d.add(s)
	}
	d.procedures(show.Procedures)
	if n := len(show.Adjusts) + len(show.ProcedureAdjusts); n > 0 {
		text := fmt.Sprintf("收紧或停用上级政策包的规定 %d 条,逐条见《政策参数表》。", n)
		d.add(Section{Title: "对上级规定的调整", Rules: []Sentence{{Text: yanpan.Typeset(text)}}})
	}
	return d
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func (d *Detail) add(s Section) {
	if len(s.Rules) > 0 {
		d.Sections = append(d.Sections, s)
	}
}

func sentence(r policy.RuleView, names map[string]string) Sentence {
	s := Sentence{Label: r.Label, Text: r.Says, Basis: yanpan.Typeset(r.Basis.String())}
	if r.For != "" {
		s.Text = yanpan.Typeset(r.For + "的:" + r.Says)
	}
	if r.Class != "" {
		s.Marks = append(s.Marks, string(r.Class), yanpan.Typeset("适用于"+r.Posts))
	}
	if r.Department != "" {
		s.Marks = append(s.Marks, "由"+nameOf(r.Department, names)+"查")
	}
	if r.Severity != "" {
		s.Marks = append(s.Marks, "程度"+r.Severity)
	}
	if r.BaseDate != "" {
		s.Marks = append(s.Marks, "按 "+r.BaseDate+" 计算")
	}
	return s
}

func nameOf(id string, names map[string]string) string {
	if name := names[id]; name != "" {
		return name
	}
	return id
}

func (d *Detail) procedures(list []policy.ProcedureView) {
	s := Section{Title: "程序"}
	for _, p := range list {
		one := Sentence{Label: p.Label, Text: p.Note, Basis: yanpan.Typeset(p.Basis.String())}
		for _, step := range p.Steps {
			line := Sentence{Label: step.Label, Text: withoutIDs(strings.Join(step.Says, "\uFF1B")), Basis: yanpan.Typeset(step.Basis.String())}
			if step.Statutory {
				line.Marks = []string{"法定"}
			}
			one.Steps = append(one.Steps, line)
		}
		for _, rest := range p.Rest {
			one.Steps = append(one.Steps, Sentence{Text: withoutIDs(rest)})
		}
		s.Rules = append(s.Rules, one)
	}
	d.add(s)
}

// identifiers are what rules are called in the files, which says nothing to people.
var identifiers = regexp.MustCompile(`[(\x{FF08}][a-z][a-z_0-9]*[)\x{FF09}]`)

func withoutIDs(text string) string {
	return yanpan.Typeset(identifiers.ReplaceAllString(text, ""))
}
