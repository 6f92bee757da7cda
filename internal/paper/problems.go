package paper

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/policy"
)

// Section is a heading with its text.
type Section struct{ Title, Text string }

// Problems are the sections of problems: one a category of findings, the numbers
// first, then the villages. Targets of the whole area that are not met have a
// section of their own.
func (m *Material) Problems() []Section {
	var out []Section
	for _, c := range assess.Categories(m.Findings.Findings) {
		var text strings.Builder
		for _, same := range byRule(c.Findings) {
			text.WriteString(m.problemSentence(same))
		}
		out = append(out, Section{clean(c.Name), text.String()})
	}
	if text := m.unmetTargets(); text != "" {
		out = append(out, Section{"结构目标未达到", text})
	}
	return out
}

// byRule parts findings by their rule, in order.
func byRule(findings []assess.Finding) [][]assess.Finding {
	var out [][]assess.Finding
	for _, f := range findings {
		i := slices.IndexFunc(out, func(g []assess.Finding) bool { return g[0].RuleID == f.RuleID })
		if i < 0 {
			out = append(out, []assess.Finding{f})
			continue
		}
		out[i] = append(out[i], f)
	}
	return out
}

// problemSentence says of all villages that one rule found what it found: the
// names before the common words, or, where the value that the rule judges
// differs, that value behind the names. A rule about persons names villages only.
func (m *Material) problemSentence(same []assess.Finding) string {
	if same[0].Village < 0 {
		return endSentence(clean(same[0].Message))
	}
	if value, ok := m.judgedValue(same); ok {
		return m.rankedSentence(same, value)
	}
	var names []string
	for _, f := range same {
		names = append(names, clean(f.Name))
	}
	said := same[0].Message
	if aboutPersons(same[0]) || messagesDiffer(same) {
		said = same[0].Verdict.Summary()
	}
	return endSentence(m.namesOf(names) + clean(said))
}

func aboutPersons(f assess.Finding) bool { return f.Verdict.Rule.Scope == policy.ScopePerson }

func messagesDiffer(same []assess.Finding) bool {
	return slices.ContainsFunc(same, func(f assess.Finding) bool { return f.Message != same[0].Message })
}

func endSentence(s string) string { return strings.TrimRight(s, "。") + "。" }

// judgedValue gives the name of the fact to print behind the villages: one that
// the rule judges and its message shows, where the villages differ in it.
func (m *Material) judgedValue(same []assess.Finding) (name string, ok bool) {
	if aboutPersons(same[0]) || len(same) < 2 || !messagesDiffer(same) {
		return "", false
	}
	for _, name := range same[0].Verdict.Rule.Judged() {
		u, ok := factOf(same[0], name)
		if ok && countable(u.Value.Type()) && strings.Contains(same[0].Message, plainValue(u)) && !constant(same, name) {
			return name, true
		}
	}
	return "", false
}

func countable(t policy.Type) bool {
	return t == policy.TypeInt || t == policy.TypeRatio || t == policy.TypeDate
}

// plainValue is the fact's number as a message prints it, without its unit.
func plainValue(u policy.Used) string {
	if u.Unit == "%" {
		return u.Value.Show("%")
	}
	return u.Value.Show("")
}

// constant reports whether all findings have the same value of the fact.
func constant(same []assess.Finding, name string) bool {
	first, _ := factOf(same[0], name)
	for _, f := range same[1:] {
		if u, ok := factOf(f, name); !ok || plainValue(u) != plainValue(first) {
			return false
		}
	}
	return true
}

func factOf(f assess.Finding, name string) (policy.Used, bool) {
	i := slices.IndexFunc(f.Verdict.Used, func(u policy.Used) bool { return u.Name == name })
	if i < 0 {
		return policy.Used{}, false
	}
	return f.Verdict.Used[i], true
}

func (m *Material) rankedSentence(same []assess.Finding, name string) string {
	sorted := slices.Clone(same)
	slices.SortStableFunc(sorted, func(a, b assess.Finding) int {
		x, _ := factOf(a, name)
		y, _ := factOf(b, name)
		n, ok1 := x.Value.Number()
		o, ok2 := y.Value.Number()
		if !ok1 || !ok2 {
			return strings.Compare(x.Value.Show(""), y.Value.Show("")) // dates: the longest ago first
		}
		return o.Cmp(n)
	})
	var names []string
	for _, f := range sorted {
		u, _ := factOf(f, name)
		names = append(names, clean(f.Name)+"("+clean(u.Value.Show(u.Unit))+")")
	}
	said := clean(same[0].Verdict.Summary())
	if len(names) <= maxNames {
		return fmt.Sprintf("%d个%s%s,依次是%s。", len(names), nounOf(names), said, strings.Join(names, "、"))
	}
	return fmt.Sprintf("%d个%s%s,其中%s较为突出。", len(names), nounOf(names), said, strings.Join(names[:maxNames], "、"))
}

// unmetTargets says which targets are not met: of the whole area with the value
// and the gap, of villages with their names.
func (m *Material) unmetTargets() string {
	var parts []string
	for _, t := range m.unmet() {
		if t.Scope == policy.ScopeTownship {
			parts = append(parts, townshipTarget(t))
			continue
		}
		var names []string
		for _, u := range t.Unmet {
			if name := clean(u.Name); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		parts = append(parts, m.namesOf(names)+"未达到“"+clean(t.Label)+"”的要求")
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ";") + "。"
}

func townshipTarget(t assess.Target) string {
	if t.Value == "" {
		return clean(t.Label) + "未达到要求"
	}
	part := clean(t.Label) + "为" + clean(t.Value) + ",要求" + clean(t.Required)
	if t.HasGap && t.Gap > 0 {
		word := "还差"
		if t.Verdict.Rule.Need.Caps() {
			word = "多出"
		}
		part += fmt.Sprintf(",%s%d%s", word, t.Gap, t.GapUnit)
	}
	return part
}

// unmet lists the binding targets that are not met. One that fails in the very
// villages in which a problem was found is that problem in other words.
func (m *Material) unmet() []assess.Target {
	groups := byRule(m.Findings.Findings)
	said := func(t assess.Target) bool {
		return slices.ContainsFunc(groups, func(g []assess.Finding) bool { return sameVillages(t.Unmet, g) })
	}
	var out []assess.Target
	for _, t := range m.Findings.Targets {
		if t.Outcome == policy.Unmet && !t.Advisory && (t.Scope == policy.ScopeTownship || len(t.Unmet) > 0 && !said(t)) {
			out = append(out, t)
		}
	}
	return out
}

func sameVillages(unmet []assess.Shortfall, findings []assess.Finding) bool {
	in := map[int]bool{}
	for _, f := range findings {
		in[f.Village] = true
	}
	for _, u := range unmet {
		if !in[u.Village] {
			return false
		}
	}
	return len(unmet) > 0
}

// Measures are the sections of what is to be done: one a category of problems.
func (m *Material) Measures() []Section {
	var out []Section
	for _, c := range assess.Categories(m.Findings.Findings) {
		if len(c.Measures) == 0 {
			continue
		}
		var names, steps []string
		for _, v := range c.Villages {
			names = append(names, clean(m.Records.Villages[v].Name))
		}
		for _, s := range c.Measures {
			steps = append(steps, strings.TrimRight(clean(s), "。"))
		}
		text := strings.Join(steps, ";") + "。"
		if len(names) > 0 {
			text += "涉及" + m.namesOf(names) + "。"
		}
		out = append(out, Section{"针对" + clean(c.Name) + "问题", text})
	}
	var steps []string
	for _, t := range m.unmet() {
		if s := strings.TrimRight(clean(t.Measure), "。"); s != "" {
			steps = append(steps, s)
		}
	}
	if steps = unique(steps); len(steps) > 0 {
		out = append(out, Section{"针对结构目标未达到问题", strings.Join(steps, ";") + "。"})
	}
	return out
}

// Lacking is one line of 待补清单: what one sheet does not tell.
type Lacking struct {
	Sheet  string   // where to record it
	What   []string // 后备干部, 最近一次审计 …
	For    []string // what could not be said for want of it
	Places string   // villages, "" for all that it is asked of
}

// lacking joins what the template left out with the rules that could not be
// told, one line a sheet and set of villages.
func (m *Material) lacking(sentences []string) []Lacking {
	var out []Lacking
	if m.Sample {
		out = append(out, Lacking{Sheet: "政策包", What: []string{"本地换届方案的目标和口径(现用内置示例,不是本地规定)"}, For: []string{"结构目标", "问题清单"}})
	}
	if n := m.Balance.Rejected; n > 0 {
		out = append(out, Lacking{Sheet: "错误回执", What: []string{"退回的" + count(n) + "行尚未更正,更正后人数、空缺等数字会变"}, For: []string{"各项数字"}, Places: m.namesOf(m.Pending)})
	}
	for _, s := range sentences {
		out = addLacking(out, Lacking{Sheet: lackingSheet(s), What: []string{s}, For: []string{"报告正文"}})
	}
	for _, g := range m.Findings.NoData {
		places := m.gapPlaces(g)
		purpose := g.Kind.Label() + "“" + g.Label + "”"
		if len(g.Missing) == 0 {
			out = addLacking(out, Lacking{What: []string{g.Reason}, For: []string{purpose}, Places: places})
		}
		for _, x := range g.Missing {
			out = addLacking(out, Lacking{Sheet: x.Sheet, What: []string{x.Label}, For: []string{purpose}, Places: places})
		}
	}
	return out
}

// lackingSheets says in which sheet the whole subject of a sentence is recorded.
var lackingSheets = map[string]string{
	"后备力量名册": "后备力量表", "党员名册": "党员名册", "村情表": "村情表", "研判等次": "村情表", "民主测评汇总": "测评汇总表",
	"工作开展台账": "工作台账", "问卷调查情况": "工作台账", "处分影响期内": "处分表", "政治面貌": "花名册", "学历": "花名册", "年龄": "花名册", "性别": "花名册",
	"连选连任": "花名册", "新进": "花名册", "空缺职位": "村情表", "致富能手书记": "花名册",
}

func lackingSheet(what string) string {
	if strings.HasSuffix(what, "党员名册") {
		return "党员名册"
	}
	return lackingSheets[what]
}

// gapPlaces names the villages of a gap, and none where it is all of a kind.
func (m *Material) gapPlaces(g assess.Gap) string {
	villages, communities := m.kinds()
	switch n := len(g.Names); {
	case n == 0 || n == len(m.Records.Villages):
		return ""
	case n == villages && nounOf(g.Names) == "村":
		return "各村"
	case n == communities && nounOf(g.Names) == "社区":
		return "各社区"
	}
	return m.namesOf(g.Names)
}

func addLacking(list []Lacking, l Lacking) []Lacking {
	i := slices.IndexFunc(list, func(o Lacking) bool { return o.Sheet == l.Sheet && o.Places == l.Places })
	if i < 0 {
		return append(list, l)
	}
	list[i].What = unique(append(list[i].What, l.What...))
	list[i].For = unique(append(list[i].For, l.For...))
	return list
}

// typeset gives the punctuation of Chinese prose.
func typeset(s string) string { return yanpan.Typeset(s) }
