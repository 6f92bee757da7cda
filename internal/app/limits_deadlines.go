package app

import (
	"strconv"
	"strings"

	"yanpan.dev/calendar"
	"yanpan.dev/policy"
	"yanpan.dev/proof"
)

// deadlineLimits gives the periods of the packs that a text names by the words
// of the step: how long a notice stands (公示考察对象 for 3 working days at least),
// and by when something must be done (工作移交 within 10 days). Other steps are
// bound to days of their own timetable, which no single sentence tells.
func deadlineLimits(packs []*policy.Pack) []proof.Limit {
	var out []proof.Limit
	for _, p := range packs {
		for _, d := range p.Deadlines {
			out = append(out, noticeLimit(d)...)
			out = append(out, withinLimits(d)...)
		}
	}
	return out
}

// noticeLimit reads a step whose label begins with 公示.
func noticeLimit(d *policy.Deadline) []proof.Limit {
	what, ok := strings.CutPrefix(d.Label, "公示")
	if !ok || what == "" || d.Lasts.Count == 0 {
		return nil
	}
	least := int64(d.Lasts.Count)
	return []proof.Limit{{Words: []string{"公示", what}, Units: []string{d.Lasts.Unit.Label()}, Min: &least,
		Rule: d.Label + "不少于" + strconv.Itoa(d.Lasts.Count) + d.Lasts.Unit.Label(), Source: d.Lasts.Basis.String()}}
}

// withinLimits reads the rules of a step that must come within so many days of another.
func withinLimits(d *policy.Deadline) []proof.Limit {
	word := d.Label
	for _, body := range []string{"村民委员会", "居民委员会", "村务监督委员会"} {
		word = strings.TrimPrefix(word, body)
	}
	if len([]rune(word)) < 3 || word == d.Label {
		return nil
	}
	var out []proof.Limit
	for _, r := range d.Rules {
		if r.Direction != calendar.After || r.Limit != calendar.AtMost || r.Count == 0 {
			continue
		}
		most := int64(r.Count)
		out = append(out, proof.Limit{Words: []string{word}, Units: []string{r.Unit.Label()}, Max: &most,
			Rule: word + "不超过" + strconv.Itoa(r.Count) + r.Unit.Label(), Source: r.Basis.String()})
	}
	return out
}
