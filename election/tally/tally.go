package tally

import (
	"cmp"
	"slices"
	"strings"

	"yanpan.dev"
)

// Tally gives the result of a count under the rules. The same count gives the
// same result, whatever the order of its boxes and groups. The error is
// CodeInvalid for a count that could not have been decoded (no race, no seats,
// numbers out of range) and CodeInternal for rules that cannot be computed with.
func Tally(c *Count, rules Rules) (*Result, error) {
	if !rules.sound() {
		return nil, yanpan.Errorf(yanpan.CodeInternal, "tally.Tally", "没有可用的选举门槛")
	}
	if what := c.unsound(); what != "" {
		return nil, yanpan.Errorf(yanpan.CodeInvalid, "tally.Tally", "%s", what)
	}
	l := newLedger(c, &rules)
	l.reconcile()
	r := l.head()
	switch {
	case l.collected > l.issued:
		r.Reason = ByBallots
	case l.broken:
		r.Reason = ByProblems
	case l.took() < r.NeededToBeValid:
		r.Reason = ByTurnout
	}
	r.Valid = r.Reason == ""
	if !l.broken || r.Reason == ByBallots && l.onlyBallots() {
		l.races(r)
	}
	r.Problems = l.problems
	return r, nil
}

// unsound says why a count cannot be computed with; "" where it can.
func (c *Count) unsound() string {
	e := &c.Election
	if len(e.Races) == 0 {
		return "没有要选的职务"
	}
	if e.Eligible < 1 || e.Eligible > maxNumber || e.Present < 0 || e.Present > maxNumber {
		return "有选举权的人数或实到会人数不对"
	}
	for _, r := range e.Races {
		if r.Seats < 1 || r.Seats > maxNumber {
			return "“" + r.Title + "”的应选名额至少是1"
		}
	}
	ok := func(n int64) bool { return n >= 0 && n <= maxNumber }
	good := true
	for _, b := range c.Boxes {
		good = good && ok(b.Issued) && ok(b.Collected)
	}
	for _, p := range c.groups() {
		good = good && ok(p.ballots)
		for i := range p.sheets {
			good = good && p.sheets[i].inRange(ok)
		}
	}
	if !good {
		return "票数有负数或大得不可能"
	}
	return ""
}

func (s *Sheet) inRange(ok func(int64) bool) bool {
	for i := range s.Races {
		m := &s.Races[i]
		if !ok(m.Invalid) {
			return false
		}
		for _, list := range [][]NameCount{m.Votes, m.Against, m.Abstain} {
			for _, n := range list {
				if !ok(n.Votes) {
					return false
				}
			}
		}
	}
	return true
}

// onlyBallots reports whether nothing else is wrong than that more ballots came
// back than went out: the sheets themselves can be shown.
func (l *ledger) onlyBallots() bool {
	return !slices.ContainsFunc(l.problems, func(p Problem) bool {
		return p.Severity == Error && p.Code != "collected_over_issued" && p.Code != "box_books_open"
	})
}

// took is how many took part, as the quorum counts them.
func (l *ledger) took() int64 {
	if l.rules.Quorum.Count == Present {
		return l.Election.Present
	}
	return l.collected
}

// head is the result of the whole vote, without its races.
func (l *ledger) head() *Result {
	e := &l.Election
	r := &Result{
		Participating: l.collected, Races: []RaceResult{},
		ID: e.ID, Village: e.Village, Kind: e.Kind, Date: e.Date.String(), Round: e.round(), Purpose: e.purpose(),
		Eligible: e.Eligible, Issued: l.issued, Base: l.majority().Of,
		Basis: Basis{Valid: cite(l.rules.Quorum.Basis), Ballots: cite(l.rules.Ballots)},
	}
	if e.round() == 1 || l.rules.Runoff.KeepQuorum {
		r.NeededToBeValid = l.rules.Quorum.Share.Least(e.Eligible)
	}
	if e.purpose() == Vacancy {
		r.Basis.Vacancy = cite(l.rules.Vacancy)
	}
	if e.Kind == PartyCommittee {
		present, share := e.Present, l.majority().Share
		r.Present = &present
		if e.purpose() != Tie {
			r.Needed = &Alternates{share.Least(e.Eligible), share.Least(e.Present)}
		}
	}
	return r
}

// majority is the majority of this round. The count sheet of a party election
// names its own base.
func (l *ledger) majority() Majority {
	m := l.rules.Elected
	if l.Election.round() > 1 {
		m = l.rules.Runoff.Majority
	}
	if l.Election.Kind == PartyCommittee && l.Election.ElectedBase != "" {
		m.Of = l.Election.ElectedBase
	}
	return m
}

func (l *ledger) base(b Base) int64 {
	switch b {
	case Eligible:
		return l.Election.Eligible
	case Present:
		return l.Election.Present
	}
	return l.collected
}

// needed is how many votes elect: none in a vote among equals, else at least one.
func (l *ledger) needed() int64 {
	if l.Election.purpose() == Tie {
		return 0
	}
	m := l.majority()
	return max(m.Share.Least(l.base(m.Of)), 1)
}

// rank gives the standings of a race: votes down, then the order of
// candidates, then write-ins by code point.
func (b *book) rank() []Standing {
	order := make([]int, 0, len(b.entries))
	for i := range b.entries {
		if e := &b.entries[i]; !e.writeIn || e.votes > 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, j int) int {
		x, y := &b.entries[i], &b.entries[j]
		switch {
		case x.votes != y.votes:
			return cmp.Compare(y.votes, x.votes)
		case x.writeIn && y.writeIn:
			return strings.Compare(x.name, y.name)
		}
		return cmp.Compare(i, j) // candidates stand before write-ins
	})
	standings := make([]Standing, len(order))
	for k, i := range order {
		e := &b.entries[i]
		standings[k] = Standing{Name: e.name, Votes: e.votes, WriteIn: e.writeIn}
		if b.marked {
			against, abstain := e.against, e.abstain
			standings[k].Against, standings[k].Abstain = &against, &abstain
		}
	}
	return standings
}
