package web

import (
	"archive/zip"
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inSheets changes a word wherever a workbook says it.
func inSheets(t *testing.T, book []byte, from, to string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var data bytes.Buffer
	out := zip.NewWriter(&data)
	changed := false
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		mended := bytes.ReplaceAll(part, []byte(">"+from+"<"), []byte(">"+to+"<"))
		changed = changed || !bytes.Equal(part, mended)
		if _, err := w.Write(mended); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil || !changed {
		t.Fatalf("the workbook does not say %q (%v)", from, err)
	}
	return data.Bytes()
}

// hand sends a form with files to a page.
func (v *visitor) hand(path string, fields url.Values, files ...upload) *document {
	v.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range fields {
		if err := m.WriteField(name, values[0]); err != nil {
			v.t.Fatal(err)
		}
	}
	for _, f := range files {
		part, err := m.CreateFormFile("files", f.name)
		if err != nil {
			v.t.Fatal(err)
		}
		if _, err := part.Write(f.data); err != nil {
			v.t.Fatal(err)
		}
	}
	m.Close()
	r := v.request(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	res, text := v.do(r)
	if res.StatusCode != http.StatusOK {
		v.t.Fatalf("POST %s: %s\n%s", path, res.Status, text)
	}
	return inspect(v.t, text)
}

// zipNames lists what is in an archive.
func zipNames(t *testing.T, data string) []string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	return names
}

func TestNavigation(t *testing.T) {
	v := arrive(t, Options{})
	for _, link := range sections {
		d := v.get(link.To)
		here := d.find("[aria-current=page]")
		if len(here) != 1 || here[0].text != link.Label || here[0].attr["href"] != link.To {
			t.Errorf("%s does not say where one is: %d", link.To, len(here))
		}
		d.says("header", "基准日 2026年6月30日")
	}
	if _, body := v.raw("/nothing"); !strings.Contains(body, `href="/check"`) {
		t.Error("a wrong address leads nowhere")
	}
}

func TestCheckPage(t *testing.T) {
	v := arrive(t, Options{})
	v.get("/check").says("h2", "校核会看什么")
	d := v.hand("/check", url.Values{"org": {"清水镇"}, "text": {faultyText}})
	d.says("h2", "《粘贴的文字.txt》的校核结果")
	d.says("li", "第2行第11字")
	d.says("li", "12 + 20 + 8 = 40")
	d.says("textarea", "三类村8个")
	if got := d.form("/check")["org"]; len(got) != 1 || got[0] != "清水镇" {
		t.Errorf("the name of the office is lost: %q", got)
	}
	res, body := v.raw("/check/marked")
	if res.StatusCode != http.StatusOK || !strings.Contains(res.Header.Get("Content-Disposition"), url.PathEscape("粘贴的文字\uFF08校核批注\uFF09.docx")) {
		t.Errorf("the annotated copy: %s %s", res.Status, res.Header.Get("Content-Disposition"))
	}
	if names := strings.Join(zipNames(t, body), " "); !strings.Contains(names, "word/comments.xml") {
		t.Errorf("no comments in %s", names)
	}
	v.post("/check/clear", nil).says("h2", "放入文稿")
	if res, _ := v.raw("/check/marked"); res.StatusCode != http.StatusConflict {
		t.Errorf("an annotated copy of nothing: %s", res.Status)
	}
}

// What is refused says what, why and what to do, and keeps what was typed.
func TestCheckPageRefuses(t *testing.T) {
	v := arrive(t, Options{})
	odd := upload{name: `x"><script>alert(1)</script>.txt`, data: []byte("共有<b>38</b>个村,其中一类村12个,二类村20个,三类村8个。")}
	d := v.hand("/check", nil, odd)
	if len(d.find("b")) > 5 || strings.Contains(d.text("h1"), "alert") {
		t.Error("the user's words are taken for tags")
	}
	for _, n := range d.find("script") {
		if n.attr["src"] == "" {
			t.Error("a file name became a script")
		}
	}
	for _, c := range []struct {
		fields url.Values
		files  []upload
		say    string
	}{
		{nil, nil, "没有文稿"},
		{nil, []upload{odd, odd}, "一次校核一份文稿"},
		{nil, []upload{{name: "旧.doc", data: []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")}}, "另存为 .docx"},
		{nil, []upload{{name: "空.docx"}}, "内容却不是"},
		{nil, []upload{{name: "乱.bin", data: []byte{0, 1, 2, 3}}}, "不是文本文件"},
		{url.Values{"text": {"共38个村"}, "figures": {"yes"}}, nil, "首页还没有底数"},
		{url.Values{"text": {strings.Repeat("长", maxTyped)}}, nil, "填写的内容太长"},
	} {
		d := v.hand("/check", c.fields, c.files...)
		d.says(".reason", c.say)
		if c.fields != nil && len(c.fields["text"][0]) < maxTyped {
			d.says("textarea", c.fields["text"][0])
		}
	}
}

// A text is held against the figures of the workbooks.
func TestCheckAgainstFigures(t *testing.T) {
	v := arrive(t, Options{Sample: sampleTown(t)})
	v.post("/sample", nil)
	v.post("/confirm", nil)
	d := v.hand("/check", url.Values{"text": {"全镇村“两委”成员共99人。"}, "figures": {"yes"}})
	d.says("li", "67")
	d.says("p", "已与首页读入的底数对照")
}

// Many findings do not make the page heavy.
func TestCheckStaysLight(t *testing.T) {
	v := arrive(t, Options{})
	text := strings.Repeat("全镇共有38个村,其中一类村12个,二类村20个,三类村8个,由【待填】于2026年2月30日前完成。\n", 400)
	d := v.hand("/check", nil, upload{name: "长.txt", data: []byte(text)})
	d.says("p", "没有列在这里")
}

func TestPacksPage(t *testing.T) {
	dir := t.TempDir()
	v := arrive(t, Options{DataDir: dir})
	d := v.get("/packs")
	d.says("th", "村民委员会组织法\uFF082026年版\uFF09")
	d.says("summary", "现在不按它们算")
	d = v.get("/packs?show=" + url.QueryEscape("national/village-committees/2026-01-01"))
	d.says("li", "依据\uFF1A《村民委员会组织法》第")
	for _, n := range d.find("section") {
		if strings.Contains(n.text, "_") {
			t.Errorf("a name of the files stands on the page: %.200s", n.text)
		}
	}
	res, body := v.raw("/packs/book?id=" + url.QueryEscape("sample/qingshui-township/2026-01-01"))
	if res.StatusCode != http.StatusOK || len(zipNames(t, body)) < 5 {
		t.Errorf("the workbook: %s", res.Status)
	}
	d = v.post("/packs/choose", url.Values{"pack": {packNational}})
	d.says(".notice", "换了政策口径")
	for _, n := range d.find("table.packs") {
		if strings.Contains(n.text, "清水镇") {
			return // it stands among those that do not apply
		}
	}
	t.Error("the sample is gone from the list")
}

// Every pack of the program can be looked at, on a page that stays light, and none
// shows the names that rules have in files.
func TestEveryPackIsShown(t *testing.T) {
	v := arrive(t, Options{})
	d := v.get("/packs")
	for _, a := range d.find("a") {
		if strings.HasPrefix(a.attr["href"], "/packs?show=") {
			address, _, _ := strings.Cut(a.attr["href"], "#")
			if len(v.get(address).find("#rules")) != 1 {
				t.Errorf("%s shows no rules", a.text)
			}
		}
	}
}

func TestImportingAPack(t *testing.T) {
	dir := t.TempDir()
	v := arrive(t, Options{DataDir: dir})
	good, bad := faultyBook(t)
	d := v.hand("/packs/import", nil, bad)
	d.says("h2", "《坏参数表.xlsx》还不能用")
	d.says("th", "单元格")
	d.says("td", "二月三十")
	if res, _ := v.raw("/packs/folder"); res.StatusCode != http.StatusConflict {
		t.Errorf("a faulty pack can be taken: %s", res.Status)
	}
	for _, c := range []struct {
		say   string
		files []upload
	}{{"请放入一份政策参数表", nil}, {"请放入一份政策参数表", []upload{good, bad}}, {"", []upload{{name: "改名.xlsx", data: []byte("MZ\x90\x00")}}}} {
		v.hand("/packs/import", nil, c.files...).says(".reason", c.say)
	}
	d = v.hand("/packs/import", nil, good)
	d.says("h2", "《政策参数表.xlsx》可以用")
	_, body := v.raw("/packs/folder")
	if names := strings.Join(zipNames(t, body), " "); !strings.Contains(names, "pack.yaml") {
		t.Errorf("the folder holds %s", names)
	}
	v.post("/packs/keep", nil).says(".notice", "收下了")
	v.hand("/packs/import", nil, good)
	v.post("/packs/keep", nil).says(".notice", "_2") // nothing is written over
	kept, err := os.ReadDir(filepath.Join(dir, packsDir))
	if err != nil || len(kept) != 2 {
		t.Errorf("kept: %v %v", kept, err)
	}
	d = v.hand("/packs/import", nil, bad)
	if d = v.post("/packs/clear", nil); len(d.find("#trial")) != 0 {
		t.Error("the workbook is still there")
	}
}

func TestDatesPage(t *testing.T) {
	v := arrive(t, Options{})
	v.get("/dates").says("h2", "排好以后会看到")
	address := "/dates?kind=villagers&start=2026-11-23&day=2026-12-27"
	d := v.get(address)
	d.says("h2", "选举日 2026年12月27日\uFF08周日\uFF09")
	d.says("td", "2026年12月7日") // the list of voters: twenty days before the 27th
	d.says("td", "《村民委员会组织法》第17条")
	taken := 0
	for _, a := range d.find("a") {
		if !strings.HasPrefix(a.attr["href"], "/dates/") {
			continue
		}
		taken++
		if res, body := v.raw(a.attr["href"]); res.StatusCode != http.StatusOK || len(body) < 500 {
			t.Errorf("%s: %s, %d bytes", a.text, res.Status, len(body))
		}
	}
	if taken != 4 {
		t.Errorf("%d files, want the table for Word, as text, the chart and the calendar", taken)
	}
	d = v.get("/dates?kind=villagers&start=2026-11-23&day=2026-11-30")
	d.says("h2", "这一天排不下")
	if res, _ := v.raw("/dates/" + url.PathEscape("日历.ics") + "?kind=villagers&start=2026-11-23&day=2026-11-30"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a calendar of what cannot be: %s", res.Status)
	}
	v.get("/dates?kind=villagers&start=2026-11-23&from=2026-12-15&to=2027-01-10").says("li", "2026年12月26日")
	v.get("/dates?kind=villagers&start=2026-11-23").says("h2", "村民委员会选举")
}

func TestDatesPageRefuses(t *testing.T) {
	v := arrive(t, Options{})
	for _, c := range []struct{ query, say string }{
		{"kind=villagers&day=2026-12", "请写到日"}, {"kind=villagers&day=%3Cb%3E", "请写到日"}, {"kind=villagers&day=1999-01-01", "2000 年至 2079 年"},
		{"kind=villagers&from=2026-12-01", "请再写末日"}, {"kind=villagers&to=2026-12-01", "请再写首日"},
		{"kind=villagers&from=2026-12-31&to=2026-12-01", "在首日以前"}, {"kind=villagers&start=2003-01-01", "没有施行的选举日程"},
	} {
		v.get("/dates?"+c.query).says(".reason", c.say)
	}
	if got := v.get("/dates?kind=nonsense&day=2026-12-27").find("#result"); len(got) != 1 {
		t.Error("an unknown kind does not fall back to the first")
	}
}
