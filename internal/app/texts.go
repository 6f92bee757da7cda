package app

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"time"

	"yanpan.dev"
	"yanpan.dev/gongwen"
	"yanpan.dev/proof"
)

// Typesetting is a paper made from Markdown, with what its author should know.
type Typesetting struct {
	Docx, HTML []byte
	Notes      []gongwen.Note
	Blanks     []string // 【待填:…】 still open
}

// Gongwen sets Markdown as an official paper, for Word and as a page to print.
func Gongwen(markdown []byte, version string) (*Typesetting, error) {
	doc, notes, err := gongwen.Markdown(markdown, gongwen.MarkdownOptions{})
	if err != nil {
		return nil, err
	}
	doc.Properties = append(doc.Properties, gongwen.Property{Name: "版本", Value: version})
	press := gongwen.New(gongwen.Style{})
	var docx, html bytes.Buffer
	if err := press.Docx(&docx, doc); err != nil {
		return nil, err
	}
	if err := press.HTML(&html, doc); err != nil {
		return nil, err
	}
	return &Typesetting{Docx: docx.Bytes(), HTML: html.Bytes(), Notes: notes, Blanks: gongwen.Blanks(doc)}, nil
}

// maxText bounds a text to be checked; no paper comes near it.
const maxText = 64 << 20

// Proof checks a text against itself and against the figures given.
func Proof(name string, r io.Reader, opt proof.Options) (*proof.Report, []byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxText+1))
	if err != nil {
		return nil, nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "app.Proof", Where: "《" + name + "》", Message: "读不出来", Err: err}
	}
	if len(data) > maxText {
		return nil, nil, yanpan.Errorf(yanpan.CodeRefused, "app.Proof", "文稿超过64 MB,不像是公文").At("《" + name + "》")
	}
	text, err := proof.Read(name, data)
	if err != nil {
		return nil, nil, err
	}
	return proof.Check(text, opt), data, nil
}

// Annotated gives the text as a .docx with the findings as comments. A .docx is
// kept as it is; of plain text the lines become paragraphs, and it is checked
// once more so that every comment stands at its words.
func Annotated(name string, data []byte, report *proof.Report, opt proof.Options, when time.Time) ([]byte, error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return proof.Annotate(data, report.Findings, when)
	}
	plain, err := proof.Plain(name, data)
	if err != nil {
		return nil, err
	}
	doc := &gongwen.Document{}
	for line := range strings.Lines(plain) {
		doc.Body = append(doc.Body, gongwen.Paragraph{Runs: gongwen.Text(strings.TrimSpace(line))})
	}
	var docx bytes.Buffer
	if err := gongwen.New(gongwen.Style{}).Docx(&docx, doc); err != nil {
		return nil, err
	}
	text, err := proof.Read(name+".docx", docx.Bytes())
	if err != nil {
		return nil, err
	}
	return proof.Annotate(docx.Bytes(), proof.Check(text, opt).Findings, when)
}

// ReadFigures reads a figures.json as figures to check a text against.
func ReadFigures(r io.Reader) ([]proof.Figure, error) {
	var doc FiguresDocument
	if err := json.NewDecoder(r).Decode(&doc); err != nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "app.ReadFigures", Message: "不是 figures.json", Remedy: "请用 yanpan report 或 yanpan figures --format json 生成", Err: err}
	}
	return doc.proofFigures(), nil
}
