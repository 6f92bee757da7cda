package web

import (
	"bytes"
	"net/http"
	"path/filepath"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/web/page/check"
	"yanpan.dev/proof"
)

// pastedName is what a text is called that came without a file.
const pastedName = "粘贴的文字.txt"

// checked is a text with what was found in it.
type checked struct {
	org      string
	text     string // as pasted; "" of a file
	compared bool
	failure  string
	report   *proof.Report
	marked   []byte // the annotated copy; nil where it cannot be made
}

func (s *server) showCheck(w http.ResponseWriter, _ *http.Request, b *bench) {
	in := check.Input{Frame: s.section(b, "/check")}
	b.mu.Lock()
	in.CanCompare, in.Org = b.confirmed && b.work != nil, b.org
	if c := b.checked; c != nil {
		in.Org, in.Text, in.Compared, in.Failure, in.Report, in.NoMarks = c.org, c.text, c.compared, c.failure, c.report, c.marked == nil
	}
	b.mu.Unlock()
	render(w, http.StatusOK, s.check, check.Build(in))
}

// checkText checks what was pasted or handed in. A page that failed keeps what
// was typed.
func (s *server) checkText(w http.ResponseWriter, r *http.Request, b *bench) {
	in, err := takeIn(w, r)
	c := &checked{org: strings.TrimSpace(in.fields["org"]), text: in.fields["text"], compared: in.fields["figures"] != ""}
	if err == nil {
		err = s.fillCheck(c, in, b)
	}
	if err != nil {
		c.failure = yanpan.MessageOf(err)
	}
	b.mu.Lock()
	b.checked = c
	b.mu.Unlock()
	anchor := "#result"
	if err != nil {
		anchor = "#fault"
	}
	http.Redirect(w, r, "/check"+anchor, http.StatusSeeOther)
}

func (s *server) fillCheck(c *checked, in intake, b *bench) error {
	name, data := pastedName, []byte(c.text)
	switch {
	case len(in.files) > 1:
		return yanpan.Errorf(yanpan.CodeUsage, "web.checkText", "一次校核一份文稿,这里有 %d 份,都没有读。请一份一份放入", len(in.files))
	case len(in.files) == 1:
		name, data, c.text = in.files[0].name, in.files[0].data, ""
	case strings.TrimSpace(c.text) == "":
		return yanpan.Errorf(yanpan.CodeUsage, "web.checkText", "没有文稿。请选一个文件,或把文字粘贴在方框里")
	}
	opt := proof.Options{Org: c.org}
	if c.compared {
		var err error
		if opt.Figures, err = b.proofFigures(); err != nil {
			return err
		}
	}
	return s.runCheck(c, name, data, opt)
}

func (s *server) runCheck(c *checked, name string, data []byte, opt proof.Options) (err error) {
	defer func() {
		if recover() != nil { // one odd file must not take the page down
			c.report, err = nil, yanpan.Errorf(yanpan.CodeInternal, "web.runCheck", "程序内部出错,没有做完")
		}
	}()
	if c.report, data, err = app.Proof(name, bytes.NewReader(data), opt); err != nil {
		return err
	}
	if len(c.report.Findings) > 0 {
		c.marked, _ = app.Annotated(name, data, c.report, opt, s.Clock()) // without it the findings stand on the page all the same
	}
	return nil
}

// proofFigures are the figures of the workbooks, to hold a text against.
func (b *bench) proofFigures() ([]proof.Figure, error) {
	_, papers := b.results()
	if papers != nil {
		for _, o := range papers.Outputs {
			if o.Name == app.FiguresFile {
				return app.ReadFigures(bytes.NewReader(o.Data))
			}
		}
	}
	return nil, yanpan.Errorf(yanpan.CodeUsage, "web.checkText", "首页还没有底数可以对照。请先在“研判”页放入表格并核对无误,或去掉“对照”的勾")
}

func (s *server) clearCheck(w http.ResponseWriter, r *http.Request, b *bench) {
	b.mu.Lock()
	b.checked = nil
	b.mu.Unlock()
	http.Redirect(w, r, "/check", http.StatusSeeOther)
}

func (s *server) downloadMarked(w http.ResponseWriter, _ *http.Request, b *bench) {
	b.mu.Lock()
	c := b.checked
	b.mu.Unlock()
	if c == nil || c.marked == nil {
		s.say(w, b, http.StatusConflict, "没有带批注的文稿", "请先在“校核”页校核一份文稿;没有发现问题的文稿不用批注。")
		return
	}
	name := c.report.File
	send(w, strings.TrimSuffix(name, filepath.Ext(name))+"\uFF08校核批注\uFF09.docx", c.marked)
}
