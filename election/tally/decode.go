package tally

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"yanpan.dev"
)

// maxNumber bounds every number of a count sheet: no place has so many voters.
const maxNumber = 100_000_000

// Decode reads a count sheet in the JSON of the contract. It refuses unknown
// and repeated keys, numbers that are not whole, negative or too large, missing
// parts, and texts over 8 MB. The error is a *yanpan.Error in Chinese with
// line, column and path: CodeUnreadable where the text is no JSON,
// CodeRefused where it is too large, CodeInvalid where it says something impossible.
func Decode(data []byte) (*Count, error) {
	v, err := parse(data)
	if err != nil {
		return nil, err
	}
	d := &decoder{data: data}
	c := d.count(v)
	if d.err != nil {
		return nil, d.err
	}
	return c, nil
}

// decoder turns values into a Count and keeps the first fault.
type decoder struct {
	data []byte
	err  error
}

// at is a value with its path, for messages.
type at struct {
	v    *value
	path string
}

func (a at) key(name string) at {
	for i := range a.v.fields {
		if a.v.fields[i].name == name {
			return at{a.v.fields[i].value, join(a.path, name)}
		}
	}
	return at{nil, join(a.path, name)}
}

func (a at) index(i int) at { return at{a.v.items[i], a.path + "[" + strconv.Itoa(i) + "]"} }

// given reports whether the key is there and not null.
func (a at) given() bool { return a.v != nil && a.v.text != "null" || a.v != nil && a.v.kind == '"' }

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// place says where an offset lies, with the path of the value there.
func place(data []byte, offset int, path string) string {
	before := data[:min(offset, len(data))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	if line == 1 && bytes.HasPrefix(data, []byte("\ufeff")) {
		column--
	}
	if path != "" {
		path = " " + path
	}
	return fmt.Sprintf("第%d行第%d字%s", line, column, path)
}

// fault keeps the first fault.
func (d *decoder) fault(offset int, path, remedy, format string, args ...any) {
	if d.err == nil {
		d.err = &yanpan.Error{
			Code: yanpan.CodeInvalid, Op: "tally.Decode", Where: place(d.data, offset, path),
			Message: fmt.Sprintf(format, args...), Remedy: remedy,
		}
	}
}

func (d *decoder) count(v *value) *Count {
	top := at{v, ""}
	d.object(top, "计票单", "election", "boxes", "groups", "already_elected", "people", "kin")
	c := &Count{}
	d.election(d.need(top, "election", "选举"), &c.Election)
	d.relations(top, &c.Election)
	d.each(d.need(top, "boxes", "票箱"), "票箱", func(a at) { c.Boxes = append(c.Boxes, d.box(a)) })
	d.each(top.key("groups"), "计票组", func(a at) { c.Groups = append(c.Groups, d.group(a)) })
	return c
}

// object checks that a is an object with none but the names, each once.
func (d *decoder) object(a at, what string, names ...string) {
	if !d.isA(a, '{', what+"应写在花括号 { } 里") {
		return
	}
	d.once(a)
	for _, f := range a.v.fields {
		if !slices.Contains(names, f.name) {
			d.fault(f.at, join(a.path, f.name), "可以写的有:"+strings.Join(names, "、"), "%s里没有“%s”这一项", what, shorten(f.name))
		}
	}
}

func (d *decoder) once(a at) {
	seen := make(map[string]bool, len(a.v.fields))
	for _, f := range a.v.fields {
		if seen[f.name] {
			d.fault(f.at, join(a.path, f.name), "删去一处", "“%s”写了两遍", shorten(f.name))
		}
		seen[f.name] = true
	}
}

// isA reports whether a is there and of a kind.
func (d *decoder) isA(a at, kind byte, message string) bool {
	if a.v == nil || d.err != nil {
		return false
	}
	if a.v.kind != kind {
		d.fault(a.v.at, a.path, "", "%s", message)
		return false
	}
	return true
}

// need gives a key that must be there.
func (d *decoder) need(a at, name, label string) at {
	k := a.key(name)
	if a.v != nil && a.v.kind == '{' && !k.given() {
		d.fault(a.v.at, a.path, "", "缺“%s”(%s)", name, label)
	}
	return k
}

func (d *decoder) each(a at, what string, read func(at)) {
	if !a.given() || !d.isA(a, '[', what+"应写在方括号 [ ] 里") {
		return
	}
	for i := range a.v.items {
		if d.err != nil {
			return
		}
		read(a.index(i))
	}
}

// text reads a text; "" where it is not there.
func (d *decoder) text(a at) string {
	if !a.given() || !d.isA(a, '"', "这里应是加引号的文字") {
		return ""
	}
	return a.v.text
}

// name reads a name that must say something and be written one way only.
func (d *decoder) name(a at, label string) string {
	s := d.text(a)
	if a.v != nil && d.err == nil {
		d.checkName(s, a.v.at, a.path, label)
	}
	return s
}

func (d *decoder) checkName(s string, offset int, path, label string) {
	invisible := func(r rune) bool { return !unicode.IsGraphic(r) || r == '\u3164' || r == '\ufffd' }
	switch {
	case s == "":
		d.fault(offset, path, "", "%s没有填", label)
	case s != strings.TrimSpace(s) || strings.ContainsFunc(s, invisible):
		d.fault(offset, path, "同一个人写法不同会算成两个人,请删去", "%s“%s”前后有空格,或夹有看不见的字符", label, shorten(strings.ToValidUTF8(s, "")))
	case len(s) > 200:
		d.fault(offset, path, "", "%s太长", label)
	}
}

// word reads one of a few words.
func (d *decoder) word(a at, label string, words ...string) string {
	s := d.text(a)
	if a.given() && d.err == nil && !slices.Contains(words, s) {
		d.fault(a.v.at, a.path, "可以写的有:"+strings.Join(words, "、"), "%s不能是“%s”", label, shorten(s))
	}
	return s
}

// number reads a whole number from least to 100 000 000.
func (d *decoder) number(a at, least int64) int64 {
	if !a.given() || !d.isA(a, '0', "这里应是不加引号的整数") {
		return 0
	}
	return d.whole(a.v.text, a.v.at, a.path, least)
}

func (d *decoder) whole(s string, offset int, path string, least int64) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case strings.ContainsAny(s, ".eE"):
		d.fault(offset, path, "", "“%s”不是整数", shorten(s))
	case strings.HasPrefix(s, "-"):
		d.fault(offset, path, "", "“%s”是负数", shorten(s))
	case err != nil || n > maxNumber:
		d.fault(offset, path, "", "“%s”太大,不会有这么多", shorten(s))
	case n < least:
		d.fault(offset, path, "", "这里至少是%d", least)
	default:
		return n
	}
	return 0
}

func (d *decoder) election(a at, e *Election) {
	d.object(a, "选举", "id", "village", "kind", "date", "round", "purpose", "eligible", "present", "elected_base", "races", "already_elected", "people", "kin")
	if a.v == nil || d.err != nil {
		return
	}
	kinds := make([]string, 0, len(Kinds()))
	for _, k := range Kinds() {
		kinds = append(kinds, string(k))
	}
	e.ID, e.Village = d.text(a.key("id")), d.text(a.key("village"))
	e.Kind = Kind(d.word(d.need(a, "kind", "选举种类"), "选举种类", kinds...))
	e.Date = d.date(a.key("date"))
	e.Round = int(d.number(a.key("round"), 1))
	e.Purpose = Purpose(d.word(a.key("purpose"), "选举事由", string(Regular), string(Vacancy), string(Tie)))
	e.Eligible = d.number(d.need(a, "eligible", "有选举权的人数"), 1)
	present := a.key("present")
	if e.Kind == PartyCommittee {
		present = d.need(a, "present", "实到会有选举权的人数")
	}
	e.Present = d.number(present, 0)
	e.ElectedBase = Base(d.word(a.key("elected_base"), "当选票数的分母", string(Eligible), string(Present)))
	d.races(d.need(a, "races", "职务"), e)
	d.relations(a, e)
}

func (d *decoder) date(a at) yanpan.Date {
	s := d.text(a)
	if s == "" || d.err != nil {
		return yanpan.Date{}
	}
	date, err := yanpan.ParseDate(s)
	if err != nil || date.Precision() != yanpan.PrecisionDay {
		d.fault(a.v.at, a.path, "写成 2026-12-20 的样子", "选举日“%s”不对", shorten(s))
	}
	return date
}

func (d *decoder) races(a at, e *Election) {
	d.each(a, "职务", func(r at) { e.Races = append(e.Races, d.race(r)) })
	if d.err != nil || a.v == nil {
		return
	}
	if len(e.Races) == 0 {
		d.fault(a.v.at, a.path, "至少写一项,例如主任", "没有要选的职务")
	}
	seen := make(map[string]bool, len(e.Races))
	for i, r := range e.Races {
		if seen[r.Title] {
			d.fault(a.index(i).v.at, a.path, "同一职务合在一起写", "“%s”写了两遍", r.Title)
		}
		seen[r.Title] = true
	}
}

func (d *decoder) race(a at) Race {
	d.object(a, "职务", "title", "seats", "candidates", "reserved_for")
	r := Race{Title: d.name(d.need(a, "title", "职务名称"), "职务名称"), Seats: d.number(d.need(a, "seats", "应选名额"), 1)}
	d.each(d.need(a, "candidates", "候选人"), "候选人", func(n at) { r.Candidates = append(r.Candidates, d.name(n, "候选人姓名")) })
	if k := a.key("reserved_for"); k.given() {
		r.ReservedFor = d.sex(k)
	}
	return r
}

// sex reads 女 or 男, in either language.
func (d *decoder) sex(a at) yanpan.Sex {
	switch s := d.text(a); s {
	case "女", "妇女", "female", "women", "woman":
		return yanpan.Female
	case "男", "male", "men", "man":
		return yanpan.Male
	case "", "unknown", "未登记":
		return yanpan.SexUnknown
	default:
		d.fault(a.v.at, a.path, "写 female(女)或 male(男)", "性别“%s”看不懂", shorten(s))
	}
	return yanpan.SexUnknown
}

// relations reads what may stand in the election or beside it.
func (d *decoder) relations(a at, e *Election) {
	d.each(a.key("already_elected"), "已当选的人", func(n at) { e.AlreadyElected = append(e.AlreadyElected, d.name(n, "姓名")) })
	d.people(a.key("people"), e)
	d.each(a.key("kin"), "亲属关系", func(k at) {
		if !d.isA(k, '[', "亲属关系写成 [\"甲\", \"乙\", \"夫妻\"] 的样子") {
			return
		}
		if len(k.v.items) != 3 {
			d.fault(k.v.at, k.path, "写成 [\"甲\", \"乙\", \"夫妻\"] 的样子", "亲属关系应是三项:两个姓名和关系")
			return
		}
		kin := Kinship{d.name(k.index(0), "姓名"), d.name(k.index(1), "姓名"), d.name(k.index(2), "关系")}
		if kin.A == kin.B && d.err == nil {
			d.fault(k.v.at, k.path, "", "“%s”写成了自己的亲属", kin.A)
		}
		e.Kin = append(e.Kin, kin)
	})
}

func (d *decoder) people(a at, e *Election) {
	if !a.given() || !d.isA(a, '{', "人员应写在花括号 { } 里") {
		return
	}
	d.once(a)
	for _, f := range a.v.fields {
		p := at{f.value, join(a.path, f.name)}
		d.checkName(f.name, f.at, p.path, "姓名")
		d.object(p, "人员", "sex")
		if d.err != nil {
			return
		}
		if e.Sexes == nil {
			e.Sexes = make(map[string]yanpan.Sex, len(a.v.fields))
		}
		e.Sexes[f.name] = d.sex(p.key("sex"))
	}
}

func (d *decoder) box(a at) Box {
	d.object(a, "票箱", "id", "kind", "issued", "collected", "sheets")
	b := Box{
		ID: d.name(d.need(a, "id", "票箱名称"), "票箱名称"), Kind: d.word(a.key("kind"), "票箱种类", "assembly", "station", "mobile"),
		Issued: d.number(d.need(a, "issued", "发出张数"), 0), Collected: d.number(d.need(a, "collected", "收回张数"), 0),
	}
	d.each(a.key("sheets"), "计票单", func(s at) { b.Sheets = append(b.Sheets, d.sheet(s)) })
	return b
}

func (d *decoder) group(a at) Group {
	d.object(a, "计票组", "id", "ballots", "sheets")
	g := Group{ID: d.name(d.need(a, "id", "计票组名称"), "计票组名称"), Ballots: d.number(d.need(a, "ballots", "分到的张数"), 0)}
	d.each(d.need(a, "sheets", "计票单"), "计票单", func(s at) { g.Sheets = append(g.Sheets, d.sheet(s)) })
	return g
}

func (d *decoder) sheet(a at) Sheet {
	d.object(a, "计票单", "pass", "teller", "decider", "invalid", "votes", "against", "abstain")
	s := Sheet{Pass: d.pass(d.need(a, "pass", "第几遍")), Teller: d.text(a.key("teller")), Decider: d.text(a.key("decider"))}
	if d.err != nil {
		return s
	}
	marks := func(race string) *Marks {
		for i := range s.Races {
			if s.Races[i].Race == race {
				return &s.Races[i]
			}
		}
		s.Races = append(s.Races, Marks{Race: race})
		return &s.Races[len(s.Races)-1]
	}
	d.byRace(d.need(a, "votes", "得票"), func(race string, v at) { marks(race).Votes = d.names(v) })
	d.byRace(a.key("against"), func(race string, v at) { marks(race).Against = d.names(v) })
	d.byRace(a.key("abstain"), func(race string, v at) { marks(race).Abstain = d.names(v) })
	d.byRace(a.key("invalid"), func(race string, v at) {
		m := marks(race)
		m.Invalid, m.InvalidGiven = d.number(v, 0), v.given()
	})
	return s
}

func (d *decoder) pass(a at) Pass {
	if a.v != nil && a.v.kind == '0' {
		switch Pass(a.v.text) {
		case First, Second:
			return Pass(a.v.text)
		}
	}
	if a.v != nil && a.v.kind == '"' && a.v.text == string(Decided) {
		return Decided
	}
	if a.v != nil {
		d.fault(a.v.at, a.path, "唱票写 1,复核写 2,裁定写 \"decided\"", "第几遍写得不对")
	}
	return ""
}

// byRace reads an object whose keys are races. A sheet has few of them.
func (d *decoder) byRace(a at, read func(race string, v at)) {
	if !a.given() || !d.isA(a, '{', "应按职务写在花括号 { } 里") {
		return
	}
	d.once(a)
	if len(a.v.fields) > 100 {
		d.fault(a.v.at, a.path, "", "职务超过100项,不像是计票单")
	}
	for _, f := range a.v.fields {
		if d.err != nil {
			return
		}
		v := at{f.value, join(a.path, f.name)}
		d.checkName(f.name, f.at, v.path, "职务名称")
		read(f.name, v)
	}
}

// names reads the counts of names. A name that stands twice is kept twice: that
// the sheet cannot be trusted is a finding about the count, not about the file.
func (d *decoder) names(a at) []NameCount {
	if !a.given() || !d.isA(a, '{', "应按姓名写在花括号 { } 里") {
		return nil
	}
	out := make([]NameCount, 0, len(a.v.fields))
	for _, f := range a.v.fields {
		v := at{f.value, join(a.path, f.name)}
		d.checkName(f.name, f.at, v.path, "姓名")
		if !v.given() && d.err == nil {
			d.fault(f.value.at, v.path, "没有得票的写0", "“%s”没有填得票", f.name)
		}
		out = append(out, NameCount{f.name, d.number(v, 0)})
		if d.err != nil {
			return nil
		}
	}
	return out
}
