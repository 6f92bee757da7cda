package policy

import (
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"go.yaml.in/yaml/v3"
)

// Expr is a compiled expression.
type Expr struct {
	Text string // as written
	Pos  Pos

	typ     Type
	vars    []string // names that are used and are no constants, sorted
	tree    ast.Expr
	program cel.Program
	traced  cel.Program // keeps the value of every part, for Explain
}

// language is what an expression may speak of: an environment and the names
// declared in it.
type language struct {
	env   *cel.Env
	names map[string]Variable
}

// newLanguage declares variables on the base environment.
func newLanguage(vars []Variable) (*language, error) {
	base, err := baseEnv()
	if err != nil {
		return nil, err
	}
	return (&language{env: base, names: map[string]Variable{}}).with(vars)
}

// with gives a language that knows more variables.
func (l *language) with(vars []Variable) (*language, error) {
	if len(vars) == 0 {
		return l, nil
	}
	options := make([]cel.EnvOption, len(vars))
	names := make(map[string]Variable, len(l.names)+len(vars))
	for n, v := range l.names {
		names[n] = v
	}
	for i, v := range vars {
		options[i] = cel.Variable(v.Name, celTypes[v.Type])
		names[v.Name] = v
	}
	env, err := l.env.Extend(options...)
	if err != nil {
		return nil, err
	}
	return &language{env: env, names: names}, nil
}

// words lists every name that may stand in an expression, for suggestions.
func (l *language) words() []string {
	words := functionNames()
	for n := range l.names {
		words = append(words, n)
	}
	for _, t := range choiceTypes() {
		for _, c := range choices(t) {
			words = append(words, c.constant)
		}
	}
	slices.Sort(words)
	return words
}

// compile checks the expression of a node and reports faults at their place in
// the file. want lists the types that are allowed; none means any number.
func (rd *reader) compile(src *source, n *yaml.Node, l *language, want ...Type) *Expr {
	parsed, issues := l.env.Compile(n.Value)
	if issues.Err() != nil {
		rd.celFaults(src, n, l, issues)
		return nil
	}
	e := &Expr{Text: n.Value, Pos: src.pos(n.Line, n.Column), tree: parsed.NativeRep().Expr(), typ: ownType(parsed.OutputType())}
	if !rd.checkLiterals(src, n, parsed) || !rd.checkType(src, n, e, want) {
		return nil
	}
	e.vars = namesIn(e.tree, l.names)
	var err error
	if e.program, err = l.env.Program(parsed, cel.CostLimit(maxCost)); err == nil {
		e.traced, err = l.env.Program(parsed, cel.CostLimit(maxCost), cel.EvalOptions(cel.OptTrackState, cel.OptExhaustiveEval))
	}
	if err != nil {
		rd.at(src, n, "", "表达式不能执行")
		return nil
	}
	return e
}

func (rd *reader) checkType(src *source, n *yaml.Node, e *Expr, want []Type) bool {
	if len(want) == 0 {
		want = []Type{TypeInt, TypeRatio}
	}
	if slices.Contains(want, e.typ) {
		return true
	}
	labels := make([]string, len(want))
	for i, t := range want {
		labels[i] = t.Label()
	}
	remedy := ""
	if slices.Equal(want, []Type{TypeBool}) {
		remedy = "写成一个判断,例如 average_age > 45"
	}
	rd.at(src, n, remedy, "这里应得出%s,现在得出的是%s", strings.Join(labels, "或"), e.typ.Label())
	return false
}

// checkLiterals refuses numbers with decimals: they would not be exact.
func (rd *reader) checkLiterals(src *source, n *yaml.Node, parsed *cel.Ast) bool {
	good := true
	native := parsed.NativeRep()
	walk(native.Expr(), func(x ast.Expr) {
		if x.Kind() != ast.LiteralKind || !good {
			return
		}
		switch x.AsLiteral().(type) {
		case types.Double, types.Uint, types.Bytes, types.Null:
			start := native.SourceInfo().GetStartLocation(x.ID())
			line, column := inside(src, n, start.Line(), start.Column())
			rd.add(src.fault(line, column, "带小数的数放进 limits;比例写成 percent(30) 或 share(1, 3)", "表达式里只能写整数和文字"))
			good = false
		}
	})
	return good
}

func ownType(t *cel.Type) Type {
	for own, c := range celTypes {
		if c.IsExactType(t) {
			return own
		}
	}
	return ""
}

// walk visits an expression and all its parts.
func walk(x ast.Expr, visit func(ast.Expr)) {
	visit(x)
	switch x.Kind() {
	case ast.CallKind:
		c := x.AsCall()
		if c.IsMemberFunction() {
			walk(c.Target(), visit)
		}
		for _, a := range c.Args() {
			walk(a, visit)
		}
	case ast.ListKind:
		for _, e := range x.AsList().Elements() {
			walk(e, visit)
		}
	case ast.SelectKind:
		walk(x.AsSelect().Operand(), visit)
	}
}

func namesIn(x ast.Expr, known map[string]Variable) []string {
	var names []string
	walk(x, func(x ast.Expr) {
		if x.Kind() != ast.IdentKind {
			return
		}
		if _, ok := known[x.AsIdent()]; ok {
			names = append(names, x.AsIdent())
		}
	})
	slices.Sort(names)
	return slices.Compact(names)
}

var (
	undeclared = regexp.MustCompile(`undeclared reference to '([^']*)'`)
	noOverload = regexp.MustCompile(`found no matching overload for '([^']*)' applied to '\((.*)\)'`)
	atText     = regexp.MustCompile(`(?:mismatched input|extraneous input|no viable alternative at input|token recognition error at:) '(.*?)'(?: expecting|$)`)
)

// celFaults turns CEL's messages into Chinese ones at their place in the file.
// Of several messages about the syntax only the first says something useful.
func (rd *reader) celFaults(src *source, n *yaml.Node, l *language, issues *cel.Issues) {
	if rd.cut[n] || rd.wrongMarks(src, n, l) {
		return
	}
	syntaxSaid := false
	for _, e := range issues.Errors() {
		line, column := inside(src, n, e.Location.Line(), max(e.Location.Column(), 0))
		syntax := strings.HasPrefix(e.Message, "Syntax error")
		if syntax && syntaxSaid {
			continue
		}
		syntaxSaid = syntaxSaid || syntax
		if m := undeclared.FindStringSubmatch(e.Message); m != nil && slices.Contains(rd.broken, m[1]) {
			continue
		}
		message, remedy := celMessage(e.Message, l)
		if m := undeclared.FindStringSubmatch(e.Message); m != nil && slices.Contains(rd.later, m[1]) {
			message, remedy = "“"+m[1]+"”在后面才定义", "let 里先定义后使用,把它移到前面"
		}
		rd.add(src.fault(line, column, remedy, "%s", message))
	}
}

func celMessage(text string, l *language) (message, remedy string) {
	if m := undeclared.FindStringSubmatch(text); m != nil {
		return unknownName(m[1], l)
	}
	if m := noOverload.FindStringSubmatch(text); m != nil {
		return mismatch(m[1], m[2])
	}
	if m := atText.FindStringSubmatch(text); m != nil {
		if m[1] == "<EOF>" {
			return "表达式没有写完", ""
		}
		remedy = ""
		if strings.HasPrefix(m[1], "=") {
			remedy = "判断相等写 =="
		}
		return "表达式在“" + shorten(strings.TrimSpace(m[1])) + "”处写法不对", remedy
	}
	switch {
	case strings.Contains(text, "invalid int literal"):
		return "这个数太大", ""
	case strings.Contains(text, "exceeds limit"), strings.Contains(text, "recursion"):
		return "表达式太长或括号太多", "拆成几个统计项(let)"
	}
	return "表达式写法不对", ""
}

func unknownName(name string, l *language) (message, remedy string) {
	message = "不认识的名称“" + name + "”"
	c := nearest(name, l.words())
	if c == "" {
		return message, "可用的名称见手册“政策包”的变量表,也可以在 let 里自己定义"
	}
	if v, ok := l.names[c]; ok && v.Label != "" {
		return message, "是不是“" + c + "”(" + v.Label + ")"
	}
	return message, "是不是“" + c + "”"
}

// mismatch says that an operator or a function does not fit its operands.
func mismatch(op, operands string) (message, remedy string) {
	var labels []string
	for t := range strings.SplitSeq(operands, ", ") {
		labels = append(labels, celTypeLabel(t))
	}
	if sign, ok := operatorSign(op); ok {
		if len(labels) == 2 && labels[0] == TypeInt.Label() && labels[1] == TypeRatio.Label() {
			remedy = "把比例写在左边"
			if other, ok := operatorSign(mirrored(op)); ok {
				remedy = "两边对调:比例写在左边,“" + sign + "”改成“" + other + "”"
			}
		}
		return "“" + sign + "”两边不能相比或相算:" + strings.Join(labels, "、"), remedy
	}
	return "“" + op + "”不能用于:" + strings.Join(labels, "、"), functionUse(op)
}

func celTypeLabel(t string) string {
	switch t {
	case "int":
		return TypeInt.Label()
	case "string":
		return TypeText.Label()
	case "bool":
		return TypeBool.Label()
	case "double":
		return "小数(请放进 limits,或写 percent、share)"
	}
	return Type(t).Label()
}

func functionUse(name string) string {
	switch name {
	case "share":
		return "写成 share(a, b) 的样子:a 是部分,b 是全部,都是整数"
	case "percent":
		return "写成 percent(30) 的样子"
	case "months_between":
		return "写成 months_between(published_on, as_of) 的样子"
	case "months_after", "days_after":
		return "写成 " + name + "(published_on, 3) 的样子"
	}
	return ""
}

func operatorSign(op string) (string, bool) {
	if s, ok := operators.FindReverse(op); ok && s != "" {
		return s, true
	}
	if op == operators.Conditional {
		return "? :", true
	}
	return "", false
}

// facts makes an activation of CEL out of Facts: what nobody recorded is an
// unknown, which && and || skip where the other side decides.
type activation struct {
	find func(name string) Value
}

func (a activation) ResolveName(name string) (any, bool) {
	v := a.find(name)
	if v.IsZero() {
		return types.NewUnknown(1, types.NewAttributeTrail(name)), true
	}
	return toCEL(v), true
}

func (a activation) Parent() cel.Activation { return nil }

// outcome of one evaluation: a value, or the names that were missing, or the
// reason why there is no value.
type answer struct {
	value   Value
	missing []string
	reason  string
}

func (e *Expr) eval(find func(name string) Value) answer {
	out, _, err := e.program.Eval(activation{find})
	return readAnswer(out, err)
}

func readAnswer(out ref.Val, err error) answer {
	if u, ok := out.(*types.Unknown); ok {
		return answer{missing: unknownNames(u)}
	}
	if err != nil {
		if strings.Contains(err.Error(), errNoBase) {
			return answer{reason: errNoBase}
		}
		return answer{reason: "算不出结果"}
	}
	if v, ok := fromCEL(out); ok {
		return answer{value: v}
	}
	return answer{reason: "算不出结果"}
}

func unknownNames(u *types.Unknown) []string {
	var names []string
	for _, id := range u.IDs() {
		trails, _ := u.GetAttributeTrails(id)
		for _, t := range trails {
			names = append(names, t.Variable())
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
