package policy

import (
	"slices"

	"yanpan.dev"
)

// ScopeNominee is the scope of rules of eligibility: once for each person put
// forward, with what the vetting departments answered to that very rule.
const ScopeNominee Scope = "nominee"

// nomineeSheet is where most of what is asked of a nominee is recorded.
const nomineeSheet = "提名人选表"

// vettingSheet is where departments answer.
const vettingSheet = "联审反馈表"

func nomineeVariables() []Variable {
	own := func(name, label, unit string, t Type) Variable { return field(nomineeSheet, name, label, unit, t) }
	answer := func(name, label string, t Type) Variable { return field(vettingSheet, name, label, "", t) }
	sanction := func(name, label string) Variable {
		v := field("处分表", name, label, "", TypeBool)
		v.Needs = "处分种类、决定日和影响期"
		return v
	}
	post := func(name, label string) Variable {
		v := own(name, label, "", TypeBool)
		v.Needs = "现任职务"
		return v
	}
	service := own("party_years", "党龄", "年", TypeInt)
	service.Needs = "入党时间"
	return slices.Concat(bodyVariables(nomineeSheet), []Variable{
		own("joined", "入党时间", "", TypeDate),
		own("confirmed", "转正时间", "", TypeDate),
		service,
		own("in_village", "户籍或经常居住在本村", "", TypeBool),
		own("newly_elected", "新进", "", TypeBool),
		own("seconded", "下派干部", "", TypeBool),
		own("dual_head", "拟书记、主任“一肩挑”", "", TypeBool),
		own("for_villagers", "拟任村(居)委会职务", "", TypeBool),
		own("nominated_rank", "拟任职务层次", "", TypeInt),
		own("present_rank", "现任职务层次", "", TypeInt),
		post("is_secretary", "现任党组织书记"),
		post("is_director", "现任村(居)委会主任"),
		post("is_clerk", "现任文书"),
		post("is_accountant", "现任会计(报账员)"),
		post("heads_collective", "现任集体经济组织负责人"),
		own("review", "年度考核等次", "", TypeText),
		sanction("sanctioned", "受过处分"),
		sanction("in_effect", "在处分影响期内"),
		sanction("on_probation", "在留党察看期内"),
		answer("hit", "部门查实", TypeBool),
		answer("event_on", "发生日(处分、处罚、判决生效日)", TypeDate),
		answer("effect_until", "影响期截止日", TypeDate),
		answer("penalty", "处理结果", TypeText),
		villageField("village_kind", "村或社区", "", TypeVillageKind),
	})
}

// PartyYears is the number of whole years since somebody joined the party, at
// a day; false where it is not recorded precisely enough to tell, or lies after
// the day. Years rise on the day itself, and with a month only on its last day,
// so that nobody is let in by guess.
func PartyYears(joined, at yanpan.Date) (int, bool) {
	if joined.IsZero() {
		return 0, false
	}
	return joined.Age(at, yanpan.CountAsNotReached)
}

// periodText says how long a bar lasts.
func (sc *Screening) periodText(r *Rule) string {
	switch {
	case sc.Until != "":
		return ",在影响期内"
	case sc.Since != "":
		return ",自" + r.lang.names[sc.Since].Label + "起" + r.limit(yearsLimit).Show("") + "年内"
	}
	return ""
}
