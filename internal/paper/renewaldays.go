package paper

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/calendar"
)

// PlanStep is a step of the plan as a paper tells it.
type PlanStep struct {
	ID, Label, Who, Note string
	Span                 string // 2026年12月4日至12月14日; both where villages and communities differ
	Text                 string // what the template says of it, "" where it says nothing
}

// The ids of steps that villages and communities both have differ in these.
const villagePrefix, communityPrefix = "villagers_", "residents_"

func (r *Renewal) step(id string) (calendar.Placed, bool) {
	r.told[id] = true
	p, ok := r.Plan.Step(id)
	return p, ok && p.Day > 0
}

// stepName is what the desk is told where a step is not planned.
func (r *Renewal) stepName(id string) string {
	for _, d := range r.Material.Rules.Deadlines {
		if d.ID == id {
			return "“" + d.Label + "”的日期"
		}
	}
	return "步骤“" + id + "”"
}

// day is the first day of a step; its sentence falls away where it is not planned.
func (r *Renewal) day(id string) string {
	if p, ok := r.step(id); ok {
		return p.Day.Chinese()
	}
	return missing(r.stepName(id))
}

// span is the days of a step.
func (r *Renewal) span(id string) string {
	if p, ok := r.step(id); ok {
		return Span(p.Day, p.End)
	}
	return missing(r.stepName(id))
}

// planned reports whether the plan has the step; it does not tell of it.
func (r *Renewal) planned(id string) bool {
	p, ok := r.Plan.Step(id)
	return ok && p.Day > 0
}

// lasts is how long a step lasts: 3个工作日.
func (r *Renewal) lasts(id string) string {
	r.told[id] = true
	for _, d := range r.Material.Rules.Deadlines {
		if d.ID == id && d.Lasts.Count > 0 {
			return d.Lasts.Text()
		}
	}
	return missing(r.stepName(id))
}

// tie is the number of days of the rule that ties a step to another: 20日. Where
// several do, the one that lets least is told.
func (r *Renewal) tie(id, anchor string) string {
	r.told[id] = true
	best, found := r.binding(id, anchor)
	if !found {
		return missing(r.stepName(id))
	}
	return fmt.Sprintf("%d%s", best.Count, best.Unit.Label())
}

// bound reports whether a number of days is set between two steps, beyond their order.
func (r *Renewal) bound(id, anchor string) bool {
	t, found := r.binding(id, anchor)
	return found && (t.Count > 1 || t.Basis.Confidence != yanpan.Derived)
}

// onBound is bound for the village's own election.
func (r *Renewal) onBound(id, anchor string) bool { return r.bound(r.own(id), r.own(anchor)) }

// binding is the rule that ties a step to another most.
func (r *Renewal) binding(id, anchor string) (best calendar.Rule, found bool) {
	for _, d := range r.Material.Rules.Deadlines {
		if d.ID != id {
			continue
		}
		for _, t := range d.Rules {
			if t.Anchor == anchor && t.Count > 0 && (!found || stricter(t, best)) {
				best, found = t, true
			}
		}
	}
	return best, found
}

// stricter prefers what the law bounds from the far side: a rule of “at most”
// tells more than “after it has ended”.
func stricter(a, b calendar.Rule) bool {
	if (a.Limit == calendar.AtMost) != (b.Limit == calendar.AtMost) {
		return a.Limit == calendar.AtMost
	}
	return a.Count > b.Count && a.Unit == b.Unit
}

// stepNote is what the pack says is to be minded in a step.
func (r *Renewal) stepNote(id string) string {
	for _, d := range r.Material.Rules.Deadlines {
		if d.ID == id && d.Note != "" {
			return clean(d.Note)
		}
	}
	return missing(r.stepName(id))
}

// stage is from the first day to the last of the steps under the phases, which
// are set apart by 、.
func (r *Renewal) stage(phases string) string {
	var from, to calendar.Day
	for i := range r.Plan.Steps {
		p := &r.Plan.Steps[i]
		if p.Day == 0 || !inPhases(p, phases) || optional(p) {
			continue
		}
		if from == 0 || p.Day < from {
			from = p.Day
		}
		to = max(to, p.Day, p.End)
	}
	if from == 0 {
		return missing("“" + phases + "”的日程")
	}
	return Span(from, to)
}

func inPhases(p *calendar.Placed, phases string) bool {
	return slices.Contains(strings.Split(phases, "、"), p.Step.Phase)
}

// optional steps are held only where there is need of them; a paper that is
// written beforehand has no day for them.
func optional(p *calendar.Placed) bool { return strings.Contains(p.Step.Label, "需要时") }

// steps tells the steps under the phases, phase by phase and in the order of days;
// a step that villages and communities both have is told once.
func (r *Renewal) steps(phases string) []PlanStep {
	var out []PlanStep
	for _, phase := range strings.Split(phases, "、") {
		r.told[phase] = true
		out = append(out, r.planSteps(func(p *calendar.Placed) bool { return p.Step.Phase == phase })...)
	}
	return out
}

// rest tells the steps that the paper has not told of, by phase or by name: those
// that a place has added.
func (r *Renewal) rest() []PlanStep {
	return r.planSteps(func(p *calendar.Placed) bool {
		core, twin := strings.CutPrefix(p.Step.ID, communityPrefix)
		return !r.told[p.Step.Phase] && !r.told[p.Step.ID] && (!twin || !r.told[villagePrefix+core])
	})
}

func (r *Renewal) planSteps(want func(*calendar.Placed) bool) []PlanStep {
	var chosen []*calendar.Placed
	for i := range r.Plan.Steps {
		p := &r.Plan.Steps[i]
		if core, twin := strings.CutPrefix(p.Step.ID, communityPrefix); p.Day > 0 && want(p) && (!twin || !r.planned(villagePrefix+core)) {
			chosen = append(chosen, p)
		}
	}
	slices.SortStableFunc(chosen, func(a, b *calendar.Placed) int {
		if a.Day != b.Day {
			return int(a.Day - b.Day)
		}
		return one(strings.HasPrefix(a.Step.ID, communityPrefix)) - one(strings.HasPrefix(b.Step.ID, communityPrefix))
	})
	out := make([]PlanStep, len(chosen))
	for i, p := range chosen {
		out[i] = r.planStep(p)
	}
	return out
}

func (r *Renewal) planStep(p *calendar.Placed) PlanStep {
	s := PlanStep{ID: p.Step.ID, Label: clean(p.Step.Label), Who: clean(p.Step.Who), Note: clean(p.Step.Note), Span: Span(p.Day, p.End)}
	if core, ok := strings.CutPrefix(p.Step.ID, villagePrefix); ok {
		if twin, ok := r.step(communityPrefix + core); ok {
			s.Label, s.Who = both(s.Label), both(s.Who)
			if t := Span(twin.Day, twin.End); t != s.Span {
				s.Span = "村为" + s.Span + ",社区为" + t
			}
		}
	}
	if optional(p) {
		s.Span = ""
	}
	s.Text = r.passage(s)
	return s
}

// both speaks of villages and communities at once.
func both(s string) string { return strings.ReplaceAll(s, "村民", "村(居)民") }

// passage is the block of the template that is named after the step, else a plain
// sentence of what the pack says.
func (r *Renewal) passage(s PlanStep) string {
	if t := r.document.Lookup(s.ID); t != nil {
		var b strings.Builder
		if err := t.Execute(&b, s); err != nil {
			return missing("模板段落“" + s.ID + "”")
		}
		return strings.TrimSpace(strings.ReplaceAll(b.String(), "\n", ""))
	}
	var parts []string
	if s.Who != "" {
		parts = append(parts, "由"+s.Who+"负责")
	}
	if s.Span != "" {
		parts = append(parts, "时间为"+s.Span)
	}
	text := strings.Join(parts, ",")
	if s.Note != "" {
		text += ";" + s.Note
	}
	if text == "" {
		return missing("“" + s.Label + "”的安排")
	}
	return text + "。"
}

// own is the id of a step of the notice's own village.
func (r *Renewal) own(id string) string {
	if strings.HasPrefix(id, "supervisory") && r.Community {
		return communityPrefix + id
	}
	if strings.HasPrefix(id, "supervisory") || strings.HasPrefix(id, "party") {
		return id
	}
	if r.Community {
		return communityPrefix + id
	}
	return villagePrefix + id
}

// on is the day of a step of the village's own election; a notice keeps a blank
// where it is not planned.
func (r *Renewal) on(id string) string {
	if p, ok := r.step(r.own(id)); ok {
		return p.Day.Chinese()
	}
	return visible("日期")
}

func (r *Renewal) onSpan(id string) string {
	if p, ok := r.step(r.own(id)); ok {
		return Span(p.Day, p.End)
	}
	return visible("起止日期")
}

func (r *Renewal) weekday(id string) string {
	p, ok := r.step(r.own(id))
	if !ok {
		return ""
	}
	return "(星期" + string([]rune("日一二三四五六")[p.Day.Weekday()]) + ")"
}

// onTie is tie for the village's own election.
func (r *Renewal) onTie(id, anchor string) string { return r.tie(r.own(id), r.own(anchor)) }
