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
	What  string     `json:"what"`            // 包, 目标, 问题, 趋势, 职数, 年龄口径, 处分影响期, 调整, 文书模板
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

// brief is what a new or gone item says, as one line.
func (i *diffItem) brief() string {
	var words []string
	for _, name := range []string{"条件", "内容", "依据"} {
		if p, ok := i.part(name); ok && p.value != "" {
			words = append(words, p.value)
		}
	}
	return strings.Join(words, ";")
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

// itemsOf takes a pack apart into what is compared; places name the pack.
func itemsOf(p *Pack) []diffItem {
	items := allItems(p)
	for i := range items {
		items[i].pos = placeIn(p, items[i].pos)
		for k := range items[i].parts {
			items[i].parts[k].pos = placeIn(p, items[i].parts[k].pos)
		}
	}
	return items
}

func placeIn(p *Pack, pos Pos) Pos {
	if !pos.isZero() && !strings.Contains(pos.File, "/") {
		pos.File = p.ID + "/" + pos.File
	}
	return pos
}

func allItems(p *Pack) []diffItem {
	whole := diffItem{what: "包", label: yanpan.Typeset(p.Label), pos: Pos{File: packFile}}
	whole.add("名称", p.Label, Pos{})
	whole.add("施行日期", p.From.String(), Pos{})
	whole.add("失效日期", p.To.String(), Pos{})
	whole.add("层级", p.Level.Label(), Pos{})
	whole.add("依据", p.Basis.String(), Pos{})
	items := []diffItem{whole}
	for _, r := range p.Rules {
		items = append(items, ruleItem(r))
	}
	for _, a := range p.adjusts {
		item := diffItem{what: "调整", id: a.rule, pos: a.pos}
		item.add("内容", a.text(), Pos{})
		item.add("依据", a.basis.String(), Pos{})
		items = append(items, item)
	}
	for _, s := range p.Seats {
		item := diffItem{what: "职数", id: s.ID, label: yanpan.Typeset(s.Label), pos: s.Pos}
		item.add("适用", exprText(s.Applies), Pos{})
		item.add("内容", s.spans(), s.spanPos)
		item.add("依据", s.Basis.String(), Pos{})
		items = append(items, item)
	}
	if p.Ages != nil {
		item := diffItem{what: "年龄口径", pos: Pos{File: "ages.yaml"}}
		item.add("内容", p.Ages.text(), Pos{})
		items = append(items, item)
	}
	for _, s := range p.Sanctions {
		item := diffItem{what: "处分影响期", id: s.Kind, pos: s.Pos}
		item.add("内容", fmt.Sprintf("%d个月", s.Months), s.monthsPos)
		item.add("依据", s.Basis.String(), Pos{})
		items = append(items, item)
	}
	for _, t := range p.Thresholds {
		item := diffItem{what: "选举门槛", id: t.Kind, label: yanpan.Typeset(t.Label), pos: t.Pos}
		item.add("内容", t.text(), Pos{})
		item.add("依据", t.Basis.String(), Pos{})
		items = append(items, item)
	}
	for _, d := range p.Documents {
		item := diffItem{what: "文书模板", id: d.Name, pos: d.Pos}
		item.add("文字", fmt.Sprintf("%d字", len([]rune(d.Text))), Pos{})
		items = append(items, item)
	}
	return items
}

func ruleItem(r *Rule) diffItem {
	v := View(r)
	item := diffItem{what: r.Kind.Label(), id: r.ID, label: v.Label, pos: r.Pos}
	item.add("名称", v.Label, Pos{})
	item.add("归类", r.Category, Pos{})
	item.add("范围", r.Scope.Label(), Pos{})
	item.add("适用", v.For, Pos{})
	for _, l := range r.Limits {
		item.add("数 "+l.Name, showNumber(l.Value, limitUnit(l, "")), l.Pos)
	}
	item.add("条件", v.Says, Pos{})
	for _, q := range r.Queries {
		item.add("统计项 "+q.Name, strings.Join([]string{q.Label, string(q.op), string(q.Of), exprText(q.Where), exprText(q.Value)}, " "), Pos{})
	}
	item.add("基准日", v.BaseDate, Pos{})
	item.add("程度", r.Severity, Pos{})
	item.add("例外", r.Exception, Pos{})
	item.add("文字", templateText(r.Message), Pos{})
	item.add("概括", templateText(r.Summary), Pos{})
	item.add("措施", templateText(r.Measure), Pos{})
	item.add("依据", r.Basis.String(), Pos{})
	return item
}

func exprText(e *Expr) string {
	if e == nil {
		return ""
	}
	return e.Text
}

func templateText(t *Template) string {
	if t == nil {
		return ""
	}
	return t.Text
}
