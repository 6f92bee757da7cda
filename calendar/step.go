package calendar

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// Direction says on which side of its anchor a step stands.
type Direction string

// The directions.
const (
	Before Direction = "before" // counted from the step's first day to the anchor's first day
	After  Direction = "after"  // counted from the anchor's last day to the step's first day
)

// Limit says whether a number is a least, a most or the exact distance.
type Limit string

// The limits.
const (
	AtLeast Limit = "at_least" // 20日前; 5日后
	AtMost  Limit = "at_most"  // 10日内
	Exactly Limit = "exactly"  // 第3日; 0: the same day
)

// Rule ties a step to another one.
type Rule struct {
	Anchor    string // id of the other step
	Direction Direction
	Limit     Limit
	Count     int // from 0
	Unit      Unit
	Basis     yanpan.Citation
}

// Length is how long a step lasts, its first day not counted; the zero Length is
// a step of one day.
type Length struct {
	Count int
	Unit  Unit
	Basis yanpan.Citation
}

// Preference says on which days a step is best held.
type Preference string

// The preferences.
const (
	PreferWorking Preference = ""     // a working day
	PreferRest    Preference = "rest" // a weekend, when people are at home
	PreferAny     Preference = "any"
)

// Step is one step of a timetable.
type Step struct {
	ID      string
	Label   string // 公布选民名单
	Phase   string // the heading it stands under: 选民登记
	Who     string // who does it, "" where nobody is named
	Lasts   Length
	Rules   []Rule
	From    Day // not before this day; 0 for no bound
	To      Day // not after this day; 0 for no bound
	Prefers Preference
	Note    string // what to mind, printed beside the step
	Basis   yanpan.Citation
}

// Phrase says a rule in Chinese, the anchor under its label.
func (r Rule) Phrase(anchor string) string {
	n, anchor := fmt.Sprintf("%d%s", r.Count, r.Unit.Label()), "“"+anchor+"”"
	switch {
	case r.Limit == Exactly && r.Count == 0:
		return "与" + anchor + "同日"
	case r.Direction == Before && r.Limit == AtLeast && r.Count == 0:
		return "不晚于" + anchor
	case r.Direction == Before && r.Limit == AtLeast:
		return anchor + "的" + n + "前"
	case r.Direction == Before && r.Limit == AtMost:
		return "不早于" + anchor + "前" + n
	case r.Direction == Before:
		return anchor + "前第" + n
	case r.Limit == AtLeast && r.Count == 0:
		return anchor + "当日或以后"
	case r.Limit == AtLeast && r.Count == 1 && r.Unit == Days:
		return anchor + "结束之后"
	case r.Limit == AtLeast:
		return anchor + "满" + n + "后"
	case r.Limit == AtMost && r.Count == 0:
		return "不晚于" + anchor + "当日"
	case r.Limit == AtMost:
		return anchor + "后" + n + "内"
	}
	return anchor + "后第" + n
}

// Text says a length in Chinese: 5日, 3个工作日.
func (l Length) Text() string {
	if l.Count == 0 {
		return "当日"
	}
	return fmt.Sprintf("%d%s", l.Count, l.Unit.Label())
}

// Timetable is a set of steps that was checked: every anchor is known, and no
// step waits for itself.
type Timetable struct {
	steps []Step
	index map[string]int
	order []int // earlier steps first, as far as the rules say
}

// NewTimetable checks the steps. It refuses ids given twice, anchors that no
// step has, and steps that wait for one another in a circle, naming them.
func NewTimetable(steps []Step) (*Timetable, error) {
	t := &Timetable{steps: slices.Clone(steps), index: make(map[string]int, len(steps))}
	for i, s := range steps {
		if _, twice := t.index[s.ID]; twice {
			return nil, wrong("步骤编号“%s”写了两遍", "换一个编号", s.ID)
		}
		t.index[s.ID] = i
	}
	for _, s := range steps {
		for _, r := range s.Rules {
			if _, ok := t.index[r.Anchor]; !ok {
				return nil, wrong("“%s”参照的步骤“%s”不在这份日程里", "改成日程里有的步骤,或补上这个步骤", s.Label, r.Anchor)
			}
		}
	}
	return t, t.sort()
}

func wrong(format, remedy string, args ...any) error {
	return &yanpan.Error{Code: yanpan.CodeInvalid, Op: "calendar.NewTimetable", Message: fmt.Sprintf(format, args...), Remedy: remedy}
}

// earlier lists, for each step, those that must come before it.
func (t *Timetable) earlier() [][]int {
	before := make([][]int, len(t.steps))
	for i, s := range t.steps {
		for _, r := range s.Rules {
			a := t.index[r.Anchor]
			switch {
			case r.Limit == AtMost:
			case r.Direction == Before:
				before[a] = append(before[a], i)
			default:
				before[i] = append(before[i], a)
			}
		}
	}
	return before
}

// sort puts earlier steps before later ones.
func (t *Timetable) sort() error {
	before := t.earlier()
	state := make([]uint8, len(t.steps)) // 1: being visited, 2: done
	var path []int
	var visit func(i int) error
	visit = func(i int) error {
		if state[i] == 2 {
			return nil
		}
		path = append(path, i)
		if state[i] == 1 {
			return t.circle(path)
		}
		state[i] = 1
		for _, k := range before[i] {
			if err := visit(k); err != nil {
				return err
			}
		}
		state[i], path = 2, path[:len(path)-1]
		t.order = append(t.order, i)
		return nil
	}
	for i := range t.steps {
		if err := visit(i); err != nil {
			return err
		}
	}
	return nil
}

// circle names the steps that wait for one another.
func (t *Timetable) circle(path []int) error {
	last := path[len(path)-1]
	var labels []string
	circle := slices.Clone(path[slices.Index(path, last):])
	slices.Reverse(circle)
	for _, i := range circle {
		labels = append(labels, "“"+t.steps[i].Label+"”")
	}
	return wrong("步骤互相等待,排不出先后:%s", "去掉其中一条参照关系", strings.Join(labels, "→"))
}

// Steps lists the steps in the order given.
func (t *Timetable) Steps() []Step { return slices.Clone(t.steps) }

// Step gives the step of the id; it reports false where there is none.
func (t *Timetable) Step(id string) (Step, bool) {
	i, ok := t.index[id]
	if !ok {
		return Step{}, false
	}
	return t.steps[i], true
}
