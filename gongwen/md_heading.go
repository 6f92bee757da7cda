package gongwen

import (
	"regexp"
	"strings"
)

// shape finishes a part: directives, captions, headings typed as paragraphs,
// numbers typed by hand.
func (r *mdReader) shape(p *part) []Block {
	p.blocks = splitWords(p.blocks)
	for i, b := range p.blocks {
		p.blocks[i] = typedHeading(b)
	}
	joinSoft(p.blocks)
	out := r.attach(p.blocks)
	numberHeadings(out)
	return out
}

// longestHeading is the length, in half squares, up to which a numbered
// sentence counts as a heading.
const longestHeading = 80

// typedHeading makes a heading of a paragraph that begins with 一、 or （一）:
// the whole of it if it is no sentence, else its first sentence, the rest
// following in the same paragraph.
func typedHeading(b Block) Block {
	p, ok := b.(Paragraph)
	if !ok || p.Align != Auto {
		return b
	}
	text := Plain(p.Runs)
	level, _, _ := typedNumber(text)
	if level != 1 && level != 2 {
		return b
	}
	end := strings.IndexAny(text, "。；"+softBreak+"\n")
	switch {
	case end < 0 && halves(text) <= longestHeading:
		return Heading{Level: level, Text: p.Runs}
	case level == 2 && end > 0 && strings.HasPrefix(text[end:], "。") && halves(text[:end]) <= longestHeading:
		head, after := cutRuns(p.Runs, end+len("。"))
		return Heading{Level: level, Text: head, After: after}
	}
	return b
}

// numberHeadings takes numbers typed by hand off the headings of a part if they
// are what Word would count itself; if any differs, all stay as they were typed,
// because it is not for us to say which is right.
func numberHeadings(blocks []Block) {
	agree := true
	var c counter
	eachHeading(blocks, func(h *Heading) {
		text := Plain(h.Text)
		level, n, length := typedNumber(text)
		if length == 0 || length == len(text) {
			c.next(h.Level)
			return
		}
		h.Level = level
		h.Number = headingNumber(level, n)
		if n == 0 {
			h.Number = strings.TrimSpace(text[:length])
		}
		_, h.Text = cutRuns(h.Text, length)
		if c.next(level) != h.Number {
			agree = false
		}
	})
	if agree {
		eachHeading(blocks, func(h *Heading) { h.Number = "" })
		return
	}
	c = counter{}
	eachHeading(blocks, func(h *Heading) {
		if auto := c.next(h.Level); h.Number == "" {
			h.Number = auto
		}
	})
}

func eachHeading(blocks []Block, f func(*Heading)) {
	for i, b := range blocks {
		if h, ok := b.(Heading); ok {
			f(&h)
			blocks[i] = h
		}
	}
}

var (
	directive    = regexp.MustCompile(`^[【\[](分页|横排|竖排|表头[一二三四五123456789]行)[】\]]$`)
	tableCaption = regexp.MustCompile(`^(续?表\s*[0-9一二三四五六七八九十]+|表\s*[：:])`)
	unitLine     = regexp.MustCompile(`^[（(]?\s*单位\s*[：:]\s*([^）)]+)[）)]?$`)
	noteLine     = regexp.MustCompile(`^(注|备注|说明)\s*[：:]`)
	figureLine   = regexp.MustCompile(`^图\s*[0-9一二三四五六七八九十]+`)
)

// attach hangs captions, units, notes and directives on the tables and figures
// they belong to.
func (r *mdReader) attach(blocks []Block) []Block {
	var out []Block
	var pending tableWords
	for i, b := range blocks {
		text, isPara := paragraphText(b)
		next := nextTable(blocks[i+1:])
		switch {
		case isPara && directive.MatchString(text):
			if !pending.direct(directive.FindStringSubmatch(text)[1]) {
				out = append(out, PageBreak{})
			}
			continue
		case isPara && next && pending.take(text):
			continue
		case isPara && len(out) > 0 && attachNote(out, text):
			continue
		}
		if t, ok := b.(Table); ok {
			b = pending.dress(t)
			pending = tableWords{}
		}
		out = append(out, b)
	}
	if pending != (tableWords{}) {
		r.note(0, "【横排】【表头N行】后面没有表格，已略去")
	}
	return out
}

// splitWords makes a paragraph of each line where all lines of one are words
// about tables, as when caption and unit follow each other without a gap.
func splitWords(blocks []Block) []Block {
	var out []Block
	for _, b := range blocks {
		p, ok := b.(Paragraph)
		lines := []string(nil)
		if ok {
			lines = sourceLines(p.Runs)
		}
		if len(lines) < 2 || !allTableWords(lines) {
			out = append(out, b)
			continue
		}
		for _, l := range lines {
			out = append(out, Paragraph{Runs: Text(l)})
		}
	}
	return out
}

func allTableWords(lines []string) bool {
	for _, l := range lines {
		if !directive.MatchString(l) && !unitLine.MatchString(l) && !tableCaption.MatchString(l) {
			return false
		}
	}
	return true
}

func paragraphText(b Block) (string, bool) {
	p, ok := b.(Paragraph)
	if !ok {
		return "", false
	}
	return strings.TrimSpace(Plain(p.Runs)), true
}

// nextTable reports whether a table follows, but for words that belong to it.
func nextTable(rest []Block) bool {
	for _, b := range rest {
		text, isPara := paragraphText(b)
		if !isPara {
			_, ok := b.(Table)
			return ok
		}
		if !directive.MatchString(text) && !unitLine.MatchString(text) && !tableCaption.MatchString(text) {
			return false
		}
	}
	return false
}

// attachNote hangs a note under the table or a caption under the figure that
// came last.
func attachNote(out []Block, text string) bool {
	last := len(out) - 1
	switch b := out[last].(type) {
	case Table:
		if b.Note == "" && noteLine.MatchString(text) {
			b.Note = text
			out[last] = b
			return true
		}
	case Figure:
		if b.Caption == "" && figureLine.MatchString(text) && halves(text) <= longestHeading {
			b.Caption = text
			out[last] = b
			return true
		}
	}
	return false
}

// tableWords are what stands before a table and belongs to it.
type tableWords struct {
	caption, unit string
	side, upright bool
	head          int
}

// direct takes a directive; false for one that is not about tables.
func (w *tableWords) direct(d string) bool {
	switch {
	case d == "横排":
		w.side = true
	case d == "竖排":
		w.upright = true
	case strings.HasPrefix(d, "表头"):
		n := strings.TrimSuffix(strings.TrimPrefix(d, "表头"), "行")
		if w.head = parseChinese(n); w.head == 0 {
			w.head = int(n[0] - '0')
		}
	default:
		return false
	}
	return true
}

// take takes a caption or a unit.
func (w *tableWords) take(text string) bool {
	if m := unitLine.FindStringSubmatch(text); m != nil {
		w.unit = "单位：" + strings.TrimSpace(m[1])
		return true
	}
	if m := tableCaption.FindString(text); m != "" && halves(text) <= longestHeading {
		w.caption = strings.TrimSpace(text)
		if strings.ContainsAny(m, "：:") {
			w.caption = strings.TrimSpace(text[len(m):])
		}
		return true
	}
	return false
}

func (w *tableWords) dress(t Table) Table {
	t.Caption, t.Unit = w.caption, w.unit
	t.Landscape = (t.Landscape || w.side) && !w.upright
	if w.head > 0 {
		t.Head = min(w.head, len(t.Rows))
	}
	return t
}
