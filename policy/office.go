package policy

import (
	"slices"
	"strings"
)

// Office is a post somebody is put forward for, or a task in an election: what
// conditions and avoidance differ by. The identifiers are those of packs.
type Office string

// The offices, by the bodies they belong to.
const (
	OfficeSecretary        Office = "secretary"
	OfficeDeputySecretary  Office = "deputy_secretary"
	OfficeDiscipline       Office = "discipline_member"
	OfficePartyMember      Office = "party_member"
	OfficeDirector         Office = "director"
	OfficeDeputyDirector   Office = "deputy_director"
	OfficeVillagersMember  Office = "villagers_member"
	OfficeSupervisoryChair Office = "supervisory_chair"
	OfficeSupervisor       Office = "supervisory_member"
	OfficeElectionChair    Office = "election_chair"
	OfficeElectionMember   Office = "election_member"
	OfficeWatcher          Office = "watcher"
	OfficeTeller           Office = "teller"
	OfficeCaller           Office = "caller"
	OfficeScribe           Office = "scribe"
)

// Group is a set of offices under a name: a body, or people of one task.
type Group string

// The groups.
const (
	GroupParty       Group = "party_committee"
	GroupVillagers   Group = "villagers_committee"
	GroupTwo         Group = "two_committees"
	GroupSupervisory Group = "supervisory_committee"
	GroupElection    Group = "election_committee"
	GroupCount       Group = "count_staff"
)

// officeRow is one office with its label and its body.
type officeRow struct {
	office Office
	label  string
	group  Group
}

// officeTable lists every office once, in the order of ballots and papers.
var officeTable = [...]officeRow{
	{OfficeSecretary, "党组织书记", GroupParty}, {OfficeDeputySecretary, "党组织副书记", GroupParty},
	{OfficeDiscipline, "纪检委员", GroupParty}, {OfficePartyMember, "党组织委员", GroupParty},
	{OfficeDirector, "村(居)委会主任", GroupVillagers}, {OfficeDeputyDirector, "村(居)委会副主任", GroupVillagers},
	{OfficeVillagersMember, "村(居)委会委员", GroupVillagers},
	{OfficeSupervisoryChair, "监督委员会主任", GroupSupervisory}, {OfficeSupervisor, "监督委员会委员", GroupSupervisory},
	{OfficeElectionChair, "选举委员会主任", GroupElection}, {OfficeElectionMember, "选举委员会成员", GroupElection},
	{OfficeWatcher, "监票人", GroupCount}, {OfficeTeller, "计票人", GroupCount}, {OfficeCaller, "唱票人", GroupCount}, {OfficeScribe, "代写人", GroupCount},
}

// Offices lists every office in the order of ballots and papers.
func Offices() []Office {
	out := make([]Office, len(officeTable))
	for i, r := range officeTable {
		out[i] = r.office
	}
	return out
}

// Label is the Chinese word of the office.
func (o Office) Label() string {
	for _, r := range officeTable {
		if r.office == o {
			return r.label
		}
	}
	return string(o)
}

// Group is the body the office belongs to; "" for an unknown one.
func (o Office) Group() Group {
	for _, r := range officeTable {
		if r.office == o {
			return r.group
		}
	}
	return ""
}

// Label is the Chinese word of the group.
func (g Group) Label() string {
	switch g {
	case GroupParty:
		return "党组织委员会"
	case GroupVillagers:
		return "村(居)委会"
	case GroupTwo:
		return "“两委”"
	case GroupSupervisory:
		return "村(居)务监督委员会"
	case GroupElection:
		return "选举委员会"
	case GroupCount:
		return "监票、计票、唱票、代写人员"
	}
	return string(g)
}

// Has reports whether the office belongs to the group.
func (g Group) Has(o Office) bool {
	own := o.Group()
	return own == g || g == GroupTwo && (own == GroupParty || own == GroupVillagers)
}

func groupWords() []string {
	return []string{string(GroupParty), string(GroupVillagers), string(GroupTwo), string(GroupSupervisory), string(GroupElection), string(GroupCount)}
}

// OfficeSet is a set of offices, kept as bits so that a rule can be passed over
// without a look at its conditions. The zero set is empty.
type OfficeSet uint32

// SetOf makes a set.
func SetOf(offices ...Office) OfficeSet {
	var s OfficeSet
	for i, r := range officeTable {
		if slices.Contains(offices, r.office) {
			s |= 1 << i
		}
	}
	return s
}

// Meets reports whether the sets have an office in common.
func (s OfficeSet) Meets(t OfficeSet) bool { return s&t != 0 }

// List gives the offices of the set in their order.
func (s OfficeSet) List() []Office {
	var out []Office
	for i, r := range officeTable {
		if s&(1<<i) != 0 {
			out = append(out, r.office)
		}
	}
	return out
}

// Label names the offices of the set, a whole body by its own name.
func (s OfficeSet) Label() string {
	if s == ^OfficeSet(0) {
		return "各职务"
	}
	var parts []string
	for _, g := range []Group{GroupTwo, GroupParty, GroupVillagers, GroupSupervisory, GroupElection, GroupCount} {
		if whole := groupSet(g); s&whole == whole {
			parts = append(parts, g.Label())
			s &^= whole
		}
	}
	for _, o := range s.List() {
		parts = append(parts, o.Label())
	}
	return strings.Join(parts, "、")
}

func groupSet(g Group) OfficeSet {
	var s OfficeSet
	for i, r := range officeTable {
		if g.Has(r.office) {
			s |= 1 << i
		}
	}
	return s
}

// readOffices reads words of offices and groups; bad is the first that is neither.
func readOffices(text string) (set OfficeSet, bad string) {
	for _, w := range splitWords(text) {
		one := SetOf(Office(w)) | groupSet(Group(w))
		if one == 0 && bad == "" {
			bad = w
		}
		set |= one
	}
	return set, bad
}

func officeWords() []string {
	words := groupWords()
	for _, o := range Offices() {
		words = append(words, string(o))
	}
	return words
}

// AtLeast reports whether the level is the same as another, or above it. An
// unknown level is below all.
func (l Level) AtLeast(m Level) bool {
	known := slices.Contains(levelWords(), string(l))
	return known && l.rank() <= m.rank()
}
