package sheet

import "yanpan.dev/roster"

// FieldChoice is a field that a person may say a column is.
type FieldChoice struct {
	Field roster.Field
	Label string
}

// Fields lists what the columns of a kind of sheet may be, in the order of the
// vocabulary: the menu for a column that was not understood.
func Fields(kind roster.SheetKind) []FieldChoice {
	var out []FieldChoice
	for _, f := range words().Fields {
		if f.allows(kind) {
			out = append(out, FieldChoice{f.ID, f.Label})
		}
	}
	return out
}
