package web

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"

	"yanpan.dev"
	"yanpan.dev/gongwen"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/web/page/home"
	"yanpan.dev/internal/web/page/people"
)

func (s *server) showHome(w http.ResponseWriter, r *http.Request, b *bench) {
	in := home.Input{
		Frame: s.frame(b), CanSample: s.Sample != nil, CanRemember: s.DataDir != "", Progress: b.progress(),
		Adjust: r.URL.Query().Get("adjust"), Show: r.URL.Query().Get("show"),
	}
	b.fill(&in)
	render(w, http.StatusOK, s.home, home.Build(in))
}

// fill copies what is on the bench; the work itself is not changed any more and is shared.
func (b *bench) fill(in *home.Input) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if in.Progress == nil { // a page that goes by itself shows nothing that must be read
		in.Notices, b.notices = b.notices, nil
	}
	in.Failure, in.Work, in.Papers, in.NoPapers, in.Confirmed = b.failure, b.work, b.papers, b.noPapers, b.confirmed
	in.Answers, in.Corrections = b.answers, b.corrections
	in.Settings = home.Settings{AsOf: b.asOf.String(), Term: b.term.String(), Org: b.org, To: b.to, Pack: b.pack, Packs: b.server.packChoices(b.pack)}
	if b.asOfText != "" {
		in.Settings.AsOf = b.asOfText
		in.Settings.Error = yanpan.Typeset("基准日“" + b.asOfText + "”不对,请写成 2026-06-30 或 2026-06")
	}
	if b.termText != "" {
		in.Settings.Term = b.termText
		in.Settings.TermError = yanpan.Typeset("本届开始日期“" + b.termText + "”不对,请写成 2021-03-15 或 2021-03")
	}
	if wrong := in.Settings.Error + in.Settings.TermError; wrong != "" {
		if in.Work == nil && in.Failure == "" && b.job == nil && len(b.uploads) > 0 {
			in.Failure = wrong
		}
	}
	for _, u := range b.uploads {
		in.Uploads = append(in.Uploads, home.Upload{Name: u.name, Size: yanpan.Typeset(home.SizeText(len(u.data))), Before: u.before})
	}
}

func (s *server) showProgress(w http.ResponseWriter, _ *http.Request, b *bench) {
	p := b.progress()
	if p == nil {
		p = &home.Progress{Over: true}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(p) // a visitor who went away is no failure
}

// results gives the work and the papers once the rows were confirmed.
func (b *bench) results() (*app.Work, *app.Papers) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.confirmed {
		return nil, nil
	}
	return b.work, b.papers
}

// notYet says why a page of results is not there.
func (s *server) notYet(w http.ResponseWriter, b *bench) {
	s.say(w, b, http.StatusConflict, "还没有结果", "请先放入表格,核对无误以后再看。")
}

func (s *server) showPeople(w http.ResponseWriter, r *http.Request, b *bench) {
	work, _ := b.results()
	if work == nil {
		s.notYet(w, b)
		return
	}
	q := r.URL.Query()
	village := -1
	if text := q.Get("village"); text != "" {
		var err error
		if village, err = strconv.Atoi(text); err != nil {
			village = -2 // no village
		}
	}
	at, _ := strconv.Atoi(q.Get("page")) // anything else is the first page
	v, ok := people.Build(s.frame(b), work, q.Get("figure"), village, at)
	if !ok {
		s.say(w, b, http.StatusNotFound, "没有这个数字", "可能是旧链接,请回首页再点一次。")
		return
	}
	render(w, http.StatusOK, s.people, v)
}

// kinds are the types of the papers.
var kinds = map[string]string{
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".json": "application/json",
	".zip":  "application/zip",
}

func send(w http.ResponseWriter, name string, data []byte) {
	h := w.Header()
	kind := kinds[path.Ext(name)]
	if kind == "" {
		kind = mime.TypeByExtension(path.Ext(name))
	}
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data) // a visitor who went away is no failure
}

func (s *server) download(w http.ResponseWriter, r *http.Request, b *bench) {
	_, papers := b.results()
	if papers == nil {
		s.notYet(w, b)
		return
	}
	for _, o := range papers.Outputs {
		if o.Name == r.PathValue("name") {
			send(w, o.Name, o.Data)
			return
		}
	}
	s.missing(w, r)
}

func (s *server) downloadAll(w http.ResponseWriter, _ *http.Request, b *bench) {
	_, papers := b.results()
	if papers == nil {
		s.notYet(w, b)
		return
	}
	public := slices.DeleteFunc(slices.Clone(papers.Outputs), func(o app.Output) bool { return o.Name == app.InternalFile }) // stays in the office; it is taken by itself
	data, err := zipped(public)
	if err != nil {
		s.say(w, b, http.StatusInternalServerError, "打不了包", "请逐个下载。")
		return
	}
	send(w, "研判材料.zip", data)
}

// policyOfPreview lets the paper, which is one file with its own style, show itself.
const policyOfPreview = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func (s *server) preview(w http.ResponseWriter, _ *http.Request, b *bench) {
	_, papers := b.results()
	if papers == nil || papers.Report == nil {
		s.notYet(w, b)
		return
	}
	var html bytes.Buffer
	if err := gongwen.New(gongwen.Style{}).HTML(&html, papers.Report.Document); err != nil {
		s.say(w, b, http.StatusInternalServerError, "报告显示不了", "请下载后用 Word 或 WPS 打开。")
		return
	}
	w.Header().Set("Content-Security-Policy", policyOfPreview)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(html.Bytes()) // a visitor who went away is no failure
}
