package roster

import "fmt"

// settleHeads decides, once all rows are in, who heads a village's party
// organisation: where a general branch or a committee has a secretary, the
// secretaries of the branches below it are no heads of the village.
func (a *admitter) settleHeads() {
	rec := &a.out.Records
	top := make([]PartyLevel, len(rec.Villages))
	for i := range rec.People {
		p := &rec.People[i]
		for _, post := range p.Posts {
			if post.Body == PartyCommittee && post.Title == Secretary {
				top[p.Village] = max(top[p.Village], post.Level)
			}
		}
	}
	for i := range rec.People {
		p := &rec.People[i]
		for j, post := range p.Posts {
			if post.Body == PartyCommittee && post.Title == Secretary && post.Level == LevelBranch && top[p.Village] > LevelBranch {
				p.Posts[j].Body = PartyBranch
			}
		}
	}
}

// noteSameNames points at people of one name in different villages, unless
// their identity numbers show that they are different people.
func (a *admitter) noteSameNames() {
	rec := &a.out.Records
	seen := map[string]int{}
	for i := range rec.People {
		p := &rec.People[i]
		j, ok := seen[p.Name]
		if !ok {
			seen[p.Name] = i
			continue
		}
		q := &rec.People[j]
		if q.Village == p.Village || !p.IDNumber.IsZero() && !q.IDNumber.IsZero() {
			continue
		}
		a.noteSameName(i, rec.Villages[q.Village].Name, p, q)
	}
}

func (a *admitter) noteSameName(i int, elsewhere string, p, q *Person) {
	remedy := "如是同一人,请只保留一处"
	if !p.Birth.IsZero() && !q.Birth.IsZero() && !p.Birth.Agrees(q.Birth) {
		remedy = "出生年月不同,按两人计;如确为同一人,请改正后重新导入"
	}
	place := p.Places[0]
	res := &a.out.Results[a.owner[i]]
	res.Notes = append(res.Notes, Note{
		Code: SameName, File: place.File, Sheet: place.Sheet, Row: place.Row,
		Message: fmt.Sprintf("%s也有一位“%s”", elsewhere, p.Name), Remedy: remedy,
	})
}
