package paper

import (
	"fmt"
	"html"
	"strings"

	"yanpan.dev"
	"yanpan.dev/calendar"
)

// The measures of a bar chart, in pixels.
const (
	barRow   = 22
	barLeft  = 300
	barTop   = 104
	barRight = 150
	barWide  = 900 // of the days
)

// bars is a chart being drawn.
type bars struct {
	b           strings.Builder
	first, last calendar.Day
	perDay      float64
}

// Bars draws the schedule as a bar chart in SVG for screen and black-and-white
// print: a thin frame from each step's earliest to its latest day, a black bar on
// the days proposed, days of rest in grey.
func (s *Schedule) Bars(cal *calendar.Calendar) []byte {
	c := &bars{}
	c.fit(s.Plan)
	height := barTop + barRow*len(s.Plan.Steps) + 40
	fmt.Fprintf(&c.b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','SimHei',sans-serif" font-size="12">`+"\n", barLeft+barWide+barRight, height, barLeft+barWide+barRight, height)
	c.b.WriteString(`<rect width="100%" height="100%" fill="#fff"/>` + "\n")
	c.text(20, 30, 18, "start", s.heading())
	c.legend(s.AsOf)
	bottom := barTop + barRow*len(s.Plan.Steps)
	c.days(cal, bottom)
	for i := range s.Plan.Steps {
		c.row(i, &s.Plan.Steps[i])
	}
	fmt.Fprintf(&c.b, `<rect x="%d" y="%d" width="%d" height="%d" fill="none" stroke="#000"/>`+"\n", barLeft, barTop, barWide, bottom-barTop)
	c.b.WriteString("</svg>\n")
	return []byte(c.b.String())
}

// fit finds the days to be shown, with one to spare on both sides.
func (c *bars) fit(p *calendar.Plan) {
	for i := range p.Steps {
		for _, d := range []calendar.Day{p.Steps[i].Day, p.Steps[i].End} {
			c.see(d)
		}
		if p.Steps[i].Day == 0 {
			c.see(p.Steps[i].Earliest)
			c.see(p.Steps[i].Latest)
		}
	}
	c.first, c.last = c.first-1, c.last+2
	c.perDay = float64(barWide) / float64(c.last-c.first)
}

func (c *bars) see(d calendar.Day) {
	if d == 0 {
		return
	}
	if c.first == 0 || d < c.first {
		c.first = d
	}
	c.last = max(c.last, d)
}

func (c *bars) x(d calendar.Day) float64 {
	d = min(max(d, c.first), c.last)
	return barLeft + float64(d-c.first)*c.perDay
}

func (c *bars) text(x, y float64, size int, anchor, s string) {
	fmt.Fprintf(&c.b, `<text x="%.1f" y="%.1f" font-size="%d" text-anchor="%s">%s</text>`+"\n", x, y, size, anchor, html.EscapeString(yanpan.Typeset(s)))
}

func (c *bars) legend(asOf yanpan.Date) {
	c.b.WriteString(`<rect x="20" y="44" width="26" height="10" fill="#000"/>` + "\n")
	c.text(52, 53, 12, "start", "安排的日期")
	c.b.WriteString(`<rect x="140" y="46" width="26" height="6" fill="#fff" stroke="#000"/>` + "\n")
	c.text(172, 53, 12, "start", "最早到最迟")
	c.b.WriteString(`<rect x="260" y="44" width="26" height="10" fill="#ddd"/>` + "\n")
	c.text(292, 53, 12, "start", "双休日、节假日")
	c.text(400, 53, 12, "start", "编制日期:"+asOf.Chinese())
}

// days draws the months, the Mondays and the days of rest.
func (c *bars) days(cal *calendar.Calendar, bottom int) {
	for d := c.first; d < c.last; d++ {
		if !cal.Works(d) {
			fmt.Fprintf(&c.b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="#ddd"/>`+"\n", c.x(d), barTop, c.perDay, bottom-barTop)
		}
	}
	lastLabel := -100.0
	for d := c.first; d < c.last; d++ {
		date := d.Date()
		if date.Day() == 1 || d == c.first {
			fmt.Fprintf(&c.b, `<line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="#000"/>`+"\n", c.x(d), barTop-20, c.x(d), bottom)
			if c.x(d)-lastLabel > 70 || date.Day() == 1 && c.x(c.last)-c.x(d) > 60 {
				c.text(c.x(d)+3, barTop-22, 11, "start", fmt.Sprintf("%d年%d月", date.Year(), date.Month()))
				lastLabel = c.x(d)
			}
		}
		if d.Weekday() == 1 && c.perDay*7 >= 18 {
			c.text(c.x(d)+c.perDay/2, barTop-6, 10, "middle", fmt.Sprint(date.Day()))
		}
	}
}

func (c *bars) row(i int, p *calendar.Placed) {
	y := float64(barTop + i*barRow)
	fmt.Fprintf(&c.b, `<line x1="20" y1="%.1f" x2="%d" y2="%.1f" stroke="#bbb" stroke-width="0.5"/>`+"\n", y+barRow, barLeft+barWide, y+barRow)
	c.text(20, y+15, 12, "start", fmt.Sprintf("%d. %s", i+1, cutText(p.Step.Label, 20)))
	if p.Earliest > 0 && p.Latest >= p.Earliest {
		fmt.Fprintf(&c.b, `<rect x="%.1f" y="%.1f" width="%.1f" height="6" fill="#fff" stroke="#000" stroke-width="0.8"/>`+"\n", c.x(p.Earliest), y+8, max(c.x(p.Latest+1)-c.x(p.Earliest), 2))
	}
	if p.Day == 0 {
		c.text(barLeft+barWide+6, y+15, 11, "start", openText(p))
		return
	}
	end := max(p.End, p.Day)
	fmt.Fprintf(&c.b, `<rect x="%.1f" y="%.1f" width="%.1f" height="10" fill="#000"/>`+"\n", c.x(p.Day), y+6, max(c.x(end+1)-c.x(p.Day), 3))
	text := monthDay(p.Day)
	if end > p.Day {
		text += "至" + monthDay(end)
	}
	c.text(barLeft+barWide+6, y+15, 11, "start", text)
}

func monthDay(d calendar.Day) string {
	date := d.Date()
	return fmt.Sprintf("%d月%d日", date.Month(), date.Day())
}

func cutText(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// openText says of a step without a day until when it should be done, and
// whether that is still possible.
func openText(p *calendar.Placed) string {
	switch {
	case p.Latest == 0:
		return "待定"
	case p.Earliest > p.Latest:
		return "来不及:最迟" + monthDay(p.Latest)
	}
	return "待定,最迟" + monthDay(p.Latest)
}
