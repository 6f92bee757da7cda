package policy

import (
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/env"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"yanpan.dev"
)

// Limits on expressions: far above what a rule needs, far below what hurts.
const (
	maxExpression = 4000 // code points
	maxDepth      = 60
	maxCost       = 20000 // units of CEL for one evaluation
)

// Functions that expressions may call, with what they mean, for the manual and
// for suggestions.
func functionNames() []string {
	return []string{"share", "percent", "months_after", "days_after", "months_between", "contains", "startsWith", "endsWith", "size"}
}

// operatorSet lists what is taken from CEL's standard library: comparison,
// logic, whole-number arithmetic, texts and membership of a list. No macros,
// no regular expressions, no conversions.
func operatorSet() []*env.Function {
	names := []string{
		operators.Conditional, operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot,
		operators.Equals, operators.NotEquals, operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals,
		operators.Add, operators.Subtract, operators.Modulo, operators.Negate,
		operators.In, "contains", "startsWith", "endsWith", "size",
	}
	fs := make([]*env.Function, len(names))
	for i, n := range names {
		fs[i] = &env.Function{Name: n}
	}
	return fs
}

// baseEnv is the language without variables. It is built once: an environment
// is immutable.
var baseEnv = sync.OnceValues(func() (*cel.Env, error) {
	subset := &env.LibrarySubset{DisableMacros: true, IncludeFunctions: operatorSet()}
	options := []cel.EnvOption{
		cel.StdLib(cel.StdLibSubset(subset)),
		cel.ClearMacros(),
		cel.ParserRecursionLimit(maxDepth),
		cel.ParserExpressionSizeLimit(maxExpression),
	}
	options = append(options, comparisons()...)
	options = append(options, functions()...)
	for _, t := range choiceTypes() {
		for _, c := range choices(t) {
			options = append(options, cel.Constant(c.constant, celTypes[t], term{Value{typ: t, n: c.rank}}))
		}
	}
	return cel.NewCustomEnv(options...)
})

// comparisons declares which of our types may be ordered and added. They are
// evaluated by the methods of term.
func comparisons() []cel.EnvOption {
	ratio, date, education := celTypes[TypeRatio], celTypes[TypeDate], celTypes[TypeEducation]
	var options []cel.EnvOption
	for _, op := range []string{operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals} {
		options = append(options, cel.Function(op,
			cel.Overload(op+"_ratio_ratio", []*cel.Type{ratio, ratio}, cel.BoolType),
			cel.Overload(op+"_ratio_int", []*cel.Type{ratio, cel.IntType}, cel.BoolType),
			cel.Overload(op+"_date_date", []*cel.Type{date, date}, cel.BoolType),
			cel.Overload(op+"_education", []*cel.Type{education, education}, cel.BoolType)))
	}
	for _, op := range []string{operators.Add, operators.Subtract} {
		options = append(options, cel.Function(op,
			cel.Overload(op+"_ratio_ratio", []*cel.Type{ratio, ratio}, ratio),
			cel.Overload(op+"_ratio_int", []*cel.Type{ratio, cel.IntType}, ratio)))
	}
	multiply := []cel.FunctionOpt{
		cel.Overload("multiply_ratio_ratio", []*cel.Type{ratio, ratio}, ratio),
		cel.Overload("multiply_ratio_int", []*cel.Type{ratio, cel.IntType}, ratio),
		cel.Overload("multiply_int_ratio", []*cel.Type{cel.IntType, ratio}, ratio),
		cel.Overload("multiply_int", []*cel.Type{cel.IntType, cel.IntType}, cel.IntType),
		cel.SingletonBinaryBinding(multiply),
	}
	divide := []cel.FunctionOpt{
		cel.Overload("divide_ratio_ratio", []*cel.Type{ratio, ratio}, ratio),
		cel.Overload("divide_ratio_int", []*cel.Type{ratio, cel.IntType}, ratio),
		cel.Overload("divide_int_ratio", []*cel.Type{cel.IntType, ratio}, ratio),
		cel.Overload("divide_int_int", []*cel.Type{cel.IntType, cel.IntType}, ratio),
		cel.SingletonBinaryBinding(divide),
	}
	return append(options, cel.Function(operators.Multiply, multiply...), cel.Function(operators.Divide, divide...))
}

func functions() []cel.EnvOption {
	ratio, date := celTypes[TypeRatio], celTypes[TypeDate]
	return []cel.EnvOption{
		cel.Function("share", cel.Overload("share_int_int", []*cel.Type{cel.IntType, cel.IntType}, ratio,
			cel.BinaryBinding(share))),
		cel.Function("percent", cel.Overload("percent_int", []*cel.Type{cel.IntType}, ratio,
			cel.UnaryBinding(func(v ref.Val) ref.Val { return share(v, types.Int(100)) }))),
		cel.Function("months_after", cel.Overload("months_after_date_int", []*cel.Type{date, cel.IntType}, date,
			cel.BinaryBinding(dateStep(addMonths)))),
		cel.Function("days_after", cel.Overload("days_after_date_int", []*cel.Type{date, cel.IntType}, date,
			cel.BinaryBinding(dateStep(addDays)))),
		cel.Function("months_between", cel.Overload("months_between_date_date", []*cel.Type{date, date}, cel.IntType,
			cel.BinaryBinding(monthsBetween))),
	}
}

// errNoBase is the text of the error of a share without a base; Evaluate tells it to the user.
const errNoBase = "比例的分母为0"

func share(a, b ref.Val) ref.Val {
	n, ok := a.(types.Int)
	if !ok {
		return types.MaybeNoSuchOverloadErr(a)
	}
	d, ok := b.(types.Int)
	if !ok {
		return types.MaybeNoSuchOverloadErr(b)
	}
	if d == 0 {
		return types.NewErr(errNoBase)
	}
	return term{Ratio(yanpan.Ratio{Num: int64(n), Den: int64(d)})}
}

// multiply gives the exact product; of two whole numbers a whole number.
func multiply(a, b ref.Val) ref.Val {
	x, okA := asRatio(a)
	y, okB := asRatio(b)
	if !okA || !okB {
		return types.MaybeNoSuchOverloadErr(b)
	}
	r, ok := mulRatios(x, y)
	if !ok {
		return types.NewErr("数值太大")
	}
	_, wholeA := a.(types.Int)
	_, wholeB := b.(types.Int)
	if wholeA && wholeB {
		return types.Int(r.Num)
	}
	return term{Ratio(r)}
}

// divide gives the exact quotient as a fraction, of whole numbers too: 7 / 2 is
// three and a half, never three.
func divide(a, b ref.Val) ref.Val {
	x, okA := asRatio(a)
	y, okB := asRatio(b)
	switch {
	case !okA || !okB:
		return types.MaybeNoSuchOverloadErr(b)
	case y.Num == 0:
		return types.NewErr(errNoBase)
	}
	r, ok := mulRatios(x, yanpan.Ratio{Num: y.Den, Den: y.Num})
	if !ok {
		return types.NewErr("数值太大")
	}
	return term{Ratio(r)}
}

// maxStep bounds the months or days a date may be moved by.
const maxStep = 100_000

func dateStep(move func(yanpan.Date, int) yanpan.Date) func(a, b ref.Val) ref.Val {
	return func(a, b ref.Val) ref.Val {
		from, ok := a.(term)
		if !ok {
			return types.MaybeNoSuchOverloadErr(a)
		}
		n, ok := b.(types.Int)
		if !ok {
			return types.MaybeNoSuchOverloadErr(b)
		}
		if n > maxStep || n < -maxStep {
			return types.NewErr("日期推算超出范围")
		}
		moved := move(from.v.date, int(n))
		if y := moved.Year(); y < 1 || y > 9999 {
			return types.NewErr("日期推算超出范围")
		}
		return term{Date(moved)}
	}
}

// monthsBetween counts the whole months that have passed from one date to another.
func monthsBetween(a, b ref.Val) ref.Val {
	from, okA := a.(term)
	to, okB := b.(term)
	if !okA || !okB {
		return types.MaybeNoSuchOverloadErr(b)
	}
	first, last := from.v.date.Last(), to.v.date.Last()
	n := (last.Year()-first.Year())*12 + last.Month() - first.Month()
	if n > 0 && first.AddMonths(n).After(last) {
		n--
	}
	return types.Int(n)
}

// addMonths moves a date by whole months. A date that knows no month, moved by
// a part of a year, counts as its last day, so that nothing is overdue by guess.
func addMonths(d yanpan.Date, n int) yanpan.Date {
	if d.Precision() == yanpan.PrecisionYear && n%12 != 0 {
		d = d.Last()
	}
	return d.AddMonths(n)
}

// addDays moves a date by days; one without a day counts as its last.
func addDays(d yanpan.Date, n int) yanpan.Date {
	return yanpan.DateOf(d.Last().Time().AddDate(0, 0, n))
}
