package policy

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"yanpan.dev"
)

//go:embed packs
var embedded embed.FS

// Builtin is the folder of the packs that come with the program, as
// <authority>/<topic>/<date of effect>/.
func Builtin() fs.FS {
	sub, err := fs.Sub(embedded, "packs")
	if err != nil {
		return embedded // cannot be: the folder is embedded above
	}
	return sub
}

// LoadBuiltin loads every pack that comes with the program.
func LoadBuiltin() ([]*Pack, error) { return LoadAll(Builtin(), "内置") }

// LoadAll loads every pack below the root of fsys, sorted by folder. A pack in
// a folder of three levels must be the one its folder names.
func LoadAll(fsys fs.FS, name string) ([]*Pack, error) {
	dirs, err := packDirs(fsys)
	if err != nil {
		return nil, unreadable(err, name)
	}
	if len(dirs) == 0 {
		return nil, withoutPack(fsys, name)
	}
	packs := make([]*Pack, 0, len(dirs))
	for _, dir := range dirs {
		full := name
		if dir != "." {
			full = path.Join(name, dir)
		}
		p, err := Load(fsys, dir, full)
		if err != nil {
			return nil, err
		}
		if strings.Count(dir, "/") == 2 && dir != p.ID {
			src := p.sources[packFile]
			f := src.fault(1, 1, "改文件夹的名字,或改 authority、topic、from", "文件夹“%s”与包的身份“%s”不一致", dir, p.ID)
			return nil, Faults{f}.asError("policy.LoadAll", full)
		}
		packs = append(packs, p)
	}
	return packs, nil
}

// withoutPack says that a folder holds no pack, and which file of it was meant
// to be pack.yaml: editors hide the ending that they add.
func withoutPack(fsys fs.FS, name string) error {
	meant := ""
	_ = fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error { // what cannot be read is no such file
		if base := strings.ToLower(path.Base(p)); err == nil && !d.IsDir() && (base == "pack.yml" || base != packFile && strings.HasPrefix(base, packFile)) {
			meant = p
		}
		return nil
	})
	err := unreadable(fs.ErrNotExist, name)
	var own *yanpan.Error
	if meant != "" && errors.As(err, &own) {
		own.Message, own.Remedy = "没有 pack.yaml,只有 "+meant, "请把文件名改成 pack.yaml(不要带别的后缀)"
	}
	return err
}

// ByLevel puts packs in the order in which they are laid over one another: the
// higher level first, packs of one level as they were given.
func ByLevel(packs []*Pack) []*Pack {
	sorted := slices.Clone(packs)
	slices.SortStableFunc(sorted, func(a, b *Pack) int { return a.Level.rank() - b.Level.rank() })
	return sorted
}

// Above lists the packs that stand on a higher level than this one.
func (p *Pack) Above(packs []*Pack) []*Pack {
	return slices.DeleteFunc(ByLevel(packs), func(o *Pack) bool { return o.Level.rank() >= p.Level.rank() })
}

// Strays tells the files of a pack's folder that nobody reads, each with the
// name that was probably meant.
func (p *Pack) Strays() []Fault {
	var out []Fault
	for _, name := range p.strays {
		stem := strings.TrimSuffix(name, path.Ext(name))
		remedy := ""
		switch {
		case slices.Contains(fileNames(), stem), strings.HasSuffix(stem, ".md"):
			remedy = "请改名为“" + stem + "”,保存时不要另加后缀"
		case path.Dir(name) == "documents":
			remedy = "模板请存成 .md 文件"
		}
		out = append(out, Fault{Pos: Pos{File: name}, Message: yanpan.Typeset("这个文件不会读"), Remedy: yanpan.Typeset(remedy)})
	}
	return out
}

func packDirs(fsys fs.FS) ([]string, error) {
	var dirs []string
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Base(p) == packFile {
			dirs = append(dirs, path.Dir(p))
		}
		if len(dirs) > maxPackFiles {
			return yanpan.Errorf(yanpan.CodeRefused, "policy.LoadAll", "政策包超过%d个", maxPackFiles)
		}
		return err
	})
	slices.Sort(dirs)
	return dirs, err
}

// Select picks the packs that hold in a region on a day, highest level first:
// of each authority and topic the version with the latest date of effect.
func Select(packs []*Pack, region yanpan.VillageCode, at yanpan.Date) []*Pack {
	var held []*Pack
	for _, p := range packs {
		if p.InForce(at) && p.Covers(region) {
			held = append(held, p)
		}
	}
	return Newest(held)
}

// SampleAuthority marks the packs of an invented township that come with the
// program: an example to copy, and what is used where an office has no pack yet.
const SampleAuthority = "sample"

// Newest gives of each authority and topic the version with the latest date of
// effect, highest level first.
func Newest(packs []*Pack) []*Pack {
	newest := map[string]*Pack{}
	var keys []string
	for _, p := range packs {
		key := p.Authority + "/" + p.Topic
		if newest[key] == nil {
			keys = append(keys, key)
		}
		if old := newest[key]; old == nil || p.From.After(old.From) {
			newest[key] = p
		}
	}
	slices.Sort(keys)
	out := make([]*Pack, 0, len(keys))
	for _, k := range keys {
		out = append(out, newest[k])
	}
	return ByLevel(out)
}

// Digest is the SHA-256 of a pack's folder: of every file's path, length and
// bytes, in the order of paths. A released folder never changes; a change is a
// new folder with a new date.
func Digest(fsys fs.FS, dir string) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s\x00%d\x00", relative(dir, p), len(text))
		h.Write(text)
		return nil
	})
	if err != nil {
		return "", unreadable(err, dir)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
