package election

import (
	"fmt"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// SlateNote is something about the numbers of a village's bodies, or about one
// person in two bodies that exclude each other.
type SlateNote struct {
	Village string
	Nominee int // -1: about the body
	Group   policy.Group
	Kind    SlateKind
	Text    string
	Basis   yanpan.Citation
}

// SlateKind is what a SlateNote is about.
type SlateKind string

// The kinds.
const (
	TooFew   SlateKind = "too_few"
	TooMany  SlateKind = "too_many"
	Even     SlateKind = "even" // an odd number is advised; a hint only
	Clash    SlateKind = "clash"
	NoSeats  SlateKind = "no_seats" // no pack tells the numbers of this village
	BadPosts SlateKind = "bad_posts"
	Apart    SlateKind = "apart" // people 不占职数 and half posts, shown apart; no fault
)

// CheckSlates holds the nominees of every village against its seats and against
// each other. With contested the nominees are candidates, of whom there are to
// be more than seats: then too many is no fault.
func CheckSlates(ns []Nominee, rec *roster.Records, rules *policy.Rules, asOf yanpan.Date, contested bool) []SlateNote {
	var out []SlateNote
	for v := range rec.Villages {
		s := slate{name: rec.Villages[v].Name, contested: contested}
		for i := range ns {
			if ns[i].Village == v {
				s.members = append(s.members, i)
			}
		}
		if len(s.members) == 0 {
			continue
		}
		facts := policy.FactMap{}
		facts.Set("village_kind", policy.VillageKindValue(rec.Villages[v].Kind), "村情表")
		facts.Set("village_class", policy.Text(rec.Villages[v].Class), "村情表")
		seats, known := rules.Seats(facts, asOf)
		s.numbers(ns, seats, known)
		s.apart(ns)
		s.clashes(ns)
		out = append(out, s.notes...)
	}
	return out
}

// slate is the nominees of one village.
type slate struct {
	name      string
	contested bool
	members   []int
	notes     []SlateNote
}

func (s *slate) note(i int, g policy.Group, k SlateKind, basis yanpan.Citation, format string, args ...any) {
	s.notes = append(s.notes, SlateNote{s.name, i, g, k, yanpan.Typeset(fmt.Sprintf(format, args...)), basis})
}

func (s *slate) numbers(ns []Nominee, seats policy.Seats, known bool) {
	if !known && s.count(ns, policy.GroupTwo) > 0 {
		s.note(-1, policy.GroupTwo, NoSeats, yanpan.Citation{}, "没有职数:村情表缺村的类别,或政策包没有写这类村的职数")
	}
	for _, b := range []struct {
		group policy.Group
		span  policy.Span
		basis yanpan.Citation
	}{
		{policy.GroupParty, seats.Party, seats.Basis}, {policy.GroupVillagers, seats.Villagers, seats.Basis}, {policy.GroupTwo, seats.Total, seats.Basis},
		{policy.GroupSupervisory, seats.Supervisory, seats.SupervisoryBasis}, {policy.GroupElection, seats.Election, seats.ElectionBasis},
	} {
		n := s.count(ns, b.group)
		if n == 0 || b.span.IsZero() {
			continue // nobody is put forward for this body here
		}
		voted := b.group != policy.GroupElection
		switch {
		case n < b.span.Min:
			s.note(-1, b.group, TooFew, b.basis, "%s拟任%d人,应有%s,缺%d人", b.group.Label(), n, spanText(b.span), b.span.Min-n)
		case n > b.span.Max && (!s.contested || !voted):
			s.note(-1, b.group, TooMany, b.basis, "%s拟任%d人,应有%s,多%d人", b.group.Label(), n, spanText(b.span), n-b.span.Max)
		}
		if b.group == policy.GroupElection && n%2 == 0 {
			s.note(-1, b.group, Even, b.basis, "选举委员会%d人,以奇数为宜", n)
		}
	}
}

// apart tells who of the two committees and the staff stands beside the seats,
// and how many posts are half and full ones, where the sheet marks any.
func (s *slate) apart(ns []Nominee) {
	var off []string
	full, half := 0, 0
	for _, i := range s.members {
		n := &ns[i]
		switch {
		case n.Off:
			off = append(off, n.Name)
		case !n.In(policy.GroupTwo):
		case n.Half:
			half++
		default:
			full++
		}
	}
	if len(off) > 0 {
		s.note(-1, policy.GroupTwo, Apart, yanpan.Citation{}, "不占职数%d人(%s),不算在各班子人数里", len(off), strings.Join(off, "、"))
	}
	if half > 0 {
		s.note(-1, policy.GroupTwo, Apart, yanpan.Citation{}, "“两委”占职数%d人,其中全额职数%d人、半额职数%d人", full+half, full, half)
	}
}

func spanText(sp policy.Span) string {
	if sp.Min == sp.Max {
		return fmt.Sprintf("%d人", sp.Min)
	}
	return fmt.Sprintf("%d至%d人", sp.Min, sp.Max)
}

func (s *slate) count(ns []Nominee, g policy.Group) int {
	n := 0
	for _, i := range s.members {
		if ns[i].In(g) && !ns[i].Off {
			n++
		}
	}
	return n
}

// clashes finds people in two bodies that exclude each other.
func (s *slate) clashes(ns []Nominee) {
	for _, i := range s.members {
		n := &ns[i]
		for _, c := range []struct {
			one, other policy.Group
			say        string
		}{
			{policy.GroupSupervisory, policy.GroupVillagers, "监督委员会成员不得是村(居)委会成员"},
			{policy.GroupElection, policy.GroupVillagers, "被提名为候选人的,退出选举委员会"},
			{policy.GroupCount, policy.GroupVillagers, "候选人不担任监票、计票、唱票、代写人员"},
		} {
			if n.In(c.one) && n.In(c.other) {
				s.note(i, c.one, Clash, yanpan.Citation{}, "“%s”拟任职务有身份冲突:%s", n.Name, c.say)
			}
		}
		for _, u := range n.Unread {
			s.note(i, "", BadPosts, yanpan.Citation{}, "“%s”的拟任职务“%s”看不出属于哪个班子", n.Name, u)
		}
	}
}
