package testkit

import (
	"yanpan.dev"
	"yanpan.dev/roster"
)

// Township gives the township as records, as if every sheet had been read
// without a loss, and the figures it has at AsOf with the term, the sanctions
// and the seats known. The records are the caller's own.
func Township() (*roster.Records, Figures) {
	t := Build()
	return t.Records(), Count(t, t.People(), Extra{WellOff: true, Tenure: true, Sanctions: true, Seats: true})
}

// Records gives the whole truth as records: births to the day, numbers, posts,
// village files, sanctions, reserve, activities, evaluations. The register of
// party members holds those of the three villages that keep one.
func (t *Town) Records() *roster.Records {
	r := &roster.Records{Told: map[roster.Field]bool{
		roster.FieldWellOff: true, roster.FieldReelected: true, roster.FieldNewlyElected: true,
	}}
	where := map[*Person]int{}
	for i, v := range t.Villages {
		r.Villages = append(r.Villages, v.record(t.Name))
		for _, p := range v.People {
			where[p] = len(r.People)
			r.People = append(r.People, p.record(i))
		}
		if len(v.Members) > 0 {
			r.Members = append(r.Members, v.register(i)...)
		}
		for _, c := range v.Reserves {
			r.Reserves = append(r.Reserves, roster.Reserve{
				Identity: c.identity(i), Education: c.Education(), Political: c.Political, Origin: c.Origin, Training: c.Training,
			})
		}
		r.Evaluations = append(r.Evaluations, v.Evaluation.record(i))
	}
	for _, s := range t.Sanctions {
		r.Sanctions = append(r.Sanctions, t.sanction(s, where))
	}
	for _, a := range t.Activities {
		r.Activities = append(r.Activities, roster.Activity{
			Village: -1, Name: a.Name, Kind: a.Kind, Date: a.Date, Sessions: a.Sessions, Participants: a.Participants, Copies: a.Copies, Masses: a.OfMasses,
		})
	}
	return r
}

func (t *Town) sanction(s *Sanction, where map[*Person]int) roster.Sanction {
	out := roster.Sanction{Person: -1, Name: s.Name, Kind: s.Kind, Decided: s.Decided, Until: s.Until, Document: s.Document}
	if i, ok := where[s.Person]; ok {
		out.Person = i
	}
	for i, v := range t.Villages {
		if v == s.Village {
			out.Village = i
		}
	}
	return out
}

func (v *Village) record(township string) roster.Village {
	f := &v.File
	whole := func(n int) yanpan.Ratio { return yanpan.Ratio{Num: int64(n), Den: 1} }
	rec := roster.Village{
		Name: v.Name, Township: township, Area: v.Area, Kind: v.Kind, Class: v.Class,
		Numbers: map[roster.Field]yanpan.Ratio{
			roster.FieldHouseholds: whole(f.Households), roster.FieldRegistered: whole(f.Registered), roster.FieldResident: whole(f.Resident),
			roster.FieldAway: whole(f.Away()), roster.FieldVoters: whole(f.Voters), roster.FieldPartyCount: whole(f.PartyMembers),
			roster.FieldGroups: whole(f.Groups), roster.FieldIncome: f.Income, roster.FieldDebt: f.Debt, roster.FieldLastTurnout: f.Turnout,
			roster.FieldCandidates: whole(f.Candidates), roster.FieldPartySeats: whole(f.PartySeats), roster.FieldVillageSeats: whole(f.VillageSeats),
		},
		Texts: map[roster.Field]string{
			roster.FieldVillageClass: v.Class, roster.FieldIndustry: f.Industry, roster.FieldGrade: f.Grade,
			roster.FieldWeakBranch: yesNo(f.Weak), roster.FieldLastRunOff: yesNo(f.RunOff),
		},
		Dates: map[roster.Field]yanpan.Date{},
	}
	if f.Legacy != "" {
		rec.Texts[roster.FieldLegacyProblem] = f.Legacy
	}
	for field, d := range map[roster.Field]yanpan.Date{
		roster.FieldPublishedOn: f.Published, roster.FieldMeetingOn: f.Meeting, roster.FieldAuditedOn: f.Audited,
	} {
		if !d.IsZero() {
			rec.Dates[field] = d
		}
	}
	return rec
}

func (p *Person) identity(village int) roster.Identity {
	id, _ := yanpan.ParseIDNumber(p.ID) // zero where the number was spoilt on purpose
	return roster.Identity{Name: p.Name, Village: village, Sex: p.Sex, Birth: p.Birth, IDNumber: id}
}

func (p *Person) record(village int) roster.Person {
	answer := func(yes bool) roster.Answer {
		if yes {
			return roster.Yes
		}
		return roster.No
	}
	out := roster.Person{
		Identity: p.identity(village), Ethnicity: p.Ethnicity, Political: p.Political, Education: p.Education(),
		Joined: p.Joined, Confirmed: p.Confirmed, Since: p.Since, WellOff: answer(p.WellOff), Places: []roster.Place{{}},
	}
	if p.IsMember() {
		out.Reelected, out.New = answer(p.Reelected), answer(!p.Reelected)
	}
	add := func(b roster.Body, t roster.Title, text string) {
		out.Posts = append(out.Posts, roster.Post{Body: b, Title: t, Text: text})
	}
	if p.Party != roster.TitleUnknown {
		add(roster.PartyCommittee, p.Party, p.partyPost())
		out.Posts[0].Level = p.Village.Level
	}
	if p.Villagers != roster.TitleUnknown {
		add(roster.VillagersCommittee, p.Villagers, p.villagePost())
	}
	switch {
	case p.Staff:
		add(roster.RegularStaff, roster.Staff, p.Other)
	case p.Other == "监督委员会主任":
		add(roster.SupervisoryCommittee, roster.Director, p.otherPost())
	case p.Other == "妇联主席":
		add(roster.MassOrganisation, roster.Staff, p.Other)
	case p.Other != "":
		add(roster.Outside, roster.Staff, p.Other)
	}
	return out
}

// register lists the village's party members: the cadres among them first.
func (v *Village) register(village int) []roster.PartyMember {
	var out []roster.PartyMember
	for _, p := range v.Register() {
		out = append(out, roster.PartyMember{
			Identity: p.identity(village), Branch: v.Branch(), Political: p.Political, Education: p.Education(), Joined: p.Joined, Confirmed: p.Confirmed,
		})
	}
	return out
}

// Register lists the party members of the village, cadres first. Its first
// secretary, who is sent from elsewhere, is not of them.
func (v *Village) Register() []*Person {
	var all []*Person
	for _, p := range v.People {
		if (p.Political == roster.FullMember || p.Political == roster.ProbationaryMember) && p.Other != "驻村第一书记" && !p.Again {
			all = append(all, p)
		}
	}
	return append(all, v.Members...)
}

func (e *Ballots) record(village int) roster.Evaluation {
	return roster.Evaluation{
		Village: village, Subject: "班子", Due: e.Due, Present: e.Present, Issued: e.Issued, Collected: e.Collected,
		Valid: e.Valid, Invalid: e.Invalid, First: e.First, Second: e.Second, Third: e.Third,
	}
}

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}
