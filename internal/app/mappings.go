package app

import (
	"bytes"
	"io"

	"yanpan.dev/internal/sheet"
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
