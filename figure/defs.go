package figure

import "fmt"

// Definition is what a figure means, before it is counted.
type Definition struct {
	ID    string
	Label string
	Unit  string
	Base  string // id of the figure it is a share of; "" where it is none
	Text  string // how it is counted, one sentence

	counter int                     // its position in Counts
	over    int                     // for averages: position of the number of people
	told    func(*Set, Counts) bool // whether the data can tell; nil is always
}

// IsAverage reports whether the figure is a mean and not a count.
func (d Definition) IsAverage() bool { return d.over != 0 }

const (
	people   = "人"
	villages = "个"
)

// Definitions lists all figures in the order of contracts, with the age bands in force.
func Definitions(bands []Band) []Definition {
	return concat(bodyFigures(), structureFigures(), ageFigures(bands), headFigures(), tenureFigures())
}

func concat(parts ...[]Definition) []Definition {
	var all []Definition
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func bodyFigures() []Definition {
	return []Definition{
		{ID: "villages", Label: "村(社区)", Unit: villages, Text: "有采用行的村(社区)数", counter: cVillages},
		{ID: "members", Label: "“两委”成员", Unit: people, Text: "在党组织委员会或村(居)委会任职的人数,一人兼两处计一人", counter: mMembers},
		{ID: "party_committee", Label: "党组织委员", Unit: people, Base: "members", Text: "在党组织委员会任职的人数(含书记、副书记)", counter: mParty},
		{ID: "villagers_committee", Label: "村(居)委会成员", Unit: people, Base: "members", Text: "在村(居)委会任职的人数(含主任、副主任)", counter: mVillagers},
		{ID: "cross_posted", Label: "交叉任职", Unit: people, Base: "members", Text: "同时在党组织委员会和村(居)委会任职的人数;成员总数=党组织委员+村(居)委会成员-交叉任职", counter: mCross},
		{ID: "regular_staff", Label: "非“两委”常职干部", Unit: people, Text: "不在“两委”任职的常职干部(文书、会计等)人数", counter: mStaff},
	}
}

func structureFigures() []Definition {
	part := func(id, label, text string, counter int) Definition {
		return Definition{ID: id, Label: label, Unit: people, Base: "members", Text: text, counter: counter}
	}
	return []Definition{
		part("gender.male", "男", "性别为男的“两委”成员", mMale),
		part("gender.female", "女", "性别为女的“两委”成员", mFemale),
		part("gender.unknown", "性别未登记", "没有登记性别的“两委”成员", mSexUnknown),
		part("political.full_member", "中共党员", "政治面貌为中共党员(正式)的“两委”成员", mFull),
		part("political.probationary", "中共预备党员", "政治面貌为预备党员的“两委”成员", mProbationary),
		part("political.league", "共青团员", "政治面貌为共青团员的“两委”成员", mLeague),
		part("political.democratic", "民主党派", "参加民主党派的“两委”成员", mDemocratic),
		part("political.non_partisan", "无党派人士", "政治面貌为无党派人士的“两委”成员", mNonPartisan),
		part("political.masses", "群众", "政治面貌为群众的“两委”成员", mMasses),
		part("political.unknown", "政治面貌未登记", "没有登记政治面貌的“两委”成员", mPoliticalUnknown),
		part("education.graduate", "研究生", "最高学历为研究生的“两委”成员", mGraduate),
		part("education.undergraduate", "大学本科", "最高学历为大学本科(含党校)的“两委”成员", mUndergraduate),
		part("education.junior_college", "大专", "最高学历为大专的“两委”成员", mCollege),
		part("education.senior_secondary", "高中(中专)", "最高学历为高中、中专、职高、技校的“两委”成员", mSenior),
		part("education.junior_secondary", "初中", "最高学历为初中的“两委”成员", mJunior),
		part("education.primary", "小学", "最高学历为小学的“两委”成员", mPrimary),
		part("education.unknown", "学历未登记", "没有登记学历的“两委”成员", mEducationUnknown),
		part("junior_college_or_above", "大专及以上", "最高学历为研究生、大学本科、大专的“两委”成员", mCollegeOrAbove),
	}
}

func ageFigures(bands []Band) []Definition {
	var defs []Definition
	for i, b := range bands {
		defs = append(defs, Definition{ID: b.ID(), Label: b.Label(), Unit: people, Base: "members",
			Text: fmt.Sprintf("基准日周岁年龄在%s的“两委”成员", b.Label()), counter: mBands + i})
	}
	return append(defs,
		Definition{ID: "age.unknown", Label: "年龄未登记", Unit: people, Base: "members", Text: "没有登记出生年月的“两委”成员", counter: mAgeUnknown},
		Definition{ID: "average_age", Label: "平均年龄", Unit: "岁", Text: "已登记出生年月的“两委”成员周岁年龄之和÷人数,四舍五入保留一位小数", counter: cAgeSum, over: mAgeKnown},
	)
}

func headFigures() []Definition {
	return []Definition{
		{ID: "dual_head", Label: "书记、主任“一肩挑”", Unit: villages, Base: "villages", Text: "党组织书记兼任村(居)委会主任的村(社区)数", counter: cDualVillages},
		{ID: "secretaries", Label: "党组织书记", Unit: people, Text: "在任的村(社区)党组织书记人数", counter: mSecretaries},
		{ID: "directors", Label: "村(居)委会主任", Unit: people, Text: "在任的村(居)委会主任人数", counter: mDirectors},
		{ID: "principals", Label: "主要干部", Unit: people, Text: "党组织书记和村(居)委会主任,一人兼两职计一人", counter: mPrincipals},
		{ID: "female_heads", Label: "女性正职", Unit: people, Base: "principals", Text: "主要干部中的女性", counter: mFemaleHeads},
		{ID: "secretaries_average_age", Label: "书记平均年龄", Unit: "岁", Text: "已登记出生年月的党组织书记周岁年龄之和÷人数,四舍五入保留一位小数", counter: cSecretaryAgeSum, over: mSecretaryAgeKnown},
		{ID: "secretaries_junior_college_or_above", Label: "大专及以上书记", Unit: people, Base: "secretaries", Text: "最高学历为大专及以上的党组织书记", counter: mSecretariesCollege},
		{ID: "secretaries_well_off", Label: "致富能手书记", Unit: people, Base: "secretaries", Text: "登记为致富能手的党组织书记", counter: mSecretariesWellOff,
			told: func(s *Set, _ Counts) bool { return s.columns.Told.WellOff }},
		{ID: "under_35_college", Label: "35岁及以下且大专及以上", Unit: people, Base: "members", Text: "基准日35周岁及以下且最高学历为大专及以上的“两委”成员", counter: mUnder35College},
	}
}

func tenureFigures() []Definition {
	return []Definition{
		{ID: "disciplined", Label: "处分影响期内", Unit: people, Base: "members", Text: "基准日仍在处分影响期内的“两委”成员", counter: mDisciplined,
			told: func(s *Set, _ Counts) bool { return s.columns.Told.Disciplined }},
		{ID: "disciplined_since_term", Label: "本届以来受处分", Unit: people, Base: "members", Text: "本届任期开始以来受到处分的“两委”成员", counter: mDisciplinedSince,
			told: func(s *Set, _ Counts) bool { return s.columns.Told.DisciplinedSince }},
		{ID: "reelected", Label: "连选连任", Unit: people, Base: "members", Text: "上届也是本村“两委”成员的人数", counter: mReelected,
			told: func(s *Set, _ Counts) bool { return s.columns.Told.Reelected }},
		{ID: "newly_elected", Label: "新进", Unit: people, Base: "members", Text: "上届不是本村“两委”成员的人数", counter: mNew,
			told: func(s *Set, _ Counts) bool { return s.columns.Told.New }},
		{ID: "vacancies", Label: "空缺职位", Unit: villages, Text: "核定职数中尚未配备的职位数;有行被退回的村,退回的行可能占用的职位不算空缺", counter: cVacancies,
			told: func(_ *Set, n Counts) bool { return n[cSeatsTold] > 0 && n[cSeatsTold] == n[cVillages] }},
	}
}
