package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/roster"
)

// patience is how long a post waits for the work, so that what is quick comes
// without a page of progress between.
const patience = 400 * time.Millisecond

// again works everything out and sends the browser back to the page.
func (s *server) again(w http.ResponseWriter, r *http.Request, b *bench, anchor string) {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-b.begin():
	case <-wait.C:
	}
	back(w, r, anchor)
}

func back(w http.ResponseWriter, r *http.Request, anchor string) {
	http.Redirect(w, r, "/"+anchor, http.StatusSeeOther)
}

// form reads a form without files.
func (s *server) form(w http.ResponseWriter, r *http.Request, b *bench) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		s.say(w, b, http.StatusBadRequest, "没有看懂提交的内容", "请返回上一页再试一次。放进来的文件都还在。")
		return false
	}
	return true
}

func (s *server) addFiles(w http.ResponseWriter, r *http.Request, b *bench) {
	in, err := takeIn(w, r)
	if size := sizeOf(in.files); err == nil && b.held()+size > maxHeld {
		err = &yanpan.Error{Code: yanpan.CodeRefused, Op: "web.addFiles", Message: "放入的文件合计超过 256 MB,这一批没有收", Remedy: "请先移除不用的文件"}
	}
	b.mu.Lock()
	set := b.setLocked(func(name string) (string, bool) { v, ok := in.fields[name]; return v, ok })
	b.mu.Unlock()
	switch {
	case err != nil:
		b.warn(yanpan.MessageOf(err))
		back(w, r, "")
	case len(in.files) == 0:
		b.warn("没有选文件。请先选好各村的表格")
		back(w, r, "")
	case !set:
		b.add(in.files) // the base date is mended on the page, with the files there
		back(w, r, "")
	default:
		b.add(in.files)
		s.again(w, r, b, "#check")
	}
}

func sizeOf(files []upload) int {
	n := 0
	for _, f := range files {
		n += len(f.data)
	}
	return n
}

func (b *bench) warn(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tell("warn", "%s", text)
}

func (s *server) addSample(w http.ResponseWriter, r *http.Request, b *bench) {
	if s.Sample == nil {
		s.missing(w, r)
		return
	}
	req := s.Sample()
	files, err := load(req.Files)
	before, err2 := load(req.Before)
	if err := errors.Join(err, err2); err != nil {
		b.warn(yanpan.MessageOf(err))
		back(w, r, "")
		return
	}
	for i := range before {
		before[i].before = true
	}
	files = append(files, before...)
	b.add(files)
	b.mu.Lock()
	b.asOf, b.asOfText, b.term, b.termText, b.org, b.to = req.AsOf, "", req.TermBegan, "", req.Org, req.To
	b.tell("done", "放入了示例数据 %d 个文件,都是虚构的;看完请点“清空,重新开始”", len(files))
	b.mu.Unlock()
	s.again(w, r, b, "")
}

// forget drops what was said about files that are gone.
func (b *bench) forget(gone func(upload) bool) (names []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, u := range b.uploads {
		if gone(u) {
			names = append(names, u.name)
		}
	}
	b.uploads = slices.DeleteFunc(slices.Clone(b.uploads), gone)
	b.corrections = slices.DeleteFunc(slices.Clone(b.corrections), func(c app.Correction) bool { return slices.Contains(names, c.File) })
	b.confirmed = b.confirmed && len(names) == 0
	return names
}

func (s *server) remove(w http.ResponseWriter, r *http.Request, b *bench) {
	if !s.form(w, r, b) {
		return
	}
	name := r.PostForm.Get("name")
	for _, n := range b.forget(func(u upload) bool { return u.name == name }) {
		b.mu.Lock()
		b.tell("done", "移除了《%s》,您电脑里的原文件没有动", n)
		b.mu.Unlock()
	}
	s.again(w, r, b, "#files")
}

func (s *server) undo(w http.ResponseWriter, r *http.Request, b *bench) {
	b.mu.Lock()
	last := b.batch
	b.batch = max(0, last-1)
	b.mu.Unlock()
	if names := b.forget(func(u upload) bool { return u.batch == last }); len(names) > 0 {
		b.mu.Lock()
		b.tell("done", "撤销了最近一批的 %d 个文件,您电脑里的原文件没有动", len(names))
		b.mu.Unlock()
	}
	s.again(w, r, b, "")
}

func (s *server) reset(w http.ResponseWriter, r *http.Request, b *bench) {
	b.mu.Lock()
	b.stopLocked()
	b.uploads, b.batch, b.answers, b.corrections, b.confirmed = nil, 0, nil, nil, false
	b.outcome, b.failure, b.notices = outcome{}, "", nil
	b.tell("done", "已经清空,可以重新开始;您电脑里的原文件没有动")
	b.mu.Unlock()
	back(w, r, "")
}

// setLocked takes the fields of the papers over; it reports whether the
// dates could be read. Fields that the form does not have stay.
func (b *bench) setLocked(get func(string) (string, bool)) bool {
	for name, to := range map[string]*string{"org": &b.org, "to": &b.to, "pack": &b.pack} {
		if v, ok := get(name); ok {
			*to = strings.TrimSpace(v)
		}
	}
	if b.pack != packSample && b.pack != packNational && !slices.Contains(b.server.ownPacks(), b.pack) {
		b.pack = packSample
	}
	good := true
	if text, ok := get("as_of"); ok {
		good = setDate(text, &b.asOf, &b.asOfText) && !b.asOf.IsZero()
	}
	if text, ok := get("term"); ok && strings.TrimSpace(text) == "" {
		b.term, b.termText = yanpan.Date{}, ""
	} else if ok {
		good = setDate(text, &b.term, &b.termText) && good
	}
	return good
}

// setDate reads a date, or keeps the text as it was typed.
func setDate(text string, to *yanpan.Date, typed *string) bool {
	d, err := yanpan.ParseDate(strings.TrimSpace(text))
	if err != nil || d.IsZero() {
		*typed = text
		return false
	}
	*to, *typed = d, ""
	return true
}

func (s *server) settings(w http.ResponseWriter, r *http.Request, b *bench) {
	if !s.form(w, r, b) {
		return
	}
	b.mu.Lock()
	ok := b.setLocked(func(name string) (string, bool) { return r.PostForm.Get(name), r.PostForm.Has(name) })
	b.mu.Unlock()
	if !ok {
		back(w, r, "#files")
		return
	}
	s.again(w, r, b, "")
}

// columns takes the answers about columns.
func (s *server) columns(w http.ResponseWriter, r *http.Request, b *bench) {
	if !s.form(w, r, b) {
		return
	}
	b.mu.Lock()
	n := 0
	for i := 0; r.PostForm.Has("signature." + strconv.Itoa(i)); i++ {
		get := func(name string) string { return r.PostForm.Get(name + "." + strconv.Itoa(i)) }
		if field := get("field"); field != "?" && field != get("was") {
			b.answerLocked(app.Answer{Signature: get("signature"), Label: get("label"), Field: roster.Field(field)})
			n++
		}
	}
	if n > 0 {
		b.tell("done", "按您的说明重读了 %d 列", n)
	}
	b.mu.Unlock()
	s.again(w, r, b, "#files")
}

func (b *bench) answerLocked(a app.Answer) {
	b.answers = slices.DeleteFunc(slices.Clone(b.answers), func(o app.Answer) bool { return o.Signature == a.Signature && o.Label == a.Label })
	b.answers = append(b.answers, a)
}

// rows takes cells that were written anew.
func (s *server) rows(w http.ResponseWriter, r *http.Request, b *bench) {
	if !s.form(w, r, b) {
		return
	}
	b.mu.Lock()
	n := 0
	for i := 0; r.PostForm.Has("file." + strconv.Itoa(i)); i++ {
		n += b.correctLocked(r, "."+strconv.Itoa(i))
	}
	if n > 0 {
		b.tell("done", "改了 %d 处,已重新核对", n)
	} else {
		b.tell("warn", "没有改动")
	}
	b.mu.Unlock()
	s.again(w, r, b, "#check")
}

// correctLocked takes the changed cells of one row.
func (b *bench) correctLocked(r *http.Request, row string) (changed int) {
	get := r.PostForm.Get
	number, _ := strconv.Atoi(get("row" + row)) // a row that is no number matches none
	entry, _ := strconv.Atoi(get("entry" + row))
	for j := 0; r.PostForm.Has("text" + row + "." + strconv.Itoa(j)); j++ {
		cell := row + "." + strconv.Itoa(j)
		text := strings.TrimSpace(get("text" + cell))
		if text == strings.TrimSpace(get("was"+cell)) {
			continue
		}
		c := app.Correction{File: get("file" + row), Sheet: get("sheet" + row), Row: number, Entry: entry, Column: get("column" + cell), Text: text}
		b.corrections = append(slices.DeleteFunc(slices.Clone(b.corrections), c.Same), c)
		changed++
	}
	return changed
}

func (s *server) undoRow(w http.ResponseWriter, r *http.Request, b *bench) {
	if !s.form(w, r, b) {
		return
	}
	b.mu.Lock()
	if i, err := strconv.Atoi(r.PostForm.Get("index")); err == nil && i >= 0 && i < len(b.corrections) {
		b.corrections = slices.Delete(slices.Clone(b.corrections), i, i+1)
		b.tell("done", "撤回了一处改动")
	}
	b.mu.Unlock()
	s.again(w, r, b, "#check")
}

// confirm is the second click: what was read is right. Only now may what was
// said about columns be kept.
func (s *server) confirm(w http.ResponseWriter, r *http.Request, b *bench) {
	if !s.form(w, r, b) {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.confirmed = b.work != nil
	if r.PostForm.Get("remember") != "" && s.DataDir != "" && len(b.answers) > 0 {
		if err := s.remember(b.answers); err != nil {
			b.tell("warn", "%s", yanpan.MessageOf(err))
		} else {
			b.tell("done", "记住了 %d 列的说明,下次同样的表头照用(%s)", len(b.answers), s.mappingsFile())
		}
	}
	back(w, r, "#result")
}

func (s *server) retry(w http.ResponseWriter, r *http.Request, b *bench) { s.again(w, r, b, "") }

func (s *server) cancel(w http.ResponseWriter, r *http.Request, b *bench) {
	b.mu.Lock()
	if b.job != nil {
		b.stopLocked()
		b.failure = "按您的要求停止了读取"
	}
	b.mu.Unlock()
	back(w, r, "")
}

func (s *server) leave(w http.ResponseWriter, _ *http.Request, _ *bench) {
	s.say(w, nil, http.StatusOK, "研判已退出", "可以关掉这个网页了。内存里的表格已清空,您电脑里的原文件没有动。")
	s.quit()
}
