package tally

import (
	"encoding/json"

	"yanpan.dev"
)

// Reason is why a vote is not valid; "" is null in JSON.
type Reason string

// The reasons.
const (
	ByTurnout  Reason = "turnout"  // too few took part
	ByBallots  Reason = "ballots"  // more collected than issued
	ByProblems Reason = "problems" // the sheets cannot be trusted
)

// MarshalJSON gives null for "".
func (r Reason) MarshalJSON() ([]byte, error) { return orNull(string(r)) }

// Name is a text that is null in JSON where it is empty.
type Name string

// MarshalJSON gives null for "".
func (n Name) MarshalJSON() ([]byte, error) { return orNull(string(n)) }

func orNull(s string) ([]byte, error) {
	if s == "" {
		return []byte("null"), nil
	}
	return json.Marshal(s)
}

// Result is what a count comes to. The keys of the contract come first.
type Result struct {
	Valid           bool         `json:"valid"`
	Reason          Reason       `json:"reason"`
	Participating   int64        `json:"participating"`
	NeededToBeValid int64        `json:"needed_to_be_valid"`
	Races           []RaceResult `json:"races"`
	Problems        []Problem    `json:"problems"`

	ID       string      `json:"id,omitempty"`
	Village  string      `json:"village,omitempty"`
	Kind     Kind        `json:"kind"`
	Date     string      `json:"date,omitempty"`
	Round    int         `json:"round"`
	Purpose  Purpose     `json:"purpose"`
	Eligible int64       `json:"eligible"`
	Present  *int64      `json:"present,omitempty"` // party elections
	Issued   int64       `json:"issued"`
	Base     Base        `json:"elected_base"`           // what the majority was taken of
	Needed   *Alternates `json:"needed_under,omitempty"` // party elections: under both bases
	Basis    Basis       `json:"basis"`
}

// Alternates is the majority of a party election under both bases in dispute.
type Alternates struct {
	Eligible int64 `json:"eligible"`
	Present  int64 `json:"present"`
}

// Basis is the article behind each decision about the whole vote.
type Basis struct {
	Valid   *yanpan.Citation `json:"valid,omitempty"`
	Ballots *yanpan.Citation `json:"ballots,omitempty"`
	Vacancy *yanpan.Citation `json:"vacancy,omitempty"`
}

// RaceResult is what one race comes to. Ranking holds every candidate and every
// write-in with a vote: votes down, then the order of candidates, then write-ins
// by code point.
type RaceResult struct {
	Title     string     `json:"title"`
	Needed    int64      `json:"needed"`
	Ranking   []Standing `json:"ranking"`
	Elected   []string   `json:"elected"`
	Tied      []string   `json:"tied"`
	TiedSeats int64      `json:"tied_seats"`
	Vacant    int64      `json:"vacant"`
	RunOff    *RunOff    `json:"runoff"`

	Seats   int64     `json:"seats"`
	Invalid int64     `json:"invalid"`
	Basis   RaceBasis `json:"basis"`
}

// RaceBasis is the article behind each decision about a race.
type RaceBasis struct {
	Elected *yanpan.Citation `json:"elected,omitempty"`
	Tied    *yanpan.Citation `json:"tied,omitempty"`
	RunOff  *yanpan.Citation `json:"runoff,omitempty"`
}

// Standing is one name with its votes.
type Standing struct {
	Name    string `json:"name"`
	Votes   int64  `json:"votes"`
	WriteIn bool   `json:"write_in"`

	Against *int64  `json:"against,omitempty"`
	Abstain *int64  `json:"abstain,omitempty"`
	Skipped Skipped `json:"skipped,omitempty"` // why the votes do not elect here
}

// Skipped is why somebody cannot be elected in a race whatever the votes.
type Skipped string

// The reasons for skipping.
const (
	SkippedElected  Skipped = "elected_earlier" // 已当选前面的职务
	SkippedKin      Skipped = "kin"             // 近亲属已当选
	SkippedReserved Skipped = "reserved"        // 本席限定性别
	SkippedNotTied  Skipped = "not_tied"        // 再投票只在票数相等者中进行
)

// RunOff is the vote for the seats left vacant.
type RunOff struct {
	Seats      int64    `json:"seats"`
	Candidates []string `json:"candidates"`
	Days       int      `json:"days,omitempty"` // within how many days, where the rules tell
}

// Severity says how bad a problem is.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // the sheets cannot be trusted
	Warning Severity = "warning" // the result stands; somebody should look
)

// Problem is something about the count that somebody has to know, in plain
// Chinese. Box, Group, Race and Name say where, and are null where they do not apply.
type Problem struct {
	Code     string           `json:"code"`
	Severity Severity         `json:"severity"`
	Box      Name             `json:"box"`
	Group    Name             `json:"group"`
	Race     Name             `json:"race"`
	Name     Name             `json:"name"`
	Message  string           `json:"message"`
	Basis    *yanpan.Citation `json:"basis,omitempty"`
}

// cite points at a citation, nil where there is none.
func cite(c yanpan.Citation) *yanpan.Citation {
	if c.IsZero() {
		return nil
	}
	return &c
}
