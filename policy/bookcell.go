package policy

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// read turns the text of a cell into values by the form of its column.
func (b *bookReader) read(c *bookColumn, at cell, d *dialect) []told {
	one := func(text string) []told { return []told{{path: c.path, text: text, at: at}} }
	switch c.form {
	case formName:
		return []told{{path: c.path, text: at.text, refs: c.key.refs, many: c.key.shape == shapeText, at: at}}
	case formEach:
		return b.readEach(c, at)
	case formBase:
		if at.text == wordLabel("as_of") {
			return one("as_of")
		}
	case formShare, formLimit, formLength:
		return b.readCompact(c, at)
	case formWord:
		return b.readChoice(c, at, c.path)
	case formBool:
		switch at.text {
		case "是", "true", "√":
			return one("true")
		case "否", "false":
			return nil
		}
		b.fault(at, "", "“%s”应填是或否", c.label)
		return nil
	case formExpr:
		return b.condition(at, d, c.path)
	case formTemplate:
		return one(d.readTemplate(at.text))
	case formItem:
		return one(d.name(at.text))
	case formNeed:
		return b.readNeed(c, at, d)
	case formSpan:
		return b.readSpan(c, at)
	case formPairs:
		return b.readPairs(c, at, d)
	case formMethod:
		if !slices.Contains(c.words(), at.text) {
			b.fault(at, meant(at.text, c.words()), "“%s”不能是“%s”", c.label, at.text)
		}
		return nil // told with the roll
	case formRoll:
		return b.readRoll(c, at)
	case formRaw:
		return b.readRaw(c, at)
	}
	return one(plainText(c, at.text))
}

// plainText drops what a spreadsheet puts into a plain cell: full-width digits
// of numbers, the time of day behind a date.
func plainText(c *bookColumn, text string) string {
	switch c.key.shape {
	case shapeInt, shapeNumber, shapeDate, shapeBaseDate, shapeName:
		text = strings.Map(foldMark, text)
	}
	if c.key.shape == shapeDate || c.key.shape == shapeBaseDate {
		if d, err := yanpan.ParseDate(text); err == nil {
			return d.String()
		}
	}
	return text
}

func (b *bookReader) readChoice(c *bookColumn, at cell, path []string) []told {
	w := readWord(at.text, c.key.words)
	if w == "" {
		b.fault(at, meant(at.text, c.words()), "“%s”不能是“%s”", c.label, at.text)
		return nil
	}
	return []told{{path: path, text: w, at: at}}
}

// readEach reads several words set apart by 、; a word may hold one itself.
func (b *bookReader) readEach(c *bookColumn, at cell) []told {
	parts := strings.FieldsFunc(at.text, func(r rune) bool { return r == '、' || r == '\n' })
	var words []string
	for i := 0; i < len(parts); {
		word, end := "", i+1
		for j := len(parts); j > i && word == ""; j-- {
			word, end = readWord(strings.Join(parts[i:j], "、"), c.key.each), j
		}
		if word == "" {
			b.fault(at, meant(parts[i], labelsOf(c.key.each)), "“%s”不能是“%s”", c.label, parts[i])
			return nil
		}
		words = append(words, word)
		i = end
	}
	return []told{{path: c.path, text: strings.Join(words, "、"), at: at}}
}

// condition reads an expression in Chinese words.
func (b *bookReader) condition(at cell, d *dialect, path []string) []told {
	cel, err := d.toCEL(at.text)
	if err != nil {
		b.fault(at, err.remedy, "%s", err.message)
		return nil
	}
	return []told{{path: path, text: cel, at: at}}
}

func (b *bookReader) readNeed(c *bookColumn, at cell, d *dialect) []told {
	var out []told
	for _, part := range strings.FieldsFunc(at.text, func(r rune) bool { return foldMark(r) == ';' }) {
		part = strings.TrimSpace(part)
		op, rest := needIn(part)
		if op == "" {
			b.fault(at, "写成“不少于1”“超过30%”的样子", "“%s”没有写明怎样要求", part)
			return nil
		}
		path := append(slices.Clone(c.path), string(op))
		if number := trimUnit(rest); isNumber(number) {
			out = append(out, told{path: path, text: number, at: at})
			continue
		}
		bound := at
		bound.text = rest
		for _, v := range b.condition(bound, d, path) {
			v.at = at
			out = append(out, v)
		}
	}
	return out
}

// needIn splits 不少于30% into the way and the bound.
func needIn(text string) (needOp, string) {
	for _, w := range []struct {
		word string
		op   needOp
	}{
		{"不少于", needAtLeast}, {"不低于", needAtLeast}, {"至少", needAtLeast}, {"≥", needAtLeast}, {">=", needAtLeast},
		{"不超过", needAtMost}, {"不高于", needAtMost}, {"至多", needAtMost}, {"≤", needAtMost}, {"<=", needAtMost},
		{"超过", needOver}, {"高于", needOver}, {"大于", needOver}, {">", needOver},
		{"低于", needUnder}, {"少于", needUnder}, {"小于", needUnder}, {"<", needUnder},
		{"等于", needEquals}, {"=", needEquals},
	} {
		if rest, ok := strings.CutPrefix(strings.Map(foldMark, text), w.word); ok {
			return w.op, strings.TrimSpace(rest)
		}
	}
	return "", ""
}

func trimUnit(text string) string {
	for _, u := range bookUnits() {
		if rest, ok := strings.CutSuffix(text, u); ok {
			return strings.TrimSpace(rest)
		}
	}
	return text
}

func isNumber(text string) bool {
	_, ok := parseNumber(text)
	return ok
}

func (b *bookReader) readSpan(c *bookColumn, at cell) []told {
	parts := strings.FieldsFunc(strings.Map(foldMark, at.text), func(r rune) bool { return strings.ContainsRune("-~至—～到 人名", r) })
	if len(parts) == 1 {
		parts = append(parts, parts[0])
	}
	if len(parts) != 2 || !isNumber(parts[0]) || !isNumber(parts[1]) {
		b.fault(at, "写成 3-5;只有一个数的写 5", "职数“%s”看不懂", at.text)
		return nil
	}
	return []told{
		{path: append(slices.Clone(c.path), "min"), text: parts[0], at: at},
		{path: append(slices.Clone(c.path), "max"), text: parts[1], at: at},
	}
}

// splitPairs reads name=value parted by semicolons; a part without “=” has no value.
func splitPairs(text string) [][2]string {
	var pairs [][2]string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return foldMark(r) == ';' || r == '\n' }) {
		i := strings.IndexFunc(part, func(r rune) bool { return foldMark(r) == '=' })
		if i < 0 {
			pairs = append(pairs, [2]string{strings.TrimSpace(part), ""})
			continue
		}
		value := strings.TrimLeft(part[i:], "=\uFF1D")
		pairs = append(pairs, [2]string{strings.TrimSpace(part[:i]), strings.TrimSpace(value)})
	}
	return pairs
}

func (b *bookReader) readPairs(c *bookColumn, at cell, d *dialect) []told {
	var out []told
	for _, p := range splitPairs(at.text) {
		if p[1] == "" {
			b.fault(at, "写成“名称=数”,几项之间用分号", "“%s”没有写成“名称=数”", p[0])
			return nil
		}
		value := p[1]
		switch inner := c.key.inner; inner.shape {
		case shapeWord:
			w := readWord(value, inner.words)
			if w == "" {
				b.fault(at, meant(value, labelsOf(inner.words)), "“%s”不能是“%s”", c.label, value)
				return nil
			}
			value = w
		case shapeScalar:
			value = d.readScalar(value)
		case shapeNumber, shapeInt:
			value = trimUnit(strings.Map(foldMark, value))
		}
		out = append(out, told{path: append(slices.Clone(c.path), d.name(p[0])), text: value, at: at})
	}
	return out
}

func labelsOf(words []string) []string {
	labels := make([]string, len(words))
	for i, w := range words {
		labels[i] = wordLabel(w)
	}
	return labels
}

func (d *dialect) readScalar(text string) string {
	switch text {
	case "是":
		return "true"
	case "否":
		return "false"
	}
	for _, t := range choiceTypes() {
		for _, c := range choices(t) {
			if foldLabel(c.label) == foldLabel(text) {
				return c.constant
			}
		}
	}
	return text
}

// readRoll reads the way of counting and the roll together.
func (b *bookReader) readRoll(c *bookColumn, at cell) []told {
	return b.readChoice(c, at, append(slices.Clone(c.path), "count"))
}

func (b *bookReader) readRaw(c *bookColumn, at cell) []told {
	var doc yaml.Node
	if yaml.Unmarshal([]byte(at.text), &doc) != nil || len(doc.Content) == 0 {
		b.fault(at, "照导出的样子写在花括号或方括号里", "“%s”的写法看不懂", c.label)
		return nil
	}
	return []told{{path: c.path, text: strings.ReplaceAll(at.text, "\n", " "), raw: true, at: at}}
}
