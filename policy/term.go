package policy

import (
	"fmt"
	"reflect"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"yanpan.dev"
)

// term is a ratio, a date or a choice inside an expression. Two dates, one of
// them perhaps less precise, compare as surely before, surely after, or
// neither: then < and > are both false, so that nobody is blamed for a day
// that was not recorded.
type term struct{ v Value }

// celTypes are the types that CEL does not have. They compare by Compare; which
// comparisons are allowed is declared in the environment.
var celTypes = map[Type]*cel.Type{
	TypeInt:         cel.IntType,
	TypeBool:        cel.BoolType,
	TypeText:        cel.StringType,
	TypeRatio:       cel.ObjectType("ratio", traits.ComparerType|traits.AdderType|traits.SubtractorType),
	TypeDate:        cel.ObjectType("date", traits.ComparerType),
	TypeSex:         cel.ObjectType("sex"),
	TypeEducation:   cel.ObjectType("education", traits.ComparerType),
	TypePolitical:   cel.ObjectType("political"),
	TypeVillageKind: cel.ObjectType("village_kind"),
}

// toCEL turns a recorded value into CEL's; the zero Value is the caller's to handle.
func toCEL(v Value) ref.Val {
	switch v.typ {
	case TypeInt:
		return types.Int(v.n)
	case TypeBool:
		return types.Bool(v.n != 0)
	case TypeText:
		return types.String(v.text)
	}
	return term{v}
}

// fromCEL turns a result into a Value; it reports false for unknowns and errors.
func fromCEL(r ref.Val) (Value, bool) {
	switch x := r.(type) {
	case types.Int:
		return Int(int64(x)), true
	case types.Bool:
		return Bool(bool(x)), true
	case types.String:
		return Value{typ: TypeText, text: string(x)}, true
	case term:
		return x.v, true
	}
	return Value{}, false
}

// ConvertToNative is part of CEL's value interface; nothing here is converted.
func (t term) ConvertToNative(typ reflect.Type) (any, error) {
	return nil, fmt.Errorf("no conversion of %s to %v", t.v.typ, typ)
}

// ConvertToType is part of CEL's value interface.
func (t term) ConvertToType(typ ref.Type) ref.Val {
	return types.NewErr("no conversion of %s to %s", t.v.typ, typ.TypeName())
}

// Equal compares for ==.
func (t term) Equal(other ref.Val) ref.Val {
	o, ok := other.(term)
	if !ok || o.v.typ != t.v.typ {
		return types.False
	}
	return types.Bool(t.Compare(other) == types.IntZero)
}

// Type gives the CEL type.
func (t term) Type() ref.Type { return celTypes[t.v.typ] }

// Value gives the wrapped value.
func (t term) Value() any { return t.v }

// Compare orders ratios exactly, dates by certainty and education by level.
func (t term) Compare(other ref.Val) ref.Val {
	switch t.v.typ {
	case TypeRatio:
		r, ok := asRatio(other)
		if !ok {
			return types.MaybeNoSuchOverloadErr(other)
		}
		return types.Int(t.v.r.Cmp(r))
	case TypeDate:
		return compareDates(t.v.date, other)
	}
	o, ok := other.(term)
	if !ok || o.v.typ != t.v.typ {
		return types.MaybeNoSuchOverloadErr(other)
	}
	switch {
	case t.v.n < o.v.n:
		return types.IntNegOne
	case t.v.n > o.v.n:
		return types.IntOne
	}
	return types.IntZero
}

func compareDates(d yanpan.Date, other ref.Val) ref.Val {
	o, ok := other.(term)
	if !ok || o.v.typ != TypeDate {
		return types.MaybeNoSuchOverloadErr(other)
	}
	switch e := o.v.date; {
	case e.After(d):
		return types.IntNegOne
	case d.After(e):
		return types.IntOne
	}
	return types.IntZero
}

func asRatio(v ref.Val) (yanpan.Ratio, bool) {
	switch x := v.(type) {
	case types.Int:
		return yanpan.Ratio{Num: int64(x), Den: 1}, true
	case term:
		if x.v.typ == TypeRatio {
			return x.v.r, true
		}
	}
	return yanpan.Ratio{}, false
}

// Add gives the exact sum of two ratios.
func (t term) Add(other ref.Val) ref.Val { return t.combine(other, 1) }

// Subtract gives the exact difference of two ratios.
func (t term) Subtract(other ref.Val) ref.Val { return t.combine(other, -1) }

func (t term) combine(other ref.Val, sign int64) ref.Val {
	o, ok := asRatio(other)
	if !ok || t.v.typ != TypeRatio {
		return types.MaybeNoSuchOverloadErr(other)
	}
	r, ok := addRatios(t.v.r, yanpan.Ratio{Num: sign * o.Num, Den: o.Den})
	if !ok {
		return types.NewErr("数值太大")
	}
	return term{Ratio(r)}
}
