package web

import (
	"testing"
)

func TestThreeClicks(t *testing.T) {
	v := arrive(t, Options{})
	d := v.get("/")
	d.says("h2", "放进来以后会看到")
	d = v.drop(nil, sample(t, "group-lines.xlsx", "side-by-side.xls", "word-table.docx")...)
	if got := d.text(".balance"); got != "读入 90 = 采用 67 + 合并 23 + 退回 0" {
		t.Errorf("balance: %s", got)
	}
	d = v.post("/confirm", nil)
	d.says(".figure", "67 人")
}
