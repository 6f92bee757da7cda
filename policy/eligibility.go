package policy

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// eligibilityFiles say who may be put forward for which post, who is asked in
// the joint vetting, which bodies close kin keep out of, how high posts stand,
// and which relations are added to the eight.
func eligibilityFiles() []string {
	return []string{"eligibility.yaml", "departments.yaml", "avoidance.yaml", "ranks.yaml", "kin.yaml"}
}

// Class says how hard a rule of eligibility binds.
type Class string

// The classes, hardest first. Only ClassBar comes from statute: a hit on it
// cannot be let off. The others are local and end in a decision by people.
const (
	ClassBar        Class = "法定禁止"
	ClassCannot     Class = "不能"
	ClassUnsuitable Class = "不宜"
	ClassCondition  Class = "条件"
)

func classWords() []string {
	return []string{string(ClassBar), string(ClassCannot), string(ClassUnsuitable), string(ClassCondition)}
}

// Screening is what a rule of eligibility has beside the parts that every rule has.
type Screening struct {
	Class      Class
	Offices    OfficeSet // the posts it applies to; all bits where the pack names none
	Department string    // id of the department that has to answer; "" where the records tell
	Evidence   string    // the document a hit must rest on
	Since      string    // the variable of the date that limits.years are counted from
	Until      string    // the variable of the last day of a period of effect
	AtElection bool      // counted at election day, not at the day asked for
	Approval   Level     // who may allow an exception; "" for nobody
	Ground     string    // the article that lets a place ask for age or schooling

	positive bool // written as require: what must hold, not what must not
}

// yearsLimit is the limit that Since is counted with.
const yearsLimit = "years"

// Department is one that is asked in the joint vetting.
type Department struct {
	ID      string
	Label   string
	FullID  bool   // whether it needs whole identity numbers to look people up
	Days    int    // working days it has to answer
	Asks    string // what it looks up, for the covering letter
	Basis   yanpan.Citation
	Pack    string
	Pos     Pos
	Retains int // months after the term's end in which its answers are deleted
}

// Avoidance says that close kin must not, or should not, sit in two bodies, or
// twice in one.
type Avoidance struct {
	ID, Label  string
	Class      Class // ClassBar: must not; ClassUnsuitable: should not
	One, Other Group
	Kind       yanpan.VillageKind // villages or communities only; VillageUnknown: both
	Candidates bool               // Other stands for whoever is put forward for the villagers' committee
	Relations  []string           // by name; nil: all eight and what packs add
	Basis      yanpan.Citation
	Pack       string
	Pos        Pos
}

// avoidanceCandidates names the candidates where a group may stand.
const avoidanceCandidates = "candidates"

func eligibilityShape() *object {
	number := key{shape: shapeNumber}
	rule := &object{name: "eligibility", label: "资格条件", keys: []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "class", label: "性质", shape: shapeWord, words: classWords(), required: true},
		{name: "statutory", label: "法定", shape: shapeBool},
		{name: "posts", label: "适用职务", shape: shapeText, each: officeWords()},
		{name: "department", label: "举证部门", shape: shapeName, refs: refDepartment},
		{name: "evidence", label: "须有的文书", shape: shapeText},
		{name: "since", label: "年限起算日", shape: shapeName},
		{name: "until", label: "影响期截止日", shape: shapeName},
		{name: "base_date", label: "计算基准日", shape: shapeBaseDate},
		{name: "counted_at", label: "算到哪一天", shape: shapeWord, words: []string{"as_of", "election_day"}},
		{name: "for", label: "适用对象", shape: shapeExpr},
		{name: "limits", label: "数值", shape: shapeTable, inner: &number},
		{name: "tighten", label: "收紧方向", shape: shapeTable, inner: &key{shape: shapeWord, words: []string{"up", "down"}}},
		{name: "when", label: "不得提名的情形", shape: shapeExpr},
		{name: "require", label: "应具备的条件", shape: shapeExpr},
		{name: "exception", label: "例外", shape: shapeText},
		{name: "approval", label: "例外由哪一级批准", shape: shapeWord, words: levelWords()},
		{name: "ground", label: "法律授权", shape: shapeText},
		{name: "message", label: "说明", shape: shapeTemplate},
		basisKey(),
	}}
	return list("eligibility", "资格条件", rule)
}

// rankShape is one line of ranks.yaml.
func rankShape() *object {
	return &object{name: "rank", label: "职务高低", keys: []key{
		{name: "posts", label: "职务", shape: shapeText, required: true, each: officeWords()},
		{name: "rank", label: "层次", shape: shapeInt, required: true},
		basisKey(),
	}}
}

// kinShape is one line of kin.yaml.
func kinShape() *object {
	return &object{name: "kin", label: "另加的亲属关系", keys: []key{
		{name: "relation", label: "关系", shape: shapeText, required: true},
		basisKey(),
	}}
}

func departmentShape() *object {
	return &object{name: "department", label: "联审部门", keys: []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "full_id", label: "需要完整身份证号", shape: shapeBool},
		{name: "days", label: "答复期限(工作日)", shape: shapeInt, required: true},
		{name: "retains", label: "届后保存(月)", shape: shapeInt},
		{name: "asks", label: "查询事项", shape: shapeText},
		basisKey(),
	}}
}

func avoidanceShape() *object {
	return &object{name: "avoidance", label: "近亲属回避", keys: []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "class", label: "性质", shape: shapeWord, words: []string{string(ClassBar), string(ClassUnsuitable)}, required: true},
		{name: "one", label: "一方", shape: shapeWord, words: groupWords(), required: true},
		{name: "other", label: "另一方", shape: shapeWord, words: append(groupWords(), avoidanceCandidates), required: true},
		{name: "village_kind", label: "只管村或社区", shape: shapeWord, words: []string{"rural", "community"}},
		{name: "relations", label: "只管哪些关系", shape: shapeText},
		basisKey(),
	}}
}

// eligibility reads one rule, or the adjustment of one above.
func (rr *ruleReader) eligibility(s *section, p *Pack) {
	if s.child("adjust") != nil {
		p.adjusts = append(p.adjusts, rr.adjust(s, KindEligibility))
		return
	}
	if r := rr.screeningRule(s); r != nil {
		p.Rules = append(p.Rules, r)
	}
	rr.noLawBelow(s, p)
}

// noLawBelow keeps counties and townships from calling their own bars statutory.
func (rr *ruleReader) noLawBelow(s *section, p *Pack) {
	if local := p.Level == LevelCounty || p.Level == LevelTownship; local && (Class(s.text("class")) == ClassBar || s.flag("statutory")) {
		s.fault("class", "写“不能”或“不宜”,依据写本地的文件", "%s的包不能定法定的情形", p.Level.Label())
	}
}

// screeningRule builds one rule; nil where faults make it unusable.
func (rr *ruleReader) screeningRule(s *section) *Rule {
	before := len(rr.rd.faults)
	r := &Rule{
		ID: s.text("id"), Kind: KindEligibility, Label: s.text("label"), Category: s.text("class"), Scope: ScopeNominee,
		BaseDate: s.date("base_date"), Statutory: s.flag("statutory"), Exception: s.text("exception"),
		Basis: s.citation(), Pack: rr.pack, Pos: s.posOf("id"),
	}
	rr.rd.broken = nil
	rr.unique(s, r)
	r.Screening = rr.screening(s, r)
	r.Statutory = r.Statutory || r.Screening.Class == ClassBar
	rr.limits(s, r)
	rr.language(s, r)
	rr.screeningTest(s, r)
	r.Message = rr.template(s, "message", r)
	rr.screeningDates(s, r)
	if len(rr.rd.faults) > before {
		return nil
	}
	r.gatherInputs()
	return r
}

func (rr *ruleReader) screening(s *section, r *Rule) *Screening {
	sc := &Screening{
		Class: Class(s.text("class")), Offices: ^OfficeSet(0), Department: s.text("department"), Evidence: s.text("evidence"),
		Since: s.text("since"), Until: s.text("until"), AtElection: s.text("counted_at") == "election_day",
		Approval: Level(s.text("approval")), Ground: s.text("ground"), positive: s.child("require") != nil,
	}
	if text := s.text("posts"); text != "" {
		set, bad := readOffices(text)
		if bad != "" {
			s.fault("posts", meant(bad, officeWords()), "没有“%s”这种职务", bad)
		}
		sc.Offices = set
	}
	switch {
	case sc.Approval != "" && sc.Class == ClassBar:
		s.fault("approval", "删去 approval", "法定禁止的情形没有例外,不能由谁批准")
	case (r.Exception == "") != (sc.Approval == ""):
		s.fault("id", "exception 写例外是什么,approval 写由哪一级批准", "例外和批准的层级要一起写")
	case sc.AtElection && !r.BaseDate.IsZero():
		s.fault("counted_at", "删去一个", "“base_date”和“counted_at”只能写一个")
	case sc.Class == ClassCondition && !sc.positive, sc.Class != ClassCondition && sc.positive:
		s.fault("class", "“条件”写 require(应当具备的),其他写 when(不得有的)", "“%s”与写法不合", sc.Class)
	}
	return sc
}

// screeningTest compiles what must or must not hold.
func (rr *ruleReader) screeningTest(s *section, r *Rule) {
	compile := func(name string) *Expr {
		if n := s.child(name); n != nil && n.Kind == yaml.ScalarNode {
			return rr.rd.compile(s.src, n, r.lang, TypeBool)
		}
		return nil
	}
	r.Applies = compile("for")
	when, require := compile("when"), compile("require")
	switch {
	case s.child("when") != nil && s.child("require") != nil:
		s.fault("require", "删去一个", "“when”和“require”只能写一个")
	case s.child("when") == nil && s.child("require") == nil:
		s.fault("id", "部门查证的写 when: hit", "资格条件“%s”没有写条件", r.ID)
	case require != nil:
		r.Test = require
	default:
		r.Test = when
	}
	if r.Test == nil || r.Screening.Department != "" == asksDepartment(r.Test) {
		return
	}
	if r.Screening.Department == "" {
		s.fault("when", "加一行 department,写明由哪个部门举证", "用了 hit(部门查实)而没有写由哪个部门举证")
		return
	}
	s.fault("department", "条件里写 hit,或删去 department", "写了举证部门,条件里却没有用 hit(部门查实)")
}

func asksDepartment(e *Expr) bool { return slices.Contains(e.vars, "hit") }

// screeningDates checks the start of the years and the end of a period.
func (rr *ruleReader) screeningDates(s *section, r *Rule) {
	for _, name := range []string{"since", "until"} {
		word := s.text(name)
		if word == "" {
			continue
		}
		if v, ok := r.lang.names[word]; !ok || v.Type != TypeDate {
			message, remedy := unknownName(word, r.lang)
			if ok {
				message, remedy = "“"+word+"”("+v.Label+")不是日期", "写一个日期变量,例如 event_on"
			}
			s.fault(name, remedy, "%s", message)
		}
	}
	years, has := r.limitNamed(yearsLimit)
	switch {
	case r.Screening.Since != "" && !has:
		s.fault("since", "加一行 limits: {years: 5};永久的删去 since", "写了起算日而没有写年限")
	case r.Screening.Since != "" && (years.Value.Type() != TypeInt || years.Value.Int64() < 1 || years.Value.Int64() > 60):
		s.fault("limits", "", "年限应是1至60的整数")
	case r.Screening.Since != "" && r.Screening.Until != "":
		s.fault("until", "删去一个", "“since”和“until”只能写一个")
	}
}

func (rr *ruleReader) department(s *section) Department {
	d := Department{
		ID: s.text("id"), Label: s.text("label"), FullID: s.flag("full_id"), Days: s.integer("days"), Retains: s.integer("retains"),
		Asks: s.text("asks"), Basis: s.citation(), Pack: rr.pack, Pos: s.posOf("id"),
	}
	if d.Days < 1 || d.Days > 60 {
		s.fault("days", "", "答复期限%d个工作日不合理", d.Days)
	}
	if d.Retains < 0 || d.Retains > 120 {
		s.fault("retains", "", "保存%d个月不合理", d.Retains)
	}
	return d
}

func (rr *ruleReader) avoidance(s *section) Avoidance {
	a := Avoidance{
		ID: s.text("id"), Label: s.text("label"), Class: Class(s.text("class")), One: Group(s.text("one")), Other: Group(s.text("other")),
		Relations: splitWords(s.text("relations")), Basis: s.citation(), Pack: rr.pack, Pos: s.posOf("id"),
	}
	switch s.text("village_kind") {
	case "rural":
		a.Kind = yanpan.VillageRural
	case "community":
		a.Kind = yanpan.VillageUrban
	}
	if a.Other == avoidanceCandidates {
		a.Candidates, a.Other = true, GroupVillagers
	}
	return a
}

// rank reads how high posts stand.
func (rr *ruleReader) rank(s *section, p *Pack) {
	set, bad := readOffices(s.text("posts"))
	n := s.integer("rank")
	switch {
	case bad != "":
		s.fault("posts", meant(bad, officeWords()), "没有“%s”这种职务", bad)
	case n < 1 || n > 99:
		s.fault("rank", "写1至99的数,数大的职务高", "层次“%s”不对", s.text("rank"))
	}
	if p.Ranks == nil {
		p.Ranks = map[Office]int{}
	}
	for _, o := range set.List() {
		p.Ranks[o] = n
	}
}

// overlayEligibility lays the parts of the file that are no rules over those above.
func (rs *Rules) overlayEligibility(p *Pack, all []*Rule) Faults {
	var faults Faults
	for _, d := range p.Departments {
		rs.Departments = replace(rs.Departments, d, func(o Department) bool { return o.ID == d.ID })
	}
	for _, a := range p.Avoidances {
		i := slices.IndexFunc(rs.Avoidances, func(o Avoidance) bool { return o.ID == a.ID })
		if i >= 0 && rs.Avoidances[i].Class == ClassBar && rs.national(rs.Avoidances[i].Pack) {
			old := rs.Avoidances[i]
			faults = append(faults, p.fault(a.Pos, "换一个编号另写一条", "“%s”是法定的回避规定(%s,%s/%s),不能替换", a.ID, old.Basis, old.Pack, old.Pos))
			continue
		}
		rs.Avoidances = replace(rs.Avoidances, a, func(o Avoidance) bool { return o.ID == a.ID })
	}
	for _, k := range p.Kin {
		if !slices.Contains(rs.Kin, k) {
			rs.Kin = append(rs.Kin, k)
		}
	}
	for o, n := range p.Ranks {
		if rs.Ranks == nil {
			rs.Ranks = map[Office]int{}
		}
		rs.Ranks[o] = n
	}
	return append(faults, rs.unknownDepartments(p, all)...)
}

func (rs *Rules) unknownDepartments(p *Pack, all []*Rule) Faults {
	var faults Faults
	for _, r := range all {
		if r.Pack != p.ID || r.Screening == nil || r.Screening.Department == "" {
			continue
		}
		if _, ok := rs.Department(r.Screening.Department); !ok && p.Level != LevelNational {
			var ids []string
			for _, d := range rs.Departments {
				ids = append(ids, d.ID)
			}
			faults = append(faults, p.fault(r.Pos, meant(r.Screening.Department, ids), "没有联审部门“%s”", r.Screening.Department))
		}
	}
	return faults
}

// replace puts an entry in the place of the one it supersedes, or behind all.
func replace[T any](all []T, one T, same func(T) bool) []T {
	out := slices.Clone(all)
	if i := slices.IndexFunc(out, same); i >= 0 {
		out[i] = one
		return out
	}
	return append(out, one)
}

// Department gives the department of the id.
func (rs *Rules) Department(id string) (Department, bool) {
	i := slices.IndexFunc(rs.Departments, func(d Department) bool { return d.ID == id })
	if i < 0 {
		return Department{}, false
	}
	return rs.Departments[i], true
}

// DepartmentLabel names a department, by its id where no pack has it.
func (rs *Rules) DepartmentLabel(id string) string {
	if d, ok := rs.Department(id); ok {
		return yanpan.Typeset(d.Label)
	}
	return id
}

// Counted is the day a rule of eligibility is counted at: its own base date,
// election day, or the day asked for. The zero Date is "not told": the rule
// counts at election day and nobody said which that is.
func (r *Rule) Counted(asOf, election yanpan.Date) yanpan.Date {
	if r.Screening != nil && r.Screening.AtElection {
		return election
	}
	return r.Base(asOf)
}

// positive reports whether the rule says what must hold.
func (r *Rule) positive() bool {
	return r.Kind == KindTarget || r.Screening != nil && r.Screening.positive
}

// Groundless lists the local conditions of age and schooling for posts that
// villagers elect: no law lets a place ask for them, so they can guide whom the
// party puts forward, and cannot keep anybody from standing.
func (p *Pack) Groundless() []Fault {
	var out []Fault
	for _, r := range p.Rules {
		sc := r.Screening
		elected := groupSet(GroupVillagers) | groupSet(GroupSupervisory) | groupSet(GroupElection)
		if sc == nil || r.Statutory || sc.Ground != "" || !sc.Offices.Meets(elected) {
			continue
		}
		var asks []string
		for _, name := range []struct{ variable, label string }{{"age", "年龄"}, {"birth", "年龄"}, {"education", "学历"}} {
			if slices.Contains(r.Test.vars, name.variable) && !slices.Contains(asks, name.label) {
				asks = append(asks, name.label)
			}
		}
		if len(asks) > 0 {
			out = append(out, p.fault(r.Pos, "只作组织推荐时的内部条件,不得据此不让村(居)民依法提名的人参选;法律有授权的,用 ground 写明条款",
				"“%s”以%s为条件,法律没有授权", r.Label, strings.Join(asks, "、")))
		}
	}
	return out
}

// text tells an avoidance rule in one line.
func (a Avoidance) text() string {
	other := a.Other.Label()
	if a.Candidates {
		other = "村(居)委会候选人"
	}
	who := a.One.Label() + "与" + other + "之间"
	if a.One == a.Other && !a.Candidates {
		who = a.One.Label() + "成员之间"
	}
	return fmt.Sprintf("%s:%s(%s,%s)", a.Label, who, a.Class, a.Basis)
}

// text tells a department in one line.
func (d Department) text() string {
	s := fmt.Sprintf("%s(%s):%d个工作日内答复", d.Label, d.ID, d.Days)
	if d.Asks != "" {
		s += ",查" + d.Asks
	}
	return s
}
