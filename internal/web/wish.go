package web

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/web/page/home"
	"yanpan.dev/policy"
)

// The packs to choose from; any other choice is a folder below 政策包.
const (
	packSample   = "sample"
	packNational = "national"
)

// packsDir is the folder of the office's own packs below the data folder.
const packsDir = "政策包"

// wish is what a run is asked for: a copy of the bench, so that it can go on changing.
type wish struct {
	app.Request
	answers []app.Answer
	pack    string
}

func (b *bench) requestLocked() wish {
	w := wish{pack: b.pack, answers: slices.Clone(b.answers)}
	w.Request = app.Request{AsOf: b.asOf, TermBegan: b.term, Org: b.org, To: b.to, Version: b.server.Version, Corrections: slices.Clone(b.corrections)}
	for _, u := range b.uploads {
		f := app.File{Name: u.name, Data: bytes.NewReader(u.data), Size: int64(len(u.data))}
		if u.before {
			w.Before = append(w.Before, f)
		} else {
			w.Files = append(w.Files, f)
		}
	}
	return w
}

// outcome is what came of a run.
type outcome struct {
	work     *app.Work
	papers   *app.Papers // nil where they could not be written; the figures stand all the same
	noPapers string      // why
}

// fulfil reads the files and writes the papers, in memory.
func (s *server) fulfil(ctx context.Context, w wish, progress app.Progress) (out outcome, err error) {
	defer func() {
		if r := recover(); r != nil { // one odd file must not take the pages of the others down
			out, err = outcome{}, yanpan.Errorf(yanpan.CodeInternal, "web.fulfil", "程序内部出错,没有做完")
		}
	}()
	if len(w.Files) == 0 {
		return out, &yanpan.Error{Code: yanpan.CodeUsage, Op: "web.fulfil", Message: "只有用来对比的旧表,没有现在的表格", Remedy: "请再放入现在的花名册"}
	}
	kept, err := s.mappings()
	if err != nil {
		return out, err
	}
	w.Mappings = app.Answered(kept, w.answers)
	w.Sample = w.pack == packSample
	if w.Packs, err = s.packsOf(w.pack, w.AsOf); err != nil {
		return out, err
	}
	if out.work, err = app.Read(ctx, w.Request, progress); err != nil {
		return outcome{}, err
	}
	if out.papers, err = out.work.Report(); err != nil {
		out.papers, out.noPapers = nil, yanpan.MessageOf(err)
	}
	return out, nil
}

// packsOf are the packs behind a choice of the menu, in force at a day.
func (s *server) packsOf(choice string, asOf yanpan.Date) ([]*policy.Pack, error) {
	var dirs []string
	if choice != packSample && choice != packNational {
		dirs = append(dirs, filepath.Join(s.DataDir, packsDir, choice))
	}
	return app.Packs(dirs, choice == packSample, asOf)
}

// mappings are those kept from earlier times.
func (s *server) mappings() (*app.Mappings, error) {
	if s.DataDir == "" {
		return &app.Mappings{}, nil
	}
	return app.LoadMappings(s.mappingsFile())
}

func (s *server) mappingsFile() string { return filepath.Join(s.DataDir, app.MappingsFile) }

// remember keeps the answers for heads like these.
func (s *server) remember(answers []app.Answer) error {
	kept, err := s.mappings()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := app.Answered(kept, answers).Write(&b); err != nil {
		return err
	}
	return app.Save(s.mappingsFile(), b.Bytes())
}

// packChoices are the packs that may be chosen.
func (s *server) packChoices(chosen string) []home.Choice {
	out := []home.Choice{{Value: packSample, Label: "国家规定 + 示例镇(虚构,供试用)"}, {Value: packNational, Label: "只用国家规定"}}
	for _, name := range s.ownPacks() {
		out = append(out, home.Choice{Value: name, Label: "国家规定 + " + name})
	}
	for i := range out {
		out[i].Label = yanpan.Typeset(out[i].Label)
		out[i].Chosen = out[i].Value == chosen
	}
	return out
}

// ownPacks are the folders below 政策包; a folder that cannot be listed holds none.
func (s *server) ownPacks() []string {
	if s.DataDir == "" {
		return nil
	}
	entries, _ := os.ReadDir(filepath.Join(s.DataDir, packsDir))
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name()[0] != '.' {
			names = append(names, e.Name())
		}
	}
	return names
}
