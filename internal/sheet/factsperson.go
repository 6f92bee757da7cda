package sheet

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// single gives an attribute of the one person who holds a post.
func (f *Facts) single(q *question, people []*roster.Person, one bool) answer {
	switch {
	case !one:
		return cannotTell("要逐村填")
	case len(people) == 0:
		return cannotTell("底数里没有这个职务的人")
	case len(people) > 1:
		return cannotTell("底数里有%d人担任这个职务", len(people))
	}
	return f.attribute(q.attribute, people[0])
}

// attribute gives one attribute of a person as a secretary writes it.
func (f *Facts) attribute(name string, p *roster.Person) answer {
	text := ""
	switch name {
	case "name":
		text = p.Name
	case "sex":
		if p.Sex != yanpan.SexUnknown {
			text = p.Sex.String()
		}
	case "age":
		if age, ok := f.age(p); ok {
			return count(age)
		}
	case "birth":
		text = dottedDate(p.Birth)
	case "education":
		text = educationWord(p.Education)
	case "political":
		text = politicalWord(p.Political)
	case "ethnicity":
		text = p.Ethnicity
	case "joined":
		text = dottedDate(p.Joined)
	case "since":
		text = dottedDate(p.Since)
	case "post":
		text = postText(p, func(roster.Post) bool { return true })
	}
	if text == "" {
		return cannotTell("%s的这一项没有登记", p.Name)
	}
	return answer{text: text}
}

// dottedDate writes a date as rosters do: 1975.06.
func dottedDate(d yanpan.Date) string {
	return strings.ReplaceAll(d.String(), "-", ".")
}

func educationWord(e roster.Education) string {
	return [...]string{"", "小学", "初中", "高中(中专)", "大专", "大学本科", "研究生"}[min(int(e), 6)]
}

func politicalWord(p roster.Political) string {
	return [...]string{"", "中共党员", "中共预备党员", "共青团员", "民主党派", "无党派人士", "群众"}[min(int(p), 6)]
}

// postText joins the posts that pass as they were written.
func postText(p *roster.Person, pass func(roster.Post) bool) string {
	var list []string
	for _, post := range p.Posts {
		if pass(post) && post.Text != "" && !slices.Contains(list, post.Text) {
			list = append(list, post.Text)
		}
	}
	return strings.Join(list, "、")
}

// field gives a person's value for a column of a list.
func (f *Facts) field(field roster.Field, p *roster.Person) answer {
	switch field {
	case roster.FieldVillage:
		return answer{text: f.Records.Villages[p.Village].Name}
	case roster.FieldTownship:
		return answer{text: f.Records.Villages[p.Village].Township}
	case roster.FieldArea:
		return answer{text: f.Records.Villages[p.Village].Area}
	case roster.FieldPartyPost:
		return answer{text: postText(p, func(t roster.Post) bool { return t.Body == roster.PartyCommittee || t.Body == roster.PartyBranch })}
	case roster.FieldVillagePost:
		return answer{text: postText(p, func(t roster.Post) bool { return t.Body == roster.VillagersCommittee })}
	case roster.FieldOtherPost:
		return answer{text: postText(p, func(t roster.Post) bool {
			return t.Body != roster.VillagersCommittee && t.Body != roster.PartyCommittee && t.Body != roster.PartyBranch
		})}
	case roster.FieldCrossPosted:
		return yesNo(p.Holds(roster.PartyCommittee) && p.Holds(roster.VillagersCommittee))
	case roster.FieldDualHead:
		return yesNo(p.IsSecretary() && p.IsDirector())
	case roster.FieldPartyMember:
		if p.InParty == roster.NotTold {
			return cannotTell("%s没有登记政治面貌", p.Name)
		}
		return yesNo(p.InParty == roster.Yes)
	}
	return f.personField(field, p)
}

func yesNo(b bool) answer {
	if b {
		return answer{text: "是"}
	}
	return answer{text: "否"}
}

func (f *Facts) personField(field roster.Field, p *roster.Person) answer {
	names := map[roster.Field]string{roster.FieldName: "name", roster.FieldSex: "sex", roster.FieldAge: "age", roster.FieldBirth: "birth", roster.FieldEducation: "education",
		roster.FieldPolitical: "political", roster.FieldEthnicity: "ethnicity", roster.FieldJoined: "joined", roster.FieldSince: "since", roster.FieldPost: "post"}
	if name, ok := names[field]; ok {
		return f.attribute(name, p)
	}
	for flag, id := range map[string]roster.Field{"well_off": roster.FieldWellOff, "reelected": roster.FieldReelected, "newly_elected": roster.FieldNewlyElected,
		"graduate_official": roster.FieldGraduate, "social_worker": roster.FieldSocialWorker, "seconded": roster.FieldSeconded} {
		if id != field {
			continue
		}
		a, _ := flagOf(p, flag)
		if a == roster.NotTold {
			return cannotTell("%s的这一项没有登记", p.Name)
		}
		return yesNo(a == roster.Yes)
	}
	switch field {
	case roster.FieldReview:
		return answer{text: p.Review}
	case roster.FieldBranch:
		return answer{text: p.Branch}
	case roster.FieldConfirmed:
		return answer{text: dottedDate(p.Confirmed)}
	}
	return cannotTell("这一列不由底数填写")
}
