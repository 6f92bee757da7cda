package policy

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// ChangeKind says what became of a rule, or of one part of it, between two versions.
type ChangeKind string

// The kinds of changes.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// Label is the kind in Chinese.
func (k ChangeKind) Label() string {
	return map[ChangeKind]string{Added: "新增", Removed: "删去", Changed: "改动"}[k]
}

// Change is one difference between two versions of a pack, or between two folders.
type Change struct {
	Kind  ChangeKind `json:"kind"`
	Topic string     `json:"topic"`           // authority/topic of the pack
	What  string     `json:"what"`            // 包, 文书模板, or the title of the sheet of 《政策参数表》 that holds it: 结构目标, 问题, 职数 …
	ID    string     `json:"id,omitempty"`    // of the rule
	Label string     `json:"label,omitempty"` // its name
	Part  string     `json:"part,omitempty"`  // what of it: 数 months, 条件, 依据 …; "" for the whole
	Old   string     `json:"old,omitempty"`
	New   string     `json:"new,omitempty"`
	// Where the two stand: file:line:column.
	OldPlace string `json:"old_place,omitempty"`
	NewPlace string `json:"new_place,omitempty"`
}

// String is the change as a sentence, with its places.
func (c Change) String() string {
	name := c.What
	if c.Label != "" {
		name += "“" + c.Label + "”"
	}
	if c.ID != "" {
		name += "(" + c.ID + ")"
	}
	switch c.Kind {
	case Added:
		return yanpan.Typeset("新增 "+name+spelled(c.New)) + "  " + c.NewPlace
	case Removed:
		return yanpan.Typeset("删去 "+name+spelled(c.Old)) + "  " + c.OldPlace
	}
	return yanpan.Typeset(fmt.Sprintf("改动 %s:%s由“%s”改为“%s”", name, c.Part, orNone(c.Old), orNone(c.New))) + "  " + c.OldPlace + " → " + c.NewPlace
}

func spelled(text string) string {
	if text == "" {
		return ""
	}
	return ":" + text
}

func orNone(text string) string {
	if text == "" {
		return "无"
	}
	return text
}

// Diff tells what changed from the packs of a to those of b, in the order of b
// and then of what b has no longer. Packs are matched by authority and topic;
// where each side is one pack, these two are, whatever they are called.
func Diff(a, b []*Pack) []Change {
	var out []Change
	alone := len(a) == 1 && len(b) == 1
	matched := map[*Pack]bool{}
	for _, p := range b {
		i := slices.IndexFunc(a, func(o *Pack) bool { return alone || o.Authority == p.Authority && o.Topic == p.Topic && !matched[o] })
		if i < 0 {
			out = append(out, Change{Kind: Added, Topic: topicOf(p), What: "包", Label: yanpan.Typeset(p.Label), ID: p.ID})
			out = append(out, diffItems(topicOf(p), nil, itemsOf(p))...)
			continue
		}
		matched[a[i]] = true
		out = append(out, diffItems(topicOf(p), itemsOf(a[i]), itemsOf(p))...)
	}
	for _, p := range a {
		if !matched[p] {
			out = append(out, Change{Kind: Removed, Topic: topicOf(p), What: "包", Label: yanpan.Typeset(p.Label), ID: p.ID})
		}
	}
	return out
}

func topicOf(p *Pack) string { return p.Authority + "/" + p.Topic }

// diffItem is what is compared as one: a rule, a row of seats, the pack itself.
type diffItem struct {
	what, id, label string
	pos             Pos
	parts           []diffPart
	demands         []string // the names of the parts that say what it asks for
}

type diffPart struct {
	name, value string
	pos         Pos // zero: where the item stands
}

func (i *diffItem) add(name, value string, pos Pos) {
	i.parts = append(i.parts, diffPart{name, yanpan.Typeset(value), pos})
}

func (i *diffItem) part(name string) (diffPart, bool) {
	for _, p := range i.parts {
		if p.name == name {
			if p.pos.isZero() {
				p.pos = i.pos
			}
			return p, true
		}
	}
	return diffPart{pos: i.pos}, false
}

func (i *diffItem) same(o *diffItem) bool { return i.what == o.what && i.id == o.id }

// demand remembers a part that says what the item asks for.
func (i *diffItem) demand(name string, c *bookColumn) {
	if slices.Contains([]cellForm{formExpr, formNeed, formSpan, formPairs, formShare, formLimit, formLength, formRoll}, c.form) || c.key.shape == shapeInt || c.key.shape == shapeNumber {
		i.demands = append(i.demands, name)
	}
}

// brief is what a new or gone item asks for and its basis, as one line.
func (i *diffItem) brief() string {
	var words []string
	for _, name := range i.demands {
		if p, ok := i.part(name); ok && p.value != "" {
			words = append(words, name+"\uFF1A"+p.value)
		}
	}
	if p, ok := i.part("依据"); ok {
		words = append(words, p.value)
	}
	return strings.Join(words, "\uFF1B")
}

func diffItems(topic string, old, now []diffItem) []Change {
	var out []Change
	for k := range now {
		n := &now[k]
		i := slices.IndexFunc(old, func(o diffItem) bool { return n.same(&o) })
		if i < 0 {
			out = append(out, Change{Kind: Added, Topic: topic, What: n.what, ID: n.id, Label: n.label, New: n.brief(), NewPlace: n.pos.String()})
			continue
		}
		out = append(out, diffParts(topic, &old[i], n)...)
	}
	for k := range old {
		o := &old[k]
		if !slices.ContainsFunc(now, func(n diffItem) bool { return n.same(o) }) {
			out = append(out, Change{Kind: Removed, Topic: topic, What: o.what, ID: o.id, Label: o.label, Old: o.brief(), OldPlace: o.pos.String()})
		}
	}
	return out
}

func diffParts(topic string, old, now *diffItem) []Change {
	var names []string
	for _, p := range slices.Concat(now.parts, old.parts) {
		if !slices.Contains(names, p.name) {
			names = append(names, p.name)
		}
	}
	var out []Change
	for _, name := range names {
		o, _ := old.part(name)
		n, _ := now.part(name)
		if o.value != n.value {
			out = append(out, Change{Kind: Changed, Topic: topic, What: now.what, ID: now.id, Label: now.label, Part: name,
				Old: o.value, New: n.value, OldPlace: o.pos.String(), NewPlace: n.pos.String()})
		}
	}
	return out
}

func placeIn(p *Pack, pos Pos) Pos {
	if !pos.isZero() && !strings.Contains(pos.File, "/") {
		pos.File = p.ID + "/" + pos.File
	}
	return pos
}
