// Package notice is the page that says one thing: that an address is not here,
// that something failed, that the program has ended.
package notice

import (
	"embed"

	"yanpan.dev"
	"yanpan.dev/internal/web/page"
)

//go:embed page.html
var files embed.FS

// View is what the page shows; its title is the headline.
type View struct {
	page.Frame
	Lines []string
	Back  bool // whether there is a first page to go back to
}

// Parse reads the page's template.
func Parse() (*page.Template[View], error) { return page.Parse[View](files) }

// Build makes the view of a headline and its sentences.
func Build(f page.Frame, title string, back bool, lines ...string) View {
	f.Title = yanpan.Typeset(title)
	v := View{Frame: f, Back: back}
	for _, l := range lines {
		v.Lines = append(v.Lines, yanpan.Typeset(l))
	}
	return v
}
