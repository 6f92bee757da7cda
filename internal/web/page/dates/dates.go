// Package dates is the page of the legal calendar: on which day each step of an
// election can be taken at the earliest and must be at the latest, and by which rule.
package dates

import (
	"embed"
	"fmt"
	"html/template"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/web/page"
)

//go:embed page.html page.css
var files embed.FS

// Parse reads the page's template.
func Parse() (*page.Template[View], error) { return page.Parse[View](files) }

// Style is the page's own style.
func Style() (string, error) {
	css, err := files.ReadFile("page.css")
	return string(css), err
}

// Choice is an entry of a menu.
type Choice struct {
	Value, Label string
	Chosen       bool
}

// Fields are the form as typed; it stands in the address.
type Fields struct {
	Kinds, Rolls         []Choice
	Day, Start, From, To string
	DayError, StartError string // beside the fields
	FromError, ToError   string
	Pack                 string // by whose rules
	Query                string // the same as part of an address
	Windowed             bool
}

// Input is what the page is built from.
type Input struct {
	Frame   page.Frame
	Fields  Fields
	Failure string
	Plan    *app.Timetable // nil where nothing was asked for
	Papers  []app.Output
}

// View is what the page shows.
type View struct {
	page.Frame
	Fields
	Failure string
	Result  *Result
}

// Result is the plan.
type Result struct {
	Label, Election string
	OK              bool
	Conflicts       []Conflict
	Warnings        []string
	Notes           []string
	Proposals       []Proposal
	Steps           []Step
	Papers          []Paper
}

// Conflict is something that cannot be met, and how to mend it.
type Conflict struct {
	Text, Remedy, Basis string
	Also                []string
}

// Proposal is an election day with what speaks for it.
type Proposal struct {
	Day     string
	Reasons []string
	To      template.URL
}

// Step is one line of the plan.
type Step struct {
	Phase                 string // "" where it is that of the line above
	Label, Who            string
	Day, Earliest, Latest string
	Slack, State          string // state: good, warn, bad
	Basis                 []string
	Why                   string
	Notes                 []string
}

// Paper is a file to take.
type Paper struct {
	Name string
	To   template.URL
	Main bool
}

// Build makes the view.
func Build(in Input) View {
	in.Frame.Title = "选举日程"
	v := View{Frame: in.Frame, Fields: in.Fields, Failure: yanpan.Typeset(in.Failure)}
	if in.Plan == nil || len(in.Plan.Plans) == 0 {
		return v
	}
	plan := in.Plan.Plans[0]
	v.Result = &Result{
		Label: yanpan.Typeset(in.Plan.Kind.Label), Election: plan.Election.WithWeekday(), OK: plan.Plan.OK(),
		Warnings: append(plan.Plan.Warnings, plan.Plan.Estimates...), Notes: in.Plan.Notes,
	}
	v.Result.conflicts(plan.Plan)
	v.Result.steps(plan.Plan)
	for _, p := range in.Plan.Proposals {
		to := template.URL("/dates?" + in.Fields.Query + "&day=" + p.Day.Date().String())
		v.Result.Proposals = append(v.Result.Proposals, Proposal{p.Day.WithWeekday(), p.Reasons, to})
	}
	for _, o := range in.Papers {
		to := template.URL("/dates/" + template.URLQueryEscaper(o.Name) + "?" + in.Fields.Query + "&day=" + plan.Election.Date().String())
		v.Result.Papers = append(v.Result.Papers, Paper{o.Name, to, o.Name == in.Papers[0].Name})
	}
	return v
}

func (r *Result) conflicts(p *calendar.Plan) {
	for _, c := range p.Contradictions {
		x := Conflict{Text: yanpan.Typeset(c.Message), Remedy: yanpan.Typeset(c.Remedy), Also: c.Also}
		if !c.Basis.IsZero() {
			x.Basis = yanpan.Typeset(c.Basis.String())
		}
		r.Conflicts = append(r.Conflicts, x)
	}
}

func (r *Result) steps(p *calendar.Plan) {
	phase := ""
	for i := range p.Steps {
		s := &p.Steps[i]
		line := Step{
			Label: yanpan.Typeset(s.Step.Label), Who: yanpan.Typeset(s.Step.Who), Day: paper.Span(s.Day, s.End),
			Earliest: day(s.Earliest), Latest: day(s.Latest), Why: s.Until,
		}
		if s.Step.Phase != phase {
			phase, line.Phase = s.Step.Phase, s.Step.Phase
		}
		line.Slack, line.State = slack(s)
		seen := map[string]bool{}
		for _, b := range s.Basis {
			if text := yanpan.Typeset(b.String()); !seen[text] {
				seen[text] = true
				line.Basis = append(line.Basis, text)
			}
		}
		for _, n := range append(s.Notes, s.Step.Note) {
			if n != "" {
				line.Notes = append(line.Notes, yanpan.Typeset(n))
			}
		}
		r.Steps = append(r.Steps, line)
	}
}

func day(d calendar.Day) string {
	if d == 0 {
		return "不限"
	}
	return d.WithWeekday()
}

// slack says how much room a step has, in words and as a state.
func slack(s *calendar.Placed) (text, state string) {
	switch {
	case s.Day == 0 || s.Slack < -1:
		return "排不出", "bad"
	case s.Fixed:
		return "已定", "good"
	case s.Slack == 0:
		return "没有余地", "warn"
	case s.Slack > 0:
		return fmt.Sprintf("余地 %d 日", s.Slack), "good"
	}
	return "不限", "good"
}
