package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"slices"
	"strings"

	"yanpan.dev/internal/ooxml"
)

// repack copies a package so that its bytes depend on its contents only: parts in
// the order of their names, times fixed, the defaults of the content types sorted
// (the library writes them in the order of a map).
func repack(out io.Writer, file []byte) error {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return err
	}
	slices.SortFunc(z.File, func(a, b *zip.File) int {
		return cmp.Or(partRank(a.Name)-partRank(b.Name), strings.Compare(a.Name, b.Name))
	})
	w := ooxml.NewWriter(out)
	for _, f := range z.File {
		data, err := readPart(f)
		if err != nil {
			return err
		}
		if f.Name == contentTypes {
			data = sortDefaults(data)
		}
		w.Add(f.Name, data)
	}
	return w.Close()
}

const contentTypes = "[Content_Types].xml"

func partRank(name string) int {
	if name == contentTypes {
		return 0
	}
	return 1
}

func readPart(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// sortDefaults sorts the Default elements, which stand before all others.
func sortDefaults(data []byte) []byte {
	text := string(data)
	const open, end = "<Default ", "</Default>"
	first, last := strings.Index(text, open), strings.LastIndex(text, end)
	if first < 0 || last < first {
		return data
	}
	list := strings.SplitAfter(text[first:last+len(end)], end)
	slices.Sort(list)
	return []byte(text[:first] + strings.Join(list, "") + text[last+len(end):])
}
