// Package check is the page that holds a text against itself: what its numbers,
// dates and numbering say wrongly, where, and what to write instead.
package check

import (
	"embed"
	"fmt"

	"yanpan.dev"
	"yanpan.dev/internal/web/page"
	"yanpan.dev/proof"
)

//go:embed page.html page.css
var files embed.FS

// Parse reads the page's template.
func Parse() (*page.Template[View], error) { return page.Parse[View](files) }

// Style is the page's own style.
func Style() (string, error) {
	css, err := files.ReadFile("page.css")
	return string(css), err
}

// Input is what the page is built from.
type Input struct {
	Frame      page.Frame
	Org        string // whose paper it is, as typed
	Text       string // what was pasted, to be shown again
	CanCompare bool   // there are figures to compare with
	Compared   bool   // they were used
	Failure    string // why nothing was checked
	Report     *proof.Report
	NoMarks    bool // the annotated copy cannot be had
}

// View is what the page shows.
type View struct {
	page.Frame
	Org, Text            string
	CanCompare, Compared bool
	Failure              string
	Result               *Result
}

// Result is what came of the check.
type Result struct {
	File     string
	Summary  string // 3处:错误1处、疑似2处、提示0处
	Numbers  string // how many numbers were compared
	Clean    bool
	Marked   bool // an annotated copy can be taken
	Findings []Finding
	More     int // findings that are not shown
	Untold   []Untold
}

// Finding is one finding as shown.
type Finding struct {
	Where, Kind, Word string
	State             string // bad, warn, dim
	Quote, Message    string
	Suggest           string
	Related           []Quoted
}

// Quoted is a place with its words.
type Quoted struct{ Where, Quote string }

// Untold is a list of numbers that were left alone, and why.
type Untold struct {
	Title  string
	Of     int
	Places []Quoted
}

// The page stays under 100 KB with so many findings and places.
const (
	mostFindings = 80
	mostPlaces   = 40
	mostQuote    = 80
)

// Build makes the view.
func Build(in Input) View {
	in.Frame.Title = "校核文稿"
	v := View{Frame: in.Frame, Org: in.Org, Text: in.Text, CanCompare: in.CanCompare, Compared: in.Compared, Failure: yanpan.Typeset(in.Failure)}
	if in.Report != nil {
		v.Result = result(in.Report)
		v.Result.Marked = !v.Result.Clean && !in.NoMarks
	}
	return v
}

func result(r *proof.Report) *Result {
	counts := map[proof.Severity]int{}
	out := &Result{File: r.File, Clean: len(r.Findings) == 0}
	for i := range r.Findings {
		f := &r.Findings[i]
		counts[f.Severity]++
		if i < mostFindings {
			out.Findings = append(out.Findings, finding(f))
		}
	}
	out.More = len(r.Findings) - len(out.Findings)
	out.Summary = yanpan.Typeset(fmt.Sprintf("共 %d 处:错误 %d 处、疑似 %d 处、提示 %d 处", len(r.Findings), counts[proof.SeverityError], counts[proof.SeverityWarning], counts[proof.SeverityInfo]))
	n := r.Numbers
	out.Numbers = yanpan.Typeset(fmt.Sprintf("文中数字 %d 个:已核对 %d 个,无从核对 %d 个,没有看懂 %d 个", n.Total, n.Checked, n.Uncheckable, n.NotUnderstood))
	out.untold("无从核对的数(文中没有别的话可以对照)", r.Uncheckable())
	out.untold("没有看懂的数(请人工看一眼)", r.NotUnderstood())
	return out
}

var states = map[proof.Severity]string{proof.SeverityError: "bad", proof.SeverityWarning: "warn", proof.SeverityInfo: "dim"}

func finding(f *proof.Finding) Finding {
	at := proof.Place{Part: f.Part, Line: f.Line, Column: f.Column}
	out := Finding{
		Where: at.Where(), Kind: f.Kind.Label(), Word: f.Severity.Label(), State: states[f.Severity],
		Quote: short(f.Quote), Message: f.Message, Suggest: f.Suggest,
	}
	for _, r := range f.Related[:min(len(f.Related), 5)] {
		out.Related = append(out.Related, Quoted{r.Where(), short(r.Quote)})
	}
	return out
}

func (r *Result) untold(title string, places []proof.Place) {
	if len(places) == 0 {
		return
	}
	u := Untold{Title: yanpan.Typeset(title), Of: len(places)}
	for _, p := range places[:min(len(places), mostPlaces)] {
		u.Places = append(u.Places, Quoted{p.Where(), short(p.Quote)})
	}
	r.Untold = append(r.Untold, u)
}

// short cuts what is too long to be shown.
func short(s string) string {
	if runes := []rune(s); len(runes) > mostQuote {
		return string(runes[:mostQuote]) + "…"
	}
	return s
}
