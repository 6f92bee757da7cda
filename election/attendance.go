package election

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// Excusal is a party member whom a meeting need not count among those due, with
// the four formalities that this takes, each one by one.
type Excusal struct {
	Name  string      `json:"name"`
	Birth yanpan.Date `json:"birth,omitzero"` // where the register has two of the name
	Kind  string      `json:"kind"`           // illness, abroad, serving, bedridden, transferred, other
	Basis string      `json:"basis,omitempty"`

	Consulted Formality `json:"consulted,omitzero"` // 征求本人和家属意见
	Verified  Formality `json:"verified,omitzero"`  // 监督委员会核实
	Approved  Formality `json:"approved,omitzero"`  // 镇党委同意
	Passed    Formality `json:"passed,omitzero"`    // 党员大会通过
}

// Formality is one of the four: when, and by whom or by which paper.
type Formality struct {
	Day yanpan.Date `json:"day"`
	By  string      `json:"by"`
}

// excusalKinds are the five kinds of members that need not be counted, and others by a basis of their own.
func excusalKinds() [][2]string {
	return [][2]string{
		{"illness", "因病不能表达意志"}, {"abroad", "自费出国半年以上"}, {"serving", "正在服刑,未受留党察看以上处分"},
		{"bedridden", "年老体弱卧床不起或长期生病生活不能自理"}, {"transferred", "工作调动、外出半年以上应转未转组织关系"}, {"other", "其他"},
	}
}

func excusalLabel(kind string) string {
	for _, k := range excusalKinds() {
		if k[0] == kind {
			return k[1]
		}
	}
	return ""
}

// Attendance is who is due at a party members' meeting that elects, derived
// from the register, and what the numbers of the law come to.
type Attendance struct {
	Village    string
	Day        yanpan.Date
	Register   int      // entries of the register
	Probation  []string // probationary members: no vote
	OnProbe    []string // 留党察看期间: no vote
	Unsure     []string // measures whose period is not recorded: counted as due, to be looked into
	Excused    []string
	Refused    []string // excusals that do not count, each a sentence
	Due        int
	Present    int
	QuorumAt   int // the least that must come
	MajorityOf policy.Share
	ByDue      int // votes that elect, counted of those due
	ByPresent  int // the same, counted of those present
	Base       string
	Basis      [2]yanpan.Citation // of the quorum and of the majority
}

// Quorate reports whether enough came.
func (a *Attendance) Quorate() bool { return a.Present >= a.QuorumAt && a.Present <= a.Due }

// Attend derives who is due at the meeting of a village's party members from
// the register: without those who have no vote, and without those excused whose
// four formalities are complete, in order, and not later than the meeting.
// The threshold is that of party elections. It fails where the register has
// nobody of the village or more came than are due.
func Attend(rec *roster.Records, village string, day yanpan.Date, excused []Excusal, present int, law policy.Threshold) (*Attendance, error) {
	a := &Attendance{Village: village, Day: day, Present: present, Base: law.Elected.Of}
	var voters []*roster.PartyMember
	for i := range rec.Members {
		m := &rec.Members[i]
		if m.Village < 0 || rec.Villages[m.Village].Name != village {
			continue
		}
		a.Register++
		if a.votes(rec, m) {
			voters = append(voters, m)
		}
	}
	if a.Register == 0 {
		return nil, attendFault("党员名册里没有“"+village+"”的党员", "核对村名,或补上这个村的党员名册")
	}
	a.Due = len(voters)
	seen := map[*roster.PartyMember]bool{}
	for i := range excused {
		m, why := findMember(voters, &excused[i])
		if why == "" && seen[m] {
			why = "写了两遍"
		}
		if why == "" {
			why = excused[i].lacks(day)
		}
		if why != "" {
			a.Refused = append(a.Refused, yanpan.Typeset(fmt.Sprintf("“%s”不能不计入应到:%s", excused[i].Name, why)))
			continue
		}
		seen[m] = true
		a.Due--
		a.Excused = append(a.Excused, yanpan.Typeset(excused[i].says()))
	}
	if present < 0 || present > a.Due {
		return nil, attendFault(fmt.Sprintf("实到%d人,应到%d人,对不上", present, a.Due), "实到只数有选举权、计入应到的党员")
	}
	a.weigh(law)
	return a, nil
}

func attendFault(message, remedy string) error {
	return &yanpan.Error{Code: yanpan.CodeInvalid, Op: "election.Attend", Message: yanpan.Typeset(message), Remedy: yanpan.Typeset(remedy)}
}

// weigh works out what the law asks for.
func (a *Attendance) weigh(law policy.Threshold) {
	a.QuorumAt = policy.Share{Of: law.Valid.Share, Over: law.Valid.Over}.Needed(a.Due)
	a.MajorityOf = policy.Share{Of: law.Elected.Share, Over: law.Elected.Over}
	a.ByDue, a.ByPresent = a.MajorityOf.Needed(a.Due), a.MajorityOf.Needed(a.Present)
	a.Basis = [2]yanpan.Citation{law.Valid.Basis, law.Elected.Basis}
}

// votes reports whether a member may vote, and notes who may not.
func (a *Attendance) votes(rec *roster.Records, m *roster.PartyMember) bool {
	if m.Political == roster.ProbationaryMember {
		a.Probation = append(a.Probation, m.Name)
		return false
	}
	for i := range rec.Sanctions {
		s := &rec.Sanctions[i]
		if s.Name != m.Name || s.Village != m.Village || !containsAny(s.Kind, words().Probation) {
			continue
		}
		switch s.InEffect(a.Day) {
		case roster.Yes:
			a.OnProbe = append(a.OnProbe, m.Name)
			return false
		case roster.NotTold:
			a.Unsure = append(a.Unsure, m.Name)
		}
	}
	return true
}

func findMember(voters []*roster.PartyMember, x *Excusal) (found *roster.PartyMember, why string) {
	for _, m := range voters {
		switch {
		case m.Name != x.Name || !x.Birth.IsZero() && !m.Birth.IsZero() && !m.Birth.Agrees(x.Birth):
		case found != nil:
			return nil, "名册里有两个同名的,birth 写出生年月"
		default:
			found = m
		}
	}
	if found == nil {
		return nil, "有选举权的党员里没有这个人,核对姓名和出生年月"
	}
	return found, ""
}

// lacks says which of the formalities is missing or out of order; "" for none.
func (x *Excusal) lacks(meeting yanpan.Date) string {
	switch {
	case excusalLabel(x.Kind) == "":
		var words []string
		for _, k := range excusalKinds() {
			words = append(words, k[0]+"("+k[1]+")")
		}
		return "情形“" + x.Kind + "”不在五类之内,kind 写" + strings.Join(words, "、")
	case x.Kind == "other" && x.Basis == "":
		return "五类以外的要在 basis 里注明依据"
	}
	var missing []string
	last := yanpan.Date{}
	for _, f := range x.formalities() {
		switch {
		case f.Day.Precision() != yanpan.PrecisionDay || f.By == "":
			missing = append(missing, f.label)
			continue
		case last.After(f.Day):
			return f.label + "的日期" + f.Day.Chinese() + "早于前一道手续的" + last.Chinese()
		case f.Day.After(meeting):
			return f.label + "在" + f.Day.Chinese() + ",晚于选举的党员大会"
		}
		last = f.Day
	}
	if len(missing) > 0 {
		return "还缺" + strings.Join(missing, "、") + "(要写日期 day 和经办 by)"
	}
	return ""
}

type namedFormality struct {
	Formality
	label string
}

func (x *Excusal) formalities() []namedFormality {
	return []namedFormality{{x.Consulted, "征求本人和家属意见"}, {x.Verified, "监督委员会核实"}, {x.Approved, "镇党委同意"}, {x.Passed, "党员大会通过"}}
}

func (x *Excusal) says() string {
	label := excusalLabel(x.Kind)
	if x.Basis != "" {
		label += ",依据" + x.Basis
	}
	parts := make([]string, 0, 4)
	for _, f := range x.formalities() {
		parts = append(parts, f.Day.Chinese()+f.label+"("+f.By+")")
	}
	return x.Name + "(" + label + "):" + strings.Join(parts, "、")
}

// Text is the derivation as it is printed: from the register to those due, and
// the numbers of both ways to count a majority.
func (a *Attendance) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s党员大会(%s):党员名册%d人,应到%d人,实到%d人\n", a.Village, a.Day.Chinese(), a.Register, a.Due, a.Present)
	for _, l := range []struct {
		what  string
		names []string
	}{{"预备党员,没有选举权", a.Probation}, {"留党察看期间,没有选举权", a.OnProbe}, {"受过留党察看、没有登记到哪天为止,暂计入应到,请核实", a.Unsure}} {
		if len(l.names) > 0 {
			fmt.Fprintf(&b, "  %s%d人:%s\n", l.what, len(l.names), strings.Join(l.names, "、"))
		}
	}
	if len(a.Excused) > 0 {
		fmt.Fprintf(&b, "  经四道手续不计入应到%d人\n", len(a.Excused))
	}
	for _, x := range a.Excused {
		b.WriteString("    " + x + "\n")
	}
	for _, x := range a.Refused {
		b.WriteString("  " + x + "\n")
	}
	word := "够,可以开会选举"
	if !a.Quorate() {
		word = fmt.Sprintf("还差%d人,不能开会选举", a.QuorumAt-a.Present)
	}
	fmt.Fprintf(&b, "到会至少%d人(%s):%s\n", a.QuorumAt, a.Basis[0], word)
	own, other := "应到会", "实到会"
	if a.Base == "present" {
		own, other = other, own
	}
	fmt.Fprintf(&b, "当选(%s):按应到会%d人%s为%d票,按实到会%d人%s为%d票;政策包按%s算,%s的票数列出备查\n", a.Basis[1], a.Due, a.MajorityOf, a.ByDue, a.Present, a.MajorityOf, a.ByPresent, own, other)
	return yanpan.Typeset(b.String())
}

// Excusals reads the formalities of a file: {"village", "day", "present",
// "excused": [ … ]}. The error is of CodeInvalid and says the line.
func Excusals(text []byte) (AttendanceFile, error) {
	var f AttendanceFile
	if err := decodeStrict(text, &f); err != nil {
		return f, err
	}
	switch {
	case f.Village == "":
		return f, attendFault("没有写是哪个村", "village 写村名")
	case f.Day.Precision() != yanpan.PrecisionDay:
		return f, attendFault("没有写党员大会是哪一天", "day 写到日,例如 2026-12-01")
	case slices.ContainsFunc(f.Excused, func(x Excusal) bool { return x.Name == "" }):
		return f, attendFault("不计入应到的人里有一个没有写姓名", "name 写姓名")
	}
	return f, nil
}

// AttendanceFile is a meeting with the members it excuses.
type AttendanceFile struct {
	Village string      `json:"village"`
	Day     yanpan.Date `json:"day"`
	Present int         `json:"present"`
	Excused []Excusal   `json:"excused"`
}

// AttendanceDocument is an Attendance as JSON.
type AttendanceDocument struct {
	Village     string      `json:"village"`
	Day         yanpan.Date `json:"day"`
	Register    int         `json:"register"`
	NoVote      []string    `json:"no_vote"` // probationary, or on probation within the party
	Unsure      []string    `json:"unsure"`
	Excused     []string    `json:"excused"`
	Refused     []string    `json:"refused"`
	Eligible    int         `json:"eligible"` // 应到会
	Present     int         `json:"present"`
	Quorum      int         `json:"needed_to_be_valid"`
	Quorate     bool        `json:"quorate"`
	Base        string      `json:"elected_base"`
	ByEligible  int         `json:"needed_by_eligible"`
	ByAttending int         `json:"needed_by_present"`
}

// Document gives the attendance for JSON, under the names of a count sheet.
func (a *Attendance) Document() AttendanceDocument {
	list := func(names ...string) []string { return append([]string{}, names...) }
	return AttendanceDocument{
		Village: a.Village, Day: a.Day, Register: a.Register, NoVote: append(list(a.Probation...), a.OnProbe...), Unsure: list(a.Unsure...), Excused: list(a.Excused...),
		Refused: list(a.Refused...), Eligible: a.Due, Present: a.Present, Quorum: a.QuorumAt, Quorate: a.Quorate(), Base: a.Base, ByEligible: a.ByDue, ByAttending: a.ByPresent,
	}
}
