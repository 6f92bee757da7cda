package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// Facts are what forms are filled from: the admitted records at a base date.
type Facts struct {
	Records *roster.Records
	AsOf    yanpan.Date
	Rule    yanpan.AgeRule // how a birth without a day is counted
	// Problems gives the sentences for 存在主要问题 of a village, by its index; nil where nobody knows.
	Problems func(village int) []string
}

// answer is what goes into a cell: a text or a number.
type answer struct {
	text    string
	number  string // decimal text
	unknown string // why the records cannot tell; then nothing is filled in
}

func cannotTell(format string, args ...any) answer {
	return answer{unknown: fmt.Sprintf(format, args...)}
}

func count(n int) answer { return answer{number: strconv.Itoa(n)} }

// answer works out a question for some villages. one says that the cell is about a single village.
func (f *Facts) answer(q *question, villages []int, one bool) answer {
	switch {
	case q.field != "":
		return f.fromFile(q.field, villages)
	case q.measure == "village" && one:
		return answer{text: f.Records.Villages[villages[0]].Name}
	case q.measure == "township":
		return f.township(villages)
	case q.measure == "villages" && !q.conditions():
		return count(len(villages))
	case q.measure == "reserves":
		return f.reserves(q, villages)
	case q.measure == "dual":
		return f.dual(villages, one)
	case q.measure == "first_secretary":
		return f.firstSecretary(villages, one)
	}
	people := f.people(q.who, villages)
	switch {
	case q.attribute != "" && q.measure == "":
		return f.single(q, people, one)
	case q.measure == "average_age":
		return f.average(q, people)
	case q.measure == "ratio":
		return f.share(q, people)
	case q.measure == "":
		n, why := f.count(q, people)
		if why != "" {
			return cannotTell("%s", why)
		}
		return count(n)
	}
	return cannotTell("不明白要填什么")
}

// people gives the people of a group in the villages, each once.
func (f *Facts) people(who string, villages []int) []*roster.Person {
	var list []*roster.Person
	for i := range f.Records.People {
		p := &f.Records.People[i]
		if slices.Contains(villages, p.Village) && belongs(p, who) {
			list = append(list, p)
		}
	}
	return list
}

func belongs(p *roster.Person, who string) bool {
	switch who {
	case "", "members":
		return p.OnTwoCommittees()
	case "party":
		return p.Holds(roster.PartyCommittee)
	case "villagers":
		return p.Holds(roster.VillagersCommittee)
	case "cross":
		return p.Holds(roster.PartyCommittee) && p.Holds(roster.VillagersCommittee)
	case "principals":
		return p.IsSecretary() || p.IsDirector()
	case "secretary":
		return p.IsSecretary()
	case "director":
		return p.IsDirector()
	case "deputy_secretary":
		return p.HoldsTitle(roster.PartyCommittee, roster.DeputySecretary)
	case "deputy_director":
		return p.HoldsTitle(roster.VillagersCommittee, roster.DeputyDirector)
	case "supervisory":
		return p.Holds(roster.SupervisoryCommittee)
	case "staff":
		return !p.OnTwoCommittees() && p.Holds(roster.RegularStaff)
	}
	return false
}

// count counts the people who meet all conditions. Somebody of whom a condition is
// not recorded makes the number unsure, and then it is not given.
func (f *Facts) count(q *question, people []*roster.Person) (int, string) {
	n := 0
	missing := make(map[string]int)
	for _, p := range people {
		yes, unknown := f.meets(q, p)
		switch {
		case unknown != "":
			missing[unknown]++
		case yes:
			n++
		}
	}
	for _, what := range []string{"性别", "学历", "出生年月", "政治面貌", "是否致富能手", "是否连任", "是否新进", "是否大学生村官", "是否专职社工", "是否下派"} {
		if missing[what] > 0 {
			return 0, fmt.Sprintf("有%d人没有登记%s,数不准,请补登后再填", missing[what], what)
		}
	}
	return n, ""
}

// meets reports whether a person meets the conditions; unknown names what is not recorded of him.
// A condition that surely fails settles it whatever else is missing.
func (f *Facts) meets(q *question, p *roster.Person) (yes bool, unknown string) {
	yes = true
	check := func(known, ok bool, what string) {
		switch {
		case !known && unknown == "":
			unknown = what
		case known && !ok:
			yes = false
		}
	}
	for _, s := range q.sexes {
		check(p.Sex != yanpan.SexUnknown, (p.Sex == yanpan.Female) == (s == "female"), "性别")
	}
	if q.education != [2]roster.Education{} {
		check(p.Education != roster.EducationNotTold, p.Education >= q.education[0] && p.Education <= q.education[1], "学历")
	}
	if q.ages != nil {
		age, known := f.age(p)
		check(known, age >= q.ages.min && (q.ages.max == 0 || age <= q.ages.max), "出生年月")
	}
	switch {
	case q.political == "party":
		check(p.InParty != roster.NotTold, p.InParty == roster.Yes, "政治面貌")
	case q.political != "":
		check(p.Political != roster.PoliticalNotTold, isPolitical(p.Political, q.political), "政治面貌")
	}
	for _, flag := range q.flags {
		a, what := flagOf(p, flag)
		check(a != roster.NotTold, a == roster.Yes, what)
	}
	if !yes {
		unknown = ""
	}
	return yes, unknown
}

func (f *Facts) age(p *roster.Person) (int, bool) {
	if p.Birth.IsZero() {
		return p.RecordedAge, p.RecordedAge > 0
	}
	return p.Birth.Age(f.AsOf, f.Rule)
}

func isPolitical(p roster.Political, want string) bool {
	switch want {
	case "party":
		return p == roster.FullMember || p == roster.ProbationaryMember
	case "full_member":
		return p == roster.FullMember
	case "probationary":
		return p == roster.ProbationaryMember
	case "league":
		return p == roster.LeagueMember
	case "masses":
		return p == roster.Masses
	case "non_partisan":
		return p == roster.NonPartisan
	case "democratic":
		return p == roster.DemocraticParty
	}
	return false
}

func flagOf(p *roster.Person, flag string) (roster.Answer, string) {
	switch flag {
	case "well_off":
		return p.WellOff, "是否致富能手"
	case "reelected":
		return p.Reelected, "是否连任"
	case "newly_elected":
		return p.New, "是否新进"
	case "graduate_official":
		return p.Graduate, "是否大学生村官"
	case "social_worker":
		return p.Social, "是否专职社工"
	case "seconded":
		return p.Seconded, "是否下派"
	}
	return roster.NotTold, "这一项"
}

// average is the mean age of the people that the conditions leave.
func (f *Facts) average(q *question, people []*roster.Person) answer {
	sum, n := 0, 0
	for _, p := range people {
		yes, unknown := f.meets(q, p)
		if unknown != "" {
			return cannotTell("有人没有登记%s,平均数不准", unknown)
		}
		if !yes {
			continue
		}
		age, known := f.age(p)
		if !known {
			return cannotTell("有人没有登记出生年月,平均年龄不准,请补登后再填")
		}
		sum, n = sum+age, n+1
	}
	if n == 0 {
		return cannotTell("没有人可以计算平均年龄")
	}
	return answer{number: yanpan.Ratio{Num: int64(sum), Den: int64(n)}.Round(1)}
}

// share is the share of those who meet the conditions among all of the group.
func (f *Facts) share(q *question, people []*roster.Person) answer {
	if !q.conditions() {
		return cannotTell("不明白是什么占什么的比例")
	}
	n, why := f.count(q, people)
	if why != "" || len(people) == 0 {
		return cannotTell("%s", cmpOr(why, "没有人可以计算比例"))
	}
	r := yanpan.Ratio{Num: int64(n), Den: int64(len(people))}
	if q.percent {
		return answer{number: strings.TrimSuffix(r.Percent(), "%")}
	}
	return answer{text: r.Percent()}
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// dual answers 是 or 否 for one village and counts the villages for several.
func (f *Facts) dual(villages []int, one bool) answer {
	n := 0
	for _, v := range villages {
		secretaries, directors := f.people("secretary", []int{v}), f.people("director", []int{v})
		if len(secretaries) == 0 && len(directors) == 0 {
			return cannotTell("%s没有登记书记和主任", f.Records.Villages[v].Name)
		}
		for _, p := range secretaries {
			if p.IsDirector() {
				n++
				break
			}
		}
	}
	switch {
	case !one:
		return count(n)
	case n > 0:
		return answer{text: "是"}
	}
	return answer{text: "否"}
}

func (f *Facts) reserves(q *question, villages []int) answer {
	if q.conditions() || len(f.Records.Reserves) == 0 {
		return cannotTell("没有导入后备力量名册")
	}
	n := 0
	for i := range f.Records.Reserves {
		if slices.Contains(villages, f.Records.Reserves[i].Village) {
			n++
		}
	}
	return count(n)
}

func (f *Facts) firstSecretary(villages []int, one bool) answer {
	if !one {
		return cannotTell("第一书记要逐村填")
	}
	if t := f.Records.Villages[villages[0]].Texts[roster.FieldFirstSec]; t != "" {
		return answer{text: t}
	}
	for i := range f.Records.People {
		p := &f.Records.People[i]
		for _, post := range p.Posts {
			if p.Village == villages[0] && strings.Contains(post.Text, "第一书记") {
				return answer{text: p.Name}
			}
		}
	}
	return cannotTell("底数里没有第一书记")
}

func (f *Facts) township(villages []int) answer {
	name := ""
	for _, v := range villages {
		t := f.Records.Villages[v].Township
		if name != "" && t != name {
			return cannotTell("这些村不属于同一个乡镇")
		}
		name = t
	}
	if name == "" {
		return cannotTell("底数里没有乡镇名称")
	}
	return answer{text: name}
}

// fromFile gives a recorded value of the village's file, or its sum over several villages.
func (f *Facts) fromFile(field roster.Field, villages []int) answer {
	var sum yanpan.Ratio
	sum.Den = 1
	for _, i := range villages {
		v := &f.Records.Villages[i]
		n, ok := v.Numbers[field]
		if !ok {
			if len(villages) == 1 {
				return f.fileText(v, field)
			}
			return cannotTell("%s没有登记%s", v.Name, FieldLabel(field))
		}
		sum = yanpan.Ratio{Num: sum.Num*n.Den + n.Num*sum.Den, Den: sum.Den * n.Den}
	}
	if len(villages) > 1 && field == roster.FieldLastTurnout {
		return cannotTell("各村的比率不能相加")
	}
	return answer{number: trimZeros(sum.Round(4))}
}

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		return strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func (f *Facts) fileText(v *roster.Village, field roster.Field) answer {
	switch {
	case field == roster.FieldVillageClass && v.Class != "":
		return answer{text: v.Class}
	case v.Texts[field] != "":
		return answer{text: v.Texts[field]}
	case !v.Dates[field].IsZero():
		return answer{text: dottedDate(v.Dates[field])}
	}
	return cannotTell("底数里没有登记%s", FieldLabel(field))
}
