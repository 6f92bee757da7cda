package roster

import (
	"fmt"
	"strings"

	"yanpan.dev"
)

// Admit takes rows into records. Every row gets exactly one Result: accepted,
// merged with an earlier row of the same person, or rejected with the reason;
// a bad row never keeps a good one out. The order of the rows decides which of
// two contradicting rows is the later one, and the order of the villages.
func Admit(rows []Row, opt Options) *Admission {
	a := &admitter{
		opt:      opt,
		out:      &Admission{Results: make([]Result, len(rows))},
		columns:  layouts{},
		people:   newMatcher(),
		members:  newMatcher(),
		reserves: newMatcher(),
		nominees: newMatcher(),
	}
	a.out.Records.Told = map[Field]bool{}
	a.expect(rows)
	a.villages = resolveVillages(rows, a.columns, opt)
	for i := range rows { // people first: sanctions and evaluations refer to them
		if rows[i].Layout.Kind == KindRoster {
			a.admit(i, &rows[i])
		}
	}
	for i := range rows {
		if rows[i].Layout.Kind != KindRoster {
			a.admit(i, &rows[i])
		}
	}
	a.settleHeads()
	a.noteSameNames()
	for i := range a.out.Results {
		a.out.Balance.add(a.out.Results[i].Outcome)
	}
	return a.out
}

// expect makes room for as many people as there are rows of them: growing step
// by step would hold a long roster twice.
func (a *admitter) expect(rows []Row) {
	n := 0
	for i := range rows {
		if rows[i].Layout.Kind == KindRoster {
			n++
		}
	}
	if n > 0 {
		a.out.Records.People = make([]Person, 0, n)
		a.owner = make([]int, 0, n)
	}
}

type admitter struct {
	opt      Options
	out      *Admission
	villages *villageIndex
	columns  layouts
	people   *matcher
	members  *matcher
	reserves *matcher
	nominees *matcher
	owner    []int // index of the row that each person was first read from
}

// reading is one row while it is being read.
type reading struct {
	*admitter
	row  *Row
	cols columnIndex
	res  *Result
}

func (a *admitter) admit(i int, row *Row) {
	r := &reading{admitter: a, row: row, cols: a.columns.of(row.Layout), res: &a.out.Results[i]}
	r.res.Outcome = Accepted
	if row.Hidden {
		r.note(HiddenRow, "", "这一行在表中是隐藏的,已一并读入", "如不应计入,请删除该行后重新导入")
	}
	switch row.Layout.Kind {
	case KindRoster:
		r.person(i)
	case KindMembers:
		r.partyMember()
	case KindReserve:
		r.reserve()
	case KindVillages:
		r.villageFile()
	case KindSanctions:
		r.sanction()
	case KindActivities:
		r.activity()
	case KindEvaluations:
		r.evaluation()
	case KindNominees:
		r.nominee()
	case KindVetting:
		r.vettingAnswer()
	case KindHouseholds:
		r.householdMember()
	}
}

// columnIndex finds the columns of a field without walking the layout for every row.
type columnIndex map[Field][]int

// layouts keeps one index for each layout.
type layouts map[*Layout]columnIndex

func (ls layouts) of(l *Layout) columnIndex {
	if c, ok := ls[l]; ok {
		return c
	}
	c := columnIndex{}
	for i, col := range l.Columns {
		c[col.Field] = append(c[col.Field], i)
	}
	ls[l] = c
	return c
}

// text gives the first text under the field that is not empty, and its column's label.
func (r *reading) text(f Field) (text, label string) {
	for _, i := range r.cols[f] {
		label = r.row.Layout.Columns[i].Label
		if i < len(r.row.Texts) && r.row.Texts[i] != "" {
			return r.row.Texts[i], label
		}
	}
	return "", label
}

// all gives every text under the field.
func (r *reading) all(f Field) []string {
	var out []string
	for _, i := range r.cols[f] {
		if i < len(r.row.Texts) && r.row.Texts[i] != "" {
			out = append(out, r.row.Texts[i])
		}
	}
	return out
}

func (r *reading) has(f Field) bool { return len(r.cols[f]) > 0 }

func (r *reading) note(code NoteCode, column, message, remedy string) {
	r.res.Notes = append(r.res.Notes, newNote(r.row, code, column, message, remedy))
}

func newNote(row *Row, code NoteCode, column, message, remedy string) Note {
	p := row.Place()
	return Note{Code: code, File: p.File, Sheet: p.Sheet, Row: p.Row, Column: column, Message: message, Remedy: remedy}
}

// reject gives the row back. The first reason decides; later ones are added, so
// that all of a row's faults can be mended at once.
func (r *reading) reject(code NoteCode, column, message, remedy string) {
	r.res.Outcome = Rejected
	r.note(code, column, message, remedy)
	r.res.Notes[len(r.res.Notes)-1].Rejects = true
}

func (r *reading) rejected() bool { return r.res.Outcome == Rejected }

// village names the row's village; a row without one is rejected.
func (r *reading) village() (villageKey, bool) {
	k := r.villages.written(r)
	if k.name == "" {
		_, label := r.text(FieldVillage)
		r.reject(NoVillage, label, "看不出是哪个村(社区)的", "请在本行填写村(社区)名称,或把表名改成村名")
		return k, false
	}
	return r.villages.canonical(k), true
}

// enter gives the index of a village that has an accepted row.
func (r *reading) enter(k villageKey) int { return r.villages.at(&r.out.Records, k) }

// date reads a date that is not a birth; one that cannot be read is noted, not rejected.
func (r *reading) date(f Field) yanpan.Date {
	text, label := r.text(f)
	d, fault := ReadDate(text, r.opt.AsOf, 0)
	if fault == DateImpossible {
		r.note(DateUnknown, label, fmt.Sprintf("“%s”不是能看懂的日期,按未填写处理", text), "请写成 2021.03 或 2021年3月")
	}
	return d
}

func (r *reading) answer(f Field) Answer {
	text, label := r.text(f)
	a, ok := ReadAnswer(f, text)
	if !ok {
		r.note(ValueUnknown, label, fmt.Sprintf("“%s”看不出是“是”还是“否”,按未填写处理", text), "请填“是”或“否”")
	}
	if a != NotTold {
		r.out.Records.Told[f] = true
	}
	return a
}

func (r *reading) education() Education {
	best, label, seen := EducationNotTold, "", ""
	for _, f := range []Field{FieldEducation, FieldFullTime, FieldPartTime} {
		for _, text := range r.all(f) {
			e, _ := ReadEducation(text)
			best, seen = max(best, e), text
		}
		if _, l := r.text(f); label == "" {
			label = l
		}
	}
	if best == EducationNotTold {
		r.noteUnknown(EducationUnknown, label, seen, "学历")
	}
	return best
}

func (r *reading) noteUnknown(code NoteCode, label, text, what string) {
	if label == "" {
		return // the sheet has no such column; the balance of the figures says so once
	}
	message := what + "未填写,统计时列入“未登记”"
	if text != "" {
		message = fmt.Sprintf("%s“%s”看不懂,统计时列入“未登记”", what, text)
	}
	r.note(code, label, message, "请补填后重新导入")
}

// political reads the political status from its own column, from 是否党员, or
// from the day of joining; the last two say nothing about people outside the party.
func (r *reading) political(joined, confirmed yanpan.Date) Political {
	text, label := r.text(FieldPolitical)
	if p, ok := ReadPolitical(text); ok {
		return p
	}
	if a, ok := ReadAnswer(FieldPartyMember, first(r.text(FieldPartyMember))); ok && a == Yes && text == "" {
		return memberSince(joined, confirmed, r.opt.AsOf)
	}
	if text == "" && !joined.IsZero() && !joined.After(r.opt.AsOf) {
		return memberSince(joined, confirmed, r.opt.AsOf)
	}
	r.noteUnknown(PoliticalUnknown, label, text, "政治面貌")
	return PoliticalNotTold
}

// inParty tells party members from others: by the political status, by 是否党员,
// and, in a sheet that records the day of joining and no status, by that cell's being empty.
func (r *reading) inParty(p *Person) Answer {
	switch {
	case p.Political == FullMember || p.Political == ProbationaryMember:
		return Yes
	case p.Political != PoliticalNotTold:
		return No
	case r.has(FieldPartyMember):
		a, _ := ReadAnswer(FieldPartyMember, first(r.text(FieldPartyMember)))
		return a
	case r.has(FieldPolitical):
		if strings.HasPrefix(unbracket(squeeze(first(r.text(FieldPolitical)))), "非") {
			return No
		}
	case r.has(FieldJoined) && isBlankMark(squeeze(first(r.text(FieldJoined)))):
		return No
	}
	return NotTold
}

func first(text, _ string) string { return text }

// memberSince tells a full member from a probationary one by the dates: the
// period of probation is one year (党章 第7条).
func memberSince(joined, confirmed, asOf yanpan.Date) Political {
	switch {
	case !confirmed.IsZero() && !confirmed.After(asOf):
		return FullMember
	case !joined.IsZero() && joined.AddYears(1).After(asOf):
		return ProbationaryMember
	}
	return FullMember
}
