package paper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// SeatLine is how many posts a class of villages has, as a plan tells it: 3至5.
type SeatLine struct{ Label, Party, Villagers, Total string }

// seatLines are the packs' numbers of posts by class of village; the law's own
// bounds are told only where no office has set numbers of its own.
func (r *Renewal) seatLines() []SeatLine {
	var out []SeatLine
	for _, local := range []bool{true, false} {
		for _, s := range r.Material.Rules.SeatRules {
			if r.national(s.Pack) == local || s.Party.IsZero() && s.Villagers.IsZero() && s.Total.IsZero() {
				continue
			}
			out = append(out, SeatLine{clean(s.Label), spanText(s.Party), spanText(s.Villagers), spanText(s.Total)})
		}
		if len(out) > 0 {
			break
		}
	}
	return out
}

// seatText is a class of villages in one clause: 一类村党组织委员3至5名、村(居)委会成员5至7名,“两委”合计5至7名.
func (r *Renewal) seatText() string {
	var lines []string
	for _, s := range r.seatLines() {
		var parts []string
		body := "村(居)民委员会成员"
		if strings.Contains(s.Label, "社区") || strings.HasPrefix(s.Label, "居") {
			body = "居民委员会成员"
		} else if strings.HasSuffix(s.Label, "村") || strings.HasPrefix(s.Label, "村民") {
			body = "村民委员会成员"
		}
		if s.Party != "" {
			parts = append(parts, "党组织委员"+s.Party+"名")
		}
		if s.Villagers != "" {
			parts = append(parts, body+s.Villagers+"名")
		}
		line := s.Label + "设" + strings.Join(parts, "、")
		if len(parts) == 1 && strings.HasPrefix(body, s.Label) {
			line = s.Label + "由" + s.Villagers + "人组成"
		}
		if s.Total != "" {
			line += ",“两委”合计" + s.Total + "名"
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return missing("村(社区)“两委”职数")
	}
	return strings.Join(lines, ";")
}

// others is the number of a body beside the two committees: 3至5.
func (r *Renewal) others(pick func(policy.SeatRule) policy.Span, what string) string {
	for _, s := range r.Material.Rules.SeatRules {
		if span := pick(s); !span.IsZero() {
			return spanText(span)
		}
	}
	return missing(what)
}

func (r *Renewal) supervisors() string {
	return r.others(func(s policy.SeatRule) policy.Span { return s.Supervisory }, "监督委员会人数")
}

func (r *Renewal) electors() string {
	return r.others(func(s policy.SeatRule) policy.Span { return s.Election }, "选举委员会人数")
}

func spanText(s policy.Span) string {
	switch {
	case s.IsZero():
		return ""
	case s.Max == 0 || s.Min == s.Max:
		return count(s.Min)
	}
	return fmt.Sprintf("%d至%d", s.Min, s.Max)
}

// national reports whether the pack of the id is the law's.
func (r *Renewal) national(id string) bool {
	return slices.ContainsFunc(r.Material.Rules.Packs, func(p *policy.Pack) bool { return p.ID == id && p.Level == policy.LevelNational })
}

// based are clauses that are counted at one day.
type based struct {
	day     yanpan.Date
	clauses []string
}

// targets tells the targets of a scope (village, township, person), those that are
// counted at one day together and the day behind them. What the conditions of
// nominees say already is not said again.
func (r *Renewal) targets(scope string) string {
	var groups []based
	for _, t := range r.Material.Rules.Targets {
		if string(t.Scope) != scope || !r.agrees(t) || r.required(t) {
			continue
		}
		i := slices.IndexFunc(groups, func(g based) bool { return g.day == t.BaseDate })
		if i < 0 {
			groups, i = append(groups, based{day: t.BaseDate}), len(groups)
		}
		groups[i].clauses = append(groups[i].clauses, targetClause(t))
	}
	if len(groups) == 0 {
		return missing("结构目标")
	}
	var parts []string
	for _, g := range groups {
		part := strings.Join(g.clauses, ",")
		if !g.day.IsZero() {
			part = "以" + g.day.Chinese() + "为基准日计算," + part
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ";")
}

// required reports whether a condition of nominees says what the target does.
func (r *Renewal) required(t *policy.Rule) bool {
	return slices.ContainsFunc(r.Material.Rules.Eligibility, func(o *policy.Rule) bool {
		return o.Screening.Class == policy.ClassCondition && strings.Contains(o.Label, t.Label)
	})
}

// targetClause says one target: 党组织书记平均年龄不超过46岁.
func targetClause(t *policy.Rule) string {
	text := clean(t.Label)
	if t.Need.Op != "" && t.Need.Expr == nil {
		unit := t.Unit
		if unit == "人" {
			unit = "名"
		}
		if need := t.Need.Show(unit, t.Need.Bound); !numbered(text, []policy.Value{t.Need.Bound}) {
			text += need
		}
	}
	if t.Advisory {
		text = "提倡" + text
	}
	if t.Exception != "" {
		text += "(" + clean(t.Exception) + ")"
	}
	return text
}

var digits = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)

// numbered reports whether all the values stand in the text as numbers.
func numbered(text string, values []policy.Value) bool {
	in := digits.FindAllString(text, -1)
	for _, v := range values {
		if !slices.Contains(in, strings.TrimSuffix(v.Show(""), "%")) {
			return false
		}
	}
	return true
}

// agrees reports whether the name of a rule tells the numbers the rule counts
// with. One that does not would say another thing than is checked.
func (r *Renewal) agrees(t *policy.Rule) bool {
	var values []policy.Value
	for _, l := range t.Limits {
		values = append(values, l.Value)
	}
	return len(digits.FindAllString(t.Label, -1)) == 0 && t.Message != nil || numbered(t.Label, values)
}

// mismatched lists the rules whose names tell other numbers than they count with.
func (r *Renewal) mismatched() []string {
	var out []string
	for _, t := range slices.Concat(r.Material.Rules.Targets, r.Material.Rules.Eligibility) {
		if !r.agrees(t) {
			out = append(out, "“"+clean(t.Label)+"”的名称与规则里的数不一致,请改名称或改数")
		}
	}
	return out
}

// screened lists the rules of eligibility that pass the test, those of
// communities that villages have in the same words left out.
func (r *Renewal) screened(want func(*policy.Rule) bool) []*policy.Rule {
	all := r.Material.Rules.Eligibility
	has := func(id string) bool {
		return slices.ContainsFunc(all, func(o *policy.Rule) bool { return o.ID == id })
	}
	var out []*policy.Rule
	for _, t := range all {
		core, twin := strings.CutPrefix(t.ID, communityPrefix)
		if want(t) && r.agrees(t) && (!twin || !has(villagePrefix+core)) {
			out = append(out, t)
		}
	}
	return out
}

// conditions are what nominees should have, by post; the law's own age of voting
// and the like are not repeated.
func (r *Renewal) conditions() []string {
	var out []string
	for _, t := range r.screened(func(t *policy.Rule) bool { return t.Screening.Class == policy.ClassCondition && !t.Statutory }) {
		text := clean(t.Label)
		var more []string
		if !t.BaseDate.IsZero() {
			more = append(more, "计算到"+t.BaseDate.Chinese())
		}
		if t.Exception != "" {
			more = append(more, r.exceptionText(t))
		}
		if len(more) > 0 {
			text += "(" + strings.Join(more, ";") + ")"
		}
		out = append(out, text)
	}
	return out
}

// exceptionText is an exception and who allows it, where its own words do not say so.
func (r *Renewal) exceptionText(t *policy.Rule) string {
	text := clean(t.Exception)
	for _, word := range []string{"审定", "研究", "批准", "报"} {
		if strings.Contains(text, word) {
			return text
		}
	}
	switch t.Screening.Approval {
	case policy.LevelTownship:
		return text + ",由" + r.committee() + "研究"
	case policy.LevelCounty:
		return text + ",报县级审定"
	case policy.LevelProvince:
		return text + ",报省级审定"
	}
	return text
}

// statutory lists what the law bars.
func (r *Renewal) statutory() []string {
	return r.labels(r.screened(func(t *policy.Rule) bool {
		return t.Screening.Class == policy.ClassBar && t.Screening.Department != "" && t.Screening.Offices.Meets(policy.SetOf(policy.OfficeDirector))
	}))
}

// bars is the local list of who is not put forward: what a department has to prove.
func (r *Renewal) bars() []string {
	return r.labels(r.screened(func(t *policy.Rule) bool { return localBar(t) && !onlySecretary(t) && t.Screening.Department != "" }))
}

// limits are the local rules beside the list: sanctions in effect, secretaries who
// failed their review, seconded cadres.
func (r *Renewal) limits() []string {
	return r.labels(r.screened(func(t *policy.Rule) bool {
		return localBar(t) && (onlySecretary(t) || t.Screening.Department == "") && !supervisorsOnly(t)
	}))
}

func localBar(t *policy.Rule) bool {
	return t.Screening.Class == policy.ClassCannot || t.Screening.Class == policy.ClassUnsuitable
}

func onlySecretary(t *policy.Rule) bool {
	return t.Screening.Offices == policy.SetOf(policy.OfficeSecretary)
}

func supervisorsOnly(t *policy.Rule) bool {
	return !t.Screening.Offices.Meets(policy.SetOf(policy.OfficeSecretary, policy.OfficePartyMember, policy.OfficeDirector, policy.OfficeVillagersMember))
}

// supervision lists what keeps people off the supervisory committee.
func (r *Renewal) supervision() []string {
	return r.labels(r.screened(func(t *policy.Rule) bool { return localBar(t) && supervisorsOnly(t) }))
}

func (r *Renewal) labels(rules []*policy.Rule) []string {
	var out []string
	for _, t := range rules {
		text := clean(t.Label)
		if t.Exception != "" {
			text += "(" + r.exceptionText(t) + ")"
		}
		out = append(out, text)
	}
	return out
}

// kin says which bodies close kin keep out of.
func (r *Renewal) kin() []string {
	var out []string
	for _, a := range r.Material.Rules.Avoidances {
		core, twin := strings.CutPrefix(a.ID, communityPrefix)
		if twin && slices.ContainsFunc(r.Material.Rules.Avoidances, func(o policy.Avoidance) bool { return o.ID == villagePrefix+core }) {
			continue
		}
		text := clean(a.Label)
		if strings.HasPrefix(a.ID, villagePrefix) {
			text = strings.ReplaceAll(text, "村民委员会", "村(居)民委员会")
		}
		out = append(out, text)
	}
	return out
}

// relations are the kinds of close kin beside the eight of the law that a pack adds.
func (r *Renewal) relations() string { return strings.Join(r.Material.Rules.Kin, "、") }

// departments names those who are asked in the joint vetting.
func (r *Renewal) departments() string {
	var names []string
	for _, d := range r.Material.Rules.Departments {
		names = append(names, clean(d.Label))
	}
	if len(names) == 0 {
		return missing("联审部门")
	}
	return strings.Join(names, "、")
}

func (r *Renewal) threshold(kind string, say func(policy.Threshold) string) string {
	if t, ok := r.Material.Rules.Threshold(kind); ok {
		if s := say(t); s != "" {
			return s
		}
	}
	return missing("选举的门槛")
}

// share is a share of a kind of election in words: 二分之一.
func (r *Renewal) share(kind, part string) string {
	return r.threshold(kind, func(t policy.Threshold) string { return fraction(partOf(t, part).Share) })
}

// more is 超过 or 不少于, what stands before the share.
func (r *Renewal) more(kind, part string) string {
	return r.threshold(kind, func(t policy.Threshold) string {
		if partOf(t, part).Over {
			return "超过"
		}
		return "不少于"
	})
}

// base is what a share is taken of.
func (r *Renewal) base(kind, part string) string {
	return r.threshold(kind, func(t policy.Threshold) string {
		return map[string]string{"eligible": t.Electors, "present": "实到会有选举权的人数", "participating": "参加投票的人数"}[partOf(t, part).Of]
	})
}

func partOf(t policy.Threshold, part string) policy.ThresholdShare {
	switch part {
	case "valid":
		return t.Valid
	case "runoff":
		return t.Runoff.ThresholdShare
	}
	return t.Elected
}

var numerals = []rune("零一二三四五六七八九十")

// numeral prints a small number in Chinese: 十, 十一.
func numeral(n int) string {
	switch {
	case n < 0 || n > 99:
		return count(n)
	case n <= 10:
		return string(numerals[n])
	case n < 20:
		return "十" + string(numerals[n-10])
	case n%10 == 0:
		return string(numerals[n/10]) + "十"
	}
	return string(numerals[n/10]) + "十" + string(numerals[n%10])
}

// fraction says a share in words, 1/2 as 二分之一; "" where there is none.
func fraction(s yanpan.Ratio) string {
	if !s.Defined() || s.Num == 0 {
		return ""
	}
	return numeral(int(s.Den)) + "分之" + numeral(int(s.Num))
}

// proxies is how many people one may vote for.
func (r *Renewal) proxies(kind string) string {
	return r.threshold(kind, func(t policy.Threshold) string {
		if t.Proxies.Basis.IsZero() {
			return ""
		}
		return count(t.Proxies.Number)
	})
}

// women is how many women the body must have.
func (r *Renewal) women(kind string) string {
	return r.threshold(kind, func(t policy.Threshold) string {
		if t.Women.Number == 0 {
			return ""
		}
		return count(t.Women.Number)
	})
}

// listed numbers clauses within a paragraph: (1)……;(2)……。
func listed(clauses []string) string {
	if len(clauses) == 0 {
		return missing("资格条件")
	}
	var b strings.Builder
	for i, c := range clauses {
		end := ";"
		if i == len(clauses)-1 {
			end = "。"
		}
		fmt.Fprintf(&b, "(%d)%s%s", i+1, c, end)
	}
	return b.String()
}

// joined puts clauses in one sentence.
func joined(clauses []string) string {
	if len(clauses) == 0 {
		return missing("资格条件")
	}
	return strings.Join(clauses, ";")
}
