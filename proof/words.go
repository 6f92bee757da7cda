package proof

import (
	_ "embed" // the tables of words are data beside the package
	"encoding/json"
	"sync"
)

//go:embed data/units.json
var unitsJSON []byte

//go:embed data/phrases.json
var phrasesJSON []byte

//go:embed data/families.json
var familiesJSON []byte

//go:embed data/slips.json
var slipsJSON []byte

//go:embed data/events.json
var eventsJSON []byte

//go:embed data/bodies.json
var bodiesJSON []byte

//go:embed data/titles.json
var titlesJSON []byte

// lexicon finds the longest listed word at a position.
type lexicon map[rune][]entry

type entry struct {
	word []rune
	val  string
}

func (l lexicon) add(word, val string) {
	w := []rune(word)
	if len(w) == 0 {
		return
	}
	l[w[0]] = append(l[w[0]], entry{w, val})
}

// match gives the longest word that stands at t[i:].
func (l lexicon) match(t []rune, i int) (val string, size int) {
	if i < 0 || i >= len(t) {
		return "", 0
	}
	for _, e := range l[t[i]] {
		if len(e.word) > size && startsWith(t[i:], e.word) {
			val, size = e.val, len(e.word)
		}
	}
	return val, size
}

func startsWith(t, w []rune) bool {
	if len(t) < len(w) {
		return false
	}
	for i, r := range w {
		if t[i] != r {
			return false
		}
	}
	return true
}

// tables are the embedded lists, parsed once and never changed.
type tables struct {
	units    lexicon // unit → class
	phrases  lexicon // set phrases that hold numerals
	families []family
	members  map[rune][]familyEntry // words of the families by first rune
	cues     map[rune][]cueWord
	slips    slips
	traits   []string // marks by which people are counted twice: 退役军人, 致富能手
	titles   titles
	events   []precedence
	bodies   []electionBody
}

// slips are the lists for the checks of words.
type slips struct {
	Holes     []hole   `json:"holes"`
	Doubles   []string `json:"doubles"`   // single characters that never stand twice
	Redoubled []string `json:"redoubled"` // words that rightly stand twice
	Tails     string   `json:"tails"`     // AB+AB+tail is a compound: 研究研究所
	Words     []string `json:"words"`     // whole words that nothing may tear
	Rates     []rate   `json:"rates"`     // 到会率 and their like
	Generic   []string `json:"generic"`   // names before 镇 that are no names
	Traits    []string `json:"traits"`    // see tables
	BodyTails []string `json:"bodyTails"` // 党委, 政府: what makes a place a body
}

// hole is a string that only stands where words were cut out.
type hole struct {
	Text    string   `json:"text"`
	Not     []string `json:"not"` // wholes in which it is right
	Suggest string   `json:"suggest"`
}

// rate is a named percentage: its word and the words of its two numbers.
type rate struct {
	Word string   `json:"word"`
	Part []string `json:"part"`
	Base []string `json:"base"`
}

// titles are laws and documents.
type titles struct {
	Known    []string   `json:"known"`
	Replaced []replaced `json:"replaced"`
	Terms    []oldTerm  `json:"terms"`
}

type replaced struct {
	Title string `json:"title"`
	By    string `json:"by"`
}

type oldTerm struct {
	Words []string `json:"words"`
	Said  string   `json:"said"`
	Right string   `json:"right"`
	Note  string   `json:"note"`
}

var loadTables = sync.OnceValue(func() *tables {
	t := &tables{units: lexicon{}, phrases: lexicon{}, cues: cueTable()}
	var units map[string][]string
	var phrases map[string][]string
	for _, x := range []struct {
		data []byte
		into any
	}{{unitsJSON, &units}, {phrasesJSON, &phrases}, {familiesJSON, &t.families}, {slipsJSON, &t.slips}, {titlesJSON, &t.titles}, {eventsJSON, &t.events}, {bodiesJSON, &t.bodies}} {
		if err := json.Unmarshal(x.data, x.into); err != nil {
			panic("proof: embedded table: " + err.Error()) // a fault of the build, caught by every test
		}
	}
	for class, words := range units {
		for _, w := range words {
			t.units.add(w, class)
		}
	}
	for _, w := range phrases["set"] {
		t.phrases.add(w, w)
	}
	t.members = familyTable(t.families)
	t.traits = t.slips.Traits
	return t
})
