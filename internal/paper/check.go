package paper

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"

	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

// TemplateNames lists the words that a template may use, sorted.
func TemplateNames() []string {
	var names []string
	for name := range empty().functions() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// DocumentNames lists the templates of packs that papers are made from.
func DocumentNames() []string {
	names := []string{ReportName}
	for _, p := range RenewalPapers() {
		names = append(names, p.Name)
	}
	return names
}

// TemplateFault is one mistake in a template.
type TemplateFault struct {
	Line            int // counted from 1; 0 where it is not known
	Message, Remedy string
}

// empty is a material of a township without a single record.
func empty() *Material {
	rec := &roster.Records{}
	return &Material{Records: rec, Set: figure.Compute(figure.FromRecords(rec, figure.Options{}), figure.Options{}), Findings: &assess.Result{}}
}

// CheckTemplate tries a template on empty records and tells what is wrong with
// it: how it is written, words and figures that do not exist, wrong arguments.
func CheckTemplate(text string) []TemplateFault {
	if strings.TrimSpace(text) == "" {
		return []TemplateFault{{Message: "模板是空的", Remedy: "删去这个文件就用上级的模板;要改,先用 pack show --document 印出现行的"}}
	}
	m := empty()
	t, err := template.New(checkName).Funcs(m.functions()).Option("missingkey=error").Parse(text)
	if err != nil {
		return []TemplateFault{faultOf(err)}
	}
	if faults := m.unknownFigures(t, text); len(faults) > 0 {
		return faults
	}
	if err := t.Execute(&strings.Builder{}, m); err != nil {
		return []TemplateFault{faultOf(err)}
	}
	return nil
}

// checkName is what templates are called in the library's errors.
const checkName = "模板"

var (
	errorLine    = regexp.MustCompile(checkName + `:(\d+)`)
	unknownWord  = regexp.MustCompile(`function "([^"]*)" not defined`)
	unknownField = regexp.MustCompile(`can't evaluate field (\S+)`)
	wrongNumber  = regexp.MustCompile(`wrong number of args for (\S+): want (?:at least )?(\d+) got (\d+)`)
	wrongKind    = regexp.MustCompile(`error calling|wrong type|expected|can't handle`)
)

// faultOf says a library's error in Chinese.
func faultOf(err error) TemplateFault {
	text := err.Error()
	f := TemplateFault{Message: "{{ }} 写法不对", Remedy: "写成 {{num \"members\"}} 的样子,括号和引号要成对,用半角"}
	if m := errorLine.FindStringSubmatch(text); m != nil {
		f.Line, _ = strconv.Atoi(m[1])
	}
	if m := unknownWord.FindStringSubmatch(text); m != nil {
		f.Message, f.Remedy = "没有模板用语“"+m[1]+"”", "可用的见手册《政策包》的“模板用语”"
	} else if m := unknownField.FindStringSubmatch(text); m != nil {
		f.Message, f.Remedy = "没有“."+m[1]+"”这一项", "统计数写成 {{num \"members\"}};.Title 和 .Text 只能写在 {{range problems}}、{{range measures}} 里"
	} else if m := wrongNumber.FindStringSubmatch(text); m != nil {
		f.Message, f.Remedy = "“"+m[1]+"”后面应有"+m[2]+"项,现在有"+m[3]+"项", "对照手册《政策包》的“模板用语”"
	} else if strings.Contains(text, "unexpected EOF") {
		f.Message, f.Remedy = "{{if}}、{{range}} 没有写 {{end}}", "每个 {{if}}、{{range}} 后面都要有一个 {{end}}"
	} else if strings.Contains(text, "unexpected {{end}}") || strings.Contains(text, "unexpected {{else}}") {
		f.Message, f.Remedy = "多了一个 {{end}} 或 {{else}}", "删去,或补上前面的 {{if}}"
	} else if strings.Contains(text, "unclosed action") || strings.Contains(text, `unexpected "}"`) {
		f.Message, f.Remedy = "{{ 没有用 }} 收住", "两个花括号要成对"
	} else if wrongKind.MatchString(text) {
		f.Remedy = "对照手册《政策包》的“模板用语”,看后面应写几项、哪些加引号"
	}
	return f
}

// figureWords are the words of templates whose first argument is a figure.
func figureWords() []string { return []string{"num", "pct", "has", "known", "nobody", "where"} }

// unknownFigures finds names of figures that do not exist.
func (m *Material) unknownFigures(t *template.Template, text string) []TemplateFault {
	known := map[string]bool{}
	for _, f := range m.Set.Figures(m.Set.All()) {
		known[f.ID] = true
	}
	var faults []TemplateFault
	eachCommand(t.Root, func(c *parse.CommandNode) {
		if len(c.Args) < 2 {
			return
		}
		word, ok := c.Args[0].(*parse.IdentifierNode)
		id, literal := c.Args[1].(*parse.StringNode)
		if ok && literal && slices.Contains(figureWords(), word.Ident) && !known[id.Text] {
			line := strings.Count(text[:min(int(id.Pos), len(text))], "\n") + 1
			faults = append(faults, TemplateFault{Line: line, Message: "没有统计数“" + id.Text + "”", Remedy: "可用的编号见 figures.json"})
		}
	})
	return faults
}

// eachCommand visits every command of a template, those in brackets too.
func eachCommand(n parse.Node, visit func(*parse.CommandNode)) {
	list := func(l *parse.ListNode) {
		if l == nil {
			return
		}
		for _, c := range l.Nodes {
			eachCommand(c, visit)
		}
	}
	branch := func(b *parse.BranchNode) {
		eachCommand(b.Pipe, visit)
		list(b.List)
		list(b.ElseList)
	}
	switch x := n.(type) {
	case *parse.ListNode:
		list(x)
	case *parse.ActionNode:
		eachCommand(x.Pipe, visit)
	case *parse.PipeNode:
		for _, c := range x.Cmds {
			visit(c)
			for _, a := range c.Args {
				eachCommand(a, visit)
			}
		}
	case *parse.IfNode:
		branch(&x.BranchNode)
	case *parse.RangeNode:
		branch(&x.BranchNode)
	case *parse.WithNode:
		branch(&x.BranchNode)
	}
}
