package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// measure is what a side prints when it is done.
type measure struct {
	MS     float64          `json:"ms"`
	Peak   int64            `json:"peak"` // of memory, bytes; 0 where the system does not tell
	Rows   int              `json:"rows,omitempty"`
	Cells  int              `json:"cells,omitempty"`
	Docs   int              `json:"docs,omitempty"`
	Bytes  int              `json:"bytes,omitempty"`
	Values []map[string]num `json:"values,omitempty"` // figures of some regions
}

// num is a number of a peer that may be missing.
type num = *float64

// rate is how many documents a second were made.
func (m measure) rate() float64 { return float64(m.Docs) / m.MS * 1000 }

// better reports whether the run was faster than the other of the same side.
func (m measure) better(o measure) bool {
	if m.Docs > 0 {
		return m.rate() > o.rate()
	}
	return m.MS < o.MS
}

// sides are ours, by the name under which this program runs itself.
var sides = map[string]func(args []string) (measure, error){
	"excelize": excelizeSide,
	"import":   importSide,
	"figures":  figuresSide,
	"report":   reportSide,
}

func runSide(name string, args []string) error {
	side, ok := sides[name]
	if !ok {
		return fmt.Errorf("没有 %s 这一方", name)
	}
	m, err := side(args)
	if err != nil {
		return err
	}
	m.Peak = peak()
	return json.NewEncoder(os.Stdout).Encode(m)
}

// peak is the most memory this process has held, where the system tells.
func peak() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	line, _, _ := strings.Cut(rest, "\n")
	kb, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(line, "kB")), 10, 64)
	if err != nil {
		return 0
	}
	return kb << 10
}

// ours is the command of one of our sides.
func (l *lab) ours(name string, args ...string) []string {
	return append([]string{l.self, "side", name}, args...)
}

// peer is the command of a script of this directory, run with Node.
func (l *lab) peer(script string, args ...string) []string {
	return append([]string{"node", filepath.Join(l.root, "bench", script)}, args...)
}

// race runs the sides in turn, round after round, so that a machine that is
// busy for a while is busy for all of them, and keeps the fastest run of each.
func (l *lab) race(commands ...[]string) ([]measure, error) {
	best := make([]measure, len(commands))
	for round := range l.runs {
		for i, command := range commands {
			m, err := once(command)
			if err != nil {
				return nil, err
			}
			if round == 0 || m.better(best[i]) {
				best[i] = m
			}
			fmt.Fprintf(os.Stderr, "   %-40s %9.1f ms %5d MB\n", strings.Join(relative(l, command), " "), m.MS, m.Peak>>20)
		}
	}
	return best, nil
}

// relative is the command as it is shown: without directories.
func relative(l *lab, command []string) []string {
	var out []string
	for _, word := range command[1:] {
		if !strings.HasPrefix(word, l.dir) {
			out = append(out, strings.TrimPrefix(word, l.root+string(filepath.Separator)))
		}
	}
	return out
}

func once(command []string) (measure, error) {
	var out, errs bytes.Buffer
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return measure{}, fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, errs.String())
	}
	var m measure
	err := json.Unmarshal(out.Bytes(), &m)
	return m, err
}

// since is the time from start in milliseconds.
func since(start time.Time) float64 { return float64(time.Since(start).Microseconds()) / 1000 }
