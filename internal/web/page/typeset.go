package page

import (
	"regexp"
	"strings"

	"yanpan.dev"
)

// pieces parts a template into actions, tags and the text between them.
var pieces = regexp.MustCompile(`(?s)\{\{.*?\}\}|<!--.*?-->|<[^<>{}]*(?:\{\{.*?\}\}[^<>{}]*)*>|[^<{]+|.`)

// prose are the attributes that people read or have read to them.
var prose = regexp.MustCompile(`(?s)\b(aria-label|title|placeholder|alt|data-label|content)="([^"]*)"`)

// stand is what an action is while its surroundings are typeset: a mark that
// Typeset takes for Chinese, because what comes out of actions mostly is.
const stand = "〇"

// typesetTemplate gives the texts of a template the punctuation of Chinese
// prose. Actions and what stands inside tags stay, but for attributes in prose.
func typesetTemplate(source string) string {
	var out, run strings.Builder
	var actions []string
	flush := func() {
		text := yanpan.Typeset(run.String())
		for _, a := range actions {
			text = strings.Replace(text, stand, a, 1)
		}
		out.WriteString(text)
		run.Reset()
		actions = actions[:0]
	}
	for _, p := range pieces.FindAllString(source, -1) {
		switch {
		case strings.HasPrefix(p, "{{"):
			actions = append(actions, p)
			run.WriteString(stand)
		case len(p) > 1 && p[0] == '<':
			flush()
			out.WriteString(prose.ReplaceAllStringFunc(p, typesetAttribute))
		default:
			run.WriteString(p)
		}
	}
	flush()
	return out.String()
}

func typesetAttribute(a string) string {
	name, value, _ := strings.Cut(a, "=")
	return name + `="` + typesetTemplate(strings.Trim(value, `"`)) + `"`
}
