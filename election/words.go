package election

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"yanpan.dev/policy"
)

//go:embed words/election.json
var wordsJSON []byte

// vocabulary is what words of sheets mean here; it differs by place and is data.
type vocabulary struct {
	Tasks []struct {
		Office policy.Office `json:"office"`
		Words  []string      `json:"words"`
	} `json:"tasks"`
	OffSeats   []string `json:"off_seats"`
	HalfPost   []string `json:"half_post"`
	Discipline []string `json:"discipline"`
	Clerk      []string `json:"clerk"`
	Accountant []string `json:"accountant"`
	Collective []string `json:"collective"`
	Probation  []string `json:"probation"`
	Relations  []struct {
		Relation Relation `json:"relation"`
		Words    []string `json:"words"`
	} `json:"relations"`
	Others      []string            `json:"other_relations"`
	None        []string            `json:"none"`
	Heads       []string            `json:"heads"`
	Conclusions map[string][]string `json:"conclusions"`
	Documents   []string            `json:"documents"`
	NoEvidence  []string            `json:"no_evidence"`

	relation map[string]Relation
	longest  []string // words of relations, the longest first
}

// words gives the vocabulary, read once.
var words = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{relation: map[string]Relation{}}
	if err := json.Unmarshal(wordsJSON, v); err != nil {
		panic("words/election.json: " + err.Error()) // built into the program and checked by its tests
	}
	for _, r := range v.Relations {
		for _, w := range r.Words {
			v.relation[w] = r.Relation
			v.longest = append(v.longest, w)
		}
	}
	v.longest = append(v.longest, v.Others...)
	slices.SortStableFunc(v.longest, func(a, b string) int { return len(b) - len(a) })
	return v
})

func containsAny(s string, list []string) bool {
	return slices.ContainsFunc(list, func(w string) bool { return strings.Contains(s, w) })
}
