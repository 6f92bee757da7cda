package sheet

import (
	"slices"
	"strings"

	"yanpan.dev/roster"
)

const (
	sure    = 60 // from here a column is mapped without asking
	maybe   = 34 // from here a field is offered as a candidate
	close   = 6  // two fields so near to each other are told as ambiguous
	penalty = 45 // for values that cannot be the field's
	bonus   = 8  // for values that are
)

// Candidate is a field that a column may be.
type Candidate struct {
	Field roster.Field `json:"field"`
	Label string       `json:"label"`
	Score int          `json:"score"`
}

// labelOf is one column's head in the forms that are compared.
type labelOf struct {
	leaf, bare string
	joined     string // all levels in one
	joinedBare string
	upper      []string
}

func newLabelOf(path []string) labelOf {
	if len(path) == 0 {
		return labelOf{}
	}
	l := labelOf{leaf: path[len(path)-1], joined: strings.Join(path, ""), upper: path[:len(path)-1]}
	l.bare, l.joinedBare = bare(l.leaf), bare(l.joined)
	return l
}

// score says how well a head fits the field, from 0 to 104.
func (w *fieldWords) score(l labelOf) int {
	best := 0
	if n, ok := w.exact[l.leaf]; ok {
		best = 100 - min(n, 16)/4
	} else if n, ok := w.exact[l.bare]; ok && l.bare != "" {
		best = 95 - min(n, 16)/4
	}
	if len(l.upper) > 0 {
		if _, ok := w.exact[l.joined]; ok {
			best = max(best, 102)
		} else if _, ok := w.exact[l.joinedBare]; ok {
			best = max(best, 98)
		}
		best = max(best, w.contextScore(l))
	}
	if best > 0 {
		return best
	}
	return w.containsScore(l)
}

func (w *fieldWords) contextScore(l labelOf) int {
	best := 0
	for _, c := range w.Context {
		if !slices.Contains(c.Leaf, l.leaf) && !slices.Contains(c.Leaf, l.bare) {
			continue
		}
		for _, g := range l.upper {
			if containsAny(g, c.Group) {
				best = max(best, c.Score)
			}
		}
	}
	return best
}

func (w *fieldWords) containsScore(l labelOf) int {
	if containsAny(l.joined, w.Not) {
		return 0
	}
	best := 0
	for _, c := range w.Contains {
		switch {
		case strings.Contains(l.leaf, c.Has):
			best = max(best, c.Score-min(30, 2*max(0, runes(l.bare)-runes(c.Has))))
		case strings.Contains(l.joined, c.Has):
			best = max(best, c.Score-8-min(30, 2*max(0, runes(l.joined)-runes(c.Has))))
		}
	}
	return best
}

// candidates ranks the fields of a kind for one column by its head and its values.
func (v *vocabulary) candidates(l labelOf, ev evidence, kind roster.SheetKind) []Candidate {
	if l.leaf != "" && (v.skipped(l) || v.ignore[l.leaf] && kind != "") {
		if !v.byField(l, kind) {
			return nil
		}
	}
	scores := make(map[roster.Field]int)
	for _, w := range v.Fields {
		if !w.allows(kind) {
			continue
		}
		if s := w.score(l); s > 0 {
			scores[w.ID] = s
		}
	}
	v.weighValues(scores, ev, kind)
	list := make([]Candidate, 0, len(scores))
	for id, s := range scores {
		if s >= maybe {
			list = append(list, Candidate{Field: id, Label: v.byID[id].Label, Score: s})
		}
	}
	slices.SortFunc(list, func(a, b Candidate) int {
		if a.Score != b.Score {
			return b.Score - a.Score
		}
		return v.byID[a.Field].index - v.byID[b.Field].index
	})
	return list
}

// byField reports whether an ignored label is nevertheless the very name of a field of the kind.
func (v *vocabulary) byField(l labelOf, kind roster.SheetKind) bool {
	if v.skipped(l) {
		return false
	}
	for _, w := range v.Fields {
		if _, ok := w.exact[l.leaf]; ok && w.allows(kind) {
			return true
		}
	}
	return false
}

// skipped reports whether a column stands under a heading about somebody else.
func (v *vocabulary) skipped(l labelOf) bool {
	for _, g := range l.upper {
		if containsAny(g, v.Groups.Skip) {
			return true
		}
	}
	return false
}

// weighValues lets the values of a column speak for and against the fields.
func (v *vocabulary) weighValues(scores map[roster.Field]int, ev evidence, kind roster.SheetKind) {
	if ev.class == "" {
		return
	}
	for _, r := range v.Relabel {
		if s, ok := scores[r.From]; ok && r.Class == ev.class {
			delete(scores, r.From)
			if w := v.byID[r.To]; w != nil && w.allows(kind) {
				scores[r.To] = max(scores[r.To], s)
			}
		}
	}
	for id, s := range scores {
		w := v.byID[id]
		switch {
		case len(w.Values) == 0:
		case w.expects(ev.class):
			scores[id] = s + bonus
		case ev.strong && definite(ev.class):
			scores[id] = s - penalty
		}
	}
	for _, b := range v.ByValue {
		if b.Class == ev.class && ev.strong && v.byID[b.To].allows(kind) {
			scores[b.To] = max(scores[b.To], 64)
		}
	}
}
