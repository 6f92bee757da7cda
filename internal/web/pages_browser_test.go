package web

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"yanpan.dev/internal/app"
)

// call runs one command of the browser.
func call[P, R any](s *screen, command func(context.Context, *chromedp.Target, P) (R, error), p P) R {
	s.t.Helper()
	r, err := chromedp.Run(s.ctx, func(ctx context.Context, tab *chromedp.Target) (R, error) { return command(ctx, tab, p) })
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// role finds what a person hears by its role and name; it must be there once.
func (s *screen) role(role, name string) cdp.BackendNodeID {
	s.t.Helper()
	root := call(s, sending(runtime.Evaluate), runtime.EvaluateParams{Expression: "document"}).Result.ObjectID // asking the DOM for it would make chromedp's own nodes stale
	found := call(s, sending(accessibility.QueryAXTree), accessibility.QueryAXTreeParams{ObjectID: root, Role: role, AccessibleName: name}).Nodes
	var seen []cdp.BackendNodeID
	for _, n := range found {
		if !n.Ignored {
			seen = append(seen, n.BackendDOMNodeID)
		}
	}
	if len(seen) != 1 {
		s.t.Fatalf("%s: %d times a %s called %q", s.name, len(seen), role, name)
	}
	return seen[0]
}

func sending[P, R any](c cdp.Command[P, R]) func(context.Context, *chromedp.Target, P) (R, error) {
	return func(ctx context.Context, tab *chromedp.Target, p P) (R, error) { return cdp.Call(ctx, tab, c, p) }
}

// press goes to something by its role and name and presses Enter, as one works
// without a mouse; it waits for the page that comes of it.
func (s *screen) press(role, name string) {
	s.t.Helper()
	node := s.role(role, name)
	call(s, sending(dom.Focus), dom.FocusParams{BackendNodeID: node})
	if _, err := chromedp.Run(s.ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.KeyEvent("\r"))); err != nil {
		s.t.Fatalf("press %s %q: %v", role, name, err)
	}
}

// write goes to a field by its name and types.
func (s *screen) write(name, text string) {
	s.t.Helper()
	call(s, sending(dom.Focus), dom.FocusParams{BackendNodeID: s.role("textbox", name)})
	s.number("document.activeElement.value = '', 0")
	call(s, sending(input.InsertText), input.InsertTextParams{Text: text})
}

// choose hands one file to the page's field; that is enough.
func (s *screen) choose(path string) {
	s.t.Helper()
	if _, err := chromedp.Run(s.ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.SetUploadFiles(chromedp.CSS("input[name=files]"), []string{path}))); err != nil {
		s.t.Fatal(err)
	}
}

// look makes the eyes of the browser those of somebody who needs other colours.
func (s *screen) look(features ...*emulation.MediaFeature) {
	call(s, sending(emulation.SetEmulatedMedia), emulation.SetEmulatedMediaParams{Features: features})
}

// printed keeps the page as it is printed, to be looked at.
func (s *screen) printed(state string) {
	s.t.Helper()
	if *shots == "" {
		return
	}
	pdf, err := chromedp.Run(s.ctx, chromedp.PrintToPDF())
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*shots, s.name+"-"+state+".pdf"), pdf, 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// faultyText has parts that exceed their whole, a number that is skipped and a blank.
const faultyText = "一、基本情况\n清水镇共有38个村,其中一类村12个,二类村20个,三类村8个。\n三、下一步打算\n由【待填】负责,2026年2月30日前完成。\n"

// faultyBook is the sample's workbook of parameters with a word that is no date
// where it says from when the pack holds.
func faultyBook(t *testing.T) (good, bad upload) {
	t.Helper()
	p, err := app.FindPack("qingshui-township")
	if err != nil {
		t.Fatal(err)
	}
	o, err := app.Parameters(p, nil, "试")
	if err != nil {
		t.Fatal(err)
	}
	return upload{name: "政策参数表.xlsx", data: o.Data}, upload{name: "坏参数表.xlsx", data: inSheets(t, o.Data, "2026-01-01", "二月三十")}
}

// TestPagesInABrowser goes through the pages beside the main job by the roles and
// names that a screen reader tells, with the keyboard, on the screen of an
// office, on a phone's width, in the dark and with forced colours.
func TestPagesInABrowser(t *testing.T) {
	ctx := browser(t)
	dir := t.TempDir()
	good, bad := faultyBook(t)
	for _, u := range []upload{good, bad} {
		if err := os.WriteFile(filepath.Join(dir, u.name), u.data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name          string
		width, height int64
		features      []*emulation.MediaFeature
	}{
		{"office", 1280, 768, nil}, {"phone", 390, 844, nil},
		{"dark", 1280, 768, []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}},
		{"forced", 1280, 768, []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}, {Name: "prefers-contrast", Value: "more"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := start(t, Options{DataDir: t.TempDir()})
			s := open(ctx, t, c.name, c.width, c.height, false)
			if c.features != nil {
				s.look(c.features...)
			}
			s.do(chromedp.Navigate(v.base + "/open/" + v.server.key))
			s.fits("nav")
			s.checking()
			s.packing(dir)
			s.dating()
		})
	}
}

func (s *screen) checking() {
	s.t.Helper()
	s.press("link", "校核")
	s.role("heading", "校核文稿里的数字、序号、占位和日期")
	s.fits("check-1-empty")
	s.press("button", "校核")
	s.role("heading", "没有校核")
	s.fits("check-2-nothing")
	s.write("也可以把文字粘贴在这里", faultyText)
	s.press("button", "校核")
	s.role("heading", "《粘贴的文字.txt》的校核结果")
	if got := s.text(".findings"); !strings.Contains(got, "第2行") || !strings.Contains(got, "40") {
		s.t.Errorf("the findings do not say where and what: %q", got)
	}
	if size := s.number("fetch(document.querySelector('#result .primary').href).then(r => r.arrayBuffer()).then(b => b.byteLength)"); size < 3000 {
		s.t.Errorf("the annotated copy has %v bytes", size)
	}
	s.fits("check-3-found")
	s.printed("check-3-found")
}

func (s *screen) packing(dir string) {
	s.t.Helper()
	s.press("link", "政策包")
	s.role("heading", "现在按这些算")
	s.fits("packs-1")
	s.press("link", "村民委员会组织法\uFF082026年版\uFF09")
	s.role("heading", "村民委员会组织法\uFF082026年版\uFF09")
	s.fits("packs-2-rules")
	s.printed("packs-2-rules")
	s.choose(filepath.Join(dir, "坏参数表.xlsx"))
	s.role("heading", "《坏参数表.xlsx》还不能用")
	if got := s.text("#trial tbody"); !strings.Contains(got, "单元格") {
		s.t.Errorf("no cell is named: %q", got)
	}
	s.fits("packs-3-faults")
	s.choose(filepath.Join(dir, "政策参数表.xlsx"))
	s.role("heading", "《政策参数表.xlsx》可以用")
	s.fits("packs-4-good")
	s.press("button", "收进本机并按它算")
	if got := s.text(".notice"); !strings.Contains(got, "收下了") {
		s.t.Errorf("after keeping: %q", got)
	}
	s.fits("packs-5-kept")
}

func (s *screen) dating() {
	s.t.Helper()
	s.press("link", "日历")
	s.fits("dates-1-empty")
	s.write("选举日\uFF08不填则给出最早可行的一天\uFF09", "2026-13-01")
	s.press("button", "排日程")
	if got := s.text(".wrong .reason"); !strings.Contains(got, "2026-13-01") {
		s.t.Errorf("a wrong day: %q", got)
	}
	s.fits("dates-2-wrong")
	s.do(chromedp.Navigate(s.base() + "/dates?kind=villagers&start=2026-11-23&day=2026-12-27"))
	s.fits("dates-3-plan")
	s.printed("dates-3-plan")
	if size := s.number("fetch(document.querySelector('#result .primary').href).then(r => r.arrayBuffer()).then(b => b.byteLength)"); size < 5000 {
		s.t.Errorf("the timetable for Word has %v bytes", size)
	}
	s.do(chromedp.Navigate(s.base() + "/dates?kind=villagers&start=2026-11-23&day=2026-11-30"))
	if got := s.text("#conflicts"); !strings.Contains(got, "排不下") {
		s.t.Errorf("no contradiction: %q", got)
	}
	s.fits("dates-4-conflict")
	s.do(chromedp.Navigate(s.base() + "/dates?kind=villagers&start=2026-11-23&from=2026-12-15&to=2027-01-10"))
	s.role("heading", "建议的选举日")
	s.fits("dates-5-window")
}

// base is the server's address as the browser has it.
func (s *screen) base() string {
	s.t.Helper()
	address, err := chromedp.Run(s.ctx, chromedp.Evaluate[string]("location.origin"))
	if err != nil {
		s.t.Fatal(err)
	}
	return address
}
