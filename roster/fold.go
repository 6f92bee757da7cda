package roster

import "strings"

// Fold gives text the one form in which words are compared: full-width signs
// and digits become half-width, every kind of blank becomes a space, signs
// that are not seen are dropped, and the ends are trimmed.
func Fold(s string) string {
	if plain(s) {
		return strings.TrimSpace(s)
	}
	return strings.TrimSpace(strings.Map(foldRune, s))
}

func foldRune(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000 || r == 0xA0 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F || r == '\t':
		return ' '
	case r >= 0x200B && r <= 0x200F || r == 0xFEFF || r == 0x2060 || r == 0xAD:
		return -1
	case r == '\r':
		return '\n'
	case r == '、' || r == '。':
		return r
	}
	return r
}

// plain reports whether s has nothing to fold.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c == '\t' || c == '\r' {
			return false
		}
	}
	return true
}

var blanks = strings.NewReplacer(" ", "", "\n", "")

// squeeze folds s and takes every blank and line break out of it.
func squeeze(s string) string {
	s = Fold(s)
	if !strings.ContainsAny(s, " \n") {
		return s
	}
	return blanks.Replace(s)
}

var brackets = strings.NewReplacer("(", "", ")", "", "[", "", "]", "", "【", "", "】", "", "〔", "", "〕", "", "“", "", "”", "", "\"", "", "'", "")

// unbracket takes the brackets, not what they hold, out of s.
func unbracket(s string) string {
	if !strings.ContainsAny(s, "()[]【】〔〕“”\"'") && !strings.Contains(s, "《") {
		return s
	}
	return brackets.Replace(s)
}
