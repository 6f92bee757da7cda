package paper

import (
	"cmp"
	"slices"
	"strings"

	"yanpan.dev/assess"
	"yanpan.dev/policy"
)

// Section is a heading with its text.
type Section struct{ Title, Text string }

// passage is what a paper tells under one heading: the findings and the unmet
// targets of the categories that the packs gather there.
type passage struct {
	theme    policy.Theme // zero for a category that no pack gathers under a heading
	category string
	findings []assess.Finding // those that another covers among them
	targets  []assess.Target
}

// passages gathers findings and targets under the headings of the packs, in
// their order; categories without a heading stand behind, the more severe first.
func (m *Material) passages() []passage {
	var out []passage
	place := func(category string) *passage {
		p := m.passageOf(category)
		i := slices.IndexFunc(out, func(o passage) bool { return o.theme.ID == p.theme.ID && o.category == p.category })
		if i < 0 {
			out = append(out, p)
			i = len(out) - 1
		}
		return &out[i]
	}
	for _, c := range assess.Categories(m.Findings.Findings) {
		p := place(c.Name)
		p.findings = append(p.findings, c.Findings...)
	}
	for _, t := range m.unmet() {
		p := place(t.Category)
		p.targets = append(p.targets, t)
	}
	m.order(out)
	return out
}

// passageOf is the empty passage that a category belongs to.
func (m *Material) passageOf(category string) passage {
	if m.Rules != nil {
		if i := m.Rules.ThemeOf(category); i >= 0 {
			return passage{theme: m.Rules.Themes[i]}
		}
	}
	return passage{category: category}
}

// order puts passages in the order of the headings, and what stands in one in
// the order of its categories.
func (m *Material) order(all []passage) {
	if m.Rules == nil {
		return
	}
	rank := func(p passage) int {
		if i := slices.IndexFunc(m.Rules.Themes, func(t policy.Theme) bool { return t.ID == p.theme.ID }); i >= 0 {
			return i
		}
		return len(m.Rules.Themes)
	}
	slices.SortStableFunc(all, func(a, b passage) int { return cmp.Compare(rank(a), rank(b)) })
	for i := range all {
		at := func(category string) int { return slices.Index(all[i].theme.Categories, category) }
		slices.SortStableFunc(all[i].findings, func(a, b assess.Finding) int { return cmp.Compare(at(a.Category), at(b.Category)) })
		slices.SortStableFunc(all[i].targets, func(a, b assess.Target) int { return cmp.Compare(at(a.Category), at(b.Category)) })
	}
}

// covered reports whether a finding says no more than another one of the same
// village, which the pack says covers it.
func (m *Material) covered(f assess.Finding) bool {
	return slices.ContainsFunc(m.Findings.Findings, func(o assess.Finding) bool {
		return o.Village == f.Village && slices.Contains(o.Verdict.Rule.Covers, f.RuleID)
	})
}

// told leaves out the findings that others cover.
func (m *Material) told(findings []assess.Finding) []assess.Finding {
	return slices.DeleteFunc(slices.Clone(findings), m.covered)
}

// Problems are the sections of problems: one a heading of the packs, the extent
// in front, the villages before what was found in them.
func (m *Material) Problems() []Section {
	var out []Section
	for _, p := range m.passages() {
		var text strings.Builder
		text.WriteString(m.findingSentences(p.findings))
		text.WriteString(m.targetSentence(p.targets))
		out = append(out, Section{m.local(clean(m.problemTitle(p))), m.local(text.String())})
	}
	return out
}

// problemTitle is the heading with its extent: 个别村班子配备不到位. What is
// true of the whole area has no extent.
func (m *Material) problemTitle(p passage) string {
	title := p.theme.Problem
	if title == "" {
		title = p.category
	}
	if len(p.targets) > 0 || slices.ContainsFunc(p.findings, func(f assess.Finding) bool { return f.Village < 0 }) {
		return title
	}
	return m.extent(villagesOf(p.findings)) + title
}

// villagesOf lists the villages of findings, each once, in the order of the records.
func villagesOf(findings []assess.Finding) []int {
	var out []int
	for _, f := range findings {
		if f.Village >= 0 && !slices.Contains(out, f.Village) {
			out = append(out, f.Village)
		}
	}
	slices.Sort(out)
	return out
}

// fewVillages is up to how many villages are called 个别.
const fewVillages = 2

// extent says how many of all villages are meant: 个别, 部分, 多数 or 各, with
// the word for them; nothing where there is one village only.
func (m *Material) extent(villages []int) string {
	all, n := len(m.Records.Villages), len(villages)
	var names []string
	for _, v := range villages {
		names = append(names, m.Records.Villages[v].Name)
	}
	word := m.nounOf(names)
	switch {
	case all <= 1 || n == 0:
		return ""
	case n == all:
		return "各" + word
	case 2*n > all:
		return "多数" + word
	case n <= fewVillages:
		return "个别" + word
	}
	return "部分" + word
}

// step is a measure with the villages that it is for; none for the whole area.
type step struct {
	villages []int
	text     string
}

// Measures are the sections of what is to be done: one a heading of the packs,
// the villages named before the measures that are theirs.
func (m *Material) Measures() []Section {
	var out []Section
	for _, p := range m.passages() {
		p.findings = m.told(p.findings)
		text := m.stepsText(steps(p), villagesOf(p.findings))
		if text == "" {
			continue
		}
		title := p.theme.Measure
		if title == "" {
			title = "解决" + p.category + "问题"
		}
		out = append(out, Section{m.local(clean(title)), m.local(text)})
	}
	return out
}

// steps lists the measures of a passage, each once with all its villages; those
// that end as another one does are in it already.
func steps(p passage) []step {
	var out []step
	add := func(text string, villages ...int) {
		if text = strings.TrimRight(clean(text), "。"); text == "" {
			return
		}
		i := slices.IndexFunc(out, func(s step) bool { return strings.HasSuffix(s.text, text) || strings.HasSuffix(text, s.text) })
		if i < 0 {
			out = append(out, step{text: text})
			i = len(out) - 1
		}
		if len(text) > len(out[i].text) {
			out[i].text = text
		}
		for _, v := range villages {
			if v >= 0 && !slices.Contains(out[i].villages, v) {
				out[i].villages = append(out[i].villages, v)
			}
		}
	}
	for _, f := range p.findings {
		add(f.Measure, f.Village)
	}
	for _, t := range p.targets {
		add(t.Measure)
	}
	for i := range out {
		slices.Sort(out[i].villages)
	}
	return out
}

// stepsText joins the measures: those of the same villages in one sentence,
// those of the whole area behind. Measures for all the villages that the
// passage spoke of do not name them again.
func (m *Material) stepsText(all []step, spoken []int) string {
	var text strings.Builder
	done := make([]bool, len(all))
	sentence := func(villages []int) {
		var parts []string
		for i := range all {
			if !done[i] && slices.Equal(all[i].villages, villages) {
				done[i] = true
				parts = append(parts, all[i].text)
			}
		}
		if len(parts) == 0 {
			return
		}
		if len(villages) > 0 {
			text.WriteString("对" + m.placesMeant(villages, spoken) + ",")
		}
		text.WriteString(strings.Join(parts, ";") + "。")
	}
	for _, s := range all {
		if len(s.villages) > 0 {
			sentence(s.villages)
		}
	}
	sentence(nil)
	return text.String()
}

// placesMeant is 石板村、柳林村; 上述4个村 where these are all that were spoken of.
func (m *Material) placesMeant(villages, spoken []int) string {
	names := m.villageNames(villages)
	if slices.Equal(villages, spoken) && len(names) > fewVillages && len(names) < len(m.Records.Villages) {
		return "上述" + count(len(names)) + "个" + m.nounOf(names)
	}
	return m.placesIn(villages)
}

func (m *Material) villageNames(villages []int) []string {
	var names []string
	for _, v := range villages {
		names = append(names, clean(m.Records.Villages[v].Name))
	}
	return names
}
