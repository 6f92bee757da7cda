package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"yanpan": main})
}

// The stories of the whole program: each is a text archive of commands and of
// the files they start from. The words that stories have beyond testscript's
// own are in words_test.go.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setup,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":   status,
			"chinese":  chinese,
			"helped":   helped,
			"figures":  figures,
			"same":     same,
			"words":    words,
			"sheets":   sheets,
			"mend":     mend,
			"mendtext": mendText,
			"bomb":     bomb,
			"program":  program,
			"cut":      cut,
			"lines":    lines,
		},
	})
}
