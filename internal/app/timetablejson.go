package app

import (
	"yanpan.dev"
	"yanpan.dev/calendar"
)

// TimetableDocument is the JSON form of a timetable. Days are ISO dates, "" where
// there is none.
type TimetableDocument struct {
	AsOf      string             `json:"as_of"`
	Kind      string             `json:"kind"`
	Label     string             `json:"label"`
	OK        bool               `json:"ok"`
	Known     []int              `json:"known_years"`
	Proposals []ProposalDocument `json:"proposals,omitempty"`
	Plans     []PlanDocument     `json:"plans"`
	Notes     []string           `json:"notes,omitempty"`
}

// ProposalDocument is an election day that is proposed.
type ProposalDocument struct {
	Day     string   `json:"day"`
	Reasons []string `json:"reasons"`
}

// PlanDocument is the plan of one village.
type PlanDocument struct {
	Village        string                  `json:"village,omitempty"`
	Election       string                  `json:"election_day"`
	OK             bool                    `json:"ok"`
	Steps          []StepDocument          `json:"steps"`
	Contradictions []ContradictionDocument `json:"contradictions"`
	Warnings       []string                `json:"warnings"`
	Estimates      []string                `json:"estimates"`
	Gates          []string                `json:"gates,omitempty"` // conditions of preparation that are not met
}

// ContradictionDocument is something that cannot be met.
type ContradictionDocument struct {
	Step    string   `json:"step"`
	Message string   `json:"message"`
	Missing int      `json:"missing_days"`
	Also    []string `json:"also,omitempty"`
}

// StepDocument is one step of a plan.
type StepDocument struct {
	ID        string            `json:"id"`
	Label     string            `json:"label"`
	Phase     string            `json:"phase,omitempty"`
	Who       string            `json:"who,omitempty"`
	Day       string            `json:"day"`
	End       string            `json:"end"`
	Earliest  string            `json:"earliest"`
	Latest    string            `json:"latest"`
	Safe      string            `json:"safe"`
	Slack     *int              `json:"slack"` // null where a bound is open
	Why       string            `json:"why,omitempty"`
	Until     string            `json:"until,omitempty"`
	Estimated bool              `json:"estimated"`
	Notes     []string          `json:"notes,omitempty"`
	Basis     []yanpan.Citation `json:"basis"`
}

// TimetableDocumentOf gives the JSON form.
func TimetableDocumentOf(t *Timetable) TimetableDocument {
	doc := TimetableDocument{AsOf: t.Request.AsOf.String(), Kind: t.Kind.Kind, Label: t.Kind.Label, OK: t.OK(), Known: t.Calendar.Years(), Plans: []PlanDocument{}, Notes: t.Notes}
	for _, p := range t.Proposals {
		doc.Proposals = append(doc.Proposals, ProposalDocument{Day: isoDay(p.Day), Reasons: p.Reasons})
	}
	for _, v := range t.Plans {
		doc.Plans = append(doc.Plans, planDocument(v))
	}
	return doc
}

func planDocument(v VillagePlan) PlanDocument {
	p := PlanDocument{
		Village: v.Village, Election: isoDay(v.Election), OK: v.Plan.OK(), Steps: []StepDocument{},
		Contradictions: []ContradictionDocument{}, Warnings: append([]string{}, v.Plan.Warnings...), Estimates: append([]string{}, v.Plan.Estimates...), Gates: v.Gates,
	}
	for _, c := range v.Plan.Contradictions {
		p.Contradictions = append(p.Contradictions, ContradictionDocument{Step: c.Step, Message: c.Error(), Missing: c.Missing, Also: c.Also})
	}
	for i := range v.Plan.Steps {
		p.Steps = append(p.Steps, stepDocument(&v.Plan.Steps[i]))
	}
	return p
}

func stepDocument(s *calendar.Placed) StepDocument {
	d := StepDocument{
		ID: s.Step.ID, Label: s.Step.Label, Phase: s.Step.Phase, Who: s.Step.Who, Day: isoDay(s.Day), End: isoDay(s.End),
		Earliest: isoDay(s.Earliest), Latest: isoDay(s.Latest), Safe: isoDay(s.Safe), Why: s.Why, Until: s.Until,
		Estimated: s.Estimate, Notes: s.Notes, Basis: s.Basis,
	}
	if s.Earliest > 0 && s.Latest > 0 {
		d.Slack = &s.Slack
	}
	return d
}

func isoDay(d calendar.Day) string {
	if d == 0 {
		return ""
	}
	return d.Date().String()
}
