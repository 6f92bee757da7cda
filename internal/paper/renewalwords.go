package paper

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"text/template"

	"yanpan.dev"
)

// functions are the words of templates of renewals: those of every paper, and
// days, rules and villages of their own.
func (r *Renewal) functions() template.FuncMap {
	words := r.Material.functions()
	maps.Copy(words, template.FuncMap{
		"blank": visible,
		// days
		"day": r.day, "span": r.span, "planned": r.planned, "lasts": r.lasts, "tie": r.tie, "bound": r.bound, "note": r.stepNote,
		"stage": r.stage, "steps": r.steps, "rest": r.rest,
		// rules
		"seats": r.seatText, "supervisors": r.supervisors, "electors": r.electors, "targets": r.targets,
		"requirements": r.conditions, "statutory": r.statutory, "bars": r.bars, "limits": r.limits, "supervision": r.supervision,
		"kin": r.kin, "relations": r.relations, "departments": r.departments,
		"share": r.share, "more": r.more, "base": r.base, "proxies": r.proxies, "women": r.women,
		"listed": listed, "joined": joined, "numeral": numeral,
		// the notices of a village
		"on": r.on, "onspan": r.onSpan, "weekday": r.weekday, "ontie": r.onTie, "onbound": r.onBound,
		"village": func() string { return orText(clean(r.Village), visible("村(社区)名称")) }, "folk": r.folk, "kind": r.electionKind,
		// records
		"committee": r.committee,
		"recorded":  func() bool { return r.Recorded }, "shortfalls": r.shortfalls, "apart": r.apart,
	})
	return words
}

// visible is a blank with the punctuation of Chinese prose.
func visible(what string) string { return typeset(blank(what)) }

// committee is the Party committee that leads the renewal: 镇党委, 街道党工委.
func (r *Renewal) committee() string {
	place := r.Material.Township()
	for _, w := range []struct{ end, committee string }{{"街道", "街道党工委"}, {"开发区", "开发区党工委"}, {"乡", "乡党委"}, {"镇", "镇党委"}} {
		if strings.HasSuffix(place, w.end) {
			return w.committee
		}
	}
	return "乡镇党委"
}

// folk is what the people of a village are called: 村民, 居民.
func (r *Renewal) folk() string {
	if r.Community {
		return "居民"
	}
	return "村民"
}

// electionKind is the kind of the village's election: that whose steps are planned.
func (r *Renewal) electionKind() string {
	if !r.Community {
		return "villagers"
	}
	kinds := []string{"residents_household", "residents_representative", "residents_all"}
	for _, k := range kinds {
		for _, d := range r.Material.Rules.Deadlines {
			if len(d.In) == 1 && slices.Contains(d.In, k) && r.planned(d.ID) {
				return k
			}
		}
	}
	return "residents_all"
}

// RenewalWords lists the words that a template of a renewal may use, sorted.
func RenewalWords() []string {
	return slices.Sorted(maps.Keys(EmptyRenewal(empty()).functions()))
}

// CheckDocument tries a template of a pack by its name: that of a renewal on a
// renewal of no place, any other as CheckTemplate does.
func CheckDocument(name, text string) []TemplateFault {
	if _, renewal := RenewalPaperNamed(name); !renewal || strings.TrimSpace(text) == "" {
		return CheckTemplate(text)
	}
	_, _, err := EmptyRenewal(empty()).execute(text, name)
	var own *yanpan.Error
	if errors.As(err, &own) && own.Err != nil {
		return []TemplateFault{faultOf(own.Err)}
	}
	return nil
}
