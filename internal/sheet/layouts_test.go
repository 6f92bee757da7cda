package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// sheetText is a sheet written down as lines of cells parted by |, for tests.
type sheetText struct {
	name   string
	rows   string
	merges []string // A3:A5
	hidden []int
}

// bookOf makes a real .xlsx of the sheets and reads it back.
func bookOf(t testing.TB, name string, sheets ...sheetText) *grid.Book {
	t.Helper()
	x := excelize.NewFile()
	for n, s := range sheets {
		if n == 0 {
			must(t, x.SetSheetName("Sheet1", s.name))
		} else {
			_, err := x.NewSheet(s.name)
			must(t, err)
		}
		fillSheet(t, x, s)
	}
	var b bytes.Buffer
	must(t, x.Write(&b))
	book, err := grid.Read(name, bytes.NewReader(b.Bytes()), int64(b.Len()))
	must(t, err)
	return book
}

func fillSheet(t testing.TB, x *excelize.File, s sheetText) {
	t.Helper()
	for i, line := range strings.Split(strings.Trim(s.rows, "\n"), "\n") {
		for col, text := range strings.Split(strings.TrimSpace(line), "|") {
			text = strings.ReplaceAll(strings.Trim(text, " "), `\n`, "\n")
			cell := grid.CellName(i+1, col)
			switch {
			case text == "":
			case strings.HasPrefix(text, "#"): // a number
				var f float64
				_, err := fmt.Sscan(text[1:], &f)
				must(t, err)
				must(t, x.SetCellFloat(s.name, cell, f, -1, 64))
			case strings.HasPrefix(text, "="):
				must(t, x.SetCellFormula(s.name, cell, text[1:]))
			default:
				must(t, x.SetCellStr(s.name, cell, text))
			}
		}
	}
	for _, m := range s.merges {
		from, to, _ := strings.Cut(m, ":")
		must(t, x.MergeCell(s.name, from, to))
	}
	for _, h := range s.hidden {
		must(t, x.SetRowVisible(s.name, h, false))
	}
}

// textBook reads the sheet as a .csv holds it.
func textBook(t testing.TB, name string, s sheetText) *grid.Book {
	t.Helper()
	var rows [][]string
	for _, line := range strings.Split(strings.Trim(s.rows, "\n"), "\n") {
		var row []string
		for _, text := range strings.Split(strings.TrimSpace(line), "|") {
			row = append(row, strings.TrimPrefix(strings.ReplaceAll(strings.Trim(text, " "), `\n`, "\n"), "#"))
		}
		rows = append(rows, row)
	}
	book, err := grid.FromTexts(name, s.name, rows)
	must(t, err)
	return book
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func readAll(t testing.TB, b *grid.Book) *Reading {
	t.Helper()
	r, err := Tables(b, Options{})
	must(t, err)
	return r
}

// brief writes the rows of a Reading as village name sex birth education post, one a line.
func brief(r *Reading) string {
	var b strings.Builder
	for i := range r.Rows {
		row := &r.Rows[i]
		get := func(f roster.Field) string { s, _ := row.Text(f); return oneLine(s) }
		village := get(roster.FieldVillage)
		if village == "" {
			village = row.Village
		}
		posts := row.Post
		for _, f := range []roster.Field{roster.FieldPost, roster.FieldPartyPost, roster.FieldVillagePost, roster.FieldOtherPost} {
			posts = joinPosts(posts, get(f))
		}
		body := ""
		if row.Layout.Body != roster.BodyUnknown {
			body = fmt.Sprintf(" <%d>", row.Layout.Body)
		}
		fmt.Fprintf(&b, "%s %s %s %s %s %s%s\n", village, get(roster.FieldName), get(roster.FieldSex), get(roster.FieldBirth), get(roster.FieldEducation), posts, body)
	}
	return b.String()
}

// The same five people stand in every layout below.
const fivePeople = `石板村 张三 男 1975.06 大专 党支部书记、村委会主任
石板村 李秀英 女 1988.10 本科 支部委员、村委会委员
石板村 王五 男 1969.01 高中 村委会委员
柳林社区 赵六 男 1980.12 本科 党总支书记
柳林社区 阿依古丽·买买提 女 1992.03 大专 居委会主任
`

func TestLayouts(t *testing.T) {
	for _, c := range []struct {
		name   string
		file   string
		sheets []sheetText
		want   string // fivePeople where empty
	}{
		{name: "plain", sheets: []sheetText{{name: "Sheet1", rows: `
序号|村(社区)|姓名|性别|出生年月|学历|职务
1|石板村|张三|男|1975.06|大专|党支部书记、村委会主任
2|石板村|李秀英|女|1988.10|本科|支部委员、村委会委员
3|石板村|王五|男|1969.01|高中|村委会委员
4|柳林社区|赵六|男|1980.12|本科|党总支书记
5|柳林社区|阿依古丽·买买提|女|1992.03|大专|居委会主任`}}},
		{name: "title, merged villages, spaced names, totals and remarks", sheets: []sheetText{{name: "花名册", rows: `
清水镇村(社区)“两委”干部花名册
填报单位(盖章):清水镇||||||填报日期:2026年6月
村 名|姓  名|性 别|出 生\n年 月|文 化\n程 度|现 任 职 务|备注
石板村|张  三|男|1975.06|大专|党支部书记、村委会主任|
|李秀英|女|1988.10|本科|支部委员、村委会委员|
|王 五|男|1969.01|高中|村委会委员|
柳林社区|赵 六|男|1980.12|本科|党总支书记|
|阿依古丽•买买提|女|1992.03|大专|居委会主任|
合  计|5人|||||
注:1.本表由各村填报。
2.数据截至6月30日
填表人:张某||审核人:李某||负责人:王某`,
			merges: []string{"A1:G1", "A4:A6", "A7:A8"}}}},
		{name: "village in its first row only, not merged", sheets: []sheetText{{name: "花名册", rows: `
单位|姓名|性别|出生日期|最高学历|担任职务
石板村|张三|男|1975.06|大专|党支部书记、村委会主任
|李秀英|女|1988.10|本科|支部委员、村委会委员
|王五|男|1969.01|高中|村委会委员
柳林社区|赵六|男|1980.12|本科|党总支书记
|阿依古丽·买买提|女|1992.03|大专|居委会主任`}}},
		{name: "two levels of heads with merges, two post columns", sheets: []sheetText{{name: "Sheet1", rows: `
清水镇村级班子成员信息表
序号|村|姓名|性别|出生年月|学历学位||任职情况||备注
|||||全日制教育|在职教育|党内|行政|
1|石板村|张三|男|1975.06|大专||党支部书记|村委会主任|
2|石板村|李秀英|女|1988.10||本科|支部委员|村委会委员|
3|石板村|王五|男|1969.01|高中|||村委会委员|`,
			merges: []string{"A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:G2", "H2:I2", "J2:J3"}}},
			want: `石板村 张三 男 1975.06  党支部书记、村委会主任
石板村 李秀英 女 1988.10  支部委员、村委会委员
石板村 王五 男 1969.01  村委会委员
`},
		{name: "group lines, blank rows, repeated head, no village column", sheets: []sheetText{{name: "Sheet1", rows: `
序号|姓名|性别|出生年月|学历|职务
一、石板村(3人)
1|张三|男|1975.06|大专|党支部书记、村委会主任
2|李秀英|女|1988.10|本科|支部委员、村委会委员

序号|姓名|性别|出生年月|学历|职务
3|王五|男|1969.01|高中|村委会委员
小计|3
【柳林社区】
4|赵六|男|1980.12|本科|党总支书记
5|阿依古丽·买买提|女|1992.03|大专|居委会主任
6
7
总计|5`, merges: []string{"A2:F2", "A9:F9"}}}},
		{name: "areas over villages", sheets: []sheetText{{name: "Sheet1", rows: `
姓名|性别|出生年月|学历|职务|备注
第一片区:
石板村
张三|男|1975.06|大专|党支部书记、村委会主任|
李秀英|女|1988.10|本科|支部委员、村委会委员|
王五|男|1969.01|高中|村委会委员|
城关管区
柳林社区
赵六|男|1980.12|本科|党总支书记|
阿依古丽·买买提|女|1992.03|大专|居委会主任|`}}},
		{name: "a sheet for each village", sheets: []sheetText{
			{name: "说明", rows: "本表由各村填报,镇党建办汇总。"},
			{name: "石板村", rows: `
村干部基本情况
姓名|性别|出生年月|学历|职务
张三|男|1975.06|大专|党支部书记、村委会主任
李秀英|女|1988.10|本科|支部委员、村委会委员
王五|男|1969.01|高中|村委会委员`},
			{name: "柳林社区", rows: `
社区干部基本情况
姓名|学历|性别|职务|出生年月
赵六|本科|男|党总支书记|1980.12
阿依古丽·买买提|大专|女|居委会主任|1992.03`}}},
		{name: "a table for each village, one under the other, village in the title", sheets: []sheetText{{name: "Sheet1", rows: `
清水镇石板村两委班子成员名单
姓名|性别|出生年月|学历|职务
张三|男|1975.06|大专|党支部书记、村委会主任
李秀英|女|1988.10|本科|支部委员、村委会委员
王五|男|1969.01|高中|村委会委员


清水镇柳林社区两委班子成员名单
职务|姓名|性别|出生年月|学历
党总支书记|赵六|男|1980.12|本科
居委会主任|阿依古丽·买买提|女|1992.03|大专`, merges: []string{"A1:E1", "A8:E8"}}}},
		{name: "village in the file's name", file: "石板村两委花名册.xlsx", sheets: []sheetText{{name: "Sheet1", rows: `
姓名|性别|出生年月|学历|职务
张三|男|1975.06|大专|党支部书记、村委会主任`}}, want: "石板村 张三 男 1975.06 大专 党支部书记、村委会主任\n"},
		{name: "heads side by side under headings", sheets: []sheetText{{name: "Sheet1", rows: `
村名|党支部书记||||村主任||||备注
|姓名|性别|出生年月|学历|姓名|性别|出生年月|学历|
石板村|张三|男|1975.06|大专|(一肩挑)|||||
柳林社区|赵六|男|1980.12|本科|阿依古丽·买买提|女|1992.03|大专|
青山村|孙七|男|1971.02|高中|〃|||||
小河村|周八|女|1990.05|本科|空缺|||||`,
			merges: []string{"A1:A2", "B1:E1", "F1:I1", "J1:J2"}}},
			want: `石板村 张三 男 1975.06 大专 党组织书记、村委会主任
柳林社区 赵六 男 1980.12 本科 党组织书记
柳林社区 阿依古丽·买买提 女 1992.03 大专 村委会主任
青山村 孙七 男 1971.02 高中 党组织书记、村委会主任
小河村 周八 女 1990.05 本科 党组织书记
`},
		{name: "heads side by side by label, one person for both posts", sheets: []sheetText{{name: "Sheet1", rows: `
村(社区)|书记姓名|书记性别|书记出生年月|书记学历|主任姓名|主任性别|主任出生年月|主任学历|是否一肩挑
石板村|张三|男|1975.06|大专|||||是
柳林社区|赵六|男|1980.12|本科|阿依古丽·买买提|女|1992.03|大专|否`}},
			want: `石板村 张三 男 1975.06 大专 党组织书记、村委会主任
柳林社区 赵六 男 1980.12 本科 党组织书记
柳林社区 阿依古丽·买买提 女 1992.03 大专 村委会主任
`},
		{name: "posts as heads, names below, repeated details", sheets: []sheetText{{name: "Sheet1", rows: `
村名|书记|性别|出生年月|学历|主任|性别|出生年月|学历|备注
石板村|张三|男|1975.06|大专|兼|||||
柳林社区|赵六|男|1980.12|本科|阿依古丽·买买提|女|1992.03|大专|`}},
			want: `石板村 张三 男 1975.06 大专 党组织书记、村委会主任
柳林社区 赵六 男 1980.12 本科 党组织书记
柳林社区 阿依古丽·买买提 女 1992.03 大专 村委会主任
`},
		{name: "posts as heads, several names in a cell", sheets: []sheetText{{name: "Sheet1", rows: `
村名|党支部书记|村委会主任|村委会委员
石板村|张三|同书记|李秀英 王五
柳林社区|赵六|阿依古丽·买买提|`}},
			want: `石板村 张三    党组织书记、村委会主任
石板村 李秀英    村委会委员
石板村 王五    村委会委员
柳林社区 赵六    党组织书记
柳林社区 阿依古丽·买买提    村委会主任
`},
		{name: "newspaper columns", sheets: []sheetText{{name: "石板村", rows: `
姓名|性别|职务|姓名|性别|职务
张三|男|书记|李秀英|女|支部委员
王五|男|村委会委员`}},
			want: `石板村 张三 男   书记
石板村 李秀英 女   支部委员
石板村 王五 男   村委会委员
`},
		{name: "ticks under posts", sheets: []sheetText{{name: "Sheet1", rows: `
村名|姓名|性别|出生年月|学历|党组织|||村委会||
|||||书记|副书记|委员|主任|副主任|委员
石板村|张三|男|1975.06|大专|√|||√||
石板村|李秀英|女|1988.10|本科|||√|||√`, merges: []string{"A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:H1", "I1:K1"}}},
			want: `石板村 张三 男 1975.06 大专 党组织书记、村委会主任
石板村 李秀英 女 1988.10 本科 党组织委员、村委会委员
`},
		{name: "ticks under the sexes", sheets: []sheetText{{name: "Sheet1", rows: `
村别|姓名|男|女|年龄|学历|职务
石板村|张三|√||51|大专|党支部书记
石板村|李秀英||√|38|本科|村委会主任
石板村|王五|||56|高中|村委会委员
合计||1|1|||`}},
			want: `石板村 张三 男  大专 党支部书记
石板村 李秀英 女  本科 村委会主任
石板村 王五   高中 村委会委员
`},
		{name: "lists of one body", sheets: []sheetText{{name: "党组织委员名单", rows: `
村名|姓名|性别|出生年月|学历
石板村|张三|男|1975.06|大专`}, {name: "村务监督委员会成员", rows: `
村名|姓名|性别|出生年月|学历
石板村|王五|男|1969.01|高中`}},
			want: `石板村 张三 男 1975.06 大专  <1>
石板村 王五 男 1969.01 高中  <3>
`},
		{name: "bodies as lines between rows", sheets: []sheetText{{name: "石板村", rows: `
姓名|性别|出生年月|学历
一、党支部委员会
张三|男|1975.06|大专
二、村民委员会
李秀英|女|1988.10|本科`}},
			want: `石板村 张三 男 1975.06 大专  <1>
石板村 李秀英 女 1988.10 本科  <2>
`},
		{name: "a missing village is not filled from above where the others name theirs", sheets: []sheetText{{name: "Sheet1", rows: `
村名|姓名|性别|出生年月|学历|职务
石板村|张三|男|1975.06|大专|书记
石板村|李秀英|女|1988.10|本科|支部委员
|王五|男|1969.01|高中|村委会委员
柳林社区|赵六|男|1980.12|本科|书记`}},
			want: `石板村 张三 男 1975.06 大专 书记
石板村 李秀英 女 1988.10 本科 支部委员
 王五 男 1969.01 高中 村委会委员
柳林社区 赵六 男 1980.12 本科 书记
`},
		{name: "odd headers are known by their values, dates under 年龄", sheets: []sheetText{{name: "Sheet1", rows: `
村名|姓名|男女|年龄|文化|任何职|证号
石板村|张三|男|1975.06|大专|党支部书记|110101197506120019
石板村|李秀英|女|1988.10|本科|支部委员|110101198810120027`}},
			want: `石板村 张三 男 1975.06 大专 党支部书记
石板村 李秀英 女 1988.10 本科 支部委员
`},
		{name: "labels in a column, people side by side", sheets: []sheetText{{name: "Sheet1", rows: `
石板村两委班子成员情况
姓名|张三|李秀英|王五
性别|男|女|男
出生年月|1975.06|1988.10|1969.01
学历|大专|本科|高中
职务|党支部书记、村委会主任|支部委员、村委会委员|村委会委员`}},
			want: `石板村 张三 男 1975.06 大专 党支部书记、村委会主任
石板村 李秀英 女 1988.10 本科 支部委员、村委会委员
石板村 王五 男 1969.01 高中 村委会委员
`},
		{name: "no number column, village after the name, remarks at the end only", sheets: []sheetText{{name: "Sheet1", rows: `
附件1
清水镇村(社区)“两委”成员情况统计表
姓名|所在村(社区)及职务|性别|学历|出生年月|所在村(社区)
张三|党支部书记、村委会主任|男|大专|1975.06|石板村
李秀英|支部委员、村委会委员|女|本科|1988.10|石板村
王五|村委会委员|男|高中|1969.01|石板村
赵六|党总支书记|男|本科|1980.12|柳林社区
阿依古丽·买买提|居委会主任|女|大专|1992.03|柳林社区
备注:以上为现任。`}}},
		{name: "names only, posts under bodies", sheets: []sheetText{{name: "Sheet1", rows: `
村名|党组织|||村委会||
|书记|委员1|委员2|主任|委员1|委员2
石板村|张三|李秀英||张三|李秀英|王五
柳林社区|赵六|||阿依古丽·买买提||`, merges: []string{"A1:A2", "B1:D1", "E1:G1"}}},
			want: `石板村 张三    党组织书记
石板村 李秀英    党组织委员
石板村 张三    村委会主任
石板村 李秀英    村委会委员
石板村 王五    村委会委员
柳林社区 赵六    党组织书记
柳林社区 阿依古丽·买买提    村委会主任
`},
		{name: "prefixes before names only, details repeated", sheets: []sheetText{{name: "Sheet1", rows: `
村名|书记姓名|性别|学历|主任姓名|性别|学历|一肩挑|备注
石板村|张三|男|大专||||是|
柳林社区|赵六|男|本科|阿依古丽·买买提|女|大专|否|`}},
			want: `石板村 张三 男  大专 党组织书记、村委会主任
柳林社区 赵六 男  本科 党组织书记
柳林社区 阿依古丽·买买提 女  大专 村委会主任
`},
		{name: "village within the post", sheets: []sheetText{{name: "Sheet1", rows: `
姓名|性别|出生年月|学历|单位及职务
张三|男|1975.06|大专|石板村党支部书记
阿依古丽·买买提|女|1992.03|大专|柳林社区居委会主任`}},
			want: `石板村 张三 男 1975.06 大专 石板村党支部书记
柳林社区 阿依古丽·买买提 女 1992.03 大专 柳林社区居委会主任
`},
		{name: "women marked behind the name", sheets: []sheetText{{name: "Sheet1", rows: `
村名|姓名|出生年月|学历|职务
石板村|张三|1975.06|大专|党支部书记、村委会主任
石板村|李秀英(女)|1988.10|本科|支部委员、村委会委员
石板村|王五|1969.01|高中|村委会委员
柳林社区|赵六|1980.12|本科|党总支书记
柳林社区|阿依古丽·买买提(女)|1992.03|大专|居委会主任`}}},
		{name: "a card for a person", sheets: []sheetText{{name: "Sheet1", rows: `
石板村村干部登记表
姓名|张三|性别|男
出生年月|1975.06|学历|大专
职务|党支部书记、村委会主任|民族|汉族`, merges: []string{"A1:D1"}}},
			want: "石板村 张三 男 1975.06 大专 党支部书记、村委会主任\n"},
		{name: "three heads and a supervisor, names spaced out", sheets: []sheetText{{name: "Sheet1", rows: `
清水镇各村(社区)主要干部情况
序号|村名|第一书记||党支部书记||村委会主任||监督委员会主任||备注
||姓名|学历|姓名|学历|姓名|学历|姓名|学历|
1|石板村|周 一|本科|张  三|大专|同左||王  五|高中|`,
			merges: []string{"A1:K1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2", "I2:J2", "K2:K3"}}},
			want: `石板村 周一   本科 第一书记
石板村 张三   大专 党组织书记、村委会主任
石板村 王五   高中 监督委员会主任
`},
		{name: "invisible characters", sheets: []sheetText{{name: "Sheet1", rows: "\u200b村名|姓 名\u3000|性\u00a0别|出生年月|学历|职务\n石板村|张\u3000三|男\u200b|1975.06|\u00a0大专|书记"}},
			want: "石板村 张三 男 1975.06 大专 书记\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := c.file
			if file == "" {
				file = "花名册.xlsx"
			}
			want := c.want
			if want == "" {
				want = fivePeople
			}
			r := readAll(t, bookOf(t, file, c.sheets...))
			if got := brief(r); got != want {
				t.Errorf("got\n%s\nwant\n%s\n%s", got, want, tellSheets(r))
			}
			// A .csv has no merges: the same table must be found by its texts alone.
			var all string
			for _, s := range c.sheets {
				all += brief(readAll(t, textBook(t, file, s)))
			}
			if all != want {
				t.Errorf("without merges got\n%s\nwant\n%s", all, want)
			}
		})
	}
}

func tellSheets(r *Reading) string {
	var b strings.Builder
	for _, s := range r.Sheets {
		fmt.Fprintf(&b, "%s %v rows %d %s\n", s.Name, s.Kinds, s.Rows, s.Skipped)
		for _, l := range s.Left {
			fmt.Fprintf(&b, "  %d %s %s\n", l.Row, l.Why, l.Text)
		}
	}
	for _, t := range r.Tables {
		for _, c := range t.Columns {
			fmt.Fprintf(&b, "[%s=%s %d]", c.Label, c.Field, c.Score)
		}
		b.WriteString("\n")
	}
	for _, q := range r.Questions {
		fmt.Fprintf(&b, "? %+v\n", q)
	}
	return b.String()
}
