package gongwen

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// inline reads the runs of a block.
func (r *mdReader) inline(n ast.Node) []Run {
	w := inlineReader{r: r}
	w.children(n, Run{})
	return w.runs
}

type inlineReader struct {
	r         *mdReader
	runs      []Run
	underline bool
	anchor    string // waits for the next text
}

// add appends text in the dress of like, joined with the run before if alike.
func (w *inlineReader) add(text string, like Run) {
	if text == "" {
		return
	}
	like.Text, like.Underline, like.Anchor = text, w.underline, w.anchor
	w.anchor = ""
	if n := len(w.runs); n > 0 {
		last := w.runs[n-1]
		same := last
		same.Text, same.Anchor = like.Text, ""
		if same == like {
			w.runs[n-1].Text += text
			return
		}
	}
	w.runs = append(w.runs, like)
}

func (w *inlineReader) children(n ast.Node, like Run) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c, like)
	}
}

func (w *inlineReader) node(n ast.Node, like Run) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(n, like)
	case *ast.String:
		w.add(string(n.Value), like)
	case *ast.Emphasis:
		like.Bold = like.Bold || n.Level >= 2
		w.children(n, like)
	case *ast.Link:
		if d := string(n.Destination); strings.HasPrefix(d, "#") {
			like.Mark = d[1:]
		}
		w.children(n, like)
	case *ast.AutoLink:
		w.add(string(n.Label(w.r.src)), like)
	case *ast.Image:
		w.r.note(w.r.lineOf(n), "图片没有排入")
	case *ast.RawHTML:
		w.html(n)
	default:
		w.children(n, like)
	}
}

func (w *inlineReader) text(n *ast.Text, like Run) {
	w.add(unescape(string(n.Segment.Value(w.r.src)), n.IsRaw()), like)
	switch {
	case n.HardLineBreak():
		w.add("\n", like)
	case n.SoftLineBreak():
		w.add(w.joint(n), like)
	}
}

// joint stands for a line's end inside a paragraph: nothing between Chinese
// characters, a space between words.
func (w *inlineReader) joint(n *ast.Text) string {
	before, _ := utf8.DecodeLastRune(n.Segment.Value(w.r.src))
	after := ' '
	rest := strings.TrimLeft(string(w.r.src[n.Segment.Stop:min(len(w.r.src), n.Segment.Stop+64)]), " \n\t>")
	if rest != "" {
		after, _ = utf8.DecodeRuneInString(rest)
	}
	if isWide(before) || isWide(after) {
		return softBreak
	}
	return softBreak + " "
}

// softBreak marks, while a text is read, where a line of the source ended: a
// signature and its date may be two lines of one paragraph.
const softBreak = "\u2028"

var escapes = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])|&(lt|gt|amp|quot|nbsp|#[0-9]{1,7});")

// unescape resolves backslashes and the entities people type.
func unescape(s string, raw bool) string {
	if raw || !strings.ContainsAny(s, `\&`) {
		return s
	}
	return escapes.ReplaceAllStringFunc(s, func(m string) string {
		switch m {
		case "&lt;":
			return "<"
		case "&gt;":
			return ">"
		case "&amp;":
			return "&"
		case "&quot;":
			return `"`
		case "&nbsp;":
			return "\u00a0"
		}
		if m[0] == '\\' {
			return m[1:]
		}
		return m
	})
}

var anchorTag = regexp.MustCompile(`^<a\s+(?:id|name)\s*=\s*["']?([^"'\s>]+)["']?\s*/?>$`)

// html understands line breaks, underlines and anchors; other tags have no
// meaning on paper and go.
func (w *inlineReader) html(n *ast.RawHTML) {
	var tag string
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		tag += string(seg.Value(w.r.src))
	}
	switch lower := strings.ToLower(strings.ReplaceAll(tag, " ", "")); lower {
	case "<br>", "<br/>":
		w.add("\n", Run{})
	case "<u>":
		w.underline = true
	case "</u>":
		w.underline = false
	case "</a>":
	default:
		if m := anchorTag.FindStringSubmatch(tag); m != nil {
			w.anchor = m[1]
			return
		}
		if !strings.HasPrefix(tag, "<!--") {
			w.r.note(w.r.line(n.Segments.At(0).Start), "网页代码没有排入："+tag)
		}
	}
}

// sourceLines are the lines a paragraph was written in.
func sourceLines(runs []Run) []string {
	var out []string
	for _, l := range strings.FieldsFunc(Plain(runs), func(r rune) bool { return r == '\n' || string(r) == softBreak }) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// trimRuns takes away space at both ends.
func trimRuns(runs []Run) []Run {
	for len(runs) > 0 {
		if runs[0].Text = strings.TrimLeft(runs[0].Text, " \t\u3000\n"+softBreak); runs[0].Text != "" {
			break
		}
		runs = runs[1:]
	}
	for n := len(runs); n > 0; n = len(runs) {
		if runs[n-1].Text = strings.TrimRight(runs[n-1].Text, " \t\u3000\n"+softBreak); runs[n-1].Text != "" {
			break
		}
		runs = runs[:n-1]
	}
	return runs
}

// joinSoft drops the marks of lines' ends from a whole part.
func joinSoft(blocks []Block) {
	clean := func(runs []Run) []Run {
		for i := range runs {
			runs[i].Text = strings.ReplaceAll(runs[i].Text, softBreak, "")
		}
		return runs
	}
	eachRuns(blocks, func(runs []Run) { clean(runs) })
}
