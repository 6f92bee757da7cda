package testkit

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// DemoFile is one workbook of the sample that package demo carries.
type DemoFile struct {
	Book     Book
	Kind     string // xlsx, xls, docx, csv, csv-bom, csv-gbk
	Read     int    // rows of people and things in it
	Rejected int    // of these, rows to be given back
}

// Demo is the sample township as messy workbooks with some bad rows: Town is
// what its people are once the bad rows are given back.
type Demo struct {
	Town   *Town
	Files  []DemoFile
	Former DemoFile       // the roster of the term before
	Faults map[string]int // how many rows are given back for each reason
}

// NewDemo composes the sample. Every village's people stand in one workbook;
// the heads stand in a list of their own besides.
func NewDemo() *Demo {
	d := &Demo{Town: Build().copy(), Faults: map[string]int{}}
	d.spoil()
	t := d.Town
	d.people("石桥片区两委花名册", "xlsx", t.Part("石桥村", "大湾村", "杨家坝村", "松林村", "青龙村", "白鹤村", "双河口村"), (*Town).groups)
	d.people("枫林社区班子成员", "docx", t.Part("枫林社区"), (*Town).blocks)
	d.people("王家店村和桂花村名单", "xls", t.Part("王家店村", "桂花村"), (*Town).twoLists)
	d.people("柳河村", "xls", t.Part("柳河村"), (*Town).alone)
	d.people("柳河片区村干部信息采集表", "xlsx", t.Part("上坪村", "下坪村", "何家嘴村", "黄泥塘村", "竹园村", "高岩村", "李家湾村"), (*Town).twoLevels)
	d.people("茶坪村西河社区干部花名册", "csv-gbk", t.Part("茶坪村", "西河社区"), (*Town).flat)
	d.people("龙泉片区各村班子成员", "xlsx", t.Part("龙泉村", "清溪村", "马鞍山村", "梨树坪村", "金盆村", "陈家沟村", "大垭口村", "南桥社区"), (*Town).sheets)
	d.people("水井村新民村干部名册", "xls", t.Part("水井村", "新民村"), (*Town).reversed)
	d.people("青石片区村级干部台账", "xls", t.Part("红星村", "前锋村", "团结村", "光明村", "永安村"), (*Town).wideWithNumbers)
	d.people("镇区三个社区干部汇总", "csv-bom", t.Part("青石街社区", "东门社区", "文昌社区"), (*Town).handwritten)
	d.others()
	slices.SortFunc(d.Files, func(a, b DemoFile) int { return strings.Compare(a.FileName(), b.FileName()) })
	return d
}

// FileName is the name of the file with its ending.
func (f *DemoFile) FileName() string {
	ending, _, _ := strings.Cut(f.Kind, "-")
	return f.Book.Name + "." + ending
}

// people adds a workbook of a part of the township.
func (d *Demo) people(name, kind string, part *Town, write func(*Town) Book) {
	f := DemoFile{Book: write(part), Kind: kind, Read: len(part.People())}
	f.Book.Name = name
	twice := strings.Contains(name, "名单") // two lists: who sits on both committees stands twice
	for _, p := range part.People() {
		if twice && p.Party != roster.TitleUnknown && p.Villagers != roster.TitleUnknown {
			f.Read++
		}
		if p.Fate != Taken && p.Fate != United {
			f.Rejected++
		}
	}
	d.Files = append(d.Files, f)
}

// spoiltBallots is the village whose totals of the evaluation cannot be.
const spoiltBallots = "光明村"

// others adds the workbooks beside the rosters of villages.
func (d *Demo) others() {
	t := d.Town
	add := func(name, kind string, b Book, read int) {
		b.Name = name
		d.Files = append(d.Files, DemoFile{Book: b, Kind: kind, Read: read})
	}
	wellOff := textColumn("致富能手", func(p *Person, _ int) string { return yesNo(p.WellOff) })
	add("书记主任一览表", "xlsx", t.heads(wellOff), len(t.Heads()))
	register, n := t.registers()
	add("党员名册", "xls", register, n)
	add("一村一档台账", "xlsx", book("", t.files()), len(t.Villages))
	reserve, r := t.reserves()
	measures, m := t.measures()
	add("后备干部和处分情况", "xlsx", book("", reserve, measures), r+m)
	ledger, a := t.ledger()
	ballots, e := t.evaluations(spoiltBallots)
	add("分析研判工作台账", "xlsx", book("", ledger, ballots), a+e)
	d.Files[len(d.Files)-1].Rejected = 1 // spoiltBallots
	d.Faults[string(roster.BallotsDontMatch)]++
	former, n := t.formerTerm()
	d.Former = DemoFile{Book: former, Kind: "xls", Read: n}
}

// Figures counts the whole sample: everybody whose row is taken in, with the
// term before and the village files at hand.
func (d *Demo) Figures() Figures {
	return Count(d.Town, d.Town.Taken(), Extra{WellOff: true, Tenure: true, Sanctions: true, Seats: true})
}

// Balance is how many rows there are, and how many of them are taken in as new
// ones, united with another row of the same person, and given back.
func (d *Demo) Balance() roster.Balance {
	var b roster.Balance
	for _, f := range d.Files {
		b.Read += f.Read
		b.Rejected += f.Rejected
	}
	b.Merged = len(d.Town.Heads()) // the list of heads repeats them
	for _, p := range d.Town.People() {
		both := p.Party != roster.TitleUnknown && p.Villagers != roster.TitleUnknown
		if p.Fate == United || both && (p.Village.Name == "王家店村" || p.Village.Name == "桂花村") {
			b.Merged++
		}
	}
	b.Accepted = b.Read - b.Merged - b.Rejected
	return b
}

// cells are what stands in a row instead of the truth, by header.
type cells = map[string]Cell

// spoil makes the mistakes that people make. Each row that cannot be taken in
// is of one kind; the rest is taken in with a remark.
func (d *Demo) spoil() {
	d.fault("石桥村", 7, roster.BadDate, cells{"出生年月\n(年龄)": {Text: "1980.13"}})
	d.fault("青龙村", 4, roster.BirthInFuture, cells{"出生年月\n(年龄)": {Text: "2087.05"}})
	d.fault("竹园村", 7, roster.BadIDNumber, cells{"身份证号": {Text: miscopied(d.person("竹园村", 7).ID)}})
	d.fault("竹园村", 4, roster.BirthAgainstID, cells{"出生年月": {Text: in("19750612", d.person("竹园村", 4).Birth.AddYears(1))}})
	d.fault("前锋村", 7, roster.SexAgainstID, cells{"性别": {Text: opposite(d.person("前锋村", 7).Sex)}})
	d.repeat("松林村", 3, roster.NoName, cells{"姓名": {}})
	d.repeat("新民村", 4, roster.Contradiction, cells{"学历": {Text: "初中"}})
	d.repeat("团结村", 1, NoteUnited, cells{"兼任职务": {Text: "网格员"}})
	d.remarks()
}

// NoteUnited is the fate of a row that repeats an earlier one.
const NoteUnited = roster.NoteCode(United)

// remarks are the mistakes that a reader takes in and mentions.
func (d *Demo) remarks() {
	p := d.atEdge("石桥片区")
	p.Cells = cells{"出生年月\n(年龄)": {Text: fmt.Sprintf("%d年\n(%d岁)", p.Birth.Year(), yearsOld(p.Birth, d.Town.AsOf))}}
	p = d.find("枫林社区", func(p *Person) bool { return p.Political == roster.Masses && p.IsMember() }) // says what one may become, not what one is
	p.Cells, p.Political = cells{"政治面貌": {Text: "入党积极分子"}}, roster.PoliticalNotTold
	p = d.person("柳河村", 4)
	p.Cells, p.FullTime, p.PartTime = cells{"学历": {}}, roster.EducationNotTold, roster.EducationNotTold
	p = d.person("上坪村", 2) // a number typed as a number: fifteen digits are left
	p.Cells = cells{"身份证号": {Number: p.ID[:15] + "000"}}
	p = d.person("西河社区", 7)
	p.Cells, p.Other, p.Staff = cells{"职务": {Text: "综合岗"}}, "", false
}

// atEdge finds somebody of the area whose age lies at the edge of two bands
// where the year of birth alone is told, who is met in no other list.
func (d *Demo) atEdge(area string) *Person {
	for _, v := range d.Town.Villages {
		for _, p := range v.People {
			years := d.Town.AsOf.Year() - p.Birth.Year()
			edge := years == 36 || years == 46 || years == 56 || years == 61
			alone := p.IsMember() && !isSecretary(p) && !isDirector(p) && !p.Reelected && p.Fate == Taken && len(v.Members) == 0
			if v.Area == area && v.Kind == yanpan.VillageRural && edge && alone && yearsOld(p.Birth, d.Town.AsOf) == years {
				return p
			}
		}
	}
	panic("testkit: nobody of " + area + " is at the edge of an age band")
}

func (d *Demo) find(village string, is func(*Person) bool) *Person {
	return d.Town.Village(village).head(is)
}

func (d *Demo) person(village string, i int) *Person { return d.Town.Village(village).People[i] }

// fault spoils the row of a person, who is lost with it.
func (d *Demo) fault(village string, i int, why roster.NoteCode, c cells) {
	p := d.person(village, i)
	p.Cells, p.Fate = c, Fate(why)
	d.Faults[string(why)]++
}

// repeat adds a second row of a person that differs from the first; the person stays.
func (d *Demo) repeat(village string, i int, why roster.NoteCode, c cells) {
	q := *d.person(village, i)
	q.Cells, q.Fate, q.Again = c, Fate(why), true
	v := d.Town.Village(village)
	v.People = append(v.People, &q)
	if why != NoteUnited {
		d.Faults[string(why)]++
	}
}

func opposite(s yanpan.Sex) string {
	if s == yanpan.Male {
		return yanpan.Female.String()
	}
	return yanpan.Male.String()
}

// miscopied is a number with two digits of the order swapped round or, where
// they are the same, changed; either way its check digit is wrong.
func miscopied(id string) string {
	b := []byte(id)
	if b[14] == b[15] {
		b[15] = '0' + (b[15]-'0'+1)%10
		return string(b)
	}
	b[14], b[15] = b[15], b[14]
	return string(b)
}
