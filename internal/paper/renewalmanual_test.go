package paper

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The manual tells every word that templates of renewals have beside those of the
// report, with an example that holds, and every paper.
func TestManualTellsRenewalWords(t *testing.T) {
	text, err := os.ReadFile("../../docs/文书.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "<!-- 换届用语 -->")
	table, _, ok := strings.Cut(rest, "<!-- /换届用语 -->")
	if !ok {
		t.Fatal("the manual lacks the marks of the table")
	}
	var told []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z]+)` \\|.*\\| `(.*)` \\|").FindAllStringSubmatch(table, -1) {
		told = append(told, row[1])
		if faults := CheckDocument("换届实施方案", row[2]); len(faults) > 0 {
			t.Errorf("%s: %+v", row[2], faults)
		}
		if !regexp.MustCompile(`\b` + row[1] + `\b`).MatchString(row[2]) {
			t.Errorf("the example of %s does not use it", row[1])
		}
	}
	slices.Sort(told)
	own := slices.DeleteFunc(RenewalWords(), func(w string) bool { return slices.Contains(TemplateNames(), w) })
	if !slices.Equal(told, own) {
		t.Errorf("the manual tells %v, templates know %v", told, own)
	}
	for _, p := range RenewalPapers() {
		if !strings.Contains(string(text), strings.TrimPrefix(p.Name, NoticePrefix)) {
			t.Errorf("the manual lacks %s", p.Name)
		}
	}
}
