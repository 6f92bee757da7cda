package election

import (
	"yanpan.dev"
	"yanpan.dev/policy"
)

// Case takes one finding from the proposal of a machine to what people decided.
// Its steps follow one another: what the nominee said, the decision, the
// review. Every step that is not yet possible is refused with the reason.
type Case struct {
	finding   Finding
	who       Key
	statement *Statement
	decision  *Decision
	review    *Review
}

// Statement is what the nominee said to the finding, or that he chose to say nothing.
type Statement struct {
	On     yanpan.Date // the day it was made, or the day he was told and let it pass
	Text   string      // what he said; empty only with Waived
	Waived bool        // 本人无异议, or did not answer in time
	Heard  string      // who took it down
}

// Ruling is what was decided about a nominee under one rule.
type Ruling uint8

// The rulings.
const (
	Admitted  Ruling = iota + 1 // 可以提名
	Excepted                    // 例外批准
	Withdrawn                   // 本人退出
	Barred                      // 不予提名
)

// Label is the Chinese word of the ruling.
func (r Ruling) Label() string {
	if r < Admitted || r > Barred {
		return "未定"
	}
	return [...]string{"可以提名", "例外批准", "本人退出", "不予提名"}[r-Admitted]
}

// Decision is what a meeting, or a person with authority, decided. One of the
// two is told, with the reason; a machine is neither.
type Decision struct {
	Ruling  Ruling
	On      yanpan.Date
	Meeting string       // 镇党委会议
	Minutes string       // 纪要号
	Signer  string       // the person who signs: presiding, or authorised
	Reason  string       // why, in the words of the minutes
	Level   policy.Level // of the body or the person that decided
}

// Review is what came of the nominee's objection to the decision.
type Review struct {
	By      string
	On      yanpan.Date
	Upheld  bool
	Reason  string
	Minutes string
}

// Open starts a case about a finding. A department that has not answered and a
// fact that is not recorded are no ground for a case: they are asked for.
func Open(s *Screened, f Finding) (*Case, error) {
	c := &Case{finding: f, who: s.Input.Nominees[f.Nominee].Key}
	switch f.Status {
	case StatutoryBar, NeedsDecision, NeedsApproval:
		return c, nil
	}
	return nil, c.refuse("请先补齐", "“%s”还是“%s”,不能据此作结论", f.Rule.Label, f.Status.Label())
}

func (c *Case) refuse(remedy, format string, args ...any) error {
	e := yanpan.Errorf(yanpan.CodeInvalid, "election.Case", format, args...)
	e.Where, e.Remedy, e.Basis = c.who.Village+"“"+c.who.Name+"”", remedy, c.finding.Rule.Basis
	return e
}

// Finding is what the case is about.
func (c *Case) Finding() Finding { return c.finding }

// Hear records the nominee's statement. It can be added to until the decision.
func (c *Case) Hear(s Statement) error {
	switch {
	case c.decision != nil:
		return c.refuse("请走复核", "已经作出结论,陈述申辩要记在复核里")
	case s.On.IsZero() || s.Heard == "":
		return c.refuse("请补填日期和记录人", "陈述申辩没有日期或记录人")
	case s.Text == "" && !s.Waived:
		return c.refuse("没有意见的,写明本人无异议", "陈述申辩没有内容")
	}
	c.statement = &s
	return nil
}

// Decide records the decision. Keeping somebody out needs the statement and the
// reason, a local rule also the minutes of a meeting and, where a department
// has to answer, its document; an exception needs the level that the pack
// names; a statutory bar has none, and wants a named person's signature.
func (c *Case) Decide(d Decision) error {
	if c.decision != nil {
		return c.refuse("有异议的走复核", "已于%s作出结论(%s)", c.decision.On.Chinese(), c.decision.Ruling.Label())
	}
	if err := c.formal(d); err != nil {
		return err
	}
	statutory := c.finding.Status == StatutoryBar
	switch d.Ruling {
	case Excepted:
		return c.except(d)
	case Admitted:
		if statutory {
			return c.refuse("事实有误的,先更正记录或由部门更正意见,再重新初审", "法定禁止的情形不能由会议放行")
		}
		if c.finding.Status == NeedsApproval {
			return c.refuse("结论写“例外批准”,由有权的一级作出", "这一条只能按例外报批")
		}
	case Barred:
		if err := c.mayBar(d, statutory); err != nil {
			return err
		}
	}
	c.decision = &d
	return nil
}

// formal checks what every decision must say.
func (c *Case) formal(d Decision) error {
	switch {
	case d.Ruling < Admitted || d.Ruling > Barred:
		return c.refuse("写可以提名、例外批准、本人退出或不予提名", "没有写结论")
	case d.On.IsZero():
		return c.refuse("请补填日期", "结论没有日期")
	case d.Signer == "":
		return c.refuse("结论由会议或授权人作出,请写明签字人", "结论没有签字人,机器的提示不是结论")
	case d.Reason == "":
		return c.refuse("请照纪要写明理由", "结论没有理由")
	case (d.Meeting == "") != (d.Minutes == ""):
		return c.refuse("会议名称和纪要号要一起写", "会议或纪要号没有写全")
	case c.statement != nil && c.statement.On.After(d.On):
		return c.refuse("请核对两个日期", "结论(%s)早于本人陈述(%s)", d.On.Chinese(), c.statement.On.Chinese())
	}
	return nil
}

func (c *Case) except(d Decision) error {
	switch {
	case c.finding.Status == StatutoryBar:
		return c.refuse("", "法定禁止的情形没有例外")
	case c.finding.Approval == "":
		return c.refuse("由会议作“可以提名”或“不予提名”的结论", "政策包没有给这一条定例外")
	case !d.Level.AtLeast(c.finding.Approval):
		return c.refuse("请报"+c.finding.Approval.Label()+"一级批准", "%s一级无权批准这一例外", levelText(d.Level))
	case d.Meeting == "":
		return c.refuse("请写会议名称和纪要号", "例外批准没有会议纪要")
	}
	c.decision = &d
	return nil
}

func levelText(l policy.Level) string {
	if l == "" {
		return "没有写明的"
	}
	return l.Label()
}

func (c *Case) mayBar(d Decision, statutory bool) error {
	switch {
	case c.statement == nil:
		return c.refuse("先告知本人事实和依据,记下他的陈述申辩或“无异议”", "还没有听取本人陈述")
	case !statutory && d.Meeting == "":
		return c.refuse("请写会议名称和纪要号", "地方规定的情形要由会议集体研究")
	case c.finding.Department != "" && (c.finding.Opinion == nil || c.finding.Opinion.Document == ""):
		return c.refuse("请由举证部门补文书", "没有部门的文书")
	}
	return nil
}

// Object records the review that the nominee asked for, and its outcome.
func (c *Case) Object(r Review) error {
	switch {
	case c.decision == nil:
		return c.refuse("", "还没有结论,无从复核")
	case c.review != nil:
		return c.refuse("", "已于%s复核过", c.review.On.Chinese())
	case r.By == "" || r.On.IsZero() || r.Reason == "":
		return c.refuse("请补填复核单位、日期和理由", "复核结论没有写全")
	case c.decision.On.After(r.On):
		return c.refuse("请核对两个日期", "复核(%s)早于结论(%s)", r.On.Chinese(), c.decision.On.Chinese())
	}
	c.review = &r
	return nil
}

// Ruling is what holds now; false while nothing is decided, or after a review
// has overturned the decision: then it has to be decided anew.
func (c *Case) Ruling() (Ruling, bool) {
	if c.decision == nil || c.review != nil && !c.review.Upheld {
		return 0, false
	}
	return c.decision.Ruling, true
}

// Reopen lets a case whose decision was overturned be decided anew, with the
// same rule and the statement on record.
func (c *Case) Reopen() error {
	if c.review == nil || c.review.Upheld {
		return c.refuse("", "复核没有推翻原结论")
	}
	c.decision, c.review = nil, nil
	return nil
}
