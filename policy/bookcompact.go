package policy

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// compact is the form of a column that tells several keys of an object in one
// cell, and the keys it tells: 超过1/2, 至少20个工作日, 5日.
func compact(o *object) (form cellForm, tells []string) {
	has := func(names ...string) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return o.key(n) == nil })
	}
	switch {
	case has("at_least", "at_most", "exactly", "unit"):
		return formLimit, []string{"at_least", "at_most", "exactly", "unit"}
	case has("over", "at_least") && o.key("at_most") == nil:
		return formShare, []string{"over", "at_least"}
	case has("count", "unit"):
		return formLength, []string{"count", "unit"}
	case has("days", "working"):
		return formLength, []string{"days", "working"}
	}
	return formPlain, nil
}

func compactLabel(form cellForm) string {
	if form == formShare {
		return "比例"
	}
	return "多久"
}

// limitWord is the word before a number of days.
type limitWord struct{ key, word string }

func limitWords() []limitWord {
	return []limitWord{
		{"at_least", "至少"}, {"at_least", "不少于"}, {"at_most", "至多"}, {"at_most", "不超过"}, {"exactly", "正好"}, {"exactly", "当"},
	}
}

// lengthUnit is a unit of time as the two ways of writing a period tell it.
type lengthUnit struct{ word, unit, working string }

// lengthUnits lists the words, longer ones first.
func lengthUnits() []lengthUnit {
	return []lengthUnit{
		{"个工作日", "working_days", "true"}, {"工作日", "working_days", "true"}, {"个月", "months", ""}, {"月", "months", ""},
		{"日", "", ""}, {"天", "", ""},
	}
}

func showLength(number, unit, working string) string {
	switch {
	case number == "":
		return ""
	case unit == "working_days" || working == "true":
		return number + "个工作日"
	case unit == "months":
		return number + "个月"
	}
	return number + "日"
}

// showCompact writes the keys that the column tells together.
func showCompact(form cellForm, n *yaml.Node) string {
	s := &section{node: n}
	switch form {
	case formShare:
		if over := s.text("over"); over != "" {
			return needOver.label() + over
		}
		if least := s.text("at_least"); least != "" {
			return needAtLeast.label() + least
		}
	case formLimit:
		for _, w := range limitWords() {
			if t := s.text(w.key); t != "" {
				return w.word + showLength(t, s.text("unit"), "")
			}
		}
	case formLength:
		return showLength(s.text("count")+s.text("days"), s.text("unit"), s.text("working"))
	}
	return ""
}

// readLength reads 5日, 10个工作日 or 3个月 into the keys of the column.
func (b *bookReader) readLength(c *bookColumn, at cell, text, number string) []told {
	text = strings.TrimSpace(strings.Map(foldMark, text))
	for _, u := range append(lengthUnits(), lengthUnit{}) {
		digits, ok := strings.CutSuffix(text, u.word)
		if !ok {
			continue
		}
		key, value := "unit", u.unit
		if c.key.of.key("unit") == nil {
			key, value = "working", u.working
		}
		if digits = strings.TrimSpace(digits); !isWhole(digits) || value == "" && u.unit != "" {
			break
		}
		out := []told{{path: append(slices.Clone(c.path), number), text: digits, at: at}}
		if value != "" {
			out = append(out, told{path: append(slices.Clone(c.path), key), text: value, at: at})
		}
		return out
	}
	b.fault(at, "写成 5日 或 10个工作日", "“%s”看不懂“%s”", c.label, at.text)
	return nil
}

func isWhole(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// readCompact is the reverse of showCompact.
func (b *bookReader) readCompact(c *bookColumn, at cell) []told {
	switch c.form {
	case formShare:
		op, rest := needIn(at.text)
		if op != needOver && op != needAtLeast || !isNumber(rest) {
			b.fault(at, "写成“超过1/2”或“不少于2/3”", "“%s”看不懂“%s”", c.label, at.text)
			return nil
		}
		return []told{{path: append(slices.Clone(c.path), string(op)), text: rest, at: at}}
	case formLimit:
		for _, w := range limitWords() {
			if rest, ok := strings.CutPrefix(at.text, w.word); ok {
				if rest == "日" || rest == "天" { // 当日, 当天
					rest = "0日"
				}
				return b.readLength(c, at, rest, w.key)
			}
		}
		b.fault(at, "写成“至少20日”“至多10个工作日”“正好5日”", "“%s”看不懂“%s”", c.label, at.text)
		return nil
	}
	number := "days"
	if c.key.of.key("count") != nil {
		number = "count"
	}
	return b.readLength(c, at, at.text, number)
}
