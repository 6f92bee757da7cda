package paper

import (
	"strings"
)

// Marks around the name of something missing while a text is being made. They
// are of Unicode's private use and are taken out of whatever comes from records.
const (
	missingOpen = '\uE003'
	missingEnd  = '\uE004'
)

// traced prints s as a link of Markdown that leads to the figure id.
func traced(id, s string) string { return "[" + s + "](#" + id + ")" }

// missing stands where a value should be; the sentence around it is left out.
func missing(what string) string { return string(missingOpen) + what + string(missingEnd) }

// clean makes text from records harmless in a template's Markdown: our own
// marks go, and signs that Markdown would read as its own are escaped.
func clean(s string) string {
	if !strings.ContainsAny(s, "\uE003\uE004*_`[]<>#|\\\n~") {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == missingOpen || r == missingEnd:
		case r == '\n':
			b.WriteByte(' ')
		case strings.ContainsRune("*_`[]<>#|\\~", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// prune leaves out every sentence in which something is missing, then every
// paragraph without sentences, then every heading with nothing under it. It
// gives what was missing, each once, in the order of the text.
func prune(markdown string) (kept string, lacks []string) {
	var lines []string
	for line := range strings.SplitSeq(markdown, "\n") {
		if !strings.ContainsRune(line, missingOpen) {
			lines = append(lines, line)
			continue
		}
		rest, found := pruneLine(line)
		lacks = append(lacks, found...)
		if strings.TrimSpace(rest) != "" {
			lines = append(lines, rest)
		}
	}
	return strings.Join(dropEmptyHeadings(lines), "\n"), unique(lacks)
}

func pruneLine(line string) (kept string, lacks []string) {
	if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "|") {
		return "", lacksIn(line)
	}
	var b strings.Builder
	for _, s := range sentences(line) {
		if found := lacksIn(s); len(found) > 0 {
			lacks = append(lacks, found...)
			continue
		}
		b.WriteString(s)
	}
	return b.String(), lacks
}

// sentences splits behind 。!? and keeps the mark; brackets and quotes are not looked into.
func sentences(line string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range line {
		switch r {
		case '“', '《', '(', '\uFF08':
			depth++
		case '”', '》', ')', '\uFF09':
			depth = max(depth-1, 0)
		case '。', '!', '?', '\uFF01', '\uFF1F':
			if end := i + len(string(r)); depth == 0 {
				out = append(out, line[start:end])
				start = end
			}
		}
	}
	if strings.TrimSpace(line[start:]) != "" {
		out = append(out, line[start:])
	}
	return out
}

func lacksIn(s string) []string {
	var found []string
	for {
		_, rest, ok := strings.Cut(s, string(missingOpen))
		if !ok {
			return found
		}
		what, tail, _ := strings.Cut(rest, string(missingEnd))
		found = append(found, what)
		s = tail
	}
}

// dropEmptyHeadings walks upwards, so that a heading whose subheadings all fall away falls away too.
func dropEmptyHeadings(lines []string) []string {
	keep := make([]bool, len(lines))
	filled := 0 // the level above which something stands below; 0 is nothing
	const body = 99
	for i := len(lines) - 1; i >= 0; i-- {
		level := headingLevel(lines[i])
		switch {
		case strings.TrimSpace(lines[i]) == "":
			keep[i] = true
		case level == 0:
			keep[i], filled = true, body
		case level == 1:
			keep[i] = true
			filled = 0
		default:
			keep[i] = filled > level
			if keep[i] {
				filled = level
			}
		}
	}
	var out []string
	for i, line := range lines {
		blank := strings.TrimSpace(line) == ""
		if after := len(out) > 0 && strings.TrimSpace(out[len(out)-1]) == ""; keep[i] && (!blank || !after) {
			out = append(out, line)
		}
	}
	return out
}

func headingLevel(line string) int {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	if n == 0 || n >= len(line) || line[n] != ' ' {
		return 0
	}
	return n
}

func unique(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
