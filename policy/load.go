package policy

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"yanpan.dev"
)

// Bounds on a pack, so that a wrong folder is refused quickly.
const (
	maxFileSize  = 1 << 20
	maxPackFiles = 200
)

// packFile is the file that makes a folder a pack.
const packFile = "pack.yaml"

func fileNames() []string {
	return append([]string{packFile, "targets.yaml", "problems.yaml", "outlook.yaml", "seats.yaml", "ages.yaml", "sanctions.yaml", "tests.yaml", "thresholds.yaml", "procedures.yaml", "procedure_tests.yaml", "timetables.yaml", "deadlines.yaml", "adjustments.yaml", "holidays.yaml", "feasts.yaml", "themes.yaml"}, eligibilityFiles()...)
}

// Load reads the pack whose pack.yaml stands at dir of fsys (“.” for its root)
// and checks everything in it. name is what messages call it. The error lists
// every fault with its place (see FaultsOf); the pack is then nil.
func Load(fsys fs.FS, dir, name string) (*Pack, error) {
	p := &Pack{sources: map[string]*source{}}
	rd := &reader{}
	files, err := packFiles(fsys, dir)
	if err != nil {
		return nil, unreadable(err, name)
	}
	for _, f := range files {
		if err := rd.file(fsys, dir, f, p); err != nil {
			return nil, unreadable(err, name)
		}
	}
	if err := p.build(rd, name); err != nil {
		return nil, err
	}
	return p, nil
}

// build makes the pack of its sources.
func (p *Pack) build(rd *reader, name string) error {
	rr, err := newRuleReader(rd, "")
	if err != nil {
		return &yanpan.Error{Code: yanpan.CodeInternal, Op: "policy.Load", Message: "变量表不能用", Err: err}
	}
	rd.identity(p)
	rr.pack = p.ID
	rr.contents(p)
	return rd.faults.asError("policy.Load", name)
}

func unreadable(err error, name string) error {
	var own *yanpan.Error
	if errors.As(err, &own) {
		return own.At("政策包“" + name + "”")
	}
	return &yanpan.Error{
		Code: yanpan.CodeUnreadable, Op: "policy.Load", Where: "政策包“" + name + "”",
		Message: "读不出来", Remedy: "请确认文件夹在,里面有 pack.yaml", Err: err,
	}
}

// packFiles lists the files of a pack, sorted, relative to its folder.
func packFiles(fsys fs.FS, dir string) ([]string, error) {
	var files []string
	err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(p)
		if p != dir && strings.HasPrefix(base, ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		if len(files) == maxPackFiles {
			return yanpan.Errorf(yanpan.CodeRefused, "policy.Load", "文件超过%d个,不像是政策包", maxPackFiles)
		}
		files = append(files, relative(dir, p))
		return nil
	})
	if err == nil && !slices.Contains(files, packFile) {
		return nil, fs.ErrNotExist
	}
	slices.Sort(files)
	return files, err
}

func relative(dir, p string) string {
	if dir == "." {
		return p
	}
	return strings.TrimPrefix(p, dir+"/")
}

// file reads one file of the pack into its sources or documents.
func (rd *reader) file(fsys fs.FS, dir, name string, p *Pack) error {
	kind := path.Ext(name)
	inDocuments := path.Dir(name) == "documents"
	if kind != ".yaml" && kind != ".yml" && kind != ".md" || kind == ".md" && path.Dir(name) != "." && !inDocuments {
		p.strays = append(p.strays, name)
		return nil
	}
	info, err := fs.Stat(fsys, path.Join(dir, name))
	if err != nil {
		return err
	}
	src := &source{name: name}
	if info.Size() > maxFileSize {
		rd.add(src.fault(0, 0, "", "文件超过1MB,不像是政策包里的文件"))
		return nil
	}
	text, err := fs.ReadFile(fsys, path.Join(dir, name))
	if err != nil {
		return err
	}
	if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
		rd.add(src.fault(0, 0, "请另存为 UTF-8", "文件不是 UTF-8 编码的文本"))
		return nil
	}
	src = newSource(name, text)
	switch {
	case kind == ".md" && inDocuments:
		p.Documents = append(p.Documents, Document{Name: strings.TrimSuffix(path.Base(name), kind), Text: src.text(), Pos: src.pos(1, 1)})
	case kind == ".md":
	case !slices.Contains(fileNames(), name):
		rd.add(src.fault(0, 0, meant(name, fileNames()), "政策包里没有叫“%s”的文件", name))
	default:
		p.sources[name] = src
	}
	return nil
}

// identity reads pack.yaml.
func (rd *reader) identity(p *Pack) {
	src := p.sources[packFile]
	if src == nil {
		return // too large or not text: reported
	}
	s := rd.document(src, packShape())
	if s == nil {
		return
	}
	p.Authority, p.Topic, p.Label = s.text("authority"), s.text("topic"), s.text("label")
	p.Level, p.Note, p.Basis = Level(s.text("level")), s.text("note"), s.citation()
	p.From, p.To = s.date("from"), s.date("to")
	p.ID = p.Authority + "/" + p.Topic + "/" + p.From.String()
	p.Region = rd.region(s)
	for _, name := range []string{"authority", "topic"} {
		if t := s.text(name); t != "" && strings.Trim(t, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			s.fault(name, "只用小写英文字母、数字和连字符", "“%s”不能用作%s", t, packShape().key(name).label)
		}
	}
	if !p.From.IsZero() && p.From.Precision() != yanpan.PrecisionDay {
		s.fault("from", "写到日,例如 2026-01-01", "施行日期要写到日")
	}
	if !p.To.IsZero() && p.From.After(p.To) {
		s.fault("to", "", "失效日期(%s)早于施行日期(%s)", p.To.Chinese(), p.From.Chinese())
	}
	if p.Level != LevelNational && p.Level.rank() < len(levelWords()) && p.Region.Code == "" && p.Region.Name == "" {
		s.fault("level", "加一行 region,例如 region: {code: \"370112001\"}", "%s的政策包要写明适用地区", p.Level.Label())
	}
}

func (rd *reader) region(s *section) Region {
	sub := s.sub("region")
	region := Region{Name: sub.text("name")}
	if t := sub.text("code"); t != "" {
		code, ok := yanpan.ParseVillageCode(t)
		if !ok {
			sub.fault("code", "写2、4、6、9或12位数字,加引号", "区划代码“%s”不对", t)
		}
		region.Code = code
	}
	return region
}

// contents reads every other file of the pack.
func (rr *ruleReader) contents(p *Pack) {
	each := func(file string, read func(*section)) {
		src := p.sources[file]
		if src == nil {
			return
		}
		shape := fileShape(file)
		if s := rr.rd.document(src, shape); s != nil {
			for _, item := range s.items(shape.keys[0].name) {
				read(item)
			}
		}
	}
	rule := func(kind RuleKind) func(*section) {
		return func(s *section) {
			if s.child("adjust") != nil {
				p.adjusts = append(p.adjusts, rr.adjust(s, kind))
			} else if r := rr.rule(s, kind); r != nil {
				p.Rules = append(p.Rules, r)
			}
		}
	}
	each("targets.yaml", rule(KindTarget))
	each("problems.yaml", rule(KindProblem))
	each("outlook.yaml", rule(KindOutlook))
	each("seats.yaml", func(s *section) { p.Seats = append(p.Seats, rr.seats(s, p.ID)) })
	each("sanctions.yaml", func(s *section) { rr.sanction(s, p) })
	each("procedures.yaml", func(s *section) { rr.procedureEntry(s, p) })
	each("themes.yaml", func(s *section) { rr.theme(s, p) })
	each("tests.yaml", func(s *section) { rr.testCase(s, p) })
	each("thresholds.yaml", func(s *section) { rr.threshold(s, p) })
	each("procedure_tests.yaml", func(s *section) { rr.procedureCase(s, p) })
	rr.ages(p)
	each("timetables.yaml", func(s *section) { s.timetable(p) })
	each("deadlines.yaml", func(s *section) { s.step(p) })
	each("adjustments.yaml", func(s *section) { s.adjustment(p) })
	each("holidays.yaml", func(s *section) { s.holidayYear(p) })
	each("feasts.yaml", func(s *section) { s.feast(p) })
	each("eligibility.yaml", func(s *section) { rr.eligibility(s, p) })
	each("departments.yaml", func(s *section) { p.Departments = append(p.Departments, rr.department(s)) })
	each("avoidance.yaml", func(s *section) {
		p.Avoidances = append(p.Avoidances, rr.avoidance(s))
		rr.noLawBelow(s, p)
	})
	each("ranks.yaml", func(s *section) { rr.rank(s, p) })
	each("kin.yaml", func(s *section) { p.Kin = append(p.Kin, s.text("relation")) })
	for i := range p.Documents {
		p.Documents[i].Pack = p.ID
	}
}

func (rr *ruleReader) seats(s *section, pack string) SeatRule {
	rule := SeatRule{ID: s.text("id"), Label: s.text("label"), Basis: s.citation(), Pack: pack, Pos: s.posOf("id")}
	if n := s.child("for"); n != nil {
		rule.Applies = rr.rd.compile(s.src, n, rr.scopes[ScopeVillage], TypeBool)
	}
	span := func(name string) Span {
		sub := s.sub(name)
		sp := Span{Min: sub.integer("min"), Max: sub.integer("max")}
		if sp.Min < 0 || sp.Max < sp.Min {
			s.fault(name, "", "最多(%d)不能少于最少(%d)", sp.Max, sp.Min)
		}
		return sp
	}
	rule.Party, rule.Villagers, rule.Total = span("party"), span("villagers"), span("total")
	rule.Supervisory, rule.Election = span("supervisory"), span("election_committee")
	rule.spanPos = s.posOf("villagers")
	if !slices.ContainsFunc(seatKeys(), func(name string) bool { return s.child(name) != nil }) {
		s.fault("id", "party、villagers、total、supervisory、election_committee 至少写一项", "没有写职数")
	}
	return rule
}

// seatKeys are the bodies that a seat rule may tell the number of.
func seatKeys() []string {
	return []string{"party", "villagers", "total", "supervisory", "election_committee"}
}

func (rr *ruleReader) sanction(s *section, p *Pack) {
	rule := SanctionPeriod{Kind: s.text("kind"), Months: s.integer("months"), Basis: s.citation(), Pack: p.ID, Pos: s.posOf("kind"), monthsPos: s.posOf("months")}
	rule.Also = splitWords(s.text("also"))
	if rule.Months < 0 || rule.Months > 600 {
		s.fault("months", "", "影响期%d个月不合理", rule.Months)
	}
	for _, other := range p.Sanctions {
		for _, name := range rule.names() {
			if slices.Contains(other.names(), name) {
				s.fault("kind", "", "“%s”已在 %s 写过", name, other.Pos)
			}
		}
	}
	p.Sanctions = append(p.Sanctions, rule)
}

func splitWords(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、,,;; ", r) })
}

func (rr *ruleReader) ages(p *Pack) {
	src := p.sources["ages.yaml"]
	if src == nil {
		return
	}
	s := rr.rd.document(src, agesShape())
	if s == nil {
		return
	}
	a := &Ages{Basis: s.citation(), Pack: p.ID, Pos: s.pos()}
	if s.text("month") == "not_reached" {
		a.Rule = yanpan.CountAsNotReached
	}
	a.Bands, a.Cumulative = rr.years(s, "bands"), rr.years(s, "cumulative")
	p.Ages = a
}

// years reads rising ages: 35、45、55、60.
func (rr *ruleReader) years(s *section, name string) []int {
	var years []int
	for _, w := range splitWords(s.text(name)) {
		n, err := strconv.Atoi(w)
		if err != nil || n < 1 || n > 120 || len(years) > 0 && n <= years[len(years)-1] {
			s.fault(name, "写从小到大的年龄,例如 35、45、55、60", "“%s”不对", s.text(name))
			return nil
		}
		years = append(years, n)
	}
	return years
}
