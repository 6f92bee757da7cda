package assess

import (
	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// day is everything counted for one base date.
type day struct {
	w        *world
	asOf     yanpan.Date
	set      *figure.Set
	before   *figure.Set // nil without earlier records
	township policy.FactMap
	villages []policy.FactMap
}

// newDay counts the figures for a base date and lays them out as facts.
func newDay(w *world, asOf yanpan.Date) *day {
	d := &day{w: w, asOf: asOf}
	d.set = compute(w.in.Records, w.in.Figures, asOf)
	if w.in.Before != nil {
		at := w.in.BeforeAsOf
		if at.IsZero() {
			at = asOf
		}
		opt := figure.Options{Ages: w.in.Figures.Ages, Population: w.in.Figures.Population}
		d.before = compute(w.in.Before, opt, at)
	}
	d.township = d.facts(d.set.All(), d.beforeAll())
	d.villages = make([]policy.FactMap, len(w.in.Records.Villages))
	for v := range d.villages {
		d.villages[v] = d.facts(d.set.VillageScope(v), d.beforeVillage(v))
		d.fillUnsureHeads(d.villages[v], w.people[v])
		widenReturned(d.villages[v], w.figures, w.returned(v))
		w.villageFile(d.villages[v], v, asOf)
	}
	d.fillUnsureHeads(d.township, w.everybody)
	return d
}

func compute(rec *roster.Records, opt figure.Options, asOf yanpan.Date) *figure.Set {
	opt.AsOf = asOf
	opt.Bands = figure.DefaultBands() // the bands that the variables of rules are named after
	return figure.Compute(figure.FromRecords(rec, opt), opt)
}

func (d *day) beforeAll() []figure.Figure {
	if d.before == nil {
		return nil
	}
	return d.before.Figures(d.before.All())
}

// beforeVillage finds the village of the same name and township in the earlier records.
func (d *day) beforeVillage(v int) []figure.Figure {
	if d.before == nil {
		return nil
	}
	own := d.w.in.Records.Villages[v]
	for i, was := range d.w.in.Before.Villages {
		if was.Name == own.Name && (was.Township == own.Township || was.Township == "" || own.Township == "") {
			return d.before.Figures(d.before.VillageScope(i))
		}
	}
	return nil
}

// facts turns figures into facts by the table of variables.
func (d *day) facts(scope figure.Scope, before []figure.Figure) policy.FactMap {
	facts := policy.FactMap{}
	now, was := byID(d.set.Figures(scope)), byID(before)
	for _, v := range d.w.figures {
		figures, cover := now, d.w.cover
		if v.Before {
			figures, cover = was, d.w.coverBefore
		}
		f, ok := figures[v.Figure]
		if !ok || !f.Known || !cover.tells(v.Figure) {
			continue
		}
		fact := policy.Fact{Name: v.Name, Value: policy.Int(f.Ratio.Num), Source: f.Definition}
		if v.Type == policy.TypeRatio {
			fact.Value = policy.Ratio(f.Ratio)
		} else if !withUnknown(&fact, figures, v.Figure) {
			continue
		}
		facts[v.Name] = fact
	}
	return facts
}

func byID(figures []figure.Figure) map[string]figure.Figure {
	m := make(map[string]figure.Figure, len(figures))
	for _, f := range figures {
		m[f.ID] = f
	}
	return m
}

// unknownParts names, for a figure, the parts that nobody can place: those
// people may belong to it or not.
func unknownParts(id string) []string {
	switch id {
	case "gender.male", "gender.female":
		return []string{"gender.unknown"}
	case "junior_college_or_above":
		return []string{"education.unknown"}
	case "under_35_college":
		return []string{"age.unknown", "education.unknown"}
	}
	for _, group := range []string{"political.", "education.", "age."} {
		if len(id) > len(group) && id[:len(group)] == group {
			return []string{group + "unknown"}
		}
	}
	return nil
}

// withUnknown widens a count by the people of whom nobody recorded it. It
// reports false where that is everybody: then nothing was recorded at all.
func withUnknown(fact *policy.Fact, figures map[string]figure.Figure, id string) bool {
	members := figures["members"].Int()
	unknown := 0
	for _, part := range unknownParts(id) {
		unknown += figures[part].Int()
		if members > 0 && figures[part].Int() == members {
			return false
		}
	}
	if unknown > 0 {
		low := fact.Value.Int64()
		fact.High = policy.Int(min(low+int64(unknown), int64(members)))
		if fact.High == fact.Value {
			fact.High = policy.Value{}
		}
	}
	return true
}

// fillUnsureHeads widens the counts of heads by those whose sex or education is
// not recorded; the figures have no part for them.
func (d *day) fillUnsureHeads(facts policy.FactMap, people []int) {
	var sexless, schoolless int64
	for _, i := range people {
		p := &d.w.in.Records.People[i]
		if (p.IsSecretary() || p.IsDirector()) && p.Sex == yanpan.SexUnknown {
			sexless++
		}
		if p.IsSecretary() && p.Education == roster.EducationNotTold {
			schoolless++
		}
	}
	widen(facts, "female_heads", sexless, "principals")
	widen(facts, "secretaries_junior_college_or_above", schoolless, "secretaries")
}

func widen(facts policy.FactMap, name string, unsure int64, of string) {
	f, ok := facts[name]
	if !ok || unsure == 0 {
		return
	}
	if unsure == facts[of].Value.Int64() {
		delete(facts, name)
		return
	}
	f.High = policy.Int(f.Value.Int64() + unsure)
	facts[name] = f
}

// villageFile adds what the village's own file says, and its seats.
func (w *world) villageFile(facts policy.FactMap, v int, asOf yanpan.Date) {
	village := &w.in.Records.Villages[v]
	facts.Set("village_kind", policy.VillageKindValue(village.Kind), "村情表")
	facts.Set("village_class", policy.Text(village.Class), "村情表")
	for _, d := range w.fields {
		if !facts[d.Name].Value.IsZero() {
			continue
		}
		if value := fileValue(village, d); !value.IsZero() {
			facts.Set(d.Name, value, "村情表")
		}
	}
	seats, _ := w.in.Rules.Seats(facts, asOf)
	setSeats(facts, "party_seats", village.Numbers[roster.FieldPartySeats], seats.Party)
	setSeats(facts, "villagers_seats", village.Numbers[roster.FieldVillageSeats], seats.Villagers)
	setSeats(facts, "total_seats", village.Numbers[roster.FieldTotalSeats], seats.Total)
}

// fileValue reads a field of the village's file as its variable wants it.
func fileValue(village *roster.Village, d policy.Variable) policy.Value {
	field := roster.Field(d.Field)
	switch d.Type {
	case policy.TypeDate:
		return policy.Date(village.Dates[field])
	case policy.TypeText:
		return policy.Text(village.Texts[field])
	case policy.TypeBool:
		if a, ok := roster.ReadAnswer(field, village.Texts[field]); ok {
			return answer(a)
		}
		return policy.Value{}
	}
	n, told := village.Numbers[field]
	switch {
	case !told || !n.Defined():
		return policy.Value{}
	case d.Unit == "%" && n.Cmp(yanpan.Ratio{Num: 1, Den: 1}) > 0:
		return policy.Ratio(yanpan.Ratio{Num: n.Num, Den: n.Den * 100}) // 85.5 is written for 85.5%
	case d.Type == policy.TypeRatio:
		return policy.Ratio(n)
	case n.Num%n.Den != 0:
		return policy.Value{} // two and a half households
	}
	return policy.Int(n.Num / n.Den)
}

// setSeats puts the number of the village's file, or the span of the pack.
func setSeats(facts policy.FactMap, name string, own yanpan.Ratio, span policy.Span) {
	source := "政策包"
	if own.Defined() && own.Num > 0 && own.Num%own.Den == 0 {
		n := int(own.Num / own.Den)
		span, source = policy.Span{Min: n, Max: n}, "村情表"
	}
	if span.IsZero() {
		return
	}
	facts.Set(name+"_min", policy.Int(span.Min), source)
	facts.Set(name+"_max", policy.Int(span.Max), source)
}

func answer(a roster.Answer) policy.Value {
	switch a {
	case roster.Yes:
		return policy.Bool(true)
	case roster.No:
		return policy.Bool(false)
	}
	return policy.Value{}
}
