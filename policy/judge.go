package policy

import (
	"slices"

	"cel.dev/cel-go/common/ast"
)

// Judged lists the names of the facts that the rule's test speaks of, in the
// order of the test (when or require; value, of and need of a target), limits
// and the day left out. A name that stands for an expression is followed by
// what it is made of, behind all names of the test itself.
func (r *Rule) Judged() []string {
	var names []string
	add := func(name string) {
		_, isLimit := r.limitNamed(name)
		_, known := r.lang.names[name]
		if known && !isLimit && name != "as_of" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, e := range []*Expr{r.Test, r.Value, r.Of, r.Need.Expr} {
		eachName(e, add)
	}
	for i := 0; i < len(names); i++ { // names grows: an expression may be made of others
		if q := r.query(names[i]); q != nil && q.Of == "" {
			eachName(q.Value, add)
		}
	}
	return names
}

// eachName visits the names of an expression in the order they are written.
func eachName(e *Expr, visit func(string)) {
	if e == nil {
		return
	}
	walk(e.tree, func(x ast.Expr) {
		if x.Kind() == ast.IdentKind {
			visit(x.AsIdent())
		}
	})
}

// isShare reports whether an expression is a share as a whole.
func isShare(e *Expr) bool {
	return e.tree.Kind() == ast.CallKind && e.tree.AsCall().FunctionName() == "share"
}

// The units in which a gap is told.
const (
	unitPeople   = "人"
	unitVillages = "个村"
)

// GapUnit is what a target's gap counts: 人, 个村, or the unit of what else is
// counted (张, 户). It is the unit of the value that must rise or fall.
func (r *Rule) GapUnit() string {
	unit := ""
	if r.Value != nil {
		for _, name := range r.expand(ordered(r.Value)) {
			own := r.countedIn(name)
			if own != "" && unit != "" && own != unit {
				unit = ""
				break
			}
			unit = max(unit, own)
		}
	}
	switch {
	case unit != "":
		return unit
	case r.counted != "" && r.counted != "%":
		return r.counted
	}
	return unitPeople
}

func ordered(e *Expr) []string {
	var names []string
	eachName(e, func(name string) { names = append(names, name) })
	return names
}

// countedIn is the unit of a figure or of a query of the rule; "" for a limit
// or a value that does not count.
func (r *Rule) countedIn(name string) string {
	v := r.lang.names[name]
	q := r.query(name)
	switch {
	case q != nil && q.Of == Villages && q.op == queryCount, countsVillages(v.Figure):
		return unitVillages
	case q != nil && q.op == queryCount && v.Unit == "" && q.Of.people():
		return unitPeople
	case v.Type != TypeInt || v.Sheet == "":
		return ""
	}
	return v.Unit
}

// countsVillages reports whether a figure is a number of villages.
func countsVillages(id string) bool { return id == "villages" || id == "dual_head" }

// people reports whether the entries of a collection are people.
func (c Collection) people() bool {
	return slices.Contains([]Collection{Members, People, PartyMembers, Reserves}, c)
}
