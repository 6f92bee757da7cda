// Package web serves the local pages: workbooks in by the browser, papers out.
// It listens on this machine only, keeps what it is given in memory, and lets
// in nobody who does not hold the key that was printed at the start.
package web

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"yanpan.dev"
	"yanpan.dev/internal/app"
)

// Options are what the server is started with.
type Options struct {
	Listen  string   // 127.0.0.1:0 where empty; an address of this machine only
	Files   []string // files and folders to begin with
	DataDir string   // the user's own folder: 表头对映.json and 政策包/; "" keeps nothing
	Version string
	Clock   func() time.Time
	Rand    io.Reader          // source of keys; must be fit for secrets
	Sample  func() app.Request // the workbooks of the sample township with its dates and names; nil hides them
	Ready   func(url string)   // told the address to open, key included
}

// shutdownTime is how long open downloads may take after the program was told to end.
const shutdownTime = 5 * time.Second

// Serve opens the pages and returns when ctx ends or the user quits. The error
// is a *yanpan.Error.
func Serve(ctx context.Context, o Options) error {
	ctx, quit := context.WithCancel(ctx)
	defer quit()
	s, err := newServer(ctx, o, quit)
	if err != nil {
		return err
	}
	l, err := listen(ctx, o.Listen)
	if err != nil {
		return err
	}
	s.host = l.Addr().String()
	server := &http.Server{
		Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 10 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: log.New(io.Discard, "", 0), // what went wrong is told on the page
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	if o.Ready != nil {
		o.Ready(s.address())
	}
	select {
	case err := <-done:
		return &yanpan.Error{Code: yanpan.CodeInternal, Op: "web.Serve", Message: "本机网页中断了", Remedy: "请重新打开程序", Err: err}
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(closing); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return &yanpan.Error{Code: yanpan.CodeInternal, Op: "web.Serve", Message: "本机网页没有正常关闭", Err: err}
	}
	return nil
}

// listen opens the port. Anything but an address of this machine is refused:
// there are no accounts, and the files are people's data.
func listen(ctx context.Context, address string) (net.Listener, error) {
	if address == "" {
		address = "127.0.0.1:0"
	}
	host, _, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err != nil || host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "web.Serve", Message: "本机网页只能开在本机地址上,不能是“" + address + "”", Remedy: "请写成 127.0.0.1:8080 这样的地址"}
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "web.Serve", Message: "地址“" + address + "”用不了,可能已被别的程序占用", Remedy: "请换一个端口,或不指定端口", Err: err}
	}
	return l, nil
}
