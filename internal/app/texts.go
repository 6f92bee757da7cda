package app

import (
	"bytes"
	"encoding/json"
	"io"

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

// ReadFigures reads a figures.json as figures to check a text against.
func ReadFigures(r io.Reader) ([]proof.Figure, error) {
	var doc FiguresDocument
	if err := json.NewDecoder(r).Decode(&doc); err != nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "app.ReadFigures", Message: "不是 figures.json", Remedy: "请用 yanpan report 或 yanpan figures --format json 生成", Err: err}
	}
	return doc.proofFigures(), nil
}
