package app

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"

	"yanpan.dev/internal/sheet"
	"yanpan.dev/roster"
)

// Mappings is what users have said about columns and cells of forms, kept in a file.
type Mappings = sheet.Mappings

// ReadMappings reads a mappings file.
func ReadMappings(r io.Reader) (*Mappings, error) { return sheet.ReadMappings(r) }

// KeepMappings adds what was said in this work to the mappings, and gives the
// file to keep; it reports false where nothing new was said.
func (w *Work) KeepMappings() (data []byte, changed bool, err error) {
	m := w.Request.Mappings
	if m == nil {
		m = &Mappings{}
	}
	for _, r := range w.Readings {
		changed = m.Keep(r.Told) || changed
	}
	if !changed {
		return nil, false, nil
	}
	var b bytes.Buffer
	err = m.Write(&b)
	return b.Bytes(), true, err
}

// LoadMappings reads the mappings file of that name; one that is not there yet
// is empty.
func LoadMappings(name string) (*Mappings, error) {
	f, err := OpenFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &Mappings{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadMappings(f)
}

// Answer is what a person says about one column that was in doubt.
type Answer struct {
	Signature string       // of the head, as Recognised gives it
	Label     string       // of the column
	Field     roster.Field // "" where the column is not to be read
}

// Answered gives the mappings with the answers added; m is not changed.
func Answered(m *Mappings, answers []Answer) *Mappings {
	out := &Mappings{}
	if m != nil {
		out.Version, out.Forms = m.Version, slices.Clone(m.Forms)
		out.Keep(m.Headers)
	}
	for _, a := range answers {
		out.Tell(a.Signature, a.Label, a.Field)
	}
	return out
}
