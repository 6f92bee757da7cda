package cli

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Every command stands in the README and every option in the manual.
func TestManualNamesCommandsAndOptions(t *testing.T) {
	readme, manual := read(t, "../../README.md"), read(t, "../../docs/手册.md")+read(t, "../../docs/校核.md")+read(t, "../../docs/程序.md")+read(t, "../../docs/资格审查.md")+read(t, "../../docs/文书.md")
	tool := &tool{Wiring: Wiring{Stdout: io.Discard, Stderr: io.Discard}}
	commands := 0
	visit(tool.root(), func(c *cobra.Command) {
		if c.Hidden || !c.Runnable() || !c.HasParent() {
			return
		}
		commands++
		if !strings.Contains(readme, "`"+c.CommandPath()) {
			t.Errorf("README.md lacks %s", c.CommandPath())
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && !strings.Contains(manual, "--"+f.Name) && !strings.Contains(manual, "`-"+f.Shorthand+" ") {
				t.Errorf("the manual lacks --%s of %s", f.Name, c.CommandPath())
			}
		})
	})
	if commands < 12 {
		t.Errorf("found %d commands only", commands)
	}
}

func visit(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		visit(sub, f)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
