package proof

import (
	"os"
	"strings"
	"testing"
	"time"
)

// hostile texts of a megabyte: each must be read in time that grows with its
// length only. The bound is five times what the slowest needs.
func TestHostileTextsStayLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("thirty megabytes")
	}
	unit := map[string]string{
		"points":     "一是",
		"points 2":   "一是一二是二三是三，",
		"brackets":   "（",
		"quotes":     "“",
		"numbers":    "1人、",
		"parts":      "其中1人、",
		"shares":     "1人，占1%，",
		"totals":     "共1人，",
		"digits":     "9",
		"numerals":   "一",
		"powers":     "十百千万亿",
		"dates":      "1月1日至",
		"titles":     "《中国共产程》",
		"repeats":    "做到",
		"blanks":     "X个",
		"families":   "男1人、女1人，",
		"growth":     "由1人增加到2人，增长1%，",
		"bands":      "35岁以下1人、",
		"counts":     "三个方面：",
		"quoted":     "“五关”：",
		"names":      "甲乙、丙丁等2个村，",
		"clauses":    "召开会议,",
		"spaces":     "共有   ",
		"sentences":  "全镇共有党员1名。",
		"lines":      "一、甲\n",
		"lines 2":    "1.甲\n（1）乙\n",
		"paragraphs": "全镇共有党员1名，其中男党员1名。\n",
		"means":      "1个村1户，平均每村1户，",
		"rates":      "应到1人，实到1人，到会率1%，",
	}
	for name, u := range unit {
		t.Run(name, func(t *testing.T) {
			s := strings.Repeat(u, 1<<20/len(u))
			start := time.Now()
			x, err := Read("a.txt", []byte(s))
			if err != nil {
				t.Fatal(err)
			}
			Check(x, Options{Org: "清水镇"})
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("%v", d)
			} else {
				t.Log(d)
			}
		})
	}
}

// fiftyPages is 31 000 characters of ordinary prose made of the corpus.
func fiftyPages(tb testing.TB) []byte {
	var b strings.Builder
	for _, f := range readCorpus(tb, "tuning") {
		if len(f.labels) == 0 && strings.HasSuffix(f.name, ".txt") {
			b.WriteString(f.text + "\n")
		}
	}
	one := b.String()
	for len([]rune(b.String())) < 31000 {
		b.WriteString(one)
	}
	return []byte(string([]rune(b.String())[:31000]))
}

func BenchmarkFiftyPages(b *testing.B) {
	data := fiftyPages(b)
	if path := os.Getenv("PROOF_BENCH_TEXT"); path != "" {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		x, err := Read("a.txt", data)
		if err != nil {
			b.Fatal(err)
		}
		Check(x, Options{})
	}
}
