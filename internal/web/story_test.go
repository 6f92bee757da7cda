package web

import (
	"archive/zip"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yanpan.dev/internal/app"
)

// The figures of the three samples stand beside them and were counted apart
// from this program.
func TestThreeClicks(t *testing.T) {
	v := arrive(t, Options{})
	d := v.get("/")
	d.says("h2", "放进来以后会看到")
	d.says("li.now", "放入表格")
	d = v.drop(nil, sample(t, "group-lines.xlsx", "side-by-side.xls", "word-table.docx")...)
	d.says("li.now", "核对")
	if got := d.text(".balance"); got != "读入 90 = 采用 67 + 合并 23 + 退回 0" {
		t.Errorf("balance: %s", got)
	}
	if len(d.find("#result")) != 0 {
		t.Error("results before the rows were confirmed")
	}
	d = v.post("/confirm", nil)
	d.says("li.now", "取材料")

	data, err := os.ReadFile("testdata/figures.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]json.RawMessage
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	var roster map[string]json.Number // the two other samples are of the same people
	if err := json.Unmarshal(want["group-lines.xlsx"], &roster); err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(d.text("#result")), "")
	for label, key := range map[string]string{"村（社区）": "villages", "“两委”成员": "members", "女": "gender.female", "平均年龄": "average_age", "党组织书记": "secretaries"} {
		if n := roster[key].String(); n == "" || !strings.Contains(text, label+n) {
			t.Errorf("the page does not say %s %s", label, n)
		}
	}
	d.says("summary", "未达标")
	d.says("dt", "年龄结构不够合理")
}

func TestRowsAreMendedInPlace(t *testing.T) {
	v := arrive(t, Options{})
	d := v.drop(nil, sample(t, "坏行.csv")...)
	if got := d.text(".balance"); got != "读入 5 = 采用 2 + 合并 0 + 退回 3" {
		t.Errorf("balance: %s", got)
	}
	if got := len(d.find("fieldset.rejected")); got != 3 {
		t.Fatalf("%d editors, want 3", got)
	}
	d.says(".reason", "出生日期“1980.13”不存在或看不懂")
	d.says(".reason", "没有姓名")
	d.says(".reason", "身份证号校验位不对")
	form := url.Values(d.form("/rows"))
	for name, values := range form { // the birth of row 4 and the name of row 5
		switch {
		case strings.HasPrefix(name, "text.") && values[0] == "1980.13":
			form[name] = []string{"1980.12"}
		case strings.HasPrefix(name, "text.1.") && values[0] == "":
			if form["column"+strings.TrimPrefix(name, "text")][0] == "姓名" {
				form[name] = []string{" 孙丽 "}
			}
		}
	}
	d = v.post("/rows", form)
	if got := d.text(".balance"); got != "读入 5 = 采用 4 + 合并 0 + 退回 1" {
		t.Errorf("balance after mending: %s", got)
	}
	d.says(".notice", "改了 2 处")
	d.says("li", "第5行 姓名 改为“孙丽”")
	d = v.post("/rows/undo", url.Values{"index": {"0"}})
	if got := d.text(".balance"); got != "读入 5 = 采用 3 + 合并 0 + 退回 2" {
		t.Errorf("balance after taking one back: %s", got)
	}
	d = v.post("/rows", url.Values(d.form("/rows")))
	d.says(".notice", "没有改动")
}

func TestColumnsAreExplainedAndKept(t *testing.T) {
	dir := t.TempDir()
	v := arrive(t, Options{DataDir: dir})
	d := v.drop(nil, sample(t, "坏行.csv")...)
	d.says("li.doubt", "归口")
	d.says("summary", "1 列要您说明")
	form := url.Values(d.form("/columns"))
	if got := form.Get("field.0"); got != "?" {
		t.Fatalf("the menu stands at %q", got)
	}
	form.Set("field.0", "remark")
	d = v.post("/columns", form)
	d.says("li.read", "按您说的读")
	file := filepath.Join(dir, app.MappingsFile)
	if _, err := os.Stat(file); err == nil {
		t.Error("the answer was written before it was confirmed")
	}
	d = v.post("/confirm", url.Values{"remember": {"yes"}})
	d.says(".notice", "记住了 1 列的说明")
	kept, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(kept), `"归口": "remark"`) {
		t.Errorf("kept %q, %v", kept, err)
	}

	again := arrive(t, Options{DataDir: dir})
	d = again.drop(nil, sample(t, "坏行.csv")...)
	if len(d.find("li.doubt")) != 0 {
		t.Error("asked again what was kept")
	}
}

func TestEveryColumnCanBeSet(t *testing.T) {
	v := arrive(t, Options{})
	d := v.drop(nil, sample(t, "坏行.csv")...)
	var adjust string
	for _, a := range d.find("a") {
		if strings.HasPrefix(a.attr["href"], "/?adjust=") {
			adjust = a.attr["href"]
		}
	}
	path, _, _ := strings.Cut(adjust, "#")
	d = v.get(path)
	form := url.Values(d.form("/columns"))
	changed := ""
	for i := range 9 {
		n := "." + string(rune('0'+i))
		if form.Get("label"+n) == "职务" {
			changed = "field" + n
		}
	}
	form.Set(changed, "") // do not read the posts: nobody is on a committee then
	d = v.post("/columns", form)
	d.says(".notice", "按您的说明重读了 1 列")
	v.post("/confirm", nil)
	d = v.get("/people?figure=members")
	d.says("h1", "“两委”成员：0 人")
}

func TestPeopleBehindAFigure(t *testing.T) {
	v := arrive(t, Options{})
	v.drop(nil, upload{name: "名册.csv", data: []byte("村(社区),姓名,性别,职务,身份证号\n石板村,王建国,男,党支部书记,34052419800101001X\n石板村,李秀英,女,村委会委员,\n柳树村,钱芳,女,村委会主任,\n")})
	v.post("/confirm", nil)
	d := v.get("/people?figure=members")
	d.says("h1", "3 人")
	if got := len(d.find("tr")); got != 4 {
		t.Errorf("%d lines, want a head and three people", got)
	}
	d.says("td", "《名册.csv》“名册”表第2行")
	d.says("td", "3405**********001X")
	if _, body := v.raw("/people?figure=members"); strings.Contains(body, "19800101") {
		t.Error("an identity number is shown whole")
	}
	d = v.get("/people?figure=gender.female&village=1")
	d.says("h1", "女 · 柳树村：1 人")
	d.says("th", "钱芳")
	d = v.get("/people?figure=villages")
	if got := len(d.find("tr")); got != 3 {
		t.Errorf("%d lines, want a head and two villages", got)
	}
	d = v.get("/people?figure=age.%3C%3D35")
	d.says("p", "这里没有人")
	for _, path := range []string{"/people?figure=nothing", "/people?figure=members&village=7", "/people?figure=members&village=x"} {
		if res, _ := v.raw(path); res.StatusCode != http.StatusNotFound {
			t.Errorf("GET %s: %s", path, res.Status)
		}
	}
}

func TestPapersAreTaken(t *testing.T) {
	v := arrive(t, Options{})
	v.drop(url.Values{"org": {"清水镇党委"}, "to": {"县委组织部"}, "as_of": {"2026-06-30"}, "pack": {"sample"}}, sample(t, "group-lines.xlsx")...)
	if res, _ := v.raw("/papers/" + url.PathEscape(app.ReportFile)); res.StatusCode != http.StatusConflict {
		t.Errorf("papers before the rows were confirmed: %s", res.Status)
	}
	d := v.post("/confirm", nil)
	names := []string{app.ReportFile, app.StatisticsFile, app.ProblemsFile, app.ReceiptFile, app.FiguresFile}
	for _, name := range names {
		res, body := v.raw("/papers/" + url.PathEscape(name))
		if res.StatusCode != http.StatusOK || len(body) == 0 {
			t.Errorf("%s: %s, %d bytes", name, res.Status, len(body))
		}
		if got := res.Header.Get("Content-Disposition"); !strings.Contains(got, url.PathEscape(name)) {
			t.Errorf("%s is saved as %s", name, got)
		}
		d.says("a", name)
	}
	_, body := v.raw("/papers.zip")
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var inside []string
	for _, f := range z.File {
		inside = append(inside, f.Name)
	}
	if strings.Join(inside, " ") != strings.Join(names, " ") {
		t.Errorf("the archive holds %v", inside)
	}
	res, preview := v.raw("/papers/preview")
	if !strings.Contains(preview, "清水镇党委") || !strings.Contains(preview, "县委组织部") {
		t.Error("the report names neither who signs nor whom it is addressed to")
	}
	if got := res.Header.Get("Content-Security-Policy"); !strings.Contains(got, "default-src 'none'") || strings.Contains(got, "script-src") {
		t.Errorf("policy of the preview: %s", got)
	}
	if res, _ := v.raw("/papers/..%2Fsecret"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a foreign name: %s", res.Status)
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	v := arrive(t, Options{})
	bad := upload{name: "坏.xlsx", data: []byte("PK\x03\x04 torn off")}
	d := v.drop(nil, append(sample(t, "word-table.docx"), bad)...)
	d.says(".state", "读不了")
	d.says("summary", "1 个文件读不了")
	if got := d.text(".balance"); !strings.HasPrefix(got, "读入 5 ") {
		t.Errorf("the good file was not read: %s", got)
	}
	v.post("/reset", nil)
	d = v.drop(nil, bad)
	d.says("h2", "没有做完")
	d.says("button", "重试")
	d = v.post("/retry", nil)
	d.says("h2", "没有做完")
	d = v.drop(nil, sample(t, "word-table.docx")...)
	d.says("h2", "2 对不对")
}

func TestFilesComeAndGo(t *testing.T) {
	v := arrive(t, Options{})
	d := v.drop(nil)
	d.says(".notice", "没有选文件")
	one := sample(t, "坏行.csv")[0]
	v.drop(nil, one)
	d = v.drop(nil, upload{name: "另一份.csv", data: one.data})
	d.says(".notice", "内容完全一样，没有重复读")
	d.says(".balance", "读入 5")
	d = v.drop(nil, upload{name: `C:\各村\坏行.csv`, data: append([]byte("\n"), one.data...)})
	d.says(".notice", "新来的记作《坏行_2.csv》")
	d.says(".balance", "读入 10")
	d = v.post("/undo", nil)
	d.says(".notice", "撤销了最近一批的 1 个文件")
	d.says(".balance", "读入 5")
	v.drop(nil, sample(t, "word-table.docx")...)
	d = v.post("/remove", url.Values{"name": {"坏行.csv"}})
	d.says(".notice", "移除了《坏行.csv》")
	if got := d.text(".balance"); !strings.HasPrefix(got, "读入 5 = 采用 5") {
		t.Errorf("after removing: %s", got)
	}
	d = v.post("/reset", nil)
	d.says("h2", "放进来以后会看到")
}

func TestSettings(t *testing.T) {
	v := arrive(t, Options{})
	d := v.drop(url.Values{"as_of": {"不知道"}, "org": {"清水镇党委"}}, sample(t, "坏行.csv")...)
	d.says(".reason", "基准日“不知道”不对")
	if got := d.find("[name=org]")[0].attr["value"]; got != "清水镇党委" {
		t.Errorf("what was typed is lost: %q", got)
	}
	d = v.post("/settings", url.Values{"as_of": {"1989-01-01"}, "org": {"清水镇党委"}, "to": {""}, "pack": {"national"}})
	d.says(".as-of", "1989年1月1日")
	d.says(".reason", "晚于基准日")
	d = v.post("/settings", url.Values{"as_of": {"2026-06"}}) // the month is all that the plan says
	d.says(".as-of", "2026年6月")
	if got := d.find("[name=as_of]")[0].attr; got["value"] != "2026-06" || got["type"] != "text" {
		t.Errorf("a month as base date is shown as %v", got)
	}
	d = v.post("/settings", url.Values{"term": {"上次"}})
	d.says(".reason", "本届开始日期“上次”不对")
	v.post("/settings", url.Values{"term": {""}})
	d = v.post("/settings", url.Values{"as_of": {"2026-06-30"}, "pack": {"../../secret"}})
	if got := d.form("/settings")["pack"][0]; got != "sample" {
		t.Errorf("pack %q", got)
	}
	d = v.post("/confirm", nil)
	d.says(".notice", "示例政策包")
	v.post("/settings", url.Values{"pack": {"national"}})
	d = v.post("/confirm", nil)
	if strings.Contains(d.text("#result"), "示例政策包") {
		t.Error("the national pack is called a sample")
	}
}

func TestOwnPacks(t *testing.T) {
	dir := t.TempDir()
	own := filepath.Join(dir, packsDir, "本县方案")
	if err := os.MkdirAll(own, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "pack.yaml"), []byte("nonsense: ["), 0o644); err != nil {
		t.Fatal(err)
	}
	v := arrive(t, Options{DataDir: dir})
	d := v.get("/")
	d.says("option", "国家规定 + 本县方案")
	d = v.drop(url.Values{"pack": {"本县方案"}}, sample(t, "坏行.csv")...)
	d.says("h2", "没有做完")
	d.says("p", "pack.yaml")
	d = v.post("/settings", url.Values{"pack": {"national"}})
	d.says("h2", "2 对不对")
}

func TestComparison(t *testing.T) {
	v := arrive(t, Options{})
	before := upload{name: "换届前.csv", before: true, data: []byte("村,姓名,性别,出生年月,职务\n石板村,周大海,男,1960.01,党支部书记\n")}
	d := v.drop(nil, before)
	d.says("p", "只有用来对比的旧表")
	v.drop(nil, sample(t, "坏行.csv")...)
	d = v.post("/confirm", nil)
	d.says(".share", "此前 1 人")
}

func TestSample(t *testing.T) {
	v := arrive(t, Options{})
	if d := v.get("/"); len(d.find("[action=/sample]")) != 0 {
		t.Error("a sample is offered where there is none")
	}
	if res, _ := v.do(v.request(http.MethodPost, "/sample", nil)); res.StatusCode != http.StatusNotFound {
		t.Errorf("POST /sample: %s", res.Status)
	}
	v = arrive(t, Options{Sample: sampleTown(t)})
	d := v.post("/sample", nil)
	d.says(".as-of", "2026年6月29日")
	if got := d.form("/settings"); got["org"][0] != "示例镇党委" || got["term"][0] != "2021-03" {
		t.Errorf("the sample's own names and dates: %v", got)
	}
	d.says(".notice", "放入了示例数据 3 个文件")
	d.says(".balance", "读入 90")
}

func TestFilesOfTheStart(t *testing.T) {
	v := arrive(t, Options{Files: []string{filepath.Join("testdata", "坏行.csv")}})
	r := v.request(http.MethodGet, "/", nil)
	v.settle(r).says(".balance", "读入 5")
	v = start(t, Options{Files: []string{"没有这个文件.xlsx"}})
	v.get("/open/"+v.server.key).says(".notice", "没有这个文件")
}

func TestManyFilesStayLight(t *testing.T) {
	v := arrive(t, Options{})
	var files []upload
	for i := range 40 {
		n := string(rune('一' + i))
		files = append(files, upload{name: n + "村.csv", data: []byte("村(社区),姓名,性别,出生年月,学历,政治面貌,职务,电话,归口\n" + n + "村,王" + n + ",男,1975.06,大专,中共党员,党支部书记,1380000000" + string(rune('0'+i%10)) + ",甲\n" + n + "村,李" + n + ",女,1980.13,大专,中共党员,村委会委员,,乙\n")})
	}
	d := v.drop(nil, files...) // inspect weighs the page
	d.says(".balance", "读入 80 = 采用 40 + 合并 0 + 退回 40")
	d.says("p", "另有 10 行退回")
	if got := len(d.find("li.doubt")); got != 1 {
		t.Errorf("the same head is asked about %d times", got)
	}
	d = v.get("/?show=" + url.QueryEscape("三村.csv"))
	d.says("li.read", "出生年月")
	v.post("/confirm", nil)
	v.get("/people?figure=members")
}
