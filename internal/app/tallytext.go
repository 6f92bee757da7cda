package app

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/election/tally"
)

// Text is the result as an election committee reads it aloud: who took part,
// whether the vote is valid, who is elected with how many votes, what follows.
func (t *Tallied) Text() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s结果报告", t.title())
	t.turnout(line)
	if len(t.Races) > 0 && !t.Valid {
		line("各职务得票(选举无效,无人当选):")
	}
	for i := range t.Races {
		t.race(&t.Races[i], line)
	}
	t.problems(line, tally.Error, "须查清的问题")
	t.problems(line, tally.Warning, "提请注意")
	line("依据的政策包:%s", strings.Join(t.Packs, "、"))
	return yanpan.Typeset(b.String())
}

func (t *Tallied) title() string {
	body := map[tally.Kind]string{
		tally.Villagers: "村民委员会", tally.ResidentsAll: "居民委员会", tally.ResidentsHousehold: "居民委员会",
		tally.ResidentsRepresentative: "居民委员会", tally.PartyCommittee: "党组织委员会",
	}[t.Kind]
	what := "选举"
	switch {
	case t.Purpose == tally.Tie:
		what = "再投票"
	case t.Round > 1:
		what = "另行选举"
	case t.Purpose == tally.Vacancy:
		what = "补选"
	}
	return t.Village + body + what
}

// turnout tells who could vote, who did, and whether that is enough.
func (t *Tallied) turnout(line func(string, ...any)) {
	unit := "人"
	if t.Kind == tally.ResidentsHousehold {
		unit = "户"
	}
	date := ""
	if d, err := yanpan.ParseDate(t.Date); err == nil {
		date = d.Chinese() + "投票。"
	}
	attended := ""
	if t.Present != nil {
		attended = fmt.Sprintf(",实到会%d人", *t.Present)
	}
	line("%s%s%d%s%s,发出选票%d张,收回%d张。", date, t.Rules.Electors, t.Eligible, unit, attended, t.Issued, t.Participating)
	took, what := t.Participating, "参加投票的(以收回的选票为准)"
	if t.Present != nil && t.Rules.Quorum.Count == tally.Present {
		took, what = *t.Present, "实到会的"
	}
	short := ""
	if took < t.NeededToBeValid {
		short = fmt.Sprintf(",差%d", t.NeededToBeValid-took)
	}
	line("选举有效须有%d%s,%s%d%s%s(%s)。%s", t.NeededToBeValid, unit, what, took, unit, short, t.Rules.Quorum.Basis, t.verdict())
	if t.Needed != nil {
		line("当选票数的分母取%s:按应到会须%d票,按实到会须%d票。", baseWord(t.Base), t.Needed.Eligible, t.Needed.Present)
	}
}

func baseWord(b tally.Base) string {
	switch b {
	case tally.Eligible:
		return "应到会"
	case tally.Present:
		return "实到会"
	}
	return "参加投票的人数"
}

func (t *Tallied) verdict() string {
	switch t.Reason {
	case tally.ByTurnout:
		return "参加投票的不够,选举无效,须重新组织。"
	case tally.ByBallots:
		return "收回的选票多于发出的,选举无效,须重新组织。"
	case tally.ByProblems:
		return "计票单有不一致的地方,查清以前不能宣布结果。"
	}
	return "选举有效。"
}

// race tells one race: votes in their order, then the decision.
func (t *Tallied) race(r *tally.RaceResult, line func(string, ...any)) {
	head := fmt.Sprintf("【%s】应选%d名", r.Title, r.Seats)
	if r.Needed > 0 {
		head += fmt.Sprintf(",当选须%d票", r.Needed)
		if r.Basis.Elected != nil {
			head += "(" + r.Basis.Elected.String() + ")"
		}
	} else {
		head += ",得票多的当选"
	}
	line("%s;无效票%d张。", head, r.Invalid)
	for _, s := range r.Ranking {
		line("  %s", standing(s, r))
	}
	if !t.Valid {
		return
	}
	if len(r.Elected) > 0 {
		line("  当选:%s。", strings.Join(r.Elected, "、"))
	} else {
		line("  没有人当选。")
	}
	if r.TiedSeats > 0 {
		line("  票数相等:%s,就这些人再投票,选%d名,得票多的当选%s。", strings.Join(r.Tied, "、"), r.TiedSeats, because(r.Basis.Tied))
	}
	if r.RunOff != nil {
		t.runoff(r, line)
	}
}

func (t *Tallied) runoff(r *tally.RaceResult, line func(string, ...any)) {
	text := fmt.Sprintf("  缺%d名,另行选举%d名", r.Vacant, r.RunOff.Seats)
	if len(r.RunOff.Candidates) > 0 {
		text += ",候选人:" + strings.Join(r.RunOff.Candidates, "、")
	} else {
		text += ",没有其他得票的人,候选人须另行提名"
	}
	if r.RunOff.Days > 0 {
		text += fmt.Sprintf(",%d日内举行", r.RunOff.Days)
	}
	line("%s%s。", text, because(r.Basis.RunOff))
}

func because(c *yanpan.Citation) string {
	if c == nil {
		return ""
	}
	return "(" + c.String() + ")"
}

// standing is one name with its votes and what became of it.
func standing(s tally.Standing, r *tally.RaceResult) string {
	text := fmt.Sprintf("%s %d票", s.Name, s.Votes)
	if s.Against != nil {
		text = fmt.Sprintf("%s 赞成%d票,不赞成%d票,弃权%d票", s.Name, s.Votes, *s.Against, *s.Abstain)
	}
	if s.WriteIn {
		text += "(另选他人)"
	}
	switch {
	case slices.Contains(r.Elected, s.Name):
		return text + ",当选"
	case s.Skipped == tally.SkippedElected:
		return text + ",已当选别的职务"
	case s.Skipped == tally.SkippedKin:
		return text + ",近亲属回避"
	case s.Skipped == tally.SkippedReserved:
		return text + ",本职务限定性别"
	}
	return text
}

func (t *Tallied) problems(line func(string, ...any), severity tally.Severity, title string) {
	told := false
	for _, p := range t.Problems {
		if p.Severity != severity {
			continue
		}
		if !told {
			line("%s:", title)
			told = true
		}
		line("  %s%s。", p.Message, because(p.Basis))
	}
}
