package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"yanpan.dev"
)

// Every page and every action is closed to whoever does not hold the key.
func TestStrangersStayOutside(t *testing.T) {
	v := start(t, Options{Sample: sampleTown(t)})
	for _, c := range []struct{ method, path string }{
		{"GET", "/"}, {"GET", "/people?figure=members"}, {"GET", "/progress"}, {"GET", "/papers/figures.json"}, {"GET", "/papers.zip"}, {"GET", "/papers/preview"}, {"GET", "/nothing"},
		{"POST", "/files"}, {"POST", "/sample"}, {"POST", "/remove"}, {"POST", "/undo"}, {"POST", "/reset"}, {"POST", "/settings"}, {"POST", "/columns"}, {"POST", "/rows"}, {"POST", "/rows/undo"},
		{"POST", "/confirm"}, {"POST", "/retry"}, {"POST", "/cancel"}, {"POST", "/quit"},
		{"GET", "/check"}, {"POST", "/check"}, {"POST", "/check/clear"}, {"GET", "/check/marked"}, {"GET", "/packs"}, {"POST", "/packs/choose"}, {"POST", "/packs/import"}, {"POST", "/packs/keep"},
		{"POST", "/packs/clear"}, {"GET", "/packs/book?id=x"}, {"GET", "/packs/folder"}, {"GET", "/dates?kind=villagers&day=2026-12-27"}, {"GET", "/dates/x?kind=villagers"},
		{"GET", "/open/"}, {"GET", "/open/wrong"}, {"GET", "/open/" + v.server.key[1:]},
	} {
		res, body := v.do(v.request(c.method, c.path, nil))
		if res.StatusCode != http.StatusForbidden || !strings.Contains(body, "请从研判程序打开这个网页") {
			t.Errorf("%s %s: %s", c.method, c.path, res.Status)
		}
	}
	forged := v.request(http.MethodGet, "/", nil)
	forged.AddCookie(&http.Cookie{Name: v.server.cookieName(), Value: "guess"})
	if res, _ := v.do(forged); res.StatusCode != http.StatusForbidden {
		t.Errorf("a forged cookie: %s", res.Status)
	}
}

func TestForeignPagesStayOutside(t *testing.T) {
	v := arrive(t, Options{})
	rebound := v.request(http.MethodGet, "/", nil)
	rebound.Host = "evil.example:80"
	if res, _ := v.do(rebound); res.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("a foreign host name: %s", res.Status)
	}
	for name, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"} {
		r := v.request(http.MethodPost, "/reset", nil)
		r.Header.Set(name, value)
		if res, _ := v.do(r); res.StatusCode != http.StatusForbidden {
			t.Errorf("a post with %s %s: %s", name, value, res.Status)
		}
	}
	local := v.request(http.MethodGet, "/", nil)
	local.Host = strings.Replace(v.server.host, "127.0.0.1", "localhost", 1)
	if res, _ := v.do(local); res.StatusCode == http.StatusMisdirectedRequest { // the cookie is the other name's; the door is open
		t.Errorf("localhost: %s", res.Status)
	}
}

func TestHeaders(t *testing.T) {
	v := arrive(t, Options{})
	res, body := v.raw("/")
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
		"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "Cross-Origin-Opener-Policy": "same-origin",
	} {
		if got := res.Header.Get(name); !strings.Contains(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, outside := range []string{"http://", "https://", " style=", " onclick=", "<style", "<script>"} {
		if strings.Contains(body, outside) {
			t.Errorf("the page holds %s", outside)
		}
	}
	d := inspect(t, body)
	for _, n := range append(d.find("link"), d.find("script")...) {
		res, body := v.raw(n.attr["href"] + n.attr["src"])
		if res.StatusCode != http.StatusOK || len(body) > 16<<10 || !strings.Contains(res.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s%s: %s, %d bytes", n.attr["href"], n.attr["src"], res.Status, len(body))
		}
		if n.tag == "script" && len(body) > 10<<10 {
			t.Errorf("the script has %d bytes", len(body))
		}
	}
}

func TestTheCookie(t *testing.T) {
	v := start(t, Options{})
	v.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, _ := v.raw("/open/" + v.server.key)
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/" {
		t.Errorf("the key stays in the address: %s %s", res.Status, res.Header.Get("Location"))
	}
	c := res.Cookies
	if len(c) != 1 || !c[0].HttpOnly || c[0].SameSite != http.SameSiteStrictMode || strings.Contains(c[0].Value, v.server.key) {
		t.Errorf("cookie %v", c)
	}
	if res, _ := v.raw("/open/" + v.server.key); len(res.Cookies) != 0 {
		t.Error("the second coming loses the first one's work")
	}
}

// Each browser has a bench of its own, and old ones make room.
func TestVisitorsDoNotMeet(t *testing.T) {
	one := arrive(t, Options{})
	one.drop(nil, sample(t, "坏行.csv")...)
	for n := range maxBenches {
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		other := *one
		other.client = &http.Client{Jar: jar}
		if d := other.get("/open/" + one.server.key); len(d.find(".balance")) != 0 {
			t.Fatal("a second browser sees the first one's rows")
		}
		if res, _ := one.raw("/"); (res.StatusCode == http.StatusOK) != (n < maxBenches-1) {
			t.Errorf("after %d others: %s", n+1, res.Status)
		}
	}
}

func TestBounds(t *testing.T) {
	v := arrive(t, Options{})
	r := v.request(http.MethodPost, "/rows", strings.NewReader("text="+strings.Repeat("a", maxForm)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if res, _ := v.do(r); res.StatusCode != http.StatusBadRequest {
		t.Errorf("a large form: %s", res.Status)
	}
	d := v.drop(nil, upload{name: "大.xlsx", data: make([]byte, maxUpload)})
	d.says(".notice", "超过 128 MB")
	res, body := v.do(v.request(http.MethodPost, "/files", strings.NewReader("nothing")))
	if res.StatusCode != http.StatusOK || !strings.Contains(body, "没有收到文件") {
		t.Errorf("no form at all: %s", res.Status)
	}
}

func TestCleanName(t *testing.T) {
	for given, want := range map[string]string{
		"花名册.xlsx": "花名册.xlsx", `C:\各村\花名册.xlsx`: "花名册.xlsx", "../../etc/passwd": "passwd", "": "", "..": "", "a\x00b\u202Ec.csv": "abc.csv",
		strings.Repeat("长", 200) + ".xlsx": strings.Repeat("长", 60) + "…" + strings.Repeat("长", 35) + ".xlsx",
	} {
		if got := cleanName(given); got != want {
			t.Errorf("cleanName(%q) = %q, want %q", given, got, want)
		}
	}
}

func TestTimeLeft(t *testing.T) {
	for _, c := range []struct {
		spent       time.Duration
		done, total int
		want        string
	}{
		{time.Second, 5, 10, ""}, {4 * time.Second, 1, 10, ""}, {10 * time.Second, 10, 10, ""},
		{10 * time.Second, 10, 30, "约还要 21 秒"},
	} {
		if got := timeLeft(c.spent, c.done, c.total); got != c.want {
			t.Errorf("timeLeft(%v, %d, %d) = %q, want %q", c.spent, c.done, c.total, got, c.want)
		}
	}
}

// TestServe runs the whole: it listens, tells the address, and ends when told to.
func TestServe(t *testing.T) {
	ready := make(chan string, 1)
	done := make(chan error, 1)
	go func() {
		done <- Serve(t.Context(), Options{Clock: day, Rand: rand.Reader, Ready: func(url string) { ready <- url }})
	}()
	address := <-ready
	if !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Errorf("it listens at %s", address)
	}
	base, _, _ := strings.Cut(address, "/open/")
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	v := &visitor{t: t, base: base, client: &http.Client{Jar: jar}}
	v.get(strings.TrimPrefix(address, base)).says("h2", "放进来以后会看到")
	res, body := v.do(v.request(http.MethodPost, "/quit", nil))
	if res.StatusCode != http.StatusOK || !strings.Contains(body, "研判已退出") {
		t.Errorf("quit: %s", res.Status)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Serve(ctx, Options{Clock: day, Rand: rand.Reader}); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestServeRefuses(t *testing.T) {
	for _, o := range []Options{{Listen: "0.0.0.0:0"}, {Listen: ":8080"}, {Listen: "192.168.1.2:80"}, {Listen: "nonsense"}, {Listen: "127.0.0.1:0", Rand: iotest.ErrReader(errors.New("no entropy"))}} {
		if o.Rand == nil {
			o.Rand = bytes.NewReader(make([]byte, 64))
		}
		o.Clock = day
		var own *yanpan.Error
		if err := Serve(t.Context(), o); !errors.As(err, &own) {
			t.Errorf("Serve(%q) = %v", o.Listen, err)
		}
	}
}

// A long reading can be watched, left and stopped.
func TestStopping(t *testing.T) {
	v := arrive(t, Options{})
	var b *bench
	for _, b = range v.server.benches {
		b.add(sample(t, "坏行.csv"))
		b.mu.Lock()
		b.job = &job{cancel: func() {}, over: make(chan struct{}), started: day(), done: 3, total: 38, what: "读取《三村.csv》"}
		b.mu.Unlock()
	}
	b.warn("要看到的话")
	d := v.get("/")
	d.says("#progress", "已处理 3/38 个文件")
	if _, body := v.raw("/progress"); !strings.Contains(body, `"done":3,"total":38`) {
		t.Errorf("progress: %s", body)
	}
	d = v.post("/cancel", nil)
	d.says(".fault", "停止了读取")
	d.says(".notice", "要看到的话")
	if _, body := v.raw("/progress"); !strings.Contains(body, `"over":true`) {
		t.Errorf("progress after the end: %s", body)
	}
	d = v.post("/retry", nil)
	d.says(".balance", "读入 5")
	if res, _ := v.raw("/nothing"); res.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown page: %s", res.Status)
	}
}
