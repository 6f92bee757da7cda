package policy

import (
	"slices"
	"strings"
)

// Variable is one declared, typed variable of expressions. It is a recorded
// field or a figure, never an answer worked out for one rule.
type Variable struct {
	Name   string `json:"name"`
	Label  string `json:"label"`
	Unit   string `json:"unit,omitempty"`
	Type   Type   `json:"type"`
	Figure string `json:"figure,omitempty"` // the figure's id, where it is one
	Before bool   `json:"before,omitempty"` // the figure of the earlier date that is compared with
	Field  string `json:"field,omitempty"`  // the recorded field, where it is one
	Sheet  string `json:"sheet"`            // where somebody would have to record it
	Needs  string `json:"needs,omitempty"`  // what would have to be recorded there, where it is not the variable itself
}

// missing is the entry of the list of what is to be supplied.
func (v Variable) missing() Missing {
	m := Missing{Name: v.Name, Label: v.Label, Sheet: v.Sheet}
	if v.Needs != "" {
		m.Label = v.Needs
	}
	return m
}

// VariablesOf lists the variables of rules of a scope, in the order of the manual.
func VariablesOf(s Scope) []Variable {
	switch s {
	case ScopeVillage:
		return slices.Concat(figureVariables(), beforeVariables(), villageVariables(), commonVariables())
	case ScopeTownship:
		return slices.Concat(figureVariables(), beforeVariables(), commonVariables())
	case ScopePerson:
		return FieldsOf(People)
	case ScopeNominee:
		return append(nomineeVariables(), commonVariables()...)
	}
	return nil
}

// FieldsOf lists the variables of the entries of a collection: what the
// condition of a query may speak of.
func FieldsOf(c Collection) []Variable {
	var own []Variable
	switch c {
	case Members, People:
		own = personVariables()
	case PartyMembers:
		own = partyMemberVariables()
	case Reserves:
		own = reserveVariables()
	case Sanctions:
		own = sanctionVariables()
	case Activities:
		own = activityVariables()
	case Evaluations:
		own = evaluationVariables()
	case Villages:
		return VariablesOf(ScopeVillage)
	}
	return append(own, commonVariables()...)
}

func commonVariables() []Variable {
	return []Variable{{Name: "as_of", Label: "计算基准日", Type: TypeDate, Sheet: "基准日"}}
}

func figure(name, id, label, unit string) Variable {
	return Variable{Name: name, Label: label, Unit: unit, Type: TypeInt, Figure: id, Sheet: "花名册", Needs: figureNeeds(id)}
}

func average(name, label string) Variable {
	return Variable{Name: name, Label: label, Unit: "岁", Type: TypeRatio, Figure: name, Sheet: "花名册", Needs: figureNeeds(name)}
}

// figureNeeds is the column of the roster that a figure is counted from.
func figureNeeds(id string) string {
	group, _, _ := strings.Cut(id, ".")
	switch group {
	case "gender", "female_heads":
		return "性别"
	case "political":
		return "政治面貌"
	case "education", "junior_college_or_above", "secretaries_junior_college_or_above":
		return "学历"
	case "age", "average_age", "secretaries_average_age":
		return "出生年月"
	case "under_35_college":
		return "出生年月、学历"
	case "secretaries_well_off":
		return "致富能手"
	case "disciplined", "disciplined_since_term":
		return "处分种类、决定日和影响期"
	case "reelected", "newly_elected":
		return "连选连任或新进"
	case "vacancies":
		return "职数"
	case "members", "party_committee", "villagers_committee", "cross_posted", "dual_head", "secretaries", "directors", "principals":
		return "职务"
	}
	return ""
}

func figureVariables() []Variable {
	sheet := func(v Variable, s string) Variable { v.Sheet = s; return v }
	return []Variable{
		figure("villages", "villages", "村(社区)数", "个"),
		figure("members", "members", "“两委”成员", "人"),
		figure("party_committee", "party_committee", "党组织委员", "人"),
		figure("villagers_committee", "villagers_committee", "村(居)委会成员", "人"),
		figure("cross_posted", "cross_posted", "交叉任职", "人"),
		figure("regular_staff", "regular_staff", "常职干部", "人"),
		figure("gender_male", "gender.male", "男成员", "人"),
		figure("gender_female", "gender.female", "女成员", "人"),
		figure("political_full_member", "political.full_member", "中共党员", "人"),
		figure("political_probationary", "political.probationary", "中共预备党员", "人"),
		figure("political_league", "political.league", "共青团员", "人"),
		figure("political_democratic", "political.democratic", "民主党派", "人"),
		figure("political_non_partisan", "political.non_partisan", "无党派人士", "人"),
		figure("political_masses", "political.masses", "群众", "人"),
		figure("education_graduate", "education.graduate", "研究生", "人"),
		figure("education_undergraduate", "education.undergraduate", "大学本科", "人"),
		figure("education_junior_college", "education.junior_college", "大专", "人"),
		figure("education_senior_secondary", "education.senior_secondary", "高中(中专)", "人"),
		figure("education_junior_secondary", "education.junior_secondary", "初中", "人"),
		figure("education_primary", "education.primary", "小学", "人"),
		figure("junior_college_or_above", "junior_college_or_above", "大专及以上", "人"),
		figure("age_le_35", "age.<=35", "35岁及以下", "人"),
		figure("age_36_45", "age.36-45", "36至45岁", "人"),
		figure("age_46_55", "age.46-55", "46至55岁", "人"),
		figure("age_56_60", "age.56-60", "56至60岁", "人"),
		figure("age_gt_60", "age.>60", "61岁及以上", "人"),
		average("average_age", "平均年龄"),
		figure("dual_head", "dual_head", "书记、主任“一肩挑”的村", "个"),
		figure("secretaries", "secretaries", "党组织书记", "人"),
		figure("directors", "directors", "村(居)委会主任", "人"),
		figure("principals", "principals", "主要干部(书记、主任去重)", "人"),
		figure("female_heads", "female_heads", "女性正职", "人"),
		average("secretaries_average_age", "书记平均年龄"),
		figure("secretaries_junior_college_or_above", "secretaries_junior_college_or_above", "大专及以上的书记", "人"),
		figure("secretaries_well_off", "secretaries_well_off", "致富能手书记", "人"),
		figure("under_35_college", "under_35_college", "35岁及以下且大专及以上的成员", "人"),
		sheet(figure("disciplined", "disciplined", "处分影响期内的成员", "人"), "处分表"),
		sheet(figure("disciplined_since_term", "disciplined_since_term", "换届以来受处分的成员", "人"), "处分表"),
		figure("reelected", "reelected", "连选连任的成员", "人"),
		figure("newly_elected", "newly_elected", "新进成员", "人"),
		sheet(figure("vacancies", "vacancies", "空缺职位", "个"), "村情表"),
	}
}

// beforeVariables gives every figure once more as it was at the earlier date.
func beforeVariables() []Variable {
	vs := figureVariables()
	for i := range vs {
		vs[i].Name = "before_" + vs[i].Name
		vs[i].Label = "换届前" + vs[i].Label
		vs[i].Before = true
		vs[i].Sheet = "换届前的花名册"
		vs[i].Needs = ""
	}
	return vs
}

func villageField(field, label, unit string, t Type) Variable {
	return Variable{Name: field, Label: label, Unit: unit, Type: t, Field: field, Sheet: "村情表"}
}

func villageVariables() []Variable {
	seats := func(name, label string) Variable {
		return Variable{Name: name, Label: label, Unit: "人", Type: TypeInt, Sheet: "村情表(或政策包的职数)"}
	}
	return []Variable{
		villageField("village_kind", "村或社区", "", TypeVillageKind),
		villageField("village_class", "村的类别", "", TypeText),
		villageField("households", "户数", "户", TypeInt),
		villageField("registered", "户籍人口", "人", TypeInt),
		villageField("resident", "常住人口", "人", TypeInt),
		villageField("away", "外出人口", "人", TypeInt),
		villageField("voters", "选民数", "人", TypeInt),
		villageField("last_turnout", "上届参选率", "%", TypeRatio),
		villageField("last_runoff", "上届另行选举", "", TypeBool),
		villageField("party_count", "党员数", "人", TypeInt),
		villageField("groups", "村(居)民小组数", "个", TypeInt),
		villageField("income", "集体经济年经营性收入", "万元", TypeRatio),
		villageField("debt", "村级负债", "万元", TypeRatio),
		villageField("industry", "特色产业", "", TypeText),
		seats("party_seats_min", "党组织职数下限"),
		seats("party_seats_max", "党组织职数上限"),
		seats("villagers_seats_min", "村(居)委会职数下限"),
		seats("villagers_seats_max", "村(居)委会职数上限"),
		seats("total_seats_min", "“两委”合计职数下限"),
		seats("total_seats_max", "“两委”合计职数上限"),
		villageField("grade", "研判等次", "", TypeText),
		villageField("weak_branch", "软弱涣散党组织", "", TypeBool),
		villageField("published_on", "最近一次村(居)务公开", "", TypeDate),
		villageField("meeting_on", "最近一次村(居)民会议", "", TypeDate),
		villageField("audited_on", "最近一次审计", "", TypeDate),
		villageField("candidates", "有意参选人数", "人", TypeInt),
		villageField("legacy_problem", "历史遗留问题", "", TypeText),
		villageField("rectified", "整改完成情况", "", TypeText),
		{Name: "kin_pairs", Label: "“两委”成员间的近亲属关系", Unit: "对", Type: TypeInt, Field: "kinship", Sheet: "亲属关系申报表"},
	}
}

func field(sheet, name, label, unit string, t Type) Variable {
	return Variable{Name: name, Label: label, Unit: unit, Type: t, Field: name, Sheet: sheet}
}

// bodyVariables are what every kind of entry about a human being has.
func bodyVariables(sheet string) []Variable {
	age := field(sheet, "age", "年龄", "岁", TypeInt)
	age.Field, age.Needs = "birth", "出生年月"
	return []Variable{
		field(sheet, "name", "姓名", "", TypeText),
		field(sheet, "sex", "性别", "", TypeSex),
		field(sheet, "birth", "出生年月", "", TypeDate),
		age,
		field(sheet, "education", "学历", "", TypeEducation),
		field(sheet, "political", "政治面貌", "", TypePolitical),
	}
}

func personVariables() []Variable {
	const sheet = "花名册"
	post := func(name, label string) Variable {
		v := field(sheet, name, label, "", TypeBool)
		v.Field, v.Needs = "post", "职务"
		return v
	}
	sanctioned := field(sheet, "in_effect", "在处分影响期内", "", TypeBool)
	sanctioned.Field, sanctioned.Sheet, sanctioned.Needs = "until", "处分表", "处分种类、决定日和影响期"
	posts := field(sheet, "posts", "职务", "", TypeText)
	posts.Field = "post"
	return append(bodyVariables(sheet),
		field(sheet, "joined", "入党时间", "", TypeDate),
		field(sheet, "confirmed", "转正时间", "", TypeDate),
		field(sheet, "since", "任现职时间", "", TypeDate),
		field(sheet, "terms", "连任届数", "届", TypeInt),
		posts,
		post("is_secretary", "党组织书记"),
		post("is_director", "村(居)委会主任"),
		post("is_deputy_secretary", "党组织副书记"),
		post("is_deputy_director", "村(居)委会副主任"),
		post("on_party_committee", "党组织委员"),
		post("on_villagers_committee", "村(居)委会成员"),
		post("on_supervisory_committee", "村(居)务监督委员会成员"),
		post("is_regular_staff", "常职干部"),
		field(sheet, "reelected", "连选连任", "", TypeBool),
		field(sheet, "newly_elected", "新进", "", TypeBool),
		field(sheet, "well_off", "致富能手", "", TypeBool),
		field(sheet, "seconded", "下派干部", "", TypeBool),
		field(sheet, "graduate_official", "大学生村官", "", TypeBool),
		field(sheet, "social_worker", "专职社工", "", TypeBool),
		field(sheet, "sanctioned", "受过处分", "", TypeBool),
		sanctioned,
		field(sheet, "review", "年度考核等次", "", TypeText),
		field(sheet, "branch", "所在支部", "", TypeText),
		villageField("village_kind", "村或社区", "", TypeVillageKind),
	)
}

func partyMemberVariables() []Variable {
	const sheet = "党员名册"
	return append(bodyVariables(sheet),
		field(sheet, "joined", "入党时间", "", TypeDate),
		field(sheet, "confirmed", "转正时间", "", TypeDate),
		field(sheet, "floating", "流动党员", "", TypeBool),
		field(sheet, "branch", "所在支部", "", TypeText),
	)
}

func reserveVariables() []Variable {
	const sheet = "后备力量表"
	return append(bodyVariables(sheet),
		field(sheet, "origin", "来源", "", TypeText),
		field(sheet, "training", "培养情况", "", TypeText),
	)
}

func sanctionVariables() []Variable {
	const sheet = "处分表"
	return []Variable{
		field(sheet, "name", "姓名", "", TypeText),
		field(sheet, "kind", "处分种类", "", TypeText),
		field(sheet, "decided", "处分决定日", "", TypeDate),
		field(sheet, "until", "影响期截止日", "", TypeDate),
		field(sheet, "document", "文号", "", TypeText),
	}
}

func activityVariables() []Variable {
	const sheet = "工作开展表"
	masses := field(sheet, "mass_representatives", "群众代表", "人", TypeInt)
	masses.Field = "masses"
	return []Variable{
		field(sheet, "name", "事项", "", TypeText),
		field(sheet, "kind", "活动类别", "", TypeText),
		field(sheet, "date", "日期", "", TypeDate),
		field(sheet, "sessions", "场次", "次", TypeInt),
		field(sheet, "participants", "参加人次", "人次", TypeInt),
		field(sheet, "copies", "份数", "份", TypeInt),
		masses,
	}
}

func evaluationVariables() []Variable {
	const sheet = "测评汇总表"
	return []Variable{
		field(sheet, "subject", "测评对象", "", TypeText),
		field(sheet, "due", "应到", "人", TypeInt),
		field(sheet, "present", "实到", "人", TypeInt),
		field(sheet, "issued", "发出票数", "张", TypeInt),
		field(sheet, "collected", "收回票数", "张", TypeInt),
		field(sheet, "valid", "有效票数", "张", TypeInt),
		field(sheet, "invalid", "无效票数", "张", TypeInt),
		field(sheet, "first", "先进(优秀、较好)票数", "张", TypeInt),
		field(sheet, "second", "一般(称职)票数", "张", TypeInt),
		field(sheet, "third", "后进(不称职、较差)票数", "张", TypeInt),
	}
}
