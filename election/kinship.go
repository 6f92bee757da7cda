package election

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// Relation is one of the eight relations of close kin (民法典 第1045条), or, in
// the pack's own words, one that a pack adds.
type Relation string

// The eight relations, seen from the one who declares: Parent says that the
// other is his parent.
const (
	Spouse              Relation = "spouse"
	Parent              Relation = "parent"
	Child               Relation = "child"
	Sibling             Relation = "sibling"
	Grandparent         Relation = "grandparent"
	MaternalGrandparent Relation = "maternal_grandparent"
	Grandchild          Relation = "grandchild"
	MaternalGrandchild  Relation = "maternal_grandchild"
)

// Label is the Chinese word of the relation.
func (r Relation) Label() string {
	switch r {
	case Spouse:
		return "配偶"
	case Parent:
		return "父母"
	case Child:
		return "子女"
	case Sibling:
		return "兄弟姐妹"
	case Grandparent:
		return "祖父母"
	case MaternalGrandparent:
		return "外祖父母"
	case Grandchild:
		return "孙子女"
	case MaternalGrandchild:
		return "外孙子女"
	}
	return string(r)
}

// Close reports whether the relation is one of the eight.
func (r Relation) Close() bool { return r.Label() != string(r) }

// fits reports whether one side may say r of the other while the other says s
// of him. Whether a grandchild is a daughter's or a son's, both sides may see
// differently; that is no contradiction.
func (r Relation) fits(s Relation) bool {
	switch r {
	case Spouse, Sibling:
		return r == s
	case Parent:
		return s == Child
	case Child:
		return s == Parent
	case Grandparent, MaternalGrandparent:
		return s == Grandchild || s == MaternalGrandchild
	case Grandchild, MaternalGrandchild:
		return s == Grandparent || s == MaternalGrandparent
	}
	return !s.Close()
}

// inverse is what the other side would say.
func (r Relation) inverse() Relation {
	switch r {
	case Parent:
		return Child
	case Child:
		return Parent
	case Grandparent:
		return Grandchild
	case MaternalGrandparent:
		return MaternalGrandchild
	case Grandchild:
		return Grandparent
	case MaternalGrandchild:
		return MaternalGrandparent
	}
	return r
}

// Declared is one entry of a declaration.
type Declared struct {
	Relation Relation
	Name     string
}

// ReadDeclaration reads 配偶:李四;弟:张五(村文书) and the like. Relations that
// avoidance does not need (姻亲, unless extra names them) are left out and not
// kept; what is not understood comes back as written.
func ReadDeclaration(text string, extra []string) (declared []Declared, unread []string) {
	s := roster.Fold(text)
	if slices.Contains(words().None, strings.TrimSpace(s)) {
		return nil, nil
	}
	var last Relation
	for _, part := range strings.FieldsFunc(dropBrackets(s), func(r rune) bool { return strings.ContainsRune(";,、。\n/", r) }) {
		part = strings.ReplaceAll(strings.TrimSpace(part), " ", "")
		if part == "" || slices.Contains(words().None, part) {
			continue
		}
		rel, name, ok := readEntry(part, extra)
		switch {
		case !ok && last != "" && looksLikeName(part): // 弟:张五、张六
			rel, name = last, part
		case !ok:
			unread = append(unread, part)
			continue
		}
		last = rel
		if name = strings.TrimSpace(name); name == "" || slices.Contains(words().None, name) {
			continue
		}
		if rel.Close() || slices.Contains(extra, string(rel)) {
			if d := (Declared{rel, name}); !slices.Contains(declared, d) {
				declared = append(declared, d)
			}
		}
	}
	return declared, unread
}

// readEntry splits an entry into its relation and name, in either order: 弟张五, 张五(弟).
func readEntry(part string, extra []string) (Relation, string, bool) {
	if head, name, ok := strings.Cut(part, ":"); ok {
		if rel, ok := relationOf(head, extra); ok {
			return rel, name, true
		}
		if rel, ok := relationOf(name, extra); ok {
			return rel, head, true
		}
		return "", "", false
	}
	for _, w := range append(slices.Clone(extra), words().longest...) {
		if name, ok := strings.CutPrefix(part, w); ok && len([]rune(w)) > 1 && (name == "" || looksLikeName(name)) {
			rel, _ := relationOf(w, extra)
			return rel, name, true
		}
	}
	return "", "", false
}

// relationOf reads the word of a relation; one outside the eight keeps its word.
func relationOf(word string, extra []string) (Relation, bool) {
	if slices.Contains(extra, word) {
		return Relation(word), true
	}
	if r, ok := words().relation[word]; ok {
		return r, true
	}
	if slices.Contains(words().Others, word) {
		return Relation(word), true
	}
	return "", false
}

func dropBrackets(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '(' || r == '[':
			depth++
		case (r == ')' || r == ']') && depth > 0:
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func looksLikeName(s string) bool {
	n := 0
	for _, r := range s {
		if r != '·' && (r < 0x3400 || r > 0x9fff) {
			return false
		}
		n++
	}
	return n >= 2 && n <= 12
}

// Grounds says how a relation is known.
type Grounds uint8

// The grounds, strongest first.
const (
	BothDeclared Grounds = iota // both sides declare it
	OneDeclared                 // one side only
	Household                   // by the register of households
	Inferred                    // follows from what others declare: the same parents, a parent's parent
)

// Label is the Chinese word of the grounds.
func (g Grounds) Label() string {
	return [...]string{"双方申报", "一方申报", "户籍登记", "推断"}[g]
}

// Tie is a relation between two nominees: Other is Relation of One.
type Tie struct {
	One, Other int // indexes of nominees, One < Other
	Relation   Relation
	Grounds    Grounds
	Note       string // of an inferred one, how it follows; of a contradiction, what each side says
}

// Doubt is something about declarations that somebody has to ask about.
type Doubt struct {
	Nominee int
	Other   int // -1: nobody in particular
	Text    string
}

// Kinship is who among the nominees is close kin.
type Kinship struct {
	Ties   []Tie
	Doubts []Doubt
}

// conflict reports whether an avoidance rule speaks of a pair.
func conflict(a policy.Avoidance, tie Tie, ns []Nominee) bool {
	if len(a.Relations) > 0 && !slices.Contains(a.Relations, tie.Relation.Label()) && !slices.Contains(a.Relations, string(tie.Relation)) {
		return false
	}
	one, other := &ns[tie.One], &ns[tie.Other]
	if a.Kind != yanpan.VillageUnknown && one.Kind != yanpan.VillageUnknown && a.Kind != one.Kind {
		return false
	}
	if one.Village != other.Village {
		return false
	}
	return one.In(a.One) && other.In(a.Other) || one.In(a.Other) && other.In(a.One)
}

// Conflict is a pair of close kin in bodies that have to be kept apart.
type Conflict struct {
	Rule policy.Avoidance
	Tie  Tie
}

// Avoid lists the pairs that the avoidance rules of the packs speak of, in the
// order of the rules and of the nominees. It says what is; who gives way is for
// people to decide.
func Avoid(k *Kinship, ns []Nominee, rules *policy.Rules) []Conflict {
	var out []Conflict
	for _, a := range rules.Avoidances {
		for _, t := range k.Ties {
			if conflict(a, t, ns) {
				out = append(out, Conflict{a, t})
			}
		}
	}
	return out
}
