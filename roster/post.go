package roster

// Body is an organ of a village in which a post is held.
type Body uint8

// The bodies. Only the first two are the “两委”.
const (
	BodyUnknown          Body = iota
	PartyCommittee            // 村(社区)党组织: 支部, 总支, 党委
	VillagersCommittee        // 村民委员会, 居民委员会
	SupervisoryCommittee      // 村(居)务监督委员会
	RegularStaff              // 常职干部, 文书, 会计
	PartyBranch               // a branch or group below the village's party organisation
	CollectiveEconomy         // 集体经济组织
	MassOrganisation          // 妇联, 共青团, 民兵, 治保, 调解
	Outside                   // 第一书记, 工作队, 助理, 小组长, 网格员: no post of the village's organs
)

// Title is the rank of a post within its body.
type Title uint8

// The titles.
const (
	TitleUnknown    Title = iota
	Secretary             // 书记
	DeputySecretary       // 副书记
	Director              // 主任
	DeputyDirector        // 副主任
	Member                // 委员, 成员
	Staff                 // without rank
)

// Post is one person in one body with one title.
type Post struct {
	Body  Body
	Title Title
	Level PartyLevel // of a party organisation, where the text tells
	Text  string     // as written
}

// PartyLevel is the rank of a party organisation in a village.
type PartyLevel uint8

// The levels, from low to high.
const (
	LevelNotTold   PartyLevel = iota
	LevelBranch               // 党支部
	LevelGeneral              // 党总支
	LevelCommittee            // 党委
)

// Political is the political status (GB/T 4762—1984, gathered as papers gather it).
type Political uint8

// The values of Political.
const (
	PoliticalNotTold   Political = iota
	FullMember                   // 中共党员
	ProbationaryMember           // 中共预备党员
	LeagueMember                 // 共青团员
	DemocraticParty              // 民主党派
	NonPartisan                  // 无党派人士
	Masses                       // 群众
)

// Education is the highest level reached (GB/T 4658—2006, gathered as papers gather it).
type Education uint8

// The values of Education, from low to high, so that they can be compared.
const (
	EducationNotTold Education = iota
	Primary                    // 小学
	JuniorSecondary            // 初中
	SeniorSecondary            // 高中, 中专, 职高, 技校
	JuniorCollege              // 大专
	Undergraduate              // 大学本科
	Graduate                   // 研究生
)
