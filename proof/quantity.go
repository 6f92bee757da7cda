package proof

// status says what became of a number.
type status uint8

const (
	statusOpen    status = iota // understood, nothing to compare with so far
	statusChecked               // compared
	statusUnknown               // not understood
)

// quantity is a number with what it counts and where it stands.
type quantity struct {
	numeral
	para  int
	unit  string // as written: 名, 个百分点, "" where there is none
	class string // of the unit: person, thing, day …
	uEnd  int    // end of the unit

	preLo  int // what stands before the number belongs to it from here
	postHi int // and what stands after the unit up to here
	sent   int // sentence, counted through the document
	half   int // half sentence (between semicolons), counted likewise
	sect   int // section
	top    int // section of the first level that holds it
	depth  int // brackets open around it within the sentence

	words  string // see plain
	lead   string // the words before the number as they stand
	pre    string // the words before the number, plain
	post   string // the noun behind the unit, plain
	label  string // the one of the two that says what is counted
	area   string // 全镇, 我县 … where said
	flags  manner
	state  status
	fam    int       // index into families, -1 none
	member span      // of the ladder or the list of the family
	of     *quantity // the number it was found to be a part of
	host   string    // what is left of the label without the member: 女党员 → 党员
}

// manner marks the words around a number that say how it is meant.
type manner uint16

const (
	flagTotal   manner = 1 << iota // 共、总计
	flagOf                         // 其中
	flagEach                       // 各、每、均
	flagGrowth                     // 增加、减少、新增
	flagAbout                      // 约、近、余
	flagOver                       // 以上、超过、不少于
	flagUnder                      // 以下、不超过、近
	flagMean                       // 平均
	flagPercent                    // is a percentage
	flagBand                       // an age or length that only names a group
	flagRule                       // a rule, not a fact: 应当、不少于、至少
	flagGone                       // another time: 上年、去年、2025年
	flagPeak                       // 最多的34人, 最大59岁
	flagRest                       // those of whom it is not known: 学历未登记1人
)

// has reports whether every flag of f is set.
func (q *quantity) has(f manner) bool { return q.flags&f == f }

// exact reports whether the number claims one value.
func (q *quantity) exact() bool {
	return !q.ranged && !q.about && q.flags&(flagAbout|flagOver|flagUnder|flagBand|flagRule) == 0
}

// count reports whether q counts things exactly, the only kind that can be added.
func (q *quantity) count() bool { return q.exact() && !q.percent && !q.share && countable(q.class) }

// countable reports whether numbers of the class can be parts of a whole.
func countable(class string) bool {
	switch class {
	case "person", "thing", "household", "village", "money", "area", "length", "weight", "volume", "vote", "score", "workday", "hour":
		return true
	}
	return false
}

// sameUnit reports whether two numbers can be added or shared: 人 and 名 can,
// 元 and 亩 cannot, 个 goes with whatever is counted in pieces.
func sameUnit(a, b *quantity) bool {
	if a.class != b.class {
		return (a.unit == "个" && loose(b.class)) || (b.unit == "个" && loose(a.class))
	}
	if a.class != "thing" {
		return a.class != "area" && a.class != "length" && a.class != "weight" && a.class != "volume" || a.unit == b.unit
	}
	return a.unit == b.unit || a.unit == "个" || b.unit == "个" || a.unit == "项" && b.unit == "件" || a.unit == "件" && b.unit == "项"
}

// loose reports whether 个 may stand for the class's own measure words.
func loose(class string) bool { return class == "person" || class == "village" || class == "household" }

// text gives the number and its unit as they stand.
func (q *quantity) text(d *document) string {
	return string(d.text.paras[q.para].raw[q.start:q.uEnd])
}
