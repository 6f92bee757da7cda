package tally_test

import (
	"yanpan.dev"
	"yanpan.dev/election/tally"
)

// lawOf are the rules of a kind as rules of law have them; the packs are
// compared with the same numbers where they are read.
func lawOf(kind tally.Kind) tally.Rules {
	law := yanpan.Citation{Source: "村民委员会组织法", Article: "第18条", Confidence: yanpan.Verbatim}
	half := tally.Share{Num: 1, Den: 2, Over: true}
	r := tally.Rules{
		Electors: "登记参加选举的村民",
		Quorum:   tally.Quorum{Count: tally.Participating, Share: half, Basis: law},
		Elected:  tally.Majority{Of: tally.Participating, Share: half, Basis: law},
		Runoff:   tally.Runoff{Majority: tally.Majority{Of: tally.Participating, Share: tally.Share{Num: 1, Den: 3}, Basis: law}, Extra: 1, KeepQuorum: true},
		Tie:      yanpan.Citation{Source: "省选举办法", Article: "第27条"},
		Ballots:  yanpan.Citation{Source: "省选举办法", Article: "第25条"},
		Vacancy:  yanpan.Citation{Source: "村民委员会组织法", Article: "第23条"},
		Kin: tally.KinRule{
			Relations: []string{"夫妻", "父子", "兄弟", "spouse"}, Order: []tally.KinStep{tally.HigherPost, tally.MoreVotes, tally.VoteAgain},
			Basis: yanpan.Citation{Source: "省选举办法", Article: "第31条"},
		},
		Women: tally.Women{AtLeast: 1, Basis: yanpan.Citation{Source: "村民委员会组织法", Article: "第8条"}},
	}
	switch kind {
	case tally.ResidentsRepresentative:
		r.Quorum.Share = tally.Share{Num: 2, Den: 3, Over: true}
	case tally.PartyCommittee:
		r.Electors = "应到会有选举权的党员"
		r.Quorum.Count, r.Quorum.Share = tally.Present, tally.Share{Num: 4, Den: 5}
		r.Elected.Of = tally.Eligible
		r.Runoff.Majority = r.Elected
		r.Women, r.Kin = tally.Women{}, tally.KinRule{}
	}
	return r
}

// marks are the votes of one race on a sheet.
func marks(race string, invalid int64, votes ...tally.NameCount) tally.Marks {
	return tally.Marks{Race: race, Invalid: invalid, InvalidGiven: true, Votes: votes}
}

// twice are both passes of a group that agree.
func twice(m ...tally.Marks) []tally.Sheet {
	return []tally.Sheet{{Pass: tally.First, Teller: "A", Races: m}, {Pass: tally.Second, Teller: "B", Races: m}}
}

func n(name string, votes int64) tally.NameCount { return tally.NameCount{Name: name, Votes: votes} }

// count is an election of one box and one group.
func count(e tally.Election, issued, collected int64, m ...tally.Marks) *tally.Count {
	return &tally.Count{
		Election: e, Boxes: []tally.Box{{ID: "主会场", Issued: issued, Collected: collected}},
		Groups: []tally.Group{{ID: "一组", Ballots: collected, Sheets: twice(m...)}},
	}
}
