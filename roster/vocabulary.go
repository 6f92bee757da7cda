package roster

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed words/*.json
var wordFiles embed.FS

// vocabulary is the content of words/*.json in the form it is searched in. It
// is read once and never changed.
type vocabulary struct {
	education  lexicon[Education]
	unfinished []string
	political  lexicon[Political]
	answers    map[Field]map[string]Answer
	posts      postWords
}

var words = sync.OnceValue(loadVocabulary)

// lexicon finds words in text; where one word begins another, the longest counts.
type lexicon[T any] struct {
	byFirst map[rune][]entry[T] // longest first
	exact   map[string]T
}

type entry[T any] struct {
	word  string
	value T
}

func (l *lexicon[T]) add(word string, v T) {
	if l.byFirst == nil {
		l.byFirst, l.exact = map[rune][]entry[T]{}, map[string]T{}
	}
	first := []rune(word)[0]
	l.byFirst[first] = append(l.byFirst[first], entry[T]{word, v})
	slices.SortStableFunc(l.byFirst[first], func(a, b entry[T]) int { return len(b.word) - len(a.word) })
}

// match gives the longest word that s begins with.
func (l *lexicon[T]) match(s string) (entry[T], bool) {
	first, _ := utf8.DecodeRuneInString(s)
	for _, e := range l.byFirst[first] {
		if strings.HasPrefix(s, e.word) {
			return e, true
		}
	}
	return entry[T]{}, false
}

// hits gives every word found in s from left to right without overlaps, with the text behind it.
func (l *lexicon[T]) hits(s string, yield func(e entry[T], rest string)) {
	for i := 0; i < len(s); {
		if e, ok := l.match(s[i:]); ok {
			i += len(e.word)
			yield(e, s[i:])
			continue
		}
		i++
		for i < len(s) && s[i]&0xC0 == 0x80 {
			i++
		}
	}
}

func decode[T any](name string) T {
	var v T
	b, err := wordFiles.ReadFile("words/" + name)
	if err == nil {
		err = json.Unmarshal(b, &v)
	}
	if err != nil {
		panic(fmt.Sprintf("roster: embedded %s: %v", name, err)) // a fault of the build, caught by any test
	}
	return v
}

func loadVocabulary() *vocabulary {
	v := &vocabulary{posts: decode[postWords]("posts.json")}
	v.loadEducation()
	v.loadPolitical()
	v.loadAnswers()
	return v
}

type wordGroup struct {
	Level, Status       string
	Words, Exact, Codes []string
}

func fill[T any](l *lexicon[T], g wordGroup, v T) {
	for _, w := range g.Words {
		l.add(unbracket(w), v)
	}
	for _, w := range slices.Concat(g.Exact, g.Codes) {
		l.exact[w] = v
	}
}

func (v *vocabulary) loadEducation() {
	f := decode[struct {
		Unfinished []string
		Levels     []wordGroup
	}]("education.json")
	v.unfinished = f.Unfinished
	for _, g := range f.Levels {
		fill(&v.education, g, educationByID[g.Level])
	}
}

func (v *vocabulary) loadPolitical() {
	f := decode[struct{ Statuses []wordGroup }]("political.json")
	for _, g := range f.Statuses {
		fill(&v.political, g, politicalByID[g.Status])
	}
}

func (v *vocabulary) loadAnswers() {
	f := decode[struct {
		Yes, No []string
		Fields  map[Field]struct{ Yes, No []string }
	}]("answers.json")
	v.answers = map[Field]map[string]Answer{"": {}}
	for field, g := range f.Fields {
		v.answers[field] = map[string]Answer{}
		setAnswers(v.answers[field], g.Yes, g.No)
	}
	setAnswers(v.answers[""], f.Yes, f.No)
}

func setAnswers(m map[string]Answer, yes, no []string) {
	for _, w := range yes {
		m[w] = Yes
	}
	for _, w := range no {
		m[w] = No
	}
}

var educationByID = map[string]Education{
	"": EducationNotTold, "primary": Primary, "junior_secondary": JuniorSecondary, "senior_secondary": SeniorSecondary,
	"junior_college": JuniorCollege, "undergraduate": Undergraduate, "graduate": Graduate,
}

var politicalByID = map[string]Political{
	"": PoliticalNotTold, "full_member": FullMember, "probationary": ProbationaryMember, "league": LeagueMember,
	"democratic": DemocraticParty, "non_partisan": NonPartisan, "masses": Masses,
}
