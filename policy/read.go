package policy

import (
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// reader reads the files of one pack and gathers every fault.
type reader struct {
	faults Faults
	cut    map[*yaml.Node]bool // expressions that a comma inside braces has cut in two: said once
	later  []string            // names that the rule defines further down
	broken []string            // names whose own definition has a fault; that they are unknown is not said again
}

// section is a mapping of a file that has been checked against its object.
type section struct {
	src  *source
	node *yaml.Node
	rd   *reader
}

// document parses a file into its top mapping and checks it against the object.
// It gives nil where the file cannot be used at all.
func (rd *reader) document(src *source, o *object) *section {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(src.text()), &doc); err != nil {
		rd.syntax(src, err)
		return nil
	}
	if len(doc.Content) == 0 {
		rd.add(src.fault(1, 1, "", "文件是空的,应写明%s", o.label))
		return nil
	}
	before := len(rd.faults)
	rd.checkObject(src, doc.Content[0], o)
	if len(rd.faults) > before && doc.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	return &section{src, doc.Content[0], rd}
}

func (rd *reader) add(f Fault) { rd.faults = append(rd.faults, f) }

// at adds a fault at a node.
func (rd *reader) at(src *source, n *yaml.Node, remedy, format string, args ...any) {
	rd.add(src.fault(n.Line, n.Column, remedy, format, args...))
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

// syntax tells a mistake in the YAML itself. The library's text is English and
// is only used to find the line and the likely cause.
func (rd *reader) syntax(src *source, err error) {
	text, line := err.Error(), brokenLine(src, err)
	message, remedy := "这里的格式读不懂", "多半是缩进不齐、冒号后缺空格,或引号不成对"
	for _, c := range []struct{ has, message, remedy string }{
		{"cannot start any token", "这里有不能用的字符", "缩进请用空格,不要用制表符"},
		{"tab character", "缩进里有制表符", "请改成空格"},
		{"mapping values are not allowed", "这一行多了一个冒号,或上一行没有写完", "文字里有冒号加空格时,请整段加引号"},
		{"did not find expected '-' indicator", "缩进不齐,或上一行没有写完", "同一级的各行要左对齐"},
		{"did not find expected key", "缩进不齐,或上一行没有写完", "同一级的各行要左对齐"},
		{"could not find expected ':'", "这一行少了冒号", "写成“name: 内容”,冒号用半角,后面空一格"},
		{"found unexpected end of stream", "引号或括号没有成对", ""},
		{"did not find expected ',' or", "方括号或花括号里缺逗号,或没有成对", ""},
		{"unknown anchor", "不能用 * 引用", "请把内容写全"},
		{"control characters", "文件里有控制字符", "请用纯文本重新存成 UTF-8"},
		{"invalid UTF-8", "文件不是 UTF-8 编码", "请另存为 UTF-8"},
		{"invalid leading UTF-8", "文件不是 UTF-8 编码", "请另存为 UTF-8"},
	} {
		if strings.Contains(text, c.has) {
			message, remedy = c.message, c.remedy
			break
		}
	}
	if mark, column := bareMark(src.line(line)); mark != "" {
		rd.add(src.fault(line, column, "整段加引号,例如 when: \"!(members > 3)\"", "内容不能以%s开头", mark))
		return
	}
	rd.add(src.fault(line, firstColumn(src.line(line)), remedy, "%s", message))
}

// bareMark finds an expression or a text that begins with a mark that means
// something to YAML: !(members > 3), {{.village}}. It gives the mark's name and column.
func bareMark(line string) (mark string, column int) {
	before, value, ok := strings.Cut(line, ": ")
	if !ok {
		return "", 0
	}
	for _, m := range []struct{ mark, name string }{{"!", "叹号"}, {"{{", "花括号"}, {"@", "“@”"}, {"`", "反引号"}, {"%", "百分号"}} {
		if strings.HasPrefix(value, m.mark) {
			return m.name, len([]rune(before)) + 3
		}
	}
	return "", 0
}

// maxBisect bounds the lines of a file that brokenLine parses again and again.
const maxBisect = 400

// maxBisectSize bounds the size of such a file.
const maxBisectSize = 64 << 10

// brokenLine finds the line at which the YAML breaks: the first that no longer
// parses together with those above it. The library's own line is that of the
// surrounding block, and serves for long files only.
func brokenLine(src *source, err error) int {
	if len(src.lines) > maxBisect || len(src.text()) > maxBisectSize {
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			if n, err := strconv.Atoi(m[1]); err == nil {
				return min(max(n, 1), len(src.lines))
			}
		}
		return 1
	}
	for n := len(src.lines) - 1; n > 0; n-- {
		var doc yaml.Node
		if yaml.Unmarshal([]byte(strings.Join(src.lines[:n], "\n")+"\n"), &doc) == nil {
			return n + 1
		}
	}
	return 1
}

func firstColumn(line string) int {
	return len(line) - len(strings.TrimLeft(line, " \t")) + 1
}

func (rd *reader) checkObject(src *source, n *yaml.Node, o *object) {
	if n.Kind != yaml.MappingNode {
		rd.at(src, n, objectForm(o), "%s应是若干“name: 内容”,这里是%s", o.label, nodeWord(n))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		if seen[name.Value] {
			rd.at(src, name, "删去一处", "“%s”写了两遍", name.Value)
			continue
		}
		seen[name.Value] = true
		k := o.key(name.Value)
		if i > 0 && k == nil && cutByComma(name.Value, n.Content[i-1]) {
			rd.cutAt(src, n.Content[i-1])
			continue
		}
		if k == nil {
			rd.at(src, name, meant(name.Value, o.names()), "%s没有“%s”这一项", o.label, name.Value)
			seen[nearest(name.Value, o.names())] = true // meant, so not missing as well
			continue
		}
		rd.checkKey(src, value, k)
	}
	for _, k := range o.keys {
		if k.required && !seen[k.name] {
			rd.at(src, n, "", "%s缺“%s”(%s)", o.label, k.name, k.label)
		}
	}
}

// cutAt says that a comma has cut an expression, and keeps what is left of it
// from being judged.
func (rd *reader) cutAt(src *source, n *yaml.Node) {
	if rd.cut == nil {
		rd.cut = map[*yaml.Node]bool{}
	}
	rd.cut[n] = true
	rd.add(src.fault(n.Line, n.Column, "", "花括号里的条件被逗号断开了"))
	rd.faults[len(rd.faults)-1].Remedy = "条件里有逗号时整段加引号,例如 where: \"months_after(date, 6) >= as_of\""
}

// meant proposes the nearest candidate, or lists them all where they are few.
func meant(word string, candidates []string) string {
	if c := nearest(word, candidates); c != "" {
		return "是不是“" + c + "”"
	}
	if len(candidates) <= 16 {
		return "可以写的有:" + strings.Join(candidates, "、")
	}
	return ""
}

func (rd *reader) checkKey(src *source, n *yaml.Node, k *key) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		rd.at(src, n, "请把内容写全", "不能用 & 和 * 引用")
		return
	}
	switch k.shape {
	case shapeObject:
		rd.checkObject(src, n, k.of)
	case shapeList:
		rd.checkList(src, n, k)
	case shapeTable:
		rd.checkTable(src, n, k)
	default:
		rd.checkScalar(src, n, k)
	}
}

func (rd *reader) checkList(src *source, n *yaml.Node, k *key) {
	if n.Kind != yaml.SequenceNode {
		rd.at(src, n, "每条以“- ”开头", "“%s”应是一列条目,这里是%s", k.name, nodeWord(n))
		return
	}
	for _, item := range n.Content {
		if k.inner != nil {
			rd.checkKey(src, item, k.inner)
			continue
		}
		o := k.of
		if v, ok := variantOf(o); ok && mappingHas(item, v.mark) {
			o = v.shape
		}
		rd.checkObject(src, item, o)
	}
}

func mappingHas(n *yaml.Node, name string) bool {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return true
		}
	}
	return false
}

func (rd *reader) checkTable(src *source, n *yaml.Node, k *key) {
	if n.Kind != yaml.MappingNode {
		rd.at(src, n, "写成“name: 内容”的各行", "“%s”应是若干“name: 内容”,这里是%s", k.name, nodeWord(n))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i]
		if strings.Contains(name.Value, "：") {
			rd.at(src, name, "写成“name: 内容”,冒号用半角,后面空一格", "“%s”里的冒号是全角的", name.Value)
			continue
		}
		if !smallName.MatchString(name.Value) {
			rd.at(src, name, "只用小写英文字母、数字和下划线,以字母开头", "“%s”不能用作名称", name.Value)
		}
		if seen[name.Value] {
			rd.at(src, name, "删去一处", "“%s”写了两遍", name.Value)
		}
		seen[name.Value] = true
		rd.checkKey(src, n.Content[i+1], k.inner)
	}
}

var smallName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}$`)

func (rd *reader) checkScalar(src *source, n *yaml.Node, k *key) {
	what := k.name
	if what == "" {
		what = "内容"
	}
	if n.Kind != yaml.ScalarNode {
		remedy := ""
		if n.Kind == yaml.SequenceNode {
			remedy = "几项之间用顿号,不用方括号,例如 " + what + ": 30、40、50"
		}
		rd.at(src, n, remedy, "“%s”应是一个值,这里是%s", what, nodeWord(n))
		return
	}
	if n.Tag == "!!null" && n.Style == 0 {
		rd.at(src, n, "填上内容,或删去这一行", "“%s”没有填", what)
		return
	}
	if message, remedy := scalarFault(n.Value, k); message != "" {
		rd.at(src, n, remedy, "%s", message)
	}
}

// scalarFault says what is wrong with a single value; "" where nothing is.
func scalarFault(text string, k *key) (message, remedy string) {
	switch k.shape {
	case shapeName:
		if !smallName.MatchString(text) {
			return "“" + text + "”不能用作" + k.label, "只用小写英文字母、数字和下划线,以字母开头"
		}
	case shapeInt:
		if _, err := strconv.ParseInt(text, 10, 32); err != nil {
			return "“" + k.name + "”应是整数,这里是“" + text + "”", ""
		}
	case shapeBool:
		if text != "true" && text != "false" {
			return "“" + k.name + "”应是 true 或 false,这里是“" + text + "”", ""
		}
	case shapeDate, shapeBaseDate:
		if text == "as_of" && k.shape == shapeBaseDate {
			return "", ""
		}
		if _, err := yanpan.ParseDate(text); err != nil {
			return "日期“" + text + "”不对", dateAdvice(text)
		}
	case shapeNumber:
		if _, ok := parseNumber(text); !ok {
			return "“" + text + "”不是数", "可以写 3、45.5、30% 或 1/3"
		}
	case shapeWord:
		return wordFault(text, k)
	case shapeText, shapeTemplate, shapeExpr, shapeBound:
		if strings.TrimSpace(text) == "" {
			return "“" + k.name + "”没有填", "填上内容,或删去这一行"
		}
	}
	return "", ""
}

func wordFault(text string, k *key) (message, remedy string) {
	for _, w := range k.words {
		if w == text {
			return "", ""
		}
	}
	what := k.label
	if what == "" {
		what = "这里"
	}
	return what + "不能是“" + text + "”", meant(text, k.words)
}

func nodeWord(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "若干“name: 内容”"
	case yaml.SequenceNode:
		return "一列条目"
	case yaml.ScalarNode:
		if n.Value == "" {
			return "空的"
		}
		return "“" + shorten(n.Value) + "”"
	}
	return "引用"
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return s
}
