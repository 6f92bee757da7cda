package figure

import (
	"yanpan.dev"
	"yanpan.dev/roster"
)

// Flag is what the posts and marks of a person say, one bit each.
type Flag uint16

// The flags.
const (
	OnParty Flag = 1 << iota
	OnVillagers
	IsSecretary
	IsDirector
	IsStaff // 常职干部
	IsWellOff
	IsDisciplined      // within the period of effect at the base date
	IsDisciplinedSince // sanctioned since the term began
	IsReelected
	IsNew
	flagCount = iota
)

// Columns holds one entry a person in every array: a struct of arrays.
type Columns struct {
	Village   []int32 // index of the village
	Born      []int32 // yyyymmdd, the day counted as birthday; 0 unknown; below 0 a recorded age
	Sex       []yanpan.Sex
	Political []roster.Political
	Education []roster.Education
	Flags     []Flag
	Villages  int // how many villages there are
	Seats     []Seats
	Told      Told
}

// Seats is how many members the pack or the village file gives a village's
// bodies (职数); 0 is not told. Total is used where the bodies are not told apart.
type Seats struct {
	Party, Villagers, Total int
	Returned                int // rows of the village that were given back: as many seats may be filled and are not counted as vacant
}

// Told says of the figures that need a special record whether anybody recorded it.
type Told struct {
	WellOff, Disciplined, DisciplinedSince, Reelected, New, Seats, Staff bool
}

// Len is the number of people.
func (c *Columns) Len() int { return len(c.Village) }

// Options of FromRecords and Compute.
type Options struct {
	AsOf      yanpan.Date
	Ages      yanpan.AgeRule
	Bands     []Band      // age bands; nil gives the default ones
	TermBegan yanpan.Date // start of the present term; zero is not told
	Seats     []Seats     // one a village, or nil
	Before    *roster.Records
	// Population restricts members and all partitions to people with any of the
	// flags; 0 means both committees.
	Population Flag
}

// FromRecords lays the people of the records out in columns.
func FromRecords(rec *roster.Records, opt Options) *Columns {
	n := len(rec.People)
	c := &Columns{
		Village: make([]int32, n), Born: make([]int32, n), Sex: make([]yanpan.Sex, n),
		Political: make([]roster.Political, n), Education: make([]roster.Education, n), Flags: make([]Flag, n),
		Villages: len(rec.Villages), Seats: opt.Seats,
	}
	for i := range rec.People {
		p := &rec.People[i]
		c.Village[i] = int32(p.Village)
		c.Born[i] = born(p, opt.Ages)
		c.Sex[i], c.Political[i], c.Education[i] = p.Sex, p.Political, p.Education
		c.Flags[i] = postFlags(p)
	}
	c.markSanctions(rec, opt)
	c.markTenure(rec, opt)
	c.markWellOff(rec)
	for _, s := range opt.Seats {
		c.Told.Seats = c.Told.Seats || s != Seats{}
	}
	return c
}

// born is the birthday as yyyymmdd under the rule for unknown days.
func born(p *roster.Person, rule yanpan.AgeRule) int32 {
	if p.Birth.IsZero() {
		return -int32(p.RecordedAge)
	}
	d := p.Birth.First()
	if rule == yanpan.CountAsNotReached {
		d = p.Birth.Last()
	}
	return ymd(d)
}

func ymd(d yanpan.Date) int32 { return int32(d.Year()*10000 + d.Month()*100 + d.Day()) }

func postFlags(p *roster.Person) Flag {
	var f Flag
	for _, post := range p.Posts {
		switch post.Body {
		case roster.PartyCommittee:
			f |= OnParty
			if post.Title == roster.Secretary {
				f |= IsSecretary
			}
		case roster.VillagersCommittee:
			f |= OnVillagers
			if post.Title == roster.Director {
				f |= IsDirector
			}
		case roster.RegularStaff:
			f |= IsStaff
		}
	}
	return f
}

// markSanctions flags people by the sheet of sanctions. Without such a sheet the
// roster's own column tells who was sanctioned, but not whether it still has effect.
func (c *Columns) markSanctions(rec *roster.Records, opt Options) {
	c.Told.DisciplinedSince = !opt.TermBegan.IsZero() && len(rec.Sanctions) > 0
	c.Told.Disciplined = len(rec.Sanctions) > 0
	for i := range rec.Sanctions {
		s := &rec.Sanctions[i]
		if s.InEffect(opt.AsOf) == roster.NotTold {
			c.Told.Disciplined = false // one measure without an end leaves the number open
		}
		if s.Person < 0 {
			continue
		}
		if s.InEffect(opt.AsOf) == roster.Yes {
			c.Flags[s.Person] |= IsDisciplined
		}
		if !s.Decided.IsZero() && !opt.TermBegan.After(s.Decided) && !s.Decided.After(opt.AsOf) {
			c.Flags[s.Person] |= IsDisciplinedSince
		}
	}
	if len(rec.Sanctions) == 0 && rec.Told[roster.FieldSanctioned] {
		c.Told.Disciplined = c.noneSanctioned(rec)
	}
}

// noneSanctioned reports whether the roster's column says of everybody that there is nothing.
func (c *Columns) noneSanctioned(rec *roster.Records) bool {
	for i := range rec.People {
		if rec.People[i].OnTwoCommittees() && rec.People[i].Sanctioned != roster.No {
			return false
		}
	}
	return true
}

func (c *Columns) markWellOff(rec *roster.Records) {
	c.Told.WellOff = rec.Told[roster.FieldWellOff]
	for i := range rec.People {
		if rec.People[i].WellOff == roster.Yes {
			c.Flags[i] |= IsWellOff
		}
	}
}

// markTenure tells who was elected again and who is new: by the roster of the
// term before where there is one, else by the roster's own columns.
func (c *Columns) markTenure(rec *roster.Records, opt Options) {
	if opt.Before != nil {
		c.Told.Reelected, c.Told.New = true, true
		was := formerMembers(opt.Before)
		for i := range rec.People {
			p := &rec.People[i]
			if was[personKey(rec, p)] {
				c.Flags[i] |= IsReelected
			} else {
				c.Flags[i] |= IsNew
			}
		}
		return
	}
	reelected, isNew := rec.Told[roster.FieldReelected], rec.Told[roster.FieldNewlyElected]
	c.Told.Reelected, c.Told.New = reelected || isNew, reelected || isNew
	for i := range rec.People {
		p := &rec.People[i]
		switch {
		case p.Reelected == roster.Yes || p.Reelected == roster.NotTold && p.New == roster.No:
			c.Flags[i] |= IsReelected
		case p.New == roster.Yes || p.Reelected == roster.No:
			c.Flags[i] |= IsNew
		}
	}
}

type identityKey struct{ village, name, birth string }

// personKey recognises a person in another term's records. The month of birth
// is precise enough, and is what old rosters have.
func personKey(rec *roster.Records, p *roster.Person) identityKey {
	birth := p.Birth.String()
	return identityKey{rec.Villages[p.Village].Name, p.Name, birth[:min(len(birth), 7)]}
}

func formerMembers(rec *roster.Records) map[identityKey]bool {
	was := map[identityKey]bool{}
	for i := range rec.People {
		if p := &rec.People[i]; p.OnTwoCommittees() {
			was[personKey(rec, p)] = true
		}
	}
	return was
}
