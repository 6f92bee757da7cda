package policy

import (
	"slices"
	"strings"
	"text/template"
	"text/template/parse"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// Template is the text of a message or a measure, with {{.names}} for facts.
type Template struct {
	Text  string
	tmpl  *template.Template
	names []string
}

// shown is what a template sees of a value: it prints with its unit left to the
// text, rounded as papers round.
type shown struct {
	v    Value
	unit string
}

// String prints the value: 45.1, 29.5%, 2026年6月30日.
func (s shown) String() string {
	if s.unit == "%" {
		return s.v.Show("%")
	}
	return s.v.Show("")
}

func (rr *ruleReader) template(s *section, name string, r *Rule) *Template {
	n := s.child(name)
	if n == nil || n.Kind != yaml.ScalarNode {
		return nil
	}
	t, err := template.New(name).Option("missingkey=error").Parse(n.Value)
	if err != nil {
		s.fault(name, "变量写成 {{.average_age}}", "“%s”里的 {{ }} 写法不对", name)
		return nil
	}
	out := &Template{Text: n.Value, tmpl: t}
	walkTemplate(t.Root, func(f *parse.FieldNode) {
		word := f.Ident[0]
		out.names = append(out.names, word)
		if _, ok := r.lang.names[word]; ok || word == "village" || word == "township" {
			return
		}
		if slices.Contains(rr.rd.broken, word) {
			return
		}
		head := n.Value[:min(int(f.Pos), len(n.Value))]
		line, column := inside(s.src, n, strings.Count(head, "\n")+1, len([]rune(head[strings.LastIndex(head, "\n")+1:])))
		message, remedy := unknownName(word, r.lang)
		rr.rd.add(s.src.fault(line, column, remedy, "%s", message))
	})
	return out
}

// walkTemplate visits every field of a template.
func walkTemplate(n parse.Node, visit func(*parse.FieldNode)) {
	switch x := n.(type) {
	case *parse.ListNode:
		if x == nil {
			return
		}
		for _, c := range x.Nodes {
			walkTemplate(c, visit)
		}
	case *parse.ActionNode:
		walkTemplate(x.Pipe, visit)
	case *parse.PipeNode:
		if x == nil {
			return
		}
		for _, c := range x.Cmds {
			for _, a := range c.Args {
				walkTemplate(a, visit)
			}
		}
	case *parse.FieldNode:
		visit(x)
	case *parse.IfNode:
		walkBranch(&x.BranchNode, visit)
	case *parse.WithNode:
		walkBranch(&x.BranchNode, visit)
	case *parse.RangeNode:
		walkBranch(&x.BranchNode, visit)
	}
}

func walkBranch(b *parse.BranchNode, visit func(*parse.FieldNode)) {
	walkTemplate(b.Pipe, visit)
	walkTemplate(b.List, visit)
	walkTemplate(b.ElseList, visit)
}

// render fills the template; "" where there is none or a value is missing.
func (t *Template) render(values map[string]any) string {
	if t == nil {
		return ""
	}
	var b strings.Builder
	if err := t.tmpl.Execute(&b, values); err != nil {
		return ""
	}
	return yanpan.Typeset(strings.TrimSpace(b.String()))
}
