package roster

// SheetKind says what the rows of a sheet are about.
type SheetKind string

// The kinds of sheet that are recognised.
const (
	KindRoster      SheetKind = "roster"      // 花名册: people and their posts
	KindMembers     SheetKind = "members"     // 党员名册
	KindVillages    SheetKind = "villages"    // 村情: one village a row
	KindReserve     SheetKind = "reserve"     // 后备力量
	KindSanctions   SheetKind = "sanctions"   // 处分
	KindActivities  SheetKind = "activities"  // 工作开展
	KindEvaluations SheetKind = "evaluations" // 测评汇总
)

// Label is the word shown for the kind.
func (k SheetKind) Label() string {
	switch k {
	case KindRoster:
		return "花名册"
	case KindMembers:
		return "党员名册"
	case KindVillages:
		return "村情"
	case KindReserve:
		return "后备力量"
	case KindSanctions:
		return "处分"
	case KindActivities:
		return "工作开展"
	case KindEvaluations:
		return "测评"
	case KindNominees:
		return "提名人选"
	case KindVetting:
		return "联审反馈"
	case KindHouseholds:
		return "户籍关系"
	}
	return "未识别"
}

// Field is what a column means. The identifiers are those of --map and of the
// mappings file; their Chinese labels and synonyms are data of internal/sheet.
type Field string

// Fields of people (花名册, 党员名册, 后备, 处分).
const (
	FieldTownship     Field = "township"
	FieldArea         Field = "area"         // 管区、片区
	FieldVillage      Field = "village"      // 村(社区)
	FieldVillageCode  Field = "village_code" // 12 digits
	FieldName         Field = "name"
	FieldSex          Field = "sex"
	FieldEthnicity    Field = "ethnicity"
	FieldBirth        Field = "birth"
	FieldAge          Field = "age" // whole years, where a sheet gives no birth
	FieldIDNumber     Field = "id_number"
	FieldNativePlace  Field = "native_place"
	FieldPhone        Field = "phone"
	FieldPolitical    Field = "political"
	FieldPartyMember  Field = "party_member" // 是否党员: yes or no
	FieldEducation    Field = "education"
	FieldFullTime     Field = "education_full_time" // 全日制学历
	FieldPartTime     Field = "education_part_time" // 在职学历
	FieldJoined       Field = "joined"              // 入党时间
	FieldConfirmed    Field = "confirmed"           // 转正时间
	FieldPost         Field = "post"                // any posts
	FieldPartyPost    Field = "party_post"          // posts in the party organisation
	FieldVillagePost  Field = "village_post"        // posts in the villagers' or residents' committee
	FieldOtherPost    Field = "other_post"
	FieldSince        Field = "since"         // 任现职时间
	FieldTerms        Field = "terms"         // 连任届数
	FieldReelected    Field = "reelected"     // 是否连选连任
	FieldNewlyElected Field = "newly_elected" // 是否新进
	FieldDualHead     Field = "dual_head"     // 是否一肩挑
	FieldCrossPosted  Field = "cross_posted"  // 是否交叉任职
	FieldWellOff      Field = "well_off"      // 是否致富能手
	FieldSeconded     Field = "seconded"      // 是否下派
	FieldGraduate     Field = "graduate"      // 是否大学生村官
	FieldSocialWorker Field = "social_worker" // 是否专职社工
	FieldPayGrade     Field = "pay_grade"     // 报酬档次
	FieldReview       Field = "review"        // 年度考核等次
	FieldSanctioned   Field = "sanctioned"    // 处分情况, free text or yes/no
	FieldBranch       Field = "branch"        // 所在支部
	FieldFloating     Field = "floating"      // 是否流动党员
	FieldOccupation   Field = "occupation"
	FieldOrigin       Field = "origin"   // 后备来源
	FieldTraining     Field = "training" // 培养措施
	FieldRemark       Field = "remark"
	FieldSequence     Field = "sequence" // 序号
)

// Fields of sanctions.
const (
	FieldSanction     Field = "sanction"      // 处分种类
	FieldDecided      Field = "decided"       // 决定日
	FieldUntil        Field = "until"         // 影响期截止
	FieldAuthority    Field = "authority"     // 决定机关
	FieldDocument     Field = "document"      // 文号
	FieldPostAtTime   Field = "post_at_time"  // 受处分时职务
	FieldSanctionNote Field = "sanction_note" // 事由
)

// Fields of village files. Everything but the names is a number or a text kept as recorded.
const (
	FieldVillageKind   Field = "village_kind"  // 村 or 社区
	FieldVillageClass  Field = "village_class" // 一类, 二类
	FieldHouseholds    Field = "households"
	FieldRegistered    Field = "registered" // 户籍人口
	FieldResident      Field = "resident"   // 常住人口
	FieldAway          Field = "away"       // 外出人口
	FieldVoters        Field = "voters"
	FieldLastTurnout   Field = "last_turnout" // 上届参选率, percent
	FieldLastRunOff    Field = "last_runoff"  // 上届是否另行选举
	FieldPartyCount    Field = "party_count"  // 党员数
	FieldGroups        Field = "groups"       // 村(居)民小组数
	FieldIncome        Field = "income"       // 集体经济年经营性收入, 万元
	FieldDebt          Field = "debt"         // 负债, 万元
	FieldIndustry      Field = "industry"
	FieldPartySeats    Field = "party_seats"    // 党组织职数
	FieldVillageSeats  Field = "village_seats"  // 村(居)委会职数
	FieldTotalSeats    Field = "total_seats"    // 两委合计职数
	FieldGrade         Field = "grade"          // 研判等次
	FieldWeakBranch    Field = "weak_branch"    // 是否软弱涣散
	FieldPublishedOn   Field = "published_on"   // 最近一次村务公开
	FieldMeetingOn     Field = "meeting_on"     // 最近一次村民(代表)会议
	FieldAuditedOn     Field = "audited_on"     // 最近一次审计
	FieldCandidates    Field = "candidates"     // 有意参选人数
	FieldLegacyProblem Field = "legacy_problem" // 历史遗留问题
	FieldRectified     Field = "rectified"      // 整改完成情况
	FieldFirstSec      Field = "first_secretary"
)

// Fields of activities (工作开展).
const (
	FieldActivity     Field = "activity"      // 事项
	FieldActivityKind Field = "activity_kind" // 专题会, 培训, 走访, 座谈, 问卷 …
	FieldDate         Field = "date"
	FieldSessions     Field = "sessions"     // 场次
	FieldParticipants Field = "participants" // 人次
	FieldCopies       Field = "copies"       // 份数
	FieldMasses       Field = "masses"       // 其中群众代表
)

// Fields of evaluation totals (测评汇总).
const (
	FieldSubject   Field = "subject"   // 测评对象: 班子 or a person's name
	FieldDue       Field = "due"       // 应到
	FieldPresent   Field = "present"   // 实到
	FieldIssued    Field = "issued"    // 发出
	FieldCollected Field = "collected" // 收回
	FieldValid     Field = "valid"     // 有效
	FieldInvalid   Field = "invalid"   // 无效
	FieldFirst     Field = "first"     // 先进 / 优秀 / 较好
	FieldSecond    Field = "second"    // 一般 / 称职
	FieldThird     Field = "third"     // 后进 / 不称职 / 较差
)
