package policy

import (
	"strings"

	"yanpan.dev"
	"yanpan.dev/calendar"
)

// Level is the rank of the authority behind a pack.
type Level string

// The levels, highest first.
const (
	LevelNational Level = "national"
	LevelProvince Level = "province"
	LevelCounty   Level = "county"
	LevelTownship Level = "township"
)

// rank orders levels from high to low; an unknown one is the lowest.
func (l Level) rank() int {
	for i, w := range levelWords() {
		if string(l) == w {
			return i
		}
	}
	return len(levelWords())
}

// Label is the Chinese word of the level.
func (l Level) Label() string {
	switch l {
	case LevelNational:
		return "国家"
	case LevelProvince:
		return "省(自治区、直辖市)"
	case LevelCounty:
		return "县(市、区)"
	case LevelTownship:
		return "乡镇(街道)"
	}
	return string(l)
}

// Region is where a pack holds. The code is a prefix: 370112 covers its
// townships. A national pack has no code.
type Region struct {
	Code yanpan.VillageCode `json:"code,omitempty"`
	Name string             `json:"name,omitempty"`
}

// Pack is one loaded pack. It is immutable.
type Pack struct {
	ID        string // authority/topic/date of effect
	Authority string
	Topic     string
	Label     string
	Level     Level
	Region    Region
	From, To  yanpan.Date // To zero: still in force
	Basis     yanpan.Citation
	Note      string

	Rules      []*Rule
	Seats      []SeatRule
	Ages       *Ages
	Sanctions  []SanctionPeriod
	Documents  []Document
	Themes     []Theme
	Thresholds []Threshold
	Holidays   []HolidayYear
	Feasts     []calendar.Feast // days of lunar holidays in years without a notice

	Procedures     []*Procedure
	ProcedureCases []ProcedureCase

	Deadlines  []*Deadline
	Timetables []TimetableKind

	Departments []Department
	Avoidances  []Avoidance
	Kin         []string       // relations beside the eight that avoidance covers here
	Ranks       map[Office]int // how high posts stand; a larger number is the higher post

	strays           []string // files of the folder that are not read
	adjusts          []adjust
	procedureAdjusts []procedureAdjust
	stepChanges      []stepChange
	cases            []testCase
	sources          map[string]*source
}

// InForce reports whether the pack holds on the day.
func (p *Pack) InForce(at yanpan.Date) bool {
	return !p.From.After(at) && (p.To.IsZero() || !at.After(p.To))
}

// Covers reports whether the pack holds in a region: its code is a prefix of
// the region's. A pack without a code covers a region only if it is national.
func (p *Pack) Covers(region yanpan.VillageCode) bool {
	if p.Region.Code == "" {
		return p.Level == LevelNational
	}
	return strings.HasPrefix(string(region), string(p.Region.Code))
}

// SeatRule is how many posts the villages it applies to have.
type SeatRule struct {
	ID, Label   string
	Applies     *Expr // over the variables of a village; nil: every village
	Party       Span
	Villagers   Span
	Total       Span
	Supervisory Span
	Election    Span // of the election committee; an odd number is advised
	Basis       yanpan.Citation
	Pack        string
	Pos         Pos

	spanPos Pos // of the villagers' committee's numbers
}

// Span is a least and a most; the zero Span says nothing.
type Span struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// IsZero reports whether nothing is set.
func (s Span) IsZero() bool { return s == Span{} }

// Ages is how ages are counted and shown.
type Ages struct {
	Rule       yanpan.AgeRule // how a birth without a day counts
	Bands      []int          // 35, 45, 55, 60: the last year of each band but the open one
	Cumulative []int          // 50: “50岁以上” beside the bands
	Basis      yanpan.Citation
	Pack       string
	Pos        Pos
}

// SanctionPeriod is how long a kind of sanction stays in effect.
type SanctionPeriod struct {
	Kind   string   // as named in the basis
	Also   []string // other ways of writing it
	Months int
	Basis  yanpan.Citation
	Pack   string
	Pos    Pos

	monthsPos Pos
}

// names lists the kind and its other writings.
func (p SanctionPeriod) names() []string { return append([]string{p.Kind}, p.Also...) }

// Document is a template of a paper; its text is the author's to write.
type Document struct {
	Name string // the file's name without .md
	Text string
	Pack string
	Pos  Pos
}
