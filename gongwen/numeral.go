package gongwen

import (
	"strconv"
	"strings"
)

const chineseDigits = "〇一二三四五六七八九"

// chinese writes n as headings are numbered: 一, 十, 十二, 二十, 一百零三.
// Outside 1 to 999 it falls back to digits; no paper has so many headings.
func chinese(n int) string {
	digit := func(d int) string { return string([]rune(chineseDigits)[d]) }
	switch {
	case n < 1 || n > 999:
		return strconv.Itoa(n)
	case n < 10:
		return digit(n)
	case n < 20:
		return "十" + strings.TrimPrefix(digit(n%10), "〇")
	case n < 100:
		return digit(n/10) + "十" + strings.TrimPrefix(digit(n%10), "〇")
	}
	s := digit(n/100) + "百"
	switch rest := n % 100; {
	case rest == 0:
		return s
	case rest < 10:
		return s + "零" + digit(rest)
	case rest < 20:
		return s + "一" + chinese(rest)
	default:
		return s + chinese(rest)
	}
}

// parseChinese reads what chinese writes; 0 if s is none.
func parseChinese(s string) int {
	for n := 1; n <= 99; n++ {
		if chinese(n) == s {
			return n
		}
	}
	return 0
}

// headingNumber is the number before a heading of the level.
func headingNumber(level, n int) string {
	switch level {
	case 1:
		return chinese(n) + "、"
	case 2:
		return "（" + chinese(n) + "）"
	case 3:
		return strconv.Itoa(n) + "."
	}
	return "（" + strconv.Itoa(n) + "）"
}

// counter numbers headings: one count a level, begun anew beneath a higher one.
type counter [4]int

// next counts a heading of the level and gives its number.
func (c *counter) next(level int) string {
	c[level-1]++
	for i := level; i < len(c); i++ {
		c[i] = 0
	}
	return headingNumber(level, c[level-1])
}

// clampLevel brings a heading's level into 1 to 4.
func clampLevel(n int) int { return max(1, min(4, n)) }
