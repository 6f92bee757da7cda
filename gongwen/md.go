package gongwen

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"yanpan.dev"
)

// MarkdownOptions says how Markdown is read.
type MarkdownOptions struct {
	KeepPunctuation bool // leave half-width marks beside Chinese as they are
}

// Note tells the author what was done with the text beyond setting it, or what
// was left out. Line counts from 1; 0 is the whole text.
type Note struct {
	Line    int
	Message string
}

// maxMarkdown bounds a text: a thousand pages are no paper any more.
const maxMarkdown = 4 << 20

// Markdown reads a paper from Markdown (CommonMark with tables, UTF-8).
//
//	发文字号：清府发〔2026〕5号        head and record as 键：值 lines, see frontKeys
//	# 标题                            title; <br> breaks it
//	县委组织部：                       a first paragraph that ends with a colon is the addressee
//	## 基本情况                        levels ## to #####; numbers typed by hand are recognised
//	（一）配备。全镇……                 a typed first or second level needs no #
//	[67](#members)                    a number that leads to <a id="members"></a>
//	表1　班子结构 / 单位：人             before a table: caption and unit; 注：… after it
//	| ^^ | << |                       a cell joined with the one above or to the left
//	【横排】 【表头2行】 【分页】          before a table; alone: a new page
//	```图表 饼图                       a chart: 标题： and 单位： lines, then comma-separated values
//	清水镇党委 / 2026年6月30日          the last short paragraphs: signature and date
//	# 附件1 班子结构表                   an attachment
//
// What follows a --- after the date belongs to no paper and is left out. The
// notes name everything left out or changed. It fails with CodeUnreadable if
// src is no UTF-8 text or empty, CodeRefused if it is too long and CodeInvalid
// if a chart or a head line says what cannot be.
func Markdown(src []byte, o MarkdownOptions) (*Document, []Note, error) {
	src, err := checkText(src)
	if err != nil {
		return nil, nil, err
	}
	r := &mdReader{doc: &Document{}, part: &part{}}
	if r.src, err = r.front(src); err != nil {
		return nil, nil, err
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table))
	root := md.Parser().Parse(text.NewReader(r.src))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if err := r.block(n); err != nil {
			return nil, nil, err
		}
	}
	r.finish()
	if !o.KeepPunctuation {
		if n := fixPunctuation(r.doc); n > 0 {
			r.note(0, fmt.Sprintf("已把%d处半角标点改为中文标点", n))
		}
	}
	return r.doc, r.notes, nil
}

func checkText(src []byte) ([]byte, error) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	fail := func(code yanpan.Code, message, remedy string) error {
		return &yanpan.Error{Code: code, Op: "gongwen.Markdown", Message: message, Remedy: remedy}
	}
	switch {
	case len(src) > maxMarkdown:
		return nil, fail(yanpan.CodeRefused, "文稿太长，没有打开", "请拆成几份再排")
	case !utf8.Valid(src) || bytes.IndexByte(src, 0) >= 0:
		return nil, fail(yanpan.CodeUnreadable, "文稿不是 UTF-8 编码的文本", "请用记事本打开，另存时编码选“UTF-8”")
	case len(bytes.TrimSpace(src)) == 0:
		return nil, fail(yanpan.CodeUnreadable, "文稿是空的", "请检查是否传错了文件")
	}
	return normalizeLines(flattenDeep(src)), nil
}

func normalizeLines(src []byte) []byte {
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
}

// maxMarks is how deep quotations and lists may be nested; more is no text, and
// reading it would take time that grows with its square.
const maxMarks = 12

// flattenDeep takes away the quotation and list marks that begin a line beyond
// maxMarks.
func flattenDeep(src []byte) []byte {
	lines := bytes.Split(src, []byte("\n"))
	for i, l := range lines {
		marks := 0
		for k, c := range l {
			if c == '>' || c == '-' || c == '*' || c == '+' {
				marks++
			} else if c != ' ' && c != '\t' {
				break
			}
			if marks > maxMarks && c == '>' {
				lines[i] = append(bytes.Clone(l[:k]), bytes.TrimLeft(l[k:], "> ")...)
				break
			}
		}
	}
	return bytes.Join(lines, []byte("\n"))
}

// part is the text or one attachment while it is read.
type part struct {
	title  string
	blocks []Block
	lines  []int // where each block began
	closed bool  // signed and dated: what follows a --- is no part of it
}

func (p *part) add(line int, b ...Block) {
	for _, x := range b {
		p.blocks = append(p.blocks, x)
		p.lines = append(p.lines, line)
	}
}

type mdReader struct {
	src     []byte
	doc     *Document
	parts   []*part // attachments
	part    *part   // the one being read
	main    *part   // the text, once an attachment has begun
	notes   []Note
	titled  bool
	dropped int // line of the first block left out after the end; 0 if none
}

func (r *mdReader) note(line int, message string) {
	r.notes = append(r.notes, Note{line, message})
}

// block reads one block of the top level.
func (r *mdReader) block(n ast.Node) error {
	line := r.lineOf(n)
	if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
		r.topHeading(h, line)
		return nil
	}
	if r.part.closed {
		if r.dropped == 0 {
			r.dropped = line
		}
		return nil
	}
	return r.inner(n, line)
}

// inner reads a block at any depth.
func (r *mdReader) inner(n ast.Node, line int) error {
	switch n := n.(type) {
	case *ast.Heading:
		r.part.add(line, Heading{Level: clampLevel(n.Level - 1), Text: trimRuns(r.inline(n))})
	case *ast.Paragraph, *ast.TextBlock:
		r.part.add(line, Paragraph{Runs: trimRuns(r.inline(n))})
	case *ast.List:
		return r.list(n, line)
	case *ast.FencedCodeBlock:
		return r.fenced(n, line)
	case *ast.CodeBlock:
		r.verbatim(n.Lines(), line)
	case *ast.ThematicBreak:
		r.thematicBreak(line)
	case *ast.HTMLBlock:
		r.note(line, "网页代码没有排入")
	default:
		if n.Kind().String() == "Table" {
			r.part.add(line, r.table(n))
			return nil
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if err := r.inner(c, r.lineOf(c)); err != nil {
				return err
			}
		}
	}
	return nil
}

// topHeading is the title the first time, an attachment if it says so, and
// otherwise a heading of the first level.
func (r *mdReader) topHeading(h *ast.Heading, line int) {
	runs := trimRuns(r.inline(h))
	if title, ok := attachmentTitle(Plain(runs)); ok {
		if r.main == nil {
			r.main = r.part
		}
		r.part = &part{title: title}
		r.parts = append(r.parts, r.part)
		return
	}
	if r.part.closed {
		if r.dropped == 0 {
			r.dropped = line
		}
		return
	}
	if !r.titled && r.main == nil {
		r.titled = true
		r.doc.Title = Plain(runs)
		return
	}
	r.part.add(line, Heading{Level: 1, Text: runs})
}

// thematicBreak ends the paper if it has been signed; elsewhere it is a mark
// that papers do not have.
func (r *mdReader) thematicBreak(line int) {
	if r.main == nil && endsSigned(r.part.blocks) {
		r.part.closed = true
		return
	}
	r.note(line, "公文里没有分隔线，已略去；要另起一页请写【分页】")
}

// verbatim sets each line of a block of code as a line of its own.
func (r *mdReader) verbatim(lines *text.Segments, line int) {
	for i := range lines.Len() {
		seg := lines.At(i)
		r.part.add(line, Paragraph{Runs: Text(string(bytes.TrimRight(seg.Value(r.src), "\n"))), Align: Left})
	}
}

func (r *mdReader) list(l *ast.List, line int) error {
	out := List{Ordered: l.IsOrdered(), Start: min(l.Start, 999)}
	flush := func() {
		if len(out.Items) > 0 {
			r.part.add(line, out)
			out = List{Ordered: out.Ordered, Start: max(1, out.Start) + topItems(out)}
		}
	}
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		first := true
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			nested, isList := c.(*ast.List)
			switch {
			case isList && nested.IsOrdered() == out.Ordered:
				r.nested(nested, &out)
			case first && isText(c):
				out.Items = append(out.Items, Item{Runs: trimRuns(r.inline(c))})
			default:
				flush()
				if err := r.inner(c, r.lineOf(c)); err != nil {
					return err
				}
			}
			first = false
		}
	}
	flush()
	return nil
}

func isText(n ast.Node) bool {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return true
	}
	return false
}

func topItems(l List) int {
	n := 0
	for _, it := range l.Items {
		if it.Level == 0 {
			n++
		}
	}
	return n
}

// nested adds the items of a list within a list; there is no third level.
func (r *mdReader) nested(l *ast.List, out *List) {
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if deeper, ok := c.(*ast.List); ok {
				r.nested(deeper, out)
				continue
			}
			out.Items = append(out.Items, Item{Runs: trimRuns(r.inline(c)), Level: 1})
		}
	}
}

// lineOf finds the line a block begins on.
func (r *mdReader) lineOf(n ast.Node) int {
	if p := n.Pos(); p >= 0 && p <= len(r.src) && n.Type() == ast.TypeBlock {
		return r.line(p)
	}
	for n != nil {
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			return r.line(n.Lines().At(0).Start)
		}
		if t, ok := n.(*ast.Text); ok {
			return r.line(t.Segment.Start)
		}
		n = n.FirstChild()
	}
	return 0
}

func (r *mdReader) line(offset int) int { return 1 + bytes.Count(r.src[:offset], []byte("\n")) }
