package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// formFacts are five people of two villages at 2026-06-30: 张三 51, 李秀英 37,
// 王五 57 in 石板村; 赵六 45, 阿依古丽 34 in 柳林社区.
func formFacts(t *testing.T) *Facts {
	t.Helper()
	r := readAll(t, bookOf(t, "名册.xlsx", sheetText{name: "s", rows: `
清水镇村干部花名册
村名|姓名|性别|出生年月|学历|政治面貌|职务
石板村|张三|男|1975.06|大专|中共党员|党支部书记、村委会主任
石板村|李秀英|女|1988.10|本科|中共党员|支部委员、村委会委员
石板村|王五|男|1969.01|高中|群众|村委会委员
柳林社区|赵六|男|1980.12|本科|中共党员|党总支书记
柳林社区|阿依古丽·买买提|女|1992.03|大专|群众|居委会主任`},
		sheetText{name: "村情", rows: `
村名|户数|集体经济收入(万元)
石板村|#320|#12.5
柳林社区|#1024|#80`}))
	a := admit(r)
	if a.Balance.Accepted != 7 {
		t.Fatalf("%+v %+v", a.Balance, a.Notes())
	}
	return &Facts{Records: &a.Records, AsOf: yanpan.MustDate("2026-06-30")}
}

// filled fills a form and gives the sheets back as texts, cells parted by |.
func filled(t *testing.T, facts *Facts, opt FillOptions, s sheetText) (string, *FillReport, *excelize.File) {
	t.Helper()
	x := excelize.NewFile()
	must(t, x.SetSheetName("Sheet1", s.name))
	fillSheet(t, x, s)
	var form, out bytes.Buffer
	must(t, x.Write(&form))
	report, err := Fill(&out, "空表.xlsx", form.Bytes(), facts, opt)
	must(t, err)
	got, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	must(t, err)
	var b strings.Builder
	for _, name := range got.GetSheetList() {
		rows, err := got.GetRows(name)
		must(t, err)
		fmt.Fprintf(&b, "[%s]\n", name)
		for _, row := range rows {
			fmt.Fprintln(&b, strings.Join(row, "|"))
		}
	}
	return b.String(), report, got
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		name string
		form sheetText
		want string
		left string // cells that are left
	}{
		{"a row for each village, two levels, totals",
			sheetText{name: "表", rows: `
村(社区)“两委”班子结构情况统计表
村(社区)|总人数|性别||年龄结构|||学历结构||一肩挑(是/否)|平均年龄|女性占比
||男|女|35岁及以下|36—50岁|51岁及以上|大专及以上|高中(中专)|||
石板村
柳林社区
不存在村
合计`, merges: []string{"A1:L1", "A2:A3", "B2:B3", "C2:D2", "E2:G2", "H2:I2", "J2:J3", "K2:K3", "L2:L3"}},
			`[表]
村(社区)“两委”班子结构情况统计表
村(社区)|总人数|性别||年龄结构|||学历结构||一肩挑(是/否)|平均年龄|女性占比
||男|女|35岁及以下|36—50岁|51岁及以上|大专及以上|高中(中专)
石板村|3|2|1|0|1|2|2|1|是|48.3|33.3%
柳林社区|2|1|1|1|1|0|2|0|否|39.5|50.0%
不存在村
合计|5|3|2|1|2|2|4|1|1|44.8|40.0%
`, "A6"},
		{"empty numbered lines, unknown column, heads side by side",
			sheetText{name: "班子", rows: `
序号|村名|书记|||主任||两委人数|幸福指数|户数|备注
||姓名|年龄|学历|姓名|性别||||
1
2
3`, merges: []string{"A1:A2", "B1:B2", "C1:E1", "F1:G1", "H1:H2", "I1:I2", "J1:J2", "K1:K2"}},
			`[班子]
序号|村名|书记|||主任||两委人数|幸福指数|户数|备注
||姓名|年龄|学历|姓名|性别
1|石板村|张三|51|大专|张三|男|3||320
2|柳林社区|赵六|45|大学本科|阿依古丽·买买提|女|2||1024
3
`, "I3 I4"},
		{"a list of people",
			sheetText{name: "采集表", rows: `
村(社区)干部信息采集表
序号|所在村(社区)|姓 名|性 别|年 龄|最高学历|政治面貌|党内职务|行政职务|是否交叉任职|血压
1
2
3
4
5
6
填报人:|||联系电话:`, merges: []string{"A1:K1"}},
			`[采集表]
村(社区)干部信息采集表
序号|所在村(社区)|姓 名|性 别|年 龄|最高学历|政治面貌|党内职务|行政职务|是否交叉任职|血压
1|石板村|张三|男|51|大专|中共党员|党支部书记|村委会主任|是
2|石板村|李秀英|女|37|大学本科|中共党员|支部委员|村委会委员|是
3|石板村|王五|男|57|高中(中专)|群众||村委会委员|否
4|柳林社区|赵六|男|45|大学本科|中共党员|党总支书记||否
5|柳林社区|阿依古丽·买买提|女|34|大专|群众||居委会主任|否
6
填报人:|||联系电话:
`, "K3 K4 K5 K6 K7"},
		{"single cells for the whole township",
			sheetText{name: "表", rows: `
清水镇村级班子情况
村(社区)数||两委总人数|
一肩挑村数||书记平均年龄|
35岁以下人数||大专以上书记人数|
集体经济收入(万元)||党支部标准化率|
填表人:||审核人:|`, merges: []string{"A1:D1"}},
			`[表]
清水镇村级班子情况
村(社区)数|2|两委总人数|5
一肩挑村数|1|书记平均年龄|48
35岁以下人数|1|大专以上书记人数|2
集体经济收入(万元)|92.5|党支部标准化率
填表人:||审核人:
`, "D5"},
		{"bands that share a year, cells that hold something",
			sheetText{name: "两委", rows: `
村名|35岁以下|35—45岁|46岁以上|女
石板村||||9
柳林社区`},
			`[两委]
村名|35岁以下|35—45岁|46岁以上|女
石板村|||2|9
柳林社区|||0|1
`, "B2 C2 B3 C3"},
		{"labels in a column, groups in a row",
			sheetText{name: "两委班子", rows: `
项目|党组织委员|村(居)委会成员|两委成员
总数
女性
35岁及以下
大专及以上`},
			`[两委班子]
项目|党组织委员|村(居)委会成员|两委成员
总数|3|4|5
女性|1|2|2
35岁及以下|0|1|1
大专及以上|3|3|4
`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, report, x := filled(t, formFacts(t), FillOptions{}, c.form)
			defer x.Close()
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s\n%+v", got, c.want, report.Left)
			}
			var left []string
			for _, l := range report.Left {
				left = append(left, l.Cell)
			}
			if strings.Join(left, " ") != c.left {
				t.Errorf("left %+v, want %s", report.Left, c.left)
			}
		})
	}
}

// A form about one village comes back as one sheet for each.
func TestFillOneVillageForm(t *testing.T) {
	facts := formFacts(t)
	facts.Problems = func(v int) []string { return []string{"无后备人选"} }
	form := sheetText{name: "登记表", rows: `
____镇村(社区)班子基本情况登记表
村(社区)名称||书记姓名|
是否一肩挑||女性人数|
存在主要问题|`, merges: []string{"A1:D1", "B4:D4"}}
	got, report, x := filled(t, facts, FillOptions{}, form)
	defer x.Close()
	want := `[石板村]
清水镇村(社区)班子基本情况登记表
村(社区)名称|石板村|书记姓名|张三
是否一肩挑|是|女性人数|1
存在主要问题|无后备人选
[柳林社区]
清水镇村(社区)班子基本情况登记表
村(社区)名称|柳林社区|书记姓名|赵六
是否一肩挑|否|女性人数|1
存在主要问题|无后备人选
`
	if got != want || len(report.Left) != 0 {
		t.Errorf("got\n%s\n%+v", got, report)
	}
	one, _, y := filled(t, facts, FillOptions{Village: "柳林"}, form)
	defer y.Close()
	if !strings.Contains(one, "赵六") || strings.Contains(one, "张三") {
		t.Errorf("got\n%s", one)
	}
}

// What is told once is understood the next time; what was marked looks marked.
func TestFillMarksAndLearns(t *testing.T) {
	form := sheetText{name: "两委", rows: "村名|年轻人数|女\n石板村"}
	_, report, x := filled(t, formFacts(t), FillOptions{}, form)
	defer x.Close()
	if len(report.Left) != 1 || report.Left[0].Why != yanpan.Typeset(notUnderstood) || report.Left[0].Label != "年轻人数" {
		t.Fatalf("left %+v", report.Left)
	}
	id, err := x.GetCellStyle("两委", "B2")
	must(t, err)
	st, err := x.GetStyle(id)
	must(t, err)
	if len(st.Fill.Color) == 0 || st.Fill.Color[0] != "FFFF00" {
		t.Errorf("the cell is not yellow: %+v", st.Fill)
	}
	comments, err := x.GetComments("两委")
	must(t, err)
	if len(comments) != 1 || comments[0].Cell != "B2" {
		t.Errorf("comments %+v", comments)
	}
	var m Mappings
	m.TellForm("年轻人数", "40岁及以下人数")
	got, report, y := filled(t, formFacts(t), FillOptions{Mappings: &m}, form)
	defer y.Close()
	if len(report.Left) != 0 || !strings.Contains(got, "石板村|1|1") {
		t.Errorf("got\n%s%+v", got, report.Left)
	}
}

// Somebody without education makes counts of education unsure.
func TestFillLeavesWhatIsNotRecorded(t *testing.T) {
	r := readAll(t, bookOf(t, "名册.xlsx", sheetText{name: "s", rows: "村名|姓名|性别|学历|职务\n石板村|张三|男|大专|党支部书记\n石板村|李四|女||村委会委员"}))
	a := admit(r)
	facts := &Facts{Records: &a.Records, AsOf: yanpan.MustDate("2026-06-30")}
	got, report, x := filled(t, facts, FillOptions{}, sheetText{name: "两委", rows: "村名|女|大专及以上|男性大专及以上|平均年龄\n石板村"})
	defer x.Close()
	if !strings.HasSuffix(got, "石板村|1||1\n") || len(report.Left) != 2 {
		t.Errorf("got\n%s%+v", got, report.Left)
	}
}

func TestFillRefuses(t *testing.T) {
	facts := formFacts(t)
	if _, err := Fill(new(bytes.Buffer), "a.csv", []byte("村名,女,男\n石板村,,"), facts, FillOptions{}); yanpan.CodeOf(err) != yanpan.CodeRefused {
		t.Errorf("csv: %v", err)
	}
	x := excelize.NewFile()
	must(t, x.SetCellStr("Sheet1", "A1", "没有格子"))
	var b bytes.Buffer
	must(t, x.Write(&b))
	if _, err := Fill(new(bytes.Buffer), "a.xlsx", b.Bytes(), facts, FillOptions{}); yanpan.CodeOf(err) != yanpan.CodeInvalid {
		t.Errorf("nothing to fill: %v", err)
	}
}

func TestAskOf(t *testing.T) {
	young := func(lo, hi int) *ageBand { return &ageBand{lo, hi} }
	for label, want := range map[string]question{
		"35岁及以下":           {ages: young(0, 35)},
		"年龄结构|36—45岁":      {ages: young(36, 45)},
		"46周岁及以上":          {ages: young(46, 0)},
		"不满35岁":            {ages: young(0, 34)},
		"60岁以上(不含)":        {ages: young(61, 0)},
		"两委成员|女性人数":        {who: "members", sexes: []string{"female"}},
		"学历结构|初中及以下":       {education: [2]roster.Education{roster.Primary, roster.JuniorSecondary}},
		"大专及以上学历书记人数":      {who: "secretary", education: [2]roster.Education{roster.JuniorCollege, roster.Graduate}},
		"书记|姓名":            {who: "secretary", attribute: "name"},
		"35岁及以下|占比(%)":     {ages: young(0, 35), measure: "ratio", percent: true},
		"村(居)委会成员|女|大专及以上": {who: "villagers", sexes: []string{"female"}, education: [2]roster.Education{roster.JuniorCollege, roster.Graduate}},
	} {
		var path []string
		for _, p := range strings.Split(label, "|") {
			path = append(path, fold(p))
		}
		got, ok := askOf(path)
		if !ok || fmt.Sprintf("%+v %v", got, bandOf(got.ages)) == "" || !sameQuestion(got, want) {
			t.Errorf("%s: %+v %v %v", label, got, bandOf(got.ages), ok)
		}
	}
	for _, label := range []string{"幸福指数", "姓名", "35", "高学历人数", "书记副主任甲", "大专以上比重点"} {
		if q, ok := askOf([]string{fold(label)}); ok {
			t.Errorf("%s was understood as %+v", label, q)
		}
	}
}

func bandOf(b *ageBand) ageBand {
	if b == nil {
		return ageBand{}
	}
	return *b
}

func sameQuestion(a, b question) bool {
	return a.who == b.who && a.attribute == b.attribute && a.measure == b.measure && a.percent == b.percent && a.education == b.education &&
		bandOf(a.ages) == bandOf(b.ages) && strings.Join(a.sexes, " ") == strings.Join(b.sexes, " ") && a.political == b.political && a.field == b.field
}

func FuzzAskOf(f *testing.F) {
	f.Add("年龄结构|36—45岁")
	f.Add("大专及以上(含党校)人数")
	f.Fuzz(func(t *testing.T, s string) {
		if q, ok := askOf(strings.Split(fold(s), "|")); ok && q.ages != nil && q.ages.max != 0 && q.ages.min > 999 {
			t.Fatal(q)
		}
	})
}
