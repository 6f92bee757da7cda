package cli

import (
	"fmt"
	"strings"

	"yanpan.dev/internal/app"
)

// maxDoubts is how many columns in doubt a screen shows one by one.
const maxDoubts = 12

// printDoubts names the columns that were not understood or are not sure, and
// what to type for each.
func (t *tool) printDoubts(w *app.Work) {
	var asked, unread []app.ColumnDoubt
	for _, d := range w.Doubts() {
		if d.Field == "" && len(d.Candidates) == 0 {
			unread = append(unread, d)
		} else {
			asked = append(asked, d)
		}
	}
	if len(asked) > 0 {
		t.printf("\n请看一眼这些列(在命令后面加上 --map 就照您说的读):\n")
	}
	for i, d := range asked {
		if i == maxDoubts {
			t.printf("  ……另有 %d 列,见 --format json 的 columns\n", len(asked)-maxDoubts)
			break
		}
		t.printf("  %s%s\n", doubtPlace(d), doubtText(d))
	}
	if len(unread) > 0 {
		t.printf("\n没有读的列:%s\n  如果要用,加上 --map 列=字段,如 --map %s=备注;字段的名称见手册“列认错了怎么办”\n", unreadNames(unread), mapWord(unread[0]))
	}
}

func doubtPlace(d app.ColumnDoubt) string {
	text := fmt.Sprintf("《%s》“%s”表%s列“%s”", d.File, d.Sheet, d.Column, d.Label)
	if d.Others > 0 {
		text += fmt.Sprintf("等 %d 张表", d.Others+1)
	}
	if len(d.Samples) > 0 {
		text += "(如 " + strings.Join(d.Samples, "、") + ")"
	}
	return text
}

func doubtText(d app.ColumnDoubt) string {
	var likely []string
	for _, c := range d.Candidates {
		if c.Field != d.Field {
			likely = append(likely, c.Label)
		}
	}
	skip := "--map " + mapWord(d) + "=忽略"
	switch {
	case d.ByValues && len(likely) == 0:
		return fmt.Sprintf(":表头没说是什么,按内容读作%s。不对就加 %s,或写成别的字段", d.Meaning, skip)
	case d.ByValues:
		return fmt.Sprintf(":表头没说是什么,按内容读作%s,也可能是%s。不对就加 --map %s", d.Meaning, strings.Join(likely, "、"), d.Map)
	case d.Field != "":
		return fmt.Sprintf(":读作%s,也可能是%s。不对就加 --map %s", d.Meaning, strings.Join(likely, "、"), d.Map)
	}
	return fmt.Sprintf(":没有读,可能是%s。要读就加 --map %s;不用读就加 %s", strings.Join(likely, "、"), d.Map, skip)
}

// mapWord is what stands before the equals sign.
func mapWord(d app.ColumnDoubt) string {
	word, _, _ := strings.Cut(d.Map, "=")
	return word
}

func unreadNames(list []app.ColumnDoubt) string {
	var names []string
	for i, d := range list {
		if i == maxDoubts {
			return strings.Join(names, "、") + fmt.Sprintf("等 %d 列", len(list))
		}
		names = append(names, fmt.Sprintf("《%s》%s列“%s”", d.File, d.Column, d.Label))
	}
	return strings.Join(names, "、")
}
