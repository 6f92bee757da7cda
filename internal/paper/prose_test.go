package paper

import (
	"strings"
	"testing"
)

func TestPrune(t *testing.T) {
	lack := missing("处分情况")
	for _, c := range []struct{ name, in, want, lacks string }{
		{"nothing missing", "# 题\n\n正文。", "# 题\n\n正文。", ""},
		{"a sentence", "共67人。其中" + lack + "人受处分。女19人。", "共67人。女19人。", "处分情况"},
		{"a quote holds the mark", "他说“好。" + lack + "”。女19人。", "女19人。", "处分情况"},
		{"a paragraph and its heading", "# 题\n\n## 一\n\n### 甲\n\n" + lack + "人。\n\n### 乙\n\n有。", "# 题\n\n## 一\n\n### 乙\n\n有。", "处分情况"},
		{"a chapter", "# 题\n\n## 一\n\n### 甲\n\n" + lack + "人。\n\n## 二\n\n有。", "# 题\n\n## 二\n\n有。", "处分情况"},
		{"a heading that lacks", "## " + lack + "\n\n## 二\n\n有。", "\n## 二\n\n有。", "处分情况"},
		{"each once", lack + "。" + missing("后备") + "。" + lack + "。", "", "处分情况 后备"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, lacks := prune(c.in)
			if got != c.want || strings.Join(lacks, " ") != c.lacks {
				t.Errorf("got %q lacking %q, want %q lacking %q", got, lacks, c.want, c.lacks)
			}
		})
	}
}
