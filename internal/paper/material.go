package paper

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// Material is everything a paper may draw from.
type Material struct {
	Org      string      // the organisation that signs: 清水镇党委; "" leaves a blank
	To       string      // whom it is addressed to; "" leaves a blank
	Date     yanpan.Date // date of the paper
	Records  *roster.Records
	Set      *figure.Set
	Findings *assess.Result
	Rules    *policy.Rules
	Balance  roster.Balance
	Sample   bool     // the targets are those of the sample that comes with the program
	Pending  []string // villages with rows that were given back, as those rows name them
	Returned []int    // by village, how many rows of its roster were given back
	About    []Fact   // version, base date, packs
	Version  string
}

// Township is the place that the paper speaks of: what the records agree on,
// else what the signing organisation's name begins with, else "".
func (m *Material) Township() string {
	var names []string
	for _, v := range m.Records.Villages {
		if v.Township != "" && !slices.Contains(names, v.Township) {
			names = append(names, v.Township)
		}
	}
	if len(names) == 1 {
		return withoutParty(names[0])
	}
	return placeOf(m.Org)
}

// withoutParty is the place in a name that a title line put the party before: 中共清水镇.
func withoutParty(name string) string { return strings.TrimPrefix(name, "中共") }

// placeWords end the name of a place, the smaller first, each with what "all of
// it" and "ours" are called.
var placeWords = []struct{ word, whole, ours string }{
	{"街道", "全街道", "我街道"}, {"苏木", "全苏木", "我苏木"}, {"开发区", "全区", "我区"}, {"镇", "全镇", "我镇"}, {"乡", "全乡", "我乡"},
	{"县", "全县", "我县"}, {"区", "全区", "我区"}, {"市", "全市", "我市"},
}

// placeOf is 清水镇 in 清水镇党委; "" where the name holds no place.
func placeOf(org string) string {
	for _, p := range placeWords {
		if before, _, ok := strings.Cut(org, p.word); ok && before != "" {
			return withoutParty(before) + p.word
		}
	}
	return ""
}

// words gives "all of it" and "ours" for the place.
func (m *Material) words() (whole, ours string) {
	place := m.Township()
	for _, p := range placeWords {
		if strings.HasSuffix(place, p.word) {
			return p.whole, p.ours
		}
	}
	return "全域", "我单位"
}

// villageNoun is what the paper calls the villages: 村, 社区 or 村(社区), and
// 嘎查 where they are called so.
func (m *Material) villageNoun() string {
	villages, communities := m.kinds()
	switch {
	case communities == 0 && villages > 0:
		return m.ruralWord()
	case villages == 0 && communities > 0:
		return "社区"
	}
	return m.ruralWord() + "(社区)"
}

// The words for villages of the countryside. In Inner Mongolia a village is a
// 嘎查, and both kinds together are 嘎查村.
const (
	wordVillage = "村"
	wordGacha   = "嘎查"
)

// ruralWord is the township's own word for its villages.
func (m *Material) ruralWord() string {
	var names []string
	for i := range m.Records.Villages {
		if v := &m.Records.Villages[i]; v.Kind != yanpan.VillageUrban {
			names = append(names, v.Name)
		}
	}
	return ruralWordOf(names)
}

// ruralWordOf is what villages of these names are called together.
func ruralWordOf(names []string) string {
	n := 0
	for _, name := range names {
		n += one(strings.HasSuffix(name, wordGacha))
	}
	switch n {
	case 0:
		return wordVillage
	case len(names):
		return wordGacha
	}
	return wordGacha + wordVillage
}

func (m *Material) kinds() (villages, communities int) {
	for _, v := range m.Records.Villages {
		switch v.Kind {
		case yanpan.VillageRural:
			villages++
		case yanpan.VillageUrban:
			communities++
		}
	}
	return villages, communities
}

// maxNames is how many villages a paper names before it says “等N个村”.
const maxNames = 5

// namesOf lists villages as a paper does: up to five, then 等N个村. Texts behind
// the names, such as an age in brackets, are the caller's.
func (m *Material) namesOf(names []string) string {
	if len(names) <= maxNames {
		return strings.Join(names, "、")
	}
	return strings.Join(names[:maxNames], "、") + "等" + count(len(names)) + "个" + m.nounOf(names)
}

// nounOf is what several villages are called together: 村 where all are villages,
// 社区 where all are communities.
func (m *Material) nounOf(names []string) string {
	var rural []string
	for _, n := range names {
		if name, _, _ := strings.Cut(n, "("); !m.isCommunity(name) {
			rural = append(rural, name)
		}
	}
	switch len(rural) {
	case len(names):
		return ruralWordOf(rural)
	case 0:
		return "社区"
	}
	return ruralWordOf(rural) + "(社区)"
}

// isCommunity goes by the record of the village, and by its name where no
// record has exactly this name.
func (m *Material) isCommunity(name string) bool {
	for i := range m.Records.Villages {
		if v := &m.Records.Villages[i]; clean(v.Name) == name && v.Kind != yanpan.VillageUnknown {
			return v.Kind == yanpan.VillageUrban
		}
	}
	return strings.HasSuffix(name, "社区") || strings.HasSuffix(name, "居")
}
