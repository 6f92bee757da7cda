package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev/internal/app"
)

func (t *tool) figuresCommand() *cobra.Command {
	var in inputs
	cmd := &cobra.Command{
		Use: "figures 文件...", Short: "只要数字:总人数、年龄、学历、一肩挑等", Args: cobra.MinimumNArgs(1),
		Example: "  yanpan figures 花名册.xlsx --as-of 2026-06-30\n  yanpan figures 各村/ --format json",
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			req, done, err := t.request(&in, args)
			if err != nil {
				return err
			}
			defer done()
			w, err := app.Read(cmd.Context(), req, t.progress())
			if err != nil {
				return err
			}
			if asJSON {
				t.printJSON(w.Figures())
			} else {
				t.printFigures(w)
			}
			t.tellFaults(w)
			return t.keepMappings(w, in.mappings, asJSON)
		},
	}
	in.add(cmd)
	return cmd
}

func (t *tool) printJSON(v any) {
	enc := json.NewEncoder(t.Stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		t.complain("结果写不出去\n")
		t.fails(3)
	}
}

// printFigures prints the balance, the figures that tell something, and the notes.
func (t *tool) printFigures(w *app.Work) {
	doc := w.Figures()
	t.printf("基准日 %s\n%s\n\n", doc.AsOf.Chinese(), balanceText(w))
	for _, f := range doc.Figures {
		if f.Value == nil || strings.HasSuffix(f.ID, ".unknown") && f.Int() == 0 {
			continue
		}
		line := pad(f.Label, 26) + fmt.Sprintf("%6s %s", f.Value, f.Unit)
		if f.Percent != nil {
			line += "  " + *f.Percent
		}
		if f.Before != nil {
			line += "  (此前 " + f.Before.String() + ")"
		}
		t.printf("%s\n", line)
	}
	t.printWarnings(w)
	t.printDoubts(w)
	t.printNotes(w)
}

// balanceText is the account of the rows; rows that stand for others are told apart.
func balanceText(w *app.Work) string {
	b, m := w.Admission.Balance, w.Mended
	text := fmt.Sprintf("读入 %d = 采用 %d + 合并 %d + 退回 %d", b.Read, b.Accepted, b.Merged, b.Rejected)
	if m.Replaced > 0 {
		text += fmt.Sprintf("\n其中 %d 行用的是错误回执里改过的,原表的这些行不再读", m.Replaced)
	}
	if m.Outdated > 0 {
		text += fmt.Sprintf("\n错误回执里有 %d 行没有用:原表或后一份回执里已经改好", m.Outdated)
	}
	return text
}

func (t *tool) printWarnings(w *app.Work) {
	for _, warning := range w.Warnings {
		t.printf("注意:%s\n", warning)
	}
}

// maxNotes is how many notes of a kind a screen shows; the receipt has them all.
const maxNotes = 12

func (t *tool) printNotes(w *app.Work) {
	for _, part := range []struct {
		title   string
		rejects bool
	}{{"退回的行", true}, {"提示", false}} {
		n := 0
		for _, note := range w.Notes {
			if note.Rejects != part.rejects || note.Code == "merged_row" {
				continue
			}
			if n++; n == 1 {
				t.printf("\n%s:\n", part.title)
			}
			if n <= maxNotes {
				t.printf("  《%s》“%s”表第%d行:%s%s\n", note.File, note.Sheet, note.Row, note.Message, remedyText(note.Remedy))
			}
		}
		if n > maxNotes {
			t.printf("  ……另有 %d 条,见错误回执\n", n-maxNotes)
		}
	}
}

func remedyText(remedy string) string {
	if remedy == "" {
		return ""
	}
	return "。" + remedy
}

// tellFaults names the files that could not be read; the others are done.
func (t *tool) tellFaults(w *app.Work) {
	for _, f := range w.Figures().Faults {
		t.complain("没有读%s\n", faultText(f))
		t.fails(3)
	}
}

// faultText names the file once: most messages begin with it or with its path.
func faultText(f app.FaultDocument) string {
	if strings.HasPrefix(f.Message, "《") || strings.HasPrefix(f.Message, "“") {
		return f.Message
	}
	return "《" + f.File + "》:" + f.Message
}

// pad fills a text to a width in columns.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-columns(s), 0))
}

// columns is the width of a text on a terminal, where Chinese takes two.
func columns(s string) int {
	w := 0
	for _, r := range s {
		w++
		if r >= 0x2E80 || r == '“' || r == '”' {
			w++
		}
	}
	return w
}
