package paper

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The manual tells every word of templates, with an example that holds.
func TestManualTellsEveryWord(t *testing.T) {
	text, err := os.ReadFile("../../docs/政策包.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "<!-- 模板用语 -->")
	table, _, ok := strings.Cut(rest, "<!-- /模板用语 -->")
	if !ok {
		t.Fatal("the manual lacks the marks of the table")
	}
	var told []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z]+)` \\|.*\\| `(.*)` \\|").FindAllStringSubmatch(table, -1) {
		told = append(told, row[1])
		if faults := CheckTemplate(row[2]); len(faults) > 0 {
			t.Errorf("%s: %s: %+v", row[1], row[2], faults)
		}
		if !regexp.MustCompile(`\b` + row[1] + `\b`).MatchString(row[2]) {
			t.Errorf("the example of %s does not use it", row[1])
		}
	}
	slices.Sort(told)
	if names := TemplateNames(); !slices.Equal(told, names) {
		t.Errorf("the manual tells %v, templates know %v", told, names)
	}
}
