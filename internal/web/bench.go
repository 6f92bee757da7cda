package web

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/web/page/home"
)

// upload is one file that was handed in.
type upload struct {
	name   string
	data   []byte
	batch  int
	before bool // for comparison only
}

// bench is one visitor's work: what was handed in and said, and what came of it.
type bench struct {
	server *server

	mu          sync.Mutex
	uploads     []upload
	batch       int
	asOf        yanpan.Date
	asOfText    string      // as typed, when it could not be read
	term        yanpan.Date // the day the present term began; zero is not told
	termText    string
	org, to     string
	pack        string
	answers     []app.Answer
	corrections []app.Correction
	confirmed   bool
	notices     []home.Notice
	job         *job
	outcome
	failure string
	checked *checked // the last text that was checked
	trial   *trial   // the last workbook that was read as a pack

	packNotice string // what was just done with packs; shown once
}

// job is one run over the files. Its fields are read and written under the bench's lock.
type job struct {
	cancel  context.CancelFunc
	over    chan struct{}
	started time.Time
	done    int
	total   int
	what    string
}

func newBench(s *server) *bench {
	return &bench{server: s, asOf: yanpan.DateOf(s.Clock().In(time.FixedZone("UTC+8", 8*3600))), pack: packSample}
}

// add takes files in as one batch. A file that is there already with the same
// content is left out; another of the same name gets a number.
func (b *bench) add(files []upload) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.batch++
	added := 0
	for _, f := range files {
		same := slices.IndexFunc(b.uploads, func(o upload) bool { return o.before == f.before && bytes.Equal(o.data, f.data) })
		if same >= 0 {
			b.tell("warn", "《%s》和已放入的《%s》内容完全一样,没有重复读", f.name, b.uploads[same].name)
			continue
		}
		given := f.name
		for n := 2; slices.ContainsFunc(b.uploads, func(o upload) bool { return o.name == f.name }); n++ {
			ext := filepath.Ext(given)
			f.name = fmt.Sprintf("%s_%d%s", given[:len(given)-len(ext)], n, ext)
		}
		if f.name != given {
			b.tell("warn", "已有一份内容不同的《%s》,新来的记作《%s》;如果是改好的新版,请移除旧的那份", given, f.name)
		}
		f.batch = b.batch
		b.uploads = append(b.uploads, f)
		added++
	}
	if added == 0 {
		b.batch--
		return
	}
	b.confirmed = false
}

func (b *bench) tell(kind, format string, args ...any) {
	b.notices = append(b.notices, home.Notice{Kind: kind, Text: fmt.Sprintf(format, args...)})
}

// stop ends what is being worked out.
func (b *bench) stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopLocked()
}

func (b *bench) stopLocked() {
	if b.job != nil {
		b.job.cancel()
		b.job = nil
	}
}

// begin works everything out anew from what is on the bench. The channel is
// closed when that is done.
func (b *bench) begin() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopLocked()
	b.outcome, b.failure = outcome{}, ""
	ctx, cancel := context.WithCancel(b.server.ctx)
	j := &job{cancel: cancel, over: make(chan struct{}), started: b.server.Clock(), total: len(b.uploads)}
	if len(b.uploads) == 0 {
		cancel()
		close(j.over)
		return j.over
	}
	b.job = j
	go b.run(ctx, j, b.requestLocked())
	return j.over
}

// run is the work itself, apart from the bench until it is done.
func (b *bench) run(ctx context.Context, j *job, req wish) {
	out, err := b.server.fulfil(ctx, req, func(done, total int, what string) {
		b.mu.Lock()
		defer b.mu.Unlock()
		j.done, j.total, j.what = done, total, what
	})
	debug.FreeOSMemory() // the page stands idle for hours; what the work needed goes back to the machine
	b.mu.Lock()
	defer b.mu.Unlock()
	defer close(j.over)
	defer j.cancel()
	if b.job != j {
		return // something newer is under way
	}
	b.job = nil
	if err != nil {
		b.failure = yanpan.MessageOf(err)
		return
	}
	b.outcome = out
}

// progress tells how far the work is; nil where nothing is under way.
func (b *bench) progress() *home.Progress {
	b.mu.Lock()
	defer b.mu.Unlock()
	j := b.job
	if j == nil {
		return nil
	}
	return &home.Progress{Done: j.done, Total: j.total, What: yanpan.Typeset(j.what), Left: timeLeft(b.server.Clock().Sub(j.started), j.done, j.total)}
}

// timeLeft estimates by what was done so far; it is silent while that says little.
func timeLeft(spent time.Duration, done, total int) string {
	if done < 2 || done >= total || spent < 2*time.Second {
		return ""
	}
	left := spent * time.Duration(total-done) / time.Duration(done)
	return fmt.Sprintf("约还要 %d 秒", int(left.Round(time.Second)/time.Second)+1)
}
