// Command yanpan turns records of villages' two committees into official papers.
package main

import (
	"context"
	"os"
	"os/signal"
	"time"

	"yanpan.dev/internal/cli"
)

// version is set when a release is built.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := cli.Run(ctx, cli.Wiring{Version: version, Clock: time.Now, Stdout: os.Stdout, Stderr: os.Stderr, Serve: serve}, os.Args[1:])
	stop()
	os.Exit(status)
}
