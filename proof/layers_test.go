package proof

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestNumeralsAreReadExactly pins value, range and manner of every way of writing.
func TestNumeralsAreReadExactly(t *testing.T) {
	for _, c := range []struct {
		text  string
		value string
		hi    string
		unit  string
		about bool
	}{
		{"共有320名", "320", "320", "名", false},
		{"共有三百二十名", "320", "320", "名", false},
		{"共有1,200人", "1200", "1200", "人", false},
		{"投入3.5万元", "35000", "35000", "元", false},
		{"投入２８万元", "280000", "280000", "元", false},
		{"走访十余户", "10", "10", "户", true},
		{"走访300多户", "300", "300", "户", true},
		{"走访七八户", "7", "8", "户", true},
		{"走访两千零五户", "2005", "2005", "户", false},
		{"走访两万三千户", "23000", "23000", "户", false},
		{"走访1.2亿人", "120000000", "120000000", "人", false},
		{"设3-5名", "3", "5", "名", false},
		{"设三至五名", "3", "5", "名", false},
		{"投入3—5万元", "30000", "50000", "元", false},
		{"占百分之四十五", "45", "45", "%", false},
		{"占45.5%", "45.5", "45.5", "%", false},
		{"到会三分之二", "0.67", "0.67", "", false},
		{"占七成", "0.7", "0.7", "成", false},
		{"提高5.6个百分点", "5.6", "5.6", "个百分点", false},
		{"增长3倍", "3", "3", "倍", false},
		{"共有 67 人", "67", "67", "人", false},
		{"年满十八周岁", "18", "18", "周岁", false},
		{"公示五个工作日", "5", "5", "个工作日", false},
	} {
		d := understand(mustRead(t, c.text), Options{})
		if len(d.qs) != 1 {
			t.Errorf("%s: %d numbers", c.text, len(d.qs))
			continue
		}
		q := d.qs[0]
		if q.val.String() != c.value || q.hi.String() != c.hi || q.unit != c.unit || q.about != c.about {
			t.Errorf("%s: %s..%s %s about %v", c.text, q.val, q.hi, q.unit, q.about)
		}
	}
}

func mustRead(t testing.TB, s string) *Text {
	t.Helper()
	x, err := Read("a.txt", []byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestNamesHoldNoNumbers: numerals that name, order or point count nothing.
func TestNamesHoldNoNumbers(t *testing.T) {
	for _, s := range []string{
		"坚持“三会一课”和四议两公开", "县办发〔2020〕20号", "第十一届、第3号、第二款", "一、总体要求", "（一）指导思想", "1.加强领导",
		"一是抓班子，二是抓队伍", "电话0558-7712345、13805671234", "5G基站和3A景区", "“1+6+N”机制", "12345热线", "80后、90后干部", "见附件1和表2",
		"以3:1获胜", "上午8:30", "一肩挑、一把手、两委、十分重视、千方百计", "省道S305线", "首先，其次", "①推荐；②审查",
	} {
		if d := understand(mustRead(t, s), Options{}); len(d.qs) != 0 {
			t.Errorf("%s: %s", s, d.qs[0].text(d))
		}
	}
}

// TestDatesAreReadWhole pins how dates and ranges of dates are read.
func TestDatesAreReadWhole(t *testing.T) {
	for _, c := range []struct {
		text string
		want []date
	}{
		{"2026年6月30日", []date{{y: 2026, m: 6, d: 30}}},
		{"二〇二六年六月三十日", []date{{y: 2026, m: 6, d: 30}}},
		{"2026 年 6 月 30 日", []date{{y: 2026, m: 6, d: 30}}},
		{"2026-06-30", []date{{y: 2026, m: 6, d: 30}}},
		{"2026.6.30", []date{{y: 2026, m: 6, d: 30}}},
		{"3月2日至6日", []date{{m: 3, d: 2}, {m: 3, d: 6, rangeTo: true}}},
		{"12月1-5日", []date{{m: 12, d: 1}, {m: 12, d: 5, rangeTo: true}}},
		{"2020年9月15日至11月30日", []date{{y: 2020, m: 9, d: 15}, {y: 2020, m: 11, d: 30, rangeTo: true}}},
		{"2020年12月至2021年1月", []date{{y: 2020, m: 12}, {y: 2021, m: 1, rangeTo: true}}},
		{"2021—2025年", []date{{y: 2021}, {y: 2025, rangeTo: true}}},
		{"11月20前", []date{{m: 11, d: 20, noDay: true}}},
	} {
		d := understand(mustRead(t, c.text), Options{})
		if len(d.dates) != len(c.want) {
			t.Errorf("%s: %d dates", c.text, len(d.dates))
			continue
		}
		for i, w := range c.want {
			g := d.dates[i]
			if g.y != w.y || g.m != w.m || g.d != w.d || g.noDay != w.noDay || g.rangeTo != w.rangeTo {
				t.Errorf("%s: %+v", c.text, *g)
			}
		}
	}
}

// TestWeekdaysAgreeWithTheCalendar pins three days looked up in a calendar.
func TestWeekdaysAgreeWithTheCalendar(t *testing.T) {
	for _, c := range []struct{ y, m, d, want int }{{2026, 6, 30, 2}, {2000, 2, 29, 2}, {2024, 12, 1, 0}, {1949, 10, 1, 6}} {
		if got := (&date{y: c.y, m: c.m, d: c.d}).weekday(); got != c.want {
			t.Errorf("%d-%d-%d: %d", c.y, c.m, c.d, got)
		}
	}
}

// TestPrintedDecimalsAreIntervals tells rounding from cutting off.
func TestPrintedDecimalsAreIntervals(t *testing.T) {
	for _, c := range []struct {
		a, b     int64
		printed  rat
		decimals int
		want     fit
	}{
		{6, 78, rat{77, 10}, 1, fitRounded},   // 7.692
		{6, 78, rat{76, 10}, 1, fitTruncated}, // cut off
		{6, 78, rat{75, 10}, 1, fitNone},
		{1, 8, rat{12, 1}, 0, fitRounded},   // 12.5 to the even neighbour
		{1, 8, rat{13, 1}, 0, fitRounded},   // 12.5 up
		{3, 8, rat{37, 1}, 0, fitTruncated}, // 37.5: neither up nor even
		{3, 8, rat{38, 1}, 0, fitRounded},
		{2, 3, rat{667, 10}, 1, fitRounded},
		{2, 3, rat{666, 10}, 1, fitTruncated},
		{1, 2, rat{50, 1}, 0, fitRounded},
	} {
		v, ok := percentOf(whole(c.a), whole(c.b))
		if !ok {
			t.Fatal(c)
		}
		if got := fits(v, c.printed, c.decimals); got != c.want {
			t.Errorf("%d/%d as %s: %v", c.a, c.b, c.printed, got)
		}
	}
}

// TestSlipsOfTheHand pins what counts as one slip.
func TestSlipsOfTheHand(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"7.7", "0.7", true}, {"41.0", "42.0", true}, {"56.4", "54.6", true}, {"56.4", "64.5", false}, {"86.5", "85.6", true}, {"7.7", "7.7", false}, {"7.7", "17.7", false}, {"12.3", "45.6", false}} {
		if oneSlip(c.a, c.b) != c.want {
			t.Errorf("%s %s", c.a, c.b)
		}
	}
}

// TestReportIsTheContract pins the JSON of the contract's own example.
func TestReportIsTheContract(t *testing.T) {
	const text = "一、概况\n全县辖78个行政村。\n二、队伍\n村党支部书记中，35岁以下6名，占0.7%，51岁以上32名，占41.0%。\n"
	r := check1(t, "县情.txt", text, Options{})
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	fs := got["findings"].([]any)
	if len(fs) != 1 || got["file"] != "县情.txt" {
		t.Fatalf("%s", b)
	}
	f := fs[0].(map[string]any)
	want := map[string]any{"kind": "percent", "severity": "error", "line": 4.0, "column": 14.0, "quote": "6名，占0.7%", "said": "0.7%", "computed": "7.7%", "formula": "6 ÷ 78 = 7.69%", "suggest": "占7.7%"}
	for k, v := range want {
		if f[k] != v {
			t.Errorf("%s: %v, want %v", k, f[k], v)
		}
	}
	rel := f["related"].([]any)[0].(map[string]any)
	if rel["line"] != 2.0 || rel["column"] != 3.0 && rel["column"] != 1.0 {
		t.Errorf("related %v", rel)
	}
	if _, has := f["part"]; has {
		t.Error("part belongs to Word files only")
	}
	n := got["numbers"].(map[string]any)
	if n["total"].(float64) != n["checked"].(float64)+n["uncheckable"].(float64)+n["not_understood"].(float64) {
		t.Errorf("%v", n)
	}
}

// TestEmptyReportHasLists: scripts read findings as a list even when there are none.
func TestEmptyReportHasLists(t *testing.T) {
	b, err := json.Marshal(check1(t, "a.txt", "一切正常。", Options{}))
	if err != nil || !strings.Contains(string(b), `"findings":[]`) {
		t.Errorf("%s %v", b, err)
	}
}

// TestEncodings reads one text in four encodings alike.
func TestEncodings(t *testing.T) {
	gb := "\xc8\xab\xd5\xf2\xb9\xb2\xd3\xd0\xb5\xb3\xd4\xb1X\xb8\xf6\xa1\xa3" // 全镇共有党员X个。 in GB18030
	for name, s := range map[string]string{"utf8": "全镇共有党员X个。", "bom": "\xEF\xBB\xBF全镇共有党员X个。", "gb": gb, "crlf": "全镇共有党员X个。\r\n"} {
		r := check1(t, "a.txt", s, Options{})
		if len(r.Findings) != 1 || r.Findings[0].Quote != "X个" || r.Findings[0].Column != 7 {
			t.Errorf("%s: %+v", name, r.Findings)
		}
	}
}

// TestBrokenLinesAreJoined: a sentence over two lines of fixed width is one,
// and positions stay those of the file.
func TestBrokenLinesAreJoined(t *testing.T) {
	const s = `换届工作开展以来全镇上下高度重视精心组织严密
部署各项工作平稳有序推进取得了阶段性成效全镇
共有党员一百名其中男党员和女党员的比例保持在
合理的区间之内下面就有关情况汇报如下请予审阅
全镇共有“两委”成员67人，其中男性成员42人、
女性成员26人，总体上看年龄结构学历结构都得到
了进一步的优化但是仍然存在一些不容忽视的问题
`
	r := check1(t, "a.txt", s, Options{})
	if len(r.Findings) != 1 || r.Findings[0].Kind != KindSum || r.Findings[0].Line != 5 {
		t.Errorf("%+v", r.Findings)
	}
}

// TestMarkdownPositions: marks of the format are no text, columns count in the source.
func TestMarkdownPositions(t *testing.T) {
	const s = "## 情况\n\n全镇共有**党员100名**，其中男60名、女30名。\n\n1. 甲\n2. 做到做到\n4. 丙\n\n```\nX个\n```\n"
	r := check1(t, "a.md", s, Options{})
	want := map[Kind][2]int{KindSum: {3, 16}, KindRepetition: {6, 4}}
	for _, f := range r.Findings {
		if w, ok := want[f.Kind]; ok {
			if f.Line != w[0] || f.Column != w[1] {
				t.Errorf("%s at %d:%d", f.Kind, f.Line, f.Column)
			}
			delete(want, f.Kind)
		}
		if f.Kind == KindPlaceholder {
			t.Error("code is no prose")
		}
	}
	if len(want) > 0 {
		t.Errorf("missing %v in %+v", want, r.Findings)
	}
}

// TestReportForPeople pins the text of one finding.
func TestReportForPeople(t *testing.T) {
	var b strings.Builder
	r := check1(t, "a.txt", "全镇共有党员100名，其中男60名、女30名。", Options{})
	if err := r.WriteText(&b, true); err != nil {
		t.Fatal(err)
	}
	const want = "第1行第12字 【合计】错误：“其中男60名、女30名”。分项之和与总数不符：60 + 30 = 90，文中总数为100名。另见第1行第1字“全镇共有党员100名”。建议：核对各分项，或把100名改为90名。"
	if !strings.Contains(b.String(), want) {
		t.Errorf("%s", b.String())
	}
}
