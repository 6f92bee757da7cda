package roster

import (
	"fmt"
	"strings"
)

// person reads a row of a roster. Everything that can be wrong with the row is
// said at once; only a row without fault reaches the records.
func (r *reading) person(index int) {
	if r.vacancy() {
		return
	}
	key, _ := r.village()
	p := Person{Identity: r.identity()}
	if r.rejected() {
		return
	}
	r.details(&p)
	r.posts(&p, key.name)
	p.Places = []Place{r.row.Place()}
	p.Village = r.enter(key)
	r.file(&p, index)
}

// vacancy accepts a row that says a post is vacant: 空缺 stands where the name should.
func (r *reading) vacancy() bool {
	text, label := r.text(FieldName)
	if !vacantNames[squeeze(text)] {
		return false
	}
	if key, ok := r.village(); ok {
		r.enter(key)
		r.note(VacantPost, label, "这一行说明职务空缺,不计人数", "")
	}
	return true
}

func (r *reading) details(p *Person) {
	p.Ethnicity = squeeze(first(r.text(FieldEthnicity)))
	p.Education = r.education()
	p.Joined, p.Confirmed = r.date(FieldJoined), r.date(FieldConfirmed)
	p.Political = r.political(p.Joined, p.Confirmed)
	p.InParty = r.inParty(p)
	p.Since = r.date(FieldSince)
	p.Reelected, p.New = r.answer(FieldReelected), r.answer(FieldNewlyElected)
	p.WellOff, p.Seconded = r.answer(FieldWellOff), r.answer(FieldSeconded)
	p.Graduate, p.Social = r.answer(FieldGraduate), r.answer(FieldSocialWorker)
	p.Sanctioned = r.answer(FieldSanctioned)
	p.Review = Fold(first(r.text(FieldReview)))
	p.Branch = squeeze(first(r.text(FieldBranch)))
	p.Remark = Fold(first(r.text(FieldRemark)))
	p.Terms = r.terms()
	r.age(p)
}

// terms reads 连任届数.
func (r *reading) terms() int {
	text, label := r.text(FieldTerms)
	if isBlankMark(squeeze(text)) {
		return 0
	}
	n, ok := ReadCount(strings.TrimPrefix(squeeze(text), "第"))
	if !ok || n < 0 || n > 20 {
		r.note(ValueUnknown, label, fmt.Sprintf("“%s”不是届数,按未填写处理", text), "请填数字")
		return 0
	}
	r.out.Records.Told[FieldTerms] = true
	return n
}

// age compares a printed age with the birth, and keeps it where no birth is known.
func (r *reading) age(p *Person) {
	text, label := r.text(FieldAge)
	if label == "" {
		text, label = bracketed(r.text(FieldBirth))
	}
	n, told := ReadCount(text)
	told = told && n > 0 && n < 120
	youngest, oldest, known := p.Birth.AgeRange(r.opt.AsOf)
	switch {
	case !known && told:
		p.RecordedAge = n
	case !known:
		_, label := r.text(FieldBirth)
		r.noteUnknown(BirthUnknown, label, "", "出生年月")
	case told && (n < youngest-1 || n > oldest+1):
		r.note(AgeMismatch, label, fmt.Sprintf("表中年龄%d岁与出生日期%s推算的%d岁不一致,按出生日期计", n, p.Birth.Chinese(), oldest), "请核对出生日期")
	}
}

// bracketed gives what stands in brackets behind a birth: 1963.06(63岁).
func bracketed(text, label string) (string, string) {
	_, in, ok := strings.Cut(Fold(text), "(")
	if !ok {
		return "", label
	}
	in, _, _ = strings.Cut(in, ")")
	return in, label
}

// posts reads every post column, each in the light of its header.
func (r *reading) posts(p *Person, village string) {
	for _, c := range []struct {
		field Field
		body  Body
	}{{FieldPartyPost, PartyCommittee}, {FieldVillagePost, VillagersCommittee}, {FieldPost, r.row.Layout.Body}, {FieldOtherPost, Outside}} {
		for _, text := range r.all(c.field) {
			_, label := r.text(c.field)
			r.readPosts(p, text, label, c.body, village)
		}
	}
	if r.row.Post != "" {
		r.readPosts(p, r.row.Post, "", BodyUnknown, village)
	}
	r.stated(p)
	if len(p.Posts) == 0 && r.row.Layout.Body != BodyUnknown {
		p.Posts = []Post{{Body: r.row.Layout.Body, Title: Member}}
	}
}

func (r *reading) readPosts(p *Person, text, label string, body Body, village string) {
	posts, unknown := ReadPosts(text, body, village)
	p.Posts = unitePosts(p.Posts, posts...)
	for _, u := range unknown {
		r.note(PostUnknown, label, fmt.Sprintf("职务“%s”看不出属于哪个班子,这一项未计入", u), "请写明机构,如“党支部委员”“村委会委员”")
	}
}

// stated adds the posts that 是否一肩挑 and 是否交叉任职 tell and the post cell leaves out.
func (r *reading) stated(p *Person) {
	if r.answer(FieldDualHead) == Yes {
		if p.IsSecretary() && !p.IsDirector() {
			p.Posts = unitePosts(p.Posts, Post{Body: VillagersCommittee, Title: Director, Text: "一肩挑"})
		}
		if p.IsDirector() && !p.IsSecretary() {
			p.Posts = unitePosts(p.Posts, Post{Body: PartyCommittee, Title: Secretary, Text: "一肩挑"})
		}
	}
	if r.answer(FieldCrossPosted) != Yes || p.Holds(PartyCommittee) == p.Holds(VillagersCommittee) {
		return
	}
	other := PartyCommittee
	if p.Holds(PartyCommittee) {
		other = VillagersCommittee
	}
	p.Posts = append(p.Posts, Post{Body: other, Title: Member, Text: "交叉任职"})
}
