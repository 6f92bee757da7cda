package app

import (
	"slices"

	"yanpan.dev"
	"yanpan.dev/election"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// ElectionRequest is what the first look at nominees is asked beside the files.
type ElectionRequest struct {
	ElectionDay yanpan.Date // zero: not told
	Contested   bool        // the nominees are candidates, more of them than seats
	Due         yanpan.Date // the day by which they have to answer; zero: counted from Sent
	Sent        yanpan.Date // the day the departments were asked; each has its own number of working days
	Again       bool        // ask again about people whose opinion still serves
}

// Election is the first look at the nominees of a Work.
type Election struct {
	Work      *Work
	Request   ElectionRequest
	Nominees  []election.Nominee
	Screened  *election.Screened
	Kinship   *election.Kinship
	Conflicts []election.Conflict
	Slates    []election.SlateNote
	Progress  []election.Progress
	Refused   []roster.Note          // answers of departments that were not taken in
	Answers   int                    // that were
	Due       map[string]yanpan.Date // by department, the day it has to answer by; without one that has none
	Estimated bool                   // the days in Due rest on holidays that are not known
}

// Election screens the nominees among the records. It fails where there are none.
func (w *Work) Election(req ElectionRequest) (*Election, error) {
	rec := &w.Admission.Records
	if len(rec.Nominees) == 0 {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "app.Election", Message: "没有认出提名人选表",
			Remedy: "表里要有“村”“姓名”“拟任职务”三列;可用 yanpan template nominees 导出模板"}
	}
	e := &Election{Work: w, Request: req, Nominees: election.FromRecords(rec)}
	opinions, refused := election.ReadOpinions(rec, w.Rules)
	e.Refused, e.Answers = refused, opinions.Len()
	e.Screened = election.Screen(election.Input{Nominees: e.Nominees, Rules: w.Rules, AsOf: w.Request.AsOf, Election: req.ElectionDay, Opinions: opinions})
	e.Kinship = election.Weave(e.Nominees, rec, w.Rules.Kin)
	e.Conflicts = election.Avoid(e.Kinship, e.Nominees, w.Rules)
	e.Slates = election.CheckSlates(e.Nominees, rec, w.Rules, w.Request.AsOf, req.Contested)
	if err := e.setDue(); err != nil {
		return nil, err
	}
	e.Progress = e.Screened.Progress(e.Due)
	return e, nil
}

// setDue gives every department its day: the one that was told, else by its own
// number of working days after it was asked.
func (e *Election) setDue() error {
	e.Due = map[string]yanpan.Date{}
	if !e.Request.Due.IsZero() {
		for _, d := range e.Work.Rules.Departments {
			e.Due[d.ID] = e.Request.Due
		}
		return nil
	}
	if e.Request.Sent.IsZero() {
		return nil
	}
	days, err := e.Work.Rules.Calendar()
	if err != nil {
		return err
	}
	due, sure := election.DueDays(e.Work.Rules, days, e.Request.Sent)
	e.Due, e.Estimated = due, !sure
	return nil
}

// Complete is the fact whether the joint vetting has left nobody out.
func (e *Election) Complete() policy.Fact { return election.Complete(e.Progress) }

// explainNominees derives a rule of eligibility for the nominees it is for.
func (w *Work) explainNominees(rule, village, person string, day yanpan.Date) ([]Explained, error) {
	e, err := w.Election(ElectionRequest{ElectionDay: day})
	if err != nil {
		return nil, err
	}
	var out []Explained
	for i := range e.Nominees {
		k := e.Nominees[i].Key
		if village != "" && k.Village != village || person != "" && k.Name != person {
			continue
		}
		if x, ok := e.Screened.Explain(i, rule); ok {
			out = append(out, Explained{Village: k.Village, Person: k.Name, Explanation: x})
		}
	}
	return out, nil
}

// eligibility reports whether a rule is one of eligibility.
func (w *Work) eligibility(rule string) bool {
	return slices.ContainsFunc(w.Rules.Eligibility, func(r *policy.Rule) bool { return r.ID == rule })
}
