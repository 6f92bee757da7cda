package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/calendar"
	"yanpan.dev/gongwen"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

var update = flag.Bool("update", false, "write the goldens anew; read them before they are accepted")

// The papers as a reader sees them, kept to be read by eye.
func TestPapersAsRead(t *testing.T) {
	r := renewalOf(t, policy.Builtin(), three())
	r.Village = "石板村"
	for _, name := range []string{"换届实施方案", "换届实施细则", "换届表态材料", "专项说明", "公告-选民名单", "公告-选票效力"} {
		got, golden := textOf(t, r, name), "testdata/"+name+".txt"
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not what the program says now; read it and run the tests with -update", golden)
		}
	}
}

// electionDay is the day that the tests' plans lead to, a Sunday.
const electionDay = "2027-03-28"

// packsWith gives the packs that come with the program, with texts of their files
// replaced: “file: old → new”, each of which must be found.
func packsWith(t *testing.T, changes ...[3]string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	builtin := policy.Builtin()
	if err := fs.WalkDir(builtin, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(builtin, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		f := out[c[0]]
		if f == nil || !bytes.Contains(f.Data, []byte(c[1])) {
			t.Fatalf("%s holds no %q", c[0], c[1])
		}
		f.Data = bytes.Replace(f.Data, []byte(c[1]), []byte(c[2]), 1)
	}
	return out
}

const (
	townshipPack = "sample/qingshui-township/2026-01-01/"
	provincePack = "sample/yunling-province/2026-01-01/"
	villagePack  = "national/village-committees/2026-01-01/"
	partyPack    = "national/party-elections/2020-07-13/"
)

// renewalOf is the renewal of 清水镇 by the packs, planned for the election day,
// with records where there are any.
func renewalOf(t *testing.T, fsys fs.FS, rec *roster.Records) *Renewal {
	t.Helper()
	all, err := policy.LoadAll(fsys, "test")
	if err != nil {
		t.Fatal(err)
	}
	at := yanpan.MustDate("2026-11-24")
	rules, err := policy.Overlay(policy.ByLevel(policy.Newest(slices.DeleteFunc(all, func(p *policy.Pack) bool { return !p.InForce(at) })))...)
	if err != nil {
		t.Fatal(err)
	}
	steps, kind, _, err := rules.Timetable("township")
	if err != nil {
		t.Fatal(err)
	}
	cal, err := rules.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := steps.Plan(calendar.Input{Calendar: cal, Today: calendar.MustDay(at.String()), Days: map[string]calendar.Day{kind.Election: calendar.MustDay(electionDay)}})
	if err != nil || !plan.OK() {
		t.Fatalf("no plan: %v %v", err, plan.Contradictions)
	}
	r := &Renewal{Material: NoMaterial("清水镇党委", "", at, rules), Plan: plan, Schedule: &Schedule{Title: kind.Label, Plan: plan, AsOf: at, Org: "清水镇党委"}}
	if rec != nil {
		m := assessed(t, rec, true)
		m.Rules, m.Date, m.Org = rules, at, "清水镇党委"
		r.Material, r.Recorded, r.Seats = m, true, assess.VillageSeats(rec, rules, at)
	}
	return r
}

// made makes a paper from its template in the packs.
func made(t *testing.T, r *Renewal, name string) *Report {
	t.Helper()
	p, ok := RenewalPaperNamed(name)
	if !ok {
		t.Fatalf("no paper %s", name)
	}
	d, ok := r.Material.Rules.Document(name)
	if !ok {
		t.Fatalf("no template %s", name)
	}
	out, err := r.Make(p, d.Text, d.Pos.File)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// readBack prints a paper and reads its paragraphs out of the .docx, knowing
// nothing of how it was made.
func readBack(t *testing.T, doc *gongwen.Document) []string {
	t.Helper()
	var b bytes.Buffer
	if err := gongwen.New(gongwen.Style{}).Docx(&b, doc); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	dec := xml.NewDecoder(f)
	var out []string
	var p strings.Builder
	inText := false
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			inText = x.Name.Local == "t"
		case xml.EndElement:
			if x.Name.Local == "p" {
				out = append(out, p.String())
				p.Reset()
			}
			inText = false
		case xml.CharData:
			if inText {
				p.Write(x)
			}
		}
	}
}

func textOf(t *testing.T, r *Renewal, name string) string {
	t.Helper()
	return strings.Join(readBack(t, made(t, r, name).Document), "\n")
}

var dateText = regexp.MustCompile(`(\d{4})年(\d{1,2})月(\d{1,2})日(?:至(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日)?`)

// datesIn reads every day of a text as ISO, the ends of spans too.
func datesIn(text string) []string {
	var out []string
	iso := func(y, m, d string) {
		n := func(s string) int { v, _ := strconv.Atoi(s); return v }
		out = append(out, time.Date(n(y), time.Month(n(m)), n(d), 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	}
	for _, m := range dateText.FindAllStringSubmatch(text, -1) {
		iso(m[1], m[2], m[3])
		if m[5] != "" {
			year := m[1]
			if m[4] != "" {
				year = m[4]
			}
			iso(year, m[5], m[6])
		}
	}
	return out
}

// planned are the days of the plan, as ISO.
func plannedDays(p *calendar.Plan) map[string]string {
	days := map[string]string{}
	for _, s := range p.Steps {
		for _, d := range []calendar.Day{s.Day, s.End, s.Latest} {
			if d > 0 {
				days[d.Date().String()] = s.Step.ID
			}
		}
	}
	return days
}

// Every date of every paper is a day of the plan, a base date of the packs, or
// the paper's own.
func TestDatesReadBack(t *testing.T) {
	r := renewalOf(t, policy.Builtin(), three())
	days := plannedDays(r.Plan)
	days["2026-11-24"] = "the paper's own"
	for _, rule := range slices.Concat(r.Material.Rules.Targets, r.Material.Rules.Eligibility) {
		if d := rule.BaseDate; d.Precision() == yanpan.PrecisionDay {
			days[d.String()] = "base date"
		}
	}
	read := 0
	for _, p := range RenewalPapers() {
		r.Village = "石板村"
		doc := made(t, r, p.Name).Document
		doc.Front = nil // what the desk should mind is no part of the paper
		for _, d := range datesIn(strings.Join(readBack(t, doc), "\n")) {
			read++
			if days[d] == "" {
				t.Errorf("%s tells %s, which is in no plan", p.Name, d)
			}
		}
	}
	if read < 250 {
		t.Errorf("read %d dates back only", read)
	}
}

// Every step of the plan stands in the paper under its name with its own days.
func TestEveryStepOnItsDay(t *testing.T) {
	r := renewalOf(t, policy.Builtin(), nil)
	doc := made(t, r, "换届实施方案").Document
	found := map[string]string{}
	for _, b := range doc.Body {
		if h, ok := b.(gongwen.Heading); ok && h.Level == 3 {
			found[strings.TrimSuffix(gongwen.Plain(h.Text), "。")] = gongwen.Plain(h.After)
		}
	}
	dateless := []string{"villagers_answers", "villagers_result", "villagers_runoff"} // told by their limits
	told := 0
	for _, s := range r.Plan.Steps {
		if _, twin := strings.CutPrefix(s.Step.ID, communityPrefix); twin && s.Step.ID != "residents_supervisory_election" {
			continue
		}
		text, ok := found[typeset(both(s.Step.Label))]
		if !ok {
			text, ok = found[typeset(s.Step.Label)]
		}
		if !ok {
			t.Errorf("the paper does not tell %s", s.Step.Label)
			continue
		}
		told++
		if slices.Contains(dateless, s.Step.ID) {
			continue
		}
		got := datesIn(text)
		if len(got) == 0 || got[0] != s.Day.Date().String() || s.End > s.Day && got[1] != s.End.Date().String() {
			t.Errorf("%s is told on %v, planned %s to %s", s.Step.Label, got, s.Day.Date(), s.End.Date())
		}
	}
	if told < 30 {
		t.Errorf("%d steps told only", told)
	}
}

// The deadlines in words hold for the days beside them, counted with the clock's
// own calendar.
func TestDeadlinesHoldForTheirDays(t *testing.T) {
	text := textOf(t, renewalOf(t, policy.Builtin(), nil), "换届实施方案")
	election, _ := time.Parse(time.DateOnly, electionDay)
	before := regexp.MustCompile(`([^。\n]*?)最迟在选举日(\d+)日前(?:公布|办结)`)
	n := 0
	for _, m := range before.FindAllStringSubmatch(text, -1) {
		limit, _ := strconv.Atoi(m[2])
		for _, d := range datesIn(m[1]) {
			day, _ := time.Parse(time.DateOnly, d)
			if n++; int(election.Sub(day).Hours()/24) < limit {
				t.Errorf("%s stands beside a limit of %d days", d, limit)
			}
		}
	}
	if n < 2 {
		t.Errorf("%d limits with a day beside them", n)
	}
	for _, want := range []string{"选举委员会由5至9人组成", "最迟在选举日20日前公布", "最迟在选举日5日前公布", "最迟在选举日3日前办结", "最迟在选举日后7日内完成", "最迟在选举日后10日内完成", "最迟在选举日后3个月内完成", "自名单公布之日起5日内", "自收到异议之日起3日内"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper does not say %s", want)
		}
	}
}

var someNumber = regexp.MustCompile(`\d+(?:\.\d+)?`)

// Every number among the tasks stands in a pack, read as plain text.
func TestNumbersReadBack(t *testing.T) {
	r := renewalOf(t, policy.Builtin(), nil)
	text := textOf(t, r, "换届实施方案")
	_, tasks, _ := strings.Cut(text, "工作任务")
	tasks, _, _ = strings.Cut(tasks, "程序步骤")
	tasks = regexp.MustCompile(`\x{FF08}\d+\x{FF09}`).ReplaceAllString(tasks, "") // marks of lists
	known := map[string]bool{}
	for _, dir := range []string{townshipPack, provincePack, villagePack, "national/residents-committees/2026-01-01/", partyPack} {
		for _, file := range []string{"seats.yaml", "targets.yaml", "eligibility.yaml", "thresholds.yaml"} {
			data, err := fs.ReadFile(policy.Builtin(), dir+file)
			if err != nil {
				continue
			}
			for _, n := range someNumber.FindAllString(string(data), -1) {
				known[n] = true
				known[strings.TrimLeft(n, "0")] = true // 2026-06 is printed 2026年6月
			}
		}
	}
	numbers := someNumber.FindAllString(tasks, -1)
	for _, n := range numbers {
		if !known[n] {
			t.Errorf("%s stands in no pack", n)
		}
	}
	if len(numbers) < 60 {
		t.Errorf("read %d numbers back only", len(numbers))
	}
	for _, want := range []string{ // worked out by hand from seats.yaml
		"社区设党组织委员3至5名、居民委员会成员5至7名，“两委”合计5至9名", "一类村设党组织委员3至5名、村民委员会成员5至7名，“两委”合计5至7名",
		"二类村设党组织委员3名、村民委员会成员3至5名，“两委”合计3至5名", "监督委员会由3至5人组成", "至少1名",
	} {
		if !strings.Contains(tasks, want) {
			t.Errorf("the tasks do not say %s", want)
		}
	}
}

// Changing one number of a pack changes the paper, there and nowhere else.
func TestOneNumberChangesThePaper(t *testing.T) {
	for _, c := range []struct {
		name           string
		change         [3]string
		before, behind string
	}{
		{"seats of a class", [3]string{townshipPack + "seats.yaml", "party: {min: 3, max: 3}", "party: {min: 3, max: 5}"}, "二类村设党组织委员3名", "二类村设党组织委员3至5名"},
		{"a target of the township", [3]string{townshipPack + "targets.yaml", "need: {at_most: 46}", "need: {at_most: 44}"}, "平均年龄不超过46岁", "平均年龄不超过44岁"},
		{"a share", [3]string{townshipPack + "targets.yaml", "need: {at_least: 76%}", "need: {at_least: 80%}"}, "不少于76%", "不少于80%"},
		{"a deadline before the election", [3]string{provincePack + "adjustments.yaml", "before: villagers_election, at_least: 5", "before: villagers_election, at_least: 6"}, "最迟在选举日5日前公布", "最迟在选举日6日前公布"},
		{"a deadline behind it", [3]string{townshipPack + "adjustments.yaml", "after: villagers_election, at_most: 7", "after: villagers_election, at_most: 6"}, "最迟在选举日后7日内完成", "最迟在选举日后6日内完成"},
		{"how long a notice hangs", [3]string{townshipPack + "deadlines.yaml", "lasts: {count: 3, unit: working_days, basis: {source: 清水镇村(社区)“两委”换届工作方案, article: 三(三)5", "lasts: {count: 4, unit: working_days, basis: {source: 清水镇村(社区)“两委”换届工作方案, article: 三(三)5"}, "公示期不少于3个工作日", "公示期不少于4个工作日"},
		{"a bar", [3]string{townshipPack + "eligibility.yaml", "label: 被列为失信被执行人", "label: 被列为严重失信主体"}, "被列为失信被执行人", "被列为严重失信主体"},
		{"the quorum of the Party", [3]string{partyPack + "thresholds.yaml", "at_least: 4/5", "at_least: 5/6"}, "五分之四", "六分之五"},
	} {
		t.Run(c.name, func(t *testing.T) {
			was, now := textOf(t, renewalOf(t, packsWith(t), nil), "换届实施方案"), textOf(t, renewalOf(t, packsWith(t, c.change), nil), "换届实施方案")
			if !strings.Contains(was, c.before) || strings.Contains(was, c.behind) {
				t.Errorf("before the change the paper does not say %s", c.before)
			}
			if !strings.Contains(now, c.behind) {
				t.Errorf("behind the change the paper does not say %s", c.behind)
			}
		})
	}
}

// A rule whose name tells another number than it counts with is not printed; the
// desk is told.
func TestNameAgainstNumber(t *testing.T) {
	r := renewalOf(t, packsWith(t, [3]string{townshipPack + "targets.yaml", "limits: {years: 35}", "limits: {years: 30}"}), nil)
	report := made(t, r, "换届实施方案")
	if text := strings.Join(readBack(t, &gongwen.Document{Title: "x", Body: report.Document.Body}), ""); strings.Contains(text, "至少有1名35岁以下成员") {
		t.Error("the paper tells a number that the rule does not count with")
	}
	if !slices.ContainsFunc(report.Lacking, func(l Lacking) bool { return strings.Contains(l.What[0], "每个班子至少有1名35岁以下成员") }) {
		t.Errorf("the desk is not told: %+v", report.Lacking)
	}
}

// A step that a place adds by data alone stands in both manners of the plan, with
// its day.
func TestAStepMore(t *testing.T) {
	step := "steps:\n  - {id: open_letter, label: 发放致党员群众的公开信, in: township, phase: 宣传发动, who: 镇宣传办, ties: [{after: mobilisation, at_least: 1, basis: {source: 清水镇村(社区)“两委”换届工作方案, confidence: 地方}}], basis: {source: 清水镇村(社区)“两委”换届工作方案, confidence: 地方}}\n"
	r := renewalOf(t, packsWith(t, [3]string{townshipPack + "deadlines.yaml", "steps:\n", step}), nil)
	placed, ok := r.Plan.Step("open_letter")
	if !ok {
		t.Fatal("the step is not planned")
	}
	for _, name := range []string{"换届实施方案", "换届实施细则"} {
		text := textOf(t, r, name)
		if want := "发放致党员群众的公开信。由镇宣传办负责，时间为" + placed.Day.Chinese() + "。"; !strings.Contains(text, want) {
			t.Errorf("%s does not say %s", name, want)
		}
	}
}

// Without the packs of a place what only they tell falls away and is listed.
func TestWithoutLocalPacks(t *testing.T) {
	fsys := packsWith(t).(fstest.MapFS)
	for name := range fsys {
		if strings.HasPrefix(name, provincePack) {
			delete(fsys, name)
		}
	}
	report := made(t, renewalOf(t, fsys, nil), "换届实施方案")
	text := strings.Join(readBack(t, report.Document), "\n")
	for _, gone := range []string{"监督委员会由", "选举委员会由", "另行选举，得票"} {
		if strings.Contains(text, gone) {
			t.Errorf("the paper says %s though no pack tells it", gone)
		}
	}
	var lacks []string
	for _, l := range report.Lacking {
		lacks = append(lacks, l.What...)
	}
	for _, want := range []string{"监督委员会人数", "选举委员会人数"} {
		if !slices.Contains(lacks, want) {
			t.Errorf("%s is not listed: %v", want, lacks)
		}
	}
}

// The sections of the two manners stand as the list of papers has them.
func TestSections(t *testing.T) {
	r := renewalOf(t, policy.Builtin(), nil)
	for name, want := range map[string][]string{
		"换届实施方案": {"总体要求", "工作任务", "程序步骤", "换届纪律", "组织领导"},
		"换届实施细则": {"总体要求", "选优配强班子", "做好换届准备", "规范选举程序", "营造良好环境", "加强组织领导"},
		"换届表态材料": {"把握选情，把工作做在前头", "把握主动，选优配强班子", "把握红线，确保风清气正"},
	} {
		var got []string
		for _, b := range made(t, r, name).Document.Body {
			if h, ok := b.(gongwen.Heading); ok && h.Level == 1 {
				got = append(got, gongwen.Plain(h.Text))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}
