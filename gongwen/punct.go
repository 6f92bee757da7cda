package gongwen

import "yanpan.dev"

// fullWidth gives the half-width marks beside Chinese characters their Chinese
// form (GB/T 15834) and reports how many it changed. Marks between digits or
// Latin letters (12,345 and 9:30) stay; brackets and quotation marks are judged
// as pairs.
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

func fullWidthRunes(text []rune) ([]rune, int) {
	out := []rune(yanpan.Typeset(string(text))) // one rune for one
	pairQuotes(out)
	n := 0
	for i := range out {
		if out[i] != text[i] {
			n++
		}
	}
	return out, n
}

// pairQuotes turns straight quotation marks around Chinese into “ and ”.
func pairQuotes(text []rune) {
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
			text[open], text[i] = '“', '”'
		}
		open = -1
	}
}

func hanAt(text []rune, i int) bool {
	return i >= 0 && i < len(text) && (isHan(text[i]) || text[i] == '—' || text[i] == '…')
}

func holdsHan(text []rune) bool {
	for i := range text {
		if hanAt(text, i) {
			return true
		}
	}
	return false
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
