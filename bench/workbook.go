package main

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// column is one column of the roster: its header and what stands in row i.
type column struct {
	head  string
	value func(g *clerk, i int) string
}

// clerk fills a roster of people who do not exist, the same for the same seed.
type clerk struct {
	rand  *rand.Rand
	birth [3]int // of the row being written
	woman bool
	head  bool // the row is a secretary's
}

const perVillage = 5

var (
	surnames = []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜")
	givens   = []rune("建国明华志强文军丽敏静秀英玉兰海波春生福来永利德顺桂芳小平庆东成林卫民晓燕新宇浩然子涵佳琪立新红梅长贵")
	places   = []rune("东西南北上下前后大小石清柳杨桃李沙河山水泉坪湾沟岭庄塘桥")
)

func (g *clerk) of(words ...string) string { return words[g.rand.IntN(len(words))] }

// yes is 是 in the share of rows, given in a hundred.
func (g *clerk) yes(percent int) string {
	if g.rand.IntN(100) < percent {
		return "是"
	}
	return "否"
}

// next draws what the cells of a row agree on.
func (g *clerk) next(i int) {
	g.birth = [3]int{1960 + g.rand.IntN(42), 1 + g.rand.IntN(12), 1 + g.rand.IntN(28)}
	g.woman = g.rand.IntN(3) == 0
	g.head = i%perVillage == 0
}

func (g *clerk) name() string {
	n := []rune{surnames[g.rand.IntN(len(surnames))], givens[g.rand.IntN(len(givens))]}
	if g.rand.IntN(6) > 0 {
		n = append(n, givens[g.rand.IntN(len(givens))])
	}
	return string(n)
}

// idNumber is the number of row i: a region, the birth, a running number whose
// last digit tells the sex, and the check digit (GB 11643).
func (g *clerk) idNumber(i int) string {
	order := i%500*2 + 1
	if g.woman {
		order--
	}
	digits := fmt.Sprintf("%06d%04d%02d%02d%03d", 370100+i/500, g.birth[0], g.birth[1], g.birth[2], order)
	sum := 0
	for k, d := range digits {
		sum += int(d-'0') * [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}[k]
	}
	return digits + string("10X98765432"[sum%11])
}

// month writes a year and month in one of the ways people do.
func (g *clerk) month(year, month int) string {
	return fmt.Sprintf(g.of("%d.%02d", "%d年%d月", "%d-%02d"), year, month)
}

func village(i int) string {
	n := i / perVillage
	return string([]rune{places[n%len(places)], places[n/len(places)%len(places)]}) + strconv.Itoa(n/len(places)/len(places)) + "村"
}

func post(i int, words ...string) string { return words[i%perVillage] }

// columns are the forty of the bench, in the words of a county's form.
var columns = []column{
	{"序号", func(_ *clerk, i int) string { return strconv.Itoa(i + 1) }},
	{"乡镇", func(_ *clerk, i int) string { return "第" + strconv.Itoa(i/2000+1) + "镇" }},
	{"管区", func(_ *clerk, i int) string { return "第" + strconv.Itoa(i/400%5+1) + "管区" }},
	{"村(社区)", func(_ *clerk, i int) string { return village(i) }},
	{"姓名", func(g *clerk, _ int) string { return g.name() }},
	{"性别", func(g *clerk, _ int) string { return map[bool]string{true: "女", false: "男"}[g.woman] }},
	{"民族", func(g *clerk, _ int) string { return g.of("汉族", "汉族", "汉族", "回族", "满族") }},
	{"出生年月", func(g *clerk, _ int) string { return g.month(g.birth[0], g.birth[1]) }},
	{"年龄", func(g *clerk, _ int) string { return strconv.Itoa(2026 - g.birth[0]) }},
	{"身份证号", func(g *clerk, i int) string { return g.idNumber(i) }},
	{"籍贯", func(g *clerk, _ int) string {
		return g.of("山东济南", "山东泰安", "河南开封", "河北邯郸")
	}},
	{"联系电话", func(g *clerk, _ int) string { return strconv.Itoa(13000000000 + g.rand.IntN(999999999)) }},
	{"政治面貌", func(g *clerk, _ int) string {
		return g.of("中共党员", "党员", "中共预备党员", "群众", "共青团员")
	}},
	{"学历", func(g *clerk, _ int) string {
		return g.of("初中", "高中", "中专", "大专", "专科", "本科", "大学", "研究生")
	}},
	{"全日制学历", func(g *clerk, _ int) string { return g.of("初中", "高中", "中专", "大专") }},
	{"在职学历", func(g *clerk, _ int) string { return g.of("", "大专", "本科") }},
	{"毕业院校及专业", func(g *clerk, _ int) string {
		return g.of("", "省农业大学农学", "市职业学院会计", "省委党校公共管理")
	}},
	{"入党时间", func(g *clerk, _ int) string { return g.month(g.birth[0]+20+g.rand.IntN(4), 1+g.rand.IntN(12)) }},
	{"转正时间", func(g *clerk, _ int) string { return g.month(g.birth[0]+25, 1+g.rand.IntN(12)) }},
	{"党组织职务", func(_ *clerk, i int) string {
		return post(i, "党支部书记", "党支部副书记", "组织委员", "", "")
	}},
	{"村委会职务", func(_ *clerk, i int) string {
		return post(i, "村委会主任", "", "村委会委员", "村委会副主任", "村委会委员")
	}},
	{"其他职务", func(g *clerk, _ int) string { return g.of("", "", "妇联主席", "网格员") }},
	{"任现职时间", func(g *clerk, _ int) string { return g.month(2018+g.rand.IntN(8), 1+g.rand.IntN(12)) }},
	{"连任届数", func(g *clerk, _ int) string { return strconv.Itoa(1 + g.rand.IntN(4)) }},
	{"是否连选连任", func(g *clerk, _ int) string { return g.yes(60) }},
	{"是否新进", func(g *clerk, _ int) string { return g.yes(40) }},
	{"是否一肩挑", func(g *clerk, _ int) string { return map[bool]string{true: "是", false: "否"}[g.head] }},
	{"是否致富能手", func(g *clerk, _ int) string { return g.yes(30) }},
	{"是否下派", func(g *clerk, _ int) string { return g.yes(3) }},
	{"是否大学生村官", func(g *clerk, _ int) string { return g.yes(4) }},
	{"是否专职社工", func(g *clerk, _ int) string { return g.yes(2) }},
	{"报酬档次", func(g *clerk, _ int) string { return g.of("一档", "二档", "三档") }},
	{"年度考核等次", func(g *clerk, _ int) string { return g.of("优秀", "称职", "称职", "基本称职") }},
	{"处分情况", func(g *clerk, _ int) string { return g.of("无", "无", "无", "无", "党内警告") }},
	{"所在党支部", func(_ *clerk, i int) string { return village(i) + "党支部" }},
	{"家庭住址", func(g *clerk, i int) string { return village(i) + strconv.Itoa(1+g.rand.IntN(300)) + "号" }},
	{"职业", func(g *clerk, _ int) string { return g.of("务农", "个体经营", "务工", "企业管理") }},
	{"特长", func(g *clerk, _ int) string { return g.of("", "种植", "养殖", "电商", "调解") }},
	{"健康状况", func(g *clerk, _ int) string { return g.of("健康", "良好", "一般") }},
	{"备注", func(g *clerk, _ int) string { return g.of("", "", "", "拟继续任职", "本人愿意离任") }},
}

// numeric are the headers whose cells are numbers in the workbook.
var numeric = map[string]bool{"序号": true, "年龄": true, "连任届数": true}

// writeRoster writes the roster of n people as Excel saves one: a title, a
// header, shared strings, numbers as numbers.
func writeRoster(name string, n int) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	z := zip.NewWriter(f)
	strings, err := writeSheet(z, n)
	if err != nil {
		return err
	}
	if err := writeParts(z, strings); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return f.Close()
}

// pool numbers the shared strings.
type pool struct {
	number map[string]int
	list   []string
}

func (p *pool) of(s string) int {
	n, ok := p.number[s]
	if !ok {
		n = len(p.list)
		p.number[s], p.list = n, append(p.list, s)
	}
	return n
}

const spreadsheet = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`

func writeSheet(z *zip.Writer, n int) ([]string, error) {
	part, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, err
	}
	w := bufio.NewWriter(part)
	p := &pool{number: map[string]int{}}
	fmt.Fprintf(w, `<worksheet %s><sheetData><row r="1"><c r="A1" t="s"><v>%d</v></c></row>`, spreadsheet, p.of("村(社区)“两委”成员花名册"))
	heads := make([]string, len(columns))
	for k, c := range columns {
		heads[k] = c.head
	}
	writeRow(w, p, 2, heads, nil)
	g := &clerk{rand: rand.New(rand.NewPCG(seed, 0))}
	cells := make([]string, len(columns))
	for i := range n {
		g.next(i)
		for k, c := range columns {
			cells[k] = c.value(g, i)
		}
		writeRow(w, p, i+3, cells, numeric)
	}
	if _, err := w.WriteString(`</sheetData></worksheet>`); err != nil {
		return nil, err
	}
	return p.list, w.Flush()
}

// letters are the names of the columns.
var letters = func() []string {
	out := make([]string, len(columns))
	for k := range out {
		name, err := excelize.ColumnNumberToName(k + 1)
		if err != nil {
			panic(err)
		}
		out[k] = name
	}
	return out
}()

func writeRow(w *bufio.Writer, p *pool, number int, cells []string, numeric map[string]bool) {
	fmt.Fprintf(w, `<row r="%d">`, number)
	for k, text := range cells {
		switch {
		case text == "":
		case numeric[columns[k].head]:
			fmt.Fprintf(w, `<c r="%s%d"><v>%s</v></c>`, letters[k], number, text)
		default:
			fmt.Fprintf(w, `<c r="%s%d" t="s"><v>%d</v></c>`, letters[k], number, p.of(text))
		}
	}
	fmt.Fprint(w, `</row>`)
}

func writeParts(z *zip.Writer, strings []string) error {
	const (
		packages  = `xmlns="http://schemas.openxmlformats.org/package/2006/`
		documents = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
		kind      = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
	)
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", `<Types ` + packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + kind + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + kind + `worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="` + kind + `sharedStrings+xml"/></Types>`},
		{"_rels/.rels", `<Relationships ` + packages + `relationships"><Relationship Id="rId1" Type="` + documents + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + spreadsheet + ` xmlns:r="` + documents + `"><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships ` + packages + `relationships"><Relationship Id="rId1" Type="` + documents + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + documents + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
	}
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, p.text); err != nil {
			return err
		}
	}
	return writeStrings(z, strings)
}

// writeStrings writes the shared strings; none of them holds a mark of XML.
func writeStrings(z *zip.Writer, strings []string) error {
	part, err := z.Create("xl/sharedStrings.xml")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(part)
	fmt.Fprintf(w, `<sst %s uniqueCount="%d">`, spreadsheet, len(strings))
	for _, s := range strings {
		fmt.Fprintf(w, `<si><t>%s</t></si>`, s)
	}
	fmt.Fprint(w, `</sst>`)
	return w.Flush()
}
