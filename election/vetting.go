package election

import (
	"cmp"
	"slices"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/policy"
)

// Request is what one department is sent: the people it has to look up and the
// matters it is asked about. It holds nothing of any other department.
type Request struct {
	Department policy.Department
	Rules      []*policy.Rule // the matters, each with its document
	People     []int          // indexes of nominees, in order
}

// Requests gives, for every department that has something to answer, its list.
// With again false people whose opinion still serves are left out: they need not
// be asked twice.
func (s *Screened) Requests(again bool) []Request {
	var out []Request
	for _, d := range s.Input.Rules.Departments {
		r := Request{Department: d}
		for _, rule := range s.Rules {
			if rule.Screening.Department == d.ID {
				r.Rules = append(r.Rules, rule)
			}
		}
		for i := range s.Input.Nominees {
			wanted := s.Pending
			if again {
				wanted = s.Asked
			}
			if slices.ContainsFunc(wanted(i), func(r *policy.Rule) bool { return r.Screening.Department == d.ID }) {
				r.People = append(r.People, i)
			}
		}
		if len(r.People) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// Progress is how far one department is.
type Progress struct {
	Department policy.Department
	Asked      int
	Answered   int
	Found      int         // answers that speak against somebody
	Open       int         // answers that say the department is still looking
	Missing    []int       // nominees without an answer
	Due        yanpan.Date // zero: not told
	Overdue    int         // days after the due day; 0 in time or not told
}

// Progress tells, for every department that is asked anything, how far it is at
// the day of the screening. due gives the day each department has to answer by;
// a department that it leaves out has none.
func (s *Screened) Progress(due map[string]yanpan.Date) []Progress {
	var out []Progress
	for _, r := range s.Requests(true) {
		p := Progress{Department: r.Department, Asked: len(r.People), Due: due[r.Department.ID]}
		for _, i := range r.People {
			op := s.Input.Opinions.any(s.Input.Nominees[i].Key, r.Department.ID, s.Input.AsOf)
			switch {
			case op == nil:
				p.Missing = append(p.Missing, i)
				continue
			case op.Conclusion == FoundSome:
				p.Found++
			case op.Conclusion == StillOpen:
				p.Open++
			}
			p.Answered++
		}
		if len(p.Missing) > 0 && !p.Due.IsZero() && s.Input.AsOf.After(p.Due) {
			p.Overdue = p.Due.DaysUntil(s.Input.AsOf)
		}
		out = append(out, p)
	}
	return out
}

// any gives an opinion of the department that serves at the day, whatever it says.
func (b *Opinions) any(k Key, department string, at yanpan.Date) *Opinion {
	if b == nil {
		return nil
	}
	return b.of(k, department, "", at)
}

// CompleteFact is the name of the fact that tells whether the joint vetting has
// left nobody out (一个不漏).
const CompleteFact = "vetting_complete"

// The facts that the gates of procedures ask for: how many people the joint
// vetting is about, and of how many every department has answered finally.
const (
	DueFact  = "vetting_due"
	DoneFact = "vetting_done"
)

// Vetted gives the facts of the joint vetting for the people that a village puts
// forward for a body: vetting_due, vetting_done, vetting_complete. It gives none
// where nobody of the village is put forward for it.
func (s *Screened) Vetted(village string, body policy.Group) policy.FactMap {
	due, done := 0, 0
	for i := range s.Input.Nominees {
		n := &s.Input.Nominees[i]
		if n.Key.Village != village || !n.In(body) {
			continue
		}
		due++
		if s.answeredFinally(i) {
			done++
		}
	}
	facts := policy.FactMap{}
	if due == 0 {
		return facts
	}
	source := yanpan.Typeset(village + body.Label() + "应联审" + policy.Int(due).Show("人") + ",各部门都已答复" + policy.Int(done).Show("人"))
	facts.Set(DueFact, policy.Int(due), source)
	facts.Set(DoneFact, policy.Int(done), source)
	facts.Set(CompleteFact, policy.Bool(due == done), source)
	return facts
}

// answeredFinally reports whether every department that is asked about a nominee
// has answered, and none is still looking.
func (s *Screened) answeredFinally(i int) bool {
	for _, r := range s.Asked(i) {
		op := s.Input.Opinions.any(s.Input.Nominees[i].Key, r.Screening.Department, s.Input.AsOf)
		if op == nil || op.Conclusion == StillOpen {
			return false
		}
	}
	return true
}

// DueDays gives the day each department has to answer by when it is asked on
// sent: so many working days after, by its own number. The day it was asked does
// not count. sure is false where the holidays of a year are not known.
func DueDays(rules *policy.Rules, c *calendar.Calendar, sent yanpan.Date) (due map[string]yanpan.Date, sure bool) {
	due, sure = map[string]yanpan.Date{}, true
	from, ok := calendar.DayOf(sent)
	if !ok {
		return due, true
	}
	for _, d := range rules.Departments {
		if d.Days <= 0 {
			continue
		}
		last := c.Add(from, d.Days, calendar.WorkingDays)
		due[d.ID] = last.Date()
		sure = sure && !c.Estimated(from) && !c.Estimated(last)
	}
	return due, sure
}

// Complete is that fact: true where every department has answered, finally, for
// everybody it was asked about. Its source tells the numbers.
func Complete(ps []Progress) policy.Fact {
	asked, answered, open := 0, 0, 0
	for _, p := range ps {
		asked, answered, open = asked+p.Asked, answered+p.Answered, open+p.Open
	}
	return policy.Fact{Name: CompleteFact, Value: policy.Bool(answered == asked && open == 0),
		Source: yanpan.Typeset(cmp.Or(partText(asked, answered, open), "没有要联审的人"))}
}

func partText(asked, answered, open int) string {
	if asked == 0 {
		return ""
	}
	text := policy.Int(answered).Show("") + "人次已反馈,应反馈" + policy.Int(asked).Show("人次")
	if open > 0 {
		text += ",其中待查" + policy.Int(open).Show("人次")
	}
	return text
}
