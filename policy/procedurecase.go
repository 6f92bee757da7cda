package policy

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// ProcedureCase is one case of procedure_tests.yaml: what was done, one
// act after the other, and where it must then stand. Package procedure runs it.
type ProcedureCase struct {
	Procedure string
	Name      string
	Facts     []NamedText // as written; ReadFact reads them
	Acts      []CaseAct
	Today     yanpan.Date // zero: the day of the last act
	Refused   string      // what the refusal of the last act must say; "": every act is accepted
	Done      []string    // the steps that must be done; nil: not asked
	Open      []string    // the steps that must be open; nil: not asked
	Status    string      // "": not asked
	Pos       Pos

	src *source
}

// NamedText is a name with a value as it was written.
type NamedText struct{ Name, Text string }

// CaseAct is one act of a case. Its fields are those of procedure.Act.
type CaseAct struct {
	Day      yanpan.Date
	Role     string
	Name     string
	Does     string
	Step     string
	Paper    string
	Document string
	Form     string
	Due      int
	Present  int
	For      int
	Against  int
	Abstain  int
	Rung     string
	Reason   string
	Until    yanpan.Date
}

func (rr *ruleReader) procedureCase(s *section, p *Pack) {
	c := ProcedureCase{
		Procedure: s.text("procedure"), Name: s.text("name"), Today: s.date("today"), Refused: yanpan.Typeset(s.text("refused")),
		Status: s.text("status"), Pos: s.posOf("procedure"), src: s.src,
	}
	if s.child("done") != nil {
		c.Done = caseSteps(s.text("done"))
	}
	if s.child("open") != nil {
		c.Open = caseSteps(s.text("open"))
	}
	for _, f := range s.pairs("facts") {
		c.Facts = append(c.Facts, NamedText{f.name.Value, f.value.Value})
	}
	for _, a := range s.items("acts") {
		c.Acts = append(c.Acts, CaseAct{
			Day: a.date("day"), Role: yanpan.Typeset(a.text("role")), Name: a.text("name"), Does: a.text("does"), Step: a.text("step"),
			Paper: yanpan.Typeset(a.text("paper")), Document: a.text("document"), Form: a.text("form"),
			Due: a.integer("due"), Present: a.integer("present"), For: a.integer("for"), Against: a.integer("against"), Abstain: a.integer("abstain"),
			Rung: a.text("rung"), Reason: a.text("reason"), Until: a.date("until"),
		})
	}
	if c.Refused == "" && c.Done == nil && c.Open == nil && c.Status == "" {
		s.fault("procedure", "写 done、open、status 或 refused 中的一项", "例子“%s”没有写应得的结果", c.Name)
	}
	p.ProcedureCases = append(p.ProcedureCases, c)
}

// noSteps is what a case writes where no step is expected.
const noSteps = "none"

func caseSteps(text string) []string {
	if text == noSteps {
		return []string{}
	}
	return splitWords(text)
}

// Fail gives the result of the case with what is wrong; Pass that of one that came out.
func (c *ProcedureCase) Fail(format string, args ...any) CaseResult {
	r := c.Pass()
	r.OK, r.Message = false, yanpan.Typeset(fmt.Sprintf(format, args...))
	r.Excerpt = c.src.excerpt(c.Pos.Line, c.Pos.Column)
	return r
}

// Pass gives the result of a case that came out.
func (c *ProcedureCase) Pass() CaseResult {
	return CaseResult{Rule: c.Procedure, Name: c.Name, OK: true, Pos: c.Pos}
}

// UncoveredProcedures reports every procedure that the pack has or changes and
// that lacks a case in which all is accepted, or one in which something is
// refused. A procedure with steps left to the place needs the second only.
func (p *Pack) UncoveredProcedures(rules *Rules) []CaseResult {
	var ids []string
	for _, pr := range p.Procedures {
		ids = append(ids, pr.ID)
	}
	for _, a := range p.procedureAdjusts {
		ids = append(ids, a.id())
	}
	var missing []CaseResult
	for _, id := range ids {
		pr := rules.Procedure(id)
		if pr == nil {
			continue
		}
		slots := slices.ContainsFunc(pr.Steps, func(s Step) bool { return s.Slot })
		lacks := func(refused bool, what string) {
			if !slices.ContainsFunc(p.ProcedureCases, func(c ProcedureCase) bool { return c.Procedure == id && (c.Refused != "") == refused }) {
				missing = append(missing, CaseResult{Rule: id, Name: "例子齐全", Lacking: true, Pos: pr.Pos,
					Message: yanpan.Typeset("程序“" + id + "”(" + pr.Label + ")缺一个" + what + "的例子")})
			}
		}
		if !slots {
			lacks(false, "件件都准")
		}
		lacks(true, "有一件不准(refused)")
	}
	return missing
}

// ProcedureNames lists the procedures for a message: four_deliberations(四议两公开).
func (rs *Rules) ProcedureNames() string {
	names := make([]string, len(rs.Procedures))
	for i, p := range rs.Procedures {
		names[i] = p.ID + "(" + p.Label + ")"
	}
	return strings.Join(names, "、")
}
