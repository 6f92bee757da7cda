package policy

// Fact is one recorded value or figure handed to a rule, with its source. The
// zero Fact is "nobody recorded it". Where some entries did not tell, Value is
// the number that is sure and High the largest it can be: with one member
// whose sex is missing, the women of a team of five are 1 to 2.
type Fact struct {
	Name   string
	Value  Value
	High   Value  // TypeInt, above Value; zero where the value is sure
	Source string // where it comes from, in Chinese; may be empty
}

// Sure reports whether the fact is recorded and has one value only.
func (f Fact) Sure() bool { return !f.Value.IsZero() && f.High.IsZero() }

// Facts answers for variables by name; the zero Fact is the answer for what
// nobody recorded.
type Facts interface {
	Fact(name string) Fact
}

// FactMap is Facts as a map.
type FactMap map[string]Fact

// Fact gives the fact of the name.
func (m FactMap) Fact(name string) Fact { return m[name] }

// Set puts a sure value under the name.
func (m FactMap) Set(name string, v Value, source string) {
	m[name] = Fact{Name: name, Value: v, Source: source}
}

// Situation is what a rule is applied to: the facts of one village, of the
// whole township, or of one person, and the entries behind them.
type Situation interface {
	Facts
	// Records gives the entries of a collection within the situation, in a
	// stable order. told is false where no sheet of that kind was given, which
	// is not the same as none.
	Records(c Collection) (records []Facts, told bool)
}

// Unlisted is an entry that stands for those that exist but were not listed: a
// roster of heads only does not name the other members. A query over it is
// never sure of a match, only of the lack of one.
type Unlisted interface {
	Facts
	// Unlisted says what was not listed and where.
	Unlisted() Missing
}

// Scope says what a rule is applied to.
type Scope string

// The scopes.
const (
	ScopeVillage  Scope = "village"  // once for each village or community
	ScopeTownship Scope = "township" // once for all villages together
	ScopePerson   Scope = "person"   // once for each person of the roster
)

// Label is the Chinese word of the scope.
func (s Scope) Label() string {
	switch s {
	case ScopeVillage:
		return "村(社区)"
	case ScopeTownship:
		return "全镇"
	case ScopePerson:
		return "个人"
	case ScopeNominee:
		return "提名人选"
	}
	return string(s)
}

// Collection names the entries that a query ranges over.
type Collection string

// The collections.
const (
	Members      Collection = "members"       // 两委成员
	People       Collection = "people"        // everybody of the roster, 常职干部 included
	PartyMembers Collection = "party_members" // 党员名册
	Reserves     Collection = "reserves"      // 后备力量
	Sanctions    Collection = "sanctions"     // 处分
	Activities   Collection = "activities"    // 工作开展
	Evaluations  Collection = "evaluations"   // 测评汇总
	Villages     Collection = "villages"      // the villages themselves, with their figures; of a township only
)

// Label is the Chinese word of the collection: the sheet its entries come from.
func (c Collection) Label() string {
	switch c {
	case Members, People:
		return "花名册"
	case PartyMembers:
		return "党员名册"
	case Reserves:
		return "后备力量表"
	case Sanctions:
		return "处分表"
	case Activities:
		return "工作开展表"
	case Evaluations:
		return "测评汇总表"
	case Villages:
		return "各村数据"
	}
	return string(c)
}

func collections() []Collection {
	return []Collection{Members, People, PartyMembers, Reserves, Sanctions, Activities, Evaluations, Villages}
}
