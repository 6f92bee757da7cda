package policy

import (
	"math"
	"strconv"
	"unicode"

	"go.yaml.in/yaml/v3"

	"yanpan.dev"
)

// child gives the value under a key; nil where the key is absent.
func (s *section) child(name string) *yaml.Node {
	for i := 0; s.node.Kind == yaml.MappingNode && i+1 < len(s.node.Content); i += 2 {
		if s.node.Content[i].Value == name {
			return s.node.Content[i+1]
		}
	}
	return nil
}

func (s *section) text(name string) string {
	if n := s.child(name); n != nil && n.Kind == yaml.ScalarNode {
		return n.Value
	}
	return ""
}

func (s *section) flag(name string) bool { return s.text(name) == "true" }

func (s *section) integer(name string) int {
	n, err := strconv.ParseInt(s.text(name), 10, 32)
	if err != nil {
		return 0 // reported by the check of the shape
	}
	return int(n)
}

// date gives the date under a key; the zero Date where it is absent or as_of.
func (s *section) date(name string) yanpan.Date {
	d, err := yanpan.ParseDate(s.text(name))
	if err != nil {
		return yanpan.Date{} // reported by the check of the shape
	}
	return d
}

// sub gives the object under a key; its node is empty where the key is absent.
func (s *section) sub(name string) *section {
	n := s.child(name)
	if n == nil {
		n = &yaml.Node{}
	}
	return &section{s.src, n, s.rd}
}

// items gives the mappings of a list.
func (s *section) items(name string) []*section {
	n := s.child(name)
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	var all []*section
	for _, c := range n.Content {
		if c.Kind == yaml.MappingNode {
			all = append(all, &section{s.src, c, s.rd})
		}
	}
	return all
}

// pair is one name of a table with its value.
type pair struct {
	name, value *yaml.Node
}

// pairs gives the names of a table in the order of the file.
func (s *section) pairs(name string) []pair {
	n := s.child(name)
	var all []pair
	for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		all = append(all, pair{n.Content[i], n.Content[i+1]})
	}
	return all
}

func (s *section) pos() Pos { return s.src.pos(s.node.Line, s.node.Column) }

// posOf is the place of a key's value, or of the object where the key is absent.
func (s *section) posOf(name string) Pos {
	if n := s.child(name); n != nil {
		return s.src.pos(n.Line, n.Column)
	}
	return s.pos()
}

// fault adds a fault at the value of a key.
func (s *section) fault(name, remedy, format string, args ...any) {
	p := s.posOf(name)
	s.rd.add(s.src.faultAt(p, remedy, format, args...))
}

func (s *section) citation() yanpan.Citation {
	b := s.sub("basis")
	return yanpan.Citation{
		Source: b.text("source"), Article: b.text("article"),
		Confidence: yanpan.Confidence(b.text("confidence")),
	}
}

// inside maps a place inside a scalar's text back to the file. Quotes, folded
// lines and block marks move text about but never touch its visible
// characters, so the place is found by counting those.
func inside(src *source, n *yaml.Node, line, column int) (int, int) {
	skip := visibleBefore(n.Value, line, column)
	l, c := n.Line, n.Column
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		l, c = l+1, 1
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		c++
	}
	atEnd := skip == visibleBefore(n.Value, math.MaxInt, 0)
	for ; l <= len(src.lines); l, c = l+1, 1 {
		text := []rune(src.line(l))
		for ; c <= len(text); c++ {
			switch {
			case unicode.IsSpace(text[c-1]):
				continue
			case skip == 0:
				return l, c
			case skip == 1 && atEnd:
				return l, c + 1
			}
			skip--
		}
	}
	return n.Line, n.Column
}

// visibleBefore counts the characters that are no blanks before a place of the
// text; lines count from 1, columns from 0.
func visibleBefore(text string, line, column int) int {
	count, l, c := 0, 1, 0
	for _, r := range text {
		if l > line || l == line && c >= column {
			break
		}
		if r == '\n' {
			l, c = l+1, 0
			continue
		}
		c++
		if !unicode.IsSpace(r) {
			count++
		}
	}
	return count
}
