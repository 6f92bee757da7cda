package web

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"strings"
	"sync"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/web/page"
	"yanpan.dev/internal/web/page/check"
	"yanpan.dev/internal/web/page/dates"
	"yanpan.dev/internal/web/page/home"
	"yanpan.dev/internal/web/page/notice"
	"yanpan.dev/internal/web/page/packs"
	"yanpan.dev/internal/web/page/people"
)

// server is one start of the program.
type server struct {
	Options
	ctx  context.Context // of the program; long work ends with it
	quit func()
	key  string
	host string // address and port that are listened on

	assets    []page.Asset
	addresses page.Assets
	home      *page.Template[home.View]
	people    *page.Template[people.View]
	notice    *page.Template[notice.View]
	check     *page.Template[check.View]
	packs     *page.Template[packs.View]
	dates     *page.Template[dates.View]

	mu      sync.Mutex
	benches map[string]*bench // by the visitor's cookie
	order   []string          // oldest first
	first   []upload          // files given at the start, for the first visitor

	unopened []app.FileFault // of those files
}

func newServer(ctx context.Context, o Options, quit func()) (*server, error) {
	s := &server{Options: o, ctx: ctx, quit: quit, benches: map[string]*bench{}}
	var err error
	if s.key, err = s.secret(); err != nil {
		return nil, err
	}
	if err = s.pages(); err != nil {
		return nil, &yanpan.Error{Code: yanpan.CodeInternal, Op: "web.Serve", Message: "网页模板有误", Err: err}
	}
	if len(o.Files) > 0 {
		opened := app.Open(o.Files)
		defer opened.Close()
		s.unopened = opened.Faults
		if s.first, err = load(opened.Files); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// pages reads the templates and the assets.
func (s *server) pages() (err error) {
	var styles []string
	for _, style := range []func() (string, error){home.Style, people.Style, check.Style, packs.Style, dates.Style} {
		text, err := style()
		if err != nil {
			return err
		}
		styles = append(styles, text)
	}
	if s.assets, s.addresses, err = page.Collect(styles...); err != nil {
		return err
	}
	if s.home, err = home.Parse(); err != nil {
		return err
	}
	if s.people, err = people.Parse(); err != nil {
		return err
	}
	if s.check, err = check.Parse(); err != nil {
		return err
	}
	if s.packs, err = packs.Parse(); err != nil {
		return err
	}
	if s.dates, err = dates.Parse(); err != nil {
		return err
	}
	s.notice, err = notice.Parse()
	return err
}

// secret makes a key of 128 bits.
func (s *server) secret() (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(s.Rand, b[:]); err != nil {
		return "", &yanpan.Error{Code: yanpan.CodeInternal, Op: "web.Serve", Message: "取不到随机数,不能保证网页只有您能看", Err: err}
	}
	return base64.RawURLEncoding.EncodeToString(b[:]), nil
}

// address is what the browser opens.
func (s *server) address() string { return "http://" + s.host + "/open/" + s.key }

// handler is everything behind the door and the door itself.
func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /open/{key}", s.open)
	for _, a := range s.assets {
		mux.HandleFunc("GET /assets/"+a.Name, func(w http.ResponseWriter, r *http.Request) { serveAsset(w, r, a) })
	}
	for pattern, h := range map[string]func(http.ResponseWriter, *http.Request, *bench){
		"GET /{$}":            s.showHome,
		"GET /people":         s.showPeople,
		"GET /progress":       s.showProgress,
		"GET /papers/{name}":  s.download,
		"GET /papers.zip":     s.downloadAll,
		"GET /papers/preview": s.preview,
		"POST /files":         s.addFiles,
		"POST /sample":        s.addSample,
		"POST /remove":        s.remove,
		"POST /undo":          s.undo,
		"POST /reset":         s.reset,
		"POST /settings":      s.settings,
		"POST /columns":       s.columns,
		"POST /rows":          s.rows,
		"POST /rows/undo":     s.undoRow,
		"POST /confirm":       s.confirm,
		"POST /retry":         s.retry,
		"POST /cancel":        s.cancel,
		"POST /quit":          s.leave,
		"GET /check":          s.showCheck,
		"POST /check":         s.checkText,
		"POST /check/clear":   s.clearCheck,
		"GET /check/marked":   s.downloadMarked,
		"GET /packs":          s.showPacks,
		"POST /packs/choose":  s.choosePack,
		"POST /packs/import":  s.importPack,
		"POST /packs/keep":    s.keepPack,
		"POST /packs/clear":   s.clearPack,
		"GET /packs/book":     s.downloadBook,
		"GET /packs/folder":   s.downloadFolder,
		"GET /dates":          s.showDates,
		"GET /dates/{name}":   s.downloadDates,
	} {
		mux.HandleFunc(pattern, s.known(h))
	}
	mux.HandleFunc("/", s.missing)
	return s.guard(mux)
}

func serveAsset(w http.ResponseWriter, r *http.Request, a page.Asset) {
	w.Header().Set("Content-Type", a.Type)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable") // the address changes with the content
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(a.Data) // a visitor who went away is no failure
}

// sections are the pages that the navigation leads to.
var sections = []page.Link{{Label: "研判", To: "/"}, {Label: "校核", To: "/check"}, {Label: "政策包", To: "/packs"}, {Label: "日历", To: "/dates"}}

// section is the frame of one of them.
func (s *server) section(b *bench, at string) page.Frame {
	f := s.frame(b)
	f.At = at
	return f
}

// frame is the frame for a bench, nil for visitors without one.
func (s *server) frame(b *bench) page.Frame {
	f := page.Frame{Version: s.Version, Assets: s.addresses, At: "/"}
	if b != nil {
		f.Nav = sections
		b.mu.Lock()
		defer b.mu.Unlock()
		f.AsOf, f.Org = b.asOf.Chinese(), b.org
		if b.work != nil {
			f.Place = b.work.Material().Township()
		}
	}
	return f
}

// render writes a page whole or, where the template fails, a sentence.
func render[V any](w http.ResponseWriter, status int, t *page.Template[V], v V) {
	var b bytes.Buffer
	if err := t.Render(&b, v); err != nil {
		http.Error(w, yanpan.MessageOf(err), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a visitor who went away is no failure
}

// say shows the page with one message.
func (s *server) say(w http.ResponseWriter, b *bench, status int, title string, lines ...string) {
	render(w, status, s.notice, notice.Build(s.frame(b), title, b != nil, lines...))
}

func (s *server) missing(w http.ResponseWriter, r *http.Request) {
	b := s.benchOf(r)
	if b == nil {
		s.stranger(w)
		return
	}
	s.say(w, b, http.StatusNotFound, "没有这个页面", "网址“"+strings.TrimPrefix(r.URL.Path, "/")+"”不在这里,可能是旧链接")
}

func (s *server) stranger(w http.ResponseWriter) {
	s.say(w, nil, http.StatusForbidden, "请从研判程序打开这个网页",
		"为了不让别人看到表格内容,网页只认程序启动时给出的网址。", "请回到研判程序窗口,打开那里显示的完整网址;如果已经退出,请重新双击程序。")
}
