package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// mappingsVersion is the form of the mappings file that is written; older ones are read.
const mappingsVersion = 1

// Mappings is what users have said about the headers of tables and the cells of
// forms. It is a file to read and edit: sorted, one entry a line.
type Mappings struct {
	Version int         `json:"version"`
	Headers []Signature `json:"headers,omitempty"`
	Forms   []FormWord  `json:"forms,omitempty"`
}

// Signature is one head of a table and what its columns mean.
type Signature struct {
	Signature string            `json:"signature"`
	Example   string            `json:"example,omitempty"` // file and sheet where it was first explained
	Columns   map[string]string `json:"columns"`           // label to field id, "" for 忽略
}

// FormWord is a label of a form and what belongs under it: the key of a figure or field.
type FormWord struct {
	Label string `json:"label"`
	Key   string `json:"key"`
}

// ReadMappings reads what Write wrote.
func ReadMappings(r io.Reader) (*Mappings, error) {
	data, err := io.ReadAll(io.LimitReader(r, 16<<20))
	if err != nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "sheet.ReadMappings", Message: "表头对映文件读不出来", Err: err}
	}
	m := new(Mappings)
	if err := json.Unmarshal(data, m); err != nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "sheet.ReadMappings", Message: "表头对映文件的格式不对",
			Remedy: "请改正该文件,或删去它再试,程序会另建一份", Err: err}
	}
	if m.Version > mappingsVersion {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "sheet.ReadMappings", Message: "表头对映文件是较新版本的程序写的",
			Remedy: "请改用较新版本的程序"}
	}
	for _, s := range m.Headers {
		for label, id := range s.Columns {
			if id != "" && words().byID[roster.Field(id)] == nil {
				return nil, &yanpan.Error{Code: yanpan.CodeInvalid, Op: "sheet.ReadMappings",
					Message: fmt.Sprintf("表头对映文件里“%s”对到了不存在的字段“%s”", label, id), Remedy: "请改成“字段”一栏列出的名称之一"}
			}
		}
	}
	return m, nil
}

// Write writes the mappings, always in the same order.
func (m *Mappings) Write(w io.Writer) error {
	out := Mappings{Version: mappingsVersion, Headers: slices.Clone(m.Headers), Forms: slices.Clone(m.Forms)}
	slices.SortFunc(out.Headers, func(a, b Signature) int { return strings.Compare(a.Signature, b.Signature) })
	slices.SortFunc(out.Forms, func(a, b FormWord) int { return strings.Compare(a.Label, b.Label) })
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		return &yanpan.Error{Code: yanpan.CodeWrite, Op: "sheet.Mappings.Write", Message: "表头对映文件写不下去", Remedy: "请看磁盘是否已满、文件是否被占用", Err: err}
	}
	return nil
}

// Keep takes over what the user said while a book was read. It reports whether anything is new.
func (m *Mappings) Keep(told []Signature) bool {
	changed := false
	for _, t := range told {
		i := slices.IndexFunc(m.Headers, func(s Signature) bool { return s.Signature == t.Signature })
		if i < 0 {
			m.Headers = append(m.Headers, Signature{Signature: t.Signature, Example: t.Example, Columns: map[string]string{}})
			i = len(m.Headers) - 1
		}
		for label, id := range t.Columns {
			if old, ok := m.Headers[i].Columns[label]; !ok || old != id {
				m.Headers[i].Columns[label] = id
				changed = true
			}
		}
	}
	return changed
}

// Tell adds what the user said about one column of the head with this signature.
func (m *Mappings) Tell(signature, label string, field roster.Field) {
	m.Keep([]Signature{{Signature: signature, Columns: map[string]string{label: string(field)}}})
}

// TellForm adds what belongs under a label of a form.
func (m *Mappings) TellForm(label, key string) {
	k := fold(label)
	for i := range m.Forms {
		if fold(m.Forms[i].Label) == k {
			m.Forms[i].Key = key
			return
		}
	}
	m.Forms = append(m.Forms, FormWord{Label: label, Key: key})
}

// form gives the key that was told for a folded label of a form.
func (m *Mappings) form(folded string) (string, bool) {
	if m == nil {
		return "", false
	}
	for _, f := range m.Forms {
		if fold(f.Label) == folded {
			return f.Key, true
		}
	}
	return "", false
}

// signature names a head by its labels whatever their spaces, marks and order.
func (p *plan) signature() string {
	labels := make([]string, 0, len(p.head.paths))
	for _, path := range p.head.paths {
		if path != nil {
			labels = append(labels, strings.Join(path, "/"))
		}
	}
	slices.Sort(labels)
	sum := sha256.Sum256([]byte(strings.Join(labels, "\n")))
	return hex.EncodeToString(sum[:8])
}

// told is what the user says about columns, now and earlier.
type told struct {
	byLabel  map[string]roster.Field // folded label
	byLetter map[string]roster.Field
	kept     *Mappings
	labels   map[string]bool
	asked    map[string]string // what Options.Map calls a column, by its folded label or letter
	out      *Reading
}

// hear remembers that what was said of a column found one.
func (t *told) hear(key string) {
	if name, ok := t.asked[key]; ok && t.out != nil && !slices.Contains(t.out.Heard, name) {
		t.out.Heard = append(t.out.Heard, name)
	}
}

func newTold(opt Options) (*told, error) {
	t := &told{byLabel: map[string]roster.Field{}, byLetter: map[string]roster.Field{}, kept: opt.Mappings, labels: map[string]bool{}, asked: map[string]string{}}
	for column, name := range opt.Map {
		field, ok := FieldByName(name)
		if !ok {
			return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "sheet.Tables", Message: fmt.Sprintf("“%s=%s”里的字段“%s”不存在", column, name, name),
				Remedy: "请写字段的中文名(如 出生年月、党组织职务)或英文标识,不用的列写“忽略”"}
		}
		if isLetter(column) {
			letter := strings.ToUpper(strings.TrimSpace(column))
			t.byLetter[letter], t.asked[letter] = field, column
			continue
		}
		t.byLabel[fold(column)] = field
		t.labels[fold(column)], t.asked[fold(column)] = true, column
	}
	if t.kept != nil {
		for _, s := range t.kept.Headers {
			for label := range s.Columns {
				t.labels[fold(label[strings.LastIndex(label, "·")+1:])] = true
			}
		}
	}
	return t, nil
}

// isLetter reports whether a column is named as a spreadsheet names it: A to XFD.
func isLetter(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 3 {
		return false
	}
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return !words().labels[fold(s)]
}

// apply sets the fields of columns that the user has explained and remembers
// which head they belong to.
func (t *told) apply(p *plan, signature string) {
	kept := t.keptFor(signature)
	news := map[string]string{}
	for i := range p.columns {
		c := &p.columns[i]
		field, ok := t.now(c)
		if ok {
			news[c.label] = string(field)
		} else if id, was := kept[c.label]; was {
			field, ok = roster.Field(id), true
		}
		if ok {
			c.field, c.score, c.told = field, 100, true
		}
	}
	if len(news) > 0 && t.out != nil {
		t.out.Told = append(t.out.Told, Signature{Signature: signature, Example: p.book.Name + " " + p.sheet.Name, Columns: news})
	}
}

// now gives what the user says this time about a column: by its letter, its
// label, its heads put together or the lowest of them.
func (t *told) now(c *column) (roster.Field, bool) {
	if f, ok := t.byLetter[c.letter()]; ok {
		t.hear(c.letter())
		return f, true
	}
	keys := []string{fold(c.label)}
	if len(c.path) > 0 {
		keys = append(keys, strings.Join(c.path, ""), c.path[len(c.path)-1])
	}
	for _, k := range keys {
		if f, ok := t.byLabel[k]; ok {
			t.hear(k)
			return f, true
		}
	}
	return "", false
}

func (t *told) keptFor(signature string) map[string]string {
	if t.kept == nil {
		return nil
	}
	for _, s := range t.kept.Headers {
		if s.Signature == signature {
			return s.Columns
		}
	}
	return nil
}
