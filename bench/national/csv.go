package national

import (
	"bufio"
	"io"
	"strconv"

	"yanpan.dev/figure"
)

// WriteVillages writes one line a village: its number, the regions above it and its seats.
func (c *Country) WriteVillages(w io.Writer) error {
	b := bufio.NewWriter(w)
	if _, err := b.WriteString("village,township,county,province,seats\n"); err != nil {
		return err
	}
	var line []byte
	for v, t := range c.TownshipOf {
		county := c.CountyOf[t]
		line = numbers(line[:0], v, int(t), int(county), int(c.ProvinceOf[county]), c.People.Seats[v].Total)
		if _, err := b.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return b.Flush()
}

// flags are the columns of WriteMembers that say yes or no.
var flags = []struct {
	name string
	flag figure.Flag
}{
	{"party", figure.OnParty}, {"villagers", figure.OnVillagers}, {"secretary", figure.IsSecretary}, {"director", figure.IsDirector},
	{"staff", figure.IsStaff}, {"well_off", figure.IsWellOff}, {"disciplined", figure.IsDisciplined},
	{"disciplined_since", figure.IsDisciplinedSince}, {"reelected", figure.IsReelected}, {"new", figure.IsNew},
}

// WriteMembers writes one line a person: numbers as the columns hold them, and
// every flag as a column of its own.
func (c *Country) WriteMembers(w io.Writer) error {
	b := bufio.NewWriter(w)
	line := []byte("village,born,sex,political,education")
	for _, f := range flags {
		line = append(append(line, ','), f.name...)
	}
	if _, err := b.Write(append(line, '\n')); err != nil {
		return err
	}
	p := c.People
	for i := range p.Len() {
		line = numbers(line[:0], int(p.Village[i]), int(p.Born[i]), int(p.Sex[i]), int(p.Political[i]), int(p.Education[i]))
		for _, f := range flags {
			line = strconv.AppendBool(append(line, ','), p.Flags[i]&f.flag != 0)
		}
		if _, err := b.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return b.Flush()
}

func numbers(line []byte, values ...int) []byte {
	for i, v := range values {
		if i > 0 {
			line = append(line, ',')
		}
		line = strconv.AppendInt(line, int64(v), 10)
	}
	return line
}
