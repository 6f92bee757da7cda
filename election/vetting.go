package election

import (
	"cmp"
	"slices"

	"yanpan.dev"
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
