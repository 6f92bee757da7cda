package tally

import "yanpan.dev"

// Kind says who elects whom, and how.
type Kind string

// The kinds of election.
const (
	Villagers               Kind = "villagers"                // 村民委员会,登记参加选举的村民
	ResidentsAll            Kind = "residents_all"            // 居民委员会,全体有选举权的居民
	ResidentsHousehold      Kind = "residents_household"      // 居民委员会,每户派代表
	ResidentsRepresentative Kind = "residents_representative" // 居民委员会,居民代表
	PartyCommittee          Kind = "party_committee"          // 党组织委员会,有选举权的党员
)

// Kinds lists the kinds of election.
func Kinds() []Kind {
	return []Kind{Villagers, ResidentsAll, ResidentsHousehold, ResidentsRepresentative, PartyCommittee}
}

// Purpose says what a vote is for.
type Purpose string

// The purposes of a vote.
const (
	Regular Purpose = "regular" // 换届
	Vacancy Purpose = "vacancy" // 届中补选
	Tie     Purpose = "tie"     // 就票数相等者再投票:得票多者当选,不设门槛
)

// Base is what a share is taken of.
type Base string

// The bases of shares.
const (
	Eligible      Base = "eligible"      // 有选举权的人(户、代表)数;党组织为应到会
	Present       Base = "present"       // 实到会有选举权的人数
	Participating Base = "participating" // 参加投票的,以收回的选票数为准
)

// Pass says which of the records of a counting group a sheet is.
type Pass string

// The passes.
const (
	First   Pass = "1"       // 唱票
	Second  Pass = "2"       // 复核
	Decided Pass = "decided" // 两遍不一致时裁定的
)

// Count is what an election's counting left on paper. Every number is a sum.
type Count struct {
	Election Election
	Boxes    []Box
	Groups   []Group
}

// Election is what was voted on, by how many.
type Election struct {
	ID, Village string
	Kind        Kind
	Date        yanpan.Date // chooses the law in force; zero where not told
	Round       int         // from 2 on a run-off; 0 counts as 1
	Purpose     Purpose     // "" counts as Regular
	Eligible    int64
	Present     int64 // of PartyCommittee
	ElectedBase Base  // of PartyCommittee: Eligible or Present; "" leaves it to the rules
	Races       []Race
	// AlreadyElected are skipped, as are those elected in an earlier race.
	AlreadyElected []string
	Sexes          map[string]yanpan.Sex
	Kin            []Kinship
}

// Race is one line of posts on the paper. Races stand from the highest post down.
type Race struct {
	Title       string
	Seats       int64
	Candidates  []string
	ReservedFor yanpan.Sex // Female: 专职专选妇女委员
}

// Kinship is two people and how they are related, in the words of the rules.
type Kinship struct{ A, B, Relation string }

// Box is the books of one ballot box. A box with sheets is its own group.
type Box struct {
	ID        string
	Kind      string // assembly, station, mobile
	Issued    int64
	Collected int64
	Sheets    []Sheet
}

// Group is a counting group: how many ballots it was given, and its records.
type Group struct {
	ID      string
	Ballots int64
	Sheets  []Sheet
}

// Sheet is one record of a counting group.
type Sheet struct {
	Pass    Pass
	Teller  string
	Decider string // of Decided: who decided
	Races   []Marks
}

// Marks is what a sheet says about one race.
type Marks struct {
	Race             string
	Invalid          int64
	InvalidGiven     bool
	Votes            []NameCount // for a party election 赞成
	Against, Abstain []NameCount
}

// NameCount is how many marks a name has.
type NameCount struct {
	Name  string
	Votes int64
}

// round is the round with its default.
func (e *Election) round() int { return max(e.Round, 1) }

// purpose is the purpose with its default.
func (e *Election) purpose() Purpose {
	if e.Purpose == "" {
		return Regular
	}
	return e.Purpose
}

// groups are the counting groups, boxes counted by themselves last.
func (c *Count) groups() []part {
	parts := make([]part, 0, len(c.Groups)+len(c.Boxes))
	for i := range c.Groups {
		g := &c.Groups[i]
		parts = append(parts, part{group: g.ID, ballots: g.Ballots, sheets: g.Sheets})
	}
	for i := range c.Boxes {
		if b := &c.Boxes[i]; len(b.Sheets) > 0 {
			parts = append(parts, part{box: b.ID, ballots: b.Collected, sheets: b.Sheets})
		}
	}
	return parts
}

// part is a counting group, or a box that is its own.
type part struct {
	group, box string
	ballots    int64
	sheets     []Sheet
}

// label names the part in a sentence.
func (p part) label() string {
	if p.box != "" {
		return "票箱“" + p.box + "”"
	}
	return "计票组“" + p.group + "”"
}
