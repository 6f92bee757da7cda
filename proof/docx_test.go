package proof

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"yanpan.dev"
	"yanpan.dev/internal/ooxml"
)

const sampleStyles = `<w:styles xmlns:w="` + nsWord + `"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="my"><w:basedOn w:val="1"/></w:style></w:styles>`

// sampleDocx packs a body with one footnote and one header into a Word file.
func sampleDocx(tb testing.TB, body string, extra ...string) []byte {
	tb.Helper()
	rel := func(id, kind, target string) string {
		return `<Relationship Id="` + id + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"/>`
	}
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	ct := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>` +
		`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>`
	docRels := rels + rel("r1", "styles", "styles.xml") + rel("r2", "footnotes", "footnotes.xml") + rel("r3", "header", "/word/header1.xml")
	var comments string
	if len(extra) > 0 {
		comments = extra[0]
		docRels += rel("r4", "comments", "comments.xml")
		ct += `<Override PartName="/word/comments.xml" ContentType="` + typComments + `"/>`
	}
	var out bytes.Buffer
	w := ooxml.NewWriter(&out)
	w.Add("[Content_Types].xml", []byte(ct+`</Types>`))
	w.Add("_rels/.rels", []byte(rels+rel("r1", "officeDocument", "word/document.xml")+`</Relationships>`))
	w.Add("word/document.xml", []byte(`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="`+nsWord+`" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`+body+`<w:sectPr/></w:body></w:document>`))
	w.Add("word/_rels/document.xml.rels", []byte(docRels+`</Relationships>`))
	w.Add("word/styles.xml", []byte(sampleStyles))
	w.Add("word/footnotes.xml", []byte(`<w:footnotes xmlns:w="`+nsWord+`"><w:footnote w:id="1"><w:p><w:r><w:t>数据截至2月30日。</w:t></w:r></w:p></w:footnote></w:footnotes>`))
	w.Add("word/header1.xml", []byte(`<w:hdr xmlns:w="`+nsWord+`"><w:p><w:r><w:t>中共XX镇委员会</w:t></w:r></w:p></w:hdr>`))
	if comments != "" {
		w.Add("word/comments.xml", []byte(comments))
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

const sampleBody = `<w:p><w:pPr><w:pStyle w:val="my"/><w:tabs><w:tab w:val="left" w:pos="100"/></w:tabs></w:pPr><w:r><w:t>基本情况</w:t></w:r></w:p>
<w:p><w:r><w:t>全镇共有党员1</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>00名</w:t></w:r><w:del w:id="9"><w:r><w:delText>X个</w:delText></w:r></w:del><w:ins w:id="8"><w:r><w:t>，其中男60名、女30名</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>
<w:p/>
<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>村名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>党员</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>东村</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>40</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>西村</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>50</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>合计</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>95</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>做到做到</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>做到做到</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>以上，</w:t></w:r></w:p>`

// TestDocxIsReadPartByPart pins where each finding of the sample stands: runs
// are merged, deletions left out, paragraphs counted with empty ones and cells.
func TestDocxIsReadPartByPart(t *testing.T) {
	r := check1(t, "a.docx", string(sampleDocx(t, sampleBody)), Options{})
	want := []struct {
		kind      Kind
		part      string
		line, col int
		quote     string
	}{
		{KindSum, "body", 2, 15, "男60名、女30名"}, // 100, not 90
		{KindConflict, "body", 2, 1, "全镇共有党员100名"},
		{KindSum, "body", 11, 1, "95"}, // 40 + 50 = 90
		{KindRepetition, "textbox", 1, 1, "做到做到"},
		{KindDate, "footnote", 1, 5, "2月30日"},
		{KindPlaceholder, "header", 1, 3, "XX镇"},
	}
	for _, w := range want {
		found := false
		for _, f := range r.Findings {
			found = found || f.Kind == w.kind && f.Part == w.part && f.Line == w.line && strings.Contains(f.Quote, w.quote)
		}
		if !found {
			t.Errorf("missing %+v", w)
		}
	}
	if len(r.Findings) != len(want) {
		for _, f := range r.Findings {
			t.Log(f.Sentence())
		}
		t.Errorf("%d findings, want %d", len(r.Findings), len(want))
	}
}

// TestAnnotateKeepsTheText compares the text before and after, and counts the comments.
func TestAnnotateKeepsTheText(t *testing.T) {
	data := sampleDocx(t, sampleBody)
	r := check1(t, "a.docx", string(data), Options{})
	out, err := Annotate(data, r.Findings, time.Date(2026, 6, 30, 9, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	again := check1(t, "a.docx", string(out), Options{})
	if len(again.Findings) != len(r.Findings) || again.Numbers != r.Numbers {
		t.Errorf("the annotated copy reads differently: %+v and %+v", again.Numbers, r.Numbers)
	}
	a, err := ooxml.Open(bytes.NewReader(out), int64(len(out)), ooxml.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	comments, err := a.ReadFile("word/comments.xml")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(comments), "<w:comment "); n != len(r.Findings) {
		t.Errorf("%d comments for %d findings", n, len(r.Findings))
	}
	body, _ := a.ReadFile("word/document.xml")
	for _, tag := range []string{"<w:commentRangeStart ", "<w:commentRangeEnd ", "<w:commentReference "} {
		if n := strings.Count(string(body), tag); n != len(r.Findings) {
			t.Errorf("%d of %s", n, tag)
		}
	}
	second, err := Annotate(data, r.Findings, time.Date(2026, 6, 30, 9, 0, 0, 0, time.UTC))
	if err != nil || !bytes.Equal(second, out) {
		t.Error("the same input gave other bytes")
	}
}

// TestAnnotateKeepsOldComments adds to comments that are there, with new ids.
func TestAnnotateKeepsOldComments(t *testing.T) {
	old := `<w:comments xmlns:w="` + nsWord + `"><w:comment w:id="7" w:author="甲"><w:p><w:r><w:t>已阅</w:t></w:r></w:p></w:comment></w:comments>`
	data := sampleDocx(t, sampleBody, old)
	r := check1(t, "a.docx", string(data), Options{})
	out, err := Annotate(data, r.Findings, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	a, err := ooxml.Open(bytes.NewReader(out), int64(len(out)), ooxml.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	comments, _ := a.ReadFile("word/comments.xml")
	if s := string(comments); !strings.Contains(s, "已阅") || !strings.Contains(s, `w:id="8"`) || strings.Count(s, "</w:comments>") != 1 {
		t.Errorf("%s", s)
	}
}

// TestUnreadableFilesAreRefusedInWords tries what is no text.
func TestUnreadableFilesAreRefusedInWords(t *testing.T) {
	for name, data := range map[string]string{
		"旧.doc":  "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest",
		"假.docx": "只是文本",
		"坏.docx": "PK\x03\x04broken",
		"图.txt":  "\x00\x01\x02\x03",
	} {
		_, err := Read(name, []byte(data))
		var e *yanpan.Error
		if !errors.As(err, &e) || !strings.Contains(e.Error(), name) || e.Remedy == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTableOfSourcesIsHeldAgainstTheFigures: a number changed in the table that
// says where the numbers come from is found; the rest of the table is silent.
func TestTableOfSourcesIsHeldAgainstTheFigures(t *testing.T) {
	const text = "| 序号 | 指标 | 数值 | 口径 |\n|---|---|---|---|\n| 1 | 村（社区） | 38个 | 全部 |\n| 2 | “两委”成员 | 209人 | 一人计一次 |\n"
	opt := Options{Figures: []Figure{{ID: "villages", Labels: []string{"村（社区）"}, Unit: "个", Value: 38}, {ID: "members", Labels: []string{"“两委”成员"}, Unit: "人", Value: 207}}}
	r := check1(t, "报告.md", text, opt)
	if len(r.Findings) != 1 || r.Findings[0].Kind != KindRecord || r.Findings[0].Line != 4 || r.Findings[0].Computed != "207人" {
		t.Errorf("%+v", r.Findings)
	}
}
