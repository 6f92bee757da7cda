package policy

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// needOp is how the value of a target must stand to its bound.
type needOp string

// The ways a bound can bind.
const (
	needOver    needOp = "over"     // 超过
	needAtLeast needOp = "at_least" // 不少于、不低于
	needUnder   needOp = "under"    // 低于
	needAtMost  needOp = "at_most"  // 不超过
	needEquals  needOp = "equals"   // 等于
)

func needWords() []string {
	return []string{string(needOver), string(needAtLeast), string(needUnder), string(needAtMost), string(needEquals)}
}

func (o needOp) label() string {
	switch o {
	case needOver:
		return "超过"
	case needAtLeast:
		return "不少于"
	case needUnder:
		return "低于"
	case needAtMost:
		return "不超过"
	case needEquals:
		return "等于"
	}
	return string(o)
}

// up reports whether a larger bound is the stricter one.
func (o needOp) up() bool { return o == needOver || o == needAtLeast }

func (o needOp) down() bool { return o == needUnder || o == needAtMost }

func (o needOp) holds(value, bound yanpan.Ratio) bool {
	c := value.Cmp(bound)
	switch o {
	case needOver:
		return c > 0
	case needAtLeast:
		return c >= 0
	case needUnder:
		return c < 0
	case needAtMost:
		return c <= 0
	}
	return c == 0
}

// Need is the bound of a target: a number, or an expression such as the same
// figure before the election.
type Need struct {
	Op    string // over, at_least, under, at_most, equals
	Bound Value  // zero where the bound is an expression
	Expr  *Expr
	Pos   Pos
}

func (n Need) op() needOp { return needOp(n.Op) }

// Caps reports whether the need sets a most, so that its gap is what is too many.
func (n Need) Caps() bool { return n.op().down() }

// Show gives the requirement as the table of targets prints it: 不少于1人, 超过30%.
func (n Need) Show(unit string, bound Value) string {
	text := showNumber(bound, unit)
	if r, ok := bound.Number(); ok && n.Expr != nil && strings.Contains(text, "/") {
		if text = r.Round(1) + unit; unit == "%" { // another figure, printed as figures are
			text = r.Percent()
		}
	}
	return n.op().label() + text
}

// strictness compares two needs with number bounds: +1 where n asks more than
// m, -1 where it asks less, 0 where they ask the same. It reports false where
// they cannot be compared.
func (n Need) strictness(m Need) (int, bool) {
	a, okA := n.Bound.Number()
	b, okB := m.Bound.Number()
	sameWay := n.op().up() && m.op().up() || n.op().down() && m.op().down()
	if !okA || !okB || !sameWay {
		return 0, false
	}
	c := a.Cmp(b)
	if n.op().down() {
		c = -c
	}
	if c == 0 && n.op() != m.op() {
		c = -1
		if n.op() == needOver || n.op() == needUnder {
			c = 1
		}
	}
	return c, true
}

// gap is the least number of people by which a count must rise or fall for the
// need to hold while its base stays the same: seats are filled by others, not
// added. A count without a base is its own measure. It reports false where no
// number of people helps.
func (n Need) gap(count, base int64, hasBase bool, bound yanpan.Ratio) (int64, bool) {
	limit := bound
	if hasBase {
		var ok bool
		if limit, ok = mulRatios(bound, yanpan.Ratio{Num: base, Den: 1}); !ok {
			return 0, false
		}
	}
	var k int64
	switch n.op() {
	case needOver:
		k = floor(limit) + 1 - count
	case needAtLeast:
		k = ceil(limit) - count
	case needUnder:
		k = count - (ceil(limit) - 1)
	case needAtMost:
		k = count - floor(limit)
	default:
		return 0, false
	}
	if hasBase && n.op().up() && count+k > base {
		return 0, false
	}
	return max(k, 0), true
}

func readNeed(s *section, l *language) Need {
	var need Need
	o := s.sub("need")
	if len(o.node.Content) == 0 {
		return need
	}
	if len(o.node.Content) != 2 {
		s.fault("need", "over、at_least、under、at_most、equals 选一个", "“need”只能写一项要求")
		return need
	}
	name, value := o.node.Content[0].Value, o.node.Content[1]
	need = Need{Op: name, Pos: s.src.pos(value.Line, value.Column)}
	if v, ok := parseNumber(value.Value); ok {
		need.Bound = v
		return need
	}
	if value.Kind == yaml.ScalarNode && l != nil {
		need.Expr = s.rd.compile(s.src, value, l)
	}
	return need
}
