package election

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// Key names a person across sheets and over time: an answer or a decision made
// for one body serves again for the next.
type Key struct {
	Village string      `json:"village"`
	Name    string      `json:"name"`
	Birth   yanpan.Date `json:"birth"`
}

// Nominee is a person put forward, or charged with a task in an election.
type Nominee struct {
	roster.Nominee
	Key     Key
	Kind    yanpan.VillageKind
	Offices policy.OfficeSet // what the person is put forward for
	Unread  []string         // parts of 拟任职务 that are no office
	Holds   policy.OfficeSet // the present offices
	Off     bool             // 不占职数: full-time staff beside the seats of the bodies
	Half    bool             // 半额职数: counted in its body, shown apart

	roster    *roster.Person // the same person in the roster; nil where it has none
	sanctions []*roster.Sanction
	told      bool // whether a list of sanctions was given at all
}

// FromRecords gathers the nominees of the records, each with the person of the
// roster and the sanctions that belong to it, in the order of the sheets.
func FromRecords(rec *roster.Records) []Nominee {
	people := map[string][]*roster.Person{}
	for i := range rec.People {
		people[rec.People[i].Name] = append(people[rec.People[i].Name], &rec.People[i])
	}
	sanctions := map[string][]*roster.Sanction{}
	for i := range rec.Sanctions {
		sanctions[rec.Sanctions[i].Name] = append(sanctions[rec.Sanctions[i].Name], &rec.Sanctions[i])
	}
	out := make([]Nominee, 0, len(rec.Nominees))
	for i := range rec.Nominees {
		n := newNominee(&rec.Nominees[i], rec)
		for _, p := range people[n.Name] {
			if samePerson(&n.Identity, &p.Identity) {
				n.join(p)
			}
		}
		for _, s := range sanctions[n.Name] {
			if s.Village == n.Village {
				n.sanctions = append(n.sanctions, s)
			}
		}
		n.told = len(rec.Sanctions) > 0
		out = append(out, n)
	}
	return out
}

func newNominee(from *roster.Nominee, rec *roster.Records) Nominee {
	v := &rec.Villages[from.Village]
	n := Nominee{Nominee: *from, Kind: v.Kind, Key: Key{Village: v.Name, Name: from.Name, Birth: from.Birth}}
	text := roster.Fold(from.Proposed)
	n.Off, n.Half = containsAny(text, words().OffSeats), containsAny(text, words().HalfPost)
	n.Offices, n.Unread = ReadOffices(withoutMarks(text), v.Name)
	n.Holds = officesOf(from.Present, from.PresentText)
	return n
}

// withoutMarks takes the marks about seats out of a post: 副书记(不占职数) is 副书记.
func withoutMarks(text string) string {
	for _, list := range [][]string{words().OffSeats, words().HalfPost} {
		for _, w := range list {
			text = strings.NewReplacer("("+w+")", "", w, "").Replace(text)
		}
	}
	return text
}

// join takes from the roster what the nominee's own sheet leaves empty.
func (n *Nominee) join(p *roster.Person) {
	n.roster = p
	if n.Birth.IsZero() {
		n.Birth = p.Birth
		n.Key.Birth = p.Birth
	}
	if n.Sex == yanpan.SexUnknown {
		n.Sex = p.Sex
	}
	if n.Education == roster.EducationNotTold {
		n.Education = p.Education
	}
	if n.Political == roster.PoliticalNotTold {
		n.Political = p.Political
	}
	if n.Joined.IsZero() {
		n.Joined = p.Joined
	}
	if n.Seconded == roster.NotTold {
		n.Seconded = p.Seconded
	}
	if n.Review == "" {
		n.Review = p.Review
	}
	if !n.PresentTold || n.PresentText == "" {
		n.Present, n.PresentTold = p.Posts, true
		n.PresentText = postsText(p.Posts)
		n.Holds = officesOf(p.Posts, n.PresentText)
	}
}

func postsText(posts []roster.Post) string {
	parts := make([]string, 0, len(posts))
	for _, p := range posts {
		parts = append(parts, p.Text)
	}
	return strings.Join(parts, "、")
}

// samePerson compares by number, else by village, name and birth, not
// contradicted by sex.
func samePerson(a, b *roster.Identity) bool {
	switch {
	case a.Name != b.Name:
		return false
	case !a.IDNumber.IsZero() && !b.IDNumber.IsZero():
		return a.IDNumber == b.IDNumber
	case a.Village != b.Village, a.Sex != yanpan.SexUnknown && b.Sex != yanpan.SexUnknown && a.Sex != b.Sex:
		return false
	}
	return a.Birth.IsZero() || b.Birth.IsZero() || a.Birth.Agrees(b.Birth)
}

// ReadOffices reads what somebody is put forward for: posts of the village's
// organs and tasks of the election, several side by side. Parts that are
// neither come back as written.
func ReadOffices(text, village string) (policy.OfficeSet, []string) {
	var set policy.OfficeSet
	var unread []string
	for _, part := range strings.FieldsFunc(roster.Fold(text), func(r rune) bool { return strings.ContainsRune("、,;/ +", r) }) {
		part = strings.NewReplacer("拟任", "", "提名", "").Replace(part)
		if o := taskOf(part); o != "" {
			set |= policy.SetOf(o)
			continue
		}
		posts, unknown := roster.ReadPosts(part, roster.BodyUnknown, village)
		one := officesOf(posts, part)
		if one == 0 {
			unread = append(unread, part)
		}
		set |= one
		unread = append(unread, unknown...)
	}
	return set, slices.Compact(unread)
}

func taskOf(text string) policy.Office {
	for _, t := range words().Tasks {
		if containsAny(text, t.Words) {
			return t.Office
		}
	}
	return ""
}

// officesOf turns recorded posts into offices.
func officesOf(posts []roster.Post, text string) policy.OfficeSet {
	var set policy.OfficeSet
	for _, p := range posts {
		set |= policy.SetOf(officeOf(p.Body, p.Title))
	}
	if containsAny(text, words().Discipline) {
		set |= policy.SetOf(policy.OfficeDiscipline)
	}
	return set
}

func officeOf(body roster.Body, title roster.Title) policy.Office {
	switch body {
	case roster.PartyCommittee:
		switch title {
		case roster.Secretary:
			return policy.OfficeSecretary
		case roster.DeputySecretary:
			return policy.OfficeDeputySecretary
		}
		return policy.OfficePartyMember
	case roster.VillagersCommittee:
		switch title {
		case roster.Director:
			return policy.OfficeDirector
		case roster.DeputyDirector:
			return policy.OfficeDeputyDirector
		}
		return policy.OfficeVillagersMember
	case roster.SupervisoryCommittee:
		if title == roster.Director {
			return policy.OfficeSupervisoryChair
		}
		return policy.OfficeSupervisor
	}
	return ""
}

// In reports whether the person is put forward for an office of the group.
func (n *Nominee) In(g policy.Group) bool {
	return slices.ContainsFunc(n.Offices.List(), g.Has)
}

// Standing reports whether the person is put forward for a post, and not only
// charged with a task of the election.
func (n *Nominee) Standing() bool {
	return n.In(policy.GroupTwo) || n.In(policy.GroupSupervisory)
}

// rank is how high the highest office of the set stands by the packs.
func rank(set policy.OfficeSet, ranks map[policy.Office]int) int {
	best := 0
	for _, o := range set.List() {
		best = max(best, ranks[o])
	}
	return best
}
