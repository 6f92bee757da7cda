// Command proof measures the checker of texts: without flags it prints coverage,
// precision and recall on both halves of the corpus; with -peers it times a
// 50-page text beside autocorrect-node and textlint in one run.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"yanpan.dev/proof"
)

func main() {
	peers := flag.Bool("peers", false, "time the check beside its peers (needs node, and npm ci in bench/proof)")
	flag.Parse()
	run := score
	if *peers {
		run = race
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// score runs the scoring test, where the labels are read.
func score() error {
	cmd := exec.Command("go", "test", "./proof", "-run", "^TestScore$", "-count=1", "-v", "-score")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

// pages is how long the text is: fifty pages of an official paper.
const pages = 31000

// rounds is how often each program checks the text.
const rounds = 40

// race times our check and the peers' on the same text.
func race() error {
	text, err := fiftyPages("proof/testdata/tuning/*.txt")
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "proof")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "text.txt")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return err
	}
	ours, err := ourTime(text)
	if err != nil {
		return err
	}
	cmd := exec.Command("node", "peers.mjs", path, fmt.Sprint(rounds))
	cmd.Dir = "bench/proof"
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("node peers.mjs: %w", err)
	}
	var ms struct{ Autocorrect, Textlint float64 }
	if err := json.Unmarshal(out, &ms); err != nil {
		return err
	}
	fmt.Printf("31000字:研判 %.1f ms,autocorrect-node %.1f ms(%.2f 倍),textlint %.1f ms(%.2f 倍)\n", ours, ms.Autocorrect, ours/ms.Autocorrect, ms.Textlint, ours/ms.Textlint)
	return nil
}

// ourTime is the median of reading and checking the text, in milliseconds.
func ourTime(text []byte) (float64, error) {
	times := make([]float64, 0, rounds)
	for i := range rounds + 3 {
		start := time.Now()
		t, err := proof.Read("a.txt", text)
		if err != nil {
			return 0, err
		}
		proof.Check(t, proof.Options{})
		if i >= 3 {
			times = append(times, float64(time.Since(start).Microseconds())/1000)
		}
	}
	sort.Float64s(times)
	return times[len(times)/2], nil
}

// fiftyPages joins the faultless passages of the corpus until they fill fifty pages.
func fiftyPages(glob string) ([]byte, error) {
	files, err := filepath.Glob(glob)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		if text, labels, ok := strings.Cut(string(data), "\n====="); ok && strings.TrimSpace(labels) == "" {
			b.WriteString(text + "\n")
		}
	}
	one := []rune(b.String())
	if len(one) == 0 {
		return nil, fmt.Errorf("no passages at %s", glob)
	}
	var out []rune
	for len(out) < pages {
		out = append(out, one...)
	}
	return []byte(string(out[:pages])), nil
}
