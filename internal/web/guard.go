package web

import (
	"crypto/subtle"
	"net"
	"net/http"
	"slices"
	"strings"

	"yanpan.dev"
)

// policyOfPages lets a page load nothing but its own style, script and icon.
const policyOfPages = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard stands before everything: the right host name (a foreign name that
// resolves to this machine is how pages elsewhere get in), no posts from
// foreign pages, and headers that keep the browser strict.
func (s *server) guard(next http.Handler) http.Handler {
	crossing := http.NewCrossOriginProtection()
	crossing.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.say(w, nil, http.StatusForbidden, "这个操作不是从研判网页发出的", "为了安全没有执行。请在研判网页里重做一次。")
	}))
	protected := crossing.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policyOfPages)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if !s.ownHost(r.Host) {
			s.say(w, nil, http.StatusMisdirectedRequest, "网址不对", "请打开程序窗口里显示的网址。")
			return
		}
		protected.ServeHTTP(w, r)
	})
}

// ownHost reports whether the request names this machine and this port.
func (s *server) ownHost(host string) bool {
	_, port, err := net.SplitHostPort(s.host)
	if err != nil {
		return false
	}
	own := []string{s.host, net.JoinHostPort("localhost", port), net.JoinHostPort("127.0.0.1", port)}
	return slices.Contains(own, strings.ToLower(host))
}

// cookieName names the port, because browsers send cookies to all ports of a host.
func (s *server) cookieName() string {
	_, port, _ := net.SplitHostPort(s.host)
	return "yanpan-" + port
}

// open takes the key out of the address and gives the visitor a bench.
func (s *server) open(w http.ResponseWriter, r *http.Request) {
	if subtle.ConstantTimeCompare([]byte(r.PathValue("key")), []byte(s.key)) != 1 {
		s.stranger(w)
		return
	}
	if s.benchOf(r) == nil {
		id, err := s.newBench()
		if err != nil {
			s.say(w, nil, http.StatusInternalServerError, "打不开", yanpan.MessageOf(err))
			return
		}
		http.SetCookie(w, &http.Cookie{Name: s.cookieName(), Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// known lets in visitors who have a bench.
func (s *server) known(h func(http.ResponseWriter, *http.Request, *bench)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if b := s.benchOf(r); b != nil {
			h(w, r, b)
			return
		}
		s.stranger(w)
	}
}

func (s *server) benchOf(r *http.Request) *bench {
	c, err := r.Cookie(s.cookieName())
	if err != nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.benches[c.Value]
}

// maxBenches bounds the memory of a browser that throws its cookies away.
const maxBenches = 8

func (s *server) newBench() (id string, err error) {
	if id, err = s.secret(); err != nil {
		return "", err
	}
	b := newBench(s)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.order) == maxBenches {
		s.benches[s.order[0]].stop()
		delete(s.benches, s.order[0])
		s.order = s.order[1:]
	}
	s.benches[id] = b
	s.order = append(s.order, id)
	for _, f := range s.unopened {
		b.warn("没有读《" + f.Name + "》:" + yanpan.MessageOf(f.Err))
	}
	if len(s.first) > 0 {
		b.add(s.first)
		b.begin()
	}
	s.first, s.unopened = nil, nil
	return id, nil
}
