package policy

import (
	"strconv"

	"yanpan.dev"
)

// Type is the type of a variable, a limit or a value.
type Type string

// The types of values. The last four are closed choices whose words are
// constants of every expression (female, junior_college, …).
const (
	TypeInt         Type = "int"
	TypeRatio       Type = "ratio" // an exact fraction: a share, an average, a number with decimals
	TypeBool        Type = "bool"
	TypeText        Type = "text"
	TypeDate        Type = "date"
	TypeSex         Type = "sex"
	TypeEducation   Type = "education"
	TypePolitical   Type = "political"
	TypeVillageKind Type = "village_kind"
)

// Label is the Chinese word for the type, used in messages.
func (t Type) Label() string {
	switch t {
	case TypeInt:
		return "整数"
	case TypeRatio:
		return "比例或小数"
	case TypeBool:
		return "是否"
	case TypeText:
		return "文字"
	case TypeDate:
		return "日期"
	case TypeSex:
		return "性别"
	case TypeEducation:
		return "学历"
	case TypePolitical:
		return "政治面貌"
	case TypeVillageKind:
		return "村或社区"
	}
	return "未知类型"
}

// Value is one typed value. The zero Value is "not recorded".
type Value struct {
	typ  Type
	n    int64 // of TypeInt, TypeBool (0, 1) and the rank of a choice
	r    yanpan.Ratio
	text string
	date yanpan.Date
}

// Int makes a whole number.
func Int[N ~int | ~int32 | ~int64](n N) Value { return Value{typ: TypeInt, n: int64(n)} }

// Ratio makes an exact fraction; without a base it is the zero Value.
func Ratio(r yanpan.Ratio) Value {
	if !r.Defined() {
		return Value{}
	}
	if r.Den < 0 {
		r = yanpan.Ratio{Num: -r.Num, Den: -r.Den}
	}
	return Value{typ: TypeRatio, r: r}
}

// Bool makes a yes or no.
func Bool(b bool) Value {
	if b {
		return Value{typ: TypeBool, n: 1}
	}
	return Value{typ: TypeBool}
}

// Text makes a text; the empty text is the zero Value, for nothing was recorded.
func Text(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{typ: TypeText, text: s}
}

// Date makes a date; the zero Date is the zero Value.
func Date(d yanpan.Date) Value {
	if d.IsZero() {
		return Value{}
	}
	return Value{typ: TypeDate, date: d}
}

// Choice makes a value of one of the closed choices by its constant (“female”);
// an unknown word gives the zero Value.
func Choice(t Type, constant string) Value {
	for _, c := range choices(t) {
		if c.constant == constant {
			return Value{typ: t, n: c.rank}
		}
	}
	return Value{}
}

// IsZero reports whether nothing was recorded.
func (v Value) IsZero() bool { return v.typ == "" }

// Type gives the type, "" for the zero Value.
func (v Value) Type() Type { return v.typ }

// Int64 is the number of a TypeInt; 0 for anything else.
func (v Value) Int64() int64 {
	if v.typ != TypeInt {
		return 0
	}
	return v.n
}

// Number gives an int or a ratio as an exact fraction; it reports false for any other type.
func (v Value) Number() (yanpan.Ratio, bool) {
	switch v.typ {
	case TypeInt:
		return yanpan.Ratio{Num: v.n, Den: 1}, true
	case TypeRatio:
		return v.r, true
	}
	return yanpan.Ratio{}, false
}

// Show gives the value as a paper prints it with the unit: 3人, 45.1岁, 29.5%,
// 2026年6月30日, 女, 是. The zero Value is 未登记.
func (v Value) Show(unit string) string {
	switch v.typ {
	case TypeInt:
		return strconv.FormatInt(v.n, 10) + unit
	case TypeRatio:
		return showRatio(v.r, unit)
	case TypeBool:
		if v.n != 0 {
			return "是"
		}
		return "否"
	case TypeText:
		return v.text
	case TypeDate:
		return v.date.Chinese()
	case "":
		return "未登记"
	}
	for _, c := range choices(v.typ) {
		if c.rank == v.n {
			return c.label
		}
	}
	return "未登记"
}

func showRatio(r yanpan.Ratio, unit string) string {
	if unit == "%" {
		return r.Percent()
	}
	return r.Round(1) + unit
}

// choice is one word of a closed choice.
type choice struct {
	constant string
	label    string
	rank     int64
}

// choices lists the words of a closed choice; nil for the open types.
func choices(t Type) []choice {
	switch t {
	case TypeSex:
		return []choice{{"male", "男", 1}, {"female", "女", 2}}
	case TypeEducation:
		return []choice{
			{"primary", "小学", 1}, {"junior_secondary", "初中", 2}, {"senior_secondary", "高中(中专)", 3},
			{"junior_college", "大专", 4}, {"undergraduate", "大学本科", 5}, {"graduate", "研究生", 6},
		}
	case TypePolitical:
		return []choice{
			{"full_member", "中共党员", 1}, {"probationary_member", "中共预备党员", 2}, {"league_member", "共青团员", 3},
			{"democratic_party", "民主党派", 4}, {"non_partisan", "无党派人士", 5}, {"masses", "群众", 6},
		}
	case TypeVillageKind:
		return []choice{{"rural", "村", 1}, {"community", "社区", 2}}
	}
	return nil
}

// choiceTypes lists the closed choices.
func choiceTypes() []Type { return []Type{TypeSex, TypeEducation, TypePolitical, TypeVillageKind} }

// SexValue turns a recorded sex into a value.
func SexValue(s yanpan.Sex) Value {
	switch s {
	case yanpan.Male:
		return Choice(TypeSex, "male")
	case yanpan.Female:
		return Choice(TypeSex, "female")
	}
	return Value{}
}

// VillageKindValue turns a recorded kind of village into a value.
func VillageKindValue(k yanpan.VillageKind) Value {
	switch k {
	case yanpan.VillageRural:
		return Choice(TypeVillageKind, "rural")
	case yanpan.VillageUrban:
		return Choice(TypeVillageKind, "community")
	}
	return Value{}
}
