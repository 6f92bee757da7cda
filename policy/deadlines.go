package policy

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/calendar"
)

// Deadline is one step of deadlines.yaml: a step of a timetable with the kinds
// of timetable it belongs to. It is immutable.
type Deadline struct {
	calendar.Step
	In        []string // villagers, party_committee, …
	Statutory bool     // set by law: a lower pack may lengthen notices and shorten delays, never the reverse
	Pack      string
	Pos       Pos

	lastsPos Pos
	rulePos  []Pos
	ruleLaw  []string // of each rule: where the pack that set it says so; "" where it may be changed freely
	lastsLaw string
}

// Where names the step's place in its own pack.
func (d *Deadline) Where() string { return d.Pack + "/" + d.Pos.String() }

// TimetableKind is a kind of timetable and what it is made of.
type TimetableKind struct {
	Kind     string
	Label    string
	Includes []string // further kinds whose steps belong to it
	Election string   // id of the step that --election-day fixes
	Basis    yanpan.Citation
	Pack     string
	Pos      Pos
}

// timetableWords are the kinds of timetable that a pack may describe.
func timetableWords() []string {
	return []string{"villagers", "residents_all", "residents_household", "residents_representative", "party_committee", "supervisory", "township"}
}

func tieShape() *object {
	return &object{name: "tie", label: "期限", keys: []key{
		{name: "before", label: "在哪一步之前", shape: shapeName, refs: refDeadline},
		{name: "after", label: "在哪一步之后", shape: shapeName, refs: refDeadline},
		{name: "at_least", label: "至少", shape: shapeInt},
		{name: "at_most", label: "至多", shape: shapeInt},
		{name: "exactly", label: "正好", shape: shapeInt},
		{name: "unit", label: "单位", shape: shapeWord, words: unitWords()},
		basisKey(),
	}}
}

func unitWords() []string { return []string{"days", "working_days", "months"} }

func lastsShape() *object {
	return &object{name: "lasts", label: "为期", keys: []key{
		{name: "count", label: "多久", shape: shapeInt, required: true},
		{name: "unit", label: "单位", shape: shapeWord, words: unitWords()},
		basisKey(),
	}}
}

func deadlineKeys() []key {
	return []key{
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "in", label: "列入哪些日程", shape: shapeText, required: true, each: timetableWords()},
		{name: "phase", label: "阶段", shape: shapeText},
		{name: "who", label: "责任单位", shape: shapeText},
		{name: "statutory", label: "法定", shape: shapeBool},
		{name: "lasts", label: "为期", shape: shapeObject, of: lastsShape()},
		{name: "ties", label: "期限", shape: shapeList, of: tieShape()},
		{name: "from", label: "不早于", shape: shapeDate},
		{name: "to", label: "不晚于", shape: shapeDate},
		{name: "prefers", label: "宜在哪天", shape: shapeWord, words: []string{"rest", "any"}},
		{name: "note", label: "注意", shape: shapeText},
		basisKey(),
	}
}

// deadlineShape is one step of deadlines.yaml.
func deadlineShape() *object {
	return &object{name: "step", label: "步骤", keys: append([]key{{name: "id", label: "编号", shape: shapeName, required: true}}, deadlineKeys()...)}
}

// adjustmentShape is an entry that tightens or rewords a step of a higher pack.
func adjustmentShape() *object {
	return &object{name: "adjustment", label: "调整步骤", keys: []key{
		{name: "step", label: "被调整的步骤", shape: shapeName, required: true, refs: refDeadline},
		{name: "label", label: "名称", shape: shapeText},
		{name: "who", label: "责任单位", shape: shapeText},
		{name: "lasts", label: "为期", shape: shapeObject, of: lastsShape()},
		{name: "ties", label: "期限", shape: shapeList, of: tieShape()},
		{name: "from", label: "不早于", shape: shapeDate},
		{name: "to", label: "不晚于", shape: shapeDate},
		{name: "note", label: "注意", shape: shapeText},
		{name: "off", label: "停用", shape: shapeBool},
		basisKey(),
	}}
}

// timetableShape is one kind of timetable.
func timetableShape() *object {
	return &object{name: "timetable", label: "日程", keys: []key{
		{name: "kind", label: "种类", shape: shapeWord, words: timetableWords(), required: true},
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "includes", label: "包括哪些日程", shape: shapeText, each: timetableWords()},
		{name: "election", label: "选举日是哪一步", shape: shapeName, required: true, refs: refDeadline},
		basisKey(),
	}}
}

// stepChange is an entry of a lower pack that changes a step above it.
type stepChange struct {
	id    string
	step  Deadline // only what the entry says
	off   bool
	lasts bool
	pos   Pos
}

func (s *section) timetable(p *Pack) {
	p.Timetables = append(p.Timetables, TimetableKind{
		Kind: s.text("kind"), Label: yanpan.Typeset(s.text("label")), Includes: s.kinds("includes"), Election: s.text("election"), Basis: s.citation(), Pack: p.ID, Pos: s.posOf("kind"),
	})
}

func (s *section) step(p *Pack) {
	d := s.deadline(p.ID)
	d.ID, d.Pos = s.text("id"), s.posOf("id")
	if i := slices.IndexFunc(p.Deadlines, func(o *Deadline) bool { return o.ID == d.ID }); i >= 0 {
		s.fault("id", "换一个编号", "编号“%s”已在 %s 用过", d.ID, p.Deadlines[i].Pos)
	}
	p.Deadlines = append(p.Deadlines, &d)
}

func (s *section) adjustment(p *Pack) {
	p.stepChanges = append(p.stepChanges, stepChange{id: s.text("step"), step: s.deadline(p.ID), off: s.flag("off"), lasts: s.child("lasts") != nil, pos: s.posOf("step")})
}

// kinds reads kinds of timetable that are set apart by 、.
func (s *section) kinds(name string) []string {
	words := splitWords(s.text(name))
	for _, w := range words {
		if !slices.Contains(timetableWords(), w) {
			s.fault(name, meant(w, timetableWords()), "没有“%s”这种日程", w)
		}
	}
	return words
}

// deadline reads what a step and a change of one have in common.
func (s *section) deadline(pack string) Deadline {
	d := Deadline{In: s.kinds("in"), Statutory: s.flag("statutory"), Pack: pack, lastsPos: s.posOf("lasts")}
	d.Label, d.Phase, d.Who = yanpan.Typeset(s.text("label")), yanpan.Typeset(s.text("phase")), yanpan.Typeset(s.text("who"))
	d.Note, d.Basis, d.Prefers = yanpan.Typeset(s.text("note")), s.citation(), calendar.Preference(s.text("prefers"))
	d.From, d.To = s.day("from"), s.day("to")
	if s.child("from") == nil {
		d.From = 0
	}
	if s.child("to") == nil {
		d.To = 0
	}
	if s.child("lasts") != nil {
		l := s.sub("lasts")
		d.Lasts = calendar.Length{Count: l.count("count"), Unit: l.unit(), Basis: l.citation()}
	}
	if d.Statutory {
		d.lastsLaw = pack + "/" + d.lastsPos.String()
	}
	for _, t := range s.items("ties") {
		d.Rules, d.rulePos = append(d.Rules, t.tie()), append(d.rulePos, t.pos())
		law := ""
		if d.Statutory {
			law = pack + "/" + t.pos().String()
		}
		d.ruleLaw = append(d.ruleLaw, law)
	}
	return d
}

// maxCount bounds the number of a period.
const maxCount = 1000

func (s *section) count(name string) int {
	n := s.integer(name)
	if n < 0 || n > maxCount {
		s.fault(name, "", "“%s”应在0至%d之间", s.text(name), maxCount)
		return 0
	}
	return n
}

func (s *section) unit() calendar.Unit {
	if u := s.text("unit"); u != "" {
		return calendar.Unit(u)
	}
	return calendar.Days
}

// tie reads one rule: one of before and after, one of at_least, at_most and exactly.
func (s *section) tie() calendar.Rule {
	r := calendar.Rule{Unit: s.unit(), Basis: s.citation()}
	for _, d := range []calendar.Direction{calendar.Before, calendar.After} {
		if t := s.text(string(d)); t != "" {
			if r.Anchor != "" {
				s.fault(string(d), "两条就写成两项", "before 和 after 只能写一个")
			}
			r.Anchor, r.Direction = t, d
		}
	}
	for _, l := range []calendar.Limit{calendar.AtLeast, calendar.AtMost, calendar.Exactly} {
		if s.child(string(l)) != nil {
			if r.Limit != "" {
				s.fault(string(l), "两条就写成两项", "at_least、at_most、exactly 只能写一个")
			}
			r.Limit, r.Count = l, s.count(string(l))
		}
	}
	if r.Anchor == "" || r.Limit == "" {
		p := s.pos()
		s.rd.add(s.src.fault(p.Line, p.Column, "写成 {before: 步骤, at_least: 20, basis: …} 的样子", "期限没有写全"))
	}
	return r
}

// overlayDeadlines lays the steps and changes of a pack over those above it.
func (p *Pack) overlayDeadlines(rules *Rules, faults *Faults) {
	for _, k := range p.Timetables {
		rules.Timetables = slices.DeleteFunc(rules.Timetables, func(o TimetableKind) bool { return o.Kind == k.Kind })
		rules.Timetables = append(rules.Timetables, k)
	}
	for _, d := range p.Deadlines {
		i := slices.IndexFunc(rules.Deadlines, func(o *Deadline) bool { return o.ID == d.ID })
		switch {
		case i < 0:
			rules.Deadlines = append(rules.Deadlines, d)
		case rules.Deadlines[i].Statutory:
			o := rules.Deadlines[i]
			*faults = append(*faults, p.fault(d.Pos, "改写在 adjustments.yaml 里,只收紧它的天数", "“%s”是法定步骤(%s,%s),不能整条替换", d.ID, o.Basis, o.Where()))
		default:
			rules.Deadlines[i] = d
		}
	}
	for _, c := range p.stepChanges {
		p.changeStep(rules, c, faults)
	}
}

func (p *Pack) changeStep(rules *Rules, c stepChange, faults *Faults) {
	i := slices.IndexFunc(rules.Deadlines, func(o *Deadline) bool { return o.ID == c.id })
	if i < 0 {
		ids := make([]string, len(rules.Deadlines))
		for k, d := range rules.Deadlines {
			ids[k] = d.ID
		}
		*faults = append(*faults, p.fault(c.pos, meant(c.id, ids), "上级政策包里没有步骤“%s”", c.id))
		return
	}
	old := rules.Deadlines[i]
	if c.off && old.Statutory {
		*faults = append(*faults, p.fault(c.pos, "", "“%s”是法定步骤(%s,%s),不能停用", c.id, old.Basis, old.Where()))
		return
	}
	if c.off {
		rules.Deadlines = slices.Delete(slices.Clone(rules.Deadlines), i, i+1)
		return
	}
	rules.Deadlines = slices.Clone(rules.Deadlines)
	rules.Deadlines[i] = c.apply(old, p, faults)
}

// apply gives a changed copy of the step.
func (c stepChange) apply(old *Deadline, p *Pack, faults *Faults) *Deadline {
	d := *old
	d.Rules, d.rulePos, d.ruleLaw = slices.Clone(old.Rules), slices.Clone(old.rulePos), slices.Clone(old.ruleLaw)
	d.Label, d.Who, d.Note = or(c.step.Label, d.Label), or(c.step.Who, d.Who), or(c.step.Note, d.Note)
	d.From, d.To = max(d.From, c.step.From), tighterEnd(d.To, c.step.To)
	if c.lasts {
		now := c.step.Lasts
		if d.lastsLaw != "" && d.Lasts.Count > 0 && (now.Unit != d.Lasts.Unit || now.Count < d.Lasts.Count) {
			*faults = append(*faults, p.fault(c.step.lastsPos, "只能改长,不能少于"+d.Lasts.Text(),
				"“%s”的为期比法定的短:法定为%s(%s,%s)", d.Label, d.Lasts.Text(), d.Lasts.Basis, d.lastsLaw))
		} else {
			d.Lasts = now
		}
	}
	for k, r := range c.step.Rules {
		c.tie(&d, r, c.step.rulePos[k], p, faults)
	}
	return &d
}

// tie changes one rule of a step, or adds it: a further rule only ever tightens.
func (c stepChange) tie(d *Deadline, r calendar.Rule, at Pos, p *Pack, faults *Faults) {
	i := slices.IndexFunc(d.Rules, func(o calendar.Rule) bool {
		return o.Anchor == r.Anchor && o.Direction == r.Direction && (o.Limit == r.Limit || o.Limit == calendar.Exactly)
	})
	if i < 0 {
		d.Rules, d.rulePos, d.ruleLaw = append(d.Rules, r), append(d.rulePos, at), append(d.ruleLaw, "")
		return
	}
	old := d.Rules[i]
	looser := r.Limit != old.Limit || r.Limit == calendar.AtLeast && r.Count < old.Count || r.Limit == calendar.AtMost && r.Count > old.Count || r.Limit == calendar.Exactly && r.Count != old.Count
	if d.ruleLaw[i] != "" && (looser || r.Unit != old.Unit) {
		*faults = append(*faults, p.fault(at, tightenTie(old), "“%s”的期限比法定的放宽了:法定为%d%s(%s,%s)", d.Label, old.Count, old.Unit.Label(), old.Basis, d.ruleLaw[i]))
		return
	}
	d.Rules[i], d.rulePos[i] = r, at
}

func tightenTie(old calendar.Rule) string {
	switch old.Limit {
	case calendar.AtLeast:
		return fmt.Sprintf("只能改大,不能少于%d%s", old.Count, old.Unit.Label())
	case calendar.AtMost:
		return fmt.Sprintf("只能改小,不能超过%d%s", old.Count, old.Unit.Label())
	}
	return "这个数地方不能改"
}

func or(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

// tighterEnd is the earlier of two days, 0 standing for none.
func tighterEnd(a, b calendar.Day) calendar.Day {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}

// checkDeadlines finds rules whose anchor no pack knows.
func (rs *Rules) checkDeadlines(p *Pack, faults *Faults) {
	known := map[string]bool{}
	var ids []string
	for _, d := range rs.Deadlines {
		known[d.ID] = true
		ids = append(ids, d.ID)
	}
	for _, d := range rs.Deadlines {
		for k, r := range d.Rules {
			if !known[r.Anchor] {
				*faults = append(*faults, p.fault(d.rulePos[k], meant(r.Anchor, ids), "没有步骤“%s”", r.Anchor))
			}
		}
	}
}

// Timetable gives the steps of a kind, checked. Ties to steps that stand in other
// timetables only are left out and listed as sentences.
func (rs *Rules) Timetable(kind string) (*calendar.Timetable, TimetableKind, []string, error) {
	k, err := rs.timetableKind(kind)
	if err != nil {
		return nil, k, nil, err
	}
	all := append([]string{kind}, k.Includes...)
	var steps []calendar.Step
	labels := map[string]string{}
	in := map[string]bool{}
	for _, d := range rs.Deadlines {
		labels[d.ID] = d.Label
		if slices.ContainsFunc(d.In, func(w string) bool { return slices.Contains(all, w) }) {
			in[d.ID] = true
			steps = append(steps, d.Step)
		}
	}
	var left []string
	for i := range steps {
		var kept []calendar.Rule
		for _, r := range steps[i].Rules {
			if in[r.Anchor] {
				kept = append(kept, r)
				continue
			}
			left = append(left, yanpan.Typeset(fmt.Sprintf("“%s”应在%s,这一步不在本日程里,请自行对照(%s)", steps[i].Label, r.Phrase(labels[r.Anchor]), r.Basis)))
		}
		steps[i].Rules = kept
	}
	t, err := calendar.NewTimetable(steps)
	if err == nil {
		if _, ok := t.Step(k.Election); !ok {
			err = &yanpan.Error{Code: yanpan.CodePack, Op: "policy.Timetable", Where: k.Pack, Message: "“" + k.Label + "”的选举日步骤“" + k.Election + "”不在日程里", Remedy: "改 timetables.yaml 里的 election,或补上这个步骤"}
		}
	}
	return t, k, left, err
}

func (rs *Rules) timetableKind(kind string) (TimetableKind, error) {
	var known []string
	for _, k := range rs.Timetables {
		if k.Kind == kind {
			return k, nil
		}
		known = append(known, k.Kind+"("+k.Label+")")
	}
	e := &yanpan.Error{Code: yanpan.CodeUsage, Op: "policy.Timetable", Message: "政策包里没有“" + kind + "”这种日程", Remedy: "现有的:" + strings.Join(known, "、")}
	if len(known) == 0 {
		e.Remedy = "请用 --pack 带上有 deadlines.yaml 的政策包"
	}
	return TimetableKind{}, e
}
