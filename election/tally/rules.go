package tally

import "yanpan.dev"

// Share is an exact share of a base: more than it (超过) or at least it (不少于).
type Share struct {
	Num, Den int64
	Over     bool
}

// Least is the smallest whole number that satisfies the share of a base: of
// “more than 1/2” of 898 it is 450, of “at least 1/3” of 898 it is 300.
// Den must be positive, base must not be negative.
func (s Share) Least(base int64) int64 {
	whole := s.Num * base / s.Den
	if s.Over || s.Num*base%s.Den != 0 {
		return whole + 1
	}
	return whole
}

// maxTerm bounds the terms of a Share, so that no product overflows.
const maxTerm = 1_000_000

func (s Share) sound() bool {
	return s.Den > 0 && s.Den <= maxTerm && s.Num >= 0 && s.Num <= s.Den
}

// Quorum is how many must have taken part for the vote to be valid.
type Quorum struct {
	Count Base // what is counted: Participating, or Present
	Share Share
	Basis yanpan.Citation // of Eligible
}

// Majority is how many votes elect.
type Majority struct {
	Of    Base
	Share Share
	Basis yanpan.Citation
}

// Runoff is the law of the vote for seats left vacant.
type Runoff struct {
	Majority
	Extra      int64 // candidates beyond the vacant seats
	KeepQuorum bool  // whether the quorum of the first round holds
	Days       int   // within how many days it is held; 0 where not told
}

// KinStep is one step of deciding who of two relatives stays.
type KinStep string

// The steps, in the order of the rules.
const (
	HigherPost KinStep = "post"   // 职务最高
	MoreVotes  KinStep = "votes"  // 票数最多
	VoteAgain  KinStep = "revote" // 再投票
)

// KinRule is what happens when relatives are elected together. Without
// relations nobody is asked; without an order it is only pointed out.
type KinRule struct {
	Relations []string // words of relations that count, as declarations write them
	Order     []KinStep
	Basis     yanpan.Citation
}

// Rules are the numbers of law for one kind of election, from policy packs.
type Rules struct {
	Electors string // who counts as eligible: 登记参加选举的村民
	Quorum   Quorum
	Elected  Majority
	Runoff   Runoff
	Tie      yanpan.Citation // those with equal votes are voted on again
	Ballots  yanpan.Citation // more collected than issued is void
	Vacancy  yanpan.Citation // by-elections
	Proxies  Proxies
	Kin      KinRule
	Women    Women
}

// Proxies is how many people one may vote for beside oneself. The count sheet
// holds no proxies; the number is for whoever reports the rules.
type Proxies struct {
	PerPerson int
	Basis     yanpan.Citation
}

// Women is how many women the body should have.
type Women struct {
	AtLeast int
	Basis   yanpan.Citation
}

// sound reports whether the rules can be computed with.
func (r *Rules) sound() bool {
	bases := r.Quorum.Count != "" && r.Elected.Of != "" && r.Runoff.Of != ""
	return bases && r.Quorum.Share.sound() && r.Elected.Share.sound() && r.Runoff.Share.sound() && r.Runoff.Extra >= 0 && r.Runoff.Extra <= maxTerm
}
