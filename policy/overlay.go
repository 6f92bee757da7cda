package policy

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// adjust is an entry of a lower pack that tightens or rewords a rule above it.
type adjust struct {
	rule      string
	kind      RuleKind
	label     string
	baseDate  yanpan.Date
	limits    []Limit
	need      Need
	severity  string
	message   *section
	measure   *section
	exception string
	off       bool
	basis     yanpan.Citation
	src       *source
	pos       Pos
}

func (rr *ruleReader) adjust(s *section, kind RuleKind) adjust {
	a := adjust{
		rule: s.text("adjust"), kind: kind, label: s.text("label"), baseDate: s.date("base_date"), severity: s.text("severity"),
		exception: s.text("exception"), off: s.flag("off"), basis: s.citation(), src: s.src, pos: s.posOf("adjust"),
		need: readNeed(s, nil),
	}
	if !a.need.Pos.isZero() && a.need.Bound.IsZero() {
		s.fault("need", "", "调整时只能写一个数")
	}
	for _, p := range s.pairs("limits") {
		if v, ok := parseNumber(p.value.Value); ok {
			a.limits = append(a.limits, Limit{Name: p.name.Value, Value: v, Pos: s.src.pos(p.value.Line, p.value.Column)})
		}
	}
	if s.child("message") != nil {
		a.message = s
	}
	if s.child("measure") != nil {
		a.measure = s
	}
	return a
}

func (p Pos) isZero() bool { return p == Pos{} }

// Rules is what several packs come to, one on top of the other.
type Rules struct {
	Packs      []*Pack // highest level first
	Targets    []*Rule
	Problems   []*Rule
	Outlook    []*Rule
	SeatRules  []SeatRule // the first that applies holds; lower packs stand first
	Ages       Ages
	Sanctions  []SanctionPeriod
	Documents  map[string]Document
	Themes     []Theme     // in the order of the paper
	Thresholds []Threshold // one a kind of election

	Procedures  []*Procedure
	Deadlines   []*Deadline
	Timetables  []TimetableKind
	Eligibility []*Rule

	Departments []Department
	Avoidances  []Avoidance
	Kin         []string // relations beside the eight that avoidance covers
	Ranks       map[Office]int
}

// DefaultAges are the bands and the rule that hold where no pack says otherwise.
func DefaultAges() Ages {
	return Ages{Rule: yanpan.CountAsReached, Bands: []int{35, 45, 55, 60}}
}

// Overlay puts packs on top of one another in the order given, the higher level
// first. A later pack's rule with the same id takes the place of an earlier
// one, its adjust entries change numbers and words. A statutory rule can only
// be tightened: the error names both places.
func Overlay(packs ...*Pack) (*Rules, error) {
	rules := &Rules{Packs: packs, Ages: DefaultAges(), Documents: map[string]Document{}}
	all := []*Rule{}
	var faults Faults
	for _, p := range packs {
		all = overlayRules(all, p, &faults)
		all = adjustRules(all, p, &faults)
		faults = append(faults, p.looserSeats(rules)...)
		faults = append(faults, p.looserSanctions(rules)...)
		rules.Thresholds = overlayThresholds(rules.Thresholds, p, &faults)
		rules.Procedures = overlayProcedures(rules.Procedures, p, &faults)
		rules.SeatRules = append(slices.Clone(p.Seats), rules.SeatRules...)
		rules.Sanctions = overlaySanctions(rules.Sanctions, p.Sanctions)
		rules.Themes = overlayThemes(rules.Themes, p.Themes)
		faults = append(faults, rules.overlayEligibility(p, all)...)
		if p.Ages != nil {
			rules.Ages = *p.Ages
		}
		p.overlayDeadlines(rules, &faults)
		rules.checkDeadlines(p, &faults)
		for _, d := range p.Documents {
			rules.Documents[d.Name] = d
		}
	}
	if len(faults) > 0 {
		return nil, faults.asError("policy.Overlay", packs[len(packs)-1].Label)
	}
	for _, r := range all {
		switch r.Kind {
		case KindTarget:
			rules.Targets = append(rules.Targets, r)
		case KindProblem:
			rules.Problems = append(rules.Problems, r)
		case KindOutlook:
			rules.Outlook = append(rules.Outlook, r)
		case KindEligibility:
			rules.Eligibility = append(rules.Eligibility, r)
		}
	}
	return rules, nil
}

// All gives targets, problems, outlook and eligibility in this order.
func (rs *Rules) All() []*Rule {
	return slices.Concat(rs.Targets, rs.Problems, rs.Outlook, rs.Eligibility)
}

// Rule gives the rule of the id; nil where there is none.
func (rs *Rules) Rule(id string) *Rule {
	for _, r := range rs.All() {
		if r.ID == id {
			return r
		}
	}
	return nil
}

func overlayRules(all []*Rule, p *Pack, faults *Faults) []*Rule {
	for _, r := range p.Rules {
		i := slices.IndexFunc(all, func(o *Rule) bool { return o.ID == r.ID })
		switch {
		case i < 0:
			all = append(all, r)
		case all[i].Statutory:
			*faults = append(*faults, p.fault(r.Pos, "改用 adjust 收紧它的数值",
				"“%s”是法定规则(%s,%s),不能整条替换", r.ID, all[i].Basis, all[i].where()))
		default:
			all[i] = r
		}
	}
	return all
}

// where names the rule's place in its own pack.
func (r *Rule) where() string {
	if r.Pos.Cell != "" {
		return r.Pack + r.Pos.String()
	}
	return r.Pack + "/" + r.Pos.String()
}

func (p *Pack) fault(at Pos, remedy, format string, args ...any) Fault {
	for _, src := range p.sources {
		if src.pos(1, 1).File == at.File {
			return src.faultAt(at, remedy, format, args...)
		}
	}
	return Fault{Pos: at, Message: fmt.Sprintf(format, args...), Remedy: remedy}
}

func adjustRules(all []*Rule, p *Pack, faults *Faults) []*Rule {
	for _, a := range p.adjusts {
		i := slices.IndexFunc(all, func(r *Rule) bool { return r.ID == a.rule })
		if i < 0 {
			*faults = append(*faults, p.fault(a.pos, unknownRule(a, all), "上级政策包里没有规则“%s”", a.rule))
			continue
		}
		if a.off {
			all = switchOff(all, i, a, p, faults)
			continue
		}
		if r := a.apply(all[i], p, faults); r != nil {
			all[i] = r
		}
	}
	return all
}

// unknownRule helps with an adjustment of a rule that no higher pack has.
func unknownRule(a adjust, all []*Rule) string {
	var ids, labels []string
	for _, r := range all {
		ids = append(ids, r.ID)
		if r.Kind == a.kind {
			labels = append(labels, r.ID+"("+r.Label+")")
		}
	}
	if c := nearest(a.rule, ids); c != "" {
		return "是不是“" + c + "”"
	}
	said := "内置的样本包只供参照,不垫在下面;样本里的规则要整条抄来"
	if len(labels) > 0 {
		said = "可以调整的有:" + strings.Join(labels, "、") + "。" + said
	}
	return said
}

func switchOff(all []*Rule, i int, a adjust, p *Pack, faults *Faults) []*Rule {
	if all[i].Statutory {
		*faults = append(*faults, p.fault(a.pos, "", "“%s”是法定规则(%s,%s),不能停用", a.rule, all[i].Basis, all[i].where()))
		return all
	}
	return slices.Delete(slices.Clone(all), i, i+1)
}

// apply gives a changed copy of the rule; nil where the change is not allowed.
func (a adjust) apply(old *Rule, p *Pack, faults *Faults) *Rule {
	before := len(*faults)
	r := *old
	r.Limits = slices.Clone(old.Limits)
	r.Adjusted = append(slices.Clone(old.Adjusted), a.basis)
	if a.kind != r.Kind {
		*faults = append(*faults, p.fault(a.pos, "", "“%s”是%s,要在同类文件里调整", a.rule, r.Kind.Label()))
	}
	for _, l := range a.limits {
		a.limit(&r, l, p, faults)
	}
	a.bound(&r, p, faults)
	a.words(&r, p, faults)
	if len(*faults) > before {
		return nil
	}
	r.inputs, r.kinds = nil, nil
	r.gatherInputs()
	return &r
}

func (a adjust) limit(r *Rule, l Limit, p *Pack, faults *Faults) {
	i := slices.IndexFunc(r.Limits, func(o Limit) bool { return o.Name == l.Name })
	if i < 0 {
		*faults = append(*faults, p.fault(l.Pos, "", "“%s”(%s)没有数值“%s”", a.rule, r.where(), l.Name))
		return
	}
	old := r.Limits[i]
	if old.Value.Type() != l.Value.Type() {
		*faults = append(*faults, p.fault(l.Pos, "", "这里应是%s", old.Value.Type().Label()))
		return
	}
	was, _ := old.Value.Number()
	now, _ := l.Value.Number()
	c := now.Cmp(was)
	if r.Statutory && (old.Tighten == "" && c != 0 || old.Tighten == "up" && c < 0 || old.Tighten == "down" && c > 0) {
		*faults = append(*faults, p.fault(l.Pos, loosenRemedy(old.Tighten, old.Value),
			"“%s”比法定的数放宽了:法定为%s(%s,%s/%s)", l.Name, showNumber(old.Value, ""), r.Basis, r.Pack, old.Pos))
		return
	}
	r.Limits[i].Value = l.Value
}

func loosenRemedy(direction string, v Value) string {
	switch direction {
	case "up":
		return "只能改大,不能小于" + showNumber(v, "")
	case "down":
		return "只能改小,不能大于" + showNumber(v, "")
	}
	return "这个数地方不能改"
}

func (a adjust) bound(r *Rule, p *Pack, faults *Faults) {
	if a.need.Pos.isZero() {
		return
	}
	if r.Need.Op == "" || r.Need.Expr != nil {
		*faults = append(*faults, p.fault(a.need.Pos, "", "“%s”(%s)没有可以调整的数", a.rule, r.where()))
		return
	}
	c, comparable := a.need.strictness(r.Need)
	if r.Statutory && (!comparable || c < 0) {
		*faults = append(*faults, p.fault(a.need.Pos, "只能收紧,不能放宽",
			"比法定的要求放宽了:法定为%s(%s,%s/%s)", r.Need.Show(r.Unit, r.Need.Bound), r.Basis, r.Pack, r.Need.Pos))
		return
	}
	r.Need = a.need
}

func (a adjust) words(r *Rule, p *Pack, faults *Faults) {
	rd := &reader{}
	rr := &ruleReader{rd: rd}
	if a.message != nil {
		r.Message = rr.template(a.message, "message", r)
	}
	if a.measure != nil {
		r.Measure = rr.template(a.measure, "measure", r)
	}
	*faults = append(*faults, rd.faults...)
	if a.label != "" {
		r.Label = a.label
	}
	if a.severity != "" {
		r.Severity = a.severity
	}
	if a.exception != "" {
		r.Exception = a.exception
	}
	if !a.baseDate.IsZero() && r.Statutory {
		*faults = append(*faults, p.fault(a.pos, "删去 base_date", "“%s”是法定规则(%s,%s),计算基准日不能改", a.rule, r.Basis, r.where()))
	} else if !a.baseDate.IsZero() {
		r.BaseDate = a.baseDate
	}
}

// overlaySanctions puts periods on top of others. A kind that is named again
// keeps the other ways of writing it that the higher pack knows.
func overlaySanctions(all, more []SanctionPeriod) []SanctionPeriod {
	more = slices.Clone(more)
	kept := make([]SanctionPeriod, 0, len(all)+len(more))
	for _, old := range all {
		i := slices.IndexFunc(more, func(n SanctionPeriod) bool { return n.Kind == old.Kind })
		if i < 0 {
			kept = append(kept, old)
			continue
		}
		for _, name := range old.Also {
			taken := slices.ContainsFunc(more, func(n SanctionPeriod) bool { return slices.Contains(n.names(), name) })
			if !taken {
				more[i].Also = append(slices.Clip(more[i].Also), name)
			}
		}
	}
	return append(kept, more...)
}
