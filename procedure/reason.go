package procedure

import (
	"errors"

	"yanpan.dev"
)

// Kind says what sort of thing stands in the way.
type Kind string

// The kinds of reasons.
const (
	MissingStep        Kind = "step"        // another step is not done
	MissingGate        Kind = "gate"        // a condition is not met, or nobody recorded what decides it
	MissingPaper       Kind = "paper"       // a paper was not handed in
	MissingVote        Kind = "vote"        // nobody voted, too few came, or it did not carry
	MissingSignature   Kind = "signature"   // a body has not agreed in writing
	MissingPublication Kind = "publication" // not made public
	MissingDay         Kind = "day"         // it is too early
	MissingFiling      Kind = "filing"      // a suspension is not filed
	WrongRole          Kind = "role"        // somebody else has to do it
	WrongOrder         Kind = "order"       // it was done already, or its day does not fit
	WrongInput         Kind = "input"       // the act itself says something impossible
	LeftOpen           Kind = "slot"        // the place has not said what is done in the step
	Suspended          Kind = "suspended"
	Stale              Kind = "stale" // somebody else was quicker
)

// Reason is one thing that stands in the way of an act.
type Reason struct {
	Kind    Kind            `json:"kind"`
	Step    string          `json:"step,omitempty"`
	Message string          `json:"message"` // what is the matter, a clause without a full stop
	Remedy  string          `json:"remedy"`  // how to mend it
	Basis   yanpan.Citation `json:"basis,omitzero"`
	Day     yanpan.Date     `json:"day,omitzero"` // of MissingDay: the first day it can be done
}

// Sentence is the reason as it is shown: what, how to mend it, and by which rule.
func (r Reason) Sentence() string {
	s := r.Message
	if r.Remedy != "" {
		s += "," + r.Remedy
	}
	if !r.Basis.IsZero() {
		s += "(" + r.Basis.String() + ")"
	}
	return yanpan.Typeset(s)
}

// Refusal is why a command was not accepted. It holds everything that stands in
// the way; its error text is the first of them.
type Refusal struct {
	Reasons []Reason
}

// Error gives the first reason as a sentence.
func (r *Refusal) Error() string { return r.Reasons[0].Sentence() }

// RefusalOf gives the refusal behind an error of this package; nil for another error.
func RefusalOf(err error) *Refusal {
	var r *Refusal
	if errors.As(err, &r) {
		return r
	}
	return nil
}

// refuse makes the error for the user out of reasons; nil where there are none.
func refuse(reasons ...Reason) error {
	if len(reasons) == 0 {
		return nil
	}
	r := reasons[0]
	message := r.Message
	if r.Remedy != "" {
		message += "," + r.Remedy
	}
	return &yanpan.Error{
		Code: yanpan.CodeInvalid, Op: "procedure.Decide", Message: yanpan.Typeset(message), Basis: r.Basis, Err: &Refusal{reasons},
	}
}
