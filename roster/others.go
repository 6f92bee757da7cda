package roster

import (
	"fmt"

	"yanpan.dev"
)

// partyMember reads a row of a branch's register.
func (r *reading) partyMember() {
	key, _ := r.village()
	m := PartyMember{Identity: r.identity()}
	if r.rejected() {
		return
	}
	m.Branch = squeeze(first(r.text(FieldBranch)))
	m.Joined, m.Confirmed = r.date(FieldJoined), r.date(FieldConfirmed)
	m.Political = r.memberStatus(m.Joined, m.Confirmed)
	m.Education = r.education()
	m.Floating = r.answer(FieldFloating)
	m.Places = []Place{r.row.Place()}
	m.Village = r.enter(key)
	rec := &r.out.Records
	i := r.members.find(m.Identity, func(i int) *Identity { return &rec.Members[i].Identity })
	if i >= 0 {
		r.mergeWith(rec.Members[i].Places[0], m.Name)
		rec.Members[i].Places = append(rec.Members[i].Places, m.Places...)
		return
	}
	r.members.add(m.Identity, len(rec.Members))
	rec.Members = append(rec.Members, m)
}

// memberStatus is the status of someone in a register of party members, where
// everybody is at least probationary.
func (r *reading) memberStatus(joined, confirmed yanpan.Date) Political {
	text, _ := r.text(FieldPolitical)
	if p, ok := ReadPolitical(text); ok && (p == FullMember || p == ProbationaryMember) {
		return p
	}
	return memberSince(joined, confirmed, r.opt.AsOf)
}

func (r *reading) mergeWith(at Place, name string) {
	r.res.Outcome = Merged
	r.note(MergedRow, "", fmt.Sprintf("与%s的“%s”是同一人,已合并", placeText(at), name), "")
}

func (r *reading) reserve() {
	key, _ := r.village()
	c := Reserve{Identity: r.identity()}
	if r.rejected() {
		return
	}
	c.Education = r.education()
	c.Political = r.political(r.date(FieldJoined), yanpan.Date{})
	c.Origin = Fold(first(r.text(FieldOrigin)))
	c.Training = Fold(first(r.text(FieldTraining)))
	c.Place = r.row.Place()
	c.Village = r.enter(key)
	rec := &r.out.Records
	if i := r.reserves.find(c.Identity, func(i int) *Identity { return &rec.Reserves[i].Identity }); i >= 0 {
		r.mergeWith(rec.Reserves[i].Place, c.Name)
		return
	}
	r.reserves.add(c.Identity, len(rec.Reserves))
	rec.Reserves = append(rec.Reserves, c)
}

// Fields of a village file by how they are kept. What is not listed is text.
var (
	numberFields = []Field{FieldHouseholds, FieldRegistered, FieldResident, FieldAway, FieldVoters, FieldLastTurnout, FieldPartyCount, FieldGroups, FieldIncome, FieldDebt, FieldPartySeats, FieldVillageSeats, FieldTotalSeats, FieldCandidates}
	dateFields   = []Field{FieldPublishedOn, FieldMeetingOn, FieldAuditedOn}
	textFields   = []Field{FieldVillageClass, FieldVillageKind, FieldIndustry, FieldGrade, FieldLegacyProblem, FieldRectified, FieldFirstSec, FieldLastRunOff, FieldWeakBranch}
)

// villageFile reads one village's row of a village file. A village that has
// been told before keeps what was told first and takes what was left empty.
func (r *reading) villageFile() {
	key, ok := r.village()
	if !ok {
		return
	}
	i := r.enter(key)
	v := &r.out.Records.Villages[i]
	if len(v.Places) > 0 {
		r.mergeWith(v.Places[0], v.Name)
	}
	if v.Numbers == nil {
		v.Numbers, v.Texts, v.Dates = map[Field]yanpan.Ratio{}, map[Field]string{}, map[Field]yanpan.Date{}
	}
	v.Places = append(v.Places, r.row.Place())
	r.villageNumbers(v)
	for _, f := range dateFields {
		if d := r.date(f); !d.IsZero() && v.Dates[f].IsZero() {
			v.Dates[f] = d
		}
	}
	for _, f := range textFields {
		if text, _ := r.text(f); text != "" && v.Texts[f] == "" {
			v.Texts[f] = Fold(text)
		}
	}
	r.villageNames(v)
}

func (r *reading) villageNumbers(v *Village) {
	for _, f := range numberFields {
		text, label := r.text(f)
		if isBlankMark(squeeze(text)) {
			continue
		}
		n, ok := ReadNumber(text)
		if !ok || n.Num < 0 {
			r.note(BadNumber, label, fmt.Sprintf("“%s”不是数字,按未填写处理", text), "请只填数字")
			continue
		}
		if _, told := v.Numbers[f]; !told {
			v.Numbers[f] = n
		}
	}
}

func (r *reading) villageNames(v *Village) {
	take(&v.Area, squeeze(first(r.text(FieldArea))))
	take(&v.Area, squeeze(r.row.Area))
	take(&v.Class, squeeze(v.Texts[FieldVillageClass]))
	switch squeeze(v.Texts[FieldVillageKind]) {
	case "村", "行政村", "建制村":
		v.Kind = yanpan.VillageRural
	case "社区", "居", "村改居", "城市社区":
		v.Kind = yanpan.VillageUrban
	}
	text, label := r.text(FieldVillageCode)
	code, ok := yanpan.ParseVillageCode(squeeze(text))
	switch {
	case ok:
		v.Code = code
	case !isBlankMark(squeeze(text)):
		r.note(ValueUnknown, label, fmt.Sprintf("“%s”不是区划代码,按未填写处理", text), "村级代码为12位数字")
	}
}

// sanction reads a measure and looks its person up in the roster.
func (r *reading) sanction() {
	key, ok := r.village()
	name := r.name()
	if !ok || r.rejected() {
		return
	}
	s := Sanction{
		Person: -1, Name: name, Kind: Fold(first(r.text(FieldSanction))), Document: Fold(first(r.text(FieldDocument))),
		Decided: r.date(FieldDecided), Until: r.date(FieldUntil), Place: r.row.Place(),
	}
	s.Village = r.enter(key)
	id := Identity{Name: name, Village: s.Village, IDNumber: r.idNumber()}
	if r.rejected() {
		return
	}
	rec := &r.out.Records
	s.Person = r.people.find(id, func(i int) *Identity { return &rec.People[i].Identity })
	if s.Person < 0 {
		_, label := r.text(FieldName)
		r.note(UnknownPerson, label, fmt.Sprintf("花名册中没有%s的“%s”,此项处分不计入班子统计", key.name, name), "请核对姓名和所在村")
	}
	if !s.Until.IsZero() && s.Decided.After(s.Until) {
		_, label := r.text(FieldUntil)
		r.note(DateUnknown, label, "影响期截止日早于处分决定日", "请核对两个日期")
	}
	rec.Sanctions = append(rec.Sanctions, s)
}

// count reads a number of people, sheets or sessions; a bad one is noted.
func (r *reading) count(f Field) int {
	text, label := r.text(f)
	if isBlankMark(squeeze(text)) {
		return 0
	}
	n, ok := ReadCount(text)
	if !ok || n < 0 {
		r.note(BadNumber, label, fmt.Sprintf("“%s”不是整数,按未填写处理", text), "请只填整数")
		return 0
	}
	return n
}

func (r *reading) activity() {
	name, label := r.text(FieldActivity)
	kind := Fold(first(r.text(FieldActivityKind)))
	if take(&name, kind); Fold(name) == "" {
		r.reject(NoSubject, label, "没有写明是什么工作", "请补填事项名称")
		return
	}
	a := Activity{
		Village: -1, Name: Fold(name), Kind: kind, Date: r.date(FieldDate), Sessions: max(r.count(FieldSessions), 1),
		Participants: r.count(FieldParticipants), Copies: r.count(FieldCopies), Masses: r.count(FieldMasses), Place: r.row.Place(),
	}
	if k := r.villages.written(r); k.name != "" && k.name != k.township {
		a.Village = r.enter(r.villages.canonical(k))
	}
	r.out.Records.Activities = append(r.out.Records.Activities, a)
}

// evaluation reads the totals of one evaluation and checks that they can be:
// no more people present than due, no more ballots collected than issued, the
// votes no more than the valid ballots.
func (r *reading) evaluation() {
	key, ok := r.village()
	if !ok {
		return
	}
	e := Evaluation{
		Subject: squeeze(first(r.text(FieldSubject))), Due: r.count(FieldDue), Present: r.count(FieldPresent), Issued: r.count(FieldIssued),
		Collected: r.count(FieldCollected), Valid: r.count(FieldValid), Invalid: r.count(FieldInvalid),
		First: r.count(FieldFirst), Second: r.count(FieldSecond), Third: r.count(FieldThird), Place: r.row.Place(),
	}
	if take(&e.Subject, squeeze(first(r.text(FieldName)))); e.Subject == "" {
		e.Subject = "班子"
	}
	if fault := e.fault(); fault != "" {
		r.reject(BallotsDontMatch, "", fault, "请对照原始票数核对")
		return
	}
	e.Village = r.enter(key)
	r.out.Records.Evaluations = append(r.out.Records.Evaluations, e)
}

// fault says which totals cannot be; a total that was not told (0) is not held against the others.
func (e *Evaluation) fault() string {
	votes := e.First + e.Second + e.Third
	for _, c := range []struct {
		less, more         int
		lessName, moreName string
	}{
		{e.Present, e.Due, "实到", "应到"}, {e.Collected, e.Issued, "收回", "发出"},
		{e.Valid + e.Invalid, e.Collected, "有效票与无效票之和", "收回"}, {votes, e.Valid, "各档票数之和", "有效票"},
	} {
		if c.more > 0 && c.less > c.more {
			return fmt.Sprintf("%s%d大于%s%d", c.lessName, c.less, c.moreName, c.more)
		}
	}
	return ""
}
