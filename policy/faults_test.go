package policy

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const goodPack = `authority: sample
topic: test
label: 试验包
level: township
region: {code: "990101001", name: 清水镇}
from: 2026-01-01
basis: {source: 清水镇换届工作方案, confidence: 地方}
`

const basisLine = "    basis: {source: 清水镇换届工作方案, article: 二(三), confidence: 地方}\n"

// problem is a problems.yaml with one rule: the lines given stand between its
// head and its basis.
func problem(lines string) string {
	return "problems:\n  - id: old\n    label: 年龄偏大\n    scope: village\n    severity: 中\n" + lines +
		"    message: 班子平均年龄偏大\n" + basisLine
}

func target(lines string) string {
	return "targets:\n  - id: women\n    label: 女性比例\n    scope: township\n" + lines + basisLine
}

// faultCase is one mistake an author can make: the file that holds it, where it
// is found and what is said. The manual shows every one of them as printed.
type faultCase struct {
	title string
	file  string
	text  string
	at    string // file:line:column
	says  string
}

func faultCases() []faultCase {
	cases := []faultCase{
		{"变量名写错", "problems.yaml", problem("    when: averge_age > 45\n"), "problems.yaml:6:11", "不认识的名称“averge_age”"},
		{"变量名写错,猜不出", "problems.yaml", problem("    when: happiness > 45\n"), "problems.yaml:6:11", "不认识的名称“happiness”"},
		{"键写错", "problems.yaml", problem("    whenn: average_age > 45\n"), "problems.yaml:6:5", "问题没有“whenn”这一项"},
		{"缺条件", "problems.yaml", problem(""), "problems.yaml:2:5", "问题缺“when”"},
		{"缺依据", "problems.yaml", "problems:\n  - id: old\n    label: 年龄偏大\n    scope: village\n    severity: 中\n    when: average_age > 45\n    message: 偏大\n", "problems.yaml:2:5", "问题缺“basis”"},
		{"可信度写错", "problems.yaml", strings.Replace(problem("    when: average_age > 45\n"), "confidence: 地方", "confidence: 原话", 1), "problems.yaml:8:59", "可信度不能是“原话”"},
		{"程度写错", "problems.yaml", strings.Replace(problem("    when: average_age > 45\n"), "severity: 中", "severity: 严重", 1), "problems.yaml:5:15", "程度不能是“严重”"},
		{"编号重复", "problems.yaml", problem("    when: average_age > 45\n") + strings.TrimPrefix(problem("    when: average_age > 50\n"), "problems:\n"), "problems.yaml:9:9", "编号“old”已在 problems.yaml:2:9 用过"},
		{"编号有中文", "problems.yaml", strings.Replace(problem("    when: average_age > 45\n"), "id: old", "id: 老化", 1), "problems.yaml:2:9", "“老化”不能用作编号"},
		{"表达式没写完", "problems.yaml", problem("    when: average_age >\n"), "problems.yaml:6:24", "表达式没有写完"},
		{"等号只写了一个", "problems.yaml", problem("    when: gender_female = 0\n"), "problems.yaml:6:25", "表达式在“=”处写法不对"},
		{"两边不能比", "problems.yaml", problem("    when: average_age > \"四十五\"\n"), "problems.yaml:6:23", "两边不能相比或相算"},
		{"比例写在右边", "problems.yaml", problem("    when: 45 < average_age\n"), "problems.yaml:6:14", "两边不能相比或相算"},
		{"表达式里写了小数", "problems.yaml", problem("    when: average_age > percent(45) && 1.5 > 0.5\n"), "problems.yaml:6:40", "只能写整数和文字"},
		{"得出的不是判断", "problems.yaml", problem("    when: average_age\n"), "problems.yaml:6:11", "这里应得出是否"},
		{"函数用错", "problems.yaml", problem("    when: share(gender_female) > percent(30)\n"), "problems.yaml:6:16", "“share”不能用于"},
		{"说明里的变量写错", "problems.yaml", strings.Replace(problem("    when: average_age > 45\n"), "平均年龄偏大", "平均{{.average_aeg}}岁", 1), "problems.yaml:7:20", "不认识的名称“average_aeg”"},
		{"说明里的括号不成对", "problems.yaml", strings.Replace(problem("    when: average_age > 45\n"), "message: 班子平均年龄偏大", "message: \"平均{{.average_age}\"", 1), "problems.yaml:7:14", "里的 {{ }} 写法不对"},
		{"数写错", "problems.yaml", problem("    limits: {years: 四十五}\n    when: average_age > years\n"), "problems.yaml:6:21", "“四十五”不是数"},
		{"名称与变量重了", "problems.yaml", problem("    limits: {members: 3}\n    when: average_age > 45\n"), "problems.yaml:6:14", "“members”已经是变量"},
		{"统计项没有写怎么统计", "problems.yaml", problem("    let:\n      young: {label: 年轻成员}\n    when: young == 0\n"), "problems.yaml:7:7", "“young”没有写怎么统计"},
		{"名册写错", "problems.yaml", problem("    let:\n      young: {label: 年轻成员, count: member, where: age <= 35}\n    when: young == 0\n"), "problems.yaml:7:35", "计数的名册不能是“member”"},
		{"名册里没有这一项", "problems.yaml", problem("    let:\n      young: {label: 年轻成员, count: members, where: agee <= 35}\n    when: young == 0\n"), "problems.yaml:7:51", "不认识的名称“agee”"},
		{"态势用到了个人", "outlook.yaml", strings.Replace(strings.Replace(problem("    when: in_effect\n"), "problems:", "outlook:", 1), "scope: village", "scope: person", 1), "outlook.yaml:4:12", "态势规则不能用于个人"},
		{"目标没有要求", "targets.yaml", target("    value: gender_female\n"), "targets.yaml:2:9", "目标“women”没有写要求"},
		{"要求写了两项", "targets.yaml", target("    value: gender_female\n    need: {over: 3, at_most: 9}\n"), "targets.yaml:6:11", "只能写一项要求"},
		{"基准日不对", "targets.yaml", target("    base_date: 2026-13\n    value: gender_female\n    need: {over: 3}\n"), "targets.yaml:5:16", "日期“2026-13”不对"},
		{"施行日期不到日", "pack.yaml", strings.Replace(goodPack, "2026-01-01", "2026-01", 1), "pack.yaml:6:7", "施行日期要写到日"},
		{"没有写地区", "pack.yaml", strings.Replace(goodPack, "region: {code: \"990101001\", name: 清水镇}\n", "", 1), "pack.yaml:4:8", "要写明适用地区"},
		{"区划代码不对", "pack.yaml", strings.Replace(goodPack, "990101001", "9901010", 1), "pack.yaml:5:16", "区划代码“9901010”不对"},
		{"缩进不齐", "problems.yaml", "problems:\n  - id: old\n   label: 年龄偏大\n", "problems.yaml:3:4", "缩进不齐"},
		{"缩进用了制表符", "problems.yaml", "problems:\n\t- id: old\n", "problems.yaml:2:2", "不能用的字符"},
		{"花括号里有逗号没加引号", "problems.yaml", problem("    let:\n      recent: {label: 近半年测评, count: activities, where: months_after(date, 6) >= as_of}\n    when: recent == 0\n"), "problems.yaml:7:56", "条件被逗号断开了"},
		{"逗号用了全角", "problems.yaml", problem("    when: share(gender_female，members) > percent(50)\n"), "problems.yaml:6:30", "条件里不能写"},
		{"大于等于用了全角", "problems.yaml", problem("    when: members ≥ 3\n"), "problems.yaml:6:19", "条件里不能写“≥”"},
		{"小于号用了全角", "problems.yaml", problem("    when: members ＜ 3\n"), "problems.yaml:6:19", "条件里不能写"},
		{"小于等于写反", "problems.yaml", problem("    when: members =< 3\n"), "problems.yaml:6:19", "条件里不能写“=<”"},
		{"写了“且”", "problems.yaml", problem("    when: members > 3 且 villages > 1\n"), "problems.yaml:6:23", "条件里不能写“且”"},
		{"写了 and", "problems.yaml", problem("    when: members > 3 and villages > 1\n"), "problems.yaml:6:23", "条件里不能写“and”"},
		{"用了中文引号", "problems.yaml", problem("    when: village_class == “一类\n"), "problems.yaml:6:28", "条件里不能写"},
		{"比例写成百分数", "problems.yaml", problem("    when: share(gender_female, members) > 50%\n"), "problems.yaml:6:43", "条件里不能写“50%”"},
		{"括号没有收住", "problems.yaml", problem("    when: (members > 3\n"), "problems.yaml:6:23", "括号不成对,少1个“)”"},
		{"用中文名称", "problems.yaml", problem("    when: 平均年龄 > 45\n"), "problems.yaml:6:11", "条件里不能写“平均年龄”"},
		{"先用后定义", "problems.yaml", problem("    let:\n      rate: {label: 占比, value: \"share(all, members)\"}\n      all: {label: 全部, count: members}\n    when: rate > percent(50)\n"), "problems.yaml:7:39", "“all”在后面才定义"},
		{"数值的冒号是全角", "problems.yaml", problem("    limits: {least：10}\n    when: income < least\n"), "problems.yaml:6:14", "里的冒号是全角的"},
		{"施行日期写成中文", "pack.yaml", strings.Replace(goodPack, "2026-01-01", "2026年3月1日", 1), "pack.yaml:6:7", "日期“2026年3月1日”不对"},
		{"没有这一天", "pack.yaml", strings.Replace(goodPack, "2026-01-01", "2026-09-31", 1), "pack.yaml:6:7", "日期“2026-09-31”不对"},
		{"要求没有写成一项", "targets.yaml", target("    value: gender_female\n    need: 不超过40%\n"), "targets.yaml:6:11", "要求应是若干"},
		{"职数只写了一个数", "seats.yaml", "seats:\n  - id: one\n    label: 一类村\n    party: 5\n" + basisLine, "seats.yaml:4:12", "职数应是若干"},
		{"断点写成方括号", "ages.yaml", "month: reached\nbands: [30, 40]\nbasis: {source: 方案, confidence: 地方}\n", "ages.yaml:2:8", "“bands”应是一个值"},
		{"以叹号开头", "problems.yaml", problem("    when: !(members > 3)\n"), "problems.yaml:6:11", "内容不能以叹号开头"},
		{"以花括号开头", "problems.yaml", strings.Replace(problem("    when: members > 3\n"), "message: ", "message: {{.village}}", 1), "problems.yaml:7:14", "内容不能以花括号开头"},
		{"用了引用", "problems.yaml", problem("    when: &a average_age > 45\n"), "problems.yaml:6:11", "不能用 & 和 * 引用"},
		{"同一项写了两遍", "problems.yaml", problem("    severity: 高\n    when: average_age > 45\n"), "problems.yaml:6:5", "“severity”写了两遍"},
		{"没有填", "problems.yaml", problem("    category:\n    when: average_age > 45\n"), "problems.yaml:6:14", "“category”没有填"},
		{"文件名不对", "target.yaml", "targets: []\n", "target.yaml", "没有叫“target.yaml”的文件"},
		{"职数倒置", "seats.yaml", "seats:\n  - id: one\n    label: 一类村\n    total: {min: 7, max: 3}\n" + basisLine, "seats.yaml:4:12", "最多(3)不能少于最少(7)"},
		{"年龄断点不对", "ages.yaml", "month: reached\nbands: 45、35\nbasis: {source: 方案, confidence: 地方}\n", "ages.yaml:2:8", "“45、35”不对"},
	}
	return slices.Concat(cases, procedureFaultCases(), eligibilityFaults())
}

func packFS(file, text string) fstest.MapFS {
	fsys := fstest.MapFS{"pack.yaml": {Data: []byte(goodPack)}}
	fsys[file] = &fstest.MapFile{Data: []byte(text)}
	return fsys
}

func TestFaultsNameTheirPlace(t *testing.T) {
	for _, c := range faultCases() {
		t.Run(c.title, func(t *testing.T) {
			_, err := Load(packFS(c.file, c.text), ".", "试验")
			fs := FaultsOf(err)
			if len(fs) != 1 {
				t.Fatalf("%d faults, want one:\n%v", len(fs), err)
			}
			if got := fs[0].Pos.String(); got != c.at {
				t.Errorf("at %s, want %s\n%v", got, c.at, fs[0])
			}
			if !strings.Contains(plainMarks(fs[0].Message), c.says) {
				t.Errorf("says %q, want %q", fs[0].Message, c.says)
			}
			if strings.ContainsAny(fs[0].Message, "\n\t") || hasEnglish(strings.ReplaceAll(fs[0].Message+fs[0].Remedy, "problems.yaml:", "")) {
				t.Errorf("not plain Chinese: %v", fs[0])
			}
		})
	}
}

// plainMarks undoes the full-width punctuation of printed text.
func plainMarks(s string) string {
	return strings.NewReplacer("\uFF0C", ",", "\uFF1A", ":", "\uFF08", "(", "\uFF09", ")", "\uFF1B", ";").Replace(s)
}

// hasEnglish finds words of the libraries' own messages.
func hasEnglish(s string) bool {
	for _, w := range []string{"undeclared", "overload", "Syntax", "expecting", "yaml: ", "line 1", "unmarshal", "template:"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func TestSuggestions(t *testing.T) {
	for _, c := range []struct{ file, text, remedy string }{
		{"problems.yaml", problem("    when: averge_age > 45\n"), "是不是“average_age”(平均年龄)"},
		{"problems.yaml", problem("    whenn: average_age > 45\n"), "是不是“when”"},
		{"problems.yaml", problem("    when: gender_femal == 0\n"), "是不是“gender_female”(女成员)"},
		{"problems.yaml", problem("    when: gender_female = 0\n"), "判断相等写 =="},
		{"target.yaml", "targets: []\n", "是不是“targets.yaml”"},
		{"pack.yaml", strings.Replace(goodPack, "2026-01-01", "2026年3月1日", 1), "请写成 2026-03-01"},
		{"pack.yaml", strings.Replace(goodPack, "2026-01-01", "2026.3", 1), "请写成 2026-03"},
		{"pack.yaml", strings.Replace(goodPack, "2026-01-01", "2026-09-31", 1), "9月只有30天"},
		{"pack.yaml", strings.Replace(goodPack, "2026-01-01", "2025-02-29", 1), "2月只有28天"},
		{"pack.yaml", strings.Replace(goodPack, "2026-01-01", "2026-13-01", 1), "月份只有1至12"},
		{"problems.yaml", problem("    when: members ≥ 3\n"), "写成 >="},
		{"problems.yaml", problem("    when: members > 3 and villages > 1\n"), "“并且”写成 &&"},
		{"problems.yaml", problem("    when: share(gender_female, members) > 50%\n"), "比例写成 percent(50)"},
		{"problems.yaml", problem("    when: 平均年龄 > 45\n"), "条件里用英文名称:“平均年龄”写成 average_age"},
		{"seats.yaml", "seats:\n  - id: one\n    label: 一类村\n    party: 5\n" + basisLine, "写成 {min: 3, max: 5} 的样子"},
		{"ages.yaml", "month: reached\nbands: [30, 40]\nbasis: {source: 方案, confidence: 地方}\n", "几项之间用顿号,不用方括号,例如 bands: 30、40、50"},
	} {
		_, err := Load(packFS(c.file, c.text), ".", "试验")
		if fs := FaultsOf(err); len(fs) == 0 || plainMarks(fs[0].Remedy) != c.remedy {
			t.Errorf("%q: got %v, want remedy %q", c.text, err, c.remedy)
		}
	}
}

func TestCaretStandsUnderTheWord(t *testing.T) {
	_, err := Load(packFS("problems.yaml", problem("    when: average_age > 45 && 党员 > 3\n")), ".", "试验")
	fs := FaultsOf(err)
	if len(fs) == 0 {
		t.Fatal("no fault")
	}
	lines := strings.Split(fs[0].Excerpt, "\n")
	if len(lines) != 2 {
		t.Fatalf("excerpt %q", fs[0].Excerpt)
	}
	// Before the word stand 31 half-width columns of the line.
	if want := strings.Repeat(" ", len("    when: average_age > 45 && ")); lines[1] != "      | "+want+"^" {
		t.Errorf("caret line %q", lines[1])
	}
}

func TestCaretUnderChineseIsAsWide(t *testing.T) {
	src := newSource("a.yaml", []byte("名称: 内容 x"))
	if got, want := src.excerpt(1, 8), "    1 | 名称: 内容 x\n      | \u3000\u3000  \u3000\u3000 ^"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Expressions in every style of YAML scalar point at the same word.
func TestPlacesInsideScalars(t *testing.T) {
	for _, c := range []struct{ when, at string }{
		{"    when: members > 0 && wemen == 0\n", "problems.yaml:6:26"},
		{"    when: \"members > 0 && wemen == 0\"\n", "problems.yaml:6:27"},
		{"    when: 'members > 0 && wemen == 0'\n", "problems.yaml:6:27"},
		{"    when: |\n      members > 0 &&\n        wemen == 0\n", "problems.yaml:8:9"},
		{"    when: >\n      members > 0\n      && wemen == 0\n", "problems.yaml:8:10"},
		{"    when: members > 0\n      && wemen == 0\n", "problems.yaml:7:10"},
	} {
		_, err := Load(packFS("problems.yaml", problem(c.when)), ".", "试验")
		if fs := FaultsOf(err); len(fs) != 1 || fs[0].Pos.String() != c.at {
			t.Errorf("%q: got %v, want %s", c.when, err, c.at)
		}
	}
}

func TestAllFaultsAreTold(t *testing.T) {
	text := problem("    when: averge_age > 45\n") + "  - id: two\n    label: 二\n    scope: villlage\n    severity: 中\n    when: true\n    message: 二\n" + basisLine
	_, err := Load(packFS("problems.yaml", text), ".", "试验")
	if fs := FaultsOf(err); len(fs) != 2 {
		t.Errorf("%d faults, want 2: %v", len(fs), err)
	}
}

func TestUnreadablePacks(t *testing.T) {
	big := strings.Repeat("#", maxFileSize+1)
	for name, fsys := range map[string]fstest.MapFS{
		"没有 pack.yaml": {"targets.yaml": {Data: []byte("targets: []")}},
		"不是 UTF-8":     packFS("problems.yaml", "problems: \xff"),
		"太大":           packFS("problems.yaml", big),
		"空文件":          packFS("problems.yaml", ""),
		"空的 pack.yaml": packFS("pack.yaml", ""),
	} {
		if p, err := Load(fsys, ".", "试验"); err == nil || p != nil {
			t.Errorf("%s: loaded", name)
		}
	}
}

func FuzzLoad(f *testing.F) {
	for _, c := range faultCases() {
		f.Add(c.text)
	}
	f.Add(problem("    when: average_age > 45\n"))
	f.Add(problem("    when: " + strings.Repeat("(", 5000) + "\n"))
	f.Fuzz(func(t *testing.T, text string) {
		for _, file := range []string{"problems.yaml", "targets.yaml", "pack.yaml"} {
			p, err := Load(packFS(file, text), ".", "试验")
			if (p == nil) == (err == nil) {
				t.Fatalf("pack %v, error %v", p, err)
			}
			if err != nil && hasEnglish(err.Error()) && !hasEnglish(text) {
				t.Fatalf("not plain Chinese: %v", err)
			}
		}
	})
}
