// Package packs is the page of the policy packs: which of them apply, what their
// rules say and rest on, and how an office's own comes in as a workbook.
package packs

import (
	"embed"
	"fmt"
	"html/template"
	"net/url"

	"yanpan.dev"
	"yanpan.dev/internal/web/page"
	"yanpan.dev/policy"
)

//go:embed page.html page.css
var files embed.FS

// Parse reads the page's template.
func Parse() (*page.Template[View], error) { return page.Parse[View](files) }

// Style is the page's own style.
func Style() (string, error) {
	css, err := files.ReadFile("page.css")
	return string(css), err
}

// Choice is an entry of the menu of packs.
type Choice struct {
	Value, Label string
	Chosen       bool
}

// Input is what the page is built from.
type Input struct {
	Frame   page.Frame
	Choices []Choice
	Packs   []*policy.Pack // those that apply, highest level first
	Others  []*policy.Pack // those that come with the program and do not apply
	Shown   string         // id of the pack whose rules are shown
	Failure string         // why the packs cannot be read
	Notice  string         // what was just done
	Trial   *Trial
	CanKeep bool // there is a folder to keep packs in
}

// Trial is a workbook that was handed in as a pack.
type Trial struct {
	File    string
	Failure string         // why it could not be read at all
	Faults  []policy.Fault // what is wrong with it, cell by cell
	Pack    *policy.Pack   // nil where there are faults
}

// View is what the page shows.
type View struct {
	page.Frame
	Choices         []Choice
	Applied, Others []Line
	Shown           *Detail
	Failure, Notice string
	Trial           *Tried
	CanKeep         bool
}

// Line is a pack in the list.
type Line struct {
	Label, Level, From, Until string
	Basis, Holds              string
	To, Book                  template.URL
	Here                      bool
}

// Detail is a pack with all it says.
type Detail struct {
	Line
	Note     string
	Sections []Section
}

// Tried is what came of a workbook.
type Tried struct {
	File, Failure string
	Faults        []Fault
	More          int // faults that are not shown
	Pack          *Detail
}

// Fault is a mistake at its cell.
type Fault struct{ Where, Message, Remedy string }

// mostFaults keeps the page under 100 KB.
const mostFaults = 100

// Build makes the view.
func Build(in Input) View {
	in.Frame.Title = "政策包"
	v := View{Frame: in.Frame, Choices: in.Choices, Failure: yanpan.Typeset(in.Failure), Notice: yanpan.Typeset(in.Notice), CanKeep: in.CanKeep}
	names := departments(append(append([]*policy.Pack{}, in.Packs...), in.Others...))
	list := func(packs []*policy.Pack) (out []Line) {
		for _, p := range packs {
			l := line(p)
			if l.Here = p.ID == in.Shown; l.Here {
				v.Shown = detail(p, names)
			}
			out = append(out, l)
		}
		return out
	}
	v.Applied, v.Others = list(in.Packs), list(in.Others)
	if in.Trial != nil {
		v.Trial = tried(in.Trial, names)
	}
	return v
}

func line(p *policy.Pack) Line {
	id := url.QueryEscape(p.ID)
	l := Line{
		Label: yanpan.Typeset(p.Label), Level: yanpan.Typeset(p.Level.Label()), From: p.From.Chinese(), Basis: yanpan.Typeset(p.Basis.String()), Holds: holds(p),
		To: template.URL("/packs?show=" + id + "#rules"), Book: template.URL("/packs/book?id=" + id),
	}
	if !p.To.IsZero() {
		l.Until = p.To.Chinese()
	}
	return l
}

// holds says in a few words what is in a pack.
func holds(p *policy.Pack) string {
	kinds := map[policy.RuleKind]int{}
	for _, r := range p.Rules {
		kinds[r.Kind]++
	}
	var parts []string
	add := func(n int, unit, what string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d %s", what, n, unit))
		}
	}
	for _, k := range ruleKinds {
		add(kinds[k], "条", k.Label())
	}
	add(len(p.Seats), "条", "职数")
	add(len(p.Sanctions), "种", "处分影响期")
	add(len(p.Departments), "个", "联审部门")
	add(len(p.Avoidances), "条", "近亲属回避")
	add(len(p.Thresholds), "种", "选举门槛")
	add(len(p.Procedures), "套", "程序")
	add(len(p.Deadlines), "步", "日程")
	add(len(p.Holidays), "年", "放假安排")
	add(len(p.Documents), "份", "文书模板")
	return joined(parts)
}

func tried(t *Trial, names map[string]string) *Tried {
	out := &Tried{File: t.File, Failure: yanpan.Typeset(t.Failure)}
	for i, f := range t.Faults {
		if i == mostFaults {
			out.More = len(t.Faults) - mostFaults
			break
		}
		out.Faults = append(out.Faults, Fault{place(f.Pos), yanpan.Typeset(f.Message), yanpan.Typeset(f.Remedy)})
	}
	if t.Pack != nil {
		out.Pack = detail(t.Pack, names)
	}
	return out
}

// place says where a fault of a workbook stands: “问题”表F7单元格.
func place(p policy.Pos) string {
	switch {
	case p.Cell != "":
		return "“" + p.File + "”表 " + p.Cell + " 单元格"
	case p.Line > 0:
		return fmt.Sprintf("“%s”表第 %d 行", p.File, p.Line)
	case p.File != "":
		return "“" + p.File + "”表"
	}
	return "整个文件"
}
