package proof

import (
	"bytes"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzCheck: no text panics, every finding points into the text, and the
// numbers add up.
func FuzzCheck(f *testing.F) {
	for _, p := range readCorpus(f, "tuning") {
		f.Add(p.text, len(p.name) > 4 && p.name[len(p.name)-3:] == ".md")
	}
	for _, s := range []string{"", "一", "第", "〔", "（", "三分之", "百分之", "9999999999999999亿", "1/0", "0/0人", "2月30日至", "2026年13月", "占%", "共，其中", "翻99999番", "由0人增加到0人，增长0倍", "平均每村0户，0个村0户", "|", "|a|\n|-|\n|1|", "35岁至", "《", "“一", "1.1.", "1..2", "十十十万亿亿", "零分之一", "0分之0", "\x00", "\ufeff一、"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	min, max := int64(3), int64(7)
	f.Fuzz(func(t *testing.T, s string, md bool) {
		name := "a.txt"
		if md {
			name = "a.md"
		}
		x, err := Read(name, []byte(s))
		if err != nil {
			return
		}
		r := Check(x, Options{Org: "清水镇", Limits: []Limit{{Words: []string{"公示"}, Units: []string{"天"}, Min: &min, Max: &max}},
			Figures: []Figure{{Labels: []string{"党员"}, Unit: "名", Value: 3, Percent: "28.4%"}}})
		if n := r.Numbers; n.Total != n.Checked+n.Uncheckable+n.NotUnderstood {
			t.Errorf("%+v", n)
		}
		for _, fd := range r.Findings {
			if fd.Line < 1 || fd.Column < 1 || !utf8.ValidString(fd.Quote) || fd.Message == "" {
				t.Errorf("%+v", fd)
			}
		}
	})
}

// FuzzNumerals: every numeral that is read covers at least one rune and has a positive denominator.
func FuzzNumerals(f *testing.F) {
	for _, s := range []string{"三百二十", "二〇二六", "1,234,567.89万", "十几", "两万三千", "七八十", "半", "一百零五点二五", "亿亿", "0.000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := newPara("", 1, []rune(s))
		for i := range p.t {
			if isDigit(p.t[i]) {
				if n, ok := arabicAt(&p, i); ok && (n.end <= i || n.val.d <= 0 || n.val.n < 0) {
					t.Errorf("%q at %d: %+v", s, i, n)
				}
			} else if n, _, ok := chineseAt(p.t, i); ok && (n.end <= i || n.val.d <= 0 || n.val.n < 0) {
				t.Errorf("%q at %d: %+v", s, i, n)
			}
		}
	})
}

// FuzzDocx: a damaged Word file is refused or read, never a panic, and what
// can be read can be annotated.
func FuzzDocx(f *testing.F) {
	f.Add(sampleDocx(f, `<w:p><w:r><w:t>全镇共有党员100名，其中男60名、女30名。</w:t></w:r></w:p>`))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !bytes.HasPrefix(data, []byte("PK")) {
			return
		}
		x, err := Read("a.docx", data)
		if err != nil {
			return
		}
		r := Check(x, Options{})
		if _, err := Annotate(data, r.Findings, time.Time{}); err != nil {
			t.Logf("not annotated: %v", err)
		}
	})
}
