// Command bench runs our side and its peers on the same inputs, one after the
// other on this machine, and prints the ratios. Seconds say something about a
// machine, ratios about a program; no test is timed.
//
// Every side runs in a process of its own, several times, and the fastest run
// counts. Before times are compared, what the sides computed is.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"yanpan.dev"
)

// bench is one comparison: it makes its input in the lab and gives the rows of the table.
type bench struct {
	name string
	run  func(*lab) ([]row, error)
}

var benches = []bench{
	{"import", importBench},
	{"figures", figuresBench},
	{"report", reportBench},
}

func main() {
	if err := start(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func start(args []string) (err error) {
	if len(args) > 1 && args[0] == "side" {
		return runSide(args[1], args[2:])
	}
	flags := flag.NewFlagSet("bench", flag.ExitOnError)
	write := flags.Bool("write", false, "把结果写入 docs/benchmarks.md")
	only := flags.String("only", "", "只做这几项,用逗号隔开:import,figures,report")
	runs := flags.Int("runs", 3, "每一方跑几次,取最快的一次")
	scale := flags.Int("scale", 1, "把输入缩小到几分之一,试跑用")
	keep := flags.String("keep", "", "把各方做出的报告留在这个目录,供查看")
	if err := flags.Parse(args); err != nil {
		return err
	}
	l, err := newLab(*runs, *scale, *keep)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(l.dir)) }()

	rows, err := l.all(*only)
	if err != nil {
		return err
	}
	page := yanpan.Typeset(l.page(rows))
	fmt.Print(page)
	if *write {
		return os.WriteFile(filepath.Join(l.root, "docs", "benchmarks.md"), []byte(page), 0o644)
	}
	return nil
}

// lab is where the sides meet: inputs, number of runs, and the two programs.
type lab struct {
	root  string // of the repository
	dir   string // for inputs, removed at the end
	self  string // this program, for our sides
	keep  string // for the papers that were made, "" for dir
	runs  int
	scale int
}

func newLab(runs, scale int, keep string) (*lab, error) {
	root, err := repository()
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "yanpan-bench-")
	if err != nil {
		return nil, err
	}
	l := &lab{root: root, dir: dir, self: self, keep: keep, runs: runs, scale: scale}
	return l, l.installPeers()
}

// kept is where a paper goes that somebody may want to look at.
func (l *lab) kept(name string) string {
	if l.keep == "" {
		return filepath.Join(l.dir, name)
	}
	return filepath.Join(l.keep, name)
}

// repository is the directory of go.mod, from here upwards.
func repository() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("请在代码目录里运行 go run ./bench")
		}
		dir = up
	}
	return "", err
}

// installPeers fetches the peers at the versions of the lock file, once.
func (l *lab) installPeers() error {
	dir := filepath.Join(l.root, "bench")
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err == nil {
		return nil
	}
	fmt.Fprintln(os.Stderr, "安装对比软件(npm ci),约 170 MB")
	cmd := exec.Command("npm", "ci", "--silent")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	return cmd.Run()
}

func (l *lab) all(only string) ([]row, error) {
	var rows []row
	for _, b := range benches {
		if only != "" && !slices.Contains(strings.Split(only, ","), b.name) {
			continue
		}
		fmt.Fprintf(os.Stderr, "== %s\n", b.name)
		some, err := b.run(l)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.name, err)
		}
		rows = append(rows, some...)
	}
	return rows, nil
}
