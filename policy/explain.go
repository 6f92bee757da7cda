package policy

import (
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"yanpan.dev"
)

// Clause is one part of a condition joined to the others by “and” and “or”.
type Clause struct {
	Text    string `json:"text"`    // in Chinese with the values: 平均年龄(46.6岁)大于45
	Source  string `json:"source"`  // which key of the rule it belongs to: for, when, require, need
	Holds   string `json:"holds"`   // 成立, 不成立, 缺数据
	Decides bool   `json:"decides"` // whether the outcome rests on it
}

// Explanation is the derivation of a verdict.
type Explanation struct {
	Rule    string   `json:"rule"`
	Label   string   `json:"label"`
	Outcome Outcome  `json:"outcome"`
	Basis   string   `json:"basis"`
	Place   string   `json:"place"`   // pack/file:line:column
	Facts   []string `json:"facts"`   // 平均年龄 46.6岁
	Clauses []Clause `json:"clauses"` // in the order of the rule
	Missing []string `json:"missing"` // 花名册:学历
	Reason  string   `json:"reason,omitempty"`
}

// Words of Clause.Holds.
const (
	holdsTrue    = "成立"
	holdsFalse   = "不成立"
	holdsUnknown = "缺数据"
)

// Explain derives a verdict again, clause by clause.
func Explain(v Verdict) Explanation {
	r := v.Rule
	e := Explanation{Rule: r.ID, Label: r.Label, Outcome: v.Outcome, Basis: r.Basis.String(), Place: r.where(), Reason: v.Reason}
	for _, u := range v.looked() {
		e.Facts = append(e.Facts, u.Show())
	}
	for _, m := range v.Missing {
		e.Missing = append(e.Missing, m.Sheet+":"+m.Label)
	}
	x := explainer{verdict: v, used: v.looked()}
	if r.Applies != nil {
		e.Clauses = append(e.Clauses, x.clauses(r.Applies, "for", v.Outcome == NotApplicable)...)
	}
	if v.Outcome == NotApplicable {
		return e
	}
	switch {
	case r.Test != nil && r.positive():
		e.Clauses = append(e.Clauses, x.clauses(r.Test, "require", true)...)
	case r.Test != nil:
		e.Clauses = append(e.Clauses, x.clauses(r.Test, "when", true)...)
	default:
		e.Clauses = append(e.Clauses, x.need())
	}
	if c, ok := x.periodClause(); ok {
		e.Clauses = append(e.Clauses, c)
	}
	return e
}

// Short is the derivation in one line, the clauses that decided only.
func (e Explanation) Short() string {
	var parts []string
	for _, c := range e.Clauses {
		if c.Decides {
			parts = append(parts, c.Text+","+c.Holds)
		}
	}
	if e.Reason != "" {
		parts = append(parts, e.Reason)
	}
	if len(e.Missing) > 0 {
		parts = append(parts, "没有登记:"+strings.Join(e.Missing, "、"))
	}
	return yanpan.Typeset(strings.Join(parts, ";"))
}

// Text is the derivation as the command prints it.
func (e Explanation) Text() string {
	var b strings.Builder
	b.WriteString("规则:" + e.Label + "(" + e.Rule + ")\n")
	b.WriteString("结论:" + e.Outcome.Label() + "\n")
	b.WriteString("依据:" + e.Basis + "\n")
	b.WriteString("出处:" + e.Place + "\n")
	if len(e.Facts) > 0 {
		b.WriteString("事实:" + strings.Join(e.Facts, ";") + "\n")
	}
	for _, c := range e.Clauses {
		mark := "  "
		if c.Decides {
			mark = "→ "
		}
		b.WriteString(mark + c.Text + ":" + c.Holds + "\n")
	}
	if e.Reason != "" {
		b.WriteString("原因:" + e.Reason + "\n")
	}
	if len(e.Missing) > 0 {
		b.WriteString("没有登记:" + strings.Join(e.Missing, "、") + "\n")
	}
	return yanpan.Typeset(b.String())
}

// explainer holds the values by which a verdict is retold.
type explainer struct {
	verdict Verdict
	used    []Used
}

func (x explainer) find(name string) Value {
	for _, u := range x.used {
		if u.Name == name {
			return u.Value
		}
	}
	if name == "as_of" {
		return Date(x.verdict.AsOf)
	}
	return x.verdict.Rule.limit(name)
}

// clauses evaluates every part of an expression and marks those that decided.
func (x explainer) clauses(e *Expr, source string, decides bool) []Clause {
	_, details, _ := e.traced.Eval(activation{x.find})
	var out []Clause
	x.split(e.tree, details, source, decides, &out)
	return out
}

// split walks && and || down to the clauses. A clause decides if the parts
// above it rest on it: of a false “and” the false sides, of a true “or” the true ones.
func (x explainer) split(tree ast.Expr, d *cel.EvalDetails, source string, decides bool, out *[]Clause) {
	if tree.Kind() == ast.CallKind {
		c := tree.AsCall()
		and, or := c.FunctionName() == operators.LogicalAnd, c.FunctionName() == operators.LogicalOr
		if and || or {
			whole := truth(tree, d)
			for _, side := range c.Args() {
				rests := decides && (truth(side, d) == whole)
				x.split(side, d, source, rests, out)
			}
			return
		}
	}
	*out = append(*out, Clause{Text: x.say(tree, d), Source: source, Holds: truth(tree, d), Decides: decides})
}

func truth(tree ast.Expr, d *cel.EvalDetails) string {
	switch value(tree, d) {
	case types.True:
		return holdsTrue
	case types.False:
		return holdsFalse
	}
	return holdsUnknown
}

func value(tree ast.Expr, d *cel.EvalDetails) ref.Val {
	if d == nil || d.State() == nil {
		return nil
	}
	v, _ := d.State().Value(tree.ID())
	return v
}

// signs are the words and marks for operators.
func sign(op string) string {
	switch op {
	case operators.Less:
		return "小于"
	case operators.LessEquals:
		return "不超过"
	case operators.Greater:
		return "大于"
	case operators.GreaterEquals:
		return "不低于"
	case operators.Equals:
		return "等于"
	case operators.NotEquals:
		return "不等于"
	case operators.Add:
		return "+"
	case operators.Subtract:
		return "−"
	case operators.Multiply:
		return "×"
	case operators.Divide:
		return "÷"
	case operators.In:
		return "属于"
	}
	return op
}

// whole writes an expression without the brackets around all of it.
func (x explainer) whole(tree ast.Expr) string {
	s := x.say(tree, nil)
	if tree.Kind() == ast.CallKind {
		switch tree.AsCall().FunctionName() {
		case operators.LogicalAnd, operators.LogicalOr, operators.Conditional:
			return strings.TrimSuffix(strings.TrimPrefix(s, "("), ")")
		}
	}
	return s
}

// say writes a part of an expression in Chinese with the values of its names.
func (x explainer) say(tree ast.Expr, d *cel.EvalDetails) string {
	switch tree.Kind() {
	case ast.IdentKind:
		return x.name(tree.AsIdent())
	case ast.LiteralKind:
		return literal(tree.AsLiteral())
	case ast.ListKind:
		var parts []string
		for _, e := range tree.AsList().Elements() {
			parts = append(parts, x.say(e, d))
		}
		return strings.Join(parts, "、")
	case ast.CallKind:
		return x.call(tree, d)
	}
	return ""
}

func literal(v ref.Val) string {
	own, ok := fromCEL(v)
	if !ok {
		return ""
	}
	if own.Type() == TypeText {
		return "“" + own.Show("") + "”"
	}
	return own.Show("")
}

func (x explainer) name(name string) string {
	for _, t := range choiceTypes() {
		for _, c := range choices(t) {
			if c.constant == name {
				return c.label
			}
		}
	}
	for _, l := range x.verdict.Rule.Limits {
		if l.Name == name {
			return showNumber(l.Value, limitUnit(l, x.verdict.Rule.Unit))
		}
	}
	for _, u := range x.used {
		if u.Name == name {
			return u.Label + "(" + strings.TrimPrefix(u.Show(), u.Label+" ") + ")"
		}
	}
	if v, ok := x.verdict.Rule.lang.names[name]; ok {
		if name == "as_of" {
			return v.Label + bracket(x.verdict.AsOf.Chinese())
		}
		return v.Label
	}
	return name
}

func (x explainer) call(tree ast.Expr, d *cel.EvalDetails) string {
	c := tree.AsCall()
	var args []string
	if c.IsMemberFunction() {
		args = append(args, x.say(c.Target(), d))
	}
	for _, a := range c.Args() {
		args = append(args, x.say(a, d))
	}
	switch name := c.FunctionName(); {
	case name == operators.LogicalNot:
		return "不是“" + args[0] + "”"
	case name == operators.LogicalAnd:
		return "(" + strings.Join(args, "且") + ")"
	case name == operators.LogicalOr:
		return "(" + strings.Join(args, "或") + ")"
	case name == operators.Negate:
		return "−" + args[0]
	case name == operators.Conditional:
		return "(如果" + args[0] + "则" + args[1] + ",否则" + args[2] + ")"
	case len(args) == 2 && mirrored(name) != "" && x.bare(c.Args()[0]) && !x.bare(c.Args()[1]):
		return args[1] + sign(mirrored(name)) + args[0] // 45 < x is told as x > 45
	case len(args) == 2 && strings.HasPrefix(name, "_") || name == operators.In:
		return args[0] + sign(name) + args[1]
	default:
		return x.function(name, args, value(tree, d))
	}
}

// mirrored is the comparison that says the same with its sides exchanged, "" for
// what is none.
func mirrored(op string) string {
	switch op {
	case operators.Less:
		return operators.Greater
	case operators.LessEquals:
		return operators.GreaterEquals
	case operators.Greater:
		return operators.Less
	case operators.GreaterEquals:
		return operators.LessEquals
	case operators.Equals, operators.NotEquals:
		return op
	}
	return ""
}

// bare reports whether a side of a comparison is a number, a word or a limit and no fact.
func (x explainer) bare(tree ast.Expr) bool {
	switch tree.Kind() {
	case ast.LiteralKind:
		return true
	case ast.IdentKind:
		return !x.verdict.Rule.limit(tree.AsIdent()).IsZero()
	}
	return false
}

func (x explainer) function(name string, args []string, v ref.Val) string {
	result := ""
	if own, ok := fromCEL(v); ok {
		result = own.Show("")
		if own.Type() == TypeRatio {
			result = own.Show("%")
		}
	}
	switch name {
	case "percent":
		return args[0] + "%"
	case "share":
		return args[0] + "占" + args[1] + "的比例" + bracket(result)
	case "months_after":
		return args[0] + "之后" + args[1] + "个月" + bracket(result)
	case "months_between":
		return args[0] + "到" + args[1] + "的月数" + bracket(result)
	case "days_after":
		return args[0] + "之后" + args[1] + "天" + bracket(result)
	case "contains":
		return args[0] + "含有" + args[1]
	case "startsWith":
		return args[0] + "开头是" + args[1]
	case "endsWith":
		return args[0] + "末尾是" + args[1]
	case "size":
		return args[0] + "的字数" + bracket(result)
	}
	return name
}

func bracket(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// need tells a target's value against its bound.
func (x explainer) need() Clause {
	v := x.verdict
	c := Clause{Source: "need", Decides: true, Holds: holdsUnknown}
	switch v.Outcome {
	case Met:
		c.Holds = holdsTrue
	case Unmet:
		c.Holds = holdsFalse
	}
	c.Text = v.Rule.Label
	if !v.Base.IsZero() {
		c.Text += " " + v.Value.Show("") + "÷" + v.Base.Show("") + "=" + v.ValueText()
	} else if !v.Value.IsZero() {
		c.Text += " " + v.ValueText()
	}
	c.Text += ",要求" + v.RequiredText()
	return c
}
