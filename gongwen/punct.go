package gongwen

import "unicode"

// fullForms are the marks that have a form of their own in Chinese type.
var fullForms = map[rune]rune{',': '，', ':': '：', ';': '；', '?': '？', '!': '！', '(': '（', ')': '）'}

// fullWidth gives the half-width marks beside Chinese characters their Chinese
// form (GB/T 15834) and reports how many it changed. Marks between digits or
// Latin letters (12,345 and 9:30) stay; brackets are judged as pairs.
func fullWidth(runs []Run) ([]Run, int) {
	var text []rune
	for _, r := range runs {
		text = append(text, []rune(r.Text)...)
	}
	fixed, n := fullWidthRunes(text)
	if n == 0 {
		return runs, 0
	}
	out := make([]Run, len(runs))
	at := 0
	for i, r := range runs {
		l := len([]rune(r.Text))
		out[i] = r
		out[i].Text = string(fixed[at : at+l])
		at += l
	}
	return out, n
}

func fullWidthString(s string) string {
	fixed, n := fullWidthRunes([]rune(s))
	if n == 0 {
		return s
	}
	return string(fixed)
}

func fullWidthRunes(text []rune) ([]rune, int) {
	out := append([]rune(nil), text...)
	n := 0
	set := func(i int, r rune) {
		if out[i] != r {
			out[i] = r
			n++
		}
	}
	for i, r := range text {
		switch r {
		case ',', ':', ';', '?', '!':
			if !isURL(text, i) && (hanAt(text, i-1) || hanAt(text, i+1) && !digitAt(text, i+1)) {
				set(i, fullForms[r])
			}
		}
	}
	pairBrackets(text, set)
	pairQuotes(text, set)
	return out, n
}

// pairBrackets turns a pair of brackets whole, if it holds Chinese or stands
// beside it.
func pairBrackets(text []rune, set func(int, rune)) {
	var open []int
	for i, r := range text {
		switch r {
		case '(', '（':
			open = append(open, i)
		case ')', '）':
			if len(open) == 0 {
				if r == ')' && hanAt(text, i-1) {
					set(i, '）')
				}
				continue
			}
			o := open[len(open)-1]
			open = open[:len(open)-1]
			if text[o] == '（' || r == '）' || hanAt(text, o-1) || hanAt(text, i+1) || holdsHan(text[o+1:i]) {
				set(o, '（')
				set(i, '）')
			}
		}
	}
}

// pairQuotes turns straight quotation marks around Chinese into “ and ”.
func pairQuotes(text []rune, set func(int, rune)) {
	open := -1
	for i, r := range text {
		if r != '"' {
			continue
		}
		if open < 0 {
			open = i
			continue
		}
		if holdsHan(text[open+1:i]) || hanAt(text, open-1) || hanAt(text, i+1) {
			set(open, '“')
			set(i, '”')
		}
		open = -1
	}
}

func hanAt(text []rune, i int) bool {
	return i >= 0 && i < len(text) && (isHan(text[i]) || text[i] == '—' || text[i] == '…')
}

func digitAt(text []rune, i int) bool { return i < len(text) && unicode.IsDigit(text[i]) }

func holdsHan(text []rune) bool {
	for i := range text {
		if hanAt(text, i) {
			return true
		}
	}
	return false
}

// isURL reports whether the colon at i belongs to an address.
func isURL(text []rune, i int) bool {
	return text[i] == ':' && i+2 < len(text) && text[i+1] == '/' && text[i+2] == '/'
}

// fixPunctuation applies fullWidth to the whole paper and counts the changes.
func fixPunctuation(d *Document) int {
	n := 0
	runs := func(r []Run) []Run {
		out, k := fullWidth(r)
		n += k
		return out
	}
	line := func(s *string) { *s = Plain(runs(Text(*s))) }
	fixBlocks(d.Body, runs, line)
	for i := range d.Attachments {
		line(&d.Attachments[i].Title)
		fixBlocks(d.Attachments[i].Body, runs, line)
	}
	for _, s := range []*string{&d.Title, &d.To, &d.Remark} {
		line(s)
	}
	for _, list := range [][]string{d.Enclosures, d.Signature} {
		for i := range list {
			line(&list[i])
		}
	}
	if d.Record != nil {
		line(&d.Record.CopyTo)
	}
	return n
}

func fixBlocks(blocks []Block, runs func([]Run) []Run, line func(*string)) {
	for i, b := range blocks {
		switch b := b.(type) {
		case Heading:
			b.Text, b.After = runs(b.Text), runs(b.After)
			blocks[i] = b
		case Paragraph:
			b.Runs = runs(b.Runs)
			blocks[i] = b
		case List:
			for k := range b.Items {
				b.Items[k].Runs = runs(b.Items[k].Runs)
			}
		case Table:
			line(&b.Caption)
			line(&b.Unit)
			line(&b.Note)
			for _, r := range b.Rows {
				for k := range r.Cells {
					r.Cells[k].Runs = runs(r.Cells[k].Runs)
				}
			}
			blocks[i] = b
		case Figure:
			line(&b.Caption)
			blocks[i] = b
		}
	}
}
