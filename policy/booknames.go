package policy

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// reference is what the identifier in a key stands for: a book writes the name
// instead, and reading it finds the identifier again.
type reference string

const (
	refDeadline   reference = "日程步骤"
	refProcedure  reference = "程序"
	refStep       reference = "程序步骤"
	refVote       reference = "表决方式"
	refRung       reference = "逾期措施"
	refFact       reference = "门槛事实"
	refRule       reference = "规则"
	refDepartment reference = "联审部门"
	refBase       reference = "程序来源" // a procedure made from another one has the other's steps too
)

func references() []reference {
	return []reference{refDeadline, refProcedure, refStep, refVote, refRung, refFact, refRule, refDepartment, refBase}
}

// bookName is one name of a pack and the identifier behind it. of is the
// procedure that the name belongs to; "" where it is the only one of its kind.
type bookName struct {
	kind          reference
	of, id, label string
}

type bookNames []bookName

// wordsOfOrder are what may stand where steps are named.
func wordsOfOrder() []bookName {
	return []bookName{{id: startWord, label: "一开始"}, {id: noneWord, label: "没有"}}
}

// noneWord says in a case of a procedure that no step is open.
const noneWord = "none"

// within keeps what may be named by an entry about the procedures.
func (n bookNames) within(procedures ...string) bookNames {
	for i := 0; i < len(procedures); i++ {
		for _, b := range n {
			if b.kind == refBase && b.of == procedures[i] && !slices.Contains(procedures, b.id) {
				procedures = append(procedures, b.id)
			}
		}
	}
	var kept bookNames
	for _, b := range n {
		if b.of == "" || slices.Contains(procedures, b.of) {
			kept = append(kept, b)
		}
	}
	return kept
}

// label is the name behind an identifier. Where two have one name it tells them apart.
func (n bookNames) label(kind reference, id string) string {
	for _, w := range wordsOfOrder() {
		if w.id == id && kind == refStep {
			return w.label
		}
	}
	label := ""
	for _, b := range n {
		if b.kind == kind && b.id == id && b.label != "" {
			label = b.label
		}
	}
	if label == "" {
		return id
	}
	for _, b := range n {
		if b.kind == kind && b.id != id && foldLabel(b.label) == foldLabel(label) {
			return label + "\uFF08" + id + "\uFF09"
		}
	}
	return label
}

// labels writes several identifiers that are set apart by 、.
func (n bookNames) labels(kind reference, text string) string {
	parts := splitWords(text)
	for i, p := range parts {
		parts[i] = n.label(kind, p)
	}
	return strings.Join(parts, "、")
}

// id gives the identifier behind a name. Only a text that could be an
// identifier stands for itself; any other is not known.
func (n bookNames) id(kind reference, text string) (string, bool) {
	folded := foldLabel(text)
	if kind == refStep {
		for _, w := range wordsOfOrder() {
			if w.label == folded {
				return w.id, true
			}
		}
	}
	for i := len(n) - 1; i >= 0; i-- {
		if b := n[i]; b.kind == kind && b.label != "" && (foldLabel(b.label) == folded || foldLabel(b.label+"("+b.id+")") == folded) {
			return b.id, true
		}
	}
	id := strings.TrimSpace(text)
	return id, smallName.MatchString(id)
}

// ids reads several names set apart by 、, which may themselves hold a 、. bad is
// the first that is not known.
func (n bookNames) ids(kind reference, text string) (all, bad string) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '、' || r == '\n' })
	var found []string
	for i := 0; i < len(parts); {
		end, id, ok := i+1, "", false
		for j := len(parts); j > i && !ok; j-- { // the longest name that stands here
			id, ok = n.id(kind, strings.Join(parts[i:j], "、"))
			end = j
		}
		if !ok {
			return "", parts[i]
		}
		found = append(found, id)
		i = end
	}
	return strings.Join(found, "、"), ""
}

func (n bookNames) candidates(kind reference) []string {
	var all []string
	for _, b := range n {
		if b.kind == kind {
			all = append(all, b.label)
		}
	}
	return all
}

// namesOfPack gathers the names of a pack's files.
func namesOfPack(p *Pack) bookNames {
	var all bookNames
	for _, f := range bookForms() {
		for _, entry := range f.entries(p) {
			all = append(all, namesInEntry(f.file, flatten(entry, nil))...)
		}
	}
	return all
}

// flatten lists the single values of a node with their paths.
func flatten(n *yaml.Node, path []string) []told {
	if n.Kind == yaml.ScalarNode {
		return []told{{path: slices.Clone(path), text: n.Value}}
	}
	var all []told
	for i, item := range groupItems(n) {
		name := item.name
		if n.Kind == yaml.SequenceNode {
			name = "#" + strconv.Itoa(i)
		}
		all = append(all, flatten(item.value, append(slices.Clone(path), name))...)
	}
	return all
}

// namesInEntry are the names that one entry of a file gives.
func namesInEntry(file string, values []told) bookNames {
	own := func(name string) string { return textAt(values, name) }
	one := func(kind reference) bookNames {
		if own("id") == "" {
			return nil
		}
		return bookNames{{kind: kind, id: own("id"), label: own("label")}}
	}
	switch file {
	case "deadlines.yaml":
		return one(refDeadline)
	case "departments.yaml":
		return one(refDepartment)
	case "targets.yaml", "problems.yaml", "outlook.yaml", "eligibility.yaml":
		return one(refRule)
	case proceduresFile:
		return namesInProcedure(values)
	}
	return nil
}

// proceduresFile holds procedures, the one kind whose names belong to an entry.
const proceduresFile = "procedures.yaml"

// proceduresOf are the procedures that an entry about procedures speaks of.
func proceduresOf(values []told) []string {
	var all []string
	for _, name := range []string{"as", "id", "adjust", "procedure"} {
		if t := textAt(values, name); t != "" {
			all = append(all, t)
		}
	}
	return all
}

func namesInProcedure(values []told) bookNames {
	of := proceduresOf(values)
	if len(of) == 0 {
		return nil
	}
	names := bookNames{{kind: refProcedure, id: of[0], label: textAt(values, "label")}}
	if len(of) > 1 {
		names = append(names, bookName{kind: refBase, of: of[0], id: of[1]})
	}
	for _, v := range values {
		last := len(v.path) - 1
		if last < 1 {
			continue
		}
		label := func() string { return textAt(values, append(slices.Clone(v.path[:last]), "label")...) }
		switch {
		case last == 2 && v.path[0] == "facts" && v.path[2] == "label":
			names = append(names, bookName{refFact, of[0], v.path[1], v.text})
		case v.path[last] != "id" || label() == "":
		case last == 2:
			names = append(names, bookName{refStep, of[0], v.text, label()})
		case last == 4 && v.path[2] == "votes":
			names = append(names, bookName{refVote, of[0], v.text, label()})
		case last == 4 && v.path[2] == "overdue":
			names = append(names, bookName{refRung, of[0], v.text, label()})
		}
	}
	return names
}

// textAt is the text at a path; "" where nothing is told there.
func textAt(values []told, path ...string) string {
	for _, v := range values {
		if slices.Equal(v.path, path) {
			return v.text
		}
	}
	return ""
}

// namesSheet lists the names of higher packs, so that a book can be read alone.
const namesSheet = "上级名称"

func namesHead() []BookHead {
	return []BookHead{{Label: "类别"}, {Label: "所属程序"}, {Label: "名称"}, {Label: "编号"}}
}

func (n bookNames) sheet() BookSheet {
	s := BookSheet{Name: namesSheet, Note: "上级政策包里的步骤、程序、规则和部门。别的页要写到它们时写这里的名称\uFF1B这一页不用改。", Head: namesHead()}
	for _, b := range n {
		s.Rows = append(s.Rows, []string{string(b.kind), b.of, b.label, b.id})
	}
	return s
}

// readNames reads the sheet of names; a line it does not know is passed over.
func readNames(tables []BookTable) bookNames {
	var names bookNames
	for _, t := range tables {
		if foldLabel(t.Name) != namesSheet {
			continue
		}
		for _, row := range t.Rows {
			if kind := reference(cellText(row, 0)); slices.Contains(references(), kind) {
				names = append(names, bookName{kind, cellText(row, 1), cellText(row, 3), cellText(row, 2)})
			}
		}
	}
	return names
}
