package app

import (
	"fmt"
	"io"
	"slices"

	"yanpan.dev"
	"yanpan.dev/election/tally"
	"yanpan.dev/policy"
)

// maxCount bounds a count sheet before it is read; the decoder says the rest.
const maxCount = 10 << 20

// Tallied is the result of one election with the packs it was decided by.
type Tallied struct {
	*tally.Result
	File  string   `json:"file"`
	Packs []string `json:"packs"`
	// Rules are the numbers used, for whoever prints the result.
	Rules tally.Rules `json:"-"`
}

// Laws gives every national pack, whatever its day, and the packs of the folders.
func Laws(dirs []string) ([]*policy.Pack, error) {
	builtin, err := policy.LoadBuiltin()
	if err != nil {
		return nil, err
	}
	local, err := PacksIn(dirs)
	if err != nil {
		return nil, err
	}
	national := slices.DeleteFunc(builtin, func(p *policy.Pack) bool { return p.Level != policy.LevelNational })
	return append(national, local...), nil
}

// Tally reads a count sheet and decides the election by those of the laws that
// were in force on its day; without a date the newest hold.
func Tally(name string, r io.Reader, laws []*policy.Pack) (*Tallied, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxCount))
	if err != nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "app.Tally", Message: "读不出来", Err: err}
	}
	count, err := tally.Decode(data)
	if err != nil {
		return nil, err
	}
	packs := policy.Newest(laws)
	if day := count.Election.Date; !day.IsZero() {
		packs = InForce(laws, day)
	}
	rules, used, err := electionRules(count.Election.Kind, count.Election.Date, packs)
	if err != nil {
		return nil, err
	}
	result, err := tally.Tally(count, rules)
	if err != nil {
		return nil, err
	}
	return &Tallied{Result: result, File: name, Packs: used, Rules: rules}, nil
}

// electionRules lays the packs on top of one another and gives the numbers for
// a kind of election, with the packs that have any.
func electionRules(kind tally.Kind, day yanpan.Date, packs []*policy.Pack) (tally.Rules, []string, error) {
	rules, err := policy.Overlay(packs...)
	if err != nil {
		return tally.Rules{}, nil, err
	}
	t, ok := rules.Threshold(string(kind))
	if !ok {
		return tally.Rules{}, nil, noLaw(kind, day)
	}
	used := []string{}
	for _, p := range packs {
		if slices.ContainsFunc(p.Thresholds, func(t policy.Threshold) bool { return t.Kind == string(kind) }) {
			used = append(used, p.ID)
		}
	}
	return asRules(t), used, nil
}

func noLaw(kind tally.Kind, day yanpan.Date) error {
	when := ""
	if !day.IsZero() {
		when = day.Chinese()
	}
	return &yanpan.Error{
		Code: yanpan.CodeInvalid, Op: "app.Tally",
		Message: fmt.Sprintf("没有%s时施行的“%s”选举门槛", when, kind),
		Remedy:  "请核对选举日 date,或用 --pack 带上当时施行的政策包",
	}
}

// asRules hands the numbers of a pack to the leaf that computes with them.
func asRules(t policy.Threshold) tally.Rules {
	r := tally.Rules{
		Electors: yanpan.Typeset(t.Electors),
		Quorum:   tally.Quorum{Count: tally.Base(t.Valid.Count), Share: asShare(t.Valid), Basis: t.Valid.Basis},
		Elected:  asMajority(t.Elected),
		Runoff:   tally.Runoff{Majority: asMajority(t.Runoff.ThresholdShare), Extra: int64(t.Runoff.Extra), KeepQuorum: t.Runoff.KeepQuorum, Days: t.Runoff.Days},
		Tie:      t.Tie, Ballots: t.Ballots, Vacancy: t.Vacancy,
		Proxies: tally.Proxies{PerPerson: t.Proxies.Number, Basis: t.Proxies.Basis},
		Women:   tally.Women{AtLeast: t.Women.Number, Basis: t.Women.Basis},
		Kin:     tally.KinRule{Relations: t.Kin.Relations, Basis: t.Kin.Basis},
	}
	for _, w := range t.Kin.Order {
		r.Kin.Order = append(r.Kin.Order, tally.KinStep(w))
	}
	return r
}

func asShare(t policy.ThresholdShare) tally.Share {
	return tally.Share{Num: t.Share.Num, Den: t.Share.Den, Over: t.Over}
}

func asMajority(t policy.ThresholdShare) tally.Majority {
	return tally.Majority{Of: tally.Base(t.Of), Share: asShare(t), Basis: t.Basis}
}
