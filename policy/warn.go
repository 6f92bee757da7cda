package policy

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// Warnings says what is odd about using the packs on a day for the townships
// that the records name: a pack that is not yet, or no longer, in force, and
// one made for another township. Each is one sentence in Chinese; townships
// without names say nothing about the place.
func Warnings(packs []*Pack, townships []string, asOf yanpan.Date) []string {
	var out []string
	for _, p := range packs {
		switch {
		case p.From.After(asOf):
			out = append(out, fmt.Sprintf("政策包“%s”%s起施行,基准日%s还没有施行,请核对 --as-of 或换用当时的包", p.Label, p.From.Chinese(), asOf.Chinese()))
		case !p.InForce(asOf):
			out = append(out, fmt.Sprintf("政策包“%s”%s已失效,基准日是%s,请换用现行的包", p.Label, p.To.Chinese(), asOf.Chinese()))
		}
		if other := p.otherPlace(townships); other != "" {
			out = append(out, fmt.Sprintf("政策包“%s”是%s的,表格里的乡镇是%s,请核对是不是用错了包", p.Label, p.Region.Name, other))
		}
	}
	for i := range out {
		out[i] = yanpan.Typeset(out[i])
	}
	return out
}

// otherPlace lists the townships of the records that a township's pack is not
// made for; "" where there are none or the pack names no place.
func (p *Pack) otherPlace(townships []string) string {
	if p.Level != LevelTownship || p.Region.Name == "" {
		return ""
	}
	var others []string
	for _, t := range townships {
		same := t == "" || strings.HasSuffix(t, p.Region.Name) || strings.HasSuffix(p.Region.Name, t)
		if !same && !slices.Contains(others, t) {
			others = append(others, t)
		}
	}
	return strings.Join(others, "、")
}
