package gongwen

import "strings"

const blankOpen, blankClose = "【待填", "】"

// piece is a stretch of text that is a blank or is none.
type piece struct {
	text  string
	blank bool
}

// splitBlanks cuts s at the blanks 【待填：…】; a blank left open is none.
func splitBlanks(s string) []piece {
	var out []piece
	for s != "" {
		i := strings.Index(s, blankOpen)
		if i < 0 {
			break
		}
		n := strings.Index(s[i:], blankClose)
		if n < 0 {
			break
		}
		end := i + n + len(blankClose)
		if i > 0 {
			out = append(out, piece{s[:i], false})
		}
		out = append(out, piece{s[i:end], true})
		s = s[end:]
	}
	if s != "" {
		out = append(out, piece{s, false})
	}
	return out
}

// Blanks lists the blanks 【待填：…】 of a paper in the order of the page, repeats included.
func Blanks(d *Document) []string {
	var out []string
	eachText(d, func(s string) {
		for _, p := range splitBlanks(s) {
			if p.blank {
				out = append(out, p.text)
			}
		}
	})
	return out
}

// eachText calls f with every text of the paper in the order of the page.
func eachText(d *Document, f func(string)) {
	if h := d.Head; h != nil {
		for _, s := range append(append([]string{h.Copy, h.Secrecy, h.Urgency}, h.Organs...), append([]string{h.Number}, h.Signers...)...) {
			f(s)
		}
	}
	eachBlockText(d.Front, f)
	f(d.Title)
	f(d.To)
	eachBlockText(d.Body, f)
	for _, s := range append(append([]string{}, d.Enclosures...), append(d.Signature, d.Date, d.Remark)...) {
		f(s)
	}
	for _, a := range d.Attachments {
		f(a.Title)
		eachBlockText(a.Body, f)
	}
	if r := d.Record; r != nil {
		f(r.CopyTo)
		f(r.Printer)
		f(r.Date)
	}
}

func eachBlockText(blocks []Block, f func(string)) {
	eachRuns(blocks, func(runs []Run) { f(Plain(runs)) })
}

// eachRuns calls f with every stretch of runs in blocks.
func eachRuns(blocks []Block, f func([]Run)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Heading:
			f(b.Text)
			f(b.After)
		case Paragraph:
			f(b.Runs)
		case List:
			for _, it := range b.Items {
				f(it.Runs)
			}
		case Table:
			f(Text(b.Caption))
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					f(c.Runs)
				}
			}
			f(Text(b.Note))
		case Figure:
			f(Text(b.Caption))
		}
	}
}

// anchors numbers the Anchors of a paper from 1 in the order of the page; the
// first of several with one id counts.
func anchors(d *Document) map[string]int {
	out := map[string]int{}
	note := func(runs []Run) {
		for _, r := range runs {
			if r.Anchor != "" && out[r.Anchor] == 0 {
				out[r.Anchor] = len(out) + 1
			}
		}
	}
	eachRuns(d.Body, note)
	for _, a := range d.Attachments {
		eachRuns(a.Body, note)
	}
	return out
}
