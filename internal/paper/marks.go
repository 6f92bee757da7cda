package paper

import (
	"strings"

	"yanpan.dev"
	"yanpan.dev/gongwen"
)

// printed is one number as a paper prints it, with the figure behind it.
type printed struct{ id, text string }

// splitRuns turns the marks inside runs into runs that lead to the sources of
// the numbers, and sets the punctuation. It collects the numbers in order.
func splitRuns(runs []gongwen.Run, found *[]printed) []gongwen.Run {
	var out []gongwen.Run
	for _, run := range runs {
		rest := yanpan.Typeset(run.Text)
		for rest != "" {
			before, marked, ok := strings.Cut(rest, string(markOpen))
			if before != "" {
				plain := run
				plain.Text = before
				out = append(out, plain)
			}
			if !ok {
				break
			}
			var p printed
			p.id, marked, _ = strings.Cut(marked, string(markText))
			p.text, rest, _ = strings.Cut(marked, string(markClose))
			*found = append(*found, p)
			number := run
			number.Text, number.Mark = p.text, p.id
			out = append(out, number)
		}
	}
	return out
}

// plainText gives text without marks.
func plainText(s string) string {
	var found []printed
	return gongwen.Plain(splitRuns(gongwen.Text(s), &found))
}

// traceBlocks applies splitRuns to everything in the blocks.
func traceBlocks(blocks []gongwen.Block, found *[]printed) []gongwen.Block {
	out := make([]gongwen.Block, len(blocks))
	for i, b := range blocks {
		out[i] = traceBlock(b, found)
	}
	return out
}

func traceBlock(b gongwen.Block, found *[]printed) gongwen.Block {
	switch b := b.(type) {
	case gongwen.Heading:
		b.Text, b.After = splitRuns(b.Text, found), splitRuns(b.After, found)
		return b
	case gongwen.Paragraph:
		b.Runs = splitRuns(b.Runs, found)
		return b
	case gongwen.List:
		for i := range b.Items {
			b.Items[i].Runs = splitRuns(b.Items[i].Runs, found)
		}
		return b
	case gongwen.Table:
		for _, row := range b.Rows {
			for i := range row.Cells {
				row.Cells[i].Runs = splitRuns(row.Cells[i].Runs, found)
			}
		}
		return b
	}
	return b
}
