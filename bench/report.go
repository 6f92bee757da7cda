package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"yanpan.dev/gongwen"
)

// seconds is how long each side makes reports.
const seconds = 3

func reportBench(l *lab) ([]row, error) {
	name := filepath.Join(l.dir, "content.json")
	text, err := json.Marshal(reportContent())
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(name, text, 0o644); err != nil {
		return nil, err
	}
	got, err := l.race(l.ours("report", l.kept("ours.docx")),
		l.peer("report/docxtemplater.mjs", name, strconv.Itoa(seconds), l.kept("docxtemplater.docx")),
		l.peer("report/docx.mjs", name, strconv.Itoa(seconds), l.kept("docx.docx")))
	if err != nil {
		return nil, err
	}
	ours, templater, docx := got[0], got[1], got[2]
	const work = "六页报告,三张表(我们另有三个图表),一个线程"
	return []row{tenfold(work, "docxtemplater", ours, templater), tenfold(work, "docx(npm)", ours, docx)}, nil
}

// reportSide sets the report again and again on one thread, as the peers do.
// The first paper goes to a file, to be looked at.
func reportSide(args []string) (measure, error) {
	runtime.GOMAXPROCS(1)
	var m measure
	press := gongwen.New(gongwen.Style{})
	var paper bytes.Buffer
	if err := press.Docx(&paper, document(reportContent())); err != nil {
		return m, err
	}
	if err := os.WriteFile(args[0], paper.Bytes(), 0o644); err != nil {
		return m, err
	}
	m.Bytes = paper.Len()
	start := time.Now()
	for since(start) < seconds*1000 {
		paper.Reset()
		if err := press.Docx(&paper, document(reportContent())); err != nil {
			return m, err
		}
		m.Docs++
	}
	m.MS = since(start)
	return m, nil
}

// document is the content as our side is given it: with the charts.
func document(c content) *gongwen.Document {
	d := &gongwen.Document{Title: c.Title}
	for _, s := range c.Sections {
		d.Body = append(d.Body, gongwen.Heading{Level: s.Level, Text: gongwen.Text(s.Heading)})
		for _, p := range s.Paragraphs {
			d.Body = append(d.Body, gongwen.Paragraph{Runs: gongwen.Text(p)})
		}
		for _, t := range s.Tables {
			d.Body = append(d.Body, gongwenTable(t))
		}
		if s.chart != nil {
			d.Body = append(d.Body, gongwen.Figure{Chart: gongwen.Chart{
				Kind: s.chart.kind, Unit: "人", Categories: s.chart.categories,
				Series: []gongwen.Series{{Name: "本届", Values: s.chart.values}},
			}})
		}
	}
	return d
}

func gongwenTable(t table) gongwen.Table {
	out := gongwen.Table{Head: 1, Columns: make([]gongwen.Column, len(t.Head)), Rows: []gongwen.Row{gongwen.TextRow(t.Head...)}}
	for _, cells := range t.Rows {
		out.Rows = append(out.Rows, gongwen.TextRow(cells...))
	}
	return out
}
