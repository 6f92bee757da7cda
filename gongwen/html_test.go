package gongwen

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

// fataler is what *testing.T and *rapid.T have in common here.
type fataler interface {
	Fatalf(format string, args ...any)
}

var voidTags = regexp.MustCompile(`<(meta|col|br)\b([^>]*)>`)

// checkHTML checks that tags are balanced, that nothing is loaded or run, and
// that every link leads somewhere inside.
func checkHTML(t fataler, page string) {
	styles := strings.Index(page, "</style>")
	if styles < 0 {
		t.Fatalf("no style sheet")
	}
	src := voidTags.ReplaceAllString(strings.TrimPrefix(page, "<!DOCTYPE html>"), "<$1$2/>")
	d := xml.NewDecoder(strings.NewReader(src))
	ids, links := map[string]bool{}, []string{}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v", err)
		}
		s, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch s.Name.Local {
		case "script", "link", "img", "iframe", "object", "form":
			t.Fatalf("<%s>", s.Name.Local)
		}
		for _, a := range s.Attr {
			switch {
			case a.Name.Local == "id":
				if ids[a.Value] {
					t.Fatalf("id %s twice", a.Value)
				}
				ids[a.Value] = true
			case a.Name.Local == "href":
				links = append(links, a.Value)
			case a.Name.Local == "src", strings.HasPrefix(a.Name.Local, "on"):
				t.Fatalf("%s", a.Name.Local)
			}
		}
	}
	for _, l := range links {
		if l[0] != '#' || !ids[l[1:]] {
			t.Fatalf("a link to %s", l)
		}
	}
}

func page(t *testing.T, d *Document) string {
	t.Helper()
	var buf bytes.Buffer
	if err := New(Style{}).HTML(&buf, d); err != nil {
		t.Fatal(err)
	}
	checkHTML(t, buf.String())
	return buf.String()
}

func TestHTMLOfEveryElement(t *testing.T) {
	got := page(t, readMarkdown(t, "testdata/全要素.md"))
	golden(t, "全要素.html", []byte(got))
	for _, want := range []string{
		`<h2 class="l1">一、基本情况</h2>`, `<h3 class="l2">（二）队伍结构</h3>`, `<h4 class="l3">2.学历结构</h4>`, `<h5 class="l4">（1）书记年龄</h5>`,
		`<div class="runin"><h3 class="l2">（一）部分班子年龄偏大。</h3><span>`,
		`<section class="sheet side">`, `<mark>【待填：会议次数】</mark>`, `<th colspan="2">性别</th>`, `<th rowspan="2">村（社区）</th>`,
		`data-mark="members"`, `<thead>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestHTMLLetsNothingThrough(t *testing.T) {
	evil := `<script>alert(1)</script>"' onload="x`
	got := page(t, &Document{Title: evil, To: evil, Properties: []Property{{evil, evil}}, Body: []Block{
		Paragraph{Runs: []Run{{Text: evil, Mark: evil, Anchor: evil}}},
		Figure{Caption: evil, Chart: Chart{Title: evil, Unit: evil, Categories: []string{evil}, Series: []Series{{evil, []string{"1"}}, {evil, []string{"2"}}}}},
		Table{Caption: evil, Rows: []Row{TextRow(evil)}},
	}})
	if strings.Contains(got, "<script") || strings.Contains(got, `" onload="`) {
		t.Error("markup of a stranger came through")
	}
	var buf bytes.Buffer
	if err := New(Style{Body: Font{Name: `x"}</style><script>`}}).HTML(&buf, &Document{}); err != nil {
		t.Fatal(err)
	}
	checkHTML(t, buf.String())
}

// The same text must stand on paper and screen: both are read back and compared.
func TestScreenAndPaperAgree(t *testing.T) {
	d := readMarkdown(t, "testdata/全要素.md")
	paper := strings.Join(between(body(t, d), `<w:t xml:space="preserve">`, "</w:t>"), "")
	screen := regexp.MustCompile(`(?s)<style>.*</style>|<title>.*</title>|<svg.*?</svg>|<[^>]*>|\n`).ReplaceAllString(page(t, d), "")
	numbers := regexp.MustCompile(`[一二三四五六七八九十]、|（[一二三四五六七八九十0-9]+）|[0-9]+\.|——`)
	clean := func(s string) string { return strings.ReplaceAll(numbers.ReplaceAllString(s, ""), "附件：", "") }
	// Numbers of headings are Word's own on paper, so they are taken off both.
	if a, b := clean(paper), clean(screen); a != b {
		t.Errorf("paper:\n%s\nscreen:\n%s", a, b)
	}
}

func TestAxisIsRound(t *testing.T) {
	cases := []struct {
		values []string
		want   scale
	}{
		{[]string{"20", "21", "14"}, scale{0, 25, 5}},
		{[]string{"3", "1"}, scale{0, 4, 1}},
		{[]string{"-4", "48.2"}, scale{-20, 60, 20}},
		{nil, scale{0, 2, 1}},
	}
	for _, c := range cases {
		if got := newScale(&Chart{Categories: c.values, Series: []Series{{Values: c.values}}}); got != c.want {
			t.Errorf("%v: %v, want %v", c.values, got, c.want)
		}
	}
}
