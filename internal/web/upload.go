package web

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"unicode"

	"yanpan.dev"
	"yanpan.dev/internal/app"
)

// Bounds of what a visitor may hand in. A township's files are some megabytes.
const (
	maxUpload = 128 << 20 // of one batch
	maxHeld   = 256 << 20 // of a bench
	maxFiles  = 1000
	maxField  = 4 << 10
	maxTyped  = 1 << 20 // of a text that was pasted in
	maxForm   = 1 << 20 // of a form without files
)

// intake is what a form with files brought.
type intake struct {
	files  []upload
	fields map[string]string
}

// takeIn reads a form with files into memory, nothing on the disk.
func takeIn(w http.ResponseWriter, r *http.Request) (intake, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
	in := intake{fields: map[string]string{}}
	parts, err := r.MultipartReader()
	if err != nil {
		return in, yanpan.Errorf(yanpan.CodeUsage, "web.takeIn", "没有收到文件")
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return in, nil
		}
		if err == nil {
			err = in.take(part)
		}
		if err != nil {
			return in, tooMuch(err)
		}
	}
}

func (in *intake) take(part *multipart.Part) error {
	name := part.FormName()
	if name != "files" && name != "before" {
		return in.takeField(name, part)
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(part); err != nil {
		return err
	}
	given := cleanName(part.FileName())
	if given == "" && b.Len() == 0 {
		return nil // a file field that was left empty
	}
	if len(in.files) == maxFiles {
		return yanpan.Errorf(yanpan.CodeRefused, "web.takeIn", "一次最多放入 %d 个文件", maxFiles)
	}
	in.files = append(in.files, upload{name: given, data: b.Bytes(), before: name == "before"})
	return nil
}

// takeField reads one field. A pasted text is never cut: a number at the cut
// would be read as another one.
func (in *intake) takeField(name string, part io.Reader) error {
	most := maxField
	if name == "text" {
		most = maxTyped
	}
	data, err := io.ReadAll(io.LimitReader(part, int64(most)+1))
	if err == nil && len(data) > most {
		return yanpan.Errorf(yanpan.CodeRefused, "web.takeIn", "填写的内容太长,没有收。长的文稿请存成文件再放进来")
	}
	in.fields[name] = string(data)
	return err
}

// tooMuch says in Chinese why a form could not be taken.
func tooMuch(err error) error {
	var large *http.MaxBytesError
	var own *yanpan.Error
	switch {
	case errors.As(err, &large):
		return &yanpan.Error{Code: yanpan.CodeRefused, Op: "web.takeIn", Message: "这一批文件超过 128 MB,没有收", Remedy: "请分几批放入,或看看是否放错了文件", Err: err}
	case errors.As(err, &own):
		return own
	}
	return &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "web.takeIn", Message: "文件没有传完", Remedy: "请再放一次", Err: err}
}

// cleanName is the file's name without folders and without characters that no
// name should have.
func cleanName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, name))
	if name == "." || name == "/" || name == ".." {
		return ""
	}
	if runes := []rune(name); len(runes) > 120 {
		name = string(runes[:60]) + "…" + string(runes[len(runes)-40:])
	}
	return name
}

// load reads files into memory.
func load(files []app.File) ([]upload, error) {
	var out []upload
	total := int64(0)
	for _, f := range files {
		if total += f.Size; total > maxHeld {
			return nil, yanpan.Errorf(yanpan.CodeRefused, "web.load", "文件太大,合计超过 256 MB")
		}
		data, err := io.ReadAll(io.NewSectionReader(f.Data, 0, f.Size))
		if err != nil {
			return nil, app.Unreadable(f.Name, err)
		}
		out = append(out, upload{name: cleanName(f.Name), data: data})
	}
	return out, nil
}

// held is how much the bench holds.
func (b *bench) held() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for _, u := range b.uploads {
		n += len(u.data)
	}
	return n
}
