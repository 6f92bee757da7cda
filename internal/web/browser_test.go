package web

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// shots is where pictures of every state are put, to be looked at.
var shots = flag.String("shots", "", "folder for pictures of the pages")

// browser starts Chromium with an empty profile, once for all browser tests of
// the package. Where there is none the test is skipped, but not in CI.
func browser(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("no browser in a short run")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") != "" || os.Getenv("YANPAN_REQUIRE_ALL") == "1" {
			t.Fatal("Chromium is missing")
		}
		t.Skip("Chromium is missing")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("lang", "zh-CN"), chromedp.Env("LANGUAGE=zh_CN"))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// screen is one width of the window.
type screen struct {
	t    *testing.T
	ctx  context.Context
	name string
}

func open(parent context.Context, t *testing.T, name string, width, height int64, dark bool) *screen {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	s := &screen{t, ctx, name}
	s.do(chromedp.EmulateViewport(width, height))
	if dark {
		_, err := chromedp.Run(ctx, func(ctx context.Context, tab *chromedp.Target) (cdp.Empty, error) {
			return cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
				Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
			})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (s *screen) do(actions ...chromedp.Action[chromedp.Void]) {
	s.t.Helper()
	if err := chromedp.Do(s.ctx, actions...); err != nil {
		s.t.Fatal(err)
	}
}

// click presses something and waits for the page that comes of it.
func (s *screen) click(selector string) {
	s.t.Helper()
	if _, err := chromedp.Run(s.ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS(selector)))); err != nil {
		s.t.Fatalf("click %s: %v", selector, err)
	}
}

func (s *screen) text(selector string) string {
	s.t.Helper()
	text, err := chromedp.Run(s.ctx, chromedp.Text(chromedp.CSS(selector)))
	if err != nil {
		s.t.Fatalf("text of %s: %v", selector, err)
	}
	return text
}

func (s *screen) number(script string) float64 {
	s.t.Helper()
	n, err := chromedp.Run(s.ctx, chromedp.Evaluate[float64](script, chromedp.EvalAwaitPromise))
	if err != nil {
		s.t.Fatalf("%s: %v", script, err)
	}
	return n
}

// fits fails where the page is wider than the window: nobody scrolls sideways.
func (s *screen) fits(state string) {
	s.t.Helper()
	if over := s.number("document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
		s.t.Errorf("%s %s: the page is %v pixels too wide", s.name, state, over)
	}
	if *shots == "" {
		return
	}
	s.number("scrollTo(0, 0), 0") // the brand bar sticks to the top of what is seen
	picture, err := chromedp.Run(s.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*shots, s.name+"-"+state+".png"), picture, 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func absolute(t *testing.T, names ...string) []string {
	t.Helper()
	for i, n := range names {
		path, err := filepath.Abs(filepath.Join("testdata", n))
		if err != nil {
			t.Fatal(err)
		}
		names[i] = path
	}
	return names
}

// TestBrowser does the three clicks as a person does them, on the screen of an
// office, on a phone's width, and in the dark.
func TestBrowser(t *testing.T) {
	ctx := browser(t)
	for _, c := range []struct {
		name          string
		width, height int64
		dark          bool
	}{{"office", 1366, 768, false}, {"phone", 390, 844, false}, {"dark", 1366, 768, true}} {
		t.Run(c.name, func(t *testing.T) {
			v := start(t, Options{DataDir: t.TempDir(), Sample: sampleTown(t)})
			s := open(ctx, t, c.name, c.width, c.height, c.dark)
			s.do(chromedp.Navigate(v.base + "/open/" + v.server.key))
			s.fits("1-empty")

			// The first click: the files. Choosing them is enough.
			files := absolute(t, "group-lines.xlsx", "side-by-side.xls", "word-table.docx", "坏行.csv")
			if _, err := chromedp.Run(s.ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.SetUploadFiles(chromedp.CSS("input[name=files]"), files))); err != nil {
				t.Fatal(err)
			}
			s.do(chromedp.WaitVisible(chromedp.CSS(".balance")))
			s.fits("2-check")

			// A rejected row is mended in place.
			s.do(chromedp.SetValue(chromedp.CSS(`.rejected input[value="1980.13"]`), "1980.12"))
			s.click("#rows > button")
			s.fits("3-mended")

			// The second click: it is right.
			s.click(".confirm .primary")
			s.do(chromedp.WaitVisible(chromedp.CSS("#result .figure")))
			if got := s.text("#result .figure:nth-child(2) .value"); got != "70 人" {
				t.Errorf("members: %q, want 67 of the samples and 3 of the five mended or good rows", got)
			}
			s.fits("4-result")

			// The third click is the report's; it must be there to be had.
			link, err := chromedp.Run(s.ctx, chromedp.JavascriptAttribute[string](chromedp.CSS("#result .primary"), "href"))
			if err != nil {
				t.Fatal(err)
			}
			size := s.number("fetch(" + quote(link) + ").then(r => r.arrayBuffer()).then(b => b.byteLength)")
			if size < 10000 {
				t.Errorf("the report has %v bytes", size)
			}

			s.click("#result .figure:nth-child(3) a")
			s.fits("5-people")
		})
	}
}

// TestDrop drops a file on the page, as a person drags it from a folder.
func TestDrop(t *testing.T) {
	ctx := browser(t)
	v := start(t, Options{})
	s := open(ctx, t, "drop", 1366, 768, false)
	s.do(chromedp.Navigate(v.base + "/open/" + v.server.key))
	drop := `(() => {
		const t = new DataTransfer();
		t.items.add(new File(["村,姓名,性别,职务\n石板村,王建国,男,党支部书记\n"], "拖来的.csv"));
		dispatchEvent(new DragEvent("dragenter", {dataTransfer: t, cancelable: true}));
		const dragging = document.documentElement.classList.contains("dragging");
		dispatchEvent(new DragEvent("drop", {dataTransfer: t, cancelable: true}));
		return dragging ? 1 : 0;
	})()`
	if s.number(drop) != 1 {
		t.Error("the page does not show that files may be let go")
	}
	s.do(chromedp.WaitVisible(chromedp.CSS(".balance")))
	if got := s.text(".file summary"); !strings.Contains(got, "拖来的.csv") {
		t.Errorf("read: %q", got)
	}
}

func quote(s string) string { return `"` + s + `"` }
