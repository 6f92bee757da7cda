package app

import (
	"strings"
	"testing"
	"testing/fstest"

	"yanpan.dev/policy"
)

func TestCheckTemplates(t *testing.T) {
	p, err := policy.Load(fstest.MapFS{
		"pack.yaml":         {Data: []byte("authority: a\ntopic: b\nlabel: 包\nlevel: national\nfrom: 2026-01-01\nbasis: {source: 方案, confidence: 地方}\n")},
		"documents/研判报告.md": {Data: []byte("# 题\n\n共{{nmu \"members\"}}人。\n")},
		"documents/通报.md":   {Data: []byte("通报。\n")},
	}, ".", "试验")
	if err != nil {
		t.Fatal(err)
	}
	faults, warnings := CheckTemplates(p)
	if len(faults) != 1 || faults[0].Pos.String() != "documents/研判报告.md:3" || !strings.Contains(faults[0].Message, "nmu") {
		t.Errorf("faults %v", faults)
	}
	if len(warnings) != 1 || warnings[0].Pos.File != "documents/通报.md" {
		t.Errorf("warnings %v", warnings)
	}
}
