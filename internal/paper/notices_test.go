package paper

import (
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/gongwen"
	"yanpan.dev/policy"
)

// The notices of a village, with the words and the days of its own election. The
// days are those of the plan of TestDatesReadBack, checked by hand against the
// law: 28 March is a Sunday, its 20th day before is 8 March.
func TestNotices(t *testing.T) {
	r := renewalOf(t, policy.Builtin(), nil)
	r.Village = "青石村"
	for name, want := range map[string][]string{
		"公告-选举日":     {"青石村村民委员会换届选举日确定为2027年3月28日（星期日）", "青石村村民选举委员会"},
		"公告-选民登记":    {"到选举日2027年3月28日年满18周岁"},
		"公告-选民名单":    {"请于2027年3月5日至3月10日向村民选举委员会提出", "自收到异议之日起3日内"},
		"公告-委托投票":    {"最迟在选举日3日前办结", "不得超过3人"},
		"公告-候选人提名":   {"妇女至少1名", "（1）被开除党籍；"},
		"公告-选票效力":    {"参加投票的人数超过登记参加选举的村民的二分之一", "不得少于参加投票的人数的三分之一"},
		"公告-监督委员会结果": {"由3至5人组成"},
		"公告-投票时间地点":  {"定于2027年3月28日（星期日）投票", "【待填：起止时间】"},
	} {
		text := textOf(t, r, name)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %s:\n%s", name, w, text)
			}
		}
	}
}

func TestNoticesOfACommunity(t *testing.T) {
	r := renewalOf(t, policy.Builtin(), nil)
	r.Village, r.Community = "新民社区", true
	text := textOf(t, r, "公告-选票效力") + textOf(t, r, "公告-选举日") + textOf(t, r, "公告-委托投票")
	for _, want := range []string{"新民社区居民选举委员会", "超过户代表的二分之一", "居民委员会换届选举日", "不得超过3人"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if strings.Contains(text, "村民") {
		t.Error("a community's notice speaks of villagers")
	}
}

// Without a village, and without a plan, a notice keeps its blanks; no sentence
// of it falls away.
func TestNoticesKeepBlanks(t *testing.T) {
	r := renewalOf(t, policy.Builtin(), nil)
	r.Plan = EmptyRenewal(empty()).Plan
	for _, p := range RenewalPapers() {
		if !p.Notice {
			continue
		}
		doc := made(t, r, p.Name).Document
		if text := strings.Join(readBack(t, doc), "\n"); len(datesIn(text)) > 0 {
			t.Errorf("%s tells a day though nothing is planned:\n%s", p.Name, text)
		}
		if !slices.Contains(gongwen.Blanks(doc), "【待填：村（社区）名称】") {
			t.Errorf("%s has no blank for the village: %v", p.Name, gongwen.Blanks(doc))
		}
	}
}

// There is a notice for each that offices post, and each has its template.
func TestSeventeenNotices(t *testing.T) {
	rules := renewalOf(t, policy.Builtin(), nil).Material.Rules
	n := 0
	for _, p := range RenewalPapers() {
		if _, ok := rules.Document(p.Name); !ok {
			t.Errorf("no template of %s", p.Name)
		}
		n += one(p.Notice)
	}
	if n != 17 {
		t.Errorf("%d notices", n)
	}
}

// The statement lists the villages that fall short, by the records: of the three
// villages 石板村 and 柳林村 have nobody of 35 or under at the end of June 2026 but
// 赵六, who is 31; 柳林村 alone has two heads.
func TestStatement(t *testing.T) {
	r := renewalOf(t, policy.Builtin(), three())
	var short []string
	for _, s := range r.shortfalls() {
		short = append(short, s.Village)
		if s.Village == "石板村" && !strings.Contains(s.What, "“至少有1名35岁以下成员”") {
			t.Errorf("石板村: %s", s.What)
		}
	}
	if !slices.Contains(short, "石板村") {
		t.Errorf("short are %v", short)
	}
	apart := r.apart()
	if len(apart) != 1 || apart[0].Village != "柳林村" {
		t.Errorf("apart are %v", apart)
	}
	doc := made(t, r, "专项说明").Document
	text := strings.Join(readBack(t, doc), "\n")
	for _, want := range []string{"共有1个村（社区）的党组织书记没有兼任", "柳林村", "【待填：原因】"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	for _, p := range r.Material.Records.People {
		if strings.Contains(text, p.Name) {
			t.Errorf("the statement names %s", p.Name)
		}
	}
}

// Without workbooks the statement says nothing of villages and asks for them.
func TestStatementWithoutRecords(t *testing.T) {
	report := made(t, renewalOf(t, policy.Builtin(), nil), "专项说明")
	if len(report.Document.Attachments) > 0 || len(report.Lacking) == 0 || report.Lacking[0].Sheet != "花名册、村情表" {
		t.Errorf("%+v", report.Lacking)
	}
}

// The table of seats holds every village, by its class; a class that nobody
// recorded is a blank.
func TestSeatTable(t *testing.T) {
	rec := three()
	rec.Villages[0].Class = "一类"
	r := renewalOf(t, policy.Builtin(), rec)
	a, ok := r.seatAttachment()
	if !ok {
		t.Fatal("no table")
	}
	rows := a.Body[0].(gongwen.Table).Rows
	cells := func(i int) string {
		var out []string
		for _, c := range rows[i].Cells {
			out = append(out, gongwen.Plain(c.Runs))
		}
		return strings.Join(out, "|")
	}
	for i, want := range []string{1: "1|石板村|一类村|3至5|5至7|5至7", 2: "2|西河社区|社区|3至5|5至7|5至9"} {
		if want != "" && cells(i) != want {
			t.Errorf("row %d: %s", i, cells(i))
		}
	}
	if !strings.Contains(cells(3), "【待填：职数】") {
		t.Errorf("a village without a class: %s", cells(3))
	}
}

// A village has the seats of the first rule that applies; where its class is not
// recorded nothing is told of it.
func TestVillageSeats(t *testing.T) {
	rec := three()
	rec.Villages[0].Class, rec.Villages[2].Class = "一类", "二类"
	rules := renewalOf(t, policy.Builtin(), nil).Material.Rules
	seats := assess.VillageSeats(rec, rules, yanpan.MustDate("2026-11-24"))
	for v, want := range []policy.Span{{Min: 5, Max: 7}, {Min: 5, Max: 9}, {Min: 3, Max: 5}} {
		if seats[v].Total != want {
			t.Errorf("%s: %v", rec.Villages[v].Name, seats[v].Total)
		}
	}
}

// What a paper of the office may not hold: notes to the desk, names of packs,
// half-width marks beside Chinese.
func TestIssuedPapersAreClean(t *testing.T) {
	r := renewalOf(t, policy.Builtin(), three())
	for _, p := range RenewalPapers() {
		doc := made(t, r, p.Name).Document
		doc.Front = nil
		for _, line := range readBack(t, doc) {
			for _, bad := range []string{"政策包", "待核对", "样本", "没有录入", "没有核对", "{{", "}}", "<no value>", "，。", "。。", "；。", "：。"} {
				if strings.Contains(line, bad) {
					t.Errorf("%s holds %s: %s", p.Name, bad, line)
				}
			}
			if typeset(line) != line {
				t.Errorf("%s has half-width marks: %s", p.Name, line)
			}
		}
	}
}

// The same input gives the same bytes.
func TestSamePapersSameBytes(t *testing.T) {
	a, b := textOf(t, renewalOf(t, policy.Builtin(), three()), "换届实施方案"), textOf(t, renewalOf(t, policy.Builtin(), three()), "换届实施方案")
	if a != b {
		t.Error("two papers from the same input differ")
	}
}

func TestNumerals(t *testing.T) {
	for n, want := range map[int]string{0: "零", 3: "三", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 100: "100"} {
		if got := numeral(n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
	for _, c := range []struct {
		num, den int64
		want     string
	}{{1, 2, "二分之一"}, {4, 5, "五分之四"}, {2, 3, "三分之二"}, {0, 1, ""}} {
		if got := fraction(yanpan.Ratio{Num: c.num, Den: c.den}); got != c.want {
			t.Errorf("%d/%d is %s", c.num, c.den, got)
		}
	}
}

// Mistakes in a template of a renewal are told with their line.
func TestCheckDocument(t *testing.T) {
	for _, c := range []struct{ text, message string }{
		{"# 标题\n\n{{span}}", "后面应有1项"},
		{"# 标题\n\n{{spann \"survey\"}}", "没有模板用语“spann”"},
		{"# 标题\n\n{{range steps \"前期准备\"}}x", "没有写 {{end}}"},
		{"# 标题\n\n{{span \"survey\"}}", ""},
	} {
		faults := CheckDocument("换届实施方案", c.text)
		switch {
		case c.message == "" && len(faults) > 0:
			t.Errorf("%s: %+v", c.text, faults)
		case c.message != "" && (len(faults) != 1 || !strings.Contains(faults[0].Message, c.message)):
			t.Errorf("%s: %+v", c.text, faults)
		}
	}
	if faults := CheckDocument(ReportName, "{{span \"survey\"}}"); len(faults) == 0 {
		t.Error("the report knows words of renewals")
	}
}
