package policy

import (
	"fmt"
	"strings"

	"yanpan.dev"
	"yanpan.dev/calendar"
)

// stepTexts says each step of the pack, and each change of a higher pack's step, in Chinese.
func (p *Pack) stepTexts() []string {
	labels := map[string]string{}
	for _, d := range p.Deadlines {
		labels[d.ID] = d.Label
	}
	var out []string
	for _, d := range p.Deadlines {
		head := d.Label
		if d.Statutory {
			head += "(法定)"
		}
		out = append(out, yanpan.Typeset(head+":"+deadlineText(d, labels)))
	}
	for _, c := range p.stepChanges {
		text := deadlineText(&c.step, labels)
		if c.off {
			text = "停用"
		}
		out = append(out, yanpan.Typeset(fmt.Sprintf("调整 %s:%s", c.id, text)))
	}
	return out
}

// deadlineText says what a step's days are bound to; anchors of other packs go by their id.
func deadlineText(d *Deadline, labels map[string]string) string {
	var parts []string
	for _, r := range d.Rules {
		parts = append(parts, r.Phrase(or(labels[r.Anchor], r.Anchor)))
	}
	if d.Lasts.Count > 0 {
		parts = append(parts, "为期"+d.Lasts.Text())
	}
	for _, x := range []struct {
		word string
		day  calendar.Day
	}{{"不早于", d.From}, {"不晚于", d.To}} {
		if x.day > 0 {
			parts = append(parts, x.word+x.day.Chinese())
		}
	}
	if len(parts) == 0 {
		parts = append(parts, "没有期限")
	}
	return strings.Join(parts, ",") + "(" + d.Basis.String() + ")"
}
