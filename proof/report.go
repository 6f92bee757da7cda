package proof

import "sort"

// Kind is the kind of a finding, as in the public contract.
type Kind string

// The kinds of finding.
const (
	KindSum         Kind = "sum"         // parts and whole
	KindPercent     Kind = "percent"     // a share that its base does not give
	KindRounding    Kind = "rounding"    // cut off instead of rounded
	KindMultiple    Kind = "multiple"    // 倍数、增幅、百分点
	KindConflict    Kind = "conflict"    // one measure, two values
	KindSequence    Kind = "sequence"    // numbering
	KindCount       Kind = "count"       // 五个方面 against what is listed
	KindDate        Kind = "date"        // impossible or incomplete
	KindOrder       Kind = "order"       // events out of time
	KindPlaceholder Kind = "placeholder" // blanks and cut-out words
	KindPunctuation Kind = "punctuation"
	KindRepetition  Kind = "repetition"
	KindLimit       Kind = "limit"    // against a deadline or quota handed in
	KindRecord      Kind = "record"   // against a recorded figure handed in
	KindForeign     Kind = "foreign"  // another place's name or level
	KindCitation    Kind = "citation" // a law or document wrongly named
)

// Severity says how sure a finding is.
type Severity string

// The severities, surest first.
const (
	SeverityError   Severity = "error"   // two statements that cannot both be true
	SeverityWarning Severity = "warning" // likely wrong
	SeverityInfo    Severity = "info"    // cannot be decided
)

// Place is a piece of the text: line (for .docx the paragraph within Part)
// from 1, column in code points from 1, and the words there.
type Place struct {
	Part   string `json:"part,omitempty"` // body, footnote, header, textbox; only for .docx
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Quote  string `json:"quote"`
}

// Finding is one thing that the text says wrongly, with the arithmetic that
// shows it and, where there is one, the other place that contradicts it.
type Finding struct {
	Kind     Kind     `json:"kind"`
	Severity Severity `json:"severity"`
	Part     string   `json:"part,omitempty"`
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	Quote    string   `json:"quote"`
	Said     string   `json:"said"`     // what the text says
	Computed string   `json:"computed"` // what it should say by its own figures; may be empty
	Formula  string   `json:"formula"`  // the arithmetic; may be empty
	Related  []Place  `json:"related"`
	Message  string   `json:"message"` // one plain sentence
	Suggest  string   `json:"suggest"` // what to write instead; may be empty

	para int // index into the Text, for annotation
	off  int // offset of the quote in its paragraph
}

// Numbers counts the numerals of a text that count or measure something.
// Total is the sum of the other three.
type Numbers struct {
	Total         int `json:"total"`
	Checked       int `json:"checked"`        // compared with another statement, a calendar or a rule
	Uncheckable   int `json:"uncheckable"`    // understood, but nothing in the text to compare with
	NotUnderstood int `json:"not_understood"` // what it counts was not understood
}

// Report is the result of Check. It marshals to the public JSON.
type Report struct {
	File     string    `json:"file"`
	Numbers  Numbers   `json:"numbers"`
	Findings []Finding `json:"findings"`

	unchecked     []Place
	notUnderstood []Place
}

// Uncheckable lists the numbers that were understood but had nothing in the text to be compared with.
func (r *Report) Uncheckable() []Place { return r.unchecked }

// NotUnderstood lists the numbers whose meaning was not understood.
func (r *Report) NotUnderstood() []Place { return r.notUnderstood }

// HasErrors reports whether some finding is an error.
func (r *Report) HasErrors() bool {
	for _, f := range r.Findings {
		if f.Severity == SeverityError {
			return true
		}
	}
	return false
}

// maxFindings bounds a report: beyond it a text is not a paper but noise.
const maxFindings = 2000

// sortFindings puts findings in the order of the text and drops exact doubles.
func sortFindings(fs []Finding) []Finding {
	sort.SliceStable(fs, func(i, j int) bool {
		a, b := &fs[i], &fs[j]
		if a.para != b.para {
			return a.para < b.para
		}
		if a.off != b.off {
			return a.off < b.off
		}
		return a.Kind < b.Kind
	})
	out := make([]Finding, 0, len(fs))
	for _, f := range fs {
		if n := len(out); n > 0 && out[n-1].para == f.para && out[n-1].off == f.off && out[n-1].Kind == f.Kind {
			continue
		}
		out = append(out, f)
	}
	return out
}
