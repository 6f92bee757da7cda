package figure

import (
	"fmt"

	"yanpan.dev/roster"
)

// EdgeNotes names the members whose recorded birth leaves two age bands
// possible at the base date. They are counted in the band that the rule for
// unknown days gives, and are to be checked.
func EdgeNotes(rec *roster.Records, opt Options) []roster.Note {
	if opt.Bands == nil {
		opt.Bands = DefaultBands()
	}
	var notes []roster.Note
	for i := range rec.People {
		p := &rec.People[i]
		if !p.OnTwoCommittees() {
			continue
		}
		young, old, ok := p.Birth.AgeRange(opt.AsOf)
		if !ok || bandOf(opt.Bands, young) == bandOf(opt.Bands, old) {
			continue
		}
		notes = append(notes, edgeNote(rec, p, opt, young, old))
	}
	return notes
}

func bandOf(bands []Band, age int) int {
	for i, b := range bands {
		if b.Holds(age) {
			return i
		}
	}
	return -1
}

func edgeNote(rec *roster.Records, p *roster.Person, opt Options, young, old int) roster.Note {
	counted, _ := p.Birth.Age(opt.AsOf, opt.Ages)
	place := p.Places[0]
	return roster.Note{
		Code: roster.AgeAtEdge, File: place.File, Sheet: place.Sheet, Row: place.Row,
		Message: fmt.Sprintf("%s“%s”出生日期只记到%s,基准日可能%d岁也可能%d岁,现按%d岁计入%s",
			rec.Villages[p.Village].Name, p.Name, p.Birth.Chinese(), young, old, counted, opt.Bands[bandOf(opt.Bands, counted)].Label()),
		Remedy: "请核对出生日期,必要时补填到日",
	}
}
