package election

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// Conclusion is what a department found.
type Conclusion uint8

// The conclusions.
const (
	FoundNothing Conclusion = iota + 1 // nothing under any of its rules
	FoundSome                          // what the named rules describe
	StillOpen                          // it is still looking
)

// Label is the Chinese word of the conclusion.
func (c Conclusion) Label() string {
	return [...]string{"未填", "无", "有", "待查"}[c]
}

// Opinion is what a department answered about a person. It carries its author,
// the document it rests on and the day until which it serves, so that the next
// body need not ask again. Only Opinions.Add lets one in.
type Opinion struct {
	Key          Key
	Department   string // id
	Conclusion   Conclusion
	Rules        []string // ids, of FoundSome
	DocumentKind string   // 判决书, 处分决定
	Document     string   // its number
	EventOn      yanpan.Date
	Until        yanpan.Date // last day of the period of effect
	Author       string
	Given        yanpan.Date
	ValidUntil   yanpan.Date // zero: for this election
}

func (o *Opinion) documentText() string {
	text := o.DocumentKind
	if o.Document != "" {
		text += "(" + o.Document + ")"
	}
	if !o.EventOn.IsZero() {
		text += "," + o.EventOn.Chinese()
	}
	return text + ",经办人" + o.Author + "," + o.Given.Chinese()
}

// answer is the opinion's part for one rule; nil where it does not tell.
func (o *Opinion) answer(r *policy.Rule) *policy.Answer {
	if o == nil || o.Conclusion == StillOpen {
		return nil
	}
	if !slices.Contains(o.Rules, r.ID) {
		return &policy.Answer{}
	}
	return &policy.Answer{Hit: true, EventOn: o.EventOn, Until: o.Until, Penalty: o.DocumentKind, Source: o.Document}
}

// serves reports whether the opinion is in force at a day.
func (o *Opinion) serves(at yanpan.Date) bool {
	return !o.Given.After(at) && (o.ValidUntil.IsZero() || !at.After(o.ValidUntil))
}

// Opinions holds what departments answered.
type Opinions struct {
	rules  *policy.Rules
	byName map[nameIn][]*Opinion // in the order they were added
	count  int
}

// nameIn is a name in a village; the birth is compared, for it may be recorded less precisely.
type nameIn struct{ village, name string }

// NewOpinions makes an empty book under the rules of the packs.
func NewOpinions(rules *policy.Rules) *Opinions {
	return &Opinions{rules: rules, byName: map[nameIn][]*Opinion{}}
}

// Add takes an opinion in. It refuses one without author or day, a finding
// without a document in force, and a complaint or petition in its place. The
// error is of CodeInvalid.
func (b *Opinions) Add(o Opinion) error {
	if err := b.check(&o); err != nil {
		return err
	}
	k := nameIn{o.Key.Village, o.Key.Name}
	b.byName[k] = append(b.byName[k], &o)
	b.count++
	return nil
}

// Len is how many opinions were taken in.
func (b *Opinions) Len() int { return b.count }

func (b *Opinions) check(o *Opinion) error {
	department, ok := b.rules.Department(o.Department)
	refuse := func(remedy, format string, args ...any) error {
		return &yanpan.Error{Code: yanpan.CodeInvalid, Op: "election.Opinions", Where: o.Key.Village + "“" + o.Key.Name + "”", Message: fmt.Sprintf(format, args...), Remedy: remedy}
	}
	switch {
	case !ok:
		return refuse("请用联审名单里写的部门名称", "没有联审部门“%s”", o.Department)
	case o.Conclusion == 0:
		return refuse("请填“无”“有”或“待查”", "%s没有填联审结论", department.Label)
	case o.Author == "":
		return refuse("请填经办人姓名", "%s的意见没有经办人", department.Label)
	case o.Given.IsZero():
		return refuse("请填反馈日期", "%s的意见没有反馈日期", department.Label)
	case o.Given.After(o.ValidUntil) && !o.ValidUntil.IsZero():
		return refuse("请核对两个日期", "%s的意见有效期早于反馈日期", department.Label)
	case o.Conclusion != FoundSome && len(o.Rules) > 0:
		return refuse("有此情形的,结论填“有”", "%s填了规则编号,结论却是“%s”", department.Label, o.Conclusion.Label())
	case o.Conclusion != FoundSome:
		return nil
	}
	return b.checkFound(o, department, refuse)
}

// checkFound checks an opinion that speaks against somebody.
func (b *Opinions) checkFound(o *Opinion, department policy.Department, refuse func(remedy, format string, args ...any) error) error {
	if len(o.Rules) == 0 {
		return refuse("请从“查询事项”里选填规则编号", "%s的结论是“有”,没有写是哪一条规则", department.Label)
	}
	for _, id := range o.Rules {
		if r := b.rules.Rule(id); r == nil || r.Screening == nil || r.Screening.Department != o.Department {
			return refuse("请从“查询事项”里选填规则编号", "规则“%s”不由%s举证", id, department.Label)
		}
	}
	v := words()
	both := o.DocumentKind + o.Document
	switch {
	case containsAny(both, v.NoEvidence) && !containsAny(both, v.Documents):
		return refuse("须有生效的处罚、处分、裁判文书;没有的,结论填“待查”或“无”", "“%s”不是依据,信访、举报本身不能作为否定人选的依据", strings.TrimSpace(o.DocumentKind+" "+o.Document))
	case o.DocumentKind == "" || o.Document == "":
		return refuse("请填文书种类和文书号", "%s的结论是“有”,没有写依据的文书", department.Label)
	case !containsAny(o.DocumentKind, v.Documents):
		return refuse("请写判决书、处罚决定、处分决定等生效文书的种类", "看不出“%s”是哪一种生效的文书", o.DocumentKind)
	case o.EventOn.After(o.Given):
		return refuse("请核对两个日期", "发生日%s晚于反馈日期%s", o.EventOn.Chinese(), o.Given.Chinese())
	}
	return nil
}

// find gives the opinion that answers a rule for a person at a day: of several
// of one department the one given last, of one day a finding before none. nil
// where there is none.
func (b *Opinions) find(k Key, r *policy.Rule, at yanpan.Date) *Opinion {
	if b == nil || r.Screening.Department == "" {
		return nil
	}
	return b.of(k, r.Screening.Department, r.ID, at)
}

func (b *Opinions) of(k Key, department, rule string, at yanpan.Date) *Opinion {
	var best *Opinion
	for _, o := range b.byName[nameIn{k.Village, k.Name}] {
		switch {
		case o.Department != department || !o.serves(at):
			continue
		case !o.Key.Birth.IsZero() && !k.Birth.IsZero() && !o.Key.Birth.Agrees(k.Birth):
			continue
		case best == nil, o.Given.After(best.Given):
			best = o
		case best.Given.After(o.Given):
		case slices.Contains(o.Rules, rule), best.Conclusion == FoundNothing && o.Conclusion == StillOpen:
			best = o
		}
	}
	return best
}

// ReadOpinions takes in the answers of the records. What is refused comes back
// as notes with the place of its row; the others are taken all the same.
func ReadOpinions(rec *roster.Records, rules *policy.Rules) (*Opinions, []roster.Note) {
	book := NewOpinions(rules)
	var notes []roster.Note
	for i := range rec.VettingAnswers {
		a := &rec.VettingAnswers[i]
		err := book.Add(readOpinion(a, rec, rules))
		if err == nil {
			continue
		}
		n := roster.Note{Code: roster.ValueUnknown, File: a.Place.File, Sheet: a.Place.Sheet, Row: a.Place.Row, Message: yanpan.MessageOf(err), Rejects: true}
		notes = append(notes, n)
	}
	return book, notes
}

func readOpinion(a *roster.VettingAnswer, rec *roster.Records, rules *policy.Rules) Opinion {
	o := Opinion{
		Key: Key{rec.Villages[a.Village].Name, a.Name, a.Birth}, Department: a.Department, DocumentKind: a.DocumentKind, Document: a.Document,
		EventOn: a.EventOn, Until: a.Until, Author: a.Handler, Given: a.AnsweredOn, ValidUntil: a.ValidUntil,
	}
	for _, d := range rules.Departments {
		if a.Department == d.Label || roster.Fold(d.Label) == a.Department {
			o.Department = d.ID
		}
	}
	o.Conclusion = readConclusion(a.Conclusion)
	o.Rules = strings.FieldsFunc(a.Rules, func(r rune) bool { return strings.ContainsRune("、,; ", r) })
	return o
}

// readConclusion reads the word of a conclusion; 0 where it is none.
func readConclusion(text string) Conclusion {
	for _, c := range []struct {
		id string
		c  Conclusion
	}{{"clear", FoundNothing}, {"hit", FoundSome}, {"open", StillOpen}} {
		if slices.Contains(words().Conclusions[c.id], text) {
			return c.c
		}
	}
	return 0
}
