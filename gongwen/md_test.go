package gongwen

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yanpan.dev"
)

func read(t testing.TB, src string) *Document {
	t.Helper()
	d, _, err := Markdown([]byte(src), MarkdownOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func notes(t *testing.T, src string) string {
	t.Helper()
	_, notes, err := Markdown([]byte(src), MarkdownOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, n := range notes {
		out = append(out, decimal(n.Line)+n.Message)
	}
	return strings.Join(out, "\n")
}

func same(t *testing.T, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestMarkdownOfAWholePaper(t *testing.T) {
	got := read(t, `# 清水镇报告

县委组织部:

2026年6月,我镇对**12个村**
进行了研判。

## 基本情况

### 班子

全部配齐。

清水镇党委

2026年6月30日

---

写法要点(不是正文)

- 不算
`)
	same(t, got, &Document{
		Title: "清水镇报告", To: "县委组织部",
		Body: []Block{
			Paragraph{Runs: []Run{{Text: "2026年6月，我镇对"}, {Text: "12个村", Bold: true}, {Text: "进行了研判。"}}},
			Heading{Level: 1, Text: Text("基本情况")},
			Heading{Level: 2, Text: Text("班子")},
			Paragraph{Runs: Text("全部配齐。")},
		},
		Signature: []string{"清水镇党委"}, Date: "2026年6月30日",
	})
	if n := notes(t, "# 甲\n\n乙\n\n2026年6月30日\n\n---\n\n丙\n\n# 丁\n"); n != "9成文日期后分隔线以下的文字不属于公文，没有排入" {
		t.Errorf("notes: %s", n)
	}
}

func TestEndings(t *testing.T) {
	cases := []struct {
		name, src string
		sign      []string
		date      string
		blocks    int
		remark    string
	}{
		{"two paragraphs", "正文。\n\n清水镇党委\n\n2026年6月30日", []string{"清水镇党委"}, "2026年6月30日", 1, ""},
		{"lines of one paragraph", "正文。\n\n清水镇党委\n清水镇人民政府\n2026年6月30日", []string{"清水镇党委", "清水镇人民政府"}, "2026年6月30日", 1, ""},
		{"spaces in the date", "正文。\n\n甲\n\n2026年 6月 30日", []string{"甲"}, "2026年6月30日", 1, ""},
		{"a sentence is no name", "特此报告。\n\n2026年6月30日", nil, "2026年6月30日", 1, ""},
		{"a remark", "正文。\n\n甲\n\n2026年6月30日\n\n(此件公开)", []string{"甲"}, "2026年6月30日", 1, "此件公开"},
		{"blanks", "正文。\n\n【待填：署名】\n\n【待填：日期】", nil, "【待填：日期】", 2, ""},
		{"blank year", "正文。\n\n甲\n\n【待填：年】年【待填：月】月", []string{"甲"}, "【待填：年】年【待填：月】月", 1, ""},
		{"none", "正文。\n\n2026年6月30日开会", nil, "", 2, ""},
		{"only a date", "2026年6月30日", nil, "2026年6月30日", 0, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, "# 题\n\n"+c.src)
			if !cmp.Equal(d.Signature, c.sign) || d.Date != c.date || len(d.Body) != c.blocks || d.Remark != c.remark {
				t.Errorf("%q %q %d %q", d.Signature, d.Date, len(d.Body), d.Remark)
			}
		})
	}
}

func headings(d *Document) string {
	var out []string
	for _, b := range d.Body {
		if h, ok := b.(Heading); ok {
			s := decimal(h.Level) + "[" + h.Number + "]" + Plain(h.Text)
			if len(h.After) > 0 {
				s += "|" + Plain(h.After)
			}
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

func TestTypedNumbersAreNotDoubled(t *testing.T) {
	cases := []struct{ name, src, want string }{
		{"by level", "## 甲\n### 乙\n#### 丙\n##### 丁\n###### 戊", "1[]甲 2[]乙 3[]丙 4[]丁 4[]戊"},
		{"typed", "## 一、甲\n### (一)乙\n### （二） 丙\n#### 1.丁\n##### (1)戊\n## 二、己", "1[]甲 2[]乙 2[]丙 3[]丁 4[]戊 1[]己"},
		{"without #", "一、甲\n\n（一）乙。丙丁。\n\n（二）戊\n\n己", "1[]甲 2[]乙。|丙丁。 2[]戊"},
		{"a gap keeps what was typed", "## 一、甲\n## 三、乙\n### 丙", "1[一、]甲 1[三、]乙 2[（一）]丙"},
		{"a long sentence is none", "（一）" + strings.Repeat("长", 60) + "。乙。", ""},
		{"a sentence of the first level is none", "一、甲乙丙。", ""},
		{"a number is no mark", "## 1.5亿元", "1[]1.5亿元"},
		{"only a number", "## 一、", "1[]一、"},
		{"a second #", "# 甲", "1[]甲"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := headings(read(t, "# 题\n\n"+c.src)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestFront(t *testing.T) {
	want := &Document{
		Title: "题", To: "县委", Signature: []string{"甲", "乙"}, Date: "2026年6月30日",
		Head:   &Head{Copy: "000001", Organs: []string{"清水镇文件"}, Number: "清府发〔2026〕5号", Signers: []string{"张三", "李四"}},
		Record: &Record{CopyTo: "县人大", Printer: "党政办", Date: "2026年7月1日"},
		Body:   []Block{Paragraph{Runs: Text("主送：正文里的不算。")}},
	}
	lines := "份号: 000001\n发文机关：清水镇文件\n文号：清府发〔2026〕5号\n签发人：张三；李四\n主送：县委：\n落款：甲;乙\n成文日期：2026年6月30日\n抄送：县人大。\n印发机关：党政办\n印发日期：2026年7月1日印发\n"
	same(t, read(t, lines+"\n# 题\n\n主送：正文里的不算。"), want)
	same(t, read(t, "\ufeff---\r\n"+strings.ReplaceAll(lines, "\n", "\r\n")+"---\r\n# 题\r\n\r\n主送：正文里的不算。"), want)
	same(t, read(t, "标题：题\n\n正文。").Title, "题")
	same(t, len(read(t, "说明：这不是键。\n\n# 题").Body), 1)
	_, _, err := Markdown([]byte("---\n主送：甲\n收件：乙\n---\n# 题"), MarkdownOptions{})
	if yanpan.CodeOf(err) != yanpan.CodeInvalid || !strings.Contains(err.Error(), "第3行") || !strings.Contains(err.Error(), "收件：乙") {
		t.Errorf("unknown key: %v", err)
	}
}

func TestTables(t *testing.T) {
	d := read(t, `# 题

表1 结构
单位:人

【表头2行】

| 村 | 性别 | << | 备注 |
|:--|---|---|--:|
| ^^ | 男 | 女 | ^^ |
| 石板村 | 4 | [1](#women) | |
| 合计 | 4 | 1 | |

注:甲

【横排】

| 甲 |
|---|
| 乙 |
`)
	want := []Block{
		Table{Caption: "表1 结构", Unit: "单位：人", Note: "注：甲", Head: 2,
			Columns: []Column{{Align: Left}, {}, {}, {Align: Right}},
			Rows: []Row{
				{Cells: []Cell{{Runs: Text("村"), RowSpan: 2}, {Runs: Text("性别"), ColSpan: 2}, {Runs: Text("备注"), RowSpan: 2}}},
				TextRow("男", "女"),
				{Cells: []Cell{TextCell("石板村"), TextCell("4"), {Runs: []Run{{Text: "1", Mark: "women"}}}, {}}},
				{Cells: []Cell{TextCell("合计"), TextCell("4"), TextCell("1"), {}}, Strong: true},
			}},
		Table{Head: 1, Landscape: true, Columns: []Column{{}}, Rows: []Row{TextRow("甲"), TextRow("乙")}},
	}
	same(t, d.Body, want)
	wide := read(t, "# 题\n\n|"+strings.Repeat("a|", 10)+"\n|"+strings.Repeat("-|", 10))
	if tb := wide.Body[0].(Table); !tb.Landscape {
		t.Error("ten columns lie sideways")
	}
	if n := notes(t, "# 题\n\n【横排】\n\n正文"); !strings.Contains(n, "没有表格") {
		t.Errorf("a directive for nothing: %s", n)
	}
}

func TestJoinedBlock(t *testing.T) {
	d := read(t, "|a|b|c|\n|-|-|-|\n|x|<<|y|\n|^^|^^|z|")
	want := []Row{TextRow("a", "b", "c"),
		{Cells: []Cell{{Runs: Text("x"), ColSpan: 2, RowSpan: 2}, TextCell("y")}},
		{Cells: []Cell{TextCell("z")}}}
	same(t, d.Body[0].(Table).Rows, want)
}

func TestCharts(t *testing.T) {
	d := read(t, "# 题\n\n```图表 饼图\n标题：学历\n单位：人\n大专，8人\n初中,6\n```\n\n图1 学历\n\n```折线图\n年,甲,乙\n2021,1.5,\n2026,-2,3\n```")
	want := []Block{
		Figure{Caption: "图1 学历", Chart: Chart{Kind: PieChart, Title: "学历", Unit: "人", Categories: []string{"大专", "初中"}, Series: []Series{{Values: []string{"8", "6"}}}}},
		Figure{Chart: Chart{Kind: LineChart, Categories: []string{"2021", "2026"}, Series: []Series{{"甲", []string{"1.5", "-2"}}, {"乙", []string{"", "3"}}}}},
	}
	same(t, d.Body, want)
	for src, say := range map[string]string{
		"类型：雷达图\n甲,1": "第4行：没有“雷达图”这种图",
		"甲,乙\n丙,x":    "第5行：“x”不是数",
		"甲,乙\n丙,1,2":  "第5行：这一行的数值比表头多",
		"甲":           "第4行：图表至少要有一列数值",
		"":            "第3行：图表里没有数",
		"甲,\"":        "第4行：图表的这一行看不懂",
	} {
		_, _, err := Markdown([]byte("# 题\n\n```图表\n"+src+"\n```"), MarkdownOptions{})
		if got := strings.Replace(yanpan.MessageOf(err), ":", "：", 1); yanpan.CodeOf(err) != yanpan.CodeInvalid || !strings.HasPrefix(got, say) {
			t.Errorf("%q: %v, want %s", src, got, say)
		}
	}
}

func TestAttachmentsAndTheirList(t *testing.T) {
	d := read(t, "# 题\n\n正文。\n\n附件：1.名单\n2.报表\n\n甲\n\n2026年6月30日\n\n# 附件1：名单\n\n乙\n\n# 附件 2 报表\n\n丙")
	if d.Enclosures != nil || len(d.Attachments) != 2 || d.Attachments[0].Title != "名单" || d.Attachments[1].Title != "报表" || len(d.Body) != 1 || d.Date == "" {
		t.Errorf("%+v", d)
	}
	d = read(t, "# 题\n\n正文。\n\n附件:\n\n1. 名单\n2. 报表\n\n甲\n\n2026年6月30日")
	same(t, d.Enclosures, []string{"名单", "报表"})
	same(t, len(d.Body), 1)
}

func TestInline(t *testing.T) {
	d := read(t, "# 甲<br>乙\n\n前[67](#a)与<u>下划**粗**</u><a id=\"a\"></a>锚\\*`code`&lt;<x>，[外](http://x.y)。\n第二行 word\nword 尾")
	same(t, d.Title, "甲\n乙")
	same(t, d.Body[0], Block(Paragraph{Runs: []Run{{Text: "前"}, {Text: "67", Mark: "a"}, {Text: "与"}, {Text: "下划", Underline: true},
		{Text: "粗", Underline: true, Bold: true}, {Text: "锚*code<，外。第二行 word word 尾", Anchor: "a"}}}))
	if n := notes(t, "# 题\n\n<x>文![图](a.png)\n\n***\n\n<div>\nx\n</div>"); !strings.Contains(n, "3网页代码没有排入：<x>") || !strings.Contains(n, "图片没有排入") || !strings.Contains(n, "5公文里没有分隔线") {
		t.Errorf("notes: %s", n)
	}
}

func TestLists(t *testing.T) {
	d := read(t, "# 题\n\n3. 甲\n4. 乙\n   1. 子\n\n   又一段\n\n5. 丙\n\n- 丁\n\n> 引文\n\n    代码 <b>\n\n【分页】")
	want := []Block{
		List{Ordered: true, Start: 3, Items: []Item{{Runs: Text("甲")}, {Runs: Text("乙")}, {Runs: Text("子"), Level: 1}}},
		Paragraph{Runs: Text("又一段")},
		List{Ordered: true, Start: 5, Items: []Item{{Runs: Text("丙")}}},
		List{Items: []Item{{Runs: Text("丁")}}},
		Paragraph{Runs: Text("引文")},
		Paragraph{Runs: Text("代码 <b>"), Align: Left},
		PageBreak{},
	}
	same(t, d.Body, want)
}

func TestPunctuation(t *testing.T) {
	for in, want := range map[string]string{
		"67人,其中":             "67人，其中",
		"占7.7%,其中1,234人":     "占7.7%，其中1,234人",
		"孙家沟村(52.2岁)、A(1)":   "孙家沟村（52.2岁）、A(1)",
		"时间:9:30;地点:村委会!":    "时间：9:30；地点：村委会！",
		`"两委"班子"a"`:          "“两委”班子“a”",
		"见http://a.b/c,d":    "见http://a.b/c,d",
		"(一)甲":               "（一）甲",
		"a, b (c)":           "a, b (c)",
		"f(x)=y":             "f(x)=y",
		"35岁:20人(占29.9%)吗?是": "35岁：20人（占29.9%）吗？是",
	} {
		runs, _ := fullWidth(Text(in))
		if got := Plain(runs); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	d, _, err := Markdown([]byte("# 题\n\n甲,乙(丙)"), MarkdownOptions{KeepPunctuation: true})
	if err != nil || Plain(d.Body[0].(Paragraph).Runs) != "甲,乙(丙)" {
		t.Error("kept on request")
	}
	// A mark whose neighbours stand in other runs.
	runs, n := fullWidth([]Run{{Text: "67", Bold: true}, {Text: "人"}, {Text: ","}, {Text: "其中("}, {Text: "1", Mark: "a"}, {Text: ")"}})
	if Plain(runs) != "67人，其中（1）" || n != 3 || runs[4].Mark != "a" {
		t.Errorf("%v", runs)
	}
}

func TestMarkdownRefuses(t *testing.T) {
	for src, want := range map[string]yanpan.Code{
		"":                                  yanpan.CodeUnreadable,
		" \n\t":                             yanpan.CodeUnreadable,
		"\xd0\xd5\xc3\xfb":                  yanpan.CodeUnreadable,
		"a\x00b":                            yanpan.CodeUnreadable,
		strings.Repeat("a", maxMarkdown+1):  yanpan.CodeRefused,
		strings.Repeat(">", 100_000) + " 深": "",
	} {
		_, _, err := Markdown([]byte(src), MarkdownOptions{})
		if yanpan.CodeOf(err) != want {
			t.Errorf("%.10q: %v, want %q", src, err, want)
		}
	}
}

func TestTitlesBreakAtPauses(t *testing.T) {
	for in, want := range map[string]string{
		"清水镇村（社区）“两委”班子分析研判报告":            "清水镇村（社区）“两委”班子分析研判报告", // 20 characters: a full line
		"关于认真做好2026年村（社区）“两委”换届工作的通知":     "关于认真做好2026年|村（社区）“两委”换届工作的通知",
		"清水镇人民政府关于村（社区）“两委”班子运行情况分析研判的报告": "清水镇人民政府关于村（社区）“两委”|班子运行情况分析研判的报告",
		"短题":   "短题",
		"甲\n乙": "甲|乙",
	} {
		got := titleLines(in)
		for _, l := range got {
			if halves(l) > 2*titleChars {
				t.Errorf("%q is longer than a line", l)
			}
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %q, want %q", in, s, want)
		}
	}
}

func TestChineseNumerals(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 25: "二十五", 99: "九十九", 100: "一百", 103: "一百零三", 115: "一百一十五", 120: "一百二十", 999: "九百九十九", 1000: "1000", 0: "0"} {
		if got := chinese(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	if parseChinese("二十五") != 25 || parseChinese("甲") != 0 {
		t.Error("parseChinese")
	}
}

// Any text at all becomes a paper that opens, or an error that is told.
func FuzzMarkdown(f *testing.F) {
	src, err := os.ReadFile("testdata/全要素.md")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(src))
	f.Add("# 题\n\n县委:\n\n一、甲\n\n（一）乙。丙\n\n甲\n\n2026年6月30日\n\n---\n")
	f.Add("|a|<<|\n|-|-|\n|^^|^^|\n|<<|^^|")
	f.Add("---\n主送：甲\n---\n1. a\n   - b\n     1. c\n\n> # x\n")
	f.Add("```图表\n,a\nb,1\n```\n图1")
	p := New(Style{})
	f.Fuzz(func(t *testing.T, src string) {
		d, _, err := Markdown([]byte(src), MarkdownOptions{})
		if err != nil {
			var ye *yanpan.Error
			if !errors.As(err, &ye) {
				t.Fatalf("a bare error %v", err)
			}
			return
		}
		var buf bytes.Buffer
		if err := p.Docx(&buf, d); err != nil {
			t.Fatal(err)
		}
		checkPackage(t, buf.Bytes())
		buf.Reset()
		if err := p.HTML(&buf, d); err != nil {
			t.Fatal(err)
		}
		checkHTML(t, buf.String())
	})
}
