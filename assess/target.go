package assess

import (
	"slices"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// target makes the line of one target.
func (w *world) target(rule *policy.Rule, r *Result) Target {
	trials := w.try(rule)
	w.noData(rule, trials, r)
	t := Target{
		RuleID: rule.ID, Label: rule.Label, Category: rule.Category, Scope: rule.Scope, BaseDate: rule.Base(w.in.Figures.AsOf),
		Advisory: rule.Advisory, Exception: yanpan.Typeset(rule.Exception), Basis: basis(rule), Outcome: policy.NotApplicable,
	}
	for i := range trials {
		w.add(&t, trials[i])
	}
	if rule.Scope == policy.ScopeTownship {
		w.single(&t, trials[0])
	} else {
		t.settle()
	}
	return t
}

// add counts one verdict into the line.
func (w *world) add(t *Target, tr trial) {
	if t.Required == "" {
		t.Required = yanpan.Typeset(tr.RequiredText())
	}
	if t.Measure == "" {
		t.Measure = tr.Measure(w.name(tr.village), w.in.Township)
	}
	switch tr.Outcome {
	case policy.Met:
		t.Met++
		t.Of++
	case policy.Unmet:
		t.Of++
		t.Gap += tr.Gap
		if tr.HasGap {
			t.HasGap, t.GapUnit = true, tr.Rule.GapUnit()
		}
		w.short(t, tr)
	case policy.NoData:
		if tr.village != township {
			t.NoData = append(t.NoData, tr.village)
		}
	}
}

// short lists a village that falls short; people of one village share a line.
func (w *world) short(t *Target, tr trial) {
	if tr.village == township {
		return
	}
	if n := len(t.Unmet); tr.person >= 0 && n > 0 && t.Unmet[n-1].Village == tr.village {
		t.Unmet[n-1].People = append(t.Unmet[n-1].People, tr.person)
		return
	}
	t.Unmet = append(t.Unmet, Shortfall{Village: tr.village, Name: w.name(tr.village), Value: tr.ValueText(), Gap: tr.Gap, People: w.named(tr)})
}

// single fills the line of a target of the whole township.
func (w *world) single(t *Target, tr trial) {
	t.Outcome, t.Value, t.Verdict = tr.Outcome, tr.ValueText(), tr.Verdict
	if tr.Outcome == policy.NotApplicable || tr.Outcome == policy.NoData {
		t.Value = ""
	}
	if w.in.Before != nil {
		t.Before = w.valueBefore(tr.Rule)
	}
}

// settle sums up a target of villages or of people: it is met if all that can
// be told meet it and none is left open.
func (t *Target) settle() {
	switch {
	case t.Of > t.Met:
		t.Outcome = policy.Unmet
	case len(t.NoData) > 0:
		t.Outcome = policy.NoData
	case t.Of > 0:
		t.Outcome = policy.Met
	}
}

// valueBefore is a township target's value among the earlier records, for the
// comparison of the table.
func (w *world) valueBefore(rule *policy.Rule) string {
	if rule.Value == nil || rule.Need.Expr != nil {
		return ""
	}
	at := w.in.BeforeAsOf
	if at.IsZero() {
		at = rule.Base(w.in.Figures.AsOf)
	}
	if w.earlier == nil {
		w.earlier = newWorld(Input{
			Records: w.in.Before, Rules: w.in.Rules, Township: w.in.Township,
			Figures: figure.Options{AsOf: at, Ages: w.in.Figures.Ages, Population: w.in.Figures.Population},
		})
	}
	v := rule.Evaluate(place{w.earlier.at(at), township}, at)
	if v.Outcome == policy.NoData {
		return "" // a share of nobody recorded is no nought
	}
	return v.ValueText()
}

// Seats gives the number of seats of every village for the figures: those of
// its file, else the least of a local pack. The range that the law leaves open
// (3 to 7) is no number of seats anybody has set. It is nil where nothing tells.
func Seats(rec *roster.Records, rules *policy.Rules, asOf yanpan.Date) []figure.Seats {
	local := *rules
	local.SeatRules = slices.DeleteFunc(slices.Clone(rules.SeatRules), func(s policy.SeatRule) bool { return nationwide(rules, s.Pack) })
	w := &world{in: Input{Records: rec, Rules: &local}}
	_, w.fields = variables()
	seats := make([]figure.Seats, len(rec.Villages))
	told := false
	for v := range rec.Villages {
		facts := policy.FactMap{}
		w.villageFile(facts, v, asOf)
		number := func(name string) int { return int(facts[name].Value.Int64()) }
		seats[v] = figure.Seats{Party: number("party_seats_min"), Villagers: number("villagers_seats_min"), Total: number("total_seats_min")}
		told = told || seats[v] != figure.Seats{}
	}
	if !told {
		return nil
	}
	return seats
}

// nationwide reports whether the pack of the id holds for the whole country.
func nationwide(rules *policy.Rules, id string) bool {
	return slices.ContainsFunc(rules.Packs, func(p *policy.Pack) bool { return p.ID == id && p.Level == policy.LevelNational })
}
