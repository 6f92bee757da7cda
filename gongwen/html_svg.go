package gongwen

import (
	"math"
	"strconv"
)

// The drawing's size in its own units, and the plot's edges within it.
const (
	svgWidth, svgHeight           = 600, 288
	plotLeft, plotRight           = 46, 588
	plotTop, plotBottom           = 40, 236
	pieX, pieY, pieRadius float64 = 220, 160, 96
)

// svg draws a chart. Shapes are placed to a tenth of a unit, so that the same
// numbers always give the same bytes.
func (h *htmlSetter) svg(c *Chart) {
	b := &h.b
	b.str(`<svg viewBox="0 0 600 288" role="img" aria-label="`)
	b.text(c.inWords())
	b.str(`">`, "\n")
	if c.Title != "" {
		h.label(svgWidth/2, 18, "middle", 15, c.Title, "")
	}
	if c.Kind == PieChart {
		h.pie(c)
	} else {
		h.plot(c)
	}
	b.str("</svg>\n")
}

func tenth(f float64) string { return strconv.FormatFloat(math.Round(f*10)/10, 'f', -1, 64) }

// label writes text at a place; fill "" is black.
func (h *htmlSetter) label(x, y float64, anchor string, size float64, text, fill string) {
	h.b.str(`<text x="`, tenth(x), `" y="`, tenth(y), `" text-anchor="`, anchor, `" font-size="`, tenth(size), `"`)
	if fill != "" {
		h.b.str(` fill="`, fill, `"`)
	}
	h.b.str(">")
	h.b.text(text)
	h.b.str("</text>\n")
}

func (h *htmlSetter) line(x1, y1, x2, y2 float64, stroke string) {
	h.b.str(`<line x1="`, tenth(x1), `" y1="`, tenth(y1), `" x2="`, tenth(x2), `" y2="`, tenth(y2), `" stroke="#`, stroke, `"/>`, "\n")
}

func (h *htmlSetter) rect(x, y, w, ht float64, fill string) {
	h.b.str(`<rect x="`, tenth(x), `" y="`, tenth(y), `" width="`, tenth(w), `" height="`, tenth(ht), `" fill="#`, fill, `"/>`, "\n")
}

// scale is an axis of values: from low to high by step.
type scale struct{ low, high, step float64 }

// newScale finds round numbers for the axis of c.
func newScale(c *Chart) scale {
	low, high := c.least(), c.most()
	if high-low <= 0 {
		high = low + 1
	}
	raw := (high - low) / 5
	mag := math.Pow(10, math.Floor(math.Log10(raw)))
	step := mag * 10
	for _, m := range [...]float64{1, 2, 5} {
		if raw <= m*mag {
			step = m * mag
			break
		}
	}
	if c.countsFew() {
		step = max(1, step)
	}
	return scale{math.Floor(low/step) * step, math.Ceil(high/step*1.0001) * step, step}
}

// y is the height at which v stands.
func (s scale) y(v float64) float64 {
	return plotBottom - (v-s.low)/(s.high-s.low)*(plotBottom-plotTop)
}

// plot draws axes, columns or lines, and the legend.
func (h *htmlSetter) plot(c *Chart) {
	s := newScale(c)
	for i := 0; i <= 12; i++ {
		v := s.low + float64(i)*s.step
		if v > s.high+s.step/2 {
			break
		}
		h.line(plotLeft, s.y(v), plotRight, s.y(v), "d0d0d0")
		h.label(plotLeft-6, s.y(v)+4, "end", 12, strconv.FormatFloat(v, 'f', -1, 64), "")
	}
	if c.Unit != "" {
		h.label(plotLeft-6, plotTop-10, "end", 12, c.Unit, "")
	}
	n := max(1, len(c.Categories))
	band := float64(plotRight-plotLeft) / float64(n)
	for i, cat := range c.Categories {
		h.category(plotLeft+band*(float64(i)+.5), band, cat)
	}
	switch c.Kind {
	case LineChart:
		h.lineSeries(c, s, band)
	case StackedChart:
		h.stacks(c, s, band)
	default:
		h.columns(c, s, band)
	}
	h.line(plotLeft, s.y(max(0, s.low)), plotRight, s.y(max(0, s.low)), "595959")
	if len(c.shown()) > 1 {
		h.legend(c)
	}
}

// category names a band, turned if it is too narrow for the words.
func (h *htmlSetter) category(x, band float64, name string) {
	if float64(halves(name))*6 <= band {
		h.label(x, plotBottom+18, "middle", 12, name, "")
		return
	}
	r := []rune(name)
	if len(r) > 9 {
		name = string(r[:8]) + "…"
	}
	h.b.str(`<text transform="translate(`, tenth(x+4), `,`, decimal(plotBottom+12), `) rotate(-35)" text-anchor="end" font-size="10">`)
	h.b.text(name)
	h.b.str("</text>\n")
}

func (h *htmlSetter) columns(c *Chart, s scale, band float64) {
	series := c.shown()
	w := band * .6 / float64(max(1, len(series)))
	for k := range series {
		for i := range c.Categories {
			v, ok := series[k].number(i)
			if !ok {
				continue
			}
			x := plotLeft + band*(float64(i)+.2) + w*float64(k)
			top, bottom := s.y(max(v, 0)), s.y(min(v, 0))
			h.rect(x, top, w, bottom-top, color(k))
			h.label(x+w/2, top-4, "middle", 11, series[k].value(i), "")
		}
	}
}

func (h *htmlSetter) stacks(c *Chart, s scale, band float64) {
	for i := range c.Categories {
		up, down := 0.0, 0.0
		for k, ser := range c.shown() {
			v, ok := ser.number(i)
			if !ok || v == 0 {
				continue
			}
			from := &up
			if v < 0 {
				from = &down
			}
			a, b := s.y(*from), s.y(*from+v)
			*from += v
			x, w := plotLeft+band*(float64(i)+.2), band*.6
			h.rect(x, min(a, b), w, math.Abs(a-b), color(k))
			if math.Abs(a-b) >= 12 {
				h.label(x+w/2, (a+b)/2+4, "middle", 11, ser.value(i), "#"+inkOn(k))
			}
		}
	}
}

func (h *htmlSetter) lineSeries(c *Chart, s scale, band float64) {
	for k, ser := range c.shown() {
		h.b.str(`<path fill="none" stroke-width="2" stroke="#`, color(k), `" d="`)
		pen := "M"
		for i := range c.Categories {
			v, ok := ser.number(i)
			if !ok {
				pen = "M" // a gap where there is no number
				continue
			}
			h.b.str(pen, tenth(plotLeft+band*(float64(i)+.5)), " ", tenth(s.y(v)))
			pen = "L"
		}
		h.b.str("\"/>\n")
		for i := range c.Categories {
			if v, ok := ser.number(i); ok {
				x := plotLeft + band*(float64(i)+.5)
				h.b.str(`<circle cx="`, tenth(x), `" cy="`, tenth(s.y(v)), `" r="3.5" fill="#`, color(k), `"/>`, "\n")
				h.label(x, s.y(v)-8, "middle", 11, ser.value(i), "")
			}
		}
	}
}

func (h *htmlSetter) legend(c *Chart) {
	width := 0
	for _, s := range c.shown() {
		width += 30 + halves(s.Name)*6
	}
	x := float64(svgWidth-width) / 2
	for k, s := range c.shown() {
		h.rect(x, svgHeight-18, 10, 10, color(k))
		h.label(x+15, svgHeight-9, "start", 12, s.Name, "")
		x += float64(30 + halves(s.Name)*6)
	}
}

// pie draws the shares of the first series with a legend of names and values.
func (h *htmlSetter) pie(c *Chart) {
	shown := c.shown()
	if len(shown) == 0 {
		return
	}
	s, sum := shown[0], 0.0
	for i := range c.Categories {
		if v, ok := s.number(i); ok && v > 0 {
			sum += v
		}
	}
	if sum <= 0 {
		return
	}
	at := 0.0
	for i, cat := range c.Categories {
		v, ok := s.number(i)
		y := 60 + float64(i)*22
		if y < svgHeight {
			h.rect(400, y, 10, 10, color(i))
			h.label(416, y+9, "start", 12, cat+" "+s.value(i)+c.Unit, "")
		}
		if !ok || v <= 0 {
			continue
		}
		h.slice(at, v/sum, color(i))
		mid := 2 * math.Pi * (at + v/sum/2)
		h.label(pieX+math.Sin(mid)*(pieRadius+22), pieY-math.Cos(mid)*(pieRadius+14)+4, "middle", 12, strconv.FormatFloat(math.Floor(v/sum*1000+.5)/10, 'f', 1, 64)+"%", "")
		at += v / sum
	}
}

// slice draws the part of the pie from the share at, clockwise from the top.
func (h *htmlSetter) slice(at, share float64, fill string) {
	if share > .99999 {
		h.b.str(`<circle cx="`, tenth(pieX), `" cy="`, tenth(pieY), `" r="`, tenth(pieRadius), `" fill="#`, fill, `"/>`, "\n")
		return
	}
	point := func(t float64) string {
		return tenth(pieX+math.Sin(2*math.Pi*t)*pieRadius) + " " + tenth(pieY-math.Cos(2*math.Pi*t)*pieRadius)
	}
	large := "0"
	if share > .5 {
		large = "1"
	}
	h.b.str(`<path stroke="#fff" fill="#`, fill, `" d="M`, tenth(pieX), " ", tenth(pieY), "L", point(at), "A", tenth(pieRadius), " ", tenth(pieRadius), " 0 ", large, " 1 ", point(at+share), `Z"/>`, "\n")
}
