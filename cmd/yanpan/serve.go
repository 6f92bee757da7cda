package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"yanpan.dev/internal/app"
	"yanpan.dev/internal/cli"
	"yanpan.dev/internal/demo"
	"yanpan.dev/internal/web"
)

// serve opens the local page and, where it is wanted, the browser on it.
func serve(ctx context.Context, o cli.ServeOptions) error {
	return web.Serve(ctx, web.Options{
		Listen: o.Listen, Files: o.Files, DataDir: dataDir(), Version: version, Clock: o.Clock, Rand: rand.Reader, Sample: sample,
		Ready: func(url string) {
			o.Ready(url)
			if o.Open {
				openBrowser(url)
			}
		},
	})
}

// sample gives the workbooks of the sample township, with its dates and names.
func sample() app.Request {
	out := app.Request{AsOf: demo.AsOf(), TermBegan: demo.TermBegan(), Org: demo.Org, To: demo.To}
	for _, f := range demo.Files() {
		out.Files = append(out.Files, app.File{Name: f.Name, Data: bytes.NewReader(f.Body), Size: int64(len(f.Body))})
	}
	previous := demo.PreviousTerm()
	out.Before = []app.File{{Name: previous.Name, Data: bytes.NewReader(previous.Body), Size: int64(len(previous.Body))}}
	return out
}

// dataDir is the user's own folder for what the program is to remember; "" where the system names none.
func dataDir() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "研判")
}

// openBrowser asks the system to show the page. Where that fails, the address
// stands on the screen.
func openBrowser(url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	case "darwin":
		name, args = "open", []string{url}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	cmd := exec.CommandContext(ctx, name, args...)
	if cmd.Start() != nil {
		cancel()
		return
	}
	go func() {
		defer cancel()
		_ = cmd.Wait() // the browser's own fate is not ours
	}()
}
