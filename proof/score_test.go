package proof

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
)

var (
	score  = flag.Bool("score", false, "print coverage, precision and recall of both halves of the corpus")
	halves = flag.String("halves", "tuning,heldout", "with -score: the folders under testdata that are scored")
)

// passage is a text of the corpus with its labels, as testdata/README.md describes it.
type passage struct {
	name    string
	text    string
	opt     Options
	labels  []label
	numbers int // -1 where not given
}

type label struct {
	line     int
	kinds    []string
	severity string
	quote    string
	also     []alsoPlace
}

type alsoPlace struct {
	line  int
	quote string
}

// readCorpus reads every passage of a half.
func readCorpus(t testing.TB, half string) []passage {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", half, "*.[tm]*"))
	if err != nil {
		t.Fatal(err)
	}
	var out []passage
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		p, err := parsePassage(filepath.Base(f), string(b))
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		out = append(out, p)
	}
	return out
}

func parsePassage(name, s string) (passage, error) {
	p := passage{name: name, numbers: -1}
	at := strings.Index("\n"+s, "\n=====")
	if at < 0 {
		return p, fmt.Errorf("no line =====")
	}
	p.text = s[:at]
	for _, l := range strings.Split(s[at:], "\n")[1:] {
		if l = strings.TrimSpace(l); l == "" || l[0] == '#' {
			continue
		}
		if err := p.parseLine(l); err != nil {
			return p, fmt.Errorf("%q: %w", l, err)
		}
	}
	lines := strings.Split(p.text, "\n")
	for _, l := range p.labels {
		if l.line < 1 || l.line > len(lines) || !strings.Contains(lines[l.line-1], l.quote) {
			return p, fmt.Errorf("line %d does not hold %q", l.line, l.quote)
		}
	}
	return p, nil
}

func (p *passage) parseLine(l string) error {
	f := strings.Fields(l)
	switch f[0] {
	case "org":
		p.opt.Org = f[1]
	case "numbers":
		n, err := strconv.Atoi(f[1])
		p.numbers = n
		return err
	case "limit":
		lim := Limit{Words: strings.Split(f[1], "+"), Units: strings.Split(f[2], "|")}
		lim.Min, lim.Max = bound(f[3]), bound(f[4])
		p.opt.Limits = append(p.opt.Limits, lim)
	case "figure":
		v, err := strconv.ParseInt(f[3], 10, 64)
		if err != nil {
			return err
		}
		fig := Figure{Labels: []string{f[1]}, Unit: f[2], Value: v}
		if len(f) > 4 {
			fig.Percent = f[4]
		}
		p.opt.Figures = append(p.opt.Figures, fig)
	case "also":
		if len(p.labels) == 0 {
			return fmt.Errorf("also without a label")
		}
		n, err := strconv.Atoi(f[1])
		last := &p.labels[len(p.labels)-1]
		last.also = append(last.also, alsoPlace{n, cutRemark(strings.Join(f[2:], " "))})
		return err
	default:
		n, err := strconv.Atoi(f[0])
		if err != nil || len(f) < 4 {
			return fmt.Errorf("neither a label nor an option")
		}
		rest := l
		for range 3 {
			rest = strings.TrimLeft(rest[strings.IndexByte(rest, ' '):], " ")
		}
		p.labels = append(p.labels, label{line: n, kinds: strings.Split(f[1], "|"), severity: f[2], quote: cutRemark(rest)})
	}
	return nil
}

func cutRemark(s string) string {
	if i := strings.Index(s, " : "); i >= 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

func bound(s string) *int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return nil
	}
	return &n
}

// tally counts hits and misses.
type tally struct{ hit, labels, found, good int }

type scored struct {
	byKind           map[string]*tally
	checked, numbers int
	clean, noisy     int
	complaints       []string
}

// scoreHalf runs the checker over one half and compares.
func scoreHalf(t testing.TB, half string) *scored {
	s := &scored{byKind: map[string]*tally{}}
	for _, p := range readCorpus(t, half) {
		txt, err := Read(p.name, []byte(p.text))
		if err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		s.compare(&p, Check(txt, p.opt))
	}
	return s
}

func (s *scored) kind(k string) *tally {
	if s.byKind[k] == nil {
		s.byKind[k] = &tally{}
	}
	return s.byKind[k]
}

// compare matches the findings of a report with the labels of its passage.
func (s *scored) compare(p *passage, r *Report) {
	s.checked += r.Numbers.Checked
	s.numbers += r.Numbers.Total
	if p.numbers >= 0 && p.numbers != r.Numbers.Total {
		s.complaints = append(s.complaints, fmt.Sprintf("数字 %s:说有 %d 个,数出 %d 个", p.name, p.numbers, r.Numbers.Total))
	}
	lines := strings.Split(p.text, "\n")
	hit := make([]bool, len(p.labels))
	alarms := 0
	for i := range r.Findings {
		f := &r.Findings[i]
		touched, right := false, false
		for k := range p.labels {
			l := &p.labels[k]
			if !l.touches(lines, f) {
				continue
			}
			touched = true
			if l.has(f.Kind) {
				right = true
				hit[k] = hit[k] || f.Severity != SeverityInfo || l.severity == "info"
			}
		}
		if f.Severity == SeverityInfo || touched && !right {
			continue
		}
		t := s.kind(string(f.Kind))
		t.found++
		if right {
			t.good++
			continue
		}
		alarms++
		s.complaints = append(s.complaints, fmt.Sprintf("误报 %s:%s", p.name, f.Sentence()))
	}
	for k := range p.labels {
		l := &p.labels[k]
		if l.severity == "info" {
			continue
		}
		t := s.kind(l.kinds[0])
		t.labels++
		if hit[k] {
			t.hit++
		} else {
			s.complaints = append(s.complaints, fmt.Sprintf("漏报 %s:%d %v %s", p.name, l.line, l.kinds, l.quote))
		}
	}
	if len(p.labels) == 0 {
		s.clean++
		if alarms > 0 {
			s.noisy++
		}
	}
}

func (l *label) has(k Kind) bool {
	for _, x := range l.kinds {
		if x == string(k) {
			return true
		}
	}
	return false
}

// touches reports whether a finding, or a place it names, shares a character with the label.
func (l *label) touches(lines []string, f *Finding) bool {
	places := append([]Place{{Line: f.Line, Column: f.Column, Quote: f.Quote}}, f.Related...)
	for _, pl := range places {
		if pl.Line == l.line && overlaps(lines[l.line-1], l.quote, pl) {
			return true
		}
	}
	for _, a := range l.also {
		if f.Line == a.line && overlaps(lines[a.line-1], a.quote, places[0]) {
			return true
		}
	}
	return false
}

// overlaps reports whether some occurrence of the words in the line shares a character with the place.
func overlaps(line, words string, pl Place) bool {
	lo, hi := pl.Column-1, pl.Column-1+len([]rune(pl.Quote))
	for at := strings.Index(line, words); at >= 0; {
		a := len([]rune(line[:at]))
		if a < hi && lo < a+len([]rune(words)) {
			return true
		}
		next := strings.Index(line[at+1:], words)
		if next < 0 {
			return false
		}
		at += 1 + next
	}
	return false
}

// wilson gives the 95 % interval of a share.
func wilson(k, n int) (lo, hi float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.96
	p, m := float64(k)/float64(n), float64(n)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return mid - half, mid + half
}

func share100(k, n int) string {
	lo, hi := wilson(k, n)
	if n == 0 {
		return "        —          "
	}
	return fmt.Sprintf("%5.1f%% [%5.1f,%5.1f]", 100*float64(k)/float64(n), 100*lo, 100*hi)
}

func (s *scored) print(half string) {
	fmt.Printf("== %s:无错篇目 %d(有误报的 %d);数字 %d,核对 %d(%.1f%%)\n", half, s.clean, s.noisy, s.numbers, s.checked, 100*float64(s.checked)/math.Max(1, float64(s.numbers)))
	var kinds []string
	var all tally
	for k, t := range s.byKind {
		kinds = append(kinds, k)
		all.hit, all.labels, all.found, all.good = all.hit+t.hit, all.labels+t.labels, all.found+t.found, all.good+t.good
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		t := s.byKind[k]
		fmt.Printf("%-12s 查全 %3d/%-3d %s  查准 %3d/%-3d %s\n", k, t.hit, t.labels, share100(t.hit, t.labels), t.good, t.found, share100(t.good, t.found))
	}
	fmt.Printf("%-12s 查全 %3d/%-3d %s  查准 %3d/%-3d %s\n", "all", all.hit, all.labels, share100(all.hit, all.labels), all.good, all.found, share100(all.good, all.found))
	for _, c := range s.complaints {
		fmt.Println("  " + c)
	}
}

// recallFloor is the goal for the tuning half, in per cent.
const recallFloor = 95

// TestScore prints the figures of both halves with -score; without it the
// tuning half must meet the goals.
func TestScore(t *testing.T) {
	if *score {
		for _, half := range strings.Split(*halves, ",") {
			scoreHalf(t, half).print(half)
		}
		return
	}
	s := scoreHalf(t, "tuning")
	var all tally
	for _, k := range s.byKind {
		all.hit, all.labels, all.found, all.good = all.hit+k.hit, all.labels+k.labels, all.found+k.found, all.good+k.good
	}
	if all.labels == 0 || 100*all.hit < recallFloor*all.labels {
		t.Errorf("recall %d of %d on the tuning half", all.hit, all.labels)
	}
	if 100*all.good < 98*all.found {
		t.Errorf("precision %d of %d on the tuning half", all.good, all.found)
	}
	if t.Failed() {
		t.Log(strings.Join(s.complaints, "\n"))
	}
}
