package roster

import (
	"fmt"
	"slices"

	"yanpan.dev"
)

// matcher finds the record of the person that a row is about: the same identity
// number; where one of the two has none, the same village, name and birth, not
// contradicted by sex.
type matcher struct {
	byNumber map[yanpan.IDNumber]int
	byName   map[nameKey][]int
}

type nameKey struct {
	village int
	name    string
}

func newMatcher() *matcher {
	return &matcher{byNumber: map[yanpan.IDNumber]int{}, byName: map[nameKey][]int{}}
}

// find gives the index of the record, -1 where there is none. at gives the
// identity of a record by its index.
func (m *matcher) find(id Identity, at func(int) *Identity) int {
	if !id.IDNumber.IsZero() {
		if i, ok := m.byNumber[id.IDNumber]; ok {
			return i
		}
	}
	for _, i := range m.byName[nameKey{id.Village, id.Name}] {
		if sameByName(&id, at(i)) {
			return i
		}
	}
	return -1
}

// sameByName compares two people of one name in one village of whom at least
// one has no number.
func sameByName(a, b *Identity) bool {
	switch {
	case !a.IDNumber.IsZero() && !b.IDNumber.IsZero():
		return false
	case a.Sex != yanpan.SexUnknown && b.Sex != yanpan.SexUnknown && a.Sex != b.Sex:
		return false
	case a.Birth.IsZero() || b.Birth.IsZero():
		return true // a cell that the other leaves empty
	}
	return a.Birth.Agrees(b.Birth)
}

func (m *matcher) add(id Identity, i int) {
	if !id.IDNumber.IsZero() {
		m.byNumber[id.IDNumber] = i
	}
	key := nameKey{id.Village, id.Name}
	for _, j := range m.byName[key] {
		if j == i {
			return
		}
	}
	m.byName[key] = append(m.byName[key], i)
}

// file puts the person into the records: as a new one, or united with the
// record of an earlier row. A contradiction rejects the row.
func (r *reading) file(p *Person, index int) {
	rec := &r.out.Records
	i := r.people.find(p.Identity, func(i int) *Identity { return &rec.People[i].Identity })
	if i < 0 {
		r.people.add(p.Identity, len(rec.People))
		rec.People = append(rec.People, *p)
		r.owner = append(r.owner, index)
		return
	}
	old := &rec.People[i]
	if what := contradiction(rec, old, p); what != "" {
		r.reject(Contradiction, "", fmt.Sprintf("与%s的“%s”是同一人,但%s", placeText(old.Places[0]), old.Name, what), "请核对两处,改正后再导入")
		return
	}
	if a, b := old.Birth, p.Birth; !a.IsZero() && !b.IsZero() && a != b {
		r.note(TwoPrecisions, "", fmt.Sprintf("%s的出生日期两处详略不同(%s、%s),取详细的", p.Name, a.Chinese(), b.Chinese()), "")
	}
	r.res.Outcome = Merged
	r.note(MergedRow, "", fmt.Sprintf("与%s的“%s”是同一人,职务已合并", placeText(old.Places[0]), old.Name), "")
	old.unite(p)
	r.people.add(old.Identity, i)
	r.dropAnswered(old)
}

// dropAnswered takes back the notes on empty cells that the other row fills.
func (r *reading) dropAnswered(p *Person) {
	r.res.Notes = slices.DeleteFunc(r.res.Notes, func(n Note) bool {
		switch n.Code {
		case SexUnknown:
			return p.Sex != yanpan.SexUnknown
		case EducationUnknown:
			return p.Education != EducationNotTold
		case PoliticalUnknown:
			return p.Political != PoliticalNotTold
		case BirthUnknown:
			return !p.Birth.IsZero()
		}
		return false
	})
}

func placeText(p Place) string {
	return fmt.Sprintf("《%s》“%s”表第%d行", p.File, p.Sheet, p.Row)
}

// contradiction says in which point two rows of one person cannot both be true.
func contradiction(rec *Records, a, b *Person) string {
	switch {
	case a.Village != b.Village:
		return fmt.Sprintf("一处在%s,一处在%s", rec.Villages[a.Village].Name, rec.Villages[b.Village].Name)
	case a.Name != b.Name:
		return fmt.Sprintf("姓名不同(“%s”“%s”)而身份证号相同", a.Name, b.Name)
	case a.Sex != b.Sex && a.Sex != yanpan.SexUnknown && b.Sex != yanpan.SexUnknown:
		return "性别不一致"
	case differ(a.Education, b.Education):
		return "学历不一致"
	case differ(a.Political, b.Political):
		return "政治面貌不一致"
	case !a.Joined.IsZero() && !b.Joined.IsZero() && !a.Joined.Agrees(b.Joined):
		return "入党时间不一致"
	}
	return ""
}

// differ reports whether both values are told and are not the same.
func differ[T comparable](a, b T) bool {
	var none T
	return a != none && b != none && a != b
}

// unite fills what p leaves empty from q, and adds q's posts and place.
func (p *Person) unite(q *Person) {
	if q.Birth.Precision() > p.Birth.Precision() {
		p.Birth = q.Birth
	}
	take(&p.Sex, q.Sex)
	take(&p.IDNumber, q.IDNumber)
	take(&p.Ethnicity, q.Ethnicity)
	take(&p.RecordedAge, q.RecordedAge)
	take(&p.Political, q.Political)
	take(&p.InParty, q.InParty)
	take(&p.Education, q.Education)
	take(&p.Joined, q.Joined)
	take(&p.Confirmed, q.Confirmed)
	take(&p.Since, q.Since)
	take(&p.Reelected, q.Reelected)
	take(&p.New, q.New)
	take(&p.WellOff, q.WellOff)
	take(&p.Seconded, q.Seconded)
	take(&p.Graduate, q.Graduate)
	take(&p.Social, q.Social)
	take(&p.Sanctioned, q.Sanctioned)
	take(&p.Terms, q.Terms)
	take(&p.Review, q.Review)
	take(&p.Branch, q.Branch)
	take(&p.Remark, q.Remark)
	p.Posts = unitePosts(p.Posts, q.Posts...)
	p.Places = append(p.Places, q.Places...)
}

// take fills an empty value.
func take[T comparable](to *T, from T) {
	var none T
	if *to == none {
		*to = from
	}
}
