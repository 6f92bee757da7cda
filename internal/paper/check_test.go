package paper

import (
	"slices"
	"strings"
	"testing"

	"yanpan.dev/policy"
)

func TestCheckTemplate(t *testing.T) {
	for _, c := range []struct {
		text, says string
		line       int
	}{
		{"共{{num \"members\"}}人", "", 0},
		{"{{range problems}}{{.Title}}{{.Text}}{{end}}", "", 0},
		{"", "模板是空的", 0},
		{"\n\n共{{nmu \"members\"}}人", "没有模板用语“nmu”", 3},
		{"共{{num \"member\"}}人", "没有统计数“member”", 1},
		{"一\n{{names (where \"vacancy\" \">\" 0)}}", "没有统计数“vacancy”", 2},
		{"{{if has \"members\"}}\n有", "没有写 {{end}}", 2},
		{"有{{end}}", "多了一个 {{end}}", 1},
		{"共{{num \"members\"}人", "没有用 }} 收住", 1},
		{"共{{num}}人", "“num”后面应有1项,现在有0项", 1},
		{"共{{.Members}}人", "没有“.Members”这一项", 1},
	} {
		faults := CheckTemplate(c.text)
		if (len(faults) > 0) != (c.says != "") {
			t.Errorf("%q: %v", c.text, faults)
			continue
		}
		if c.says != "" && (!strings.Contains(faults[0].Message, c.says) || faults[0].Line != c.line || faults[0].Remedy == "") {
			t.Errorf("%q: %+v, want %s in line %d", c.text, faults[0], c.says, c.line)
		}
	}
}

// The templates that come with the program pass their own check, and use only listed words.
func TestBuiltinTemplates(t *testing.T) {
	packs, err := policy.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, p := range packs {
		for _, d := range p.Documents {
			seen++
			if faults := CheckDocument(d.Name, d.Text); len(faults) > 0 {
				t.Errorf("%s: %+v", d.Name, faults)
			}
			if !slices.Contains(DocumentNames(), d.Name) {
				t.Errorf("no paper is made from %s", d.Name)
			}
		}
	}
	if seen == 0 || len(TemplateNames()) < 20 {
		t.Errorf("%d templates, %d words", seen, len(TemplateNames()))
	}
}
