package gongwen

import "strconv"

// number is the value as a length to draw; whether there is one is told apart.
// Drawing needs no exactness: the text beside it is the value as given.
func (s *Series) number(i int) (float64, bool) {
	v := s.value(i)
	if v == "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(v, 64)
	return f, err == nil
}

// least and most are the extremes of the values shown, 0 included; in a stack,
// of its heights.
func (c *Chart) least() float64 {
	least := 0.0
	c.eachHeight(func(f float64) { least = min(least, f) })
	return least
}

func (c *Chart) most() float64 {
	most := 0.0
	c.eachHeight(func(f float64) { most = max(most, f) })
	return most
}

func (c *Chart) eachHeight(f func(float64)) {
	for i := range c.Categories {
		up, down := 0.0, 0.0
		for _, s := range c.shown() {
			v, ok := s.number(i)
			if !ok {
				continue
			}
			if c.Kind != StackedChart {
				f(v)
				continue
			}
			if v > 0 {
				up += v
			} else {
				down += v
			}
		}
		f(up)
		f(down)
	}
}

// countsFew reports whether all values are small whole numbers, so that an axis
// left to itself would show halves.
func (c *Chart) countsFew() bool {
	for _, s := range c.shown() {
		for i := range c.Categories {
			f, ok := s.number(i)
			if ok && f != float64(int64(f)) {
				return false
			}
		}
	}
	return c.most() <= 5 && c.least() >= -5
}
