package roster

import "yanpan.dev"

// Column is one mapped column of a layout.
type Column struct {
	Field Field
	Label string // the header as the user wrote it, shown in notes
}

// Layout is what the rows of one table share. One sheet may give several: a
// table with two heads side by side gives one for each.
type Layout struct {
	File, Sheet string
	Kind        SheetKind
	Columns     []Column
	Township    string // where the title or the sheet's name says it
	Body        Body   // the body that the title or the sheet's name says the list is of
}

// Row is one entry of a table as text. Texts stand under Layout.Columns;
// Village, Post and Area carry what the sheet says outside the row's own cells:
// a merged cell above, a group line, the sheet's name, the heading over a group of columns.
type Row struct {
	Layout  *Layout
	Number  int // as the spreadsheet numbers its rows, from 1
	Hidden  bool
	Village string // used where the row has no village cell of its own
	Area    string
	Post    string // posts that the headings imply, read like a post cell
	Texts   []string
}

// Text gives the row's text under field, and the label of its column. Where
// several columns have the field, the first that is not empty counts.
func (r *Row) Text(field Field) (text, label string) {
	for i, c := range r.Layout.Columns {
		if c.Field != field {
			continue
		}
		if label == "" {
			label = c.Label
		}
		if i < len(r.Texts) && r.Texts[i] != "" {
			return r.Texts[i], c.Label
		}
	}
	return "", label
}

// Place is where a row stands.
type Place struct {
	File  string `json:"file"`
	Sheet string `json:"sheet"`
	Row   int    `json:"row"`
}

// Place gives where the row stands.
func (r *Row) Place() Place {
	return Place{File: r.Layout.File, Sheet: r.Layout.Sheet, Row: r.Number}
}

// NoteCode names what is noted of a row. The list is closed.
type NoteCode string

// Codes of rows that are given back.
const (
	NoName           NoteCode = "no_name"
	NoVillage        NoteCode = "no_village"
	BadIDNumber      NoteCode = "bad_id_number"
	BirthAgainstID   NoteCode = "birth_against_id"
	SexAgainstID     NoteCode = "sex_against_id"
	BadDate          NoteCode = "bad_date"
	BirthInFuture    NoteCode = "birth_in_future"
	Contradiction    NoteCode = "contradiction"    // the same person, said differently
	BadNumber        NoteCode = "bad_number"       // a count that is no number
	UnknownPerson    NoteCode = "unknown_person"   // a sanction of someone in no roster
	BallotsDontMatch NoteCode = "ballots_mismatch" // totals of an evaluation that cannot be
	NoSubject        NoteCode = "no_subject"       // an activity without a name
)

// Codes of rows that are accepted with a note.
const (
	EducationUnknown NoteCode = "education_unknown"
	PoliticalUnknown NoteCode = "political_unknown"
	BirthUnknown     NoteCode = "birth_unknown"
	SexUnknown       NoteCode = "sex_unknown"
	IDDamaged        NoteCode = "id_damaged"
	PostUnknown      NoteCode = "post_unknown"
	SameName         NoteCode = "same_name"      // the same name in another village
	TwoPrecisions    NoteCode = "two_precisions" // one birth, recorded twice with different precision
	VacantPost       NoteCode = "vacant_post"    // a row that says a post is vacant
	DateUnknown      NoteCode = "date_unknown"   // another date than the birth was not understood
	AgeMismatch      NoteCode = "age_mismatch"   // the printed age does not follow from the birth
	MergedRow        NoteCode = "merged_row"     // united with an earlier row of the same person
	HiddenRow        NoteCode = "hidden_row"     // a hidden row was read
	AgeAtEdge        NoteCode = "age_at_edge"    // the recorded month leaves two age bands possible
	ValueUnknown     NoteCode = "value_unknown"  // another cell was not understood
)

// Note is something to be said about a row, a column or a person.
type Note struct {
	Code    NoteCode `json:"code"`
	File    string   `json:"file"`
	Sheet   string   `json:"sheet"`
	Row     int      `json:"row"`
	Column  string   `json:"column,omitempty"`
	Message string   `json:"message"`          // what and why
	Remedy  string   `json:"remedy,omitempty"` // how to mend it
	Rejects bool     `json:"rejects,omitempty"`
}

// Outcome is what became of a row.
type Outcome uint8

// The outcomes; every row has exactly one.
const (
	Accepted Outcome = iota
	Merged
	Rejected
)

// Balance is the account of rows: Read = Accepted + Merged + Rejected.
type Balance struct {
	Read     int `json:"read"`
	Accepted int `json:"accepted"`
	Merged   int `json:"merged"`
	Rejected int `json:"rejected"`
}

func (b *Balance) add(o Outcome) {
	b.Read++
	switch o {
	case Accepted:
		b.Accepted++
	case Merged:
		b.Merged++
	case Rejected:
		b.Rejected++
	}
}

// Result is what became of one row and what is to be said about it.
type Result struct {
	Outcome Outcome
	Notes   []Note
}

// Admission is the outcome of Admit: the records of the good rows, one result
// a row in the order given, and the balance.
type Admission struct {
	Records Records
	Results []Result
	Balance Balance
}

// Notes gives all notes in the order of the rows.
func (a *Admission) Notes() []Note {
	var all []Note
	for _, r := range a.Results {
		all = append(all, r.Notes...)
	}
	return all
}

// Options of Admit.
type Options struct {
	AsOf     yanpan.Date // the base date: births after it are in the future
	Township string      // used for rows that name none
}
