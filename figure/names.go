package figure

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:embed names.json
var namesFile []byte

var names = sync.OnceValue(func() map[string][]string {
	var m map[string][]string
	if err := json.Unmarshal(namesFile, &m); err != nil {
		panic("figure: embedded names.json: " + err.Error()) // a fault of the build, caught by any test
	}
	return m
})

// Names lists what papers call the figure, its label among them.
func (f Figure) Names() []string {
	if n := names()[f.ID]; n != nil {
		return n
	}
	return []string{f.Label}
}
