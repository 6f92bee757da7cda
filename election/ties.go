package election

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// pairOf is two nominees, the earlier first.
type pairOf struct{ one, other int }

// weaver finds the ties among nominees.
type weaver struct {
	ns      []Nominee
	extra   []string
	byName  map[nameIn][]int
	claims  map[pairOf]Relation // [i, j]: i says that j is his …; not ordered
	parents map[nameIn][]int    // who declares a parent of the name
	ties    map[pairOf]Tie
	doubts  []Doubt
}

// Weave finds who among the nominees is close kin, from their declarations and
// from households; extra names relations beside the eight. Of declarations and
// households only what ties two nominees is kept.
func Weave(ns []Nominee, rec *roster.Records, extra []string) *Kinship {
	w := &weaver{ns: ns, extra: extra, byName: map[nameIn][]int{}, claims: map[pairOf]Relation{}, parents: map[nameIn][]int{}, ties: map[pairOf]Tie{}}
	for i := range ns {
		k := nameIn{ns[i].Key.Village, ns[i].Name}
		w.byName[k] = append(w.byName[k], i)
	}
	for i := range ns {
		w.declared(i)
	}
	w.settleClaims()
	w.households(rec)
	w.inferFromNames()
	w.inferFromTies()
	out := &Kinship{Doubts: w.doubts}
	for _, t := range w.ties {
		out.Ties = append(out.Ties, t)
	}
	slices.SortFunc(out.Ties, func(a, b Tie) int { return cmp.Or(a.One-b.One, a.Other-b.Other) })
	return out
}

func (w *weaver) doubt(i, j int, format string, args ...any) {
	w.doubts = append(w.doubts, Doubt{i, j, yanpan.Typeset(fmt.Sprintf(format, args...))})
}

func (w *weaver) declared(i int) {
	n := &w.ns[i]
	entries, unread := ReadDeclaration(n.Kin, w.extra)
	for _, u := range unread {
		w.doubt(i, -1, "“%s”申报的“%s”看不懂,请写成“配偶:某某;弟:某某”", n.Name, u)
	}
	for _, d := range entries {
		key := nameIn{n.Key.Village, d.Name}
		if d.Relation == Parent {
			w.parents[key] = append(w.parents[key], i)
		}
		found := slices.DeleteFunc(slices.Clone(w.byName[key]), func(j int) bool { return j == i })
		switch {
		case len(found) > 1:
			w.doubt(i, -1, "“%s”申报的%s“%s”,本村提名人选中有%d人同名,请核对是哪一位", n.Name, d.Relation.Label(), d.Name, len(found))
		case len(found) == 1:
			w.claims[pairOf{i, found[0]}] = d.Relation
		}
	}
}

// settleClaims holds the two sides of every claim against each other.
func (w *weaver) settleClaims() {
	for _, p := range sortedPairs(w.claims) {
		rel := w.claims[p]
		back, both := w.claims[pairOf{p.other, p.one}]
		if both && p.one > p.other {
			continue // told from the other side
		}
		a, b := &w.ns[p.one], &w.ns[p.other]
		switch {
		case both && rel.fits(back):
			w.tie(p.one, p.other, rel, BothDeclared, "")
		case both:
			note := fmt.Sprintf("“%s”申报“%s”是%s,“%s”申报“%s”是%s,两处矛盾", a.Name, b.Name, rel.Label(), b.Name, a.Name, back.Label())
			w.doubt(p.one, p.other, "%s", note)
			w.tie(p.one, p.other, rel, OneDeclared, note)
		case b.KinTold:
			w.doubt(p.one, p.other, "“%s”申报“%s”是%s,“%s”的申报里没有", a.Name, b.Name, rel.Label(), b.Name)
			w.tie(p.one, p.other, rel, OneDeclared, "")
		default:
			w.doubt(p.one, p.other, "“%s”申报“%s”是%s,“%s”还没有申报近亲属", a.Name, b.Name, rel.Label(), b.Name)
			w.tie(p.one, p.other, rel, OneDeclared, "")
		}
	}
}

func sortedPairs[V any](m map[pairOf]V) []pairOf {
	keys := make([]pairOf, 0, len(m))
	for p := range m {
		keys = append(keys, p)
	}
	slices.SortFunc(keys, func(a, b pairOf) int { return cmp.Or(a.one-b.one, a.other-b.other) })
	return keys
}

// tie records that other is rel of one, unless the pair is known already.
func (w *weaver) tie(one, other int, rel Relation, g Grounds, note string) {
	if one == other {
		return
	}
	if one > other {
		one, other, rel = other, one, rel.inverse()
	}
	p := pairOf{one, other}
	if _, known := w.ties[p]; !known {
		w.ties[p] = Tie{one, other, rel, g, yanpan.Typeset(note)}
	}
}

// households ties nominees who stand in one household.
func (w *weaver) households(rec *roster.Records) {
	type homeKey struct {
		village int
		number  string
	}
	homes := map[homeKey][]int{} // indexes of rec.Households
	var order []homeKey
	for i := range rec.Households {
		k := homeKey{rec.Households[i].Village, rec.Households[i].Household}
		if homes[k] == nil {
			order = append(order, k)
		}
		homes[k] = append(homes[k], i)
	}
	for _, k := range order {
		w.household(rec, homes[k])
	}
}

// atHome is a nominee with his relation to the head; "" is the head himself.
type atHome struct {
	nominee int
	rel     Relation
}

func (w *weaver) household(rec *roster.Records, lines []int) {
	var home []atHome
	for _, l := range lines {
		h := &rec.Households[l]
		rel, known := relationOf(h.Relation, nil)
		if slices.Contains(words().Heads, h.Relation) {
			rel, known = "", true
		}
		if !known || rel != "" && !rel.Close() {
			continue
		}
		for _, i := range w.byName[nameIn{rec.Villages[h.Village].Name, h.Name}] {
			if samePerson(&w.ns[i].Identity, &h.Identity) {
				home = append(home, atHome{i, rel})
			}
		}
	}
	for a := range home {
		for b := a + 1; b < len(home); b++ {
			w.housemates(home[a], home[b])
		}
	}
}

// housemates ties two people by what each is to the head of the household.
func (w *weaver) housemates(a, b atHome) {
	switch {
	case a.rel == "":
		w.tie(a.nominee, b.nominee, b.rel, Household, "")
	case b.rel == "":
		w.tie(b.nominee, a.nominee, a.rel, Household, "")
	default:
		if rel, ok := betweenKin(a.rel, b.rel); ok {
			w.tie(a.nominee, b.nominee, rel, Inferred, "同一户,户主的"+a.rel.Label()+"和户主的"+b.rel.Label())
		}
	}
}

// betweenKin tells what b is to a, where a and b stand to the same head as told;
// false where it does not follow.
func betweenKin(a, b Relation) (Relation, bool) {
	switch {
	case a == Child && b == Child, a == Sibling && b == Sibling:
		return Sibling, true
	case a == Parent && b == Parent:
		return Spouse, true
	case a == Child && b == Spouse, a == Sibling && b == Parent:
		return Parent, true
	case a == Spouse && b == Child, a == Parent && b == Sibling:
		return Child, true
	case a == Child && b == Parent:
		return Grandparent, true
	case a == Parent && b == Child:
		return Grandchild, true
	}
	return "", false
}

// inferFromNames makes siblings of two people of a village who declare parents
// of one name; that is a guess to be asked about.
func (w *weaver) inferFromNames() {
	keys := make([]nameIn, 0, len(w.parents))
	for k := range w.parents {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b nameIn) int {
		return cmp.Or(strings.Compare(a.village, b.village), strings.Compare(a.name, b.name))
	})
	for _, k := range keys {
		w.siblings(w.parents[k], "双方申报的父母都是“"+k.name+"”")
	}
}

func (w *weaver) siblings(of []int, note string) {
	for a := range of {
		for b := a + 1; b < len(of); b++ {
			w.tie(of[a], of[b], Sibling, Inferred, note)
		}
	}
}

// inferFromTies follows ties one step on: children of one parent are siblings,
// a parent's parent is a grandparent.
func (w *weaver) inferFromTies() {
	children := map[int][]int{}
	var parents []int
	for _, p := range sortedPairs(w.ties) {
		t := w.ties[p]
		up, down := t.One, t.Other
		switch t.Relation {
		case Parent:
			up, down = t.Other, t.One
		case Child:
		default:
			continue
		}
		if children[up] == nil {
			parents = append(parents, up)
		}
		children[up] = append(children[up], down)
	}
	for _, p := range parents {
		w.siblings(children[p], "父母都是“"+w.ns[p].Name+"”")
		for _, c := range children[p] {
			for _, g := range children[c] {
				w.tie(g, p, Grandparent, Inferred, "“"+w.ns[c].Name+"”的父母")
			}
		}
	}
}
