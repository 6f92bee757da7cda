package main

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// seconds is how long each side makes reports.
const seconds = "5"

func reportBench(l *lab) ([]row, error) {
	name := filepath.Join(l.dir, "content.json")
	text, err := json.Marshal(reportContent())
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(name, text, 0o644); err != nil {
		return nil, err
	}
	templater, err := l.peer("report/docxtemplater.mjs", name, seconds, "/tmp/t.docx")
	if err != nil {
		return nil, err
	}
	docx, err := l.peer("report/docx.mjs", name, seconds, "/tmp/d.docx")
	if err != nil {
		return nil, err
	}
	return []row{atLeast("六页报告", "docxtemplater", docx, templater, 10)}, nil
}
