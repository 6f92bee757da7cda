package sheet

import (
	_ "embed"
	"encoding/json"
	"strings"
	"sync"

	"yanpan.dev/roster"
)

//go:embed words/headers.json
var headersJSON []byte

// fieldWords is what headers of one field look like. Scores go from 0 to 104;
// from sure upwards a column is mapped without asking.
type fieldWords struct {
	ID       roster.Field `json:"id"`
	Label    string       `json:"label"`
	Kinds    []string     `json:"kinds"`
	Exact    []string     `json:"exact"`
	Contains []struct {
		Has   string `json:"has"`
		Score int    `json:"score"`
	} `json:"contains"`
	Not     []string `json:"not"`
	Values  []string `json:"values"`
	Unit    string   `json:"unit"`
	Context []struct {
		Group []string `json:"group"`
		Leaf  []string `json:"leaf"`
		Score int      `json:"score"`
	} `json:"context"`

	exact map[string]int // folded synonym to its place in Exact
	index int
}

// kindWords says by which fields and title words a kind of sheet is known.
type kindWords struct {
	ID     roster.SheetKind `json:"id"`
	Needs  [][]roster.Field `json:"needs"`
	Marks  map[string]int   `json:"marks"`
	Titles map[string]int   `json:"titles"`
}

// headWords recognises a heading or label that names a post: every group of
// All must have a word in it, none of None.
type headWords struct {
	Post string     `json:"post"`
	All  [][]string `json:"all"`
	None []string   `json:"none"`
}

// vocabulary is words/headers.json made ready for look-ups. It is never changed after loading.
type vocabulary struct {
	Fields []*fieldWords `json:"fields"`
	Ignore []string      `json:"ignore"`
	Kinds  []kindWords   `json:"kinds"`
	Heads  []headWords   `json:"heads"`
	Groups struct {
		Skip   []string            `json:"skip"`
		Bodies map[string][]string `json:"bodies"`
	} `json:"groups"`
	Relabel []struct {
		From  roster.Field `json:"from"`
		Class string       `json:"class"`
		To    roster.Field `json:"to"`
	} `json:"relabel"`
	ByValue []struct {
		Class string       `json:"class"`
		To    roster.Field `json:"to"`
	} `json:"by_value"`
	Classes map[string][]string `json:"classes"`
	Lines   map[string][]string `json:"lines"`

	byID   map[roster.Field]*fieldWords
	labels map[string]bool // every exact header, folded
	ignore map[string]bool
	class  map[string]map[string]bool
	line   map[string]map[string]bool
}

// words gives the vocabulary, read once.
var words = sync.OnceValue(func() *vocabulary {
	v := new(vocabulary)
	if err := json.Unmarshal(headersJSON, v); err != nil {
		panic("words/headers.json: " + err.Error()) // built into the program and checked by its tests
	}
	v.prepare()
	return v
})

func (v *vocabulary) prepare() {
	v.byID = make(map[roster.Field]*fieldWords, len(v.Fields))
	v.labels = make(map[string]bool)
	v.ignore = foldedSet(v.Ignore)
	for i, f := range v.Fields {
		f.index = i
		v.byID[f.ID] = f
		f.exact = make(map[string]int, len(f.Exact))
		for n, s := range f.Exact {
			k := fold(s)
			if _, twice := f.exact[k]; !twice {
				f.exact[k] = n
			}
			v.labels[k] = true
		}
		foldAll(f.Not)
		for n := range f.Contains {
			f.Contains[n].Has = fold(f.Contains[n].Has)
		}
		for n := range f.Context {
			foldAll(f.Context[n].Group)
			foldAll(f.Context[n].Leaf)
		}
	}
	for k := range v.ignore {
		v.labels[k] = true
	}
	v.class = foldedSets(v.Classes)
	v.line = foldedSets(v.Lines)
	foldAll(v.Groups.Skip)
}

func foldAll(list []string) {
	for i, s := range list {
		list[i] = fold(s)
	}
}

func foldedSet(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		if k := fold(s); k != "" {
			set[k] = true
		}
	}
	return set
}

func foldedSets(lists map[string][]string) map[string]map[string]bool {
	sets := make(map[string]map[string]bool, len(lists))
	for name, list := range lists {
		sets[name] = foldedSet(list)
	}
	return sets
}

// FieldLabel is the Chinese label of a field, or the field itself where it is unknown.
func FieldLabel(f roster.Field) string {
	if w := words().byID[f]; w != nil {
		return w.Label
	}
	return string(f)
}

// FieldByName finds a field by its id or its Chinese label or a synonym of it
// among the fields of any kind. 忽略 gives the empty field and true.
func FieldByName(name string) (roster.Field, bool) {
	v := words()
	if f := roster.Field(strings.ToLower(strings.TrimSpace(name))); v.byID[f] != nil {
		return f, true
	}
	k := fold(name)
	if k == "忽略" {
		return "", true
	}
	for _, f := range v.Fields {
		if fold(f.Label) == k {
			return f.ID, true
		}
	}
	for _, f := range v.Fields {
		if _, ok := f.exact[k]; ok {
			return f.ID, true
		}
	}
	return "", false
}

// allows reports whether the field can stand in sheets of the kind.
func (f *fieldWords) allows(kind roster.SheetKind) bool {
	for _, k := range f.Kinds {
		switch {
		case k == "all", k == string(kind):
			return true
		case k == "people":
			switch kind {
			case roster.KindRoster, roster.KindMembers, roster.KindReserve, roster.KindSanctions, roster.KindNominees, roster.KindVetting, roster.KindHouseholds:
				return true
			}
		}
	}
	return false
}

// expects reports whether the field lists the class of values; a field that lists none expects any.
func (f *fieldWords) expects(class string) bool {
	if len(f.Values) == 0 {
		return true
	}
	for _, c := range f.Values {
		if c == class {
			return true
		}
		switch class {
		case "year", "serial", "dotted": // may be a date, a count or an amount
			if c == "date" || c == "int" || c == "number" {
				return true
			}
		}
	}
	return false
}

// headOf gives the post that a folded heading names, "" where it names none.
func (v *vocabulary) headOf(folded string) string {
	for i := range v.Heads {
		if v.Heads[i].match(folded) {
			return v.Heads[i].Post
		}
	}
	return ""
}

func (h *headWords) match(s string) bool {
	for _, any := range h.All {
		if !containsAny(s, any) {
			return false
		}
	}
	return !containsAny(s, h.None)
}

func containsAny(s string, list []string) bool {
	for _, w := range list {
		if w != "" && strings.Contains(s, w) {
			return true
		}
	}
	return false
}
