package policy

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// mark is a way of writing that people bring along from Chinese texts and from
// spreadsheets, with what an expression wants instead.
type mark struct {
	found  *regexp.Regexp
	remedy string // %s stands for the first group
}

func marks() []mark {
	return []mark{
		{regexp.MustCompile(`[，、]`), "逗号用半角的 ,"},
		{regexp.MustCompile(`[“‘][^“”‘’]*[”’]?|[”’]`), "引号用半角的 \" 或 '"},
		{regexp.MustCompile(`[（）]`), "括号用半角的 ( )"},
		{regexp.MustCompile(`≥|=>|＞=`), "写成 >="},
		{regexp.MustCompile(`≤|=<|＜=`), "写成 <="},
		{regexp.MustCompile(`≠|<>`), "写成 !="},
		{regexp.MustCompile(`＜`), "写成半角的 <"},
		{regexp.MustCompile(`＞`), "写成半角的 >"},
		{regexp.MustCompile(`×`), "乘号写成 *"},
		{regexp.MustCompile(`÷`), "除号写成 /"},
		{regexp.MustCompile(`并且|而且|且|\b(?:and|AND)\b`), "“并且”写成 &&"},
		{regexp.MustCompile(`或者|或|\b(?:or|OR)\b`), "“或者”写成 ||"},
		{regexp.MustCompile(`\b(?:not|NOT)\b`), "“不是”写成 !"},
		{regexp.MustCompile(`(\d+)\s*[%％]\s*(?:$|[)&|,])`), "比例写成 percent(%s)"},
		{regexp.MustCompile(`(\p{Han}+)`), ""},
	}
}

var quoted = regexp.MustCompile(`"[^"]*"|'[^']*'`)

// wrongMarks tells what in an expression is written as in a Chinese text. It is
// asked only about expressions that do not compile.
func (rd *reader) wrongMarks(src *source, n *yaml.Node, l *language) bool {
	text := quoted.ReplaceAllStringFunc(n.Value, func(s string) string { return strings.Repeat(" ", len(s)) })
	taken := make([]bool, len(text)+1)
	found := false
	for _, m := range marks() {
		for _, at := range m.found.FindAllStringSubmatchIndex(text, -1) {
			if taken[at[0]] {
				continue
			}
			for i := at[0]; i < at[1]; i++ {
				taken[i] = true
			}
			word, remedy := strings.TrimRight(text[at[0]:at[1]], " )&|,"), m.remedy
			if strings.Contains(remedy, "%s") {
				remedy = fmt.Sprintf(remedy, text[at[2]:at[3]])
			}
			if remedy == "" {
				remedy = englishName(word, l)
			}
			head := n.Value[:at[0]]
			line, column := inside(src, n, strings.Count(head, "\n")+1, len([]rune(head[strings.LastIndex(head, "\n")+1:])))
			if strings.ContainsAny(word, "“”‘’") {
				word = "中文引号"
			}
			rd.add(src.fault(line, column, "", "条件里不能写“%s”", word))
			rd.faults[len(rd.faults)-1].Remedy = remedy // its half-width marks are meant
			found = true
		}
	}
	if found {
		return true
	}
	if open := strings.Count(text, "(") - strings.Count(text, ")"); open != 0 {
		side := ")"
		if open < 0 {
			side, open = "(", -open
		}
		lines := strings.Split(strings.TrimRight(n.Value, " \n"), "\n")
		line, column := inside(src, n, len(lines), len([]rune(lines[len(lines)-1])))
		rd.add(src.fault(line, column, "", "括号不成对"))
		rd.faults[len(rd.faults)-1].Message += fmt.Sprintf(",少%d个“%s”", open, side)
		return true
	}
	return false
}

// englishName looks for the variable that a Chinese word means, and says how to write it.
func englishName(word string, l *language) string {
	best, exact := "", false
	for _, name := range l.words() { // sorted, so that the advice is always the same
		label := l.names[name].Label
		if !exact && (label == word || best == "" && strings.Contains(label, word)) {
			best, exact = name, label == word
		}
	}
	for _, t := range choiceTypes() {
		for _, c := range choices(t) {
			if c.label == word {
				best = c.constant
			}
		}
	}
	if best == "" {
		return "条件里用英文名称,见手册“政策包”的变量表"
	}
	return "条件里用英文名称:“" + word + "”写成 " + best
}

var dateNumbers = regexp.MustCompile(`^\s*(\d{4})\s*[-年./]\s*(\d{1,2})\s*(?:[-月./]\s*(?:(\d{1,2})\s*日?)?)?\s*$`)

// dateAdvice shows how the date that was meant is written.
func dateAdvice(text string) string {
	m := dateNumbers.FindStringSubmatch(text)
	if m == nil {
		return "请写成 2026-06-30、2026-06 或 2026"
	}
	number := func(i int) int { n, _ := strconv.Atoi(m[i]); return n } // the pattern lets digits through only
	year, month, day := number(1), number(2), number(3)
	switch {
	case month < 1 || month > 12:
		return "月份只有1至12"
	case m[3] == "":
		return fmt.Sprintf("请写成 %04d-%02d", year, month)
	}
	if last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day(); day < 1 || day > last {
		return fmt.Sprintf("%d月只有%d天", month, last)
	}
	return fmt.Sprintf("请写成 %04d-%02d-%02d", year, month, day)
}

// objectForm shows how an object is written, where its form is short.
func objectForm(o *object) string {
	switch o.name {
	case "need":
		return "写成 need: {at_most: 40%} 的样子;at_least 不少于,over 超过,at_most 不超过,under 低于"
	case "span":
		return "写成 {min: 3, max: 5} 的样子"
	case "citation":
		return "写成 basis: {source: 文件名称, article: 条款, confidence: 地方}"
	case "region":
		return "写成 region: {code: \"990101001\", name: 清水镇}"
	}
	return "写成“name: 内容”的各行"
}

// cutByComma reports whether a key is the rest of an expression that a comma
// inside braces has cut in two: {where: months_after(date, 6) >= as_of}.
func cutByComma(name string, before *yaml.Node) bool {
	return before != nil && before.Style == 0 && strings.Count(before.Value, "(") > strings.Count(before.Value, ")") && strings.Contains(name, ")")
}
