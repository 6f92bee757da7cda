package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean gives what a cell says without what nobody sees: outer spaces and
// invisible characters go, every kind of space becomes a plain one, digits and
// letters become half-width. Most cells are clean already and come back as they are.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r = cleanRune(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

// isClean is a quick look at the bytes; it may say no to a clean text.
func isClean(s string) bool {
	if s == "" {
		return true
	}
	if s[0] <= ' ' || s[len(s)-1] <= ' ' {
		return false
	}
	for i := range len(s) {
		switch s[i] {
		case '\r', '\t', 0xC2, 0xE2, 0xEF:
			return false
		case 0xE3:
			if i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x80 {
				return false
			}
		}
	}
	return true
}

func cleanRune(r rune) rune {
	switch {
	case r == '\n' || r >= ' ' && r < 0x7F:
		return r
	case invisible(r):
		return -1
	case unicode.IsSpace(r):
		return ' '
	case r >= 0xFF10 && r <= 0xFF19, r >= 0xFF21 && r <= 0xFF3A, r >= 0xFF41 && r <= 0xFF5A,
		r == 0xFF0E, r == 0xFF0D, r == 0xFF0F, r == 0xFF05: // full-width digits, letters, . - / %
		return r - 0xFEE0
	}
	return r
}

func invisible(r rune) bool {
	switch {
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2064, r == 0xFEFF, r == 0x00AD:
		return true
	}
	return r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7F
}

// fold makes labels comparable: no spaces, line breaks or quotation marks, half-width
// forms throughout, capitals, without marks of duty (*) before and a colon behind.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r = foldRune(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return strings.TrimRight(strings.TrimLeft(b.String(), "*※★#△▲"), ":;.。*※")
}

func foldRune(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return r - 32
	case r > ' ' && r < 0x7F && r != '"' && r != '\'':
		return r
	case r <= ' ' || r == '"' || r == '\'' || invisible(r) || unicode.IsSpace(r) || strings.ContainsRune("“”‘’「」『』【】〖〗《》", r):
		return -1
	case r >= 0xFF01 && r <= 0xFF5E: // full-width forms
		return foldRune(r - 0xFEE0)
	case r == 0x2013 || r == 0x2014 || r == 0x2015 || r == 0x2212: // dashes
		return '-'
	case r == '〔' || r == '[':
		return '('
	case r == '〕' || r == ']':
		return ')'
	}
	return r
}

// bare is a folded label without what stands in brackets, without its number in a
// list before and a number behind: 1.学历(学位) is 学历, 委员2 is 委员.
func bare(folded string) string {
	s := folded
	if strings.Contains(s, "(") {
		var b strings.Builder
		depth := 0
		for _, r := range s {
			switch {
			case r == '(':
				depth++
			case r == ')' && depth > 0:
				depth--
			case depth == 0:
				b.WriteRune(r)
			}
		}
		s = b.String()
	}
	s = strings.TrimRight(s, "0123456789:")
	if t := strings.TrimLeft(s, "0123456789"); t != s && t != "" && strings.ContainsAny(t[:1], ".)") || strings.HasPrefix(t, "、") {
		s = strings.TrimLeft(t, ".)、")
	}
	return s
}

// runes counts characters.
func runes(s string) int { return utf8.RuneCountInString(s) }

// han reports whether r is a Chinese character.
func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// personName folds a name: spaces between Chinese characters go, the dot of
// names of minorities takes one form, a remark in brackets is cut off and given apart.
func personName(s string) (name, remark string) {
	s = clean(s)
	if i := strings.IndexAny(s, "(\uff08["); i > 0 {
		s, remark = strings.TrimSpace(s[:i]), strings.Trim(s[i:], "()\uff08\uff09[] ")
	}
	if strings.IndexFunc(s, func(r rune) bool {
		return r == ' ' || r == '\n' || strings.ContainsRune("•・.‧●", r) || r == '.'
	}) < 0 {
		return s, remark
	}
	hasHan := strings.IndexFunc(s, han) >= 0
	var b strings.Builder
	for _, r := range s {
		switch {
		case (r == ' ' || r == '\n') && hasHan:
		case hasHan && (r == '.' || strings.ContainsRune("•・.‧●", r)):
			b.WriteRune('·')
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), remark
}
