package gongwen

import (
	"bytes"
	"cmp"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// renderer finds the programs that turn a .docx into measured pages. Where they
// are not installed the test is skipped, but where it is demanded it fails.
func renderer(t *testing.T) {
	t.Helper()
	for _, tool := range []string{"soffice", "pdftoppm", "pdftotext", "pdffonts"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") != "" || os.Getenv("YANPAN_REQUIRE_RENDER") != "" {
				t.Fatalf("没有 %s：apt-get install libreoffice-writer poppler-utils fonts-noto-cjk fonts-lxgw-wenkai fonts-arphic-ukai", tool)
			}
			t.Skipf("no %s", tool)
		}
	}
}

// word is a stretch of text on a page, in points from its upper left corner.
type word struct {
	x0, y0, x1, y1 float64
	text           string
}

type sheet struct {
	width, height float64
	words         []word
}

// render prints d, turns it into PDF and reads the places of its words.
func render(t *testing.T, d *Document) (pages []sheet, fonts string) {
	t.Helper()
	renderer(t)
	dir := t.TempDir()
	docx := filepath.Join(dir, "paper.docx")
	if err := os.WriteFile(docx, print(t, d), 0o644); err != nil {
		t.Fatal(err)
	}
	conf, err := filepath.Abs("testdata/fonts.conf")
	if err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) []byte {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+conf)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return out
	}
	run("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", docx)
	pdf := filepath.Join(dir, "paper.pdf")
	return readBoxes(t, run("pdftotext", "-bbox", pdf, "-")), string(run("pdffonts", pdf))
}

var (
	pageTag = regexp.MustCompile(`<page width="([\d.]+)" height="([\d.]+)">`)
	wordTag = regexp.MustCompile(`<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>`)
)

func readBoxes(t *testing.T, out []byte) []sheet {
	t.Helper()
	num := func(b []byte) float64 {
		f, err := strconv.ParseFloat(string(b), 64)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	var pages []sheet
	for _, part := range bytes.Split(out, []byte("</page>")) {
		m := pageTag.FindSubmatch(part)
		if m == nil {
			continue
		}
		s := sheet{width: num(m[1]), height: num(m[2])}
		for _, w := range wordTag.FindAllSubmatch(part, -1) {
			s.words = append(s.words, word{num(w[1]), num(w[2]), num(w[3]), num(w[4]), string(w[5])})
		}
		pages = append(pages, s)
	}
	return pages
}

const mm = 72 / 25.4

// lines joins the words of a page into lines by their middles.
func (s sheet) lines() []word {
	words := slices.Clone(s.words)
	middle := func(w word) float64 { return (w.y0 + w.y1) / 2 }
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(middle(a), middle(b)) })
	var out []word
	for _, w := range words {
		if n := len(out); n > 0 && math.Abs(middle(out[n-1])-middle(w)) < 5 {
			l := &out[n-1]
			if w.x0 < l.x0 {
				l.text = w.text + l.text
			} else {
				l.text += w.text
			}
			l.x0, l.x1 = min(l.x0, w.x0), max(l.x1, w.x1)
			continue
		}
		out = append(out, w)
	}
	return out
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s: %.2f mm, want %.2f", what, got, want)
	}
}

// GB/T 9704—2012, 5.2: 22 lines of 28 characters in 156 × 225 mm, 37 mm from the
// top and 28 mm from the binding edge; 7.5: the page number outside, beneath.
func TestRenderedPageIsTheStandards(t *testing.T) {
	d := &Document{Body: []Block{Paragraph{Runs: Text(strings.Repeat("清水镇村班子分析研判", 200)), Align: Left}}}
	pages, fonts := render(t, d)
	if len(pages) != 4 { // 2000 characters, 616 a page: 3 full pages and 152 on the last
		t.Fatalf("%d pages, want 4", len(pages))
	}
	const pitch = 225.0 / 22
	for i, p := range pages[:3] {
		near(t, "paper's width", p.width/mm, 210, .2)
		near(t, "paper's height", p.height/mm, 297, .2)
		lines := p.lines()
		if len(lines) != 23 {
			t.Fatalf("page %d: %d lines and a page number, want 22", i+1, len(lines)-1)
		}
		for k, l := range lines[:22] {
			if n := len([]rune(l.text)); n != 28 {
				t.Errorf("page %d line %d: %d characters, want 28", i+1, k+1, n)
			}
			near(t, "left margin", l.x0/mm, 28, 1)
			near(t, "right margin", 210-l.x1/mm, 26, 1)
			near(t, "middle of line "+decimal(k+1), (l.y0+l.y1)/2/mm, 37+pitch*(float64(k)+.5), 1)
		}
		checkFoot(t, i+1, lines[22])
	}
	checkFonts(t, fonts)
}

// checkFoot checks text and place of a page number: one character of 14 points
// in from the outer edge, its upper edge about 7 mm beneath the text.
func checkFoot(t *testing.T, page int, l word) {
	t.Helper()
	if want := "—" + decimal(page) + "—"; strings.ReplaceAll(l.text, " ", "") != want {
		t.Errorf("page number %q, want %q", l.text, want)
	}
	const character = 14 / mm
	if page%2 == 1 {
		near(t, "odd page number from the right", 210-l.x1/mm, 26+character, 1)
	} else {
		near(t, "even page number from the left", l.x0/mm, 28+character, 1)
	}
	if top := l.y0 / mm; top < 262 || top > 270 {
		t.Errorf("page number begins %.1f mm down, want 262 to 270", top)
	}
}

// checkFonts sees to it that no typeface came in unasked, as one does when a
// character has no form in the typeface named.
func checkFonts(t *testing.T, fonts string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(fonts), "\n")[2:]
	if len(lines) == 0 {
		t.Error("no fonts")
	}
	for _, l := range lines {
		name, _, _ := strings.Cut(l, " ")
		ok := false
		for _, known := range []string{"NotoSerifCJK", "NotoSansCJK", "UKai", "LXGWWenKai", "LiberationSerif"} {
			ok = ok || strings.Contains(name, known)
		}
		if !ok || !strings.Contains(l, " yes ") {
			t.Errorf("unexpected or missing typeface: %s", l)
		}
	}
}

// The paper with everything in it: how many pages, where things stand on them,
// nothing outside the margins.
func TestRenderedPaperWithEverything(t *testing.T) {
	pages, fonts := render(t, readMarkdown(t, "testdata/全要素.md"))
	checkFonts(t, fonts)
	upright, side := 0, 0
	for i, p := range pages {
		text := ""
		for _, w := range p.words {
			text += w.text
		}
		if strings.ContainsAny(text, "□\ufffd\u25a1") {
			t.Errorf("page %d has a character without a form", i+1)
		}
		if len(p.words) < 5 {
			t.Errorf("page %d is all but empty: %q", i+1, text)
		}
		left, right, bottom := 28.0, 26.0, 35.0
		if p.width > p.height {
			side++
			left, right, bottom = 35, 37, 26
		} else {
			upright++
		}
		for _, w := range p.words {
			inFoot := strings.Trim(w.text, "—0123456789 ") == ""
			if w.text != "" && !inFoot && (w.x0/mm < left-1 || w.x1/mm > p.width/mm-right+1.5 || w.y1/mm > p.height/mm-bottom+1) {
				t.Errorf("page %d: %q runs over the margin (%.1f–%.1f, %.1f mm)", i+1, w.text, w.x0/mm, w.x1/mm, w.y1/mm)
			}
		}
	}
	if upright != 7 || side < 2 || side > 4 {
		t.Errorf("%d upright and %d sideways pages", upright, side)
	}
	last := pages[len(pages)-1].lines()
	if foot := last[len(last)-2]; !strings.Contains(foot.text, "印发") {
		t.Errorf("the record stands at the foot of the last page, not %q", foot.text)
	} else {
		near(t, "the record's last line", foot.y1/mm, 262, 4)
	}
}
