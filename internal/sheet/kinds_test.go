package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// fields writes the rows of a Reading with all their fields.
func fields(r *Reading) string {
	var b strings.Builder
	for i := range r.Rows {
		row := &r.Rows[i]
		fmt.Fprintf(&b, "%s", row.Layout.Kind)
		if row.Village != "" {
			fmt.Fprintf(&b, " @%s", row.Village)
		}
		if row.Area != "" {
			fmt.Fprintf(&b, " ^%s", row.Area)
		}
		for j, c := range row.Layout.Columns {
			if row.Texts[j] != "" {
				fmt.Fprintf(&b, " %s=%s", c.Field, oneLine(row.Texts[j]))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		name  string
		sheet sheetText
		want  string
	}{
		{"members", sheetText{name: "Sheet1", rows: `
石板村党支部党员名册
序号|姓名|性别|出生年月|学历|入党时间|转正时间|所在党支部|是否流动党员
1|张三|男|1975.06|大专|1999.07|2000.07|石板村第一支部|否
2|李秀英|女|1988.10|本科|2010.07|2011.07|石板村第二支部|是`},
			`members @石板村 name=张三 sex=男 birth=1975.06 education=大专 joined=1999.07 confirmed=2000.07 branch=石板村第一支部 floating=否
members @石板村 name=李秀英 sex=女 birth=1988.10 education=本科 joined=2010.07 confirmed=2011.07 branch=石板村第二支部 floating=是
`},
		{"village file with two levels and yuan", sheetText{name: "村情", rows: `
清水镇村(社区)基本情况统计表
序号|村名|类别|户数|人口|||党员数|集体经济收入(元)|负债(万元)|是否软弱涣散|最近一次审计
||||户籍|常住|外出||||
1|石板村|一类|#320|#1280|#860|#420|#45|#123456.7|#3.5|否|2025.12
2|柳林社区|二类|#1024|#3100|#3600|#12|#88|#50000||否|2024年11月`,
			merges: []string{"A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:H3", "I2:I3", "J2:J3", "K2:K3", "L2:L3"}},
			`villages village=石板村 village_class=一类 households=320 registered=1280 resident=860 away=420 party_count=45 income=12.34567 debt=3.5 weak_branch=否 audited_on=2025.12
villages village=柳林社区 village_class=二类 households=1024 registered=3100 resident=3600 away=12 party_count=88 income=5 weak_branch=否 audited_on=2024年11月
`},
		{"words of choices are no second head", sheetText{name: "Sheet1", rows: `
村|姓名|性别|出生年月|学历|政治面貌|入党时间|现任职务|拟任职务|年度考核等次
柳河村|赵会|女|1988.02|大专|中共党员|2011.07|会计|村委会委员|称职
东岭村|钱平|男|1986.07|大专|中共党员|2010.07|村委会委员|村委会主任|不称职`},
			`nominees village=柳河村 name=赵会 sex=女 birth=1988.02 education=大专 political=中共党员 joined=2011.07 post=会计 proposed=村委会委员 review=称职
nominees village=东岭村 name=钱平 sex=男 birth=1986.07 education=大专 political=中共党员 joined=2010.07 post=村委会委员 proposed=村委会主任 review=不称职
`},
		{"reserve", sheetText{name: "后备力量", rows: `
村名|姓名|性别|出生年月|学历|政治面貌|来源|培养措施
石板村|郑十|男|1995.03|大专|中共党员|致富能手|跟班学习
石板村|王一|女|1998.11|本科|群众|毕业生|结对帮带`},
			`reserve village=石板村 name=郑十 sex=男 birth=1995.03 education=大专 political=中共党员 origin=致富能手 training=跟班学习
reserve village=石板村 name=王一 sex=女 birth=1998.11 education=本科 political=群众 origin=毕业生 training=结对帮带
`},
		{"sanctions", sheetText{name: "Sheet1", rows: `
换届以来村干部受处分情况
村名|姓名|受处分时职务|处分种类|处分时间|影响期截止|处分文号
石板村|张三|村委会委员|党内警告|2024.03.05|2025.03.04|清纪〔2024〕3号`},
			"sanctions village=石板村 name=张三 post_at_time=村委会委员 sanction=党内警告 decided=2024.03.05 until=2025.03.04 document=清纪〔2024〕3号\n"},
		{"activities", sheetText{name: "工作开展", rows: `
序号|事项|类型|时间|场次|参加人数|备注
1|换届工作专题会|专题会|2026.3.5|2|46|
2|村干部培训|培训|2026年4月|1|80|`},
			`activities activity=换届工作专题会 activity_kind=专题会 date=2026.3.5 sessions=2 participants=46
activities activity=村干部培训 activity_kind=培训 date=2026年4月 sessions=1 participants=80
`},
		{"evaluations in two levels", sheetText{name: "Sheet1", rows: `
民主测评汇总表
村名|测评对象|应到|实到|测评票||||优秀|称职|不称职
||||发出|收回|有效|无效|||
石板村|班子|#40|#38|#38|#38|#37|#1|#30|#6|#1
石板村|张三|#40|#38|#38|#38|#38|#0|#35|#3|#0`,
			merges: []string{"A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2", "I2:I3", "J2:J3", "K2:K3"}},
			`evaluations village=石板村 subject=班子 due=40 present=38 issued=38 collected=38 valid=37 invalid=1 first=30 second=6 third=1
evaluations village=石板村 subject=张三 due=40 present=38 issued=38 collected=38 valid=38 invalid=0 first=35 second=3 third=0
`},
		{"a table of totals is none of them", sheetText{name: "结构", rows: `
村名|总人数|男|女|35岁以下|大专以上
石板村|#5|#3|#2|#1|#3
柳林社区|#6|#4|#2|#1|#4`}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readAll(t, bookOf(t, "x.xlsx", c.sheet))
			if got := fields(r); got != c.want {
				t.Errorf("got\n%s\nwant\n%s\n%s", got, c.want, tellSheets(r))
			}
			if c.want == "" && r.Sheets[0].Skipped == "" {
				t.Error("skipped without a word")
			}
			if len(r.Questions) > 0 {
				t.Errorf("asks %+v", r.Questions)
			}
		})
	}
}

// What 1975.1 means shows in its column.
func TestDottedMonths(t *testing.T) {
	for _, c := range []struct {
		name   string
		births string // one a row
		want   string
		notes  int
	}{
		{"padded numbers", "#1975.01 #1975.1 #1980.06", "1975.01 1975.10 1980.06", 0},
		{"plain numbers look alike", "#1975.6 #1975.1 #1980.2", "1975.6 1975.1 1980.2", 1},
		{"numbers without a sign", "#1975.11 #1975.1 #1980.12", "1975.11 1975.10 1980.12", 1},
		{"texts as typed", "1975.6 1975.1 1980.12", "1975.6 1975.1 1980.12", 0},
		{"texts with 10 beside", "1975.06 1975.1 1980.10", "1975.06 1975.1 1980.10", 0},
		{"padded texts", "1975.06 1975.1 1980.11", "1975.06 1975.10 1980.11", 0},
		{"serial days without a format", "#27546 #30000 1975.06", "1975-06-01 1982-02-18 1975.06", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := "村名|姓名|出生年月|职务\n"
			for i, b := range strings.Fields(c.births) {
				rows += fmt.Sprintf("石板村|张%c|%s|委员\n", '一'+rune(i), b)
			}
			r := readAll(t, bookOf(t, "x.xlsx", sheetText{name: "s", rows: rows}))
			var got []string
			for i := range r.Rows {
				s, _ := r.Rows[i].Text(roster.FieldBirth)
				got = append(got, s)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
			if len(r.Notes) != c.notes {
				t.Errorf("notes %+v", r.Notes)
			}
		})
	}
}

// Dates in other dress, masked numbers and counts that look like years stay under their headers.
func TestColumnsWhoseValuesLookLikeOthers(t *testing.T) {
	for _, c := range []struct{ name, rows, want string }{
		{"serial days", `
姓名|出生年月|入党时间|联系电话|村名|职务
张三|#27546|#37296|139****6021|石板村|书记
李四|#30000|#37617|138****0001|石板村|委员`,
			`roster name=张三 birth=1975-06-01 joined=2002-02-09 phone=139****6021 village=石板村 post=书记
roster name=李四 birth=1982-02-18 joined=2002-12-27 phone=138****0001 village=石板村 post=委员
`},
		{"years of two digits", `
姓名|年龄|入党时间|村名|职务
张三|75.6|94.2|石板村|书记
李四|82.11|13.11|石板村|委员`,
			`roster name=张三 birth=75.6 joined=94.2 village=石板村 post=书记
roster name=李四 birth=82.11 joined=13.11 village=石板村 post=委员
`},
		{"a count like a year", `
工作事项|类型|开展时间|问卷份数
问卷调查|问卷|2026.03|#1900
入户走访|走访|2026.04|`,
			`activities activity=问卷调查 activity_kind=问卷 date=2026.03 copies=1900
activities activity=入户走访 activity_kind=走访 date=2026.04
`},
		{"ages under 出生年月", `
姓名|出生年月|村名|职务
张三|#51|石板村|书记
李四|#44|石板村|委员`,
			`roster name=张三 age=51 village=石板村 post=书记
roster name=李四 age=44 village=石板村 post=委员
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readAll(t, bookOf(t, "x.xlsx", sheetText{name: "s", rows: c.rows}))
			if got := fields(r); got != c.want {
				t.Errorf("got\n%s\nwant\n%s\n%s", got, c.want, tellSheets(r))
			}
			if len(r.Questions) > 0 {
				t.Errorf("asks %+v", r.Questions)
			}
		})
	}
}

// The identity number of the row settles January or October.
func TestDottedMonthByIdentity(t *testing.T) {
	r := readAll(t, bookOf(t, "x.xlsx", sheetText{name: "s", rows: `
村名|姓名|出生年月|身份证号|职务
石板村|张三|#1975.1|110101197510060011|书记
石板村|李四|#1975.1|11010119750106001X|主任
石板村|王五|#1975.6|110101197506060019|委员`}))
	for i, want := range []string{"1975.10", "1975.01", "1975.6"} {
		if got, _ := r.Rows[i].Text(roster.FieldBirth); got != want && r.Rows[i].Number > 0 {
			t.Errorf("row %d: %s, want %s", i, got, want)
		}
	}
}

func TestOptionsMap(t *testing.T) {
	s := sheetText{name: "s", rows: `
村名|姓名|甲栏|乙栏|丙栏
石板村|张三|1975.06|好|书记
石板村|李四|1980.01|中|委员`}
	book := bookOf(t, "x.xlsx", s)
	asked := readAll(t, book)
	if len(asked.Questions) == 0 || asked.Questions[0].Label != "甲栏" || asked.Questions[0].Column != "C" || len(asked.Questions[0].Samples) != 2 {
		t.Errorf("questions %+v", asked.Questions)
	}
	r, err := Tables(book, Options{Map: map[string]string{"甲栏": "出生年月", "D": "忽略", "丙栏": "post"}})
	must(t, err)
	want := "roster village=石板村 name=张三 birth=1975.06 post=书记\nroster village=石板村 name=李四 birth=1980.01 post=委员\n"
	if got := fields(r); got != want {
		t.Errorf("got %s", got)
	}
	if len(r.Questions) != 0 {
		t.Errorf("still asks %+v", r.Questions)
	}

	// What was said is kept and used again, whatever the order of the columns.
	var m Mappings
	if !m.Keep(r.Told) || m.Keep(r.Told) {
		t.Error("Keep must tell news from what it knows")
	}
	var file bytes.Buffer
	must(t, m.Write(&file))
	first := file.String()
	kept, err := ReadMappings(&file)
	must(t, err)
	var again bytes.Buffer
	must(t, kept.Write(&again))
	if again.String() != first {
		t.Error("the file changes by being read and written")
	}
	other := bookOf(t, "y.xlsx", sheetText{name: "s", rows: "丙栏|村名|姓名|乙栏|甲 栏\n委员|柳林社区|王五|好|1969.01"})
	r, err = Tables(other, Options{Mappings: kept})
	must(t, err)
	if got := fields(r); got != "roster post=委员 village=柳林社区 name=王五 birth=1969.01\n" {
		t.Errorf("got %s", got)
	}

	_, err = Tables(book, Options{Map: map[string]string{"甲栏": "没有这个"}})
	if err == nil || !strings.Contains(err.Error(), "没有这个") {
		t.Errorf("error %v", err)
	}
}

func TestIdentityNumbers(t *testing.T) {
	r := readAll(t, bookOf(t, "x.xlsx", sheetText{name: "s", rows: `
村名|姓名|身份证号|职务
石板村|张三|11010119751006001X|书记
石板村|李四|#110101197510060010|委员
石板村|王五|1.10101E+17|委员`}))
	for i, want := range []string{"11010119751006001X", "110101197510060000", "1.10101E+17"} {
		if got, _ := r.Rows[i].Text(roster.FieldIDNumber); got != want {
			t.Errorf("row %d: %s, want %s", i, got, want)
		}
	}
}

func TestHiddenRowsAreReadAndSaid(t *testing.T) {
	r := readAll(t, bookOf(t, "x.xlsx", sheetText{name: "s", hidden: []int{3}, rows: "村名|姓名|职务\n石板村|张三|书记\n石板村|李四|委员"}))
	if len(r.Rows) != 2 || !r.Rows[1].Hidden || r.Sheets[0].Hidden != 1 {
		t.Errorf("rows %+v", r.Rows)
	}
}

// The order of columns makes no difference.
func TestShuffledColumns(t *testing.T) {
	head := []string{"序号", "村名", "姓名", "性别", "民族", "出生年月", "政治面貌", "学历", "入党时间", "职务", "任现职时间", "联系电话", "备注"}
	row := []string{"1", "石板村", "张三", "男", "汉族", "1975.06", "中共党员", "大专", "1999.07", "党支部书记", "2021.03", "13800000000", "无"}
	want := ""
	for shift := range len(head) {
		var h, r []string
		for i := range head {
			j := (i*5 + shift) % len(head) // 5 and 13 have no common divisor
			h, r = append(h, head[j]), append(r, row[j])
		}
		book, err := grid.FromTexts("x.csv", "s", [][]string{h, r})
		must(t, err)
		got := readAll(t, book)
		if len(got.Rows) != 1 || len(got.Questions) != 0 {
			t.Fatalf("%v: %d rows, %+v", h, len(got.Rows), got.Questions)
		}
		var texts []string
		for _, f := range []roster.Field{roster.FieldVillage, roster.FieldName, roster.FieldSex, roster.FieldEthnicity, roster.FieldBirth, roster.FieldPolitical,
			roster.FieldEducation, roster.FieldJoined, roster.FieldPost, roster.FieldSince, roster.FieldPhone} {
			s, _ := got.Rows[0].Text(f)
			texts = append(texts, s)
		}
		line := strings.Join(texts, " ")
		if want == "" {
			want = "石板村 张三 男 汉族 1975.06 中共党员 大专 1999.07 党支部书记 2021.03 13800000000"
		}
		if line != want {
			t.Errorf("%v\n%s", h, line)
		}
	}
}

func FuzzTables(f *testing.F) {
	f.Add("村名|姓名|职务\n石板村|张三|书记\n合计|1")
	f.Add("序号|姓名\n一、石板村(5人)\n1|张三\n备注:无")
	f.Add("村名|书记||主任|\n|姓名|性别|姓名|性别\n石板村|张三|男|同书记|")
	f.Add("姓名|张三|李四\n性别|男|女\n出生年月|1975.06|1980.01\n职务|书记|主任")
	f.Fuzz(func(t *testing.T, text string) {
		var rows [][]string
		for _, line := range strings.Split(text, "\n") {
			rows = append(rows, strings.Split(line, "|"))
		}
		book, err := grid.FromTexts("x.csv", "s", rows)
		if err != nil {
			return
		}
		r, err := Tables(book, Options{})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, s := range r.Sheets {
			n += s.Rows
		}
		if n != len(r.Rows) {
			t.Fatalf("sheets count %d rows, the reading holds %d", n, len(r.Rows))
		}
		for i := range r.Rows {
			if len(r.Rows[i].Texts) != len(r.Rows[i].Layout.Columns) {
				t.Fatal("texts and columns differ")
			}
		}
	})
}
