package testkit

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"

	"yanpan.dev"
)

//go:embed data/*.json
var data embed.FS

func readData(name string, v any) {
	b, err := data.ReadFile("data/" + name)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		panic(fmt.Sprintf("testkit: %s: %v", name, err))
	}
}

// nameBook draws names that suit the sex and the year of birth, none of them
// twice and none that a well-known person bears.
type nameBook struct {
	Surnames     []string
	Common       int // so many of the surnames, the first ones, are borne by most people
	Male, Female []struct {
		BornBefore int `json:"born_before"`
		Names      []string
	}
	Avoided []string

	taken map[string]bool
	given map[string]int
}

func newNameBook() *nameBook {
	n := &nameBook{taken: map[string]bool{}, given: map[string]int{}}
	readData("names.json", n)
	return n
}

// often is how many people of the township bear one given name at most.
const often = 6

func (n *nameBook) draw(d *dice, sex yanpan.Sex, born yanpan.Date, family string) string {
	for range 10_000 {
		given := n.givenName(d, sex, born)
		surname := n.surname(d, family)
		name := surname + given
		doubled := len([]rune(surname)) > 1 && len([]rune(given)) > 1
		if n.taken[name] || n.given[given] >= often || doubled || slices.Contains(n.Avoided, name) {
			continue
		}
		n.taken[name] = true
		n.given[given]++
		return name
	}
	panic("testkit: too few names for so many people")
}

func (n *nameBook) givenName(d *dice, sex yanpan.Sex, born yanpan.Date) string {
	books := n.Male
	if sex == yanpan.Female {
		books = n.Female
	}
	for _, b := range books {
		if born.Year() < b.BornBefore {
			return pick(d, b.Names)
		}
	}
	return pick(d, books[len(books)-1].Names)
}

func (n *nameBook) surname(d *dice, family string) string {
	switch {
	case family != "" && d.percent(35):
		return family
	case d.percent(75):
		return pick(d, n.Surnames[:n.Common])
	}
	return pick(d, n.Surnames)
}

var (
	idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	idChecks  = "10X98765432"
)

// idNumber makes a number with a right check digit (GB 11643—1999).
func idNumber(d *dice, region string, born yanpan.Date, sex yanpan.Sex) string {
	order := d.below(499)*2 + 2
	if sex == yanpan.Male {
		order--
	}
	s := fmt.Sprintf("%s%04d%02d%02d%03d", region, born.Year(), born.Month(), born.Day(), order)
	sum := 0
	for i, w := range idWeights {
		sum += int(s[i]-'0') * w
	}
	return s + string(idChecks[sum%11])
}
