package policy

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// speech is what the expressions of one entry of a book may name.
type speech struct {
	scope    Scope // "" where the entry has none
	own      []Variable
	limits   []Variable
	names    bookNames
	dialects map[Collection]*dialect
}

// of gives the dialect of the entry itself, or of the roll one of its queries counts in.
func (s *speech) of(roll Collection) *dialect {
	if d := s.dialects[roll]; d != nil {
		return d
	}
	vars := slices.Clone(s.limits)
	switch {
	case roll != "":
		vars = append(vars, FieldsOf(roll)...)
	case s.scope != "":
		vars = slices.Concat(vars, s.own, VariablesOf(s.scope))
	default:
		vars = slices.Concat(vars, s.own, VariablesOf(ScopeVillage))
		vars = append(vars, ofPeople(vars)...)
	}
	if roll == "" {
		vars = append(vars, Variable{Name: "village", Label: "村名"}, Variable{Name: "township", Label: "镇名"})
	}
	if s.dialects == nil {
		s.dialects = map[Collection]*dialect{}
	}
	d := newDialect(vars)
	d.names = s.names
	s.dialects[roll] = d
	return d
}

// limitLabel is the Chinese word for the name of a limit that packs commonly
// use; "" for any other, which is then called by its name.
func limitLabel(name string) string {
	switch name {
	case "years":
		return "年数"
	case "months":
		return "月数"
	case "days":
		return "天数"
	case "least":
		return "下限"
	case "most":
		return "上限"
	}
	return ""
}

func limitVariables(names []string) []Variable {
	var vars []Variable
	for _, n := range names {
		vars = append(vars, Variable{Name: n, Label: limitLabel(n)})
	}
	return vars
}

// commonLimits are the names of limits that have a Chinese word.
func commonLimits() []string { return []string{"years", "months", "days", "least", "most"} }

// speechOf reads what an entry of a file may name.
func (f *sheetForm) speechOf(entry *yaml.Node, names bookNames) *speech {
	s := &section{node: entry}
	talk := &speech{scope: f.scopeOf(Scope(s.text("scope"))), names: names}
	for _, item := range groupItems(s.child("let")) {
		talk.own = append(talk.own, Variable{Name: item.name, Label: (&section{node: item.value}).text("label")})
	}
	for _, item := range groupItems(s.child("facts")) {
		if item.value.Kind == yaml.MappingNode {
			talk.own = append(talk.own, Variable{Name: item.name, Label: (&section{node: item.value}).text("label")})
		}
	}
	talk.own = append(talk.own, names.facts()...)
	var limits []string
	for _, item := range groupItems(s.child("limits")) {
		limits = append(limits, item.name)
	}
	talk.limits = limitVariables(limits)
	return talk
}

// scopeOf is the scope that the conditions of an entry speak of: the one it
// names, or the only one its file has.
func (f *sheetForm) scopeOf(told Scope) Scope {
	switch f.file {
	case "seats.yaml", proceduresFile:
		return ScopeVillage
	case "eligibility.yaml":
		return ScopeNominee
	}
	return told
}

// facts are the names of procedures' facts as variables.
func (n bookNames) facts() []Variable {
	var all []Variable
	for _, b := range n {
		if b.kind == refFact {
			all = append(all, Variable{Name: b.id, Label: b.label})
		}
	}
	return all
}

// ofPeople are the variables of people as an entry calls them that may speak of
// villages as well: where a village has the same label, the person's is marked.
func ofPeople(taken []Variable) []Variable {
	people := append(VariablesOf(ScopePerson), VariablesOf(ScopeNominee)...)
	for i, v := range people {
		if slices.ContainsFunc(taken, func(o Variable) bool { return o.Name != v.Name && foldLabel(o.Label) == foldLabel(v.Label) }) {
			people[i].Label += "\uFF08本人\uFF09"
		}
	}
	return people
}
