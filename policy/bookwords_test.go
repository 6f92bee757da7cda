package policy

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// Every word of a closed choice has a Chinese word: an office never meets an
// English one in the workbook.
func TestEveryWordHasALabel(t *testing.T) {
	count := 0
	for _, f := range bookForms() {
		for _, c := range f.columns {
			words := slices.Concat(c.key.words, c.key.each)
			if c.key.inner != nil {
				words = slices.Concat(words, c.key.inner.words)
			}
			seen := map[string]string{}
			for _, w := range words {
				count++
				label := wordLabel(w)
				if strings.IndexFunc(label, func(r rune) bool { return r < 0x80 && unicode.IsLetter(r) }) >= 0 || label == "" {
					t.Errorf("%s: column %s: the word %s has no Chinese label", f.title, c.label, w)
				}
				if other := seen[label]; other != "" && other != w {
					t.Errorf("%s: column %s: %s and %s are both called %s", f.title, c.label, other, w, label)
				}
				seen[label] = w
			}
		}
	}
	if count < 150 {
		t.Errorf("only %d words", count)
	}
}

var (
	latin  = regexp.MustCompile(`[A-Za-z]{2,}`)
	shared = regexp.MustCompile(`\x{FF08}[a-z_0-9]+\x{FF09}`) // the identifier behind a name that two have
)

// othersOf are the packs that one is read together with: those above it and beside it.
func othersOf(p *Pack, packs []*Pack) []*Pack {
	return slices.DeleteFunc(slices.Clone(packs), func(o *Pack) bool { return o.ID == p.ID || o.Level.rank() > p.Level.rank() })
}

// No cell of any pack's book holds English, identifiers stand in their own columns only.
func TestBookSpeaksChinese(t *testing.T) {
	packs := load(t)
	for _, p := range packs {
		for _, s := range NewBook(p, othersOf(p, packs)...).Sheets {
			if s.Name == namesSheet || strings.HasPrefix(s.Name, documentSheet) || s.Name == "政策包" {
				continue
			}
			for i, h := range s.Head {
				if latin.MatchString(h.Label) {
					t.Errorf("%s: heading %s", s.Name, h.Label)
				}
				if strings.Contains(h.Label, "编号") || h.Label == "包含的问题" { // the rule covered may be of a pack below, unknown here
					continue
				}
				for n, row := range s.Rows {
					if i < len(row) && h.Label != "近亲属\uFF1A哪些关系" && latin.MatchString(shared.ReplaceAllString(row[i], "")) {
						t.Errorf("%s: %s, row %d, %s: %s", p.ID, s.Name, n+4, h.Label, row[i])
					}
				}
			}
		}
	}
}
