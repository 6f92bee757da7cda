package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yanpan.dev"
	"yanpan.dev/internal/app"
)

// day is the base date of all stories.
func day() time.Time { return time.Date(2026, 6, 30, 9, 0, 0, 0, time.UTC) }

// visitor is a browser without a window.
type visitor struct {
	t      *testing.T
	server *server
	base   string
	client *http.Client
}

func start(t *testing.T, o Options) *visitor {
	t.Helper()
	o.Clock, o.Rand, o.Version = day, rand.Reader, "试"
	ctx, quit := context.WithCancel(t.Context())
	t.Cleanup(quit)
	s, err := newServer(ctx, o, quit)
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewUnstartedServer(nil)
	s.host = h.Listener.Addr().String()
	h.Config.Handler = s.handler()
	h.Start()
	t.Cleanup(h.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t, s, h.URL, &http.Client{Jar: jar}}
}

// arrive starts a server and comes in by its key.
func arrive(t *testing.T, o Options) *visitor {
	t.Helper()
	v := start(t, o)
	v.get("/open/" + v.server.key)
	return v
}

// reply is what is left of an answer whose body has been read.
type reply struct {
	Status     string
	StatusCode int
	Header     http.Header
	Cookies    []*http.Cookie
}

func (v *visitor) do(r *http.Request) (reply, string) {
	v.t.Helper()
	res, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return reply{res.Status, res.StatusCode, res.Header, res.Cookies()}, string(body)
}

func (v *visitor) request(method, path string, body io.Reader) *http.Request {
	v.t.Helper()
	r, err := http.NewRequestWithContext(v.t.Context(), method, v.base+path, body)
	if err != nil {
		v.t.Fatal(err)
	}
	return r
}

func (v *visitor) raw(path string) (reply, string) {
	v.t.Helper()
	return v.do(v.request(http.MethodGet, path, nil))
}

// get opens a page and checks that it is a good one.
func (v *visitor) get(path string) *document {
	v.t.Helper()
	res, body := v.raw(path)
	if res.StatusCode != http.StatusOK {
		v.t.Fatalf("GET %s: %s\n%s", path, res.Status, body)
	}
	return inspect(v.t, body)
}

// post sends a form and waits until what it set going is done.
func (v *visitor) post(path string, form url.Values) *document {
	v.t.Helper()
	r := v.request(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.settle(r)
}

// drop hands in files, by name and content.
func (v *visitor) drop(fields url.Values, files ...upload) *document {
	v.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range fields {
		if err := m.WriteField(name, values[0]); err != nil {
			panic(err) // the buffer in memory takes everything
		}
	}
	for _, f := range files {
		field := "files"
		if f.before {
			field = "before"
		}
		part, err := m.CreateFormFile(field, f.name)
		if err != nil {
			v.t.Fatal(err)
		}
		if _, err := part.Write(f.data); err != nil {
			panic(err)
		}
	}
	m.Close()
	r := v.request(http.MethodPost, "/files", &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return v.settle(r)
}

func (v *visitor) settle(r *http.Request) *document {
	v.t.Helper()
	res, body := v.do(r)
	for range 3000 {
		if res.StatusCode != http.StatusOK {
			v.t.Fatalf("%s %s: %s\n%s", r.Method, r.URL.Path, res.Status, body)
		}
		d := inspect(v.t, body)
		if len(d.find("#progress")) == 0 {
			return d
		}
		time.Sleep(20 * time.Millisecond)
		res, body = v.raw("/")
	}
	v.t.Fatal("the work does not end")
	return nil
}

func sample(t *testing.T, names ...string) []upload {
	t.Helper()
	var out []upload
	for _, n := range names {
		data, err := os.ReadFile(filepath.Join("testdata", n))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, upload{name: n, data: data})
	}
	return out
}

func sampleTown(t *testing.T) func() app.Request {
	return func() app.Request {
		asOf, _ := yanpan.ParseDate("2026-06-29")
		term, _ := yanpan.ParseDate("2021-03")
		out := app.Request{AsOf: asOf, TermBegan: term, Org: "示例镇党委"}
		for _, u := range sample(t, "group-lines.xlsx", "side-by-side.xls", "word-table.docx") {
			out.Files = append(out.Files, app.File{Name: u.name, Data: bytes.NewReader(u.data), Size: int64(len(u.data))})
		}
		return out
	}
}
