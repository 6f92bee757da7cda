package paper

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

// isReturned reports whether rows of the village's roster were given back: then
// nobody can be said to be missing there.
func (m *Material) isReturned(v int) bool { return v < len(m.Returned) && m.Returned[v] > 0 }

// without lists the villages that surely have nobody in the post.
func (m *Material) without(id string) []Named {
	return slices.DeleteFunc(m.where(id, "==", 0), func(n Named) bool { return m.isReturned(n.village) })
}

// heads says how many secretaries and directors there are and where one is wanting.
func (m *Material) heads() string {
	n := len(m.Records.Villages)
	s, _ := m.figure("secretaries")
	d, _ := m.figure("directors")
	director := m.local("村(居)委会主任")
	if s.Int() == 0 && d.Int() == 0 {
		return missing("党组织书记、" + director)
	}
	noSecretary, noDirector := m.without("secretaries"), m.without("directors")
	text := fmt.Sprintf("党组织书记%s人、%s%s人", m.num("secretaries"), director, m.num("directors"))
	if s.Int() == d.Int() {
		text = fmt.Sprintf("党组织书记、%s各%s人", director, m.num("secretaries"))
	}
	if len(noSecretary) == 0 && len(noDirector) == 0 && s.Int() == n && d.Int() == n {
		return text + ",全部配齐"
	}
	if len(noSecretary) > 0 {
		text += fmt.Sprintf(",%s党组织书记空缺", m.names(noSecretary))
	}
	if len(noDirector) > 0 {
		text += fmt.Sprintf(",%s%s空缺", m.names(noDirector), director)
	}
	return text
}

// vacancies says how many seats are not filled and where; nothing where rows
// that were given back may fill them.
func (m *Material) vacancies() string {
	f, _ := m.figure("vacancies")
	switch {
	case !f.Known:
		return missing("空缺职位") + "。"
	case f.Int() == 0 && slices.ContainsFunc(m.Returned, func(n int) bool { return n > 0 }):
		return ""
	case f.Int() == 0:
		return "核定职数全部配齐。"
	}
	list := m.where("vacancies", ">", 0)
	slices.SortStableFunc(list, func(a, b Named) int { return a.village - b.village })
	var names []string
	for _, n := range list {
		name := clean(n.Name)
		if n.Value.Int() > 1 {
			name += count(n.Value.Int()) + "个"
		}
		names = append(names, name)
	}
	return fmt.Sprintf("按核定职数,尚有空缺职位%s个(%s)。", m.num("vacancies"), m.namesOf(names))
}

// dual says in how many villages one person holds both posts.
func (m *Material) dual() string {
	noun := m.villageNoun()
	if !m.has("dual_head") {
		return "没有书记、主任“一肩挑”的" + noun + "。"
	}
	if f, _ := m.figure("dual_head"); f.Int() == len(m.Records.Villages) {
		return fmt.Sprintf("%s个%s全部实现书记、主任“一肩挑”。", m.num("dual_head"), noun)
	}
	return fmt.Sprintf("%s个%s实现书记、主任“一肩挑”,占%s。", m.num("dual_head"), noun, m.pct("dual_head"))
}

// people tells of the secretaries: their ages in one phrase, the oldest and the
// youngest age, or their schooling.
func (m *Material) people(what string) string {
	secretaries := m.Set.People(m.Set.All(), "secretaries")
	if len(secretaries) == 0 {
		return missing("党组织书记名单")
	}
	if what == "education" {
		return m.secretaryEducation(secretaries)
	}
	var ages []int
	for _, p := range secretaries {
		if a := m.Set.Age(p); a >= 0 {
			ages = append(ages, a)
		}
	}
	switch {
	case len(ages) == 0:
		return missing("党组织书记出生年月")
	case what == "oldest":
		return count(slices.Max(ages))
	case what == "ages":
		return m.secretaryAges(slices.Max(ages), slices.Min(ages))
	}
	return count(slices.Min(ages))
}

// secretaryAges is 平均年龄44.1岁,最大63岁,最小28岁.
func (m *Material) secretaryAges(oldest, youngest int) string {
	mean := m.num("secretaries_average_age")
	switch f, _ := m.figure("secretaries"); {
	case f.Int() == 1:
		return "年龄" + count(oldest) + "岁"
	case oldest == youngest:
		return "年龄均为" + count(oldest) + "岁"
	}
	return fmt.Sprintf("平均年龄%s岁,最大%d岁,最小%d岁", mean, oldest, youngest)
}

// secretaryEducation is 大专及以上7人(58.3%)、高中(中专)3人、小学2人.
func (m *Material) secretaryEducation(secretaries []int) string {
	f, _ := m.figure("secretaries_junior_college_or_above")
	levels := map[roster.Education]int{}
	for _, p := range secretaries {
		levels[m.Records.People[p].Education]++
	}
	if levels[roster.EducationNotTold] == len(secretaries) {
		return missing("党组织书记学历")
	}
	var parts []string
	switch {
	case f.Int() == len(secretaries):
		parts = append(parts, "均为大专及以上学历")
	case f.Int() > 0:
		parts = append(parts, fmt.Sprintf("大专及以上%s人(%s)", m.num(f.ID), m.pct(f.ID)))
	}
	for _, e := range []roster.Education{roster.SeniorSecondary, roster.JuniorSecondary, roster.Primary} {
		if levels[e] > 0 {
			parts = append(parts, EducationLabel(e)+count(levels[e])+"人")
		}
	}
	if n := levels[roster.EducationNotTold]; n > 0 {
		parts = append(parts, "学历未登记"+count(n)+"人")
	}
	return strings.Join(parts, "、")
}

// reserves says how many reserve cadres there are, whence, and which villages
// have none, unless that is told among the problems.
func (m *Material) reserves() string {
	if len(m.Records.Reserves) == 0 {
		return missing("后备力量名册") + "。"
	}
	covered := make([]bool, len(m.Records.Villages))
	origins := tally{}
	for _, r := range m.Records.Reserves {
		covered[r.Village] = true
		origins.add(clean(r.Origin), 1)
	}
	var without []int
	for v, ok := range covered {
		if !ok {
			without = append(without, v)
		}
	}
	n := len(m.Records.Villages)
	text := fmt.Sprintf("共储备后备人选%d人,覆盖%d个%s,占%s", len(m.Records.Reserves), n-len(without), m.villageNoun(), yanpan.Ratio{Num: int64(n - len(without)), Den: int64(n)}.Percent())
	if len(without) == 0 {
		text = fmt.Sprintf("共储备后备人选%d人,各%s均有后备人选", len(m.Records.Reserves), m.villageNoun())
	}
	if s := origins.text("人"); s != "" {
		text += ";从来源看," + s
	}
	if len(without) > 0 && !m.foundIn("后备", without) {
		return text + "。" + m.namesOf(m.villageNames(without)) + "没有储备后备人选。"
	}
	return text + "。"
}

// foundIn reports whether a problem of a category with the word was found in
// exactly these villages.
func (m *Material) foundIn(word string, villages []int) bool {
	var found []assess.Finding
	for _, f := range m.Findings.Findings {
		if strings.Contains(f.Category, word) {
			found = append(found, f)
		}
	}
	return slices.Equal(villagesOf(found), villages)
}

// tally counts words in the order in which they first came.
type tally struct {
	words  []string
	counts map[string]int
}

func (t *tally) add(word string, n int) {
	if word == "" {
		return
	}
	if t.counts == nil {
		t.counts = map[string]int{}
	}
	if _, ok := t.counts[word]; !ok {
		t.words = append(t.words, word)
	}
	t.counts[word] += n
}

func (t *tally) text(unit string) string {
	var parts []string
	for _, w := range t.words {
		parts = append(parts, w+count(t.counts[w])+unit)
	}
	return strings.Join(parts, "、")
}

// register sums the registers of party members; where not all villages have
// reported one, the village files tell how many there are.
func (m *Material) register() string {
	told := map[int]bool{}
	for _, p := range m.Records.Members {
		told[p.Village] = true
	}
	n := len(m.Records.Villages) - len(told)
	if n == 0 && len(told) > 0 {
		return m.registered()
	}
	text := ""
	if sum, of := m.sum(roster.FieldPartyCount); of > 0 && of == len(m.Records.Villages) {
		text = m.mustWhole() + "共有党员" + decimal(sum) + "名。"
	}
	if len(told) == 0 {
		return text + missing("党员名册") + "。"
	}
	return text + missing("其余"+count(n)+"个"+m.villageNoun()+"的党员名册") + "。"
}

// registered tells what complete registers add up to.
func (m *Material) registered() string {
	var women, probationary, floating, old, aged int
	for _, p := range m.Records.Members {
		women += one(p.Sex == yanpan.Female)
		probationary += one(p.Political == roster.ProbationaryMember)
		floating += one(p.Floating == roster.Yes)
		if a, ok := p.Birth.Age(m.Date, yanpan.CountAsReached); ok {
			aged++
			old += one(a > 60)
		}
	}
	text := fmt.Sprintf("%s共有党员%d名,其中预备党员%d名,女党员%d名", m.mustWhole(), len(m.Records.Members), probationary, women)
	if floating > 0 {
		text += fmt.Sprintf(",流动党员%d名", floating)
	}
	if aged == len(m.Records.Members) {
		text += fmt.Sprintf(",61岁及以上%d名,占%s", old, yanpan.Ratio{Num: int64(old), Den: int64(aged)}.Percent())
	}
	return text + "。"
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// conditions sums the village files: households, people, collective income.
func (m *Material) conditions() string {
	var parts []string
	all := len(m.Records.Villages)
	for _, c := range []struct {
		field roster.Field
		text  string
		unit  string
	}{{roster.FieldHouseholds, "总户数", "户"}, {roster.FieldRegistered, "户籍人口", "人"}, {roster.FieldResident, "常住人口", "人"}} {
		if sum, n := m.sum(c.field); n == all && all > 0 {
			parts = append(parts, c.text+decimal(sum)+c.unit)
		}
	}
	text := ""
	if len(parts) > 0 {
		text = m.mustWhole() + strings.Join(parts, "、") + "。"
	}
	if sum, n := m.sum(roster.FieldIncome); n > 0 {
		mean := new(big.Rat).Quo(sum, big.NewRat(int64(n), 1))
		if n < all {
			text += fmt.Sprintf("%d个%s填报", n, m.villageNoun())
		}
		text += fmt.Sprintf("集体经济年经营性收入合计%s万元,平均每个%s%s万元。", decimal(sum), m.villageNoun(), mean.FloatString(1))
	}
	if text == "" {
		return missing("村情表") + "。"
	}
	return text
}

func (m *Material) mustWhole() string {
	whole, _ := m.words()
	return whole
}

// sum adds a number of the village files exactly, and says how many villages told it.
func (m *Material) sum(f roster.Field) (total *big.Rat, n int) {
	total = new(big.Rat)
	for _, v := range m.Records.Villages {
		if r, ok := v.Numbers[f]; ok && r.Defined() {
			n++
			total.Add(total, big.NewRat(r.Num, r.Den))
		}
	}
	return total, n
}

// decimal prints a sum with at most two decimals, rounded half up, without idle noughts.
func decimal(r *big.Rat) string {
	return strings.TrimSuffix(strings.TrimRight(r.FloatString(2), "0"), ".")
}

// grades counts the villages by the grade that a meeting set.
func (m *Material) grades() string {
	var t tally
	n := 0
	for _, v := range m.Records.Villages {
		if g := clean(v.Texts[roster.FieldGrade]); g != "" {
			t.add("“"+g+"”", 1)
			n++
		}
	}
	switch n {
	case 0:
		return missing("研判等次") + "。"
	case len(m.Records.Villages):
		return fmt.Sprintf("%d个%s全部评定研判等次,其中%s。", n, m.villageNoun(), t.text("个"))
	}
	return fmt.Sprintf("已评定研判等次的%d个%s中,%s。", n, m.villageNoun(), t.text("个"))
}

// evaluated sums the evaluations of teams by ballot. It speaks of the totals
// that were accepted, and not of how many villages were evaluated.
func (m *Material) evaluated() string {
	var e roster.Evaluation
	villages := map[int]bool{}
	for _, x := range m.Records.Evaluations {
		if strings.Contains(x.Subject, "班子") {
			villages[x.Village] = true
			e.Issued, e.Collected, e.Valid = e.Issued+x.Issued, e.Collected+x.Collected, e.Valid+x.Valid
			e.First, e.Second, e.Third = e.First+x.First, e.Second+x.Second, e.Third+x.Third
		}
	}
	votes := e.First + e.Second + e.Third
	if len(villages) == 0 || votes == 0 {
		return missing("民主测评汇总") + "。"
	}
	share := func(n int) string { return yanpan.Ratio{Num: int64(n), Den: int64(votes)}.Percent() }
	text := fmt.Sprintf("%d个%s完成班子民主测评结果汇总", len(villages), m.villageNoun())
	if e.Issued > 0 && e.Collected > 0 {
		text += fmt.Sprintf(",共发出测评票%d张、收回%d张", e.Issued, e.Collected)
	}
	return text + fmt.Sprintf(";有效测评%d票中,先进%d票(%s)、一般%d票(%s)、后进%d票(%s)。", votes, e.First, share(e.First), e.Second, share(e.Second), e.Third, share(e.Third))
}

// behind is how many records a figure was counted from.
func (m *Material) behind(f figure.Figure) int {
	if f.ID == "villages" {
		return len(m.Records.Villages)
	}
	return len(m.Set.People(m.Set.All(), f.ID))
}
