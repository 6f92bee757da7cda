package roster

import (
	"fmt"

	"yanpan.dev"
)

// Kinds of sheets of an election.
const (
	KindNominees   SheetKind = "nominees"   // 提名人选: who is put forward for which post, and the kin they declare
	KindVetting    SheetKind = "vetting"    // 联审反馈: what a department found
	KindHouseholds SheetKind = "households" // 户籍关系: who stands to the head of a household how
)

// Fields of nominees.
const (
	FieldProposed  Field = "proposed"   // 拟任职务
	FieldKin       Field = "kin"        // 申报近亲属
	FieldInVillage Field = "in_village" // 户籍或经常居住在本村
)

// Fields of a department's answers. 文号 and 影响期截止 are those of sanctions.
const (
	FieldDepartment   Field = "department"    // 联审部门
	FieldConclusion   Field = "conclusion"    // 无、有、待查
	FieldRule         Field = "rule"          // 规则编号
	FieldDocumentKind Field = "document_kind" // 文书种类
	FieldEventOn      Field = "event_on"      // 发生日
	FieldHandler      Field = "handler"       // 经办人
	FieldAnsweredOn   Field = "answered_on"   // 反馈日期
	FieldValidUntil   Field = "valid_until"   // 意见有效期至
)

// Fields of households.
const (
	FieldHousehold Field = "household" // 户号
	FieldRelation  Field = "relation"  // 与户主关系
)

// Nominee is a person put forward, or charged with a task in an election.
type Nominee struct {
	Identity
	Proposed    string // 拟任职务, as written
	Present     []Post // 现任职务
	PresentText string
	PresentTold bool // the sheet asks for the present posts: an empty cell is none
	Political   Political
	Education   Education
	Joined      yanpan.Date
	Confirmed   yanpan.Date
	InVillage   Answer
	New         Answer
	Seconded    Answer
	Review      string
	Kin         string // the declaration, as written
	KinTold     bool   // the sheet asks for it and the cell says something, 无 included
	Places      []Place
}

// VettingAnswer is one line of a department's answers, as written.
type VettingAnswer struct {
	Identity
	Department, Conclusion, Rules string
	DocumentKind, Document        string
	EventOn, Until                yanpan.Date
	Handler                       string
	AnsweredOn, ValidUntil        yanpan.Date
	Place                         Place
}

// HouseholdMember is one line of a register of households.
type HouseholdMember struct {
	Identity
	Household string // 户号, unique within the village
	Relation  string // to the head: 户主, 配偶, 长子, as written
	Place     Place
}

// NoOffice is the code of a nominee's row without a post.
const NoOffice NoteCode = "no_office"

// NoDepartment is the code of an answer that does not say whose it is.
const NoDepartment NoteCode = "no_department"

// nominee reads a row of people put forward. A second row of the same person
// adds a post and fills what the first left empty.
func (r *reading) nominee() {
	key, _ := r.village()
	n := Nominee{Identity: r.identity(), Proposed: Fold(first(r.text(FieldProposed)))}
	if text, label := r.text(FieldProposed); isBlankMark(squeeze(text)) {
		r.reject(NoOffice, label, "没有拟任职务", "请写明拟任什么职务,如“村委会主任”“监票人”")
	}
	if r.rejected() {
		return
	}
	n.Education = r.education()
	n.Joined, n.Confirmed = r.date(FieldJoined), r.date(FieldConfirmed)
	n.Political = r.political(n.Joined, n.Confirmed)
	n.InVillage, n.New, n.Seconded = r.answer(FieldInVillage), r.answer(FieldNewlyElected), r.answer(FieldSeconded)
	n.Review = Fold(first(r.text(FieldReview)))
	r.presentPosts(&n, key.name)
	kin, _ := r.text(FieldKin)
	n.Kin, n.KinTold = kin, squeeze(kin) != ""
	n.Places = []Place{r.row.Place()}
	n.Village = r.enter(key)
	r.fileNominee(&n)
}

func (r *reading) presentPosts(n *Nominee, village string) {
	text, _ := r.text(FieldPost)
	n.PresentTold = r.has(FieldPost)
	if isBlankMark(squeeze(text)) {
		return
	}
	n.PresentText = Fold(text)
	n.Present, _ = ReadPosts(text, BodyUnknown, village) // what is no post of the village's organs counts as none
}

func (r *reading) fileNominee(n *Nominee) {
	rec := &r.out.Records
	i := r.nominees.find(n.Identity, func(i int) *Identity { return &rec.Nominees[i].Identity })
	if i < 0 {
		r.nominees.add(n.Identity, len(rec.Nominees))
		rec.Nominees = append(rec.Nominees, *n)
		return
	}
	old := &rec.Nominees[i]
	if what := nomineeContradiction(rec, old, n); what != "" {
		r.reject(Contradiction, "", fmt.Sprintf("与%s的“%s”是同一人,但%s", placeText(old.Places[0]), old.Name, what), "请核对两处,改正后再导入")
		return
	}
	r.mergeWith(old.Places[0], n.Name)
	old.unite(n)
	r.nominees.add(old.Identity, i)
}

func nomineeContradiction(rec *Records, a, b *Nominee) string {
	switch {
	case a.Village != b.Village:
		return fmt.Sprintf("一处在%s,一处在%s", rec.Villages[a.Village].Name, rec.Villages[b.Village].Name)
	case a.Name != b.Name:
		return fmt.Sprintf("姓名不同(“%s”“%s”)而身份证号相同", a.Name, b.Name)
	case differ(a.Education, b.Education):
		return "学历不一致"
	case differ(a.Political, b.Political):
		return "政治面貌不一致"
	case differ(a.InVillage, b.InVillage), differ(a.New, b.New), differ(a.Seconded, b.Seconded):
		return "是否在村、新进或下派不一致"
	}
	return ""
}

func (n *Nominee) unite(m *Nominee) {
	if m.Birth.Precision() > n.Birth.Precision() {
		n.Birth = m.Birth
	}
	take(&n.Sex, m.Sex)
	take(&n.IDNumber, m.IDNumber)
	take(&n.Political, m.Political)
	take(&n.Education, m.Education)
	take(&n.Joined, m.Joined)
	take(&n.Confirmed, m.Confirmed)
	take(&n.InVillage, m.InVillage)
	take(&n.New, m.New)
	take(&n.Seconded, m.Seconded)
	take(&n.Review, m.Review)
	if n.Present == nil {
		n.Present, n.PresentText = m.Present, m.PresentText
	}
	n.PresentTold = n.PresentTold || m.PresentTold
	n.Proposed += "、" + m.Proposed
	if m.KinTold && m.Kin != n.Kin {
		n.Kin, n.KinTold = joinKin(n.Kin, m.Kin), true
	}
	n.Places = append(n.Places, m.Places...)
}

func joinKin(a, b string) string {
	if a == "" {
		return b
	}
	return a + ";" + b
}

// vettingAnswer reads a department's line.
func (r *reading) vettingAnswer() {
	key, ok := r.village()
	a := VettingAnswer{Identity: Identity{Name: r.name(), Sex: r.sex(), Birth: r.birth(), IDNumber: r.wholeNumber()}}
	a.Department = squeeze(first(r.text(FieldDepartment)))
	if a.Department == "" {
		_, label := r.text(FieldDepartment)
		r.reject(NoDepartment, label, "没有写是哪个部门的意见", "请填写联审部门")
	}
	if !ok || r.rejected() {
		return
	}
	a.Conclusion, a.Rules = squeeze(first(r.text(FieldConclusion))), squeeze(first(r.text(FieldRule)))
	a.DocumentKind, a.Document = Fold(first(r.text(FieldDocumentKind))), Fold(first(r.text(FieldDocument)))
	a.EventOn, a.Until = r.date(FieldEventOn), r.date(FieldUntil)
	a.Handler = squeeze(first(r.text(FieldHandler)))
	a.AnsweredOn, a.ValidUntil = r.date(FieldAnsweredOn), r.date(FieldValidUntil)
	a.Place = r.row.Place()
	a.Village = r.enter(key)
	r.out.Records.VettingAnswers = append(r.out.Records.VettingAnswers, a)
}

// wholeNumber reads an identity number where one stands whole; the sheets sent
// to departments show it covered, which is no fault of theirs.
func (r *reading) wholeNumber() yanpan.IDNumber {
	n, err := yanpan.ParseIDNumber(apostrophes.Replace(squeeze(first(r.text(FieldIDNumber)))))
	if err != nil {
		return yanpan.IDNumber{}
	}
	return n
}

// householdMember reads a line of a register of households.
func (r *reading) householdMember() {
	key, ok := r.village()
	h := HouseholdMember{Identity: r.identity(), Household: squeeze(first(r.text(FieldHousehold))), Relation: squeeze(first(r.text(FieldRelation)))}
	if h.Household == "" || h.Relation == "" {
		_, label := r.text(FieldHousehold)
		r.reject(ValueUnknown, label, "没有户号或与户主关系", "请补填")
	}
	if !ok || r.rejected() {
		return
	}
	h.Place = r.row.Place()
	h.Village = r.enter(key)
	r.out.Records.Households = append(r.out.Records.Households, h)
}
