package web

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/web/page/packs"
	"yanpan.dev/policy"
)

// trial is a workbook that was handed in as a pack.
type trial struct {
	packs.Trial
	files []app.Output // the pack as a folder; nil where there are faults
}

func (s *server) showPacks(w http.ResponseWriter, r *http.Request, b *bench) {
	b.mu.Lock()
	pack, asOf := b.pack, b.asOf
	in := packs.Input{Shown: r.URL.Query().Get("show"), CanKeep: s.DataDir != "", Notice: b.packNotice}
	b.packNotice = ""
	if b.trial != nil {
		in.Trial = &b.trial.Trial
	}
	b.mu.Unlock()
	in.Frame = s.section(b, "/packs")
	for _, c := range s.packChoices(pack) {
		in.Choices = append(in.Choices, packs.Choice{Value: c.Value, Label: c.Label, Chosen: c.Chosen})
	}
	if err := s.listPacks(&in, pack, asOf); err != nil {
		in.Failure = yanpan.MessageOf(err)
	}
	render(w, http.StatusOK, s.packs, packs.Build(in))
}

// listPacks fills in the packs that apply, and those of the program that do not.
func (s *server) listPacks(in *packs.Input, choice string, asOf yanpan.Date) (err error) {
	builtin, err := policy.LoadBuiltin()
	if err != nil {
		return err
	}
	in.Packs, err = s.packsOf(choice, asOf)
	for _, p := range builtin {
		if !slices.ContainsFunc(in.Packs, func(o *policy.Pack) bool { return o.ID == p.ID }) {
			in.Others = append(in.Others, p)
		}
	}
	return err
}

// choosePack takes another set of packs; what has been read is worked out anew.
func (s *server) choosePack(w http.ResponseWriter, r *http.Request, b *bench) {
	if !s.form(w, r, b) {
		return
	}
	b.mu.Lock()
	b.setLocked(func(name string) (string, bool) { return r.PostForm.Get(name), name == "pack" })
	b.packNotice = "换了政策口径,首页的数字和材料已按它重算"
	if len(b.uploads) == 0 {
		b.packNotice = "换了政策口径,以后按它算"
	}
	b.mu.Unlock()
	b.begin()
	http.Redirect(w, r, "/packs", http.StatusSeeOther)
}

// importPack tries a workbook as a pack. Nothing is kept before the visitor says so.
func (s *server) importPack(w http.ResponseWriter, r *http.Request, b *bench) {
	in, err := takeIn(w, r)
	t := &trial{}
	switch {
	case err != nil:
	case len(in.files) != 1:
		err = yanpan.Errorf(yanpan.CodeUsage, "web.importPack", "请放入一份政策参数表,这里有 %d 份", len(in.files))
	default:
		err = t.read(in.files[0])
	}
	if t.File == "" {
		t.File = app.ParametersName
	}
	if t.Faults = policy.FaultsOf(err); err != nil && len(t.Faults) == 0 {
		t.Failure = yanpan.MessageOf(err)
	}
	b.mu.Lock()
	b.trial = t
	b.mu.Unlock()
	http.Redirect(w, r, "/packs#trial", http.StatusSeeOther)
}

func (t *trial) read(u upload) (err error) {
	defer func() {
		if recover() != nil { // one odd file must not take the page down
			t.Pack, t.files, err = nil, nil, yanpan.Errorf(yanpan.CodeInternal, "web.importPack", "程序内部出错,没有做完")
		}
	}()
	t.File = u.name
	t.Pack, t.files, err = app.ReadParameters(u.name, u.data)
	return err
}

// tried gives the pack of the last workbook, or says that there is none.
func (s *server) tried(w http.ResponseWriter, b *bench) *trial {
	b.mu.Lock()
	t := b.trial
	b.mu.Unlock()
	if t == nil || t.Pack == nil {
		s.say(w, b, http.StatusConflict, "没有可用的政策参数表", "请先在“政策包”页放入一份,检查无误以后再做这一步。")
		return nil
	}
	return t
}

// keepPack puts the pack into the user's own folder, beside what is there, and uses it.
func (s *server) keepPack(w http.ResponseWriter, r *http.Request, b *bench) {
	t := s.tried(w, b)
	if t == nil {
		return
	}
	if s.DataDir == "" {
		s.say(w, b, http.StatusConflict, "没有地方存", "这次启动没有数据文件夹。请下载成文件夹,自己保存。")
		return
	}
	name := s.freeName(t.Pack.Label)
	if err := app.SaveAll(filepath.Join(s.DataDir, packsDir, name), t.files); err != nil {
		s.say(w, b, http.StatusInternalServerError, "没有存下来", yanpan.MessageOf(err))
		return
	}
	b.mu.Lock()
	b.trial, b.pack = nil, name
	b.packNotice = "收下了“" + name + "”,现在按它算;文件在 " + filepath.Join(s.DataDir, packsDir, name)
	b.mu.Unlock()
	b.begin()
	http.Redirect(w, r, "/packs", http.StatusSeeOther)
}

// freeName is a name for a folder that nobody has: nothing is written over.
func (s *server) freeName(label string) string {
	name := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, cleanName(strings.ReplaceAll(yanpan.Typeset(label), "/", "_"))), ". ")
	if name == "" || name == packSample || name == packNational {
		name = "本地政策包"
	}
	first := name
	for n := 2; slices.Contains(s.ownPacks(), name); n++ {
		name = fmt.Sprintf("%s_%d", first, n)
	}
	return name
}

func (s *server) clearPack(w http.ResponseWriter, r *http.Request, b *bench) {
	b.mu.Lock()
	b.trial = nil
	b.mu.Unlock()
	http.Redirect(w, r, "/packs", http.StatusSeeOther)
}

// downloadBook gives a pack of the program, or one that applies, as a workbook.
func (s *server) downloadBook(w http.ResponseWriter, r *http.Request, b *bench) {
	b.mu.Lock()
	pack, asOf := b.pack, b.asOf
	b.mu.Unlock()
	var in packs.Input
	err := s.listPacks(&in, pack, asOf)
	id := r.URL.Query().Get("id")
	all := append(in.Packs, in.Others...)
	for _, p := range all {
		if p.ID != id {
			continue
		}
		o, err := app.Parameters(p, app.PacksAbove(p, all, p.From), s.Version)
		if err != nil {
			s.say(w, b, http.StatusInternalServerError, "导不出来", yanpan.MessageOf(err))
			return
		}
		send(w, o.Name, o.Data)
		return
	}
	if err != nil {
		s.say(w, b, http.StatusConflict, "政策包读不出来", yanpan.MessageOf(err))
		return
	}
	s.say(w, b, http.StatusNotFound, "没有这个政策包", "可能是旧链接。请回“政策包”页再点一次。")
}

// downloadFolder gives the last workbook as the folder it stands for.
func (s *server) downloadFolder(w http.ResponseWriter, _ *http.Request, b *bench) {
	t := s.tried(w, b)
	if t == nil {
		return
	}
	data, err := zipped(t.files)
	if err != nil {
		s.say(w, b, http.StatusInternalServerError, "打不了包", "请收进本机,再到文件夹里取。")
		return
	}
	send(w, "政策包.zip", data)
}

// zipped packs files in their order, the same each time.
func zipped(files []app.Output) ([]byte, error) {
	var data bytes.Buffer
	z := zip.NewWriter(&data)
	for _, o := range files {
		f, err := z.CreateHeader(&zip.FileHeader{Name: o.Name, Method: zip.Deflate})
		if err == nil {
			_, err = f.Write(o.Data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return data.Bytes(), err
}
