package app

import (
	"io"

	"yanpan.dev"
	"yanpan.dev/election"
)

// maxActs bounds the list of acts about findings before it is read; the decoder says the rest.
const maxActs = 32<<20 + 1

// Decide does a list of acts (statement, decision, review) against the findings
// of the first look. name is the list's file, for messages.
func (e *Election) Decide(name string, acts io.Reader) (*election.Docket, error) {
	text, err := io.ReadAll(io.LimitReader(acts, maxActs))
	if err != nil {
		return nil, Unreadable(name, err)
	}
	list, err := election.DecodeActs(text)
	if err != nil {
		return nil, inFile(name, err)
	}
	return election.Replay(e.Screened, list), nil
}

// DecisionsDocument is what was decided, as JSON.
type DecisionsDocument struct {
	AsOf        yanpan.Date       `json:"as_of"`
	ElectionDay yanpan.Date       `json:"election_day"`
	Nominees    []OutcomeDocument `json:"nominees"`
	Refused     []string          `json:"refused"` // acts that do not count, with the reason
}

// OutcomeDocument is where one nominee stands.
type OutcomeDocument struct {
	election.Key
	Outcome string             `json:"outcome"`
	Decided []DecidedDocument  `json:"decided"`
	Open    []UndecidedFinding `json:"open"`
	Waiting int                `json:"waiting"` // findings that want a fact or a department's answer
}

// DecidedDocument is one finding with what was decided about it.
type DecidedDocument struct {
	Rule  string `json:"rule"`
	Label string `json:"label"`
	Says  string `json:"says"`
}

// UndecidedFinding is one finding that has no decision that holds.
type UndecidedFinding struct {
	Rule    string          `json:"rule"`
	Label   string          `json:"label"`
	Status  election.Status `json:"status"`
	Message string          `json:"message"`
	Next    string          `json:"next"`
}

// Decisions gives what was decided for JSON and for the screen.
func (e *Election) Decisions(d *election.Docket) DecisionsDocument {
	doc := DecisionsDocument{AsOf: e.Work.Request.AsOf, ElectionDay: e.Request.ElectionDay, Nominees: []OutcomeDocument{}, Refused: []string{}}
	for _, o := range d.Outcomes() {
		n := OutcomeDocument{Key: e.Nominees[o.Nominee].Key, Outcome: o.Label(), Decided: []DecidedDocument{}, Open: []UndecidedFinding{}, Waiting: o.Waiting}
		for _, c := range o.Decided {
			r := c.Finding().Rule
			n.Decided = append(n.Decided, DecidedDocument{Rule: r.ID, Label: yanpan.Typeset(r.Label), Says: c.Says()})
		}
		for _, f := range o.Open {
			n.Open = append(n.Open, UndecidedFinding{Rule: f.Rule.ID, Label: yanpan.Typeset(f.Rule.Label), Status: f.Status, Message: f.Says(e.Work.Rules), Next: yanpan.Typeset(d.Next(f))})
		}
		doc.Nominees = append(doc.Nominees, n)
	}
	for _, r := range d.Refused {
		doc.Refused = append(doc.Refused, r.Text())
	}
	return doc
}
