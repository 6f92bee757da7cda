package proof

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// mdReader turns the blocks of a Markdown file into paragraphs that remember
// line and column of the source.
type mdReader struct {
	t     *Text
	src   []byte
	lines []int // where each line begins
}

// readMarkdown reads headings, paragraphs, lists, quotations and tables. Code
// and raw HTML are no prose and are passed over.
func (t *Text) readMarkdown(src []byte) {
	r := &mdReader{t: t, src: src, lines: []int{0}}
	for i, b := range src {
		if b == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
	doc := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(src))
	r.blocks(doc)
}

// blocks walks the children of a block.
func (r *mdReader) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			p := r.inline(c, "")
			p.level = c.Level
			r.add(p)
		case *ast.Paragraph, *ast.TextBlock:
			r.add(r.inline(c, ""))
		case *ast.ListItem:
			r.item(c)
		case *east.Table:
			r.table(c)
		case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock, *ast.ThematicBreak:
		default:
			r.blocks(c)
		}
	}
}

func (r *mdReader) add(p para) {
	if !blankRunes(p.raw) {
		p.t = fold(p.raw)
		r.t.paras = append(r.t.paras, p)
	}
}

// item gives a list item its number back, which the parser takes off.
func (r *mdReader) item(n *ast.ListItem) {
	first := n.FirstChild()
	if first != nil && (first.Kind() == ast.KindTextBlock || first.Kind() == ast.KindParagraph) && first.Lines().Len() > 0 {
		r.add(r.inline(first, r.marker(first.Lines().At(0).Start)))
		for c := first.NextSibling(); c != nil; c = c.NextSibling() {
			if c.Kind() == ast.KindParagraph || c.Kind() == ast.KindTextBlock {
				r.add(r.inline(c, ""))
				continue
			}
			r.blocks(wrap(c))
		}
		return
	}
	r.blocks(n)
}

// wrap lets a single node be walked as a block with one child.
func wrap(c ast.Node) ast.Node { return only{c} }

// only is a node whose one child is the node it holds.
type only struct{ ast.Node }

// FirstChild gives the node itself, without its neighbours.
func (o only) FirstChild() ast.Node { return alone(o) }

// alone hides the neighbours of a node.
type alone struct{ ast.Node }

// NextSibling gives nil.
func (a alone) NextSibling() ast.Node { return nil }

// marker gives the number before a list item on its line, "" for a bullet.
func (r *mdReader) marker(at int) string {
	line := r.lines[r.lineOf(at)]
	m := strings.TrimSpace(string(r.src[line:at]))
	if m == "" || m[0] < '0' || m[0] > '9' {
		return ""
	}
	return m
}

// lineOf gives the index of the line that holds the byte.
func (r *mdReader) lineOf(at int) int {
	return sort.Search(len(r.lines), func(i int) bool { return r.lines[i] > at }) - 1
}

// inline gathers the text of a block with its positions.
func (r *mdReader) inline(n ast.Node, marker string) para {
	var p para
	if marker != "" {
		start := n.Lines().At(0).Start
		line := r.lineOf(start)
		at := r.lines[line] + strings.Index(string(r.src[r.lines[line]:start]), marker)
		r.put(&p, at, at+len(marker))
	}
	r.gather(&p, n)
	return p
}

// gather walks the inline nodes.
func (r *mdReader) gather(p *para, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			r.put(p, c.Segment.Start, c.Segment.Stop)
		case *ast.RawHTML, *ast.Image, *ast.AutoLink:
		default:
			r.gather(p, c)
		}
	}
}

// put adds a stretch of the source; a backslash that only escapes is left out.
func (r *mdReader) put(p *para, lo, hi int) {
	for lo < hi {
		cut := lo
		for cut < hi && !r.escapes(cut, hi) {
			cut++
		}
		if cut > lo {
			line := r.lineOf(lo)
			col := utf8.RuneCount(r.src[r.lines[line]:lo]) + 1
			p.segs = append(p.segs, seg{len(p.raw), line + 1, col})
			p.raw = append(p.raw, []rune(string(r.src[lo:cut]))...)
		}
		if cut == hi {
			return
		}
		lo = cut + 1
		line := r.lineOf(lo)
		p.segs = append(p.segs, seg{len(p.raw), line + 1, utf8.RuneCount(r.src[r.lines[line]:lo]) + 1})
		p.raw = append(p.raw, rune(r.src[lo]))
		lo++
	}
}

// escapes reports whether a backslash that only escapes stands at i.
func (r *mdReader) escapes(i, hi int) bool {
	return r.src[i] == '\\' && i+1 < hi && isASCIIPunct(r.src[i+1])
}

func isASCIIPunct(b byte) bool {
	return b >= '!' && b <= '/' || b >= ':' && b <= '@' || b >= '[' && b <= '`' || b >= '{' && b <= '~'
}

// table reads a table into a grid whose cells are paragraphs.
func (r *mdReader) table(n *east.Table) {
	out := table{head: 1}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			p := r.inline(c, "")
			p.cell = true
			at := -1
			if !blankRunes(p.raw) {
				at = len(r.t.paras)
				r.add(p)
			}
			cells = append(cells, cell{text: string(p.raw), para: at, span: 1})
		}
		out.rows = append(out.rows, cells)
	}
	r.t.tables = append(r.t.tables, out)
}
