package policy

import (
	"slices"
	"strconv"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// dialect is how an entry of a book names things: by the labels of its
// variables where one label means one name, by the name itself otherwise.
type dialect struct {
	labels map[string]string // name → label
	byWord map[string]string // folded label → name
	names  bookNames         // what identifiers of the entry are called
	order  []string          // folded labels, the longest first
}

// newDialect takes what may be named, the nearest first: of two with one label
// the first keeps it.
func newDialect(vars []Variable) *dialect {
	d := &dialect{labels: map[string]string{}, byWord: map[string]string{}}
	for _, v := range vars {
		folded := foldLabel(v.Label)
		if _, taken := d.byWord[folded]; taken || v.Label == "" || d.labels[v.Name] != "" || reserved(folded) {
			continue
		}
		d.labels[v.Name], d.byWord[folded] = v.Label, v.Name
		d.order = append(d.order, folded)
	}
	for _, t := range choiceTypes() {
		for _, c := range choices(t) {
			if _, taken := d.byWord[foldLabel(c.label)]; !taken {
				d.labels[c.constant], d.byWord[foldLabel(c.label)] = c.label, c.constant
				d.order = append(d.order, foldLabel(c.label))
			}
		}
	}
	slices.SortStableFunc(d.order, func(a, b string) int { return len(b) - len(a) })
	return d
}

// reserved reports whether a label would be read as a word of the conditions.
func reserved(folded string) bool {
	return slices.ContainsFunc(bookWords(), func(w bookWord) bool { return w.word == folded })
}

func (d *dialect) label(name string) string {
	if l := d.labels[name]; l != "" {
		return l
	}
	return name
}

// name gives the name behind a label; a text that is no label stands for itself.
func (d *dialect) name(label string) string {
	if n, ok := d.byWord[foldLabel(label)]; ok {
		return n
	}
	return strings.TrimSpace(label)
}

// foldLabel makes writings alike: full-width marks half-width, blanks gone.
func foldLabel(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u3000' || r == '\u00a0' {
			return -1
		}
		return foldMark(r)
	}, s)
}

func foldMark(r rune) rune {
	switch {
	case r >= '\uFF01' && r <= '\uFF5E':
		return r - 0xFEE0
	case r == '\u3000':
		return ' '
	}
	return r
}

// wordError says what of a condition is not understood; the place is the caller's.
type wordError struct{ message, remedy string }

func (e *wordError) Error() string { return e.message }

// toCEL turns a condition in Chinese words into an expression. The error is nil
// or a *wordError.
func (d *dialect) toCEL(text string) (string, *wordError) {
	t := &wording{d: d, text: []rune(text)}
	for t.at < len(t.text) {
		if err := t.next(); err != nil {
			return "", err
		}
	}
	return strings.TrimSpace(strings.Join(strings.Fields(t.out.String()), " ")), nil
}

// wording reads a condition token by token.
type wording struct {
	d     *dialect
	text  []rune
	at    int
	out   strings.Builder
	value bool // the last token was a value: a name, a number, a text or a closing bracket
	close bool // a text that follows is the argument of .contains
	lists int  // open brackets of 属于( )
}

func (t *wording) put(cel string, value bool) { t.out.WriteString(cel); t.value = value }

func (t *wording) next() *wordError {
	r := t.text[t.at]
	switch {
	case r == ' ' || r == '\u3000' || r == '\u00a0' || r == '\n':
		t.at++
		t.out.WriteByte(' ')
	case t.label():
	case t.word():
	case strings.ContainsRune("“\"「", r):
		return t.quoted()
	case isDigit(foldMark(r)):
		return t.number()
	case isASCIIName(foldMark(r)):
		t.ascii()
	default:
		return t.mark(foldMark(r))
	}
	return nil
}

// label takes the longest label that stands here.
func (t *wording) label() bool {
	for _, label := range t.d.order {
		if n := t.prefix(label); n > 0 {
			t.put(t.d.byWord[label], true)
			t.at += n
			return true
		}
	}
	return false
}

// prefix reports how many code points of the text are the folded label; 0 where it does not stand here.
func (t *wording) prefix(label string) int {
	i := t.at
	for _, want := range label {
		for i < len(t.text) && i > t.at && (t.text[i] == ' ' || t.text[i] == '\u3000') {
			i++
		}
		if i >= len(t.text) || foldMark(t.text[i]) != want {
			return 0
		}
		i++
	}
	return i - t.at
}

func (t *wording) word() bool {
	for _, w := range bookWords() {
		n := t.prefix(w.word)
		if n == 0 || w.after != t.value && (w.after || hasOtherMeaning(w.word)) {
			continue
		}
		t.at += n
		switch w.cel {
		case " in ":
			t.lists++
			t.put(w.cel, false)
		case ".contains", ".startsWith", ".endsWith":
			t.close = true
			t.put(w.cel+"(", false)
		default:
			t.put(w.cel, w.cel == "true" || w.cel == "false")
		}
		return true
	}
	return false
}

func hasOtherMeaning(word string) bool { return word == "是" || word == "不是" }

func (t *wording) quoted() *wordError {
	end := map[rune]rune{'“': '”', '"': '"', '「': '」'}[t.text[t.at]]
	i := slices.Index(t.text[t.at+1:], end)
	if i < 0 {
		return &wordError{message: "引号没有成对"}
	}
	t.put(strconv.Quote(string(t.text[t.at+1:t.at+1+i])), true)
	t.at += i + 2
	if t.close {
		t.put(")", true)
		t.close = false
	}
	return nil
}

func (t *wording) number() *wordError {
	start := t.at
	for t.at < len(t.text) && (isDigit(foldMark(t.text[t.at])) || foldMark(t.text[t.at]) == '.') {
		t.at++
	}
	digits := strings.Map(foldMark, string(t.text[start:t.at]))
	if t.at < len(t.text) && foldMark(t.text[t.at]) == '%' {
		t.at++
		digits = "percent(" + digits + ")"
	}
	if strings.Contains(digits, ".") {
		return &wordError{"条件里只能写整数", "“" + digits + "”请写进“参数”一栏"}
	}
	t.put(digits, true)
	for _, unit := range bookUnits() {
		if n := t.prefix(unit); n > 0 {
			t.at += n
			break
		}
	}
	return nil
}

func (t *wording) ascii() {
	start := t.at
	for t.at < len(t.text) && (isASCIIName(foldMark(t.text[t.at])) || isDigit(foldMark(t.text[t.at]))) {
		t.at++
	}
	word := strings.Map(foldMark, string(t.text[start:t.at]))
	t.put(word, word != "in")
}

func (t *wording) mark(r rune) *wordError {
	t.at++
	next := rune(0)
	if t.at < len(t.text) {
		next = foldMark(t.text[t.at])
	}
	switch {
	case r == '=' && next != '=' && t.value:
		t.put(" == ", false)
	case strings.ContainsRune("=!<>&|", r):
		t.put(string(r), false)
		if next == '=' || next == r {
			t.at++
			t.put(string(next), false)
		}
	case r == '(' && t.lists > 0 && !t.value:
		t.put("[", false)
	case r == ')' && t.lists > 0:
		t.lists--
		t.put("]", true)
	case r == '、' || r == ',':
		t.put(", ", false)
	case strings.ContainsRune(")]", r):
		t.put(string(r), true)
	case strings.ContainsRune("([+-*/?:.", r):
		t.put(string(r), false)
	default:
		return t.unknown(t.at - 1)
	}
	return nil
}

// unknown names the run of characters that is no label and no word.
func (t *wording) unknown(start int) *wordError {
	end := start
	for end < len(t.text) && foldMark(t.text[end]) > 0x2e80 {
		end++
		saved := t.at
		t.at = end
		known := end < len(t.text) && (t.label() || t.word())
		t.at = saved
		if known {
			break
		}
	}
	word := string(t.text[start:max(end, start+1)])
	candidates := make([]string, 0, len(t.d.labels))
	for _, l := range t.d.labels {
		candidates = append(candidates, l)
	}
	slices.Sort(candidates)
	remedy := "可用的名称见手册“政策包”的变量表"
	if c := nearest(word, candidates); c != "" {
		remedy = "是不是“" + c + "”"
	}
	return &wordError{"看不懂“" + word + "”", remedy}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isASCIIName(r rune) bool {
	return r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// toChinese writes an expression in the words that toCEL reads; the text as it
// is where it does not parse.
func (d *dialect) toChinese(cel string) string {
	base, err := baseEnv()
	if err != nil {
		return cel
	}
	parsed, issues := base.Parse(cel)
	if issues.Err() != nil {
		return cel
	}
	text, ok := d.print(parsed.NativeRep().Expr())
	if !ok {
		return cel
	}
	if back, err := d.toCEL(text); err != nil || !sameExpression(back, cel) {
		return cel // what would be read otherwise stays as it was written
	}
	return text
}

// sameExpression compares by structure, whatever the blanks and brackets.
func sameExpression(a, b string) bool {
	base, err := baseEnv()
	if err != nil {
		return false
	}
	x, bad := base.Parse(a)
	if bad.Err() != nil {
		return false
	}
	y, bad := base.Parse(b)
	if bad.Err() != nil {
		return false
	}
	return sameTree(x.NativeRep().Expr(), y.NativeRep().Expr())
}

func sameTree(a, b ast.Expr) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	same := func(x, y []ast.Expr) bool { return slices.EqualFunc(x, y, sameTree) }
	switch a.Kind() {
	case ast.IdentKind:
		return a.AsIdent() == b.AsIdent()
	case ast.LiteralKind:
		return a.AsLiteral().Equal(b.AsLiteral()) == types.True
	case ast.ListKind:
		return same(a.AsList().Elements(), b.AsList().Elements())
	case ast.CallKind:
		x, y := a.AsCall(), b.AsCall()
		if x.FunctionName() != y.FunctionName() || x.IsMemberFunction() != y.IsMemberFunction() {
			return false
		}
		return (!x.IsMemberFunction() || sameTree(x.Target(), y.Target())) && same(x.Args(), y.Args())
	}
	return false
}

// print gives the words of a part of an expression; false where there are none.
func (d *dialect) print(x ast.Expr) (string, bool) {
	switch x.Kind() {
	case ast.IdentKind:
		return d.label(x.AsIdent()), true
	case ast.LiteralKind:
		switch v := x.AsLiteral().(type) {
		case types.String:
			return "“" + string(v) + "”", !strings.ContainsAny(string(v), "“”\"\n")
		case types.Int:
			return strconv.FormatInt(int64(v), 10), v >= 0
		case types.Bool:
			if v {
				return "是", true
			}
			return "否", true
		}
	case ast.ListKind:
		parts, ok := d.all(x.AsList().Elements())
		return "\uFF08" + strings.Join(parts, "、") + "\uFF09", ok
	case ast.CallKind:
		return d.call(x.AsCall())
	}
	return "", false
}

func (d *dialect) all(xs []ast.Expr) ([]string, bool) {
	parts := make([]string, len(xs))
	for i, x := range xs {
		var ok bool
		if parts[i], ok = d.print(x); !ok {
			return nil, false
		}
	}
	return parts, true
}

func (d *dialect) call(c ast.CallExpr) (string, bool) {
	name := c.FunctionName()
	if c.IsMemberFunction() {
		words := map[string]string{"contains": "含有", "startsWith": "开头是", "endsWith": "末尾是"}
		target, ok := d.print(c.Target())
		args, good := d.all(c.Args())
		return target + words[name] + strings.Join(args, ""), ok && good && words[name] != "" && len(args) == 1
	}
	args, ok := d.all(c.Args())
	if !ok {
		return "", false
	}
	if word, level := infix(name); word != "" && len(args) == 2 {
		for i, a := range c.Args() {
			if inner := levelOf(a); inner < level || inner == level && i == 1 {
				args[i] = "\uFF08" + args[i] + "\uFF09"
			}
		}
		return args[0] + word + args[1], true
	}
	switch name {
	case operators.LogicalNot:
		return "不是\uFF08" + args[0] + "\uFF09", true
	case "percent":
		return args[0] + "%", c.Args()[0].Kind() == ast.LiteralKind
	case "share", "months_after", "days_after", "months_between", "size":
		words := map[string]string{"share": "占比", "months_after": "推后月数", "days_after": "推后天数", "months_between": "相差月数", "size": "字数"}
		return words[name] + "\uFF08" + strings.Join(args, "、") + "\uFF09", true
	}
	return "", false
}

// infix gives the word of an operator and how tightly it binds.
func infix(name string) (word string, level int) {
	switch name {
	case operators.LogicalOr:
		return "或", 1
	case operators.LogicalAnd:
		return "且", 2
	case operators.Equals:
		return "=", 3
	case operators.NotEquals:
		return "≠", 3
	case operators.Less:
		return "<", 3
	case operators.LessEquals:
		return "≤", 3
	case operators.Greater:
		return ">", 3
	case operators.GreaterEquals:
		return "≥", 3
	case operators.In:
		return "属于", 3
	case operators.Add:
		return "+", 4
	case operators.Subtract:
		return "−", 4
	case operators.Multiply:
		return "×", 5
	case operators.Divide:
		return "÷", 5
	}
	return "", 0
}

func levelOf(x ast.Expr) int {
	const tightest = 9
	if x.Kind() != ast.CallKind || x.AsCall().IsMemberFunction() {
		return tightest
	}
	if word, level := infix(x.AsCall().FunctionName()); word != "" {
		return level
	}
	return tightest
}
