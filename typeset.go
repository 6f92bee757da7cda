package yanpan

import (
	"strings"
	"unicode"
)

// fullWidth maps the marks that Chinese prose writes full-width (GB/T 15834).
var fullWidth = map[rune]rune{',': '\uFF0C', ':': '\uFF1A', ';': '\uFF1B', '!': '\uFF01', '?': '\uFF1F', '(': '\uFF08', ')': '\uFF09'}

// Typeset gives s with the punctuation of Chinese prose: , : ; ! ? and brackets
// become full-width where they stand in Chinese text, and stay as they are inside
// numbers, times, formulas and Latin text. Text without Chinese is not touched.
func Typeset(s string) string {
	if !strings.ContainsAny(s, ",:;!?()") || !strings.ContainsFunc(s, isChinese) {
		return s
	}
	runes := []rune(s)
	for i, r := range runes {
		if r != '(' && r != ')' && fullWidth[r] != 0 && proseMark(runes, i) {
			runes[i] = fullWidth[r]
		}
	}
	typesetBrackets(runes)
	return string(runes)
}

// proseMark reports whether the mark at i belongs to Chinese text: something
// Chinese stands next to it, or it parts two percentages or amounts.
func proseMark(runes []rune, i int) bool {
	before, after := neighbour(runes, i, -1), neighbour(runes, i, +1)
	if isChinese(before) || isChinese(after) {
		return true
	}
	return runes[i] == ',' && before == '%' || runes[i] == ';' && (before == ')' || before == '%')
}

// neighbour is the rune beside i, brackets skipped; 0 at the ends.
func neighbour(runes []rune, i, step int) rune {
	for j := i + step; j >= 0 && j < len(runes); j += step {
		if runes[j] != '(' && runes[j] != ')' {
			return runes[j]
		}
	}
	return 0
}

// typesetBrackets turns a pair full-width when it stands in or holds Chinese text.
func typesetBrackets(runes []rune) {
	var open []int
	for i, r := range runes {
		switch r {
		case '(':
			open = append(open, i)
		case ')':
			if len(open) == 0 {
				continue
			}
			from := open[len(open)-1]
			open = open[:len(open)-1]
			if from > 0 && isChinese(runes[from-1]) || anyChinese(runes[from:i]) || i+1 < len(runes) && isChinese(runes[i+1]) {
				runes[from], runes[i] = fullWidth['('], fullWidth[')']
			}
		}
	}
}

func anyChinese(runes []rune) bool {
	for _, r := range runes {
		if isChinese(r) {
			return true
		}
	}
	return false
}

// isChinese tells Chinese characters and the marks of Chinese text.
func isChinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r == '“' || r == '”' || r == '‘' || r == '’' || r == '…' || r >= 0xFF01 && r <= 0xFF5E
}
