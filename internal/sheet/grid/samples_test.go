package grid

import (
	"bytes"
	"os"
	"testing"
)

func readFile(t testing.TB, path string) (*Book, error) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return Read(path, bytes.NewReader(data), int64(len(data)))
}

func TestDump(t *testing.T) {
	for _, p := range []string{"group-lines.xlsx", "side-by-side.xls", "word-table.docx"} {
		b, err := readFile(t, "testdata/"+p)
		if err != nil {
			t.Error(p, err)
			continue
		}
		for _, s := range b.Sheets {
			t.Log(p, s.Name, s.Len(), s.Width(), len(s.Merges), s.Title, b.Warnings)
			for i, r := range s.Rows() {
				if i < 5 || i > s.Len()-3 {
					t.Logf("%d %q", r.Number(), r.Texts())
				}
			}
		}
	}
}
