package roster

import (
	"slices"
	"strings"

	"yanpan.dev"
)

// villageIndex knows every village that some row names, under all the forms
// of its name: 清水镇石板村, 石板村委会 and 石板 are one village, as long as no 石板社区
// stands beside it. A row that names no township belongs to the only township
// that has a village of the name.
type villageIndex struct {
	fallback  string              // township of rows that name none
	townships map[string]bool     // every township that is named
	bare      map[string][]string // bare name → full names
	homes     map[string][]string // full name → townships
	index     map[villageKey]int
	memo      map[villageKey]villageKey
}

type villageKey struct{ township, name string }

// Endings of a village's name: what a committee adds behind it, and the word of its kind.
var (
	committeeSuffixes = []string{"村民委员会", "居民委员会", "村委会", "居委会", "党支部", "党总支", "党委", "支部", "“两委”", "两委", "班子"}
	villageSuffixes   = []string{"社区", "村", "居", "嘎查", "农场", "林场", "牧场", "渔场"}
)

// resolveVillages reads the names of all rows before any is admitted, so that
// the order of the sheets does not decide what a short name stands for.
func resolveVillages(rows []Row, cols layouts, opt Options) *villageIndex {
	v := &villageIndex{
		fallback: opt.Township, townships: map[string]bool{}, bare: map[string][]string{},
		homes: map[string][]string{}, index: map[villageKey]int{}, memo: map[villageKey]villageKey{},
	}
	seen := map[villageKey]bool{}
	var keys []villageKey
	for i := range rows {
		if k := v.written(&reading{row: &rows[i], cols: cols.of(rows[i].Layout)}); k.name != "" && !seen[k] {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	v.learnTownships(keys)
	for _, k := range keys {
		name, township := v.split(k)
		v.learn(name, township)
	}
	return v
}

// learnTownships collects the townships that are named, and those that stand
// before the names of at least two villages.
func (v *villageIndex) learnTownships(keys []villageKey) {
	count := map[string]int{}
	for _, k := range keys {
		if k.township != "" {
			v.townships[k.township] = true
		}
		if p := townshipPrefix(k.name); p != "" {
			count[p]++
		}
	}
	for p, n := range count {
		if n > 1 {
			v.townships[p] = true
		}
	}
}

// townshipPrefix is 清水镇 in 清水镇石板村, and "" where no village's name is left behind it.
func townshipPrefix(name string) string {
	for _, word := range []string{"街道办事处", "街道", "镇", "乡"} {
		before, rest, ok := strings.Cut(name, word)
		if bare := bareName(rest); ok && before != "" && bare != rest && bare != "" {
			return before + word
		}
	}
	return ""
}

func (v *villageIndex) learn(name, township string) {
	if bare := bareName(name); bare != name && !slices.Contains(v.bare[bare], name) {
		v.bare[bare] = append(v.bare[bare], name)
	}
	if township != "" && !slices.Contains(v.homes[name], township) {
		v.homes[name] = append(v.homes[name], township)
	}
}

// written is the village's name and township as the row and its layout give them.
func (v *villageIndex) written(r *reading) villageKey {
	name := squeeze(first(r.text(FieldVillage)))
	if isBlankMark(name) {
		name = squeeze(r.row.Village)
	}
	township := squeeze(first(r.text(FieldTownship)))
	if township == "" {
		township = r.row.Layout.Township
	}
	return villageKey{township, name}
}

func isBlankMark(s string) bool {
	return s == "" || s == "/" || s == "-" || s == "—" || s == "无" || s == "〃" || s == "同上"
}

// split separates the township that stands before a village's name, and drops
// the committee's name behind it.
func (v *villageIndex) split(k villageKey) (name, township string) {
	name, township = k.name, k.township
	if p := townshipPrefix(name); p != "" && (p == township || v.townships[p]) {
		name, township = name[len(p):], p
	}
	return trimCommittee(name), township
}

func trimCommittee(name string) string {
	for _, s := range committeeSuffixes {
		rest := strings.TrimSuffix(name, s)
		if rest == name || rest == "" {
			continue
		}
		if strings.HasPrefix(s, "村") && bareName(rest) == rest {
			rest += "村"
		}
		return rest
	}
	return name
}

// bareName is the name without 村 or 社区; the word alone is no name.
func bareName(full string) string {
	for _, s := range villageSuffixes {
		if rest := strings.TrimSuffix(full, s); rest != full {
			return rest
		}
	}
	return full
}

// canonical is the one name and township of a village, however the row writes it.
func (v *villageIndex) canonical(k villageKey) villageKey {
	if c, ok := v.memo[k]; ok {
		return c
	}
	name, township := v.split(k)
	if full := v.bare[name]; len(full) == 1 {
		name = full[0]
	}
	if township == "" {
		if homes := v.homes[name]; len(homes) == 1 {
			township = homes[0]
		} else {
			township = v.fallback
		}
	}
	c := villageKey{township, name}
	v.memo[k] = c
	return c
}

// at gives the index of the village, adding it at its first appearance.
func (v *villageIndex) at(rec *Records, k villageKey) int {
	i, ok := v.index[k]
	if !ok {
		i = len(rec.Villages)
		v.index[k] = i
		rec.Villages = append(rec.Villages, Village{Name: k.name, Township: k.township, Kind: kindOf(k.name)})
	}
	return i
}

// kindOf tells a community from a village by its name.
func kindOf(name string) yanpan.VillageKind {
	switch {
	case strings.HasSuffix(name, "社区") || strings.HasSuffix(name, "居"):
		return yanpan.VillageUrban
	case strings.HasSuffix(name, "村") || strings.HasSuffix(name, "嘎查"):
		return yanpan.VillageRural
	}
	return yanpan.VillageUnknown
}
