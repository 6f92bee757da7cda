package policy

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// Bounds on a procedure's numbers: far above what any law says.
const (
	maxDays  = 3660
	maxSteps = 100
)

// procedureEntry reads one entry of procedures.yaml: a procedure, or the
// adjustment of one of a higher pack.
func (rr *ruleReader) procedureEntry(s *section, p *Pack) {
	if s.child("adjust") != nil {
		p.procedureAdjusts = append(p.procedureAdjusts, procedureAdjust{
			of: s.text("adjust"), as: s.text("as"), section: s, basis: s.citation(), pos: s.posOf("adjust"), asPos: s.posOf("as"),
		})
		return
	}
	pr := &Procedure{ID: s.text("id"), Label: s.text("label"), Note: s.text("note"), Basis: s.citation(), Pack: p.ID, Pos: s.posOf("id")}
	if other := procedureIn(p.Procedures, pr.ID); other != nil && pr.ID != "" {
		s.fault("id", "换一个编号", "编号“%s”已在 %s 用过", pr.ID, other.Pos)
		return
	}
	before := len(rr.rd.faults)
	pr.Facts, pr.lang = rr.procedureFacts(s, rr.scopes[ScopeVillage])
	sr := &stepReader{rd: rr.rd, lang: pr.lang, pack: p.ID}
	for i, item := range s.items("steps") {
		if i == maxSteps {
			s.fault("steps", "", "一个程序的步骤不能超过%d步", maxSteps)
			break
		}
		step := sr.step(item, lastStep(pr.Steps))
		if pr.Step(step.ID) != nil {
			item.fault("id", "换一个编号", "编号“%s”已在 %s 用过", step.ID, pr.Step(step.ID).Pos)
			continue
		}
		pr.Steps = append(pr.Steps, step)
	}
	if len(pr.Steps) == 0 && len(rr.rd.faults) == before {
		s.fault("steps", "", "程序“%s”没有步骤", pr.ID)
	}
	pr.Suspend, pr.Reopen = sr.suspension(s), reopening(s)
	if len(rr.rd.faults) == before {
		for _, f := range orderFaults(pr) {
			rr.rd.add(s.src.fault(f.at.Line, f.at.Column, f.remedy, "%s", f.message))
		}
	}
	if len(rr.rd.faults) == before {
		p.Procedures = append(p.Procedures, pr)
	}
}

func lastStep(steps []Step) []string {
	if len(steps) == 0 {
		return nil
	}
	return []string{steps[len(steps)-1].ID}
}

// procedureFacts declares the facts of a procedure on a language.
func (rr *ruleReader) procedureFacts(s *section, lang *language) ([]Variable, *language) {
	var facts []Variable
	for _, p := range s.pairs("facts") {
		rr.free(s, p.name, lang)
		f := &section{s.src, p.value, rr.rd}
		facts = append(facts, Variable{
			Name: p.name.Value, Label: f.text("label"), Unit: f.text("unit"), Type: factType(f.text("type")), Field: p.name.Value, Sheet: f.text("sheet"),
		})
	}
	return facts, rr.extend(s, lang, facts)
}

// factType is the type of the word; a wrong one was reported and counts as yes or no.
func factType(word string) Type {
	if slices.Contains(factTypeWords(), word) {
		return Type(word)
	}
	return TypeBool
}

// stepReader reads steps whose gates speak a language.
type stepReader struct {
	rd   *reader
	lang *language
	pack string
}

// step reads a step; above is what it waits for where it does not say.
func (sr *stepReader) step(s *section, above []string) Step {
	step := Step{
		ID: s.text("id"), Slot: s.flag("slot"), Statutory: s.flag("statutory"), Basis: s.citation(), Pack: sr.pack,
		Pos: s.posOf("id"), After: above,
	}
	sr.doing(s, &step)
	if !step.Slot && len(step.Who) == 0 && s.child("who") == nil {
		s.fault("id", "加一行 who;做法留给地方定的,写 slot: true", "步骤“%s”没有写谁来办", step.ID)
	}
	return step
}

// doing reads what stands in the section over what the step has.
func (sr *stepReader) doing(s *section, step *Step) {
	if t := s.text("label"); t != "" {
		step.Label = yanpan.Typeset(t)
	}
	if s.child("after") != nil {
		step.After = splitWords(s.text("after"))
		if slices.Equal(step.After, []string{startWord}) {
			step.After = nil
		}
		step.afterPos = s.posOf("after")
	} else if step.afterPos.isZero() {
		step.afterPos = s.posOf("id")
	}
	sr.names(s, "who", &step.Who)
	sr.names(s, "sign", &step.Sign)
	for _, e := range sr.distinct(s, "evidence", step.Evidence) {
		step.Evidence = append(slices.Clip(step.Evidence), e)
	}
	for _, g := range s.items("gates") {
		if gate, ok := sr.gate(g, step.Gates); ok {
			step.Gates = append(slices.Clip(step.Gates), gate)
		}
	}
	if s.child("publish") != nil {
		step.Publish = sr.publication(s.sub("publish"))
	}
	if s.child("wait") != nil {
		step.Wait = sr.period(s.sub("wait"))
	}
	if s.child("within") != nil {
		step.Within = sr.period(s.sub("within"))
	}
	if s.child("note") != nil {
		step.Note = yanpan.Typeset(s.text("note"))
	}
	sr.rungs(s, step)
	sr.votes(s, step)
}

func (sr *stepReader) names(s *section, name string, to *[]string) {
	if s.child(name) != nil {
		*to = typesetAll(splitWords(s.text(name)))
	}
}

func typesetAll(words []string) []string {
	for i, w := range words {
		words[i] = yanpan.Typeset(w)
	}
	return words
}

// distinct reads the words of a list, of which none may stand twice.
func (sr *stepReader) distinct(s *section, name string, have []string) []string {
	words := typesetAll(splitWords(s.text(name)))
	for i, w := range words {
		if slices.Contains(have, w) || slices.Contains(words[:i], w) {
			s.fault(name, "删去一处", "“%s”写了两遍", w)
			return nil
		}
	}
	return words
}

func (sr *stepReader) gate(s *section, have []Gate) (Gate, bool) {
	g := Gate{
		ID: s.text("id"), Message: yanpan.Typeset(s.text("message")), Remedy: yanpan.Typeset(s.text("remedy")),
		Statutory: s.flag("statutory"), Basis: s.citation(), Pack: sr.pack, Pos: s.posOf("id"),
	}
	if i := slices.IndexFunc(have, func(o Gate) bool { return o.ID == g.ID }); i >= 0 {
		s.fault("id", "换一个编号", "编号“%s”已在 %s 用过", g.ID, have[i].Pos)
		return g, false
	}
	n := s.child("require")
	if n == nil || n.Kind != yaml.ScalarNode {
		return g, false
	}
	if g.Test = sr.rd.compile(s.src, n, sr.lang, TypeBool); g.Test == nil {
		return g, false
	}
	for _, name := range g.Test.vars {
		if name != "as_of" {
			g.vars = append(g.vars, sr.lang.names[name])
		}
	}
	return g, true
}

func (sr *stepReader) publication(s *section) *Publication {
	p := &Publication{What: yanpan.Typeset(s.text("what")), Days: s.integer("days"), Working: s.flag("working"), Pos: s.posOf("days")}
	sr.days(s, p.Days, 1)
	return p
}

func (sr *stepReader) period(s *section) *Period {
	p := &Period{Days: s.integer("days"), Working: s.flag("working"), From: s.text("from"), Pos: s.posOf("days"), fromPos: s.posOf("from")}
	sr.days(s, p.Days, 0)
	return p
}

// days judges a number of days; what is no number was reported by the check of the shape.
func (sr *stepReader) days(s *section, days, least int) {
	if _, err := strconv.Atoi(s.text("days")); err == nil && days < least || days < 0 || days > maxDays {
		s.fault("days", "", "天数%d不合理", days)
	}
}

func (sr *stepReader) rungs(s *section, step *Step) {
	for _, r := range s.items("overdue") {
		rung := Rung{ID: r.text("id"), Label: yanpan.Typeset(r.text("label")), Days: r.integer("days"), Who: yanpan.Typeset(r.text("who")), Pos: r.posOf("id")}
		if n := len(step.Overdue); n > 0 && rung.Days <= step.Overdue[n-1].Days {
			r.fault("days", "后一项的天数要比前一项大", "“%s”(%d日)不晚于“%s”(%d日)", rung.Label, rung.Days, step.Overdue[n-1].Label, step.Overdue[n-1].Days)
			return
		}
		sr.days(r, rung.Days, 0)
		step.Overdue = append(slices.Clip(step.Overdue), rung)
	}
	if len(step.Overdue) > 0 && step.Within == nil {
		s.fault("overdue", "加一行 within", "没有期限(within),说不上逾期")
	}
}

// votes reads ways of deciding; one whose id the step has already changes it.
func (sr *stepReader) votes(s *section, step *Step) {
	step.Votes = slices.Clone(step.Votes)
	given := []string{}
	for _, item := range s.items("votes") {
		id := item.text("id")
		if slices.Contains(given, id) {
			item.fault("id", "换一个编号", "编号“%s”写了两遍", id)
			return
		}
		given = append(given, id)
		i := slices.IndexFunc(step.Votes, func(v VoteForm) bool { return v.ID == id })
		if i < 0 {
			i = len(step.Votes)
			step.Votes = append(step.Votes, VoteForm{ID: id, Pos: item.posOf("id"), Basis: step.Basis})
		}
		sr.vote(item, &step.Votes[i])
	}
}

func (sr *stepReader) vote(s *section, v *VoteForm) {
	if t := s.text("label"); t != "" {
		v.Label = yanpan.Typeset(t)
	}
	if t := s.text("due"); t != "" {
		v.Due = yanpan.Typeset(t)
	}
	if s.child("basis") != nil {
		v.Basis = s.citation()
	}
	if s.child("quorum") != nil {
		v.Quorum, v.quorumPos = sr.share(s, "quorum"), s.posOf("quorum")
	}
	if s.child("pass") != nil {
		v.Pass, v.passPos = sr.share(s, "pass"), s.posOf("pass")
		v.PassOf = VoteBase(s.sub("pass").text("of"))
	}
	if v.Label == "" || v.Due == "" || v.Quorum.IsZero() && s.child("quorum") == nil {
		s.fault("id", "新的表决方式要写 label、due、quorum", "表决方式“%s”没有写全", v.ID)
	}
}

// share reads {over: 1/2} or {at_least: 2/3}. It must be more than nothing and
// possible: at least all of them is, more than all is not.
func (sr *stepReader) share(s *section, name string) Share {
	sub := s.sub(name)
	over, least := sub.text("over"), sub.text("at_least")
	if (over == "") == (least == "") {
		s.fault(name, "写 {over: 1/2} 或 {at_least: 2/3}", "over(超过)和 at_least(不少于)要写一项,只能写一项")
		return Share{}
	}
	share, at := Share{Over: over != ""}, "at_least"
	if share.Over {
		at = "over"
	}
	v, _ := parseNumber(over + least)
	r, ok := v.Number()
	if !ok {
		return Share{} // reported by the check of the shape
	}
	one := r.Cmp(yanpan.Ratio{Num: 1, Den: 1})
	if r.Num <= 0 || one > 0 || share.Over && one == 0 || r.Den > maxDenominator {
		sub.fault(at, "写0到1之间的分数,例如 1/2、2/3、4/5", "比例“%s”不对", over+least)
		return Share{}
	}
	share.Of = r
	return share
}

// maxDenominator keeps a share of any number of people within whole numbers.
const maxDenominator = 10000

func (sr *stepReader) suspension(s *section) *Suspension {
	if s.child("suspend") == nil {
		return nil
	}
	sub := s.sub("suspend")
	x := &Suspension{
		Approve: yanpan.Typeset(sub.text("approve")), File: yanpan.Typeset(sub.text("file")), Months: sub.integer("months"),
		Basis: sub.citation(), Pos: sub.posOf("approve"),
	}
	sr.names(sub, "ask", &x.Ask)
	if x.Months < 0 || x.Months > 120 {
		sub.fault("months", "", "暂缓%d个月不合理", x.Months)
	}
	return x
}

func reopening(s *section) *Reopening {
	if s.child("reopen") == nil {
		return nil
	}
	sub := s.sub("reopen")
	return &Reopening{Who: typesetAll(splitWords(sub.text("who"))), Basis: sub.citation()}
}
