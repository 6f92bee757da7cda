package paper

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

// heads says how many secretaries and directors there are and where one is wanting.
func (m *Material) heads() string {
	n := len(m.Records.Villages)
	s, _ := m.figure("secretaries")
	d, _ := m.figure("directors")
	if s.Int() == 0 && d.Int() == 0 {
		return missing("党组织书记、村(居)委会主任")
	}
	noSecretary, noDirector := m.where("secretaries", "==", 0), m.where("directors", "==", 0)
	text := fmt.Sprintf("党组织书记%s人、村(居)委会主任%s人", m.num("secretaries"), m.num("directors"))
	if s.Int() == d.Int() {
		text = fmt.Sprintf("党组织书记、村(居)委会主任各%s人", m.num("secretaries"))
	}
	if len(noSecretary) == 0 && len(noDirector) == 0 && s.Int() == n && d.Int() == n {
		return text + ",全部配齐"
	}
	if len(noSecretary) > 0 {
		text += fmt.Sprintf(",%s党组织书记空缺", m.names(noSecretary))
	}
	if len(noDirector) > 0 {
		text += fmt.Sprintf(",%s村(居)委会主任空缺", m.names(noDirector))
	}
	return text
}

// people tells of the secretaries: oldest and youngest age, or their schooling.
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
	}
	return count(slices.Min(ages))
}

// secretaryEducation is 大专及以上7人,占58.3%,高中(中专)3人,小学2人.
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
		parts = append(parts, "学历全部为大专及以上")
	case f.Int() > 0:
		parts = append(parts, fmt.Sprintf("大专及以上%s人,占%s", m.num(f.ID), m.pct(f.ID)))
	}
	for _, e := range []roster.Education{roster.SeniorSecondary, roster.JuniorSecondary, roster.Primary} {
		if levels[e] > 0 {
			parts = append(parts, EducationLabel(e)+count(levels[e])+"人")
		}
	}
	if n := levels[roster.EducationNotTold]; n > 0 {
		parts = append(parts, "学历未登记"+count(n)+"人")
	}
	return strings.Join(parts, ",")
}

// reserves says how many reserve cadres there are, whence, and which villages have none.
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
	var without []string
	for v, ok := range covered {
		if !ok {
			without = append(without, clean(m.Records.Villages[v].Name))
		}
	}
	n := len(m.Records.Villages)
	text := fmt.Sprintf("共储备后备人选%d人,覆盖%d个%s,占%s", len(m.Records.Reserves), n-len(without), m.villageNoun(), yanpan.Ratio{Num: int64(n - len(without)), Den: int64(n)}.Percent())
	if s := origins.text("人"); s != "" {
		text += ";从来源看," + s
	}
	if len(without) > 0 {
		return text + "。" + m.namesOf(without) + "没有后备人选。"
	}
	return text + "。"
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

// register sums the registers of party members.
func (m *Material) register() string {
	if len(m.Records.Members) == 0 {
		return missing("党员名册") + "。"
	}
	var women, probationary, floating, old, aged int
	told := map[int]bool{}
	for _, p := range m.Records.Members {
		told[p.Village] = true
	}
	if n := len(m.Records.Villages) - len(told); n > 0 {
		return missing("其余"+count(n)+"个村(社区)的党员名册") + "。"
	}
	for _, p := range m.Records.Members {
		women += one(p.Sex == yanpan.Female)
		probationary += one(p.Political == roster.ProbationaryMember)
		floating += one(p.Floating == roster.Yes)
		if a, ok := p.Birth.Age(m.Date, yanpan.CountAsReached); ok {
			aged++
			old += one(a > 60)
		}
	}
	text := fmt.Sprintf("党员名册登记党员%d人,其中预备党员%d人,女党员%d人", len(m.Records.Members), probationary, women)
	if floating > 0 {
		text += fmt.Sprintf(",流动党员%d人", floating)
	}
	if aged == len(m.Records.Members) {
		text += fmt.Sprintf(",60岁以上%d人,占%s", old, yanpan.Ratio{Num: int64(old), Den: int64(aged)}.Percent())
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
	for _, c := range []struct {
		field roster.Field
		text  string
		unit  string
	}{{roster.FieldHouseholds, "总户数", "户"}, {roster.FieldRegistered, "户籍人口", "人"}, {roster.FieldResident, "常住人口", "人"}} {
		if sum, n := m.sum(c.field); n == len(m.Records.Villages) {
			parts = append(parts, c.text+sum+c.unit)
		}
	}
	text := ""
	if len(parts) > 0 {
		text = m.mustWhole() + strings.Join(parts, "、") + "。"
	}
	if sum, n := m.sum(roster.FieldIncome); n > 0 {
		text += fmt.Sprintf("%d个%s填报集体经济年经营性收入,合计%s万元。", n, m.villageNoun(), sum)
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
func (m *Material) sum(f roster.Field) (text string, n int) {
	const scale = 1_000_000
	var total int64
	for _, v := range m.Records.Villages {
		if r, ok := v.Numbers[f]; ok {
			n++
			total += r.Num * (scale / r.Den)
		}
	}
	text = yanpan.Ratio{Num: total, Den: scale}.Round(2)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), "."), n
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
	if n == 0 {
		return missing("研判等次") + "。"
	}
	return fmt.Sprintf("%d个%s已定研判等次,其中%s。", n, m.villageNoun(), t.text("个"))
}

// evaluated sums the evaluations of teams by ballot.
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
	text := fmt.Sprintf("对%d个%s班子进行了民主测评", len(villages), m.villageNoun())
	if e.Issued > 0 && e.Collected > 0 {
		text += fmt.Sprintf(",发出测评票%d张,收回%d张", e.Issued, e.Collected)
	}
	return text + fmt.Sprintf(";%d票有效测评中,评为先进%d票(%s)、一般%d票(%s)、后进%d票(%s)。", votes, e.First, share(e.First), e.Second, share(e.Second), e.Third, share(e.Third))
}

// activities lists what was held, by kind, in the order of the ledger.
func (m *Material) activities() string {
	var sessions tally
	attended := map[string]int{}
	for _, a := range m.Records.Activities {
		kind := clean(a.Kind)
		if kind == "" {
			kind = clean(a.Name)
		}
		if a.Copies > 0 {
			continue // surveys have a sentence of their own
		}
		sessions.add(kind, a.Sessions)
		attended[kind] += a.Participants
	}
	if len(sessions.words) == 0 {
		return missing("工作开展台账") + "。"
	}
	var parts []string
	for _, k := range sessions.words {
		part := k + count(sessions.counts[k]) + "次"
		if attended[k] > 0 {
			part += "(参加" + count(attended[k]) + "人次)"
		}
		parts = append(parts, part)
	}
	_, ours := m.words()
	return ours + "围绕班子研判,开展" + strings.Join(parts, "、") + "。"
}

// survey sums the questionnaires and the share of the masses among those asked.
func (m *Material) survey() string {
	copies, masses := 0, 0
	for _, a := range m.Records.Activities {
		if a.Copies > 0 { // the masses at a meeting fill in no questionnaire
			copies, masses = copies+a.Copies, masses+a.Masses
		}
	}
	if copies == 0 || masses > copies {
		return missing("问卷调查情况") + "。"
	}
	text := fmt.Sprintf("发放调查问卷%d份", copies)
	if masses > 0 {
		text += fmt.Sprintf(",其中群众代表%d份,占%s", masses, yanpan.Ratio{Num: int64(masses), Den: int64(copies)}.Percent())
	}
	return text + "。"
}

// behind is how many records a figure was counted from.
func (m *Material) behind(f figure.Figure) int {
	if f.ID == "villages" {
		return len(m.Records.Villages)
	}
	return len(m.Set.People(m.Set.All(), f.ID))
}
