package roster

import "yanpan.dev"

// Records is everything that was admitted. People refer to villages by their
// index in Villages, which stand in the order of their first appearance.
type Records struct {
	Villages    []Village
	People      []Person
	Members     []PartyMember
	Reserves    []Reserve
	Sanctions   []Sanction
	Activities  []Activity
	Evaluations []Evaluation

	Nominees       []Nominee
	VettingAnswers []VettingAnswer
	Households     []HouseholdMember

	// Told lists the fields that some column of the people's sheets recorded,
	// so that "nobody" and "not asked" can be told apart.
	Told map[Field]bool
}

// Village is a village or a community with what its file says.
type Village struct {
	Name     string
	Township string
	Area     string
	Code     yanpan.VillageCode
	Kind     yanpan.VillageKind
	Class    string                 // 一类, 二类 …; decides its seats
	Numbers  map[Field]yanpan.Ratio // of the village file
	Texts    map[Field]string       // of the village file
	Dates    map[Field]yanpan.Date  // of the village file
	Places   []Place
}

// Answer is a yes or no that may not have been given.
type Answer uint8

// The answers.
const (
	NotTold Answer = iota
	No
	Yes
)

// Identity is what tells one person from another.
type Identity struct {
	Name     string
	Village  int // index in Records.Villages
	Sex      yanpan.Sex
	Birth    yanpan.Date
	IDNumber yanpan.IDNumber
}

// Person is a cadre of a village with all posts held at present.
type Person struct {
	Identity
	Ethnicity   string
	RecordedAge int // where no birth is known; 0 is not told
	Political   Political
	InParty     Answer // whether a party member at all; told by more columns than Political is
	Education   Education
	Joined      yanpan.Date
	Confirmed   yanpan.Date
	Posts       []Post
	Since       yanpan.Date // 任现职时间
	Terms       int         // how many terms in office, 0 is not told
	Reelected   Answer
	New         Answer
	WellOff     Answer
	Seconded    Answer
	Graduate    Answer // 大学生村官
	Social      Answer // 专职社工
	Sanctioned  Answer // by the roster's own column
	Review      string // 年度考核等次
	Branch      string
	Remark      string
	Places      []Place
}

// Holds reports whether the person has a post in the body.
func (p *Person) Holds(b Body) bool {
	for _, post := range p.Posts {
		if post.Body == b {
			return true
		}
	}
	return false
}

// HoldsTitle reports whether the person has that title in the body.
func (p *Person) HoldsTitle(b Body, t Title) bool {
	for _, post := range p.Posts {
		if post.Body == b && post.Title == t {
			return true
		}
	}
	return false
}

// OnTwoCommittees reports whether the person sits on either committee.
func (p *Person) OnTwoCommittees() bool {
	return p.Holds(PartyCommittee) || p.Holds(VillagersCommittee)
}

// IsSecretary and IsDirector tell the two heads of a village.
func (p *Person) IsSecretary() bool { return p.HoldsTitle(PartyCommittee, Secretary) }

// IsDirector reports whether the person heads the villagers' committee.
func (p *Person) IsDirector() bool { return p.HoldsTitle(VillagersCommittee, Director) }

// PartyMember is an entry of a party branch's register.
type PartyMember struct {
	Identity
	Branch    string
	Political Political // FullMember or ProbationaryMember
	Education Education
	Joined    yanpan.Date
	Confirmed yanpan.Date
	Floating  Answer
	Places    []Place
}

// Reserve is someone being prepared for office.
type Reserve struct {
	Identity
	Education Education
	Political Political
	Origin    string // 致富能手, 返乡, 退役军人, 毕业生 …
	Training  string
	Place     Place
}

// Sanction is a disciplinary measure against a cadre.
type Sanction struct {
	Person   int // index in Records.People, -1 where nobody of the roster matches
	Village  int
	Name     string
	Kind     string // 党内警告 …, as recorded
	Decided  yanpan.Date
	Until    yanpan.Date // last day of the period of effect
	Document string
	Place    Place
}

// InEffect says whether the measure is in its period of effect at the day:
// NotTold where its end was not recorded.
func (s *Sanction) InEffect(at yanpan.Date) Answer {
	switch {
	case s.Decided.After(at):
		return No
	case s.Until.IsZero():
		return NotTold
	case at.First().After(s.Until.Last()):
		return No
	}
	return Yes
}

// Activity is something that was held: a meeting, a training, a round of visits.
type Activity struct {
	Village      int // -1 for the township itself
	Name         string
	Kind         string
	Date         yanpan.Date
	Sessions     int // 1 where not told
	Participants int
	Copies       int
	Masses       int
	Place        Place
}

// Evaluation is the totals of one evaluation by ballot; no ballot is kept.
type Evaluation struct {
	Village                                         int
	Subject                                         string // 班子 or a person's name
	Due, Present, Issued, Collected, Valid, Invalid int
	First, Second, Third                            int
	Place                                           Place
}
