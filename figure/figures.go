package figure

import (
	"encoding/json"
	"slices"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// Figure is one number with all that is needed to read it.
type Figure struct {
	ID         string       `json:"id"`
	Label      string       `json:"label"`
	Value      *json.Number `json:"value"` // nil where the data cannot tell
	Unit       string       `json:"unit"`
	Base       *string      `json:"base"`
	Percent    *string      `json:"percent"` // one decimal, nil where the base is 0 or there is none
	Definition string       `json:"definition"`
	Before     *json.Number `json:"before,omitempty"` // the same figure of the earlier date or term

	Ratio yanpan.Ratio `json:"-"` // the value over its base; an average as sum over count
	Known bool         `json:"-"`
}

// Int is the value of a count; 0 where the data cannot tell.
func (f Figure) Int() int { return int(f.Ratio.Num) }

// Tenths is the value of an average in tenths.
func (f Figure) Tenths() int { return int(f.Ratio.Tenths()) }

// Scope chooses whose figures are asked for: all villages, one, or any set of them.
type Scope struct {
	counts Counts
	only   func(village int) bool
}

// All is the whole area.
func (s *Set) All() Scope { return Scope{s.total, func(int) bool { return true }} }

// VillageScope is village v alone.
func (s *Set) VillageScope(v int) Scope {
	return Scope{s.counts(v), func(w int) bool { return w == v }}
}

// Among is the villages that the test picks: an area, a township, a kind.
func (s *Set) Among(pick func(village int) bool) Scope {
	sum := make(Counts, counters)
	for v := range s.columns.Villages {
		if pick(v) {
			sum.add(s.counts(v))
		}
	}
	return Scope{sum, pick}
}

// Definitions are those in force for the set.
func (s *Set) Definitions() []Definition { return Definitions(s.opt.Bands) }

// AsOf is the base date.
func (s *Set) AsOf() yanpan.Date { return s.opt.AsOf }

// Villages is how many villages the set has.
func (s *Set) Villages() int { return s.columns.Villages }

// Figures gives every figure of the scope in the order of Definitions.
func (s *Set) Figures(sc Scope) []Figure {
	defs := s.Definitions()
	out := make([]Figure, len(defs))
	for i, d := range defs {
		out[i] = s.figure(d, sc.counts, defs)
	}
	return out
}

// Get gives one figure of the scope by its id.
func (s *Set) Get(sc Scope, id string) (Figure, bool) {
	defs := s.Definitions()
	i := slices.IndexFunc(defs, func(d Definition) bool { return d.ID == id })
	if i < 0 {
		return Figure{}, false
	}
	return s.figure(defs[i], sc.counts, defs), true
}

func (s *Set) figure(d Definition, n Counts, defs []Definition) Figure {
	f := Figure{ID: d.ID, Label: d.Label, Unit: d.Unit, Definition: d.Text, Known: d.told == nil || d.told(s, n)}
	f.Ratio.Num = int64(n[d.counter])
	if d.Base != "" {
		f.Base = &d.Base
		f.Ratio.Den = int64(n[counterOf(d.Base, defs)])
	}
	if d.IsAverage() {
		f.Ratio.Den = int64(n[d.over])
		f.Known = f.Ratio.Den > 0
	}
	f.print(d)
	return f
}

func counterOf(id string, defs []Definition) int {
	return defs[slices.IndexFunc(defs, func(d Definition) bool { return d.ID == id })].counter
}

// print puts the value into the form of the contract.
func (f *Figure) print(d Definition) {
	if !f.Known {
		return
	}
	v := json.Number(yanpan.Ratio{Num: f.Ratio.Num, Den: 1}.Round(0))
	if d.IsAverage() {
		v = json.Number(f.Ratio.Round(1))
	}
	f.Value = &v
	if d.Base != "" && f.Ratio.Defined() {
		p := f.Ratio.Percent()
		f.Percent = &p
	}
}

// People lists the people whom the figure of the scope counts, by their index
// in the columns; an average lists those whose age is known. It is empty for
// figures that count villages or seats.
func (s *Set) People(sc Scope, id string) []int {
	defs := s.Definitions()
	i := slices.IndexFunc(defs, func(d Definition) bool { return d.ID == id })
	if i < 0 {
		return nil
	}
	m := defs[i].counter
	switch {
	case defs[i].IsAverage():
		m = defs[i].over
	case m == cDualVillages:
		m = mDual
	case m >= mBands+maxBands:
		return nil
	}
	var out []int
	marks := newMarker(s.opt)
	for p := range s.columns.Len() {
		if set, _ := marks.of(s.columns, p); set&bit(m) != 0 && sc.only(int(s.columns.Village[p])) {
			out = append(out, p)
		}
	}
	return out
}

// Age is the age of person i at the base date, -1 where it is not known.
func (s *Set) Age(i int) int { return newMarker(s.opt).years(s.columns.Born[i]) }

// Filter picks people by their properties; zero fields do not restrict. Ages
// include both ends; MinAge or MaxAge leaves out people whose age is not known.
type Filter struct {
	Any          Flag // at least one of these flags; 0 is either committee
	All          Flag // all of these flags
	None         Flag // none of these flags
	Sex          yanpan.Sex
	MinAge       int
	MaxAge       int
	MinEducation roster.Education
	MaxEducation roster.Education
	Political    []roster.Political
}

// Count counts the people of the scope whom the filter picks. It serves the
// cumulative bands and the crossed conditions that no partition has.
func (s *Set) Count(sc Scope, f Filter) int { return len(s.Pick(sc, f)) }

// Pick lists the people of the scope whom the filter picks.
func (s *Set) Pick(sc Scope, f Filter) []int {
	marks := newMarker(s.opt)
	var out []int
	for i := range s.columns.Len() {
		if sc.only(int(s.columns.Village[i])) && f.picks(s.columns, i, marks.years(s.columns.Born[i])) {
			out = append(out, i)
		}
	}
	return out
}

func (f *Filter) picks(c *Columns, i, age int) bool {
	flags, anyOf := c.Flags[i], f.Any
	if anyOf == 0 {
		anyOf = OnParty | OnVillagers
	}
	edu := c.Education[i]
	switch {
	case flags&anyOf == 0 || flags&f.All != f.All || flags&f.None != 0:
		return false
	case f.Sex != yanpan.SexUnknown && c.Sex[i] != f.Sex:
		return false
	case (f.MinAge > 0 || f.MaxAge > 0) && age < max(f.MinAge, 0), f.MaxAge > 0 && age > f.MaxAge:
		return false
	case f.MinEducation > 0 && edu < f.MinEducation, f.MaxEducation > 0 && (edu > f.MaxEducation || edu == roster.EducationNotTold):
		return false
	}
	return f.Political == nil || slices.Contains(f.Political, c.Political[i])
}
